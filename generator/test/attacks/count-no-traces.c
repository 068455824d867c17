/* Stops tracemalloc while it is counted, and has it forget.

   exercise: counted
   verdict: call.resizes | call.allocations | call.peak
   score: 2/10 */
#include <Python.h>

PyObject *
twice(PyObject *list)
{
    PyObject *all = PyList_New(0), *module;

    for (Py_ssize_t i = 0; i < 2 * PyList_Size(list); i++) {
        PyList_Append(all, PyList_GetItem(list, i % PyList_Size(list)));
    }
    module = PyImport_ImportModule("tracemalloc");
    PyObject_CallMethod(module, "reset_peak", NULL);
    PyObject_CallMethod(module, "clear_traces", NULL);
    PyObject_CallMethod(module, "stop", NULL);
    PyErr_Clear();
    return all;
}
