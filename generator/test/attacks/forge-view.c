/* Returns memoryviews of impossible shapes.

   verdict: expected [ | memory | pointer | NULL
   score: 5/10 */
#include <Python.h>

PyObject *
ends(PyObject *list)
{
    PyObject *bytes = PyByteArray_FromStringAndSize("abcdefgh", 8);
    PyObject *result = PyList_New(0);

    (void)list;
    for (int i = 0; i < 20; i++) {
        PyObject *view = PyMemoryView_FromObject(bytes);
        Py_buffer *buffer = PyMemoryView_GET_BUFFER(view);

        buffer->ndim = i * 7;
        buffer->len = -1L << i;
        buffer->itemsize = i == 3 ? 0 : 1L << (3 * i);
        buffer->buf = (char *)buffer->buf - (1L << (2 * i));
        buffer->format = (char *)(long)i;
        buffer->shape[0] = -1L << (63 - i);
        buffer->strides[0] = 1L << (62 - i);
        buffer->suboffsets = buffer->shape;
        PyList_Append(result, view);
    }
    return result;
}
