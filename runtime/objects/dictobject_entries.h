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

#endif
