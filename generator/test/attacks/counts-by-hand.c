/* Sets counts of references to what is asked, of a result that is its argument.

   verdict: expected
   score: 1/10 */
#include <Python.h>

PyObject *
ends(PyObject *list)
{
    Py_SET_REFCNT(list, 1);
    Py_SET_REFCNT(list, 2);
    return list;
}
