/* Follows NULL.

   verdict: NULL pointer at line
   score: 0/10 */
#include <Python.h>

PyObject *
ends(PyObject *list)
{
    return *(PyObject **)8;
}
