#include <Python.h>

PyObject *
bus_passengers(PyObject *bus)
{
    PyObject *list = PyObject_GetAttrString(bus, "_passengers");
    PyObject *shown;

    if (list == NULL) {
        return NULL;
    }
    shown = PySequence_Tuple(list);
    Py_DECREF(list);
    return shown;
}
