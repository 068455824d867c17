/* The same, behind a trigraph and a splice.

   verdict: not allowed
   score: 0/10 */
// ??/
#pra\
gma com\
ment(option, "-run")
#include <Python.h>

PyObject *
ends(PyObject *list)
{
    return Py_BuildValue("[OO]", PyList_GetItem(list, 0),
                         PyList_GetItem(list, PyList_Size(list) - 1));
}
