/* region.c -- one range of addresses for everything; see hb_region.h. */
#include "internal/hb_region.h"

#include <errno.h>
#include <sys/mman.h>

#ifndef MAP_FIXED_NOREPLACE
#define MAP_FIXED_NOREPLACE 0x100000
#endif

static void *
reserve(void *where, int flags)
{
    void *at =
        mmap(where, HB_REGION_SIZE, PROT_READ | PROT_WRITE,
             MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE | flags, -1, 0);

    return at == MAP_FAILED ? NULL : at;
}

/* A place that the kernel likes, on a chunk's boundary: reserves a chunk more
 * than needed and gives the edges back. */
static void *
reserve_anywhere(void)
{
    char *at = mmap(NULL, HB_REGION_SIZE + HB_CHUNK, PROT_READ | PROT_WRITE,
                    MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    size_t before;

    if (at == MAP_FAILED) {
        return NULL;
    }
    before = -(uintptr_t)at & (HB_CHUNK - 1);
    if (before) {
        munmap(at, before);
    }
    munmap(at + before + HB_REGION_SIZE, HB_CHUNK - before);
    return at + before;
}

void *
Hb_RegionReserve(void)
{
    int saved_errno = errno;
    void *at = reserve((void *)HB_REGION_BASE, MAP_FIXED_NOREPLACE);

    if (at && at != (void *)HB_REGION_BASE) {
        munmap(at, HB_REGION_SIZE);
        at = NULL;
    }
    if (!at) {
        at = reserve_anywhere();
    }
    errno = saved_errno;
    return at;
}

/* All of it is reserved; pages come as they are touched. */
int
Hb_RegionReach(size_t chunks)
{
    (void)chunks;
    return 0;
}

/* The next to touch its pages finds zeros. */
void
Hb_RegionDrop(void *chunk)
{
    madvise(chunk, HB_CHUNK, MADV_DONTNEED);
}
