/* score: 0/8
   fails: sums, empty, refuses */
#include <Python.h>

PyObject *
checksum(PyObject *exporter)
{
    (void)exporter;
    return PyLong_FromLong(-1);
}
