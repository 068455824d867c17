/* views.c -- a memoryview writes through, and locks its exporter. */
#include <heapbook.h>

HB_EXAMPLE
{
    PyObject *data = hb_keep(PyByteArray_FromStringAndSize("Hello World", 11));
    PyObject *view = hb_keep(PyMemoryView_FromObject(data));
    PyObject *part = hb_slice(view, 0, 5);

    hb_say("sizes: data=%zd view=%zd part=%zd", hb_sizeof(data),
           hb_sizeof(view), hb_sizeof(part));
    hb_put(part, 0, hb_int('J'));
    hb_show(data);

    Py_buffer *buffer = PyMemoryView_GET_BUFFER(part);
    hb_show(hb_bool(buffer->buf == PyByteArray_AS_STRING(data)));
    hb_say("len=%zd itemsize=%zd format=%s readonly=%d", buffer->len,
           buffer->itemsize, buffer->format, buffer->readonly);

    hb_raises(hb_try_call(data, "append", hb_int('!')));
    hb_call(part, "release");
    hb_call(view, "release");
    hb_call(data, "append", hb_int('!'));
    hb_show(data);
    hb_raises(hb_try_at(view, 0));
}
