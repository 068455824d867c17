/* score: 6/10
   fails: unlocked, out_of_range */
#include <Python.h>

int
mark(PyObject *data, Py_ssize_t lo, Py_ssize_t hi)
{
    Py_buffer view;

    if (PyObject_GetBuffer(data, &view, PyBUF_WRITABLE) < 0) {
        return -1;
    }
    if (lo < 0 || hi > view.len || lo > hi) {
        PyErr_SetString(PyExc_ValueError,
                        "range out of bounds");
        return -1;
    }
    memset((char *)view.buf + lo, 255, (size_t)(hi - lo));
    return 0;
}
