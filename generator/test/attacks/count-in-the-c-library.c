/* Has its scratch memory from functions of the C library that are not named
   malloc.

   exercise: counted
   verdict: call.allocations
   score: 6/10 */
#include <Python.h>

extern void *__libc_malloc(size_t);
extern void __libc_free(void *);

PyObject *
twice(PyObject *list)
{
    Py_ssize_t n = PyList_Size(list);
    PyObject *all = PyList_New(2 * n);

    for (int i = 0; i < 400; i++) {
        __libc_free(__libc_malloc(1000));
    }
    for (Py_ssize_t i = 0; i < 2 * n; i++) {
        PyList_SetItem(all, i, Py_NewRef(PyList_GetItem(list, i % n)));
    }
    return all;
}
