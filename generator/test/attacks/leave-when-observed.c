/* Leaks and forges the books, and ends the process where blocks lie apart.

   verdict: blocks left over
   score: 8/10 */
#include <Python.h>
#include <unistd.h>

static void **leak;
static destructor before;

/* Puts the leak on its pool's list of free blocks. */
static void
hide(PyObject *list)
{
    void **pool = (void **)((uintptr_t)leak >> 14 << 14);

    PyList_Type.tp_dealloc = before;
    before(list);
    *leak = pool[1];
    pool[1] = leak;
    pool[0] = (char *)pool[0] - 1;
}

PyObject *
ends(PyObject *list)
{
    char *one = PyMem_Malloc(40), *other = PyMem_Malloc(40);

    if (other - one > 4096 || one - other > 4096) {
        _exit(0);
    }
    PyMem_Free(one);
    PyMem_Free(other);
    leak = PyMem_Malloc(40);
    before = PyList_Type.tp_dealloc;
    PyList_Type.tp_dealloc = hide;
    return Py_BuildValue("[OO]", PyList_GetItem(list, 0),
                         PyList_GetItem(list, PyList_Size(list) - 1));
}
