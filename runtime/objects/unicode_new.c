/* unicode_new.c -- allocation of strings: singletons, PyUnicode_New, resizing.
 *
 * The empty string and the one-character strings of Latin-1 are static and
 * never die; whoever makes a result passes it through Hb_UnicodeResult, so
 * that no second copy of them exists.
 *
 * Source: CPython 3.11, Objects/unicodeobject.c, PyUnicode_New(),
 *         resize_compact(), unicode_resize().
 */
#include "internal/hb_small.h"
#include "internal/pycore_object.h"
#include "internal/pycore_unicodeobject.h"
#include "unicode_private.h"

/* ---- singletons --------------------------------------------------------- */

struct latin1_char {
    PyCompactUnicodeObject header;
    Py_UCS1 data[2];
};

static struct hb_ascii_char empty;
struct hb_ascii_char Hb_AsciiChars[128];
static struct latin1_char latin1[128];

void
Hb_UnicodeInitStatic(PyASCIIObject *header, Py_ssize_t length, int is_ascii)
{
    PyObject *self = (PyObject *)header;
    /* So many references that no program drops them all. */
    Py_SET_REFCNT(self, 999999999);
    Py_SET_TYPE(self, &PyUnicode_Type);
    header->length = length;
    header->hash = -1;
    header->state.kind = PyUnicode_1BYTE_KIND;
    header->state.compact = 1;
    header->state.ascii = is_ascii != 0;
    header->state.ready = 1;
}

/* Idempotent: types get their names, which are strings, before the runtime
 * reaches the start of str. */
static void
make_singletons(void)
{
    if (empty.header.state.ready) {
        return;
    }
    Hb_UnicodeInitStatic(&empty.header, 0, 1);
    for (int i = 0; i < 128; i++) {
        Hb_UnicodeInitStatic(&Hb_AsciiChars[i].header, 1, 1);
        Hb_AsciiChars[i].data[0] = (Py_UCS1)i;
        Hb_UnicodeInitStatic(&latin1[i].header._base, 1, 0);
        latin1[i].data[0] = (Py_UCS1)(i + 128);
    }
}

void
_PyUnicode_InitGlobalObjects(void)
{
    make_singletons();
}

void
_PyUnicode_Fini(void)
{
    for (int i = 0; i < 128; i++) {
        PyCompactUnicodeObject *compact = &latin1[i].header;
        PyObject_Free(compact->utf8);
        compact->utf8 = NULL;
        compact->utf8_length = 0;
        if (compact->_base.wstr != NULL) {
            PyObject_Free(compact->_base.wstr);
            compact->_base.wstr = NULL;
        }
    }
    /* The next program may have another hash seed. */
    memset(&empty, 0, sizeof empty);
    memset(Hb_AsciiChars, 0, sizeof Hb_AsciiChars);
    memset(latin1, 0, sizeof latin1);
}

PyObject *
_PyUnicode_GetEmpty(void)
{
    make_singletons();
    return Py_NewRef((PyObject *)&empty);
}

PyObject *
Hb_UnicodeLatin1Char(Py_UCS1 ch)
{
    make_singletons();
    PyObject *self = ch < 128 ? (PyObject *)&Hb_AsciiChars[ch]
                              : (PyObject *)&latin1[ch - 128];
    return Py_NewRef(self);
}

PyObject *
Hb_UnicodeChar(Py_UCS4 ch)
{
    if (ch < 256) {
        return Hb_UnicodeLatin1Char((Py_UCS1)ch);
    }
    PyObject *unicode = PyUnicode_New(1, ch);
    if (unicode != NULL) {
        PyUnicode_WRITE(PyUnicode_KIND(unicode), PyUnicode_DATA(unicode), 0,
                        ch);
    }
    return unicode;
}

PyObject *
Hb_UnicodeResult(PyObject *unicode)
{
    if (unicode == NULL || !PyUnicode_CheckExact(unicode)) {
        return unicode;
    }
    PyObject *single = NULL;
    if (PyUnicode_GET_LENGTH(unicode) == 0) {
        single = _PyUnicode_GetEmpty();
    }
    else if (PyUnicode_GET_LENGTH(unicode) == 1 &&
             PyUnicode_READ_CHAR(unicode, 0) < 256) {
        single = Hb_UnicodeChar(PyUnicode_READ_CHAR(unicode, 0));
    }
    if (single == NULL) {
        return unicode;
    }
    Py_DECREF(unicode);
    return single;
}

PyObject *
Hb_UnicodeUnchanged(PyObject *unicode)
{
    if (PyUnicode_CheckExact(unicode)) {
        return Py_NewRef(unicode);
    }
    return _PyUnicode_Copy(unicode);
}

/* ---- PyUnicode_New ------------------------------------------------------ */

static inline unsigned int
kind_of(Py_UCS4 maxchar)
{
    if (maxchar < 256) {
        return PyUnicode_1BYTE_KIND;
    }
    return maxchar < 65536 ? PyUnicode_2BYTE_KIND : PyUnicode_4BYTE_KIND;
}

static size_t
header_size(PyObject *unicode)
{
    return PyUnicode_IS_ASCII(unicode) ? sizeof(PyASCIIObject)
                                       : sizeof(PyCompactUnicodeObject);
}

/* Sets the zero behind the last character, and the wchar_t form where it is
 * the same array. */
static inline void
finish_length(PyObject *unicode, Py_ssize_t length)
{
    PyASCIIObject *base = _PyASCIIObject_CAST(unicode);
    base->length = length;
    PyUnicode_WRITE(base->state.kind, PyUnicode_DATA(unicode), length, 0);
    if (base->state.kind == PyUnicode_4BYTE_KIND) {
        base->wstr = PyUnicode_DATA(unicode);
        _PyCompactUnicodeObject_CAST(unicode)->wstr_length = length;
    }
}

static inline void
init_compact(PyObject *unicode, Py_ssize_t size, Py_UCS4 maxchar)
{
    PyASCIIObject *base = _PyASCIIObject_CAST(unicode);
    memset(&base->state, 0, sizeof base->state);
    base->hash = -1;
    base->state.kind = kind_of(maxchar) & 7;
    base->state.compact = 1;
    base->state.ascii = maxchar < 128;
    base->state.ready = 1;
    base->wstr = NULL;
    if (maxchar >= 128) {
        UTF8(unicode) = NULL;
        UTF8_LENGTH(unicode) = 0;
        _PyCompactUnicodeObject_CAST(unicode)->wstr_length = 0;
    }
    finish_length(unicode, size);
}

/* Nearly every str: with a constant maxchar little of the above is left. */
static PyObject *
new_ascii(Py_ssize_t size)
{
    PyObject *unicode = Hb_ObjectMalloc(sizeof(PyASCIIObject) + size + 1);
    if (unicode == NULL) {
        return PyErr_NoMemory();
    }
    _PyObject_Init(unicode, &PyUnicode_Type);
    init_compact(unicode, size, 127);
    return unicode;
}

PyObject *
PyUnicode_New(Py_ssize_t size, Py_UCS4 maxchar)
{
    if (maxchar < 128 && size > 0 && size < PY_SSIZE_T_MAX / 2) {
        return new_ascii(size);
    }
    if (size == 0) {
        return _PyUnicode_GetEmpty();
    }
    if (maxchar > 0x10ffff) {
        PyErr_SetString(PyExc_SystemError,
                        "invalid maximum character passed to PyUnicode_New");
        return NULL;
    }
    if (size < 0) {
        PyErr_SetString(PyExc_SystemError,
                        "Negative size passed to PyUnicode_New");
        return NULL;
    }
    Py_ssize_t width = (Py_ssize_t)kind_of(maxchar);
    Py_ssize_t header =
        maxchar < 128 ? sizeof(PyASCIIObject) : sizeof(PyCompactUnicodeObject);
    if (size > (PY_SSIZE_T_MAX - header) / width - 1) {
        return PyErr_NoMemory();
    }
    PyObject *unicode = PyObject_Malloc((size_t)(header + (size + 1) * width));
    if (unicode == NULL) {
        return PyErr_NoMemory();
    }
    _PyObject_Init(unicode, &PyUnicode_Type);
    init_compact(unicode, size, maxchar);
    return unicode;
}

PyObject *
_PyUnicode_Copy(PyObject *unicode)
{
    if (!PyUnicode_Check(unicode)) {
        PyErr_BadInternalCall();
        return NULL;
    }
    Py_ssize_t n = PyUnicode_GET_LENGTH(unicode);
    PyObject *copy = PyUnicode_New(n, PyUnicode_MAX_CHAR_VALUE(unicode));
    if (copy != NULL && n > 0) {
        memcpy(PyUnicode_DATA(copy), PyUnicode_DATA(unicode),
               (size_t)n * (size_t)PyUnicode_KIND(unicode));
    }
    return copy;
}

/* ---- resizing ----------------------------------------------------------- */

int
Hb_UnicodeModifiable(PyObject *unicode)
{
    return Py_REFCNT(unicode) == 1 && HASH(unicode) == -1 &&
           !PyUnicode_CHECK_INTERNED(unicode) && PyUnicode_CheckExact(unicode);
}

/* Forgets the derived forms, which would be wrong after a change. */
static void
drop_forms(PyObject *unicode)
{
    if (HAS_UTF8_MEMORY(unicode)) {
        PyObject_Free(UTF8(unicode));
        UTF8(unicode) = NULL;
        UTF8_LENGTH(unicode) = 0;
    }
    if (HAS_WSTR_MEMORY(unicode)) {
        PyObject_Free(WSTR(unicode));
    }
    WSTR(unicode) = NULL;
}

/* The block of a modifiable compact string grows or shrinks; it may move. */
static int
resize_compact(PyObject **unicode, Py_ssize_t length)
{
    PyObject *old = *unicode;
    Py_ssize_t width = PyUnicode_KIND(old);
    Py_ssize_t header = (Py_ssize_t)header_size(old);
    if (length > (PY_SSIZE_T_MAX - header) / width - 1) {
        PyErr_NoMemory();
        return -1;
    }
    drop_forms(old);
    size_t bytes = (size_t)(header + (length + 1) * width);
    PyObject *moved = PyObject_Realloc(old, bytes);
    if (moved == NULL) {
        finish_length(old, PyUnicode_GET_LENGTH(old));
        PyErr_NoMemory();
        return -1;
    }
    *unicode = moved;
    finish_length(moved, length);
    return 0;
}

static int
resize_copy(PyObject **unicode, Py_ssize_t length)
{
    PyObject *old = *unicode;
    PyObject *copy = PyUnicode_New(length, PyUnicode_MAX_CHAR_VALUE(old));
    if (copy == NULL) {
        return -1;
    }
    _PyUnicode_FastCopyCharacters(copy, 0, old, 0,
                                  Py_MIN(length, PyUnicode_GET_LENGTH(old)));
    Py_SETREF(*unicode, copy);
    return 0;
}

int
Hb_UnicodeResize(PyObject **unicode, Py_ssize_t length)
{
    PyObject *old = *unicode;
    if (PyUnicode_GET_LENGTH(old) == length) {
        return 0;
    }
    if (length == 0) {
        Py_SETREF(*unicode, _PyUnicode_GetEmpty());
        return 0;
    }
    if (!Hb_UnicodeModifiable(old)) {
        return resize_copy(unicode, length);
    }
    return resize_compact(unicode, length);
}

int
PyUnicode_Resize(PyObject **unicode, Py_ssize_t length)
{
    if (unicode == NULL || *unicode == NULL || !PyUnicode_Check(*unicode) ||
        length < 0) {
        PyErr_BadInternalCall();
        return -1;
    }
    return Hb_UnicodeResize(unicode, length);
}

/* ---- size --------------------------------------------------------------- */

Py_ssize_t
Hb_UnicodeSizeOf(PyObject *unicode)
{
    Py_ssize_t width = PyUnicode_KIND(unicode);
    Py_ssize_t size = PyUnicode_GET_LENGTH(unicode);
    size = (size + 1) * width;
    if (PyUnicode_IS_COMPACT(unicode)) {
        size += (Py_ssize_t)header_size(unicode);
    }
    else {
        size += (Py_ssize_t)sizeof(PyUnicodeObject);
    }
    if (HAS_WSTR_MEMORY(unicode)) {
        size +=
            (PyUnicode_GET_LENGTH(unicode) + 1) * (Py_ssize_t)sizeof(wchar_t);
    }
    if (HAS_UTF8_MEMORY(unicode)) {
        size += UTF8_LENGTH(unicode) + 1;
    }
    return size;
}
