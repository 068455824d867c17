/* Has arrays on its stack of sizes that it does not have.

   verdict: pointer | stack | memory | crash
   score: 0/10 */
#include <Python.h>
#include <string.h>

static long
fill(long size)
{
    char room[size];

    memset(room + size / 2, 1, 8);
    return room[size / 2];
}

PyObject *
ends(PyObject *list)
{
    if (fill(1L << 30) + fill(-(1L << 20))) {
        return Py_NewRef(list);
    }
    return Py_BuildValue("[OO]", PyList_GetItem(list, 0),
                         PyList_GetItem(list, PyList_Size(list) - 1));
}
