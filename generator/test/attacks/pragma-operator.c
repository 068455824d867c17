/* Loads a library into the compiler by the operator that makes pragmas.

   verdict: not allowed | does not compile | expected [
   score: 1/10 */
#include <Python.h>

#define DO(x) _Pragma(#x)
DO(comment(lib, "/tmp/hb-attack.so"))
_Pragma("comment(option, \"-run\")")
_Pragma("GCC dependency \"exercise/solution.c\"")
#pragma weak hb_test_value = nothing
#pragma redefine_extname ends hb_test_value

PyObject *
ends(PyObject *list)
{
    return Py_NewRef(list);
}
