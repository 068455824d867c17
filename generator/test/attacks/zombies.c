/* Leaves hundreds of dead children to be reaped.

   verdict: tried to start a process
   score: 0/10 */
#include <Python.h>
#include <unistd.h>
#include <sys/syscall.h>

PyObject *
ends(PyObject *list)
{
    for (int i = 0; i < 500; i++) {
        if (fork() == 0) {
            _exit(0);
        }
    }
    return Py_BuildValue("[OO]", PyList_GetItem(list, 0),
                         PyList_GetItem(list, PyList_Size(list) - 1));
}
