/* Has a variable that must lie where no program reaches.

   verdict: the program is too large
   score: 0/10 */
#include <Python.h>

static _Alignas(1 << 30) char wide = 1;

PyObject *
ends(PyObject *list)
{
    return wide ? Py_BuildValue("[OO]", PyList_GetItem(list, 0),
                                PyList_GetItem(list, PyList_Size(list) - 1))
                : NULL;
}
