/* score: 7/10
   fails: same_people, any_iterable */
#include <Python.h>

int
bus_init(PyObject *bus, PyObject *passengers)
{
    PyObject *module = PyImport_ImportModule("copy");
    PyObject *own =
        passengers == Py_None
            ? PyList_New(0)
            : PyObject_CallMethod(module, "deepcopy", "(O)",
                                  passengers);
    int result = PyObject_SetAttrString(bus, "passengers", own);

    Py_DECREF(own);
    Py_DECREF(module);
    return result;
}
