/* listobject.c -- lists: storage, the C interface, the life of a list.
 *
 * The list is a length, a capacity and a pointer to a block of references.
 * Everything that changes the length goes through Hb_ListResize, which alone
 * decides how many spare slots there are; the constructors that know their
 * size (slices, copies, repetition) get none.
 *
 * A change first makes the list sane and only then drops references: a
 * destructor may look at the list, and even change it.
 */
#include "Python.h"
#include "internal/hb_poison.h"
#include "internal/hb_quarantine.h"
#include "internal/pycore_list.h"
#include "internal/pycore_object.h"
#include "internal/pycore_tuple.h"

static struct {
    PyListObject *items[PyList_MAXFREELIST + 1];
    int count;
} free_lists;

/* The capacity for newsize items in a list that now has `oldsize`. */
static size_t
list_capacity(size_t newsize, size_t oldsize)
{
    size_t capacity = (newsize + (newsize >> 3) + 6) & ~(size_t)3;

    if (newsize == 0) {
        return 0;
    }
    if (newsize > oldsize && newsize - oldsize > capacity - newsize) {
        return (newsize + 3) & ~(size_t)3;
    }
    return capacity;
}

int
Hb_ListResize(PyListObject *self, Py_ssize_t newsize)
{
    Py_ssize_t allocated = self->allocated;
    size_t capacity;
    PyObject **items = NULL;

    if (allocated >= newsize && newsize >= (allocated >> 1)) {
        self->ob_item =
            Hb_Moved(self->ob_item, (size_t)allocated * sizeof(PyObject *));
        Py_SET_SIZE(self, newsize);
        return 0;
    }
    capacity = list_capacity((size_t)newsize, (size_t)Py_SIZE(self));
    if (capacity <= (size_t)PY_SSIZE_T_MAX / sizeof(PyObject *)) {
        items = PyMem_Realloc(self->ob_item, capacity * sizeof(PyObject *));
    }
    if (items == NULL) {
        PyErr_NoMemory();
        return -1;
    }
    self->ob_item = items;
    self->allocated = (Py_ssize_t)capacity;
    Py_SET_SIZE(self, newsize);
    return 0;
}

/* A list object without a vector, from the free list if there is one. */
static PyListObject *
list_object_new(void)
{
    PyListObject *op;

    if (free_lists.count > 0) {
        op = free_lists.items[--free_lists.count];
        Hb_NewReference((PyObject *)op);
    }
    else {
        op = PyObject_GC_New(PyListObject, &PyList_Type);
        if (op == NULL) {
            return NULL;
        }
    }
    op->ob_item = NULL;
    op->allocated = 0;
    Py_SET_SIZE(op, 0);
    return op;
}

PyObject *
PyList_New(Py_ssize_t size)
{
    PyListObject *op;

    if (size < 0) {
        PyErr_BadInternalCall();
        return NULL;
    }
    op = list_object_new();
    if (op == NULL) {
        return NULL;
    }
    if (size > 0) {
        op->ob_item = PyMem_Calloc((size_t)size, sizeof(PyObject *));
        if (op->ob_item == NULL) {
            Py_DECREF(op);
            return PyErr_NoMemory();
        }
    }
    Py_SET_SIZE(op, size);
    op->allocated = size;
    _PyObject_GC_TRACK(op);
    return (PyObject *)op;
}

PyListObject *
Hb_ListNewPrealloc(Py_ssize_t size)
{
    PyListObject *op = (PyListObject *)PyList_New(0);

    if (op == NULL || size == 0) {
        return op;
    }
    op->ob_item = PyMem_New(PyObject *, size);
    if (op->ob_item == NULL) {
        Py_DECREF(op);
        PyErr_NoMemory();
        return NULL;
    }
    op->allocated = size;
    return op;
}

void
_PyList_ClearFreeList(PyInterpreterState *Py_UNUSED(interp))
{
    while (free_lists.count > 0) {
        PyObject_GC_Del(free_lists.items[--free_lists.count]);
    }
}

void
_PyList_Fini(PyInterpreterState *interp)
{
    _PyList_ClearFreeList(interp);
}

void
_PyList_DebugMallocStats(FILE *out)
{
    fprintf(out, "%d free PyListObjects of %zu bytes each\n", free_lists.count,
            sizeof(PyListObject));
}

/* ---- the C interface ---- */

Py_ssize_t
PyList_Size(PyObject *op)
{
    if (!PyList_Check(op)) {
        PyErr_BadInternalCall();
        return -1;
    }
    return Py_SIZE(op);
}

static inline int
valid_index(Py_ssize_t i, Py_ssize_t limit)
{
    return (size_t)i < (size_t)limit;
}

PyObject *
PyList_GetItem(PyObject *op, Py_ssize_t i)
{
    if (!PyList_Check(op)) {
        PyErr_BadInternalCall();
        return NULL;
    }
    if (!valid_index(i, Py_SIZE(op))) {
        PyErr_SetString(PyExc_IndexError, "list index out of range");
        return NULL;
    }
    return ((PyListObject *)op)->ob_item[i];
}

int
PyList_SetItem(PyObject *op, Py_ssize_t i, PyObject *newitem)
{
    PyObject **slot;

    if (!PyList_Check(op)) {
        Py_XDECREF(newitem);
        PyErr_BadInternalCall();
        return -1;
    }
    if (!valid_index(i, Py_SIZE(op))) {
        Py_XDECREF(newitem);
        PyErr_SetString(PyExc_IndexError,
                        "list assignment index out of range");
        return -1;
    }
    slot = ((PyListObject *)op)->ob_item + i;
    Py_XSETREF(*slot, newitem);
    return 0;
}

static int
list_insert(PyListObject *self, Py_ssize_t where, PyObject *item)
{
    Py_ssize_t n = Py_SIZE(self);
    PyObject **items;

    if (Hb_ListResize(self, n + 1) < 0) {
        return -1;
    }
    if (where < 0) {
        where += n;
        if (where < 0) {
            where = 0;
        }
    }
    if (where > n) {
        where = n;
    }
    items = self->ob_item;
    memmove(items + where + 1, items + where,
            (size_t)(n - where) * sizeof(PyObject *));
    items[where] = Py_NewRef(item);
    return 0;
}

int
PyList_Insert(PyObject *op, Py_ssize_t where, PyObject *item)
{
    if (!PyList_Check(op) || item == NULL) {
        PyErr_BadInternalCall();
        return -1;
    }
    return list_insert((PyListObject *)op, where, item);
}

/* Appends to a full list; takes the reference. */
static Py_NO_INLINE int
grow_and_append(PyListObject *self, PyObject *item)
{
    Py_ssize_t n = Py_SIZE(self);

    if (Hb_ListResize(self, n + 1) < 0) {
        Py_DECREF(item);
        return -1;
    }
    self->ob_item[n] = item;
    return 0;
}

int
_PyList_AppendTakeRef(PyListObject *self, PyObject *item)
{
    Py_ssize_t n = Py_SIZE(self);

    /* Room is used as it is: appending never makes a vector shorter. */
    if (n >= self->allocated) {
        return grow_and_append(self, item);
    }
    self->ob_item =
        Hb_Moved(self->ob_item, (size_t)self->allocated * sizeof(PyObject *));
    Py_SET_SIZE(self, n + 1);
    self->ob_item[n] = item;
    return 0;
}

int
PyList_Append(PyObject *op, PyObject *item)
{
    if (!PyList_Check(op) || item == NULL) {
        PyErr_BadInternalCall();
        return -1;
    }
    return _PyList_AppendTakeRef((PyListObject *)op, Py_NewRef(item));
}

PyObject *
PyList_GetSlice(PyObject *op, Py_ssize_t low, Py_ssize_t high)
{
    Py_ssize_t n;

    if (!PyList_Check(op)) {
        PyErr_BadInternalCall();
        return NULL;
    }
    n = Py_SIZE(op);
    low = low < 0 ? 0 : low > n ? n : low;
    high = high < low ? low : high > n ? n : high;
    return Hb_ListSlice((PyListObject *)op, low, high);
}

int
PyList_SetSlice(PyObject *op, Py_ssize_t low, Py_ssize_t high, PyObject *items)
{
    if (!PyList_Check(op)) {
        PyErr_BadInternalCall();
        return -1;
    }
    return Hb_ListAssignSlice((PyListObject *)op, low, high, items);
}

int
PyList_Sort(PyObject *op)
{
    if (op == NULL || !PyList_Check(op)) {
        PyErr_BadInternalCall();
        return -1;
    }
    return Hb_ListSort((PyListObject *)op, NULL, 0);
}

int
PyList_Reverse(PyObject *op)
{
    PyObject **low, **high;

    if (op == NULL || !PyList_Check(op)) {
        PyErr_BadInternalCall();
        return -1;
    }
    low = ((PyListObject *)op)->ob_item;
    high = low + Py_SIZE(op);
    for (; Py_SIZE(op) > 1 && low < --high; low++) {
        PyObject *item = *low;

        *low = *high;
        *high = item;
    }
    return 0;
}

PyObject *
PyList_AsTuple(PyObject *op)
{
    if (op == NULL || !PyList_Check(op)) {
        PyErr_BadInternalCall();
        return NULL;
    }
    return _PyTuple_FromArray(((PyListObject *)op)->ob_item, Py_SIZE(op));
}

/* ---- life and death ---- */

void
Hb_ListClear(PyListObject *self)
{
    PyObject **items = self->ob_item;
    Py_ssize_t i = Py_SIZE(self);

    if (items == NULL) {
        return;
    }
    Py_SET_SIZE(self, 0);
    self->ob_item = NULL;
    self->allocated = 0;
    while (--i >= 0) {
        Py_XDECREF(items[i]);
    }
    PyMem_Free(items);
}

static int
list_tp_clear(PyObject *op)
{
    Hb_ListClear((PyListObject *)op);
    return 0;
}

static int
list_traverse(PyObject *op, visitproc visit, void *arg)
{
    PyListObject *self = (PyListObject *)op;
    Py_ssize_t i;

    for (i = Py_SIZE(self); --i >= 0;) {
        Py_VISIT(self->ob_item[i]);
    }
    return 0;
}

static void
list_dealloc(PyObject *self)
{
    PyListObject *op = (PyListObject *)self;
    Py_ssize_t i;
    int counted;

    PyObject_GC_UnTrack(self);
    counted = Hb_TrashBegin(self, list_dealloc);
    if (counted < 0) {
        return;
    }
    if (op->ob_item != NULL) {
        for (i = Py_SIZE(op); --i >= 0;) {
            Py_XDECREF(op->ob_item[i]);
        }
        PyMem_Free(op->ob_item);
    }
    if (free_lists.count < PyList_MAXFREELIST && PyList_CheckExact(op) &&
        !Hb_Quarantine) {
        free_lists.items[free_lists.count++] = op;
    }
    else {
        Py_TYPE(op)->tp_free(self);
    }
    Hb_TrashEnd(counted);
}

static int
list_init(PyObject *self, PyObject *args, PyObject *kwds)
{
    PyListObject *list = (PyListObject *)self;
    PyObject *iterable = NULL, *none;

    if ((Py_IS_TYPE(self, &PyList_Type) ||
         Py_TYPE(self)->tp_new == PyList_Type.tp_new) &&
        !_PyArg_NoKeywords("list", kwds)) {
        return -1;
    }
    if (!PyArg_UnpackTuple(args, "list", 0, 1, &iterable)) {
        return -1;
    }
    Hb_ListClear(list);
    if (iterable == NULL) {
        return 0;
    }
    none = _PyList_Extend(list, iterable);
    Py_XDECREF(none);
    return none == NULL ? -1 : 0;
}

static PyObject *
list_vectorcall(PyObject *type, PyObject *const *args, size_t nargsf,
                PyObject *kwnames)
{
    Py_ssize_t nargs = PyVectorcall_NARGS(nargsf);
    PyObject *list, *none;

    if (!_PyArg_NoKwnames("list", kwnames) ||
        !_PyArg_CheckPositional("list", nargs, 0, 1)) {
        return NULL;
    }
    list = PyType_GenericAlloc((PyTypeObject *)type, 0);
    if (list == NULL || nargs == 0) {
        return list;
    }
    none = _PyList_Extend((PyListObject *)list, args[0]);
    if (none == NULL) {
        Py_DECREF(list);
        return NULL;
    }
    Py_DECREF(none);
    return list;
}

static PyMappingMethods list_as_mapping = {
    .mp_length = PyList_Size,
    .mp_subscript = Hb_ListSubscript,
    .mp_ass_subscript = Hb_ListAssignSubscript,
};

PyTypeObject PyList_Type = {
    PyVarObject_HEAD_INIT(&PyType_Type, 0).tp_name = "list",
    .tp_basicsize = sizeof(PyListObject),
    .tp_dealloc = list_dealloc,
    .tp_repr = Hb_ListRepr,
    .tp_as_sequence = &Hb_ListAsSequence,
    .tp_as_mapping = &list_as_mapping,
    .tp_hash = PyObject_HashNotImplemented,
    .tp_getattro = PyObject_GenericGetAttr,
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC | Py_TPFLAGS_BASETYPE |
                Py_TPFLAGS_LIST_SUBCLASS | _Py_TPFLAGS_MATCH_SELF |
                Py_TPFLAGS_SEQUENCE,
    .tp_doc = PyDoc_STR("list(iterable=(), /)\n--\n\n"
                        "A sequence that can change."),
    .tp_traverse = list_traverse,
    .tp_clear = list_tp_clear,
    .tp_richcompare = Hb_ListRichCompare,
    .tp_iter = Hb_ListIter,
    .tp_methods = Hb_ListMethods,
    .tp_init = list_init,
    .tp_alloc = PyType_GenericAlloc,
    .tp_new = PyType_GenericNew,
    .tp_free = PyObject_GC_Del,
    .tp_vectorcall = list_vectorcall,
};
