/* Writes a program into memory and executes that.

   verdict: tried to
   score: 0/10 */
#include <Python.h>
#include <unistd.h>
#include <sys/syscall.h>

PyObject *
ends(PyObject *list)
{
    int fd = (int)syscall(SYS_memfd_create, "a", 0);

    write(fd, "#!/bin/sh\nid\n", 13);
    syscall(SYS_execveat, fd, "", 0, 0, 0x1000);
    return Py_BuildValue("[OO]", PyList_GetItem(list, 0),
                         PyList_GetItem(list, PyList_Size(list) - 1));
}
