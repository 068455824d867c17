/* genobject.c -- the types of functions, generators and coroutines of Python.
 *
 * They run bytecode, which the model does not have: the types can be named
 * and asked for, and have no instances.
 *
 * Source: CPython 3.11, Objects/genobject.c, funcobject.c (names, sizes,
 * flags).
 */
#include "Python.h"
#include "internal/pycore_object.h"

#define TYPE_WITHOUT_INSTANCES(symbol, name, size, flags)                     \
    PyTypeObject symbol = {                                                   \
        PyVarObject_HEAD_INIT(&PyType_Type, 0).tp_name = name,                \
        .tp_basicsize = (size),                                               \
        .tp_getattro = PyObject_GenericGetAttr,                               \
        .tp_flags =                                                           \
            Py_TPFLAGS_DEFAULT | Py_TPFLAGS_DISALLOW_INSTANTIATION | (flags), \
    }

TYPE_WITHOUT_INSTANCES(PyAsyncGen_Type, "async_generator", 152, 0);
TYPE_WITHOUT_INSTANCES(PyCoro_Type, "coroutine", 152, 0);
TYPE_WITHOUT_INSTANCES(PyFunction_Type, "function", sizeof(PyFunctionObject),
                       Py_TPFLAGS_METHOD_DESCRIPTOR);
TYPE_WITHOUT_INSTANCES(PyGen_Type, "generator", 152, 0);

/* ---- results ------------------------------------------------------------ */

int
_PyGen_SetStopIterationValue(PyObject *value)
{
    /* A tuple would become the arguments, an exception the instance. */
    if (value == NULL ||
        (!PyTuple_Check(value) && !PyExceptionInstance_Check(value))) {
        PyErr_SetObject(PyExc_StopIteration, value);
        return 0;
    }
    PyObject *instance = PyObject_CallOneArg(PyExc_StopIteration, value);
    if (instance == NULL) {
        return -1;
    }
    PyErr_SetObject(PyExc_StopIteration, instance);
    Py_DECREF(instance);
    return 0;
}

int
_PyGen_FetchStopIterationValue(PyObject **pvalue)
{
    PyObject *type, *value, *traceback;

    if (!PyErr_ExceptionMatches(PyExc_StopIteration)) {
        *pvalue = PyErr_Occurred() ? NULL : Py_NewRef(Py_None);
        return *pvalue == NULL ? -1 : 0;
    }
    PyErr_Fetch(&type, &value, &traceback);
    PyErr_NormalizeException(&type, &value, &traceback);
    int is = PyObject_TypeCheck(value, (PyTypeObject *)PyExc_StopIteration);
    *pvalue = is ? Py_NewRef(((PyStopIterationObject *)value)->value) : NULL;
    if (!is) {
        PyErr_Restore(type, value, traceback);
        return -1;
    }
    Py_DECREF(type);
    Py_DECREF(value);
    Py_XDECREF(traceback);
    return 0;
}
