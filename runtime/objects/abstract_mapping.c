/* abstract_mapping.c -- the mapping operations on any object.
 *
 * Source: CPython 3.11, Objects/abstract.c.
 */

#include "Python.h"
#include "internal/pycore_abstract.h"
#include "internal/pycore_unicodeobject.h"

int
PyMapping_Check(PyObject *o)
{
    return o && Py_TYPE(o)->tp_as_mapping &&
           Py_TYPE(o)->tp_as_mapping->mp_subscript;
}

Py_ssize_t
PyMapping_Size(PyObject *o)
{
    PyMappingMethods *mapping;
    PySequenceMethods *sequence;

    if (!o) {
        Hb_NullError();
        return -1;
    }
    mapping = Py_TYPE(o)->tp_as_mapping;
    if (mapping && mapping->mp_length) {
        return mapping->mp_length(o);
    }
    sequence = Py_TYPE(o)->tp_as_sequence;
    if (sequence && sequence->sq_length) {
        Hb_TypeError("%.200s is not a mapping", o);
    }
    else {
        Hb_TypeError("object of type '%.200s' has no len()", o);
    }
    return -1;
}

#undef PyMapping_Length

Py_ssize_t
PyMapping_Length(PyObject *o)
{
    return PyMapping_Size(o);
}

PyObject *
PyMapping_GetItemString(PyObject *o, const char *key)
{
    PyObject *name, *result;

    if (!key) {
        return Hb_NullError();
    }
    name = PyUnicode_FromString(key);
    if (!name) {
        return NULL;
    }
    result = PyObject_GetItem(o, name);
    Py_DECREF(name);
    return result;
}

int
PyMapping_SetItemString(PyObject *o, const char *key, PyObject *value)
{
    PyObject *name;
    int result;

    if (!key) {
        Hb_NullError();
        return -1;
    }
    name = PyUnicode_FromString(key);
    if (!name) {
        return -1;
    }
    result = PyObject_SetItem(o, name, value);
    Py_DECREF(name);
    return result;
}

/* Whether a look-up found something; takes the result, drops any exception. */
static int
was_found(PyObject *result)
{
    if (!result) {
        PyErr_Clear();
        return 0;
    }
    Py_DECREF(result);
    return 1;
}

int
PyMapping_HasKeyString(PyObject *o, const char *key)
{
    return was_found(PyMapping_GetItemString(o, key));
}

int
PyMapping_HasKey(PyObject *o, PyObject *key)
{
    return was_found(PyObject_GetItem(o, key));
}

/* list(o.name()) */
static PyObject *
list_of_method(PyObject *o, PyObject *name)
{
    PyObject *given, *iterator, *result;

    if (!o) {
        return Hb_NullError();
    }
    given = PyObject_CallMethodNoArgs(o, name);
    if (!given) {
        return NULL;
    }
    iterator = PyObject_GetIter(given);
    if (!iterator && PyErr_ExceptionMatches(PyExc_TypeError)) {
        PyErr_Format(PyExc_TypeError,
                     "%.200s.%U() returned a non-iterable (type %.200s)",
                     Py_TYPE(o)->tp_name, name, Py_TYPE(given)->tp_name);
    }
    Py_DECREF(given);
    if (!iterator) {
        return NULL;
    }
    result = PySequence_List(iterator);
    Py_DECREF(iterator);
    return result;
}

PyObject *
PyMapping_Keys(PyObject *o)
{
    return o && PyDict_CheckExact(o) ? PyDict_Keys(o)
                                     : list_of_method(o, &_Py_ID(keys));
}

PyObject *
PyMapping_Values(PyObject *o)
{
    return o && PyDict_CheckExact(o) ? PyDict_Values(o)
                                     : list_of_method(o, &_Py_ID(values));
}

PyObject *
PyMapping_Items(PyObject *o)
{
    return o && PyDict_CheckExact(o) ? PyDict_Items(o)
                                     : list_of_method(o, &_Py_ID(items));
}
