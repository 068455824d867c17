/* Leaves what it has to give back to the pool of the examples, by a method that is called.

   exercise: ../../../exercises/defensive-copying/bus-new
   verdict: that the answer has left to the pool
   score: 9/10 */
#include "heapbook.h"

static PyMethodDef keep = {"keep", (PyCFunction)hb_keep, METH_NOARGS, NULL};

int
bus_init(PyObject *bus, PyObject *passengers)
{
    PyObject *own = passengers == Py_None ? PyList_New(0)
                                          : PySequence_List(passengers);
    PyObject *method, *same;

    if (!own) {
        return -1;
    }
    method = PyCFunction_New(&keep, own);
    Py_INCREF(own);
    same = PyObject_CallNoArgs(method);
    Py_DECREF(same);
    Py_DECREF(method);
    return PyObject_SetAttrString(bus, "passengers", own);
}
