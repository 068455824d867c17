/* image.c -- blocks, objects and types of a dead heap; see heapbook/image.h.
 */
#include "image_parts.h"

#include "../modules/array.h"
#include "internal/hb_region.h"
#include "internal/pycore_gc.h"

#include <string.h>

/* The program's own variables, static types and singletons among them; the
 * linker knows where they are. */
extern char __data_start[], _end[];

enum { MAX_BASES = 32 };

static struct Hb_Image
as_image(const struct Hb_Dead *dead)
{
    return (struct Hb_Image){dead->bytes, dead->size, dead->base};
}

uintptr_t
Hb_RegionPlace(size_t *used)
{
    *used = Hb_RegionUsed();
    return Hb_RegionBase();
}

struct Hb_Dead
Hb_OwnImage(void)
{
    struct Hb_Image image = Hb_RegionImage();

    return (struct Hb_Dead){image.bytes, image.size, image.base};
}

size_t
Hb_DeadUsed(const struct Hb_Dead *dead)
{
    struct Hb_RegionHead head;

    if (dead->size < sizeof(head)) {
        return 0;
    }
    memcpy(&head, dead->bytes, sizeof(head));
    if (head.magic != HB_REGION_MAGIC || head.chunks > dead->size / HB_CHUNK) {
        return 0;
    }
    return head.chunks * HB_CHUNK;
}

int
Hb_DeadEachBlock(const struct Hb_Dead *dead,
                 int (*visit)(uintptr_t address, size_t size, void *arg),
                 void *arg)
{
    struct Hb_Image image = as_image(dead);

    return Hb_ImageEach(&image, visit, arg);
}

/* ---- bytes -------------------------------------------------------------- */

int
dead_is_own(uintptr_t address, size_t size)
{
    uintptr_t start = (uintptr_t)__data_start, end = (uintptr_t)_end;

    return address >= start && address < end && size <= end - address;
}

const unsigned char *
dead_bytes(const struct Hb_Dead *dead, uintptr_t address, size_t size)
{
    if (dead_is_own(address, size)) {
        return (const unsigned char *)address;
    }
    if (address < dead->base || address - dead->base > dead->size ||
        size > dead->size - (address - dead->base)) {
        return NULL;
    }
    return dead->bytes + (address - dead->base);
}

int
dead_fetch(const struct Hb_Dead *dead, uintptr_t address, void *to,
           size_t size)
{
    const unsigned char *from = dead_bytes(dead, address, size);

    if (!from) {
        return -1;
    }
    memcpy(to, from, size);
    return 0;
}

/* ---- types -------------------------------------------------------------- */

/* "collections.deque" -> "deque" */
static void
take_name(struct dead_type *type, const char *name)
{
    const char *dot = strrchr(name, '.');

    snprintf(type->name, sizeof(type->name), "%s", dot ? dot + 1 : name);
}

static void
take_fields(struct dead_type *type, const PyTypeObject *from)
{
    type->flags = from->tp_flags;
    type->basicsize = from->tp_basicsize;
    type->itemsize = from->tp_itemsize;
    type->dictoffset = from->tp_dictoffset;
    type->base = (uintptr_t)from->tp_base;
}

static int is_asked; /* a claim is made, and no module has been imported */

void
dead_asked(void)
{
    is_asked = 1;
}

/* The types of modules are ready when their module has been imported: the dead
 * program may have done what this one has not. */
static void
import_all(void)
{
    if (is_asked) {
        is_asked = 0;
        for (struct _inittab *row = PyImport_Inittab; row->name; row++) {
            PyObject *module = PyImport_ImportModule(row->name);

            Py_XDECREF(module);
            PyErr_Clear();
        }
    }
}

static int
is_ready(const PyTypeObject *type)
{
    return Py_TYPE(type) == &PyType_Type && type->tp_flags & Py_TPFLAGS_READY;
}

static int
read_own_type(uintptr_t address, struct dead_type *type)
{
    const PyTypeObject *own = (const PyTypeObject *)address;

    if (address % sizeof(void *)) {
        return -1;
    }
    if (!is_ready(own)) {
        import_all();
    }
    if (!is_ready(own)) {
        return -1;
    }
    type->is_own = 1;
    take_fields(type, own);
    take_name(type, own->tp_name);
    return 0;
}

/* Latin-1 is enough for a name; it is only shown.  It must be an exact str:
 * the name of a type of strs might be one of that type. */
static void
take_heap_name(const struct Hb_Dead *dead, struct dead_type *type,
               uintptr_t name)
{
    struct dead_text text;
    PyObject head;
    size_t n = 0;

    if (!dead_fetch(dead, name, &head, sizeof(head)) &&
        head.ob_type == &PyUnicode_Type && !dead_text(dead, name, &text)) {
        for (size_t i = 0; i < text.len && n + 1 < sizeof(type->name); i++) {
            uint32_t c = dead_character(&text, i);

            type->name[n++] = c >= 0x20 && c < 0x7f ? (char)c : '?';
        }
    }
    type->name[n] = '\0';
}

static int
read_heap_type(const struct Hb_Dead *dead, uintptr_t address,
               struct dead_type *type)
{
    struct Hb_Image image = as_image(dead);
    PyHeapTypeObject heap;
    size_t size;

    if (!Hb_ImageBlock(&image, address - sizeof(PyGC_Head), &size) ||
        size < sizeof(PyGC_Head) + sizeof(heap) ||
        dead_fetch(dead, address, &heap, sizeof(heap)) ||
        Py_TYPE(&heap) != &PyType_Type ||
        !(heap.ht_type.tp_flags & Py_TPFLAGS_HEAPTYPE)) {
        return -1;
    }
    take_fields(type, &heap.ht_type);
    take_heap_name(dead, type, (uintptr_t)heap.ht_name);
    return 0;
}

static int
read_type(const struct Hb_Dead *dead, uintptr_t address,
          struct dead_type *type)
{
    memset(type, 0, sizeof(*type));
    type->address = address;
    if (dead_is_own(address, sizeof(PyTypeObject))) {
        return read_own_type(address, type);
    }
    return read_heap_type(dead, address, type);
}

int
dead_type_named(const struct Hb_Dead *dead, uintptr_t object,
                struct dead_type *type)
{
    return read_type(dead, object, type);
}

int
dead_is_a(const struct Hb_Dead *dead, const struct dead_type *type,
          const PyTypeObject *base)
{
    struct dead_type at = *type;

    for (int i = 0; i < MAX_BASES; i++) {
        if (at.address == (uintptr_t)base) {
            return 1;
        }
        if (!at.base || read_type(dead, at.base, &at)) {
            return 0;
        }
    }
    return 0;
}

/* ---- objects ------------------------------------------------------------ */

/* Bytes before the object in its block. */
static size_t
head_size(const struct dead_type *type)
{
    size_t head = type->flags & Py_TPFLAGS_HAVE_GC ? sizeof(PyGC_Head) : 0;

    return head +
           (type->flags & Py_TPFLAGS_MANAGED_DICT ? 2 * sizeof(void *) : 0);
}

Py_ssize_t
dead_room(const struct Hb_Dead *dead, uintptr_t object,
          const struct dead_type *type)
{
    struct Hb_Image image = as_image(dead);
    size_t head = head_size(type), size;

    if (dead_is_own(object, sizeof(PyObject))) {
        return (Py_ssize_t)((uintptr_t)_end - object);
    }
    if (!Hb_ImageBlock(&image, object - head, &size) || size < head) {
        return -1;
    }
    return (Py_ssize_t)(size - head);
}

int
dead_type_of(const struct Hb_Dead *dead, uintptr_t object,
             struct dead_type *type)
{
    PyObject header;
    Py_ssize_t room;

    if (object % sizeof(void *) ||
        dead_fetch(dead, object, &header, sizeof(header)) ||
        read_type(dead, (uintptr_t)header.ob_type, type) ||
        header.ob_refcnt <= 0) {
        return -1;
    }
    room = dead_room(dead, object, type);
    return room >= (Py_ssize_t)sizeof(PyObject) ? 0 : -1;
}

int
Hb_DeadIsOfFarType(const struct Hb_Dead *dead, uintptr_t object)
{
    struct Hb_Image image = as_image(dead);
    PyObject header;
    uintptr_t type;
    size_t size;

    if (object % sizeof(void *) ||
        dead_fetch(dead, object, &header, sizeof(header)) ||
        header.ob_refcnt <= 0 ||
        (!Hb_ImageBlock(&image, object, &size) &&
         !Hb_ImageBlock(&image, object - sizeof(PyGC_Head), &size))) {
        return 0;
    }
    type = (uintptr_t)header.ob_type;
    return type > sizeof(PyTypeObject) && type % sizeof(void *) == 0 &&
           !dead_bytes(dead, type, sizeof(PyTypeObject));
}

int
dead_object(const struct Hb_Dead *dead, uintptr_t object, void *to,
            size_t size)
{
    struct dead_type type;

    if (dead_type_of(dead, object, &type) ||
        dead_room(dead, object, &type) < (Py_ssize_t)size) {
        return -1;
    }
    return dead_fetch(dead, object, to, size);
}

int
Hb_DeadIsObject(const struct Hb_Dead *dead, uintptr_t object)
{
    struct dead_type type;

    return !dead_type_of(dead, object, &type);
}

int
Hb_DeadType(const struct Hb_Dead *dead, uintptr_t object, char name[64])
{
    struct dead_type type;

    if (dead_type_of(dead, object, &type)) {
        return 0;
    }
    memcpy(name, type.name, sizeof(type.name));
    return 1;
}

uintptr_t
Hb_DeadTypeAddress(const struct Hb_Dead *dead, uintptr_t object)
{
    struct dead_type type;

    return dead_type_of(dead, object, &type) ? 0 : type.address;
}

long long
Hb_DeadRefcount(const struct Hb_Dead *dead, uintptr_t object)
{
    PyObject header;

    return dead_object(dead, object, &header, sizeof(header))
               ? -1
               : header.ob_refcnt;
}

long long
Hb_DeadAllocated(const struct Hb_Dead *dead, uintptr_t object)
{
    struct dead_type type;
    PyListObject list;
    PyByteArrayObject array;
    arrayobject numbers;

    if (dead_type_of(dead, object, &type)) {
        return -1;
    }
    if (type.flags & Py_TPFLAGS_LIST_SUBCLASS &&
        !dead_object(dead, object, &list, sizeof(list))) {
        return list.allocated;
    }
    if (dead_is_a(dead, &type, &PyByteArray_Type) &&
        !dead_object(dead, object, &array, sizeof(array))) {
        return array.ob_alloc;
    }
    if (dead_is_a(dead, &type, &Hb_ArrayType) &&
        !dead_object(dead, object, &numbers, sizeof(numbers))) {
        return numbers.allocated;
    }
    return -1;
}

long long
Hb_DeadExports(const struct Hb_Dead *dead, uintptr_t object)
{
    struct dead_type type;
    PyByteArrayObject array;
    arrayobject numbers;
    PyMemoryViewObject view;

    if (dead_type_of(dead, object, &type)) {
        return -1;
    }
    if (dead_is_a(dead, &type, &PyByteArray_Type) &&
        !dead_object(dead, object, &array, sizeof(array))) {
        return array.ob_exports;
    }
    if (dead_is_a(dead, &type, &Hb_ArrayType) &&
        !dead_object(dead, object, &numbers, sizeof(numbers))) {
        return numbers.ob_exports;
    }
    if (type.address == (uintptr_t)&PyMemoryView_Type &&
        !dead_object(dead, object, &view,
                     offsetof(PyMemoryViewObject, ob_array))) {
        return view.exports;
    }
    return -1;
}
