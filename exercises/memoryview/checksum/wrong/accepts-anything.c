/* score: 7/8
   fails: refuses */
#include <Python.h>

PyObject *
checksum(PyObject *exporter)
{
    Py_buffer view;
    unsigned long sum = 0;

    if (PyObject_GetBuffer(exporter, &view, PyBUF_SIMPLE) < 0) {
        PyErr_Clear();
        return PyLong_FromLong(0);
    }
    for (Py_ssize_t i = 0; i < view.len; i++) {
        sum += ((unsigned char *)view.buf)[i];
    }
    PyBuffer_Release(&view);
    return PyLong_FromUnsignedLong(sum);
}
