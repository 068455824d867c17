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

#include "../modules/array.h"

#include <string.h>

enum {
    BYTES_PER_STEP = 64,
    MOST_DIMENSIONS = 64,
    SMALLEST_BLOCK = 16, /* of the pools; sizes are multiples of it */
    LARGEST_OF_POOLS = 512,
    LARGEST_REST = 64 /* that the heap does not cut off a block */
};

/* ---- sequences ---------------------------------------------------------- */

const char *
dead_broken_room(const struct Hb_Dead *dead, uintptr_t memory, size_t size)
{
    const char *broken = dead_broken_memory(dead, memory, size);
    size_t room = broken ? 0 : dead_block(dead, memory);
    size_t rest = room > LARGEST_OF_POOLS ? LARGEST_REST : SMALLEST_BLOCK - 1;

    return room <= SMALLEST_BLOCK || room <= size + rest
               ? broken
               : "that says it has less room than it has";
}

/* Room for items.  A block that is to shrink by less than a quarter stays as
 * it is; a list of so few items is the only one to ask for that. */
static const char *
broken_items(const struct Hb_Dead *dead, uintptr_t memory, size_t size)
{
    return size <= 128 && 4 * size > 3 * dead_block(dead, memory)
               ? dead_broken_memory(dead, memory, size)
               : dead_broken_room(dead, memory, size);
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

    if (type->address == (uintptr_t)&PyBool_Type) {
        return "that is neither True nor False";
    }
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

static const char *
broken_array(const struct Hb_Dead *dead, uintptr_t object)
{
    arrayobject array;

    if (dead_object(dead, object, &array, sizeof(array)) ||
        !Hb_ArrayIsDescr((uintptr_t)array.ob_descr) || Py_SIZE(&array) < 0 ||
        array.allocated > PY_SSIZE_T_MAX / array.ob_descr->itemsize) {
        return "of no size";
    }
    if (Py_SIZE(&array) > array.allocated) {
        return "with more items than room";
    }
    return array.ob_item
               ? dead_broken_room(dead, (uintptr_t)array.ob_item,
                                  (size_t)array.allocated *
                                      (size_t)array.ob_descr->itemsize)
           : array.allocated ? "without its items"
                             : NULL;
}

/* ---- views -------------------------------------------------------------- */

/* Its numbers lie in itself, and give its length. */
static const char *
broken_shape(const struct Hb_Dead *dead, uintptr_t object,
             const PyMemoryViewObject *view)
{
    const uintptr_t numbers = object + offsetof(PyMemoryViewObject, ob_array);
    const int n = view->view.ndim;
    Py_ssize_t shape[MOST_DIMENSIONS], len = view->view.itemsize;

    if (n < 0 || n > MOST_DIMENSIONS || len <= 0 ||
        (n && (uintptr_t)view->view.shape != numbers) ||
        (n && (uintptr_t)view->view.strides !=
                  numbers + (size_t)n * sizeof(*shape)) ||
        dead_fetch(dead, numbers, shape, (size_t)n * sizeof(*shape))) {
        return "without a shape";
    }
    for (int i = 0; i < n; i++) {
        if (shape[i] < 0 || __builtin_mul_overflow(len, shape[i], &len)) {
            return "without a shape";
        }
    }
    return len == view->view.len ? NULL : "that says it has another length";
}

/* What it shows was lent to the buffer that all views of it share. */
static const char *
broken_view(const struct Hb_Dead *dead, uintptr_t object)
{
    PyMemoryViewObject view;
    _PyManagedBufferObject shared;
    struct dead_type type;

    if (dead_object(dead, object, &view,
                    offsetof(PyMemoryViewObject, ob_array))) {
        return "of no size";
    }
    if (view.flags & _Py_MEMORYVIEW_RELEASED) {
        return NULL;
    }
    if (dead_type_of(dead, (uintptr_t)view.mbuf, &type) ||
        type.address != (uintptr_t)&_PyManagedBuffer_Type ||
        dead_object(dead, (uintptr_t)view.mbuf, &shared, sizeof(shared)) ||
        shared.exports <= 0 || shared.master.obj != view.view.obj) {
        return "of what nobody has lent it";
    }
    return broken_shape(dead, object, &view);
}

/* ---- all ---------------------------------------------------------------- */

static const char *
broken_other(const struct Hb_Dead *dead, uintptr_t object,
             const struct dead_type *type, long *steps)
{
    if (dead_is_a(dead, type, &PyByteArray_Type)) {
        return broken_bytearray(dead, object);
    }
    if (dead_is_a(dead, type, &Hb_ArrayType)) {
        return broken_array(dead, object);
    }
    if (type->address == (uintptr_t)&PyMemoryView_Type) {
        return broken_view(dead, object);
    }
    return dead_is_a(dead, type, &PySet_Type) ||
                   dead_is_a(dead, type, &PyFrozenSet_Type)
               ? dead_broken_set(dead, object, steps)
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
        return dead_broken_dict(dead, object, steps);
    case 0:
        return broken_other(dead, object, type, steps);
    default:
        return "of two kinds at once";
    }
}
