/* Puts an object into its argument that does the work when it is freed.

   exercise: counted
   verdict: call.resizes: expected 0
   score: 6/10 */
#include <Python.h>

static PyObject *result, *items[100];
static Py_ssize_t n;
static PyTypeObject later;

static void
work(PyObject *self)
{
    for (Py_ssize_t i = 0; i < 2 * n; i++) {
        PyList_Append(result, items[i % n]);
    }
}

static PyObject one = {1, &later};
static PyTypeObject later = {PyVarObject_HEAD_INIT(NULL, 0).tp_name = "later",
                             .tp_basicsize = 16, .tp_dealloc = work};

PyObject *
twice(PyObject *list)
{
    n = PyList_GET_SIZE(list);
    for (Py_ssize_t i = 0; i < n; i++) {
        items[i] = PyList_GET_ITEM(list, i);
    }
    Py_SET_REFCNT(&one, 1);
    PyList_SET_ITEM(list, 0, &one);
    return result = PyList_New(0);
}
