/* typeobject.c -- type: the type of types.
 *
 * The other subjects have files of their own: see pycore_typeobject.h.
 */

#include "Python.h"

#include "internal/pycore_unionobject.h"
#include "internal/hb_slots.h"
#include "internal/pycore_call.h"
#include "internal/pycore_dict.h"
#include "internal/pycore_typeobject.h"
#include "internal/pycore_unicodeobject.h"

/* ---- calling ----------------------------------------------------------- */

static int
has_keywords(PyObject *kwds)
{
    return kwds != NULL && PyDict_GET_SIZE(kwds) > 0;
}

static PyObject *
type_call(PyObject *self, PyObject *args, PyObject *kwds)
{
    PyThreadState *tstate = _PyThreadState_GET();
    PyTypeObject *type = (PyTypeObject *)self;
    if (type == &PyType_Type) {
        Py_ssize_t nargs = PyTuple_GET_SIZE(args);
        if (nargs == 1 && !has_keywords(kwds)) {
            return Py_NewRef(Py_TYPE(PyTuple_GET_ITEM(args, 0)));
        }
        if (nargs != 3) {
            PyErr_SetString(PyExc_TypeError, "type() takes 1 or 3 arguments");
            return NULL;
        }
    }
    if (type->tp_new == NULL) {
        PyErr_Format(PyExc_TypeError, "cannot create '%s' instances",
                     type->tp_name);
        return NULL;
    }
    PyObject *obj = type->tp_new(type, args, kwds);
    obj = Hb_CheckResult(tstate, self, obj);
    if (obj == NULL || !PyObject_TypeCheck(obj, type)) {
        return obj;
    }
    initproc init = Py_TYPE(obj)->tp_init;
    if (init != NULL && init(obj, args, kwds) < 0) {
        Py_CLEAR(obj);
    }
    return obj;
}

static PyObject *
type_vectorcall(PyObject *metatype, PyObject *const *args, size_t nargsf,
                PyObject *kwnames)
{
    Py_ssize_t nargs = PyVectorcall_NARGS(nargsf);
    if (nargs == 1 && metatype == (PyObject *)&PyType_Type) {
        if (!_PyArg_NoKwnames("type", kwnames)) {
            return NULL;
        }
        return Py_NewRef(Py_TYPE(args[0]));
    }
    return _PyObject_MakeTpCall(_PyThreadState_GET(), metatype, args, nargs,
                                kwnames);
}

static int
type_init(PyObject *Py_UNUSED(cls), PyObject *args, PyObject *kwds)
{
    if (PyTuple_GET_SIZE(args) == 1 && has_keywords(kwds)) {
        PyErr_SetString(PyExc_TypeError,
                        "type.__init__() takes no keyword arguments");
        return -1;
    }
    if (PyTuple_GET_SIZE(args) != 1 && PyTuple_GET_SIZE(args) != 3) {
        PyErr_SetString(PyExc_TypeError,
                        "type.__init__() takes 1 or 3 arguments");
        return -1;
    }
    return 0;
}

/* ---- printing ---------------------------------------------------------- */

static PyObject *
type_repr(PyObject *self)
{
    return Hb_TypeFormat((PyTypeObject *)self, "<class '%U.%U'>",
                         "<class '%s'>", self);
}

/* ---- life -------------------------------------------------------------- */

static void
leave_bases(PyTypeObject *type)
{
    if (type->tp_bases != NULL) {
        PyObject *error, *value, *traceback;
        PyErr_Fetch(&error, &value, &traceback);
        Hb_RemoveAllSubclasses(type, type->tp_bases);
        PyErr_Restore(error, value, traceback);
    }
}

static void
type_dealloc(PyObject *self)
{
    PyTypeObject *type = (PyTypeObject *)self;
    PyHeapTypeObject *et = (PyHeapTypeObject *)self;
    _PyObject_GC_UNTRACK(self);
    leave_bases(type);
    PyObject_ClearWeakRefs(self);
    Py_XDECREF(type->tp_base);
    Py_XDECREF(type->tp_dict);
    Py_XDECREF(type->tp_bases);
    Py_XDECREF(type->tp_mro);
    Py_XDECREF(type->tp_cache);
    Py_CLEAR(type->tp_subclasses);
    PyObject_Free((char *)type->tp_doc);
    Py_XDECREF(et->ht_name);
    Py_XDECREF(et->ht_qualname);
    Py_XDECREF(et->ht_slots);
    if (et->ht_cached_keys != NULL) {
        Hb_DictKeysDecref(et->ht_cached_keys);
    }
    Py_XDECREF(et->ht_module);
    PyMem_Free(et->_ht_tpname);
    Py_TYPE(type)->tp_free(self);
}

void
_PyStaticType_Dealloc(PyTypeObject *type)
{
    leave_bases(type);
    Py_CLEAR(type->tp_dict);
    Py_CLEAR(type->tp_bases);
    Py_CLEAR(type->tp_mro);
    Py_CLEAR(type->tp_cache);
    Py_CLEAR(type->tp_subclasses);
    /* Only a dead object's references may be cleared. */
    Py_ssize_t refcnt = Py_REFCNT(type);
    Py_SET_REFCNT(type, 0);
    PyObject_ClearWeakRefs((PyObject *)type);
    Py_SET_REFCNT(type, refcnt);
    type->tp_flags &= ~(Py_TPFLAGS_READY | Py_TPFLAGS_VALID_VERSION_TAG);
    type->tp_version_tag = 0;
}

static int
type_traverse(PyObject *self, visitproc visit, void *arg)
{
    PyTypeObject *type = (PyTypeObject *)self;
    if (!_PyType_HasFeature(type, Py_TPFLAGS_HEAPTYPE)) {
        char message[200];
        snprintf(message, sizeof(message),
                 "type_traverse() called on non-heap type '%.100s'",
                 type->tp_name);
        _Py_FatalErrorFunc(__func__, message);
    }
    /* tp_subclasses holds weak references; ht_slots and names, strings. */
    Py_VISIT(type->tp_dict);
    Py_VISIT(type->tp_cache);
    Py_VISIT(type->tp_mro);
    Py_VISIT(type->tp_bases);
    Py_VISIT(type->tp_base);
    Py_VISIT(((PyHeapTypeObject *)type)->ht_module);
    return 0;
}

/* Enough to break cycles: through the dict, the module, and the MRO, which
 * holds the type itself.
 */
static int
type_clear(PyObject *self)
{
    PyTypeObject *type = (PyTypeObject *)self;
    PyType_Modified(type);
    if (type->tp_dict != NULL) {
        PyDict_Clear(type->tp_dict);
    }
    Py_CLEAR(((PyHeapTypeObject *)type)->ht_module);
    Py_CLEAR(type->tp_mro);
    return 0;
}

static int
type_is_gc(PyObject *self)
{
    return _PyType_HasFeature((PyTypeObject *)self, Py_TPFLAGS_HEAPTYPE);
}

static PyNumberMethods type_as_number = {
    .nb_or = _Py_union_type_or,
};

PyTypeObject PyType_Type = {
    PyVarObject_HEAD_INIT(&PyType_Type, 0).tp_name = "type",
    .tp_basicsize = sizeof(PyHeapTypeObject),
    .tp_itemsize = sizeof(PyMemberDef),
    .tp_as_number = &type_as_number,
    .tp_dealloc = type_dealloc,
    .tp_vectorcall_offset = offsetof(PyTypeObject, tp_vectorcall),
    .tp_repr = type_repr,
    .tp_call = type_call,
    .tp_getattro = Hb_TypeGetattro,
    .tp_setattro = Hb_TypeSetattro,
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC | Py_TPFLAGS_BASETYPE |
                Py_TPFLAGS_TYPE_SUBCLASS | Py_TPFLAGS_HAVE_VECTORCALL,
    .tp_traverse = type_traverse,
    .tp_clear = type_clear,
    .tp_weaklistoffset = offsetof(PyTypeObject, tp_weaklist),
    .tp_methods = Hb_TypeMethods,
    .tp_members = Hb_TypeMembers,
    .tp_getset = Hb_TypeGetSets,
    .tp_dictoffset = offsetof(PyTypeObject, tp_dict),
    .tp_init = type_init,
    .tp_new = Hb_TypeNew,
    .tp_free = PyObject_GC_Del,
    .tp_is_gc = type_is_gc,
    .tp_vectorcall = type_vectorcall,
};

/* ---- small functions --------------------------------------------------- */

unsigned long
PyType_GetFlags(PyTypeObject *type)
{
    return type->tp_flags;
}
