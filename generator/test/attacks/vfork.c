/* Starts a process by another call.

   verdict: tried to start a process (vfork)
   score: 0/10 */
#include <Python.h>
#include <unistd.h>
#include <sys/syscall.h>

PyObject *
ends(PyObject *list)
{
    if (syscall(SYS_vfork) == 0) {
        _exit(0);
    }
    return Py_BuildValue("[OO]", PyList_GetItem(list, 0),
                         PyList_GetItem(list, PyList_Size(list) - 1));
}
