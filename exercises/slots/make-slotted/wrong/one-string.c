/* score: 1/9
   fails: fills, refuses */
#include <Python.h>

PyObject *
make_slotted(const char *name, PyObject *fields)
{
    PyObject *slots = PyUnicode_FromString("x");
    PyObject *cls;

    (void)fields;
    cls = PyObject_CallFunction((PyObject *)&PyType_Type,
                                "s(){sN}", name, "__slots__",
                                slots);
    return cls;
}
