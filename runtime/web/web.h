/* web.h -- the memory of an instance, and how a program lives in it.
 *
 *   0         nothing: an address below 64 KiB is a NULL pointer gone astray
 *   stack     grows downward to there; the module's data lie above it
 *   heap      blocks of malloc, from the end of the data on
 *   program   from HB_WEB_PROGRAM: the data of the module that holds a program
 *   region    from HB_WEB_REGION to the end of memory, which grows
 *
 * A program is a second module that shares memory and table with the
 * runtime's: its data have a place of their own, its functions stand behind
 * the runtime's.  The addresses are the same in every instance, so a judge
 * finds None and the small ints where the scenario had them.
 */
#ifndef HB_WEB_WEB_H
#define HB_WEB_WEB_H

#include <stddef.h>

#define HB_WEB_PROGRAM ((size_t)60 << 20)
#define HB_WEB_REGION  ((size_t)64 << 20)

char *hb_web_heap_end(void);

/* The line of the program that called last.  Each call in a program's code is
 * preceded by a store of its line (site/web/rewrite.js). */
extern int hb_web_line;

/* The address that was none, once a check of a program's or the runtime's
 * code has failed; and how many turns of loops and calls a program has left.
 */
extern unsigned long hb_web_fault;
extern long hb_web_fuel;

#endif
