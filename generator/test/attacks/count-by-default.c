/* Has the runtime go back to its first allocators while it is counted.

   exercise: counted
   verdict: call.resizes | call.allocations
   score: 6/10 */
#include <Python.h>

int _PyMem_SetDefaultAllocator(PyMemAllocatorDomain domain,
                               PyMemAllocatorEx *old);

PyObject *
twice(PyObject *list)
{
    PyObject *all = PyList_New(0);
    PyMemAllocatorEx old[3];

    for (int i = 0; i < 3; i++) {
        _PyMem_SetDefaultAllocator(i, &old[i]);
    }
    for (Py_ssize_t i = 0; i < 2 * PyList_Size(list); i++) {
        PyList_Append(all, PyList_GetItem(list, i % PyList_Size(list)));
    }
    for (int i = 0; i < 3; i++) {
        PyMem_SetAllocator(i, &old[i]);
    }
    return all;
}
