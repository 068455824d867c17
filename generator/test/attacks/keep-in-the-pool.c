/* Leaves what it has to give back to the pool of the examples.

   exercise: ../../../exercises/defensive-copying/bus-new
   verdict: 1 that the answer has left to the pool
   score: 9/10 */
#include "heapbook.h"

int
bus_init(PyObject *bus, PyObject *passengers)
{
    PyObject *own = passengers == Py_None ? PyList_New(0)
                                          : PySequence_List(passengers);

    return own ? PyObject_SetAttrString(bus, "passengers", hb_keep(own)) : -1;
}
