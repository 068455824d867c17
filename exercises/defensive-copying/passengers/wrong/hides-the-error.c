/* score: 5/6
   fails: no_list */
#include <Python.h>

PyObject *
bus_passengers(PyObject *bus)
{
    PyObject *list = PyObject_GetAttrString(bus, "_passengers");
    PyObject *shown;

    if (list == NULL) {
        PyErr_Clear();
        return PyTuple_New(0);
    }
    shown = PySequence_Tuple(list);
    Py_DECREF(list);
    return shown;
}
