/* listobject_methods.c -- extend, the named methods, subscripts. */
#include "Python.h"
#include "internal/pycore_list.h"
#include "internal/pycore_abstract.h"
#include "internal/pycore_object.h"
#include "internal/pycore_sliceobject.h"
#include "internal/hb_getargs.h"

/* ---- extend ---- */

/* The first vector of an empty list: exact, rounded to an even number. */
static int
list_preallocate_exact(PyListObject *self, Py_ssize_t size)
{
    size = (size + 1) & ~(Py_ssize_t)1;
    self->ob_item = PyMem_New(PyObject *, size);
    if (self->ob_item == NULL) {
        PyErr_NoMemory();
        return -1;
    }
    self->allocated = size;
    return 0;
}

/* Extends by a list or tuple, which may be the list itself. */
static int
extend_fast(PyListObject *self, PyObject *items)
{
    Py_ssize_t n = PySequence_Fast_GET_SIZE(items), m = Py_SIZE(self), i;
    PyObject **src, **dst;

    if (n == 0) {
        return 0;
    }
    if (self->ob_item == NULL) {
        if (list_preallocate_exact(self, n) < 0) {
            return -1;
        }
        Py_SET_SIZE(self, n);
    }
    else if (Hb_ListResize(self, m + n) < 0) {
        return -1;
    }
    /* Only now: extending by itself has moved the items. */
    src = PySequence_Fast_ITEMS(items);
    dst = self->ob_item + m;
    for (i = 0; i < n; i++) {
        dst[i] = Py_NewRef(src[i]);
    }
    return 0;
}

/* Makes room for what the iterable says it will give; the length stays. */
static int
extend_reserve(PyListObject *self, PyObject *iterable)
{
    Py_ssize_t n = PyObject_LengthHint(iterable, 8), m = Py_SIZE(self);

    if (n < 0) {
        return -1;
    }
    if (m > PY_SSIZE_T_MAX - n) {
        return 0; /* it may have lied; if not, appending will fail */
    }
    if (self->ob_item == NULL) {
        return n == 0 ? 0 : list_preallocate_exact(self, n);
    }
    if (Hb_ListResize(self, m + n) < 0) {
        return -1;
    }
    Py_SET_SIZE(self, m);
    return 0;
}

static int
extend_drain(PyListObject *self, PyObject *it)
{
    iternextfunc next = Py_TYPE(it)->tp_iternext;
    PyObject *item;

    while ((item = next(it)) != NULL) {
        if (Py_SIZE(self) < self->allocated) {
            self->ob_item[Py_SIZE(self)] = item;
            Py_SET_SIZE(self, Py_SIZE(self) + 1);
        }
        else if (_PyList_AppendTakeRef(self, item) < 0) {
            return -1;
        }
    }
    if (Hb_IterEnd() < 0) {
        return -1;
    }
    if (Py_SIZE(self) < self->allocated) {
        return Hb_ListResize(self, Py_SIZE(self));
    }
    return 0;
}

static int
list_extend(PyListObject *self, PyObject *iterable)
{
    PyObject *it;
    int status;

    if (PyList_CheckExact(iterable) || PyTuple_CheckExact(iterable) ||
        iterable == (PyObject *)self) {
        /* A subclass that is its own argument may iterate in its own way. */
        PyObject *items =
            PySequence_Fast(iterable, "argument must be iterable");

        if (items == NULL) {
            return -1;
        }
        status = extend_fast(self, items);
        Py_DECREF(items);
        return status;
    }
    it = PyObject_GetIter(iterable);
    if (it == NULL) {
        return -1;
    }
    status = extend_reserve(self, iterable);
    if (status == 0) {
        status = extend_drain(self, it);
    }
    Py_DECREF(it);
    return status;
}

PyObject *
_PyList_Extend(PyListObject *self, PyObject *iterable)
{
    if (list_extend(self, iterable) < 0) {
        return NULL;
    }
    Py_RETURN_NONE;
}

/* ---- methods ---- */

static PyObject *
list_method_extend(PyObject *self, PyObject *iterable)
{
    return _PyList_Extend((PyListObject *)self, iterable);
}

static PyObject *
list_method_append(PyObject *self, PyObject *item)
{
    if (_PyList_AppendTakeRef((PyListObject *)self, Py_NewRef(item)) < 0) {
        return NULL;
    }
    Py_RETURN_NONE;
}

/* An index argument; 0, or -1 with TypeError or OverflowError. */
static int
index_argument(PyObject *arg, Py_ssize_t *result)
{
    PyObject *number = _PyNumber_Index(arg);

    if (number == NULL) {
        return -1;
    }
    *result = PyLong_AsSsize_t(number);
    Py_DECREF(number);
    return *result == -1 && PyErr_Occurred() ? -1 : 0;
}

static PyObject *
list_method_insert(PyObject *self, PyObject *const *args, Py_ssize_t nargs)
{
    Py_ssize_t index;

    if (!_PyArg_CheckPositional("insert", nargs, 2, 2) ||
        index_argument(args[0], &index) < 0 ||
        PyList_Insert(self, index, args[1]) < 0) {
        return NULL;
    }
    Py_RETURN_NONE;
}

static PyObject *
list_method_clear(PyObject *self, PyObject *Py_UNUSED(unused))
{
    Hb_ListClear((PyListObject *)self);
    Py_RETURN_NONE;
}

static PyObject *
list_method_copy(PyObject *self, PyObject *Py_UNUSED(unused))
{
    return Hb_ListSlice((PyListObject *)self, 0, Py_SIZE(self));
}

static PyObject *
list_pop(PyListObject *self, Py_ssize_t index)
{
    Py_ssize_t last = Py_SIZE(self) - 1;
    PyObject *item;
    int status;

    if (Py_SIZE(self) == 0) {
        PyErr_SetString(PyExc_IndexError, "pop from empty list");
        return NULL;
    }
    if (index < 0) {
        index += Py_SIZE(self);
    }
    if (index < 0 || index > last) {
        PyErr_SetString(PyExc_IndexError, "pop index out of range");
        return NULL;
    }
    item = self->ob_item[index];
    if (index == last) {
        /* The list's reference becomes the caller's. */
        return Hb_ListResize(self, last) < 0 ? NULL : item;
    }
    Py_INCREF(item);
    status = Hb_ListAssignSlice(self, index, index + 1, NULL);
    if (status < 0) {
        Py_CLEAR(item);
    }
    return item;
}

static PyObject *
list_method_pop(PyObject *self, PyObject *const *args, Py_ssize_t nargs)
{
    Py_ssize_t index = -1;

    if (!_PyArg_CheckPositional("pop", nargs, 0, 1) ||
        (nargs == 1 && index_argument(args[0], &index) < 0)) {
        return NULL;
    }
    return list_pop((PyListObject *)self, index);
}

/* The first i in start .. stop-1 whose item equals value; PY_SSIZE_T_MAX
 * if there is none; -1 with an exception. */
static Py_ssize_t
list_find(PyListObject *self, PyObject *value, Py_ssize_t start,
          Py_ssize_t stop)
{
    Py_ssize_t i;

    for (i = start; i < stop && i < Py_SIZE(self); i++) {
        PyObject *item = Py_NewRef(self->ob_item[i]);
        int equal = PyObject_RichCompareBool(item, value, Py_EQ);

        Py_DECREF(item);
        if (equal != 0) {
            return equal < 0 ? -1 : i;
        }
    }
    return PY_SSIZE_T_MAX;
}

static PyObject *
list_method_index(PyObject *self, PyObject *const *args, Py_ssize_t nargs)
{
    Py_ssize_t start, stop, i;

    if (Hb_IndexArguments(self, args, nargs, &start, &stop) < 0) {
        return NULL;
    }
    i = list_find((PyListObject *)self, args[0], start, stop);
    if (i == PY_SSIZE_T_MAX) {
        PyErr_Format(PyExc_ValueError, "%R is not in list", args[0]);
        return NULL;
    }
    return i < 0 ? NULL : PyLong_FromSsize_t(i);
}

static PyObject *
list_method_count(PyObject *op, PyObject *value)
{
    PyListObject *self = (PyListObject *)op;
    Py_ssize_t count = 0, i;

    for (i = 0; i < Py_SIZE(self); i++) {
        PyObject *item = self->ob_item[i];
        int equal = 1;

        if (item != value) {
            Py_INCREF(item);
            equal = PyObject_RichCompareBool(item, value, Py_EQ);
            Py_DECREF(item);
        }
        if (equal < 0) {
            return NULL;
        }
        count += equal;
    }
    return PyLong_FromSsize_t(count);
}

static PyObject *
list_method_remove(PyObject *op, PyObject *value)
{
    PyListObject *self = (PyListObject *)op;
    Py_ssize_t i = list_find(self, value, 0, PY_SSIZE_T_MAX);

    if (i == PY_SSIZE_T_MAX) {
        PyErr_SetString(PyExc_ValueError, "list.remove(x): x not in list");
        return NULL;
    }
    if (i < 0 || Hb_ListAssignSlice(self, i, i + 1, NULL) < 0) {
        return NULL;
    }
    Py_RETURN_NONE;
}

static PyObject *
list_method_reverse(PyObject *self, PyObject *Py_UNUSED(unused))
{
    PyList_Reverse(self);
    Py_RETURN_NONE;
}

PyObject *
Hb_ListSortMethod(PyObject *self, PyObject *const *args, Py_ssize_t nargs,
                  PyObject *kwnames)
{
    static const char *const names[] = {"key", "reverse", NULL};
    static _PyArg_Parser parser = {.keywords = names, .fname = "sort"};
    PyObject *given[2];
    int reverse = 0;

    if (Hb_UnpackArguments(args, nargs, kwnames, &parser, 0, 0, given) < 0 ||
        (given[1] != NULL && !Hb_IntArgument(given[1], &reverse)) ||
        Hb_ListSort((PyListObject *)self, given[0], reverse) < 0) {
        return NULL;
    }
    Py_RETURN_NONE;
}

static PyObject *
list_sizeof(PyObject *self, PyObject *Py_UNUSED(unused))
{
    Py_ssize_t slots = ((PyListObject *)self)->allocated;

    return PyLong_FromSsize_t(_PyObject_SIZE(Py_TYPE(self)) +
                              slots * (Py_ssize_t)sizeof(PyObject *));
}

PyMethodDef Hb_ListMethods[] = {
    {"__getitem__", Hb_ListSubscript, METH_O | METH_COEXIST,
     "x.__getitem__(y) <==> x[y]"},
    {"__reversed__", Hb_ListReversed, METH_NOARGS,
     "An iterator from the last item to the first."},
    {"__sizeof__", list_sizeof, METH_NOARGS,
     "Bytes of the object and of its vector."},
    {"clear", list_method_clear, METH_NOARGS, "Removes all items."},
    {"copy", list_method_copy, METH_NOARGS, "A new list of the same items."},
    {"append", list_method_append, METH_O, "Adds an item at the end."},
    {"insert", _PyCFunction_CAST(list_method_insert), METH_FASTCALL,
     "Puts an item in front of the one at an index."},
    {"extend", list_method_extend, METH_O, "Adds all items of an iterable."},
    {"pop", _PyCFunction_CAST(list_method_pop), METH_FASTCALL,
     "Removes the item at an index (the last) and returns it."},
    {"remove", list_method_remove, METH_O, "Removes the first equal item."},
    {"index", _PyCFunction_CAST(list_method_index), METH_FASTCALL,
     "The index of the first equal item."},
    {"count", list_method_count, METH_O, "How many items are equal."},
    {"reverse", list_method_reverse, METH_NOARGS, "Reverses in place."},
    {"sort", _PyCFunction_CAST(Hb_ListSortMethod),
     METH_FASTCALL | METH_KEYWORDS, "Sorts in place; equal items keep order."},
    {"__class_getitem__", Py_GenericAlias, METH_O | METH_CLASS, "See PEP 585"},
    {NULL, NULL, 0, NULL},
};

/* ---- subscripts ---- */

static PyObject *
list_extended_slice(PyListObject *self, Py_ssize_t start, Py_ssize_t step,
                    Py_ssize_t n)
{
    PyListObject *result = Hb_ListNewPrealloc(n);
    Py_ssize_t i;

    if (result == NULL) {
        return NULL;
    }
    for (i = 0; i < n; i++) {
        result->ob_item[i] = Py_NewRef(self->ob_item[start + i * step]);
    }
    Py_SET_SIZE(result, n);
    return (PyObject *)result;
}

static void
bad_index(PyObject *index)
{
    PyErr_Format(PyExc_TypeError,
                 "list indices must be integers or slices, not %.200s",
                 Py_TYPE(index)->tp_name);
}

/* An integer subscript, made relative to the front. */
static int
subscript_index(PyListObject *self, PyObject *index, Py_ssize_t *i)
{
    if (!Hb_IsSmallIndex(index, i)) {
        *i = PyNumber_AsSsize_t(index, PyExc_IndexError);
        if (*i == -1 && PyErr_Occurred()) {
            return -1;
        }
    }
    if (*i < 0) {
        *i += Py_SIZE(self);
    }
    return 0;
}

PyObject *
Hb_ListSubscript(PyObject *op, PyObject *index)
{
    PyListObject *self = (PyListObject *)op;
    Py_ssize_t start, stop, step, n;

    if (Hb_IsSmallIndex(index, &start) && start >= 0 &&
        start < Py_SIZE(self)) {
        return Py_NewRef(self->ob_item[start]);
    }
    if (_PyIndex_Check(index)) {
        return subscript_index(self, index, &start) < 0
                   ? NULL
                   : Hb_ListAsSequence.sq_item(op, start);
    }
    if (!PySlice_Check(index)) {
        bad_index(index);
        return NULL;
    }
    if (PySlice_Unpack(index, &start, &stop, &step) < 0) {
        return NULL;
    }
    n = PySlice_AdjustIndices(Py_SIZE(self), &start, &stop, step);
    if (step == 1 || n <= 0) {
        return Hb_ListSlice(self, start, start + n);
    }
    return list_extended_slice(self, start, step, n);
}

/* del self[start::step], n items. */
static int
delete_extended(PyListObject *self, Py_ssize_t start, Py_ssize_t step,
                Py_ssize_t n)
{
    PyObject **garbage, **items = self->ob_item;
    Py_ssize_t size = Py_SIZE(self), i, kept;
    int status;

    if (n <= 0) {
        return 0;
    }
    if (step < 0) {
        start += step * (n - 1);
        step = -step;
    }
    garbage = PyMem_New(PyObject *, n);
    if (garbage == NULL) {
        PyErr_NoMemory();
        return -1;
    }
    for (i = kept = start; i < size; i++) {
        if ((i - start) % step == 0 && (i - start) / step < n) {
            garbage[(i - start) / step] = items[i];
        }
        else {
            items[kept++] = items[i];
        }
    }
    Py_SET_SIZE(self, size - n);
    status = Hb_ListResize(self, size - n);
    for (i = 0; i < n; i++) {
        Py_DECREF(garbage[i]);
    }
    PyMem_Free(garbage);
    return status;
}

/* self[start::step] = value, which must have n items. */
static int
assign_extended(PyListObject *self, Py_ssize_t start, Py_ssize_t step,
                Py_ssize_t n, PyObject *value)
{
    PyObject *fast, **src, **garbage;
    Py_ssize_t i;

    if (value == (PyObject *)self) {
        fast = Hb_ListSlice(self, 0, Py_SIZE(self));
    }
    else {
        fast = PySequence_Fast(value, "must assign iterable "
                                      "to extended slice");
    }
    if (fast == NULL) {
        return -1;
    }
    if (PySequence_Fast_GET_SIZE(fast) != n) {
        PyErr_Format(PyExc_ValueError,
                     "attempt to assign sequence of size %zd "
                     "to extended slice of size %zd",
                     PySequence_Fast_GET_SIZE(fast), n);
        Py_DECREF(fast);
        return -1;
    }
    garbage = PyMem_New(PyObject *, n ? n : 1);
    if (garbage == NULL) {
        Py_DECREF(fast);
        PyErr_NoMemory();
        return -1;
    }
    src = PySequence_Fast_ITEMS(fast);
    for (i = 0; i < n; i++) {
        PyObject **slot = self->ob_item + start + i * step;

        garbage[i] = *slot;
        *slot = Py_NewRef(src[i]);
    }
    for (i = 0; i < n; i++) {
        Py_DECREF(garbage[i]);
    }
    PyMem_Free(garbage);
    Py_DECREF(fast);
    return 0;
}

static int
assign_slice(PyListObject *self, PyObject *slice, PyObject *value)
{
    Py_ssize_t start, stop, step, n;

    if (PySlice_Unpack(slice, &start, &stop, &step) < 0) {
        return -1;
    }
    n = PySlice_AdjustIndices(Py_SIZE(self), &start, &stop, step);
    if (step == 1) {
        return Hb_ListAssignSlice(self, start, stop, value);
    }
    if (value == NULL) {
        return delete_extended(self, start, step, n);
    }
    return assign_extended(self, start, step, n, value);
}

int
Hb_ListAssignSubscript(PyObject *op, PyObject *index, PyObject *value)
{
    PyListObject *self = (PyListObject *)op;
    Py_ssize_t i;

    if (_PyIndex_Check(index)) {
        return subscript_index(self, index, &i) < 0
                   ? -1
                   : Hb_ListAsSequence.sq_ass_item(op, i, value);
    }
    if (PySlice_Check(index)) {
        return assign_slice(self, index, value);
    }
    bad_index(index);
    return -1;
}
