/* bench_memory.c -- blocks, the collector, weak references, a whole life. */
#include "bench.h"

/* ---- blocks ------------------------------------------------------------- */

/* Holds a thousand blocks and replaces them in turn. */
static void
replace_blocks(size_t size, size_t spread, long count)
{
    static void *blocks[1000];
    long i;

    bench_begin();
    for (i = 0; i < count; i++) {
        void **block = &blocks[i % 1000];

        PyObject_Free(*block);
        *block = PyObject_Malloc(size + bench_random(spread));
        if (*block == NULL) {
            exit(1);
        }
        *(char *)*block = 1;
    }
    bench_end();
    for (i = 0; i < 1000; i++) {
        PyObject_Free(blocks[i]);
        blocks[i] = NULL;
    }
}

static void
small_blocks(long count)
{
    long i;

    bench_begin();
    for (i = 0; i < count; i++) {
        char *block = PyObject_Malloc(48);

        if (block == NULL) {
            exit(1);
        }
        *block = 1;
        PyObject_Free(block);
    }
    bench_end();
}

static void
mixed_blocks(long count)
{
    replace_blocks(1, 512, count);
}

static void
large_blocks(long count)
{
    replace_blocks(600, 4000, count);
}

static void
huge_blocks(long count)
{
    long i;

    bench_begin();
    for (i = 0; i < count; i++) {
        char *block = PyMem_Malloc(100000 + (size_t)(i % 100) * 1000);

        if (block == NULL) {
            exit(1);
        }
        *block = 1;
        PyMem_Free(block);
    }
    bench_end();
}

static void
growing_block(long count)
{
    char *block = NULL;
    long i;

    bench_begin();
    for (i = 0; i < count; i++) {
        char *moved = PyMem_Realloc(block, 16 * (size_t)(i % 1000 + 1));

        if (moved == NULL) {
            exit(1);
        }
        block = moved;
        block[0] = 1;
    }
    bench_end();
    PyMem_Free(block);
}

/* ---- the collector ------------------------------------------------------ */

/* Pairs of lists that hold each other: count objects in all. */
static void
gc_cycles(long count)
{
    long i;

    PyGC_Disable();
    for (i = 0; i < count / 2; i++) {
        PyObject *a = bench_want(PyList_New(0));
        PyObject *b = bench_want(PyList_New(0));

        bench_done(PyList_Append(a, b));
        bench_done(PyList_Append(b, a));
        Py_DECREF(a);
        Py_DECREF(b);
    }
    PyGC_Enable();
    bench_begin();
    PyGC_Collect();
    bench_end();
}

/* A collection that finds nothing among count living tuples in lists. */
static void
gc_living(long count)
{
    PyObject *all = bench_want(PyList_New(0));
    long i;

    for (i = 0; i < count; i++) {
        PyObject *item = bench_want(PyList_New(0));

        bench_done(PyList_Append(item, all));
        bench_done(PyList_Append(all, item));
        Py_DECREF(item);
    }
    bench_begin();
    PyGC_Collect();
    bench_end();
    for (i = 0; i < count; i++) {
        bench_done(PyList_SetSlice(PyList_GET_ITEM(all, i), 0, 1, NULL));
    }
    Py_DECREF(all);
}

/* Objects that are born, kept and dropped under the collector's eyes. */
static void
gc_churn(long count)
{
    PyObject *kept = bench_ints(5000);
    long i;

    bench_begin();
    for (i = 0; i < count; i++) {
        PyObject *item = bench_want(PyList_New(1));

        PyList_SET_ITEM(item, 0, Py_NewRef(kept));
        bench_done(PyList_SetItem(kept, i % 5000, item));
    }
    bench_end();
    bench_done(PyList_SetSlice(kept, 0, 5000, NULL));
    Py_DECREF(kept);
}

static void
weak_references(long count)
{
    PyObject *set = bench_want(PySet_New(NULL));
    long i;

    bench_begin();
    for (i = 0; i < count; i++) {
        Py_DECREF(bench_want(PyWeakref_NewRef(set, NULL)));
    }
    bench_end();
    Py_DECREF(set);
}

/* ---- exceptions, a whole life ------------------------------------------- */

static void
raise_and_clear(long count)
{
    long i;

    bench_begin();
    for (i = 0; i < count; i++) {
        PyErr_SetString(PyExc_ValueError, "not so");
        PyErr_Clear();
    }
    bench_end();
}

static void
start_and_finish(long Py_UNUSED(count))
{
    bench_begin();
    Py_Initialize();
    bench_done(Py_FinalizeEx());
    bench_end();
}

const struct row memory_rows[] = {
    {"small blocks", small_blocks, 5000000, 3, 0},
    {"mixed blocks", mixed_blocks, 2000000, 3, 0},
    {"large blocks", large_blocks, 500000, 3, 0},
    {"huge blocks", huge_blocks, 200000, 3, 0},
    {"growing block", growing_block, 500000, 3, 0},
    {"gc of cycles", gc_cycles, 100000, 3, 0},
    {"gc of the living", gc_living, 100000, 3, 0},
    {"gc churn", gc_churn, 500000, 3, 0},
    {"weak references", weak_references, 1000000, 3, 0},
    {"raise and clear", raise_and_clear, 500000, 3, 0},
    {"start and finish", start_and_finish, 1, 1, 1},
    {NULL, NULL, 0, 0, 0},
};
