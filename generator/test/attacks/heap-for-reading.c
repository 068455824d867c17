/* Makes the heap one that nobody can write to.

   verdict: pointer | memory | crash
   score: 0/10 */
#include <Python.h>
#include <sys/mman.h>

PyObject *
ends(PyObject *list)
{
    mprotect((void *)0x200000000000, 64 << 20, PROT_READ);
    return Py_NewRef(list);
}
