/* itertools_chain.c -- chain, islice. */
#include "itertools.h"

/* ---- chain -------------------------------------------------------------- */

/*    chainobject: 32 bytes
 *   +----+---------+
 *   |  0 | ob_base |
 *   | 16 | source  |---> iterator over iterables; NULL when exhausted
 *   | 24 | active  |---> iterator; NULL between two iterables
 *   +----+---------+
 */
typedef struct {
    PyObject_HEAD
    PyObject *source;
    PyObject *active;
} chainobject;

/* What is being read dies first. */
static void
chain_release(chainobject *chain)
{
    PyObject_GC_UnTrack(chain);
    Py_CLEAR(chain->active);
}

/* A chain over the iterables that `iterables` gives. */
static PyObject *
chain_over(PyTypeObject *type, PyObject *iterables)
{
    PyObject *source = PyObject_GetIter(iterables);
    chainobject *self =
        source == NULL ? NULL : (chainobject *)type->tp_alloc(type, 0);
    if (self == NULL) {
        Py_XDECREF(source);
        return NULL;
    }
    self->source = source;
    return (PyObject *)self;
}

static PyObject *
chain_new(PyTypeObject *type, PyObject *args, PyObject *kwds)
{
    return _PyArg_NoKeywords("chain", kwds) ? chain_over(type, args) : NULL;
}

static PyObject *
chain_from_iterable(PyObject *type, PyObject *iterables)
{
    return chain_over((PyTypeObject *)type, iterables);
}

static PyObject *
chain_next(PyObject *op)
{
    chainobject *self = (chainobject *)op;
    while (self->source != NULL) {
        if (self->active == NULL) {
            PyObject *iterable = PyIter_Next(self->source);
            if (iterable == NULL) {
                Py_CLEAR(self->source);
                return NULL;
            }
            self->active = PyObject_GetIter(iterable);
            Py_DECREF(iterable);
            if (self->active == NULL) {
                Py_CLEAR(self->source);
                return NULL;
            }
        }
        PyObject *item = PyIter_Next(self->active);
        if (item != NULL || PyErr_Occurred()) {
            return item;
        }
        Py_CLEAR(self->active);
    }
    return NULL;
}

static PyObject *
chain_reduce(PyObject *op, PyObject *Py_UNUSED(ignored))
{
    chainobject *self = (chainobject *)op;
    if (self->source == NULL) {
        return Py_BuildValue("O()", Py_TYPE(op));
    }
    return self->active == NULL
               ? Py_BuildValue("O()(O)", Py_TYPE(op), self->source)
               : Py_BuildValue("O()(OO)", Py_TYPE(op), self->source,
                               self->active);
}

static PyObject *
chain_setstate(PyObject *op, PyObject *state)
{
    chainobject *self = (chainobject *)op;
    PyObject *source, *active = NULL;
    if (!Hb_ItertoolCheckState(state) ||
        !PyArg_ParseTuple(state, "O|O", &source, &active)) {
        return NULL;
    }
    if (!PyIter_Check(source) || (active != NULL && !PyIter_Check(active))) {
        PyErr_SetString(PyExc_TypeError, "Arguments must be iterators.");
        return NULL;
    }
    Py_XSETREF(self->source, Py_NewRef(source));
    Py_XSETREF(self->active, Py_XNewRef(active));
    Py_RETURN_NONE;
}

static PyMethodDef chain_methods[] = {
    REDUCE(chain),
    SETSTATE(chain),
    {"from_iterable", chain_from_iterable, METH_O | METH_CLASS,
     PyDoc_STR("Over the iterables that an iterable gives.")},
    {"__class_getitem__", Py_GenericAlias, METH_O | METH_CLASS,
     PyDoc_STR("See PEP 585.")},
    {NULL, NULL, 0, NULL},
};

ITERTOOL(chain, chainobject, 2, .tp_methods = chain_methods);

/* ---- islice ------------------------------------------------------------- */

/*    isliceobject: 56 bytes
 *   +----+---------+
 *   |  0 | ob_base |
 *   | 16 | it      |---> iterator; NULL when exhausted
 *   | 24 | next    |
 *   | 32 | stop    |     -1: none
 *   | 40 | step    |
 *   | 48 | cnt     |     items taken from it
 *   +----+---------+
 */
typedef struct {
    PyObject_HEAD
    PyObject *it;
    Py_ssize_t next;
    Py_ssize_t stop;
    Py_ssize_t step;
    Py_ssize_t cnt;
} isliceobject;

static void
islice_release(isliceobject *Py_UNUSED(islice))
{
}

/* An index, or `fallback` for None; -1 for what is none, without exception. */
static Py_ssize_t
read_index(PyObject *arg, Py_ssize_t fallback)
{
    Py_ssize_t value = arg == Py_None
                           ? fallback
                           : PyNumber_AsSsize_t(arg, PyExc_OverflowError);

    if (value == -1) {
        PyErr_Clear();
    }
    return value;
}

/* Start and stop are both read before anything is said of them. */
static int
read_slice(PyObject *args, isliceobject *slice)
{
    Py_ssize_t n = PyTuple_GET_SIZE(args);
    PyObject *stop = PyTuple_GET_ITEM(args, n == 2 ? 1 : 2);
    const char *fault = NULL;

    slice->next = n == 2 ? 0 : read_index(PyTuple_GET_ITEM(args, 1), 0);
    slice->stop = read_index(stop, PY_SSIZE_T_MAX);
    slice->step = 1;
    if (slice->stop == -1) {
        fault = "Stop argument for islice() must be None or an integer: 0 <= "
                "x <= sys.maxsize.";
    }
    else if (slice->next < 0 || slice->stop < 0) {
        fault = "Indices for islice() must be None or an integer: 0 <= x <= "
                "sys.maxsize.";
    }
    else if (n == 4 &&
             (slice->step = read_index(PyTuple_GET_ITEM(args, 3), 1)) < 1) {
        fault = "Step for islice() must be a positive integer or None.";
    }
    if (fault != NULL) {
        PyErr_SetString(PyExc_ValueError, fault);
        return -1;
    }
    if (stop == Py_None) {
        slice->stop = -1; /* no end */
    }
    return 0;
}

static PyObject *
islice_new(PyTypeObject *type, PyObject *args, PyObject *kwds)
{
    isliceobject slice = {.next = 0};
    if (!_PyArg_NoKeywords("islice", kwds) ||
        !_PyArg_CheckPositional("islice", PyTuple_GET_SIZE(args), 2, 4) ||
        read_slice(args, &slice) < 0) {
        return NULL;
    }
    PyObject *it = PyObject_GetIter(PyTuple_GET_ITEM(args, 0));
    isliceobject *self =
        it == NULL ? NULL : (isliceobject *)type->tp_alloc(type, 0);
    if (self == NULL) {
        Py_XDECREF(it);
        return NULL;
    }
    self->it = it;
    self->next = slice.next;
    self->stop = slice.stop;
    self->step = slice.step;
    return (PyObject *)self;
}

static PyObject *
islice_next(PyObject *op)
{
    isliceobject *self = (isliceobject *)op;
    while (self->it != NULL && self->cnt < self->next) {
        PyObject *skipped = PyIter_Next(self->it);
        if (skipped == NULL) {
            Py_CLEAR(self->it);
            return NULL;
        }
        Py_DECREF(skipped);
        self->cnt++;
    }
    if (self->it == NULL || (self->stop != -1 && self->cnt >= self->stop)) {
        Py_CLEAR(self->it);
        return NULL;
    }
    PyObject *item = PyIter_Next(self->it);
    if (item == NULL) {
        Py_CLEAR(self->it);
        return NULL;
    }
    self->cnt++;
    /* Computed so that it cannot overflow. */
    self->next = self->next > PY_SSIZE_T_MAX - self->step
                     ? PY_SSIZE_T_MAX
                     : self->next + self->step;
    if (self->stop != -1 && self->next > self->stop) {
        self->next = self->stop;
    }
    return item;
}

static PyObject *
islice_reduce(PyObject *op, PyObject *Py_UNUSED(ignored))
{
    isliceobject *self = (isliceobject *)op;
    if (self->it == NULL) {
        PyObject *list = PyList_New(0);
        PyObject *it = list == NULL ? NULL : PyObject_GetIter(list);
        Py_XDECREF(list);
        return it == NULL ? NULL
                          : Py_BuildValue("O(Ni)i", Py_TYPE(op), it, 0, 0);
    }
    PyObject *stop =
        self->stop == -1 ? Py_NewRef(Py_None) : PyLong_FromSsize_t(self->stop);
    return stop == NULL
               ? NULL
               : Py_BuildValue("O(OnNn)n", Py_TYPE(op), self->it, self->next,
                               stop, self->step, self->cnt);
}

static PyObject *
islice_setstate(PyObject *op, PyObject *state)
{
    Py_ssize_t cnt = PyLong_AsSsize_t(state);
    if (cnt == -1 && PyErr_Occurred()) {
        return NULL;
    }
    ((isliceobject *)op)->cnt = cnt;
    Py_RETURN_NONE;
}

static PyMethodDef islice_methods[] = {REDUCE(islice), SETSTATE(islice),
                                       NO_MORE};

ITERTOOL(islice, isliceobject, 1, .tp_doc = PyDoc_STR("A slice."),
         .tp_methods = islice_methods);
