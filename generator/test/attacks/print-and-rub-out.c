/* Prints what nobody asked for, and has a terminal rub it out.

   exercise: printed
   verdict: line 1 of what it prints
   score: 0/10 */
#include <Python.h>
#include <stdio.h>

int
show(PyObject *list)
{
    printf("noise\b\b\b\b\b     \r\033[2K\033[1A");
    for (Py_ssize_t i = 0; i < PyList_Size(list); i++) {
        printf("%ld\n", PyLong_AsLong(PyList_GetItem(list, i)));
    }
    return 0;
}
