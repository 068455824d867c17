/* Crashes at a line that no file has.

   verdict: NULL pointer
   score: 0/10 */
#include <Python.h>

PyObject *
ends(PyObject *list)
{
#line 2147483647 "answer.c"
    return (PyObject *)(uintptr_t)*(int *)0;
}
