/* image_whole.c -- whether an object of a dead heap is what it prints as.
 *
 * Its numbers can be written by hand: a str that says it was hashed as
 * another, a dict in whose table nothing is found, a list with room for fewer
 * items than it has, or with the items of another list.  They print well, and
 * nobody could use them.
 *
 * What is part of this program is taken to be whole.
 *
 * Source: the headers' invariants (consistency.c asks the same of those that
 *         are alive).
 */
#include "image_parts.h"

#include "internal/pycore_dict.h"

#include <string.h>

enum {
    LINEAR_PROBES = 9,
    PERTURB_SHIFT = 5,
    BYTES_PER_STEP = 64,
    SMALLEST_BLOCK = 16, /* of the pools; sizes are multiples of it */
    LARGEST_OF_POOLS = 512,
    LARGEST_REST = 64 /* that the heap does not cut off a block */
};

/* ---- sequences ---------------------------------------------------------- */

/* Room for items: a block of its own, and not a larger one.  A block that is
 * to shrink by less than a quarter stays as it is; a list of so few items is
 * the only one to ask for that. */
static const char *
broken_items(const struct Hb_Dead *dead, uintptr_t memory, size_t size)
{
    const char *broken = dead_broken_memory(dead, memory, size);
    size_t room = broken ? 0 : dead_block(dead, memory);
    size_t rest = room > LARGEST_OF_POOLS ? LARGEST_REST : SMALLEST_BLOCK - 1;

    if (room <= SMALLEST_BLOCK || room <= size + rest ||
        (size <= 128 && 4 * size > 3 * room)) {
        return broken;
    }
    return "that says it has less room than it has";
}

static const char *
broken_list(const struct Hb_Dead *dead, uintptr_t object)
{
    PyListObject list;

    if (dead_object(dead, object, &list, sizeof(list)) || list.allocated < 0 ||
        list.allocated > PY_SSIZE_T_MAX / 8 || Py_SIZE(&list) < 0) {
        return "of no size";
    }
    if (Py_SIZE(&list) > list.allocated) {
        return "with more items than room";
    }
    return list.ob_item
               ? broken_items(dead, (uintptr_t)list.ob_item,
                              (size_t)list.allocated * sizeof(PyObject *))
           : list.allocated ? "without its items"
                            : NULL;
}

/* `items` of so many bytes, `first` bytes behind the object's address. */
static const char *
broken_room(const struct Hb_Dead *dead, uintptr_t object,
            const struct dead_type *type, size_t first, size_t items,
            size_t size)
{
    Py_ssize_t room = dead_room(dead, object, type);

    return room < 0 || (size_t)room < first ||
                   items > ((size_t)room - first) / size
               ? "with more in it than its block has room for"
               : NULL;
}

static const char *
broken_tuple(const struct Hb_Dead *dead, uintptr_t object,
             const struct dead_type *type)
{
    PyVarObject head;

    if (dead_object(dead, object, &head, sizeof(head)) || Py_SIZE(&head) < 0) {
        return "of no size";
    }
    return broken_room(dead, object, type, offsetof(PyTupleObject, ob_item),
                       (size_t)Py_SIZE(&head), sizeof(PyObject *));
}

static const char *
broken_int(const struct Hb_Dead *dead, uintptr_t object,
           const struct dead_type *type)
{
    const size_t first = offsetof(PyLongObject, ob_digit);
    PyVarObject head;
    uint32_t last = 1;
    size_t n;
    const char *broken;

    if (dead_object(dead, object, &head, sizeof(head))) {
        return "of no size";
    }
    n = (size_t)Py_SIZE(&head);
    n = Py_SIZE(&head) < 0 ? 0 - n : n;
    broken = broken_room(dead, object, type, first, n, sizeof(last));
    if (!broken && n) {
        dead_fetch(dead, object + first + (n - 1) * sizeof(last), &last,
                   sizeof(last));
    }
    return broken ? broken : last ? NULL : "whose first digit is 0";
}

/* ---- text --------------------------------------------------------------- */

static const char *
broken_hash(Py_hash_t kept, const unsigned char *data, size_t size)
{
    return kept == -1 || kept == _Py_HashBytes(data, (Py_ssize_t)size)
               ? NULL
               : "that was changed after it was hashed";
}

/* The widest character decides how many bytes each takes. */
static const char *
broken_kind(const struct dead_text *text, int is_ascii)
{
    uint32_t widest = 0;
    int kind;

    for (size_t i = 0; i < text->len; i++) {
        uint32_t c = dead_character(text, i);

        widest = c > widest ? c : widest;
    }
    kind = widest < 0x100 ? 1 : widest < 0x10000 ? 2 : 4;
    return widest > 0x10ffff   ? "with what is no character"
           : kind < text->kind ? "whose characters take more room than needed"
           : is_ascii != (widest < 0x80) ? "that is wrong about being ASCII"
                                         : NULL;
}

/* Where its characters lie; 0 with the reason when that is elsewhere. */
static uintptr_t
place_of_text(const struct Hb_Dead *dead, uintptr_t object,
              const struct dead_type *type, const struct dead_text *text,
              const char **broken)
{
    PyUnicodeObject str;
    const PyASCIIObject *head = &str._base._base;
    size_t first = sizeof(PyCompactUnicodeObject);

    dead_object(dead, object, &str, sizeof(*head));
    if (head->state.compact) {
        first = head->state.ascii ? sizeof(*head) : first;
        *broken = broken_room(dead, object, type, first, text->len + 1,
                              (size_t)text->kind);
        return object + first;
    }
    dead_object(dead, object, &str, sizeof(str));
    *broken = dead_broken_memory(dead, (uintptr_t)str.data.any,
                                 (text->len + 1) * (size_t)text->kind);
    return (uintptr_t)str.data.any;
}

static const char *
broken_str(const struct Hb_Dead *dead, uintptr_t object,
           const struct dead_type *type, long *steps)
{
    static const unsigned char none[4];
    PyASCIIObject str;
    struct dead_text text;
    const unsigned char *data;
    const char *broken;
    size_t size;

    if (dead_object(dead, object, &str, sizeof(str)) ||
        dead_text(dead, object, &text)) {
        return "of no size";
    }
    size = text.len * (size_t)text.kind;
    *steps -= (long)(size / BYTES_PER_STEP);
    data = dead_bytes(dead, place_of_text(dead, object, type, &text, &broken),
                      size + (size_t)text.kind);
    if (!broken && (!data || memcmp(data + size, none, (size_t)text.kind))) {
        broken = "without a 0 behind its last character";
    }
    broken = broken ? broken : broken_kind(&text, (int)str.state.ascii);
    return broken ? broken : broken_hash(str.hash, text.data, size);
}

static const char *
broken_bytes(const struct Hb_Dead *dead, uintptr_t object,
             const struct dead_type *type, long *steps)
{
    const size_t first = offsetof(PyBytesObject, ob_sval);
    PyBytesObject bytes;
    const unsigned char *data;
    size_t size;
    const char *broken;

    if (dead_object(dead, object, &bytes, first) || Py_SIZE(&bytes) < 0) {
        return "of no size";
    }
    size = (size_t)Py_SIZE(&bytes);
    *steps -= (long)(size / BYTES_PER_STEP);
    broken = broken_room(dead, object, type, first, size + 1, 1);
    if (broken) {
        return broken;
    }
    data = dead_bytes(dead, object + first, size + 1);
    return data && !data[size] ? broken_hash(bytes.ob_shash, data, size)
                               : "without a 0 behind its last byte";
}

static const char *
broken_bytearray(const struct Hb_Dead *dead, uintptr_t object)
{
    PyByteArrayObject array;
    uintptr_t offset;
    unsigned char last;

    if (dead_object(dead, object, &array, sizeof(array)) ||
        Py_SIZE(&array) < 0 || array.ob_alloc < 0) {
        return "of no size";
    }
    if (!array.ob_alloc) {
        return Py_SIZE(&array) ? "with more bytes than room" : NULL;
    }
    offset = (uintptr_t)array.ob_start - (uintptr_t)array.ob_bytes;
    if (offset >= (uintptr_t)array.ob_alloc ||
        Py_SIZE(&array) >= array.ob_alloc - (Py_ssize_t)offset) {
        return "with more bytes than room";
    }
    if (dead_fetch(dead, (uintptr_t)array.ob_start + (size_t)Py_SIZE(&array),
                   &last, 1) ||
        last) {
        return "without a 0 behind its last byte";
    }
    return broken_items(dead, (uintptr_t)array.ob_bytes,
                        (size_t)array.ob_alloc);
}

/* ---- tables ------------------------------------------------------------- */

/* The hash that a key must have; -1 where only its class knows. */
static Py_hash_t
hash_of(const struct Hb_Dead *dead, uintptr_t key)
{
    struct {
        PyVarObject head;
        uint32_t digit;
    } number;

    PyObject head;
    struct dead_text text;

    if (dead_fetch(dead, key, &head, sizeof(head))) {
        return -1;
    }
    if (head.ob_type == &PyUnicode_Type && !dead_text(dead, key, &text)) {
        return _Py_HashBytes(text.data,
                             (Py_ssize_t)(text.len * (size_t)text.kind));
    }
    if (head.ob_type == &PyLong_Type &&
        !dead_fetch(dead, key, &number, offsetof(PyLongObject, ob_digit)) &&
        (size_t)Py_SIZE(&number.head) <= 1 &&
        !dead_fetch(dead, key, &number,
                    offsetof(PyLongObject, ob_digit) + sizeof(uint32_t))) {
        return Py_SIZE(&number.head) ? (Py_hash_t)number.digit : 0;
    }
    return -1;
}

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

/* The hash that entry n is searched by; in a table of str keys it is theirs.
 */
static Py_hash_t
entry_hash(const struct table *table, size_t n, uintptr_t key)
{
    Py_hash_t hash = hash_of(table->dead, key);
    PyDictKeyEntry entry;

    if (table->keys.dk_kind != DICT_KEYS_GENERAL || hash != -1) {
        return hash;
    }
    return dead_fetch(table->dead,
                      table->at + sizeof(table->keys) +
                          ((size_t)1 << table->keys.dk_log2_index_bytes) +
                          n * sizeof(entry),
                      &entry, sizeof(entry))
               ? -1
               : entry.me_hash;
}

int
dead_is_found(const struct Hb_Dead *dead, uintptr_t keys, size_t n,
              uintptr_t key, long *steps)
{
    struct table table = {.dead = dead, .at = keys, .steps = steps};

    return !dead_fetch(dead, keys, &table.keys, sizeof(table.keys)) &&
           table.keys.dk_log2_size <= 40 &&
           is_found(&table, entry_hash(&table, n, key), n);
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
        if (found && !is_found(table, entry_hash(table, n, key), n)) {
            return "in whose table not every key is found";
        }
    }
    return used == dict->ma_used ? NULL : "that says it has another length";
}

static const char *
broken_dict(const struct Hb_Dead *dead, uintptr_t object, long *steps)
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
        broken = dead_broken_memory(
            dead, table.at,
            sizeof(table.keys) +
                ((size_t)1 << table.keys.dk_log2_index_bytes));
    }
    return broken ? broken : broken_entries(&table, &dict);
}

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

static const char *
broken_set(const struct Hb_Dead *dead, uintptr_t object, long *steps)
{
    PySetObject set;
    Py_ssize_t used = 0;
    setentry entry;

    if (dead_object(dead, object, &set, sizeof(set)) || set.mask < 0 ||
        (size_t)set.mask & ((size_t)set.mask + 1)) {
        return "without a table";
    }
    for (size_t i = 0; i <= (size_t)set.mask; i++) {
        if ((*steps)-- < 0 ||
            dead_fetch(dead, (uintptr_t)set.table + i * sizeof(entry), &entry,
                       sizeof(entry))) {
            return "without a table";
        }
        if (entry.key && entry.hash != -1) {
            Py_hash_t hash = hash_of(dead, (uintptr_t)entry.key);

            used++;
            if ((hash != -1 && hash != entry.hash) ||
                !is_in_set(dead, &set, entry.hash, i, steps)) {
                return "in whose table not every element is found";
            }
        }
    }
    if (used != set.used) {
        return "that says it has another length";
    }
    return (uintptr_t)set.table == object + offsetof(PySetObject, smalltable)
               ? NULL
               : dead_broken_memory(dead, (uintptr_t)set.table,
                                    ((size_t)set.mask + 1) * sizeof(entry));
}

/* ---- all ---------------------------------------------------------------- */

static const char *
broken_other(const struct Hb_Dead *dead, uintptr_t object,
             const struct dead_type *type, long *steps)
{
    if (dead_is_a(dead, type, &PyByteArray_Type)) {
        return broken_bytearray(dead, object);
    }
    return dead_is_a(dead, type, &PySet_Type) ||
                   dead_is_a(dead, type, &PyFrozenSet_Type)
               ? broken_set(dead, object, steps)
               : NULL;
}

const char *
dead_broken(const struct Hb_Dead *dead, uintptr_t object,
            const struct dead_type *type, long *steps)
{
    if (dead_is_own(object, sizeof(PyObject))) {
        return NULL;
    }
    switch (type->flags & DEAD_KINDS) {
    case Py_TPFLAGS_LONG_SUBCLASS:
        return broken_int(dead, object, type);
    case Py_TPFLAGS_LIST_SUBCLASS:
        return broken_list(dead, object);
    case Py_TPFLAGS_TUPLE_SUBCLASS:
        return broken_tuple(dead, object, type);
    case Py_TPFLAGS_BYTES_SUBCLASS:
        return broken_bytes(dead, object, type, steps);
    case Py_TPFLAGS_UNICODE_SUBCLASS:
        return broken_str(dead, object, type, steps);
    case Py_TPFLAGS_DICT_SUBCLASS:
        return broken_dict(dead, object, steps);
    case 0:
        return broken_other(dead, object, type, steps);
    default:
        return "of two kinds at once";
    }
}
