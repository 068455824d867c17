/* Has the headers' structs laid out otherwise.

   verdict: pointer | memory | expected | pass | NULL | does not compile
   score: 1/10 */
#pragma pack(1)
#define ob_refcnt ob_refcnt; char ob_hole
#include <Python.h>
#pragma pack()

PyObject *
ends(PyObject *list)
{
    PyListObject *copy = (PyListObject *)PyList_GetSlice(list, 1, 2);

    copy->ob_base.ob_size = 2;
    return (PyObject *)copy;
}
