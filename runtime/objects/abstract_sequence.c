/* abstract_sequence.c -- the sequence operations on any object.
 *
 * A sequence has sq_item.  Slices go through the mapping slots, which take
 * slice objects.
 *
 * Source: CPython 3.11, Objects/abstract.c.
 */

#include <stddef.h>

#include "Python.h"
#include "internal/pycore_abstract.h"
#include "internal/pycore_object.h"
#include "internal/pycore_unicodeobject.h"

static PySequenceMethods *
sequence_methods(PyObject *o)
{
    return Py_TYPE(o)->tp_as_sequence;
}

int
PySequence_Check(PyObject *o)
{
    return !PyDict_Check(o) && sequence_methods(o) &&
           sequence_methods(o)->sq_item;
}

Py_ssize_t
PySequence_Size(PyObject *o)
{
    PyMappingMethods *mapping;

    if (!o) {
        Hb_NullError();
        return -1;
    }
    if (sequence_methods(o) && sequence_methods(o)->sq_length) {
        return sequence_methods(o)->sq_length(o);
    }
    mapping = Py_TYPE(o)->tp_as_mapping;
    if (mapping && mapping->mp_length) {
        Hb_TypeError("%.200s is not a sequence", o);
    }
    else {
        Hb_TypeError("object of type '%.200s' has no len()", o);
    }
    return -1;
}

#undef PySequence_Length

Py_ssize_t
PySequence_Length(PyObject *o)
{
    return PySequence_Size(o);
}

/* ---- joining and repeating --------------------------------------------- */

/* `result`, unless it is NotImplemented: then NULL with a TypeError about o.
 */
static PyObject *
known(PyObject *result, const char *message, PyObject *o)
{
    if (result != Py_NotImplemented) {
        return result;
    }
    Py_DECREF(result);
    return Hb_TypeError(message, o);
}

#define NO_CONCAT "'%.200s' object can't be concatenated"
#define NO_REPEAT "'%.200s' object can't be repeated"

PyObject *
PySequence_Concat(PyObject *o1, PyObject *o2)
{
    if (!o1 || !o2) {
        return Hb_NullError();
    }
    if (sequence_methods(o1) && sequence_methods(o1)->sq_concat) {
        return sequence_methods(o1)->sq_concat(o1, o2);
    }
    if (PySequence_Check(o1) && PySequence_Check(o2)) {
        return known(Hb_BinaryOp1(o1, o2, offsetof(PyNumberMethods, nb_add)),
                     NO_CONCAT, o1);
    }
    return Hb_TypeError(NO_CONCAT, o1);
}

PyObject *
PySequence_InPlaceConcat(PyObject *o1, PyObject *o2)
{
    if (!o1 || !o2) {
        return Hb_NullError();
    }
    if (sequence_methods(o1) && sequence_methods(o1)->sq_inplace_concat) {
        return sequence_methods(o1)->sq_inplace_concat(o1, o2);
    }
    if (sequence_methods(o1) && sequence_methods(o1)->sq_concat) {
        return sequence_methods(o1)->sq_concat(o1, o2);
    }
    if (PySequence_Check(o1) && PySequence_Check(o2)) {
        return known(Hb_InPlaceAdd1(o1, o2), NO_CONCAT, o1);
    }
    return Hb_TypeError(NO_CONCAT, o1);
}

/* o * count through the number slots, for a class with __mul__. */
static PyObject *
repeat_by_number(PyObject *o, Py_ssize_t count, int in_place)
{
    PyObject *n, *result;

    if (!PySequence_Check(o)) {
        return Hb_TypeError(NO_REPEAT, o);
    }
    n = PyLong_FromSsize_t(count);
    if (!n) {
        return NULL;
    }
    result = in_place
                 ? Hb_InPlaceMultiply1(o, n)
                 : Hb_BinaryOp1(o, n, offsetof(PyNumberMethods, nb_multiply));
    Py_DECREF(n);
    return known(result, NO_REPEAT, o);
}

PyObject *
PySequence_Repeat(PyObject *o, Py_ssize_t count)
{
    if (!o) {
        return Hb_NullError();
    }
    if (sequence_methods(o) && sequence_methods(o)->sq_repeat) {
        return sequence_methods(o)->sq_repeat(o, count);
    }
    return repeat_by_number(o, count, 0);
}

PyObject *
PySequence_InPlaceRepeat(PyObject *o, Py_ssize_t count)
{
    if (!o) {
        return Hb_NullError();
    }
    if (sequence_methods(o) && sequence_methods(o)->sq_inplace_repeat) {
        return sequence_methods(o)->sq_inplace_repeat(o, count);
    }
    if (sequence_methods(o) && sequence_methods(o)->sq_repeat) {
        return sequence_methods(o)->sq_repeat(o, count);
    }
    return repeat_by_number(o, count, 1);
}

/* ---- items ------------------------------------------------------------- */

/* Adds the length to a negative index, once; -1 when there is no length. */
static int
from_front(PyObject *o, Py_ssize_t *i)
{
    Py_ssize_t length;

    if (*i >= 0 || !sequence_methods(o)->sq_length) {
        return 0;
    }
    length = sequence_methods(o)->sq_length(o);
    if (length < 0) {
        return -1;
    }
    *i += length;
    return 0;
}

PyObject *
PySequence_GetItem(PyObject *o, Py_ssize_t i)
{
    if (!o) {
        return Hb_NullError();
    }
    if (sequence_methods(o) && sequence_methods(o)->sq_item) {
        if (from_front(o, &i) < 0) {
            return NULL;
        }
        return sequence_methods(o)->sq_item(o, i);
    }
    if (Py_TYPE(o)->tp_as_mapping && Py_TYPE(o)->tp_as_mapping->mp_subscript) {
        return Hb_TypeError("%.200s is not a sequence", o);
    }
    return Hb_TypeError("'%.200s' object does not support indexing", o);
}

/* o[i] = v, or del o[i] for NULL; `message` when o knows neither. */
static int
assign_item(PyObject *o, Py_ssize_t i, PyObject *v, const char *message)
{
    PyMappingMethods *mapping;

    if (!o) {
        Hb_NullError();
        return -1;
    }
    if (sequence_methods(o) && sequence_methods(o)->sq_ass_item) {
        if (from_front(o, &i) < 0) {
            return -1;
        }
        return sequence_methods(o)->sq_ass_item(o, i, v);
    }
    mapping = Py_TYPE(o)->tp_as_mapping;
    if (mapping && mapping->mp_ass_subscript) {
        message = "%.200s is not a sequence";
    }
    Hb_TypeError(message, o);
    return -1;
}

int
PySequence_SetItem(PyObject *o, Py_ssize_t i, PyObject *v)
{
    return assign_item(o, i, v,
                       "'%.200s' object does not support item assignment");
}

int
PySequence_DelItem(PyObject *o, Py_ssize_t i)
{
    return assign_item(o, i, NULL,
                       "'%.200s' object doesn't support item deletion");
}

PyObject *
PySequence_GetSlice(PyObject *o, Py_ssize_t i1, Py_ssize_t i2)
{
    PyMappingMethods *mapping;
    PyObject *slice, *result;

    if (!o) {
        return Hb_NullError();
    }
    mapping = Py_TYPE(o)->tp_as_mapping;
    if (!mapping || !mapping->mp_subscript) {
        return Hb_TypeError("'%.200s' object is unsliceable", o);
    }
    slice = _PySlice_FromIndices(i1, i2);
    if (!slice) {
        return NULL;
    }
    result = mapping->mp_subscript(o, slice);
    Py_DECREF(slice);
    return result;
}

static int
assign_slice(PyObject *o, Py_ssize_t i1, Py_ssize_t i2, PyObject *v,
             const char *message)
{
    PyMappingMethods *mapping;
    PyObject *slice;
    int result;

    if (!o) {
        Hb_NullError();
        return -1;
    }
    mapping = Py_TYPE(o)->tp_as_mapping;
    if (!mapping || !mapping->mp_ass_subscript) {
        Hb_TypeError(message, o);
        return -1;
    }
    slice = _PySlice_FromIndices(i1, i2);
    if (!slice) {
        return -1;
    }
    result = mapping->mp_ass_subscript(o, slice, v);
    Py_DECREF(slice);
    return result;
}

int
PySequence_SetSlice(PyObject *o, Py_ssize_t i1, Py_ssize_t i2, PyObject *v)
{
    return assign_slice(o, i1, i2, v,
                        "'%.200s' object doesn't support slice assignment");
}

int
PySequence_DelSlice(PyObject *o, Py_ssize_t i1, Py_ssize_t i2)
{
    return assign_slice(o, i1, i2, NULL,
                        "'%.200s' object doesn't support slice deletion");
}

/* ---- repr ---- */

static int
write_items(_PyUnicodeWriter *writer, PyObject *op)
{
    Py_ssize_t i;

    /* A repr may shorten a list: look at the length each time. */
    for (i = 0; i < Py_SIZE(op); i++) {
        PyObject *item = PySequence_Fast_ITEMS(op)[i];

        if ((i > 0 &&
             _PyUnicodeWriter_WriteASCIIString(writer, ", ", 2) < 0) ||
            Hb_WriterTake(writer, PyObject_Repr(item)) < 0) {
            return -1;
        }
    }
    return 0;
}

static int
write_end(_PyUnicodeWriter *writer, PyObject *op, char close)
{
    writer->overallocate = 0;
    return PyTuple_Check(op) && Py_SIZE(op) == 1
               ? _PyUnicodeWriter_WriteASCIIString(writer, ",)", 2)
               : _PyUnicodeWriter_WriteChar(writer, (Py_UCS4)close);
}

PyObject *
Hb_ReprOfItems(PyObject *op, const char *brackets)
{
    _PyUnicodeWriter writer;
    int nested;

    if (Py_SIZE(op) == 0) {
        return PyUnicode_FromString(brackets);
    }
    nested = Py_ReprEnter(op);
    if (nested != 0) {
        return nested < 0
                   ? NULL
                   : PyUnicode_FromFormat("%c...%c", brackets[0], brackets[1]);
    }
    _PyUnicodeWriter_Init(&writer);
    writer.overallocate = 1;
    writer.min_length = 3 * Py_SIZE(op);
    if (_PyUnicodeWriter_WriteChar(&writer, (Py_UCS4)brackets[0]) < 0 ||
        write_items(&writer, op) < 0 ||
        write_end(&writer, op, brackets[1]) < 0) {
        _PyUnicodeWriter_Dealloc(&writer);
        Py_ReprLeave(op);
        return NULL;
    }
    Py_ReprLeave(op);
    return _PyUnicodeWriter_Finish(&writer);
}
