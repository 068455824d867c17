/* Raises an exception whose text has a NUL, and returns such a str.

   exercise: ../../../exercises/slots/make-slotted
   verdict: got TypeError: __slots__ must be identifiers\x00or not
   score: 8/9 */
#include <Python.h>

PyObject *
make_slotted(const char *name, PyObject *fields)
{
    PyObject *slots = PySequence_Tuple(fields);
    PyObject *cls;

    if (slots == NULL) {
        return NULL;
    }
    cls = PyObject_CallFunction((PyObject *)&PyType_Type,
                                "s(){sO}", name, "__slots__",
                                slots);
    Py_DECREF(slots);
    if (!cls && PyErr_ExceptionMatches(PyExc_TypeError)) {
        PyObject *text = PyUnicode_FromStringAndSize("__slots__ must be identifiers\0or not", 36);
        PyErr_SetObject(PyExc_TypeError, text);
        Py_DECREF(text);
    }
    return cls;
}
