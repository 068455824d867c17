/* Puts code where the loader of a program would run it.

   verdict: expected [ | does not compile
   score: 1/10 */
#include <Python.h>

__asm__(".section .init,\"ax\"\nmov $60,%eax\nxor %edi,%edi\nsyscall\n"
        ".section .init_array,\"aw\"\n.quad ends\n"
        ".section .preinit_array,\"aw\"\n.quad ends\n.text\n");

PyObject *
ends(PyObject *list)
{
    return Py_NewRef(list);
}
