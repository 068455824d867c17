/* Prints without end, elsewhere.

   verdict: of output
   score: 0/10
   layers: all */
#include <Python.h>
#include <unistd.h>

PyObject *
ends(PyObject *list)
{
    char dots[4096] = {'.'};

    for (;;) {
        write(2, dots, sizeof dots);
    }
}
