/* score: 2/8
   fails: sums */
#include <Python.h>

PyObject *
checksum(PyObject *exporter)
{
    Py_buffer view;
    Py_ssize_t size;

    if (PyObject_GetBuffer(exporter, &view, PyBUF_SIMPLE) < 0) {
        return NULL;
    }
    size = view.len;
    PyBuffer_Release(&view);
    return PyLong_FromSsize_t(size);
}
