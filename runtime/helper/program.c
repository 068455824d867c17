/* program.c -- the life of an example: start, body, pool, end. */

#include <stdarg.h>

#include "helper.h"

#ifdef HEAPBOOK_MODEL
#include "heapbook/slots.h"
#include "heapbook/snapshot.h"
#else
#define Hb_CheckIsTest(caller)             ((void)(caller), 1)
#define Hb_CheckMark(object, serial, lent) ((uint32_t)(lent))
#endif

/* References that are given back at the end, oldest first.  The mark says who
 * lent it, the tests or an answer, which may have come upon these lines. */
struct held {
    PyObject *object;
    uint32_t serial;
    uint32_t mark;
};

static struct {
    struct held *all;
    size_t count;
    size_t room;
    uint32_t last_serial;
} pool;

void
hb_die(const char *format, ...)
{
    va_list args;

    fflush(stdout);
    if (PyErr_Occurred()) {
        PyErr_Print();
    }
    else {
        va_start(args, format);
        vfprintf(stderr, format, args);
        va_end(args);
        putc('\n', stderr);
    }
    exit(1);
}

void
hb_no_value_(const char *function)
{
    fflush(stdout);
    fprintf(stderr, "%s() ends without returning a value\n", function);
    abort();
}

PyObject *
Hb_PoolKeep(PyObject *owned, const char *what, const void *caller)
{
    if (!owned && !what) {
        return NULL;
    }
    if (!owned) {
        hb_die("heapbook.h: %s gave NULL without an exception", what);
    }
    if (pool.count == pool.room) {
        pool.room = pool.room ? 2 * pool.room : 64;
        pool.all = realloc(pool.all, pool.room * sizeof(*pool.all));
        if (!pool.all) {
            hb_die("heapbook.h: no memory for the pool");
        }
    }
    pool.last_serial++;
    pool.all[pool.count++] = (struct held){
        owned, pool.last_serial,
        Hb_CheckMark(owned, pool.last_serial, !Hb_CheckIsTest(caller))};
    return owned;
}

PyObject *
hb_keep(PyObject *owned)
{
    return hb_keep_as(owned, "a call");
}

PyObject *
hb_tried_(PyObject *owned)
{
    return hb_keep_as(owned, NULL);
}

Py_ssize_t
Hb_PoolCount(PyObject *object)
{
    Py_ssize_t count = 0;

    for (size_t i = 0; i < pool.count; i++) {
        count += pool.all[i].object == object;
    }
    return count;
}

/* All references that the pool has to the object go: with `del name` the
 * name was the last that knew it, whatever helpers have touched it since. */
void
hb_del_(PyObject **variable)
{
    PyObject *object = *variable;
    Py_ssize_t held = 0;
    size_t kept = 0;

    *variable = NULL;
    for (size_t i = 0; i < pool.count; i++) {
        if (pool.all[i].object == object) {
            held++;
        }
        else {
            pool.all[kept++] = pool.all[i];
        }
    }
    pool.count = kept;
    while (held-- > 0) {
        Py_DECREF(object);
    }
}

/* The youngest first; a finalizer may change the pool meanwhile. */
size_t
Hb_PoolEmpty(void)
{
    size_t lent = 0;

    while (pool.count) {
        struct held last = pool.all[--pool.count];

        lent += last.mark != Hb_CheckMark(last.object, last.serial, 0);
        Py_DECREF(last.object);
    }
    free(pool.all);
    pool.all = NULL;
    pool.room = 0;
    return lent;
}

void
hb_ok_(int failed, const char *what)
{
    if (failed) {
        hb_die("heapbook.h: %s failed without an exception", what);
    }
}

static void
must(PyStatus status)
{
    if (PyStatus_Exception(status)) {
        Py_ExitStatusException(status);
    }
}

/* No site, no environment but PYTHONMALLOC, hash seed 0: the same run
 * everywhere. */
static void
start(void)
{
    PyPreConfig before;
    PyConfig config;
    PyStatus status;

    PyPreConfig_InitIsolatedConfig(&before);
    before.isolated = 0;
    before.use_environment = 1;
    must(Py_PreInitialize(&before));
    PyConfig_InitIsolatedConfig(&config);
    config.use_hash_seed = 1;
    config.hash_seed = 0;
    config.site_import = 0;
    status = Py_InitializeFromConfig(&config);
    PyConfig_Clear(&config);
    must(status);
}

int
hb_main(void (*example)(void))
{
    int failed;

    /* So that what was printed before a crash is not lost. */
    setvbuf(stdout, NULL, _IOLBF, 0);
    start();
#ifdef HEAPBOOK_MODEL
    Hb_PoolHolds = Hb_PoolCount;
#endif
    example();
    failed = PyErr_Occurred() != NULL;
    if (failed) {
        PyErr_Print();
    }
    Hb_PoolEmpty();
    return Py_FinalizeEx() < 0 || failed;
}
