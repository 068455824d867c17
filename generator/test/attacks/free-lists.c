/* Has the allocator serve the elements of its argument as free memory.

   verdict: expected | pointer | memory | no object | damaged | crash | NULL
   score: 5/10 */
#include <Python.h>

PyObject *
ends(PyObject *list)
{
    void **items = ((PyListObject *)list)->ob_item;
    void **pool = (void **)((unsigned long)items & ~16383UL);

    *items = pool[1];
    pool[1] = items;
    return Py_BuildValue("[OO]", PyList_GetItem(list, 0),
                         PyList_GetItem(list, PyList_Size(list) - 1));
}
