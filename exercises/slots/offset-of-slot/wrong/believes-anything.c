/* score: 5/7
   fails: not_a_slot */
#include <Python.h>
#include <structmember.h>

Py_ssize_t
offset_of_slot(PyObject *cls, const char *name)
{
    PyObject *found = PyObject_GetAttrString(cls, name);
    Py_ssize_t offset;

    if (found == NULL) {
        return -1;
    }
    offset =
        PyLong_Check(found)
            ? PyLong_AsSsize_t(found)
            : ((PyMemberDescrObject *)found)->d_member->offset;
    Py_DECREF(found);
    return offset;
}
