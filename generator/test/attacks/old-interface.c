/* Asks the kernel by the interface of 32 bits, where calls have other numbers.

   verdict: a system call of another kind of machine
   score: 0/10 */
#include <Python.h>

PyObject *
ends(PyObject *list)
{
    long result;

    __asm__ volatile("int $0x80" : "=a"(result) : "a"(2L) : "memory");
    if (result == 0) {
        for (;;) {
        }
    }
    return Py_BuildValue("[OO]", PyList_GetItem(list, 0),
                         PyList_GetItem(list, PyList_Size(list) - 1));
}
