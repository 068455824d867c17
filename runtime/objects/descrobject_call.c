/* descrobject_call.c -- calling the methods of a type through the type.
 *
 * The first argument is self; it must be an instance of the class.
 */

#include "Python.h"

#include "internal/pycore_ceval.h"
#include "internal/pycore_method.h"
#include "internal/pycore_object.h"
#include "internal/pycore_tuple.h"

static PyMethodDef *
definition(PyObject *func)
{
    return ((PyMethodDescrObject *)func)->d_method;
}

/* Says what is wrong with the arguments; see methodobject_call.c. */
static Py_NO_INLINE int
bad_arguments(PyObject *func, const char *format, Py_ssize_t n)
{
    PyObject *name = _PyObject_FunctionStr(func);
    if (name != NULL) {
        PyErr_Format(PyExc_TypeError, format, name, n);
        Py_DECREF(name);
    }
    return -1;
}

static inline int
check_arguments(PyObject *func, PyObject *const *args, Py_ssize_t nargs,
                PyObject *kwnames)
{
    if (nargs < 1) {
        return bad_arguments(func, "unbound method %U needs an argument", 0);
    }
    if (!Py_IS_TYPE(args[0], PyDescr_TYPE(func)) &&
        Hb_DescrCheck(func, args[0]) < 0) {
        return -1;
    }
    if (kwnames != NULL && Py_SIZE(kwnames) != 0) {
        return bad_arguments(func, "%U takes no keyword arguments", 0);
    }
    return 0;
}

/* The C function, after the depth of calls has been counted. */
static inline PyCFunction
enter(PyObject *func)
{
    if (_Py_EnterRecursiveCall(" while calling a Python object")) {
        return NULL;
    }
    return definition(func)->ml_meth;
}

PyObject *
Hb_MethodDescrVarargs(PyObject *func, PyObject *const *args, size_t nargsf,
                      PyObject *kwnames)
{
    Py_ssize_t nargs = PyVectorcall_NARGS(nargsf);
    if (check_arguments(func, args, nargs, kwnames) < 0) {
        return NULL;
    }
    PyObject *tuple = _PyTuple_FromArray(args + 1, nargs - 1);
    if (tuple == NULL) {
        return NULL;
    }
    PyObject *result = NULL;
    PyCFunction meth = enter(func);
    if (meth != NULL) {
        result = meth(args[0], tuple);
        _Py_LeaveRecursiveCall();
    }
    Py_DECREF(tuple);
    return result;
}

PyObject *
Hb_MethodDescrVarargsKeywords(PyObject *func, PyObject *const *args,
                              size_t nargsf, PyObject *kwnames)
{
    Py_ssize_t nargs = PyVectorcall_NARGS(nargsf);
    if (check_arguments(func, args, nargs, NULL) < 0) {
        return NULL;
    }
    PyObject *tuple = _PyTuple_FromArray(args + 1, nargs - 1);
    PyObject *kwdict = NULL, *result = NULL;
    if (tuple == NULL) {
        return NULL;
    }
    if (kwnames != NULL && PyTuple_GET_SIZE(kwnames) > 0) {
        kwdict = _PyStack_AsDict(args + nargs, kwnames);
        if (kwdict == NULL) {
            goto done;
        }
    }
    PyCFunctionWithKeywords meth =
        (PyCFunctionWithKeywords)(void (*)(void))enter(func);
    if (meth != NULL) {
        result = meth(args[0], tuple, kwdict);
        _Py_LeaveRecursiveCall();
    }
done:
    Py_DECREF(tuple);
    Py_XDECREF(kwdict);
    return result;
}

PyObject *
Hb_MethodDescrFastcall(PyObject *func, PyObject *const *args, size_t nargsf,
                       PyObject *kwnames)
{
    Py_ssize_t nargs = PyVectorcall_NARGS(nargsf);
    if (check_arguments(func, args, nargs, kwnames) < 0) {
        return NULL;
    }
    _PyCFunctionFast meth = (_PyCFunctionFast)(void (*)(void))enter(func);
    if (meth == NULL) {
        return NULL;
    }
    PyObject *result = meth(args[0], args + 1, nargs - 1);
    _Py_LeaveRecursiveCall();
    return result;
}

PyObject *
Hb_MethodDescrFastcallKeywords(PyObject *func, PyObject *const *args,
                               size_t nargsf, PyObject *kwnames)
{
    Py_ssize_t nargs = PyVectorcall_NARGS(nargsf);
    if (check_arguments(func, args, nargs, NULL) < 0) {
        return NULL;
    }
    _PyCFunctionFastWithKeywords meth =
        (_PyCFunctionFastWithKeywords)(void (*)(void))enter(func);
    if (meth == NULL) {
        return NULL;
    }
    PyObject *result = meth(args[0], args + 1, nargs - 1, kwnames);
    _Py_LeaveRecursiveCall();
    return result;
}

PyObject *
Hb_MethodDescrMethod(PyObject *func, PyObject *const *args, size_t nargsf,
                     PyObject *kwnames)
{
    Py_ssize_t nargs = PyVectorcall_NARGS(nargsf);
    if (check_arguments(func, args, nargs, NULL) < 0) {
        return NULL;
    }
    PyCMethod meth = (PyCMethod)(void (*)(void))enter(func);
    if (meth == NULL) {
        return NULL;
    }
    PyObject *result = meth(args[0], PyDescr_TYPE(func), args + 1,
                            (size_t)nargs - 1, kwnames);
    _Py_LeaveRecursiveCall();
    return result;
}

/* Calls a function of METH_NOARGS or METH_O. */
static inline PyObject *
call_with(PyObject *func, PyObject *self, PyObject *arg)
{
    PyCFunction meth = enter(func);
    if (meth == NULL) {
        return NULL;
    }
    PyObject *result = meth(self, arg);
    _Py_LeaveRecursiveCall();
    return result;
}

PyObject *
Hb_MethodDescrNoargs(PyObject *func, PyObject *const *args, size_t nargsf,
                     PyObject *kwnames)
{
    Py_ssize_t nargs = PyVectorcall_NARGS(nargsf);
    if (check_arguments(func, args, nargs, kwnames) < 0) {
        return NULL;
    }
    if (nargs != 1) {
        bad_arguments(func, "%U takes no arguments (%zd given)", nargs - 1);
        return NULL;
    }
    return call_with(func, args[0], NULL);
}

PyObject *
Hb_MethodDescrO(PyObject *func, PyObject *const *args, size_t nargsf,
                PyObject *kwnames)
{
    Py_ssize_t nargs = PyVectorcall_NARGS(nargsf);
    if (check_arguments(func, args, nargs, kwnames) < 0) {
        return NULL;
    }
    if (nargs != 2) {
        bad_arguments(func, "%U takes exactly one argument (%zd given)",
                      nargs - 1);
        return NULL;
    }
    return call_with(func, args[0], args[1]);
}

/* ---- slot wrappers ----------------------------------------------------- */

PyObject *
Hb_WrapperDescrCall(PyObject *self, PyObject *obj, PyObject *args,
                    PyObject *kwds)
{
    PyWrapperDescrObject *descr = (PyWrapperDescrObject *)self;
    wrapperfunc wrapper = descr->d_base->wrapper;
    if (descr->d_base->flags & PyWrapperFlag_KEYWORDS) {
        wrapperfunc_kwds wk = (wrapperfunc_kwds)(void (*)(void))wrapper;
        return wk(obj, args, descr->d_wrapped, kwds);
    }
    if (kwds != NULL && (!PyDict_Check(kwds) || PyDict_GET_SIZE(kwds) != 0)) {
        PyErr_Format(PyExc_TypeError,
                     "wrapper %s() takes no keyword arguments",
                     descr->d_base->name);
        return NULL;
    }
    return wrapper(obj, args, descr->d_wrapped);
}
