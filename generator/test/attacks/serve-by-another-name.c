/* Has its leak served by an allocator of its own, which it names to the
   runtime by the function that the runtime itself uses.

   verdict: blocks left over | does not compile
   score: 8/10 */
#include <Python.h>

void Hb_ServeBy(PyMemAllocatorDomain domain, const PyMemAllocatorEx *by);

static char room[1 << 16];
static size_t used = 16;

static void *
take(void *ctx, size_t size)
{
    (void)ctx;
    used += (size + 15) & ~15UL;
    return room + used;
}

PyObject *
ends(PyObject *list)
{
    PyMemAllocatorEx usual, own;

    PyMem_GetAllocator(PYMEM_DOMAIN_MEM, &usual);
    own = usual;
    own.malloc = take;
    Hb_ServeBy(PYMEM_DOMAIN_MEM, &own);
    PyMem_Malloc(40);
    Hb_ServeBy(PYMEM_DOMAIN_MEM, &usual);
    return Py_BuildValue("[OO]", PyList_GetItem(list, 0),
                         PyList_GetItem(list, PyList_Size(list) - 1));
}
