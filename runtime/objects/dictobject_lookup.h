/* dictobject_lookup.h -- the index table: probing and finding, inlined.
 *
 * The i-th probe for a hash goes to slot i = 5*i + 1 + perturb, where perturb
 * is the hash shifted right by five bits each time: the whole hash takes part
 * before the sequence becomes a walk through every slot.
 *
 * Every access to a dict comes through here, so its files share the code and
 * not a call.
 *
 * Source: CPython 3.11, Objects/dictobject.c.
 */
#ifndef HB_DICTOBJECT_LOOKUP_H
#define HB_DICTOBJECT_LOOKUP_H

#include "dictobject_entries.h"
#include "internal/pycore_unicodeobject.h"

#define PERTURB_SHIFT 5

/* ---- slots ---- */

static inline Py_ssize_t
get_index(const PyDictKeysObject *keys, size_t slot)
{
    int log2_size = DK_LOG_SIZE(keys);
    const char *indices = keys->dk_indices;

    if (log2_size < 8) {
        return ((const int8_t *)indices)[slot];
    }
    if (log2_size < 16) {
        return ((const int16_t *)indices)[slot];
    }
    if (log2_size < 32) {
        return ((const int32_t *)indices)[slot];
    }
    return (Py_ssize_t)((const int64_t *)indices)[slot];
}

static inline void
set_index(PyDictKeysObject *keys, size_t slot, Py_ssize_t ix)
{
    int log2_size = DK_LOG_SIZE(keys);
    char *indices = keys->dk_indices;

    if (log2_size < 8) {
        ((int8_t *)indices)[slot] = (int8_t)ix;
    }
    else if (log2_size < 16) {
        ((int16_t *)indices)[slot] = (int16_t)ix;
    }
    else if (log2_size < 32) {
        ((int32_t *)indices)[slot] = (int32_t)ix;
    }
    else {
        ((int64_t *)indices)[slot] = ix;
    }
}

/* ---- probing ---- */

/* Where a search is: `slot` is the next one to look at. */
typedef struct {
    size_t mask, perturb, slot;
} probe;

static inline probe
probe_start(const PyDictKeysObject *keys, Py_hash_t hash)
{
    size_t mask = (size_t)DK_SIZE(keys) - 1;

    return (probe){mask, (size_t)hash, (size_t)hash & mask};
}

static inline void
probe_next(probe *p)
{
    p->perturb >>= PERTURB_SHIFT;
    p->slot = (p->slot * 5 + p->perturb + 1) & p->mask;
}

/* The first slot on the probe sequence of `hash` that holds no entry. */
static inline size_t
find_empty(const PyDictKeysObject *keys, Py_hash_t hash)
{
    probe p = probe_start(keys, hash);

    while (get_index(keys, p.slot) >= 0) {
        probe_next(&p);
    }
    return p.slot;
}

/* The slot that holds entry `ix`, whose key has this hash. */
static inline size_t
find_index(const PyDictKeysObject *keys, Py_hash_t hash, Py_ssize_t ix)
{
    probe p = probe_start(keys, hash);

    while (get_index(keys, p.slot) != ix) {
        assert(get_index(keys, p.slot) != DKIX_EMPTY);
        probe_next(&p);
    }
    return p.slot;
}

/* ---- finding ---- */

/* The entry of an exact str with this hash, or DKIX_EMPTY; `keys` is not of
 * kind GENERAL.  Cannot fail. */
static inline Py_ssize_t
lookup_str(const PyDictKeysObject *keys, PyObject *key, Py_hash_t hash)
{
    const PyDictUnicodeEntry *entries = DK_UNICODE_ENTRIES(keys);
    probe p = probe_start(keys, hash);

    for (;; probe_next(&p)) {
        Py_ssize_t ix = get_index(keys, p.slot);

        if (ix >= 0) {
            PyObject *other = entries[ix].me_key;

            if (other == key ||
                (str_hash(other) == hash && _PyUnicode_EQ(other, key))) {
                return ix;
            }
        }
        else if (ix == DKIX_EMPTY) {
            return DKIX_EMPTY;
        }
    }
}

/* The value of an exact str where the first slot of its sequence has it, that
 * same object, in a table of its own: most finds.  NULL says nothing. */
static inline PyObject *
first_hit(const PyDictObject *mp, PyObject *key)
{
    const PyDictKeysObject *keys = mp->ma_keys;
    const PyDictUnicodeEntry *entry;
    Py_hash_t hash;
    Py_ssize_t ix;

    if (!PyUnicode_CheckExact(key) || !DK_IS_UNICODE(keys) ||
        !is_combined(mp)) {
        return NULL;
    }
    hash = str_hash(key);
    if (hash == -1) {
        return NULL;
    }
    ix = get_index(keys, (size_t)hash & ((size_t)DK_SIZE(keys) - 1));
    if (ix < 0) {
        return NULL;
    }
    entry = &DK_UNICODE_ENTRIES(keys)[ix];
    return entry->me_key == key ? entry->me_value : NULL;
}

/* Ints of one digit at most are compared by their digits. */
static inline int
same_small_int(PyObject *a, PyObject *b)
{
    return PyLong_CheckExact(a) && PyLong_CheckExact(b) &&
           Py_SIZE(a) == Py_SIZE(b) && Py_SIZE(a) * Py_SIZE(a) <= 1 &&
           ((PyLongObject *)a)->ob_digit[0] ==
               ((PyLongObject *)b)->ob_digit[0];
}

/* Looks along the probe sequence of a table of kind GENERAL as long as no
 * method has to be called; DKIX_KEY_CHANGED if one has. */
static inline Py_ssize_t
lookup_without_calls(const PyDictKeysObject *keys, PyObject *key,
                     Py_hash_t hash)
{
    const PyDictKeyEntry *entries = DK_ENTRIES(keys);
    probe p = probe_start(keys, hash);

    for (;; probe_next(&p)) {
        Py_ssize_t ix = get_index(keys, p.slot);

        if (ix >= 0) {
            if (entries[ix].me_key == key) {
                return ix;
            }
            if (entries[ix].me_hash == hash) {
                return same_small_int(entries[ix].me_key, key)
                           ? ix
                           : DKIX_KEY_CHANGED;
            }
        }
        else if (ix == DKIX_EMPTY) {
            return DKIX_EMPTY;
        }
    }
}

/* What entry `ix` holds, in the one table or the other; NULL if `ix` is
 * negative. */
static inline PyObject *
value_at(const PyDictObject *mp, Py_ssize_t ix)
{
    if (ix < 0) {
        return NULL;
    }
    return is_combined(mp) ? *entry_value(mp->ma_keys, ix)
                           : mp->ma_values->values[ix];
}

/* _Py_dict_lookup, with the way that keeps clear of methods inlined. */
static inline Py_ssize_t
lookup(PyDictObject *mp, PyObject *key, Py_hash_t hash, PyObject **value)
{
    Py_ssize_t ix;

    if (DK_IS_UNICODE(mp->ma_keys)) {
        if (!PyUnicode_CheckExact(key)) {
            return Hb_DictLookupByCalls(mp, key, hash, value);
        }
        ix = lookup_str(mp->ma_keys, key, hash);
        *value = value_at(mp, ix);
        return ix;
    }
    ix = lookup_without_calls(mp->ma_keys, key, hash);
    if (ix == DKIX_KEY_CHANGED) {
        return Hb_DictLookupByCalls(mp, key, hash, value);
    }
    *value = ix < 0 ? NULL : DK_ENTRIES(mp->ma_keys)[ix].me_value;
    return ix;
}

#endif
