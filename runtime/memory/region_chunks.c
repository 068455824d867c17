/* region_chunks.c -- who has which chunk of the region; see hb_region.h.
 *
 * The same on every system: what differs is in region.c.
 */
#include "internal/hb_region.h"

#include <string.h>

static unsigned char no_kinds[HB_CHUNKS];
unsigned char *Hb_RegionKind = no_kinds;
uintptr_t Hb_RegionStart = HB_REGION_BASE;
static struct Hb_RegionHead *head;

int
Hb_RegionInit(void)
{
    void *at;

    if (head) {
        return 0;
    }
    at = Hb_RegionReserve();
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
    if (i == HB_CHUNKS || Hb_RegionReach(i + 1)) {
        return NULL;
    }
    head->kind[i] = HB_CHUNK_ARENA;
    if (i == head->chunks) {
        head->chunks++;
    }
    return chunk_address(i);
}

void
Hb_RegionGiveArena(void *chunk)
{
    size_t i = ((uintptr_t)chunk - Hb_RegionStart) / HB_CHUNK;

    head->kind[i] = HB_CHUNK_FREE;
    Hb_RegionDrop(chunk);
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
    if (first + chunks > HB_CHUNKS || Hb_RegionReach(first + chunks)) {
        return NULL;
    }
    *joined = head->kind[first - 1] == HB_CHUNK_HEAP;
    memset(head->kind + first, HB_CHUNK_HEAP, chunks);
    head->chunks = (uint32_t)(first + chunks);
    return chunk_address(first);
}
