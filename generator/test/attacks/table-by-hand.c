/* Writes into a dict that its table is smaller than it is.

   exercise: states
   verdict: <dict 
   score: 0/10 */
#include <Python.h>
#include <string.h>

PyObject *
made(PyObject *kind, PyObject *from)
{
    PyObject *dict;
    char *keys;

    if (PyUnicode_ReadChar(kind, 1) != 'a' || PyUnicode_ReadChar(kind, 0) != 't') {
        return NULL;
    }
    dict = PyObject_CallFunctionObjArgs((PyObject *)&PyDict_Type, from, NULL);
    keys = (char *)((PyDictObject *)dict)->ma_keys; /* 16 slots: log2 at 8, usable at 16, indices at 32 */
    memmove(keys + 40, keys + 48, 3 * 24);
    keys[8] = 3;
    keys[9] = 3;
    memset(keys + 32, -1, 8);
    keys[32] = 0;
    keys[33] = 1;
    keys[34] = 2;
    return dict;
}
