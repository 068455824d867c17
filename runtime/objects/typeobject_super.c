/* typeobject_super.c -- super: attributes as the classes after one in the MRO
 * have them.
 */

#include "Python.h"

#include "internal/pycore_dict.h"
#include "internal/pycore_object.h"
#include "internal/pycore_typeobject.h"
#include "internal/pycore_unicodeobject.h"

/*    superobject: 40 bytes
 *   +----+----------+
 *   |  0 | ob_base  |
 *   | 16 | type     |---> the search begins after this class
 *   | 24 | obj      |---> instance or class, or NULL: unbound
 *   | 32 | obj_type |---> whose MRO is searched
 *   +----+----------+
 */
typedef struct {
    PyObject_HEAD
    PyTypeObject *type;
    PyObject *obj;
    PyTypeObject *obj_type;
} superobject;

/* ---- the class whose MRO is searched ----------------------------------- */

/* The class that obj says it has, if it is derived from type; new.  NULL
 * without exception if not.
 */
static PyTypeObject *
class_attribute(PyTypeObject *type, PyObject *obj)
{
    PyObject *cls;
    if (_PyObject_LookupAttr(obj, &_Py_ID(__class__), &cls) < 0) {
        return NULL;
    }
    if (cls != NULL && PyType_Check(cls) && cls != (PyObject *)Py_TYPE(obj) &&
        PyType_IsSubtype((PyTypeObject *)cls, type)) {
        return (PyTypeObject *)cls;
    }
    Py_XDECREF(cls);
    return NULL;
}

/* obj is a class derived from type (as in a class method) or an instance of
 * type.  New.
 */
static PyTypeObject *
check_object(PyTypeObject *type, PyObject *obj)
{
    if (PyType_Check(obj) && PyType_IsSubtype((PyTypeObject *)obj, type)) {
        return (PyTypeObject *)Py_NewRef(obj);
    }
    if (PyType_IsSubtype(Py_TYPE(obj), type)) {
        return (PyTypeObject *)Py_NewRef(Py_TYPE(obj));
    }
    PyTypeObject *cls = class_attribute(type, obj);
    if (cls == NULL && !PyErr_Occurred()) {
        PyErr_SetString(PyExc_TypeError,
                        "super(type, obj): obj must be an instance or subtype "
                        "of type");
    }
    return cls;
}

/* ---- access ------------------------------------------------------------ */

/* What the classes after su->type have; new.  NULL without exception if
 * nothing.
 */
static PyObject *
search(superobject *su, PyObject *name)
{
    PyTypeObject *start = su->obj_type;
    PyObject *mro = start->tp_mro;
    if (mro == NULL) {
        return NULL;
    }
    Py_ssize_t n = PyTuple_GET_SIZE(mro), i = 0;
    while (i < n - 1 && PyTuple_GET_ITEM(mro, i) != (PyObject *)su->type) {
        i++;
    }
    PyObject *result = NULL;
    Py_INCREF(mro);
    for (i++; i < n; i++) {
        PyObject *dict = ((PyTypeObject *)PyTuple_GET_ITEM(mro, i))->tp_dict;
        result = Py_XNewRef(PyDict_GetItemWithError(dict, name));
        if (result != NULL || PyErr_Occurred()) {
            break;
        }
    }
    Py_DECREF(mro);
    if (result == NULL) {
        return NULL;
    }
    descrgetfunc get = Py_TYPE(result)->tp_descr_get;
    if (get != NULL) {
        /* Bound to a class only, if the class is all there is. */
        PyObject *obj = su->obj == (PyObject *)start ? NULL : su->obj;
        Py_SETREF(result, get(result, obj, (PyObject *)start));
    }
    return result;
}

static PyObject *
super_getattro(PyObject *self, PyObject *name)
{
    superobject *su = (superobject *)self;
    /* The class of a super object is super. */
    int own = su->obj_type == NULL ||
              (PyUnicode_Check(name) &&
               PyUnicode_CompareWithASCIIString(name, "__class__") == 0);
    if (!own) {
        PyObject *result = search(su, name);
        if (result != NULL || PyErr_Occurred()) {
            return result;
        }
    }
    return PyObject_GenericGetAttr(self, name);
}

static PyObject *
super_descr_get(PyObject *self, PyObject *obj, PyObject *Py_UNUSED(type))
{
    superobject *su = (superobject *)self;
    if (obj == NULL || obj == Py_None || su->obj != NULL) {
        return Py_NewRef(self);
    }
    if (!Py_IS_TYPE(su, &PySuper_Type)) {
        return PyObject_CallFunctionObjArgs((PyObject *)Py_TYPE(su), su->type,
                                            obj, NULL);
    }
    PyTypeObject *obj_type = check_object(su->type, obj);
    if (obj_type == NULL) {
        return NULL;
    }
    superobject *bound =
        (superobject *)PySuper_Type.tp_new(&PySuper_Type, NULL, NULL);
    if (bound == NULL) {
        Py_DECREF(obj_type);
        return NULL;
    }
    bound->type = (PyTypeObject *)Py_NewRef(su->type);
    bound->obj = Py_NewRef(obj);
    bound->obj_type = obj_type;
    return (PyObject *)bound;
}

static PyObject *
super_repr(PyObject *self)
{
    superobject *su = (superobject *)self;
    const char *type = su->type == NULL ? "NULL" : su->type->tp_name;
    if (su->obj_type == NULL) {
        return PyUnicode_FromFormat("<super: <class '%s'>, NULL>", type);
    }
    return PyUnicode_FromFormat("<super: <class '%s'>, <%s object>>", type,
                                su->obj_type->tp_name);
}

/* ---- life -------------------------------------------------------------- */

static int
set_super(superobject *su, PyTypeObject *type, PyObject *obj)
{
    PyTypeObject *obj_type = NULL;
    if (type == NULL) {
        /* The class and its instance would be found in the frame. */
        PyErr_SetString(PyExc_RuntimeError, "super(): no current frame");
        return -1;
    }
    obj = obj == Py_None ? NULL : obj;
    if (obj != NULL) {
        obj_type = check_object(type, obj);
        if (obj_type == NULL) {
            return -1;
        }
    }
    Py_XSETREF(su->type, (PyTypeObject *)Py_NewRef(type));
    Py_XSETREF(su->obj, Py_XNewRef(obj));
    Py_XSETREF(su->obj_type, obj_type);
    return 0;
}

static int
super_init(PyObject *self, PyObject *args, PyObject *kwds)
{
    PyObject *type = NULL, *obj = NULL;
    if (!_PyArg_NoKeywords("super", kwds) ||
        !PyArg_ParseTuple(args, "|O!O:super", &PyType_Type, &type, &obj)) {
        return -1;
    }
    return set_super((superobject *)self, (PyTypeObject *)type, obj);
}

static PyObject *
super_vectorcall(PyObject *type, PyObject *const *args, size_t nargsf,
                 PyObject *kwnames)
{
    Py_ssize_t nargs = PyVectorcall_NARGS(nargsf);
    if (!_PyArg_NoKwnames("super", kwnames) ||
        !_PyArg_CheckPositional("super()", nargs, 0, 2)) {
        return NULL;
    }
    if (nargs > 0 && !PyType_Check(args[0])) {
        PyErr_Format(PyExc_TypeError,
                     "super() argument 1 must be a type, not %.200s",
                     Py_TYPE(args[0])->tp_name);
        return NULL;
    }
    PyObject *self = PySuper_Type.tp_new((PyTypeObject *)type, NULL, NULL);
    if (self != NULL && set_super((superobject *)self,
                                  nargs > 0 ? (PyTypeObject *)args[0] : NULL,
                                  nargs > 1 ? args[1] : NULL) < 0) {
        Py_CLEAR(self);
    }
    return self;
}

static void
super_dealloc(PyObject *self)
{
    superobject *su = (superobject *)self;
    _PyObject_GC_UNTRACK(self);
    Py_XDECREF(su->obj);
    Py_XDECREF(su->type);
    Py_XDECREF(su->obj_type);
    Py_TYPE(self)->tp_free(self);
}

static int
super_traverse(PyObject *self, visitproc visit, void *arg)
{
    superobject *su = (superobject *)self;
    Py_VISIT(su->obj);
    Py_VISIT(su->type);
    Py_VISIT(su->obj_type);
    return 0;
}

static PyMemberDef super_members[] = {
    {"__thisclass__", T_OBJECT, offsetof(superobject, type), READONLY, NULL},
    {"__self__", T_OBJECT, offsetof(superobject, obj), READONLY, NULL},
    {"__self_class__", T_OBJECT, offsetof(superobject, obj_type), READONLY,
     NULL},
    {NULL, 0, 0, 0, NULL},
};

PyTypeObject PySuper_Type = {
    PyVarObject_HEAD_INIT(&PyType_Type, 0).tp_name = "super",
    .tp_basicsize = sizeof(superobject),
    .tp_dealloc = super_dealloc,
    .tp_repr = super_repr,
    .tp_getattro = super_getattro,
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC | Py_TPFLAGS_BASETYPE,
    .tp_traverse = super_traverse,
    .tp_members = super_members,
    .tp_descr_get = super_descr_get,
    .tp_init = super_init,
    .tp_alloc = PyType_GenericAlloc,
    .tp_new = PyType_GenericNew,
    .tp_free = PyObject_GC_Del,
    .tp_vectorcall = super_vectorcall,
};
