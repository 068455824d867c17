/* dictobject_keys.c -- keys objects: life, sizes, comparisons by calls.
 *
 * Source: CPython 3.11, Objects/dictobject.c; the sizes are measured.
 */
#include "Python.h"
#include "internal/hb_quarantine.h"
#include "internal/pycore_object.h"
#include "dictobject_lookup.h"

uint64_t _pydict_global_version;

/* One slot that says "empty", padded as the smallest index table is. */
PyDictKeysObject Hb_EmptyKeys = {
    .dk_refcnt = 1,
    .dk_log2_size = 0,
    .dk_log2_index_bytes = 0,
    .dk_kind = DICT_KEYS_UNICODE,
    .dk_version = 1,
    .dk_indices = {-1, -1, -1, -1, -1, -1, -1, -1},
};

static struct {
    PyDictKeysObject *items[PyDict_MAXFREELIST + 1];
    int count;
} free_lists;

static uint32_t next_version = 2;

uint8_t
Hb_DictLog2Size(Py_ssize_t minsize)
{
    size_t bits = ((size_t)minsize | PyDict_MINSIZE) - 1;
    uint8_t log2_size = PyDict_LOG_MINSIZE;

    while (bits >> log2_size != 0) {
        log2_size++;
    }
    return log2_size;
}

uint8_t
Hb_DictLog2SizeFor(Py_ssize_t n)
{
    return Hb_DictLog2Size((n * 3 + 1) / 2);
}

static size_t
entry_size(int kind)
{
    return kind == DICT_KEYS_GENERAL ? sizeof(PyDictKeyEntry)
                                     : sizeof(PyDictUnicodeEntry);
}

Py_ssize_t
_PyDict_KeysSize(PyDictKeysObject *keys)
{
    size_t usable = (size_t)USABLE_FRACTION(DK_SIZE(keys));

    return (Py_ssize_t)(sizeof(PyDictKeysObject) +
                        ((size_t)1 << keys->dk_log2_index_bytes) +
                        usable * entry_size(keys->dk_kind));
}

static uint8_t
log2_index_bytes(uint8_t log2_size)
{
    return log2_size < 8    ? log2_size
           : log2_size < 16 ? log2_size + 1
           : log2_size < 32 ? log2_size + 2
                            : log2_size + 3;
}

PyDictKeysObject *
Hb_DictKeysNew(uint8_t log2_size, int unicode)
{
    int kind = unicode ? DICT_KEYS_UNICODE : DICT_KEYS_GENERAL;
    size_t usable = (size_t)USABLE_FRACTION((size_t)1 << log2_size);
    size_t indices = (size_t)1 << log2_index_bytes(log2_size);
    PyDictKeysObject *keys;

    if (log2_size == PyDict_LOG_MINSIZE && unicode && free_lists.count > 0) {
        keys = free_lists.items[--free_lists.count];
    }
    else {
        keys = PyObject_Malloc(sizeof(PyDictKeysObject) + indices +
                               usable * entry_size(kind));
        if (keys == NULL) {
            PyErr_NoMemory();
            return NULL;
        }
    }
    keys->dk_refcnt = 1;
    keys->dk_log2_size = log2_size;
    keys->dk_log2_index_bytes = log2_index_bytes(log2_size);
    keys->dk_kind = (uint8_t)kind;
    keys->dk_version = 0;
    keys->dk_usable = (Py_ssize_t)usable;
    keys->dk_nentries = 0;
    memset(keys->dk_indices, 0xff, indices);
    memset(keys->dk_indices + indices, 0, usable * entry_size(kind));
    return keys;
}

PyDictKeysObject *
_PyDict_NewKeysForClass(void)
{
    PyDictKeysObject *keys = Hb_DictKeysNew(NEXT_LOG2_SHARED_KEYS_MAX_SIZE, 1);

    if (keys == NULL) {
        PyErr_Clear();
        return NULL;
    }
    keys->dk_usable = SHARED_KEYS_MAX_SIZE;
    keys->dk_kind = DICT_KEYS_SPLIT;
    return keys;
}

void
Hb_DictKeysFreeMoved(PyDictKeysObject *keys)
{
    if (DK_LOG_SIZE(keys) == PyDict_LOG_MINSIZE && DK_IS_UNICODE(keys) &&
        free_lists.count < PyDict_MAXFREELIST && !Hb_Quarantine) {
        free_lists.items[free_lists.count++] = keys;
    }
    else {
        PyObject_Free(keys);
    }
}

void
Hb_DictKeysIncref(PyDictKeysObject *keys)
{
    keys->dk_refcnt++;
}

void
Hb_DictKeysDecref(PyDictKeysObject *keys)
{
    Py_ssize_t ix;

    if (--keys->dk_refcnt > 0 || keys == Py_EMPTY_KEYS) {
        return;
    }
    for (ix = 0; ix < keys->dk_nentries; ix++) {
        Py_XDECREF(entry_key(keys, ix));
        Py_XDECREF(*entry_value(keys, ix));
    }
    Hb_DictKeysFreeMoved(keys);
}

/* Clears what dictobject.c does not: the free list of keys objects. */
void
Hb_DictKeysClearFreeList(void)
{
    while (free_lists.count > 0) {
        PyObject_Free(free_lists.items[--free_lists.count]);
    }
}

PyDictKeysObject *
Hb_DictKeysClone(PyDictKeysObject *keys)
{
    size_t size = (size_t)_PyDict_KeysSize(keys);
    PyDictKeysObject *copy = PyObject_Malloc(size);
    Py_ssize_t n = keys->dk_nentries, ix;
    int is_unicode = DK_IS_UNICODE(keys);

    if (copy == NULL) {
        PyErr_NoMemory();
        return NULL;
    }
    memcpy(copy, keys, size);
    for (ix = 0; ix < n; ix++) {
        if (is_unicode) {
            Py_XINCREF(DK_UNICODE_ENTRIES(copy)[ix].me_key);
            Py_XINCREF(DK_UNICODE_ENTRIES(copy)[ix].me_value);
        }
        else {
            Py_XINCREF(DK_ENTRIES(copy)[ix].me_key);
            Py_XINCREF(DK_ENTRIES(copy)[ix].me_value);
        }
    }
    copy->dk_refcnt = 1;
    return copy;
}

uint32_t
_PyDictKeys_GetVersionForCurrentState(PyDictKeysObject *keys)
{
    if (keys->dk_version == 0 && next_version != 0) {
        keys->dk_version = next_version++;
    }
    return keys->dk_version;
}

/* ---- the index table ---- */

void
Hb_DictKeysBuildIndices(PyDictKeysObject *keys, Py_ssize_t n)
{
    Py_ssize_t ix;

    for (ix = 0; ix < n; ix++) {
        set_index(keys, find_empty(keys, entry_hash(keys, ix)), ix);
    }
}

/* ---- lookup ---- */

Py_ssize_t
_PyDictKeys_StringLookup(PyDictKeysObject *keys, PyObject *key)
{
    Py_hash_t hash;

    if (!DK_IS_UNICODE(keys)) {
        return DKIX_ERROR;
    }
    hash = hash_of(key);
    if (hash == -1) {
        PyErr_Clear();
        return DKIX_ERROR;
    }
    return lookup_str(keys, key, hash);
}

/* Compares by calling the keys' own methods.  They may change the dict: then
 * the answer is DKIX_KEY_CHANGED, and the search has to begin again. */
static Py_ssize_t
lookup_by_calls(PyDictObject *mp, PyObject *key, Py_hash_t hash)
{
    PyDictKeysObject *keys = mp->ma_keys;
    probe p = probe_start(keys, hash);

    for (;; probe_next(&p)) {
        Py_ssize_t ix = get_index(keys, p.slot);
        PyObject *other;
        int equal;

        if (ix == DKIX_EMPTY) {
            return DKIX_EMPTY;
        }
        if (ix < 0) {
            continue;
        }
        other = entry_key(keys, ix);
        if (other == key) {
            return ix;
        }
        if (entry_hash(keys, ix) != hash) {
            continue;
        }
        Py_INCREF(other);
        equal = PyObject_RichCompareBool(other, key, Py_EQ);
        Py_DECREF(other);
        if (equal < 0) {
            return DKIX_ERROR;
        }
        if (keys != mp->ma_keys || entry_key(keys, ix) != other) {
            return DKIX_KEY_CHANGED;
        }
        if (equal) {
            return ix;
        }
    }
}

Py_ssize_t
Hb_DictLookupByCalls(PyDictObject *mp, PyObject *key, Py_hash_t hash,
                     PyObject **value)
{
    Py_ssize_t ix;

    do {
        ix = lookup_by_calls(mp, key, hash);
    } while (ix == DKIX_KEY_CHANGED);
    *value = value_at(mp, ix);
    return ix;
}

Py_ssize_t
_Py_dict_lookup(PyDictObject *mp, PyObject *key, Py_hash_t hash,
                PyObject **value)
{
    return lookup(mp, key, hash, value);
}
