/* score: 5/9
   fails: little_room */
#include <Python.h>

int
trim(PyObject *list)
{
    return PyList_Check(list) ? 0 : -1;
}
