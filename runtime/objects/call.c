/* call.c -- calling objects.
 *
 * A callable is called either through the function in its vectorcall slot,
 * with an array of arguments, or through tp_call, with a tuple and a dict.
 * What the caller has is turned into what the callee wants here.  Calls with
 * a format or with variable arguments are in call_format.c.
 */

#include "Python.h"

#include "internal/pycore_call.h"
#include "internal/pycore_ceval.h"
#include "internal/pycore_object.h"
#include "internal/pycore_pyerrors.h"
#include "internal/pycore_tuple.h"

/* ---- the result
 * ---------------------------------------------------------------- */

PyObject *
_Py_CheckFunctionResult(PyThreadState *tstate, PyObject *callable,
                        PyObject *result, const char *where)
{
    PyObject *error = _PyErr_Occurred(tstate);
    if ((result == NULL) == (error != NULL)) {
        return result;
    }
    if (result == NULL) {
        if (callable != NULL) {
            _PyErr_Format(tstate, PyExc_SystemError,
                          "%R returned NULL without setting an exception",
                          callable);
        }
        else {
            _PyErr_Format(tstate, PyExc_SystemError,
                          "%s returned NULL without setting an exception",
                          where);
        }
        return NULL;
    }
    Py_DECREF(result);
    if (callable != NULL) {
        _PyErr_FormatFromCauseTstate(
            tstate, PyExc_SystemError,
            "%R returned a result with an exception set", callable);
    }
    else {
        _PyErr_FormatFromCauseTstate(
            tstate, PyExc_SystemError,
            "%s returned a result with an exception set", where);
    }
    return NULL;
}

/* ---- tp_call
 * -------------------------------------------------------------------- */

static PyObject *
call_slot(PyThreadState *tstate, PyObject *callable, PyObject *args,
          PyObject *kwargs)
{
    ternaryfunc call = Py_TYPE(callable)->tp_call;
    if (call == NULL) {
        _PyErr_Format(tstate, PyExc_TypeError,
                      "'%.200s' object is not callable",
                      Py_TYPE(callable)->tp_name);
        return NULL;
    }
    if (_Py_EnterRecursiveCallTstate(tstate,
                                     " while calling a Python object")) {
        return NULL;
    }
    PyObject *result = call(callable, args, kwargs);
    _Py_LeaveRecursiveCallTstate(tstate);
    return Hb_CheckResult(tstate, callable, result);
}

/* The dict of keyword arguments for tp_call; new, or NULL for none. */
static int
keyword_dict(PyObject *const *values, PyObject *keywords, PyObject **dict)
{
    *dict = NULL;
    if (keywords == NULL) {
        return 0;
    }
    if (PyDict_Check(keywords)) {
        *dict = Py_NewRef(keywords);
    }
    else if (PyTuple_GET_SIZE(keywords)) {
        *dict = _PyStack_AsDict(values, keywords);
        return *dict == NULL ? -1 : 0;
    }
    return 0;
}

PyObject *
_PyObject_MakeTpCall(PyThreadState *tstate, PyObject *callable,
                     PyObject *const *args, Py_ssize_t nargs,
                     PyObject *keywords)
{
    if (Py_TYPE(callable)->tp_call == NULL) {
        return call_slot(tstate, callable, NULL, NULL);
    }
    PyObject *kwdict;
    PyObject *argtuple = _PyTuple_FromArray(args, nargs);
    if (argtuple == NULL) {
        return NULL;
    }
    if (keyword_dict(args + nargs, keywords, &kwdict) < 0) {
        Py_DECREF(argtuple);
        return NULL;
    }
    PyObject *result = call_slot(tstate, callable, argtuple, kwdict);
    Py_DECREF(argtuple);
    Py_XDECREF(kwdict);
    return result;
}

/* ---- names and dicts
 * --------------------------------------------------------------- */

PyObject *
_PyStack_AsDict(PyObject *const *values, PyObject *kwnames)
{
    PyObject *dict = PyDict_New();
    if (dict == NULL) {
        return NULL;
    }
    for (Py_ssize_t i = 0; i < PyTuple_GET_SIZE(kwnames); i++) {
        if (PyDict_SetItem(dict, PyTuple_GET_ITEM(kwnames, i), values[i]) <
            0) {
            Py_DECREF(dict);
            return NULL;
        }
    }
    return dict;
}

PyObject *const *
_PyStack_UnpackDict(PyThreadState *tstate, PyObject *const *args,
                    Py_ssize_t nargs, PyObject *kwargs, PyObject **p_kwnames)
{
    Py_ssize_t nkwargs = PyDict_GET_SIZE(kwargs);
    Py_ssize_t room = 1 + nargs + nkwargs; /* one before, for a callee */
    if (nargs >
        PY_SSIZE_T_MAX / (Py_ssize_t)sizeof(PyObject *) - nkwargs - 1) {
        _PyErr_NoMemory(tstate);
        return NULL;
    }
    PyObject **stack = PyMem_Malloc((size_t)room * sizeof(*stack));
    if (stack == NULL) {
        _PyErr_NoMemory(tstate);
        return NULL;
    }
    PyObject *kwnames = PyTuple_New(nkwargs);
    if (kwnames == NULL) {
        PyMem_Free(stack);
        return NULL;
    }
    stack++;
    for (Py_ssize_t i = 0; i < nargs; i++) {
        stack[i] = Py_NewRef(args[i]);
    }
    int all_str = 1;
    Py_ssize_t pos = 0, i = 0;
    PyObject *key, *value;
    while (PyDict_Next(kwargs, &pos, &key, &value)) {
        all_str &= PyUnicode_Check(key);
        PyTuple_SET_ITEM(kwnames, i, Py_NewRef(key));
        stack[nargs + i] = Py_NewRef(value);
        i++;
    }
    if (!all_str) {
        _PyErr_SetString(tstate, PyExc_TypeError, "keywords must be strings");
        _PyStack_UnpackDict_Free(stack, nargs, kwnames);
        return NULL;
    }
    *p_kwnames = kwnames;
    return stack;
}

void
_PyStack_UnpackDict_Free(PyObject *const *stack, Py_ssize_t nargs,
                         PyObject *kwnames)
{
    Py_ssize_t n = nargs + PyTuple_GET_SIZE(kwnames);
    for (Py_ssize_t i = 0; i < n; i++) {
        Py_DECREF(stack[i]);
    }
    PyMem_Free((PyObject **)stack - 1);
    Py_DECREF(kwnames);
}

/* ---- vectorcall
 * ------------------------------------------------------------------------ */

#undef PyVectorcall_Function

vectorcallfunc
PyVectorcall_Function(PyObject *callable)
{
    return _PyVectorcall_FunctionInline(callable);
}

PyObject *
PyObject_Vectorcall(PyObject *callable, PyObject *const *args, size_t nargsf,
                    PyObject *kwnames)
{
    return _PyObject_VectorcallTstate(_PyThreadState_GET(), callable, args,
                                      nargsf, kwnames);
}

PyObject *
_PyObject_FastCall(PyObject *func, PyObject *const *args, Py_ssize_t nargs)
{
    return _PyObject_FastCallTstate(_PyThreadState_GET(), func, args, nargs);
}

/* Calls a vectorcall function with the values of a dict after args. */
static PyObject *
call_with_dict(PyThreadState *tstate, vectorcallfunc func, PyObject *callable,
               PyObject *const *args, Py_ssize_t nargs, PyObject *kwargs)
{
    PyObject *kwnames;
    PyObject *const *stack =
        _PyStack_UnpackDict(tstate, args, nargs, kwargs, &kwnames);
    if (stack == NULL) {
        return NULL;
    }
    PyObject *result =
        func(callable, stack, (size_t)nargs | PY_VECTORCALL_ARGUMENTS_OFFSET,
             kwnames);
    _PyStack_UnpackDict_Free(stack, nargs, kwnames);
    return result;
}

PyObject *
_PyObject_FastCallDictTstate(PyThreadState *tstate, PyObject *callable,
                             PyObject *const *args, size_t nargsf,
                             PyObject *kwargs)
{
    Py_ssize_t nargs = PyVectorcall_NARGS(nargsf);
    vectorcallfunc func = _PyVectorcall_FunctionInline(callable);
    if (func == NULL) {
        return _PyObject_MakeTpCall(tstate, callable, args, nargs, kwargs);
    }
    PyObject *result;
    if (kwargs == NULL || PyDict_GET_SIZE(kwargs) == 0) {
        result = func(callable, args, nargsf, NULL);
    }
    else {
        result = call_with_dict(tstate, func, callable, args, nargs, kwargs);
    }
    return Hb_CheckResult(tstate, callable, result);
}

PyObject *
PyObject_VectorcallDict(PyObject *callable, PyObject *const *args,
                        size_t nargsf, PyObject *kwargs)
{
    return _PyObject_FastCallDictTstate(_PyThreadState_GET(), callable, args,
                                        nargsf, kwargs);
}

/* As in CPython, a result without keywords is not looked at: a function that
 * returns NULL without an exception is found out by its next caller. */
static PyObject *
vectorcall_tuple(PyThreadState *tstate, vectorcallfunc func,
                 PyObject *callable, PyObject *tuple, PyObject *kwargs)
{
    PyObject *const *args = _PyTuple_ITEMS(tuple);
    Py_ssize_t nargs = PyTuple_GET_SIZE(tuple);
    if (kwargs == NULL || PyDict_GET_SIZE(kwargs) == 0) {
        return func(callable, args, (size_t)nargs, NULL);
    }
    PyObject *result =
        call_with_dict(tstate, func, callable, args, nargs, kwargs);
    return Hb_CheckResult(tstate, callable, result);
}

PyObject *
PyVectorcall_Call(PyObject *callable, PyObject *tuple, PyObject *kwargs)
{
    PyThreadState *tstate = _PyThreadState_GET();
    PyTypeObject *type = Py_TYPE(callable);
    vectorcallfunc func = NULL;
    /* The flag is not asked: a subclass may have tp_call from its base. */
    if (type->tp_vectorcall_offset > 0) {
        memcpy(&func, (char *)callable + type->tp_vectorcall_offset,
               sizeof(func));
    }
    if (func == NULL) {
        _PyErr_Format(tstate, PyExc_TypeError,
                      "'%.200s' object does not support vectorcall",
                      type->tp_name);
        return NULL;
    }
    return vectorcall_tuple(tstate, func, callable, tuple, kwargs);
}

/* ---- tuple and dict
 * -------------------------------------------------------------------- */

PyObject *
_PyObject_Call(PyThreadState *tstate, PyObject *callable, PyObject *args,
               PyObject *kwargs)
{
    vectorcallfunc func = _PyVectorcall_FunctionInline(callable);
    if (func != NULL) {
        return vectorcall_tuple(tstate, func, callable, args, kwargs);
    }
    return call_slot(tstate, callable, args, kwargs);
}

PyObject *
PyObject_Call(PyObject *callable, PyObject *args, PyObject *kwargs)
{
    return _PyObject_Call(_PyThreadState_GET(), callable, args, kwargs);
}

PyObject *
PyCFunction_Call(PyObject *callable, PyObject *args, PyObject *kwargs)
{
    return PyObject_Call(callable, args, kwargs);
}

PyObject *
PyObject_CallObject(PyObject *callable, PyObject *args)
{
    PyThreadState *tstate = _PyThreadState_GET();
    if (args == NULL) {
        return _PyObject_CallNoArgsTstate(tstate, callable);
    }
    if (!PyTuple_Check(args)) {
        _PyErr_SetString(tstate, PyExc_TypeError,
                         "argument list must be a tuple");
        return NULL;
    }
    return _PyObject_Call(tstate, callable, args, NULL);
}

PyObject *
PyObject_CallNoArgs(PyObject *func)
{
    return _PyObject_CallNoArgs(func);
}

PyObject *
PyObject_CallOneArg(PyObject *func, PyObject *arg)
{
    PyObject *space[2] = {NULL, arg};
    return PyObject_Vectorcall(func, space + 1,
                               1 | PY_VECTORCALL_ARGUMENTS_OFFSET, NULL);
}

PyObject *
_PyObject_Call_Prepend(PyThreadState *tstate, PyObject *callable,
                       PyObject *obj, PyObject *args, PyObject *kwargs)
{
    PyObject *small[_PY_FASTCALL_SMALL_STACK];
    PyObject **stack = small;
    Py_ssize_t nargs = PyTuple_GET_SIZE(args);
    if (nargs + 1 > (Py_ssize_t)Py_ARRAY_LENGTH(small)) {
        stack = PyMem_Malloc((size_t)(nargs + 1) * sizeof(PyObject *));
        if (stack == NULL) {
            PyErr_NoMemory();
            return NULL;
        }
    }
    stack[0] = obj;
    memcpy(&stack[1], _PyTuple_ITEMS(args),
           (size_t)nargs * sizeof(PyObject *));
    PyObject *result = _PyObject_FastCallDictTstate(tstate, callable, stack,
                                                    (size_t)nargs + 1, kwargs);
    if (stack != small) {
        PyMem_Free(stack);
    }
    return result;
}
