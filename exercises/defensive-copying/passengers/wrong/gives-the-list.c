/* score: 1/6
   fails: shows */
#include <Python.h>

PyObject *
bus_passengers(PyObject *bus)
{
    return PyObject_GetAttrString(bus, "_passengers");
}
