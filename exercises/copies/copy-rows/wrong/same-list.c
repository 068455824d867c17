/* score: 0/10
   fails: equal, empty */
#include <Python.h>

PyObject *
copy_rows(PyObject *matrix)
{
    return Py_NewRef(matrix);
}
