/* sliceobject.c -- slices, Ellipsis, and bounds as numbers. */
#include <stddef.h>

#include "Python.h"
#include "structmember.h"
#include "internal/hb_quarantine.h"
#include "internal/pycore_abstract.h"
#include "internal/pycore_object.h"
#include "internal/pycore_sliceobject.h"
#include "internal/pycore_unicodeobject.h"

/* ---- Ellipsis ---- */

static PyObject *
ellipsis_repr(PyObject *Py_UNUSED(self))
{
    return PyUnicode_FromString("Ellipsis");
}

static PyObject *
ellipsis_reduce(PyObject *Py_UNUSED(self), PyObject *Py_UNUSED(unused))
{
    return PyUnicode_FromString("Ellipsis");
}

static PyMethodDef ellipsis_methods[] = {
    {"__reduce__", ellipsis_reduce, METH_NOARGS, "The name of the object."},
    {NULL, NULL, 0, NULL},
};

static PyObject *
ellipsis_new(PyTypeObject *Py_UNUSED(type), PyObject *args, PyObject *kwds)
{
    if (PyTuple_GET_SIZE(args) || (kwds && PyDict_GET_SIZE(kwds))) {
        PyErr_SetString(PyExc_TypeError, "EllipsisType takes no arguments");
        return NULL;
    }
    return Py_NewRef(Py_Ellipsis);
}

PyTypeObject PyEllipsis_Type = {
    PyVarObject_HEAD_INIT(&PyType_Type, 0).tp_name = "ellipsis",
    .tp_repr = ellipsis_repr,
    .tp_getattro = PyObject_GenericGetAttr,
    .tp_flags = Py_TPFLAGS_DEFAULT,
    .tp_methods = ellipsis_methods,
    .tp_new = ellipsis_new,
};

PyObject _Py_EllipsisObject = {.ob_refcnt = 1, .ob_type = &PyEllipsis_Type};

/* ---- slices ---- */

/* One dead slice is kept: most live no longer than a subscript. */
static PySliceObject *kept;

void
_PySlice_Fini(PyInterpreterState *Py_UNUSED(interp))
{
    PySliceObject *slice = kept;

    kept = NULL;
    if (slice != NULL) {
        PyObject_GC_Del(slice);
    }
}

/* Takes over the references, also when it fails. */
static PyObject *
slice_new_steal(PyObject *start, PyObject *stop, PyObject *step)
{
    PySliceObject *slice = kept;

    if (slice != NULL) {
        kept = NULL;
        Hb_NewReference((PyObject *)slice);
    }
    else {
        slice = PyObject_GC_New(PySliceObject, &PySlice_Type);
    }
    if (slice == NULL) {
        Py_DECREF(start);
        Py_DECREF(stop);
        Py_DECREF(step);
        return NULL;
    }
    slice->start = start;
    slice->stop = stop;
    slice->step = step;
    _PyObject_GC_TRACK(slice);
    return (PyObject *)slice;
}

static inline PyObject *
or_none(PyObject *part)
{
    return Py_NewRef(part != NULL ? part : Py_None);
}

PyObject *
PySlice_New(PyObject *start, PyObject *stop, PyObject *step)
{
    return slice_new_steal(or_none(start), or_none(stop), or_none(step));
}

PyObject *
_PySlice_FromIndices(Py_ssize_t start, Py_ssize_t stop)
{
    PyObject *first = PyLong_FromSsize_t(start), *last;

    if (first == NULL) {
        return NULL;
    }
    last = PyLong_FromSsize_t(stop);
    if (last == NULL) {
        Py_DECREF(first);
        return NULL;
    }
    return slice_new_steal(first, last, Py_NewRef(Py_None));
}

static void
slice_dealloc(PyObject *self)
{
    PySliceObject *slice = (PySliceObject *)self;

    PyObject_GC_UnTrack(self);
    Py_DECREF(slice->step);
    Py_DECREF(slice->start);
    Py_DECREF(slice->stop);
#ifndef HB_HOSTILE
    if (kept == NULL && !Hb_Quarantine) {
        kept = slice;
        return;
    }
#endif
    PyObject_GC_Del(self);
}

static int
slice_traverse(PyObject *self, visitproc visit, void *arg)
{
    PySliceObject *slice = (PySliceObject *)self;

    Py_VISIT(slice->start);
    Py_VISIT(slice->stop);
    Py_VISIT(slice->step);
    return 0;
}

/* ---- bounds ---- */

int
_PyEval_SliceIndexNotNone(PyObject *bound, Py_ssize_t *p)
{
    Py_ssize_t i;

    if (!_PyIndex_Check(bound)) {
        PyErr_SetString(PyExc_TypeError, "slice indices must be integers or "
                                         "have an __index__ method");
        return 0;
    }
    i = PyNumber_AsSsize_t(bound, NULL);
    if (i == -1 && PyErr_Occurred()) {
        return 0;
    }
    *p = i;
    return 1;
}

int
_PyEval_SliceIndex(PyObject *bound, Py_ssize_t *p)
{
    if (Py_IsNone(bound)) {
        return 1;
    }
    if (!_PyIndex_Check(bound)) {
        PyErr_SetString(PyExc_TypeError,
                        "slice indices must be integers or None or "
                        "have an __index__ method");
        return 0;
    }
    return _PyEval_SliceIndexNotNone(bound, p);
}

int
Hb_IndexArguments(PyObject *self, PyObject *const *args, Py_ssize_t nargs,
                  Py_ssize_t *start, Py_ssize_t *stop)
{
    *start = 0;
    *stop = PY_SSIZE_T_MAX;
    if (!_PyArg_CheckPositional("index", nargs, 1, 3) ||
        (nargs > 1 && !_PyEval_SliceIndexNotNone(args[1], start)) ||
        (nargs > 2 && !_PyEval_SliceIndexNotNone(args[2], stop))) {
        return -1;
    }
    /* __index__() may have changed the size. */
    if (*start < 0) {
        *start = Py_MAX(*start + Py_SIZE(self), 0);
    }
    if (*stop < 0) {
        *stop += Py_SIZE(self);
    }
    return 0;
}

int
PySlice_Unpack(PyObject *self, Py_ssize_t *start, Py_ssize_t *stop,
               Py_ssize_t *step)
{
    PySliceObject *slice = (PySliceObject *)self;

    *step = 1;
    if (!_PyEval_SliceIndex(slice->step, step)) {
        return -1;
    }
    if (*step == 0) {
        PyErr_SetString(PyExc_ValueError, "slice step cannot be zero");
        return -1;
    }
    /* So that -step cannot overflow. */
    if (*step < -PY_SSIZE_T_MAX) {
        *step = -PY_SSIZE_T_MAX;
    }
    *start = *step < 0 ? PY_SSIZE_T_MAX : 0;
    *stop = *step < 0 ? PY_SSIZE_T_MIN : PY_SSIZE_T_MAX;
    if (!_PyEval_SliceIndex(slice->start, start) ||
        !_PyEval_SliceIndex(slice->stop, stop)) {
        return -1;
    }
    return 0;
}

/* A bound of a sequence: from the end if negative, then clipped. */
static Py_ssize_t
clip(Py_ssize_t bound, Py_ssize_t length, Py_ssize_t step)
{
    if (bound < 0) {
        bound += length;
        return bound >= 0 ? bound : step < 0 ? -1 : 0;
    }
    return bound < length ? bound : step < 0 ? length - 1 : length;
}

Py_ssize_t
PySlice_AdjustIndices(Py_ssize_t length, Py_ssize_t *start, Py_ssize_t *stop,
                      Py_ssize_t step)
{
    *start = clip(*start, length, step);
    *stop = clip(*stop, length, step);
    if (step < 0) {
        return *stop < *start ? (*start - *stop - 1) / -step + 1 : 0;
    }
    return *start < *stop ? (*stop - *start - 1) / step + 1 : 0;
}

#undef PySlice_GetIndicesEx

int
PySlice_GetIndicesEx(PyObject *slice, Py_ssize_t length, Py_ssize_t *start,
                     Py_ssize_t *stop, Py_ssize_t *step,
                     Py_ssize_t *slicelength)
{
    if (PySlice_Unpack(slice, start, stop, step) < 0) {
        return -1;
    }
    *slicelength = PySlice_AdjustIndices(length, start, stop, *step);
    return 0;
}

/* The oldest form: only exact ints, nothing clipped but the defaults. */
int
PySlice_GetIndices(PyObject *self, Py_ssize_t length, Py_ssize_t *start,
                   Py_ssize_t *stop, Py_ssize_t *step)
{
    PySliceObject *slice = (PySliceObject *)self;

    *step = 1;
    if (slice->step != Py_None) {
        if (!PyLong_Check(slice->step)) {
            return -1;
        }
        *step = PyLong_AsSsize_t(slice->step);
    }
    *start = *step < 0 ? length - 1 : 0;
    if (slice->start != Py_None) {
        if (!PyLong_Check(slice->start)) {
            return -1;
        }
        *start = PyLong_AsSsize_t(slice->start);
        *start += *start < 0 ? length : 0;
    }
    *stop = *step < 0 ? -1 : length;
    if (slice->stop != Py_None) {
        if (!PyLong_Check(slice->stop)) {
            return -1;
        }
        *stop = PyLong_AsSsize_t(slice->stop);
        *stop += *stop < 0 ? length : 0;
    }
    if (*stop > length || *start >= length || *step == 0) {
        return -1;
    }
    return 0;
}

/* ---- slice.indices(), for lengths of any size ---- */

/* A part as an int, a new reference; `fallback` (borrowed) for None. */
static PyObject *
long_part(PyObject *part, PyObject *fallback)
{
    if (Py_IsNone(part)) {
        return Py_NewRef(fallback);
    }
    if (!_PyIndex_Check(part)) {
        PyErr_SetString(PyExc_TypeError,
                        "slice indices must be integers or None or "
                        "have an __index__ method");
        return NULL;
    }
    return PyNumber_Index(part);
}

static int
long_less(PyObject *a, PyObject *b)
{
    return PyObject_RichCompareBool(a, b, Py_LT);
}

/* The bound clipped to low .. high, from the end if it is negative; takes
 * over the reference to `bound`. */
static PyObject *
clip_long(PyObject *bound, PyObject *length, PyObject *low, PyObject *high)
{
    int negative;

    if (bound == NULL) {
        return NULL;
    }
    negative = _PyLong_Sign(bound) < 0;
    if (negative) {
        Py_SETREF(bound, PyNumber_Add(bound, length));
        if (bound == NULL) {
            return NULL;
        }
    }
    /* Only one side can be crossed: none of the two is both. */
    if (negative ? long_less(bound, low) : long_less(high, bound)) {
        Py_SETREF(bound, Py_NewRef(negative ? low : high));
    }
    return bound;
}

/* Start and stop, given the step. */
static int
clip_both(PySliceObject *slice, PyObject *length, int backwards,
          PyObject **start, PyObject **stop)
{
    PyObject *low = PyLong_FromLong(backwards ? -1 : 0);
    PyObject *one = PyLong_FromLong(backwards ? 1 : 0);
    PyObject *high = PyNumber_Subtract(length, one);

    *start = *stop = NULL;
    if (high != NULL) {
        *start =
            slice->start == Py_None
                ? Py_NewRef(backwards ? high : low)
                : clip_long(long_part(slice->start, NULL), length, low, high);
    }
    if (*start != NULL) {
        *stop =
            slice->stop == Py_None
                ? Py_NewRef(backwards ? low : high)
                : clip_long(long_part(slice->stop, NULL), length, low, high);
    }
    Py_DECREF(low);
    Py_DECREF(one);
    Py_XDECREF(high);
    if (*stop == NULL) {
        Py_CLEAR(*start);
        return -1;
    }
    return 0;
}

int
_PySlice_GetLongIndices(PySliceObject *slice, PyObject *length,
                        PyObject **start, PyObject **stop, PyObject **step)
{
    PyObject *one = PyLong_FromLong(1);

    *start = *stop = NULL;
    *step = long_part(slice->step, one);
    Py_DECREF(one);
    if (*step == NULL) {
        return -1;
    }
    if (_PyLong_Sign(*step) == 0) {
        PyErr_SetString(PyExc_ValueError, "slice step cannot be zero");
        Py_CLEAR(*step);
        return -1;
    }
    if (clip_both(slice, length, _PyLong_Sign(*step) < 0, start, stop) < 0) {
        Py_CLEAR(*step);
        return -1;
    }
    return 0;
}

static PyObject *
slice_indices(PyObject *self, PyObject *arg)
{
    PyObject *length = PyNumber_Index(arg), *start, *stop, *step;
    int status;

    if (length == NULL) {
        return NULL;
    }
    if (_PyLong_Sign(length) < 0) {
        PyErr_SetString(PyExc_ValueError, "length should not be negative");
        Py_DECREF(length);
        return NULL;
    }
    status = _PySlice_GetLongIndices((PySliceObject *)self, length, &start,
                                     &stop, &step);
    Py_DECREF(length);
    return status < 0 ? NULL : Py_BuildValue("(NNN)", start, stop, step);
}

/* ---- the type ---- */

static PyObject *
slice_new(PyTypeObject *Py_UNUSED(type), PyObject *args, PyObject *kwds)
{
    PyObject *start = NULL, *stop = NULL, *step = NULL;

    if (!_PyArg_NoKeywords("slice", kwds) ||
        !PyArg_UnpackTuple(args, "slice", 1, 3, &start, &stop, &step)) {
        return NULL;
    }
    if (stop == NULL) {
        stop = start;
        start = NULL;
    }
    return PySlice_New(start, stop, step);
}

static PyObject *
slice_repr(PyObject *self)
{
    PySliceObject *slice = (PySliceObject *)self;

    return PyUnicode_FromFormat("slice(%R, %R, %R)", slice->start, slice->stop,
                                slice->step);
}

static PyObject *
slice_as_tuple(PySliceObject *slice)
{
    return PyTuple_Pack(3, slice->start, slice->stop, slice->step);
}

/* Slices compare as the tuples of their parts. */
static PyObject *
slice_richcompare(PyObject *v, PyObject *w, int op)
{
    PyObject *a, *b, *result = NULL;

    if (!PySlice_Check(v) || !PySlice_Check(w)) {
        Py_RETURN_NOTIMPLEMENTED;
    }
    if (v == w) {
        return PyBool_FromLong(op == Py_EQ || op == Py_LE || op == Py_GE);
    }
    a = slice_as_tuple((PySliceObject *)v);
    b = slice_as_tuple((PySliceObject *)w);
    if (a != NULL && b != NULL) {
        result = PyObject_RichCompare(a, b, op);
    }
    Py_XDECREF(a);
    Py_XDECREF(b);
    return result;
}

static PyObject *
slice_reduce(PyObject *self, PyObject *Py_UNUSED(unused))
{
    PySliceObject *slice = (PySliceObject *)self;

    return Py_BuildValue("O(OOO)", Py_TYPE(self), slice->start, slice->stop,
                         slice->step);
}

static PyMethodDef slice_methods[] = {
    {"indices", slice_indices, METH_O,
     "Start, stop and step for a sequence of a length."},
    {"__reduce__", slice_reduce, METH_NOARGS, "What to copy it from."},
    {NULL, NULL, 0, NULL},
};

static PyMemberDef slice_members[] = {
    {"start", T_OBJECT, offsetof(PySliceObject, start), READONLY, NULL},
    {"stop", T_OBJECT, offsetof(PySliceObject, stop), READONLY, NULL},
    {"step", T_OBJECT, offsetof(PySliceObject, step), READONLY, NULL},
    {NULL, 0, 0, 0, NULL},
};

PyTypeObject PySlice_Type = {
    PyVarObject_HEAD_INIT(&PyType_Type, 0).tp_name = "slice",
    .tp_basicsize = sizeof(PySliceObject),
    .tp_dealloc = slice_dealloc,
    .tp_repr = slice_repr,
    .tp_hash = PyObject_HashNotImplemented,
    .tp_getattro = PyObject_GenericGetAttr,
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC,
    .tp_doc = PyDoc_STR("slice(stop) or slice(start, stop[, step])"),
    .tp_traverse = slice_traverse,
    .tp_richcompare = slice_richcompare,
    .tp_methods = slice_methods,
    .tp_members = slice_members,
    .tp_new = slice_new,
};
