/* Gives a test of the scenarios another meaning in the assembler.

   verdict: defined twice | expected [ | does not compile
   score: 1/10 */
#include <Python.h>
#include <unistd.h>

void
other(void)
{
    _exit(0);
}

__asm__(".globl hb_test_value\n.set hb_test_value, other\n"
        ".weak hb_test_fresh\n.set hb_test_fresh, other\n");

PyObject *
ends(PyObject *list)
{
    return Py_NewRef(list);
}
