/* Leaves semaphores, which outlive their process.

   verdict: tried to share memory with another process (semget)
   score: 0/10 */
#include <Python.h>
#include <unistd.h>
#include <sys/syscall.h>

PyObject *
ends(PyObject *list)
{
    syscall(SYS_semget, 0x4712, 3, 01666);
    return Py_BuildValue("[OO]", PyList_GetItem(list, 0),
                         PyList_GetItem(list, PyList_Size(list) - 1));
}
