/* Has the assembler move the names of others.

   verdict: expected [ | does not compile | defined twice | pointer | not there
   score: 1/10 */
#include <Python.h>

__asm__(".globl hb_test_clean\n\t.set hb_test_clean, mine\n\t"
        ".globl hb_judge_clean\n\t.set hb_judge_clean, mine\n\t"
        ".weak hb_about_clean\n\t.set hb_about_clean, mine");

void
mine(void)
{
}

PyObject *
ends(PyObject *list)
{
    return Py_NewRef(list);
}
