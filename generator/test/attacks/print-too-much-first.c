/* Prints so much that what follows might be cut.

   exercise: printed
   verdict: of output
   score: 0/10 */
#include <Python.h>
#include <stdio.h>

int
show(PyObject *list)
{
    for (int i = 0; i < 300000; i++) {
        printf("1\n22\n333\n");
    }
    for (Py_ssize_t i = 0; i < PyList_Size(list); i++) {
        printf("%ld\n", PyLong_AsLong(PyList_GetItem(list, i)));
    }
    return 0;
}
