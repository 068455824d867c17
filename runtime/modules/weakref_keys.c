/* weakref_keys.c -- WeakKeyDictionary: entries live as long as keys.
 *
 * The data is a dict from weak references to values; a live reference is
 * found by its referent's hash and equality.
 *
 * Source: CPython 3.11, Lib/weakref.py.
 */
#include "internal/hb_weakcollections.h"
#include "structmember.h"

/* ---- entries ------------------------------------------------------------ */

/* The entry of a key that died may be gone already. */
static PyObject *
remove_entry(PyObject *selfref, PyObject *ref)
{
    PyObject *data = Hb_WeakCollectionOf(selfref);
    int status = 0;

    if (!data) {
        Py_RETURN_NONE;
    }
    status = PyDict_DelItem(data, ref);
    Py_DECREF(data);
    if (status && !PyErr_ExceptionMatches(PyExc_KeyError)) {
        return NULL;
    }
    PyErr_Clear();
    Py_RETURN_NONE;
}

static PyMethodDef remove_def = {"remove", remove_entry, METH_O, NULL};

/* The value of a key, new reference; NULL, perhaps with an exception. */
static PyObject *
lookup(PyObject *self, PyObject *key)
{
    PyObject *ref = PyWeakref_NewRef(key, NULL);
    PyObject *value;

    if (!ref) {
        return NULL;
    }
    value = Py_XNewRef(PyDict_GetItemWithError(Hb_WeakData(self), ref));
    Py_DECREF(ref);
    return value;
}

static PyObject *
key_error(PyObject *key)
{
    PyObject *ref = PyWeakref_NewRef(key, NULL);

    if (ref) {
        Hb_WeakKeyError(ref);
        Py_DECREF(ref);
    }
    return NULL;
}

static PyObject *
keys_getitem(PyObject *self, PyObject *key)
{
    PyObject *value = lookup(self, key);

    return value || PyErr_Occurred() ? value : key_error(key);
}

static int
keys_setitem(PyObject *self, PyObject *key, PyObject *value)
{
    PyObject *ref =
        value ? Hb_WeakRefFor(self, key) : PyWeakref_NewRef(key, NULL);
    int status;

    if (!ref) {
        return -1;
    }
    status = value ? PyDict_SetItem(Hb_WeakData(self), ref, value)
                   : PyDict_DelItem(Hb_WeakData(self), ref);
    Py_DECREF(ref);
    return status;
}

/* What cannot be referred to weakly is in no such dictionary. */
static int
keys_contains(PyObject *self, PyObject *key)
{
    PyObject *value = lookup(self, key);

    if (value) {
        Py_DECREF(value);
        return 1;
    }
    if (PyErr_Occurred()) {
        if (!PyErr_ExceptionMatches(PyExc_TypeError)) {
            return -1;
        }
        PyErr_Clear();
    }
    return 0;
}

/* ---- making and copying ------------------------------------------------- */

static PyObject *
keys_new(PyTypeObject *type, PyObject *Py_UNUSED(args),
         PyObject *Py_UNUSED(kwds))
{
    return Hb_WeakCollectionNew(type, PyDict_New(), &remove_def);
}

static int
update_from(PyObject *self, PyObject *other)
{
    PyObject *pairs, *iterator, *pair;
    int status = 0;

    if (PyObject_HasAttrString(other, "items")) {
        pairs = PyObject_CallMethod(other, "items", NULL);
    }
    else {
        pairs = PyObject_CallOneArg((PyObject *)&PyDict_Type, other);
        if (pairs) {
            Py_SETREF(pairs, PyMapping_Items(pairs));
        }
    }
    iterator = pairs ? PyObject_GetIter(pairs) : NULL;
    Py_XDECREF(pairs);
    if (!iterator) {
        return -1;
    }
    while (status == 0 && (pair = PyIter_Next(iterator)) != NULL) {
        PyObject *key = PySequence_GetItem(pair, 0);
        PyObject *value = key ? PySequence_GetItem(pair, 1) : NULL;

        status = value ? keys_setitem(self, key, value) : -1;
        Py_XDECREF(key);
        Py_XDECREF(value);
        Py_DECREF(pair);
    }
    Py_DECREF(iterator);
    return status || PyErr_Occurred() ? -1 : 0;
}

static int
update_from_arguments(PyObject *self, PyObject *args)
{
    PyObject *other = Py_None;

    if (!PyArg_UnpackTuple(args, "__init__", 0, 1, &other)) {
        return -1;
    }
    return other == Py_None ? 0 : update_from(self, other);
}

/* Begins anew, even in one that is filled. */
static int
keys_init(PyObject *self, PyObject *args, PyObject *Py_UNUSED(kwds))
{
    PyDict_Clear(Hb_WeakData(self));
    return update_from_arguments(self, args);
}

static PyObject *
keys_update(PyObject *self, PyObject *args)
{
    if (update_from_arguments(self, args)) {
        return NULL;
    }
    Py_RETURN_NONE;
}

/* ---- iterating ---------------------------------------------------------- */

static PyObject *
entries(PyObject *self)
{
    return PyDict_Items(Hb_WeakData(self));
}

static PyObject *
keys_iter(PyObject *self)
{
    return Hb_WeakIterator(entries(self), HB_WEAK_REFERENT);
}

static PyObject *
keys_keys(PyObject *self, PyObject *Py_UNUSED(ignored))
{
    return keys_iter(self);
}

static PyObject *
keys_values(PyObject *self, PyObject *Py_UNUSED(ignored))
{
    return Hb_WeakIterator(entries(self), HB_WEAK_OTHER);
}

static PyObject *
keys_items(PyObject *self, PyObject *Py_UNUSED(ignored))
{
    return Hb_WeakIterator(entries(self), HB_WEAK_PAIR);
}

static PyObject *
keys_keyrefs(PyObject *self, PyObject *Py_UNUSED(ignored))
{
    return PyDict_Keys(Hb_WeakData(self));
}

/* ---- methods ------------------------------------------------------------ */

const struct Hb_WeakDict Hb_WeakKeys = {
    .lookup = lookup,
    .store = keys_setitem,
    .missing = key_error,
    .update = update_from,
    .dies = 0,
};

static PyMethodDef keys_methods[] = {
    {"keys", keys_keys, METH_NOARGS, NULL},
    {"values", keys_values, METH_NOARGS, NULL},
    {"items", keys_items, METH_NOARGS, NULL},
    {"keyrefs", keys_keyrefs, METH_NOARGS, NULL},
    HB_WEAK_DICT_METHODS,
    {"update", keys_update, METH_VARARGS, NULL},
    {NULL, NULL, 0, NULL},
};

static PyMappingMethods keys_as_mapping = {
    .mp_length = Hb_WeakCollectionLength,
    .mp_subscript = keys_getitem,
    .mp_ass_subscript = keys_setitem,
};

static PySequenceMethods keys_as_sequence = {
    .sq_contains = keys_contains,
};

PyTypeObject Hb_WeakKeyDictionary_Type = {
    PyVarObject_HEAD_INIT(&PyType_Type, 0).tp_name =
        "weakref.WeakKeyDictionary",
    .tp_basicsize = sizeof(struct Hb_WeakCollection),
    .tp_dealloc = Hb_WeakCollectionDealloc,
    .tp_repr = Hb_WeakCollectionRepr,
    .tp_as_number = &Hb_WeakDictAsNumber,
    .tp_as_sequence = &keys_as_sequence,
    .tp_as_mapping = &keys_as_mapping,
    .tp_hash = PyObject_HashNotImplemented,
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC | Py_TPFLAGS_BASETYPE,
    .tp_traverse = Hb_WeakCollectionTraverse,
    .tp_clear = Hb_WeakCollectionClear,
    .tp_richcompare = Hb_WeakDictRichCompare,
    .tp_weaklistoffset = offsetof(struct Hb_WeakCollection, weaklist),
    .tp_iter = keys_iter,
    .tp_methods = keys_methods,
    .tp_getset = Hb_WeakCollectionGetSet,
    .tp_dictoffset = offsetof(struct Hb_WeakCollection, dict),
    .tp_init = keys_init,
    .tp_new = keys_new,
};
