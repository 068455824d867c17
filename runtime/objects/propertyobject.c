/* propertyobject.c -- property: an attribute made of functions. */

#include "Python.h"

#include "structmember.h"

#include "internal/pycore_call.h"
#include "internal/pycore_object.h"
#include "internal/pycore_unicodeobject.h"

/*    propertyobject: 64 bytes
 *   +----+------------+
 *   |  0 | ob_base    |
 *   | 16 | prop_get   |---> callable, or NULL
 *   | 24 | prop_set   |---> callable, or NULL
 *   | 32 | prop_del   |---> callable, or NULL
 *   | 40 | prop_doc   |---> any object, or NULL
 *   | 48 | prop_name  |---> from __set_name__, or NULL
 *   | 56 | getter_doc |     prop_doc is that of prop_get
 *   +----+------------+
 */
typedef struct {
    PyObject_HEAD
    PyObject *prop_get;
    PyObject *prop_set;
    PyObject *prop_del;
    PyObject *prop_doc;
    PyObject *prop_name;
    int getter_doc;
} propertyobject;

/* ---- access ------------------------------------------------------------ */

/* Says that the property of obj has no getter, setter or deleter. */
static void
no_function(propertyobject *prop, PyObject *obj, const char *what)
{
    PyObject *qualname = PyType_GetQualName(Py_TYPE(obj));
    if (prop->prop_name != NULL && qualname != NULL) {
        PyErr_Format(PyExc_AttributeError,
                     "property %R of %R object has no %s", prop->prop_name,
                     qualname, what);
    }
    else if (qualname != NULL) {
        PyErr_Format(PyExc_AttributeError, "property of %R object has no %s",
                     qualname, what);
    }
    else {
        PyErr_Format(PyExc_AttributeError, "property has no %s", what);
    }
    Py_XDECREF(qualname);
}

static PyObject *
property_descr_get(PyObject *self, PyObject *obj, PyObject *Py_UNUSED(type))
{
    if (obj == NULL || obj == Py_None) {
        return Py_NewRef(self);
    }
    propertyobject *prop = (propertyobject *)self;
    if (prop->prop_get == NULL) {
        no_function(prop, obj, "getter");
        return NULL;
    }
    return PyObject_CallOneArg(prop->prop_get, obj);
}

static int
property_descr_set(PyObject *self, PyObject *obj, PyObject *value)
{
    propertyobject *prop = (propertyobject *)self;
    PyObject *func = value == NULL ? prop->prop_del : prop->prop_set;
    if (func == NULL) {
        no_function(prop, obj, value == NULL ? "deleter" : "setter");
        return -1;
    }
    PyObject *result =
        value == NULL ? PyObject_CallOneArg(func, obj)
                      : PyObject_CallFunctionObjArgs(func, obj, value, NULL);
    if (result == NULL) {
        return -1;
    }
    Py_DECREF(result);
    return 0;
}

/* ---- making ------------------------------------------------------------ */

/* Takes the getter's documentation; a subclass keeps it in its dict, where
 * the member of the base does not hide it.
 */
static int
take_getter_doc(propertyobject *self, PyObject *get)
{
    PyObject *doc;
    int found = _PyObject_LookupAttr(get, &_Py_ID(__doc__), &doc);
    if (found <= 0) {
        return found;
    }
    if (Py_IS_TYPE(self, &PyProperty_Type)) {
        Py_XSETREF(self->prop_doc, doc);
    }
    else {
        int error = PyObject_SetAttr((PyObject *)self, &_Py_ID(__doc__), doc);
        Py_DECREF(doc);
        if (error < 0) {
            return -1;
        }
    }
    self->getter_doc = 1;
    return 0;
}

static PyObject *
function_or_null(PyObject *func)
{
    return func == Py_None ? NULL : Py_XNewRef(func);
}

static int
property_init(PyObject *op, PyObject *args, PyObject *kwds)
{
    static char *names[] = {"fget", "fset", "fdel", "doc", NULL};
    PyObject *get = NULL, *set = NULL, *del = NULL, *doc = NULL;
    if (!PyArg_ParseTupleAndKeywords(args, kwds, "|OOOO:property", names, &get,
                                     &set, &del, &doc)) {
        return -1;
    }
    propertyobject *self = (propertyobject *)op;
    Py_XSETREF(self->prop_get, function_or_null(get));
    Py_XSETREF(self->prop_set, function_or_null(set));
    Py_XSETREF(self->prop_del, function_or_null(del));
    Py_XSETREF(self->prop_doc, Py_XNewRef(doc));
    Py_CLEAR(self->prop_name);
    self->getter_doc = 0;
    if ((doc == NULL || doc == Py_None) && self->prop_get != NULL) {
        return take_getter_doc(self, self->prop_get);
    }
    return 0;
}

/* A property of the same type with one function exchanged. */
static PyObject *
property_copy(PyObject *old, PyObject *get, PyObject *set, PyObject *del)
{
    propertyobject *prop = (propertyobject *)old;
    PyObject *none = Py_None;
    get = get && get != none ? get : prop->prop_get ? prop->prop_get : none;
    set = set && set != none ? set : prop->prop_set ? prop->prop_set : none;
    del = del && del != none ? del : prop->prop_del ? prop->prop_del : none;
    PyObject *doc = none;
    if (prop->prop_doc != NULL && !(prop->getter_doc && get != none)) {
        doc = prop->prop_doc;
    }
    PyObject *copy = PyObject_CallFunctionObjArgs((PyObject *)Py_TYPE(old),
                                                  get, set, del, doc, NULL);
    if (copy != NULL && PyObject_TypeCheck(copy, &PyProperty_Type)) {
        Py_XSETREF(((propertyobject *)copy)->prop_name,
                   Py_XNewRef(prop->prop_name));
    }
    return copy;
}

static PyObject *
property_getter(PyObject *self, PyObject *func)
{
    return property_copy(self, func, NULL, NULL);
}

static PyObject *
property_setter(PyObject *self, PyObject *func)
{
    return property_copy(self, NULL, func, NULL);
}

static PyObject *
property_deleter(PyObject *self, PyObject *func)
{
    return property_copy(self, NULL, NULL, func);
}

static PyObject *
property_set_name(PyObject *self, PyObject *args)
{
    if (PyTuple_GET_SIZE(args) != 2) {
        PyErr_Format(PyExc_TypeError,
                     "__set_name__() takes 2 positional arguments but %d "
                     "were given",
                     PyTuple_GET_SIZE(args));
        return NULL;
    }
    Py_XSETREF(((propertyobject *)self)->prop_name,
               Py_NewRef(PyTuple_GET_ITEM(args, 1)));
    Py_RETURN_NONE;
}

/* ---- attributes -------------------------------------------------------- */

static PyObject *
property_get_isabstract(PyObject *self, void *Py_UNUSED(closure))
{
    propertyobject *prop = (propertyobject *)self;
    PyObject *functions[] = {prop->prop_get, prop->prop_set, prop->prop_del};
    for (size_t i = 0; i < Py_ARRAY_LENGTH(functions); i++) {
        int result = _PyObject_IsAbstract(functions[i]);
        if (result != 0) {
            return result < 0 ? NULL : Py_NewRef(Py_True);
        }
    }
    Py_RETURN_FALSE;
}

static PyMethodDef property_methods[] = {
    {"getter", property_getter, METH_O, NULL},
    {"setter", property_setter, METH_O, NULL},
    {"deleter", property_deleter, METH_O, NULL},
    {"__set_name__", property_set_name, METH_VARARGS, NULL},
    {NULL, NULL, 0, NULL},
};

static PyMemberDef property_members[] = {
    {"fget", T_OBJECT, offsetof(propertyobject, prop_get), READONLY, NULL},
    {"fset", T_OBJECT, offsetof(propertyobject, prop_set), READONLY, NULL},
    {"fdel", T_OBJECT, offsetof(propertyobject, prop_del), READONLY, NULL},
    {"__doc__", T_OBJECT, offsetof(propertyobject, prop_doc), 0, NULL},
    {NULL, 0, 0, 0, NULL},
};

static PyGetSetDef property_getset[] = {
    {"__isabstractmethod__", property_get_isabstract, NULL, NULL, NULL},
    {NULL, NULL, NULL, NULL, NULL},
};

/* ---- life -------------------------------------------------------------- */

static int
property_traverse(PyObject *self, visitproc visit, void *arg)
{
    propertyobject *prop = (propertyobject *)self;
    Py_VISIT(prop->prop_get);
    Py_VISIT(prop->prop_set);
    Py_VISIT(prop->prop_del);
    Py_VISIT(prop->prop_doc);
    Py_VISIT(prop->prop_name);
    return 0;
}

static int
property_clear(PyObject *self)
{
    Py_CLEAR(((propertyobject *)self)->prop_doc);
    return 0;
}

static void
property_dealloc(PyObject *self)
{
    propertyobject *prop = (propertyobject *)self;
    _PyObject_GC_UNTRACK(self);
    Py_XDECREF(prop->prop_get);
    Py_XDECREF(prop->prop_set);
    Py_XDECREF(prop->prop_del);
    Py_XDECREF(prop->prop_doc);
    Py_XDECREF(prop->prop_name);
    Py_TYPE(self)->tp_free(self);
}

PyTypeObject PyProperty_Type = {
    PyVarObject_HEAD_INIT(&PyType_Type, 0).tp_name = "property",
    .tp_basicsize = sizeof(propertyobject),
    .tp_dealloc = property_dealloc,
    .tp_getattro = PyObject_GenericGetAttr,
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC | Py_TPFLAGS_BASETYPE,
    .tp_traverse = property_traverse,
    .tp_clear = property_clear,
    .tp_methods = property_methods,
    .tp_members = property_members,
    .tp_getset = property_getset,
    .tp_descr_get = property_descr_get,
    .tp_descr_set = property_descr_set,
    .tp_init = property_init,
    .tp_alloc = PyType_GenericAlloc,
    .tp_new = PyType_GenericNew,
    .tp_free = PyObject_GC_Del,
};
