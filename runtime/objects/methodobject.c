/* methodobject.c -- builtin_function_or_method: a C function with its self.
 *
 * The functions that take an array are called through the vectorcall slot;
 * METH_VARARGS functions have NULL there and go through tp_call.
 */

#include "Python.h"

#include "structmember.h"

#include "internal/pycore_call.h"
#include "internal/pycore_ceval.h"
#include "internal/pycore_method.h"
#include "internal/pycore_object.h"
#include "internal/pycore_pyerrors.h"
#include "internal/pycore_unicodeobject.h"

/* ---- making ------------------------------------------------------------ */

/* The vectorcall function for the flags of a definition; -1 if they make no
 * sense.
 */
static int
choose_vectorcall(const PyMethodDef *ml, vectorcallfunc *func)
{
    int flags = METH_VARARGS | METH_FASTCALL | METH_NOARGS | METH_O |
                METH_KEYWORDS | METH_METHOD;
    switch (ml->ml_flags & flags) {
    case METH_VARARGS:
    case METH_VARARGS | METH_KEYWORDS:
        *func = NULL;
        return 0;
    case METH_FASTCALL:
        *func = Hb_CFunctionFastcall;
        return 0;
    case METH_FASTCALL | METH_KEYWORDS:
        *func = Hb_CFunctionFastcallKeywords;
        return 0;
    case METH_NOARGS:
        *func = Hb_CFunctionNoargs;
        return 0;
    case METH_O:
        *func = Hb_CFunctionO;
        return 0;
    case METH_METHOD | METH_FASTCALL | METH_KEYWORDS:
        *func = Hb_CMethodFastcallKeywords;
        return 0;
    default:
        PyErr_Format(PyExc_SystemError, "%s() method: bad call flags",
                     ml->ml_name);
        return -1;
    }
}

#undef PyCFunction_New
#undef PyCFunction_NewEx

PyObject *
PyCFunction_New(PyMethodDef *ml, PyObject *self)
{
    return PyCMethod_New(ml, self, NULL, NULL);
}

PyObject *
PyCFunction_NewEx(PyMethodDef *ml, PyObject *self, PyObject *module)
{
    return PyCMethod_New(ml, self, module, NULL);
}

static PyCFunctionObject *
alloc_function(PyMethodDef *ml, PyTypeObject *cls)
{
    if (ml->ml_flags & METH_METHOD) {
        if (cls == NULL) {
            PyErr_SetString(PyExc_SystemError,
                            "attempting to create PyCMethod with a "
                            "METH_METHOD flag but no class");
            return NULL;
        }
        PyCMethodObject *method =
            PyObject_GC_New(PyCMethodObject, &PyCMethod_Type);
        if (method == NULL) {
            return NULL;
        }
        method->mm_class = (PyTypeObject *)Py_NewRef(cls);
        return &method->func;
    }
    if (cls != NULL) {
        PyErr_SetString(PyExc_SystemError,
                        "attempting to create PyCFunction with class but no "
                        "METH_METHOD flag");
        return NULL;
    }
    return PyObject_GC_New(PyCFunctionObject, &PyCFunction_Type);
}

PyObject *
PyCMethod_New(PyMethodDef *ml, PyObject *self, PyObject *module,
              PyTypeObject *cls)
{
    vectorcallfunc vectorcall;
    if (choose_vectorcall(ml, &vectorcall) < 0) {
        return NULL;
    }
    PyCFunctionObject *op = alloc_function(ml, cls);
    if (op == NULL) {
        return NULL;
    }
    op->m_weakreflist = NULL;
    op->m_ml = ml;
    op->m_self = Py_XNewRef(self);
    op->m_module = Py_XNewRef(module);
    op->vectorcall = vectorcall;
    _PyObject_GC_TRACK(op);
    return (PyObject *)op;
}

/* ---- access ------------------------------------------------------------ */

static int
check_function(PyObject *op)
{
    if (PyCFunction_Check(op)) {
        return 1;
    }
    PyErr_BadInternalCall();
    return 0;
}

PyCFunction
PyCFunction_GetFunction(PyObject *op)
{
    return check_function(op) ? PyCFunction_GET_FUNCTION(op) : NULL;
}

PyObject *
PyCFunction_GetSelf(PyObject *op)
{
    return check_function(op) ? PyCFunction_GET_SELF(op) : NULL;
}

int
PyCFunction_GetFlags(PyObject *op)
{
    return check_function(op) ? PyCFunction_GET_FLAGS(op) : -1;
}

/* ---- life -------------------------------------------------------------- */

static void
meth_dealloc(PyObject *self)
{
    PyCFunctionObject *m = (PyCFunctionObject *)self;
    PyObject_GC_UnTrack(m);
    if (m->m_weakreflist != NULL) {
        PyObject_ClearWeakRefs(self);
    }
    PyTypeObject *cls = PyCFunction_GET_CLASS(m);
    Py_XDECREF(cls);
    Py_XDECREF(m->m_self);
    Py_XDECREF(m->m_module);
    PyObject_GC_Del(m);
}

static int
meth_traverse(PyObject *self, visitproc visit, void *arg)
{
    PyCFunctionObject *m = (PyCFunctionObject *)self;
    Py_VISIT(PyCFunction_GET_CLASS(m));
    Py_VISIT(m->m_self);
    Py_VISIT(m->m_module);
    return 0;
}

/* ---- attributes -------------------------------------------------------- */

static const char *
name_of(PyObject *self)
{
    return ((PyCFunctionObject *)self)->m_ml->ml_name;
}

static PyObject *
self_of(PyObject *self)
{
    return ((PyCFunctionObject *)self)->m_self;
}

static PyObject *
meth_get_text_signature(PyObject *self, void *Py_UNUSED(closure))
{
    PyCFunctionObject *m = (PyCFunctionObject *)self;
    return _PyType_GetTextSignatureFromInternalDoc(m->m_ml->ml_name,
                                                   m->m_ml->ml_doc);
}

static PyObject *
meth_get_doc(PyObject *self, void *Py_UNUSED(closure))
{
    PyCFunctionObject *m = (PyCFunctionObject *)self;
    return _PyType_GetDocFromInternalDoc(m->m_ml->ml_name, m->m_ml->ml_doc);
}

static PyObject *
meth_get_name(PyObject *self, void *Py_UNUSED(closure))
{
    return PyUnicode_FromString(name_of(self));
}

static PyObject *
meth_get_qualname(PyObject *self, void *Py_UNUSED(closure))
{
    PyObject *owner = self_of(self);
    if (owner == NULL || PyModule_Check(owner)) {
        return PyUnicode_FromString(name_of(self));
    }
    PyObject *type = PyType_Check(owner) ? owner : (PyObject *)Py_TYPE(owner);
    PyObject *qualname = PyObject_GetAttr(type, &_Py_ID(__qualname__));
    if (qualname == NULL) {
        return NULL;
    }
    PyObject *result = NULL;
    if (PyUnicode_Check(qualname)) {
        result = PyUnicode_FromFormat("%S.%s", qualname, name_of(self));
    }
    else {
        PyErr_SetString(PyExc_TypeError, "<method>.__class__.__qualname__ "
                                         "is not a unicode object");
    }
    Py_DECREF(qualname);
    return result;
}

static PyObject *
meth_get_self(PyObject *self, void *Py_UNUSED(closure))
{
    PyObject *owner = PyCFunction_GET_SELF(self);
    return Py_NewRef(owner == NULL ? Py_None : owner);
}

static PyObject *
meth_reduce(PyObject *self, PyObject *Py_UNUSED(ignored))
{
    PyObject *owner = self_of(self);
    if (owner == NULL || PyModule_Check(owner)) {
        return PyUnicode_FromString(name_of(self));
    }
    return Py_BuildValue("N(Os)", _PyEval_GetBuiltin(&_Py_ID(getattr)), owner,
                         name_of(self));
}

static PyMethodDef meth_methods[] = {
    {"__reduce__", meth_reduce, METH_NOARGS, NULL},
    {NULL, NULL, 0, NULL},
};

static PyGetSetDef meth_getsets[] = {
    {"__doc__", meth_get_doc, NULL, NULL, NULL},
    {"__name__", meth_get_name, NULL, NULL, NULL},
    {"__qualname__", meth_get_qualname, NULL, NULL, NULL},
    {"__self__", meth_get_self, NULL, NULL, NULL},
    {"__text_signature__", meth_get_text_signature, NULL, NULL, NULL},
    {NULL, NULL, NULL, NULL, NULL},
};

static PyMemberDef meth_members[] = {
    {"__module__", T_OBJECT, offsetof(PyCFunctionObject, m_module), 0, NULL},
    {NULL, 0, 0, 0, NULL},
};

/* ---- slots ------------------------------------------------------------- */

static PyObject *
meth_repr(PyObject *self)
{
    PyObject *owner = self_of(self);
    if (owner == NULL || PyModule_Check(owner)) {
        return PyUnicode_FromFormat("<built-in function %s>", name_of(self));
    }
    return PyUnicode_FromFormat("<built-in method %s of %s object at %p>",
                                name_of(self), Py_TYPE(owner)->tp_name, owner);
}

static PyObject *
meth_richcompare(PyObject *self, PyObject *other, int op)
{
    if ((op != Py_EQ && op != Py_NE) || !PyCFunction_Check(self) ||
        !PyCFunction_Check(other)) {
        Py_RETURN_NOTIMPLEMENTED;
    }
    int equal =
        self_of(self) == self_of(other) &&
        PyCFunction_GET_FUNCTION(self) == PyCFunction_GET_FUNCTION(other);
    return PyBool_FromLong(op == Py_EQ ? equal : !equal);
}

static Py_hash_t
meth_hash(PyObject *self)
{
    Py_hash_t x = _Py_HashPointerRaw(self_of(self));
    Py_hash_t y = _Py_HashPointer((void *)PyCFunction_GET_FUNCTION(self));
    x ^= y;
    return x == -1 ? -2 : x;
}

PyTypeObject PyCFunction_Type = {
    PyVarObject_HEAD_INIT(&PyType_Type, 0).tp_name =
        "builtin_function_or_method",
    .tp_basicsize = sizeof(PyCFunctionObject),
    .tp_dealloc = meth_dealloc,
    .tp_vectorcall_offset = offsetof(PyCFunctionObject, vectorcall),
    .tp_repr = meth_repr,
    .tp_hash = meth_hash,
    .tp_call = Hb_CFunctionCall,
    .tp_getattro = PyObject_GenericGetAttr,
    .tp_flags =
        Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC | Py_TPFLAGS_HAVE_VECTORCALL,
    .tp_traverse = meth_traverse,
    .tp_richcompare = meth_richcompare,
    .tp_weaklistoffset = offsetof(PyCFunctionObject, m_weakreflist),
    .tp_methods = meth_methods,
    .tp_members = meth_members,
    .tp_getset = meth_getsets,
};

PyTypeObject PyCMethod_Type = {
    PyVarObject_HEAD_INIT(&PyType_Type, 0).tp_name = "builtin_method",
    .tp_basicsize = sizeof(PyCMethodObject),
    .tp_base = &PyCFunction_Type,
};
