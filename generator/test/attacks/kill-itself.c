/* Ends as if somebody else had ended it.

   verdict: ended by the signal SIGKILL
   score: 0/10 */
#include <Python.h>
#include <signal.h>
#include <unistd.h>

PyObject *
ends(PyObject *list)
{
    (void)list;
    kill(getpid(), SIGKILL);
    return NULL;
}
