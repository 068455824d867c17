/* CANARY-IN-THE-SOLUTION: no attack may print this line. */
#include <Python.h>

PyObject *
pair(PyObject *object)
{
    return Py_BuildValue("[[O]O]", object, object);
}
