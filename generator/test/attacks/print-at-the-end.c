/* Prints when the interpreter ends, and so after the scenario.

   exercise: printed
   verdict: of what it prints
   score: 7/10 */
#include <Python.h>
#include <stdio.h>

static void
late(void)
{
    puts("noise");
}

int
show(PyObject *list)
{
    Py_AtExit(late);
    for (Py_ssize_t i = 0; i < PyList_Size(list); i++) {
        printf("%ld\n", PyLong_AsLong(PyList_GetItem(list, i)));
    }
    return 0;
}
