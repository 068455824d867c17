/* Returns an object whose type is its own, and named list.

   verdict: an object of a static type
   score: 1/10 */
#include <Python.h>

PyObject *
ends(PyObject *list)
{
    static PyTypeObject type;

    type = PyList_Type;
    type.tp_name = "list";
    list = PySequence_List(list);
    ((PyListObject *)list)->ob_base.ob_base.ob_type = &type;
    return list;
}
