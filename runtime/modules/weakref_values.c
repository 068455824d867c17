/* weakref_values.c -- WeakValueDictionary: entries live as long as values.
 *
 * The data is a dict from keys to KeyedRef objects.
 *
 * Source: CPython 3.11, Lib/weakref.py.
 */
#include "internal/hb_weakcollections.h"
#include "structmember.h"

/* ---- KeyedRef ----------------------------------------------------------- */

static PyObject *
keyed_new(PyTypeObject *type, PyObject *args, PyObject *Py_UNUSED(kwds))
{
    PyObject *ob, *callback, *key, *pair, *self;

    if (!PyArg_UnpackTuple(args, "__new__", 3, 3, &ob, &callback, &key)) {
        return NULL;
    }
    pair = PyTuple_Pack(2, ob, callback);
    self = pair ? _PyWeakref_RefType.tp_new(type, pair, NULL) : NULL;
    Py_XDECREF(pair);
    if (self) {
        ((struct Hb_KeyedRef *)self)->key = Py_NewRef(key);
    }
    return self;
}

static int
keyed_init(PyObject *Py_UNUSED(self), PyObject *Py_UNUSED(args),
           PyObject *Py_UNUSED(kwds))
{
    return 0;
}

static int
keyed_traverse(PyObject *self, visitproc visit, void *arg)
{
    Py_VISIT(((struct Hb_KeyedRef *)self)->key);
    return _PyWeakref_RefType.tp_traverse(self, visit, arg);
}

static void
keyed_dealloc(PyObject *self)
{
    PyObject_GC_UnTrack(self);
    Py_CLEAR(((struct Hb_KeyedRef *)self)->key);
    PyObject_GC_Track(self); /* the base untracks again */
    _PyWeakref_RefType.tp_dealloc(self);
}

static PyMemberDef keyed_members[] = {
    {"key", T_OBJECT, offsetof(struct Hb_KeyedRef, key), 0, NULL},
    {NULL, 0, 0, 0, NULL},
};

PyTypeObject Hb_KeyedRef_Type = {
    PyVarObject_HEAD_INIT(&PyType_Type, 0).tp_name = "weakref.KeyedRef",
    .tp_basicsize = sizeof(struct Hb_KeyedRef),
    .tp_dealloc = keyed_dealloc,
    .tp_vectorcall_offset = offsetof(PyWeakReference, vectorcall),
    .tp_call = PyVectorcall_Call,
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC |
                Py_TPFLAGS_HAVE_VECTORCALL | Py_TPFLAGS_BASETYPE,
    .tp_traverse = keyed_traverse,
    .tp_members = keyed_members,
    .tp_base = &_PyWeakref_RefType,
    .tp_init = keyed_init,
    .tp_new = keyed_new,
};

static PyObject *
new_keyed(PyObject *self, PyObject *value, PyObject *key)
{
    return PyObject_CallFunctionObjArgs(
        (PyObject *)&Hb_KeyedRef_Type, value,
        ((struct Hb_WeakCollection *)self)->callback, key, NULL);
}

/* ---- entries ------------------------------------------------------------ */

/* Takes an entry out, if it still is the dead one. */
static PyObject *
remove_entry(PyObject *selfref, PyObject *ref)
{
    PyObject *data = Hb_WeakCollectionOf(selfref);
    PyObject *key = ((struct Hb_KeyedRef *)ref)->key;
    PyObject *entry;
    int status = 0;

    if (!data) {
        Py_RETURN_NONE;
    }
    entry = PyDict_GetItemWithError(data, key);
    if (entry && PyWeakref_GET_OBJECT(entry) == Py_None) {
        status = PyDict_DelItem(data, key);
    }
    Py_DECREF(data);
    if (status || PyErr_Occurred()) {
        return NULL;
    }
    Py_RETURN_NONE;
}

static PyMethodDef remove_def = {"remove", remove_entry, METH_O, NULL};

/* The live value of a key, new reference; NULL without an exception. */
static PyObject *
lookup(PyObject *self, PyObject *key)
{
    PyObject *entry = PyDict_GetItemWithError(Hb_WeakData(self), key);

    return entry ? Hb_WeakReferent(entry) : NULL;
}

static PyObject *
values_getitem(PyObject *self, PyObject *key)
{
    PyObject *value = lookup(self, key);

    if (!value && !PyErr_Occurred()) {
        Hb_WeakKeyError(key);
    }
    return value;
}

static int
values_setitem(PyObject *self, PyObject *key, PyObject *value)
{
    PyObject *ref;
    int status;

    if (!value) {
        return PyDict_DelItem(Hb_WeakData(self), key);
    }
    ref = new_keyed(self, value, key);
    if (!ref) {
        return -1;
    }
    status = PyDict_SetItem(Hb_WeakData(self), key, ref);
    Py_DECREF(ref);
    return status;
}

static int
values_contains(PyObject *self, PyObject *key)
{
    PyObject *value = lookup(self, key);

    if (!value) {
        return PyErr_Occurred() ? -1 : 0;
    }
    Py_DECREF(value);
    return 1;
}

/* ---- making and copying ------------------------------------------------- */

static PyObject *
values_new(PyTypeObject *type, PyObject *Py_UNUSED(args),
           PyObject *Py_UNUSED(kwds))
{
    return Hb_WeakCollectionNew(type, PyDict_New(), &remove_def);
}

static int
update_from_dict(PyObject *self, PyObject *dict)
{
    PyObject *items = PyMapping_Items(dict);
    Py_ssize_t i;
    int status = items ? 0 : -1;

    for (i = 0; status == 0 && i < PyList_GET_SIZE(items); i++) {
        PyObject *pair = PyList_GET_ITEM(items, i);

        status = PyObject_SetItem(self, PyTuple_GET_ITEM(pair, 0),
                                  PyTuple_GET_ITEM(pair, 1));
    }
    Py_XDECREF(items);
    return status;
}

/* Anything that dict() takes. */
static int
update_from(PyObject *self, PyObject *other)
{
    PyObject *dict;
    int status;

    if (PyDict_CheckExact(other)) {
        return update_from_dict(self, other);
    }
    if (PyObject_HasAttrString(other, "items")) {
        other = PyObject_CallMethod(other, "items", NULL);
    }
    else {
        Py_INCREF(other);
    }
    dict = other ? PyObject_CallOneArg((PyObject *)&PyDict_Type, other) : NULL;
    Py_XDECREF(other);
    if (!dict) {
        return -1;
    }
    status = update_from_dict(self, dict);
    Py_DECREF(dict);
    return status;
}

static int
update_from_arguments(PyObject *self, PyObject *args, PyObject *kwds)
{
    PyObject *other = NULL;

    if (!PyArg_UnpackTuple(args, "__init__", 0, 1, &other) ||
        (other && other != Py_None && update_from(self, other))) {
        return -1;
    }
    return kwds ? update_from(self, kwds) : 0;
}

/* Begins anew, even in one that is filled. */
static int
values_init(PyObject *self, PyObject *args, PyObject *kwds)
{
    PyDict_Clear(Hb_WeakData(self));
    return update_from_arguments(self, args, kwds);
}

static PyObject *
values_update(PyObject *self, PyObject *args, PyObject *kwds)
{
    if (update_from_arguments(self, args, kwds)) {
        return NULL;
    }
    Py_RETURN_NONE;
}

/* ---- iterating ---------------------------------------------------------- */

/* Pairs (reference, key). */
static PyObject *
entries(PyObject *self)
{
    PyObject *list = PyList_New(0);
    PyObject *key, *ref;
    Py_ssize_t pos = 0;

    while (list && PyDict_Next(Hb_WeakData(self), &pos, &key, &ref)) {
        PyObject *pair = PyTuple_Pack(2, ref, key);

        if (!pair || PyList_Append(list, pair)) {
            Py_CLEAR(list);
        }
        Py_XDECREF(pair);
    }
    return list;
}

static PyObject *
values_iter(PyObject *self)
{
    return Hb_WeakIterator(entries(self), HB_WEAK_OTHER);
}

static PyObject *
values_keys(PyObject *self, PyObject *Py_UNUSED(ignored))
{
    return values_iter(self);
}

static PyObject *
values_values(PyObject *self, PyObject *Py_UNUSED(ignored))
{
    return Hb_WeakIterator(entries(self), HB_WEAK_REFERENT);
}

static PyObject *
values_items(PyObject *self, PyObject *Py_UNUSED(ignored))
{
    return Hb_WeakIterator(entries(self), HB_WEAK_PAIR_TURNED);
}

static PyObject *
values_valuerefs(PyObject *self, PyObject *Py_UNUSED(ignored))
{
    return PyDict_Values(Hb_WeakData(self));
}

static PyObject *
values_itervaluerefs(PyObject *self, PyObject *Py_UNUSED(ignored))
{
    PyObject *refs = PyDict_Values(Hb_WeakData(self));
    PyObject *iterator = refs ? PyObject_GetIter(refs) : NULL;

    Py_XDECREF(refs);
    return iterator;
}

/* ---- methods ------------------------------------------------------------ */

const struct Hb_WeakDict Hb_WeakValues = {
    .lookup = lookup,
    .store = values_setitem,
    .missing = Hb_WeakKeyError,
    .update = update_from,
    .dies = 1,
};

static PyMethodDef values_methods[] = {
    {"keys", values_keys, METH_NOARGS, NULL},
    {"values", values_values, METH_NOARGS, NULL},
    {"items", values_items, METH_NOARGS, NULL},
    {"valuerefs", values_valuerefs, METH_NOARGS, NULL},
    {"itervaluerefs", values_itervaluerefs, METH_NOARGS, NULL},
    HB_WEAK_DICT_METHODS,
    {"update", (PyCFunction)(void (*)(void))values_update,
     METH_VARARGS | METH_KEYWORDS, NULL},
    {NULL, NULL, 0, NULL},
};

static PyMappingMethods values_as_mapping = {
    .mp_length = Hb_WeakCollectionLength,
    .mp_subscript = values_getitem,
    .mp_ass_subscript = values_setitem,
};

static PySequenceMethods values_as_sequence = {
    .sq_contains = values_contains,
};

PyTypeObject Hb_WeakValueDictionary_Type = {
    PyVarObject_HEAD_INIT(&PyType_Type, 0).tp_name =
        "weakref.WeakValueDictionary",
    .tp_basicsize = sizeof(struct Hb_WeakCollection),
    .tp_dealloc = Hb_WeakCollectionDealloc,
    .tp_repr = Hb_WeakCollectionRepr,
    .tp_as_number = &Hb_WeakDictAsNumber,
    .tp_as_sequence = &values_as_sequence,
    .tp_as_mapping = &values_as_mapping,
    .tp_hash = PyObject_HashNotImplemented,
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC | Py_TPFLAGS_BASETYPE,
    .tp_traverse = Hb_WeakCollectionTraverse,
    .tp_clear = Hb_WeakCollectionClear,
    .tp_richcompare = Hb_WeakDictRichCompare,
    .tp_weaklistoffset = offsetof(struct Hb_WeakCollection, weaklist),
    .tp_iter = values_iter,
    .tp_methods = values_methods,
    .tp_getset = Hb_WeakCollectionGetSet,
    .tp_dictoffset = offsetof(struct Hb_WeakCollection, dict),
    .tp_init = values_init,
    .tp_new = values_new,
};
