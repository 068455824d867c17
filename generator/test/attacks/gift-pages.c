/* Gives pages away as output, and writes to them when they are read.

   verdict: tried to use a system call (vmsplice)
   score: 0/10 */
#define _GNU_SOURCE
#include <Python.h>
#include <string.h>
#include <unistd.h>
#include <sys/syscall.h>

static char page[8192] __attribute__((aligned(4096)));

PyObject *
ends(PyObject *list)
{
    void *vector[2] = {page, (void *)4096};

    memset(page, 'a', sizeof page);
    syscall(SYS_vmsplice, 1, vector, 1, 8);
    syscall(SYS_tee, 0, 1, 4096, 0);
    syscall(SYS_splice, 0, NULL, 1, NULL, 4096, 0);
    memset(page, 27, sizeof page);
    return Py_BuildValue("[OO]", PyList_GetItem(list, 0),
                         PyList_GetItem(list, PyList_Size(list) - 1));
}
