/* traceback.h -- tracebacks, which only keep their place.
 *
 * Without frames no exception ever gets a traceback of its own; a program may
 * set one that it got elsewhere, hence the type.
 */
#ifndef Py_TRACEBACK_H
#define Py_TRACEBACK_H

#include "object.h"
#include "pyframe.h"

typedef struct _traceback PyTracebackObject;

struct _traceback {
    PyObject_HEAD
    PyTracebackObject *tb_next;
    PyFrameObject *tb_frame;
    int tb_lasti;
    int tb_lineno;
};

PyAPI_DATA(PyTypeObject) PyTraceBack_Type;
#define PyTraceBack_Check(v) Py_IS_TYPE(v, &PyTraceBack_Type)

/* Adds the current frame to the exception that is set; without frames there
 * is nothing to add, and it succeeds. */
PyAPI_FUNC(int) PyTraceBack_Here(PyFrameObject *frame);
PyAPI_FUNC(void)
    _PyTraceback_Add(const char *funcname, const char *filename, int lineno);

#endif
