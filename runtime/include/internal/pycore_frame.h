/* pycore_frame.h -- the fields of a frame.
 *
 * The object is laid out as in CPython; what CPython keeps in the data of the
 * evaluator stands behind it.
 */
#ifndef Py_INTERNAL_FRAME_H
#define Py_INTERNAL_FRAME_H

#include "Python.h"

/*    struct _frame
 *   +----+------------------+
 *   |  0 | ob_base          |
 *   | 16 | f_back           |---> the caller, or NULL
 *   | 24 | f_frame          |---> what runs; NULL: nothing does
 *   | 32 | f_trace          |
 *   | 40 | f_lineno         |     0 for the first line of the code
 *   | 44 | f_trace_lines    |
 *   | 45 | f_trace_opcodes  |
 *   | 46 | f_fast_as_locals |
 *   | 48 | f_code           |---> what it runs (ours)
 *   | 56 | f_globals        |---> dict (ours)
 *   | 64 | f_locals         |---> dict, or NULL for none (ours)
 *   +----+------------------+
 */
struct _frame {
    PyObject_HEAD
    PyFrameObject *f_back;
    struct _PyInterpreterFrame *f_frame;
    PyObject *f_trace;
    int f_lineno;
    char f_trace_lines;
    char f_trace_opcodes;
    char f_fast_as_locals;
    PyCodeObject *f_code;
    PyObject *f_globals;
    PyObject *f_locals;
};

#endif
