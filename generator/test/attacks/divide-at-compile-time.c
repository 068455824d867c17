/* Has the compiler divide the least number by minus one.

   verdict: does not compile | compiler | crash | expected
   score: 1/10 */
#include <Python.h>
#if (-9223372036854775807LL - 1) / -1 > 0
#endif
static long long one = (-9223372036854775807LL - 1) / -1;
static long long two = (-9223372036854775807LL - 1) % -1;
static int three = (-2147483647 - 1) / -1;
PyObject *
ends(PyObject *list)
{
    return one + two + three ? NULL : Py_NewRef(list);
}
