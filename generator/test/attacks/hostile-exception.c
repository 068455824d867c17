/* Raises an exception whose text moves cursors and is a megabyte long.

   verdict: got | expected
   score: 1/10 */
#include <Python.h>
#include <string.h>

PyObject *
ends(PyObject *list)
{
    static char text[1 << 20];

    (void)list;
    memset(text, 27, sizeof text - 1);
    PyErr_SetString(PyExc_SystemError, text);
    return NULL;
}
