/* pycore_ceval.h -- the guard against deep recursion, inlined. */
#ifndef Py_INTERNAL_CEVAL_H
#define Py_INTERNAL_CEVAL_H

#include "Python.h"
#include "internal/pycore_pystate.h"

#define Py_DEFAULT_RECURSION_LIMIT 1000

/* The depth is used up: -1 with RecursionError, or 0 within the headroom
 * that its making needs. */
PyAPI_FUNC(int)
    _Py_CheckRecursiveCall(PyThreadState *tstate, const char *where);

static inline int
_Py_EnterRecursiveCallTstate(PyThreadState *tstate, const char *where)
{
    return --tstate->recursion_remaining < 0 &&
           _Py_CheckRecursiveCall(tstate, where);
}

static inline int
_Py_EnterRecursiveCall(const char *where)
{
    return _Py_EnterRecursiveCallTstate(_PyThreadState_GET(), where);
}

static inline void
_Py_LeaveRecursiveCallTstate(PyThreadState *tstate)
{
    tstate->recursion_remaining++;
}

static inline void
_Py_LeaveRecursiveCall(void)
{
    _Py_LeaveRecursiveCallTstate(_PyThreadState_GET());
}

#endif
