/* Leaks, and has the second observer begin again.

   verdict: does not compile | blocks left over
   score: 8/10 */
#include <Python.h>

int Hb_TallyBegin(void);
extern int Hb_Quarantine;

PyObject *
ends(PyObject *list)
{
    PyMem_Malloc(40);
    Hb_TallyBegin();
    Hb_Quarantine = 0;
    return Py_BuildValue("[OO]", PyList_GetItem(list, 0),
                         PyList_GetItem(list, PyList_Size(list) - 1));
}
