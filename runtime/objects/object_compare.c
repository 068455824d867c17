/* object_compare.c -- the rich comparisons.
 *
 * Each operand's type may answer NotImplemented.  The right one is asked
 * first when its type is derived from the left one's and compares in a way of
 * its own; == and != fall back on identity, the order comparisons fail.
 */

#include "Python.h"

#include "internal/hb_long.h"
#include "internal/pycore_ceval.h"
#include "internal/pycore_object.h"
#include "internal/pycore_unicodeobject.h"

int _Py_SwappedOp[] = {Py_GT, Py_GE, Py_EQ, Py_NE, Py_LT, Py_LE};

static const char *const opstrings[] = {"<", "<=", "==", "!=", ">", ">="};

/* Asks v's type; NotImplemented (new) if the type does not compare. */
static PyObject *
ask(PyObject *v, PyObject *w, int op)
{
    richcmpfunc compare = Py_TYPE(v)->tp_richcompare;
    if (compare == NULL) {
        Py_RETURN_NOTIMPLEMENTED;
    }
    return compare(v, w, op);
}

static Py_NO_INLINE PyObject *
no_order(PyObject *v, PyObject *w, int op)
{
    return PyErr_Format(
        PyExc_TypeError,
        "'%s' not supported between instances of '%.100s' and '%.100s'",
        opstrings[op], Py_TYPE(v)->tp_name, Py_TYPE(w)->tp_name);
}

static inline PyObject *
compare_default(PyObject *v, PyObject *w, int op)
{
    switch (op) {
    case Py_EQ:
        return PyBool_FromLong(v == w);
    case Py_NE:
        return PyBool_FromLong(v != w);
    default:
        return no_order(v, w, op);
    }
}

/* Two types: the right one goes first if it is a subclass. */
static Py_NO_INLINE PyObject *
compare_mixed(PyObject *v, PyObject *w, int op)
{
    int right_first = PyType_IsSubtype(Py_TYPE(w), Py_TYPE(v)) &&
                      Py_TYPE(w)->tp_richcompare != NULL;
    PyObject *res;
    if (right_first) {
        res = ask(w, v, _Py_SwappedOp[op]);
        if (res != Py_NotImplemented) {
            return res;
        }
        Py_DECREF(res);
    }
    res = ask(v, w, op);
    if (res != Py_NotImplemented) {
        return res;
    }
    Py_DECREF(res);
    if (!right_first) {
        res = ask(w, v, _Py_SwappedOp[op]);
        if (res != Py_NotImplemented) {
            return res;
        }
        Py_DECREF(res);
    }
    return compare_default(v, w, op);
}

/* v's type, which is w's too, has no answer in this order. */
static inline PyObject *
compare_swapped(PyObject *v, PyObject *w, int op)
{
    PyObject *res = ask(w, v, _Py_SwappedOp[op]);

    if (res != Py_NotImplemented) {
        return res;
    }
    Py_DECREF(res);
    return compare_default(v, w, op);
}

static inline PyObject *
do_richcompare(PyObject *v, PyObject *w, int op)
{
    PyObject *res;

    if (!Py_IS_TYPE(v, Py_TYPE(w))) {
        return compare_mixed(v, w, op);
    }
    res = ask(v, w, op);
    if (res != Py_NotImplemented) {
        return res;
    }
    Py_DECREF(res);
    return compare_swapped(v, w, op);
}

PyObject *
PyObject_RichCompare(PyObject *v, PyObject *w, int op)
{
    if (v == NULL || w == NULL) {
        if (!PyErr_Occurred()) {
            PyErr_BadInternalCall();
        }
        return NULL;
    }
    PyThreadState *tstate = _PyThreadState_GET();
    if (_Py_EnterRecursiveCallTstate(tstate, " in comparison")) {
        return NULL;
    }
    PyObject *res = do_richcompare(v, w, op);
    _Py_LeaveRecursiveCallTstate(tstate);
    return res;
}

/* Compares two exact ints of at most one digit, or two exact strs for
 * equality; -1 if that is not what they are.  Runs nothing.
 */
static inline int
compare_plainly(PyObject *v, PyObject *w, int op)
{
    if (!Py_IS_TYPE(v, Py_TYPE(w))) {
        return -1;
    }
    if (PyUnicode_CheckExact(v)) {
        return op == Py_EQ ? _PyUnicode_EQ(v, w) : -1;
    }
    if (!PyLong_CheckExact(v) || !Hb_LongIsMedium((PyLongObject *)v) ||
        !Hb_LongIsMedium((PyLongObject *)w)) {
        return -1;
    }
    stwodigits a = Hb_LongMedium((PyLongObject *)v);
    stwodigits b = Hb_LongMedium((PyLongObject *)w);
    switch (op) {
    case Py_EQ:
        return a == b;
    case Py_LT:
        return a < b;
    case Py_GT:
        return a > b;
    default:
        return -1;
    }
}

int
PyObject_RichCompareBool(PyObject *v, PyObject *w, int op)
{
    if (v == w && (op == Py_EQ || op == Py_NE)) {
        return op == Py_EQ;
    }
    int truth = v == NULL || w == NULL ? -1 : compare_plainly(v, w, op);
    if (truth >= 0) {
        return truth;
    }
    PyObject *res = PyObject_RichCompare(v, w, op);
    if (res == NULL) {
        return -1;
    }
    truth = PyBool_Check(res) ? res == Py_True : PyObject_IsTrue(res);
    Py_DECREF(res);
    return truth;
}
