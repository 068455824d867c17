/* Leaves what it has to give back to the pool of the examples, by way of the C library.

   exercise: ../../../exercises/defensive-copying/bus-new
   verdict: 1 that the answer has left to the pool
   score: 9/10 */
#include "heapbook.h"
#include <stdlib.h>

int
bus_init(PyObject *bus, PyObject *passengers)
{
    PyObject *own = passengers == Py_None ? PyList_New(0)
                                          : PySequence_List(passengers);

    if (own) {
        bsearch(own, "", 1, 1, (int (*)(const void *, const void *))hb_keep);
    }
    return own ? PyObject_SetAttrString(bus, "passengers", own) : -1;
}
