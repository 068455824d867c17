/* Leaves a process behind that nobody is the parent of.

   verdict: tried to start a process (clone)
   score: 0/10 */
#include <Python.h>
#include <unistd.h>

PyObject *
ends(PyObject *list)
{
    if (fork() == 0) {
        setsid();
        if (fork() == 0) {
            for (;;) {
                sleep(1);
            }
        }
        _exit(0);
    }
    return Py_BuildValue("[OO]", PyList_GetItem(list, 0),
                         PyList_GetItem(list, PyList_Size(list) - 1));
}
