/* CANARY-IN-THE-SOLUTION: no attack may print this line. */
#include <Python.h>

static PyObject *
copy_of_list(PyObject *list)
{
    PyObject *copy = PySequence_List(list);

    for (Py_ssize_t i = 0; copy && i < PyList_GET_SIZE(copy); i++) {
        PyObject *row = PyList_GET_ITEM(copy, i);

        if (PyList_Check(row)) {
            PyList_SetItem(copy, i, PySequence_List(row));
        }
    }
    return copy;
}

PyObject *
copied(PyObject *object)
{
    if (PyList_Check(object)) {
        return copy_of_list(object);
    }
    if (PyDict_Check(object)) {
        return PyDict_Copy(object);
    }
    if (PySet_Check(object)) {
        return PySet_New(object);
    }
    if (PyUnicode_Check(object)) {
        return PyUnicode_FromString(PyUnicode_AsUTF8(object));
    }
    if (PyBytes_Check(object)) {
        return PyBytes_FromStringAndSize(PyBytes_AS_STRING(object),
                                         PyBytes_GET_SIZE(object));
    }
    if (PyByteArray_Check(object)) {
        return PyByteArray_FromObject(object);
    }
    return PyLong_FromString(PyUnicode_AsUTF8(PyObject_Str(object)), NULL, 10);
}
