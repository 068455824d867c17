/* memory_test.c -- arenas, large blocks, the books, and reading an image. */
#include "Python.h"
#include "internal/hb_obmalloc.h"
#include "internal/hb_poison.h"
#include "internal/hb_region.h"
#include "internal/hb_trace.h"
#include "internal/pycore_pymem.h"
#include "tap.h"

#ifdef HB_ASAN
#define HAS_ARENAS 0 /* every block is malloc's there */
#else
#define HAS_ARENAS 1
#endif

#define ROWS  600
#define STEPS 40000

static uint64_t random_state = 42;

static size_t
random_below(size_t n)
{
    random_state = random_state * 6364136223846793005u + 1442695040888963407u;
    return (size_t)(random_state >> 33) % n;
}

/* ---- arenas ------------------------------------------------------------- */

static int
in_arena(const void *ptr)
{
    return Hb_ChunkKind(ptr) == HB_CHUNK_ARENA;
}

static void
free_all(void **blocks, size_t n)
{
    while (n) {
        PyObject_Free(blocks[--n]);
    }
}

/* The distance of two neighbours in a pool that is new. */
static long
stride(size_t size)
{
    void *blocks[4 * 1024];
    size_t n = 2 * HB_POOL / size, i;
    long best = 1L << 20;

    n = Py_MIN(n, Py_ARRAY_LENGTH(blocks));
    for (i = 0; i < n; i++) {
        blocks[i] = PyObject_Malloc(size);
        if (i && blocks[i] > blocks[i - 1]) {
            best = Py_MIN(best, (char *)blocks[i] - (char *)blocks[i - 1]);
        }
    }
    free_all(blocks, n);
    return best;
}

static void
test_size_classes(void)
{
    static const int facts[][2] = {
        {8, 16},  {16, 16}, {17, 32},   {24, 32},   {32, 32},   {33, 48},
        {48, 48}, {64, 64}, {100, 112}, {128, 128}, {500, 512}, {512, 512}};
    size_t i;

    for (i = 0; i < Py_ARRAY_LENGTH(facts); i++) {
        is_int(stride((size_t)facts[i][0]), facts[i][1],
               "a block of %d bytes takes %d", facts[i][0], facts[i][1]);
    }
}

static void
test_where(void)
{
    void *zero = PyMem_Malloc(0);
    void *most = PyMem_Malloc(512);
    void *large = PyMem_Malloc(513);
    void *raw = PyMem_RawMalloc(24);

    ok(zero && !in_arena(zero), "no bytes are a block outside of the arenas");
    ok(in_arena(most), "512 bytes come from an arena");
    ok(!in_arena(large), "513 bytes do not");
    ok(!in_arena(raw), "the raw domain never uses an arena");
    PyMem_Free(zero);
    PyMem_Free(most);
    PyMem_Free(large);
    PyMem_RawFree(raw);
}

static void
test_pools(void)
{
    void *blocks[64];
    int per_pool = 0;
    uintptr_t first;
    size_t i;

    for (i = 0; i < 64; i++) {
        blocks[i] = PyObject_Malloc(512);
    }
    first = (uintptr_t)blocks[32] & ~(HB_POOL - 1);
    for (i = 0; i < 64; i++) {
        per_pool += ((uintptr_t)blocks[i] & ~(HB_POOL - 1)) == first;
    }
    is_int(per_pool, 31, "a pool holds 31 blocks of 512 bytes");
    /* The first pool is full; what is freed there comes back first. */
    PyObject_Free(blocks[0]);
    ok(PyObject_Malloc(512) == blocks[0], "a pool that was full is in front");
    free_all(blocks, 64);
    blocks[0] = PyObject_Malloc(48);
    blocks[1] = PyObject_Malloc(48);
    PyObject_Free(blocks[1]);
    ok(PyObject_Malloc(40) == blocks[1], "a freed block comes back at once");
    blocks[2] = PyObject_Realloc(blocks[0], 37);
    ok((blocks[2] != blocks[0]) == HB_MOVES,
       "shrinking by a quarter stays in place");
    blocks[0] = blocks[2];
    blocks[2] = PyObject_Realloc(blocks[0], 16);
    ok(blocks[2] != blocks[0], "shrinking to a third moves");
    free_all(blocks + 1, 2);
}

static size_t arena_bytes;
static int arena_calls;
static PyObjectArenaAllocator inner;

static void *
counting_alloc(void *Py_UNUSED(ctx), size_t size)
{
    arena_calls++;
    arena_bytes = size;
    return inner.alloc(inner.ctx, size);
}

static void
counting_free(void *Py_UNUSED(ctx), void *ptr, size_t size)
{
    arena_calls--;
    inner.free(inner.ctx, ptr, size);
}

static void
test_arenas(void)
{
    PyObjectArenaAllocator counting = {NULL, counting_alloc, counting_free};
    size_t n = 3 * HB_CHUNK / 512, i;
    void **blocks = calloc(n, sizeof(*blocks));

    PyObject_GetArenaAllocator(&inner);
    PyObject_SetArenaAllocator(&counting);
    for (i = 0; i < n; i++) {
        blocks[i] = PyObject_Malloc(512);
    }
    ok(arena_calls >= 3, "3 MiB of blocks need three arenas");
    is_int(arena_bytes, 1 << 20, "an arena is 1 MiB");
    free_all(blocks, n);
    ok(arena_calls <= 1, "arenas go back when they are empty");
    PyObject_SetArenaAllocator(&inner);
    free(blocks);
}

static uintptr_t
down_to(const void *ptr, size_t size)
{
    return (uintptr_t)ptr & ~(uintptr_t)(size - 1);
}

/* Gives back all blocks that lie in the pool of blocks[at]. */
static void
empty_pool(void **blocks, size_t n, size_t at)
{
    uintptr_t pool = down_to(blocks[at], HB_POOL);
    size_t i;

    for (i = 0; i < n; i++) {
        if (blocks[i] && down_to(blocks[i], HB_POOL) == pool) {
            PyObject_Free(blocks[i]);
            blocks[i] = NULL;
        }
    }
}

/* P3, with three full arenas and a half: two of them get empty pools. */
static void
test_fullest(void)
{
    enum { PER_POOL = 31, N = 7 * 32 * PER_POOL, A = N / 7, B = 3 * N / 7 };

    static void *blocks[N], *rest[PER_POOL];
    uintptr_t a, b;
    void *next;
    size_t i;

    for (i = 0; i < N; i++) {
        blocks[i] = PyObject_Malloc(512);
    }
    a = down_to(blocks[A], HB_CHUNK);
    b = down_to(blocks[B], HB_CHUNK);
    empty_pool(blocks, N, B);
    empty_pool(blocks, N, A);
    empty_pool(blocks, N, B + PER_POOL);
    for (i = 0; (next = PyObject_Malloc(512)) &&
                down_to(next, HB_POOL) == down_to(blocks[N - 1], HB_POOL);) {
        rest[i++] = next;
    }
    ok(a != b && down_to(next, HB_CHUNK) == a,
       "a new pool comes from the arena with one free, not two");
    PyObject_Free(next);
    empty_pool(blocks, N, A + PER_POOL);
    empty_pool(blocks, N, A + 2 * PER_POOL);
    next = PyObject_Malloc(512);
    ok(down_to(next, HB_CHUNK) == b, "nor from the one with three");
    PyObject_Free(next);
    free_all(rest, i);
    free_all(blocks, N);
}

/* ---- hooks -------------------------------------------------------------- */

static PyMemAllocatorEx hooked[2];
static size_t hook_log[8];
static int hook_count;

static void *
hook_malloc(void *ctx, size_t size)
{
    PyMemAllocatorEx *with = ctx;

    hook_log[hook_count++ % 8] = size + (with == &hooked[1] ? 1000000 : 0);
    return with->malloc(with->ctx, size);
}

static void
test_hooks(void)
{
    static const int domains[] = {PYMEM_DOMAIN_RAW, PYMEM_DOMAIN_OBJ};
    void *ptr;
    int i;

    for (i = 0; i < 2; i++) {
        PyMemAllocatorEx with;

        PyMem_GetAllocator(domains[i], &hooked[i]);
        with = hooked[i];
        with.ctx = &hooked[i];
        with.malloc = hook_malloc;
        PyMem_SetAllocator(domains[i], &with);
    }
    ptr = PyObject_Malloc(568);
    for (i = 0; i < 2; i++) {
        PyMem_SetAllocator(domains[i], &hooked[i]);
    }
    PyObject_Free(ptr);
    is_int(hook_count, 2, "a large object asks two domains");
    is_int(hook_log[0], 1000568, "first that of objects");
    is_int(hook_log[1], 568, "then the raw one");
}

/* ---- many blocks -------------------------------------------------------- */

struct row {
    unsigned char *block;
    size_t size;
    unsigned char fill;
};

static struct row rows[ROWS];

static int
intact(const struct row *row)
{
    size_t i;

    for (i = 0; i < row->size; i++) {
        if (row->block[i] != row->fill) {
            return 0;
        }
    }
    return 1;
}

static size_t
random_size(void)
{
    switch (random_below(4)) {
    case 0:
        return random_below(64);
    case 1:
        return random_below(600);
    case 2:
        return random_below(6000);
    default:
        return random_below(60000);
    }
}

/* Frees, resizes or makes one; 0 when a byte was not as it was left. */
static int
random_step(struct row *row)
{
    size_t size = random_size();
    size_t kept = row->block ? Py_MIN(size, row->size) : 0;
    int good;

    if (row->block && random_below(2)) {
        good = intact(row);
        PyMem_Free(row->block);
        row->block = NULL;
        return good;
    }
    row->block = PyMem_Realloc(row->block, size);
    row->size = kept;
    good = intact(row);
    row->size = size;
    row->fill = (unsigned char)random_below(256);
    memset(row->block, row->fill, size);
    return good;
}

/* Counts the visited blocks that are rows. */
static int
count_row(uintptr_t address, size_t size, void *arg)
{
    size_t i;

    for (i = 0; i < ROWS; i++) {
        if ((uintptr_t)rows[i].block == address && size >= rows[i].size) {
            ++*(int *)arg;
        }
    }
    return 0;
}

static int
live_rows(void)
{
    int n = 0;
    size_t i;

    for (i = 0; i < ROWS; i++) {
        n += rows[i].block != NULL;
    }
    return n;
}

static int
all_found(void)
{
    size_t i, size;

    for (i = 0; i < ROWS; i++) {
        if (rows[i].block &&
            (!Hb_LiveBlock(rows[i].block, &size) || size < rows[i].size)) {
            return 0;
        }
        if (rows[i].block && Hb_LiveBlock(rows[i].block + 16, &size) &&
            rows[i].size > 16) {
            return 0;
        }
    }
    return 1;
}

static void
test_random(void)
{
    Py_ssize_t before = _Py_GetAllocatedBlocks();
    int good = 1, same = 1, found = 0, i;
    size_t size;
    void *dead;

    for (i = 0; i < STEPS; i++) {
        good &= random_step(&rows[random_below(ROWS)]);
        if (i % 10000 == 9999) {
            found = 0;
            same &= Hb_LiveEach(count_row, &found) == 0;
            same &= found == live_rows() && all_found();
        }
    }
    ok(good, "%d random steps leave every byte alone", STEPS);
    ok(same, "a walk finds the live blocks, and only those");
    dead = rows[0].block ? rows[0].block : rows[1].block;
    for (i = 0; i < ROWS; i++) {
        PyMem_Free(rows[i].block);
    }
    ok(!dead || !Hb_LiveBlock(dead, &size), "a freed block is not alive");
    is_int(_Py_GetAllocatedBlocks(), before, "all blocks are given back");
}

static void
test_in_place(void)
{
    char *block = PyMem_RawMalloc(4000);
    char *grown = PyMem_RawRealloc(block, 2000000);

    strcpy(grown, "kept");
    block = PyMem_RawRealloc(grown, 60000000);
    ok((block != grown) == HB_MOVES,
       "a block at the end grows where it stands");
    is(block, "kept", "and keeps its bytes");
    PyMem_RawFree(block);
    ok(PyMem_RawMalloc((size_t)1 << 40) == NULL, "a terabyte is not there");
    ok(PyMem_Malloc((size_t)PY_SSIZE_T_MAX + 1) == NULL,
       "more than PY_SSIZE_T_MAX is refused");
}

/* ---- images ------------------------------------------------------------- */

static int
touch(uintptr_t address, size_t size, void *arg)
{
    *(size_t *)arg += size + address;
    return 0;
}

/* Walks damaged copies; what comes out does not matter, that it ends does. */
static void
test_damaged_images(void)
{
    struct Hb_Image image = Hb_RegionImage();
    size_t size = Py_MIN(image.size, 3 * HB_CHUNK);
    unsigned char *bytes;
    size_t sum = 0, i, round;

    ok(Hb_ImageEach(&(struct Hb_Image){(unsigned char *)"no", 2, 0}, touch,
                    &sum) == -1,
       "what is no region is refused");
    bytes = malloc(size);
    for (round = 0; round < 300; round++) {
        memcpy(bytes, image.bytes, size);
        for (i = 0; i < 200; i++) {
            size_t where = random_below(2)
                               ? random_below(size)
                               : random_below(64) * HB_POOL + random_below(64);

            bytes[where % size] = (unsigned char)random_below(256);
        }
        image = (struct Hb_Image){bytes, size, Hb_RegionBase()};
        Hb_ImageEach(&image, touch, &sum);
        for (i = 0; i < 100; i++) {
            Hb_ImageBlock(&image, image.base + random_below(size), &sum);
        }
    }
    ok(1, "300 damaged images are walked to an end");
    free(bytes);
}

static int
count_visit(uintptr_t Py_UNUSED(address), size_t Py_UNUSED(size), void *arg)
{
    ++*(int *)arg;
    return 0;
}

/* The head of a pool in use, put where none has been. */
static void
test_unused_pools(void)
{
    struct Hb_Image image = {calloc(2, HB_CHUNK), 2 * HB_CHUNK,
                             HB_REGION_BASE};
    unsigned char *bytes = (unsigned char *)image.bytes;
    struct Hb_RegionHead head = {.magic = HB_REGION_MAGIC,
                                 .format = HB_REGION_FORMAT,
                                 .chunks = 2,
                                 .base = HB_REGION_BASE,
                                 .kind = {0, HB_CHUNK_ARENA}};
    struct Hb_Pool pool = {.used = 1,
                           .szclass = 0,
                           .next_offset = HB_POOL_HEAD + HB_ALIGNMENT,
                           .max_offset = HB_POOL - HB_ALIGNMENT};
    int beside = 0, behind = 0;

    memcpy(bytes, &head, sizeof(head));
    memcpy(bytes + HB_CHUNK, &pool, sizeof(pool));
    memcpy(bytes + HB_CHUNK + HB_POOL, &pool, sizeof(pool));
    Hb_ImageEach(&image, count_visit, &beside);
    is_int(beside, 2, "blocks of two pools");
    memset(bytes + HB_CHUNK, 0, sizeof(pool));
    Hb_ImageEach(&image, count_visit, &behind);
    is_int(behind, 0, "none behind a pool that was never used");
    free(bytes);
}

/* ---- books -------------------------------------------------------------- */

static int
count_block(const struct Hb_Block *block, void *arg)
{
    *(uint64_t *)arg = block->serial;
    return 0;
}

static void
test_books(void)
{
    struct Hb_Block first, block;
    uint64_t mark, last = 0;
    size_t now, peak;
    void *ptr;

    Hb_TraceCount(1);
    mark = Hb_TraceMark();
    ptr = PyMem_Malloc(1000);
    ok(Hb_TraceFind(ptr, &first), "a block stands in the books");
    is_int(first.size, 1000, "with the size asked for");
    is_int(first.domain, PYMEM_DOMAIN_MEM, "and the outer domain");
    ok(first.serial > mark, "and a new serial number");
    ptr = PyMem_Realloc(ptr, 5000000);
    ok(Hb_TraceFind(ptr, &block) && block.serial == first.serial,
       "a resized block is the same block");
    Hb_TraceMemory(&now, &peak);
    is_int(now, 5000000, "its bytes are counted once");
    Hb_TraceEach(mark, count_block, &last);
    ok(last == first.serial, "it is the only one since the mark");
    PyMem_Free(ptr);
    ok(!Hb_TraceFind(ptr, &block), "a freed block is struck off");
    Hb_TraceMemory(&now, &peak);
    is_int(now, 0, "nothing is left");
    is_int(peak, 5000000, "the peak stays");
    Hb_TraceResetPeak();
    Hb_TraceMemory(&now, &peak);
    is_int(peak, 0, "until it is reset");
    Hb_TraceCount(0);
}

/* Runs of neighbours that are deleted in any order stay findable. */
static void
test_books_many(void)
{
    static char places[4096 * 16];
    struct Hb_Block block;
    int good = 1;
    size_t i;

    for (i = 0; i < 4096; i++) {
        Hb_TraceAdd(0, places + i * 16, i);
    }
    for (i = 0; i < 4096; i++) {
        if (i % 3 == 0) {
            Hb_TraceRemove(places + i * 16);
        }
    }
    for (i = 0; i < 4096; i++) {
        good &= Hb_TraceFind(places + i * 16, &block) == (i % 3 != 0);
        good &= i % 3 == 0 || block.size == i;
        Hb_TraceRemove(places + i * 16);
    }
    ok(good, "4096 entries survive the removal of every third");
}

int
main(void)
{
    if (HAS_ARENAS) {
        test_size_classes();
        test_where();
        test_pools();
        test_arenas();
        test_fullest();
        test_in_place();
    }
    test_hooks();
    test_random();
    Hb_RegionInit();
    test_damaged_images();
    test_unused_pools();
    test_books();
    test_books_many();
    return tap_end();
}
