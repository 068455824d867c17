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
    return cls;
}
