/* Leaks into memory that it has made its own, which nobody shares.

   verdict: got 1 block | blocks left over | damaged
   score: 8/10 */
#include <Python.h>
#include <string.h>
#include <sys/mman.h>

PyObject *
ends(PyObject *list)
{
    char *here = (char *)0x200000000000;
    unsigned chunks = *(unsigned *)(here + 12);

    for (unsigned i = chunks; i < chunks + 8; i++) {
        mmap(here + i * 0x100000L, 0x100000, PROT_READ | PROT_WRITE,
             MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED, -1, 0);
    }
    PyList_New(100000);
    PyList_New(300000);
    return Py_BuildValue("[OO]", PyList_GetItem(list, 0),
                         PyList_GetItem(list, PyList_Size(list) - 1));
}
