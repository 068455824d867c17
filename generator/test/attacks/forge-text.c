/* Returns texts of impossible lengths, whose characters lie elsewhere.

   verdict: expected [ | memory | pointer | NULL
   score: 5/10 */
#include <Python.h>

PyObject *
ends(PyObject *list)
{
    PyObject *result = PyList_New(0);

    (void)list;
    for (long i = 0; i < 40; i++) {
        PyObject *text = PyUnicode_New(100, 0xffff);
        long *words = (long *)text;

        words[2] = i % 3 ? 1L << i : -i;
        *(unsigned *)&words[4] = (unsigned)(i * 2654435761u);
        words[5] = (long)&PyList_Type + i * 8 - 4096;
        words[6] = 1L << (i + 20);
        words[7] = (long)&PyList_Type - (1L << i);
        PyList_Append(result, text);
    }
    return result;
}
