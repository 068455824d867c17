/* descrobject_new.c -- making descriptors; slot wrappers bound to an object
 * (method-wrapper).
 */

#include "Python.h"

#include "structmember.h"

#include "internal/pycore_method.h"
#include "internal/pycore_object.h"
#include "internal/pycore_unicodeobject.h"

/* ---- making ------------------------------------------------------------ */

static PyDescrObject *
descr_new(PyTypeObject *descrtype, PyTypeObject *type, const char *name)
{
    PyDescrObject *descr = (PyDescrObject *)PyType_GenericAlloc(descrtype, 0);
    if (descr == NULL) {
        return NULL;
    }
    descr->d_type = (PyTypeObject *)Py_XNewRef(type);
    descr->d_name = PyUnicode_InternFromString(name);
    descr->d_qualname = NULL;
    if (descr->d_name == NULL) {
        Py_DECREF(descr);
        return NULL;
    }
    return descr;
}

static vectorcallfunc
method_vectorcall(const PyMethodDef *def)
{
    int flags = METH_VARARGS | METH_FASTCALL | METH_NOARGS | METH_O |
                METH_KEYWORDS | METH_METHOD;
    switch (def->ml_flags & flags) {
    case METH_VARARGS:
        return Hb_MethodDescrVarargs;
    case METH_VARARGS | METH_KEYWORDS:
        return Hb_MethodDescrVarargsKeywords;
    case METH_FASTCALL:
        return Hb_MethodDescrFastcall;
    case METH_FASTCALL | METH_KEYWORDS:
        return Hb_MethodDescrFastcallKeywords;
    case METH_NOARGS:
        return Hb_MethodDescrNoargs;
    case METH_O:
        return Hb_MethodDescrO;
    case METH_METHOD | METH_FASTCALL | METH_KEYWORDS:
        return Hb_MethodDescrMethod;
    default:
        return NULL;
    }
}

PyObject *
PyDescr_NewMethod(PyTypeObject *type, PyMethodDef *def)
{
    vectorcallfunc vectorcall = method_vectorcall(def);
    if (vectorcall == NULL) {
        PyErr_Format(PyExc_SystemError, "%s() method: bad call flags",
                     def->ml_name);
        return NULL;
    }
    PyMethodDescrObject *descr = (PyMethodDescrObject *)descr_new(
        &PyMethodDescr_Type, type, def->ml_name);
    if (descr != NULL) {
        descr->d_method = def;
        descr->vectorcall = vectorcall;
    }
    return (PyObject *)descr;
}

PyObject *
PyDescr_NewClassMethod(PyTypeObject *type, PyMethodDef *def)
{
    PyMethodDescrObject *descr = (PyMethodDescrObject *)descr_new(
        &PyClassMethodDescr_Type, type, def->ml_name);
    if (descr != NULL) {
        descr->d_method = def;
    }
    return (PyObject *)descr;
}

PyObject *
PyDescr_NewMember(PyTypeObject *type, PyMemberDef *def)
{
    PyMemberDescrObject *descr =
        (PyMemberDescrObject *)descr_new(&PyMemberDescr_Type, type, def->name);
    if (descr != NULL) {
        descr->d_member = def;
    }
    return (PyObject *)descr;
}

PyObject *
PyDescr_NewGetSet(PyTypeObject *type, PyGetSetDef *def)
{
    PyGetSetDescrObject *descr =
        (PyGetSetDescrObject *)descr_new(&PyGetSetDescr_Type, type, def->name);
    if (descr != NULL) {
        descr->d_getset = def;
    }
    return (PyObject *)descr;
}

PyObject *
PyDescr_NewWrapper(PyTypeObject *type, struct wrapperbase *base, void *wrapped)
{
    PyWrapperDescrObject *descr = (PyWrapperDescrObject *)descr_new(
        &PyWrapperDescr_Type, type, base->name);
    if (descr != NULL) {
        descr->d_base = base;
        descr->d_wrapped = wrapped;
    }
    return (PyObject *)descr;
}

int
PyDescr_IsData(PyObject *ob)
{
    return Py_TYPE(ob)->tp_descr_set != NULL;
}

/* ---- method-wrapper ---------------------------------------------------- */

/*    wrapperobject: 32 bytes
 *   +----+---------+
 *   |  0 | ob_base |
 *   | 16 | descr   |---> the slot wrapper
 *   | 24 | self    |---> its first argument
 *   +----+---------+
 */
typedef struct {
    PyObject_HEAD
    PyWrapperDescrObject *descr;
    PyObject *self;
} wrapperobject;

#define Wrapper_Check(op) Py_IS_TYPE(op, &_PyMethodWrapper_Type)

PyObject *
PyWrapper_New(PyObject *descr, PyObject *self)
{
    wrapperobject *wp = PyObject_GC_New(wrapperobject, &_PyMethodWrapper_Type);
    if (wp != NULL) {
        wp->descr = (PyWrapperDescrObject *)Py_NewRef(descr);
        wp->self = Py_NewRef(self);
        _PyObject_GC_TRACK(wp);
    }
    return (PyObject *)wp;
}

static void
wrapper_dealloc(PyObject *self)
{
    wrapperobject *wp = (wrapperobject *)self;
    PyObject_GC_UnTrack(wp);
    Py_TRASHCAN_BEGIN(wp, wrapper_dealloc)
    Py_XDECREF(wp->descr);
    Py_XDECREF(wp->self);
    PyObject_GC_Del(wp);
    Py_TRASHCAN_END
}

static int
wrapper_traverse(PyObject *self, visitproc visit, void *arg)
{
    wrapperobject *wp = (wrapperobject *)self;
    Py_VISIT(wp->descr);
    Py_VISIT(wp->self);
    return 0;
}

static PyObject *
wrapper_richcompare(PyObject *a, PyObject *b, int op)
{
    if ((op != Py_EQ && op != Py_NE) || !Wrapper_Check(a) ||
        !Wrapper_Check(b)) {
        Py_RETURN_NOTIMPLEMENTED;
    }
    wrapperobject *wa = (wrapperobject *)a;
    wrapperobject *wb = (wrapperobject *)b;
    int equal = wa->descr == wb->descr && wa->self == wb->self;
    return PyBool_FromLong(op == Py_EQ ? equal : !equal);
}

static Py_hash_t
wrapper_hash(PyObject *self)
{
    wrapperobject *wp = (wrapperobject *)self;
    Py_hash_t x = _Py_HashPointer(wp->self) ^ _Py_HashPointer(wp->descr);
    return x == -1 ? -2 : x;
}

static PyObject *
wrapper_repr(PyObject *self)
{
    wrapperobject *wp = (wrapperobject *)self;
    return PyUnicode_FromFormat("<method-wrapper '%s' of %s object at %p>",
                                wp->descr->d_base->name,
                                Py_TYPE(wp->self)->tp_name, wp->self);
}

static PyObject *
wrapper_call(PyObject *self, PyObject *args, PyObject *kwds)
{
    wrapperobject *wp = (wrapperobject *)self;
    return Hb_WrapperDescrCall((PyObject *)wp->descr, wp->self, args, kwds);
}

static PyObject *
wrapper_reduce(PyObject *self, PyObject *Py_UNUSED(ignored))
{
    wrapperobject *wp = (wrapperobject *)self;
    return Py_BuildValue("N(OO)", _PyEval_GetBuiltin(&_Py_ID(getattr)),
                         wp->self, PyDescr_NAME(wp->descr));
}

static PyObject *
wrapper_objclass(PyObject *self, void *Py_UNUSED(closure))
{
    return Py_NewRef(PyDescr_TYPE(((wrapperobject *)self)->descr));
}

static PyObject *
wrapper_name(PyObject *self, void *Py_UNUSED(closure))
{
    return PyUnicode_FromString(((wrapperobject *)self)->descr->d_base->name);
}

static PyObject *
wrapper_doc(PyObject *self, void *Py_UNUSED(closure))
{
    struct wrapperbase *base = ((wrapperobject *)self)->descr->d_base;
    return _PyType_GetDocFromInternalDoc(base->name, base->doc);
}

static PyObject *
wrapper_text_signature(PyObject *self, void *Py_UNUSED(closure))
{
    struct wrapperbase *base = ((wrapperobject *)self)->descr->d_base;
    return _PyType_GetTextSignatureFromInternalDoc(base->name, base->doc);
}

static PyObject *
wrapper_qualname(PyObject *self, void *Py_UNUSED(closure))
{
    return PyObject_GetAttr((PyObject *)((wrapperobject *)self)->descr,
                            &_Py_ID(__qualname__));
}

static PyMethodDef wrapper_methods[] = {
    {"__reduce__", wrapper_reduce, METH_NOARGS, NULL},
    {NULL, NULL, 0, NULL},
};

static PyMemberDef wrapper_members[] = {
    {"__self__", T_OBJECT, offsetof(wrapperobject, self), READONLY, NULL},
    {NULL, 0, 0, 0, NULL},
};

static PyGetSetDef wrapper_getsets[] = {
    {"__objclass__", wrapper_objclass, NULL, NULL, NULL},
    {"__name__", wrapper_name, NULL, NULL, NULL},
    {"__qualname__", wrapper_qualname, NULL, NULL, NULL},
    {"__doc__", wrapper_doc, NULL, NULL, NULL},
    {"__text_signature__", wrapper_text_signature, NULL, NULL, NULL},
    {NULL, NULL, NULL, NULL, NULL},
};

PyTypeObject _PyMethodWrapper_Type = {
    PyVarObject_HEAD_INIT(&PyType_Type, 0).tp_name = "method-wrapper",
    .tp_basicsize = sizeof(wrapperobject),
    .tp_dealloc = wrapper_dealloc,
    .tp_repr = wrapper_repr,
    .tp_hash = wrapper_hash,
    .tp_call = wrapper_call,
    .tp_getattro = PyObject_GenericGetAttr,
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC,
    .tp_traverse = wrapper_traverse,
    .tp_richcompare = wrapper_richcompare,
    .tp_methods = wrapper_methods,
    .tp_members = wrapper_members,
    .tp_getset = wrapper_getsets,
};
