/* Edits in place what has been hashed, and counts of tables.

   exercise: copied
   verdict: was changed after it was hashed
   score: 0/10 */
#include <Python.h>
#include <string.h>

PyObject *
copied(PyObject *of)
{
    PyObject *copy;

    if (PyUnicode_Check(of)) {
        copy = PyUnicode_FromString("bbracadabra");
        PyObject_Hash(copy);
        *(char *)PyUnicode_DATA(copy) = 'a';
        return copy;
    }
    if (PyDict_Check(of)) {
        copy = PyDict_Copy(of);
        ((PyDictObject *)copy)->ma_used = 1;
        return copy;
    }
    if (PySet_Check(of)) {
        copy = PySet_New(of);
        ((PySetObject *)copy)->used = 7;
        return copy;
    }
    if (PyBytes_Check(of)) {
        copy = PyBytes_FromString("bbracadabra");
        PyObject_Hash(copy);
        PyBytes_AS_STRING(copy)[0] = 'a';
        return copy;
    }
    if (PyByteArray_Check(of)) {
        PyByteArrayObject *a = (PyByteArrayObject *)PyByteArray_FromObject(of);
        a->ob_start = PyBytes_AS_STRING(PyBytes_FromString("abracadabra"));
        return (PyObject *)a;
    }
    if (PyList_Check(of)) {
        PyListObject *l = (PyListObject *)PySequence_List(of);
        l->ob_item = ((PyTupleObject *)PySequence_Tuple(of))->ob_item;
        return (PyObject *)l;
    }
    return Py_NewRef(of);
}
