/* unicode_writer.c -- _PyUnicodeWriter: a string that grows and widens.
 *
 * A single string written into an empty writer is not copied: the writer holds
 * it (readonly) and gives it back, unless more follows.
 *
 * Source: CPython 3.11, Objects/unicodeobject.c, _PyUnicodeWriter_*.
 */
#include "internal/pycore_unicodeobject.h"
#include "unicode_private.h"

static void
update(_PyUnicodeWriter *writer)
{
    writer->maxchar = PyUnicode_MAX_CHAR_VALUE(writer->buffer);
    writer->data = PyUnicode_DATA(writer->buffer);
    if (writer->readonly) {
        /* Not enough for anything: the next write prepares. */
        writer->kind = PyUnicode_WCHAR_KIND;
        writer->size = 0;
    }
    else {
        writer->kind = PyUnicode_KIND(writer->buffer);
        writer->size = PyUnicode_GET_LENGTH(writer->buffer);
    }
}

void
_PyUnicodeWriter_Init(_PyUnicodeWriter *writer)
{
    memset(writer, 0, sizeof *writer);
}

static Py_ssize_t
room_for(const _PyUnicodeWriter *writer, Py_ssize_t length)
{
    if (writer->overallocate && length <= PY_SSIZE_T_MAX - length / 4) {
        length += length / 4;
    }
    return Py_MAX(length, writer->min_length);
}

/* A new buffer with what was written so far. */
static int
replace_buffer(_PyUnicodeWriter *writer, Py_ssize_t size, Py_UCS4 maxchar)
{
    PyObject *buffer = PyUnicode_New(size, maxchar);
    if (buffer == NULL) {
        return -1;
    }
    if (writer->buffer != NULL) {
        _PyUnicode_FastCopyCharacters(buffer, 0, writer->buffer, 0,
                                      writer->pos);
    }
    writer->readonly = 0;
    Py_XSETREF(writer->buffer, buffer);
    update(writer);
    return 0;
}

int
_PyUnicodeWriter_PrepareInternal(_PyUnicodeWriter *writer, Py_ssize_t length,
                                 Py_UCS4 maxchar)
{
    if (length > PY_SSIZE_T_MAX - writer->pos) {
        PyErr_NoMemory();
        return -1;
    }
    Py_ssize_t needed = writer->pos + length;
    maxchar = Py_MAX(maxchar, writer->min_char);
    if (writer->buffer == NULL) {
        return replace_buffer(writer, room_for(writer, needed), maxchar);
    }
    maxchar = Py_MAX(maxchar, writer->maxchar);
    if (needed <= writer->size) {
        return maxchar == writer->maxchar
                   ? 0
                   : replace_buffer(writer, writer->size, maxchar);
    }
    Py_ssize_t size = room_for(writer, needed);
    if (maxchar > writer->maxchar || writer->readonly) {
        return replace_buffer(writer, size, maxchar);
    }
    if (Hb_UnicodeResize(&writer->buffer, size) < 0) {
        return -1;
    }
    update(writer);
    return 0;
}

int
_PyUnicodeWriter_PrepareKindInternal(_PyUnicodeWriter *writer,
                                     enum PyUnicode_Kind kind)
{
    Py_UCS4 maxchar = kind == PyUnicode_1BYTE_KIND   ? 0xff
                      : kind == PyUnicode_2BYTE_KIND ? 0xffff
                                                     : 0x10ffff;
    return _PyUnicodeWriter_PrepareInternal(writer, 0, maxchar);
}

int
_PyUnicodeWriter_WriteChar(_PyUnicodeWriter *writer, Py_UCS4 ch)
{
    if (_PyUnicodeWriter_Prepare(writer, 1, ch) < 0) {
        return -1;
    }
    PyUnicode_WRITE(writer->kind, writer->data, writer->pos, ch);
    writer->pos++;
    return 0;
}

int
_PyUnicodeWriter_WriteStr(_PyUnicodeWriter *writer, PyObject *str)
{
    Py_ssize_t n = PyUnicode_GET_LENGTH(str);
    if (n == 0) {
        return 0;
    }
    Py_UCS4 maxchar = PyUnicode_MAX_CHAR_VALUE(str);
    if (writer->buffer == NULL && !writer->overallocate &&
        (maxchar > writer->maxchar || n > writer->size)) {
        writer->readonly = 1;
        writer->buffer = Py_NewRef(str);
        update(writer);
        writer->pos += n;
        return 0;
    }
    if (_PyUnicodeWriter_Prepare(writer, n, maxchar) < 0) {
        return -1;
    }
    _PyUnicode_FastCopyCharacters(writer->buffer, writer->pos, str, 0, n);
    writer->pos += n;
    return 0;
}

int
Hb_WriterTake(_PyUnicodeWriter *writer, PyObject *text)
{
    int status = text == NULL ? -1 : _PyUnicodeWriter_WriteStr(writer, text);
    Py_XDECREF(text);
    return status;
}

int
_PyUnicodeWriter_WriteSubstring(_PyUnicodeWriter *writer, PyObject *str,
                                Py_ssize_t start, Py_ssize_t end)
{
    if (end == 0 || start == end) {
        return 0;
    }
    if (start == 0 && end == PyUnicode_GET_LENGTH(str)) {
        return _PyUnicodeWriter_WriteStr(writer, str);
    }
    Py_UCS4 maxchar = _PyUnicode_FindMaxChar(str, start, end);
    if (_PyUnicodeWriter_Prepare(writer, end - start, maxchar) < 0) {
        return -1;
    }
    _PyUnicode_FastCopyCharacters(writer->buffer, writer->pos, str, start,
                                  end - start);
    writer->pos += end - start;
    return 0;
}

static int
write_bytes(_PyUnicodeWriter *writer, const char *str, Py_ssize_t len,
            Py_UCS4 maxchar)
{
    if (len == 0) {
        return 0;
    }
    if (_PyUnicodeWriter_Prepare(writer, len, maxchar) < 0) {
        return -1;
    }
    int kind = writer->kind;
    Hb_UnicodeConvert(kind, (char *)writer->data + writer->pos * kind,
                      PyUnicode_1BYTE_KIND, str, len);
    writer->pos += len;
    return 0;
}

int
_PyUnicodeWriter_WriteASCIIString(_PyUnicodeWriter *writer, const char *str,
                                  Py_ssize_t len)
{
    return write_bytes(writer, str, len == -1 ? (Py_ssize_t)strlen(str) : len,
                       127);
}

int
_PyUnicodeWriter_WriteLatin1String(_PyUnicodeWriter *writer, const char *str,
                                   Py_ssize_t len)
{
    return write_bytes(writer, str, len,
                       Hb_FindMaxChar(PyUnicode_1BYTE_KIND, str, len));
}

PyObject *
_PyUnicodeWriter_Finish(_PyUnicodeWriter *writer)
{
    PyObject *str = writer->buffer;
    writer->buffer = NULL;
    if (writer->pos == 0) {
        Py_XDECREF(str);
        return _PyUnicode_GetEmpty();
    }
    if (writer->readonly) {
        return str;
    }
    if (Hb_UnicodeResize(&str, writer->pos) < 0) {
        Py_DECREF(str);
        return NULL;
    }
    return Hb_UnicodeResult(str);
}

void
_PyUnicodeWriter_Dealloc(_PyUnicodeWriter *writer)
{
    Py_CLEAR(writer->buffer);
}
