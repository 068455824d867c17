/* Copies by having two owners of everything's memory.

   exercise: copied
   verdict: whose memory is another's as well
   score: 0/10 */
#include <Python.h>
#include <string.h>

static PyObject *
share(PyObject *of)
{
    PyObject *copy;

    if (PyList_Check(of)) {
        copy = PyList_New(0);
        memcpy(&((PyListObject *)copy)->ob_item, &((PyListObject *)of)->ob_item, 16);
        Py_SET_SIZE(copy, Py_SIZE(of));
        for (Py_ssize_t i = 0; i < Py_SIZE(of); i++) {
            Py_INCREF(PyList_GET_ITEM(of, i));
        }
        return copy;
    }
    if (PyDict_Check(of)) {
        copy = PyDict_New();
        memcpy((char *)copy + 16, (char *)of + 16, sizeof(PyDictObject) - 16);
        return copy;
    }
    if (PySet_Check(of)) {
        copy = PySet_New(NULL);
        memcpy((char *)copy + 16, (char *)of + 16, sizeof(PySetObject) - 16);
        return copy;
    }
    if (PyByteArray_Check(of)) {
        copy = PyByteArray_FromStringAndSize("", 0);
        memcpy((char *)copy + 16, (char *)of + 16, sizeof(PyByteArrayObject) - 16);
        return copy;
    }
    return NULL;
}

PyObject *
copied(PyObject *of)
{
    PyObject *copy, *row;

    if (PyList_Check(of) && PyList_Check(PyList_GET_ITEM(of, 0))) {
        copy = PySequence_List(of);
        for (Py_ssize_t i = 0; i < Py_SIZE(of); i++) {
            row = PyList_GET_ITEM(copy, i);
            PyList_SetItem(copy, i, share(row));
        }
        return copy;
    }
    copy = share(of);
    if (!copy) { PyErr_SetString(PyExc_TypeError, "no"); }
    return copy;
}
