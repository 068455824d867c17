/* Has the place that its lines are counted from elsewhere.

   verdict: does not compile | expected [
   score: 1/10 */
void hb_mark_(void);
static int elsewhere;
__asm__(".globl hb_mark_\n.set hb_mark_, 4096");
#include <Python.h>

PyObject *
ends(PyObject *list)
{
    elsewhere = *(int *)8;
    return list;
}
