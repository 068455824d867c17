/* A str that says it has 2^29 characters, in an exception.

   verdict: SystemError
   score: 1/10 */
#include <Python.h>

PyObject *
ends(PyObject *list)
{
    PyObject *text = PyUnicode_FromString("x");

    PyErr_SetObject(PyExc_SystemError, text);
    ((PyASCIIObject *)text)->length = (Py_ssize_t)1 << 29;
    (void)list;
    return NULL;
}
