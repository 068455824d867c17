/* itertools_combine.c -- permutations and combinations.
 *
 * The choices from a pool of n are rows of indices in lexical order; each step
 * finds the next row.
 */
#include "itertools.h"

/* ---- rows of indices ---------------------------------------------------- */

/* The indices stand in a PyMem block.
 *
 *    combinationsobject: 56 bytes
 *   +----+---------+
 *   |  0 | ob_base |
 *   | 16 | pool    |---> tuple of the items
 *   | 24 | result  |---> the last row, used again when nobody has it
 *   | 32 | indices |---> r of them, in a PyMem block
 *   | 40 | r       |
 *   | 48 | started |
 *   | 52 | stopped |
 *   +----+---------+
 */
typedef struct {
    PyObject_HEAD
    PyObject *pool;
    PyObject *result;
    Py_ssize_t *indices;
    Py_ssize_t r;
    int started;
    int stopped;
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
    PyObject *pool = PySequence_Tuple(iterable);
    if (pool != NULL && r < 0) {
        PyErr_SetString(PyExc_ValueError, "r must be non-negative");
        Py_CLEAR(pool);
    }
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

static const char *const names[] = {"iterable", "r", NULL};

/* Parses (iterable, r). */
static PyObject *
parse_rows(PyTypeObject *type, PyObject *args, PyObject *kwds,
           _PyArg_Parser *parser)
{
    PyObject *given[2];
    Py_ssize_t r;
    if (Hb_UnpackTupleAndDict(args, kwds, parser, 2, 2, given) < 0 ||
        Hb_SsizeArgument(given[1], &r) < 0) {
        return NULL;
    }
    return make_rows(type, given[0], r);
}

/* The tuple of the row that `step` has found, from the first place on that
 * has changed; NULL when there is none.  As there, a row that somebody has is
 * left to them before there is another. */
static inline PyObject *
next_row(combinationsobject *self, Py_ssize_t (*step)(combinationsobject *))
{
    Py_ssize_t i = 0;
    if (self->stopped || Hb_ItertoolOwn(&self->result, self->r) < 0) {
        return NULL;
    }
    if (self->started && (i = step(self)) < 0) {
        self->stopped = 1;
        return NULL;
    }
    self->started = 1;
    for (; i < self->r; i++) {
        PyObject *item = PyTuple_GET_ITEM(self->pool, self->indices[i]);
        Hb_ItertoolReplace(self->result, i, Py_NewRef(item));
    }
    return Py_NewRef(self->result);
}

/* ---- rows, copied ------------------------------------------------------- */

/* What is reduced to the pool and r alone: what has not begun, or has ended.
 * NULL without an exception for others. */
static PyObject *
reduce_ends(combinationsobject *self)
{
    if (self->result == NULL) {
        return Py_BuildValue("O(On)", Py_TYPE(self), self->pool, self->r);
    }
    return self->stopped ? Py_BuildValue("O(()n)", Py_TYPE(self), self->r)
                         : NULL;
}

static PyObject *
row_reduce(PyObject *op, PyObject *Py_UNUSED(ignored))
{
    combinationsobject *self = (combinationsobject *)op;
    PyObject *ends = reduce_ends(self), *indices;
    if (ends != NULL || PyErr_Occurred()) {
        return ends;
    }
    indices = Hb_ItertoolNumbers(self->indices, self->r);
    return indices == NULL ? NULL
                           : Py_BuildValue("O(On)N", Py_TYPE(op), self->pool,
                                           self->r, indices);
}

/* Goes on behind the row of the indices. */
static PyObject *
begin_at_row(combinationsobject *self)
{
    PyObject *row = PyTuple_New(self->r);
    if (row == NULL) {
        return NULL;
    }
    for (Py_ssize_t i = 0; i < self->r; i++) {
        PyObject *item = PyTuple_GET_ITEM(self->pool, self->indices[i]);
        PyTuple_SET_ITEM(row, i, Py_NewRef(item));
    }
    Py_XSETREF(self->result, row);
    self->started = 1;
    Py_RETURN_NONE;
}

/* `apart` is 1 where an index cannot come twice. */
static PyObject *
set_row(combinationsobject *self, PyObject *state, int apart)
{
    Py_ssize_t n = PyTuple_GET_SIZE(self->pool);
    if (!PyTuple_Check(state) || PyTuple_GET_SIZE(state) != self->r) {
        return Hb_ItertoolBadState();
    }
    for (Py_ssize_t i = 0; i < self->r; i++) {
        if (Hb_ItertoolPlace(state, i, 0, apart ? i + n - self->r : n - 1,
                             &self->indices[i]) < 0) {
            return NULL;
        }
    }
    return begin_at_row(self);
}

static PyObject *
row_sizeof(PyObject *op, PyObject *Py_UNUSED(ignored))
{
    return Hb_ItertoolSize(op, ((combinationsobject *)op)->r);
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
    static _PyArg_Parser parser = {.keywords = names, .fname = "combinations"};
    PyObject *op = parse_rows(type, args, kwds, &parser);
    combinationsobject *self = (combinationsobject *)op;
    if (self != NULL) {
        self->stopped = self->r > PyTuple_GET_SIZE(self->pool);
        for (Py_ssize_t i = 0; i < self->r; i++) {
            self->indices[i] = i;
        }
    }
    return op;
}

/* The rightmost index that can grow does, those behind it follow: the place
 * where it stands, or -1. */
static Py_ssize_t
next_combination(combinationsobject *self)
{
    Py_ssize_t n = PyTuple_GET_SIZE(self->pool), i = self->r - 1;
    while (i >= 0 && self->indices[i] == i + n - self->r) {
        i--;
    }
    if (i < 0) {
        return -1;
    }
    self->indices[i]++;
    for (Py_ssize_t j = i + 1; j < self->r; j++) {
        self->indices[j] = self->indices[j - 1] + 1;
    }
    return i;
}

static PyObject *
combinations_next(PyObject *op)
{
    return next_row((combinationsobject *)op, next_combination);
}

static PyObject *
combinations_setstate(PyObject *op, PyObject *state)
{
    return set_row((combinationsobject *)op, state, 1);
}

static PyMethodDef combinations_methods[] = {
    REDUCE(row), SETSTATE(combinations), SIZEOF(row), NO_MORE};

ITERTOOL(combinations, combinationsobject, 2,
         .tp_doc = PyDoc_STR("Choices of r, in order."),
         .tp_methods = combinations_methods);

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
    static _PyArg_Parser parser = {.keywords = names,
                                   .fname = "combinations_with_replacement"};
    PyObject *op = parse_rows(type, args, kwds, &parser);
    combinationsobject *self = (combinationsobject *)op;
    if (self != NULL) {
        self->stopped = PyTuple_GET_SIZE(self->pool) == 0 && self->r > 0;
        memset(self->indices, 0, (size_t)self->r * sizeof(Py_ssize_t));
    }
    return op;
}

static Py_ssize_t
next_with_replacement(combinationsobject *self)
{
    Py_ssize_t n = PyTuple_GET_SIZE(self->pool), i = self->r - 1;
    while (i >= 0 && self->indices[i] == n - 1) {
        i--;
    }
    if (i < 0) {
        return -1;
    }
    Py_ssize_t index = self->indices[i] + 1;
    for (Py_ssize_t j = i; j < self->r; j++) {
        self->indices[j] = index;
    }
    return i;
}

static PyObject *
combinations_with_replacement_next(PyObject *op)
{
    return next_row((combinationsobject *)op, next_with_replacement);
}

static PyObject *
combinations_with_replacement_setstate(PyObject *op, PyObject *state)
{
    return set_row((combinationsobject *)op, state, 0);
}

static PyMethodDef replacement_methods[] = {
    REDUCE(row), SETSTATE(combinations_with_replacement), SIZEOF(row),
    NO_MORE};

ITERTOOL(combinations_with_replacement, combinationsobject, 2,
         .tp_doc = PyDoc_STR("Choices of r, each as often as wanted."),
         .tp_methods = replacement_methods);

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
    static _PyArg_Parser parser = {.keywords = names, .fname = "permutations"};
    PyObject *given[2], *r_arg;
    if (Hb_UnpackTupleAndDict(args, kwds, &parser, 1, 2, given) < 0) {
        return NULL;
    }
    r_arg = given[1];
    PyObject *pool = PySequence_Tuple(given[0]);
    if (pool == NULL) {
        return NULL;
    }
    Py_ssize_t n = PyTuple_GET_SIZE(pool), r = n;
    if (r_arg != NULL && r_arg != Py_None) {
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
 * of the row back, another one swaps an index in: its place, or -1. */
static Py_ssize_t
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
        return i;
    }
    return -1;
}

static PyObject *
permutations_next(PyObject *op)
{
    return next_row((combinationsobject *)op, next_permutation);
}

static PyObject *
permutations_reduce(PyObject *op, PyObject *Py_UNUSED(ignored))
{
    permutationsobject *self = (permutationsobject *)op;
    combinationsobject *rows = &self->rows;
    PyObject *ends = reduce_ends(rows), *indices, *cycles;
    if (ends != NULL || PyErr_Occurred()) {
        return ends;
    }
    indices = Hb_ItertoolNumbers(rows->indices, PyTuple_GET_SIZE(rows->pool));
    cycles =
        indices == NULL ? NULL : Hb_ItertoolNumbers(self->cycles, rows->r);
    if (cycles == NULL) {
        Py_XDECREF(indices);
        return NULL;
    }
    return Py_BuildValue("O(On)(NN)", Py_TYPE(op), rows->pool, rows->r,
                         indices, cycles);
}

static PyObject *
permutations_setstate(PyObject *op, PyObject *state)
{
    permutationsobject *self = (permutationsobject *)op;
    combinationsobject *rows = &self->rows;
    Py_ssize_t n = PyTuple_GET_SIZE(rows->pool), i;
    PyObject *indices, *cycles;
    if (!PyTuple_Check(state)) {
        PyErr_SetString(PyExc_TypeError, "state is not a tuple");
        return NULL;
    }
    if (!PyArg_ParseTuple(state, "O!O!", &PyTuple_Type, &indices,
                          &PyTuple_Type, &cycles)) {
        return NULL;
    }
    if (PyTuple_GET_SIZE(indices) != n ||
        PyTuple_GET_SIZE(cycles) != rows->r) {
        return Hb_ItertoolBadState();
    }
    for (i = 0; i < n; i++) {
        if (Hb_ItertoolPlace(indices, i, 0, n - 1, &rows->indices[i]) < 0) {
            return NULL;
        }
    }
    for (i = 0; i < rows->r; i++) {
        if (Hb_ItertoolPlace(cycles, i, 1, n - i, &self->cycles[i]) < 0) {
            return NULL;
        }
    }
    return begin_at_row(rows);
}

static PyObject *
permutations_sizeof(PyObject *op, PyObject *Py_UNUSED(ignored))
{
    combinationsobject *rows = (combinationsobject *)op;
    return Hb_ItertoolSize(op, PyTuple_GET_SIZE(rows->pool) + rows->r);
}

static PyMethodDef permutations_methods[] = {REDUCE(permutations),
                                             SETSTATE(permutations),
                                             SIZEOF(permutations), NO_MORE};

ITERTOOL(permutations, permutationsobject, 2,
         .tp_doc = PyDoc_STR("Orders of r items."),
         .tp_methods = permutations_methods);
