/* obmalloc.c -- small blocks: arenas, pools, size classes.
 *
 * A request of 1 to 512 bytes belongs to one of 32 classes, 16 bytes apart.
 * A pool (16 KiB) serves one class, an arena (1 MiB) holds 64 pools;
 * hb_region.h draws them.  Everything else goes to the raw domain.
 *
 *   P1  a pool is in the ring of its class while it has both a live and a
 *       free block; full pools are in no ring, empty ones go back to their
 *       arena
 *   P2  freed blocks come back in reverse order: the next request of the
 *       class gets the block that was freed last, unless its pool was full
 *       and another is in front
 *   P3  a new pool comes from the arena with the fewest free ones, so that
 *       others have a chance to become empty: the arenas with room stand in
 *       a list, fewest free pools first, and last_with[n] is the last of
 *       those with n, behind which one goes that gets its n+1st
 *
 * Source: CPython 3.11, Objects/obmalloc.c; sizes as measured
 *         (pymalloc.* in the facts).
 */
#include "Python.h"
#include "internal/hb_obmalloc.h"
#include "internal/hb_poison.h"
#include "internal/hb_small.h"
#include "internal/pycore_pymem.h"

#define ARENA_POOLS (HB_CHUNK / HB_POOL)

struct arena {
    char *base;           /* as the arena allocator gave it; NULL: unused */
    char *next_pool;      /* first pool that was never used */
    struct Hb_Pool *free; /* empty pools, linked by next */
    unsigned free_pools;  /* empty and never used ones */
    unsigned pools;       /* 64, or 63 in a block that is not aligned */
    struct arena *next;   /* of the list of those with room, P3 */
    struct arena *prev;
};

static struct arena *arenas; /* moves only while no arena has room */
static struct arena *usable; /* P3 */
static struct arena *last_with[ARENA_POOLS + 1];
static unsigned arena_slots;
static unsigned arenas_used;
static unsigned foreign; /* arenas outside of the region */

void *Hb_NoBlock;

/* Z2, before there is a pool. */
#define RING(i)                                                               \
    {                                                                         \
        .free = &Hb_NoBlock, .next = &Hb_Rings[i], .prev = &Hb_Rings[i]       \
    }
#define RINGS(i) RING(i), RING((i) + 1), RING((i) + 2), RING((i) + 3)

struct Hb_Pool Hb_Rings[HB_SIZECLASSES] = {
    RINGS(0),  RINGS(4),  RINGS(8),  RINGS(12),
    RINGS(16), RINGS(20), RINGS(24), RINGS(28),
};

static Py_ssize_t raw_blocks; /* large blocks that MEM and OBJ passed on */
static struct Hb_ArenaCounts counts;

/* ---- arenas ------------------------------------------------------------- */

static void *
region_alloc(void *Py_UNUSED(ctx), size_t size)
{
    return size == HB_CHUNK ? Hb_RegionTakeArena() : NULL;
}

static void
region_free(void *Py_UNUSED(ctx), void *ptr, size_t Py_UNUSED(size))
{
    Hb_RegionGiveArena(ptr);
}

static PyObjectArenaAllocator arena_allocator = {NULL, region_alloc,
                                                 region_free};

void
PyObject_GetArenaAllocator(PyObjectArenaAllocator *allocator)
{
    *allocator = arena_allocator;
}

void
PyObject_SetArenaAllocator(PyObjectArenaAllocator *allocator)
{
    arena_allocator = *allocator;
}

/* An unused row of the table, which doubles from 16; NULL without memory. */
static struct arena *
arena_row(void)
{
    unsigned i, slots;
    struct arena *table;

    for (i = 0; i < arena_slots; i++) {
        if (!arenas[i].base) {
            return &arenas[i];
        }
    }
    slots = arena_slots ? arena_slots * 2 : 16;
    table = realloc(arenas, slots * sizeof(*table));
    if (!table) {
        return NULL;
    }
    memset(table + i, 0, (slots - i) * sizeof(*table));
    arenas = table;
    arena_slots = slots;
    return &arenas[i];
}

/* The only one with room. */
static struct arena *
arena_new(void)
{
    struct arena *row = arena_row();
    size_t skip;

    if (!row) {
        return NULL;
    }
    row->base = arena_allocator.alloc(arena_allocator.ctx, HB_CHUNK);
    if (!row->base) {
        return NULL;
    }
    skip = -(uintptr_t)row->base & (HB_POOL - 1);
    row->next_pool = row->base + skip;
    row->pools = row->free_pools = (unsigned)(ARENA_POOLS - (skip != 0));
    row->free = NULL;
    row->next = row->prev = NULL;
    usable = last_with[row->pools] = row;
    foreign += Hb_ChunkKind(row->base) != HB_CHUNK_ARENA;
    arenas_used++;
    counts.taken++;
    counts.peak = Py_MAX(counts.peak, arenas_used);
    return row;
}

static void
arena_delete(struct arena *row)
{
    foreign -= Hb_ChunkKind(row->base) != HB_CHUNK_ARENA;
    arenas_used--;
    arena_allocator.free(arena_allocator.ctx, row->base, HB_CHUNK);
    row->base = NULL;
}

/* Puts an arena into the list of those with room; NULL: in front. */
static void
usable_insert(struct arena *arena, struct arena *behind)
{
    struct arena **link = behind ? &behind->next : &usable;

    arena->prev = behind;
    arena->next = *link;
    if (arena->next) {
        arena->next->prev = arena;
    }
    *link = arena;
}

static void
usable_remove(struct arena *arena)
{
    *(arena->prev ? &arena->prev->next : &usable) = arena->next;
    if (arena->next) {
        arena->next->prev = arena->prev;
    }
}

/* The first of the list loses a free pool: it stays the first. */
static void
arena_take(struct arena *arena)
{
    if (last_with[arena->free_pools] == arena) {
        last_with[arena->free_pools] = NULL;
    }
    if (--arena->free_pools) {
        last_with[arena->free_pools] = arena;
    }
    else {
        usable_remove(arena);
    }
}

/* An arena gets a free pool.  CPython keeps an empty one when it is the last
 * of the list, so that one pool does not take and give arenas; so do we. */
static void
arena_give(struct arena *arena)
{
    unsigned had = arena->free_pools++;
    struct arena *last = last_with[had], *before = arena->prev;

    if (had == 0) {
        usable_insert(arena, NULL);
    }
    else if (last == arena) {
        last_with[had] = before && before->free_pools == had ? before : NULL;
    }
    if (arena->free_pools == arena->pools && arena->next) {
        usable_remove(arena);
        arena_delete(arena);
        return;
    }
    if (!last_with[arena->free_pools]) {
        last_with[arena->free_pools] = arena;
    }
    if (had != 0 && last != arena) {
        usable_remove(arena);
        usable_insert(arena, last);
    }
}

static struct arena *
arena_of(const void *ptr)
{
    unsigned i;

    for (i = 0; i < arena_slots; i++) {
        if (arenas[i].base &&
            (uintptr_t)ptr - (uintptr_t)arenas[i].base < HB_CHUNK) {
            return &arenas[i];
        }
    }
    return NULL;
}

/* Whether a pointer that the allocators gave lies in an arena. */
static inline int
in_arena(const void *ptr)
{
    return Hb_ChunkKind(ptr) == HB_CHUNK_ARENA ||
           (foreign && arena_of(ptr) != NULL);
}

/* ---- pools -------------------------------------------------------------- */

static inline size_t
class_size(unsigned szclass)
{
    return (size_t)(szclass + 1) * HB_ALIGNMENT;
}

static void
ring_insert(struct Hb_Pool *pool)
{
    struct Hb_Pool *ring = &Hb_Rings[pool->szclass];

    pool->next = ring->next;
    pool->prev = ring;
    ring->next->prev = pool;
    ring->next = pool;
}

static void
ring_remove(struct Hb_Pool *pool)
{
    pool->prev->next = pool->next;
    pool->next->prev = pool->prev;
}

static struct Hb_Pool *
pool_take(void)
{
    struct arena *arena = usable ? usable : arena_new();
    struct Hb_Pool *pool;

    if (!arena) {
        return NULL;
    }
    arena_take(arena);
    pool = arena->free;
    if (pool) {
        arena->free = pool->next;
        return pool;
    }
    pool = (struct Hb_Pool *)arena->next_pool;
    arena->next_pool += HB_POOL;
    pool->arena = (uint32_t)(arena - arenas);
    pool->szclass = HB_SIZECLASSES; /* of no class yet */
    return pool;
}

static void
pool_give(struct Hb_Pool *pool)
{
    struct arena *arena = &arenas[pool->arena];

    pool->next = arena->free;
    arena->free = pool;
    arena_give(arena);
}

/* A block of a pool without live blocks.  A pool that served the class before
 * keeps its list of free blocks. */
static void *
pool_begin(struct Hb_Pool *pool, unsigned szclass)
{
    size_t size = class_size(szclass);
    char *block;

    pool->used = 1;
    if (pool->szclass == szclass) {
        ring_insert(pool);
        block = pool->free;
        pool->free = *(void **)block;
        return block;
    }
    HB_FILL((char *)pool + HB_POOL_HEAD, HB_DEAD, HB_POOL - HB_POOL_HEAD);
    pool->szclass = szclass;
    pool->next_offset = (uint32_t)(HB_POOL_HEAD + 2 * size);
    pool->max_offset = (uint32_t)(HB_POOL - size);
    block = (char *)pool + HB_POOL_HEAD;
    pool->free = block + size;
    *(void **)pool->free = NULL;
    ring_insert(pool);
    return block;
}

/* The list of free blocks is used up: begins a block that never was one, or
 * takes the full pool out of its ring. */
static void
pool_extend(struct Hb_Pool *pool)
{
    if (pool->next_offset <= pool->max_offset) {
        pool->free = (char *)pool + pool->next_offset;
        pool->next_offset += (uint32_t)class_size(pool->szclass);
        *(void **)pool->free = NULL;
        return;
    }
    ring_remove(pool);
}

static void *
small_begin(unsigned szclass)
{
    struct Hb_Pool *pool = pool_take();

    return pool ? pool_begin(pool, szclass) : NULL;
}

/* The word behind the link is the first that nobody may write to. */
static inline void *
unpoison(void *block, unsigned szclass)
{
    Hb_PoisonCheck((void **)block + 1, class_size(szclass) - sizeof(void *));
    HB_FILL(block, HB_CLEAN, class_size(szclass));
    (void)szclass;
    return block;
}

static inline void *
small_malloc(size_t size)
{
    unsigned szclass = (unsigned)(size - 1) / HB_ALIGNMENT;
    struct Hb_Pool *ring = &Hb_Rings[szclass];
    struct Hb_Pool *pool = ring->next;
    void *block;

    if (pool == ring) {
        block = small_begin(szclass);
        return block ? unpoison(block, szclass) : NULL;
    }
    pool->used++;
    block = pool->free;
    pool->free = *(void **)block;
    if (!pool->free) {
        pool_extend(pool);
    }
    return unpoison(block, szclass);
}

static inline void
small_free(void *ptr)
{
    struct Hb_Pool *pool = Hb_PoolOf(ptr);
    void *last = pool->free;

    HB_FILL(ptr, HB_DEAD, class_size(pool->szclass));
    *(void **)ptr = last;
    pool->free = ptr;
    pool->used--;
    if (!last) {
        ring_insert(pool);
    }
    else if (pool->used == 0) {
        ring_remove(pool);
        pool_give(pool);
    }
}

/* ---- the allocator of the domains MEM and OBJ --------------------------- */

#ifdef HB_ASAN
#define SMALL(size) 0
#else
#define SMALL(size) ((size_t)(size)-1 < HB_SMALL)
#endif

void *
_PyObject_Malloc(void *Py_UNUSED(ctx), size_t size)
{
    void *ptr;

    if (SMALL(size)) {
        ptr = small_malloc(size);
        if (ptr) {
            return ptr;
        }
    }
    ptr = PyMem_RawMalloc(size);
    raw_blocks += ptr != NULL;
    return ptr;
}

void *
_PyObject_Calloc(void *Py_UNUSED(ctx), size_t nelem, size_t elsize)
{
    size_t size = nelem * elsize;
    void *ptr;

    if (SMALL(size)) {
        ptr = small_malloc(size);
        if (ptr) {
            return memset(ptr, 0, size);
        }
    }
    ptr = PyMem_RawCalloc(nelem, elsize);
    raw_blocks += ptr != NULL;
    return ptr;
}

void
_PyObject_Free(void *Py_UNUSED(ctx), void *ptr)
{
    if (!ptr) {
        return;
    }
    if (in_arena(ptr)) {
        small_free(ptr);
        return;
    }
    PyMem_RawFree(ptr);
    raw_blocks--;
}

/* A block shrinks in place unless more than a quarter of it would be lost. */
static void *
small_realloc(void *ptr, size_t new_size)
{
    size_t size = class_size(Hb_PoolOf(ptr)->szclass);
    void *moved;

    if (new_size <= size) {
        if (4 * new_size > 3 * size && !HB_MOVES) {
            return ptr;
        }
        size = new_size;
    }
    moved = _PyObject_Malloc(NULL, new_size);
    if (moved) {
        memcpy(moved, ptr, size);
        small_free(ptr);
    }
    return moved;
}

void *
_PyObject_Realloc(void *ctx, void *ptr, size_t new_size)
{
    if (!ptr) {
        return _PyObject_Malloc(ctx, new_size);
    }
    if (in_arena(ptr)) {
        return small_realloc(ptr, new_size);
    }
    return PyMem_RawRealloc(ptr, new_size);
}

/* ---- counting ----------------------------------------------------------- */

/* Visits the pools of all arenas that were ever used, in order. */
static void
each_pool(void (*visit)(const struct Hb_Pool *pool, void *arg), void *arg)
{
    unsigned i;

    for (i = 0; i < arena_slots; i++) {
        char *pool = _Py_ALIGN_UP(arenas[i].base, HB_POOL);

        for (; arenas[i].base && pool < arenas[i].next_pool; pool += HB_POOL) {
            visit((struct Hb_Pool *)pool, arg);
        }
    }
}

#ifdef HB_HOSTILE
static void
check_poison(const struct Hb_Pool *pool, void *Py_UNUSED(arg))
{
    void **block = pool->szclass < HB_SIZECLASSES ? pool->free : NULL;

    for (; block; block = *block) {
        Hb_PoisonCheck(block + 1, class_size(pool->szclass) - sizeof(*block));
        if (*block && Hb_PoolOf(*block) != pool) {
            Hb_PoisonCheck(block, sizeof(*block));
        }
    }
}

void
Hb_ArenasCheckPoison(void)
{
    each_pool(check_poison, NULL);
}
#endif

static void
add_used(const struct Hb_Pool *pool, void *arg)
{
    *(Py_ssize_t *)arg += (Py_ssize_t)pool->used;
}

Py_ssize_t
_Py_GetAllocatedBlocks(void)
{
    Py_ssize_t blocks = raw_blocks;

    each_pool(add_used, &blocks);
    return blocks;
}

static void
add_class(const struct Hb_Pool *pool, void *arg)
{
    struct Hb_ClassCounts *table = arg;
    size_t size = class_size(pool->szclass);

    if (!pool->used) {
        return;
    }
    table += pool->szclass;
    table->pools++;
    table->used += pool->used;
    table->free += (HB_POOL - HB_POOL_HEAD) / size - pool->used;
}

struct Hb_ArenaCounts
Hb_CountArenas(struct Hb_ClassCounts table[HB_SIZECLASSES])
{
    unsigned i;

    memset(table, 0, HB_SIZECLASSES * sizeof(*table));
    each_pool(add_class, table);
    counts.now = arenas_used;
    counts.free_pools = 0;
    for (i = 0; i < arena_slots; i++) {
        counts.free_pools += arenas[i].base ? arenas[i].free_pools : 0;
    }
    return counts;
}
