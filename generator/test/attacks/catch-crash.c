/* Crashes, and goes on in a handler that ends with 0.

   verdict: before the test was over
   score: 0/10 */
#include <Python.h>
#include <signal.h>
#include <unistd.h>

static void
on_crash(int number)
{
    (void)number;
    _exit(0);
}

PyObject *
ends(PyObject *list)
{
    signal(SIGSEGV, on_crash);
    return *(PyObject **)8;
}
