/* score: 5/7
   fails: others */
#include <Python.h>

Py_ssize_t
offset_of_slot(PyObject *cls, const char *name)
{
    PyObject *found = PyObject_GetAttrString(cls, name);

    if (!found) {
        return -1;
    }
    if (PyLong_Check(found)) {
        PyErr_SetString(PyExc_TypeError, "no");
        Py_DECREF(found);
        return -1;
    }
    Py_DECREF(found);
    return 16 + 8 * (*name - (*name < 'x' ? 'a' : 'x'));
}
