/* Makes system calls by the numbers of another architecture.

   verdict: a system call of another kind of machine
   score: 0/10 */
#include <Python.h>

PyObject *
ends(PyObject *list)
{
    long result;

    __asm__ volatile("int $0x80"
                     : "=a"(result)
                     : "a"(5), "b"(0), "c"(0), "d"(0));
    return Py_NewRef(list);
}
