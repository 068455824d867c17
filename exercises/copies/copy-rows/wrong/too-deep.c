/* score: 8/10
   fails: elements_are_shared */
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
