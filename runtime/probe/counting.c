/* counting.c -- what happens during a call: see counted() in check.h.
 *
 * Allocations are seen by hooks around the three domains (PyMem_SetAllocator);
 * a domain that passes a request on to another is one request. */
#include "heapbook/check.h"
#include "internal/hb_trace.h"

#include <stdio.h>
#include <string.h>

enum { DOMAINS = 3 };

static struct {
    int on;
    int depth; /* of requests that hooks are serving */
    long long allocations, frees, resizes, moved, comparisons;
    size_t before; /* bytes in use when counting began */
    int had_trace;
    PyMemAllocatorEx domains[DOMAINS];
} counts;

/* ---- hooks -------------------------------------------------------------- */

static size_t
known_size(const void *ptr)
{
    struct Hb_Block block;

    return ptr && Hb_TraceFind(ptr, &block) ? block.size : 0;
}

static void *
count_malloc(void *ctx, size_t size)
{
    PyMemAllocatorEx *with = ctx;
    void *ptr;

    counts.allocations += counts.depth++ == 0;
    ptr = with->malloc(with->ctx, size);
    counts.depth--;
    return ptr;
}

static void *
count_calloc(void *ctx, size_t nelem, size_t elsize)
{
    PyMemAllocatorEx *with = ctx;
    void *ptr;

    counts.allocations += counts.depth++ == 0;
    ptr = with->calloc(with->ctx, nelem, elsize);
    counts.depth--;
    return ptr;
}

static void *
count_realloc(void *ctx, void *from, size_t size)
{
    PyMemAllocatorEx *with = ctx;
    size_t old = known_size(from);
    int outer = counts.depth++ == 0;
    void *to = with->realloc(with->ctx, from, size);

    counts.depth--;
    if (outer) {
        counts.allocations += !from;
        counts.resizes += from != NULL;
        counts.moved +=
            to && from && to != from
                ? (long long)((old < size ? old : size) / sizeof(void *))
                : 0;
    }
    return to;
}

static void
count_free(void *ctx, void *ptr)
{
    PyMemAllocatorEx *with = ctx;

    counts.frees += counts.depth++ == 0 && ptr;
    with->free(with->ctx, ptr);
    counts.depth--;
}

static void
set_hooks(int on)
{
    for (int i = 0; i < DOMAINS; i++) {
        PyMemAllocatorEx hooks = {&counts.domains[i], count_malloc,
                                  count_calloc, count_realloc, count_free};

        if (on) {
            PyMem_GetAllocator((PyMemAllocatorDomain)i, &counts.domains[i]);
        }
        PyMem_SetAllocator((PyMemAllocatorDomain)i,
                           on ? &hooks : &counts.domains[i]);
    }
}

/* ---- the block ---------------------------------------------------------- */

void
hb_count_begin_(void)
{
    size_t peak;

    counts.allocations = counts.frees = counts.resizes = 0;
    counts.moved = counts.comparisons = 0;
    counts.had_trace = Hb_TraceCounting();
    Hb_TraceCount(1);
    Hb_TraceResetPeak();
    Hb_TraceMemory(&counts.before, &peak);
    set_hooks(1);
    counts.on = 1;
}

static void
put_number(const char *name, const char *what, long long number)
{
    char full[HB_SLOT_NAME];

    snprintf(full, sizeof(full), "%s.%s", name, what);
    hb_result_int_(full, number);
}

/* Called before the block with counts.on, and after it: gives whether the
 * block is to be run. */
int
hb_count_end_(const char *name)
{
    size_t now, peak;

    if (counts.on++ == 1) {
        return 1;
    }
    counts.on = 0;
    set_hooks(0);
    Hb_TraceMemory(&now, &peak);
    if (!counts.had_trace) {
        Hb_TraceCount(0);
    }
    put_number(name, "allocations", counts.allocations);
    put_number(name, "frees", counts.frees);
    put_number(name, "resizes", counts.resizes);
    put_number(name, "moved", counts.moved);
    put_number(name, "peak", (long long)(peak - counts.before));
    put_number(name, "comparisons", counts.comparisons);
    return 0;
}

/* ---- objects that count ------------------------------------------------- */

struct counting_object {
    PyObject_HEAD
    PyObject *value;
};

static PyObject *
value_of(PyObject *object)
{
    return ((struct counting_object *)object)->value;
}

static void
counting_dealloc(PyObject *self)
{
    PyTypeObject *type = Py_TYPE(self);

    Py_DECREF(value_of(self));
    type->tp_free(self);
    Py_DECREF(type);
}

static PyObject *
counting_repr(PyObject *self)
{
    return PyObject_Repr(value_of(self));
}

static Py_hash_t
counting_hash(PyObject *self)
{
    return PyObject_Hash(value_of(self));
}

static PyObject *
counting_compare(PyObject *self, PyObject *other, int op)
{
    counts.comparisons++;
    if (Py_TYPE(other) == Py_TYPE(self)) {
        other = value_of(other);
    }
    return PyObject_RichCompare(value_of(self), other, op);
}

static PyType_Slot counting_slots[] = {
    {Py_tp_dealloc, (void *)counting_dealloc},
    {Py_tp_repr, (void *)counting_repr},
    {Py_tp_hash, (void *)counting_hash},
    {Py_tp_richcompare, (void *)counting_compare},
    {0, NULL},
};

static PyType_Spec counting_spec = {"heapbook.Counting",
                                    sizeof(struct counting_object), 0,
                                    Py_TPFLAGS_DEFAULT, counting_slots};

/* One class for all of a scenario's; it lives as long as one of them. */
static PyObject *
counting_type(void)
{
    static PyObject *type;

    if (!type) {
        type = hb_keep(PyType_FromSpec(&counting_spec));
    }
    return type;
}

PyObject *
hb_counting_(PyObject *value)
{
    PyTypeObject *type = (PyTypeObject *)counting_type();
    PyObject *self = hb_keep(type->tp_alloc(type, 0));

    ((struct counting_object *)self)->value = Py_NewRef(value);
    return self;
}
