/* classobject.c -- bound methods, and a wrapper that makes any callable bind.
 */

#include "Python.h"

#include "structmember.h"

#include "internal/pycore_call.h"
#include "internal/pycore_object.h"
#include "internal/pycore_unicodeobject.h"

/* ---- calling ----------------------------------------------------------- */

/* Calls func(self, *args) by putting self before the arguments: where the
 * caller lends the place, there; else in a copy.
 */
static PyObject *
method_vectorcall(PyObject *method, PyObject *const *args, size_t nargsf,
                  PyObject *kwnames)
{
    PyThreadState *tstate = _PyThreadState_GET();
    PyObject *self = PyMethod_GET_SELF(method);
    PyObject *func = PyMethod_GET_FUNCTION(method);
    Py_ssize_t nargs = PyVectorcall_NARGS(nargsf);
    PyObject *result;
    if (nargsf & PY_VECTORCALL_ARGUMENTS_OFFSET) {
        PyObject **newargs = (PyObject **)args - 1;
        PyObject *lent = newargs[0];
        newargs[0] = self;
        result = _PyObject_VectorcallTstate(tstate, func, newargs,
                                            (size_t)nargs + 1, kwnames);
        newargs[0] = lent;
        return result;
    }
    Py_ssize_t nkwargs = kwnames == NULL ? 0 : PyTuple_GET_SIZE(kwnames);
    Py_ssize_t total = nargs + nkwargs;
    PyObject *small[_PY_FASTCALL_SMALL_STACK];
    PyObject **newargs = small;
    if (total + 1 > (Py_ssize_t)Py_ARRAY_LENGTH(small)) {
        newargs = PyMem_Malloc((size_t)(total + 1) * sizeof(PyObject *));
        if (newargs == NULL) {
            return PyErr_NoMemory();
        }
    }
    newargs[0] = self;
    if (total > 0) {
        memcpy(newargs + 1, args, (size_t)total * sizeof(PyObject *));
    }
    result = _PyObject_VectorcallTstate(tstate, func, newargs,
                                        (size_t)nargs + 1, kwnames);
    if (newargs != small) {
        PyMem_Free(newargs);
    }
    return result;
}

PyObject *
PyMethod_New(PyObject *func, PyObject *self)
{
    if (self == NULL) {
        PyErr_BadInternalCall();
        return NULL;
    }
    PyMethodObject *im = PyObject_GC_New(PyMethodObject, &PyMethod_Type);
    if (im == NULL) {
        return NULL;
    }
    im->im_weakreflist = NULL;
    im->im_func = Py_NewRef(func);
    im->im_self = Py_NewRef(self);
    im->vectorcall = method_vectorcall;
    _PyObject_GC_TRACK(im);
    return (PyObject *)im;
}

PyObject *
PyMethod_Function(PyObject *im)
{
    if (!PyMethod_Check(im)) {
        PyErr_BadInternalCall();
        return NULL;
    }
    return PyMethod_GET_FUNCTION(im);
}

PyObject *
PyMethod_Self(PyObject *im)
{
    if (!PyMethod_Check(im)) {
        PyErr_BadInternalCall();
        return NULL;
    }
    return PyMethod_GET_SELF(im);
}

/* ---- attributes -------------------------------------------------------- */

static PyObject *
method_reduce(PyObject *self, PyObject *Py_UNUSED(ignored))
{
    PyObject *name =
        PyObject_GetAttr(PyMethod_GET_FUNCTION(self), &_Py_ID(__name__));
    if (name == NULL) {
        return NULL;
    }
    return Py_BuildValue("N(ON)", _PyEval_GetBuiltin(&_Py_ID(getattr)),
                         PyMethod_GET_SELF(self), name);
}

static PyMethodDef method_methods[] = {
    {"__reduce__", method_reduce, METH_NOARGS, NULL},
    {NULL, NULL, 0, NULL},
};

static PyMemberDef method_memberlist[] = {
    {"__func__", T_OBJECT, offsetof(PyMethodObject, im_func), READONLY, NULL},
    {"__self__", T_OBJECT, offsetof(PyMethodObject, im_self), READONLY, NULL},
    {NULL, 0, 0, 0, NULL},
};

/* The __doc__ of the function, not that of the type. */
static PyObject *
method_get_doc(PyObject *self, void *Py_UNUSED(context))
{
    return PyObject_GetAttr(PyMethod_GET_FUNCTION(self), &_Py_ID(__doc__));
}

static PyGetSetDef method_getset[] = {
    {"__doc__", method_get_doc, NULL, NULL, NULL},
    {NULL, NULL, NULL, NULL, NULL},
};

/* What the method type does not have, its function may have. */
static PyObject *
method_getattro(PyObject *self, PyObject *name)
{
    PyObject *descr = _PyType_Lookup(Py_TYPE(self), name);
    if (descr == NULL) {
        return PyErr_Occurred()
                   ? NULL
                   : PyObject_GetAttr(PyMethod_GET_FUNCTION(self), name);
    }
    descrgetfunc get = Py_TYPE(descr)->tp_descr_get;
    if (get != NULL) {
        return get(descr, self, (PyObject *)Py_TYPE(self));
    }
    return Py_NewRef(descr);
}

/* ---- life -------------------------------------------------------------- */

static PyObject *
method_new(PyTypeObject *Py_UNUSED(type), PyObject *args, PyObject *kwargs)
{
    PyObject *func, *self;
    if (!_PyArg_NoKeywords("method", kwargs) ||
        !PyArg_UnpackTuple(args, "method", 2, 2, &func, &self)) {
        return NULL;
    }
    if (!PyCallable_Check(func)) {
        PyErr_SetString(PyExc_TypeError, "first argument must be callable");
        return NULL;
    }
    if (self == Py_None) {
        PyErr_SetString(PyExc_TypeError, "instance must not be None");
        return NULL;
    }
    return PyMethod_New(func, self);
}

static void
method_dealloc(PyObject *self)
{
    PyMethodObject *im = (PyMethodObject *)self;
    _PyObject_GC_UNTRACK(im);
    if (im->im_weakreflist != NULL) {
        PyObject_ClearWeakRefs(self);
    }
    Py_DECREF(im->im_func);
    Py_XDECREF(im->im_self);
    PyObject_GC_Del(im);
}

static int
method_traverse(PyObject *self, visitproc visit, void *arg)
{
    Py_VISIT(PyMethod_GET_FUNCTION(self));
    Py_VISIT(PyMethod_GET_SELF(self));
    return 0;
}

/* ---- slots ------------------------------------------------------------- */

/* Equal methods have equal functions and the same instance. */
static PyObject *
method_richcompare(PyObject *a, PyObject *b, int op)
{
    if ((op != Py_EQ && op != Py_NE) || !PyMethod_Check(a) ||
        !PyMethod_Check(b)) {
        Py_RETURN_NOTIMPLEMENTED;
    }
    int equal = PyObject_RichCompareBool(PyMethod_GET_FUNCTION(a),
                                         PyMethod_GET_FUNCTION(b), Py_EQ);
    if (equal < 0) {
        return NULL;
    }
    equal = equal && PyMethod_GET_SELF(a) == PyMethod_GET_SELF(b);
    return PyBool_FromLong(op == Py_EQ ? equal : !equal);
}

static PyObject *
method_repr(PyObject *self)
{
    PyObject *func = PyMethod_GET_FUNCTION(self);
    PyObject *name;
    if (_PyObject_LookupAttr(func, &_Py_ID(__qualname__), &name) < 0 ||
        (name == NULL &&
         _PyObject_LookupAttr(func, &_Py_ID(__name__), &name) < 0)) {
        return NULL;
    }
    if (name != NULL && !PyUnicode_Check(name)) {
        Py_CLEAR(name);
    }
    PyObject *result = PyUnicode_FromFormat("<bound method %V of %R>", name,
                                            "?", PyMethod_GET_SELF(self));
    Py_XDECREF(name);
    return result;
}

static Py_hash_t
method_hash(PyObject *self)
{
    Py_hash_t x = _Py_HashPointer(PyMethod_GET_SELF(self));
    Py_hash_t y = PyObject_Hash(PyMethod_GET_FUNCTION(self));
    if (y == -1) {
        return -1;
    }
    x ^= y;
    return x == -1 ? -2 : x;
}

PyTypeObject PyMethod_Type = {
    PyVarObject_HEAD_INIT(&PyType_Type, 0).tp_name = "method",
    .tp_basicsize = sizeof(PyMethodObject),
    .tp_dealloc = method_dealloc,
    .tp_vectorcall_offset = offsetof(PyMethodObject, vectorcall),
    .tp_repr = method_repr,
    .tp_hash = method_hash,
    .tp_call = PyVectorcall_Call,
    .tp_getattro = method_getattro,
    .tp_setattro = PyObject_GenericSetAttr,
    .tp_flags =
        Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC | Py_TPFLAGS_HAVE_VECTORCALL,
    .tp_traverse = method_traverse,
    .tp_richcompare = method_richcompare,
    .tp_weaklistoffset = offsetof(PyMethodObject, im_weakreflist),
    .tp_methods = method_methods,
    .tp_members = method_memberlist,
    .tp_getset = method_getset,
    .tp_new = method_new,
};

/* ---- instancemethod ---------------------------------------------------- */

static PyObject *
func_of(PyObject *self)
{
    return PyInstanceMethod_GET_FUNCTION(self);
}

PyObject *
PyInstanceMethod_New(PyObject *func)
{
    PyInstanceMethodObject *method =
        PyObject_GC_New(PyInstanceMethodObject, &PyInstanceMethod_Type);
    if (method == NULL) {
        return NULL;
    }
    method->func = Py_NewRef(func);
    _PyObject_GC_TRACK(method);
    return (PyObject *)method;
}

PyObject *
PyInstanceMethod_Function(PyObject *im)
{
    if (!PyInstanceMethod_Check(im)) {
        PyErr_BadInternalCall();
        return NULL;
    }
    return func_of(im);
}

static PyMemberDef instancemethod_memberlist[] = {
    {"__func__", T_OBJECT, offsetof(PyInstanceMethodObject, func), READONLY,
     NULL},
    {NULL, 0, 0, 0, NULL},
};

static PyObject *
instancemethod_get_doc(PyObject *self, void *Py_UNUSED(context))
{
    return PyObject_GetAttr(func_of(self), &_Py_ID(__doc__));
}

static PyGetSetDef instancemethod_getset[] = {
    {"__doc__", instancemethod_get_doc, NULL, NULL, NULL},
    {NULL, NULL, NULL, NULL, NULL},
};

static PyObject *
instancemethod_getattro(PyObject *self, PyObject *name)
{
    PyObject *descr = _PyType_Lookup(Py_TYPE(self), name);
    if (descr == NULL) {
        return PyErr_Occurred() ? NULL : PyObject_GetAttr(func_of(self), name);
    }
    descrgetfunc get = Py_TYPE(descr)->tp_descr_get;
    if (get != NULL) {
        return get(descr, self, (PyObject *)Py_TYPE(self));
    }
    return Py_NewRef(descr);
}

static void
instancemethod_dealloc(PyObject *self)
{
    _PyObject_GC_UNTRACK(self);
    Py_DECREF(func_of(self));
    PyObject_GC_Del(self);
}

static int
instancemethod_traverse(PyObject *self, visitproc visit, void *arg)
{
    Py_VISIT(func_of(self));
    return 0;
}

static PyObject *
instancemethod_call(PyObject *self, PyObject *args, PyObject *kwds)
{
    return PyObject_Call(func_of(self), args, kwds);
}

static PyObject *
instancemethod_descr_get(PyObject *self, PyObject *obj,
                         PyObject *Py_UNUSED(type))
{
    if (obj == NULL) {
        return Py_NewRef(func_of(self));
    }
    return PyMethod_New(func_of(self), obj);
}

static PyObject *
instancemethod_richcompare(PyObject *self, PyObject *other, int op)
{
    if ((op != Py_EQ && op != Py_NE) || !PyInstanceMethod_Check(self) ||
        !PyInstanceMethod_Check(other)) {
        Py_RETURN_NOTIMPLEMENTED;
    }
    int equal = PyObject_RichCompareBool(func_of(self), func_of(other), Py_EQ);
    if (equal < 0) {
        return NULL;
    }
    return PyBool_FromLong(op == Py_EQ ? equal : !equal);
}

static PyObject *
instancemethod_repr(PyObject *self)
{
    PyObject *func = func_of(self), *name;
    if (func == NULL) {
        PyErr_BadInternalCall();
        return NULL;
    }
    if (_PyObject_LookupAttr(func, &_Py_ID(__name__), &name) < 0) {
        return NULL;
    }
    if (name != NULL && !PyUnicode_Check(name)) {
        Py_CLEAR(name);
    }
    PyObject *result =
        PyUnicode_FromFormat("<instancemethod %V at %p>", name, "?", self);
    Py_XDECREF(name);
    return result;
}

static PyObject *
instancemethod_new(PyTypeObject *Py_UNUSED(type), PyObject *args,
                   PyObject *kwds)
{
    PyObject *func;
    if (!_PyArg_NoKeywords("instancemethod", kwds) ||
        !PyArg_UnpackTuple(args, "instancemethod", 1, 1, &func)) {
        return NULL;
    }
    if (!PyCallable_Check(func)) {
        PyErr_SetString(PyExc_TypeError, "first argument must be callable");
        return NULL;
    }
    return PyInstanceMethod_New(func);
}

PyTypeObject PyInstanceMethod_Type = {
    PyVarObject_HEAD_INIT(&PyType_Type, 0).tp_name = "instancemethod",
    .tp_basicsize = sizeof(PyInstanceMethodObject),
    .tp_dealloc = instancemethod_dealloc,
    .tp_repr = instancemethod_repr,
    .tp_call = instancemethod_call,
    .tp_getattro = instancemethod_getattro,
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC,
    .tp_traverse = instancemethod_traverse,
    .tp_richcompare = instancemethod_richcompare,
    .tp_members = instancemethod_memberlist,
    .tp_getset = instancemethod_getset,
    .tp_descr_get = instancemethod_descr_get,
    .tp_new = instancemethod_new,
};
