/* score: 5/9
   fails: little_room */
#include <Python.h>

int
trim(PyObject *list)
{
    return PyList_Size(list) < 0 ? -1 : 0;
}
