/* Prints without end.

   verdict: of output
   score: 0/10
   layers: all */
#include <Python.h>
#include <stdio.h>

PyObject *
ends(PyObject *list)
{
    for (;;) {
        puts("........................................");
    }
}
