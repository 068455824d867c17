#include <Python.h>

/* Returns the passengers of the bus as a new tuple; NULL on
 * error. */
PyObject *
bus_passengers(PyObject *bus)
{
    return PyObject_GetAttrString(bus, "_passengers");
}
