/* cells_builtin.c -- numbers, text, sequences, sets. */
#include "walk.h"

#include "internal/pycore_long.h"

#include <string.h>

/* ---- values that have a record ------------------------------------------ */

static void
add_value(struct walk *walk, struct walk_record *record)
{
    struct walk_part *part = walk_part(walk, record, "value");
    struct walk_cell cell = {.sign = SIGN_VALUE};

    cell.text = walk_repr(walk, record->address);
    walk_add(walk, part, NULL, cell);
}

/* Characters and their places; text in UTF-8 that was asked for is kept
 * beside them. */
static void
measure_text(const struct walk *walk, struct walk_record *record,
             const struct dead_text *text)
{
    PyCompactUnicodeObject str;

    walk_fact(record, "len", (long long)text->len);
    if (dead_object(walk->dead, record->address, &str,
                    sizeof(PyASCIIObject))) {
        return;
    }
    walk_grow(record, (long long)(text->len + 1) * text->kind);
    if (str._base.state.compact) {
        record->size += (long long)(str._base.state.ascii
                                        ? sizeof(PyASCIIObject)
                                        : sizeof(PyCompactUnicodeObject)) -
                        (long long)sizeof(PyUnicodeObject);
    }
    if (!str._base.state.ascii &&
        !dead_object(walk->dead, record->address, &str, sizeof(str)) &&
        str.utf8) {
        walk_grow(record, str.utf8_length);
        walk_grow(record, 1);
    }
}

bool
fill_value(struct walk *walk, struct walk_record *record,
           const struct dead_type *type)
{
    struct dead_text text;

    if (type->flags & Py_TPFLAGS_UNICODE_SUBCLASS) {
        if (!dead_text(walk->dead, record->address, &text)) {
            measure_text(walk, record, &text);
        }
        add_value(walk, record);
        return true;
    }
    if (type->flags & Py_TPFLAGS_LONG_SUBCLASS ||
        dead_is_a(walk->dead, type, &PyFloat_Type) ||
        dead_is_a(walk->dead, type, &PyComplex_Type)) {
        add_value(walk, record);
        return true;
    }
    return false;
}

/* ---- sequences ---------------------------------------------------------- */

static void
add_items(struct walk *walk, struct walk_part *part, uintptr_t items,
          Py_ssize_t len)
{
    for (Py_ssize_t i = 0; i < len; i++) {
        uintptr_t place = items + (size_t)i * sizeof(void *);

        if (!dead_bytes(walk->dead, place, sizeof(void *)) ||
            !walk_add(walk, part, NULL,
                      walk_object(walk, walk_word(walk, place), SIGN_OWNED))) {
            return;
        }
    }
}

static void
fill_list(struct walk *walk, struct walk_record *record)
{
    struct walk_part *part = walk_part(walk, record, "items");
    PyListObject list;

    if (!part ||
        dead_object(walk->dead, record->address, &list, sizeof(list))) {
        return;
    }
    walk_fact(record, "length", Py_SIZE(&list));
    walk_fact(record, "allocated", list.allocated);
    add_items(walk, part, (uintptr_t)list.ob_item, Py_SIZE(&list));
    if (list.allocated > (Py_ssize_t)part->len &&
        (Py_ssize_t)part->len == Py_SIZE(&list)) {
        part->cap = (size_t)list.allocated;
    }
    if (list.allocated > 0 && list.allocated < (Py_ssize_t)1 << 40) {
        size_t bytes = (size_t)list.allocated * sizeof(void *);

        walk_part_block(walk, part, (uintptr_t)list.ob_item, bytes);
        walk_grow(record, (long long)bytes);
    }
}

bool
fill_sequence(struct walk *walk, struct walk_record *record,
              const struct dead_type *type)
{
    PyVarObject head;

    if (type->flags & Py_TPFLAGS_LIST_SUBCLASS) {
        fill_list(walk, record);
        return true;
    }
    if (type->flags & Py_TPFLAGS_TUPLE_SUBCLASS) {
        if (!dead_object(walk->dead, record->address, &head, sizeof(head))) {
            add_items(walk, walk_part(walk, record, "items"),
                      record->address + offsetof(PyTupleObject, ob_item),
                      Py_SIZE(&head));
        }
        return true;
    }
    return false;
}

/* ---- sets --------------------------------------------------------------- */

/* A place is empty, or was used once, or holds a member. */
static struct walk_cell
set_place(struct walk *walk, const setentry *entry)
{
    if (!entry->key) {
        return (struct walk_cell){.sign = SIGN_NULL};
    }
    /* The dummy is an object of the runtime; its hash marks it. */
    if (entry->hash == -1) {
        return walk_raw(walk, "dummy");
    }
    return walk_object(walk, (uintptr_t)entry->key, SIGN_OWNED);
}

bool
fill_set(struct walk *walk, struct walk_record *record,
         const struct dead_type *type)
{
    struct walk_part *part;
    PySetObject set;
    bool is_small;

    if (!dead_is_a(walk->dead, type, &PySet_Type) &&
        !dead_is_a(walk->dead, type, &PyFrozenSet_Type)) {
        return false;
    }
    part = walk_part(walk, record, "table");
    if (!part || dead_object(walk->dead, record->address, &set, sizeof(set)) ||
        set.mask < 0 || set.mask > (Py_ssize_t)1 << 30) {
        return true;
    }
    walk_fact(record, "used", set.used);
    walk_fact(record, "fill", set.fill);
    for (Py_ssize_t i = 0; i <= set.mask; i++) {
        setentry entry;

        if (dead_fetch(walk->dead,
                       (uintptr_t)set.table + (size_t)i * sizeof(entry),
                       &entry, sizeof(entry)) ||
            !walk_add(walk, part, NULL, set_place(walk, &entry))) {
            break;
        }
    }
    is_small = (uintptr_t)set.table ==
               record->address + offsetof(PySetObject, smalltable);
    if (!is_small) {
        size_t bytes = ((size_t)set.mask + 1) * sizeof(setentry);

        walk_part_block(walk, part, (uintptr_t)set.table, bytes);
        walk_grow(record, (long long)bytes);
    }
    return true;
}
