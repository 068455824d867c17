/* gc_collect.c -- finding and breaking cycles.
 *
 * A collection of a generation, the younger ones merged into it:
 *
 *   1  copy every object's reference count into its head, and subtract one
 *      for each reference that comes from inside the generation; what is
 *      left over is referenced from outside, and so is all that it reaches
 *   2  the rest is unreachable; survivors move to the next generation
 *   3  weak references to the rest die, callbacks of those outside run
 *   4  finalizers run, once in an object's life
 *   5  what finalizers have made reachable again survives: step 1 repeated
 *   6  tp_clear breaks the rest's cycles, and counting does what remains
 *
 * During step 1 the heads hold:
 *
 *   C1  _gc_prev of an object being examined: its copied count << 2, and
 *       COLLECTING; once it is known to be reachable, again the previous head
 *   C2  _gc_next of an object on the unreachable list has its low bit set
 *
 * Source: CPython 3.11, Modules/gcmodule.c.
 */
#include "internal/hb_gc.h"
#include "internal/pycore_dict.h"
#include "internal/pycore_tuple.h"

#include <time.h>

#define UNREACHABLE ((uintptr_t)1) /* C2 */

/* ---- heads during a collection ------------------------------------------ */

static inline int
is_collecting(PyGC_Head *g)
{
    return (g->_gc_prev & _PyGC_PREV_MASK_COLLECTING) != 0;
}

static inline void
clear_collecting(PyGC_Head *g)
{
    g->_gc_prev &= ~(uintptr_t)_PyGC_PREV_MASK_COLLECTING;
}

static inline Py_ssize_t
get_refs(PyGC_Head *g)
{
    return (Py_ssize_t)(g->_gc_prev >> _PyGC_PREV_SHIFT);
}

static inline void
set_refs(PyGC_Head *g, Py_ssize_t refs)
{
    g->_gc_prev = (g->_gc_prev & ~_PyGC_PREV_MASK) |
                  ((uintptr_t)refs << _PyGC_PREV_SHIFT);
}

/* ---- step 1 ------------------------------------------------------------- */

static void
update_refs(PyGC_Head *containers)
{
    PyGC_Head *g = _PyGCHead_NEXT(containers);

    for (; g != containers; g = _PyGCHead_NEXT(g)) {
        g->_gc_prev =
            (g->_gc_prev & _PyGC_PREV_MASK_FINALIZED) |
            _PyGC_PREV_MASK_COLLECTING |
            ((uintptr_t)Py_REFCNT(_Py_FROM_GC(g)) << _PyGC_PREV_SHIFT);
    }
}

static int
visit_decref(PyObject *op, void *Py_UNUSED(arg))
{
    if (_PyObject_IS_GC(op)) {
        PyGC_Head *g = _Py_AS_GC(op);

        if (is_collecting(g)) {
            g->_gc_prev -= (uintptr_t)1 << _PyGC_PREV_SHIFT;
        }
    }
    return 0;
}

static void
subtract_refs(PyGC_Head *containers)
{
    PyGC_Head *g = _PyGCHead_NEXT(containers);

    for (; g != containers; g = _PyGCHead_NEXT(g)) {
        PyObject *op = _Py_FROM_GC(g);

        (void)Py_TYPE(op)->tp_traverse(op, visit_decref, op);
    }
}

/* Takes an object off the unreachable list, whose links carry flags. */
static void
rescue(PyGC_Head *g, PyGC_Head *reachable)
{
    PyGC_Head *prev = _PyGCHead_PREV(g);
    PyGC_Head *next = (PyGC_Head *)(g->_gc_next & ~UNREACHABLE);

    prev->_gc_next = g->_gc_next;
    _PyGCHead_SET_PREV(next, prev);
    Hb_GCListAppend(g, reachable);
    set_refs(g, 1);
}

static int
visit_reachable(PyObject *op, void *arg)
{
    PyGC_Head *g;

    if (!_PyObject_IS_GC(op)) {
        return 0;
    }
    g = _Py_AS_GC(op);
    if (!is_collecting(g)) {
        return 0;
    }
    if (g->_gc_next & UNREACHABLE) {
        rescue(g, arg);
    }
    else if (get_refs(g) == 0) {
        set_refs(g, 1);
    }
    return 0;
}

/* Moves what nobody outside refers to from `young` to `unreachable`.  An
 * object that is moved may be found reachable later, and comes back behind
 * the one that is examined. */
static void
move_unreachable(PyGC_Head *young, PyGC_Head *unreachable)
{
    PyGC_Head *prev = young;
    PyGC_Head *g = _PyGCHead_NEXT(young);

    while (g != young) {
        if (get_refs(g)) {
            PyObject *op = _Py_FROM_GC(g);

            (void)Py_TYPE(op)->tp_traverse(op, visit_reachable, young);
            _PyGCHead_SET_PREV(g, prev);
            clear_collecting(g);
            prev = g;
        }
        else {
            PyGC_Head *last = _PyGCHead_PREV(unreachable);

            prev->_gc_next = g->_gc_next;
            last->_gc_next = UNREACHABLE | (uintptr_t)g;
            _PyGCHead_SET_PREV(g, last);
            g->_gc_next = UNREACHABLE | (uintptr_t)unreachable;
            unreachable->_gc_prev = (uintptr_t)g;
        }
        g = (PyGC_Head *)prev->_gc_next;
    }
    young->_gc_prev = (uintptr_t)prev;
    unreachable->_gc_next &= ~UNREACHABLE;
}

static void
deduce_unreachable(PyGC_Head *base, PyGC_Head *unreachable)
{
    update_refs(base);
    subtract_refs(base);
    Hb_GCListInit(unreachable);
    move_unreachable(base, unreachable);
}

static void
clear_unreachable_mask(PyGC_Head *unreachable)
{
    PyGC_Head *g, *next;

    for (g = _PyGCHead_NEXT(unreachable); g != unreachable; g = next) {
        g->_gc_next &= ~UNREACHABLE;
        next = _PyGCHead_NEXT(g);
    }
}

/* ---- step 2: survivors -------------------------------------------------- */

static void
untrack_tuples(PyGC_Head *head)
{
    PyGC_Head *g, *next;

    for (g = _PyGCHead_NEXT(head); g != head; g = next) {
        next = _PyGCHead_NEXT(g);
        if (PyTuple_CheckExact(_Py_FROM_GC(g))) {
            _PyTuple_MaybeUntrack(_Py_FROM_GC(g));
        }
    }
}

static void
untrack_dicts(PyGC_Head *head)
{
    PyGC_Head *g, *next;

    for (g = _PyGCHead_NEXT(head); g != head; g = next) {
        next = _PyGCHead_NEXT(g);
        if (PyDict_CheckExact(_Py_FROM_GC(g))) {
            _PyDict_MaybeUntrack(_Py_FROM_GC(g));
        }
    }
}

/* ---- types with tp_del: cycles through them are left alone -------------- */

static int
has_legacy_finalizer(PyObject *op)
{
    return Py_TYPE(op)->tp_del != NULL;
}

/* Clears the flags of C2 on the way. */
static void
move_legacy_finalizers(PyGC_Head *unreachable, PyGC_Head *finalizers)
{
    PyGC_Head *g, *next;

    for (g = _PyGCHead_NEXT(unreachable); g != unreachable; g = next) {
        g->_gc_next &= ~UNREACHABLE;
        next = _PyGCHead_NEXT(g);
        if (has_legacy_finalizer(_Py_FROM_GC(g))) {
            clear_collecting(g);
            Hb_GCListMove(g, finalizers);
        }
    }
}

static int
visit_move(PyObject *op, void *arg)
{
    if (_PyObject_IS_GC(op) && is_collecting(_Py_AS_GC(op))) {
        Hb_GCListMove(_Py_AS_GC(op), arg);
        clear_collecting(_Py_AS_GC(op));
    }
    return 0;
}

/* The list grows while it is walked: what is moved is visited in turn. */
static void
move_legacy_finalizer_reachable(PyGC_Head *finalizers)
{
    PyGC_Head *g = _PyGCHead_NEXT(finalizers);

    for (; g != finalizers; g = _PyGCHead_NEXT(g)) {
        PyObject *op = _Py_FROM_GC(g);

        (void)Py_TYPE(op)->tp_traverse(op, visit_move, finalizers);
    }
}

static void
handle_legacy_finalizers(struct _gc_runtime_state *gc, PyGC_Head *finalizers,
                         PyGC_Head *old)
{
    PyGC_Head *g = _PyGCHead_NEXT(finalizers);

    if (Hb_GCListIsEmpty(finalizers)) {
        return;
    }
    if (!gc->garbage) {
        gc->garbage = PyList_New(0);
        if (!gc->garbage) {
            Py_FatalError("gc couldn't create gc.garbage list");
        }
    }
    for (; g != finalizers; g = _PyGCHead_NEXT(g)) {
        PyObject *op = _Py_FROM_GC(g);

        if ((gc->debug & HB_GC_SAVEALL) || has_legacy_finalizer(op)) {
            if (PyList_Append(gc->garbage, op) < 0) {
                PyErr_Clear();
                break;
            }
        }
    }
    Hb_GCListMerge(finalizers, old);
}

/* ---- step 3 ------------------------------------------------------------- */

/* Kills the weak references to one object of the trash; those outside the
 * trash with a callback come to `to_call`. */
static void
clear_weakrefs_to(PyObject *op, PyGC_Head *to_call)
{
    PyWeakReference **list =
        (PyWeakReference **)_PyObject_GET_WEAKREFS_LISTPTR(op);
    PyWeakReference *wr;

    for (wr = *list; wr != NULL; wr = *list) {
        _PyWeakref_ClearRef(wr);
        if (!wr->wr_callback || is_collecting(_Py_AS_GC(wr))) {
            continue;
        }
        Py_INCREF(wr);
        Hb_GCListMove(_Py_AS_GC(wr), to_call);
    }
}

static int
call_callback(PyGC_Head *to_call, PyGC_Head *old)
{
    PyGC_Head *g = _PyGCHead_NEXT(to_call);
    PyObject *op = _Py_FROM_GC(g);
    PyObject *callback = ((PyWeakReference *)op)->wr_callback;
    PyObject *result = PyObject_CallOneArg(callback, op);

    if (!result) {
        PyErr_WriteUnraisable(callback);
    }
    Py_XDECREF(result);
    Py_DECREF(op);
    if (_PyGCHead_NEXT(to_call) != g) {
        return 1;
    }
    Hb_GCListMove(g, old);
    return 0;
}

/* The number of weak references that ended with their callbacks. */
static int
handle_weakrefs(PyGC_Head *unreachable, PyGC_Head *old)
{
    PyGC_Head to_call;
    PyGC_Head *g, *next;
    int freed = 0;

    Hb_GCListInit(&to_call);
    for (g = _PyGCHead_NEXT(unreachable); g != unreachable; g = next) {
        PyObject *op = _Py_FROM_GC(g);

        next = _PyGCHead_NEXT(g);
        if (PyWeakref_Check(op)) {
            _PyWeakref_ClearRef((PyWeakReference *)op);
        }
        if (_PyType_SUPPORTS_WEAKREFS(Py_TYPE(op))) {
            clear_weakrefs_to(op, &to_call);
        }
    }
    while (!Hb_GCListIsEmpty(&to_call)) {
        freed += call_callback(&to_call, old);
    }
    return freed;
}

/* ---- steps 4 to 6 ------------------------------------------------------- */

/* An object that a finalizer untracks or frees leaves the list by itself. */
static void
finalize_garbage(PyGC_Head *collectable)
{
    PyGC_Head seen;

    Hb_GCListInit(&seen);
    while (!Hb_GCListIsEmpty(collectable)) {
        PyGC_Head *g = _PyGCHead_NEXT(collectable);
        PyObject *op = _Py_FROM_GC(g);
        destructor finalize = Py_TYPE(op)->tp_finalize;

        Hb_GCListMove(g, &seen);
        if (finalize && !_PyGCHead_FINALIZED(g)) {
            _PyGCHead_SET_FINALIZED(g);
            Py_INCREF(op);
            finalize(op);
            Py_DECREF(op);
        }
    }
    Hb_GCListMerge(&seen, collectable);
}

static void
handle_resurrected(PyGC_Head *unreachable, PyGC_Head *still_unreachable,
                   PyGC_Head *old)
{
    PyGC_Head *g = _PyGCHead_NEXT(unreachable);

    for (; g != unreachable; g = _PyGCHead_NEXT(g)) {
        clear_collecting(g);
    }
    deduce_unreachable(unreachable, still_unreachable);
    clear_unreachable_mask(still_unreachable);
    Hb_GCListMerge(unreachable, old);
}

static void
save_garbage(struct _gc_runtime_state *gc, PyObject *op)
{
    if (!gc->garbage || PyList_Append(gc->garbage, op) < 0) {
        PyErr_Clear();
    }
}

static void
clear_object(PyObject *op)
{
    inquiry clear = Py_TYPE(op)->tp_clear;

    if (!clear) {
        return;
    }
    Py_INCREF(op);
    (void)clear(op);
    if (PyErr_Occurred()) {
        _PyErr_WriteUnraisableMsg("in tp_clear of", (PyObject *)Py_TYPE(op));
    }
    Py_DECREF(op);
}

static void
delete_garbage(struct _gc_runtime_state *gc, PyGC_Head *collectable,
               PyGC_Head *old)
{
    while (!Hb_GCListIsEmpty(collectable)) {
        PyGC_Head *g = _PyGCHead_NEXT(collectable);

        if (gc->debug & HB_GC_SAVEALL) {
            save_garbage(gc, _Py_FROM_GC(g));
        }
        else {
            clear_object(_Py_FROM_GC(g));
        }
        if (_PyGCHead_NEXT(collectable) == g) {
            clear_collecting(g);
            Hb_GCListMove(g, old);
        }
    }
}

/* ---- one collection ----------------------------------------------------- */

/* Lists of one collection: where survivors are, where they go. */
struct lists {
    PyGC_Head *young;
    PyGC_Head *old;
    PyGC_Head unreachable;
    PyGC_Head finalizers;
};

static void
choose_lists(struct _gc_runtime_state *gc, int generation, struct lists *lists)
{
    int i;

    if (generation + 1 < NUM_GENERATIONS) {
        gc->generations[generation + 1].count++;
    }
    for (i = 0; i <= generation; i++) {
        gc->generations[i].count = 0;
    }
    lists->young = &gc->generations[generation].head;
    for (i = 0; i < generation; i++) {
        Hb_GCListMerge(&gc->generations[i].head, lists->young);
    }
    lists->old = generation + 1 < NUM_GENERATIONS
                     ? &gc->generations[generation + 1].head
                     : lists->young;
}

static void
keep_survivors(struct _gc_runtime_state *gc, int generation,
               struct lists *lists)
{
    untrack_tuples(lists->young);
    if (lists->young != lists->old) {
        if (generation == NUM_GENERATIONS - 2) {
            gc->long_lived_pending += Hb_GCListSize(lists->young);
        }
        Hb_GCListMerge(lists->young, lists->old);
        return;
    }
    untrack_dicts(lists->young);
    gc->long_lived_pending = 0;
    gc->long_lived_total = Hb_GCListSize(lists->young);
}

/* The number of objects that were unreachable; *uncollectable of them could
 * not be freed. */
static Py_ssize_t
collect_lists(struct _gc_runtime_state *gc, struct lists *lists,
              Py_ssize_t *uncollectable)
{
    PyGC_Head final;
    Py_ssize_t collected;

    Hb_GCShowList(gc, HB_GC_COLLECTABLE, "collectable", &lists->unreachable);
    collected = handle_weakrefs(&lists->unreachable, lists->old);
    finalize_garbage(&lists->unreachable);
    handle_resurrected(&lists->unreachable, &final, lists->old);
    collected += Hb_GCListSize(&final);
    delete_garbage(gc, &final, lists->old);
    Hb_GCShowList(gc, HB_GC_UNCOLLECTABLE, "uncollectable",
                  &lists->finalizers);
    *uncollectable = Hb_GCListSize(&lists->finalizers);
    handle_legacy_finalizers(gc, &lists->finalizers, lists->old);
    return collected;
}

static double
seconds(void)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec * 1e-9;
}

#ifdef HB_HOSTILE
/* One generation, which stays where it is: only its trash goes. */
static Py_ssize_t
harass_generation(struct _gc_runtime_state *gc, PyGC_Head *head)
{
    struct lists lists = {.young = head, .old = head};
    Py_ssize_t size = Hb_GCListSize(head), uncollectable;

    Hb_GCLookAtAll(head);
    deduce_unreachable(head, &lists.unreachable);
    Hb_GCListInit(&lists.finalizers);
    move_legacy_finalizers(&lists.unreachable, &lists.finalizers);
    move_legacy_finalizer_reachable(&lists.finalizers);
    collect_lists(gc, &lists, &uncollectable);
    return size;
}

void
Hb_GCHarass(struct _gc_runtime_state *gc)
{
    static Py_ssize_t rest;
    int i;

    if (--rest > 0) {
        return;
    }
    for (i = 0; i < NUM_GENERATIONS; i++) {
        rest += harass_generation(gc, &gc->generations[i].head);
    }
    rest /= 200;
}
#endif

void
Hb_GCCollectMain(int generation, struct Hb_GCResult *result, int nofail)
{
    struct _gc_runtime_state *gc = &_PyInterpreterState_GET()->gc;
    struct gc_generation_stats *stats = &gc->generation_stats[generation];
    double start = 0;
    struct lists lists;

    if (gc->debug & HB_GC_STATS) {
        Hb_GCShowGenerations(gc, generation);
        start = seconds();
    }
    choose_lists(gc, generation, &lists);
    deduce_unreachable(lists.young, &lists.unreachable);
    keep_survivors(gc, generation, &lists);
    *result = (struct Hb_GCResult){0, 0};
    if (!Hb_GCListIsEmpty(&lists.unreachable)) {
        Hb_GCListInit(&lists.finalizers);
        move_legacy_finalizers(&lists.unreachable, &lists.finalizers);
        move_legacy_finalizer_reachable(&lists.finalizers);
        result->collected = collect_lists(gc, &lists, &result->uncollectable);
    }
    if (gc->debug & HB_GC_STATS) {
        PySys_WriteStderr(
            "gc: done, %zd unreachable, %zd uncollectable, %.4fs elapsed\n",
            result->collected + result->uncollectable, result->uncollectable,
            seconds() - start);
    }
    if (generation == NUM_GENERATIONS - 1) {
        Hb_ClearFreeLists();
    }
    if (PyErr_Occurred()) {
        if (nofail) {
            PyErr_Clear();
        }
        else {
            _PyErr_WriteUnraisableMsg("in garbage collection", NULL);
        }
    }
    stats->collections++;
    stats->collected += result->collected;
    stats->uncollectable += result->uncollectable;
}
