/* bench.h -- rows of the benchmark, over the public interface of CPython.
 *
 * The same sources are linked once with this runtime and once with CPython
 * 3.11.  One process measures one row, so that no row inherits the heap of
 * another and the peak of the process is the row's.
 *
 *   B1  a row does `count` operations between bench_begin() and bench_end();
 *       what it prepares and clears away lies outside
 *   B2  a failure of the interface ends the process: bench_want() and
 *       bench_done() check every result that the row needs
 */
#ifndef HB_BENCH_H
#define HB_BENCH_H

#define PY_SSIZE_T_CLEAN
#include <Python.h>

struct row {
    const char *name;
    void (*run)(long count);
    long count;   /* operations of one run */
    int repeats;  /* runs in a process, the fastest one counts */
    int unopened; /* the row starts the interpreter itself */
    /* What run() does, where one function serves many rows (calls.h). */
    const char *callee, *arguments;
};

/* The row that is being measured. */
extern const struct row *bench_row;

/* The tables of the program, NULL at the end; each ends with a row without a
 * name. */
extern const struct row *const bench_tables[];
extern const struct row container_rows[];
extern const struct row object_rows[];
extern const struct row text_rows[];
extern const struct row buffer_rows[];
extern const struct row memory_rows[];

/* Starts and stops the clock: processor time of this process. */
void bench_begin(void);
void bench_end(void);

/* Gives back result, or prints the exception and exits if it is NULL. */
PyObject *bench_want(PyObject *result);

/* The same for functions that return -1 when they fail. */
void bench_done(int status);

/* A list of the ints 0 .. count-1.
 *
 * Owns: a new reference.
 */
PyObject *bench_ints(long count);

/* A list of count different, interned strings: "name_0", "name_1", ...
 *
 * Owns: a new reference.
 */
PyObject *bench_names(long count);

/* Reads the attribute `name` of object `count` times, between bench_begin()
 * and bench_end(). */
void bench_read(PyObject *object, const char *name, long count);

/* The same row of numbers in each process: 0 .. limit-1. */
unsigned long bench_random(unsigned long limit);

#endif
