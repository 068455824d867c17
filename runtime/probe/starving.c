/* starving.c -- calls that get too little memory: see starved() in check.h.
 *
 * The runtime's meter (hb_trace.h) refuses the request.  A call may do without
 * what it did not get (a list that cannot shrink stays as it is): its result
 * must then be that of the call that lacked nothing.
 *
 * Between two requests that are refused for the first time, some are refused
 * again, as it is drawn: who counts the calls cannot know which is the last,
 * and who asks for memory in vain, to see what is refused, asks for more.
 */
#include "draws.h"

#include "heapbook/check.h"
#include "heapbook/slots.h"
#include "internal/hb_trace.h"
#include "internal/pycore_gc.h"

#include <stdio.h>

enum { MOST_CALLS = 10000 };

static struct {
    long long refused; /* the request that the call does not get; -1: over */
    long long most;    /* of those, so far */
    uint64_t calls;
    PyObject *without; /* what the first call gave that did without; owned */
    long long at;      /* the request that it did not get */
} starving;

/* The next request, or one before it once more. */
static long long
draw_request(void)
{
    uint64_t drawn = draws_order(++starving.calls);

    return starving.most && drawn & 1
               ? 1 + (long long)((drawn >> 1) % (uint64_t)starving.most)
               : ++starving.most;
}

int
hb_starve_begin_(void)
{
    Hb_CheckCaller(HB_CALLER, (uintptr_t)hb_starve_begin_, "starved");
    if (starving.refused < 0) {
        starving.refused = starving.most = 0;
        return 0;
    }
    Hb_ClearFreeLists(); /* what lies there needs no request */
    starving.refused = draw_request();
    Hb_MeterBegin(starving.refused);
    return 1;
}

static int
are_equal(PyObject *left, PyObject *right)
{
    int equal;

    if (Py_TYPE(left) != Py_TYPE(right)) {
        return 0;
    }
    if (Py_TYPE(left)->tp_richcompare == PyBaseObject_Type.tp_richcompare) {
        return 1;
    }
    equal = PyObject_RichCompareBool(left, right, Py_EQ);
    PyErr_Clear();
    return equal == 1;
}

/* Whether a call that did not get all was right to give this.  Borrows it. */
static int
does_without(PyObject *given)
{
    if (!starving.without) {
        starving.without = Py_NewRef(given);
        starving.at = starving.refused;
        return 1;
    }
    return are_equal(starving.without, given);
}

/* The number of the request after which a call went wrong: the last one, or
 * one before, if that gave something else; 0 when all is well; -1 when more
 * calls are to be made.  Borrows what the call gave, NULL if it failed. */
static long long
judge(PyObject *given, int is_last)
{
    if (is_last) {
        return !starving.without || !given ||
                       are_equal(starving.without, given)
                   ? 0
                   : starving.at;
    }
    if (starving.most < MOST_CALLS &&
        (given ? !PyErr_Occurred() && does_without(given)
               : PyErr_ExceptionMatches(PyExc_MemoryError))) {
        PyErr_Clear();
        return -1;
    }
    return starving.refused;
}

static void
end_all(const char *name, long long wrong)
{
    char full[HB_SLOT_NAME];

    snprintf(full, sizeof(full), "%s.unmet", name);
    Hb_CheckNumber(full, wrong);
    Py_CLEAR(starving.without);
    starving.refused = -1;
}

void
hb_starve_end_(const char *name, PyObject *owned)
{
    int is_last = Hb_MeterEnd().refuse > 0;
    long long wrong = judge(owned, is_last);

    Hb_CheckCaller(HB_CALLER, (uintptr_t)hb_starve_end_, "starved");
    if (wrong < 0) {
        Py_XDECREF(owned);
        return;
    }
    if (wrong > 0 && is_last) {
        Py_XSETREF(owned, Py_NewRef(starving.without));
    }
    Hb_CheckResult(name, owned);
    end_all(name, wrong);
}

/* A call that fails gives -1, with an exception. */
void
hb_starve_int_end_(const char *name, long long number)
{
    int is_last = Hb_MeterEnd().refuse > 0;
    int failed = number < 0 && PyErr_Occurred();
    PyObject *given = failed ? NULL : PyLong_FromLongLong(number);
    long long wrong = judge(given, is_last);

    Hb_CheckCaller(HB_CALLER, (uintptr_t)hb_starve_int_end_, "starved");
    if (wrong > 0 && is_last) {
        number = PyLong_AsLongLong(starving.without);
    }
    Py_XDECREF(given);
    if (wrong >= 0) {
        Hb_CheckNumber(name, number);
        end_all(name, wrong);
    }
}
