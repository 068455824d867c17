/* pycore_call.h -- calls, with the thread state at hand.
 *
 * Source: CPython 3.11, Include/internal/pycore_call.h.
 */

#ifndef Py_INTERNAL_CALL_H
#define Py_INTERNAL_CALL_H

#include "internal/pycore_pystate.h"

/* Calls with obj before the arguments of the tuple. */
extern PyObject *_PyObject_Call_Prepend(PyThreadState *tstate,
                                        PyObject *callable, PyObject *obj,
                                        PyObject *args, PyObject *kwargs);
extern PyObject *_PyObject_FastCallDictTstate(PyThreadState *tstate,
                                              PyObject *callable,
                                              PyObject *const *args,
                                              size_t nargsf, PyObject *kwargs);
extern PyObject *_PyObject_Call(PyThreadState *tstate, PyObject *callable,
                                PyObject *args, PyObject *kwargs);

/* The array of values followed by those of the dict, and *p_kwnames, a new
 * tuple of its names.  Freed by the second.
 */
extern PyObject *const *_PyStack_UnpackDict(PyThreadState *tstate,
                                            PyObject *const *args,
                                            Py_ssize_t nargs, PyObject *kwargs,
                                            PyObject **p_kwnames);
extern void _PyStack_UnpackDict_Free(PyObject *const *stack, Py_ssize_t nargs,
                                     PyObject *kwnames);

/* _Py_CheckFunctionResult, whose answer is nearly always the result. */
static inline PyObject *
Hb_CheckResult(PyThreadState *tstate, PyObject *callable, PyObject *result)
{
    if (result != NULL && tstate->curexc_type == NULL) {
        return result;
    }
    return _Py_CheckFunctionResult(tstate, callable, result, NULL);
}

static inline vectorcallfunc
_PyVectorcall_FunctionInline(PyObject *callable)
{
    PyTypeObject *type = Py_TYPE(callable);
    if (!PyType_HasFeature(type, Py_TPFLAGS_HAVE_VECTORCALL)) {
        return NULL;
    }
    vectorcallfunc ptr;
    memcpy(&ptr, (char *)callable + type->tp_vectorcall_offset, sizeof(ptr));
    return ptr;
}

static inline PyObject *
_PyObject_VectorcallTstate(PyThreadState *tstate, PyObject *callable,
                           PyObject *const *args, size_t nargsf,
                           PyObject *kwnames)
{
    vectorcallfunc func = _PyVectorcall_FunctionInline(callable);
    if (func == NULL) {
        Py_ssize_t nargs = PyVectorcall_NARGS(nargsf);
        return _PyObject_MakeTpCall(tstate, callable, args, nargs, kwnames);
    }
    PyObject *res = func(callable, args, nargsf, kwnames);
    return Hb_CheckResult(tstate, callable, res);
}

static inline PyObject *
_PyObject_CallNoArgsTstate(PyThreadState *tstate, PyObject *func)
{
    return _PyObject_VectorcallTstate(tstate, func, NULL, 0, NULL);
}

static inline PyObject *
_PyObject_CallNoArgs(PyObject *func)
{
    return _PyObject_CallNoArgsTstate(_PyThreadState_GET(), func);
}

static inline PyObject *
_PyObject_FastCallTstate(PyThreadState *tstate, PyObject *func,
                         PyObject *const *args, Py_ssize_t nargs)
{
    return _PyObject_VectorcallTstate(tstate, func, args, (size_t)nargs, NULL);
}

#endif
