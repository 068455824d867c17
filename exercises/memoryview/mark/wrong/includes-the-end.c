/* score: 4/10
   fails: marks */
#include <Python.h>

int
mark(PyObject *data, Py_ssize_t lo, Py_ssize_t hi)
{
    Py_buffer view;
    int result = -1;

    if (PyObject_GetBuffer(data, &view, PyBUF_WRITABLE) < 0) {
        return -1;
    }
    if (lo < 0 || hi > view.len || lo > hi) {
        PyErr_SetString(PyExc_ValueError,
                        "range out of bounds");
    }
    else {
        for (Py_ssize_t i = lo; i <= hi && i < view.len; i++) {
            ((unsigned char *)view.buf)[i] = 255;
        }
        result = 0;
    }
    PyBuffer_Release(&view);
    return result;
}
