/* ceval.c -- depth of recursion, pending calls, names of callables. */
#include "Python.h"
#include "internal/pycore_ceval.h"
#include "internal/pycore_pyerrors.h"

#define PENDING_CALLS 32

/* ---- recursion ---------------------------------------------------------- */

int
_Py_CheckRecursiveCall(PyThreadState *tstate, const char *where)
{
    if (tstate->recursion_headroom) {
        if (tstate->recursion_remaining < -50) {
            Py_FatalError("Cannot recover from stack overflow.");
        }
        return 0;
    }
    if (tstate->recursion_remaining > 0) {
        return 0;
    }
    tstate->recursion_headroom++;
    _PyErr_Format(tstate, PyExc_RecursionError,
                  "maximum recursion depth exceeded%s", where);
    tstate->recursion_headroom--;
    tstate->recursion_remaining++;
    return -1;
}

int
Py_EnterRecursiveCall(const char *where)
{
    return _Py_EnterRecursiveCall(where);
}

void
Py_LeaveRecursiveCall(void)
{
    _Py_LeaveRecursiveCall();
}

int
Py_GetRecursionLimit(void)
{
    return _PyThreadState_GET()->recursion_limit;
}

void
Py_SetRecursionLimit(int limit)
{
    PyThreadState *tstate = _PyThreadState_GET();
    int depth = tstate->recursion_limit - tstate->recursion_remaining;

    tstate->recursion_limit = limit;
    tstate->recursion_remaining = limit - depth;
}

/* ---- pending calls ------------------------------------------------------ */

static struct {
    int (*func)(void *);
    void *arg;
} pending[PENDING_CALLS];

static unsigned first_pending, pending_count;

int
Py_AddPendingCall(int (*func)(void *), void *arg)
{
    unsigned i = (first_pending + pending_count) % PENDING_CALLS;

    if (pending_count == PENDING_CALLS) {
        return -1;
    }
    pending[i].func = func;
    pending[i].arg = arg;
    pending_count++;
    return 0;
}

int
Py_MakePendingCalls(void)
{
    while (pending_count) {
        int (*func)(void *) = pending[first_pending].func;
        void *arg = pending[first_pending].arg;

        first_pending = (first_pending + 1) % PENDING_CALLS;
        pending_count--;
        if (func(arg)) {
            return -1;
        }
    }
    return 0;
}

/* ---- what a frame would know -------------------------------------------- */

PyObject *
PyEval_GetBuiltins(void)
{
    return _PyInterpreterState_GET()->builtins;
}

PyObject *
PyEval_GetGlobals(void)
{
    return NULL;
}

PyObject *
PyEval_GetLocals(void)
{
    PyErr_SetString(PyExc_SystemError, "frame does not exist");
    return NULL;
}

PyFrameObject *
PyEval_GetFrame(void)
{
    return NULL;
}

PyObject *
_PyEval_GetBuiltin(PyObject *name)
{
    PyObject *value = PyDict_GetItemWithError(PyEval_GetBuiltins(), name);

    if (!value && !PyErr_Occurred()) {
        PyErr_SetObject(PyExc_AttributeError, name);
    }
    return Py_XNewRef(value);
}

/* ---- callables ---------------------------------------------------------- */

const char *
PyEval_GetFuncName(PyObject *func)
{
    if (PyMethod_Check(func)) {
        return PyEval_GetFuncName(PyMethod_GET_FUNCTION(func));
    }
    if (PyCFunction_Check(func)) {
        return ((PyCFunctionObject *)func)->m_ml->ml_name;
    }
    return Py_TYPE(func)->tp_name;
}

const char *
PyEval_GetFuncDesc(PyObject *func)
{
    return PyMethod_Check(func) || PyCFunction_Check(func) ? "()" : " object";
}

PyObject *
PyEval_CallObjectWithKeywords(PyObject *callable, PyObject *args,
                              PyObject *kwargs)
{
    PyObject *result;

    if (args && !PyTuple_Check(args)) {
        PyErr_SetString(PyExc_TypeError, "argument list must be a tuple");
        return NULL;
    }
    if (kwargs && !PyDict_Check(kwargs)) {
        PyErr_SetString(PyExc_TypeError, "keyword list must be a dictionary");
        return NULL;
    }
    if (args) {
        return PyObject_Call(callable, args, kwargs);
    }
    args = PyTuple_New(0);
    result = args ? PyObject_Call(callable, args, kwargs) : NULL;
    Py_XDECREF(args);
    return result;
}
