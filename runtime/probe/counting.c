/* counting.c -- what happens during a call: see counted() in check.h.
 *
 * Requests for memory are counted by the runtime's meter (hb_trace.h). */
#include "image_parts.h"

#include "../helper/helper.h"
#include "heapbook/check.h"
#include "heapbook/slots.h"
#include "internal/hb_books.h"
#include "internal/pycore_pyhash.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>
#ifndef __wasm__
#include <signal.h>
#endif

/* ---- alarms ------------------------------------------------------------- */

/* What is not counted, no alarm may do either.  Crashes stay what they are. */
static void
hold_signals(void)
{
#ifndef __wasm__
    static const int crashes[] = {SIGSEGV, SIGBUS,  SIGFPE, SIGILL,
                                  SIGTRAP, SIGABRT, SIGSYS};
    sigset_t all;

    sigfillset(&all);
    for (size_t i = 0; i < sizeof(crashes) / sizeof(*crashes); i++) {
        sigdelset(&all, crashes[i]);
    }
    sigprocmask(SIG_BLOCK, &all, NULL);
#endif
}

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
    hold_signals();
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
    hold_signals();
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
 *   | 16 | veiled  |     the address of what its operations are asked of
 *   +----+---------+
 *
 * Who could take the value out, would compare that, and nobody counted it.
 */
struct counting_object {
    PyObject_HEAD
    uint64_t veiled; /* owned */
};

/* Another number for each object, by the key of this play. */
static uint64_t
veil_of(PyObject *object)
{
    return _Py_KeyedHash(Hb_Books()->seal, &object, sizeof(object));
}

static PyObject *
value_of(PyObject *object)
{
    return (PyObject *)(uintptr_t)(((struct counting_object *)object)->veiled ^
                                   veil_of(object));
}

static void
counting_dealloc(PyObject *self)
{
    PyTypeObject *type = Py_TYPE(self);

    Py_DECREF(value_of(self));
    type->tp_free(self);
    Py_DECREF(type);
}

/* What tells one value from another is a comparison, however it is asked. */
static PyObject *
counting_repr(PyObject *self)
{
    Hb_Books()->counts.comparisons++;
    return PyObject_Repr(value_of(self));
}

static Py_hash_t
counting_hash(PyObject *self)
{
    Hb_Books()->counts.comparisons++;
    return PyObject_Hash(value_of(self));
}

/* An object of the answer's own type is not shown the value. */
static PyObject *
counting_compare(PyObject *self, PyObject *other, int op)
{
    Hb_Books()->counts.comparisons++;
    if (Py_TYPE(other) == Py_TYPE(self)) {
        other = value_of(other);
    }
    else if (!dead_is_own((uintptr_t)Py_TYPE(other), sizeof(PyTypeObject))) {
        Py_RETURN_NOTIMPLEMENTED;
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
counting_type(const void *caller)
{
    static PyObject *type;

    if (!type) {
        type =
            Hb_PoolKeep(PyType_FromSpec(&counting_spec), "counting", caller);
    }
    return type;
}

PyObject *
hb_counting_(PyObject *value)
{
    PyTypeObject *type = (PyTypeObject *)counting_type(HB_CALLER);
    PyObject *self =
        Hb_PoolKeep(type->tp_alloc(type, 0), "counting", HB_CALLER);

    ((struct counting_object *)self)->veiled =
        (uint64_t)(uintptr_t)Py_NewRef(value) ^ veil_of(self);
    return self;
}
