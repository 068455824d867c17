/* Returns the argument: no solution.

   verdict: ends: expected
   score: 0/10 */
#include <Python.h>

PyObject *
ends(PyObject *list)
{
    return Py_NewRef(list);
}
