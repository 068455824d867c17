/* dictobject_values.c -- attributes of instances: values and shared keys.
 *
 * The instances of a class share one keys object, which grows up to 30 names.
 * An instance has an array of values of its own, no dict.  Its size is what
 * the class then knows and may still learn; and since each new instance takes
 * one from what may still be learnt, a class whose instances all have the
 * same few attributes ends with arrays of that size and one spare.
 *
 * A dict is made when someone asks for __dict__: it takes over the values.
 *
 * Source: CPython 3.11, Objects/dictobject.c, init_inline_values(),
 *         insert_into_dictkeys().
 */
#include "Python.h"
#include "internal/pycore_gc.h"
#include "internal/pycore_object.h"
#include "dictobject_lookup.h"

#define CACHED_KEYS(type) (((PyHeapTypeObject *)(type))->ht_cached_keys)

/* Bytes in front of n values: n numbers, how many, how many bytes. */
static size_t
prefix_size(Py_ssize_t n)
{
    return _Py_SIZE_ROUND_UP((size_t)n + 2, sizeof(PyObject *));
}

PyDictValues *
Hb_DictValuesNew(PyDictKeysObject *keys)
{
    Py_ssize_t n = Hb_DictKeysShared(keys);
    size_t prefix = prefix_size(n);
    char *block = PyMem_Malloc(prefix + (size_t)n * sizeof(PyObject *));
    PyDictValues *values;

    if (block == NULL) {
        return NULL;
    }
    values = (PyDictValues *)(block + prefix);
    block[prefix - 1] = (char)prefix;
    block[prefix - 2] = 0;
    memset(values->values, 0, (size_t)n * sizeof(PyObject *));
    return values;
}

void
Hb_DictValuesFree(PyDictValues *values)
{
    PyMem_Free((uint8_t *)values - ((uint8_t *)values)[-1]);
}

PyDictValues *
Hb_DictValuesCopy(PyDictKeysObject *keys, PyDictValues *values)
{
    Py_ssize_t n = Hb_DictKeysShared(keys), ix;
    PyDictValues *copy = Hb_DictValuesNew(keys);
    size_t prefix;

    if (copy == NULL) {
        return NULL;
    }
    prefix = ((uint8_t *)copy)[-1];
    memcpy((char *)copy - prefix, (char *)values - prefix, prefix - 1);
    for (ix = 0; ix < n; ix++) {
        copy->values[ix] = Py_XNewRef(values->values[ix]);
    }
    return copy;
}

void
Hb_DictValuesForget(PyDictValues *values, Py_ssize_t ix)
{
    uint8_t *count = (uint8_t *)values - 2;
    int i = 0;

    while (Hb_DictValuesOrder(values, i) != ix) {
        i++;
    }
    for (*count -= 1; i < *count; i++) {
        count[-1 - i] = count[-2 - i];
    }
}

/* ---- dicts over values ---- */

/* A dict that takes over the values of an instance. */
static PyObject *
dict_from_values(PyDictKeysObject *keys, PyDictValues *values)
{
    Py_ssize_t n = Hb_DictKeysShared(keys), used = 0, ix;
    PyObject *dict;
    int track = 0;

    for (ix = 0; ix < n; ix++) {
        PyObject *value = values->values[ix];

        if (value != NULL) {
            used++;
            track |= _PyObject_GC_MAY_BE_TRACKED(value);
        }
    }
    Hb_DictKeysIncref(keys);
    dict = Hb_DictNewWith(keys, values, used);
    if (dict != NULL && track) {
        _PyObject_GC_TRACK(dict);
    }
    return dict;
}

PyObject *
_PyObject_MakeDictFromInstanceAttributes(PyObject *obj, PyDictValues *values)
{
    return dict_from_values(CACHED_KEYS(Py_TYPE(obj)), values);
}

static PyObject *
new_shared_dict(PyDictKeysObject *keys)
{
    PyDictValues *values = Hb_DictValuesNew(keys);
    PyObject *dict;

    if (values == NULL) {
        return PyErr_NoMemory();
    }
    Hb_DictKeysIncref(keys);
    dict = Hb_DictNewWith(keys, values, 0);
    if (dict == NULL) {
        Hb_DictValuesFree(values);
    }
    return dict;
}

/* A new dict for an instance that keeps it at an offset. */
static PyObject *
new_instance_dict(PyTypeObject *type)
{
    if (_PyType_HasFeature(type, Py_TPFLAGS_HEAPTYPE) &&
        CACHED_KEYS(type) != NULL) {
        return new_shared_dict(CACHED_KEYS(type));
    }
    return PyDict_New();
}

/* Makes the dict of a new instance that keeps its values in front. */
static int
init_values(PyObject *obj)
{
    PyDictKeysObject *keys = CACHED_KEYS(Py_TYPE(obj));
    PyDictValues *values;

    if (keys->dk_usable > 1) {
        keys->dk_usable--;
    }
    values = Hb_DictValuesNew(keys);
    if (values == NULL) {
        PyErr_NoMemory();
        return -1;
    }
    *_PyObject_ValuesPointer(obj) = values;
    return 0;
}

int
_PyObject_InitializeDict(PyObject *obj)
{
    PyTypeObject *type = Py_TYPE(obj);
    PyObject *dict;

    if (type->tp_dictoffset == 0) {
        return 0;
    }
    if (_PyType_HasFeature(type, Py_TPFLAGS_MANAGED_DICT)) {
        return init_values(obj);
    }
    dict = new_instance_dict(type);
    if (dict == NULL) {
        return -1;
    }
    *_PyObject_DictPointer(obj) = dict;
    return 0;
}

/* ---- attributes ---- */

/* The number of a name that is one of the first shared keys itself.  Most
 * attributes are: comparing a few addresses needs neither hash nor table. */
static inline Py_ssize_t
first_key_index(const PyDictKeysObject *keys, PyObject *name)
{
    const PyDictUnicodeEntry *entries = DK_UNICODE_ENTRIES(keys);
    Py_ssize_t n = Py_MIN(keys->dk_nentries, 6), ix;

    for (ix = 0; ix < n; ix++) {
        if (entries[ix].me_key == name) {
            return ix;
        }
    }
    return DKIX_EMPTY;
}

/* The number of a name among the shared keys, entered if there is room; else
 * DKIX_EMPTY. */
static Py_NO_INLINE Py_ssize_t
shared_key_index(PyDictKeysObject *keys, PyObject *name)
{
    Py_hash_t hash = hash_of(name);
    Py_ssize_t ix;

    if (hash == -1) {
        PyErr_Clear();
        return DKIX_EMPTY;
    }
    ix = lookup_str(keys, name, hash);
    if (ix != DKIX_EMPTY || keys->dk_usable <= 0) {
        return ix;
    }
    ix = keys->dk_nentries;
    set_index(keys, find_empty(keys, hash), ix);
    entry_set(keys, ix, Py_NewRef(name), hash, NULL);
    keys->dk_version = 0;
    keys->dk_usable--;
    keys->dk_nentries++;
    return ix;
}

/* Goes over to a dict because the shared keys are full. */
static int
store_in_dict(PyObject *obj, PyDictValues *values, PyObject *name,
              PyObject *value)
{
    PyObject *dict = _PyObject_MakeDictFromInstanceAttributes(obj, values);

    if (dict == NULL) {
        return -1;
    }
    *_PyObject_ValuesPointer(obj) = NULL;
    *_PyObject_ManagedDictPointer(obj) = dict;
    return value == NULL ? PyDict_DelItem(dict, name)
                         : PyDict_SetItem(dict, name, value);
}

int
_PyObject_StoreInstanceAttribute(PyObject *obj, PyDictValues *values,
                                 PyObject *name, PyObject *value)
{
    PyDictKeysObject *keys = CACHED_KEYS(Py_TYPE(obj));
    Py_ssize_t ix = first_key_index(keys, name);
    PyObject *old;

    if (ix < 0 && PyUnicode_CheckExact(name)) {
        ix = shared_key_index(keys, name);
    }
    if (ix == DKIX_EMPTY) {
        int status;

        Py_INCREF(obj);
        status = store_in_dict(obj, values, name, value);
        Py_DECREF(obj);
        return status;
    }
    old = values->values[ix];
    values->values[ix] = Py_XNewRef(value);
    if (old == NULL && value == NULL) {
        PyErr_Format(PyExc_AttributeError,
                     "'%.100s' object has no attribute '%U'",
                     Py_TYPE(obj)->tp_name, name);
        return -1;
    }
    if (old == NULL) {
        _PyDictValues_AddToInsertionOrder(values, ix);
    }
    else if (value == NULL) {
        Hb_DictValuesForget(values, ix);
    }
    Py_XDECREF(old);
    return 0;
}

PyObject *
_PyObject_GetInstanceAttribute(PyObject *obj, PyDictValues *values,
                               PyObject *name)
{
    const PyDictKeysObject *keys = CACHED_KEYS(Py_TYPE(obj));
    Py_ssize_t ix = first_key_index(keys, name);
    Py_hash_t hash;

    if (ix >= 0) {
        return Py_XNewRef(values->values[ix]);
    }
    hash = hash_of(name);
    if (hash == -1) {
        PyErr_Clear();
        return NULL;
    }
    ix = lookup_str(keys, name, hash);
    return ix < 0 ? NULL : Py_XNewRef(values->values[ix]);
}

int
_PyObject_IsInstanceDictEmpty(PyObject *obj)
{
    PyTypeObject *type = Py_TYPE(obj);
    PyObject **dictptr;

    if (type->tp_dictoffset == 0) {
        return 1;
    }
    if (_PyType_HasFeature(type, Py_TPFLAGS_MANAGED_DICT)) {
        PyDictValues *values = *_PyObject_ValuesPointer(obj);

        if (values != NULL) {
            return ((uint8_t *)values)[-2] == 0;
        }
        dictptr = _PyObject_ManagedDictPointer(obj);
    }
    else {
        dictptr = _PyObject_DictPointer(obj);
    }
    return *dictptr == NULL || ((PyDictObject *)*dictptr)->ma_used == 0;
}

int
_PyObject_VisitInstanceAttributes(PyObject *obj, visitproc visit, void *arg)
{
    PyDictValues *values = *_PyObject_ValuesPointer(obj);
    Py_ssize_t ix;

    if (values == NULL) {
        return 0;
    }
    for (ix = 0; ix < CACHED_KEYS(Py_TYPE(obj))->dk_nentries; ix++) {
        Py_VISIT(values->values[ix]);
    }
    return 0;
}

void
_PyObject_ClearInstanceAttributes(PyObject *obj)
{
    PyDictValues *values = *_PyObject_ValuesPointer(obj);

    /* One at a time: a destructor may look at the instance, or store. */
    while (values != NULL && ((uint8_t *)values)[-2] > 0) {
        Py_ssize_t ix = Hb_DictValuesOrder(values, 0);
        PyObject *value = values->values[ix];

        values->values[ix] = NULL;
        Hb_DictValuesForget(values, ix);
        Py_DECREF(value);
        values = *_PyObject_ValuesPointer(obj);
    }
}

void
_PyObject_FreeInstanceAttributes(PyObject *obj)
{
    PyDictValues *values = *_PyObject_ValuesPointer(obj);

    Py_ssize_t ix;

    if (values == NULL) {
        return;
    }
    for (ix = 0; ix < CACHED_KEYS(Py_TYPE(obj))->dk_nentries; ix++) {
        Py_XDECREF(values->values[ix]);
    }
    Hb_DictValuesFree(values);
}

int
_PyObjectDict_SetItem(PyTypeObject *type, PyObject **dictptr, PyObject *name,
                      PyObject *value)
{
    if (*dictptr == NULL) {
        *dictptr = new_instance_dict(type);
        if (*dictptr == NULL) {
            return -1;
        }
    }
    return value == NULL ? PyDict_DelItem(*dictptr, name)
                         : PyDict_SetItem(*dictptr, name, value);
}
