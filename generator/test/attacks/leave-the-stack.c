/* Leaves its stack in the heap which is judged, and never gives it back.

   verdict: kept twice | crash | pointer | memory | expected | left over | before the test | stack | pass
   score: 8/10 */
#include <Python.h>

PyObject *
ends(PyObject *list)
{
    char *room = PyMem_Malloc(1 << 16);
    unsigned long *from = __builtin_frame_address(0);
    unsigned long *to = (unsigned long *)(room + (1 << 15));

    for (int i = 0; i < 64; i++) {
        to[i] = from[i];
    }
    to[0] = (unsigned long)(to + 8);
    *from = (unsigned long)to;
    return Py_BuildValue("[OO]", PyList_GetItem(list, 0),
                         PyList_GetItem(list, PyList_Size(list) - 1));
}
