/* score: 6/8
   fails: high_bytes */
#include <Python.h>

PyObject *
checksum(PyObject *exporter)
{
    Py_buffer view;
    long sum = 0;

    if (PyObject_GetBuffer(exporter, &view, PyBUF_SIMPLE) < 0) {
        return NULL;
    }
    for (Py_ssize_t i = 0; i < view.len; i++) {
        sum += ((signed char *)view.buf)[i];
    }
    PyBuffer_Release(&view);
    return PyLong_FromLong(sum);
}
