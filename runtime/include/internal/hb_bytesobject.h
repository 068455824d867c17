/* hb_bytesobject.h -- what the files of bytes alone share. */
#ifndef HB_BYTESOBJECT_H
#define HB_BYTESOBJECT_H

#include <Python.h>

#include "internal/pycore_unicodeobject.h"

/* tp_new: bytes(), bytes(number), bytes(iterable), bytes(text, encoding). */
PyObject *Hb_BytesNew(PyTypeObject *type, PyObject *args, PyObject *kwargs);

/* tp_iter: the bytes as ints. */
PyObject *Hb_BytesIter(PyObject *op);

#endif
