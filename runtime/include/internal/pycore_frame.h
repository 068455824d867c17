/* pycore_frame.h -- the fields of a frame.
 *
 * The object is laid out as in CPython; what CPython keeps in the data of the
 * evaluator stands behind it.
 */
#ifndef Py_INTERNAL_FRAME_H
#define Py_INTERNAL_FRAME_H

#include "Python.h"

struct _frame {
    PyObject_HEAD
    PyFrameObject *f_back;
    struct _PyInterpreterFrame *f_frame; /* NULL: it does not run */
    PyObject *f_trace;
    int f_lineno; /* 0 for the first line of the code */
    char f_trace_lines;
    char f_trace_opcodes;
    char f_fast_as_locals;
    PyCodeObject *f_code;
    PyObject *f_globals;
    PyObject *f_locals; /* NULL for none */
};

#endif
