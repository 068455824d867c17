/* descrobject.c -- descriptors for methods, members, getsets and slots.
 *
 * How they call C functions is in descrobject_call.c; mappingproxy is in
 * mappingproxy.c.
 */

#include "Python.h"

#include "structmember.h"

#include "internal/pycore_method.h"
#include "internal/pycore_object.h"
#include "internal/pycore_unicodeobject.h"

/* ---- what all have ----------------------------------------------------- */

static void
descr_dealloc(PyObject *self)
{
    PyDescrObject *descr = (PyDescrObject *)self;
    _PyObject_GC_UNTRACK(descr);
    Py_XDECREF(descr->d_type);
    Py_XDECREF(descr->d_name);
    Py_XDECREF(descr->d_qualname);
    PyObject_GC_Del(descr);
}

static int
descr_traverse(PyObject *self, visitproc visit, void *arg)
{
    Py_VISIT(PyDescr_TYPE(self));
    return 0;
}

PyObject *
Hb_DescrName(PyObject *descr)
{
    PyObject *name = PyDescr_NAME(descr);
    return name != NULL && PyUnicode_Check(name) ? name : NULL;
}

static PyObject *
descr_repr(PyObject *self, const char *kind)
{
    return PyUnicode_FromFormat("<%s '%V' of '%s' objects>", kind,
                                Hb_DescrName(self), "?",
                                PyDescr_TYPE(self)->tp_name);
}

static PyObject *
method_repr(PyObject *self)
{
    return descr_repr(self, "method");
}

static PyObject *
member_repr(PyObject *self)
{
    return descr_repr(self, "member");
}

static PyObject *
getset_repr(PyObject *self)
{
    return descr_repr(self, "attribute");
}

static PyObject *
wrapperdescr_repr(PyObject *self)
{
    return descr_repr(self, "slot wrapper");
}

int
Hb_DescrCheck(PyObject *self, PyObject *obj)
{
    if (PyObject_TypeCheck(obj, PyDescr_TYPE(self))) {
        return 0;
    }
    PyErr_Format(PyExc_TypeError,
                 "descriptor '%V' for '%.100s' objects doesn't apply to a "
                 "'%.100s' object",
                 Hb_DescrName(self), "?", PyDescr_TYPE(self)->tp_name,
                 Py_TYPE(obj)->tp_name);
    return -1;
}

static PyObject *
calculate_qualname(PyDescrObject *descr)
{
    if (descr->d_name == NULL || !PyUnicode_Check(descr->d_name)) {
        PyErr_SetString(PyExc_TypeError,
                        "<descriptor>.__name__ is not a unicode object");
        return NULL;
    }
    PyObject *owner =
        PyObject_GetAttr((PyObject *)descr->d_type, &_Py_ID(__qualname__));
    if (owner == NULL) {
        return NULL;
    }
    PyObject *result = NULL;
    if (PyUnicode_Check(owner)) {
        result = PyUnicode_FromFormat("%S.%S", owner, descr->d_name);
    }
    else {
        PyErr_SetString(PyExc_TypeError,
                        "<descriptor>.__objclass__.__qualname__ is not a "
                        "unicode object");
    }
    Py_DECREF(owner);
    return result;
}

static PyObject *
descr_get_qualname(PyObject *self, void *Py_UNUSED(closure))
{
    PyDescrObject *descr = (PyDescrObject *)self;
    if (descr->d_qualname == NULL) {
        descr->d_qualname = calculate_qualname(descr);
    }
    return Py_XNewRef(descr->d_qualname);
}

static PyObject *
descr_reduce(PyObject *self, PyObject *Py_UNUSED(ignored))
{
    return Py_BuildValue("N(OO)", _PyEval_GetBuiltin(&_Py_ID(getattr)),
                         PyDescr_TYPE(self), PyDescr_NAME(self));
}

static PyMethodDef descr_methods[] = {
    {"__reduce__", descr_reduce, METH_NOARGS, NULL},
    {NULL, NULL, 0, NULL},
};

static PyMemberDef descr_members[] = {
    {"__objclass__", T_OBJECT, offsetof(PyDescrObject, d_type), READONLY,
     NULL},
    {"__name__", T_OBJECT, offsetof(PyDescrObject, d_name), READONLY, NULL},
    {NULL, 0, 0, 0, NULL},
};

/* ---- methods ----------------------------------------------------------- */

static PyObject *
method_get(PyObject *self, PyObject *obj, PyObject *type)
{
    if (obj == NULL) {
        return Py_NewRef(self);
    }
    if (Hb_DescrCheck(self, obj) < 0) {
        return NULL;
    }
    PyMethodDef *def = ((PyMethodDescrObject *)self)->d_method;
    if (!(def->ml_flags & METH_METHOD)) {
        return PyCFunction_NewEx(def, obj, NULL);
    }
    if (type == NULL || !PyType_Check(type)) {
        PyErr_Format(PyExc_TypeError,
                     "descriptor '%V' needs a type, not '%s', as arg 2",
                     Hb_DescrName(self), "?", Py_TYPE(type)->tp_name);
        return NULL;
    }
    return PyCMethod_New(def, obj, NULL, PyDescr_TYPE(self));
}

static PyObject *
method_get_doc(PyObject *self, void *Py_UNUSED(closure))
{
    PyMethodDef *def = ((PyMethodDescrObject *)self)->d_method;
    return _PyType_GetDocFromInternalDoc(def->ml_name, def->ml_doc);
}

static PyObject *
method_get_text_signature(PyObject *self, void *Py_UNUSED(closure))
{
    PyMethodDef *def = ((PyMethodDescrObject *)self)->d_method;
    return _PyType_GetTextSignatureFromInternalDoc(def->ml_name, def->ml_doc);
}

static PyGetSetDef method_getset[] = {
    {"__doc__", method_get_doc, NULL, NULL, NULL},
    {"__qualname__", descr_get_qualname, NULL, NULL, NULL},
    {"__text_signature__", method_get_text_signature, NULL, NULL, NULL},
    {NULL, NULL, NULL, NULL, NULL},
};

PyTypeObject PyMethodDescr_Type = {
    PyVarObject_HEAD_INIT(&PyType_Type, 0).tp_name = "method_descriptor",
    .tp_basicsize = sizeof(PyMethodDescrObject),
    .tp_dealloc = descr_dealloc,
    .tp_vectorcall_offset = offsetof(PyMethodDescrObject, vectorcall),
    .tp_repr = method_repr,
    .tp_call = PyVectorcall_Call,
    .tp_getattro = PyObject_GenericGetAttr,
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC |
                Py_TPFLAGS_HAVE_VECTORCALL | Py_TPFLAGS_METHOD_DESCRIPTOR,
    .tp_traverse = descr_traverse,
    .tp_methods = descr_methods,
    .tp_members = descr_members,
    .tp_getset = method_getset,
    .tp_descr_get = method_get,
};

/* ---- methods of the class ---------------------------------------------- */

/* The class that the method is to be called with; borrowed. */
static PyObject *
class_argument(PyObject *self, PyObject *obj, PyObject *type)
{
    if (type == NULL && obj != NULL) {
        type = (PyObject *)Py_TYPE(obj);
    }
    if (type == NULL) {
        PyErr_Format(PyExc_TypeError,
                     "descriptor '%V' for type '%.100s' needs either an "
                     "object or a type",
                     Hb_DescrName(self), "?", PyDescr_TYPE(self)->tp_name);
        return NULL;
    }
    if (!PyType_Check(type)) {
        PyErr_Format(PyExc_TypeError,
                     "descriptor '%V' for type '%.100s' needs a type, not a "
                     "'%.100s' as arg 2",
                     Hb_DescrName(self), "?", PyDescr_TYPE(self)->tp_name,
                     Py_TYPE(type)->tp_name);
        return NULL;
    }
    if (!PyType_IsSubtype((PyTypeObject *)type, PyDescr_TYPE(self))) {
        PyErr_Format(PyExc_TypeError,
                     "descriptor '%V' requires a subtype of '%.100s' but "
                     "received '%.100s'",
                     Hb_DescrName(self), "?", PyDescr_TYPE(self)->tp_name,
                     ((PyTypeObject *)type)->tp_name);
        return NULL;
    }
    return type;
}

static PyObject *
classmethod_get(PyObject *self, PyObject *obj, PyObject *type)
{
    PyMethodDef *def = ((PyMethodDescrObject *)self)->d_method;
    type = class_argument(self, obj, type);
    if (type == NULL) {
        return NULL;
    }
    PyTypeObject *cls =
        def->ml_flags & METH_METHOD ? PyDescr_TYPE(self) : NULL;
    return PyCMethod_New(def, type, NULL, cls);
}

static PyObject *
classmethoddescr_call(PyObject *self, PyObject *args, PyObject *kwds)
{
    Py_ssize_t argc = PyTuple_GET_SIZE(args);
    if (argc < 1) {
        PyErr_Format(PyExc_TypeError,
                     "descriptor '%V' of '%.100s' object needs an argument",
                     Hb_DescrName(self), "?", PyDescr_TYPE(self)->tp_name);
        return NULL;
    }
    PyObject *bound = classmethod_get(self, NULL, PyTuple_GET_ITEM(args, 0));
    if (bound == NULL) {
        return NULL;
    }
    PyObject *result = PyObject_VectorcallDict(
        bound, &PyTuple_GET_ITEM(args, 1), (size_t)argc - 1, kwds);
    Py_DECREF(bound);
    return result;
}

PyTypeObject PyClassMethodDescr_Type = {
    PyVarObject_HEAD_INIT(&PyType_Type, 0).tp_name = "classmethod_descriptor",
    .tp_basicsize = sizeof(PyMethodDescrObject),
    .tp_dealloc = descr_dealloc,
    .tp_repr = method_repr,
    .tp_call = classmethoddescr_call,
    .tp_getattro = PyObject_GenericGetAttr,
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC,
    .tp_traverse = descr_traverse,
    .tp_methods = descr_methods,
    .tp_members = descr_members,
    .tp_getset = method_getset,
    .tp_descr_get = classmethod_get,
};

/* ---- members ----------------------------------------------------------- */

static PyObject *
member_get(PyObject *self, PyObject *obj, PyObject *Py_UNUSED(type))
{
    if (obj == NULL) {
        return Py_NewRef(self);
    }
    if (Hb_DescrCheck(self, obj) < 0) {
        return NULL;
    }
    PyMemberDef *def = ((PyMemberDescrObject *)self)->d_member;
    if (def->flags & PY_AUDIT_READ) {
        if (PySys_Audit("object.__getattr__", "Os", obj ? obj : Py_None,
                        def->name) < 0) {
            return NULL;
        }
    }
    if (def->type == T_OBJECT_EX) {
        PyObject *value = *(PyObject **)((char *)obj + def->offset);
        if (value != NULL) {
            return Py_NewRef(value);
        }
    }
    return PyMember_GetOne((char *)obj, def);
}

static int
member_set(PyObject *self, PyObject *obj, PyObject *value)
{
    if (Hb_DescrCheck(self, obj) < 0) {
        return -1;
    }
    return PyMember_SetOne((char *)obj,
                           ((PyMemberDescrObject *)self)->d_member, value);
}

static PyObject *
member_get_doc(PyObject *self, void *Py_UNUSED(closure))
{
    const char *doc = ((PyMemberDescrObject *)self)->d_member->doc;
    return doc == NULL ? Py_NewRef(Py_None) : PyUnicode_FromString(doc);
}

static PyGetSetDef member_getset[] = {
    {"__doc__", member_get_doc, NULL, NULL, NULL},
    {"__qualname__", descr_get_qualname, NULL, NULL, NULL},
    {NULL, NULL, NULL, NULL, NULL},
};

PyTypeObject PyMemberDescr_Type = {
    PyVarObject_HEAD_INIT(&PyType_Type, 0).tp_name = "member_descriptor",
    .tp_basicsize = sizeof(PyMemberDescrObject),
    .tp_dealloc = descr_dealloc,
    .tp_repr = member_repr,
    .tp_getattro = PyObject_GenericGetAttr,
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC,
    .tp_traverse = descr_traverse,
    .tp_methods = descr_methods,
    .tp_members = descr_members,
    .tp_getset = member_getset,
    .tp_descr_get = member_get,
    .tp_descr_set = member_set,
};

/* ---- getsets ----------------------------------------------------------- */

static PyObject *
getset_get(PyObject *self, PyObject *obj, PyObject *Py_UNUSED(type))
{
    if (obj == NULL) {
        return Py_NewRef(self);
    }
    if (Hb_DescrCheck(self, obj) < 0) {
        return NULL;
    }
    PyGetSetDef *def = ((PyGetSetDescrObject *)self)->d_getset;
    if (def->get != NULL) {
        return def->get(obj, def->closure);
    }
    PyErr_Format(PyExc_AttributeError,
                 "attribute '%V' of '%.100s' objects is not readable",
                 Hb_DescrName(self), "?", PyDescr_TYPE(self)->tp_name);
    return NULL;
}

static int
getset_set(PyObject *self, PyObject *obj, PyObject *value)
{
    if (Hb_DescrCheck(self, obj) < 0) {
        return -1;
    }
    PyGetSetDef *def = ((PyGetSetDescrObject *)self)->d_getset;
    if (def->set != NULL) {
        return def->set(obj, value, def->closure);
    }
    PyErr_Format(PyExc_AttributeError,
                 "attribute '%V' of '%.100s' objects is not writable",
                 Hb_DescrName(self), "?", PyDescr_TYPE(self)->tp_name);
    return -1;
}

static PyObject *
getset_get_doc(PyObject *self, void *Py_UNUSED(closure))
{
    const char *doc = ((PyGetSetDescrObject *)self)->d_getset->doc;
    return doc == NULL ? Py_NewRef(Py_None) : PyUnicode_FromString(doc);
}

static PyGetSetDef getset_getset[] = {
    {"__doc__", getset_get_doc, NULL, NULL, NULL},
    {"__qualname__", descr_get_qualname, NULL, NULL, NULL},
    {NULL, NULL, NULL, NULL, NULL},
};

PyTypeObject PyGetSetDescr_Type = {
    PyVarObject_HEAD_INIT(&PyType_Type, 0).tp_name = "getset_descriptor",
    .tp_basicsize = sizeof(PyGetSetDescrObject),
    .tp_dealloc = descr_dealloc,
    .tp_repr = getset_repr,
    .tp_getattro = PyObject_GenericGetAttr,
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC,
    .tp_traverse = descr_traverse,
    .tp_members = descr_members,
    .tp_getset = getset_getset,
    .tp_descr_get = getset_get,
    .tp_descr_set = getset_set,
};

/* ---- slot wrappers ----------------------------------------------------- */

static PyObject *
wrapperdescr_get(PyObject *self, PyObject *obj, PyObject *Py_UNUSED(type))
{
    if (obj == NULL) {
        return Py_NewRef(self);
    }
    if (Hb_DescrCheck(self, obj) < 0) {
        return NULL;
    }
    return PyWrapper_New(self, obj);
}

static PyObject *
wrapperdescr_call(PyObject *self, PyObject *args, PyObject *kwds)
{
    if (PyTuple_GET_SIZE(args) < 1) {
        PyErr_Format(PyExc_TypeError,
                     "descriptor '%V' of '%.100s' object needs an argument",
                     Hb_DescrName(self), "?", PyDescr_TYPE(self)->tp_name);
        return NULL;
    }
    PyObject *obj = PyTuple_GET_ITEM(args, 0);
    int result = _PyObject_RealIsSubclass((PyObject *)Py_TYPE(obj),
                                          (PyObject *)PyDescr_TYPE(self));
    if (result <= 0) {
        if (result == 0) {
            PyErr_Format(PyExc_TypeError,
                         "descriptor '%V' requires a '%.100s' object but "
                         "received a '%.100s'",
                         Hb_DescrName(self), "?", PyDescr_TYPE(self)->tp_name,
                         Py_TYPE(obj)->tp_name);
        }
        return NULL;
    }
    args = PyTuple_GetSlice(args, 1, PyTuple_GET_SIZE(args));
    if (args == NULL) {
        return NULL;
    }
    PyObject *answer = Hb_WrapperDescrCall(self, obj, args, kwds);
    Py_DECREF(args);
    return answer;
}

static PyObject *
wrapperdescr_get_doc(PyObject *self, void *Py_UNUSED(closure))
{
    struct wrapperbase *base = ((PyWrapperDescrObject *)self)->d_base;
    return _PyType_GetDocFromInternalDoc(base->name, base->doc);
}

static PyObject *
wrapperdescr_get_text_signature(PyObject *self, void *Py_UNUSED(closure))
{
    struct wrapperbase *base = ((PyWrapperDescrObject *)self)->d_base;
    return _PyType_GetTextSignatureFromInternalDoc(base->name, base->doc);
}

static PyGetSetDef wrapperdescr_getset[] = {
    {"__doc__", wrapperdescr_get_doc, NULL, NULL, NULL},
    {"__qualname__", descr_get_qualname, NULL, NULL, NULL},
    {"__text_signature__", wrapperdescr_get_text_signature, NULL, NULL, NULL},
    {NULL, NULL, NULL, NULL, NULL},
};

PyTypeObject PyWrapperDescr_Type = {
    PyVarObject_HEAD_INIT(&PyType_Type, 0).tp_name = "wrapper_descriptor",
    .tp_basicsize = sizeof(PyWrapperDescrObject),
    .tp_dealloc = descr_dealloc,
    .tp_repr = wrapperdescr_repr,
    .tp_call = wrapperdescr_call,
    .tp_getattro = PyObject_GenericGetAttr,
    .tp_flags =
        Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC | Py_TPFLAGS_METHOD_DESCRIPTOR,
    .tp_traverse = descr_traverse,
    .tp_methods = descr_methods,
    .tp_members = descr_members,
    .tp_getset = wrapperdescr_getset,
    .tp_descr_get = wrapperdescr_get,
};
