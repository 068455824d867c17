/* Writes into a list that it has less room than it has.

   exercise: ../../../exercises/list-growth/trim
   verdict: <list that says it has less room than it has>
   score: 3/9 */
#include <Python.h>

int
trim(PyObject *list)
{
    Py_ssize_t size = PyList_Size(list);

    if (size < 0) {
        return -1;
    }
    ((PyListObject *)list)->allocated = (size + 3) & ~3;
    return 0;
}
