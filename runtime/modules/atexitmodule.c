/* atexitmodule.c -- functions to be called when the program ends.
 *
 * The calls are (function, arguments, keywords) in a list of the interpreter;
 * the end takes them off from behind.
 *
 * Source: CPython 3.11, Modules/atexitmodule.c.
 */
#include "Python.h"
#include "internal/pycore_interp.h"
#include "internal/pycore_pylifecycle.h"
#include "internal/pycore_pystate.h"

static PyObject *
calls(void)
{
    PyInterpreterState *interp = _PyInterpreterState_GET();

    if (!interp->atexit_calls) {
        interp->atexit_calls = PyList_New(0);
    }
    return interp->atexit_calls;
}

static PyObject *
atexit_register(PyObject *Py_UNUSED(self), PyObject *args, PyObject *kwds)
{
    PyObject *function, *rest, *call;
    int status = -1;

    if (PyTuple_GET_SIZE(args) == 0) {
        PyErr_SetString(PyExc_TypeError,
                        "register() takes at least 1 argument (0 given)");
        return NULL;
    }
    function = PyTuple_GET_ITEM(args, 0);
    if (!PyCallable_Check(function)) {
        PyErr_SetString(PyExc_TypeError,
                        "the first argument must be callable");
        return NULL;
    }
    rest = PyTuple_GetSlice(args, 1, PyTuple_GET_SIZE(args));
    call =
        rest ? PyTuple_Pack(3, function, rest, kwds ? kwds : Py_None) : NULL;
    if (call && calls()) {
        status = PyList_Append(calls(), call);
    }
    Py_XDECREF(rest);
    Py_XDECREF(call);
    return status ? NULL : Py_NewRef(function);
}

/* Calls one, and shows its exception. */
static void
run_call(PyObject *call)
{
    PyObject *function = PyTuple_GET_ITEM(call, 0);
    PyObject *kwds = PyTuple_GET_ITEM(call, 2);
    PyObject *result;

    result = PyObject_Call(function, PyTuple_GET_ITEM(call, 1),
                           kwds == Py_None ? NULL : kwds);
    if (!result) {
        _PyErr_WriteUnraisableMsg("in atexit callback", function);
    }
    Py_XDECREF(result);
}

void
_PyAtExit_Call(PyInterpreterState *interp)
{
    PyObject *list = interp->atexit_calls;

    while (list && PyList_GET_SIZE(list) > 0) {
        Py_ssize_t last = PyList_GET_SIZE(list) - 1;
        PyObject *call = Py_NewRef(PyList_GET_ITEM(list, last));

        PyList_SetSlice(list, last, last + 1, NULL);
        run_call(call);
        Py_DECREF(call);
    }
    Py_CLEAR(interp->atexit_calls);
}

static PyObject *
atexit_run(PyObject *Py_UNUSED(self), PyObject *Py_UNUSED(args))
{
    _PyAtExit_Call(_PyInterpreterState_GET());
    Py_RETURN_NONE;
}

static PyObject *
atexit_clear(PyObject *Py_UNUSED(self), PyObject *Py_UNUSED(args))
{
    Py_CLEAR(_PyInterpreterState_GET()->atexit_calls);
    Py_RETURN_NONE;
}

static PyObject *
atexit_ncallbacks(PyObject *Py_UNUSED(self), PyObject *Py_UNUSED(args))
{
    PyObject *list = _PyInterpreterState_GET()->atexit_calls;

    return PyLong_FromSsize_t(list ? PyList_GET_SIZE(list) : 0);
}

static PyObject *
atexit_unregister(PyObject *Py_UNUSED(self), PyObject *function)
{
    PyObject *list = _PyInterpreterState_GET()->atexit_calls;
    Py_ssize_t i;

    for (i = list ? PyList_GET_SIZE(list) - 1 : -1; i >= 0; i--) {
        PyObject *call = PyList_GET_ITEM(list, i);
        int equal = PyObject_RichCompareBool(PyTuple_GET_ITEM(call, 0),
                                             function, Py_EQ);

        if (equal < 0) {
            return NULL;
        }
        if (equal && i < PyList_GET_SIZE(list) &&
            PyList_SetSlice(list, i, i + 1, NULL)) {
            return NULL;
        }
    }
    Py_RETURN_NONE;
}

static PyMethodDef atexit_methods[] = {
    {"register", (PyCFunction)(void (*)(void))atexit_register,
     METH_VARARGS | METH_KEYWORDS, NULL},
    {"unregister", atexit_unregister, METH_O, NULL},
    {"_clear", atexit_clear, METH_NOARGS, NULL},
    {"_run_exitfuncs", atexit_run, METH_NOARGS, NULL},
    {"_ncallbacks", atexit_ncallbacks, METH_NOARGS, NULL},
    {NULL, NULL, 0, NULL},
};

static PyModuleDef_Slot atexit_slots[] = {
    {0, NULL},
};

static PyModuleDef atexit_module = {
    PyModuleDef_HEAD_INIT,
    .m_name = "atexit",
    .m_methods = atexit_methods,
    .m_slots = atexit_slots,
};

PyMODINIT_FUNC PyInit_atexit(void);

PyMODINIT_FUNC
PyInit_atexit(void)
{
    return PyModuleDef_Init(&atexit_module);
}
