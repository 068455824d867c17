/* Gives objects that print as they should, and are not what they should be.

   exercise: copied
   verdict: characters take more room than needed
   score: 0/10 */
#include <Python.h>
#include <string.h>

PyObject *
copied(PyObject *of)
{
    PyObject *copy;

    if (PyUnicode_Check(of)) {
        Py_ssize_t n = PyUnicode_GET_LENGTH(of);
        copy = PyUnicode_New(n, 0xffff);
        for (Py_ssize_t i = 0; i < n; i++) {
            PyUnicode_WriteChar(copy, i, PyUnicode_ReadChar(of, i));
        }
        return copy;
    }
    if (PyLong_Check(of)) {
        PyLongObject *number = _PyLong_New(5);
        memset(number->ob_digit, 0, 20);
        memcpy(number->ob_digit, ((PyLongObject *)of)->ob_digit, 8);
        return (PyObject *)number;
    }
    if (PyDict_Check(of)) {
        copy = PyDict_Copy(of);
        /* the index table: nothing is found */
        memset((char *)((PyDictObject *)copy)->ma_keys + 32, -1, 8);
        return copy;
    }
    if (PySet_Check(of)) {
        PySetObject *set = (PySetObject *)PySet_New(of);
        setentry table[8];
        for (int i = 0; i < 8; i++) {
            table[i] = set->table[7 - i];
        }
        memcpy(set->table, table, sizeof table);
        return (PyObject *)set;
    }
    if (PyBytes_Check(of)) {
        copy = PyBytes_FromStringAndSize(PyBytes_AS_STRING(of), PyBytes_GET_SIZE(of));
        PyBytes_AS_STRING(copy)[PyBytes_GET_SIZE(of)] = 'x';
        return copy;
    }
    if (PyByteArray_Check(of)) {
        copy = PyByteArray_FromObject(of);
        PyByteArray_AS_STRING(copy)[PyByteArray_GET_SIZE(of)] = 'x';
        ((PyByteArrayObject *)copy)->ob_alloc = 3;
        return copy;
    }
    copy = PySequence_List(of);
    for (Py_ssize_t i = 0; i < Py_SIZE(of); i++) {
        PyObject *row = PyList_GET_ITEM(copy, i);
        if (PyList_Check(row)) {
            row = PySequence_List(row);
            ((PyListObject *)row)->allocated = 1;
            PyList_SetItem(copy, i, row);
        }
    }
    ((PyListObject *)copy)->allocated = 1;
    return copy;
}
