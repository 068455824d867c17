/* builtins_number.c -- builtins that calculate: abs, divmod, pow, round, sum.
 *
 * Source: CPython 3.11, Python/bltinmodule.c.
 */
#include "builtins.h"

static PyObject *
builtin_abs(PyObject *Py_UNUSED(module), PyObject *x)
{
    return PyNumber_Absolute(x);
}

static PyObject *
builtin_bin(PyObject *Py_UNUSED(module), PyObject *x)
{
    return PyNumber_ToBase(x, 2);
}

static PyObject *
builtin_oct(PyObject *Py_UNUSED(module), PyObject *x)
{
    return PyNumber_ToBase(x, 8);
}

static PyObject *
builtin_hex(PyObject *Py_UNUSED(module), PyObject *x)
{
    return PyNumber_ToBase(x, 16);
}

static PyObject *
builtin_divmod(PyObject *Py_UNUSED(module), PyObject *const *args,
               Py_ssize_t nargs)
{
    if (!_PyArg_CheckPositional("divmod", nargs, 2, 2)) {
        return NULL;
    }
    return PyNumber_Divmod(args[0], args[1]);
}

static Py_ssize_t
count_arguments(Py_ssize_t nargs, PyObject *kwnames)
{
    return nargs + (kwnames == NULL ? 0 : PyTuple_GET_SIZE(kwnames));
}

static PyObject *
builtin_pow(PyObject *Py_UNUSED(module), PyObject *const *args,
            Py_ssize_t nargs, PyObject *kwnames)
{
    static const char *const names[] = {"base", "exp", "mod", NULL};
    static _PyArg_Parser parser = {.keywords = names, .fname = "pow"};
    PyObject *buf[3];
    Py_ssize_t given = count_arguments(nargs, kwnames);
    args = _PyArg_UnpackKeywords(args, nargs, NULL, kwnames, &parser, 2, 3, 0,
                                 buf);
    if (args == NULL) {
        return NULL;
    }
    return PyNumber_Power(args[0], args[1], given > 2 ? args[2] : Py_None);
}

static PyObject *
builtin_round(PyObject *Py_UNUSED(module), PyObject *const *args,
              Py_ssize_t nargs, PyObject *kwnames)
{
    static const char *const names[] = {"number", "ndigits", NULL};
    static _PyArg_Parser parser = {.keywords = names, .fname = "round"};
    PyObject *buf[2];
    Py_ssize_t given = count_arguments(nargs, kwnames);
    args = _PyArg_UnpackKeywords(args, nargs, NULL, kwnames, &parser, 1, 2, 0,
                                 buf);
    if (args == NULL) {
        return NULL;
    }
    PyObject *round = _PyObject_LookupSpecial(args[0], &_Py_ID(__round__));
    if (round == NULL) {
        if (!PyErr_Occurred()) {
            PyErr_Format(PyExc_TypeError,
                         "type %.100s doesn't define __round__ method",
                         Py_TYPE(args[0])->tp_name);
        }
        return NULL;
    }
    PyObject *result = given > 1 && args[1] != Py_None
                           ? PyObject_CallOneArg(round, args[1])
                           : PyObject_CallNoArgs(round);
    Py_DECREF(round);
    return result;
}

/* ---- sum -------------------------------------------------------------------
 *
 * While the items are small ints, then floats, the sum is kept in a C
 * variable; the first other item, or an overflow, ends that. */

static int
refuse_text(PyObject *start)
{
    const char *text = NULL;
    if (PyUnicode_Check(start)) {
        text = "sum() can't sum strings [use ''.join(seq) instead]";
    }
    else if (PyBytes_Check(start)) {
        text = "sum() can't sum bytes [use b''.join(seq) instead]";
    }
    else if (PyByteArray_Check(start)) {
        text = "sum() can't sum bytearray [use b''.join(seq) instead]";
    }
    if (text != NULL) {
        PyErr_SetString(PyExc_TypeError, text);
        return -1;
    }
    return 0;
}

/* Takes the references; the sum, or NULL. */
static PyObject *
add(PyObject *sum, PyObject *item)
{
    PyObject *result =
        sum == NULL || item == NULL ? NULL : PyNumber_Add(sum, item);
    Py_XDECREF(sum);
    Py_XDECREF(item);
    return result;
}

/* PyLong_AsLongAndOverflow of an int that nearly always has one digit. */
static inline long
as_long(PyObject *item, int *overflow)
{
    if (Py_SIZE(item) >= -1 && Py_SIZE(item) <= 1) {
        return Py_SIZE(item) * (long)((PyLongObject *)item)->ob_digit[0];
    }
    return PyLong_AsLongAndOverflow(item, overflow);
}

/* Adds items while they are ints and the sum fits a long.  The sum so far, and
 * in *item the one that did not go, NULL at the end. */
static PyObject *
sum_longs(PyObject *iter, PyObject *sum, PyObject **item)
{
    int overflow;
    long total = PyLong_AsLongAndOverflow(sum, &overflow);
    *item = NULL;
    if (overflow) {
        *item = PyIter_Next(iter);
        return sum;
    }
    Py_DECREF(sum);
    while ((*item = PyIter_Next(iter)) != NULL) {
        if (!PyLong_CheckExact(*item) && !PyBool_Check(*item)) {
            break;
        }
        long value = as_long(*item, &overflow);
        if (overflow || (value > 0 ? total > LONG_MAX - value
                                   : total < LONG_MIN - value)) {
            break;
        }
        total += value;
        Py_DECREF(*item);
    }
    return PyLong_FromLong(total);
}

static PyObject *
sum_floats(PyObject *iter, PyObject *sum, PyObject **item)
{
    double total = PyFloat_AS_DOUBLE(sum);
    Py_DECREF(sum);
    while ((*item = PyIter_Next(iter)) != NULL) {
        int overflow = 0;
        if (PyFloat_CheckExact(*item)) {
            total += PyFloat_AS_DOUBLE(*item);
        }
        else if (PyLong_Check(*item)) {
            long value = as_long(*item, &overflow);
            if (overflow) {
                break;
            }
            total += (double)value;
        }
        else {
            break;
        }
        Py_DECREF(*item);
    }
    return PyFloat_FromDouble(total);
}

/* After a C loop: the sum with the item that ended it; *done when nothing is
 * left, or went wrong. */
static PyObject *
leave_loop(PyObject *sum, PyObject *item, int *done)
{
    if (item != NULL) {
        return add(sum, item);
    }
    *done = 1;
    if (PyErr_Occurred()) {
        Py_CLEAR(sum);
    }
    return sum;
}

/* Takes the reference to sum. */
static PyObject *
sum_items(PyObject *iter, PyObject *sum)
{
    PyObject *item = NULL;
    int done = 0;
    if (PyLong_CheckExact(sum)) {
        sum = sum_longs(iter, sum, &item);
        sum = leave_loop(sum, item, &done);
    }
    if (!done && sum != NULL && PyFloat_CheckExact(sum)) {
        sum = sum_floats(iter, sum, &item);
        sum = leave_loop(sum, item, &done);
    }
    while (!done && sum != NULL) {
        sum = leave_loop(sum, PyIter_Next(iter), &done);
    }
    return sum;
}

static PyObject *
builtin_sum(PyObject *Py_UNUSED(module), PyObject *const *args,
            Py_ssize_t nargs, PyObject *kwnames)
{
    static const char *const names[] = {"", "start", NULL};
    static _PyArg_Parser parser = {.keywords = names, .fname = "sum"};
    PyObject *buf[2];
    Py_ssize_t given = count_arguments(nargs, kwnames);
    args = _PyArg_UnpackKeywords(args, nargs, NULL, kwnames, &parser, 1, 2, 0,
                                 buf);
    if (args == NULL) {
        return NULL;
    }
    PyObject *iter = PyObject_GetIter(args[0]);
    if (iter == NULL) {
        return NULL;
    }
    if (given > 1 && refuse_text(args[1]) < 0) {
        Py_DECREF(iter);
        return NULL;
    }
    PyObject *start = given > 1 ? Py_NewRef(args[1]) : PyLong_FromLong(0);
    PyObject *sum = start == NULL ? NULL : sum_items(iter, start);
    Py_DECREF(iter);
    return sum;
}

PyMethodDef Hb_BuiltinsNumberMethods[] = {
    {"abs", builtin_abs, METH_O, PyDoc_STR("The absolute value.")},
    {"bin", builtin_bin, METH_O, PyDoc_STR("An int in base 2.")},
    {"divmod", HB_FAST(builtin_divmod), METH_FASTCALL,
     PyDoc_STR("(x // y, x % y)")},
    {"hex", builtin_hex, METH_O, PyDoc_STR("An int in base 16.")},
    {"oct", builtin_oct, METH_O, PyDoc_STR("An int in base 8.")},
    {"pow", HB_FAST(builtin_pow), METH_FASTCALL | METH_KEYWORDS,
     PyDoc_STR("base ** exp, modulo mod if given.")},
    {"round", HB_FAST(builtin_round), METH_FASTCALL | METH_KEYWORDS,
     PyDoc_STR("Rounded to ndigits after the point.")},
    {"sum", HB_FAST(builtin_sum), METH_FASTCALL | METH_KEYWORDS,
     PyDoc_STR("The sum of the items and start.")},
    {NULL, NULL, 0, NULL},
};
