/* functools_partial.c -- partial: a call with some arguments already given.
 *
 * Source: CPython 3.11, Modules/_functoolsmodule.c.
 */
#include "functools.h"
#include "structmember.h"
#include "internal/pycore_call.h"
#include "internal/pycore_pystate.h"

/*    partialobject: 64 bytes
 *   +----+-------------+
 *   |  0 | ob_base     |
 *   | 16 | fn          |---> the callable
 *   | 24 | args        |---> tuple, given first
 *   | 32 | kw          |---> dict
 *   | 40 | dict        |---> attributes; NULL until used
 *   | 48 | weakreflist |
 *   | 56 | vectorcall  |     NULL: called through tp_call
 *   +----+-------------+
 */
typedef struct {
    PyObject_HEAD
    PyObject *fn;
    PyObject *args;
    PyObject *kw;
    PyObject *dict;
    PyObject *weakreflist;
    vectorcallfunc vectorcall;
} partialobject;

/* The keywords of both; a new dict. */
static PyObject *
merged_keywords(PyObject *first, PyObject *second)
{
    PyObject *kw = first == NULL ? PyDict_New() : PyDict_Copy(first);
    if (kw != NULL && second != NULL && PyDict_Merge(kw, second, 1) < 0) {
        Py_CLEAR(kw);
    }
    return kw;
}

static PyObject *partial_vectorcall(PyObject *op, PyObject *const *args,
                                    size_t nargsf, PyObject *kwnames);

/* A function that can be called with a vector is. */
static void
choose_call(partialobject *self)
{
    self->vectorcall =
        PyVectorcall_Function(self->fn) == NULL ? NULL : partial_vectorcall;
}

static PyObject *partial_call(PyObject *op, PyObject *args, PyObject *kwds);

static PyObject *
partial_new(PyTypeObject *type, PyObject *args, PyObject *kwds)
{
    if (PyTuple_GET_SIZE(args) < 1) {
        PyErr_SetString(PyExc_TypeError,
                        "type 'partial' takes at least one argument");
        return NULL;
    }
    PyObject *fn = PyTuple_GET_ITEM(args, 0), *given = NULL, *kw = NULL;
    if (!PyCallable_Check(fn)) {
        PyErr_SetString(PyExc_TypeError,
                        "the first argument must be callable");
        return NULL;
    }
    /* A partial of a partial is flattened, unless it has attributes. */
    if (Py_TYPE(fn)->tp_call == partial_call &&
        ((partialobject *)fn)->dict == NULL) {
        partialobject *inner = (partialobject *)fn;
        given = inner->args;
        kw = inner->kw;
        fn = inner->fn;
    }
    partialobject *self = (partialobject *)type->tp_alloc(type, 0);
    if (self == NULL) {
        return NULL;
    }
    PyObject *rest = PyTuple_GetSlice(args, 1, PY_SSIZE_T_MAX);
    self->fn = Py_NewRef(fn);
    if (given != NULL && rest != NULL) {
        self->args = PySequence_Concat(given, rest);
        Py_DECREF(rest);
    }
    else {
        self->args = rest;
    }
    self->kw = merged_keywords(kw, kwds);
    if (self->args == NULL || self->kw == NULL) {
        Py_DECREF(self);
        return NULL;
    }
    choose_call(self);
    return (PyObject *)self;
}

static int
partial_clear(PyObject *op)
{
    partialobject *self = (partialobject *)op;
    Py_CLEAR(self->fn);
    Py_CLEAR(self->args);
    Py_CLEAR(self->kw);
    Py_CLEAR(self->dict);
    return 0;
}

static void
partial_dealloc(PyObject *op)
{
    PyTypeObject *type = Py_TYPE(op);

    PyObject_GC_UnTrack(op);
    if (((partialobject *)op)->weakreflist != NULL) {
        PyObject_ClearWeakRefs(op);
    }
    partial_clear(op);
    type->tp_free(op);
    Py_DECREF(type);
}

static int
partial_traverse(PyObject *op, visitproc visit, void *arg)
{
    partialobject *self = (partialobject *)op;
    Py_VISIT(Py_TYPE(op));
    Py_VISIT(self->fn);
    Py_VISIT(self->args);
    Py_VISIT(self->kw);
    Py_VISIT(self->dict);
    return 0;
}

static PyObject *
partial_call(PyObject *op, PyObject *args, PyObject *kwds)
{
    partialobject *self = (partialobject *)op;
    PyObject *all = PySequence_Concat(self->args, args);
    PyObject *kw = NULL, *result = NULL;
    if (all == NULL) {
        return NULL;
    }
    if (PyDict_GET_SIZE(self->kw) > 0 || kwds != NULL) {
        kw = merged_keywords(self->kw, kwds);
    }
    if (!PyErr_Occurred()) {
        result = PyObject_Call(self->fn, all, kw);
    }
    Py_XDECREF(kw);
    Py_DECREF(all);
    return result;
}

/* Joins the given arguments and those of the call in one vector.  With
 * keywords on our side the dicts have to be merged: that is tp_call's. */
static PyObject *
partial_vectorcall(PyObject *op, PyObject *const *args, size_t nargsf,
                   PyObject *kwnames)
{
    partialobject *self = (partialobject *)op;
    Py_ssize_t given = PyTuple_GET_SIZE(self->args);
    Py_ssize_t n = PyVectorcall_NARGS(nargsf);
    Py_ssize_t named = kwnames == NULL ? 0 : PyTuple_GET_SIZE(kwnames);
    PyObject *few[8], **all = few;

    if (PyDict_GET_SIZE(self->kw) > 0) {
        return _PyObject_MakeTpCall(_PyThreadState_GET(), op, args, n,
                                    kwnames);
    }
    if (given == 0) {
        return PyObject_Vectorcall(self->fn, args, nargsf, kwnames);
    }
    size_t count = (size_t)(given + n + named);
    if (count > Py_ARRAY_LENGTH(few)) {
        all = PyMem_New(PyObject *, count);
        if (all == NULL) {
            return PyErr_NoMemory();
        }
    }
    memcpy(all, ((PyTupleObject *)self->args)->ob_item,
           (size_t)given * sizeof(PyObject *));
    if (n + named > 0) {
        memcpy(all + given, args, (size_t)(n + named) * sizeof(PyObject *));
    }
    PyObject *result =
        PyObject_Vectorcall(self->fn, all, (size_t)(given + n), kwnames);
    if (all != few) {
        PyMem_Free(all);
    }
    return result;
}

/* Appends ", text" to the parts; takes the reference to part. */
static int
add_part(PyObject **parts, PyObject *part)
{
    if (part == NULL) {
        Py_CLEAR(*parts);
        return -1;
    }
    PyObject *longer = PyUnicode_FromFormat("%U, %U", *parts, part);
    Py_DECREF(part);
    Py_SETREF(*parts, longer);
    return longer == NULL ? -1 : 0;
}

static PyObject *
partial_repr(PyObject *op)
{
    partialobject *self = (partialobject *)op;
    int status = Py_ReprEnter(op);
    if (status != 0) {
        return status < 0 ? NULL : PyUnicode_FromString("...");
    }
    PyObject *parts = PyUnicode_FromString("");
    Py_ssize_t n = PyTuple_GET_SIZE(self->args), pos = 0;
    for (Py_ssize_t i = 0; parts != NULL && i < n; i++) {
        add_part(&parts, PyObject_Repr(PyTuple_GET_ITEM(self->args, i)));
    }
    PyObject *key, *value;
    while (parts != NULL && PyDict_Next(self->kw, &pos, &key, &value)) {
        /* str(key) may put another value in its place. */
        Py_INCREF(key);
        Py_INCREF(value);
        add_part(&parts, PyUnicode_FromFormat("%S=%R", key, value));
        Py_DECREF(key);
        Py_DECREF(value);
    }
    PyObject *result = NULL;
    if (parts != NULL) {
        const char *name = Py_TYPE(op)->tp_name;
        result = PyUnicode_FromFormat("%s(%R%U)", name, self->fn, parts);
        Py_DECREF(parts);
    }
    Py_ReprLeave(op);
    return result;
}

static PyObject *
partial_reduce(PyObject *op, PyObject *Py_UNUSED(ignored))
{
    partialobject *self = (partialobject *)op;
    return Py_BuildValue("O(O)(OOOO)", Py_TYPE(op), self->fn, self->fn,
                         self->args, self->kw,
                         self->dict ? self->dict : Py_None);
}

/* The keywords of a state as a plain dict; new. */
static PyObject *
own_dict(PyObject *kw)
{
    if (kw == Py_None) {
        return PyDict_New();
    }
    return PyDict_CheckExact(kw) ? Py_NewRef(kw) : PyDict_Copy(kw);
}

static PyObject *
partial_setstate(PyObject *op, PyObject *state)
{
    partialobject *self = (partialobject *)op;
    PyObject *fn, *args, *kw, *dict;
    if (!PyTuple_Check(state) ||
        !PyArg_ParseTuple(state, "OOOO", &fn, &args, &kw, &dict) ||
        !PyCallable_Check(fn) || !PyTuple_Check(args) ||
        (kw != Py_None && !PyDict_Check(kw))) {
        PyErr_SetString(PyExc_TypeError, "invalid partial state");
        return NULL;
    }
    PyObject *own_args =
        PyTuple_CheckExact(args) ? Py_NewRef(args) : PySequence_Tuple(args);
    PyObject *own = own_args == NULL ? NULL : own_dict(kw);
    if (own == NULL) {
        Py_XDECREF(own_args);
        return NULL;
    }
    Py_SETREF(self->fn, Py_NewRef(fn));
    Py_SETREF(self->args, own_args);
    Py_SETREF(self->kw, own);
    Py_XSETREF(self->dict, dict == Py_None ? NULL : Py_NewRef(dict));
    choose_call(self);
    Py_RETURN_NONE;
}

static PyMethodDef partial_methods[] = {
    {"__reduce__", partial_reduce, METH_NOARGS, PyDoc_STR("For copying.")},
    {"__setstate__", partial_setstate, METH_O, PyDoc_STR("For copying.")},
    {"__class_getitem__", Py_GenericAlias, METH_O | METH_CLASS,
     PyDoc_STR("An alias with parameters.")},
    {NULL, NULL, 0, NULL},
};

static PyMemberDef partial_members[] = {
    {"func", T_OBJECT, offsetof(partialobject, fn), READONLY,
     PyDoc_STR("The function.")},
    {"args", T_OBJECT, offsetof(partialobject, args), READONLY,
     PyDoc_STR("The arguments that are given.")},
    {"keywords", T_OBJECT, offsetof(partialobject, kw), READONLY,
     PyDoc_STR("The keyword arguments that are given.")},
    {"__weaklistoffset__", T_PYSSIZET, offsetof(partialobject, weakreflist),
     READONLY, NULL},
    {"__dictoffset__", T_PYSSIZET, offsetof(partialobject, dict), READONLY,
     NULL},
    {"__vectorcalloffset__", T_PYSSIZET, offsetof(partialobject, vectorcall),
     READONLY, NULL},
    {NULL, 0, 0, 0, NULL},
};

static PyGetSetDef partial_getset[] = {
    {"__dict__", PyObject_GenericGetDict, PyObject_GenericSetDict, NULL, NULL},
    {NULL, NULL, NULL, NULL, NULL},
};

static PyType_Slot partial_slots[] = {
    {Py_tp_dealloc, (void *)partial_dealloc},
    {Py_tp_repr, (void *)partial_repr},
    {Py_tp_call, (void *)partial_call},
    {Py_tp_getattro, (void *)PyObject_GenericGetAttr},
    {Py_tp_setattro, (void *)PyObject_GenericSetAttr},
    {Py_tp_doc, (void *)PyDoc_STR("A call with some arguments given.")},
    {Py_tp_traverse, (void *)partial_traverse},
    {Py_tp_clear, (void *)partial_clear},
    {Py_tp_methods, partial_methods},
    {Py_tp_members, partial_members},
    {Py_tp_getset, partial_getset},
    {Py_tp_new, (void *)partial_new},
    {Py_tp_free, (void *)PyObject_GC_Del},
    {0, NULL},
};

PyType_Spec Hb_PartialSpec = {
    "functools.partial",
    sizeof(partialobject),
    0,
    Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC | Py_TPFLAGS_BASETYPE |
        Py_TPFLAGS_IMMUTABLETYPE | Py_TPFLAGS_HAVE_VECTORCALL,
    partial_slots,
};
