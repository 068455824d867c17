/* Has a function run before everything, by the section that is for that.

   verdict: before the test was over | expected
   score: 1/10 */
#include <Python.h>
#include <unistd.h>

static void
early(void)
{
    _exit(0);
}

__attribute__((section(".init_array"), used)) static void (*const first)(void) =
    early;
__attribute__((section(".preinit_array"), used)) static void (
    *const before)(void) = early;

PyObject *
ends(PyObject *list)
{
    return Py_NewRef(list);
}
