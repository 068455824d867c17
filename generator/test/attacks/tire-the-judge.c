/* Returns sets of sets of sets, each of a thousand of the same.

   verdict: says it has another length
   score: 1/10 */
#include <Python.h>
#include <string.h>

PyObject *
ends(PyObject *list)
{
    PyObject *inner = PyFrozenSet_New(NULL), *all = PyList_New(0);

    (void)list;
    for (int depth = 0; depth < 20; depth++) {
        PySetObject *set = (PySetObject *)PyFrozenSet_New(NULL);
        setentry *table = PyMem_Malloc(1024 * sizeof(setentry));

        for (int i = 0; i < 1024; i++) {
            table[i].key = inner;
            table[i].hash = 1;
        }
        set->table = table;
        set->mask = 1023;
        set->used = set->fill = 1023;
        Py_SET_REFCNT(inner, 100000);
        inner = (PyObject *)set;
    }
    PyList_Append(all, inner);
    return all;
}
