/* Leaks what it has from the C library by names that few know.

   verdict: blocks of malloc
   score: 8/10 */
#define _GNU_SOURCE
#include <Python.h>
#include <dlfcn.h>
#include <malloc.h>

extern void *__libc_malloc(size_t);

PyObject *
ends(PyObject *list)
{
    void *(*get)(size_t) = dlsym(RTLD_DEFAULT, "malloc");

    get(1000);
    __libc_malloc(1000);
    memalign(64, 1000);
    valloc(5000);
    return Py_BuildValue("[OO]", PyList_GetItem(list, 0),
                         PyList_GetItem(list, PyList_Size(list) - 1));
}
