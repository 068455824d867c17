/* weakref_dict.c -- what both dictionaries of module weakref do alike.
 *
 * Source: CPython 3.11, Lib/weakref.py.
 */
#include "internal/hb_weakcollections.h"

static const struct Hb_WeakDict *
how_of(PyObject *self)
{
    return PyObject_TypeCheck(self, &Hb_WeakKeyDictionary_Type)
               ? &Hb_WeakKeys
               : &Hb_WeakValues;
}

PyObject *
Hb_WeakDictGet(PyObject *self, PyObject *args)
{
    const struct Hb_WeakDict *how = how_of(self);
    PyObject *key, *fallback = Py_None;
    PyObject *value;

    if (!PyArg_UnpackTuple(args, "get", 1, 2, &key, &fallback)) {
        return NULL;
    }
    value = how->lookup(self, key);
    return value || PyErr_Occurred() ? value : Py_NewRef(fallback);
}

PyObject *
Hb_WeakDictSetDefault(PyObject *self, PyObject *args)
{
    const struct Hb_WeakDict *how = how_of(self);
    PyObject *key, *fallback = Py_None;
    PyObject *value;

    if (!PyArg_UnpackTuple(args, "setdefault", 1, 2, &key, &fallback)) {
        return NULL;
    }
    value = how->lookup(self, key);
    if (value || PyErr_Occurred()) {
        return value;
    }
    return how->store(self, key, fallback) ? NULL : Py_NewRef(fallback);
}

PyObject *
Hb_WeakDictPop(PyObject *self, PyObject *args)
{
    const struct Hb_WeakDict *how = how_of(self);
    PyObject *key, *fallback = NULL;
    PyObject *value;

    if (!PyArg_UnpackTuple(args, "pop", 1, 2, &key, &fallback)) {
        return NULL;
    }
    value = how->lookup(self, key);
    if (value) {
        if (how->store(self, key, NULL)) {
            Py_CLEAR(value);
        }
        return value;
    }
    if (PyErr_Occurred()) {
        return NULL;
    }
    return fallback ? Py_NewRef(fallback) : how->missing(key);
}

/* Entries that died are passed over, and are gone then. */
PyObject *
Hb_WeakDictPopItem(PyObject *self, PyObject *Py_UNUSED(ignored))
{
    const struct Hb_WeakDict *how = how_of(self);
    for (;;) {
        PyObject *pair =
            PyObject_CallMethod(Hb_WeakData(self), "popitem", NULL);
        PyObject *referent, *result;

        if (!pair) {
            return NULL;
        }
        referent = Hb_WeakReferent(PyTuple_GET_ITEM(pair, how->dies));
        if (referent) {
            result =
                how->dies == 0
                    ? PyTuple_Pack(2, referent, PyTuple_GET_ITEM(pair, 1))
                    : PyTuple_Pack(2, PyTuple_GET_ITEM(pair, 0), referent);
            Py_DECREF(referent);
            Py_DECREF(pair);
            return result;
        }
        Py_DECREF(pair);
    }
}

PyObject *
Hb_WeakDictCopy(PyObject *self, PyObject *Py_UNUSED(ignored))
{
    const struct Hb_WeakDict *how = how_of(self);
    PyObject *copy = PyObject_CallNoArgs((PyObject *)Py_TYPE(self));

    if (copy && how->update(copy, self)) {
        Py_CLEAR(copy);
    }
    return copy;
}

PyObject *
Hb_WeakDictClear(PyObject *self, PyObject *Py_UNUSED(ignored))
{
    PyDict_Clear(Hb_WeakData(self));
    Py_RETURN_NONE;
}

/* ---- with other mappings ------------------------------------------------ */

static int
is_weak_dict(PyObject *op)
{
    return PyObject_TypeCheck(op, &Hb_WeakValueDictionary_Type) ||
           PyObject_TypeCheck(op, &Hb_WeakKeyDictionary_Type);
}

/* What collections.abc.Mapping knows of these types. */
static int
is_mapping(PyObject *op)
{
    return PyDict_Check(op) || is_weak_dict(op) ||
           PyObject_TypeCheck(op, &PyDictProxy_Type);
}

/* dict(op.items()) */
static PyObject *
dict_of(PyObject *op)
{
    PyObject *items = PyObject_CallMethod(op, "items", NULL);
    PyObject *dict =
        items ? PyObject_CallOneArg((PyObject *)&PyDict_Type, items) : NULL;

    Py_XDECREF(items);
    return dict;
}

PyObject *
Hb_WeakDictRichCompare(PyObject *self, PyObject *other, int op)
{
    PyObject *a, *b, *result;

    if ((op != Py_EQ && op != Py_NE) || !is_mapping(other)) {
        Py_RETURN_NOTIMPLEMENTED;
    }
    a = dict_of(self);
    b = a ? dict_of(other) : NULL;
    result = b ? PyObject_RichCompare(a, b, op) : NULL;
    Py_XDECREF(a);
    Py_XDECREF(b);
    return result;
}

static int
update(PyObject *self, PyObject *other)
{
    PyObject *none = PyObject_CallMethod(self, "update", "(O)", other);

    Py_XDECREF(none);
    return none ? 0 : -1;
}

static PyObject *
weak_or(PyObject *self, PyObject *other)
{
    PyObject *result;

    if (!is_mapping(self) || !is_mapping(other)) {
        Py_RETURN_NOTIMPLEMENTED;
    }
    if (is_weak_dict(self)) {
        result = PyObject_CallMethod(self, "copy", NULL);
    }
    else {
        result = PyObject_CallNoArgs((PyObject *)Py_TYPE(other));
        if (result && update(result, self)) {
            Py_CLEAR(result);
        }
    }
    if (result && update(result, other)) {
        Py_CLEAR(result);
    }
    return result;
}

static PyObject *
weak_inplace_or(PyObject *self, PyObject *other)
{
    return update(self, other) ? NULL : Py_NewRef(self);
}

PyNumberMethods Hb_WeakDictAsNumber = {
    .nb_or = weak_or,
    .nb_inplace_or = weak_inplace_or,
};

/* copy.deepcopy(op, memo) */
static PyObject *
deep_copy(PyObject *op, PyObject *memo)
{
    PyObject *module = PyImport_ImportModule("copy");
    PyObject *copy =
        module ? PyObject_CallMethod(module, "deepcopy", "OO", op, memo)
               : NULL;

    Py_XDECREF(module);
    return copy;
}

/* The referent of an entry stays what it is. */
static int
copy_entry(const struct Hb_WeakDict *how, PyObject *copy, PyObject *entry,
           PyObject *memo)
{
    PyObject *referent = Hb_WeakReferent(PyTuple_GET_ITEM(entry, how->dies));
    PyObject *other;
    int status;

    if (!referent) {
        return 0;
    }
    other = deep_copy(PyTuple_GET_ITEM(entry, 1 - how->dies), memo);
    status = !other           ? -1
             : how->dies == 0 ? how->store(copy, referent, other)
                              : how->store(copy, other, referent);
    Py_XDECREF(other);
    Py_DECREF(referent);
    return status;
}

PyObject *
Hb_WeakDictDeepCopy(PyObject *self, PyObject *memo)
{
    const struct Hb_WeakDict *how = how_of(self);
    PyObject *copy = PyObject_CallNoArgs((PyObject *)Py_TYPE(self));
    PyObject *entries = copy ? PyDict_Items(Hb_WeakData(self)) : NULL;
    int status = entries ? 0 : -1;
    Py_ssize_t i;

    for (i = 0; status == 0 && i < PyList_GET_SIZE(entries); i++) {
        status = copy_entry(how, copy, PyList_GET_ITEM(entries, i), memo);
    }
    Py_XDECREF(entries);
    if (status) {
        Py_CLEAR(copy);
    }
    return copy;
}
