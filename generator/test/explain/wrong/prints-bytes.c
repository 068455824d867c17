#include <Python.h>
PyObject *first(PyObject *list)
{
    fputs("\xef\xbb\xbf\xef\xbf\xbe\xe2\x82 \xff\xed\xa0\x80", stdout);
    fwrite("a\0b\n", 1, 4, stdout);
    for (int i = 0; i < 3000; i++) {
        fputs("\xe2\x82\xac\xe2\x82\n", stdout);
    }
    return Py_NewRef(PyList_GetItem(list, 0));
}

/* line: 0
   explanation: nothing */
