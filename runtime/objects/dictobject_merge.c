/* dictobject_merge.c -- dicts made from others: update, copy, fromkeys. */
#include "Python.h"
#include "internal/pycore_object.h"
#include "internal/pycore_unicodeobject.h"
#include "dictobject_lookup.h"

/* ---- merging mappings ---- */

/* Whether a dict is so full that its table may be copied as it is: no holes,
 * and no smaller table would do. */
static int
is_tight(PyDictObject *mp)
{
    PyDictKeysObject *keys = mp->ma_keys;

    return is_combined(mp) && mp->ma_used == keys->dk_nentries &&
           (DK_LOG_SIZE(keys) == PyDict_LOG_MINSIZE ||
            USABLE_FRACTION(DK_SIZE(keys) / 2) < mp->ma_used);
}

/* Gives an empty dict a copy of the other's table. */
static int
clone_into(PyDictObject *mp, PyDictObject *other)
{
    PyDictKeysObject *keys = Hb_DictKeysClone(other->ma_keys);

    if (keys == NULL) {
        return -1;
    }
    Hb_DictKeysDecref(mp->ma_keys);
    mp->ma_keys = keys;
    if (mp->ma_values != NULL) {
        Hb_DictValuesFree(mp->ma_values);
        mp->ma_values = NULL;
    }
    mp->ma_used = other->ma_used;
    mp->ma_version_tag = DICT_NEXT_VERSION();
    if (_PyObject_GC_IS_TRACKED(other) && !_PyObject_GC_IS_TRACKED(mp)) {
        _PyObject_GC_TRACK(mp);
    }
    return 0;
}

/* Stores one pair.  override: 0 keeps what is there, 1 replaces it, 2 makes
 * it a KeyError. */
static int
merge_pair(PyDictObject *mp, PyObject *key, Py_hash_t hash, PyObject *value,
           int override)
{
    if (override != 1) {
        PyObject *old;

        if (lookup(mp, key, hash, &old) == DKIX_ERROR) {
            return -1;
        }
        if (old != NULL && override != 0) {
            _PyErr_SetKeyError(key);
            return -1;
        }
        if (old != NULL) {
            return 0;
        }
    }
    return Hb_DictInsert(mp, Py_NewRef(key), hash, Py_NewRef(value));
}

static int
merge_pairs(PyDictObject *mp, PyDictObject *other, int override)
{
    Py_ssize_t entries = other->ma_keys->dk_nentries, pos = 0;
    PyObject *key, *value;
    Py_hash_t hash;

    while (next_pair(other, &pos, &key, &value, &hash)) {
        int status;

        Py_INCREF(key);
        Py_INCREF(value);
        status = merge_pair(mp, key, hash, value, override);
        Py_DECREF(value);
        Py_DECREF(key);
        if (status < 0) {
            return -1;
        }
        if (entries != other->ma_keys->dk_nentries) {
            PyErr_SetString(PyExc_RuntimeError, "dict mutated during update");
            return -1;
        }
    }
    return 0;
}

static int
merge_dict(PyDictObject *mp, PyDictObject *other, int override)
{
    if (other == mp || other->ma_used == 0) {
        return 0;
    }
    if (mp->ma_used == 0) {
        override = 1;
        if (is_tight(other)) {
            return clone_into(mp, other);
        }
    }
    /* One step instead of many; as if no key were in both. */
    if (USABLE_FRACTION(DK_SIZE(mp->ma_keys)) < other->ma_used &&
        Hb_DictResize(mp, Hb_DictLog2SizeFor(mp->ma_used + other->ma_used),
                      DK_IS_UNICODE(other->ma_keys)) < 0) {
        return -1;
    }
    return merge_pairs(mp, other, override);
}

/* One key of a mapping that is not a dict. */
static int
merge_key(PyObject *dict, PyObject *mapping, PyObject *key, int override)
{
    PyObject *value;
    int status;

    if (override != 1) {
        status = PyDict_Contains(dict, key);
        if (status > 0 && override != 0) {
            _PyErr_SetKeyError(key);
            status = -1;
        }
        if (status != 0) {
            return status < 0 ? -1 : 0;
        }
    }
    value = PyObject_GetItem(mapping, key);
    if (value == NULL) {
        return -1;
    }
    status = PyDict_SetItem(dict, key, value);
    Py_DECREF(value);
    return status;
}

static int
merge_mapping(PyObject *dict, PyObject *mapping, int override)
{
    PyObject *keys = PyMapping_Keys(mapping), *it, *key;
    int status = 0;

    if (keys == NULL) {
        return -1;
    }
    it = PyObject_GetIter(keys);
    Py_DECREF(keys);
    if (it == NULL) {
        return -1;
    }
    while (status == 0 && (key = PyIter_Next(it)) != NULL) {
        status = merge_key(dict, mapping, key, override);
        Py_DECREF(key);
    }
    Py_DECREF(it);
    return status < 0 || PyErr_Occurred() ? -1 : 0;
}

int
_PyDict_MergeEx(PyObject *op, PyObject *other, int override)
{
    if (op == NULL || !PyDict_Check(op) || other == NULL) {
        PyErr_BadInternalCall();
        return -1;
    }
    /* A subclass that iterates in its own way is asked for its keys. */
    if (PyDict_Check(other) && Py_TYPE(other)->tp_iter == Hb_DictIter) {
        return merge_dict((PyDictObject *)op, (PyDictObject *)other, override);
    }
    return merge_mapping(op, other, override);
}

int
PyDict_Merge(PyObject *op, PyObject *other, int override)
{
    return _PyDict_MergeEx(op, other, override != 0);
}

int
PyDict_Update(PyObject *op, PyObject *other)
{
    return _PyDict_MergeEx(op, other, 1);
}

/* ---- merging pairs ---- */

/* Stores element number i of a sequence of pairs. */
static int
merge_element(PyObject *dict, PyObject *element, Py_ssize_t i, int override)
{
    PyObject *pair = PySequence_Fast(element, ""), *key, *value;
    int status = -1;

    if (pair == NULL) {
        if (PyErr_ExceptionMatches(PyExc_TypeError)) {
            PyErr_Format(PyExc_TypeError,
                         "cannot convert dictionary update "
                         "sequence element #%zd to a sequence",
                         i);
        }
        return -1;
    }
    if (PySequence_Fast_GET_SIZE(pair) != 2) {
        PyErr_Format(PyExc_ValueError,
                     "dictionary update sequence element #%zd "
                     "has length %zd; 2 is required",
                     i, PySequence_Fast_GET_SIZE(pair));
        Py_DECREF(pair);
        return -1;
    }
    key = Py_NewRef(PySequence_Fast_GET_ITEM(pair, 0));
    value = Py_NewRef(PySequence_Fast_GET_ITEM(pair, 1));
    if (override) {
        status = PyDict_SetItem(dict, key, value);
    }
    else if (PyDict_SetDefault(dict, key, value) != NULL) {
        status = 0;
    }
    Py_DECREF(key);
    Py_DECREF(value);
    Py_DECREF(pair);
    return status;
}

int
PyDict_MergeFromSeq2(PyObject *dict, PyObject *pairs, int override)
{
    PyObject *it = PyObject_GetIter(pairs), *element;
    Py_ssize_t i;
    int status = 0;

    if (it == NULL) {
        return -1;
    }
    for (i = 0; status == 0 && (element = PyIter_Next(it)) != NULL; i++) {
        status = merge_element(dict, element, i, override);
        Py_DECREF(element);
    }
    Py_DECREF(it);
    return status < 0 || PyErr_Occurred() ? -1 : 0;
}

/* update(arg): a mapping if it has keys(), else a sequence of pairs. */
int
Hb_DictUpdateArg(PyObject *self, PyObject *arg)
{
    PyObject *keys;
    int found;

    if (PyDict_CheckExact(arg)) {
        return PyDict_Merge(self, arg, 1);
    }
    found = _PyObject_LookupAttr(arg, &_Py_ID(keys), &keys);
    if (found < 0) {
        return -1;
    }
    if (found == 0) {
        return PyDict_MergeFromSeq2(self, arg, 1);
    }
    Py_DECREF(keys);
    return PyDict_Merge(self, arg, 1);
}

int
Hb_DictUpdateCommon(PyObject *self, PyObject *args, PyObject *kwds,
                    const char *name)
{
    PyObject *arg = NULL;

    if (!PyArg_UnpackTuple(args, name, 0, 1, &arg)) {
        return -1;
    }
    if (arg != NULL && Hb_DictUpdateArg(self, arg) < 0) {
        return -1;
    }
    if (kwds == NULL) {
        return 0;
    }
    return PyArg_ValidateKeywordArguments(kwds) ? PyDict_Merge(self, kwds, 1)
                                                : -1;
}

/* ---- copying ---- */

/* A copy that shares the keys too. */
static PyObject *
copy_split(PyDictObject *mp)
{
    PyDictValues *values = Hb_DictValuesCopy(mp->ma_keys, mp->ma_values);
    Py_ssize_t ix = Hb_DictKeysShared(mp->ma_keys);
    PyDictObject *copy;

    if (values == NULL) {
        return PyErr_NoMemory();
    }
    copy = PyObject_GC_New(PyDictObject, &PyDict_Type);
    if (copy == NULL) {
        while (ix-- > 0) {
            Py_XDECREF(values->values[ix]);
        }
        Hb_DictValuesFree(values);
        return NULL;
    }
    Hb_DictKeysIncref(mp->ma_keys);
    copy->ma_keys = mp->ma_keys;
    copy->ma_values = values;
    copy->ma_used = mp->ma_used;
    copy->ma_version_tag = DICT_NEXT_VERSION();
    if (_PyObject_GC_IS_TRACKED(mp)) {
        _PyObject_GC_TRACK(copy);
    }
    return (PyObject *)copy;
}

/* A copy of the table as it is, holes and all. */
static PyObject *
copy_table(PyDictObject *mp)
{
    PyDictKeysObject *keys = Hb_DictKeysClone(mp->ma_keys);
    PyObject *copy;

    if (keys == NULL) {
        return NULL;
    }
    copy = Hb_DictNewWith(keys, NULL, mp->ma_used);
    if (copy != NULL && _PyObject_GC_IS_TRACKED(mp)) {
        _PyObject_GC_TRACK(copy);
    }
    return copy;
}

PyObject *
PyDict_Copy(PyObject *op)
{
    PyDictObject *mp = (PyDictObject *)op;
    PyObject *copy;

    if (op == NULL || !PyDict_Check(op)) {
        PyErr_BadInternalCall();
        return NULL;
    }
    if (mp->ma_used == 0) {
        return PyDict_New();
    }
    if (!is_combined(mp)) {
        return copy_split(mp);
    }
    if (Py_TYPE(mp)->tp_iter == Hb_DictIter &&
        mp->ma_used >= (mp->ma_keys->dk_nentries * 2) / 3) {
        return copy_table(mp);
    }
    copy = PyDict_New();
    if (copy != NULL && PyDict_Merge(copy, op, 1) < 0) {
        Py_CLEAR(copy);
    }
    return copy;
}

/* ---- fromkeys ---- */

/* The keys of a dict or set go into an empty dict, which is made large
 * enough at once. */
static int
fill_from_dict(PyDictObject *mp, PyObject *source, PyObject *value)
{
    PyDictObject *other = (PyDictObject *)source;
    Py_ssize_t pos = 0;
    PyObject *key;
    Py_hash_t hash;

    if (Hb_DictResize(mp, Hb_DictLog2SizeFor(other->ma_used),
                      DK_IS_UNICODE(other->ma_keys)) < 0) {
        return -1;
    }
    while (_PyDict_Next(source, &pos, &key, NULL, &hash)) {
        if (Hb_DictInsert(mp, Py_NewRef(key), hash, Py_NewRef(value)) < 0) {
            return -1;
        }
    }
    return 0;
}

static int
fill_from_set(PyDictObject *mp, PyObject *source, PyObject *value)
{
    Py_ssize_t pos = 0;
    PyObject *key;
    Py_hash_t hash;

    if (Hb_DictResize(mp, Hb_DictLog2SizeFor(PySet_GET_SIZE(source)), 0) < 0) {
        return -1;
    }
    while (_PySet_NextEntry(source, &pos, &key, &hash)) {
        if (Hb_DictInsert(mp, Py_NewRef(key), hash, Py_NewRef(value)) < 0) {
            return -1;
        }
    }
    return 0;
}

static int
fill_from_iterable(PyObject *dict, PyObject *iterable, PyObject *value)
{
    PyObject *it = PyObject_GetIter(iterable), *key;
    int exact = PyDict_CheckExact(dict), status = 0;

    if (it == NULL) {
        return -1;
    }
    while (status == 0 && (key = PyIter_Next(it)) != NULL) {
        status = exact ? PyDict_SetItem(dict, key, value)
                       : PyObject_SetItem(dict, key, value);
        Py_DECREF(key);
    }
    Py_DECREF(it);
    return status < 0 || PyErr_Occurred() ? -1 : 0;
}

PyObject *
_PyDict_FromKeys(PyObject *type, PyObject *iterable, PyObject *value)
{
    PyObject *dict = PyObject_CallNoArgs(type);
    int fresh, status;

    if (dict == NULL) {
        return NULL;
    }
    fresh = PyDict_CheckExact(dict) && ((PyDictObject *)dict)->ma_used == 0;
    if (fresh && PyDict_CheckExact(iterable)) {
        status = fill_from_dict((PyDictObject *)dict, iterable, value);
    }
    else if (fresh && PyAnySet_CheckExact(iterable)) {
        status = fill_from_set((PyDictObject *)dict, iterable, value);
    }
    else {
        status = fill_from_iterable(dict, iterable, value);
    }
    if (status < 0) {
        Py_CLEAR(dict);
    }
    return dict;
}

/* ---- | and |= ---- */

PyObject *
Hb_DictOr(PyObject *self, PyObject *other)
{
    PyObject *result;

    if (!PyDict_Check(self) || !PyDict_Check(other)) {
        Py_RETURN_NOTIMPLEMENTED;
    }
    result = PyDict_Copy(self);
    if (result != NULL && Hb_DictUpdateArg(result, other) < 0) {
        Py_CLEAR(result);
    }
    return result;
}

PyObject *
Hb_DictInPlaceOr(PyObject *self, PyObject *other)
{
    return Hb_DictUpdateArg(self, other) < 0 ? NULL : Py_NewRef(self);
}
