#include <Python.h>

int
bus_init(PyObject *bus, PyObject *passengers)
{
    PyObject *own = passengers == Py_None
                        ? PyList_New(0)
                        : PySequence_List(passengers);
    int result;

    if (own == NULL) {
        return -1;
    }
    result = PyObject_SetAttrString(bus, "passengers", own);
    Py_DECREF(own);
    return result;
}
