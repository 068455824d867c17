/* traceback.h -- where an exception came through.
 *
 * C functions leave no trace of their own.  An extension module may add a
 * frame that it made; then the traceback is printed above the exception.
 *
 * Source: CPython 3.11, Include/traceback.h, Python/traceback.c.
 */
#ifndef Py_TRACEBACK_H
#define Py_TRACEBACK_H

#include "object.h"
#include "pyframe.h"

typedef struct _traceback PyTracebackObject;

/*    struct _traceback: 40 bytes
 *   +----+-----------+
 *   |  0 | ob_base   |
 *   | 16 | tb_next   |---> one call further in, or NULL
 *   | 24 | tb_frame  |---> the frame, owned
 *   | 32 | tb_lasti  |
 *   | 36 | tb_lineno |
 *   +----+-----------+
 */
struct _traceback {
    PyObject_HEAD
    PyTracebackObject *tb_next;
    PyFrameObject *tb_frame;
    int tb_lasti;
    int tb_lineno;
};

PyAPI_DATA(PyTypeObject) PyTraceBack_Type;

/* Whether v is a traceback.  Cannot fail. */
#define PyTraceBack_Check(v) Py_IS_TYPE(v, &PyTraceBack_Type)

/* Puts the frame before the traceback of the exception that is set.  0, or
 * -1 with an exception. */
PyAPI_FUNC(int) PyTraceBack_Here(PyFrameObject *frame);
/* The same for a function of C, of which no frame exists. */
PyAPI_FUNC(void)
    _PyTraceback_Add(const char *funcname, const char *filename, int lineno);

/* Writes the traceback with its heading to a file object.  0 or -1. */
PyAPI_FUNC(int) PyTraceBack_Print(PyObject *traceback, PyObject *file);

#endif
