/* Puts keys where no search looks for them: ints of two digits, floats, bytes and tuples.

   exercise: states
   verdict: <dict in whose table not every key is found>
   score: 0/10 */
#include <Python.h>

PyObject *
made(PyObject *kind, PyObject *from)
{
    PyObject *dict = PyDict_New();

    if (PyUnicode_ReadChar(kind, 0) != 'd') {
        return NULL;
    }
    for (Py_ssize_t i = 0; i < PyList_GET_SIZE(from); i++) {
        PyObject *pair = PyList_GET_ITEM(from, i);

        _PyDict_SetItem_KnownHash(dict, PyList_GET_ITEM(pair, 0), PyList_GET_ITEM(pair, 1), 4711 + i);
    }
    return dict;
}
