/* image_owners.c -- memory of a dead heap that two objects take for theirs.
 *
 * Who copies a list by its struct has one array with two owners: both print
 * well, until one of them is changed or freed.
 */
#include "image_parts.h"

#include "internal/hb_region.h"
#include "internal/pycore_dict.h"
#include "internal/pycore_gc.h"

#include <stddef.h>
#include <stdlib.h>
#include <string.h>

/* What two lists, tables or bytearrays of a heap have in common, sorted. */
static struct {
    const unsigned char *bytes; /* of the heap that was looked at */
    uintptr_t *all;
    size_t count, room;
} owned;

/* Reads a pointer of the object at `at`, which is in the heap's bytes. */
static uintptr_t
pointer_at(const unsigned char *at, size_t offset)
{
    uintptr_t pointer;

    memcpy(&pointer, at + offset, sizeof(pointer));
    return pointer;
}

/* The memory that an object of a built-in type owns beside its block; 0. */
static uintptr_t
memory_of(const unsigned char *at, size_t size)
{
    uintptr_t type = pointer_at(at, offsetof(PyObject, ob_type));

    if (type == (uintptr_t)&PyList_Type && size >= sizeof(PyListObject)) {
        return pointer_at(at, offsetof(PyListObject, ob_item));
    }
    if (type == (uintptr_t)&PyDict_Type && size >= sizeof(PyDictObject)) {
        uintptr_t values = pointer_at(at, offsetof(PyDictObject, ma_values));

        return values ? values
                      : pointer_at(at, offsetof(PyDictObject, ma_keys));
    }
    if ((type == (uintptr_t)&PySet_Type ||
         type == (uintptr_t)&PyFrozenSet_Type) &&
        size >= sizeof(PySetObject)) {
        return pointer_at(at, offsetof(PySetObject, table));
    }
    return 0;
}

/* The same of what stands in a block: a bytearray, or an object behind its
 * links for the collector.  Each block of a heap is looked at for each test
 * that is judged, so it is not copied. */
static uintptr_t
memory_beside(const struct Hb_Dead *dead, uintptr_t block, size_t size)
{
    const unsigned char *at = size < sizeof(PyByteArrayObject)
                                  ? NULL
                                  : dead_bytes(dead, block, size);

    if (!at) {
        return 0;
    }
    if (pointer_at(at, offsetof(PyObject, ob_type)) ==
        (uintptr_t)&PyByteArray_Type) {
        return (Py_ssize_t)pointer_at(at, 0) > 0
                   ? pointer_at(at, offsetof(PyByteArrayObject, ob_bytes))
                   : 0;
    }
    at += sizeof(PyGC_Head);
    return (Py_ssize_t)pointer_at(at, 0) > 0
               ? memory_of(at, size - sizeof(PyGC_Head))
               : 0;
}

static int
add_memory(uintptr_t address, size_t size, void *arg)
{
    const struct Hb_Dead *dead = arg;
    uintptr_t memory = memory_beside(dead, address, size);

    if (!memory || dead_is_own(memory, 1)) {
        return 0;
    }
    if (owned.count == owned.room) {
        size_t room = owned.room ? 2 * owned.room : 256;
        uintptr_t *all = realloc(owned.all, room * sizeof(*all));

        if (!all) {
            return 1;
        }
        owned.all = all;
        owned.room = room;
    }
    owned.all[owned.count++] = memory;
    return 0;
}

static int
compare_addresses(const void *a, const void *b)
{
    const uintptr_t *x = a, *y = b;

    return (*x > *y) - (*x < *y);
}

void
Hb_DeadLook(const struct Hb_Dead *dead)
{
    size_t shared = 0;

    owned.count = 0;
    owned.bytes = dead->bytes;
    Hb_DeadEachBlock(dead, add_memory, (void *)dead);
    if (!owned.count) {
        return;
    }
    qsort(owned.all, owned.count, sizeof(*owned.all), compare_addresses);
    for (size_t i = 1; i < owned.count; i++) {
        if (owned.all[i] == owned.all[i - 1]) {
            owned.all[shared++] = owned.all[i];
        }
    }
    owned.count = shared;
}

static int
is_shared(const struct Hb_Dead *dead, uintptr_t memory)
{
    return owned.count && owned.bytes == dead->bytes &&
           bsearch(&memory, owned.all, owned.count, sizeof(memory),
                   compare_addresses) != NULL;
}

size_t
dead_block(const struct Hb_Dead *dead, uintptr_t memory)
{
    struct Hb_Image image = {dead->bytes, dead->size, dead->base};
    size_t room;

    return !dead_is_own(memory, 1) && Hb_ImageBlock(&image, memory, &room)
               ? room
               : 0;
}

const char *
dead_broken_memory(const struct Hb_Dead *dead, uintptr_t memory, size_t size)
{
    struct Hb_Image image = {dead->bytes, dead->size, dead->base};
    size_t room;

    if (dead_is_own(memory, size)) {
        return NULL;
    }
    if (!Hb_ImageBlock(&image, memory, &room) || room < size) {
        return "whose memory is no block of its own";
    }
    return is_shared(dead, memory) ? "whose memory is another's as well"
                                   : NULL;
}
