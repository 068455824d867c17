/* score: 5/6
   fails: same_people */
#include <Python.h>

PyObject *
bus_passengers(PyObject *bus)
{
    PyObject *list = PyObject_GetAttrString(bus, "_passengers");
    PyObject *module, *copy, *shown;

    if (list == NULL) {
        return NULL;
    }
    module = PyImport_ImportModule("copy");
    copy = PyObject_CallMethod(module, "deepcopy", "(O)", list);
    shown = PySequence_Tuple(copy);
    Py_DECREF(copy);
    Py_DECREF(module);
    Py_DECREF(list);
    return shown;
}
