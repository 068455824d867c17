/* A text that hopes to go on in the scenarios.

   verdict: does not compile
   score: 1/10 */
#include <Python.h>

PyObject *
ends(PyObject *list)
{
    return Py_NewRef(list);
}
#if 0
/*