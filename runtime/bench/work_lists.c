/* work_lists.c -- queens, matrices, primes, sorted records, heaps. */
#include "work.h"

/* ---- queens ------------------------------------------------------------- */

/* Whether no queen of the rows before attacks (row, column). */
static int
is_free(PyObject *columns, long row, long column)
{
    long i;

    for (i = 0; i < row; i++) {
        PyObject *other = bench_want(PySequence_GetItem(columns, i));
        long distance = work_long(other) - column;

        Py_DECREF(other);
        if (distance == 0 || distance == row - i || distance == i - row) {
            return 0;
        }
    }
    return 1;
}

static long
place_queens(PyObject *columns, long row, long size)
{
    long column, found = 0;

    if (row == size) {
        return 1;
    }
    for (column = 0; column < size; column++) {
        if (is_free(columns, row, column)) {
            PyObject *number = bench_want(PyLong_FromLong(column));

            bench_done(PyList_Append(columns, number));
            Py_DECREF(number);
            found += place_queens(columns, row + 1, size);
            bench_done(PySequence_DelItem(columns, row));
        }
    }
    return found;
}

static void
queens(long count)
{
    PyObject *columns = bench_want(PyList_New(0));
    long i, found = 0;

    bench_begin();
    for (i = 0; i < count; i++) {
        found += place_queens(columns, 0, 6);
    }
    bench_end();
    work_expect("queens", found, 4 * count);
    Py_DECREF(columns);
}

/* ---- matrices ----------------------------------------------------------- */

static PyObject *
some_matrix(long size)
{
    PyObject *matrix = bench_want(PyList_New(0));
    long i, k;

    for (i = 0; i < size; i++) {
        PyObject *row = bench_want(PyList_New(0));

        for (k = 0; k < size; k++) {
            PyObject *value = bench_want(PyLong_FromLong(i * 1000 + k));

            bench_done(PyList_Append(row, value));
            Py_DECREF(value);
        }
        bench_done(PyList_Append(matrix, row));
        Py_DECREF(row);
    }
    return matrix;
}

static PyObject *
cell_of(PyObject *matrix, long i, long k)
{
    PyObject *row = bench_want(PySequence_GetItem(matrix, i));
    PyObject *cell = bench_want(PySequence_GetItem(row, k));

    Py_DECREF(row);
    return cell;
}

/* sum(left[i][n] * right[n][k] for n in range(size)) */
static PyObject *
product_cell(PyObject *left, PyObject *right, long i, long k, long size)
{
    PyObject *sum = bench_want(PyLong_FromLong(0));
    long n;

    for (n = 0; n < size; n++) {
        PyObject *a = cell_of(left, i, n), *b = cell_of(right, n, k);
        PyObject *product = bench_want(PyNumber_Multiply(a, b));

        Py_SETREF(sum, bench_want(PyNumber_InPlaceAdd(sum, product)));
        Py_DECREF(product);
        Py_DECREF(a);
        Py_DECREF(b);
    }
    return sum;
}

static long
matrix_product(PyObject *left, PyObject *right, long size)
{
    long i, k, last = 0;

    for (i = 0; i < size; i++) {
        PyObject *row = bench_want(PyList_New(size));

        for (k = 0; k < size; k++) {
            PyObject *cell = product_cell(left, right, i, k, size);

            last = work_long(cell);
            PyList_SET_ITEM(row, k, cell);
        }
        Py_DECREF(row);
    }
    return last;
}

static void
matrices(long count)
{
    PyObject *matrix = some_matrix(12);
    long i, last = 0;

    bench_begin();
    for (i = 0; i < count; i++) {
        last = matrix_product(matrix, matrix, 12);
    }
    bench_end();
    work_expect("matrices", last, 727958726);
    Py_DECREF(matrix);
}

/* [row[:] for row in matrix] and copy.deepcopy(matrix) */
static void
matrix_copy(long count)
{
    PyObject *matrix = some_matrix(20);
    PyObject *deepcopy = work_import("copy", "deepcopy");
    long i, rows = 0;

    bench_begin();
    for (i = 0; i < count; i++) {
        PyObject *copy = bench_want(PyObject_CallOneArg(deepcopy, matrix));
        Py_ssize_t k, size = PyObject_Size(copy);

        for (k = 0; k < size; k++) {
            PyObject *row = bench_want(PySequence_GetItem(copy, k));
            PyObject *same = bench_want(PySequence_GetSlice(row, 0, 20));

            bench_done(PySequence_SetItem(copy, k, same));
            Py_DECREF(same);
            Py_DECREF(row);
        }
        rows += (long)size;
        Py_DECREF(copy);
    }
    bench_end();
    work_expect("matrix copy", rows, 20 * count);
    Py_DECREF(deepcopy);
    Py_DECREF(matrix);
}

/* ---- primes ------------------------------------------------------------- */

static long
count_primes(PyObject *sieve, PyObject *zero, long limit)
{
    PyObject *one = bench_want(PyLong_FromLong(1)), *left;
    long i, k, primes;

    for (i = 2; i * i < limit; i++) {
        PyObject *prime = bench_want(PySequence_GetItem(sieve, i));

        for (k = i * i; PyObject_IsTrue(prime) && k < limit; k += i) {
            bench_done(PySequence_SetItem(sieve, k, zero));
        }
        Py_DECREF(prime);
    }
    left = bench_want(PyObject_CallMethod(sieve, "count", "O", one));
    primes = work_long(left) - 2;
    Py_DECREF(left);
    Py_DECREF(one);
    return primes;
}

static void
primes(long count)
{
    PyObject *zero = bench_want(PyLong_FromLong(0));
    PyObject *one = bench_want(PyBytes_FromString("\1"));
    long i, found = 0;

    bench_begin();
    for (i = 0; i < count; i++) {
        PyObject *ones = bench_want(PySequence_Repeat(one, 10000));
        PyObject *sieve = bench_want(PyByteArray_FromObject(ones));

        found += count_primes(sieve, zero, 10000);
        Py_DECREF(sieve);
        Py_DECREF(ones);
    }
    bench_end();
    work_expect("primes", found, 1229 * count);
    Py_DECREF(one);
    Py_DECREF(zero);
}

/* ---- order -------------------------------------------------------------- */

/* [(surname, age, i), ...] sorted */
static void
sorted_records(long count)
{
    PyObject *records = bench_want(PyList_New(0));
    long i, first = 0;

    for (i = 0; i < 2000; i++) {
        PyObject *name =
            bench_want(PyUnicode_FromFormat("name %lu", bench_random(50)));
        PyObject *record =
            bench_want(Py_BuildValue("(Nkl)", name, bench_random(90), i));

        bench_done(PyList_Append(records, record));
        Py_DECREF(record);
    }
    bench_begin();
    for (i = 0; i < count; i++) {
        PyObject *copy = bench_want(PySequence_List(records));

        bench_done(PyList_Sort(copy));
        first = PyObject_RichCompareBool(PyList_GET_ITEM(copy, 0),
                                         PyList_GET_ITEM(copy, 1999), Py_LT);
        Py_DECREF(copy);
    }
    bench_end();
    work_expect("sorted records", first, 1);
    Py_DECREF(records);
}

static void
heap(long count)
{
    PyObject *push = work_import("heapq", "heappush");
    PyObject *pop = work_import("heapq", "heappop");
    long i, k, last = 0;

    bench_begin();
    for (i = 0; i < count; i++) {
        PyObject *list = bench_want(PyList_New(0));

        for (k = 0; k < 500; k++) {
            PyObject *item =
                bench_want(Py_BuildValue("(ll)", k * 7919 % 500, k));

            Py_DECREF(bench_want(
                PyObject_CallFunctionObjArgs(push, list, item, NULL)));
            Py_DECREF(item);
        }
        for (k = 0; k < 500; k++) {
            PyObject *item = bench_want(PyObject_CallOneArg(pop, list));

            last = work_long(PyTuple_GET_ITEM(item, 0));
            Py_DECREF(item);
        }
        Py_DECREF(list);
    }
    bench_end();
    work_expect("heap", last, 499);
    Py_DECREF(pop);
    Py_DECREF(push);
}

const struct row work_list_rows[] = {
    {"queens", queens, 60, 3, 0},
    {"matrices", matrices, 150, 3, 0},
    {"matrix copy", matrix_copy, 400, 3, 0},
    {"primes", primes, 100, 3, 0},
    {"sorted records", sorted_records, 40, 3, 0},
    {"heap", heap, 60, 3, 0},
    {NULL, NULL, 0, 0, 0},
};
