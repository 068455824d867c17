/* said.h -- what was raised, and what was logged, as text.
 *
 * Included once by a test program; public API only.
 */
#ifndef HB_TEST_SAID_H
#define HB_TEST_SAID_H

#include <Python.h>

/* "Class: text" of the exception that is set, which is cleared; lives until
 * the next call. */
static inline const char *
raised(void)
{
    static char text[300];
    PyObject *type, *value, *traceback, *string;

    PyErr_Fetch(&type, &value, &traceback);
    if (!type) {
        return "no error";
    }
    PyErr_NormalizeException(&type, &value, &traceback);
    string = PyObject_Str(value);
    snprintf(text, sizeof(text), "%s: %s", ((PyTypeObject *)type)->tp_name,
             string ? PyUnicode_AsUTF8(string) : "?");
    PyErr_Clear();
    Py_XDECREF(string);
    Py_XDECREF(type);
    Py_XDECREF(value);
    Py_XDECREF(traceback);
    return text;
}

/* What was logged, a list of strings, joined; the log is empty then. */
static inline const char *
joined(PyObject *log)
{
    static char text[200];
    PyObject *comma = PyUnicode_FromString(",");
    PyObject *line = PyUnicode_Join(comma, log);

    snprintf(text, sizeof(text), "%s", PyUnicode_AsUTF8(line));
    Py_DECREF(line);
    Py_DECREF(comma);
    PyList_SetSlice(log, 0, PyList_GET_SIZE(log), NULL);
    return text;
}

#endif
