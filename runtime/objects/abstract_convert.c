/* abstract_convert.c -- what can be used as a number, and turned into one.
 *
 * __index__ is for integers without loss, __int__ and __float__ for what
 * int() and float() accept.  A result that is not the exact type is copied,
 * after a warning: subclasses are on their way out.
 *
 * Source: CPython 3.11, Objects/abstract.c.
 */

#include "Python.h"
#include "internal/pycore_abstract.h"
#include "internal/pycore_long.h"
#include "internal/pycore_object.h"
#include "internal/pycore_unicodeobject.h"

int
PyNumber_Check(PyObject *o)
{
    PyNumberMethods *nb = o ? Py_TYPE(o)->tp_as_number : NULL;

    return o && ((nb && (nb->nb_index || nb->nb_int || nb->nb_float)) ||
                 PyComplex_Check(o));
}

int
PyIndex_Check(PyObject *o)
{
    return _PyIndex_Check(o);
}

/* Checks what a conversion method gave: takes result, returns an instance of
 * the type (perhaps of a subclass, with a warning), or NULL. */
static PyObject *
checked(PyObject *result, PyTypeObject *type, const char *method,
        const char *kind)
{
    if (!result || Py_IS_TYPE(result, type)) {
        return result;
    }
    if (!PyObject_TypeCheck(result, type)) {
        PyErr_Format(PyExc_TypeError, "%s returned non-%s (type %.200s)",
                     method, kind, Py_TYPE(result)->tp_name);
        Py_DECREF(result);
        return NULL;
    }
    if (PyErr_WarnFormat(PyExc_DeprecationWarning, 1,
                         "%s returned non-%s (type %.200s).  The ability to "
                         "return an instance of a strict subclass of %s is "
                         "deprecated, and may not be supported in a future "
                         "version of Python.",
                         method, kind, Py_TYPE(result)->tp_name, kind)) {
        Py_DECREF(result);
        return NULL;
    }
    return result;
}

/* An exact int in place of `number`, which is taken and may be NULL. */
static PyObject *
exact_int(PyObject *number)
{
    if (number && !PyLong_CheckExact(number)) {
        Py_SETREF(number, _PyLong_Copy((PyLongObject *)number));
    }
    return number;
}

PyObject *
_PyNumber_Index(PyObject *o)
{
    if (!o) {
        return Hb_NullError();
    }
    if (PyLong_Check(o)) {
        return Py_NewRef(o);
    }
    if (!_PyIndex_Check(o)) {
        return Hb_TypeError("'%.200s' object cannot be interpreted "
                            "as an integer",
                            o);
    }
    return checked(Py_TYPE(o)->tp_as_number->nb_index(o), &PyLong_Type,
                   "__index__", "int");
}

PyObject *
PyNumber_Index(PyObject *o)
{
    return exact_int(_PyNumber_Index(o));
}

/* The answer for an int that does not fit, after OverflowError was set. */
static Py_ssize_t
clip_or_fail(PyObject *value, PyObject *exc, PyObject *o)
{
    PyErr_Clear();
    if (!exc) {
        return _PyLong_Sign(value) < 0 ? PY_SSIZE_T_MIN : PY_SSIZE_T_MAX;
    }
    PyErr_Format(exc, "cannot fit '%.200s' into an index-sized integer",
                 Py_TYPE(o)->tp_name);
    return -1;
}

Py_ssize_t
PyNumber_AsSsize_t(PyObject *o, PyObject *exc)
{
    PyObject *value;
    Py_ssize_t result;

    if (o && PyLong_CheckExact(o) && Py_SIZE(o) >= -1 && Py_SIZE(o) <= 1) {
        return Py_SIZE(o) * (Py_ssize_t)((PyLongObject *)o)->ob_digit[0];
    }
    value = _PyNumber_Index(o);
    if (!value) {
        return -1;
    }
    result = PyLong_AsSsize_t(value);
    if (result == -1 && PyErr_Occurred() &&
        PyErr_ExceptionMatches(PyExc_OverflowError)) {
        result = clip_or_fail(value, exc, o);
    }
    Py_DECREF(value);
    return result;
}

/* int(o) by __trunc__, which is deprecated; *found tells if there is one. */
static PyObject *
int_by_trunc(PyObject *o, int *found)
{
    PyObject *trunc = _PyObject_LookupSpecial(o, &_Py_ID(__trunc__));
    PyObject *result, *number;

    *found = trunc || PyErr_Occurred();
    if (!trunc) {
        return NULL;
    }
    if (PyErr_WarnEx(PyExc_DeprecationWarning,
                     "The delegation of int() to __trunc__ is deprecated.",
                     1)) {
        Py_DECREF(trunc);
        return NULL;
    }
    result = PyObject_CallNoArgs(trunc);
    Py_DECREF(trunc);
    if (!result || PyLong_CheckExact(result)) {
        return result;
    }
    if (!PyLong_Check(result) && !_PyIndex_Check(result)) {
        PyErr_Format(PyExc_TypeError,
                     "__trunc__ returned non-Integral (type %.200s)",
                     Py_TYPE(result)->tp_name);
        Py_DECREF(result);
        return NULL;
    }
    number = PyNumber_Index(result);
    Py_DECREF(result);
    return number;
}

/* int(o) of text: str, bytes, bytearray, or any other buffer. */
static PyObject *
int_by_text(PyObject *o)
{
    Py_buffer view;
    PyObject *bytes, *result;

    if (PyUnicode_Check(o)) {
        return PyLong_FromUnicodeObject(o, 10);
    }
    if (PyBytes_Check(o)) {
        return _PyLong_FromBytes(PyBytes_AS_STRING(o), PyBytes_GET_SIZE(o),
                                 10);
    }
    if (PyByteArray_Check(o)) {
        return _PyLong_FromBytes(PyByteArray_AS_STRING(o),
                                 PyByteArray_GET_SIZE(o), 10);
    }
    if (PyObject_GetBuffer(o, &view, PyBUF_SIMPLE) < 0) {
        PyErr_Clear();
        return Hb_TypeError("int() argument must be a string, a bytes-like "
                            "object or a real number, not '%.200s'",
                            o);
    }
    bytes = PyBytes_FromStringAndSize(view.buf, view.len);
    PyBuffer_Release(&view);
    if (!bytes) {
        return NULL;
    }
    result = _PyLong_FromBytes(PyBytes_AS_STRING(bytes),
                               PyBytes_GET_SIZE(bytes), 10);
    Py_DECREF(bytes);
    return result;
}

PyObject *
PyNumber_Long(PyObject *o)
{
    PyNumberMethods *nb;
    PyObject *result;
    int found;

    if (!o) {
        return Hb_NullError();
    }
    if (PyLong_CheckExact(o)) {
        return Py_NewRef(o);
    }
    nb = Py_TYPE(o)->tp_as_number;
    if (nb && nb->nb_int) {
        return exact_int(
            checked(nb->nb_int(o), &PyLong_Type, "__int__", "int"));
    }
    if (nb && nb->nb_index) {
        return PyNumber_Index(o);
    }
    result = int_by_trunc(o, &found);
    return found ? result : int_by_text(o);
}

/* float(o) by __float__. */
static PyObject *
float_by_method(PyObject *o)
{
    PyObject *result = Py_TYPE(o)->tp_as_number->nb_float(o);
    char method[80];

    if (!result || PyFloat_CheckExact(result)) {
        return result;
    }
    PyOS_snprintf(method, sizeof method, "%.50s.__float__",
                  Py_TYPE(o)->tp_name);
    result = checked(result, &PyFloat_Type, method, "float");
    if (result && !PyFloat_CheckExact(result)) {
        Py_SETREF(result, PyFloat_FromDouble(PyFloat_AS_DOUBLE(result)));
    }
    return result;
}

static PyObject *
float_by_index(PyObject *o)
{
    PyObject *index = _PyNumber_Index(o);
    double value;

    if (!index) {
        return NULL;
    }
    value = PyLong_AsDouble(index);
    Py_DECREF(index);
    return value == -1.0 && PyErr_Occurred() ? NULL
                                             : PyFloat_FromDouble(value);
}

PyObject *
PyNumber_Float(PyObject *o)
{
    PyNumberMethods *nb;

    if (!o) {
        return Hb_NullError();
    }
    if (PyFloat_CheckExact(o)) {
        return Py_NewRef(o);
    }
    nb = Py_TYPE(o)->tp_as_number;
    if (nb && nb->nb_float) {
        return float_by_method(o);
    }
    if (nb && nb->nb_index) {
        return float_by_index(o);
    }
    if (PyFloat_Check(o)) {
        return PyFloat_FromDouble(PyFloat_AS_DOUBLE(o));
    }
    return PyFloat_FromString(o);
}

PyObject *
PyNumber_ToBase(PyObject *n, int base)
{
    PyObject *index, *result;

    if (base != 2 && base != 8 && base != 10 && base != 16) {
        PyErr_SetString(PyExc_SystemError,
                        "PyNumber_ToBase: base must be 2, 8, 10 or 16");
        return NULL;
    }
    index = _PyNumber_Index(n);
    if (!index) {
        return NULL;
    }
    result = _PyLong_Format(index, base);
    Py_DECREF(index);
    return result;
}
