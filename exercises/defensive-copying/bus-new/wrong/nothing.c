/* score: 0/10
   fails: keeps, none, empty, any_iterable */
#include <Python.h>

int
bus_init(PyObject *bus, PyObject *passengers)
{
    (void)bus;
    (void)passengers;
    return 0;
}
