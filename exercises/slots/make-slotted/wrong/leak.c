/* score: 8/9
   fails: refuses */
#include <Python.h>

PyObject *
make_slotted(const char *name, PyObject *fields)
{
    PyObject *slots = PySequence_Tuple(fields);

    if (slots == NULL) {
        return NULL;
    }
    return PyObject_CallFunction((PyObject *)&PyType_Type,
                                 "s(){sO}", name, "__slots__",
                                 slots);
}
