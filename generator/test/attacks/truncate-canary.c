/* Empties a file of somebody else without opening it.

   verdict: tried to change a file (truncate)
   score: 0/10 */
#include <Python.h>
#include <unistd.h>
#include <sys/syscall.h>

PyObject *
ends(PyObject *list)
{
    syscall(SYS_truncate, "/tmp/hb-attack-canary", 3);
    syscall(SYS_ftruncate, 1, 0);
    return Py_BuildValue("[OO]", PyList_GetItem(list, 0),
                         PyList_GetItem(list, PyList_Size(list) - 1));
}
