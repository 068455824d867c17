/* itertools_product.c -- product. */
#include "itertools.h"

/*    productobject: 48 bytes
 *   +----+---------+
 *   |  0 | ob_base |
 *   | 16 | pools   |---> tuple of tuples
 *   | 24 | result  |---> the last tuple, used again when nobody has it
 *   | 32 | indices |---> one for each pool, in a PyMem block
 *   | 40 | started |
 *   | 44 | stopped |
 *   +----+---------+
 */
typedef struct {
    PyObject_HEAD
    PyObject *pools;
    PyObject *result;
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
    return (PyObject *)self;
}

static inline void
put_item(productobject *self, Py_ssize_t i)
{
    PyObject *pool = PyTuple_GET_ITEM(self->pools, i);
    PyObject *item = PyTuple_GET_ITEM(pool, self->indices[i]);
    Hb_ItertoolReplace(self->result, i, Py_NewRef(item));
}

/* The first item of each pool; 0 if one has none. */
static int
begin(productobject *self)
{
    for (Py_ssize_t i = 0; i < PyTuple_GET_SIZE(self->pools); i++) {
        if (PyTuple_GET_SIZE(PyTuple_GET_ITEM(self->pools, i)) == 0) {
            return 0;
        }
        put_item(self, i);
    }
    return 1;
}

/* Counts like an odometer, the last place fastest; 0 at the end, where it has
 * the first items again. */
static int
turn(productobject *self)
{
    int turned = 0;
    for (Py_ssize_t i = PyTuple_GET_SIZE(self->pools) - 1; i >= 0; i--) {
        PyObject *pool = PyTuple_GET_ITEM(self->pools, i);
        turned = ++self->indices[i] < PyTuple_GET_SIZE(pool);
        if (!turned) {
            self->indices[i] = 0;
        }
        put_item(self, i);
        if (turned) {
            break;
        }
    }
    return turned;
}

static PyObject *
product_next(PyObject *op)
{
    productobject *self = (productobject *)op;
    Py_ssize_t n = PyTuple_GET_SIZE(self->pools);
    if (self->stopped || Hb_ItertoolOwn(&self->result, n) < 0) {
        return NULL;
    }
    self->stopped = !(self->started ? turn(self) : begin(self));
    self->started = 1;
    return self->stopped ? NULL : Py_NewRef(self->result);
}

static PyObject *
product_reduce(PyObject *op, PyObject *Py_UNUSED(ignored))
{
    productobject *self = (productobject *)op;
    if (self->stopped) {
        return Py_BuildValue("O(())", Py_TYPE(op));
    }
    if (self->result == NULL) {
        return Py_BuildValue("OO", Py_TYPE(op), self->pools);
    }
    PyObject *indices =
        Hb_ItertoolNumbers(self->indices, PyTuple_GET_SIZE(self->pools));
    return indices == NULL
               ? NULL
               : Py_BuildValue("OON", Py_TYPE(op), self->pools, indices);
}

static PyObject *
product_setstate(PyObject *op, PyObject *state)
{
    productobject *self = (productobject *)op;
    Py_ssize_t n = PyTuple_GET_SIZE(self->pools), i;
    if (!PyTuple_Check(state) || PyTuple_GET_SIZE(state) != n) {
        return Hb_ItertoolBadState();
    }
    for (i = 0; i < n; i++) {
        Py_ssize_t size = PyTuple_GET_SIZE(PyTuple_GET_ITEM(self->pools, i));
        if (Hb_ItertoolPlace(state, i, 0, size - 1, &self->indices[i]) < 0) {
            return NULL;
        }
        if (size == 0) {
            self->stopped = 1;
            Py_RETURN_NONE;
        }
    }
    PyObject *row = PyTuple_New(n);
    for (i = 0; row != NULL && i < n; i++) {
        PyObject *pool = PyTuple_GET_ITEM(self->pools, i);
        PyObject *item = PyTuple_GET_ITEM(pool, self->indices[i]);
        PyTuple_SET_ITEM(row, i, Py_NewRef(item));
    }
    if (row == NULL) {
        return NULL;
    }
    Py_XSETREF(self->result, row);
    self->started = 1;
    Py_RETURN_NONE;
}

static PyObject *
product_sizeof(PyObject *op, PyObject *Py_UNUSED(ignored))
{
    return Hb_ItertoolSize(op, PyTuple_GET_SIZE(((productobject *)op)->pools));
}

static PyMethodDef product_methods[] = {REDUCE(product), SETSTATE(product),
                                        SIZEOF(product), NO_MORE};

ITERTOOL(product, productobject, 2, .tp_doc = PyDoc_STR("Nested loops."),
         .tp_methods = product_methods);
