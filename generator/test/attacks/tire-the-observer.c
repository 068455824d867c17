/* Uses up the room of who counts blocks for a second time, then leaks, and
   writes into the allocator's books that the block is free.

   verdict: blocks left over
   score: 8/10 */
#include <Python.h>

/* As a pool of small blocks begins. */
struct pool {
    unsigned long used;
    void *free;
};

static char *leak;
static destructor before;

static void
forge(PyObject *list)
{
    struct pool *pool = (struct pool *)((unsigned long)leak & ~0x3fffUL);

    PyList_Type.tp_dealloc = before;
    before(list);
    if ((unsigned long)pool >> 44 == 2) {
        *(void **)leak = pool->free;
        pool->free = leak;
        pool->used--;
    }
}

static void
tire(void)
{
    for (int i = 0; i < 50000; i++) {
        PyMem_Free(PyMem_Malloc(40));
    }
}

PyObject *
ends(PyObject *list)
{
    tire();
    leak = PyMem_Malloc(40);
    before = PyList_Type.tp_dealloc;
    PyList_Type.tp_dealloc = forge;
    return Py_BuildValue("[OO]", PyList_GetItem(list, 0),
                         PyList_GetItem(list, PyList_Size(list) - 1));
}
