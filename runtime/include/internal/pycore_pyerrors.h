/* pycore_pyerrors.h -- the exception state, for callers that hold tstate. */
#ifndef Py_INTERNAL_PYERRORS_H
#define Py_INTERNAL_PYERRORS_H

#include "Python.h"
#include "internal/pycore_pystate.h"

static inline PyObject *
_PyErr_Occurred(PyThreadState *tstate)
{
    return tstate->curexc_type;
}

void _PyErr_Clear(PyThreadState *tstate);
void _PyErr_Fetch(PyThreadState *tstate, PyObject **type, PyObject **value,
                  PyObject **traceback);
void _PyErr_Restore(PyThreadState *tstate, PyObject *type, PyObject *value,
                    PyObject *traceback);
int _PyErr_ExceptionMatches(PyThreadState *tstate, PyObject *exc);
void _PyErr_SetObject(PyThreadState *tstate, PyObject *type, PyObject *value);
void _PyErr_SetNone(PyThreadState *tstate, PyObject *type);
void _PyErr_SetString(PyThreadState *tstate, PyObject *type,
                      const char *string);
PyObject *_PyErr_Format(PyThreadState *tstate, PyObject *type,
                        const char *format, ...);
PyObject *_PyErr_FormatFromCauseTstate(PyThreadState *tstate, PyObject *type,
                                       const char *format, ...);
PyObject *_PyErr_NoMemory(PyThreadState *tstate);
void _PyErr_NormalizeException(PyThreadState *tstate, PyObject **type,
                               PyObject **value, PyObject **traceback);
/* (type, value, traceback) of a handled exception; a new tuple. */
PyObject *_PyErr_StackItemToExcInfoTuple(_PyErr_StackItem *item);
_PyErr_StackItem *_PyErr_GetTopmostException(PyThreadState *tstate);
void _PyErr_Print(PyThreadState *tstate);

/* A StopIteration with a value that may be a tuple or an exception. */
int _PyGen_SetStopIterationValue(PyObject *value);

/* exceptions.c: readies the classes; adds them to builtins; lets go. */
int _PyExc_InitTypes(PyInterpreterState *interp);
int _PyExc_InitState(PyInterpreterState *interp);
int _PyBuiltins_AddExceptions(PyObject *bltinmod);
void _PyExc_Fini(PyInterpreterState *interp);

#endif
