/* score: 9/10
   fails: none */
#include <Python.h>

int
bus_init(PyObject *bus, PyObject *passengers)
{
    PyObject *own = PySequence_List(passengers);
    int result;

    if (own == NULL) {
        return -1;
    }
    result = PyObject_SetAttrString(bus, "passengers", own);
    Py_DECREF(own);
    return result;
}
