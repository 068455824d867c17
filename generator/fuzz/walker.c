/* The readers of dead heaps, fed with heaps that were forged.
 *
 * An input is not a heap but a list of forgeries, so that most of each heap
 * stays whole and the readers get far into it:
 *
 *     byte 0        what is looked at, see look()
 *     byte 1        the root that is looked at
 *     then, for each forgery, six bytes:
 *       0, 1        the block: one that the root reaches, or any other
 *       2           its word; above 200, a word of the region's own books
 *       3           by what it is replaced, see forge()
 *       4, 5        an argument of that
 *
 * The heap is this process's, copied when it was whole; what an input has
 * forged is taken back after it.  Whatever stands in a heap, every reader has
 * to come back, having read nothing outside of the copy.
 *
 * What reads all of a heap costs as much as a hundred texts, and who breeds
 * inputs breeds dear ones: so only one input of 16 gets a dear look, whatever
 * its first byte asks for.  Which one, its bytes say. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../../runtime/probe/walk.h"
#include "fuzz.h"
#include "heapbook/check.h"
#include "heapbook/host.h"
#include "internal/hb_region.h"

enum { FORGERIES = 24, ROOTS = 24, NEAR = 256, ANY = 1 << 16, WORDS = 200 };

static struct Hb_Dead dead; /* the copy that is forged */
static unsigned char *bytes;

static struct root {
    PyObject *object;
    uintptr_t blocks[NEAR]; /* that it reaches */
    size_t count;
} roots[ROOTS];

static size_t root_count;
static uintptr_t any_blocks[ANY];
static size_t any_count;
static struct Hb_Slots slots;
static FILE *nowhere;

/* ---- a heap with one of each kind --------------------------------------- */

static void
add_root(PyObject *object)
{
    roots[root_count++].object = object;
}

static void
add_instances(void)
{
    PyObject *bus = hb_new(hb_class("Bus", NULL, NULL, NULL));
    PyObject *other = hb_new((PyObject *)Py_TYPE(bus));
    PyObject *point = hb_new(hb_class("P", NULL, "['x', 'yy']", NULL));

    hb_set(bus, "people", hb_lit("['Ann', {'k': [7]}]"));
    hb_set(other, "people", bus);
    hb_set(point, "yy", hb_lit("[5, (6, None), {'a': 1, 'b': 2}]"));
    add_root(bus);
    add_root(other);
    add_root(point);
    add_root((PyObject *)Py_TYPE(point));
}

static void
add_buffers(void)
{
    PyObject *array = hb_keep(PyByteArray_FromStringAndSize("abc\xff", 4));

    add_root(array);
    add_root(hb_keep(PyMemoryView_FromObject(array)));
}

static void
add_roots(void)
{
    PyObject *cyclic = hb_lit("[1, 2.5, 'cafe', b'\\x00\\xff', (1, [2])]");

    hb_ok(PyList_Append(cyclic, cyclic));
    add_root(cyclic);
    add_root(hb_lit("{'a': 1, 'b': [2], 'c': {'d': 'e'}}"));
    add_root(hb_lit("{1: 'x', (2, 3): None, 4.5: 7}"));
    add_root(hb_lit("[123456789012345678901234567890, -1, 'caf\xc3\xa9', "
                    "'\xe2\x82\xac', '\xf0\x9f\x90\x8d']"));
    add_root(hb_keep(PySet_New(hb_lit("['b', 'a', 3, (4, 5)]"))));
    add_root(hb_keep(PyFrozenSet_New(hb_lit("[1, 2, 3, 4, 5, 6, 7]"))));
    add_root(hb_new(PyExc_ValueError, hb_str("no such thing")));
    add_root(hb_new(PyExc_KeyError, hb_str("k"), hb_int(2)));
    add_root(hb_new(hb_import("collections", "deque"), hb_lit("[1, [2]]")));
    add_instances();
    add_buffers();
}

/* ---- the copy ----------------------------------------------------------- */

static int
note_block(uintptr_t address, size_t size, void *arg)
{
    (void)size;
    (void)arg;
    if (any_count < ANY) {
        any_blocks[any_count++] = address;
    }
    return 0;
}

static void
walk_root(const struct Hb_Dead *heap, struct root *root, int note)
{
    struct walk walk = {.dead = heap};

    walk_from(&walk, (uintptr_t)root->object, SIGN_OWNED);
    walk_on(&walk);
    for (size_t i = 0; note && i < walk.count && i < NEAR; i++) {
        root->blocks[root->count++] = walk.records[i]->address;
    }
    walk_free(&walk);
}

static void
add_slots(void)
{
    for (size_t i = 0; i < root_count; i++) {
        struct Hb_Slot *slot = &slots.items[slots.count++];

        snprintf(slot->name, sizeof slot->name, "s%zu", i);
        slot->kind = i % 5 == 4 ? HB_SLOT_ERROR : HB_SLOT_OBJECT;
        slot->borrowed = i % 2;
        slot->address = (uintptr_t)roots[i].object;
    }
    slots.done = 1;
}

static void
copy_heap(void)
{
    struct Hb_Dead own = Hb_OwnImage();

    bytes = malloc(own.size);
    memcpy(bytes, own.bytes, own.size);
    dead = (struct Hb_Dead){bytes, own.size, own.base};
    Hb_DeadEachBlock(&dead, note_block, NULL);
    for (size_t i = 0; i < root_count; i++) {
        walk_root(&dead, &roots[i], 1);
    }
    add_slots();
}

/* ---- forging ------------------------------------------------------------ */

struct change {
    size_t offset;
    uint64_t old;
};

static size_t
target_of(const struct root *root, const uint8_t *at)
{
    size_t index = (size_t)at[0] << 8 | at[1];
    uintptr_t block;

    if (at[2] > WORDS) {
        /* The head of the region, of a pool, or a tag of the heap. */
        size_t book = at[2] % 3 == 0 ? 0
                      : at[2] % 3 == 1
                          ? index % (dead.size / HB_POOL) * HB_POOL
                          : HB_HEAD_ROOM;
        return book + index % 16 * 8;
    }
    block = at[3] & 0x80 ? any_blocks[index % any_count]
                         : root->blocks[index % root->count];
    return block - dead.base - 32 + (size_t)(at[2] % 24) * 8;
}

static uint64_t
forge(const struct root *root, const uint8_t *at, uint64_t old)
{
    static const void *const types[] = {
        &PyList_Type,     &PyTuple_Type,      &PyDict_Type,  &PyLong_Type,
        &PyUnicode_Type,  &PyBytes_Type,      &PySet_Type,   &PyFloat_Type,
        &PyType_Type,     &PyMemoryView_Type, &PyBool_Type,  &PyFrozenSet_Type,
        Py_None,          &PyByteArray_Type,  &PySlice_Type, &PyRange_Type,
        &PyCFunction_Type};
    size_t argument = (size_t)at[4] << 8 | at[5];

    switch (at[3] & 15) {
    case 0:
        return root->blocks[argument % root->count];
    case 1:
        return any_blocks[argument % any_count];
    case 2:
        return (uint64_t)(uintptr_t)
            types[argument % (sizeof types / sizeof *types)];
    case 3:
        return argument % 64;
    case 4:
        return (uint64_t)argument << 48;
    case 5:
        return (uint64_t)(int64_t)(int16_t)argument;
    case 6:
        return old + argument;
    case 7:
        return old - argument;
    case 8:
        return old ^ (uint64_t)1 << (argument % 64);
    case 9:
        return dead.base + argument * 16;
    case 10:
        return dead.base + dead.size - argument % 64;
    case 11:
        return (old & ~(uint64_t)0xff) | at[5];
    case 12:
        return (uint64_t)(uintptr_t)&PyList_Type + argument % 4096;
    case 13:
        return UINT64_MAX >> (argument % 64);
    case 14:
        return argument << 20;
    default:
        return 0;
    }
}

static size_t
forge_all(const struct root *root, const uint8_t *data, size_t size,
          struct change *changes)
{
    size_t count = 0;

    for (; size >= 6 && count < FORGERIES; data += 6, size -= 6) {
        struct change *change = &changes[count];
        uint64_t word;

        change->offset = target_of(root, data) & ~(size_t)7;
        if (change->offset > dead.size - 8) {
            continue;
        }
        memcpy(&change->old, bytes + change->offset, 8);
        word = forge(root, data, change->old);
        memcpy(bytes + change->offset, &word, 8);
        count++;
    }
    return count;
}

static void
take_back(const struct change *changes, size_t count)
{
    while (count > 0) {
        count--;
        memcpy(bytes + changes[count].offset, &changes[count].old, 8);
    }
}

/* ---- looking ------------------------------------------------------------ */

static void
ignore_finding(const struct Hb_Finding *finding, void *arg)
{
    (void)finding;
    (void)arg;
}

static int
count_block(uintptr_t address, size_t size, void *arg)
{
    (void)address;
    *(size_t *)arg += size;
    return 0;
}

static void
read_object(const struct Hb_Dead *heap, uintptr_t root, uint8_t what)
{
    static const char *const paths[] = {"[1]", "['c']['d']",
                                        ".people[1]['k'][0]", ".yy[1][0]"};
    const char *stop;
    char name[64];

    Hb_DeadRepr(heap, root, nowhere);
    Hb_DeadValue(heap, root, nowhere);
    Hb_DeadType(heap, root, name);
    Hb_DeadRefcount(heap, root);
    Hb_DeadAllocated(heap, root);
    Hb_DeadExports(heap, root);
    Hb_DeadErrorText(heap, root, nowhere);
    Hb_DeadFollow(heap, root, paths[what >> 3 & 3], &stop);
}

static void
judge(const struct Hb_Dead *heap, const char *name)
{
    struct Hb_Evidence evidence = {.heap = *heap, .slots = &slots};

    Hb_JudgeBegin(&evidence, ignore_finding, NULL);
    want_refcount(name, 1);
    want_allocated(name, 4);
    want_exports(name, 0);
    want_type(name, "list");
    want_raised(name, "ValueError", "no such thing");
    want_same(name, "s0[4][1]");
    want_equal(name, "s1");
    want_table(name, 8);
    want_entries(name, 3);
    want_weakrefs(name, 0);
    want_offset(name, 0);
    want_itemsize(name, 1);
    want_split(name, 1);
    want_tracked(name, 1);
    want_alive(name, 1);
    want_dict(name, 0);
    want_readonly(name, 0);
    want_shape(name, "(4,)");
    want_strides(name, "(1,)");
}

/* The claims that read all of a heap. */
static void
judge_whole(const struct Hb_Dead *heap, uint8_t what)
{
    struct Hb_Evidence evidence = {
        .heap = *heap, .slots = &slots, .dropped = *heap};

    Hb_JudgeBegin(&evidence, ignore_finding, NULL);
    switch (what & 3) {
    case 0:
        want_counts_agree();
        break;
    case 1:
        want_no_leak();
        break;
    default:
        Hb_JudgePicture(nowhere);
    }
}

static void
look_at_all(const struct Hb_Dead *heap, size_t index, uint8_t what)
{
    size_t total = 0;

    if ((what & 7) < 3) {
        walk_root(heap, &roots[index], 0);
    }
    if ((what & 0xfc) == 0xfc) {
        Hb_DeadEachBlock(heap, count_block, &total);
    }
    else if ((what & 0xec) == 0xec) {
        judge_whole(heap, what);
    }
}

static void
look(const struct Hb_Dead *heap, size_t index, uint8_t what, int dear)
{
    if ((what & 7) != 2) {
        read_object(heap, (uintptr_t)roots[index].object, what);
    }
    if ((what & 0x1c) == 0x0c) {
        judge(heap, slots.items[index].name);
    }
    if (dear) {
        look_at_all(heap, index, what);
    }
}

static int
is_dear(const uint8_t *data, size_t size)
{
    uint32_t mix = 2166136261u;

    for (size_t i = 0; i < size; i++) {
        mix = (mix ^ data[i]) * 16777619u;
    }
    return mix >> 28 == 0;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct change changes[FORGERIES];
    struct Hb_Dead heap = dead;
    size_t count, index;

    if (size < 2) {
        return 0;
    }
    index = data[1] % root_count;
    count = forge_all(&roots[index], data + 2, size - 2, changes);
    if ((data[0] & 0xf0) == 0x50) {
        heap.size = dead.size / 16 * (data[0] & 15) + 8; /* cut off */
    }
    look(&heap, index, data[0], is_dear(data, size));
    take_back(changes, count);
    return 0;
}

/* ---- the program -------------------------------------------------------- */

/* Draws heaps instead of breeding them (`walker heaps=10000000 SEED`): for
 * the long run. */
static int
draw_heaps(long long count, uint64_t state)
{
    uint8_t input[2 + 6 * 4];

    for (long long i = 0; i < count; i++) {
        for (size_t k = 0; k < sizeof input; k++) {
            state = state * 6364136223846793005u + 1442695040888963407u;
            input[k] = (uint8_t)(state >> 56);
        }
        LLVMFuzzerTestOneInput(input, 2 + 6 * (1 + input[2] % 4u));
    }
    printf("%lld heaps\n", count);
    return 0;
}

int
LLVMFuzzerInitialize(int *argc, char ***argv)
{
    nowhere = fuzz_nowhere();
    Hb_HostStart();
    add_roots();
    copy_heap();
    if (*argc > 1 && !strncmp((*argv)[1], "heaps=", 6)) {
        exit(draw_heaps(atoll((*argv)[1] + 6),
                        *argc > 2 ? strtoul((*argv)[2], NULL, 10) : 1));
    }
    return 0;
}
