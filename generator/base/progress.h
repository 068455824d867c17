/* progress.h -- one line on a terminal while long work is under way.
 *
 * Nothing is shown when stderr is no terminal, with -q, and before a quarter
 * of a second has passed: short work stays silent.
 */
#ifndef HEAPBOOK_BASE_PROGRESS_H
#define HEAPBOOK_BASE_PROGRESS_H

#include <stddef.h>

void progress_set_quiet(int quiet);

/* Shows `what: done of total`, over the line that stood there. */
void progress_show(const char *what, size_t done, size_t total);

/* Wipes the line; whoever prints to the terminal calls it first. */
void progress_hide(void);

#endif
