/* Runs before the test and after it.

   verdict: got NULL, and no exception was set
   score: 0/10 */
#include <Python.h>
#include <unistd.h>

__attribute__((constructor)) static void
early(void)
{
    _exit(0);
}

__attribute__((destructor)) static void
late(void)
{
    _exit(0);
}

PyObject *
ends(PyObject *list)
{
    (void)list;
    return NULL;
}
