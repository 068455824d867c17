/* image_read.c -- what stands in the containers of a dead heap. */
#include "image_parts.h"

#include "internal/pycore_dict.h"

#include <string.h>

/* ---- str ---------------------------------------------------------------- */

int
dead_text(const struct Hb_Dead *dead, uintptr_t object, struct dead_text *text)
{
    PyUnicodeObject str;
    PyASCIIObject *ascii = &str._base._base;
    struct dead_type type;
    PyObject header;
    uintptr_t data;

    /* Not dead_type_of first: a type's name is read through this. */
    memset(&str, 0, sizeof(str));
    if (dead_fetch(dead, object, &header, sizeof(header))) {
        return -1;
    }
    if (header.ob_type != &PyUnicode_Type &&
        (dead_type_of(dead, object, &type) ||
         !(type.flags & Py_TPFLAGS_UNICODE_SUBCLASS))) {
        return -1;
    }
    if (dead_object(dead, object, ascii, sizeof(*ascii))) {
        return -1;
    }
    text->kind = ascii->state.ascii ? 1 : (int)ascii->state.kind;
    text->len = (size_t)ascii->length;
    if (ascii->state.compact) {
        data = object + (ascii->state.ascii ? sizeof(PyASCIIObject)
                                            : sizeof(PyCompactUnicodeObject));
    }
    else {
        if (dead_object(dead, object, &str, sizeof(str))) {
            return -1;
        }
        data = (uintptr_t)str.data.any;
    }
    if ((text->kind != 1 && text->kind != 2 && text->kind != 4) ||
        ascii->length < 0 || text->len > ((size_t)1 << 30)) {
        return -1;
    }
    text->data = dead_bytes(dead, data, text->len * (size_t)text->kind);
    return text->data ? 0 : -1;
}

uint32_t
dead_character(const struct dead_text *text, size_t index)
{
    uint32_t wide;
    uint16_t middle;

    switch (text->kind) {
    case 1:
        return text->data[index];
    case 2:
        memcpy(&middle, text->data + 2 * index, sizeof(middle));
        return middle;
    default:
        memcpy(&wide, text->data + 4 * index, sizeof(wide));
        return wide;
    }
}

int
dead_text_is(const struct Hb_Dead *dead, uintptr_t object, const char *ascii,
             size_t len)
{
    struct dead_text text;

    return !dead_text(dead, object, &text) && text.kind == 1 &&
           text.len == len && !memcmp(text.data, ascii, len);
}

/* ---- dict --------------------------------------------------------------- */

/* Keys and value of entry n; the value is left alone in a split table. */
static int
keys_entry(const struct Hb_Dead *dead, uintptr_t keys_at, size_t n,
           uintptr_t *key, uintptr_t *value)
{
    PyDictKeysObject keys;
    size_t general;
    uintptr_t entry;
    PyDictKeyEntry one;

    if (dead_fetch(dead, keys_at, &keys, sizeof(keys)) ||
        keys.dk_log2_index_bytes > 40 || keys.dk_nentries < 0 ||
        n >= (size_t)keys.dk_nentries) {
        return -1;
    }
    general = keys.dk_kind == DICT_KEYS_GENERAL;
    entry = keys_at + sizeof(keys) + ((size_t)1 << keys.dk_log2_index_bytes);
    if (general) {
        if (dead_fetch(dead, entry + n * sizeof(one), &one, sizeof(one))) {
            return -1;
        }
        *key = (uintptr_t)one.me_key;
        *value = (uintptr_t)one.me_value;
    }
    else {
        PyDictUnicodeEntry two;

        if (dead_fetch(dead, entry + n * sizeof(two), &two, sizeof(two))) {
            return -1;
        }
        *key = (uintptr_t)two.me_key;
        *value = (uintptr_t)two.me_value;
    }
    return *key && *value;
}

static int
split_entry(const struct Hb_Dead *dead, uintptr_t keys, uintptr_t values,
            size_t n, uintptr_t *key, uintptr_t *value)
{
    int found = keys_entry(dead, keys, n, key, value);

    if (found < 0) {
        return -1;
    }
    if (dead_fetch(dead, values + n * sizeof(*value), value, sizeof(*value))) {
        return -1;
    }
    return *key && *value;
}

int
dead_dict_entry(const struct Hb_Dead *dead, const PyDictObject *dict, size_t n,
                uintptr_t *key, uintptr_t *value)
{
    uintptr_t keys = (uintptr_t)dict->ma_keys;

    return dict->ma_values
               ? split_entry(dead, keys, (uintptr_t)dict->ma_values, n, key,
                             value)
               : keys_entry(dead, keys, n, key, value);
}

/* Before such an instance stand its values and its dict; one of the two is
 * NULL. */
int
dead_values_entry(const struct Hb_Dead *dead, uintptr_t object,
                  const struct dead_type *type, size_t n, uintptr_t *key,
                  uintptr_t *value)
{
    uintptr_t before[2];
    PyHeapTypeObject heap;
    PyDictObject dict;

    if (!(type->flags & Py_TPFLAGS_MANAGED_DICT) || type->is_own ||
        dead_fetch(dead, object - 4 * sizeof(void *), before,
                   sizeof(before))) {
        return -1;
    }
    if (before[0]) {
        return dead_fetch(dead, type->address, &heap, sizeof(heap))
                   ? -1
                   : split_entry(dead, (uintptr_t)heap.ht_cached_keys,
                                 before[0], n, key, value);
    }
    if (!before[1] || dead_object(dead, before[1], &dict, sizeof(dict))) {
        return -1;
    }
    return dead_dict_entry(dead, &dict, n, key, value);
}

/* ---- list and tuple ----------------------------------------------------- */

uintptr_t
dead_item(const struct Hb_Dead *dead, uintptr_t object,
          const struct dead_type *type, Py_ssize_t index)
{
    PyListObject list;
    PyVarObject tuple;
    uintptr_t items, item = 0;
    Py_ssize_t size;

    if (type->flags & Py_TPFLAGS_LIST_SUBCLASS) {
        if (dead_object(dead, object, &list, sizeof(list))) {
            return 0;
        }
        items = (uintptr_t)list.ob_item;
        size = Py_SIZE(&list);
    }
    else if (type->flags & Py_TPFLAGS_TUPLE_SUBCLASS) {
        if (dead_object(dead, object, &tuple, sizeof(tuple))) {
            return 0;
        }
        items = object + offsetof(PyTupleObject, ob_item);
        size = Py_SIZE(&tuple);
    }
    else {
        return 0;
    }
    index += index < 0 ? size : 0;
    if (index < 0 || index >= size ||
        dead_fetch(dead, items + (size_t)index * sizeof(item), &item,
                   sizeof(item))) {
        return 0;
    }
    return item;
}
