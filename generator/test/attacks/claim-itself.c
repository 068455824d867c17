/* Calls the claims of judges in its own process.

   verdict: NULL pointer | crash | memory | expected [
   score: 1/10 */
#include "heapbook/check.h"

PyObject *
ends(PyObject *list)
{
    want_value("ends", "[1]");
    want_no_leak();
    return Py_NewRef(list);
}
