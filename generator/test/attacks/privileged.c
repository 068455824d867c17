/* Does what only a kernel may.

   verdict: memory that is not | pointer
   score: 0/10 */
#include <Python.h>

PyObject *
ends(PyObject *list)
{
    __asm__("hlt");
    return list;
}
