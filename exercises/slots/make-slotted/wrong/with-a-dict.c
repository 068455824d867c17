/* score: 6/9
   fails: no_dict */
#include <Python.h>

PyObject *
make_slotted(const char *name, PyObject *fields)
{
    PyObject *slots = PySequence_Tuple(fields);
    PyObject *base, *cls;

    if (slots == NULL) {
        return NULL;
    }
    base = PyObject_CallFunction((PyObject *)&PyType_Type,
                                 "s(){}", "Base");
    if (base == NULL) {
        Py_DECREF(slots);
        return NULL;
    }
    cls = PyObject_CallFunction((PyObject *)&PyType_Type,
                                "s(O){sO}", name, base,
                                "__slots__", slots);
    Py_DECREF(base);
    Py_DECREF(slots);
    return cls;
}
