/* Leaks from an allocator of its own making, which the runtime's books do not
   know.

   verdict: blocks left over
   score: 8/10 */
#include <Python.h>

static PyMemAllocatorEx usual;
static char room[1 << 16];
static size_t used;

static void *
take(void *ctx, size_t size)
{
    used += (size + 31) & ~15UL;
    return room + used - ((size + 15) & ~15UL);
}

PyObject *
ends(PyObject *list)
{
    PyMemAllocatorEx own;

    PyMem_GetAllocator(PYMEM_DOMAIN_OBJ, &usual);
    own = usual;
    own.malloc = take;
    PyMem_SetAllocator(PYMEM_DOMAIN_OBJ, &own);
    PyFloat_FromDouble(2.5); /* leaks */
    PyMem_SetAllocator(PYMEM_DOMAIN_OBJ, &usual);
    return Py_BuildValue("[OO]", PyList_GetItem(list, 0),
                         PyList_GetItem(list, PyList_Size(list) - 1));
}
