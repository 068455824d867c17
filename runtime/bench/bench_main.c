/* bench_main.c -- one row, measured.
 *
 *   bench ROW       prints nanoseconds per operation
 *   bench --list    prints the names of the rows
 *   bench --once    runs each row a few steps long: does it work at all?
 */
#include "bench.h"

#include <time.h>

const struct row *bench_row;
static struct timespec begun;
static double elapsed;
static unsigned long seed;

void
bench_begin(void)
{
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &begun);
}

void
bench_end(void)
{
    struct timespec now;

    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    elapsed = (double)(now.tv_sec - begun.tv_sec) * 1e9 +
              (double)(now.tv_nsec - begun.tv_nsec);
}

PyObject *
bench_want(PyObject *result)
{
    if (result == NULL) {
        PyErr_Print();
        exit(1);
    }
    return result;
}

void
bench_done(int status)
{
    if (status < 0) {
        PyErr_Print();
        exit(1);
    }
}

PyObject *
bench_ints(long count)
{
    PyObject *list = bench_want(PyList_New(count));
    long i;

    for (i = 0; i < count; i++) {
        PyList_SET_ITEM(list, i, bench_want(PyLong_FromLong(i)));
    }
    return list;
}

void
bench_read(PyObject *object, const char *text, long count)
{
    PyObject *name = bench_want(PyUnicode_InternFromString(text));
    long i;

    bench_begin();
    for (i = 0; i < count; i++) {
        Py_DECREF(bench_want(PyObject_GetAttr(object, name)));
    }
    bench_end();
    Py_DECREF(name);
}

PyObject *
bench_names(long count)
{
    PyObject *list = bench_want(PyList_New(count));
    long i;

    for (i = 0; i < count; i++) {
        PyObject *name = bench_want(PyUnicode_FromFormat("name_%ld", i));

        PyUnicode_InternInPlace(&name);
        PyList_SET_ITEM(list, i, name);
    }
    return list;
}

unsigned long
bench_random(unsigned long limit)
{
    seed = seed * 6364136223846793005UL + 1442695040888963407UL;
    return (seed >> 33) % limit;
}

/* Nanoseconds per operation of the fastest of the row's runs. */
static double
measure(const struct row *row, long count, int repeats)
{
    double best = 0;
    int i;

    bench_row = row;
    if (!row->unopened) {
        Py_Initialize();
    }
    for (i = 0; i < repeats; i++) {
        seed = 1;
        row->run(count);
        best = i == 0 || elapsed < best ? elapsed : best;
    }
    if (!row->unopened && Py_FinalizeEx() < 0) {
        exit(1);
    }
    return best / (double)count;
}

/* Every row in this process, with counts that take no time. */
static void
run_once(void)
{
    size_t i;

    for (i = 0; bench_tables[i] != NULL; i++) {
        const struct row *row;

        for (row = bench_tables[i]; row->name != NULL; row++) {
            measure(row, row->count < 20 ? row->count : 20, 1);
            printf("%s\n", row->name);
        }
    }
}

static void
list_rows(void)
{
    size_t i;

    for (i = 0; bench_tables[i] != NULL; i++) {
        const struct row *row;

        for (row = bench_tables[i]; row->name != NULL; row++) {
            printf("%s\n", row->name);
        }
    }
}

static const struct row *
find_row(const char *name)
{
    size_t i;

    for (i = 0; bench_tables[i] != NULL; i++) {
        const struct row *row;

        for (row = bench_tables[i]; row->name != NULL; row++) {
            if (strcmp(row->name, name) == 0) {
                return row;
            }
        }
    }
    return NULL;
}

int
main(int argc, char **argv)
{
    const struct row *row;

    if (argc == 2 && strcmp(argv[1], "--list") == 0) {
        list_rows();
        return 0;
    }
    if (argc == 2 && strcmp(argv[1], "--once") == 0) {
        run_once();
        return 0;
    }
    row = argc == 2 ? find_row(argv[1]) : NULL;
    if (row == NULL) {
        fprintf(stderr, "usage: bench ROW | --list | --once\n");
        return 2;
    }
    printf("%.3f\n", measure(row, row->count, row->repeats));
    return 0;
}
