/* Asks the allocators directly that serve requests.

   exercise: counted
   verdict: call.allocations
   score: 2/10 */
#include <Python.h>

PyObject *
twice(PyObject *list)
{
    PyMemAllocatorEx raw;
    Py_ssize_t n = PyList_Size(list);
    PyObject *all, **kept[400];

    PyMem_GetAllocator(PYMEM_DOMAIN_OBJ, &raw);
    for (int i = 0; i < 400; i++) {
        kept[i] = raw.malloc(raw.ctx, 500);
    }
    all = PyList_New(2 * n);
    for (Py_ssize_t i = 0; i < 2 * n; i++) {
        PyList_SetItem(all, i, Py_NewRef(PyList_GetItem(list, i % n)));
    }
    for (int i = 0; i < 400; i++) {
        raw.free(raw.ctx, kept[i]);
    }
    return all;
}
