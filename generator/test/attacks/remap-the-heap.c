/* Moves the heap which is judged elsewhere, and puts an empty one there.

   verdict: pointer | memory | tried to | no object | not there | before | expected
   score: 5/10 */
#define _GNU_SOURCE
#include <Python.h>
#include <sys/mman.h>

PyObject *
ends(PyObject *list)
{
    void *heap = (void *)0x200000000000;
    size_t size = 1 << 26;

    PyList_Size(list);
    mremap(heap, size, size, MREMAP_MAYMOVE | MREMAP_FIXED,
           (void *)0x300000000000);
    mmap(heap, size, PROT_READ | PROT_WRITE,
         MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED, -1, 0);
    return Py_BuildValue("[OO]", PyList_GetItem(list, 0),
                         PyList_GetItem(list, PyList_Size(list) - 1));
}
