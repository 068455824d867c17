/* Jumps to a label that is not there; libtcc never forgets that.

   verdict: it does not compile
   score: 0/10
   spoils: the compiler */
#include <Python.h>

PyObject *
ends(PyObject *list)
{
    goto nowhere;
    return list;
}
