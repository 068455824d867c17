/* Fills folders with files until there is no room for names.

   verdict: tried to open a file (openat)
   score: 0/10 */
#include <Python.h>
#include <unistd.h>
#include <sys/syscall.h>
#include <stdio.h>
#include <fcntl.h>

PyObject *
ends(PyObject *list)
{
    char name[] = "/dev/shm/hb-attack-00000";

    for (int i = 0; i < 2000; i++) {
        snprintf(name, sizeof name, "/dev/shm/hb-attack-%05d", i);
        close(open(name, 0102, 0666));
    }
    return Py_BuildValue("[OO]", PyList_GetItem(list, 0),
                         PyList_GetItem(list, PyList_Size(list) - 1));
}
