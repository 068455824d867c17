/* score: 2/7
   fails: others, missing, not_a_slot */
#include <Python.h>

Py_ssize_t
offset_of_slot(PyObject *cls, const char *name)
{
    (void)cls;
    (void)name;
    return 16;
}
