/* unicode_copy.c -- strings from characters, and characters of strings.
 *
 * Source: CPython 3.11, Objects/unicodeobject.c.
 */
#include "internal/pycore_unicodeobject.h"
#include "unicode_private.h"

int
Hb_UnicodeCheck(PyObject *object)
{
    if (PyUnicode_Check(object)) {
        return 0;
    }
    PyErr_Format(PyExc_TypeError, "must be str, not %.100s",
                 Py_TYPE(object)->tp_name);
    return -1;
}

int
_PyUnicode_Ready(PyObject *unicode)
{
    return PyUnicode_IS_READY(unicode) ? 0 : -1;
}

int
_PyUnicode_CheckConsistency(PyObject *op, int check_content)
{
    Py_ssize_t n = PyUnicode_GET_LENGTH(op);
    int kind = PyUnicode_KIND(op);
    const void *data = PyUnicode_DATA(op);
    assert(PyUnicode_READ(kind, data, n) == 0);
    if (check_content) {
        Py_UCS4 max = Hb_FindMaxChar(kind, data, n);
        assert(max <= PyUnicode_MAX_CHAR_VALUE(op));
        (void)max;
    }
    return 1;
}

/* ---- widths ------------------------------------------------------------- */

/* All characters or-ed; stops where nothing wider can come. */
Py_ALWAYS_INLINE static inline Py_UCS4
or_all(int kind, const void *data, Py_ssize_t size)
{
    Py_UCS4 bits = 0, widest = kind == 1 ? 0x80 : kind == 2 ? 0x100 : 0x10000;
    for (Py_ssize_t at = 0; at < size && bits < widest;) {
        Py_ssize_t end = Py_MIN(at + 1024, size);
        for (; at < end; at++) {
            bits |= PyUnicode_READ(kind, data, at);
        }
    }
    return bits;
}

Py_UCS4
Hb_FindMaxChar(int kind, const void *data, Py_ssize_t size)
{
    Py_UCS4 bits = HB_BY_KIND(kind, or_all, data, size);
    if (bits < 128) {
        return 127;
    }
    if (bits < 256) {
        return 255;
    }
    return bits < 65536 ? 65535 : 0x10ffff;
}

Py_UCS4
_PyUnicode_FindMaxChar(PyObject *unicode, Py_ssize_t start, Py_ssize_t end)
{
    int kind = PyUnicode_KIND(unicode);
    if (PyUnicode_IS_ASCII(unicode) || start >= end) {
        return 127;
    }
    return Hb_FindMaxChar(kind,
                          (const char *)PyUnicode_DATA(unicode) + start * kind,
                          end - start);
}

Py_ALWAYS_INLINE static inline void
convert_to(int to_kind, void *to, int from_kind, const void *from,
           Py_ssize_t count)
{
    for (Py_ssize_t i = 0; i < count; i++) {
        PyUnicode_WRITE(to_kind, to, i, PyUnicode_READ(from_kind, from, i));
    }
}

Py_ALWAYS_INLINE static inline void
convert_from(int from_kind, const void *from, int to_kind, void *to,
             Py_ssize_t count)
{
    HB_BY_KIND(to_kind, convert_to, to, from_kind, from, count);
}

void
Hb_UnicodeConvert(int to_kind, void *to, int from_kind, const void *from,
                  Py_ssize_t count)
{
    if (to_kind == from_kind) {
        memmove(to, from, (size_t)count * (size_t)to_kind);
        return;
    }
    HB_BY_KIND(from_kind, convert_from, from, to_kind, to, count);
}

/* ---- from arrays -------------------------------------------------------- */

PyObject *
PyUnicode_FromKindAndData(int kind, const void *buffer, Py_ssize_t size)
{
    if (size < 0) {
        PyErr_SetString(PyExc_ValueError, "size must be positive");
        return NULL;
    }
    if (kind != 1 && kind != 2 && kind != 4) {
        PyErr_SetString(PyExc_SystemError, "invalid kind");
        return NULL;
    }
    if (size == 1) {
        return Hb_UnicodeChar(PyUnicode_READ(kind, buffer, 0));
    }
    PyObject *unicode =
        PyUnicode_New(size, Hb_FindMaxChar(kind, buffer, size));
    if (unicode != NULL && size > 0) {
        Hb_UnicodeConvert(PyUnicode_KIND(unicode), PyUnicode_DATA(unicode),
                          kind, buffer, size);
    }
    return unicode;
}

PyObject *
_PyUnicode_FromASCII(const char *buffer, Py_ssize_t size)
{
    if (size == 1) {
        return Hb_UnicodeLatin1Char((Py_UCS1)buffer[0]);
    }
    PyObject *unicode = PyUnicode_New(size, 127);
    if (unicode != NULL && size > 0) {
        memcpy(PyUnicode_DATA(unicode), buffer, (size_t)size);
    }
    return unicode;
}

PyObject *
PyUnicode_FromStringAndSize(const char *u, Py_ssize_t size)
{
    if (size < 0) {
        PyErr_SetString(PyExc_SystemError,
                        "Negative size passed to PyUnicode_FromStringAndSize");
        return NULL;
    }
    if (u == NULL && size > 0) {
        PyErr_SetString(PyExc_SystemError,
                        "NULL string with positive size with NULL passed to "
                        "PyUnicode_FromStringAndSize");
        return NULL;
    }
    return u == NULL ? _PyUnicode_GetEmpty()
                     : PyUnicode_DecodeUTF8Stateful(u, size, NULL, NULL);
}

PyObject *
PyUnicode_FromString(const char *u)
{
    return PyUnicode_DecodeUTF8Stateful(u, (Py_ssize_t)strlen(u), NULL, NULL);
}

PyObject *
PyUnicode_FromOrdinal(int ordinal)
{
    if (ordinal < 0 || ordinal > 0x10ffff) {
        PyErr_SetString(PyExc_ValueError, "chr() arg not in range(0x110000)");
        return NULL;
    }
    return Hb_UnicodeChar((Py_UCS4)ordinal);
}

PyObject *
PyUnicode_FromObject(PyObject *obj)
{
    if (PyUnicode_Check(obj)) {
        return Hb_UnicodeUnchanged(obj);
    }
    PyErr_Format(PyExc_TypeError,
                 "Can't convert '%.100s' object to str implicitly",
                 Py_TYPE(obj)->tp_name);
    return NULL;
}

PyObject *
PyUnicode_Substring(PyObject *self, Py_ssize_t start, Py_ssize_t end)
{
    Py_ssize_t n = PyUnicode_GET_LENGTH(self);
    end = Py_MIN(end, n);
    if (start == 0 && end == n) {
        return Hb_UnicodeUnchanged(self);
    }
    if (start < 0 || end < 0) {
        PyErr_SetString(PyExc_IndexError, "string index out of range");
        return NULL;
    }
    if (start >= n || end < start) {
        return _PyUnicode_GetEmpty();
    }
    int kind = PyUnicode_KIND(self);
    const char *data = PyUnicode_DATA(self);
    if (PyUnicode_IS_ASCII(self)) {
        return _PyUnicode_FromASCII(data + start, end - start);
    }
    return PyUnicode_FromKindAndData(kind, data + start * kind, end - start);
}

/* ---- single characters -------------------------------------------------- */

Py_ssize_t
PyUnicode_GetLength(PyObject *unicode)
{
    if (!PyUnicode_Check(unicode)) {
        PyErr_BadArgument();
        return -1;
    }
    return PyUnicode_GET_LENGTH(unicode);
}

Py_ssize_t
PyUnicode_GetSize(PyObject *unicode)
{
    Py_ssize_t size;
    return PyUnicode_AsUnicodeAndSize(unicode, &size) == NULL ? -1 : size;
}

static int
check_index(PyObject *unicode, Py_ssize_t index)
{
    if (!PyUnicode_Check(unicode)) {
        PyErr_BadArgument();
        return -1;
    }
    if (index < 0 || index >= PyUnicode_GET_LENGTH(unicode)) {
        PyErr_SetString(PyExc_IndexError, "string index out of range");
        return -1;
    }
    return 0;
}

Py_UCS4
PyUnicode_ReadChar(PyObject *unicode, Py_ssize_t index)
{
    if (check_index(unicode, index) < 0) {
        return (Py_UCS4)-1;
    }
    return PyUnicode_READ_CHAR(unicode, index);
}

static int
check_modifiable(PyObject *unicode)
{
    if (Hb_UnicodeModifiable(unicode)) {
        return 0;
    }
    PyErr_SetString(PyExc_SystemError,
                    "Cannot modify a string currently used");
    return -1;
}

int
PyUnicode_WriteChar(PyObject *unicode, Py_ssize_t index, Py_UCS4 ch)
{
    if (check_index(unicode, index) < 0 || check_modifiable(unicode) < 0) {
        return -1;
    }
    if (ch > PyUnicode_MAX_CHAR_VALUE(unicode)) {
        PyErr_SetString(PyExc_ValueError, "character out of range");
        return -1;
    }
    PyUnicode_WRITE(PyUnicode_KIND(unicode), PyUnicode_DATA(unicode), index,
                    ch);
    return 0;
}

/* ---- ranges ------------------------------------------------------------- */

void
_PyUnicode_FastCopyCharacters(PyObject *to, Py_ssize_t to_start,
                              PyObject *from, Py_ssize_t from_start,
                              Py_ssize_t how_many)
{
    int to_kind = PyUnicode_KIND(to);
    int from_kind = PyUnicode_KIND(from);
    if (how_many > 0) {
        Hb_UnicodeConvert(
            to_kind, (char *)PyUnicode_DATA(to) + to_start * to_kind,
            from_kind, (char *)PyUnicode_DATA(from) + from_start * from_kind,
            how_many);
    }
}

Py_ssize_t
PyUnicode_CopyCharacters(PyObject *to, Py_ssize_t to_start, PyObject *from,
                         Py_ssize_t from_start, Py_ssize_t how_many)
{
    if (!PyUnicode_Check(from) || !PyUnicode_Check(to)) {
        PyErr_BadInternalCall();
        return -1;
    }
    if (from_start < 0 || from_start > PyUnicode_GET_LENGTH(from) ||
        to_start < 0 || to_start > PyUnicode_GET_LENGTH(to)) {
        PyErr_SetString(PyExc_IndexError, "string index out of range");
        return -1;
    }
    if (how_many < 0) {
        PyErr_SetString(PyExc_SystemError, "how_many cannot be negative");
        return -1;
    }
    how_many = Py_MIN(PyUnicode_GET_LENGTH(from) - from_start, how_many);
    if (to_start + how_many > PyUnicode_GET_LENGTH(to)) {
        PyErr_Format(PyExc_SystemError,
                     "Cannot write %zi characters at %zi in a string of %zi "
                     "characters",
                     how_many, to_start, PyUnicode_GET_LENGTH(to));
        return -1;
    }
    if (how_many == 0) {
        return 0;
    }
    if (check_modifiable(to) < 0) {
        return -1;
    }
    if (_PyUnicode_FindMaxChar(from, from_start, from_start + how_many) >
        PyUnicode_MAX_CHAR_VALUE(to)) {
        PyErr_Format(PyExc_SystemError,
                     "Cannot copy %s characters into a string of %s "
                     "characters",
                     Hb_UnicodeKindName(from), Hb_UnicodeKindName(to));
        return -1;
    }
    _PyUnicode_FastCopyCharacters(to, to_start, from, from_start, how_many);
    return how_many;
}

const char *
Hb_UnicodeKindName(PyObject *unicode)
{
    static const char *const names[] = {"", "latin1", "UCS2", "", "UCS4"};
    return PyUnicode_IS_ASCII(unicode) ? "ascii"
                                       : names[PyUnicode_KIND(unicode)];
}

Py_ALWAYS_INLINE static inline void
fill(int kind, void *data, Py_ssize_t start, Py_ssize_t length, Py_UCS4 ch)
{
    for (Py_ssize_t i = 0; i < length; i++) {
        PyUnicode_WRITE(kind, data, start + i, ch);
    }
}

void
_PyUnicode_FastFill(PyObject *unicode, Py_ssize_t start, Py_ssize_t length,
                    Py_UCS4 fill_char)
{
    HB_BY_KIND(PyUnicode_KIND(unicode), fill, PyUnicode_DATA(unicode), start,
               length, fill_char);
}

Py_ssize_t
PyUnicode_Fill(PyObject *unicode, Py_ssize_t start, Py_ssize_t length,
               Py_UCS4 fill_char)
{
    if (!PyUnicode_Check(unicode)) {
        PyErr_BadInternalCall();
        return -1;
    }
    if (check_modifiable(unicode) < 0) {
        return -1;
    }
    if (start < 0) {
        PyErr_SetString(PyExc_IndexError, "string index out of range");
        return -1;
    }
    if (fill_char > PyUnicode_MAX_CHAR_VALUE(unicode)) {
        PyErr_SetString(PyExc_ValueError, "fill character is bigger than "
                                          "the string maximum character");
        return -1;
    }
    length = Py_MIN(length, PyUnicode_GET_LENGTH(unicode) - start);
    if (length <= 0) {
        return 0;
    }
    _PyUnicode_FastFill(unicode, start, length, fill_char);
    return length;
}

/* ---- other arrays ------------------------------------------------------- */

Py_UCS4 *
PyUnicode_AsUCS4(PyObject *unicode, Py_UCS4 *buffer, Py_ssize_t buflen,
                 int copy_null)
{
    Py_ssize_t n = PyUnicode_GET_LENGTH(unicode);
    if (buffer == NULL || buflen < 0) {
        PyErr_BadInternalCall();
        return NULL;
    }
    if (buflen < n + (copy_null ? 1 : 0)) {
        PyErr_SetString(PyExc_SystemError, "string is longer than the buffer");
        if (copy_null && buflen > 0) {
            buffer[0] = 0;
        }
        return NULL;
    }
    Hb_UnicodeConvert(PyUnicode_4BYTE_KIND, buffer, PyUnicode_KIND(unicode),
                      PyUnicode_DATA(unicode), n + (copy_null ? 1 : 0));
    return buffer;
}

Py_UCS4 *
PyUnicode_AsUCS4Copy(PyObject *unicode)
{
    Py_ssize_t room = PyUnicode_GET_LENGTH(unicode) + 1;
    Py_UCS4 *copy = PyMem_New(Py_UCS4, room);
    if (copy == NULL) {
        PyErr_NoMemory();
        return NULL;
    }
    return PyUnicode_AsUCS4(unicode, copy, room, 1);
}

PyObject *
PyUnicode_FromWideChar(const wchar_t *w, Py_ssize_t size)
{
    if (w == NULL) {
        if (size == 0) {
            return _PyUnicode_GetEmpty();
        }
        PyErr_BadInternalCall();
        return NULL;
    }
    if (size == -1) {
        size = (Py_ssize_t)wcslen(w);
    }
    for (Py_ssize_t i = 0; i < size; i++) {
        if ((Py_UCS4)w[i] > 0x10ffff) {
            PyErr_Format(PyExc_ValueError,
                         "character U+%x is not in range [U+0000; U+10ffff]",
                         (Py_UCS4)w[i]);
            return NULL;
        }
    }
    return PyUnicode_FromKindAndData(PyUnicode_4BYTE_KIND, w, size);
}

PyObject *
PyUnicode_FromUnicode(const Py_UNICODE *u, Py_ssize_t size)
{
    return u == NULL ? PyUnicode_FromStringAndSize(NULL, size)
                     : PyUnicode_FromWideChar(u, size);
}

Py_ssize_t
PyUnicode_AsWideChar(PyObject *unicode, wchar_t *w, Py_ssize_t size)
{
    if (unicode == NULL) {
        PyErr_BadInternalCall();
        return -1;
    }
    if (!PyUnicode_Check(unicode)) {
        PyErr_BadArgument();
        return -1;
    }
    Py_ssize_t n = PyUnicode_GET_LENGTH(unicode);
    if (w == NULL) {
        return n + 1;
    }
    Py_ssize_t count = Py_MIN(size, n + 1);
    Hb_UnicodeConvert(PyUnicode_4BYTE_KIND, w, PyUnicode_KIND(unicode),
                      PyUnicode_DATA(unicode), count);
    return size > n ? n : size;
}

wchar_t *
PyUnicode_AsWideCharString(PyObject *unicode, Py_ssize_t *size)
{
    if (unicode == NULL) {
        PyErr_BadInternalCall();
        return NULL;
    }
    if (!PyUnicode_Check(unicode)) {
        PyErr_BadArgument();
        return NULL;
    }
    Py_ssize_t n = PyUnicode_GET_LENGTH(unicode);
    wchar_t *copy = PyMem_New(wchar_t, n + 1);
    if (copy == NULL) {
        PyErr_NoMemory();
        return NULL;
    }
    PyUnicode_AsWideChar(unicode, copy, n + 1);
    if (size != NULL) {
        *size = n;
    }
    else if (wcslen(copy) != (size_t)n) {
        PyMem_Free(copy);
        PyErr_SetString(PyExc_ValueError, "embedded null character");
        return NULL;
    }
    return copy;
}

Py_UNICODE *
PyUnicode_AsUnicodeAndSize(PyObject *unicode, Py_ssize_t *size)
{
    if (!PyUnicode_Check(unicode)) {
        PyErr_BadArgument();
        return NULL;
    }
    Py_ssize_t n = PyUnicode_GET_LENGTH(unicode);
    if (WSTR(unicode) == NULL) {
        wchar_t *w = PyObject_Malloc(((size_t)n + 1) * sizeof(wchar_t));
        if (w == NULL) {
            PyErr_NoMemory();
            return NULL;
        }
        PyUnicode_AsWideChar(unicode, w, n + 1);
        WSTR(unicode) = w;
        if (!PyUnicode_IS_COMPACT_ASCII(unicode)) {
            _PyCompactUnicodeObject_CAST(unicode)->wstr_length = n;
        }
    }
    if (size != NULL) {
        *size = n;
    }
    return WSTR(unicode);
}

Py_UNICODE *
PyUnicode_AsUnicode(PyObject *unicode)
{
    return PyUnicode_AsUnicodeAndSize(unicode, NULL);
}
