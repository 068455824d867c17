/* bytes_writer.c -- bytes whose length is not known before they are written.
 *
 * The room is a small array in the writer, on the caller's stack; when that is
 * full, a bytes or bytearray object that is cut to size at the end.
 *
 * Source: CPython 3.11, Objects/bytesobject.c.
 */

#include <stddef.h>

#include "Python.h"
#include "internal/pycore_bytesobject.h"

void
_PyBytesWriter_Init(_PyBytesWriter *writer)
{
    memset(writer, 0, offsetof(_PyBytesWriter, small_buffer));
}

void
_PyBytesWriter_Dealloc(_PyBytesWriter *writer)
{
    Py_CLEAR(writer->buffer);
}

static char *
room_of(_PyBytesWriter *writer)
{
    if (writer->use_small_buffer) {
        return writer->small_buffer;
    }
    return writer->use_bytearray ? PyByteArray_AS_STRING(writer->buffer)
                                 : PyBytes_AS_STRING(writer->buffer);
}

/* Puts what is written so far into an object with the room. */
static int
move_to_object(_PyBytesWriter *writer, Py_ssize_t used, Py_ssize_t room)
{
    PyObject *object = writer->use_bytearray
                           ? PyByteArray_FromStringAndSize(NULL, room)
                           : PyBytes_FromStringAndSize(NULL, room);

    if (!object) {
        return -1;
    }
    writer->buffer = object;
    if (writer->use_small_buffer) {
        writer->use_small_buffer = 0;
        memcpy(room_of(writer), writer->small_buffer, (size_t)used);
    }
    return 0;
}

void *
_PyBytesWriter_Resize(_PyBytesWriter *writer, void *at, Py_ssize_t size)
{
    Py_ssize_t used = (char *)at - room_of(writer);

    if (writer->overallocate && size <= PY_SSIZE_T_MAX - size / 4) {
        size += size / 4;
    }
    if (writer->use_small_buffer) {
        if (move_to_object(writer, used, size) < 0) {
            return NULL;
        }
    }
    else if (writer->use_bytearray ? PyByteArray_Resize(writer->buffer, size)
                                   : _PyBytes_Resize(&writer->buffer, size)) {
        Py_CLEAR(writer->buffer);
        return NULL;
    }
    writer->allocated = size;
    return room_of(writer) + used;
}

void *
_PyBytesWriter_Prepare(_PyBytesWriter *writer, void *at, Py_ssize_t size)
{
    if (size == 0) {
        return at;
    }
    if (writer->min_size > PY_SSIZE_T_MAX - size) {
        PyErr_NoMemory();
        _PyBytesWriter_Dealloc(writer);
        return NULL;
    }
    writer->min_size += size;
    if (writer->min_size > writer->allocated) {
        at = _PyBytesWriter_Resize(writer, at, writer->min_size);
    }
    return at;
}

void *
_PyBytesWriter_Alloc(_PyBytesWriter *writer, Py_ssize_t size)
{
    writer->use_small_buffer = 1;
    writer->allocated = sizeof writer->small_buffer;
    return _PyBytesWriter_Prepare(writer, writer->small_buffer, size);
}

void *
_PyBytesWriter_WriteBytes(_PyBytesWriter *writer, void *at, const void *bytes,
                          Py_ssize_t size)
{
    at = _PyBytesWriter_Prepare(writer, at, size);
    if (!at) {
        return NULL;
    }
    memcpy(at, bytes, (size_t)size);
    return (char *)at + size;
}

PyObject *
_PyBytesWriter_Finish(_PyBytesWriter *writer, void *at)
{
    Py_ssize_t size = (char *)at - room_of(writer);
    PyObject *result = writer->buffer;

    if (size == 0 && !writer->use_bytearray) {
        Py_CLEAR(writer->buffer);
        return PyBytes_FromStringAndSize(NULL, 0);
    }
    if (writer->use_small_buffer) {
        return writer->use_bytearray
                   ? PyByteArray_FromStringAndSize(writer->small_buffer, size)
                   : PyBytes_FromStringAndSize(writer->small_buffer, size);
    }
    writer->buffer = NULL;
    if (size == writer->allocated) {
        return result;
    }
    if (!writer->use_bytearray) {
        return _PyBytes_Resize(&result, size) < 0 ? NULL : result;
    }
    if (PyByteArray_Resize(result, size) < 0) {
        Py_CLEAR(result);
    }
    return result;
}
