/* Has a variable that must lie where no more than one can.

   verdict: does not compile | memory | compiler | too large | no answer | expected [
   score: 1/10
   time: 300 */
#include <Python.h>

static char wide[16] __attribute__((aligned(1 << 30))) = {1};
static char wider[1] __attribute__((aligned(1UL << 40))) = {1};

PyObject *
ends(PyObject *list)
{
    return PyList_New(wide[1] + wider[0] - 1);
}
