/* web.h -- the memory of an instance, and how a program lives in it.
 *
 *   0         nothing: an address below 64 KiB is a NULL pointer gone astray
 *   stack     grows downward to there; the module's data lie above it
 *   heap      blocks of malloc, from the end of the data on
 *   program   from HB_WEB_PROGRAM: the data of the module that holds a program
 *   region    from HB_WEB_REGION to the end of memory, which grows
 *   room      from HB_WEB_ROOM, in a run that is to explain a crash: there
 *             each block lies apart (heapbook/quarantine.h)
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
#define HB_WEB_ROOM    ((size_t)160 << 20)

enum { HB_WEB_ROOM_SIZE = 160 << 20 };

/* What the region may grow to, as what a native run may use. */
#define HB_WEB_MEMORY ((size_t)256 << 20)

/* So many functions of a program have a known type. */
enum { HB_WEB_TYPES = 4096 };

char *hb_web_heap_end(void);
void hb_web_refused(void);

/* The line of the program that called last.  Each call in a program's code is
 * preceded by a store of its line (site/web/rewrite.js). */
extern int hb_web_line;

/* The address that was none, once a check of a program's or the runtime's
 * code has failed, and, where a program's has, what it did there; and how
 * many turns of loops and calls a program has left. */
enum { HB_WEB_READS, HB_WEB_WRITES, HB_WEB_CALLS };

extern unsigned long hb_web_fault;
extern int hb_web_verb;
extern long hb_web_fuel;

/* The types of a program's functions in the table, from its first place on:
 * numbers that the host gives them, 0 for one that is not known (adapt.c). */
extern unsigned char hb_web_types[];

/* A byte for each 4 KiB of the room: whether it may be touched. */
extern unsigned char hb_web_walls[];

/* Where the region must end. */
extern size_t hb_web_region_end;

#endif
