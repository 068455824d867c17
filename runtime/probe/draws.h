/* draws.h -- what is drawn for the harness itself.  Private to probe/. */
#ifndef HB_DRAWS_H
#define HB_DRAWS_H

#include <stdint.h>

/* The n-th number that decides the order of starved()'s calls: of the seed and
 * the test, as all that is drawn, but an answer cannot ask for it. */
uint64_t draws_order(uint64_t n);

#endif
