/* Asks the oldest page of the kernel for the time, by an address that never changes.

   verdict: expected [ | memory that is not there
   score: 1/10 */
#include <Python.h>

PyObject *
ends(PyObject *list)
{
    long (*now)(long *) = (long (*)(long *))0xffffffffff600400;

    (void)list;
    return PyLong_FromLong(now(NULL));
}
