/* alloca.h -- of the C library; see hb_types.h. */
#ifndef HB_STD_ALLOCA_H
#define HB_STD_ALLOCA_H

#include "hb_types.h"

#ifdef __TINYC__
void *alloca(size_t size);
#else
#define alloca(size) __builtin_alloca(size)
#endif

#endif
