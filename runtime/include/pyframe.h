/* pyframe.h -- frames that an extension module made.
 *
 * C programs run no Python code: no frame ever runs, and the current frame is
 * always NULL.  A module may make one to add a line to a traceback.
 *
 * Source: CPython 3.11, Include/cpython/frameobject.h, pyframe.h.
 */
#ifndef Py_PYFRAME_H
#define Py_PYFRAME_H

#include "code.h"
#include "object.h"
#include "pytypedefs.h"

PyAPI_DATA(PyTypeObject) PyFrame_Type;

/* Whether op is a frame.  Cannot fail. */
#define PyFrame_Check(op) Py_IS_TYPE(op, &PyFrame_Type)

/* A new frame of `code`; globals is a dict, locals a mapping or NULL. */
PyAPI_FUNC(PyFrameObject *)
    PyFrame_New(PyThreadState *tstate, PyCodeObject *code, PyObject *globals,
                PyObject *locals);

/* New references, never NULL but for the frame behind, which is none. */
PyAPI_FUNC(PyCodeObject *) PyFrame_GetCode(PyFrameObject *frame);
PyAPI_FUNC(PyFrameObject *) PyFrame_GetBack(PyFrameObject *frame);
PyAPI_FUNC(PyObject *) PyFrame_GetGlobals(PyFrameObject *frame);
PyAPI_FUNC(PyObject *) PyFrame_GetBuiltins(PyFrameObject *frame);
PyAPI_FUNC(PyObject *) PyFrame_GetLocals(PyFrameObject *frame);
/* f_lineno, or the first line of the code. */
PyAPI_FUNC(int) PyFrame_GetLineNumber(PyFrameObject *frame);
/* -1: no instruction has run. */
PyAPI_FUNC(int) PyFrame_GetLasti(PyFrameObject *frame);

#endif
