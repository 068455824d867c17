/* builtins_zip.c -- the lazy iterator zip.
 *
 * The tuple that the last step gave is used again when nobody kept it.
 *
 * Source: CPython 3.11, Python/bltinmodule.c, zip_next().
 */
#include "builtins.h"
#include "internal/pycore_gc.h"

/*    zipobject: 48 bytes
 *   +----+-----------+
 *   |  0 | ob_base   |
 *   | 16 | tuplesize |
 *   | 24 | ittuple   |---> tuple of iterators
 *   | 32 | result    |---> the tuple to give, as long as nobody holds it
 *   | 40 | strict    |
 *   +----+-----------+
 */
typedef struct {
    PyObject_HEAD
    Py_ssize_t tuplesize;
    PyObject *ittuple;
    PyObject *result;
    int strict;
} zipobject;

/* Reads strict, the one keyword; -1 with an exception. */
static int
parse_strict(PyObject *kwds)
{
    static char *names[] = {"strict", NULL};
    int strict = 0;
    if (kwds == NULL) {
        return 0;
    }
    PyObject *none = PyTuple_New(0);
    int parsed = none != NULL && PyArg_ParseTupleAndKeywords(
                                     none, kwds, "|$p:zip", names, &strict);
    Py_XDECREF(none);
    return parsed ? strict : -1;
}

/* A tuple with an iterator for each argument. */
static PyObject *
iterators(PyObject *args)
{
    Py_ssize_t n = PyTuple_GET_SIZE(args);
    PyObject *tuple = PyTuple_New(n);
    for (Py_ssize_t i = 0; tuple != NULL && i < n; i++) {
        PyObject *it = PyObject_GetIter(PyTuple_GET_ITEM(args, i));
        if (it == NULL) {
            Py_CLEAR(tuple);
            break;
        }
        PyTuple_SET_ITEM(tuple, i, it);
    }
    return tuple;
}

static PyObject *
zip_new(PyTypeObject *type, PyObject *args, PyObject *kwds)
{
    int strict = parse_strict(kwds);
    if (strict < 0) {
        return NULL;
    }
    Py_ssize_t n = PyTuple_GET_SIZE(args);
    PyObject *ittuple = iterators(args);
    PyObject *result = ittuple == NULL ? NULL : PyTuple_New(n);
    for (Py_ssize_t i = 0; result != NULL && i < n; i++) {
        PyTuple_SET_ITEM(result, i, Py_NewRef(Py_None));
    }
    zipobject *self =
        result == NULL ? NULL : (zipobject *)type->tp_alloc(type, 0);
    if (self == NULL) {
        Py_XDECREF(ittuple);
        Py_XDECREF(result);
        return NULL;
    }
    self->tuplesize = n;
    self->ittuple = ittuple;
    self->result = result;
    self->strict = strict;
    return (PyObject *)self;
}

static void
zip_dealloc(PyObject *self)
{
    zipobject *zip = (zipobject *)self;
    PyObject_GC_UnTrack(self);
    Py_XDECREF(zip->ittuple);
    Py_XDECREF(zip->result);
    Py_TYPE(self)->tp_free(self);
}

static int
zip_traverse(PyObject *self, visitproc visit, void *arg)
{
    zipobject *zip = (zipobject *)self;
    Py_VISIT(zip->ittuple);
    Py_VISIT(zip->result);
    return 0;
}

static PyObject *
next_of(zipobject *zip, Py_ssize_t i)
{
    PyObject *it = PyTuple_GET_ITEM(zip->ittuple, i);
    return Py_TYPE(it)->tp_iternext(it);
}

/* 1 when an exception other than StopIteration is set; else clears it. */
static int
really_failed(void)
{
    if (PyErr_Occurred()) {
        if (!PyErr_ExceptionMatches(PyExc_StopIteration)) {
            return 1;
        }
        PyErr_Clear();
    }
    return 0;
}

static void
complain(Py_ssize_t i, const char *how)
{
    PyErr_Format(PyExc_ValueError, "zip() argument %d is %s than argument%s%d",
                 (int)i + 1, how, i == 1 ? " " : "s 1-", (int)i);
}

/* The iterator at i has ended: with strict, all the others must end too. */
static void
check_strict(zipobject *zip, Py_ssize_t i)
{
    if (!zip->strict || really_failed()) {
        return;
    }
    if (i > 0) {
        complain(i, "shorter");
        return;
    }
    for (i = 1; i < zip->tuplesize; i++) {
        PyObject *item = next_of(zip, i);
        if (item != NULL) {
            Py_DECREF(item);
            complain(i, "longer");
            return;
        }
        if (really_failed()) {
            return;
        }
    }
}

/* The kept tuple, if it is free; else a new one of Nones. */
static PyObject *
result_tuple(zipobject *zip)
{
    if (Py_REFCNT(zip->result) == 1) {
        return Py_NewRef(zip->result);
    }
    PyObject *result = PyTuple_New(zip->tuplesize);
    for (Py_ssize_t i = 0; result != NULL && i < zip->tuplesize; i++) {
        PyTuple_SET_ITEM(result, i, Py_NewRef(Py_None));
    }
    return result;
}

static PyObject *
zip_next(PyObject *self)
{
    zipobject *zip = (zipobject *)self;
    if (zip->tuplesize == 0) {
        return NULL;
    }
    PyObject *result = result_tuple(zip);
    for (Py_ssize_t i = 0; result != NULL && i < zip->tuplesize; i++) {
        PyObject *item = next_of(zip, i);
        if (item == NULL) {
            Py_CLEAR(result);
            check_strict(zip, i);
            return NULL;
        }
        PyObject *old = PyTuple_GET_ITEM(result, i);
        PyTuple_SET_ITEM(result, i, item);
        Py_DECREF(old);
    }
    /* A collection may have untracked the kept tuple while it held atoms. */
    if (result == zip->result && !_PyObject_GC_IS_TRACKED(result)) {
        _PyObject_GC_TRACK(result);
    }
    return result;
}

static PyObject *
zip_reduce(PyObject *self, PyObject *Py_UNUSED(ignored))
{
    zipobject *zip = (zipobject *)self;
    if (zip->strict) {
        return PyTuple_Pack(3, Py_TYPE(self), zip->ittuple, Py_True);
    }
    return PyTuple_Pack(2, Py_TYPE(self), zip->ittuple);
}

static PyObject *
zip_setstate(PyObject *self, PyObject *state)
{
    int strict = PyObject_IsTrue(state);
    if (strict < 0) {
        return NULL;
    }
    ((zipobject *)self)->strict = strict;
    Py_RETURN_NONE;
}

static PyMethodDef zip_methods[] = {
    {"__reduce__", zip_reduce, METH_NOARGS, PyDoc_STR("For copying.")},
    {"__setstate__", zip_setstate, METH_O, PyDoc_STR("Sets strict.")},
    {NULL, NULL, 0, NULL},
};

PyTypeObject PyZip_Type = {
    PyVarObject_HEAD_INIT(&PyType_Type, 0).tp_name = "zip",
    .tp_basicsize = sizeof(zipobject),
    .tp_dealloc = zip_dealloc,
    .tp_getattro = PyObject_GenericGetAttr,
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC | Py_TPFLAGS_BASETYPE,
    .tp_doc = PyDoc_STR("Tuples of the items of several iterables."),
    .tp_traverse = zip_traverse,
    .tp_iter = PyObject_SelfIter,
    .tp_iternext = zip_next,
    .tp_methods = zip_methods,
    .tp_alloc = PyType_GenericAlloc,
    .tp_new = zip_new,
    .tp_free = PyObject_GC_Del,
};
