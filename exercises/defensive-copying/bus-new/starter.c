#include <Python.h>

/* Sets bus.passengers to a list of the bus's own; 0, or -1 with
   an exception. */
int
bus_init(PyObject *bus, PyObject *passengers)
{
    return PyObject_SetAttrString(bus, "passengers",
                                  passengers);
}
