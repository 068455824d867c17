/* region.c -- the region in a WebAssembly memory; see hb_region.h.
 *
 * Where the native build reserves a range that the system fills with pages as
 * they are touched, here memory ends where the region ends, and grows. */
#include "internal/hb_region.h"

#include <stdint.h>
#include <string.h>

#include "web.h"

#define PAGE ((size_t)65536)

static unsigned char no_kinds[HB_CHUNKS];
unsigned char *Hb_RegionKind = no_kinds;
uintptr_t Hb_RegionStart = HB_WEB_REGION;
static struct Hb_RegionHead *head;

/* Makes memory reach so many chunks into the region.  New memory is zero. */
static int
reach(size_t chunks)
{
    size_t end = HB_WEB_REGION + chunks * HB_CHUNK;
    size_t now = __builtin_wasm_memory_size(0) * PAGE;

    if (end > hb_web_region_end) {
        return -1;
    }
    return end <= now || __builtin_wasm_memory_grow(0, (end - now) / PAGE) !=
                             SIZE_MAX
               ? 0
               : -1;
}

int
Hb_RegionInit(void)
{
    if (head) {
        return 0;
    }
    if (reach(1)) {
        return -1;
    }
    head = (struct Hb_RegionHead *)HB_WEB_REGION;
    head->magic = HB_REGION_MAGIC;
    head->format = HB_REGION_FORMAT;
    head->base = HB_WEB_REGION;
    head->size = HB_REGION_SIZE;
    head->chunks = 1;
    head->kind[0] = HB_CHUNK_HEAP;
    Hb_RegionKind = head->kind;
    Hb_HeapBegin((char *)head + HB_HEAD_ROOM, HB_CHUNK - HB_HEAD_ROOM);
    return 0;
}

uintptr_t
Hb_RegionBase(void)
{
    return HB_WEB_REGION;
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
                             HB_WEB_REGION};
}

static void *
chunk_address(size_t i)
{
    return (void *)(HB_WEB_REGION + i * HB_CHUNK);
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
    if (i == HB_CHUNKS || reach(i + 1)) {
        return NULL;
    }
    head->kind[i] = HB_CHUNK_ARENA;
    if (i == head->chunks) {
        head->chunks++;
    }
    return chunk_address(i);
}

/* The next arena here finds zeros again, as a new one does. */
void
Hb_RegionGiveArena(void *chunk)
{
    size_t i = ((uintptr_t)chunk - HB_WEB_REGION) / HB_CHUNK;

    head->kind[i] = HB_CHUNK_FREE;
    memset(chunk, 0, HB_CHUNK);
}

void *
Hb_RegionTakeHeap(size_t chunks, int *joined)
{
    size_t first;

    if (Hb_RegionInit()) {
        return NULL;
    }
    first = head->chunks;
    if (first + chunks > HB_CHUNKS || reach(first + chunks)) {
        return NULL;
    }
    *joined = head->kind[first - 1] == HB_CHUNK_HEAP;
    memset(head->kind + first, HB_CHUNK_HEAP, chunks);
    head->chunks = (uint32_t)(first + chunks);
    return chunk_address(first);
}
