/* abstract_object.c -- operations that every object may support: size, items,
 * format.
 */

#include "Python.h"

#include "internal/pycore_abstract.h"
#include "internal/pycore_call.h"
#include "internal/pycore_object.h"
#include "internal/pycore_unicodeobject.h"

/* ---- errors ------------------------------------------------------------ */

PyObject *
Hb_TypeError(const char *message, PyObject *obj)
{
    PyErr_Format(PyExc_TypeError, message, Py_TYPE(obj)->tp_name);
    return NULL;
}

PyObject *
Hb_NullError(void)
{
    if (!PyErr_Occurred()) {
        PyErr_SetString(PyExc_SystemError,
                        "null argument to internal routine");
    }
    return NULL;
}

/* ---- type, size -------------------------------------------------------- */

PyObject *
PyObject_Type(PyObject *o)
{
    if (o == NULL) {
        return Hb_NullError();
    }
    return Py_NewRef(Py_TYPE(o));
}

Py_ssize_t
PyObject_Size(PyObject *o)
{
    if (o == NULL) {
        Hb_NullError();
        return -1;
    }
    PySequenceMethods *sq = Py_TYPE(o)->tp_as_sequence;
    if (sq != NULL && sq->sq_length != NULL) {
        return sq->sq_length(o);
    }
    return PyMapping_Size(o);
}

#undef PyObject_Length

Py_ssize_t
PyObject_Length(PyObject *o)
{
    return PyObject_Size(o);
}

int
_PyObject_HasLen(PyObject *o)
{
    PyTypeObject *type = Py_TYPE(o);
    return (type->tp_as_sequence && type->tp_as_sequence->sq_length) ||
           (type->tp_as_mapping && type->tp_as_mapping->mp_length);
}

/* 1 and drops a TypeError that is set; 0 for any other exception. */
static int
drop_type_error(void)
{
    if (!PyErr_ExceptionMatches(PyExc_TypeError)) {
        return 0;
    }
    PyErr_Clear();
    return 1;
}

/* Takes the result of __length_hint__. */
static Py_ssize_t
read_hint(PyObject *result, Py_ssize_t defaultvalue)
{
    Py_ssize_t hint = defaultvalue;
    if (result == Py_NotImplemented) {
        hint = defaultvalue;
    }
    else if (!PyLong_Check(result)) {
        PyErr_Format(PyExc_TypeError,
                     "__length_hint__ must be an integer, not %.100s",
                     Py_TYPE(result)->tp_name);
        hint = -1;
    }
    else {
        hint = PyLong_AsSsize_t(result);
        if (hint < 0 && !PyErr_Occurred()) {
            PyErr_SetString(PyExc_ValueError,
                            "__length_hint__() should return >= 0");
        }
        hint = Py_MAX(hint, -1);
    }
    Py_DECREF(result);
    return hint;
}

Py_ssize_t
PyObject_LengthHint(PyObject *o, Py_ssize_t defaultvalue)
{
    if (_PyObject_HasLen(o)) {
        Py_ssize_t size = PyObject_Size(o);
        if (size >= 0 || !drop_type_error()) {
            return size;
        }
    }
    PyObject *method = _PyObject_LookupSpecial(o, &_Py_ID(__length_hint__));
    if (method == NULL) {
        return PyErr_Occurred() ? -1 : defaultvalue;
    }
    PyObject *result = _PyObject_CallNoArgs(method);
    Py_DECREF(method);
    if (result == NULL) {
        return drop_type_error() ? defaultvalue : -1;
    }
    return read_hint(result, defaultvalue);
}

/* ---- items ------------------------------------------------------------- */

/* cls[key] for a class: __class_getitem__ is no special method, it is found
 * by ordinary access.
 */
static PyObject *
class_item(PyObject *cls, PyObject *key)
{
    PyObject *method, *result = NULL;
    if ((PyTypeObject *)cls == &PyType_Type) {
        return Py_GenericAlias(cls, key);
    }
    if (_PyObject_LookupAttr(cls, &_Py_ID(__class_getitem__), &method) < 0) {
        return NULL;
    }
    if (method != NULL && method != Py_None) {
        result = PyObject_CallOneArg(method, key);
    }
    else {
        PyErr_Format(PyExc_TypeError, "type '%.200s' is not subscriptable",
                     ((PyTypeObject *)cls)->tp_name);
    }
    Py_XDECREF(method);
    return result;
}

PyObject *
PyObject_GetItem(PyObject *o, PyObject *key)
{
    if (o == NULL || key == NULL) {
        return Hb_NullError();
    }
    PyMappingMethods *mp = Py_TYPE(o)->tp_as_mapping;
    if (mp != NULL && mp->mp_subscript != NULL) {
        return mp->mp_subscript(o, key);
    }
    PySequenceMethods *sq = Py_TYPE(o)->tp_as_sequence;
    if (sq != NULL && sq->sq_item != NULL) {
        if (!_PyIndex_Check(key)) {
            return Hb_TypeError("sequence index must be integer, not '%.200s'",
                                key);
        }
        Py_ssize_t i = PyNumber_AsSsize_t(key, PyExc_IndexError);
        if (i == -1 && PyErr_Occurred()) {
            return NULL;
        }
        return PySequence_GetItem(o, i);
    }
    if (PyType_Check(o)) {
        return class_item(o, key);
    }
    return Hb_TypeError("'%.200s' object is not subscriptable", o);
}

/* o[key] = value, or del o[key] for NULL, of a type without mapping. */
static int
set_sequence_item(PyObject *o, PyObject *key, PyObject *value)
{
    PySequenceMethods *sq = Py_TYPE(o)->tp_as_sequence;
    if (sq != NULL && _PyIndex_Check(key)) {
        Py_ssize_t i = PyNumber_AsSsize_t(key, PyExc_IndexError);
        if (i == -1 && PyErr_Occurred()) {
            return -1;
        }
        return value == NULL ? PySequence_DelItem(o, i)
                             : PySequence_SetItem(o, i, value);
    }
    if (sq != NULL && sq->sq_ass_item != NULL) {
        Hb_TypeError("sequence index must be integer, not '%.200s'", key);
        return -1;
    }
    Hb_TypeError(value == NULL
                     ? "'%.200s' object does not support item deletion"
                     : "'%.200s' object does not support item assignment",
                 o);
    return -1;
}

int
PyObject_SetItem(PyObject *o, PyObject *key, PyObject *value)
{
    if (o == NULL || key == NULL || value == NULL) {
        Hb_NullError();
        return -1;
    }
    PyMappingMethods *mp = Py_TYPE(o)->tp_as_mapping;
    if (mp != NULL && mp->mp_ass_subscript != NULL) {
        return mp->mp_ass_subscript(o, key, value);
    }
    return set_sequence_item(o, key, value);
}

int
PyObject_DelItem(PyObject *o, PyObject *key)
{
    if (o == NULL || key == NULL) {
        Hb_NullError();
        return -1;
    }
    PyMappingMethods *mp = Py_TYPE(o)->tp_as_mapping;
    if (mp != NULL && mp->mp_ass_subscript != NULL) {
        return mp->mp_ass_subscript(o, key, NULL);
    }
    return set_sequence_item(o, key, NULL);
}

int
PyObject_DelItemString(PyObject *o, const char *key)
{
    if (o == NULL || key == NULL) {
        Hb_NullError();
        return -1;
    }
    PyObject *str = PyUnicode_FromString(key);
    if (str == NULL) {
        return -1;
    }
    int result = PyObject_DelItem(o, str);
    Py_DECREF(str);
    return result;
}

/* ---- format ------------------------------------------------------------ */

static PyObject *
call_format_method(PyObject *obj, PyObject *spec)
{
    PyObject *method = _PyObject_LookupSpecial(obj, &_Py_ID(__format__));
    if (method == NULL) {
        if (!PyErr_Occurred()) {
            PyErr_Format(PyExc_TypeError,
                         "Type %.100s doesn't define __format__",
                         Py_TYPE(obj)->tp_name);
        }
        return NULL;
    }
    PyObject *result = PyObject_CallOneArg(method, spec);
    Py_DECREF(method);
    if (result != NULL && !PyUnicode_Check(result)) {
        PyErr_Format(PyExc_TypeError,
                     "__format__ must return a str, not %.200s",
                     Py_TYPE(result)->tp_name);
        Py_CLEAR(result);
    }
    return result;
}

PyObject *
PyObject_Format(PyObject *obj, PyObject *spec)
{
    if (spec != NULL && !PyUnicode_Check(spec)) {
        PyErr_Format(PyExc_SystemError,
                     "Format specifier must be a string, not %.200s",
                     Py_TYPE(spec)->tp_name);
        return NULL;
    }
    if (spec == NULL || PyUnicode_GET_LENGTH(spec) == 0) {
        if (PyUnicode_CheckExact(obj)) {
            return Py_NewRef(obj);
        }
        if (PyLong_CheckExact(obj)) {
            return PyObject_Str(obj);
        }
    }
    PyObject *empty = NULL;
    if (spec == NULL) {
        spec = empty = PyUnicode_FromStringAndSize(NULL, 0);
        if (empty == NULL) {
            return NULL;
        }
    }
    PyObject *result = call_format_method(obj, spec);
    Py_XDECREF(empty);
    return result;
}
