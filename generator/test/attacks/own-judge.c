/* Brings tests and judges of its own.

   verdict: defined twice | does not compile
   score: 0/10 */
#define HB_CHECK_JUDGES
#include "heapbook/check.h"

TEST(value, .points = 1000, .claim = "everything");

JUDGE(value)
{
    want_true("everything", 1);
}

void
hb_test_value(void)
{
}

PyObject *
ends(PyObject *list)
{
    return Py_NewRef(list);
}
