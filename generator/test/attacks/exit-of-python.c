/* Ends with 0 as Python programs do.

   verdict: NULL pointer | before the test was over
   score: 0/10 */
#include <Python.h>

static void
late(void)
{
    PyErr_SetNone(PyExc_SystemExit);
}

PyObject *
ends(PyObject *list)
{
    Py_AtExit(late);
    Py_Exit(list == NULL);
}
