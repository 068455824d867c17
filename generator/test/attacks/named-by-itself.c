/* The name of its type is a text of that type.

   verdict: no object
   score: 1/10 */
#include <Python.h>
#include <string.h>

PyObject *
ends(PyObject *list)
{
    static PyType_Slot slots[] = {{0, NULL}};
    static PyType_Spec spec = {"list", 0, 0, Py_TPFLAGS_DEFAULT, slots};
    PyTypeObject *type = (PyTypeObject *)PyType_FromSpec(&spec);
    PyObject *name = PyUnicode_FromString("lists"), *it = PyList_New(0);

    (void)list;
    ((PyHeapTypeObject *)type)->ht_name = name;
    type->tp_flags |= Py_TPFLAGS_UNICODE_SUBCLASS;
    Py_SET_TYPE(name, type);
    Py_SET_TYPE(it, type);
    return it;
}
