/* pycore_interp.h -- the interpreter state: one struct in static memory. */
#ifndef Py_INTERNAL_INTERP_H
#define Py_INTERNAL_INTERP_H

#include "Python.h"
#include "internal/pycore_dict.h"
#include "internal/pycore_gc.h"

struct _is {
    struct _gc_runtime_state gc;
    PyObject *modules;          /* dict: sys.modules */
    PyObject *sysdict;          /* dict of sys */
    PyObject *builtins;         /* dict of builtins */
    PyObject *modules_by_index; /* list, by m_index; for PyState_FindModule */
    PyObject *dict;        /* PyInterpreterState_GetDict, made when asked */
    PyObject *audit_hooks; /* list of hooks from sys.addaudithook, or NULL */
    PyObject *codec_error_registry; /* dict of added handlers, or NULL */
    PyObject *atexit_calls; /* list of (function, arguments, keywords) */
    int initialized;        /* types and modules exist */
    int finalizing;
    PyConfig config; /* its strings are not kept */
};

extern PyInterpreterState Hb_Interpreter;

#endif
