/* score: 2/8
   fails: counts, not_a_list */
#include <Python.h>

Py_ssize_t
shares(PyObject *a, PyObject *b)
{
    (void)a;
    return PyList_Check(b) ? 0 : 1;
}
