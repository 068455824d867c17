/* abstract_buffer.c -- the old buffer interface, and stepping through arrays.
 *
 * The old functions hand out a pointer and give the lock on it back at once:
 * it is good only as long as the caller can rely on the object to stay as it
 * is.
 */

#include "Python.h"

#include "internal/pycore_abstract.h"

/* The memory of obj, without its lock; -1 with an exception. */
static int
peek(PyObject *obj, Py_buffer *view, int flags)
{
    if (PyObject_GetBuffer(obj, view, flags) < 0) {
        return -1;
    }
    PyBuffer_Release(view);
    return 0;
}

int
PyObject_AsReadBuffer(PyObject *obj, const void **buffer, Py_ssize_t *len)
{
    Py_buffer view;
    if (obj == NULL || buffer == NULL || len == NULL) {
        Hb_NullError();
        return -1;
    }
    if (peek(obj, &view, PyBUF_SIMPLE) < 0) {
        return -1;
    }
    *buffer = view.buf;
    *len = view.len;
    return 0;
}

int
PyObject_AsCharBuffer(PyObject *obj, const char **buffer, Py_ssize_t *len)
{
    const void *memory;
    if (buffer == NULL) {
        Hb_NullError();
        return -1;
    }
    if (PyObject_AsReadBuffer(obj, &memory, len) < 0) {
        return -1;
    }
    *buffer = memory;
    return 0;
}

int
PyObject_CheckReadBuffer(PyObject *obj)
{
    Py_buffer view;
    if (peek(obj, &view, PyBUF_SIMPLE) < 0) {
        PyErr_Clear();
        return 0;
    }
    return 1;
}

int
PyObject_AsWriteBuffer(PyObject *obj, void **buffer, Py_ssize_t *len)
{
    Py_buffer view;
    if (obj == NULL || buffer == NULL || len == NULL) {
        Hb_NullError();
        return -1;
    }
    PyBufferProcs *procs = Py_TYPE(obj)->tp_as_buffer;
    if (procs == NULL || procs->bf_getbuffer == NULL ||
        peek(obj, &view, PyBUF_WRITABLE) < 0) {
        PyErr_SetString(PyExc_TypeError,
                        "expected a writable bytes-like object");
        return -1;
    }
    *buffer = view.buf;
    *len = view.len;
    return 0;
}

/* ---- stepping ---------------------------------------------------------- */

void
_Py_add_one_to_index_F(int nd, Py_ssize_t *index, const Py_ssize_t *shape)
{
    for (int k = 0; k < nd; k++) {
        if (index[k] < shape[k] - 1) {
            index[k]++;
            return;
        }
        index[k] = 0;
    }
}

void
_Py_add_one_to_index_C(int nd, Py_ssize_t *index, const Py_ssize_t *shape)
{
    for (int k = nd - 1; k >= 0; k--) {
        if (index[k] < shape[k] - 1) {
            index[k]++;
            return;
        }
        index[k] = 0;
    }
}

/* ---- a converter ------------------------------------------------------- */

int
_Py_convert_optional_to_ssize_t(PyObject *obj, void *result)
{
    Py_ssize_t limit;
    if (obj == Py_None) {
        return 1;
    }
    if (!_PyIndex_Check(obj)) {
        PyErr_Format(PyExc_TypeError,
                     "argument should be integer or None, not '%.200s'",
                     Py_TYPE(obj)->tp_name);
        return 0;
    }
    limit = PyNumber_AsSsize_t(obj, PyExc_OverflowError);
    if (limit == -1 && PyErr_Occurred()) {
        return 0;
    }
    *(Py_ssize_t *)result = limit;
    return 1;
}
