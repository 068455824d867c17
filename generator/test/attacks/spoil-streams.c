/* Leaves stdout with a buffer that is no more.

   verdict: pointer | pass | memory | before the test | NULL
   score: 10/10 */
#include <Python.h>
#include <stdio.h>
#include <unistd.h>

PyObject *
ends(PyObject *list)
{
    char buffer[64];

    setvbuf(stdout, buffer, _IOFBF, sizeof buffer);
    fputs("abc", stdout);
    fclose(stderr);
    close(1);
    return Py_BuildValue("[OO]", PyList_GetItem(list, 0),
                         PyList_GetItem(list, PyList_Size(list) - 1));
}
