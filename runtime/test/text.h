/* text.h -- checks of results by their repr, for the tests of text.
 *
 * Included once by a test program, after tap.h and heapbook.h.
 */
#ifndef HB_TEST_TEXT_H
#define HB_TEST_TEXT_H

/* The repr of a new reference, or "Type: text" of the exception; lives until
 * the next call. */
static inline const char *
told(PyObject *result)
{
    static char text[1024];
    PyObject *said;

    if (result != NULL) {
        said = PyObject_Repr(result);
        Py_DECREF(result);
        snprintf(text, sizeof text, "%s", PyUnicode_AsUTF8(said));
    }
    else {
        PyObject *type, *value, *traceback;

        PyErr_Fetch(&type, &value, &traceback);
        PyErr_NormalizeException(&type, &value, &traceback);
        said = PyObject_Str(value);
        snprintf(text, sizeof text, "%s: %s", ((PyTypeObject *)type)->tp_name,
                 PyUnicode_AsUTF8(said));
        Py_XDECREF(type);
        Py_XDECREF(value);
        Py_XDECREF(traceback);
    }
    Py_DECREF(said);
    return text;
}

/* States what a call gives, as repr or as exception. */
#define gives(call, expected) is(told(call), (expected), "%s", #call)

/* The same for a call that returns int: -1 stands for the exception. */
#define gives_int(call, expected)                                             \
    is(told((call) < 0 ? NULL : Py_NewRef(Py_None)), (expected), "%s", #call)

#endif
