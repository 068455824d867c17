/* image_state.c -- states of objects of a dead heap that no display shows. */
#include "image_parts.h"

#include "../modules/array.h"
#include "internal/pycore_dict.h"
#include "internal/pycore_gc.h"
#include "setobject.h"

#include <string.h>

enum {
    MOST_WEAKREFS = 1000,
    MOST_DIMENSIONS = 64,
    LARGEST_LOG = 40,
    MOST_OF_A_RING = 1 << 22
};

/* ---- tables ------------------------------------------------------------- */

static int
read_keys(const struct Hb_Dead *dead, const PyDictObject *dict,
          PyDictKeysObject *keys)
{
    return dead_fetch(dead, (uintptr_t)dict->ma_keys, keys, sizeof(*keys)) ||
                   keys->dk_log2_size > LARGEST_LOG
               ? -1
               : 0;
}

static long long
table_state(const struct Hb_Dead *dead, uintptr_t object,
            const struct dead_type *type, enum Hb_State what)
{
    PyDictObject dict;
    PyDictKeysObject keys;
    PySetObject set;

    if (type->flags & Py_TPFLAGS_DICT_SUBCLASS &&
        !dead_object(dead, object, &dict, sizeof(dict))) {
        if (what == HB_STATE_SPLIT) {
            return dict.ma_values != NULL;
        }
        if (read_keys(dead, &dict, &keys)) {
            return -1;
        }
        return what == HB_STATE_TABLE ? (long long)1 << keys.dk_log2_size
                                      : keys.dk_nentries;
    }
    if (what != HB_STATE_SPLIT &&
        (dead_is_a(dead, type, &PySet_Type) ||
         dead_is_a(dead, type, &PyFrozenSet_Type)) &&
        !dead_object(dead, object, &set, sizeof(set))) {
        if (what != HB_STATE_TABLE) {
            return set.fill;
        }
        return set.mask < PY_SSIZE_T_MAX ? set.mask + 1 : -1;
    }
    return -1;
}

/* ---- the collector ------------------------------------------------------ */

static uintptr_t
neighbour(const PyGC_Head *head, int is_next)
{
    return is_next ? head->_gc_next : head->_gc_prev & _PyGC_PREV_MASK;
}

/* Goes through the ring in which this head stands, to its end, which is the
 * program's own: gives the ring, or -1 where a head does not lead back to the
 * one before it. */
static int
ring_of(const struct Hb_Dead *dead, const struct Hb_Rings *rings, uintptr_t at,
        int is_next)
{
    PyGC_Head head;

    if (dead_fetch(dead, at, &head, sizeof(head))) {
        return -1;
    }
    for (int i = 0; i < MOST_OF_A_RING; i++) {
        uintptr_t next = neighbour(&head, is_next);
        int ring = Hb_RingOf(next);

        if (ring >= 0) {
            return (is_next ? rings->last[ring] : rings->first[ring]) == at
                       ? ring
                       : -1;
        }
        if (next < dead->base || dead_fetch(dead, next, &head, sizeof(head)) ||
            neighbour(&head, !is_next) != at) {
            return -1;
        }
        at = next;
    }
    return -1;
}

/* Its own links may say anything. */
long long
Hb_DeadTracked(const struct Hb_Dead *dead, uintptr_t object,
               const struct Hb_Rings *rings)
{
    const uintptr_t at = object - sizeof(PyGC_Head);
    struct dead_type type;
    int ring;

    if (dead_type_of(dead, object, &type)) {
        return -1;
    }
    if (!(type.flags & Py_TPFLAGS_HAVE_GC)) {
        return 0;
    }
    ring = ring_of(dead, rings, at, 1);
    return ring >= 0 && ring == ring_of(dead, rings, at, 0);
}

/* ---- weak references ---------------------------------------------------- */

/* Counts the weak references to an object up to `last`, or all; -1 when its
 * list of them is none, or there can be none. */
static long long
count_to(const struct Hb_Dead *dead, uintptr_t object,
         const struct dead_type *type, uintptr_t last)
{
    PyTypeObject full;
    PyWeakReference ref;
    uintptr_t at = 0;
    long long count = 0;

    if (dead_fetch(dead, type->address, &full, sizeof(full)) ||
        full.tp_weaklistoffset <= 0 || full.tp_weaklistoffset > 4096 ||
        dead_fetch(dead, object + (uintptr_t)full.tp_weaklistoffset, &at,
                   sizeof(at))) {
        return -1;
    }
    while (at && count < MOST_WEAKREFS) {
        if (dead_object(dead, at, &ref, sizeof(ref)) ||
            (uintptr_t)ref.wr_object != object) {
            return -1;
        }
        count++;
        if (at == last) {
            return count;
        }
        at = (uintptr_t)ref.wr_next;
    }
    return last ? -1 : count;
}

static long long
count_weakrefs(const struct Hb_Dead *dead, uintptr_t object,
               const struct dead_type *type)
{
    return count_to(dead, object, type, 0);
}

/* A reference that its referent has not in its list outlives it.  What is part
 * of this program lives for ever. */
static long long
is_referent_alive(const struct Hb_Dead *dead, uintptr_t object,
                  const struct dead_type *type)
{
    PyWeakReference ref;
    struct dead_type about;
    uintptr_t referent;

    if (!dead_is_a(dead, type, &_PyWeakref_RefType) ||
        dead_object(dead, object, &ref, sizeof(ref))) {
        return -1;
    }
    referent = (uintptr_t)ref.wr_object;
    return ref.wr_object != Py_None && !dead_type_of(dead, referent, &about) &&
           (dead_is_own(referent, sizeof(PyObject)) ||
            count_to(dead, referent, &about, object) > 0);
}

/* ---- views -------------------------------------------------------------- */

static int
read_view(const struct Hb_Dead *dead, uintptr_t object,
          PyMemoryViewObject *view)
{
    struct dead_type type;

    if (dead_type_of(dead, object, &type) ||
        type.address != (uintptr_t)&PyMemoryView_Type ||
        dead_object(dead, object, view,
                    offsetof(PyMemoryViewObject, ob_array))) {
        return -1;
    }
    return view->flags & _Py_MEMORYVIEW_RELEASED || view->view.ndim < 0 ||
                   view->view.ndim > MOST_DIMENSIONS
               ? -1
               : 0;
}

/* Where the bytes of an exporter begin; 0 for one of another kind. */
static uintptr_t
buffer_start(const struct Hb_Dead *dead, uintptr_t owner)
{
    struct dead_type type;
    PyByteArrayObject bytes;
    arrayobject array;

    if (dead_type_of(dead, owner, &type)) {
        return 0;
    }
    if (type.flags & Py_TPFLAGS_BYTES_SUBCLASS) {
        return owner + offsetof(PyBytesObject, ob_sval);
    }
    if (dead_is_a(dead, &type, &PyByteArray_Type) &&
        !dead_object(dead, owner, &bytes, sizeof(bytes))) {
        return (uintptr_t)bytes.ob_start;
    }
    if (dead_is_a(dead, &type, &Hb_ArrayType) &&
        !dead_object(dead, owner, &array, sizeof(array))) {
        return (uintptr_t)array.ob_item;
    }
    return 0;
}

static long long
view_state(const struct Hb_Dead *dead, uintptr_t object, enum Hb_State what)
{
    PyMemoryViewObject view;
    uintptr_t start;

    if (read_view(dead, object, &view)) {
        return -1;
    }
    switch (what) {
    case HB_STATE_ITEMSIZE:
        return view.view.itemsize;
    case HB_STATE_READONLY:
        return view.view.readonly != 0;
    default:
        start = buffer_start(dead, (uintptr_t)view.view.obj);
        return start ? (long long)((uintptr_t)view.view.buf - start) : -1;
    }
}

int
Hb_DeadShape(const struct Hb_Dead *dead, uintptr_t object, int strides,
             FILE *out)
{
    PyMemoryViewObject view;
    Py_ssize_t numbers[MOST_DIMENSIONS];
    uintptr_t at;
    int n;

    if (read_view(dead, object, &view)) {
        return -1;
    }
    n = view.view.ndim;
    at = (uintptr_t)(strides ? view.view.strides : view.view.shape);
    if (n && dead_fetch(dead, at, numbers, (size_t)n * sizeof(*numbers))) {
        return -1;
    }
    putc('(', out);
    for (int i = 0; i < n; i++) {
        fprintf(out, "%s%zd", i ? ", " : "", numbers[i]);
    }
    fputs(n == 1 ? ",)" : ")", out);
    return 0;
}

/* ---- all ---------------------------------------------------------------- */

long long
Hb_DeadState(const struct Hb_Dead *dead, uintptr_t object, enum Hb_State what)
{
    struct dead_type type;

    if (dead_type_of(dead, object, &type)) {
        return -1;
    }
    switch (what) {
    case HB_STATE_TABLE:
    case HB_STATE_ENTRIES:
    case HB_STATE_SPLIT:
        return table_state(dead, object, &type, what);
    case HB_STATE_WEAKREFS:
        return count_weakrefs(dead, object, &type);
    case HB_STATE_ALIVE:
        return is_referent_alive(dead, object, &type);
    case HB_STATE_DICT:
        return type.dictoffset != 0 || type.flags & Py_TPFLAGS_MANAGED_DICT
                   ? 1
                   : 0;
    default:
        return view_state(dead, object, what);
    }
}
