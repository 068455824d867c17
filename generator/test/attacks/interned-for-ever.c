/* Leaks as a string that is interned for ever.

   verdict: blocks left over
   score: 8/10 */
#include <Python.h>

PyObject *
ends(PyObject *list)
{
    PyObject *text = PyUnicode_FromString("a text that stays for ever");

    PyUnicode_InternInPlace(&text);
    Py_INCREF(text);
    Py_INCREF(text);
    return Py_BuildValue("[OO]", PyList_GetItem(list, 0),
                         PyList_GetItem(list, PyList_Size(list) - 1));
}
