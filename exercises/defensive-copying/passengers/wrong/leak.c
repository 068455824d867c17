/* score: 4/6
   fails: balanced */
#include <Python.h>

PyObject *
bus_passengers(PyObject *bus)
{
    PyObject *list = PyObject_GetAttrString(bus, "_passengers");

    if (list == NULL) {
        return NULL;
    }
    return PySequence_Tuple(list);
}
