/* pycore_pystate.h -- the thread state without a call. */
#ifndef Py_INTERNAL_PYSTATE_H
#define Py_INTERNAL_PYSTATE_H

#include "Python.h"
#include "internal/pycore_interp.h"

extern PyThreadState Hb_ThreadState;

static inline PyThreadState *
_PyThreadState_GET(void)
{
    return &Hb_ThreadState;
}

static inline PyInterpreterState *
_PyInterpreterState_GET(void)
{
    return &Hb_Interpreter;
}

static inline int
_Py_IsMainInterpreter(PyInterpreterState *interp)
{
    return interp == &Hb_Interpreter;
}

/* Put both states back to what they are before Py_Initialize, and drop what
 * they refer to at the end. */
void _PyThreadState_Init(void);
void _PyThreadState_Fini(void);

#endif
