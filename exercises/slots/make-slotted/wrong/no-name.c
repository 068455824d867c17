/* score: 5/9
   fails: named, no_dict */
#include <Python.h>

PyObject *
make_slotted(const char *name, PyObject *fields)
{
    PyObject *slots = PySequence_Tuple(fields);
    PyObject *cls;

    (void)name;
    if (slots == NULL) {
        return NULL;
    }
    cls = PyObject_CallFunction((PyObject *)&PyType_Type,
                                "s(){sO}", "Slotted",
                                "__slots__", slots);
    Py_DECREF(slots);
    return cls;
}
