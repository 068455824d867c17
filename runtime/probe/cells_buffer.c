/* cells_buffer.c -- bytes, bytearrays, arrays, and the views of them. */
#include "walk.h"

#include "../modules/array.h"

#include <string.h>

/* Where the bytes of an exporter lie, and which part shows them. */
struct exporter {
    uintptr_t start;
    size_t len, itemsize;
    const char *part;
};

static bool
is_array(const struct dead_type *type)
{
    return type->address == (uintptr_t)&Hb_ArrayType;
}

/* ---- bytes -------------------------------------------------------------- */

static struct walk_cell
byte_cell(struct walk *walk, unsigned char byte)
{
    if (byte == 0) {
        return walk_raw(walk, "\\0");
    }
    if (byte == '\\' || byte == '\'') {
        return walk_raw(walk, "\\%c", byte);
    }
    return byte >= 0x20 && byte < 0x7f ? walk_raw(walk, "%c", byte)
                                       : walk_raw(walk, "\\x%02x", byte);
}

static struct walk_part *
add_bytes(struct walk *walk, struct walk_record *record, uintptr_t start,
          Py_ssize_t len)
{
    struct walk_part *part = walk_part(walk, record, "bytes");

    if (!part) {
        return NULL;
    }
    part->kind = "row";
    for (Py_ssize_t i = 0; i < len; i++) {
        const unsigned char *byte =
            dead_bytes(walk->dead, start + (size_t)i, 1);

        if (!byte || !walk_add(walk, part, NULL, byte_cell(walk, *byte))) {
            break;
        }
    }
    return part;
}

/* With the NUL behind the last byte; 0 for a length that cannot be. */
static Py_ssize_t
with_end(Py_ssize_t len)
{
    return len >= 0 && len < PY_SSIZE_T_MAX ? len + 1 : 0;
}

static void
fill_bytes(struct walk *walk, struct walk_record *record)
{
    PyVarObject head;

    if (dead_object(walk->dead, record->address, &head, sizeof(head))) {
        return;
    }
    walk_fact(record, "length", Py_SIZE(&head));
    add_bytes(walk, record, record->address + offsetof(PyBytesObject, ob_sval),
              with_end(Py_SIZE(&head)));
}

static void
fill_bytearray(struct walk *walk, struct walk_record *record)
{
    struct walk_part *part;
    PyByteArrayObject array;

    if (dead_object(walk->dead, record->address, &array, sizeof(array))) {
        return;
    }
    walk_fact(record, "length", Py_SIZE(&array));
    walk_fact(record, "ob_alloc", array.ob_alloc);
    walk_fact(record, "ob_exports", array.ob_exports);
    part = add_bytes(walk, record, (uintptr_t)array.ob_start,
                     array.ob_alloc ? with_end(Py_SIZE(&array)) : 0);
    walk_grow(record, array.ob_alloc);
    if (part && array.ob_alloc > (Py_ssize_t)part->len) {
        part->cap = (size_t)array.ob_alloc;
    }
    walk_part_block(walk, part, (uintptr_t)array.ob_bytes,
                    (size_t)array.ob_alloc);
}

/* ---- arrays ------------------------------------------------------------- */

static struct walk_cell
item_cell(struct walk *walk, uintptr_t at, char code, size_t size)
{
    unsigned char bytes[8] = {0};
    long long number;
    double real;
    float single;

    if (dead_fetch(walk->dead, at, bytes, size)) {
        return (struct walk_cell){.sign = SIGN_NULL};
    }
    if (code == 'd' || code == 'f') {
        memcpy(&single, bytes, sizeof(single));
        memcpy(&real, bytes, sizeof(real));
        return walk_raw(walk, "%g", code == 'd' ? real : (double)single);
    }
    /* Signed codes are small letters, but for u: fill with the sign. */
    if (code >= 'a' && code != 'u' && bytes[size - 1] & 0x80) {
        memset(bytes + size, 0xff, sizeof(bytes) - size);
    }
    memcpy(&number, bytes, sizeof(number));
    return code == 'L' || code == 'Q'
               ? walk_raw(walk, "%llu", (unsigned long long)number)
               : walk_raw(walk, "%lld", number);
}

/* The struct, if its descriptor is one of the module's. */
static bool
read_array(const struct walk *walk, uintptr_t object, arrayobject *array,
           char *code, size_t *size)
{
    static const char codes[] = "bBuhHiIlLqQfd";

    if (dead_object(walk->dead, object, array, sizeof(*array))) {
        return false;
    }
    for (const char *at = codes; *at; at++) {
        const struct arraydescr *descr = Hb_ArrayDescr((Py_UCS4)*at);

        if (descr == array->ob_descr) {
            *code = *at;
            *size = (size_t)descr->itemsize;
            return true;
        }
    }
    return false;
}

static void
fill_array(struct walk *walk, struct walk_record *record)
{
    struct walk_part *part = walk_part(walk, record, "items");
    arrayobject array;
    size_t size;
    char code;

    if (!part || !read_array(walk, record->address, &array, &code, &size)) {
        return;
    }
    part->kind = "row";
    walk_fact(record, "length", Py_SIZE(&array));
    walk_fact(record, "allocated", array.allocated);
    walk_fact(record, "itemsize", (long long)size);
    for (Py_ssize_t i = 0; i < Py_SIZE(&array); i++) {
        uintptr_t at = (uintptr_t)array.ob_item + (size_t)i * size;

        if (!dead_bytes(walk->dead, at, size) ||
            !walk_add(walk, part, NULL, item_cell(walk, at, code, size))) {
            return;
        }
    }
    if (array.allocated > (Py_ssize_t)part->len &&
        array.allocated < (Py_ssize_t)1 << 40) {
        part->cap = (size_t)array.allocated;
    }
    walk_part_block(walk, part, (uintptr_t)array.ob_item, part->cap * size);
    walk_grow(record, (long long)(part->cap * size));
}

/* ---- views -------------------------------------------------------------- */

static bool
find_exporter(const struct walk *walk, uintptr_t object,
              struct exporter *exporter)
{
    struct dead_type type;
    PyByteArrayObject bytes;
    arrayobject array;
    PyVarObject head;
    char code;

    *exporter = (struct exporter){.itemsize = 1, .part = "bytes"};
    if (dead_type_of(walk->dead, object, &type)) {
        return false;
    }
    if (type.flags & Py_TPFLAGS_BYTES_SUBCLASS &&
        !dead_object(walk->dead, object, &head, sizeof(head))) {
        exporter->start = object + offsetof(PyBytesObject, ob_sval);
        exporter->len = (size_t)Py_SIZE(&head);
        return true;
    }
    if (dead_is_a(walk->dead, &type, &PyByteArray_Type) &&
        !dead_object(walk->dead, object, &bytes, sizeof(bytes))) {
        exporter->start = (uintptr_t)bytes.ob_start;
        exporter->len = (size_t)Py_SIZE(&bytes);
        return true;
    }
    if (is_array(&type) &&
        read_array(walk, object, &array, &code, &exporter->itemsize)) {
        exporter->start = (uintptr_t)array.ob_item;
        exporter->len = (size_t)Py_SIZE(&array) * exporter->itemsize;
        exporter->part = "items";
        return true;
    }
    return false;
}

/* A pointer into a buffer: the cells of its owner that the view shows, from
 * the first to the last. */
static struct walk_cell
buffer_cell(struct walk *walk, uintptr_t owner, const Py_buffer *view,
            Py_ssize_t stride)
{
    struct walk_cell cell = walk_object(walk, owner, SIGN_BORROWED);
    struct exporter exporter;
    uintptr_t low = (uintptr_t)view->buf, high;
    Py_ssize_t items = view->itemsize > 0 ? view->len / view->itemsize : 0;

    if (!cell.target || !find_exporter(walk, owner, &exporter)) {
        return cell;
    }
    high = low + (uintptr_t)view->len;
    if (view->ndim == 1 && stride > view->itemsize && items > 0) {
        high = low + (uintptr_t)(items - 1) * (uintptr_t)stride +
               (uintptr_t)view->itemsize;
    }
    else if (view->ndim == 1 && stride < 0 && items > 0) {
        high = low + (uintptr_t)view->itemsize;
        low -= (uintptr_t)(items - 1) * -(uintptr_t)stride;
    }
    if (low < exporter.start || high < low ||
        high - exporter.start > exporter.len) {
        return cell;
    }
    cell.part = exporter.part;
    cell.first = (long)((low - exporter.start) / exporter.itemsize);
    cell.last = (long)((high - exporter.start + exporter.itemsize - 1) /
                       exporter.itemsize);
    return cell;
}

static void
fill_view(struct walk *walk, struct walk_record *record)
{
    struct walk_part *part = walk_part(walk, record, "fields");
    PyMemoryViewObject view;
    _PyManagedBufferObject managed;
    uintptr_t owner = 0, mbuf;
    Py_ssize_t stride = 1;

    if (!part || dead_object(walk->dead, record->address, &view,
                             offsetof(PyMemoryViewObject, ob_array))) {
        return;
    }
    mbuf = (uintptr_t)view.mbuf;
    if (mbuf && !dead_object(walk->dead, mbuf, &managed, sizeof(managed))) {
        owner = (uintptr_t)managed.master.obj;
    }
    if (view.view.ndim == 1) {
        stride = (Py_ssize_t)walk_word(walk, (uintptr_t)view.view.strides);
    }
    walk_add(walk, part, "mbuf", walk_object(walk, mbuf, SIGN_OWNED));
    walk_add(walk, part, "buf",
             view.flags & _Py_MEMORYVIEW_RELEASED ? walk_raw(walk, "released")
             : owner ? buffer_cell(walk, owner, &view.view, stride)
                     : (struct walk_cell){.sign = SIGN_NULL});
    walk_add(walk, part, "len", walk_raw(walk, "%zd", view.view.len));
    if (view.view.itemsize != 1) {
        walk_add(walk, part, "itemsize",
                 walk_raw(walk, "%zd", view.view.itemsize));
    }
    if (view.view.ndim == 1 && stride != view.view.itemsize) {
        walk_add(walk, part, "stride", walk_raw(walk, "%zd", stride));
    }
    if (view.view.ndim != 1) {
        walk_add(walk, part, "ndim", walk_raw(walk, "%d", view.view.ndim));
    }
    if (view.exports) {
        walk_add(walk, part, "exports", walk_raw(walk, "%zd", view.exports));
    }
}

static void
fill_managed(struct walk *walk, struct walk_record *record)
{
    struct walk_part *part = walk_part(walk, record, "fields");
    _PyManagedBufferObject managed;

    if (!part ||
        dead_object(walk->dead, record->address, &managed, sizeof(managed))) {
        return;
    }
    walk_add(walk, part, "obj",
             walk_object(walk, (uintptr_t)managed.master.obj, SIGN_OWNED));
    walk_add(walk, part, "exports", walk_raw(walk, "%zd", managed.exports));
}

bool
fill_buffer(struct walk *walk, struct walk_record *record,
            const struct dead_type *type)
{
    if (type->flags & Py_TPFLAGS_BYTES_SUBCLASS) {
        fill_bytes(walk, record);
    }
    else if (dead_is_a(walk->dead, type, &PyByteArray_Type)) {
        fill_bytearray(walk, record);
    }
    else if (type->address == (uintptr_t)&PyMemoryView_Type) {
        fill_view(walk, record);
    }
    else if (type->address == (uintptr_t)&_PyManagedBuffer_Type) {
        fill_managed(walk, record);
    }
    else if (is_array(type)) {
        fill_array(walk, record);
    }
    else {
        return false;
    }
    return true;
}
