/* tupleobject.c -- tuples: storage, the C interface, the type.
 *
 * Dead tuples of up to 20 items are kept, 2000 of each length, chained through
 * their first item.  Only those of up to 19 are taken again: the ones of 20
 * wait for a full collection to free them.  So it is in CPython 3.11, and
 * measurably so.
 */
#include "Python.h"
#include "internal/hb_quarantine.h"
#include "internal/pycore_tuple.h"
#include "internal/pycore_gc.h"
#include "internal/pycore_object.h"

static struct {
    PyTupleObject *head[PyTuple_MAXSAVESIZE + 1];
    int count[PyTuple_MAXSAVESIZE + 1];
} free_lists;

/* The empty tuple.  It is never tracked; the head in front of it is there
 * because others look for one. */
static struct {
    PyGC_Head gc;
    PyTupleObject tuple;
} empty = {.tuple = {PyVarObject_HEAD_INIT(&PyTuple_Type, 0)}};

static inline PyObject *
empty_tuple(void)
{
    return Py_NewRef((PyObject *)&empty.tuple);
}

PyStatus
_PyTuple_InitGlobalObjects(PyInterpreterState *Py_UNUSED(interp))
{
    Py_SET_REFCNT(&empty.tuple, 999999999);
    return PyStatus_Ok();
}

/* A tuple from the free list, or NULL. */
static PyTupleObject *
free_list_pop(Py_ssize_t size)
{
    PyTupleObject *op;

    if (size >= PyTuple_MAXSAVESIZE || free_lists.head[size] == NULL) {
        return NULL;
    }
    op = free_lists.head[size];
    free_lists.head[size] = (PyTupleObject *)op->ob_item[0];
    free_lists.count[size]--;
    Hb_NewReference((PyObject *)op);
    return op;
}

static int
free_list_push(PyTupleObject *op)
{
    Py_ssize_t size = Py_SIZE(op);

    if (size == 0 || size > PyTuple_MAXSAVESIZE || !PyTuple_CheckExact(op) ||
        free_lists.count[size] >= PyTuple_MAXFREELIST || Hb_Quarantine) {
        return 0;
    }
    op->ob_item[0] = (PyObject *)free_lists.head[size];
    free_lists.head[size] = op;
    free_lists.count[size]++;
    return 1;
}

void
_PyTuple_ClearFreeList(PyInterpreterState *Py_UNUSED(interp))
{
    int size;

    for (size = 1; size <= PyTuple_MAXSAVESIZE; size++) {
        PyTupleObject *op = free_lists.head[size];

        free_lists.head[size] = NULL;
        free_lists.count[size] = 0;
        while (op != NULL) {
            PyTupleObject *next = (PyTupleObject *)op->ob_item[0];

            PyObject_GC_Del(op);
            op = next;
        }
    }
}

void
_PyTuple_Fini(PyInterpreterState *interp)
{
    _PyTuple_ClearFreeList(interp);
}

void
_PyTuple_DebugMallocStats(FILE *out)
{
    int size;

    for (size = 1; size <= PyTuple_MAXSAVESIZE; size++) {
        fprintf(out, "%d free %d-sized PyTupleObjects\n",
                free_lists.count[size], size);
    }
}

/* An untracked tuple of size > 0 whose items are not set. */
static PyTupleObject *
tuple_alloc(Py_ssize_t size)
{
    PyTupleObject *op;

    if (size < 0) {
        PyErr_BadInternalCall();
        return NULL;
    }
    op = free_list_pop(size);
    if (op != NULL) {
        return op;
    }
    if ((size_t)size > ((size_t)PY_SSIZE_T_MAX - sizeof(PyTupleObject)) /
                           sizeof(PyObject *)) {
        PyErr_NoMemory();
        return NULL;
    }
    return PyObject_GC_NewVar(PyTupleObject, &PyTuple_Type, size);
}

PyObject *
PyTuple_New(Py_ssize_t size)
{
    PyTupleObject *op;

    if (size == 0) {
        return empty_tuple();
    }
    op = tuple_alloc(size);
    if (op == NULL) {
        return NULL;
    }
    memset(op->ob_item, 0, (size_t)size * sizeof(PyObject *));
    _PyObject_GC_TRACK(op);
    return (PyObject *)op;
}

PyObject *
_PyTuple_FromArray(PyObject *const *items, Py_ssize_t n)
{
    PyTupleObject *op;
    Py_ssize_t i;

    if (n == 0) {
        return empty_tuple();
    }
    op = tuple_alloc(n);
    if (op == NULL) {
        return NULL;
    }
    for (i = 0; i < n; i++) {
        op->ob_item[i] = Py_NewRef(items[i]);
    }
    _PyObject_GC_TRACK(op);
    return (PyObject *)op;
}

PyObject *
_PyTuple_FromArraySteal(PyObject *const *items, Py_ssize_t n)
{
    PyTupleObject *op;
    Py_ssize_t i;

    if (n == 0) {
        return empty_tuple();
    }
    op = tuple_alloc(n);
    if (op == NULL) {
        for (i = 0; i < n; i++) {
            Py_DECREF(items[i]);
        }
        return NULL;
    }
    memcpy(op->ob_item, items, (size_t)n * sizeof(PyObject *));
    _PyObject_GC_TRACK(op);
    return (PyObject *)op;
}

PyObject *
PyTuple_Pack(Py_ssize_t n, ...)
{
    PyTupleObject *op;
    Py_ssize_t i;
    va_list args;

    if (n == 0) {
        return empty_tuple();
    }
    op = tuple_alloc(n);
    if (op == NULL) {
        return NULL;
    }
    va_start(args, n);
    for (i = 0; i < n; i++) {
        op->ob_item[i] = Py_NewRef(va_arg(args, PyObject *));
    }
    va_end(args);
    _PyObject_GC_TRACK(op);
    return (PyObject *)op;
}

/* ---- the C interface ---- */

Py_ssize_t
PyTuple_Size(PyObject *op)
{
    if (!PyTuple_Check(op)) {
        PyErr_BadInternalCall();
        return -1;
    }
    return Py_SIZE(op);
}

PyObject *
PyTuple_GetItem(PyObject *op, Py_ssize_t i)
{
    if (!PyTuple_Check(op)) {
        PyErr_BadInternalCall();
        return NULL;
    }
    if (i < 0 || i >= Py_SIZE(op)) {
        PyErr_SetString(PyExc_IndexError, "tuple index out of range");
        return NULL;
    }
    return ((PyTupleObject *)op)->ob_item[i];
}

int
PyTuple_SetItem(PyObject *op, Py_ssize_t i, PyObject *newitem)
{
    PyObject **slot;

    if (!PyTuple_Check(op) || Py_REFCNT(op) != 1) {
        Py_XDECREF(newitem);
        PyErr_BadInternalCall();
        return -1;
    }
    if (i < 0 || i >= Py_SIZE(op)) {
        Py_XDECREF(newitem);
        PyErr_SetString(PyExc_IndexError,
                        "tuple assignment index out of range");
        return -1;
    }
    slot = ((PyTupleObject *)op)->ob_item + i;
    Py_XSETREF(*slot, newitem);
    return 0;
}

PyObject *
PyTuple_GetSlice(PyObject *op, Py_ssize_t low, Py_ssize_t high)
{
    Py_ssize_t size;

    if (op == NULL || !PyTuple_Check(op)) {
        PyErr_BadInternalCall();
        return NULL;
    }
    size = Py_SIZE(op);
    low = low < 0 ? 0 : low;
    high = high > size ? size : high;
    high = high < low ? low : high;
    if (low == 0 && high == size && PyTuple_CheckExact(op)) {
        return Py_NewRef(op);
    }
    return _PyTuple_FromArray(((PyTupleObject *)op)->ob_item + low,
                              high - low);
}

/* Only an exact tuple can be untracked: a subclass may carry a dict, and its
 * items may not be all it refers to. */
void
_PyTuple_MaybeUntrack(PyObject *op)
{
    PyTupleObject *self = (PyTupleObject *)op;
    Py_ssize_t i;

    if (!PyTuple_CheckExact(op) || !_PyObject_GC_IS_TRACKED(op)) {
        return;
    }
    for (i = 0; i < Py_SIZE(self); i++) {
        PyObject *item = self->ob_item[i];

        /* NULL: still being filled, perhaps with something tracked. */
        if (item == NULL || _PyObject_GC_MAY_BE_TRACKED(item)) {
            return;
        }
    }
    _PyObject_GC_UNTRACK(op);
}

/* Resizes the only tuple of at least one item to another such length. */
static int
resize_block(PyObject **p, Py_ssize_t newsize)
{
    PyTupleObject *op = (PyTupleObject *)*p;
    Py_ssize_t oldsize = Py_SIZE(op), i;

    if (_PyObject_GC_IS_TRACKED(op)) {
        _PyObject_GC_UNTRACK(op);
    }
    for (i = newsize; i < oldsize; i++) {
        Py_CLEAR(op->ob_item[i]);
    }
    op = PyObject_GC_Resize(PyTupleObject, *p, newsize);
    if (op == NULL) {
        PyObject_GC_Del(*p);
        *p = NULL;
        return -1;
    }
    Hb_NewReference((PyObject *)op);
    for (i = oldsize; i < newsize; i++) {
        op->ob_item[i] = NULL;
    }
    *p = (PyObject *)op;
    _PyObject_GC_TRACK(op);
    return 0;
}

int
_PyTuple_Resize(PyObject **p, Py_ssize_t newsize)
{
    PyObject *op = *p;

    if (op == NULL || !PyTuple_CheckExact(op) ||
        (Py_SIZE(op) != 0 && Py_REFCNT(op) != 1)) {
        *p = NULL;
        Py_XDECREF(op);
        PyErr_BadInternalCall();
        return -1;
    }
    if (Py_SIZE(op) == newsize) {
        return 0;
    }
    if (newsize == 0 || Py_SIZE(op) == 0) {
        *p = PyTuple_New(newsize);
        Py_DECREF(op);
        return *p == NULL ? -1 : 0;
    }
    return resize_block(p, newsize);
}

/* ---- life and death ---- */

static int
tuple_traverse(PyObject *op, visitproc visit, void *arg)
{
    PyTupleObject *self = (PyTupleObject *)op;
    Py_ssize_t i;

    for (i = Py_SIZE(self); --i >= 0;) {
        Py_VISIT(self->ob_item[i]);
    }
    return 0;
}

static void
tuple_dealloc(PyObject *op)
{
    PyTupleObject *self = (PyTupleObject *)op;
    Py_ssize_t i;
    int counted;

    if (self == &empty.tuple) {
        /* Someone gave back more than they had: it must not die. */
        Py_SET_REFCNT(op, 999999999);
        return;
    }
    PyObject_GC_UnTrack(op);
    counted = Hb_TrashBegin(op, tuple_dealloc);
    if (counted < 0) {
        return;
    }
    for (i = Py_SIZE(self); --i >= 0;) {
        Py_XDECREF(self->ob_item[i]);
    }
    if (!free_list_push(self)) {
        Py_TYPE(op)->tp_free(op);
    }
    Hb_TrashEnd(counted);
}

/* tuple(iterable) for a subclass: an instance that takes over the items. */
static PyObject *
subtype_new(PyTypeObject *type, PyObject *iterable)
{
    PyObject *items, *self;
    Py_ssize_t n, i;

    items = iterable ? PySequence_Tuple(iterable) : empty_tuple();
    if (items == NULL) {
        return NULL;
    }
    n = PyTuple_GET_SIZE(items);
    self = type->tp_alloc(type, n);
    if (self != NULL) {
        for (i = 0; i < n; i++) {
            ((PyTupleObject *)self)->ob_item[i] =
                Py_NewRef(PyTuple_GET_ITEM(items, i));
        }
    }
    Py_DECREF(items);
    return self;
}

static PyObject *
tuple_new(PyTypeObject *type, PyObject *args, PyObject *kwds)
{
    PyObject *iterable = NULL;

    if ((type == &PyTuple_Type || type->tp_init == PyTuple_Type.tp_init) &&
        !_PyArg_NoKeywords("tuple", kwds)) {
        return NULL;
    }
    if (!PyArg_UnpackTuple(args, "tuple", 0, 1, &iterable)) {
        return NULL;
    }
    if (type != &PyTuple_Type) {
        return subtype_new(type, iterable);
    }
    return iterable ? PySequence_Tuple(iterable) : empty_tuple();
}

static PyObject *
tuple_vectorcall(PyObject *type, PyObject *const *args, size_t nargsf,
                 PyObject *kwnames)
{
    Py_ssize_t nargs = PyVectorcall_NARGS(nargsf);

    if (!_PyArg_NoKwnames("tuple", kwnames) ||
        !_PyArg_CheckPositional("tuple", nargs, 0, 1)) {
        return NULL;
    }
    if (type != (PyObject *)&PyTuple_Type) {
        return subtype_new((PyTypeObject *)type, nargs ? args[0] : NULL);
    }
    return nargs ? PySequence_Tuple(args[0]) : empty_tuple();
}

PyTypeObject PyTuple_Type = {
    PyVarObject_HEAD_INIT(&PyType_Type, 0).tp_name = "tuple",
    .tp_basicsize = sizeof(PyTupleObject) - sizeof(PyObject *),
    .tp_itemsize = sizeof(PyObject *),
    .tp_dealloc = tuple_dealloc,
    .tp_repr = Hb_TupleRepr,
    .tp_as_sequence = &Hb_TupleAsSequence,
    .tp_as_mapping = &Hb_TupleAsMapping,
    .tp_hash = Hb_TupleHash,
    .tp_getattro = PyObject_GenericGetAttr,
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC | Py_TPFLAGS_BASETYPE |
                Py_TPFLAGS_TUPLE_SUBCLASS | _Py_TPFLAGS_MATCH_SELF |
                Py_TPFLAGS_SEQUENCE,
    .tp_doc = PyDoc_STR("tuple(iterable=(), /)\n--\n\n"
                        "A sequence that cannot change."),
    .tp_traverse = tuple_traverse,
    .tp_richcompare = Hb_TupleRichCompare,
    .tp_iter = Hb_TupleIter,
    .tp_methods = Hb_TupleMethods,
    .tp_new = tuple_new,
    .tp_free = PyObject_GC_Del,
    .tp_vectorcall = tuple_vectorcall,
};
