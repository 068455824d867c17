#include <Python.h>
static int size_of(PyObject *list)
{
    Py_SIZE(list); } static int one(void) { return 1; }
PyObject *first(PyObject *list)
{
    if (size_of(list) > one()) {
        return NULL;
    }
    return Py_NewRef(PyList_GetItem(list, 0));
}

/* line: 4
   explanation: size_of() ends without returning a value */
