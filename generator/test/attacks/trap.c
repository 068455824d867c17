/* Stops as if a debugger were there.

   verdict: ended by the signal SIGTRAP
   score: 0/10 */
#include <Python.h>

PyObject *
ends(PyObject *list)
{
    __asm__("int3");
    return list;
}
