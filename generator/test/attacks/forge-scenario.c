/* Defines the tests themselves.

   verdict: defined twice | does not compile | expected [
   score: 1/10 */
#include <Python.h>
#include <unistd.h>

__attribute__((weak)) void
hb_test_value(void)
{
    _exit(0);
}

PyObject *
ends(PyObject *list)
{
    return Py_NewRef(list);
}
