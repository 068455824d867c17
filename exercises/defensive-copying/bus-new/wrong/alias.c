/* score: 6/10
   fails: own_list, empty, any_iterable */
#include <Python.h>

int
bus_init(PyObject *bus, PyObject *passengers)
{
    PyObject *own;
    int result;

    if (passengers != Py_None) {
        return PyObject_SetAttrString(bus, "passengers",
                                      passengers);
    }
    own = PyList_New(0);
    result = PyObject_SetAttrString(bus, "passengers", own);
    Py_DECREF(own);
    return result;
}
