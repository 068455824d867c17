/* itertools_endless.c -- count, cycle, repeat, chain, islice. */
#include "itertools.h"

/* ---- count -----------------------------------------------------------------
 *
 * Steps of one are counted in a C integer while they fit. */

typedef struct {
    PyObject_HEAD
    PyObject *long_cnt; /* NULL while cnt counts */
    PyObject *long_step;
    Py_ssize_t cnt;
} countobject;

static int
is_number(PyObject *op)
{
    return PyNumber_Check(op) || PyComplex_Check(op);
}

static void
count_release(countobject *Py_UNUSED(count))
{
}

static PyObject *
count_new(PyTypeObject *type, PyObject *args, PyObject *kwds)
{
    static char *names[] = {"start", "step", NULL};
    PyObject *start = NULL, *step = NULL;
    if (!PyArg_ParseTupleAndKeywords(args, kwds, "|OO:count", names, &start,
                                     &step)) {
        return NULL;
    }
    if ((start != NULL && !is_number(start)) ||
        (step != NULL && !is_number(step))) {
        PyErr_SetString(PyExc_TypeError, "a number is required");
        return NULL;
    }
    countobject *self = (countobject *)type->tp_alloc(type, 0);
    if (self == NULL) {
        return NULL;
    }
    self->long_step = step ? Py_NewRef(step) : PyLong_FromLong(1);
    int by_one =
        step == NULL || (PyLong_Check(step) && PyLong_AsLong(step) == 1);
    int fits = start == NULL || PyLong_Check(start);
    self->cnt = start != NULL && fits ? PyLong_AsSsize_t(start) : 0;
    if (PyErr_Occurred()) {
        PyErr_Clear();
        fits = 0;
    }
    if (!by_one || !fits) {
        self->long_cnt = start ? Py_NewRef(start) : PyLong_FromLong(0);
    }
    return (PyObject *)self;
}

static PyObject *
count_next(PyObject *op)
{
    countobject *self = (countobject *)op;
    if (self->long_cnt == NULL && self->cnt < PY_SSIZE_T_MAX) {
        return PyLong_FromSsize_t(self->cnt++);
    }
    if (self->long_cnt == NULL) {
        self->long_cnt = PyLong_FromSsize_t(self->cnt);
    }
    PyObject *now = self->long_cnt;
    PyObject *next = now == NULL ? NULL : PyNumber_Add(now, self->long_step);
    if (next == NULL) {
        return NULL;
    }
    self->long_cnt = next;
    return now;
}

static PyObject *
count_repr(PyObject *op)
{
    countobject *self = (countobject *)op;
    const char *name = _PyType_Name(Py_TYPE(op));
    if (self->long_cnt == NULL) {
        return PyUnicode_FromFormat("%s(%zd)", name, self->cnt);
    }
    if (PyLong_Check(self->long_step) && PyLong_AsLong(self->long_step) == 1) {
        return PyUnicode_FromFormat("%s(%R)", name, self->long_cnt);
    }
    PyErr_Clear();
    return PyUnicode_FromFormat("%s(%R, %R)", name, self->long_cnt,
                                self->long_step);
}

static PyObject *
count_reduce(PyObject *op, PyObject *Py_UNUSED(ignored))
{
    countobject *self = (countobject *)op;
    return self->long_cnt == NULL
               ? Py_BuildValue("O(n)", Py_TYPE(op), self->cnt)
               : Py_BuildValue("O(OO)", Py_TYPE(op), self->long_cnt,
                               self->long_step);
}

static PyMethodDef count_methods[] = {REDUCE(count), NO_MORE};

ITERTOOL(count, countobject, 2, .tp_repr = count_repr,
         .tp_methods = count_methods);

/* ---- cycle -------------------------------------------------------------- */

typedef struct {
    PyObject_HEAD
    PyObject *it; /* NULL when everything is saved */
    PyObject *saved;
    Py_ssize_t index;
    int firstpass; /* 1 when `saved` has all, though `it` goes on */
} cycleobject;

static void
cycle_release(cycleobject *Py_UNUSED(cycle))
{
}

static PyObject *
cycle_new(PyTypeObject *type, PyObject *args, PyObject *kwds)
{
    if (!_PyArg_NoKeywords("cycle", kwds) ||
        !_PyArg_CheckPositional("cycle", PyTuple_GET_SIZE(args), 1, 1)) {
        return NULL;
    }
    PyObject *it = PyObject_GetIter(PyTuple_GET_ITEM(args, 0));
    PyObject *saved = it == NULL ? NULL : PyList_New(0);
    cycleobject *self =
        saved == NULL ? NULL : (cycleobject *)type->tp_alloc(type, 0);
    if (self == NULL) {
        Py_XDECREF(it);
        Py_XDECREF(saved);
        return NULL;
    }
    self->it = it;
    self->saved = saved;
    return (PyObject *)self;
}

static PyObject *
cycle_next(PyObject *op)
{
    cycleobject *self = (cycleobject *)op;
    if (self->it != NULL) {
        PyObject *item = PyIter_Next(self->it);
        if (item != NULL) {
            if (!self->firstpass && PyList_Append(self->saved, item) < 0) {
                Py_CLEAR(item);
            }
            return item;
        }
        if (PyErr_Occurred()) {
            return NULL;
        }
        Py_CLEAR(self->it);
    }
    Py_ssize_t n = PyList_GET_SIZE(self->saved);
    if (n == 0) {
        return NULL;
    }
    PyObject *item = PyList_GET_ITEM(self->saved, self->index);
    self->index = (self->index + 1) % n;
    return Py_NewRef(item);
}

/* The saved items from the index on. */
static PyObject *
rest_of_saved(cycleobject *self)
{
    PyObject *it = PyObject_GetIter(self->saved), *none;
    if (it == NULL || self->index == 0) {
        return it;
    }
    none = PyObject_CallMethod(it, "__setstate__", "n", self->index);
    if (none == NULL) {
        Py_CLEAR(it);
    }
    Py_XDECREF(none);
    return it;
}

static PyObject *
cycle_reduce(PyObject *op, PyObject *Py_UNUSED(ignored))
{
    cycleobject *self = (cycleobject *)op;
    int all = self->it == NULL || self->firstpass;
    PyObject *it =
        self->it == NULL ? rest_of_saved(self) : Py_NewRef(self->it);
    return it == NULL ? NULL
                      : Py_BuildValue("O(N)(OO)", Py_TYPE(op), it, self->saved,
                                      all ? Py_True : Py_False);
}

static PyObject *
cycle_setstate(PyObject *op, PyObject *state)
{
    cycleobject *self = (cycleobject *)op;
    PyObject *saved;
    int firstpass;
    if (!Hb_ItertoolCheckState(state) ||
        !PyArg_ParseTuple(state, "O!i", &PyList_Type, &saved, &firstpass)) {
        return NULL;
    }
    Py_XSETREF(self->saved, Py_NewRef(saved));
    self->firstpass = firstpass != 0;
    self->index = 0;
    Py_RETURN_NONE;
}

static PyMethodDef cycle_methods[] = {REDUCE(cycle), SETSTATE(cycle), NO_MORE};

ITERTOOL(cycle, cycleobject, 2, .tp_doc = PyDoc_STR("Again and again."),
         .tp_methods = cycle_methods);

/* ---- repeat ------------------------------------------------------------- */

typedef struct {
    PyObject_HEAD
    PyObject *element;
    Py_ssize_t cnt; /* -1: without end */
} repeatobject;

static void
repeat_release(repeatobject *Py_UNUSED(repeat))
{
}

static PyObject *
repeat_new(PyTypeObject *type, PyObject *args, PyObject *kwds)
{
    static char *names[] = {"object", "times", NULL};
    PyObject *element, *times = NULL;
    Py_ssize_t cnt = -1;
    if (!PyArg_ParseTupleAndKeywords(args, kwds, "O|O:repeat", names, &element,
                                     &times)) {
        return NULL;
    }
    if (times != NULL) {
        PyObject *index = PyNumber_Index(times);
        cnt = index == NULL ? -1 : PyLong_AsSsize_t(index);
        Py_XDECREF(index);
        if (cnt == -1 && PyErr_Occurred()) {
            return NULL;
        }
        cnt = Py_MAX(cnt, 0);
    }
    repeatobject *self = (repeatobject *)type->tp_alloc(type, 0);
    if (self != NULL) {
        self->element = Py_NewRef(element);
        self->cnt = cnt;
    }
    return (PyObject *)self;
}

static PyObject *
repeat_next(PyObject *op)
{
    repeatobject *self = (repeatobject *)op;
    if (self->cnt == 0) {
        return NULL;
    }
    self->cnt -= self->cnt > 0;
    return Py_NewRef(self->element);
}

static PyObject *
repeat_repr(PyObject *op)
{
    repeatobject *self = (repeatobject *)op;
    const char *name = _PyType_Name(Py_TYPE(op));
    return self->cnt < 0 ? PyUnicode_FromFormat("%s(%R)", name, self->element)
                         : PyUnicode_FromFormat("%s(%R, %zd)", name,
                                                self->element, self->cnt);
}

static PyObject *
repeat_len(PyObject *op, PyObject *Py_UNUSED(ignored))
{
    if (((repeatobject *)op)->cnt < 0) {
        PyErr_SetString(PyExc_TypeError, "len() of unsized object");
        return NULL;
    }
    return PyLong_FromSsize_t(((repeatobject *)op)->cnt);
}

static PyObject *
repeat_reduce(PyObject *op, PyObject *Py_UNUSED(ignored))
{
    repeatobject *self = (repeatobject *)op;
    return self->cnt < 0
               ? Py_BuildValue("O(O)", Py_TYPE(op), self->element)
               : Py_BuildValue("O(On)", Py_TYPE(op), self->element, self->cnt);
}

static PyMethodDef repeat_methods[] = {
    REDUCE(repeat),
    {"__length_hint__", repeat_len, METH_NOARGS,
     PyDoc_STR("How often it still comes.")},
    {NULL, NULL, 0, NULL},
};

ITERTOOL(repeat, repeatobject, 1, .tp_repr = repeat_repr,
         .tp_methods = repeat_methods);

/* ---- chain -------------------------------------------------------------- */

typedef struct {
    PyObject_HEAD
    PyObject *source; /* NULL when exhausted */
    PyObject *active; /* NULL between two iterables */
} chainobject;

static void
chain_release(chainobject *Py_UNUSED(chain))
{
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
    {NULL, NULL, 0, NULL},
};

ITERTOOL(chain, chainobject, 2, .tp_methods = chain_methods);

/* ---- islice ------------------------------------------------------------- */

typedef struct {
    PyObject_HEAD
    PyObject *it; /* NULL when exhausted */
    Py_ssize_t next;
    Py_ssize_t stop; /* -1: none */
    Py_ssize_t step;
    Py_ssize_t cnt; /* items taken from it */
} isliceobject;

static void
islice_release(isliceobject *Py_UNUSED(islice))
{
}

/* An index, or what None stands for; -1 with ValueError. */
static int
read_index(PyObject *arg, Py_ssize_t *value, const char *fault)
{
    if (arg == Py_None) {
        return 0;
    }
    *value = PyNumber_AsSsize_t(arg, PyExc_OverflowError);
    if (*value == -1) {
        PyErr_Clear();
        PyErr_SetString(PyExc_ValueError, fault);
        return -1;
    }
    return 0;
}

static int
read_slice(PyObject *args, isliceobject *slice)
{
    static const char stop_fault[] =
        "Stop argument for islice() must be None or an integer: 0 <= x <= "
        "sys.maxsize.";
    static const char fault[] = "Indices for islice() must be None or an "
                                "integer: 0 <= x <= sys.maxsize.";
    Py_ssize_t n = PyTuple_GET_SIZE(args);
    slice->stop = -1;
    slice->step = 1;
    if (read_index(PyTuple_GET_ITEM(args, n == 2 ? 1 : 2), &slice->stop,
                   stop_fault) < 0 ||
        (n > 2 &&
         read_index(PyTuple_GET_ITEM(args, 1), &slice->next, fault) < 0)) {
        return -1;
    }
    if (slice->next < 0 || slice->stop < -1) {
        PyErr_SetString(PyExc_ValueError, fault);
        return -1;
    }
    if (n == 4 && PyTuple_GET_ITEM(args, 3) != Py_None) {
        slice->step =
            PyNumber_AsSsize_t(PyTuple_GET_ITEM(args, 3), PyExc_OverflowError);
        if (slice->step < 1) {
            PyErr_Clear();
            PyErr_SetString(PyExc_ValueError,
                            "Step for islice() must be a positive integer or "
                            "None.");
            return -1;
        }
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
