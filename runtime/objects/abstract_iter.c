/* abstract_iter.c -- iteration over any object.
 *
 * Source: CPython 3.11, Objects/abstract.c.
 */

#include "Python.h"
#include "internal/pycore_abstract.h"
#include "internal/pycore_object.h"
#include "internal/pycore_unicodeobject.h"

PyObject *
PyObject_GetIter(PyObject *o)
{
    PyTypeObject *type = Py_TYPE(o);
    PyObject *iterator;

    if (!type->tp_iter) {
        return PySequence_Check(o)
                   ? PySeqIter_New(o)
                   : Hb_TypeError("'%.200s' object is not iterable", o);
    }
    iterator = type->tp_iter(o);
    if (iterator && !PyIter_Check(iterator)) {
        PyErr_Format(PyExc_TypeError,
                     "iter() returned non-iterator of type '%.100s'",
                     Py_TYPE(iterator)->tp_name);
        Py_CLEAR(iterator);
    }
    return iterator;
}

PyObject *
PyObject_GetAIter(PyObject *o)
{
    PyAsyncMethods *async = Py_TYPE(o)->tp_as_async;
    PyObject *iterator;

    if (!async || !async->am_aiter) {
        return Hb_TypeError("'%.200s' object is not an async iterable", o);
    }
    iterator = async->am_aiter(o);
    if (iterator && !PyAIter_Check(iterator)) {
        PyErr_Format(PyExc_TypeError,
                     "aiter() returned not an async iterator of type '%.100s'",
                     Py_TYPE(iterator)->tp_name);
        Py_CLEAR(iterator);
    }
    return iterator;
}

int
PyIter_Check(PyObject *o)
{
    iternextfunc next = Py_TYPE(o)->tp_iternext;

    return next && next != &_PyObject_NextNotImplemented;
}

int
PyAIter_Check(PyObject *o)
{
    PyAsyncMethods *async = Py_TYPE(o)->tp_as_async;

    return async && async->am_anext &&
           async->am_anext != &_PyObject_NextNotImplemented;
}

int
Hb_IterStopped(void)
{
    if (!PyErr_ExceptionMatches(PyExc_StopIteration)) {
        return -1;
    }
    PyErr_Clear();
    return 0;
}

PyObject *
PyIter_Next(PyObject *iter)
{
    PyObject *item = Py_TYPE(iter)->tp_iternext(iter);

    if (!item) {
        Hb_IterEnd();
    }
    return item;
}

/* The value that an iterator ended with: 0 and *value, None without one; -1
 * when another exception is set. */
static int
end_value(PyObject **value)
{
    PyObject *type, *exception, *traceback;

    if (!PyErr_Occurred()) {
        *value = Py_NewRef(Py_None);
        return 0;
    }
    if (!PyErr_ExceptionMatches(PyExc_StopIteration)) {
        return -1;
    }
    PyErr_Fetch(&type, &exception, &traceback);
    PyErr_NormalizeException(&type, &exception, &traceback);
    *value = Py_NewRef(((PyStopIterationObject *)exception)->value);
    Py_DECREF(type);
    Py_DECREF(exception);
    Py_XDECREF(traceback);
    return 0;
}

PySendResult
PyIter_Send(PyObject *iter, PyObject *value, PyObject **result)
{
    PyAsyncMethods *async = Py_TYPE(iter)->tp_as_async;

    if (async && async->am_send) {
        return async->am_send(iter, value, result);
    }
    if (value == Py_None && PyIter_Check(iter)) {
        *result = Py_TYPE(iter)->tp_iternext(iter);
    }
    else {
        *result = PyObject_CallMethodOneArg(iter, &_Py_ID(send), value);
    }
    if (*result) {
        return PYGEN_NEXT;
    }
    return end_value(result) < 0 ? PYGEN_ERROR : PYGEN_RETURN;
}
