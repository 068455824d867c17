/* typeobject_new.c -- type(name, bases, dict): makes a class. */

#include "Python.h"

#include "internal/pycore_dict.h"
#include "internal/pycore_pyerrors.h"
#include "internal/pycore_typeobject.h"
#include "internal/pycore_unicodeobject.h"

/* What is asked for, and what becomes of it. */
struct class_request {
    PyTypeObject *metatype;
    PyObject *kwds;
    PyObject *original_dict;
    struct class_slots slots;
};

/* ---- bases and metaclass ----------------------------------------------- */

static int
check_bases(PyObject *bases)
{
    for (Py_ssize_t i = 0; i < PyTuple_GET_SIZE(bases); i++) {
        PyObject *base = PyTuple_GET_ITEM(bases, i);
        PyObject *hook;
        if (PyType_Check(base)) {
            continue;
        }
        if (_PyObject_LookupAttr(base, &_Py_ID(__mro_entries__), &hook) < 0) {
            return -1;
        }
        if (hook != NULL) {
            PyErr_SetString(PyExc_TypeError,
                            "type() doesn't support MRO entry resolution; "
                            "use types.new_class()");
            Py_DECREF(hook);
            return -1;
        }
    }
    return 0;
}

/* Finds metaclass and best base.  1: *type is what another metaclass made;
 * 0: go on; -1: failure.
 */
static int
resolve_bases(struct class_request *req, PyObject *args, PyObject **type)
{
    PyObject *bases = req->slots.bases;
    if (PyTuple_GET_SIZE(bases) == 0) {
        bases = PyTuple_Pack(1, &PyBaseObject_Type);
        if (bases == NULL) {
            return -1;
        }
        Py_SETREF(req->slots.bases, bases);
        req->slots.base = &PyBaseObject_Type;
        return 0;
    }
    if (check_bases(bases) < 0) {
        return -1;
    }
    PyTypeObject *winner = _PyType_CalculateMetaclass(req->metatype, bases);
    if (winner == NULL) {
        return -1;
    }
    if (winner != req->metatype) {
        if (winner->tp_new != Hb_TypeNew) {
            *type = winner->tp_new(winner, args, req->kwds);
            return *type == NULL ? -1 : 1;
        }
        req->metatype = winner;
    }
    req->slots.base = Hb_BestBase(bases);
    return req->slots.base == NULL ? -1 : 0;
}

/* ---- the type object --------------------------------------------------- */

static int
set_name(PyTypeObject *type, PyObject *name)
{
    Py_ssize_t size;
    type->tp_name = PyUnicode_AsUTF8AndSize(name, &size);
    if (type->tp_name == NULL) {
        return -1;
    }
    if (strlen(type->tp_name) != (size_t)size) {
        PyErr_SetString(PyExc_ValueError,
                        "type name must not contain null characters");
        return -1;
    }
    return 0;
}

static PyHeapTypeObject *
alloc_type(struct class_request *req)
{
    struct class_slots *slots = &req->slots;
    PyHeapTypeObject *et = (PyHeapTypeObject *)req->metatype->tp_alloc(
        req->metatype, slots->nslot);
    if (et == NULL) {
        return NULL;
    }
    PyTypeObject *type = &et->ht_type;
    type->tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HEAPTYPE |
                     Py_TPFLAGS_BASETYPE | Py_TPFLAGS_HAVE_GC;
    type->tp_as_async = &et->as_async;
    type->tp_as_sequence = &et->as_sequence;
    type->tp_as_mapping = &et->as_mapping;
    type->tp_as_number = &et->as_number;
    type->tp_as_buffer = &et->as_buffer;
    type->tp_bases = Py_NewRef(slots->bases);
    type->tp_base = (PyTypeObject *)Py_NewRef(slots->base);
    type->tp_dict = Py_NewRef(slots->dict);
    type->tp_dealloc = Hb_SubtypeDealloc;
    type->tp_alloc = PyType_GenericAlloc;
    type->tp_free = PyObject_GC_Del;
    type->tp_traverse = Hb_SubtypeTraverse;
    type->tp_clear = Hb_SubtypeClear;
    et->ht_name = Py_NewRef(slots->name);
    et->ht_slots = Py_XNewRef(slots->slots);
    return et;
}

/* ---- attributes -------------------------------------------------------- */

static int
set_qualname(PyHeapTypeObject *et, PyObject *dict)
{
    PyObject *key = &_Py_ID(__qualname__);
    PyObject *qualname = PyDict_GetItemWithError(dict, key);
    if (qualname == NULL) {
        if (PyErr_Occurred()) {
            return -1;
        }
        et->ht_qualname = Py_NewRef(et->ht_name);
        return 0;
    }
    if (!PyUnicode_Check(qualname)) {
        PyErr_Format(PyExc_TypeError,
                     "type __qualname__ must be a str, not %s",
                     Py_TYPE(qualname)->tp_name);
        return -1;
    }
    et->ht_qualname = Py_NewRef(qualname);
    return PyDict_DelItem(dict, key);
}

static int
set_doc(PyTypeObject *type, PyObject *dict)
{
    PyObject *doc = PyDict_GetItemWithError(dict, &_Py_ID(__doc__));
    if (doc == NULL || !PyUnicode_Check(doc)) {
        return PyErr_Occurred() ? -1 : 0;
    }
    const char *text = PyUnicode_AsUTF8(doc);
    if (text == NULL) {
        return -1;
    }
    size_t size = strlen(text) + 1;
    char *copy = PyObject_Malloc(size);
    if (copy == NULL) {
        PyErr_NoMemory();
        return -1;
    }
    type->tp_doc = memcpy(copy, text, size);
    return 0;
}

/* The compiler hands over the cell that super() reads the class from. */
static int
set_classcell(PyTypeObject *type, PyObject *dict)
{
    PyObject *key = &_Py_ID(__classcell__);
    PyObject *cell = PyDict_GetItemWithError(dict, key);
    if (cell == NULL) {
        return PyErr_Occurred() ? -1 : 0;
    }
    if (!PyCell_Check(cell)) {
        PyErr_Format(PyExc_TypeError,
                     "__classcell__ must be a nonlocal cell, not %.200R",
                     Py_TYPE(cell));
        return -1;
    }
    PyCell_Set(cell, (PyObject *)type);
    return PyDict_DelItem(dict, key);
}

static int
set_attributes(struct class_request *req, PyHeapTypeObject *et)
{
    PyTypeObject *type = &et->ht_type;
    PyObject *dict = type->tp_dict;
    return set_name(type, req->slots.name) < 0 || set_qualname(et, dict) < 0 ||
                   set_doc(type, dict) < 0 ||
                   Hb_PlaceSlots(&req->slots, type) < 0 ||
                   set_classcell(type, dict) < 0
               ? -1
               : 0;
}

/* ---- hooks ------------------------------------------------------------- */

static int
call_set_name(PyTypeObject *type, PyObject *key, PyObject *value)
{
    PyObject *hook = _PyObject_LookupSpecial(value, &_Py_ID(__set_name__));
    if (hook == NULL) {
        return PyErr_Occurred() ? -1 : 0;
    }
    PyObject *result = PyObject_CallFunctionObjArgs(hook, type, key, NULL);
    Py_DECREF(hook);
    if (result == NULL) {
        _PyErr_FormatFromCause(
            PyExc_RuntimeError,
            "Error calling __set_name__ on '%.100s' instance %R in '%.100s'",
            Py_TYPE(value)->tp_name, key, type->tp_name);
        return -1;
    }
    Py_DECREF(result);
    return 0;
}

/* Calls __set_name__ of each value in the dict. */
static int
set_names(PyTypeObject *type)
{
    PyObject *names = PyDict_Copy(type->tp_dict);
    if (names == NULL) {
        return -1;
    }
    Py_ssize_t pos = 0;
    PyObject *key, *value;
    int result = 0;
    while (result == 0 && PyDict_Next(names, &pos, &key, &value)) {
        result = call_set_name(type, key, value);
    }
    Py_DECREF(names);
    return result;
}

/* super(type, type).__init_subclass__(**kwds) */
static int
init_subclass(PyTypeObject *type, PyObject *kwds)
{
    PyObject *args[] = {(PyObject *)type, (PyObject *)type};
    PyObject *super =
        PyObject_Vectorcall((PyObject *)&PySuper_Type, args, 2, NULL);
    if (super == NULL) {
        return -1;
    }
    PyObject *func = PyObject_GetAttr(super, &_Py_ID(__init_subclass__));
    Py_DECREF(super);
    if (func == NULL) {
        return -1;
    }
    PyObject *result = PyObject_VectorcallDict(func, NULL, 0, kwds);
    Py_DECREF(func);
    Py_XDECREF(result);
    return result == NULL ? -1 : 0;
}

/* ---- the whole --------------------------------------------------------- */

int
Hb_SetCachedKeys(PyHeapTypeObject *et)
{
    if (!_PyType_HasFeature(&et->ht_type, Py_TPFLAGS_MANAGED_DICT)) {
        return 0;
    }
    et->ht_cached_keys = _PyDict_NewKeysForClass();
    if (et->ht_cached_keys == NULL) {
        PyErr_NoMemory();
        return -1;
    }
    return 0;
}

static PyObject *
make_class(struct class_request *req)
{
    PyHeapTypeObject *et = alloc_type(req);
    if (et == NULL) {
        return NULL;
    }
    PyTypeObject *type = &et->ht_type;
    if (set_attributes(req, et) < 0 || PyType_Ready(type) < 0) {
        Py_DECREF(type);
        return NULL;
    }
    Hb_FixupSlots(type);
    if (_PyType_HasFeature(type, Py_TPFLAGS_MANAGED_DICT)) {
        et->ht_cached_keys = _PyDict_NewKeysForClass();
        if (et->ht_cached_keys == NULL) {
            Py_DECREF(type);
            return PyErr_NoMemory();
        }
    }
    if (set_names(type) < 0 || init_subclass(type, req->kwds) < 0) {
        Py_DECREF(type);
        return NULL;
    }
    return (PyObject *)type;
}

PyObject *
Hb_TypeNew(PyTypeObject *metatype, PyObject *args, PyObject *kwds)
{
    struct class_request req = {.metatype = metatype, .kwds = kwds};
    struct class_slots *slots = &req.slots;
    if (!PyArg_ParseTuple(args, "UO!O!:type.__new__", &slots->name,
                          &PyTuple_Type, &slots->bases, &PyDict_Type,
                          &req.original_dict)) {
        return NULL;
    }
    PyObject *type = NULL;
    Py_INCREF(slots->bases);
    if (resolve_bases(&req, args, &type) == 0) {
        slots->dict = PyDict_Copy(req.original_dict);
        if (slots->dict != NULL && Hb_ReadSlots(slots) == 0) {
            type = make_class(&req);
        }
        Py_XDECREF(slots->dict);
        Py_XDECREF(slots->slots);
    }
    Py_DECREF(slots->bases);
    return type;
}
