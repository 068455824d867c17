/* score: 6/7
   fails: balanced */
#include <Python.h>
#include <structmember.h>

Py_ssize_t
offset_of_slot(PyObject *cls, const char *name)
{
    PyObject *found = PyObject_GetAttrString(cls, name);

    if (found == NULL) {
        return -1;
    }
    if (!Py_IS_TYPE(found, &PyMemberDescr_Type)) {
        Py_DECREF(found);
        PyErr_SetString(PyExc_TypeError, "not a slot");
        return -1;
    }
    return ((PyMemberDescrObject *)found)->d_member->offset;
}
