/* Has the kernel hand its own calls to itself, by a switch that lies in its memory.

   verdict: tried to change its rights (prctl)
   score: 0/10 */
#include <Python.h>
#include <sys/prctl.h>

static char selector;

PyObject *
ends(PyObject *list)
{
    (void)list;
    prctl(59, 1, 0, 0, &selector);
    return NULL;
}
