/* funcobject.c -- classmethod and staticmethod; the parts of a function.
 *
 * Both hold a callable and take over its name and documentation; they differ
 * in what binding gives: the callable bound to the class, or the callable.
 */

#include "Python.h"

#include "structmember.h"

#include "internal/pycore_call.h"
#include "internal/pycore_object.h"
#include "internal/pycore_unicodeobject.h"

/*    wrapper: 32 bytes
 *   +----+----------+
 *   |  0 | ob_base  |
 *   | 16 | callable |---> any callable; NULL until tp_init
 *   | 24 | dict     |---> attributes; NULL until used
 *   +----+----------+
 */
typedef struct {
    PyObject_HEAD
    PyObject *callable;
    PyObject *dict;
} wrapper;

/* ---- what both do ------------------------------------------------------ */

static int
copy_attribute(PyObject *to, PyObject *from, PyObject *name)
{
    PyObject *value;
    if (_PyObject_LookupAttr(from, name, &value) <= 0) {
        return value == NULL && PyErr_Occurred() ? -1 : 0;
    }
    int result = PyObject_SetAttr(to, name, value);
    Py_DECREF(value);
    return result;
}

static int
copy_attributes(PyObject *to, PyObject *from)
{
    if (copy_attribute(to, from, &_Py_ID(__module__)) < 0 ||
        copy_attribute(to, from, &_Py_ID(__name__)) < 0 ||
        copy_attribute(to, from, &_Py_ID(__qualname__)) < 0 ||
        copy_attribute(to, from, &_Py_ID(__doc__)) < 0 ||
        copy_attribute(to, from, &_Py_ID(__annotations__)) < 0) {
        return -1;
    }
    return 0;
}

static int
wrapper_init(PyObject *self, PyObject *args, PyObject *kwds, const char *name)
{
    PyObject *callable;
    if (!_PyArg_NoKeywords(name, kwds) ||
        !PyArg_UnpackTuple(args, name, 1, 1, &callable)) {
        return -1;
    }
    Py_XSETREF(((wrapper *)self)->callable, Py_NewRef(callable));
    return copy_attributes(self, callable);
}

static PyObject *
wrapper_from(PyTypeObject *type, PyObject *callable)
{
    wrapper *self = (wrapper *)PyType_GenericAlloc(type, 0);
    if (self != NULL) {
        self->callable = Py_NewRef(callable);
    }
    return (PyObject *)self;
}

static void
wrapper_dealloc(PyObject *op)
{
    wrapper *self = (wrapper *)op;
    _PyObject_GC_UNTRACK(self);
    Py_XDECREF(self->callable);
    Py_XDECREF(self->dict);
    Py_TYPE(op)->tp_free(op);
}

static int
wrapper_traverse(PyObject *op, visitproc visit, void *arg)
{
    Py_VISIT(((wrapper *)op)->callable);
    Py_VISIT(((wrapper *)op)->dict);
    return 0;
}

static int
wrapper_clear(PyObject *op)
{
    Py_CLEAR(((wrapper *)op)->callable);
    Py_CLEAR(((wrapper *)op)->dict);
    return 0;
}

static PyObject *
get_isabstract(PyObject *op, void *Py_UNUSED(closure))
{
    int result = _PyObject_IsAbstract(((wrapper *)op)->callable);
    return result < 0 ? NULL : PyBool_FromLong(result);
}

static PyMemberDef wrapper_members[] = {
    {"__func__", T_OBJECT, offsetof(wrapper, callable), READONLY, NULL},
    {"__wrapped__", T_OBJECT, offsetof(wrapper, callable), READONLY, NULL},
    {NULL, 0, 0, 0, NULL},
};

static PyGetSetDef wrapper_getset[] = {
    {"__isabstractmethod__", get_isabstract, NULL, NULL, NULL},
    {"__dict__", PyObject_GenericGetDict, PyObject_GenericSetDict, NULL, NULL},
    {NULL, NULL, NULL, NULL, NULL},
};

static int
is_empty(PyObject *op, const char *name)
{
    if (((wrapper *)op)->callable != NULL) {
        return 0;
    }
    PyErr_Format(PyExc_RuntimeError, "uninitialized %s object", name);
    return 1;
}

/* ---- classmethod ------------------------------------------------------- */

static PyObject *
cm_descr_get(PyObject *self, PyObject *obj, PyObject *type)
{
    if (is_empty(self, "classmethod")) {
        return NULL;
    }
    PyObject *callable = ((wrapper *)self)->callable;
    if (type == NULL) {
        type = (PyObject *)Py_TYPE(obj);
    }
    descrgetfunc get = Py_TYPE(callable)->tp_descr_get;
    if (get != NULL) {
        return get(callable, type, type);
    }
    return PyMethod_New(callable, type);
}

static int
cm_init(PyObject *self, PyObject *args, PyObject *kwds)
{
    return wrapper_init(self, args, kwds, "classmethod");
}

static PyObject *
cm_repr(PyObject *self)
{
    return PyUnicode_FromFormat("<classmethod(%R)>",
                                ((wrapper *)self)->callable);
}

PyTypeObject PyClassMethod_Type = {
    PyVarObject_HEAD_INIT(&PyType_Type, 0).tp_name = "classmethod",
    .tp_basicsize = sizeof(wrapper),
    .tp_dealloc = wrapper_dealloc,
    .tp_repr = cm_repr,
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_BASETYPE | Py_TPFLAGS_HAVE_GC,
    .tp_traverse = wrapper_traverse,
    .tp_clear = wrapper_clear,
    .tp_members = wrapper_members,
    .tp_getset = wrapper_getset,
    .tp_descr_get = cm_descr_get,
    .tp_dictoffset = offsetof(wrapper, dict),
    .tp_init = cm_init,
    .tp_alloc = PyType_GenericAlloc,
    .tp_new = PyType_GenericNew,
    .tp_free = PyObject_GC_Del,
};

PyObject *
PyClassMethod_New(PyObject *callable)
{
    return wrapper_from(&PyClassMethod_Type, callable);
}

/* ---- staticmethod ------------------------------------------------------ */

static PyObject *
sm_descr_get(PyObject *self, PyObject *Py_UNUSED(obj),
             PyObject *Py_UNUSED(type))
{
    if (is_empty(self, "staticmethod")) {
        return NULL;
    }
    return Py_NewRef(((wrapper *)self)->callable);
}

static int
sm_init(PyObject *self, PyObject *args, PyObject *kwds)
{
    return wrapper_init(self, args, kwds, "staticmethod");
}

static PyObject *
sm_call(PyObject *self, PyObject *args, PyObject *kwargs)
{
    if (is_empty(self, "staticmethod")) {
        return NULL;
    }
    return PyObject_Call(((wrapper *)self)->callable, args, kwargs);
}

static PyObject *
sm_repr(PyObject *self)
{
    return PyUnicode_FromFormat("<staticmethod(%R)>",
                                ((wrapper *)self)->callable);
}

PyTypeObject PyStaticMethod_Type = {
    PyVarObject_HEAD_INIT(&PyType_Type, 0).tp_name = "staticmethod",
    .tp_basicsize = sizeof(wrapper),
    .tp_dealloc = wrapper_dealloc,
    .tp_repr = sm_repr,
    .tp_call = sm_call,
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_BASETYPE | Py_TPFLAGS_HAVE_GC,
    .tp_traverse = wrapper_traverse,
    .tp_clear = wrapper_clear,
    .tp_members = wrapper_members,
    .tp_getset = wrapper_getset,
    .tp_descr_get = sm_descr_get,
    .tp_dictoffset = offsetof(wrapper, dict),
    .tp_init = sm_init,
    .tp_alloc = PyType_GenericAlloc,
    .tp_new = PyType_GenericNew,
    .tp_free = PyObject_GC_Del,
};

PyObject *
PyStaticMethod_New(PyObject *callable)
{
    return wrapper_from(&PyStaticMethod_Type, callable);
}

/* ---- functions ---------------------------------------------------------- */

#define PART(getter, field)                                                   \
    PyObject *getter(PyObject *op)                                            \
    {                                                                         \
        if (!PyFunction_Check(op)) {                                          \
            PyErr_BadInternalCall();                                          \
            return NULL;                                                      \
        }                                                                     \
        return ((PyFunctionObject *)op)->field;                               \
    }

PART(PyFunction_GetCode, func_code)
PART(PyFunction_GetGlobals, func_globals)
PART(PyFunction_GetModule, func_module)
PART(PyFunction_GetDefaults, func_defaults)
PART(PyFunction_GetKwDefaults, func_kwdefaults)
PART(PyFunction_GetClosure, func_closure)
PART(PyFunction_GetAnnotations, func_annotations)
