/* score: 9/10
   fails: clean */
#include <Python.h>

int
bus_init(PyObject *bus, PyObject *passengers)
{
    PyObject *own = passengers == Py_None
                        ? PyList_New(0)
                        : PySequence_List(passengers);

    if (own == NULL) {
        return -1;
    }
    return PyObject_SetAttrString(bus, "passengers", own);
}
