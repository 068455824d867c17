/* image_owners.c -- memory of a dead heap that two objects take for theirs.
 *
 * Who copies a list by its struct has one array with two owners: both print
 * well, until one of them is changed or freed.
 */
#include "image_parts.h"

#include "internal/hb_region.h"
#include "internal/pycore_dict.h"
#include "internal/pycore_gc.h"

#include <stdlib.h>

/* What two lists, tables or bytearrays of a heap have in common, sorted. */
static struct {
    const unsigned char *bytes; /* of the heap that was looked at */
    uintptr_t *all;
    size_t count, room;
} owned;

/* The memory that an object of a built-in type owns beside its block; 0. */
static uintptr_t
memory_of(const struct Hb_Dead *dead, uintptr_t block)
{
    union {
        PyObject head;
        PyListObject list;
        PyDictObject dict;
        PySetObject set;
        PyByteArrayObject bytes;
    } at;

    uintptr_t object = block + sizeof(PyGC_Head);

    if (!dead_fetch(dead, block, &at, sizeof(at.bytes)) &&
        at.head.ob_type == &PyByteArray_Type && at.head.ob_refcnt > 0) {
        return (uintptr_t)at.bytes.ob_bytes;
    }
    if (dead_fetch(dead, object, &at, sizeof(at.list)) ||
        at.head.ob_refcnt <= 0) {
        return 0;
    }
    if (at.head.ob_type == &PyList_Type) {
        return (uintptr_t)at.list.ob_item;
    }
    if (at.head.ob_type == &PyDict_Type &&
        !dead_fetch(dead, object, &at, sizeof(at.dict))) {
        return at.dict.ma_values ? (uintptr_t)at.dict.ma_values
                                 : (uintptr_t)at.dict.ma_keys;
    }
    if ((at.head.ob_type == &PySet_Type ||
         at.head.ob_type == &PyFrozenSet_Type) &&
        !dead_fetch(dead, object, &at, sizeof(at.set))) {
        return (uintptr_t)at.set.table;
    }
    return 0;
}

static int
add_memory(uintptr_t address, size_t size, void *arg)
{
    const struct Hb_Dead *dead = arg;
    uintptr_t memory = size < sizeof(PyObject) ? 0 : memory_of(dead, address);

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
