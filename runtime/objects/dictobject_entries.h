/* dictobject_entries.h -- entries of a keys object, whatever their kind. */
#ifndef HB_DICTOBJECT_ENTRIES_H
#define HB_DICTOBJECT_ENTRIES_H

#include "internal/pycore_dict.h"
#include "key_hash.h"

static inline PyObject *
entry_key(const PyDictKeysObject *keys, Py_ssize_t ix)
{
    return DK_IS_UNICODE(keys) ? DK_UNICODE_ENTRIES(keys)[ix].me_key
                               : DK_ENTRIES(keys)[ix].me_key;
}

static inline PyObject **
entry_value(const PyDictKeysObject *keys, Py_ssize_t ix)
{
    return DK_IS_UNICODE(keys) ? &DK_UNICODE_ENTRIES(keys)[ix].me_value
                               : &DK_ENTRIES(keys)[ix].me_value;
}

/* Only for an entry that has its key. */
static inline Py_hash_t
entry_hash(const PyDictKeysObject *keys, Py_ssize_t ix)
{
    return DK_IS_UNICODE(keys) ? str_hash(DK_UNICODE_ENTRIES(keys)[ix].me_key)
                               : DK_ENTRIES(keys)[ix].me_hash;
}

static inline void
entry_set(PyDictKeysObject *keys, Py_ssize_t ix, PyObject *key, Py_hash_t hash,
          PyObject *value)
{
    if (DK_IS_UNICODE(keys)) {
        DK_UNICODE_ENTRIES(keys)[ix] = (PyDictUnicodeEntry){key, value};
    }
    else {
        DK_ENTRIES(keys)[ix] = (PyDictKeyEntry){hash, key, value};
    }
}

static inline int
is_combined(const PyDictObject *mp)
{
    return mp->ma_values == NULL;
}

/* ---- walking ---- */

/* The pair at *pos >= 0, or behind it, borrowed, and with it the key's hash,
 * unless `hash` is NULL; *pos goes on.  0 at the end. */
static inline int
next_pair(const PyDictObject *mp, Py_ssize_t *pos, PyObject **key,
          PyObject **value, Py_hash_t *hash)
{
    const PyDictKeysObject *keys = mp->ma_keys;
    Py_ssize_t i = *pos, n = keys->dk_nentries, ix;

    if (!is_combined(mp)) {
        n = mp->ma_used;
    }
    else if (DK_IS_UNICODE(keys)) {
        while (i < n && DK_UNICODE_ENTRIES(keys)[i].me_value == NULL) {
            i++;
        }
    }
    else {
        while (i < n && DK_ENTRIES(keys)[i].me_value == NULL) {
            i++;
        }
    }
    if (i >= n) {
        return 0;
    }
    ix = is_combined(mp) ? i : Hb_DictValuesOrder(mp->ma_values, i);
    *key = entry_key(keys, ix);
    *value =
        is_combined(mp) ? *entry_value(keys, ix) : mp->ma_values->values[ix];
    if (hash != NULL) {
        *hash = entry_hash(keys, ix);
    }
    *pos = i + 1;
    return 1;
}

#endif
