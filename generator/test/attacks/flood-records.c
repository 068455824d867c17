/* Fills the records.

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
        write(3, dots, sizeof dots);
    }
}
