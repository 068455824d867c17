/* Divides by nothing.

   verdict: division by zero at line 12
   score: 0/10 */
#include <Python.h>

PyObject *
ends(PyObject *list)
{
    int nothing = PyList_Check(list) - 1;

    return PyLong_FromLong(1 / nothing);
}
