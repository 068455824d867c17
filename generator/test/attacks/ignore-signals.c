/* Ignores and blocks every signal, then loops.

   verdict: no answer within
   score: 0/10
   time: 300 */
#include <Python.h>
#include <signal.h>

PyObject *
ends(PyObject *list)
{
    sigset_t all;

    for (int i = 1; i < 65; i++) {
        signal(i, SIG_IGN);
    }
    sigfillset(&all);
    sigprocmask(SIG_SETMASK, &all, NULL);
    for (volatile int on = 1; on;) {
    }
    return Py_BuildValue("[OO]", PyList_GetItem(list, 0),
                         PyList_GetItem(list, PyList_Size(list) - 1));
}
