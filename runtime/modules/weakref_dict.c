/* weakref_dict.c -- what both dictionaries of module weakref do alike.
 *
 * Source: CPython 3.11, Lib/weakref.py.
 */
#include "internal/hb_weakcollections.h"

PyObject *
Hb_WeakDictGet(const struct Hb_WeakDict *how, PyObject *self, PyObject *args)
{
    PyObject *key, *fallback = Py_None;
    PyObject *value;

    if (!PyArg_UnpackTuple(args, "get", 1, 2, &key, &fallback)) {
        return NULL;
    }
    value = how->lookup(self, key);
    return value || PyErr_Occurred() ? value : Py_NewRef(fallback);
}

PyObject *
Hb_WeakDictSetDefault(const struct Hb_WeakDict *how, PyObject *self,
                      PyObject *args)
{
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
Hb_WeakDictPop(const struct Hb_WeakDict *how, PyObject *self, PyObject *args)
{
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
Hb_WeakDictPopItem(const struct Hb_WeakDict *how, PyObject *self)
{
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
Hb_WeakDictCopy(const struct Hb_WeakDict *how, PyObject *self)
{
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
