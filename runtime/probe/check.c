/* check.c -- the scenario's side of heapbook/check.h. */
#include "heapbook/check.h"
#include "heapbook/slots.h"
#include "internal/hb_books.h"
#include "internal/pycore_pyhash.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Gives back what heapbook.h's pool holds, and says how much of that the
 * answer had left to it (runtime/helper/program.c). */
size_t Hb_PoolEmpty(void);

void (*Hb_CheckDone)(void);

static struct Hb_Slots *the_slots;
static PyObject *kept[HB_MAX_SLOTS];
static void (*the_test)(void);
static enum Hb_CheckEnd the_end;

/* ---- who may call ------------------------------------------------------- */

static const char *tests_begin, *tests_end;

void
Hb_CheckCode(const void *tests, const void *end)
{
    tests_begin = tests;
    tests_end = tests ? end : NULL;
}

int
Hb_CheckIsTest(const void *caller)
{
    const char *at = caller;

    return !tests_begin || (at >= tests_begin && at < tests_end);
}

#ifdef __x86_64__

/* Who has not come by a call may have any stack. */
#define ON_ANY_STACK __attribute__((force_align_arg_pointer))

/* Where a call leads whose last byte is before `at`; a jump that stands there,
 * as linkers make them, is followed. */
static uintptr_t
called_before(const unsigned char *at)
{
    int32_t distance;
    uintptr_t target;

    if (at[-5] != 0xe8) {
        return 0;
    }
    memcpy(&distance, at - 4, sizeof(distance));
    at += distance;
    if (at[0] != 0xff || at[1] != 0x25) {
        return (uintptr_t)at;
    }
    memcpy(&distance, at + 2, sizeof(distance));
    memcpy(&target, at + 6 + distance, sizeof(target));
    return target;
}

#else
#define ON_ANY_STACK
#define called_before(at) callee
#endif

ON_ANY_STACK void
Hb_CheckCaller(const void *caller, uintptr_t callee, const char *what)
{
    const char *at = caller;

    if (tests_begin && (at < tests_begin + 5 || at >= tests_end ||
                        called_before(caller) != callee)) {
        fprintf(stderr, "heapbook/check.h: %s belongs to the tests\n", what);
        _exit(1);
    }
}

/* ---- slots -------------------------------------------------------------- */

static uint64_t
seal_of(const struct Hb_Slots *slots, uint32_t at, uint64_t key)
{
    struct {
        struct Hb_Slot slot;
        uint64_t at;
    } sealed = {slots->items[at], at};

    return _Py_KeyedHash(key, &sealed, sizeof(sealed));
}

static uint64_t
seal_of_end(const struct Hb_Slots *slots, uint64_t key)
{
    uint64_t key_of_count =
        _Py_KeyedHash(key, &slots->count, sizeof(slots->count));

    return _Py_KeyedHash(key_of_count, &slots->end, sizeof(slots->end));
}

uint32_t
Hb_CheckMark(PyObject *object, uint32_t serial, int lent)
{
    uint64_t marked[] = {(uintptr_t)object, serial, (uint64_t)lent};

    return (uint32_t)_Py_KeyedHash(Hb_Books()->seal, marked, sizeof(marked));
}

void
Hb_CheckKey(uint64_t key)
{
    Hb_Books()->seal = key;
}

int
Hb_CheckSeals(const struct Hb_Slots *slots, uint64_t key)
{
    for (uint32_t i = 0; i < slots->count && i < HB_MAX_SLOTS; i++) {
        if (slots->seals[i] != seal_of(slots, i, key)) {
            return 0;
        }
    }
    return !slots->done || slots->end_seal == seal_of_end(slots, key);
}

/* A judge would find the first only. */
static int
is_kept(const char *name)
{
    for (uint32_t i = 0; i < the_slots->count; i++) {
        if (!strncmp(the_slots->items[i].name, name, HB_SLOT_NAME - 1)) {
            return 1;
        }
    }
    return 0;
}

/* To be sealed when all is in it. */
static struct Hb_Slot *
new_slot(const char *name, PyObject *owned, enum Hb_SlotKind kind)
{
    struct Hb_Slot *slot;

    if (!the_slots) {
        fprintf(stderr,
                "heapbook/check.h: %s is kept by a judge: slots are for "
                "scenarios\n",
                name);
        exit(1);
    }
    if (the_slots->count >= HB_MAX_SLOTS) {
        fprintf(stderr, "heapbook/check.h: no slot left for %s\n", name);
        _exit(1);
    }
    if (is_kept(name)) {
        fprintf(stderr, "heapbook/check.h: %s is kept twice\n", name);
        _exit(1);
    }
    kept[the_slots->count] = owned;
    slot = &the_slots->items[the_slots->count++];
    memset(slot, 0, sizeof(*slot));
    strncpy(slot->name, name, sizeof(slot->name) - 1);
    slot->kind = kind;
    slot->address = (uint64_t)(uintptr_t)owned;
    return slot;
}

static void
seal(uint32_t at)
{
    the_slots->seals[at] = seal_of(the_slots, at, Hb_Books()->seal);
}

static void
seal_last(void)
{
    seal(the_slots->count - 1);
}

void
hb_slot_(const char *name, PyObject *object)
{
    Hb_CheckCaller(HB_CALLER, (uintptr_t)hb_slot_, "slot");
    new_slot(name, Py_XNewRef(object), object ? HB_SLOT_OBJECT : HB_SLOT_NULL)
        ->borrowed = 1;
    seal_last();
}

/* The exception that is set, as an object; NULL when none is. */
static PyObject *
take_error(void)
{
    PyObject *type, *value, *traceback;

    if (!PyErr_Occurred()) {
        return NULL;
    }
    PyErr_Fetch(&type, &value, &traceback);
    PyErr_NormalizeException(&type, &value, &traceback);
    Py_XDECREF(type);
    Py_XDECREF(traceback);
    return value;
}

void
hb_result_(const char *name, PyObject *owned)
{
    Hb_CheckCaller(HB_CALLER, (uintptr_t)hb_result_, "result");
    Hb_CheckResult(name, owned);
}

void
Hb_CheckResult(const char *name, PyObject *owned)
{
    PyObject *error = take_error();

    if (!owned) {
        new_slot(name, error, error ? HB_SLOT_ERROR : HB_SLOT_NULL);
        seal_last();
        return;
    }
    new_slot(name, owned, HB_SLOT_OBJECT)->both = error != NULL;
    seal_last();
    Py_XDECREF(error);
}

void
hb_result_int_(const char *name, long long number)
{
    Hb_CheckCaller(HB_CALLER, (uintptr_t)hb_result_int_, "result_int");
    Hb_CheckNumber(name, number);
}

void
Hb_CheckNumber(const char *name, long long number)
{
    PyObject *error = take_error();
    struct Hb_Slot *slot =
        new_slot(name, error, error ? HB_SLOT_ERROR : HB_SLOT_NUMBER);

    slot->numbered = 1;
    slot->number = number;
    seal_last();
}

uint32_t
Hb_CheckSlots(void)
{
    return the_slots->count;
}

void
Hb_CheckAdd(uint32_t at, long long number)
{
    the_slots->items[at].number += number;
    seal(at);
}

/* The last that is kept. */
static void
end_slots(size_t lent)
{
    the_slots->end.lent = lent;
    Hb_RingsRead(&the_slots->end.rings);
    the_slots->end_seal = seal_of_end(the_slots, Hb_Books()->seal);
    the_slots->done = 1;
}

static void
play(void)
{
    size_t lent;

    the_test();
    Hb_CountRest();
    lent = Hb_PoolEmpty();
    fflush(NULL); /* a stream may be the answer's own */
    Hb_CountRested();
    end_slots(lent);
    if (the_end == HB_CHECK_KEEP) {
        _exit(0);
    }
    if (Hb_CheckDone) {
        Hb_CheckDone();
    }
    for (uint32_t i = 0; i < HB_MAX_SLOTS; i++) {
        Py_CLEAR(kept[i]);
    }
}

int
Hb_CheckPlay(void (*test)(void), struct Hb_Slots *slots, enum Hb_CheckEnd end)
{
    the_slots = slots;
    the_test = test;
    the_end = end;
    return hb_main(play);
}
