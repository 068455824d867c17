/* Has no such function.

   verdict: does not compile
   score: 0/10 */
#include <Python.h>

PyObject *
end(PyObject *list)
{
    return Py_NewRef(list);
}
