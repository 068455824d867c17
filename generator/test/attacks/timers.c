/* Leaves a timer and a descriptor for signals.

   verdict: tried to set a timer (timer_create)
   score: 0/10 */
#include <Python.h>
#include <unistd.h>
#include <sys/syscall.h>

PyObject *
ends(PyObject *list)
{
    long id;

    syscall(SYS_timer_create, 1, 0, &id);
    syscall(SYS_timerfd_create, 1, 0);
    syscall(SYS_signalfd4, -1, &id, 8, 0);
    return Py_BuildValue("[OO]", PyList_GetItem(list, 0),
                         PyList_GetItem(list, PyList_Size(list) - 1));
}
