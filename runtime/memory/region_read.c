/* region_read.c -- finds the live blocks in a copy of the region.
 *
 * The bytes may be anything: a program that has been told to forge them wrote
 * them last.  So every number is checked against the image before it is used,
 * and every walk ends: offsets only grow, lists are no longer than their pool.
 */
#include "internal/hb_region.h"

#include <string.h>

#define POOL_BLOCKS (HB_POOL / HB_ALIGNMENT)

/* Which blocks of one pool are free; bit i is block i. */
struct free_map {
    uint64_t bits[POOL_BLOCKS / 64];
};

/* Copies, because the image need not be aligned. */
static int
fetch(const struct Hb_Image *image, size_t offset, void *to, size_t size)
{
    if (offset > image->size || size > image->size - offset) {
        return -1;
    }
    memcpy(to, image->bytes + offset, size);
    return 0;
}

static int
read_head(const struct Hb_Image *image, struct Hb_RegionHead *head)
{
    if (fetch(image, 0, head, sizeof(*head)) ||
        head->magic != HB_REGION_MAGIC || head->format != HB_REGION_FORMAT ||
        head->chunks > HB_CHUNKS || head->base != image->base) {
        return -1;
    }
    if (head->chunks > image->size / HB_CHUNK) {
        head->chunks = (uint32_t)(image->size / HB_CHUNK);
    }
    return 0;
}

/* ---- pools -------------------------------------------------------------- */

static size_t
pool_block(const struct Hb_Pool *pool)
{
    return ((size_t)pool->szclass + 1) * HB_ALIGNMENT;
}

static int
is_in_use(const struct Hb_Pool *pool)
{
    return pool->used > 0 && pool->szclass < HB_SIZECLASSES &&
           pool->next_offset <= HB_POOL && pool->next_offset >= HB_POOL_HEAD;
}

/* 1 when a pool in use has its head at this offset. */
static int
read_pool(const struct Hb_Image *image, size_t offset, struct Hb_Pool *pool)
{
    return fetch(image, offset, pool, sizeof(*pool)) == 0 && is_in_use(pool);
}

/* The number of a block from its offset in the pool; POOL_BLOCKS for none. */
static size_t
block_number(const struct Hb_Pool *pool, uintptr_t offset)
{
    size_t size = pool_block(pool);

    if (offset < HB_POOL_HEAD || offset >= pool->next_offset ||
        (offset - HB_POOL_HEAD) % size || offset + size > HB_POOL) {
        return POOL_BLOCKS;
    }
    return (offset - HB_POOL_HEAD) / size;
}

static int
map_has(const struct free_map *map, size_t number)
{
    return map->bits[number / 64] >> number % 64 & 1;
}

/* Follows the list of free blocks until it ends, leaves the pool, or comes
 * back to a block. */
static void
map_free(const struct Hb_Image *image, size_t at, const struct Hb_Pool *pool,
         struct free_map *map)
{
    uintptr_t start = image->base + at;
    uintptr_t next = (uintptr_t)pool->free;

    memset(map, 0, sizeof(*map));
    while (next) {
        size_t number = block_number(pool, next - start);
        uint64_t word;

        if (number == POOL_BLOCKS || map_has(map, number) ||
            fetch(image, next - image->base, &word, sizeof(word))) {
            return;
        }
        map->bits[number / 64] |= (uint64_t)1 << number % 64;
        next = (uintptr_t)word;
    }
}

/* ---- one address -------------------------------------------------------- */

static int
pool_has(const struct Hb_Image *image, size_t offset, size_t *size)
{
    size_t at = offset & ~(HB_POOL - 1);
    struct Hb_Pool pool;
    struct free_map map;
    size_t number;

    if (!read_pool(image, at, &pool)) {
        return 0;
    }
    number = block_number(&pool, offset - at);
    if (number == POOL_BLOCKS) {
        return 0;
    }
    map_free(image, at, &pool, &map);
    *size = pool_block(&pool);
    return !map_has(&map, number);
}

static size_t
heap_start(size_t chunk)
{
    return chunk ? chunk * HB_CHUNK : HB_HEAD_ROOM;
}

/* The offset of the next tag; 0 at the end, or when the tag is damaged. */
static size_t
next_tag(const struct Hb_Image *image, size_t at, struct Hb_Tag *tag)
{
    size_t size;

    if (fetch(image, at, tag, sizeof(*tag))) {
        return 0;
    }
    size = tag->size & ~(uint64_t)15;
    if (size < 2 * sizeof(*tag) || size > image->size - at) {
        return 0;
    }
    return at + size;
}

static int
heap_has(const struct Hb_Image *image, const struct Hb_RegionHead *head,
         size_t offset, size_t *size)
{
    size_t chunk = offset / HB_CHUNK;
    size_t at, next;
    struct Hb_Tag tag;

    while (chunk && head->kind[chunk - 1] == HB_CHUNK_HEAP) {
        chunk--;
    }
    for (at = heap_start(chunk); at < offset; at = next) {
        next = next_tag(image, at, &tag);
        if (!next) {
            return 0;
        }
        if (at + sizeof(tag) == offset) {
            *size = next - offset;
            return (int)(tag.size & 1);
        }
    }
    return 0;
}

int
Hb_ImageBlock(const struct Hb_Image *image, uintptr_t address, size_t *size)
{
    struct Hb_RegionHead head;
    uintptr_t offset = address - image->base;

    if (read_head(image, &head) || offset / HB_CHUNK >= head.chunks) {
        return 0;
    }
    switch (head.kind[offset / HB_CHUNK]) {
    case HB_CHUNK_ARENA:
        return pool_has(image, offset, size);
    case HB_CHUNK_HEAP:
        return heap_has(image, &head, offset, size);
    default:
        return 0;
    }
}

/* ---- all of them -------------------------------------------------------- */

struct walk {
    const struct Hb_Image *image;
    int (*visit)(uintptr_t address, size_t size, void *arg);
    void *arg;
};

static int
walk_pool(const struct walk *walk, size_t at, const struct Hb_Pool *pool)
{
    struct free_map map;
    size_t size, offset, number;
    int stop = 0;

    map_free(walk->image, at, pool, &map);
    size = pool_block(pool);
    for (offset = HB_POOL_HEAD; !stop; offset += size) {
        number = block_number(pool, offset);
        if (number == POOL_BLOCKS) {
            break;
        }
        if (!map_has(&map, number)) {
            stop =
                walk->visit(walk->image->base + at + offset, size, walk->arg);
        }
    }
    return stop;
}

/* Not past the first pool that was never used: where a heap is a shared file,
 * each head that is looked at would make a page of it. */
static int
walk_arena(const struct walk *walk, size_t chunk)
{
    size_t at = chunk * HB_CHUNK;
    size_t end = at + HB_CHUNK;
    struct Hb_Pool pool;
    int stop = 0;

    for (; at < end && !stop; at += HB_POOL) {
        if (fetch(walk->image, at, &pool, sizeof(pool)) || !pool.max_offset) {
            break;
        }
        if (is_in_use(&pool)) {
            stop = walk_pool(walk, at, &pool);
        }
    }
    return stop;
}

/* A damaged tag ends the walk with -1: nothing after it can be found. */
static int
walk_heap(const struct walk *walk, size_t chunk)
{
    size_t at = heap_start(chunk);
    struct Hb_Tag tag;
    size_t next;
    int stop = 0;

    while (!stop && (next = next_tag(walk->image, at, &tag)) != 0) {
        if (tag.size & 1) {
            stop = walk->visit(walk->image->base + at + sizeof(tag),
                               next - at - sizeof(tag), walk->arg);
        }
        at = next;
    }
    return stop || tag.size == 1 ? stop : -1;
}

int
Hb_ImageEach(const struct Hb_Image *image,
             int (*visit)(uintptr_t address, size_t size, void *arg),
             void *arg)
{
    struct walk walk = {image, visit, arg};
    struct Hb_RegionHead head;
    size_t i;
    int stop = 0;

    if (read_head(image, &head)) {
        return -1;
    }
    for (i = 0; i < head.chunks && !stop; i++) {
        if (head.kind[i] == HB_CHUNK_ARENA) {
            stop = walk_arena(&walk, i);
        }
        else if (head.kind[i] == HB_CHUNK_HEAP &&
                 (i == 0 || head.kind[i - 1] != HB_CHUNK_HEAP)) {
            stop = walk_heap(&walk, i);
        }
    }
    return stop;
}
