/* Jumps out of the test, to before it.

   verdict: no answer within
   score: 0/10
   time: 300 */
#include <Python.h>
#include <setjmp.h>

PyObject *
ends(PyObject *list)
{
    static jmp_buf here;
    static int times;

    if (setjmp(here) == 0) {
        longjmp(here, 1);
    }
    times++;
    longjmp(here, times);
}
