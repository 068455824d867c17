/* collections_counter_algebra.c -- Counter's comparisons and operators.
 *
 * What is not in a counter counts as 0.  Results have the positive counts
 * only, the left operand's elements first.
 */
#include "internal/pycore_object.h"
#include "internal/pycore_unicodeobject.h"
#include "collections_parts.h"

/* ---- comparing ---- */

static int
is_counter(PyObject *self, PyObject *other)
{
    /* Whatever both are, both come from the class that has this method. */
    return PyDict_Check(other) &&
           PyObject_HasAttr(other, &_Py_ID(most_common)) && PyDict_Check(self);
}

/* Whether `op` holds for every element of `keys`: 1, 0, -1. */
static int
all_counts(PyObject *self, PyObject *other, PyObject *keys, int op)
{
    PyObject *elem;
    Py_ssize_t pos = 0;
    int holds = 1;

    while (holds > 0 && PyDict_Next(keys, &pos, &elem, NULL)) {
        PyObject *a, *b;

        Py_INCREF(elem); /* a subclass may say itself what is missing */
        a = PyObject_GetItem(self, elem);
        b = a != NULL ? PyObject_GetItem(other, elem) : NULL;
        holds = b != NULL ? PyObject_RichCompareBool(a, b, op) : -1;
        Py_XDECREF(a);
        Py_XDECREF(b);
        Py_DECREF(elem);
    }
    return holds;
}

static int
compare_counts(PyObject *self, PyObject *other, int op)
{
    int holds = all_counts(self, other, self, op);

    return holds > 0 ? all_counts(self, other, other, op) : holds;
}

static PyObject *
compared(PyObject *self, PyObject *other, int op, int strictly, int negate)
{
    int holds;

    if (!is_counter(self, other)) {
        Py_RETURN_NOTIMPLEMENTED;
    }
    holds = compare_counts(self, other, op);
    if (holds > 0 && strictly) {
        holds = compare_counts(self, other, Py_EQ);
        holds = holds < 0 ? -1 : !holds;
    }
    return holds < 0 ? NULL : PyBool_FromLong(negate ? !holds : holds);
}

#define COMPARISON(NAME, OP, STRICTLY, NEGATE)                                \
    static PyObject *counter_##NAME(PyObject *self, PyObject *other)          \
    {                                                                         \
        return compared(self, other, OP, STRICTLY, NEGATE);                   \
    }

COMPARISON(eq, Py_EQ, 0, 0)
COMPARISON(ne, Py_EQ, 0, 1)
COMPARISON(le, Py_LE, 0, 0)
COMPARISON(lt, Py_LE, 1, 0)
COMPARISON(ge, Py_GE, 0, 0)
COMPARISON(gt, Py_GE, 1, 0)

/* ---- combining ---- */

/* 1, 0, -1: count > 0 */
static int
is_positive(PyObject *count)
{
    PyObject *zero = PyLong_FromLong(0);
    int positive = PyObject_RichCompareBool(count, zero, Py_GT);

    Py_DECREF(zero);
    return positive;
}

/* Stores a count, which it takes over, if it is positive. */
static int
keep_positive(PyObject *result, PyObject *elem, PyObject *count)
{
    int status = count ? is_positive(count) : -1;

    if (status > 0) {
        status = PyDict_SetItem(result, elem, count);
    }
    Py_XDECREF(count);
    return status < 0 ? -1 : 0;
}

static PyObject *
larger(PyObject *a, PyObject *b)
{
    int less = PyObject_RichCompareBool(a, b, Py_LT);

    return less < 0 ? NULL : Py_NewRef(less ? b : a);
}

static PyObject *
smaller(PyObject *a, PyObject *b)
{
    int less = PyObject_RichCompareBool(a, b, Py_LT);

    return less < 0 ? NULL : Py_NewRef(less ? a : b);
}

/* result[elem] = op(a[elem], b[elem]) for the elements of `keys`, where that
 * is positive; those that are in `skip` are left out. */
static int
combine_into(PyObject *result, PyObject *a, PyObject *b, PyObject *keys,
             PyObject *skip, PyObject *(*op)(PyObject *, PyObject *))
{
    PyObject *elem;
    Py_ssize_t pos = 0;
    int status = 0;

    while (status == 0 && PyDict_Next(keys, &pos, &elem, NULL)) {
        PyObject *x, *y;

        if (skip != NULL && PyDict_Contains(skip, elem) != 0) {
            continue;
        }
        x = Hb_CounterCount(a, elem);
        y = Hb_CounterCount(b, elem);
        status = keep_positive(result, elem, x && y ? op(x, y) : NULL);
        Py_XDECREF(x);
        Py_XDECREF(y);
    }
    return status;
}

/* The class itself, whatever is derived from it. */
static PyObject *
new_counter(PyObject *self)
{
    PyObject *mro = Py_TYPE(self)->tp_mro;
    Py_ssize_t i;

    for (i = PyTuple_GET_SIZE(mro) - 1; i > 0; i--) {
        PyTypeObject *type = (PyTypeObject *)PyTuple_GET_ITEM(mro, i);

        if (PyDict_Contains(type->tp_dict, &_Py_ID(most_common)) > 0) {
            return PyObject_CallNoArgs((PyObject *)type);
        }
    }
    return PyObject_CallNoArgs((PyObject *)Py_TYPE(self));
}

static PyObject *
combined(PyObject *self, PyObject *other,
         PyObject *(*op)(PyObject *, PyObject *))
{
    PyObject *result;

    if (!is_counter(self, other)) {
        Py_RETURN_NOTIMPLEMENTED;
    }
    result = new_counter(self);
    if (result != NULL &&
        (combine_into(result, self, other, self, NULL, op) < 0 ||
         (op != smaller &&
          combine_into(result, self, other, other, self, op) < 0))) {
        Py_CLEAR(result);
    }
    return result;
}

/* Deletes what is not positive. */
static int
drop_others(PyObject *self)
{
    PyObject *elems = PyDict_Keys(self);
    Py_ssize_t i;
    int status = elems ? 0 : -1;

    for (i = 0; status == 0 && i < PyList_GET_SIZE(elems); i++) {
        PyObject *elem = PyList_GET_ITEM(elems, i);
        PyObject *count = Hb_CounterCount(self, elem);

        status = count ? is_positive(count) : -1;
        Py_XDECREF(count);
        if (status >= 0) {
            status = status ? 0 : PyObject_DelItem(self, elem);
        }
    }
    Py_XDECREF(elems);
    return status;
}

/* self[elem] = op(self[elem], count); NULL without an exception leaves what
 * there is. */
static int
change_in_place(PyObject *self, PyObject *elem, PyObject *count,
                PyObject *(*op)(PyObject *, PyObject *))
{
    PyObject *old = Hb_CounterCount(self, elem), *new;
    int status;

    if (old == NULL) {
        return -1;
    }
    new = op(old, count);
    if (new != NULL) {
        status = PyObject_SetItem(self, elem, new);
    }
    else {
        status = PyErr_Occurred() ? -1 : 0;
    }
    Py_XDECREF(new);
    Py_DECREF(old);
    return status;
}

/* `a, b = pair`; new, or -1 with an exception. */
static int
unpack_pair(PyObject *pair, PyObject **a, PyObject **b)
{
    PyObject *parts = NULL;
    *a = *b = NULL;
    if (Py_TYPE(pair)->tp_iter == NULL && !PySequence_Check(pair)) {
        PyErr_Format(PyExc_TypeError,
                     "cannot unpack non-iterable %.200s object",
                     Py_TYPE(pair)->tp_name);
    }
    else {
        parts = PySequence_Tuple(pair);
    }
    if (parts == NULL) {
        return -1;
    }
    if (PyTuple_GET_SIZE(parts) == 2) {
        *a = Py_NewRef(PyTuple_GET_ITEM(parts, 0));
        *b = Py_NewRef(PyTuple_GET_ITEM(parts, 1));
    }
    else if (PyTuple_GET_SIZE(parts) > 2) {
        PyErr_SetString(PyExc_ValueError,
                        "too many values to unpack (expected 2)");
    }
    else {
        PyErr_Format(PyExc_ValueError,
                     "not enough values to unpack (expected 2, got %zd)",
                     PyTuple_GET_SIZE(parts));
    }
    Py_DECREF(parts);
    return *a == NULL ? -1 : 0;
}

/* In place the other one's count is compared with the own: it is kept when
 * it is larger, or smaller. */
static PyObject *
kept(PyObject *own, PyObject *other, int op)
{
    int keeps = PyObject_RichCompareBool(other, own, op);

    return keeps > 0 ? Py_NewRef(other) : NULL;
}

static PyObject *
larger_kept(PyObject *own, PyObject *other)
{
    return kept(own, other, Py_GT);
}

static PyObject *
smaller_kept(PyObject *own, PyObject *other)
{
    return kept(own, other, Py_LT);
}

static int
combine_item(PyObject *self, PyObject *other, PyObject *item,
             PyObject *(*op)(PyObject *, PyObject *))
{
    PyObject *elem, *count;
    if (unpack_pair(item, &elem, &count) < 0) {
        return -1;
    }
    if (op == smaller_kept) {
        Py_SETREF(count, PyObject_GetItem(other, elem));
    }
    int status = count ? change_in_place(self, elem, count, op) : -1;
    Py_XDECREF(count);
    Py_DECREF(elem);
    return status;
}

/* For every element of the other one; what is smaller, for every own. */
static PyObject *
combined_in_place(PyObject *self, PyObject *other,
                  PyObject *(*op)(PyObject *, PyObject *))
{
    PyObject *items = PyMapping_Items(op == smaller_kept ? self : other);
    Py_ssize_t i;
    int status = items ? 0 : -1;

    for (i = 0; status == 0 && i < PyList_GET_SIZE(items); i++) {
        status = combine_item(self, other, PyList_GET_ITEM(items, i), op);
    }
    Py_XDECREF(items);
    if (status < 0 || drop_others(self) < 0) {
        return NULL;
    }
    return Py_NewRef(self);
}

#define OPERATION(NAME, OP, OP_IN_PLACE)                                      \
    static PyObject *counter_##NAME(PyObject *self, PyObject *other)          \
    {                                                                         \
        return combined(self, other, OP);                                     \
    }                                                                         \
    static PyObject *counter_i##NAME(PyObject *self, PyObject *other)         \
    {                                                                         \
        return combined_in_place(self, other, OP_IN_PLACE);                   \
    }

OPERATION(add, PyNumber_Add, PyNumber_InPlaceAdd)
OPERATION(sub, PyNumber_Subtract, PyNumber_InPlaceSubtract)
OPERATION(or, larger, larger_kept)
OPERATION(and, smaller, smaller_kept)

/* The counts on one side of zero. */
static PyObject *
on_side(PyObject *self, int op, PyObject *(*make)(PyObject *, PyObject *))
{
    PyObject *result = new_counter(self), *zero = PyLong_FromLong(0);
    PyObject *elem, *count;
    Py_ssize_t pos = 0;

    while (result != NULL && PyDict_Next(self, &pos, &elem, &count)) {
        int is = PyObject_RichCompareBool(count, zero, op);
        PyObject *new = is > 0 ? make(zero, count) : NULL;

        if (is < 0 || (is > 0 && new == NULL) ||
            (is > 0 && PyDict_SetItem(result, elem, new) < 0)) {
            Py_CLEAR(result);
        }
        Py_XDECREF(new);
    }
    Py_DECREF(zero);
    return result;
}

static PyObject *
as_it_is(PyObject *Py_UNUSED(zero), PyObject *count)
{
    return Py_NewRef(count);
}

static PyObject *
counter_pos(PyObject *self, PyObject *Py_UNUSED(unused))
{
    return on_side(self, Py_GT, as_it_is);
}

static PyObject *
counter_neg(PyObject *self, PyObject *Py_UNUSED(unused))
{
    return on_side(self, Py_LT, PyNumber_Subtract);
}

PyMethodDef Hb_CounterAlgebra[] = {
    {"__eq__", counter_eq, METH_O, NULL},
    {"__ne__", counter_ne, METH_O, NULL},
    {"__le__", counter_le, METH_O, NULL},
    {"__lt__", counter_lt, METH_O, NULL},
    {"__ge__", counter_ge, METH_O, NULL},
    {"__gt__", counter_gt, METH_O, NULL},
    {"__add__", counter_add, METH_O, "Adds; keeps positive counts."},
    {"__sub__", counter_sub, METH_O, "Subtracts; keeps positive counts."},
    {"__or__", counter_or, METH_O, "The larger counts."},
    {"__and__", counter_and, METH_O, "The smaller counts."},
    {"__iadd__", counter_iadd, METH_O, NULL},
    {"__isub__", counter_isub, METH_O, NULL},
    {"__ior__", counter_ior, METH_O, NULL},
    {"__iand__", counter_iand, METH_O, NULL},
    {"__pos__", counter_pos, METH_NOARGS, "Keeps positive counts."},
    {"__neg__", counter_neg, METH_NOARGS, "Keeps negative counts, negated."},
    {NULL, NULL, 0, NULL},
};
