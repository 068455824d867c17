/* counting.c -- what happens during a call: see counted() in check.h.
 *
 * Requests for memory are counted by the runtime's meter (hb_trace.h). */
#include "heapbook/check.h"
#include "internal/hb_books.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* ---- the block ---------------------------------------------------------- */

void
hb_count_begin_(void)
{
    struct Hb_Books *books = Hb_Books();

    Hb_CheckCaller(HB_CALLER, (uintptr_t)hb_count_begin_, "counted");
    if (books->counts.on) {
        fprintf(stderr, "heapbook/check.h: counted() within counted()\n");
        _exit(1);
    }
    books->counts.comparisons = 0;
    books->counts.on = 1;
    Hb_MeterBegin(0);
}

/* The order in which the numbers of a block are kept. */
enum { ALLOCATIONS, FREES, RESIZES, MOVED, PEAK, COMPARISONS };

static void
put_number(const char *name, const char *what, long long number)
{
    char full[HB_SLOT_NAME];

    snprintf(full, sizeof(full), "%s.%s", name, what);
    Hb_CheckNumber(full, number);
}

/* Called before the block with counts.on 1, and after it: gives whether the
 * block is to be run. */
int
hb_count_end_(const char *name)
{
    struct Hb_Books *books = Hb_Books();
    struct Hb_Meter meter;

    Hb_CheckCaller(HB_CALLER, (uintptr_t)hb_count_end_, "counted");
    if (!books->counts.on) {
        fprintf(stderr, "heapbook/check.h: counted() has ended before\n");
        _exit(1);
    }
    if (books->counts.on++ == 1) {
        return 1;
    }
    books->counts.on = 0;
    meter = Hb_MeterEnd();
    books->counts.slots |= (uint64_t)1 << Hb_CheckSlots() % HB_MAX_SLOTS;
    put_number(name, "allocations", meter.allocations);
    put_number(name, "frees", meter.frees);
    put_number(name, "resizes", meter.resizes);
    put_number(name, "moved", meter.moved);
    put_number(name, "peak", (long long)meter.peak);
    put_number(name, "comparisons", books->counts.comparisons);
    return 0;
}

/* ---- work that was put off ---------------------------------------------- */

/* An answer can leave its work to what happens when its arguments are given
 * back: to a finalizer, or a type's dealloc that it has exchanged.  Giving
 * back asks for no memory and compares nothing, so what does is the answer's.
 */
void
Hb_CountRest(void)
{
    struct Hb_Books *books = Hb_Books();

    if (books->counts.slots) {
        books->counts.comparisons = 0;
        Hb_MeterBegin(0);
    }
}

void
Hb_CountRested(void)
{
    struct Hb_Books *books = Hb_Books();
    struct Hb_Meter meter;

    if (!books->counts.slots) {
        return;
    }
    meter = Hb_MeterEnd();
    for (uint32_t at = 0; at < HB_MAX_SLOTS; at++) {
        if (books->counts.slots >> at & 1) {
            Hb_CheckAdd(at + ALLOCATIONS, meter.allocations);
            Hb_CheckAdd(at + RESIZES, meter.resizes);
            Hb_CheckAdd(at + MOVED, meter.moved);
            Hb_CheckAdd(at + PEAK, (long long)meter.peak);
            Hb_CheckAdd(at + COMPARISONS, books->counts.comparisons);
        }
    }
}

/* ---- objects that count ------------------------------------------------- */

/*    struct counting_object: 24 bytes
 *   +----+---------+
 *   |  0 | ob_base |
 *   | 16 | value   |---> what its operations are asked of, owned
 *   +----+---------+
 */
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
    Hb_Books()->counts.comparisons++;
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
