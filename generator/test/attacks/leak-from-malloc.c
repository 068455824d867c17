/* Leaks memory of the C library's, which is in nobody's books.

   verdict: left over
   score: 8/10 */
#include <Python.h>
#include <stdlib.h>
#include <string.h>

PyObject *
ends(PyObject *list)
{
    char *text = malloc(100);

    strcpy(text, "never given back");
    return Py_BuildValue("[OO]", PyList_GetItem(list, 0),
                         PyList_GetItem(list, PyList_Size(list) - 1));
}
