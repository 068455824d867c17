/* outside.h -- memory that an answer takes from the C library.
 *
 * Whoever links an answer gives it these calls under the C library's names.
 * They hand on every request, and keep books on what has not been given back:
 * how much, and the line that took the oldest of it.
 *
 *   O1  only what the answer itself asks for is counted; what the C library
 *       takes within a call (a stream's buffer) is its own
 *   O2  a pointer that is not in the books is handed on all the same, but for
 *       one that no malloc can have made: the program is told so and aborted,
 *       for what the C library does with it is chance
 *
 * The calls of the tool's own code never come here.
 */
#ifndef HB_OUTSIDE_H
#define HB_OUTSIDE_H

#include <stddef.h>

#include "heapbook/quarantine.h"

/* What has not been given back. */
struct Hb_Outside {
    size_t blocks;
    size_t bytes;
    int line; /* that took the oldest; 0 where lines are not known */
};

/* A count, by value: the caller owns it. */
HB_LOCAL struct Hb_Outside Hb_OutsideLeft(void);

/* One of the calls: its name in C, and what stands for it. */
struct Hb_OutsideCall {
    const char *name;
    void (*call)(void);
};

/* Shape:  as many as *count says.
 * Owns:   static. */
HB_LOCAL const struct Hb_OutsideCall *Hb_OutsideCalls(size_t *count);

#endif
