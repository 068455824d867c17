/* Returns dicts whose tables are of impossible sizes.

   verdict: expected [ | memory | pointer | NULL
   score: 5/10 */
#include <Python.h>
#include <string.h>

PyObject *
ends(PyObject *list)
{
    PyObject *dict = PyDict_New();
    PyObject *result = PyList_New(0);

    for (int i = 0; i < 40; i++) {
        PyDict_SetItem(dict, PyLong_FromLong(i), list);
    }
    for (int i = 0; i < 30; i++) {
        PyObject *copy = PyDict_Copy(dict);
        unsigned char *keys = (unsigned char *)((PyDictObject *)copy)->ma_keys;

        keys[8] = (unsigned char)(i * 9);
        keys[9] = (unsigned char)(255 - i);
        keys[10] = (unsigned char)(i % 4);
        memset(keys + 16, i * 3, 16);
        ((PyDictObject *)copy)->ma_used = -i * 1000000007L;
        ((PyDictObject *)copy)->ma_values = (void *)(keys + i);
        PyList_Append(result, copy);
    }
    return result;
}
