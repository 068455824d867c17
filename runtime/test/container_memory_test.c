/* container_memory_test.c -- the n-th request for memory fails, for every n,
 * in every method of every container.
 *
 * A method must then end with MemoryError, or do without the memory; the
 * container must still be in order; and nothing may be left at the end.
 */
#include "examples/calls.h"
#include "examples/container_calls.h"
#include "internal/hb_region.h"
#include "tap.h"

/* ---- an allocator that fails once ---- */

static PyMemAllocatorEx real[3];
static long countdown = -1; /* requests until one fails; below 0: none does */

static int
fails_now(void)
{
    return countdown >= 0 && countdown-- == 0;
}

static void *
failing_malloc(void *ctx, size_t size)
{
    PyMemAllocatorEx *with = ctx;

    return fails_now() ? NULL : with->malloc(with->ctx, size);
}

static void *
failing_calloc(void *ctx, size_t count, size_t size)
{
    PyMemAllocatorEx *with = ctx;

    return fails_now() ? NULL : with->calloc(with->ctx, count, size);
}

static void *
failing_realloc(void *ctx, void *block, size_t size)
{
    PyMemAllocatorEx *with = ctx;

    return fails_now() ? NULL : with->realloc(with->ctx, block, size);
}

static void
plain_free(void *ctx, void *block)
{
    PyMemAllocatorEx *with = ctx;

    with->free(with->ctx, block);
}

static void
install(void)
{
    for (int domain = 0; domain < 3; domain++) {
        PyMemAllocatorEx failing = {&real[domain], failing_malloc,
                                    failing_calloc, failing_realloc,
                                    plain_free};

        PyMem_GetAllocator((PyMemAllocatorDomain)domain, &real[domain]);
        PyMem_SetAllocator((PyMemAllocatorDomain)domain, &failing);
    }
}

static void
uninstall(void)
{
    for (int domain = 0; domain < 3; domain++) {
        PyMem_SetAllocator((PyMemAllocatorDomain)domain, &real[domain]);
    }
}

/* ---- one call, every n ---- */

enum { NO_FAILURE, FAILURE, WRONG_ERROR };

/* Calls the method with request number n failing. */
static int
call_once(const struct target *target, const struct call *call, long n)
{
    PyObject *made = arguments(target->args), *args = arguments(call->args);
    PyObject *value = PyObject_Call(named(target->callable), made, NULL);
    PyObject *method = hb_get(value, call->name), *result, *text;
    int outcome;

    PyGC_Collect(); /* empties the free lists */
    countdown = n;
    result = PyObject_Call(method, args, NULL);
    outcome = countdown >= 0 ? NO_FAILURE
              : result || PyErr_ExceptionMatches(PyExc_MemoryError)
                  ? FAILURE
                  : WRONG_ERROR;
    countdown = -1;
    if (outcome == WRONG_ERROR) {
        PyErr_Print();
    }
    PyErr_Clear();
    text = PyObject_Repr(value);
    if (text == NULL) {
        outcome = WRONG_ERROR;
        PyErr_Print();
    }
    Py_XDECREF(text);
    Py_XDECREF(result);
    Py_DECREF(value);
    return outcome;
}

/* Only calls that succeed with enough memory are tried. */
static int
can_succeed(const struct target *target, const struct call *call)
{
    PyObject *made = arguments(target->args), *args = arguments(call->args);
    PyObject *value = PyObject_Call(named(target->callable), made, NULL);
    PyObject *method = PyObject_GetAttrString(value, call->name),
             *result = NULL;

    if (method != NULL) {
        result = PyObject_Call(method, args, NULL);
    }
    PyErr_Clear();
    Py_DECREF(value);
    Py_XDECREF(method);
    Py_XDECREF(result);
    return result != NULL;
}

static void
test_target(const struct target *target)
{
    long requests = 0, wrong = 0;

    for (const struct call *call = target->calls; call->name; call++) {
        int outcome = FAILURE;

        if (!can_succeed(target, call)) {
            continue;
        }
        for (long n = 0; outcome != NO_FAILURE && n < 200; n++) {
            outcome = call_once(target, call, n);
            requests += outcome != NO_FAILURE;
            if (outcome == WRONG_ERROR) {
                wrong++;
                printf("# %s.%s(%s), request %ld\n", target->callable,
                       call->name, call->args, n);
            }
        }
    }
    ok(requests > 0, "%s(%s): %ld requests refused", target->callable,
       target->args, requests);
    is_int(wrong, 0, "%s(%s): always MemoryError, always in order",
           target->callable, target->args);
}

static void
test_all(void)
{
    install();
    for (size_t i = 0; i < sizeof targets / sizeof *targets; i++) {
        test_target(&targets[i]);
    }
    uninstall();
}

static int
count(uintptr_t Py_UNUSED(address), size_t Py_UNUSED(size), void *arg)
{
    ++*(int *)arg;
    return 0;
}

int
main(void)
{
    int blocks = 0;

    is_int(hb_main(test_all), 0, "the program ends");
    Hb_LiveEach(count, &blocks);
    is_int(blocks, 0, "no block is left");
    return tap_end();
}
