/* Makes a file that has no name.

   verdict: tried to share memory with another process (memfd_create)
   score: 0/10 */
#include <Python.h>
#include <unistd.h>
#include <sys/syscall.h>

PyObject *
ends(PyObject *list)
{
    syscall(SYS_memfd_create, "a", 0);
    return Py_BuildValue("[OO]", PyList_GetItem(list, 0),
                         PyList_GetItem(list, PyList_Size(list) - 1));
}
