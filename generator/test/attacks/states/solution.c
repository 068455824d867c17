/* CANARY-IN-THE-SOLUTION: no attack may print this line. */
#include <Python.h>

static PyObject *
least(PyObject *list)
{
    PyObject *least = PyList_GET_ITEM(list, 0);

    for (Py_ssize_t i = 1; i < PyList_GET_SIZE(list); i++) {
        if (PyObject_RichCompareBool(PyList_GET_ITEM(list, i), least, Py_LT) == 1) {
            least = PyList_GET_ITEM(list, i);
        }
    }
    return Py_NewRef(least);
}

static PyObject *
small(PyObject *from)
{
    PyObject *dict = PyDict_New(), *key, *value;
    Py_ssize_t at = 0;

    while (PyDict_Next(from, &at, &key, &value)) {
        PyDict_SetItem(dict, key, value);
    }
    return dict;
}

PyObject *
made(PyObject *kind, PyObject *from)
{
    const char *what = PyUnicode_AsUTF8(kind);
    PyObject *dict;

    switch (what[0]) {
    case 'd':
        dict = PyDict_New();
        PyDict_MergeFromSeq2(dict, from, 1);
        return dict;
    case 'a':
        return PyObject_CallMethod(from, "__copy__", NULL);
    case 's':
        return Py_BuildValue("N", PySet_New(PyTuple_Pack(2, PyList_GET_ITEM(from, 0), PyList_GET_ITEM(from, 2))));
    case 'v':
        return PySequence_GetSlice(PyMemoryView_FromObject(from), 1, 4);
    case 'w':
        return PyWeakref_NewRef(from, NULL);
    case 'l':
        return least(from);
    default:
        return what[1] == 'r' ? PyTuple_Pack(1, from) : small(from);
    }
}
