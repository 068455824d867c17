/* Prints what is asked, the end of a text, and then what it likes.

   exercise: printed
   verdict: of what it prints
   score: 0/10 */
#include <Python.h>
#include <stdio.h>

int
show(PyObject *list)
{
    for (Py_ssize_t i = 0; i < PyList_Size(list); i++) {
        printf("%ld\n", PyLong_AsLong(PyList_GetItem(list, i)));
    }
    putchar(0);
    printf("noise");
    return 0;
}
