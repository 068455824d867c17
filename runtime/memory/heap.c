/* heap.c -- large blocks: boundary tags and segregated free lists.
 *
 * Sizes are with the tag, multiples of 16.  Below 1 KiB there is a list for
 * each size, above it eight for each power of two.  A request looks into its
 * own list for a block that fits, then takes the first block of the next list
 * that is not empty: such a block always fits.  Freed blocks join their free
 * neighbours at once (R2), so resizing in place succeeds whenever there is
 * room behind.  The lists are last in, first out, and nothing depends on the
 * time or on addresses: the same requests give the same layout.
 */
#include "internal/hb_poison.h"
#include "internal/hb_region.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define TAG       sizeof(struct Hb_Tag)
#define SMALLEST  ((size_t)32)
#define EXACT     ((size_t)1024) /* sizes below have a list of their own */
#define EXACT_LOG 10
#define BINS      (EXACT / 16 + (30 - EXACT_LOG + 1) * 8)
#define TRIES     16 /* blocks looked at in the request's own list */

/* A free block: its tag, then its place in a list. */
struct free_block {
    struct Hb_Tag tag;
    struct free_block *next;
    struct free_block *prev;
};

static struct free_block *bins[BINS];
static uint64_t occupied[(BINS + 63) / 64];

static size_t
tag_size(const struct Hb_Tag *tag)
{
    return tag->size & ~(uint64_t)15;
}

static int
tag_alive(const struct Hb_Tag *tag)
{
    return tag->size & 1;
}

static struct Hb_Tag *
tag_after(struct Hb_Tag *tag)
{
    return (struct Hb_Tag *)((char *)tag + tag_size(tag));
}

static struct Hb_Tag *
tag_of(const void *payload)
{
    return (struct Hb_Tag *)((char *)payload - TAG);
}

/* ---- lists -------------------------------------------------------------- */

static size_t
bin_of(size_t size)
{
    int log;

    if (size < EXACT) {
        return size / 16;
    }
    log = 63 - __builtin_clzll(size);
    return EXACT / 16 + (size_t)(log - EXACT_LOG) * 8 +
           ((size >> (log - 3)) & 7);
}

static void
list_add(struct Hb_Tag *tag)
{
    struct free_block *block = (struct free_block *)tag;
    size_t bin = bin_of(tag->size);

    block->prev = NULL;
    block->next = bins[bin];
    if (block->next) {
        block->next->prev = block;
    }
    bins[bin] = block;
    occupied[bin / 64] |= (uint64_t)1 << bin % 64;
}

static void
list_remove(struct Hb_Tag *tag)
{
    struct free_block *block = (struct free_block *)tag;
    size_t bin = bin_of(tag->size);

    if (block->next) {
        block->next->prev = block->prev;
    }
    if (block->prev) {
        block->prev->next = block->next;
        return;
    }
    bins[bin] = block->next;
    if (!block->next) {
        occupied[bin / 64] &= ~((uint64_t)1 << bin % 64);
    }
}

/* The first list after `bin` that has a block; BINS for none. */
static size_t
bin_after(size_t bin)
{
    size_t word = ++bin / 64;
    uint64_t bits;

    if (bin >= BINS) {
        return BINS;
    }
    bits = occupied[word] & ~(uint64_t)0 << bin % 64;
    while (!bits) {
        if (++word == sizeof(occupied) / sizeof(*occupied)) {
            return BINS;
        }
        bits = occupied[word];
    }
    return word * 64 + (size_t)__builtin_ctzll(bits);
}

static struct Hb_Tag *
list_find(size_t size)
{
    size_t bin = bin_of(size);
    struct free_block *block = bins[bin];
    int tries = TRIES;

    for (; block && tries--; block = block->next) {
        if (block->tag.size >= size) {
            return &block->tag;
        }
    }
    bin = bin_after(bin);
    return bin < BINS ? &bins[bin]->tag : NULL;
}

/* ---- heaps -------------------------------------------------------------- */

static void
set_end(struct Hb_Tag *tag, size_t prev)
{
    tag->prev = prev;
    tag->size = 1;
}

void
Hb_HeapBegin(void *at, size_t size)
{
    struct Hb_Tag *tag = at;

    tag->prev = 0;
    tag->size = size - TAG;
    set_end(tag_after(tag), tag->size);
    HB_FILL(tag + 1, HB_DEAD, tag->size - TAG);
    list_add(tag);
}

/* Makes a free block of [tag, tag + size), joined with a free one before it.
 * What follows is alive, or the end.  All but the tag is poisoned already. */
static struct Hb_Tag *
make_free(struct Hb_Tag *tag, size_t size)
{
    struct Hb_Tag *before;

    if (tag->prev) {
        before = (struct Hb_Tag *)((char *)tag - tag->prev);
        if (!tag_alive(before)) {
            list_remove(before);
            size += before->size;
            HB_FILL(tag, HB_DEAD, TAG);
            tag = before;
        }
    }
    tag->size = size;
    tag_after(tag)->prev = size;
    list_add(tag);
    return tag;
}

/* Adds chunks to the last heap, or begins one.  The free block at the end,
 * of at least `size` bytes; NULL without memory. */
static struct Hb_Tag *
grow(size_t size)
{
    size_t chunks = (size + 2 * TAG + HB_CHUNK - 1) / HB_CHUNK;
    size_t bytes = chunks * HB_CHUNK;
    struct Hb_Tag *tag;
    int joined;
    char *at;

    at = Hb_RegionTakeHeap(chunks, &joined);
    if (!at) {
        return NULL;
    }
    if (!joined) {
        Hb_HeapBegin(at, bytes);
        return (struct Hb_Tag *)at;
    }
    tag = (struct Hb_Tag *)(at - TAG); /* the former end */
    HB_FILL(at, HB_DEAD, bytes);
    set_end((struct Hb_Tag *)(at + bytes - TAG), 0);
    return make_free(tag, bytes);
}

/* Gives the part of a live block beyond `size` back, if it is one. */
static void
trim(struct Hb_Tag *tag, size_t size)
{
    size_t rest = tag_size(tag) - size;
    struct Hb_Tag *tail, *after;

    if (rest < SMALLEST) {
        return;
    }
    after = tag_after(tag);
    tag->size = size | 1;
    tail = tag_after(tag);
    tail->prev = size;
    if (!tag_alive(after)) {
        list_remove(after);
        rest += after->size;
        HB_FILL(after, HB_DEAD, sizeof(struct free_block));
    }
    make_free(tail, rest);
}

/* The size of a block with room for a request; 0 when there is none. */
static size_t
block_size(size_t request)
{
    if (request > HB_REGION_SIZE) {
        return 0;
    }
    request = (request + TAG + 15) & ~(size_t)15;
    return request < SMALLEST ? SMALLEST : request;
}

/* ---- poison ------------------------------------------------------------- */

#ifdef HB_HOSTILE
static void
check_poison(const struct free_block *block)
{
    Hb_PoisonCheck(block + 1, block->tag.size - sizeof(*block));
}

void
Hb_HeapCheckPoison(void)
{
    size_t bin;

    for (bin = 0; bin < BINS; bin++) {
        const struct free_block *block = bins[bin];

        for (; block; block = block->next) {
            check_poison(block);
        }
    }
}
#endif

/* Of a block that is alive now; its former links are in front. */
static void
unpoison(struct Hb_Tag *tag)
{
    struct free_block *block = (struct free_block *)tag;

    Hb_PoisonCheck(block + 1, tag_size(tag) - sizeof(*block));
    HB_FILL(tag + 1, HB_CLEAN, tag_size(tag) - TAG);
    (void)block;
}

/* ---- the allocator ------------------------------------------------------ */

void *
Hb_HeapMalloc(size_t request)
{
    size_t size = block_size(request);
    struct Hb_Tag *tag;

    if (!size || Hb_RegionInit()) {
        return NULL;
    }
    tag = list_find(size);
    if (!tag) {
        tag = grow(size);
        if (!tag) {
            return NULL;
        }
    }
    list_remove(tag);
    tag->size |= 1;
    trim(tag, size);
    unpoison(tag);
    return tag + 1;
}

/* Of what lies before memory of others, nothing is known. */
static void
must_be_ours(const void *ptr, const char *call)
{
    if ((uintptr_t)ptr - Hb_RegionBase() >= HB_REGION_SIZE) {
        fflush(stdout);
        fprintf(stderr, "%s: not a block of the runtime's\n", call);
        abort();
    }
}

void
Hb_HeapFree(void *ptr)
{
    struct Hb_Tag *tag = tag_of(ptr), *after;
    size_t size;

    must_be_ours(ptr, "PyMem_Free()");
    after = tag_after(tag);
    size = tag_size(tag);
    HB_FILL(ptr, HB_DEAD, size - TAG);
    if (!tag_alive(after)) {
        list_remove(after);
        size += after->size;
        HB_FILL(after, HB_DEAD, sizeof(struct free_block));
    }
    make_free(tag, size);
}

size_t
Hb_HeapRoom(const void *ptr)
{
    return tag_size(tag_of(ptr)) - TAG;
}

/* Makes a live block at least `size` long where it stands; 0 if it cannot. */
static int
extend(struct Hb_Tag *tag, size_t size)
{
    struct Hb_Tag *after = tag_after(tag);
    size_t have = tag_size(tag);
    size_t room;

    if (tag_alive(after) && after->size != 1) {
        return 0;
    }
    room = tag_alive(after) ? 0 : after->size;
    if (have + room < size) {
        struct Hb_Tag *end = (struct Hb_Tag *)((char *)after + room);
        void *top = (char *)Hb_RegionStart + Hb_RegionUsed();

        if (end->size != 1 || (void *)(end + 1) != top ||
            !(after = grow(size - have - room))) {
            return 0;
        }
    }
    list_remove(after);
    tag->size += after->size;
    tag_after(tag)->prev = tag_size(tag);
    return 1;
}

void *
Hb_HeapRealloc(void *ptr, size_t request)
{
    struct Hb_Tag *tag = tag_of(ptr);
    size_t size = block_size(request);
    void *moved;

    if (!size) {
        return NULL;
    }
    if (!HB_MOVES && (size <= tag_size(tag) || extend(tag, size))) {
        trim(tag, size);
        return ptr;
    }
    moved = Hb_HeapMalloc(request);
    if (moved) {
        memcpy(moved, ptr,
               (size < tag_size(tag) ? size : tag_size(tag)) - TAG);
        Hb_HeapFree(ptr);
    }
    return moved;
}
