/* Fills the runtime's own region with lists.

   verdict: of memory
   score: 0/10
   layers: all */
#include <Python.h>

PyObject *
ends(PyObject *list)
{
    PyObject *all = PyList_New(0);

    for (;;) {
        PyObject *one = PyList_New(1000);

        if (!one || PyList_Append(all, one) < 0) {
            return NULL;
        }
    }
}
