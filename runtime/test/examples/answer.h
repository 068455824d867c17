/* answer.h -- how the cases in found*.c show what they got. */
#ifndef HB_TEST_ANSWER_H
#define HB_TEST_ANSWER_H

#include <Python.h>

/* module.attribute */
static inline PyObject *
import_from(const char *name, const char *attribute)
{
    PyObject *module = PyImport_ImportModule(name);
    PyObject *value = PyObject_GetAttrString(module, attribute);

    Py_DECREF(module);
    return value;
}

/* Prints an answer, or an exception, as a line; takes the answer. */
static inline void
put(PyObject *result)
{
    PyObject *type, *value, *traceback;

    if (result != NULL) {
        PyObject_Print(result, stdout, 0);
        Py_DECREF(result);
    }
    else {
        PyErr_Fetch(&type, &value, &traceback);
        PyErr_NormalizeException(&type, &value, &traceback);
        printf("%s: ", ((PyTypeObject *)type)->tp_name);
        PyObject_Print(value, stdout, Py_PRINT_RAW);
        Py_XDECREF(type);
        Py_XDECREF(value);
        Py_XDECREF(traceback);
    }
    printf("\n");
}

#endif
