/* itertools_combine.c -- zip_longest, product, permutations, combinations.
 *
 * The choices from a pool of n are rows of indices in lexical order; each step
 * finds the next row.
 */
#include "itertools.h"

/* ---- zip_longest -------------------------------------------------------- */

typedef struct {
    PyObject_HEAD
    PyObject *ittuple; /* iterators; None for those that ended */
    PyObject *fillvalue;
    PyObject *result; /* unused; CPython keeps its last tuple */
    Py_ssize_t numactive;
    Py_ssize_t tuplesize;
} ziplongestobject;

static void
zip_longest_release(ziplongestobject *Py_UNUSED(self))
{
}

/* The one keyword, borrowed; NULL with TypeError. */
static PyObject *
read_fillvalue(PyObject *kwds)
{
    if (kwds == NULL || PyDict_GET_SIZE(kwds) == 0) {
        return Py_None;
    }
    PyObject *value = PyDict_GET_SIZE(kwds) > 1
                          ? NULL
                          : PyDict_GetItemWithError(kwds, _Py_ID(fillvalue));
    if (value == NULL && !PyErr_Occurred()) {
        PyErr_SetString(PyExc_TypeError,
                        "zip_longest() got an unexpected keyword argument");
    }
    return value;
}

static PyObject *
zip_longest_new(PyTypeObject *type, PyObject *args, PyObject *kwds)
{
    PyObject *fillvalue = read_fillvalue(kwds);
    Py_ssize_t n = PyTuple_GET_SIZE(args);
    PyObject *ittuple = fillvalue == NULL ? NULL : PyTuple_New(n);
    for (Py_ssize_t i = 0; ittuple != NULL && i < n; i++) {
        PyObject *it = PyObject_GetIter(PyTuple_GET_ITEM(args, i));
        if (it == NULL) {
            Py_CLEAR(ittuple);
            break;
        }
        PyTuple_SET_ITEM(ittuple, i, it);
    }
    ziplongestobject *self =
        ittuple == NULL ? NULL : (ziplongestobject *)type->tp_alloc(type, 0);
    if (self == NULL) {
        Py_XDECREF(ittuple);
        return NULL;
    }
    self->ittuple = ittuple;
    self->fillvalue = Py_NewRef(fillvalue);
    self->numactive = self->tuplesize = n;
    return (PyObject *)self;
}

/* The next item at i, or the fill value; NULL when all have ended. */
static PyObject *
next_or_fill(ziplongestobject *self, Py_ssize_t i)
{
    PyObject *it = PyTuple_GET_ITEM(self->ittuple, i);
    PyObject *item = it == Py_None ? NULL : PyIter_Next(it);
    if (item != NULL) {
        return item;
    }
    if (PyErr_Occurred()) {
        self->numactive = 0;
        return NULL;
    }
    if (it != Py_None) {
        PyTuple_SET_ITEM(self->ittuple, i, Py_NewRef(Py_None));
        Py_DECREF(it);
        if (--self->numactive == 0) {
            return NULL;
        }
    }
    return Py_NewRef(self->fillvalue);
}

static PyObject *
zip_longest_next(PyObject *op)
{
    ziplongestobject *self = (ziplongestobject *)op;
    if (self->numactive == 0) {
        return NULL;
    }
    PyObject *result = PyTuple_New(self->tuplesize);
    for (Py_ssize_t i = 0; result != NULL && i < self->tuplesize; i++) {
        PyObject *item = next_or_fill(self, i);
        if (item == NULL) {
            Py_CLEAR(result);
            break;
        }
        PyTuple_SET_ITEM(result, i, item);
    }
    return result;
}

ITERTOOL(zip_longest, ziplongestobject, 3,
         .tp_doc = PyDoc_STR("zip to the end of the longest."));

/* ---- rows of indices ---------------------------------------------------- */

/* The indices stand in a PyMem block. */
typedef struct {
    PyObject_HEAD
    PyObject *pool;
    Py_ssize_t *indices;
    Py_ssize_t r;
    int started;
    int stopped;
    PyObject *unused_result; /* never set; as large as CPython's object */
} combinationsobject;

static void
release_indices(combinationsobject *self)
{
    PyMem_Free(self->indices);
}

/* A pool and room for `room` indices; r below 0 is refused. */
static PyObject *
make_rows(PyTypeObject *type, PyObject *iterable, Py_ssize_t r)
{
    if (r < 0) {
        PyErr_SetString(PyExc_ValueError, "r must be non-negative");
        return NULL;
    }
    PyObject *pool = PySequence_Tuple(iterable);
    Py_ssize_t *indices =
        pool == NULL ? NULL : PyMem_New(Py_ssize_t, Py_MAX(r, 1));
    combinationsobject *self =
        indices == NULL ? NULL : (combinationsobject *)type->tp_alloc(type, 0);
    if (self == NULL) {
        Py_XDECREF(pool);
        PyMem_Free(indices);
        return PyErr_Occurred() ? NULL : PyErr_NoMemory();
    }
    self->pool = pool;
    self->indices = indices;
    self->r = r;
    return (PyObject *)self;
}

/* Parses (iterable, r). */
static PyObject *
parse_rows(PyTypeObject *type, PyObject *args, PyObject *kwds,
           const char *format)
{
    static char *names[] = {"iterable", "r", NULL};
    PyObject *iterable;
    Py_ssize_t r;
    if (!PyArg_ParseTupleAndKeywords(args, kwds, format, names, &iterable,
                                     &r)) {
        return NULL;
    }
    return make_rows(type, iterable, r);
}

/* The tuple of the row that `step` has found; NULL when there is none. */
static PyObject *
next_row(combinationsobject *self, int (*step)(combinationsobject *))
{
    if (self->stopped || (self->started && !step(self))) {
        self->stopped = 1;
        return NULL;
    }
    self->started = 1;
    return Hb_ItertoolSelect(self->pool, self->indices, self->r);
}

/* ---- combinations ------------------------------------------------------- */

static void
combinations_release(combinationsobject *self)
{
    release_indices(self);
}

static PyObject *
combinations_new(PyTypeObject *type, PyObject *args, PyObject *kwds)
{
    PyObject *op = parse_rows(type, args, kwds, "On:combinations");
    combinationsobject *self = (combinationsobject *)op;
    if (self != NULL) {
        self->stopped = self->r > PyTuple_GET_SIZE(self->pool);
        for (Py_ssize_t i = 0; i < self->r; i++) {
            self->indices[i] = i;
        }
    }
    return op;
}

/* The rightmost index that can grow does, those behind it follow. */
static int
next_combination(combinationsobject *self)
{
    Py_ssize_t n = PyTuple_GET_SIZE(self->pool), i = self->r - 1;
    while (i >= 0 && self->indices[i] == i + n - self->r) {
        i--;
    }
    if (i < 0) {
        return 0;
    }
    self->indices[i]++;
    for (Py_ssize_t j = i + 1; j < self->r; j++) {
        self->indices[j] = self->indices[j - 1] + 1;
    }
    return 1;
}

static PyObject *
combinations_next(PyObject *op)
{
    return next_row((combinationsobject *)op, next_combination);
}

ITERTOOL(combinations, combinationsobject, 1,
         .tp_doc = PyDoc_STR("Choices of r, in order."));

/* ---- combinations_with_replacement -------------------------------------- */

static void
combinations_with_replacement_release(combinationsobject *self)
{
    release_indices(self);
}

static PyObject *
combinations_with_replacement_new(PyTypeObject *type, PyObject *args,
                                  PyObject *kwds)
{
    PyObject *op =
        parse_rows(type, args, kwds, "On:combinations_with_replacement");
    combinationsobject *self = (combinationsobject *)op;
    if (self != NULL) {
        self->stopped = PyTuple_GET_SIZE(self->pool) == 0 && self->r > 0;
        memset(self->indices, 0, (size_t)self->r * sizeof(Py_ssize_t));
    }
    return op;
}

static int
next_with_replacement(combinationsobject *self)
{
    Py_ssize_t n = PyTuple_GET_SIZE(self->pool), i = self->r - 1;
    while (i >= 0 && self->indices[i] == n - 1) {
        i--;
    }
    if (i < 0) {
        return 0;
    }
    Py_ssize_t index = self->indices[i] + 1;
    for (; i < self->r; i++) {
        self->indices[i] = index;
    }
    return 1;
}

static PyObject *
combinations_with_replacement_next(PyObject *op)
{
    return next_row((combinationsobject *)op, next_with_replacement);
}

ITERTOOL(combinations_with_replacement, combinationsobject, 1,
         .tp_doc = PyDoc_STR("Choices of r, each as often as wanted."));

/* ---- permutations ------------------------------------------------------- */

typedef struct {
    combinationsobject rows; /* indices holds all n; the row is the first r */
    Py_ssize_t *cycles;
} permutationsobject;

static void
permutations_release(permutationsobject *self)
{
    release_indices(&self->rows);
    PyMem_Free(self->cycles);
}

static PyObject *
permutations_new(PyTypeObject *type, PyObject *args, PyObject *kwds)
{
    static char *names[] = {"iterable", "r", NULL};
    PyObject *iterable, *r_arg = Py_None;
    if (!PyArg_ParseTupleAndKeywords(args, kwds, "O|O:permutations", names,
                                     &iterable, &r_arg)) {
        return NULL;
    }
    PyObject *pool = PySequence_Tuple(iterable);
    if (pool == NULL) {
        return NULL;
    }
    Py_ssize_t n = PyTuple_GET_SIZE(pool), r = n;
    if (r_arg != Py_None) {
        if (!PyLong_Check(r_arg)) {
            PyErr_SetString(PyExc_TypeError, "Expected int as r");
            Py_DECREF(pool);
            return NULL;
        }
        r = PyLong_AsSsize_t(r_arg);
        if (r == -1 && PyErr_Occurred()) {
            Py_DECREF(pool);
            return NULL;
        }
    }
    PyObject *op = make_rows(type, pool, r < 0 ? r : Py_MAX(n, r));
    Py_DECREF(pool);
    permutationsobject *self = (permutationsobject *)op;
    if (self == NULL) {
        return NULL;
    }
    self->rows.r = r;
    self->rows.stopped = r > n;
    self->cycles = PyMem_New(Py_ssize_t, Py_MAX(r, 1));
    if (self->cycles == NULL) {
        Py_DECREF(op);
        return PyErr_NoMemory();
    }
    for (Py_ssize_t i = 0; i < n; i++) {
        self->rows.indices[i] = i;
    }
    for (Py_ssize_t i = 0; i < r; i++) {
        self->cycles[i] = n - i;
    }
    return op;
}

/* Counts the cycles down from the right; one that is at its end turns its part
 * of the row back, another one swaps an index in. */
static int
next_permutation(combinationsobject *rows)
{
    permutationsobject *self = (permutationsobject *)rows;
    Py_ssize_t n = PyTuple_GET_SIZE(rows->pool), *indices = rows->indices;
    for (Py_ssize_t i = rows->r - 1; i >= 0; i--) {
        if (--self->cycles[i] == 0) {
            Py_ssize_t first = indices[i];
            memmove(indices + i, indices + i + 1,
                    (size_t)(n - i - 1) * sizeof *indices);
            indices[n - 1] = first;
            self->cycles[i] = n - i;
            continue;
        }
        Py_ssize_t j = n - self->cycles[i], swap = indices[i];
        indices[i] = indices[j];
        indices[j] = swap;
        return 1;
    }
    return 0;
}

static PyObject *
permutations_next(PyObject *op)
{
    return next_row((combinationsobject *)op, next_permutation);
}

ITERTOOL(permutations, permutationsobject, 1,
         .tp_doc = PyDoc_STR("Orders of r items."));

/* ---- product ------------------------------------------------------------ */

typedef struct {
    PyObject_HEAD
    PyObject *pools; /* tuple of tuples */
    PyObject *unused_result;
    Py_ssize_t *indices;
    int started;
    int stopped;
} productobject;

static void
product_release(productobject *self)
{
    PyMem_Free(self->indices);
}

static int
read_repeat(PyObject *kwds, Py_ssize_t *repeat)
{
    static char *names[] = {"repeat", NULL};
    *repeat = 1;
    if (kwds == NULL) {
        return 0;
    }
    PyObject *none = PyTuple_New(0);
    int parsed = none != NULL && PyArg_ParseTupleAndKeywords(
                                     none, kwds, "|n:product", names, repeat);
    Py_XDECREF(none);
    if (parsed && *repeat < 0) {
        PyErr_SetString(PyExc_ValueError,
                        "repeat argument cannot be negative");
        return -1;
    }
    return parsed ? 0 : -1;
}

/* The arguments as tuples, `repeat` times over. */
static PyObject *
make_pools(PyObject *args, Py_ssize_t repeat)
{
    Py_ssize_t n = repeat == 0 ? 0 : PyTuple_GET_SIZE(args);
    if (n > 0 && repeat > PY_SSIZE_T_MAX / n) {
        PyErr_SetString(PyExc_OverflowError, "repeat argument too large");
        return NULL;
    }
    PyObject *pools = PyTuple_New(n * repeat);
    for (Py_ssize_t i = 0; pools != NULL && i < n * repeat; i++) {
        PyObject *pool = i < n ? PySequence_Tuple(PyTuple_GET_ITEM(args, i))
                               : Py_NewRef(PyTuple_GET_ITEM(pools, i - n));
        if (pool == NULL) {
            Py_CLEAR(pools);
            break;
        }
        PyTuple_SET_ITEM(pools, i, pool);
    }
    return pools;
}

static PyObject *
product_new(PyTypeObject *type, PyObject *args, PyObject *kwds)
{
    Py_ssize_t repeat;
    if (read_repeat(kwds, &repeat) < 0) {
        return NULL;
    }
    PyObject *pools = make_pools(args, repeat);
    if (pools == NULL) {
        return NULL;
    }
    Py_ssize_t n = PyTuple_GET_SIZE(pools);
    Py_ssize_t *indices = PyMem_Calloc((size_t)Py_MAX(n, 1), sizeof *indices);
    productobject *self =
        indices == NULL ? NULL : (productobject *)type->tp_alloc(type, 0);
    if (self == NULL) {
        PyMem_Free(indices);
        Py_DECREF(pools);
        return PyErr_Occurred() ? NULL : PyErr_NoMemory();
    }
    self->pools = pools;
    self->indices = indices;
    for (Py_ssize_t i = 0; i < n; i++) {
        self->stopped |= PyTuple_GET_SIZE(PyTuple_GET_ITEM(pools, i)) == 0;
    }
    return (PyObject *)self;
}

/* Counts like an odometer, the last place fastest. */
static int
turn(productobject *self)
{
    for (Py_ssize_t i = PyTuple_GET_SIZE(self->pools) - 1; i >= 0; i--) {
        PyObject *pool = PyTuple_GET_ITEM(self->pools, i);
        if (++self->indices[i] < PyTuple_GET_SIZE(pool)) {
            return 1;
        }
        self->indices[i] = 0;
    }
    return 0;
}

static PyObject *
product_next(PyObject *op)
{
    productobject *self = (productobject *)op;
    if (self->stopped || (self->started && !turn(self))) {
        self->stopped = 1;
        return NULL;
    }
    self->started = 1;
    Py_ssize_t n = PyTuple_GET_SIZE(self->pools);
    PyObject *result = PyTuple_New(n);
    for (Py_ssize_t i = 0; result != NULL && i < n; i++) {
        PyObject *pool = PyTuple_GET_ITEM(self->pools, i);
        PyTuple_SET_ITEM(result, i,
                         Py_NewRef(PyTuple_GET_ITEM(pool, self->indices[i])));
    }
    return result;
}

ITERTOOL(product, productobject, 2, .tp_doc = PyDoc_STR("Nested loops."));
