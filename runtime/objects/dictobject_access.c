/* dictobject_access.c -- dicts from C: finding, deleting, walking. */
#include "Python.h"
#include "internal/pycore_object.h"
#include "dictobject_lookup.h"

static PyObject *
dict_new_presized(Py_ssize_t minused, int unicode)
{
    const Py_ssize_t most = 128 * 1024;
    PyDictKeysObject *keys;
    uint8_t log2_size = 17;

    if (minused <= USABLE_FRACTION(PyDict_MINSIZE)) {
        return PyDict_New();
    }
    if (minused <= USABLE_FRACTION(most)) {
        log2_size = Hb_DictLog2SizeFor(minused);
    }
    keys = Hb_DictKeysNew(log2_size, unicode);
    return keys == NULL ? NULL : Hb_DictNewWith(keys, NULL, 0);
}

PyObject *
_PyDict_NewPresized(Py_ssize_t minused)
{
    return dict_new_presized(minused, 0);
}

PyObject *
_PyDict_FromItems(PyObject *const *keys, Py_ssize_t keys_offset,
                  PyObject *const *values, Py_ssize_t values_offset,
                  Py_ssize_t n)
{
    PyObject *dict;
    Py_ssize_t i;
    int unicode = 1;

    for (i = 0; unicode && i < n; i++) {
        unicode = PyUnicode_CheckExact(keys[i * keys_offset]);
    }
    dict = dict_new_presized(n, unicode);
    for (i = 0; dict != NULL && i < n; i++) {
        if (PyDict_SetItem(dict, keys[i * keys_offset],
                           values[i * values_offset]) < 0) {
            Py_CLEAR(dict);
        }
    }
    return dict;
}

/* ---- finding ---- */

PyObject *
PyDict_GetItem(PyObject *op, PyObject *key)
{
    PyObject *type, *error, *traceback, *value;
    Py_hash_t hash;

    if (!PyDict_Check(op)) {
        return NULL;
    }
    hash = hash_of(key);
    if (hash == -1) {
        PyErr_Clear();
        return NULL;
    }
    /* What goes wrong in a comparison is lost; what was wrong before is not.
     */
    PyErr_Fetch(&type, &error, &traceback);
    lookup((PyDictObject *)op, key, hash, &value);
    PyErr_Restore(type, error, traceback);
    return value;
}

PyObject *
_PyDict_GetItem_KnownHash(PyObject *op, PyObject *key, Py_hash_t hash)
{
    PyObject *value;

    if (!PyDict_Check(op)) {
        PyErr_BadInternalCall();
        return NULL;
    }
    lookup((PyDictObject *)op, key, hash, &value);
    return value;
}

/* The rest of PyDict_GetItemWithError(). */
static Py_NO_INLINE PyObject *
get_item(PyObject *op, PyObject *key)
{
    Py_hash_t hash = hash_of(key);

    return hash == -1 ? NULL : _PyDict_GetItem_KnownHash(op, key, hash);
}

PyObject *
PyDict_GetItemWithError(PyObject *op, PyObject *key)
{
    PyObject *value;

    if (!PyDict_Check(op)) {
        PyErr_BadInternalCall();
        return NULL;
    }
    value = first_hit((PyDictObject *)op, key);
    return value ? value : get_item(op, key);
}

PyObject *
_PyDict_GetItemWithError(PyObject *op, PyObject *key)
{
    return PyDict_GetItemWithError(op, key);
}

PyObject *
_PyDict_GetItemIdWithError(PyObject *op, _Py_Identifier *key)
{
    PyObject *str = _PyUnicode_FromId(key);

    return str == NULL ? NULL : PyDict_GetItemWithError(op, str);
}

PyObject *
_PyDict_GetItemStringWithError(PyObject *op, const char *key)
{
    PyObject *str = PyUnicode_FromString(key), *value;

    if (str == NULL) {
        return NULL;
    }
    value = PyDict_GetItemWithError(op, str);
    Py_DECREF(str);
    return value;
}

PyObject *
PyDict_GetItemString(PyObject *op, const char *key)
{
    PyObject *str = PyUnicode_FromString(key), *value;

    if (str == NULL) {
        PyErr_Clear();
        return NULL;
    }
    value = PyDict_GetItem(op, str);
    Py_DECREF(str);
    return value;
}

int
_PyDict_Contains_KnownHash(PyObject *op, PyObject *key, Py_hash_t hash)
{
    PyObject *value;
    Py_ssize_t ix = lookup((PyDictObject *)op, key, hash, &value);

    return ix == DKIX_ERROR ? -1 : value != NULL;
}

int
PyDict_Contains(PyObject *op, PyObject *key)
{
    Py_hash_t hash;

    if (first_hit((PyDictObject *)op, key)) {
        return 1;
    }
    hash = hash_of(key);

    return hash == -1 ? -1 : _PyDict_Contains_KnownHash(op, key, hash);
}

int
_PyDict_ContainsId(PyObject *op, _Py_Identifier *key)
{
    PyObject *str = _PyUnicode_FromId(key);

    return str == NULL ? -1 : PyDict_Contains(op, str);
}

Py_ssize_t
PyDict_Size(PyObject *op)
{
    if (!PyDict_Check(op)) {
        PyErr_BadInternalCall();
        return -1;
    }
    return ((PyDictObject *)op)->ma_used;
}

/* ---- storing and deleting by name ---- */

int
_PyDict_SetItemId(PyObject *op, _Py_Identifier *key, PyObject *value)
{
    PyObject *str = _PyUnicode_FromId(key);

    return str == NULL ? -1 : PyDict_SetItem(op, str, value);
}

int
PyDict_SetItemString(PyObject *op, const char *key, PyObject *value)
{
    PyObject *str = PyUnicode_FromString(key);
    int status;

    if (str == NULL) {
        return -1;
    }
    PyUnicode_InternInPlace(&str);
    status = PyDict_SetItem(op, str, value);
    Py_DECREF(str);
    return status;
}

int
_PyDict_DelItemId(PyObject *op, _Py_Identifier *key)
{
    PyObject *str = _PyUnicode_FromId(key);

    return str == NULL ? -1 : PyDict_DelItem(op, str);
}

int
PyDict_DelItemString(PyObject *op, const char *key)
{
    PyObject *str = PyUnicode_FromString(key);
    int status;

    if (str == NULL) {
        return -1;
    }
    status = PyDict_DelItem(op, str);
    Py_DECREF(str);
    return status;
}

/* ---- deleting ---- */

PyObject *
Hb_DictTakeEntry(PyDictObject *mp, Py_hash_t hash, Py_ssize_t ix,
                 PyObject *value)
{
    PyDictKeysObject *keys = mp->ma_keys;

    mp->ma_used--;
    mp->ma_version_tag = DICT_NEXT_VERSION();
    if (!is_combined(mp)) {
        mp->ma_values->values[ix] = NULL;
        Hb_DictValuesForget(mp->ma_values, ix);
    }
    else {
        PyObject *key = entry_key(keys, ix);

        keys->dk_version = 0;
        set_index(keys, find_index(keys, hash, ix), DKIX_DUMMY);
        entry_set(keys, ix, NULL, 0, NULL);
        Py_DECREF(key);
    }
    return value;
}

int
_PyDict_DelItem_KnownHash(PyObject *op, PyObject *key, Py_hash_t hash)
{
    PyDictObject *mp = (PyDictObject *)op;
    PyObject *value;
    Py_ssize_t ix;

    if (!PyDict_Check(op)) {
        PyErr_BadInternalCall();
        return -1;
    }
    ix = lookup(mp, key, hash, &value);
    if (ix == DKIX_ERROR) {
        return -1;
    }
    if (value == NULL) {
        _PyErr_SetKeyError(key);
        return -1;
    }
    Py_DECREF(Hb_DictTakeEntry(mp, hash, ix, value));
    return 0;
}

int
PyDict_DelItem(PyObject *op, PyObject *key)
{
    Py_hash_t hash = hash_of(key);

    return hash == -1 ? -1 : _PyDict_DelItem_KnownHash(op, key, hash);
}

int
_PyDict_DelItemIf(PyObject *op, PyObject *key,
                  int (*predicate)(PyObject *value))
{
    PyDictObject *mp = (PyDictObject *)op;
    PyObject *value;
    Py_hash_t hash;
    Py_ssize_t ix;
    int wanted;

    if (!PyDict_Check(op)) {
        PyErr_BadInternalCall();
        return -1;
    }
    hash = PyObject_Hash(key);
    if (hash == -1) {
        return -1;
    }
    ix = lookup(mp, key, hash, &value);
    if (ix == DKIX_ERROR) {
        return -1;
    }
    if (value == NULL) {
        _PyErr_SetKeyError(key);
        return -1;
    }
    wanted = predicate(value);
    if (wanted > 0) {
        Py_DECREF(Hb_DictTakeEntry(mp, hash, ix, value));
    }
    return wanted < 0 ? -1 : 0;
}

/* Answers for a missing key: the fallback, a new reference, or KeyError. */
static PyObject *
missing(PyObject *key, PyObject *fallback)
{
    if (fallback == NULL) {
        _PyErr_SetKeyError(key);
    }
    return Py_XNewRef(fallback);
}

PyObject *
_PyDict_Pop_KnownHash(PyObject *op, PyObject *key, Py_hash_t hash,
                      PyObject *fallback)
{
    PyDictObject *mp = (PyDictObject *)op;
    PyObject *value;
    Py_ssize_t ix;

    if (mp->ma_used == 0) {
        return missing(key, fallback);
    }
    ix = lookup(mp, key, hash, &value);
    if (ix == DKIX_ERROR) {
        return NULL;
    }
    return value ? Hb_DictTakeEntry(mp, hash, ix, value)
                 : missing(key, fallback);
}

PyObject *
_PyDict_Pop(PyObject *op, PyObject *key, PyObject *fallback)
{
    Py_hash_t hash;

    /* An empty dict does not even ask for the hash. */
    if (((PyDictObject *)op)->ma_used == 0) {
        return missing(key, fallback);
    }
    hash = hash_of(key);
    return hash == -1 ? NULL : _PyDict_Pop_KnownHash(op, key, hash, fallback);
}

/* ---- walking ---- */

static inline int
walk(PyObject *op, Py_ssize_t *pos, PyObject **key, PyObject **value,
     Py_hash_t *hash)
{
    PyObject *k, *v;

    if (!PyDict_Check(op) || *pos < 0 ||
        !next_pair((PyDictObject *)op, pos, &k, &v, hash)) {
        return 0;
    }
    if (key != NULL) {
        *key = k;
    }
    if (value != NULL) {
        *value = v;
    }
    return 1;
}

int
_PyDict_Next(PyObject *op, Py_ssize_t *pos, PyObject **key, PyObject **value,
             Py_hash_t *hash)
{
    return walk(op, pos, key, value, hash);
}

int
PyDict_Next(PyObject *op, Py_ssize_t *pos, PyObject **key, PyObject **value)
{
    return walk(op, pos, key, value, NULL);
}

Py_ssize_t
Hb_DictLastPos(PyDictObject *mp)
{
    return (is_combined(mp) ? mp->ma_keys->dk_nentries : mp->ma_used) - 1;
}

int
Hb_DictPrevious(PyDictObject *mp, Py_ssize_t *pos, PyObject **key,
                PyObject **value)
{
    Py_ssize_t i = *pos, ix;

    if (!is_combined(mp)) {
        if (i < 0) {
            return 0;
        }
        ix = Hb_DictValuesOrder(mp->ma_values, i);
    }
    else {
        while (i >= 0 && *entry_value(mp->ma_keys, i) == NULL) {
            i--;
        }
        if (i < 0) {
            return 0;
        }
        ix = i;
    }
    *pos = i - 1;
    *key = entry_key(mp->ma_keys, ix);
    *value = is_combined(mp) ? *entry_value(mp->ma_keys, ix)
                             : mp->ma_values->values[ix];
    return 1;
}

int
_PyDict_HasOnlyStringKeys(PyObject *op)
{
    PyObject *key;
    Py_ssize_t pos = 0;

    if (DK_IS_UNICODE(((PyDictObject *)op)->ma_keys)) {
        return 1;
    }
    while (PyDict_Next(op, &pos, &key, NULL)) {
        if (!PyUnicode_Check(key)) {
            return 0;
        }
    }
    return 1;
}
