/* Stops, so that a parent that waits for an end waits for ever.

   verdict: no answer within
   score: 0/10
   time: 300 */
#include <Python.h>
#include <signal.h>
#include <unistd.h>

PyObject *
ends(PyObject *list)
{
    kill(getpid(), SIGSTOP);
    return Py_BuildValue("[OO]", PyList_GetItem(list, 0),
                         PyList_GetItem(list, PyList_Size(list) - 1));
}
