/* region.c -- one range of addresses for everything; see hb_region.h. */
#include "internal/hb_region.h"

#include <errno.h>
#include <string.h>
#include <sys/mman.h>

#ifndef MAP_FIXED_NOREPLACE
#define MAP_FIXED_NOREPLACE 0x100000
#endif

static unsigned char no_kinds[HB_CHUNKS];
unsigned char *Hb_RegionKind = no_kinds;
uintptr_t Hb_RegionStart = HB_REGION_BASE;
static struct Hb_RegionHead *head;

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

int
Hb_RegionInit(void)
{
    int saved_errno = errno;
    void *at;

    if (head) {
        return 0;
    }
    at = reserve((void *)HB_REGION_BASE, MAP_FIXED_NOREPLACE);
    if (at && at != (void *)HB_REGION_BASE) {
        munmap(at, HB_REGION_SIZE);
        at = NULL;
    }
    if (!at) {
        at = reserve_anywhere();
    }
    errno = saved_errno;
    if (!at) {
        return -1;
    }
    head = at;
    head->magic = HB_REGION_MAGIC;
    head->format = HB_REGION_FORMAT;
    head->base = Hb_RegionStart = (uintptr_t)at;
    head->size = HB_REGION_SIZE;
    head->chunks = 1;
    head->kind[0] = HB_CHUNK_HEAP;
    Hb_RegionKind = head->kind;
    Hb_HeapBegin((char *)at + HB_HEAD_ROOM, HB_CHUNK - HB_HEAD_ROOM);
    return 0;
}

uintptr_t
Hb_RegionBase(void)
{
    return Hb_RegionStart;
}

size_t
Hb_RegionUsed(void)
{
    return head ? head->chunks * HB_CHUNK : 0;
}

struct Hb_Image
Hb_RegionImage(void)
{
    return (struct Hb_Image){(const unsigned char *)head, Hb_RegionUsed(),
                             Hb_RegionStart};
}

static void *
chunk_address(size_t i)
{
    return (void *)(Hb_RegionStart + i * HB_CHUNK);
}

void *
Hb_RegionTakeArena(void)
{
    size_t i = 1;

    if (Hb_RegionInit()) {
        return NULL;
    }
    while (i < head->chunks && head->kind[i] != HB_CHUNK_FREE) {
        i++;
    }
    if (i == HB_CHUNKS) {
        return NULL;
    }
    head->kind[i] = HB_CHUNK_ARENA;
    if (i == head->chunks) {
        head->chunks++;
    }
    return chunk_address(i);
}

/* The pages are dropped, so the next arena here finds zeros again. */
void
Hb_RegionGiveArena(void *chunk)
{
    size_t i = ((uintptr_t)chunk - Hb_RegionStart) / HB_CHUNK;

    head->kind[i] = HB_CHUNK_FREE;
    madvise(chunk, HB_CHUNK, MADV_DONTNEED);
}

/* The heap grows at the end only, so its runs never meet one that follows. */
void *
Hb_RegionTakeHeap(size_t chunks, int *joined)
{
    size_t first;

    if (Hb_RegionInit()) {
        return NULL;
    }
    first = head->chunks;
    if (first + chunks > HB_CHUNKS) {
        return NULL;
    }
    *joined = head->kind[first - 1] == HB_CHUNK_HEAP;
    memset(head->kind + first, HB_CHUNK_HEAP, chunks);
    head->chunks = (uint32_t)(first + chunks);
    return chunk_address(first);
}
