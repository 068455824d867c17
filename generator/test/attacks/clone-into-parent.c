/* Asks for a child that is its parent's.

   verdict: tried to start a process (clone)
   score: 0/10 */
#include <Python.h>
#include <unistd.h>
#include <signal.h>
#include <sys/syscall.h>

PyObject *
ends(PyObject *list)
{
    if (syscall(SYS_clone, 0x8000 | SIGCHLD, 0, 0, 0, 0) == 0) {
        for (;;) {
            sleep(1);
        }
    }
    return Py_BuildValue("[OO]", PyList_GetItem(list, 0),
                         PyList_GetItem(list, PyList_Size(list) - 1));
}
