/* cells_dict.c -- dicts: the object, its table of keys, its array of values.
 *
 * A table of keys and an array of values are blocks of their own, because
 * sharing them is what makes instances small.
 */
#include "walk.h"

#include "internal/pycore_dict.h"

#include <string.h>

enum { LOG2_MOST = 30 };

/* A table's header, if it makes sense. */
static bool
read_keys(const struct walk *walk, uintptr_t address, PyDictKeysObject *keys)
{
    return !dead_fetch(walk->dead, address, keys, sizeof(*keys)) &&
           keys->dk_log2_size <= LOG2_MOST &&
           keys->dk_log2_index_bytes <= LOG2_MOST + 3 &&
           keys->dk_nentries >= 0 && keys->dk_usable >= 0 &&
           keys->dk_nentries <= (Py_ssize_t)1 << LOG2_MOST &&
           keys->dk_usable <= (Py_ssize_t)1 << LOG2_MOST;
}

static size_t
entry_size(const PyDictKeysObject *keys)
{
    return keys->dk_kind == DICT_KEYS_GENERAL ? sizeof(PyDictKeyEntry)
                                              : sizeof(PyDictUnicodeEntry);
}

static uintptr_t
entries_of(uintptr_t address, const PyDictKeysObject *keys)
{
    return address + sizeof(*keys) + ((size_t)1 << keys->dk_log2_index_bytes);
}

/* Key and value of entry `n`, NULL for none; false where it cannot be
 * read. */
static bool
read_entry(const struct walk *walk, uintptr_t address,
           const PyDictKeysObject *keys, Py_ssize_t n, uintptr_t *key,
           uintptr_t *value)
{
    uintptr_t at = entries_of(address, keys) + (size_t)n * entry_size(keys);

    at += keys->dk_kind == DICT_KEYS_GENERAL ? sizeof(Py_hash_t) : 0;
    if (!dead_bytes(walk->dead, at, 2 * sizeof(void *))) {
        return false;
    }
    *key = walk_word(walk, at);
    *value = walk_word(walk, at + sizeof(void *));
    return true;
}

/* The number that stands in a place of the index. */
static bool
read_index(const struct walk *walk, uintptr_t address,
           const PyDictKeysObject *keys, size_t place, int64_t *number)
{
    size_t width =
        ((size_t)1 << keys->dk_log2_index_bytes) >> keys->dk_log2_size;
    uintptr_t at = address + sizeof(*keys) + place * width;
    int8_t one;
    int16_t two;
    int32_t four;

    switch (width) {
    case 1:
        *number = dead_fetch(walk->dead, at, &one, 1) ? DKIX_EMPTY : one;
        return true;
    case 2:
        *number = dead_fetch(walk->dead, at, &two, 2) ? DKIX_EMPTY : two;
        return true;
    case 4:
        *number = dead_fetch(walk->dead, at, &four, 4) ? DKIX_EMPTY : four;
        return true;
    default:
        return !dead_fetch(walk->dead, at, number, 8);
    }
}

/* ---- the table of keys -------------------------------------------------- */

static void
add_index(struct walk *walk, struct walk_record *record,
          const PyDictKeysObject *keys)
{
    struct walk_part *part = walk_part(walk, record, "index");

    for (size_t i = 0; i < (size_t)1 << keys->dk_log2_size; i++) {
        struct walk_cell cell = {.sign = SIGN_NULL};
        int64_t number;

        if (!read_index(walk, record->address, keys, i, &number)) {
            return;
        }
        if (number == DKIX_DUMMY) {
            cell = walk_raw(walk, "dummy");
        }
        else if (number >= 0 && number < keys->dk_nentries) {
            cell = walk_to(record, SIGN_BORROWED);
            cell.part = "entries";
            cell.first = (long)number;
        }
        if (!walk_add(walk, part, NULL, cell)) {
            return;
        }
    }
}

/* The keys alone: their values stand in arrays of the instances. */
static void
fill_shared_keys(struct walk *walk, struct walk_record *record,
                 const PyDictKeysObject *keys)
{
    struct walk_part *part = walk_part(walk, record, "entries");
    uintptr_t key, value;

    for (Py_ssize_t i = 0; part && i < keys->dk_nentries; i++) {
        if (!read_entry(walk, record->address, keys, i, &key, &value)) {
            return;
        }
        part->kind = "row";
        if (!walk_add(walk, part, NULL, walk_object(walk, key, SIGN_OWNED))) {
            return;
        }
    }
}

static void
fill_keys(struct walk *walk, struct walk_record *record)
{
    struct walk_part *part;
    PyDictKeysObject keys;
    uintptr_t key, value;

    if (!read_keys(walk, record->address, &keys)) {
        return;
    }
    record->refcount = keys.dk_refcnt;
    record->size = (long long)(entries_of(0, &keys) +
                               (size_t)USABLE_FRACTION(DK_SIZE(&keys)) *
                                   entry_size(&keys));
    if (keys.dk_kind == DICT_KEYS_SPLIT) {
        fill_shared_keys(walk, record, &keys);
        return;
    }
    add_index(walk, record, &keys);
    part = walk_part(walk, record, "entries");
    for (Py_ssize_t i = 0; part && i < keys.dk_nentries; i++) {
        if (!read_entry(walk, record->address, &keys, i, &key, &value)) {
            return;
        }
        if (!walk_add_pair(walk, part, walk_object(walk, key, SIGN_OWNED),
                           walk_object(walk, value, SIGN_OWNED))) {
            return;
        }
    }
    if (part) {
        part->kind = "pairs";
        part->cap = part->len + (size_t)keys.dk_usable;
    }
}

struct walk_record *
walk_keys(struct walk *walk, uintptr_t address)
{
    PyDictKeysObject keys;

    if (!address || !read_keys(walk, address, &keys)) {
        return NULL;
    }
    return walk_memory(walk, address,
                       keys.dk_kind == DICT_KEYS_SPLIT ? "shared keys"
                                                       : "dict keys",
                       fill_keys);
}

/* ---- arrays of values --------------------------------------------------- */

static void
fill_values(struct walk *walk, struct walk_record *record)
{
    struct walk_part *part = walk_part(walk, record, "values");
    uintptr_t keys_at = record->keys, values, key, value;
    PyDictKeysObject keys;

    if (!part || !read_keys(walk, keys_at, &keys)) {
        return;
    }
    values = record->address + record->front;
    part->kind = "row";
    for (Py_ssize_t i = 0; i < keys.dk_nentries; i++) {
        if (!read_entry(walk, keys_at, &keys, i, &key, &value)) {
            return;
        }
        value = walk_word(walk, values + (size_t)i * sizeof(void *));
        if (!walk_add(walk, part, walk_label(walk, key),
                      walk_object(walk, value, SIGN_OWNED))) {
            return;
        }
    }
    record->size = (long long)walk_block_size(walk, record->address);
    if ((size_t)record->size > record->front) {
        size_t room = ((size_t)record->size - record->front) / sizeof(void *);

        part->cap = room > part->len ? room : part->len;
    }
}

/* In front of the values stand bytes, the last of which says how many. */
struct walk_record *
walk_values(struct walk *walk, uintptr_t values, uintptr_t keys)
{
    struct walk_record *record;
    uint8_t front;

    if (!values || dead_fetch(walk->dead, values - 1, &front, 1)) {
        return NULL;
    }
    record = walk_memory(walk, values - front, "values", fill_values);
    if (record) {
        record->keys = keys;
        record->front = front;
    }
    return record;
}

/* ---- dicts -------------------------------------------------------------- */

bool
fill_dict(struct walk *walk, struct walk_record *record,
          const struct dead_type *type)
{
    struct walk_part *part;
    PyDictObject dict;
    uintptr_t keys, values;

    if (!(type->flags & Py_TPFLAGS_DICT_SUBCLASS)) {
        return false;
    }
    part = walk_part(walk, record, "fields");
    if (!part ||
        dead_object(walk->dead, record->address, &dict, sizeof(dict))) {
        return true;
    }
    keys = (uintptr_t)dict.ma_keys;
    values = (uintptr_t)dict.ma_values;
    walk_add(walk, part, "ma_used", walk_raw(walk, "%zd", dict.ma_used));
    if (keys == (uintptr_t)Py_EMPTY_KEYS) {
        /* One table for all empty dicts; it is never freed. */
        walk_add(walk, part, "ma_keys", walk_raw(walk, "empty"));
    }
    else {
        walk_add(walk, part, "ma_keys",
                 walk_to(walk_keys(walk, keys), SIGN_OWNED));
    }
    if (values) {
        walk_add(walk, part, "ma_values",
                 walk_to(walk_values(walk, values, keys), SIGN_OWNED));
    }
    return true;
}
