/* The same, where the linker allows two of a name.

   verdict: is called by the tests
   score: 1/10 */
#include <Python.h>

__attribute__((weak)) PyObject *
hb_lit(const char *display)
{
    (void)display;
    return PyList_New(1);
}

__attribute__((weak)) PyObject *
Py_BuildValue(const char *format, ...)
{
    (void)format;
    return NULL;
}

PyObject *
ends(PyObject *list)
{
    (void)list;
    return NULL;
}
