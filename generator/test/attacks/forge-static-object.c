/* Returns a list that lies in no heap.

   verdict: memory that is no object
   score: 1/10 */
#include <Python.h>

PyObject *
ends(PyObject *list)
{
    static PyListObject fake;
    static PyObject *items[2];

    items[0] = PyList_GetItem(list, 0);
    items[1] = PyList_GetItem(list, PyList_Size(list) - 1);
    fake.ob_base.ob_base.ob_refcnt = 1;
    fake.ob_base.ob_base.ob_type = &PyList_Type;
    fake.ob_base.ob_size = 2;
    fake.ob_item = items;
    return (PyObject *)&fake;
}
