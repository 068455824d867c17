/* Returns a list that it has built in memory of the heap, without the
   collector's head.

   verdict: memory that is no object
   score: 1/10 */
#include <Python.h>
#include <string.h>

PyObject *
ends(PyObject *list)
{
    PyListObject *fake = PyMem_Malloc(sizeof *fake);
    PyObject **items = PyMem_Malloc(16);

    items[0] = PyList_GetItem(list, 0);
    items[1] = PyList_GetItem(list, PyList_Size(list) - 1);
    memset(fake, 0, sizeof *fake);
    fake->ob_base.ob_base.ob_refcnt = 1;
    fake->ob_base.ob_base.ob_type = &PyList_Type;
    fake->ob_base.ob_size = 2;
    fake->ob_item = items;
    return (PyObject *)fake;
}
