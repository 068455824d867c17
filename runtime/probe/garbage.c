/* garbage.c -- what is alive although no reference leads to it.
 *
 * As the collector does it, but changing nothing: of the objects that the
 * example has made and the walk has not reached, take away the references that
 * they hold to each other.  Whoever has some left is held from elsewhere (a C
 * variable, the pool, a class), and so is all that it refers to.
 */
#include "garbage.h"

#include "internal/hb_trace.h"
#include "internal/pycore_gc.h"
#include "internal/pycore_object.h"
#include "internal/pycore_pystate.h"

#include <stdlib.h>

struct candidate {
    PyObject *object;
    uint64_t serial;
    Py_ssize_t references; /* from outside of the candidates */
    bool held;
};

struct candidates {
    struct candidate *all;
    size_t count, room;
};

static int
by_address(const void *a, const void *b)
{
    uintptr_t x = (uintptr_t)((const struct candidate *)a)->object;
    uintptr_t y = (uintptr_t)((const struct candidate *)b)->object;

    return (x > y) - (x < y);
}

static int
by_serial(const void *a, const void *b)
{
    uint64_t x = ((const struct candidate *)a)->serial;
    uint64_t y = ((const struct candidate *)b)->serial;

    return (x > y) - (x < y);
}

static struct candidate *
find(const struct candidates *candidates, PyObject *object)
{
    struct candidate key = {.object = object};

    return candidates->count
               ? bsearch(&key, candidates->all, candidates->count, sizeof(key),
                         by_address)
               : NULL;
}

/* ---- who may be garbage ------------------------------------------------- */

static bool
add(struct candidates *candidates, PyObject *object, uint64_t serial)
{
    if (candidates->count == candidates->room) {
        size_t room = candidates->room ? 2 * candidates->room : 256;
        struct candidate *all = realloc(candidates->all, room * sizeof(*all));

        if (!all) {
            return false;
        }
        candidates->all = all;
        candidates->room = room;
    }
    candidates->all[candidates->count++] =
        (struct candidate){object, serial, Py_REFCNT(object), false};
    return true;
}

/* The objects of a generation that the example has made and the walk does
 * not know. */
static bool
add_generation(struct candidates *candidates, const struct walk *walk,
               PyGC_Head *list)
{
    for (PyGC_Head *gc = _PyGCHead_NEXT(list); gc != list;
         gc = _PyGCHead_NEXT(gc)) {
        PyObject *object = _Py_FROM_GC(gc);
        struct Hb_Block block;

        if (Hb_TraceFind((char *)object -
                             _PyType_PreHeaderSize(Py_TYPE(object)),
                         &block) &&
            block.serial > walk->first_serial &&
            !walk_find(walk, (uintptr_t)object) &&
            !add(candidates, object, block.serial)) {
            return false;
        }
    }
    return true;
}

/* ---- who is not --------------------------------------------------------- */

static int
take_away(PyObject *object, void *arg)
{
    struct candidate *candidate = find(arg, object);

    if (candidate) {
        candidate->references--;
    }
    return 0;
}

/* Objects that are held, and whose own references are still to be followed. */
struct front {
    struct candidates *candidates;
    struct candidate **open;
    size_t count;
};

static int
hold(PyObject *object, void *arg)
{
    struct front *front = arg;
    struct candidate *candidate = find(front->candidates, object);

    if (candidate && !candidate->held) {
        candidate->held = true;
        front->open[front->count++] = candidate;
    }
    return 0;
}

static void
visit(PyObject *object, visitproc visitor, void *arg)
{
    if (Py_TYPE(object)->tp_traverse) {
        Py_TYPE(object)->tp_traverse(object, visitor, arg);
    }
}

static void
find_held(struct candidates *candidates, struct candidate **open)
{
    struct front front = {candidates, open, 0};

    for (size_t i = 0; i < candidates->count; i++) {
        visit(candidates->all[i].object, take_away, candidates);
    }
    for (size_t i = 0; i < candidates->count; i++) {
        if (candidates->all[i].references > 0) {
            hold(candidates->all[i].object, &front);
        }
    }
    while (front.count) {
        visit(front.open[--front.count]->object, hold, &front);
    }
}

void
walk_garbage(struct walk *walk)
{
    struct _gc_runtime_state *gc = &_PyInterpreterState_GET()->gc;
    struct candidates candidates = {0};
    struct candidate **open;
    bool good = true;

    for (int i = 0; good && i < NUM_GENERATIONS; i++) {
        good = add_generation(&candidates, walk, &gc->generations[i].head);
    }
    open = good ? calloc(candidates.count + 1, sizeof(*open)) : NULL;
    if (open && candidates.count) {
        qsort(candidates.all, candidates.count, sizeof(*candidates.all),
              by_address);
        find_held(&candidates, open);
        qsort(candidates.all, candidates.count, sizeof(*candidates.all),
              by_serial);
        for (size_t i = 0; i < candidates.count; i++) {
            if (!candidates.all[i].held) {
                walk_from(walk, (uintptr_t)candidates.all[i].object,
                          SIGN_BORROWED);
            }
        }
    }
    free(open);
    free(candidates.all);
}
