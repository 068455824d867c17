/* hb_bytearray.h -- what the files bytearrayobject*.c share. */
#ifndef Py_INTERNAL_HB_BYTEARRAY_H
#define Py_INTERNAL_HB_BYTEARRAY_H

#include "Python.h"

/* 0; -1 with BufferError while the bytearray is exported. */
int Hb_ByteArrayCanResize(PyObject *self);

/* The number as a byte; -1 with TypeError or ValueError. */
int Hb_ByteValue(PyObject *number);

/* self[low:high] = the bytes of an object with a buffer, or nothing. */
int Hb_ByteArraySetSlice(PyObject *self, Py_ssize_t low, Py_ssize_t high,
                         PyObject *values);

/* Slots. */
int Hb_ByteArrayInit(PyObject *self, PyObject *args, PyObject *kwds);
PyObject *Hb_ByteArraySubscript(PyObject *self, PyObject *key);
int Hb_ByteArrayAssSubscript(PyObject *self, PyObject *key, PyObject *value);
PyObject *Hb_ByteArrayItem(PyObject *self, Py_ssize_t index);
int Hb_ByteArrayAssItem(PyObject *self, Py_ssize_t index, PyObject *value);
PyObject *Hb_ByteArrayIConcat(PyObject *self, PyObject *other);
PyObject *Hb_ByteArrayRepeat(PyObject *self, Py_ssize_t count);
PyObject *Hb_ByteArrayIRepeat(PyObject *self, Py_ssize_t count);
PyObject *Hb_ByteArrayIter(PyObject *self);

extern PyMethodDef Hb_ByteArrayMethods[];

#endif
