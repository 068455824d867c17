/* gc.c -- the collector's side of objects: heads, counts, generations.
 *
 * Generation 0 counts allocations less deallocations of objects with a head;
 * when the count passes 700 an allocation collects.  Ten collections of a
 * generation make the next one due; the oldest also waits until the objects
 * that are new to it are a quarter of those that survived its last
 * collection, so that the work stays linear.
 *
 * Source: CPython 3.11, Modules/gcmodule.c.
 */
#include "internal/hb_gc.h"
#include "heapbook/image.h"
#include "internal/hb_small.h"
#include "internal/pycore_dict.h"
#include "internal/pycore_floatobject.h"
#include "internal/pycore_list.h"
#include "internal/pycore_pyerrors.h"
#include "internal/pycore_sliceobject.h"
#include "internal/pycore_tuple.h"

static struct _gc_runtime_state *
gc_state(void)
{
    return &Hb_Interpreter.gc;
}

/* ---- state -------------------------------------------------------------- */

void
_PyGC_InitState(struct _gc_runtime_state *gc)
{
    static const int thresholds[NUM_GENERATIONS] = {700, 10, 10};
    int i;

    memset(gc, 0, sizeof(*gc));
    gc->enabled = 1;
    for (i = 0; i < NUM_GENERATIONS; i++) {
        Hb_GCListInit(&gc->generations[i].head);
        gc->generations[i].threshold = thresholds[i];
    }
    Hb_GCListInit(&gc->permanent_generation.head);
    Hb_GCListInit(&gc->settled);
    gc->generation0 = &gc->generations[0].head;
}

void
Hb_GCSettle(struct _gc_runtime_state *gc)
{
    int i;

    for (i = 0; i < NUM_GENERATIONS; i++) {
        Hb_GCListMerge(&gc->generations[i].head, &gc->settled);
        gc->generations[i].count = 0;
    }
}

void
Hb_GCUnsettle(struct _gc_runtime_state *gc)
{
    Hb_GCListMerge(&gc->settled, &gc->generations[NUM_GENERATIONS - 1].head);
}

/* Ring n: the generations, what is frozen, what was there before. */
static PyGC_Head *
ring_at(int n)
{
    struct _gc_runtime_state *gc = gc_state();

    return n < NUM_GENERATIONS    ? &gc->generations[n].head
           : n == NUM_GENERATIONS ? &gc->permanent_generation.head
                                  : &gc->settled;
}

void
Hb_RingsRead(struct Hb_Rings *rings)
{
    for (int i = 0; i < HB_RINGS; i++) {
        rings->first[i] = ring_at(i)->_gc_next;
        rings->last[i] = ring_at(i)->_gc_prev & _PyGC_PREV_MASK;
    }
}

int
Hb_RingOf(uintptr_t head)
{
    for (int i = 0; i < HB_RINGS; i++) {
        if (head == (uintptr_t)ring_at(i)) {
            return i;
        }
    }
    return -1;
}

int
_PyGC_Init(PyInterpreterState *interp)
{
    interp->gc.garbage = PyList_New(0);
    return interp->gc.garbage ? 0 : -1;
}

void
_PyGC_DumpShutdownStats(PyInterpreterState *interp)
{
    PyObject *garbage = interp->gc.garbage;
    Py_ssize_t n = garbage ? PyList_GET_SIZE(garbage) : 0;

    if (n == 0 || (interp->gc.debug & HB_GC_SAVEALL)) {
        return;
    }
    if (interp->gc.debug & HB_GC_UNCOLLECTABLE) {
        PySys_FormatStderr("gc: %zd uncollectable objects at shutdown:\n", n);
        PySys_FormatStderr("      %R\n", garbage);
    }
    else if (PyErr_WarnFormat(
                 PyExc_ResourceWarning, 1,
                 "gc: %zd uncollectable objects at shutdown; use "
                 "gc.set_debug(gc.DEBUG_UNCOLLECTABLE) to list them",
                 n)) {
        PyErr_WriteUnraisable(NULL);
    }
}

void
_PyGC_Fini(PyInterpreterState *interp)
{
    Py_CLEAR(interp->gc.garbage);
    Py_CLEAR(interp->gc.callbacks);
}

void
Hb_ClearFreeLists(void)
{
    PyInterpreterState *interp = _PyInterpreterState_GET();

    _PyTuple_ClearFreeList(interp);
    _PyFloat_ClearFreeList();
    _PyList_ClearFreeList(interp);
    _PyDict_ClearFreeList(interp);
}

/* ---- collections -------------------------------------------------------- */

static void
call_one(PyObject *callback, PyObject *phase, PyObject *info)
{
    PyObject *result;

    Py_INCREF(callback);
    result = PyObject_CallFunctionObjArgs(callback, phase, info, NULL);
    if (!result) {
        PyErr_WriteUnraisable(callback);
    }
    Py_XDECREF(result);
    Py_DECREF(callback);
}

static Py_NO_INLINE void
call_all(PyObject *callbacks, const char *phase, int generation,
         const struct Hb_GCResult *result)
{
    PyObject *info, *name;
    Py_ssize_t i;

    info = Py_BuildValue("{sisnsn}", "generation", generation, "collected",
                         result->collected, "uncollectable",
                         result->uncollectable);
    name = PyUnicode_FromString(phase);
    if (!info || !name) {
        PyErr_WriteUnraisable(NULL);
        Py_XDECREF(info);
        Py_XDECREF(name);
        return;
    }
    for (i = 0; i < PyList_GET_SIZE(callbacks); i++) {
        call_one(PyList_GET_ITEM(callbacks, i), name, info);
    }
    Py_DECREF(name);
    Py_DECREF(info);
}

/* Collections of few objects are many: without callbacks it is one look. */
static inline void
invoke_callbacks(const char *phase, int generation,
                 const struct Hb_GCResult *result)
{
    PyObject *callbacks = gc_state()->callbacks;

    if (callbacks && PyList_GET_SIZE(callbacks) > 0) {
        call_all(callbacks, phase, generation, result);
    }
}

Py_ssize_t
Hb_GCCollectWithCallback(int generation)
{
    struct Hb_GCResult result = {0, 0};

    invoke_callbacks("start", generation, &result);
    Hb_GCCollectMain(generation, &result, 0);
    invoke_callbacks("stop", generation, &result);
    return result.collected + result.uncollectable;
}

/* Collects the oldest generation that is due. */
static void
collect_generations(struct _gc_runtime_state *gc)
{
    int i;

    for (i = NUM_GENERATIONS - 1; i >= 0; i--) {
        if (gc->generations[i].count <= gc->generations[i].threshold) {
            continue;
        }
        if (i == NUM_GENERATIONS - 1 &&
            gc->long_lived_pending < gc->long_lived_total / 4) {
            continue;
        }
        Hb_GCCollectWithCallback(i);
        return;
    }
}

Py_ssize_t
Hb_GCCollect(int generation)
{
    struct _gc_runtime_state *gc = gc_state();
    Py_ssize_t n;

    if (gc->collecting) {
        return 0;
    }
    gc->collecting = 1;
    n = Hb_GCCollectWithCallback(generation);
    gc->collecting = 0;
    return n;
}

Py_ssize_t
PyGC_Collect(void)
{
    PyObject *type, *value, *traceback;
    Py_ssize_t n;

    if (!gc_state()->enabled) {
        return 0;
    }
    PyErr_Fetch(&type, &value, &traceback);
    n = Hb_GCCollect(NUM_GENERATIONS - 1);
    PyErr_Restore(type, value, traceback);
    return n;
}

Py_ssize_t
_PyGC_CollectNoFail(PyThreadState *Py_UNUSED(tstate))
{
    struct _gc_runtime_state *gc = gc_state();
    struct Hb_GCResult result = {0, 0};

    if (gc->collecting) {
        return 0;
    }
    gc->collecting = 1;
    Hb_GCCollectMain(NUM_GENERATIONS - 1, &result, 1);
    gc->collecting = 0;
    return result.collected + result.uncollectable;
}

int
PyGC_Enable(void)
{
    int before = gc_state()->enabled;

    gc_state()->enabled = 1;
    return before;
}

int
PyGC_Disable(void)
{
    int before = gc_state()->enabled;

    gc_state()->enabled = 0;
    return before;
}

int
PyGC_IsEnabled(void)
{
    return gc_state()->enabled;
}

/* ---- objects ------------------------------------------------------------ */

void
_PyObject_GC_Link(PyObject *op)
{
    Hb_GCLink(op);
}

void
Hb_GCWhenDue(struct _gc_runtime_state *gc)
{
    if (!gc->enabled || gc->collecting || PyErr_Occurred()) {
        return;
    }
    gc->collecting = 1;
#ifdef HB_HOSTILE
    Hb_GCHarass(gc);
#endif
    if (gc->generations[0].count > gc->generations[0].threshold &&
        gc->generations[0].threshold) {
        collect_generations(gc);
    }
    gc->collecting = 0;
}

static inline PyObject *
gc_alloc(size_t size, size_t before)
{
    char *block;
    PyObject *op;

    if (size > (size_t)PY_SSIZE_T_MAX - before) {
        return PyErr_NoMemory();
    }
    block = Hb_ObjectMalloc(before + size);
    if (!block) {
        return PyErr_NoMemory();
    }
    ((PyObject **)block)[0] = NULL;
    ((PyObject **)block)[1] = NULL;
    op = (PyObject *)(block + before);
    Hb_GCLink(op);
    return op;
}

PyObject *
_PyObject_GC_New(PyTypeObject *type)
{
    PyObject *op =
        gc_alloc((size_t)_PyObject_SIZE(type), _PyType_PreHeaderSize(type));

    if (op) {
        _PyObject_Init(op, type);
    }
    return op;
}

PyVarObject *
_PyObject_GC_NewVar(PyTypeObject *type, Py_ssize_t nitems)
{
    PyVarObject *op;

    if (nitems < 0) {
        PyErr_BadInternalCall();
        return NULL;
    }
    op = (PyVarObject *)gc_alloc(_PyObject_VAR_SIZE(type, nitems),
                                 _PyType_PreHeaderSize(type));
    if (op) {
        _PyObject_InitVar(op, type, nitems);
    }
    return op;
}

PyVarObject *
_PyObject_GC_Resize(PyVarObject *op, Py_ssize_t nitems)
{
    size_t size = _PyObject_VAR_SIZE(Py_TYPE(op), nitems);
    size_t before = _PyType_PreHeaderSize(Py_TYPE(op));
    char *block = (char *)op - before;

    if (size > (size_t)PY_SSIZE_T_MAX - before) {
        return (PyVarObject *)PyErr_NoMemory();
    }
    block = PyObject_Realloc(block, size + before);
    if (!block) {
        return (PyVarObject *)PyErr_NoMemory();
    }
    op = (PyVarObject *)(block + before);
    Py_SET_SIZE(op, nitems);
    return op;
}

void
PyObject_GC_Del(void *op)
{
    struct _gc_runtime_state *gc = gc_state();
    size_t before = _PyType_PreHeaderSize(Py_TYPE((PyObject *)op));

    if (_PyObject_GC_IS_TRACKED(op)) {
        Hb_GCListRemove(_Py_AS_GC(op));
    }
    if (gc->generations[0].count > 0) {
        gc->generations[0].count--;
    }
    Hb_ObjectFree((char *)op - before);
}

void
PyObject_GC_Track(void *op)
{
    if (_PyObject_GC_IS_TRACKED(op)) {
        Py_FatalError("object already tracked by the garbage collector");
    }
    _PyObject_GC_TRACK(op);
}

void
PyObject_GC_UnTrack(void *op)
{
    if (_PyObject_GC_IS_TRACKED(op)) {
        _PyObject_GC_UNTRACK(op);
    }
}

int
PyObject_IS_GC(PyObject *op)
{
    return _PyObject_IS_GC(op);
}

int
PyObject_GC_IsTracked(PyObject *op)
{
    return _PyObject_IS_GC(op) && _PyObject_GC_IS_TRACKED(op);
}

int
PyObject_GC_IsFinalized(PyObject *op)
{
    return _PyObject_IS_GC(op) && _PyGCHead_FINALIZED(_Py_AS_GC(op));
}

/* ---- weak references ---------------------------------------------------- */

int
PyType_SUPPORTS_WEAKREFS(PyTypeObject *type)
{
    return _PyType_SUPPORTS_WEAKREFS(type);
}

PyObject **
PyObject_GET_WEAKREFS_LISTPTR(PyObject *op)
{
    return _PyObject_GET_WEAKREFS_LISTPTR(op);
}
