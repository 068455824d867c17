/* score: 6/10
   fails: elements_are_shared, owned */
#include <Python.h>

PyObject *
copy_rows(PyObject *matrix)
{
    PyObject *module = PyImport_ImportModule("copy");
    PyObject *copy =
        PyObject_CallMethod(module, "deepcopy", "(O)", matrix);

    Py_DECREF(module);
    return copy;
}
