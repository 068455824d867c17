#include <Python.h>
#include <structmember.h>

Py_ssize_t
offset_of_slot(PyObject *cls, const char *name)
{
    PyObject *found = PyObject_GetAttrString(cls, name);
    Py_ssize_t offset = -1;

    if (found == NULL) {
        return -1;
    }
    if (Py_IS_TYPE(found, &PyMemberDescr_Type)) {
        offset =
            ((PyMemberDescrObject *)found)->d_member->offset;
    }
    else {
        PyErr_SetString(PyExc_TypeError, "not a slot");
    }
    Py_DECREF(found);
    return offset;
}
