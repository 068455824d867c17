/* ceval.h -- what is left of the interpreter's loop without a loop.
 *
 * Owns:   dicts and frames that are asked for are borrowed.
 * Source: CPython 3.11, Include/ceval.h, Python/ceval.c.
 */
#ifndef Py_CEVAL_H
#define Py_CEVAL_H

#include "object.h"
#include "pystate.h"

/* The dict of the module builtins, borrowed. */
PyAPI_FUNC(PyObject *) PyEval_GetBuiltins(void);
/* NULL: no frame is running. */
PyAPI_FUNC(PyObject *) PyEval_GetGlobals(void);
PyAPI_FUNC(PyObject *) PyEval_GetLocals(void);
PyAPI_FUNC(PyFrameObject *) PyEval_GetFrame(void);
PyAPI_FUNC(PyObject *) _PyEval_GetBuiltin(PyObject *name);

/* A slice bound as a number, clipped; *p stays for None (the first form
 * only).  0 with TypeError when it has no __index__, else 1. */
PyAPI_FUNC(int) _PyEval_SliceIndex(PyObject *bound, Py_ssize_t *p);
PyAPI_FUNC(int) _PyEval_SliceIndexNotNone(PyObject *bound, Py_ssize_t *p);

/* Name of a callable and "()" or what stands for it, for error texts. */
PyAPI_FUNC(const char *) PyEval_GetFuncName(PyObject *func);
PyAPI_FUNC(const char *) PyEval_GetFuncDesc(PyObject *func);

/* Every recursion of the runtime through C stands between these two.  The
 * text goes on after "maximum recursion depth exceeded".
 *
 * Fails:  -1 with RecursionError at a depth of Py_GetRecursionLimit(); then
 *         Leave must not be called. */
PyAPI_FUNC(int) Py_EnterRecursiveCall(const char *where);
PyAPI_FUNC(void) Py_LeaveRecursiveCall(void);
PyAPI_FUNC(void) Py_SetRecursionLimit(int limit);
PyAPI_FUNC(int) Py_GetRecursionLimit(void);

/* Calls kept for the next Py_MakePendingCalls; room for 32. */
PyAPI_FUNC(int) Py_AddPendingCall(int (*func)(void *), void *arg);
PyAPI_FUNC(int) Py_MakePendingCalls(void);

/* One thread: giving the lock away and taking it back changes nothing. */
PyAPI_FUNC(PyThreadState *) PyEval_SaveThread(void);
PyAPI_FUNC(void) PyEval_RestoreThread(PyThreadState *tstate);
PyAPI_FUNC(void) PyEval_AcquireThread(PyThreadState *tstate);
PyAPI_FUNC(void) PyEval_ReleaseThread(PyThreadState *tstate);
PyAPI_FUNC(int) PyEval_ThreadsInitialized(void);
PyAPI_FUNC(void) PyEval_InitThreads(void);

#define Py_BEGIN_ALLOW_THREADS                                                \
    {                                                                         \
        PyThreadState *_save;                                                 \
        _save = PyEval_SaveThread();
#define Py_BLOCK_THREADS   PyEval_RestoreThread(_save);
#define Py_UNBLOCK_THREADS _save = PyEval_SaveThread();
#define Py_END_ALLOW_THREADS                                                  \
    PyEval_RestoreThread(_save);                                              \
    }

/* PyObject_Call for old modules: args is a tuple or NULL. New reference. */
PyAPI_FUNC(PyObject *)
    PyEval_CallObjectWithKeywords(PyObject *callable, PyObject *args,
                                  PyObject *kwargs);
#define PyEval_CallObject(callable, arg)                                      \
    PyEval_CallObjectWithKeywords(callable, arg, (PyObject *)NULL)

#endif
