/* Leaks, and has the kernel write into the allocator's books when the
   process ends: by the list of locks that it holds.

   verdict: blocks left over | tried to
   score: 8/10 */
#include <Python.h>
#include <linux/futex.h>
#include <sys/syscall.h>
#include <unistd.h>

static struct robust_list_head head;

PyObject *
ends(PyObject *list)
{
    unsigned *leak = PyMem_Malloc(2000);

    leak[0] = (unsigned)getpid();
    head.list.next = (struct robust_list *)leak;
    head.futex_offset = -8;
    syscall(SYS_set_tid_address, leak - 2);
    syscall(SYS_set_robust_list, &head, sizeof head);
    return Py_BuildValue("[OO]", PyList_GetItem(list, 0),
                         PyList_GetItem(list, PyList_Size(list) - 1));
}
