/* pycore_accu.h -- a list of pieces of text, joined now and then.
 *
 * Small pieces wait in one list; when there are many they become one large
 * piece.  So a million short pieces do not cost a million live objects.
 */
#ifndef Py_INTERNAL_ACCU_H
#define Py_INTERNAL_ACCU_H

#include "Python.h"

typedef struct {
    PyObject *large; /* list of long pieces, or NULL */
    PyObject *small; /* list of short ones, or NULL when finished */
} _PyAccu;

/* 0, or -1 with an exception; then there is nothing to destroy. */
PyAPI_FUNC(int) _PyAccu_Init(_PyAccu *acc);
/* Appends a str.  0, or -1 with an exception. */
PyAPI_FUNC(int) _PyAccu_Accumulate(_PyAccu *acc, PyObject *unicode);
/* A new list of the large pieces; the accumulator is empty then. */
PyAPI_FUNC(PyObject *) _PyAccu_FinishAsList(_PyAccu *acc);
/* A new str of all pieces; the accumulator is empty then. */
PyAPI_FUNC(PyObject *) _PyAccu_Finish(_PyAccu *acc);
PyAPI_FUNC(void) _PyAccu_Destroy(_PyAccu *acc);

#endif
