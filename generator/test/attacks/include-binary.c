/* Includes a file by the assembler.

   verdict: does not compile
   score: 0/10 */
__asm__(".incbin \"/etc/passwd\"");
#include <Python.h>

PyObject *
ends(PyObject *list)
{
    return Py_NewRef(list);
}
