/* Gives the pages of the heap back to the kernel.

   verdict: crash | pointer | memory | before the test was over | no object | NULL | abort
   score: 0/10 */
#include <Python.h>
#include <sys/mman.h>
#include <unistd.h>

int madvise(void *address, unsigned long len, int advice);

PyObject *
ends(PyObject *list)
{
    madvise((void *)0x200000000000, 64 << 20, 9);
    madvise((void *)0x200000000000, 64 << 20, 4);
    return Py_NewRef(list);
}
