/* image_tables.c -- whether dicts and sets of a dead heap are what they print
 * as: each key is found where a search would look for it, and the table is as
 * large as it says.
 *
 * Source: pycore_dict.h, D1 to D5; setobject.h, E1 to E4.
 */
#include "image_parts.h"

#include "internal/pycore_dict.h"
#include "internal/pycore_tuple.h"

#include <string.h>

enum { LINEAR_PROBES = 9, PERTURB_SHIFT = 5, MAX_DEPTH = 24 };

/* ---- hashes ------------------------------------------------------------- */

static Py_hash_t hash_within(const struct Hb_Dead *dead, uintptr_t key,
                             long *steps, int depth);

static Py_hash_t
hash_of_int(const struct Hb_Dead *dead, uintptr_t key)
{
    PyVarObject head;
    Py_uhash_t hash = 0;
    size_t n;
    const unsigned char *digits;

    if (dead_fetch(dead, key, &head, sizeof(head))) {
        return -1;
    }
    n = (size_t)Py_SIZE(&head);
    n = Py_SIZE(&head) < 0 ? 0 - n : n;
    digits = n > PY_SSIZE_T_MAX / sizeof(uint32_t)
                 ? NULL
                 : dead_bytes(dead, key + offsetof(PyLongObject, ob_digit),
                              n * sizeof(uint32_t));
    while (digits && n-- > 0) {
        uint32_t one;

        memcpy(&one, digits + n * sizeof(one), sizeof(one));
        hash = ((hash << PyLong_SHIFT) & _PyHASH_MODULUS) |
               (hash >> (_PyHASH_BITS - PyLong_SHIFT));
        hash += one;
        hash -= hash >= _PyHASH_MODULUS ? _PyHASH_MODULUS : 0;
    }
    hash = Py_SIZE(&head) < 0 ? 0 - hash : hash;
    return !digits ? -1 : hash == (Py_uhash_t)-1 ? -2 : (Py_hash_t)hash;
}

static Py_hash_t
hash_of_bytes(const struct Hb_Dead *dead, uintptr_t key)
{
    PyVarObject head;
    const unsigned char *data;

    if (dead_fetch(dead, key, &head, sizeof(head)) || Py_SIZE(&head) < 0) {
        return -1;
    }
    data = dead_bytes(dead, key + offsetof(PyBytesObject, ob_sval),
                      (size_t)Py_SIZE(&head));
    return data ? _Py_HashBytes(data, Py_SIZE(&head)) : -1;
}

/* -1 also for a tuple in which something has a hash that only its class
 * knows. */
static Py_hash_t
hash_of_tuple(const struct Hb_Dead *dead, uintptr_t key, long *steps,
              int depth)
{
    struct dead_type type;
    PyVarObject head;
    Py_uhash_t hash;

    if (depth == MAX_DEPTH || dead_type_of(dead, key, &type) ||
        dead_fetch(dead, key, &head, sizeof(head))) {
        return -1;
    }
    hash = Hb_TupleHashBegin();
    for (Py_ssize_t i = 0; i < Py_SIZE(&head); i++) {
        Py_hash_t one = hash_within(dead, dead_item(dead, key, &type, i),
                                    steps, depth + 1);

        if (one == -1 || --*steps < 0) {
            return -1;
        }
        hash = Hb_TupleHashAdd(hash, one);
    }
    return Hb_TupleHashEnd(hash, Py_SIZE(&head));
}

/* Of an object whose type has no hash of its own, its address. */
static Py_hash_t
hash_of_other(const struct Hb_Dead *dead, uintptr_t key, uintptr_t type)
{
    PyTypeObject own;

    return key == (uintptr_t)Py_None ||
                   (!dead_is_own(type, sizeof(own)) &&
                    !dead_fetch(dead, type, &own, sizeof(own)) &&
                    own.tp_hash == PyBaseObject_Type.tp_hash)
               ? _Py_HashPointer((const void *)key)
               : -1;
}

static Py_hash_t
hash_within(const struct Hb_Dead *dead, uintptr_t key, long *steps, int depth)
{
    PyObject head;
    PyFloatObject number;
    struct dead_text text;

    if (dead_fetch(dead, key, &head, sizeof(head))) {
        return -1;
    }
    if (head.ob_type == &PyUnicode_Type) {
        return dead_text(dead, key, &text)
                   ? -1
                   : _Py_HashBytes(text.data,
                                   (Py_ssize_t)(text.len * (size_t)text.kind));
    }
    if (head.ob_type == &PyLong_Type || head.ob_type == &PyBool_Type) {
        return hash_of_int(dead, key);
    }
    if (head.ob_type == &PyFloat_Type) {
        return dead_fetch(dead, key, &number, sizeof(number))
                   ? -1
                   : _Py_HashDouble((PyObject *)key, number.ob_fval);
    }
    return head.ob_type == &PyBytes_Type ? hash_of_bytes(dead, key)
           : head.ob_type == &PyTuple_Type
               ? hash_of_tuple(dead, key, steps, depth)
               : hash_of_other(dead, key, (uintptr_t)head.ob_type);
}

/* The hash that a key must have; -1 where only its class knows. */
static Py_hash_t
hash_of(const struct Hb_Dead *dead, uintptr_t key, long *steps)
{
    return hash_within(dead, key, steps, 0);
}

/* ---- dicts -------------------------------------------------------------- */

/* A dict's table, as it is searched. */
struct table {
    const struct Hb_Dead *dead;
    uintptr_t at;
    long *steps;
    PyDictKeysObject keys; /* last: its type ends in an array of no length */
};

static int64_t
index_at(const struct table *table, size_t slot)
{
    int log2 = table->keys.dk_log2_size;
    size_t width = log2 < 8 ? 1 : log2 < 16 ? 2 : log2 < 32 ? 4 : 8;
    uintptr_t at = table->at + sizeof(table->keys) + slot * width;
    const unsigned char *bytes = dead_bytes(table->dead, at, width);
    int64_t index = 0;

    if (!bytes) {
        return DKIX_EMPTY;
    }
    memcpy(&index, bytes, width);
    return width == 8 ? index
                      : (int64_t)((uint64_t)index << (64 - 8 * width)) >>
                            (64 - 8 * width);
}

static int
is_found(struct table *table, Py_hash_t hash, size_t entry)
{
    size_t mask = ((size_t)1 << table->keys.dk_log2_size) - 1;
    size_t perturb = (size_t)hash, slot = perturb & mask;

    while ((*table->steps)-- > 0) {
        int64_t index = index_at(table, slot);

        if (index == (int64_t)entry) {
            return 1;
        }
        if (index == DKIX_EMPTY) {
            return 0;
        }
        perturb >>= PERTURB_SHIFT;
        slot = (slot * 5 + perturb + 1) & mask;
    }
    return 0;
}

/* Whether a search for the key, which is that of entry n, ends there.  Where
 * keys are not all str, entries hold hashes, which are compared, too. */
static int
is_key_found(struct table *table, size_t n, uintptr_t key)
{
    Py_hash_t hash = hash_of(table->dead, key, table->steps);
    PyDictKeyEntry entry;

    if (table->keys.dk_kind != DICT_KEYS_GENERAL) {
        return is_found(table, hash, n);
    }
    return !dead_fetch(table->dead,
                       table->at + sizeof(table->keys) +
                           ((size_t)1 << table->keys.dk_log2_index_bytes) +
                           n * sizeof(entry),
                       &entry, sizeof(entry)) &&
           (hash == -1 || hash == entry.me_hash) &&
           is_found(table, entry.me_hash, n);
}

int
dead_is_found(const struct Hb_Dead *dead, uintptr_t keys, size_t n,
              uintptr_t key, long *steps)
{
    struct table table = {.dead = dead, .at = keys, .steps = steps};

    return !dead_fetch(dead, keys, &table.keys, sizeof(table.keys)) &&
           table.keys.dk_log2_size <= 40 && is_key_found(&table, n, key);
}

static const char *
broken_entries(struct table *table, const PyDictObject *dict)
{
    Py_ssize_t used = 0;
    uintptr_t key, value;
    int found;

    for (size_t n = 0;
         (found = dead_dict_entry(table->dead, dict, n, &key, &value)) >= 0;
         n++) {
        if ((*table->steps)-- < 0) {
            return "with more entries than can be looked at";
        }
        used += found;
        if (found && !is_key_found(table, n, key)) {
            return "in whose table not every key is found";
        }
    }
    return used == dict->ma_used ? NULL : "that says it has another length";
}

/* The room for slots and entries, which is the dict's own. */
static const char *
broken_keys(const struct table *table)
{
    const PyDictKeysObject *keys = &table->keys;
    Py_ssize_t most = USABLE_FRACTION((Py_ssize_t)1 << keys->dk_log2_size);
    size_t entry = keys->dk_kind == DICT_KEYS_GENERAL
                       ? sizeof(PyDictKeyEntry)
                       : sizeof(PyDictUnicodeEntry);

    if (dead_is_own(table->at, sizeof(*keys))) {
        return NULL; /* the keys of all that are empty */
    }
    if (keys->dk_nentries < 0 || keys->dk_usable < 0 ||
        keys->dk_nentries > most ||
        keys->dk_usable > most - keys->dk_nentries) {
        return "that says it has room for more than its table has";
    }
    return dead_broken_room(table->dead, table->at,
                            sizeof(*keys) +
                                ((size_t)1 << keys->dk_log2_index_bytes) +
                                (size_t)most * entry);
}

const char *
dead_broken_dict(const struct Hb_Dead *dead, uintptr_t object, long *steps)
{
    struct table table = {.dead = dead, .steps = steps};
    PyDictObject dict;
    const char *broken = NULL;

    if (dead_object(dead, object, &dict, sizeof(dict))) {
        return "of no size";
    }
    table.at = (uintptr_t)dict.ma_keys;
    if (dead_fetch(dead, table.at, &table.keys, sizeof(table.keys)) ||
        table.keys.dk_log2_size > 40 || table.keys.dk_log2_index_bytes > 43) {
        return "without a table";
    }
    if (!dict.ma_values) {
        broken = broken_keys(&table);
    }
    return broken ? broken : broken_entries(&table, &dict);
}

/* ---- sets --------------------------------------------------------------- */

/* A set's table is searched nine slots on from where it begins, if there are
 * as many, and then as a dict's. */
static int
is_in_set(const struct Hb_Dead *dead, const PySetObject *set, Py_hash_t hash,
          size_t wanted, long *steps)
{
    size_t mask = (size_t)set->mask, perturb = (size_t)hash;
    size_t start = perturb & mask;

    while (*steps > 0) {
        size_t last =
            start + LINEAR_PROBES <= mask ? start + LINEAR_PROBES : start;

        for (size_t slot = start; slot <= last; slot++, (*steps)--) {
            setentry entry;

            if (slot == wanted) {
                return 1;
            }
            if (dead_fetch(dead, (uintptr_t)set->table + slot * sizeof(entry),
                           &entry, sizeof(entry)) ||
                !entry.key) {
                return 0;
            }
        }
        perturb >>= PERTURB_SHIFT;
        start = (start * 5 + 1 + perturb) & mask;
    }
    return 0;
}

/* What a set's table holds. */
struct elements {
    Py_ssize_t used, dummies;
};

static const char *
count_elements(const struct Hb_Dead *dead, const PySetObject *set, long *steps,
               struct elements *elements)
{
    setentry entry;

    for (size_t i = 0; i <= (size_t)set->mask; i++) {
        if ((*steps)-- < 0 ||
            dead_fetch(dead, (uintptr_t)set->table + i * sizeof(entry), &entry,
                       sizeof(entry))) {
            return "without a table";
        }
        if (entry.key && entry.hash == -1) {
            elements->dummies++;
        }
        else if (entry.key) {
            Py_hash_t hash = hash_of(dead, (uintptr_t)entry.key, steps);

            elements->used++;
            if ((hash != -1 && hash != entry.hash) ||
                !is_in_set(dead, set, entry.hash, i, steps)) {
                return "in whose table not every element is found";
            }
        }
    }
    return NULL;
}

const char *
dead_broken_set(const struct Hb_Dead *dead, uintptr_t object, long *steps)
{
    struct elements elements = {0};
    PySetObject set;
    const char *broken;

    if (dead_object(dead, object, &set, sizeof(set)) || set.mask < 0 ||
        (size_t)set.mask & ((size_t)set.mask + 1)) {
        return "without a table";
    }
    broken = count_elements(dead, &set, steps, &elements);
    if (broken) {
        return broken;
    }
    if (elements.used != set.used) {
        return "that says it has another length";
    }
    if (elements.used + elements.dummies != set.fill) {
        return "that says it has other entries";
    }
    return (uintptr_t)set.table == object + offsetof(PySetObject, smalltable)
               ? set.mask == PySet_MINSIZE - 1 ? NULL : "without a table"
               : dead_broken_room(dead, (uintptr_t)set.table,
                                  ((size_t)set.mask + 1) * sizeof(setentry));
}
