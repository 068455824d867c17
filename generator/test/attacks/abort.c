/* Aborts.

   verdict: abort() was called
   score: 0/10 */
#include <Python.h>
#include <stdlib.h>

PyObject *
ends(PyObject *list)
{
    abort();
}
