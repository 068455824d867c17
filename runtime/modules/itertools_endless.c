/* itertools_endless.c -- count, cycle, repeat. */
#include "itertools.h"

/* ---- count -----------------------------------------------------------------
 *
 * Steps of one are counted in a C integer while they fit. */

/*    countobject: 40 bytes
 *   +----+-----------+
 *   |  0 | ob_base   |
 *   | 16 | long_cnt  |---> the next number; NULL while cnt counts
 *   | 24 | long_step |---> any number
 *   | 32 | cnt       |
 *   +----+-----------+
 */
typedef struct {
    PyObject_HEAD
    PyObject *long_cnt;
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

/* As in CPython, the largest number is neither short nor there as an object
 * until it has been given: it is shown as <NULL>. */
static int
is_short(countobject *self)
{
    return self->long_cnt == NULL && self->cnt < PY_SSIZE_T_MAX;
}

static PyObject *
count_repr(PyObject *op)
{
    countobject *self = (countobject *)op;
    const char *name = _PyType_Name(Py_TYPE(op));
    if (is_short(self)) {
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
    return is_short(self) ? Py_BuildValue("O(n)", Py_TYPE(op), self->cnt)
                          : Py_BuildValue("O(OO)", Py_TYPE(op), self->long_cnt,
                                          self->long_step);
}

static PyMethodDef count_methods[] = {REDUCE(count), NO_MORE};

ITERTOOL(count, countobject, 2, .tp_repr = count_repr,
         .tp_methods = count_methods);

/* ---- cycle -------------------------------------------------------------- */

/*    cycleobject: 48 bytes
 *   +----+-----------+
 *   |  0 | ob_base   |
 *   | 16 | it        |---> iterator; NULL when everything is saved
 *   | 24 | saved     |---> list of the items seen
 *   | 32 | index     |
 *   | 40 | firstpass |     1 when `saved` has all, though `it` goes on
 *   +----+-----------+
 */
typedef struct {
    PyObject_HEAD
    PyObject *it;
    PyObject *saved;
    Py_ssize_t index;
    int firstpass;
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

/*    repeatobject: 32 bytes
 *   +----+---------+
 *   |  0 | ob_base |
 *   | 16 | element |---> what is given, owned
 *   | 24 | cnt     |     -1: without end
 *   +----+---------+
 */
typedef struct {
    PyObject_HEAD
    PyObject *element;
    Py_ssize_t cnt;
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
