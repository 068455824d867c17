/* methodobject_call.c -- handing arguments to C functions. */

#include "Python.h"

#include "internal/pycore_call.h"
#include "internal/pycore_ceval.h"
#include "internal/pycore_method.h"
#include "internal/pycore_object.h"

/* Says what is wrong with the arguments of func: the format has %U for its
 * name and may have %zd for n.  Never inline, like all that is rare here: a
 * call saves as few registers as it can.
 */
static Py_NO_INLINE PyObject *
bad_arguments(PyObject *func, const char *format, Py_ssize_t n)
{
    PyObject *name = _PyObject_FunctionStr(func);
    if (name != NULL) {
        PyErr_Format(PyExc_TypeError, format, name, n);
        Py_DECREF(name);
    }
    return NULL;
}

static inline int
has_keywords(PyObject *func, PyObject *kwnames)
{
    if (kwnames == NULL || Py_SIZE(kwnames) == 0) {
        return 0;
    }
    const PyMethodDef *ml = ((PyCFunctionObject *)func)->m_ml;
    if (ml->ml_flags & HB_METH_TUPLE) {
        PyErr_Format(PyExc_TypeError, "%s() takes no keyword arguments",
                     ml->ml_name);
    }
    else {
        bad_arguments(func, "%U takes no keyword arguments", 0);
    }
    return 1;
}

/* The C function, after the depth of calls has been counted; NULL on failure.
 * The caller casts it to what its flags say, and leaves the call.
 */
static inline PyCFunction
enter(PyObject *func)
{
    if (_Py_EnterRecursiveCall(" while calling a Python object")) {
        return NULL;
    }
    return ((PyCFunctionObject *)func)->m_ml->ml_meth;
}

/* PyCFunction_GET_SELF(), without asking for the type again. */
static inline PyObject *
self_of(PyObject *func)
{
    PyCFunctionObject *f = (PyCFunctionObject *)func;

    return f->m_ml->ml_flags & METH_STATIC ? NULL : f->m_self;
}

PyObject *
Hb_CFunctionFastcall(PyObject *func, PyObject *const *args, size_t nargsf,
                     PyObject *kwnames)
{
    if (has_keywords(func, kwnames)) {
        return NULL;
    }
    _PyCFunctionFast meth = (_PyCFunctionFast)(void (*)(void))enter(func);
    if (meth == NULL) {
        return NULL;
    }
    PyObject *result = meth(self_of(func), args, PyVectorcall_NARGS(nargsf));
    _Py_LeaveRecursiveCall();
    return result;
}

PyObject *
Hb_CFunctionFastcallKeywords(PyObject *func, PyObject *const *args,
                             size_t nargsf, PyObject *kwnames)
{
    _PyCFunctionFastWithKeywords meth =
        (_PyCFunctionFastWithKeywords)(void (*)(void))enter(func);
    if (meth == NULL) {
        return NULL;
    }
    PyObject *result =
        meth(self_of(func), args, PyVectorcall_NARGS(nargsf), kwnames);
    _Py_LeaveRecursiveCall();
    return result;
}

PyObject *
Hb_CMethodFastcallKeywords(PyObject *func, PyObject *const *args,
                           size_t nargsf, PyObject *kwnames)
{
    PyCMethod meth = (PyCMethod)(void (*)(void))enter(func);
    if (meth == NULL) {
        return NULL;
    }
    PyObject *result = meth(self_of(func), PyCFunction_GET_CLASS(func), args,
                            (size_t)PyVectorcall_NARGS(nargsf), kwnames);
    _Py_LeaveRecursiveCall();
    return result;
}

/* Calls a function of METH_NOARGS or METH_O. */
static inline PyObject *
call_with(PyObject *func, PyObject *arg)
{
    PyCFunction meth = enter(func);
    if (meth == NULL) {
        return NULL;
    }
    PyObject *result = meth(self_of(func), arg);
    _Py_LeaveRecursiveCall();
    return result;
}

PyObject *
Hb_CFunctionNoargs(PyObject *func, PyObject *const *Py_UNUSED(args),
                   size_t nargsf, PyObject *kwnames)
{
    Py_ssize_t nargs = PyVectorcall_NARGS(nargsf);
    if (has_keywords(func, kwnames)) {
        return NULL;
    }
    if (nargs != 0) {
        return bad_arguments(func, "%U takes no arguments (%zd given)", nargs);
    }
    return call_with(func, NULL);
}

PyObject *
Hb_CFunctionO(PyObject *func, PyObject *const *args, size_t nargsf,
              PyObject *kwnames)
{
    Py_ssize_t nargs = PyVectorcall_NARGS(nargsf);
    if (has_keywords(func, kwnames)) {
        return NULL;
    }
    if (nargs != 1) {
        return bad_arguments(func, "%U takes exactly one argument (%zd given)",
                             nargs);
    }
    return call_with(func, args[0]);
}

PyObject *
Hb_CFunctionCall(PyObject *func, PyObject *args, PyObject *kwargs)
{
    if (((PyCFunctionObject *)func)->vectorcall != NULL) {
        return PyVectorcall_Call(func, args, kwargs);
    }
    /* The caller has counted the call, as for any tp_call. */
    PyThreadState *tstate = _PyThreadState_GET();
    PyObject *self = PyCFunction_GET_SELF(func), *result;
    PyCFunction meth = PyCFunction_GET_FUNCTION(func);
    if (PyCFunction_GET_FLAGS(func) & METH_KEYWORDS) {
        result = ((PyCFunctionWithKeywords)(void (*)(void))meth)(self, args,
                                                                 kwargs);
    }
    else if (kwargs != NULL && PyDict_GET_SIZE(kwargs) != 0) {
        PyErr_Format(PyExc_TypeError, "%.200s() takes no keyword arguments",
                     ((PyCFunctionObject *)func)->m_ml->ml_name);
        return NULL;
    }
    else {
        result = meth(self, args);
    }
    return Hb_CheckResult(tstate, func, result);
}
