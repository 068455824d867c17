/* call_format.c -- calls with a format, with variable arguments, and calls of
 * methods by name.
 */

#include "Python.h"

#include "internal/pycore_abstract.h"
#include "internal/pycore_call.h"
#include "internal/pycore_object.h"
#include "internal/pycore_pyerrors.h"
#include "internal/pycore_tuple.h"

/* ---- a format
 * ---------------------------------------------------------------------- */

static PyObject *
call_values(PyThreadState *tstate, PyObject *callable, PyObject *const *stack,
            Py_ssize_t nargs)
{
    if (nargs == 1 && PyTuple_Check(stack[0])) {
        /* One value that is a tuple is the list of arguments. */
        PyObject *args = stack[0];
        return _PyObject_FastCallTstate(tstate, callable, _PyTuple_ITEMS(args),
                                        PyTuple_GET_SIZE(args));
    }
    return _PyObject_FastCallTstate(tstate, callable, stack, nargs);
}

/* has_size: '#' in the format stands for a Py_ssize_t. */
static PyObject *
call_format(PyThreadState *tstate, PyObject *callable, const char *format,
            va_list va, int has_size)
{
    if (callable == NULL) {
        return Hb_NullError();
    }
    if (format == NULL || *format == '\0') {
        return _PyObject_CallNoArgsTstate(tstate, callable);
    }
    PyObject *small[_PY_FASTCALL_SMALL_STACK];
    Py_ssize_t nargs;
    PyObject **stack =
        has_size ? _Py_VaBuildStack_SizeT(small, Py_ARRAY_LENGTH(small),
                                          format, va, &nargs)
                 : _Py_VaBuildStack(small, Py_ARRAY_LENGTH(small), format, va,
                                    &nargs);
    if (stack == NULL) {
        return NULL;
    }
    PyObject *result = call_values(tstate, callable, stack, nargs);
    for (Py_ssize_t i = 0; i < nargs; i++) {
        Py_DECREF(stack[i]);
    }
    if (stack != small) {
        PyMem_Free(stack);
    }
    return result;
}

PyObject *
PyObject_CallFunction(PyObject *callable, const char *format, ...)
{
    va_list va;
    va_start(va, format);
    PyObject *result =
        call_format(_PyThreadState_GET(), callable, format, va, 0);
    va_end(va);
    return result;
}

PyObject *
_PyObject_CallFunction_SizeT(PyObject *callable, const char *format, ...)
{
    va_list va;
    va_start(va, format);
    PyObject *result =
        call_format(_PyThreadState_GET(), callable, format, va, 1);
    va_end(va);
    return result;
}

/* Takes the method, which may be NULL with an exception. */
static PyObject *
call_method_format(PyObject *method, const char *format, va_list va,
                   int has_size)
{
    if (method == NULL) {
        return NULL;
    }
    PyObject *result = NULL;
    if (PyCallable_Check(method)) {
        result =
            call_format(_PyThreadState_GET(), method, format, va, has_size);
    }
    else {
        PyErr_Format(PyExc_TypeError,
                     "attribute of type '%.200s' is not callable",
                     Py_TYPE(method)->tp_name);
    }
    Py_DECREF(method);
    return result;
}

static PyObject *
get_method(PyObject *obj, const char *name)
{
    if (obj == NULL || name == NULL) {
        return Hb_NullError();
    }
    return PyObject_GetAttrString(obj, name);
}

PyObject *
PyObject_CallMethod(PyObject *obj, const char *name, const char *format, ...)
{
    va_list va;
    va_start(va, format);
    PyObject *result =
        call_method_format(get_method(obj, name), format, va, 0);
    va_end(va);
    return result;
}

PyObject *
_PyObject_CallMethod_SizeT(PyObject *obj, const char *name, const char *format,
                           ...)
{
    va_list va;
    va_start(va, format);
    PyObject *result =
        call_method_format(get_method(obj, name), format, va, 1);
    va_end(va);
    return result;
}

PyObject *
_PyObject_CallMethod(PyObject *obj, PyObject *name, const char *format, ...)
{
    if (obj == NULL || name == NULL) {
        return Hb_NullError();
    }
    va_list va;
    va_start(va, format);
    PyObject *result =
        call_method_format(PyObject_GetAttr(obj, name), format, va, 0);
    va_end(va);
    return result;
}

static PyObject *
get_method_id(PyObject *obj, _Py_Identifier *id)
{
    if (obj == NULL || id == NULL) {
        return Hb_NullError();
    }
    return _PyObject_GetAttrId(obj, id);
}

PyObject *
_PyObject_CallMethodId(PyObject *obj, _Py_Identifier *id, const char *format,
                       ...)
{
    va_list va;
    va_start(va, format);
    PyObject *result =
        call_method_format(get_method_id(obj, id), format, va, 0);
    va_end(va);
    return result;
}

PyObject *
_PyObject_CallMethodId_SizeT(PyObject *obj, _Py_Identifier *id,
                             const char *format, ...)
{
    va_list va;
    va_start(va, format);
    PyObject *result =
        call_method_format(get_method_id(obj, id), format, va, 1);
    va_end(va);
    return result;
}

/* ---- a method by name
 * ------------------------------------------------------------------ */

PyObject *
PyObject_VectorcallMethod(PyObject *name, PyObject *const *args, size_t nargsf,
                          PyObject *kwnames)
{
    PyObject *callable;
    int unbound = _PyObject_GetMethod(args[0], name, &callable);
    if (callable == NULL) {
        return NULL;
    }
    if (unbound) {
        /* args[-1] is not the callee's: the array begins with self. */
        nargsf &= ~PY_VECTORCALL_ARGUMENTS_OFFSET;
    }
    else {
        args++;
        nargsf--;
    }
    PyObject *result = _PyObject_VectorcallTstate(
        _PyThreadState_GET(), callable, args, nargsf, kwnames);
    Py_DECREF(callable);
    return result;
}

/* ---- objects, ended by NULL
 * --------------------------------------------------------------- */

/* Calls with base, if it is not NULL, before the objects of va. */
static PyObject *
call_objects(PyObject *base, PyObject *callable, va_list va)
{
    if (callable == NULL) {
        return Hb_NullError();
    }
    PyObject *small[_PY_FASTCALL_SMALL_STACK];
    PyObject **stack = small;
    Py_ssize_t nargs = base != NULL;
    va_list count;
    va_copy(count, va);
    while (va_arg(count, PyObject *) != NULL) {
        nargs++;
    }
    va_end(count);
    if (nargs > (Py_ssize_t)Py_ARRAY_LENGTH(small)) {
        stack = PyMem_Malloc((size_t)nargs * sizeof(stack[0]));
        if (stack == NULL) {
            return PyErr_NoMemory();
        }
    }
    Py_ssize_t i = 0;
    if (base != NULL) {
        stack[i++] = base;
    }
    while (i < nargs) {
        stack[i++] = va_arg(va, PyObject *);
    }
    PyObject *result = _PyObject_FastCall(callable, stack, nargs);
    if (stack != small) {
        PyMem_Free(stack);
    }
    return result;
}

PyObject *
PyObject_CallFunctionObjArgs(PyObject *callable, ...)
{
    va_list va;
    va_start(va, callable);
    PyObject *result = call_objects(NULL, callable, va);
    va_end(va);
    return result;
}

static PyObject *
call_method_objects(PyObject *obj, PyObject *name, va_list va)
{
    if (obj == NULL || name == NULL) {
        return Hb_NullError();
    }
    PyObject *callable;
    int unbound = _PyObject_GetMethod(obj, name, &callable);
    if (callable == NULL) {
        return NULL;
    }
    PyObject *result = call_objects(unbound ? obj : NULL, callable, va);
    Py_DECREF(callable);
    return result;
}

PyObject *
PyObject_CallMethodObjArgs(PyObject *obj, PyObject *name, ...)
{
    va_list va;
    va_start(va, name);
    PyObject *result = call_method_objects(obj, name, va);
    va_end(va);
    return result;
}

PyObject *
_PyObject_CallMethodIdObjArgs(PyObject *obj, _Py_Identifier *id, ...)
{
    PyObject *name = id == NULL ? NULL : _PyUnicode_FromId(id);
    if (name == NULL && id != NULL) {
        return NULL;
    }
    va_list va;
    va_start(va, id);
    PyObject *result = call_method_objects(obj, name, va);
    va_end(va);
    return result;
}
