/* score: 1/9
   fails: same_elements */
#include <Python.h>

int
trim(PyObject *list)
{
    return PyList_SetSlice(list, 0, PyList_Size(list), NULL);
}
