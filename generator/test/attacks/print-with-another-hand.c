/* Prints to stderr under the name of stdout.

   exercise: printed
   verdict: of what it prints
   score: 3/10 */
#include <Python.h>
#include <stdio.h>
#include <unistd.h>

int
show(PyObject *list)
{
    dup2(2, 1);
    for (Py_ssize_t i = 0; i < PyList_Size(list); i++) {
        printf("%ld\n", PyLong_AsLong(PyList_GetItem(list, i)));
    }
    return 0;
}
