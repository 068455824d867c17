/* quarantine.c -- every block apart, behind a wall; see hb_quarantine.h.
 *
 *     | filler | block || wall | filler | block || wall | ...
 *
 * A block ends where its last page ends, and the page behind it cannot be
 * touched.  What is given back cannot be touched either, and its addresses
 * never come again.  The books lie apart from the blocks, and are veiled: who
 * looks through all memory for the address or the size of a block finds none
 * of them there.
 *
 * The tally has a bit for each place of the region where a block can begin.
 */
#include "internal/hb_quarantine.h"
#include "internal/hb_books.h"
#include "internal/hb_host.h"
#include "internal/hb_region.h"
#include "internal/hb_trace.h"
#include "internal/pycore_gc.h"
#include "internal/pycore_object.h"

#include <string.h>
#include <sys/mman.h>

/* Room for so many pages; blocks that find none are served as before. */
enum { PAGE = 4096, PAGES = 40 << 10, MOST_BLOCKS = PAGES / 2 };

int Hb_Quarantine = 0;

static struct {
    unsigned char *room;    /* PAGES pages */
    size_t next;            /* first page that nobody has had */
    uint32_t *owner;        /* of each page: index of a block, plus 1 */
    struct Hb_Kept *blocks; /* veiled */
    size_t count;
    uintptr_t veil; /* another one in each process */
    int rests;      /* no block gets a place here any more */
} kept;

static PyMemAllocatorEx inner[PYMEM_DOMAIN_OBJ + 1];

/* ---- the books ---------------------------------------------------------- */

static struct Hb_Kept *
block_at(const void *address)
{
    size_t offset = (size_t)((const unsigned char *)address - kept.room);
    uint32_t owner;

    if (!kept.room || offset >= (size_t)PAGES * PAGE) {
        return NULL;
    }
    owner = kept.owner[offset / PAGE];
    return owner ? &kept.blocks[owner - 1] : NULL;
}

/* Puts the veil on, or takes it off. */
static struct Hb_Kept
veiled(struct Hb_Kept block)
{
    block.start ^= kept.veil;
    block.size ^= kept.veil;
    block.state ^= (int)(kept.veil >> 8);
    return block;
}

int
Hb_QuarantineFind(const void *address, struct Hb_Kept *block)
{
    const struct Hb_Kept *found = block_at(address);

    if (!found) {
        return 0;
    }
    *block = veiled(*found);
    return 1;
}

static struct Hb_Kept *
new_block(size_t pages)
{
    size_t i;

    if (kept.rests || pages + 1 > PAGES - kept.next ||
        kept.count == MOST_BLOCKS) {
        return NULL;
    }
    kept.count++;
    for (i = 0; i < pages + 1; i++) {
        kept.owner[kept.next + i] = (uint32_t)kept.count;
    }
    return &kept.blocks[kept.count - 1];
}

/* What `op` is, for as long as it may be asked. */
void
Hb_QuarantineName(PyObject *op)
{
    struct Hb_Kept *block = block_at(op);

    if (block && veiled(*block).state == HB_KEPT_ALIVE) {
        const char *name = Py_TYPE(op)->tp_name;
        const char *last = strrchr(name, '.');

        strncpy(block->type, last ? last + 1 : name, sizeof(block->type) - 1);
    }
}

/* ---- the allocator ------------------------------------------------------ */

/* A struct's size is a multiple of what it is aligned to; so the last byte of
 * nearly every block is the last one before the wall. */
static size_t
padded(int domain, size_t size)
{
    size_t to = domain == PYMEM_DOMAIN_OBJ || size % 8 == 0 ? 8
                : size % 4 == 0                             ? 4
                : size % 2 == 0                             ? 2
                                                            : 1;

    return _Py_SIZE_ROUND_UP(size, to);
}

static void *
wall_malloc(void *ctx, size_t size)
{
    int domain = (int)((PyMemAllocatorEx *)ctx - inner);
    size_t asked = size ? size : 1, room = padded(domain, asked);
    size_t pages = (room + PAGE - 1) / PAGE;
    struct Hb_Kept *block;
    unsigned char *start;

    if (asked > (size_t)PAGES * PAGE || !(block = new_block(pages))) {
        return inner[domain].malloc(inner[domain].ctx, size);
    }
    start = kept.room + kept.next * PAGE;
    if (mprotect(start, pages * PAGE, PROT_READ | PROT_WRITE)) {
        return inner[domain].malloc(inner[domain].ctx, size);
    }
    kept.next += pages + 1;
    memset(start, HB_KEPT_FILLER, pages * PAGE - room);
    start += pages * PAGE - room;
    memset(start, HB_KEPT_FRESH, room);
    *block = veiled((struct Hb_Kept){.start = (uintptr_t)start,
                                     .size = asked,
                                     .made = Hb_CurrentLine(),
                                     .state = HB_KEPT_ALIVE});
    return start;
}

static void *
wall_calloc(void *ctx, size_t nelem, size_t elsize)
{
    void *ptr = wall_malloc(ctx, nelem * elsize);

    return ptr ? memset(ptr, 0, nelem * elsize) : NULL;
}

static void
close_block(struct Hb_Kept *block, enum Hb_KeptState state)
{
    struct Hb_Kept bare = veiled(*block);
    uintptr_t first = bare.start & ~(uintptr_t)(PAGE - 1);
    size_t len = _Py_SIZE_ROUND_UP(bare.start + bare.size - first, PAGE);

    bare.state = (int)state;
    bare.freed = Hb_CurrentLine();
    *block = veiled(bare);
    mprotect((void *)first, len, PROT_NONE);
    madvise((void *)first, len, MADV_DONTNEED);
}

/* Giving back twice what is no object is a touch of it, too. */
static void
wall_free(void *ctx, void *ptr)
{
    PyMemAllocatorEx *with = ctx;
    struct Hb_Kept *block = block_at(ptr);

    if (!block) {
        with->free(with->ctx, ptr);
        return;
    }
    if (veiled(*block).state != HB_KEPT_ALIVE) {
        *(volatile char *)ptr = 0;
    }
    close_block(block, HB_KEPT_FREED);
}

static void *
wall_realloc(void *ctx, void *ptr, size_t size)
{
    PyMemAllocatorEx *with = ctx;
    struct Hb_Kept *block = block_at(ptr), *place;
    void *moved;

    if (ptr && !block) {
        return with->realloc(with->ctx, ptr, size);
    }
    moved = wall_malloc(ctx, size);
    if (moved && block) {
        memcpy(moved, ptr, Py_MIN(size, veiled(*block).size));
        place = block_at(moved);
        if (place) {
            memcpy(place->type, block->type, sizeof(block->type));
        }
        close_block(block, HB_KEPT_MOVED);
    }
    return moved;
}

static void *
reserve(size_t size, int access)
{
    void *at = mmap(NULL, size, access,
                    MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);

    return at == MAP_FAILED ? NULL : at;
}

static void
serve_by(PyMemAllocatorEx *before, const PyMemAllocatorEx *with)
{
    int domain;

    for (domain = PYMEM_DOMAIN_RAW; domain <= PYMEM_DOMAIN_OBJ; domain++) {
        PyMemAllocatorEx own = *with;

        own.ctx = &before[domain];
        Hb_ServedBy(domain, &before[domain]);
        Hb_ServeBy(domain, &own);
    }
}

int
Hb_QuarantineBegin(void)
{
    static const PyMemAllocatorEx walls = {NULL, wall_malloc, wall_calloc,
                                           wall_realloc, wall_free};

    kept.owner = reserve(PAGES * sizeof(*kept.owner), PROT_READ | PROT_WRITE);
    kept.blocks =
        reserve(MOST_BLOCKS * sizeof(*kept.blocks), PROT_READ | PROT_WRITE);
    kept.room = reserve((size_t)PAGES * PAGE, PROT_NONE);
    if (!kept.owner || !kept.blocks || !kept.room) {
        kept.room = NULL;
        return -1;
    }
    /* As random as where the kernel has put things. */
    kept.veil = (((uintptr_t)kept.room >> 12) ^ (uintptr_t)&walls) *
                (uintptr_t)0x9E3779B97F4A7C15;
    Hb_ClearFreeLists();
    Hb_Quarantine = 1;
    serve_by(inner, &walls);
    return 0;
}

void
Hb_QuarantineRest(void)
{
    kept.rests = 1;
}

/* ---- the tally ---------------------------------------------------------- */

enum { PLACES = HB_REGION_SIZE / HB_ALIGNMENT };

static PyMemAllocatorEx counted[PYMEM_DOMAIN_OBJ + 1];

/* Sets the bit of a block, and gives what it was; 0 for what lies nowhere. */
static int
change_bit(const void *ptr, int alive)
{
    size_t place = ((uintptr_t)ptr - Hb_RegionBase()) / HB_ALIGNMENT;
    unsigned char bit = (unsigned char)(1 << place % 8);
    struct Hb_Books *books = Hb_Books();
    int was;

    if (place >= PLACES) {
        return 0;
    }
    was = (books->tally.bits[place / 8] & bit) != 0;
    if (was != alive) {
        books->tally.bits[place / 8] ^= bit;
        books->tally.blocks += (size_t)(alive - was);
    }
    return was;
}

static void *
note_block(void *ptr)
{
    if (ptr) {
        change_bit(ptr, 1);
    }
    return ptr;
}

static void *
tally_malloc(void *ctx, size_t size)
{
    PyMemAllocatorEx *with = ctx;

    return note_block(with->malloc(with->ctx, size));
}

static void *
tally_calloc(void *ctx, size_t nelem, size_t elsize)
{
    PyMemAllocatorEx *with = ctx;

    return note_block(with->calloc(with->ctx, nelem, elsize));
}

static void
tally_free(void *ctx, void *ptr)
{
    PyMemAllocatorEx *with = ctx;

    change_bit(ptr, 0);
    with->free(with->ctx, ptr);
}

/* What was there before stays out of the books. */
static void *
tally_realloc(void *ctx, void *ptr, size_t size)
{
    PyMemAllocatorEx *with = ctx;
    int was = !ptr || change_bit(ptr, 0);
    void *moved = with->realloc(with->ctx, ptr, size);

    if (was && (moved || ptr)) {
        change_bit(moved ? moved : ptr, 1);
    }
    return moved;
}

/* ---- allocators of the program's own ------------------------------------ */

static PyMemAllocatorEx others[PYMEM_DOMAIN_OBJ + 1];

/* 1 for an address where nothing of the runtime's is served. */
static size_t
is_elsewhere(const void *ptr)
{
    return ptr && (uintptr_t)ptr - Hb_RegionBase() >= HB_REGION_SIZE &&
           !block_at(ptr);
}

static void *
other_malloc(void *ctx, size_t size)
{
    PyMemAllocatorEx *with = ctx;
    void *ptr = with->malloc(with->ctx, size);

    Hb_Books()->tally.elsewhere += is_elsewhere(ptr);
    return ptr;
}

static void *
other_calloc(void *ctx, size_t nelem, size_t elsize)
{
    PyMemAllocatorEx *with = ctx;
    void *ptr = with->calloc(with->ctx, nelem, elsize);

    Hb_Books()->tally.elsewhere += is_elsewhere(ptr);
    return ptr;
}

static void
other_free(void *ctx, void *ptr)
{
    PyMemAllocatorEx *with = ctx;

    Hb_Books()->tally.elsewhere -= is_elsewhere(ptr);
    with->free(with->ctx, ptr);
}

static void *
other_realloc(void *ctx, void *ptr, size_t size)
{
    PyMemAllocatorEx *with = ctx;
    size_t was = is_elsewhere(ptr);
    void *moved = with->realloc(with->ctx, ptr, size);

    Hb_Books()->tally.elsewhere += moved ? is_elsewhere(moved) - was : 0;
    return moved;
}

const PyMemAllocatorEx *
Hb_TallyOther(PyMemAllocatorDomain domain, const PyMemAllocatorEx *other)
{
    static PyMemAllocatorEx with = {NULL, other_malloc, other_calloc,
                                    other_realloc, other_free};

    if (!Hb_Books()->tally.bits || (unsigned)domain > PYMEM_DOMAIN_OBJ) {
        return other;
    }
    others[domain] = *other;
    with.ctx = &others[domain];
    return &with;
}

const PyMemAllocatorEx *
Hb_TallyAsked(PyMemAllocatorDomain domain, const PyMemAllocatorEx *asked)
{
    return asked->malloc == other_malloc ? &others[domain] : asked;
}

/* ---- beginning and end of the tally ------------------------------------- */

int
Hb_TallyBegin(void)
{
    static const PyMemAllocatorEx counts = {NULL, tally_malloc, tally_calloc,
                                            tally_realloc, tally_free};

    unsigned char *bits = reserve(PLACES / 8, PROT_READ | PROT_WRITE);

    if (!bits) {
        return -1;
    }
    Hb_Books()->tally.bits = bits;
    serve_by(counted, &counts);
    return 0;
}

struct Hb_Left
Hb_TallyLeft(void)
{
    const struct Hb_Books *books = Hb_Books();
    struct Hb_Left left = {books->tally.blocks + books->tally.elsewhere, 0};
    int known = left.blocks == 0;
    size_t i;

    for (i = 0; i < kept.count; i++) {
        struct Hb_Kept block = veiled(kept.blocks[i]);

        if (block.state == HB_KEPT_ALIVE) {
            left.blocks++;
            left.bytes += known ? block.size : 0;
        }
    }
    return left;
}
