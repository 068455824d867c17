/* dictobject.c -- dicts: insertion, deletion, growth, life and death.
 *
 * A dict begins with the one empty keys object.  The first item gives it a
 * table of eight slots, for str keys only if the first key is an exact str.
 * When there is no room left, everything moves to a table of at least three
 * times as many slots as there are items: a dict full of holes shrinks.  An
 * instance's dict shares its keys until something forces a table of its own.
 */
#include "Python.h"
#include "internal/hb_quarantine.h"
#include "internal/pycore_gc.h"
#include "internal/pycore_object.h"
#include "dictobject_lookup.h"

static struct {
    PyDictObject *items[PyDict_MAXFREELIST + 1];
    int count;
} free_lists;

void
_PyDict_ClearFreeList(PyInterpreterState *Py_UNUSED(interp))
{
    while (free_lists.count > 0) {
        PyObject_GC_Del(free_lists.items[--free_lists.count]);
    }
    Hb_DictKeysClearFreeList();
}

void
_PyDict_Fini(PyInterpreterState *interp)
{
    _PyDict_ClearFreeList(interp);
}

void
_PyDict_DebugMallocStats(FILE *out)
{
    fprintf(out, "%d free PyDictObjects of %zu bytes each\n", free_lists.count,
            sizeof(PyDictObject));
}

/* ---- making ---- */

PyObject *
Hb_DictNewWith(PyDictKeysObject *keys, PyDictValues *values, Py_ssize_t used)
{
    PyDictObject *mp;

    if (free_lists.count > 0) {
        mp = free_lists.items[--free_lists.count];
        Hb_NewReference((PyObject *)mp);
    }
    else {
        mp = PyObject_GC_New(PyDictObject, &PyDict_Type);
        if (mp == NULL) {
            Hb_DictKeysDecref(keys);
            return NULL;
        }
    }
    mp->ma_keys = keys;
    mp->ma_values = values;
    mp->ma_used = used;
    mp->ma_version_tag = DICT_NEXT_VERSION();
    return (PyObject *)mp;
}

PyObject *
PyDict_New(void)
{
    Hb_DictKeysIncref(Py_EMPTY_KEYS);
    return Hb_DictNewWith(Py_EMPTY_KEYS, NULL, 0);
}

/* ---- inserting ---- */

void
Hb_DictTrack(PyDictObject *mp, PyObject *key, PyObject *value)
{
    if (!_PyObject_GC_IS_TRACKED(mp) && (_PyObject_GC_MAY_BE_TRACKED(key) ||
                                         _PyObject_GC_MAY_BE_TRACKED(value))) {
        _PyObject_GC_TRACK(mp);
    }
}

/* Moves the items into `keys`, which is empty and large enough. */
static void
move_entries(PyDictObject *mp, PyDictKeysObject *keys)
{
    PyDictKeysObject *old = mp->ma_keys;
    Py_ssize_t ix, n = 0;

    if (!is_combined(mp)) {
        for (; n < mp->ma_used; n++) {
            ix = Hb_DictValuesOrder(mp->ma_values, n);
            entry_set(keys, n, Py_NewRef(entry_key(old, ix)),
                      entry_hash(old, ix), mp->ma_values->values[ix]);
        }
    }
    else {
        for (ix = 0; ix < old->dk_nentries; ix++) {
            PyObject *value = *entry_value(old, ix);

            if (value != NULL) {
                entry_set(keys, n++, entry_key(old, ix), entry_hash(old, ix),
                          value);
            }
        }
    }
    Hb_DictKeysBuildIndices(keys, n);
    keys->dk_usable -= n;
    keys->dk_nentries = n;
}

int
Hb_DictResize(PyDictObject *mp, uint8_t log2_size, int unicode)
{
    PyDictKeysObject *old = mp->ma_keys;
    PyDictValues *values = mp->ma_values;
    PyDictKeysObject *keys =
        Hb_DictKeysNew(log2_size, unicode && DK_IS_UNICODE(old));

    if (keys == NULL) {
        return -1;
    }
    move_entries(mp, keys);
    mp->ma_keys = keys;
    mp->ma_values = NULL;
    if (values != NULL) {
        Hb_DictValuesFree(values);
        Hb_DictKeysDecref(old);
    }
    else if (old == Py_EMPTY_KEYS) {
        Hb_DictKeysDecref(old);
    }
    else {
        Hb_DictKeysFreeMoved(old);
    }
    return 0;
}

static int
dict_grow(PyDictObject *mp, int unicode)
{
    return Hb_DictResize(mp, Hb_DictLog2Size(mp->ma_used * 3), unicode);
}

/* Writes a new entry behind the last one; there must be room.  Takes over
 * both references. */
static void
append_entry(PyDictObject *mp, PyObject *key, Py_hash_t hash, PyObject *value)
{
    PyDictKeysObject *keys = mp->ma_keys;
    Py_ssize_t ix = keys->dk_nentries;

    set_index(keys, find_empty(keys, hash), ix);
    if (is_combined(mp)) {
        entry_set(keys, ix, key, hash, value);
    }
    else {
        entry_set(keys, ix, key, hash, NULL);
        _PyDictValues_AddToInsertionOrder(mp->ma_values, ix);
        mp->ma_values->values[ix] = value;
    }
    keys->dk_version = 0;
    keys->dk_usable--;
    keys->dk_nentries++;
    mp->ma_used++;
    mp->ma_version_tag = DICT_NEXT_VERSION();
}

/* The first item: decides the kind of the table. */
static int
insert_first(PyDictObject *mp, PyObject *key, Py_hash_t hash, PyObject *value)
{
    PyDictKeysObject *keys =
        Hb_DictKeysNew(PyDict_LOG_MINSIZE, PyUnicode_CheckExact(key));

    if (keys == NULL) {
        Py_DECREF(key);
        Py_DECREF(value);
        return -1;
    }
    Hb_DictKeysDecref(mp->ma_keys);
    mp->ma_keys = keys;
    mp->ma_values = NULL;
    Hb_DictTrack(mp, key, value);
    append_entry(mp, key, hash, value);
    return 0;
}

/* Gives entry `ix` another value, taking over the reference; the old one is
 * the caller's to drop when the dict is in order. */
static void
replace_value(PyDictObject *mp, Py_ssize_t ix, PyObject *old, PyObject *value)
{
    if (is_combined(mp)) {
        *entry_value(mp->ma_keys, ix) = value;
    }
    else {
        mp->ma_values->values[ix] = value;
        if (old == NULL) {
            _PyDictValues_AddToInsertionOrder(mp->ma_values, ix);
            mp->ma_used++;
        }
    }
    mp->ma_version_tag = DICT_NEXT_VERSION();
}

int
Hb_DictInsert(PyDictObject *mp, PyObject *key, Py_hash_t hash, PyObject *value)
{
    PyObject *old;
    Py_ssize_t ix;

    if (DK_IS_UNICODE(mp->ma_keys) && !PyUnicode_CheckExact(key) &&
        dict_grow(mp, 0) < 0) {
        goto error;
    }
    ix = lookup(mp, key, hash, &old);
    if (ix == DKIX_ERROR) {
        goto error;
    }
    Hb_DictTrack(mp, key, value);
    if (ix == DKIX_EMPTY) {
        if (mp->ma_keys->dk_usable <= 0 && dict_grow(mp, 1) < 0) {
            goto error;
        }
        append_entry(mp, key, hash, value);
        return 0;
    }
    if (old != value) {
        replace_value(mp, ix, old, value);
    }
    Py_XDECREF(old); /* may run anything: the dict is in order */
    Py_DECREF(key);
    return 0;

error:
    Py_DECREF(key);
    Py_DECREF(value);
    return -1;
}

int
_PyDict_SetItem_Take2(PyDictObject *mp, PyObject *key, PyObject *value)
{
    Py_hash_t hash = hash_of(key);

    if (hash == -1) {
        Py_DECREF(key);
        Py_DECREF(value);
        return -1;
    }
    if (mp->ma_keys == Py_EMPTY_KEYS) {
        return insert_first(mp, key, hash, value);
    }
    return Hb_DictInsert(mp, key, hash, value);
}

int
PyDict_SetItem(PyObject *op, PyObject *key, PyObject *value)
{
    if (!PyDict_Check(op)) {
        PyErr_BadInternalCall();
        return -1;
    }
    assert(key != NULL && value != NULL);
    return _PyDict_SetItem_Take2((PyDictObject *)op, Py_NewRef(key),
                                 Py_NewRef(value));
}

int
_PyDict_SetItem_KnownHash(PyObject *op, PyObject *key, PyObject *value,
                          Py_hash_t hash)
{
    PyDictObject *mp = (PyDictObject *)op;

    if (!PyDict_Check(op)) {
        PyErr_BadInternalCall();
        return -1;
    }
    Py_INCREF(key);
    Py_INCREF(value);
    if (mp->ma_keys == Py_EMPTY_KEYS) {
        return insert_first(mp, key, hash, value);
    }
    return Hb_DictInsert(mp, key, hash, value);
}

/* Looks `key` up and stores `fallback` if it has no value; the value, or
 * NULL with an exception. */
static PyObject *
set_default(PyDictObject *mp, PyObject *key, Py_hash_t hash,
            PyObject *fallback)
{
    PyObject *value;
    Py_ssize_t ix;

    if (mp->ma_keys == Py_EMPTY_KEYS) {
        return insert_first(mp, Py_NewRef(key), hash, Py_NewRef(fallback)) < 0
                   ? NULL
                   : fallback;
    }
    if (!PyUnicode_CheckExact(key) && DK_IS_UNICODE(mp->ma_keys) &&
        dict_grow(mp, 0) < 0) {
        return NULL;
    }
    ix = lookup(mp, key, hash, &value);
    if (ix == DKIX_ERROR || value != NULL) {
        return value;
    }
    if (ix != DKIX_EMPTY) {
        Hb_DictTrack(mp, key, fallback);
        replace_value(mp, ix, NULL, Py_NewRef(fallback));
        return fallback;
    }
    if (mp->ma_keys->dk_usable <= 0 && dict_grow(mp, 1) < 0) {
        return NULL;
    }
    Hb_DictTrack(mp, key, fallback);
    append_entry(mp, Py_NewRef(key), hash, Py_NewRef(fallback));
    return fallback;
}

PyObject *
PyDict_SetDefault(PyObject *op, PyObject *key, PyObject *fallback)
{
    Py_hash_t hash;

    if (!PyDict_Check(op)) {
        PyErr_BadInternalCall();
        return NULL;
    }
    hash = hash_of(key);
    return hash == -1 ? NULL
                      : set_default((PyDictObject *)op, key, hash, fallback);
}

/* ---- life and death ---- */

/* Lets go of both tables; values that are shared keys' go one by one. */
static void
drop_tables(PyDictKeysObject *keys, PyDictValues *values)
{
    Py_ssize_t ix, n = keys->dk_nentries;

    if (values != NULL) {
        for (ix = 0; ix < n; ix++) {
            Py_CLEAR(values->values[ix]);
        }
        Hb_DictValuesFree(values);
    }
    Hb_DictKeysDecref(keys);
}

void
PyDict_Clear(PyObject *op)
{
    PyDictObject *mp = (PyDictObject *)op;
    PyDictKeysObject *keys;
    PyDictValues *values;

    if (!PyDict_Check(op) || mp->ma_keys == Py_EMPTY_KEYS) {
        return;
    }
    keys = mp->ma_keys;
    values = mp->ma_values;
    Hb_DictKeysIncref(Py_EMPTY_KEYS);
    mp->ma_keys = Py_EMPTY_KEYS;
    mp->ma_values = NULL;
    mp->ma_used = 0;
    mp->ma_version_tag = DICT_NEXT_VERSION();
    drop_tables(keys, values);
}

static void
dict_dealloc(PyObject *op)
{
    PyDictObject *mp = (PyDictObject *)op;
    int counted;

    PyObject_GC_UnTrack(op);
    counted = Hb_TrashBegin(op, dict_dealloc);
    if (counted < 0) {
        return;
    }
    if (mp->ma_keys != NULL) {
        drop_tables(mp->ma_keys, mp->ma_values);
    }
    if (free_lists.count < PyDict_MAXFREELIST && PyDict_CheckExact(op) &&
        !Hb_Quarantine) {
        free_lists.items[free_lists.count++] = mp;
    }
    else {
        Py_TYPE(op)->tp_free(op);
    }
    Hb_TrashEnd(counted);
}

static int
dict_traverse(PyObject *op, visitproc visit, void *arg)
{
    PyDictObject *mp = (PyDictObject *)op;
    PyDictKeysObject *keys = mp->ma_keys;
    Py_ssize_t ix, n = keys->dk_nentries;

    for (ix = 0; ix < n; ix++) {
        if (!is_combined(mp)) {
            Py_VISIT(mp->ma_values->values[ix]);
        }
        else if (*entry_value(keys, ix) != NULL) {
            Py_VISIT(*entry_value(keys, ix));
            if (!DK_IS_UNICODE(keys)) {
                Py_VISIT(entry_key(keys, ix));
            }
        }
    }
    return 0;
}

static int
dict_tp_clear(PyObject *op)
{
    PyDict_Clear(op);
    return 0;
}

void
_PyDict_MaybeUntrack(PyObject *op)
{
    PyObject *key, *value;
    Py_ssize_t pos = 0;

    if (!PyDict_CheckExact(op) || !_PyObject_GC_IS_TRACKED(op)) {
        return;
    }
    while (PyDict_Next(op, &pos, &key, &value)) {
        if (_PyObject_GC_MAY_BE_TRACKED(value) ||
            _PyObject_GC_MAY_BE_TRACKED(key)) {
            return;
        }
    }
    _PyObject_GC_UNTRACK(op);
}

Py_ssize_t
_PyDict_SizeOf(PyDictObject *mp)
{
    Py_ssize_t size = _PyObject_SIZE(Py_TYPE(mp));

    if (!is_combined(mp)) {
        size +=
            Hb_DictKeysShared(mp->ma_keys) * (Py_ssize_t)sizeof(PyObject *);
    }
    /* Shared keys are the class's. */
    if (mp->ma_keys->dk_refcnt == 1) {
        size += _PyDict_KeysSize(mp->ma_keys);
    }
    return size;
}

static PyMappingMethods dict_as_mapping = {
    .mp_length = PyDict_Size,
    .mp_subscript = Hb_DictSubscript,
    .mp_ass_subscript = Hb_DictAssignSubscript,
};

static PySequenceMethods dict_as_sequence = {
    .sq_contains = PyDict_Contains,
};

static PyNumberMethods dict_as_number = {
    .nb_or = Hb_DictOr,
    .nb_inplace_or = Hb_DictInPlaceOr,
};

PyTypeObject PyDict_Type = {
    PyVarObject_HEAD_INIT(&PyType_Type, 0).tp_name = "dict",
    .tp_basicsize = sizeof(PyDictObject),
    .tp_dealloc = dict_dealloc,
    .tp_repr = Hb_DictRepr,
    .tp_as_number = &dict_as_number,
    .tp_as_sequence = &dict_as_sequence,
    .tp_as_mapping = &dict_as_mapping,
    .tp_hash = PyObject_HashNotImplemented,
    .tp_getattro = PyObject_GenericGetAttr,
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC | Py_TPFLAGS_BASETYPE |
                Py_TPFLAGS_DICT_SUBCLASS | _Py_TPFLAGS_MATCH_SELF |
                Py_TPFLAGS_MAPPING,
    .tp_doc = PyDoc_STR("A map from keys to values, in insertion order."),
    .tp_traverse = dict_traverse,
    .tp_clear = dict_tp_clear,
    .tp_richcompare = Hb_DictRichCompare,
    .tp_iter = Hb_DictIter,
    .tp_methods = Hb_DictMethods,
    .tp_init = Hb_DictInit,
    .tp_alloc = PyType_GenericAlloc,
    .tp_new = Hb_DictNew,
    .tp_free = PyObject_GC_Del,
    .tp_vectorcall = Hb_DictVectorcall,
};
