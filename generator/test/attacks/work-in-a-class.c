/* Lends the pool what says that it is a class, and does its work when that is given back.

   exercise: counted
   verdict: call.resizes: expected 0
   score: 6/10 */
#include "heapbook.h"

static PyObject *result, *items[100];
static Py_ssize_t n;

static void
work(PyObject *self)
{
    for (Py_ssize_t i = 0; i < 2 * n; i++) {
        PyList_Append(result, items[i % n]);
    }
}

static PyTypeObject later = {PyVarObject_HEAD_INIT(NULL, 0).tp_name = "later",
                             .tp_basicsize = 16,
                             .tp_flags = Py_TPFLAGS_TYPE_SUBCLASS,
                             .tp_dealloc = work};
static PyObject one = {1, &later};

PyObject *
twice(PyObject *list)
{
    n = PyList_GET_SIZE(list);
    for (Py_ssize_t i = 0; i < n; i++) {
        items[i] = PyList_GET_ITEM(list, i);
        Py_INCREF(items[i]);
    }
    Py_SET_REFCNT(&one, 1);
    hb_keep(&one);
    return result = PyList_New(0);
}
