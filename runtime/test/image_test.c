/* The reader of dead heaps: right about heaps that are whole, and alive after
 * all others. */
#include "heapbook.h"
#include "heapbook/image.h"

#include <stdlib.h>
#include <string.h>

#include "tap.h"

enum { DAMAGED = 20000 };

static struct Hb_Dead copy; /* a heap that was alive when it was copied */

static uintptr_t
at(PyObject *object)
{
    return (uintptr_t)object;
}

static const char *
repr(const struct Hb_Dead *dead, uintptr_t object)
{
    static char text[1 << 17];
    FILE *out = fmemopen(text, sizeof(text) - 1, "w");
    int failed = Hb_DeadRepr(dead, object, out);

    fclose(out);
    return failed ? NULL : text;
}

static void
value(const struct Hb_Dead *dead, uintptr_t object)
{
    static char text[1 << 17];
    FILE *out = fmemopen(text, sizeof(text) - 1, "w");

    Hb_DeadValue(dead, object, out);
    fclose(out);
}

static uintptr_t
follow(uintptr_t object, const char *path)
{
    const char *stop;

    return Hb_DeadFollow(&copy, object, path, &stop);
}

/* ---- values ---------------------------------------------------------------
 */

static const char *const displays[] = {
    "None",
    "True",
    "0",
    "-1",
    "1000000000",
    "123456789012345678901234567890123456789",
    "-99999999999999999999",
    "1.5",
    "1e+100",
    "''",
    "'plain'",
    "\"it's\"",
    "'tab\\t newline\\n'",
    "'caf\xc3\xa9'",
    "'\xe2\x82\xac'",
    "'\xf0\x9f\x90\x8d'",
    "b''",
    "b'\\x00\\xff ok'",
    "()",
    "(1,)",
    "(1, 2)",
    "[]",
    "[1, [2, [3, [4]]]]",
    "{}",
    "{'a': 1, 'b': [2]}",
    "{1: 'x', (2, 3): None}",
};

static void
test_values(PyObject *list)
{
    for (size_t i = 0; i < sizeof(displays) / sizeof(*displays); i++) {
        is(repr(&copy, at(PyList_GET_ITEM(list, (Py_ssize_t)i))), displays[i],
           "%s", displays[i]);
    }
}

static PyObject *
make_displays(void)
{
    PyObject *list = hb_keep(PyList_New(0));

    for (size_t i = 0; i < sizeof(displays) / sizeof(*displays); i++) {
        hb_ok(PyList_Append(list, hb_lit(displays[i])));
    }
    return list;
}

/* ---- objects ---------------------------------------------------------------
 */

struct things {
    PyObject *displays, *plain, *slotted, *cyclic, *set, *array, *view, *error;
};

static struct things
make_things(void)
{
    struct things all = {.displays = make_displays()};

    all.plain = hb_new(hb_class("Bus", NULL, NULL, NULL));
    hb_set(all.plain, "people", hb_lit("['Ann', {'k': [7]}]"));
    all.slotted = hb_new(hb_class("P", NULL, "['x', 'yy']", NULL));
    hb_set(all.slotted, "yy", hb_lit("[5]"));
    all.cyclic = hb_lit("[1]");
    hb_ok(PyList_Append(all.cyclic, all.cyclic));
    all.set = hb_keep(PySet_New(hb_lit("['b', 'a', 3]")));
    all.array = hb_keep(PyByteArray_FromStringAndSize("ab\xff", 3));
    all.view = hb_keep(PyMemoryView_FromObject(all.array));
    PyErr_SetString(PyExc_KeyError, "k");
    PyErr_Clear();
    all.error = hb_new(PyExc_ValueError, hb_str("no such thing"));
    return all;
}

static const char *
error_text(uintptr_t error)
{
    static char text[256];
    FILE *out = fmemopen(text, sizeof(text) - 1, "w");

    Hb_DeadErrorText(&copy, error, out);
    fclose(out);
    return text;
}

static void
test_things(const struct things *all)
{
    char name[64];

    is(repr(&copy, at(all->plain)), "<Bus object>", "an instance");
    is(repr(&copy, follow(at(all->plain), ".people")), "['Ann', {'k': [7]}]",
       "its attribute");
    is(repr(&copy, follow(at(all->plain), ".people[1]['k'][-1]")), "7",
       "and on into it");
    ok(!follow(at(all->plain), ".nobody"), "no attribute of that name");
    ok(!follow(at(all->plain), ".people[2]"), "no item there");
    ok(!follow(at(all->plain), ".people[x]"), "no number");
    is(repr(&copy, follow(at(all->slotted), ".yy")), "[5]", "a slot");
    ok(!follow(at(all->slotted), ".x"), "an empty slot");
    is(repr(&copy, at(all->cyclic)), "[1, [...]]", "a list in itself");
    is(repr(&copy, at(all->set)), "{'a', 'b', 3}", "a set, sorted");
    is(repr(&copy, at(all->array)), "bytearray(b'ab\\xff')", "a bytearray");
    is(repr(&copy, at(all->view)), "memoryview(b'ab\\xff')", "a view of it");
    is_int(Hb_DeadExports(&copy, at(all->array)), 1, "which locks it");
    is_int(Hb_DeadAllocated(&copy, at(all->cyclic)),
           ((PyListObject *)all->cyclic)->allocated, "room of a list");
    is_int(Hb_DeadRefcount(&copy, at(all->cyclic)), Py_REFCNT(all->cyclic),
           "references");
    ok(Hb_DeadType(&copy, at(all->plain), name) && !strcmp(name, "Bus"),
       "the name of a class");
    is(error_text(at(all->error)), "no such thing", "an exception's text");
}

static void
test_nonsense(const struct things *all)
{
    ok(!Hb_DeadIsObject(&copy, 0), "NULL is no object");
    ok(!Hb_DeadIsObject(&copy, 8), "nor is 8");
    ok(!Hb_DeadIsObject(&copy, at(all->cyclic) + 8), "nor what is inside one");
    ok(!Hb_DeadIsObject(&copy, copy.base), "nor the region's head");
    ok(!Hb_DeadIsObject(&copy, copy.base + copy.size), "nor what is behind");
    ok(!Hb_DeadIsObject(&copy, (uintptr_t)displays), "nor a C array");
    ok(!Hb_DeadIsObject(&copy, (uintptr_t)&copy), "nor a C variable");
    ok(!Hb_DeadIsObject(&copy,
                        (uintptr_t)((PyListObject *)all->cyclic)->ob_item),
       "nor bare memory");
}

/* ---- damage ----------------------------------------------------------------
 */

static uint64_t
draw(uint64_t *state)
{
    *state = *state * 6364136223846793005u + 1442695040888963407u;
    return *state >> 24;
}

/* Looks at everything that can be looked at. */
static void
look(const struct Hb_Dead *dead, const struct things *all)
{
    PyObject *const objects[] = {all->displays, all->plain, all->slotted,
                                 all->cyclic,   all->set,   all->array,
                                 all->view,     all->error};
    const char *stop;

    Hb_DeadLook(dead);
    for (size_t i = 0; i < sizeof(objects) / sizeof(*objects); i++) {
        repr(dead, at(objects[i]));
        value(dead, at(objects[i]));
        Hb_DeadAllocated(dead, at(objects[i]));
        Hb_DeadExports(dead, at(objects[i]));
    }
    Hb_DeadFollow(dead, at(all->plain), ".people[1]['k'][0]", &stop);
    Hb_DeadFollow(dead, at(all->slotted), ".yy[0]", &stop);
}

static int
count_block(uintptr_t address, size_t size, void *arg)
{
    (void)address;
    *(size_t *)arg += size > 0;
    return 0;
}

/* Words are overwritten near the objects, with addresses of the heap, small
 * numbers and anything. */
static void
damage(struct Hb_Dead *dead, const struct things *all, uint64_t *state)
{
    PyObject *const near[] = {all->displays, all->plain, all->slotted,
                              all->cyclic,   all->set,   all->array,
                              all->view,     all->error};
    unsigned char *bytes = (unsigned char *)(uintptr_t)dead->bytes;

    for (int i = 0; i < 6; i++) {
        size_t offset = at(near[draw(state) % 8]) - dead->base;
        uint64_t word = draw(state);

        if (i % 2) {
            offset = draw(state) % dead->size;
        }
        offset = (offset + draw(state) % 256) & ~(size_t)7;
        word = i % 3 == 0   ? dead->base + word % dead->size
               : i % 3 == 1 ? word % 64
                            : word << 20;
        if (offset + 8 <= dead->size) {
            memcpy(bytes + offset, &word, 8);
        }
    }
}

static void
test_damage(const struct things *all)
{
    struct Hb_Dead dead = copy;
    unsigned char *bytes = malloc(copy.size);
    uint64_t state = 20240817;
    size_t blocks = 0;

    dead.bytes = bytes;
    memcpy(bytes, copy.bytes, copy.size);
    for (int i = 0; bytes && i < DAMAGED; i++) {
        if (i % 16 == 0) {
            memcpy(bytes, copy.bytes, copy.size);
        }
        damage(&dead, all, &state);
        look(&dead, all);
        if (i % 500 == 0) {
            Hb_DeadEachBlock(&dead, count_block, &blocks);
        }
    }
    ok(blocks > 0, "%d damaged heaps were read", DAMAGED);
    for (size_t size = 0; size < copy.size; size += copy.size / 97 + 1) {
        dead.size = size;
        look(&dead, all);
    }
    ok(1, "and heaps that were cut");
    free(bytes);
}

HB_EXAMPLE
{
    struct things all = make_things();
    struct Hb_Dead own = Hb_OwnImage();
    unsigned char *bytes;

    if (own.size == 0) {
        ok(1, "# SKIP this build has no region");
        tap_end();
        return;
    }
    bytes = malloc(own.size);
    memcpy(bytes, own.bytes, own.size);
    copy = (struct Hb_Dead){bytes, own.size, own.base};
    test_values(all.displays);
    test_things(&all);
    test_nonsense(&all);
    test_damage(&all);
    free(bytes);
    if (tap_end()) {
        exit(1);
    }
}
