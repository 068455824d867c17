/* hb_obmalloc.h -- what is known of arenas and size classes. */
#ifndef Py_INTERNAL_HB_OBMALLOC_H
#define Py_INTERNAL_HB_OBMALLOC_H

#include "internal/hb_region.h"

struct Hb_ClassCounts {
    size_t pools; /* with a live block */
    size_t used;  /* blocks */
    size_t free;  /* blocks of these pools */
};

struct Hb_ArenaCounts {
    unsigned now;
    unsigned taken; /* since the process began */
    unsigned peak;
    size_t free_pools;
};

/* Counts pools and blocks by size class. */
struct Hb_ArenaCounts
Hb_CountArenas(struct Hb_ClassCounts table[HB_SIZECLASSES]);

#endif
