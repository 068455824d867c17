/* tcc_messages.h -- what libtcc says, as messages of a report.  Pure. */
#ifndef HEAPBOOK_RUN_TCC_MESSAGES_H
#define HEAPBOOK_RUN_TCC_MESSAGES_H

#include <stddef.h>

#include "run/report.h"

/* Adds one message of libtcc to the report: its line, whether it is an error,
 * and its text.  `source` is what is compiled; a message of the linker gets
 * the line of the name that it misses.  NULL when there is no source. */
void tcc_message_take(struct child_report *report, const char *source,
                      const char *message);

/* Whether one of the report's messages is an error. */
int tcc_messages_fail(const struct child_report *report);

/* Whether the last of them misses a label.  libtcc never forgets a jump to
 * nowhere: it would look for that label in the next text, and crash. */
int tcc_messages_miss_label(const struct child_report *report);

/* The line of the source where `word`, of `len` bytes, stands first as a word
 * of its own; 0 when it does not. */
int tcc_word_line(const char *source, const char *word, size_t len);

#endif
