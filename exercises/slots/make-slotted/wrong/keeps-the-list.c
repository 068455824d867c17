/* score: 7/9
   fails: own_copy */
#include <Python.h>

PyObject *
make_slotted(const char *name, PyObject *fields)
{
    return PyObject_CallFunction((PyObject *)&PyType_Type,
                                 "s(){sO}", name, "__slots__",
                                 fields);
}
