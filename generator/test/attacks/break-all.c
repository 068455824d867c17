/* Overwrites all of the heap, and ends the test by hand.

   verdict: before the test was over
   score: 0/10 */
#include <Python.h>
#include <string.h>
#include <unistd.h>

PyObject *
ends(PyObject *list)
{
    memset((void *)0x200000000000, 0xff, 1 << 20);
    _exit(0);
}
