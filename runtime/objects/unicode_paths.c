/* unicode_paths.c -- the names of the file system and of the locale: always
 * UTF-8, with surrogateescape for what is none.
 *
 * Source: CPython 3.11, Objects/unicodeobject.c, PyUnicode_FSConverter();
 *         Modules/posixmodule.c, PyOS_FSPath(); Python/fileutils.c.
 */
#include "internal/pycore_object.h"
#include "internal/pycore_unicodeobject.h"
#include "unicode_private.h"

/* ---- as objects --------------------------------------------------------- */

PyObject *
PyUnicode_DecodeFSDefaultAndSize(const char *s, Py_ssize_t size)
{
    return PyUnicode_DecodeUTF8(s, size, "surrogateescape");
}

PyObject *
PyUnicode_DecodeFSDefault(const char *s)
{
    return PyUnicode_DecodeFSDefaultAndSize(s, (Py_ssize_t)strlen(s));
}

PyObject *
PyUnicode_EncodeFSDefault(PyObject *unicode)
{
    return _PyUnicode_AsUTF8String(unicode, "surrogateescape");
}

/* The locale's names know two handlers; 0, or -1 with an exception. */
static int
check_locale_errors(const char *errors)
{
    enum hb_errors handler = Hb_ErrorsFromName(errors);
    if (handler == HB_STRICT || handler == HB_SURROGATEESCAPE) {
        return 0;
    }
    PyErr_SetString(PyExc_ValueError, "unsupported error handler");
    return -1;
}

PyObject *
PyUnicode_DecodeLocaleAndSize(const char *str, Py_ssize_t len,
                              const char *errors)
{
    if (str[len] != '\0' || (size_t)len != strlen(str)) {
        PyErr_SetString(PyExc_ValueError, "embedded null byte");
        return NULL;
    }
    return check_locale_errors(errors) < 0
               ? NULL
               : PyUnicode_DecodeUTF8(str, len, errors);
}

PyObject *
PyUnicode_DecodeLocale(const char *str, const char *errors)
{
    return PyUnicode_DecodeLocaleAndSize(str, (Py_ssize_t)strlen(str), errors);
}

PyObject *
PyUnicode_EncodeLocale(PyObject *unicode, const char *errors)
{
    if (unicode == NULL) {
        PyErr_BadInternalCall();
        return NULL;
    }
    if (!PyUnicode_Check(unicode)) {
        PyErr_BadArgument();
        return NULL;
    }
    return check_locale_errors(errors) < 0
               ? NULL
               : _PyUnicode_AsUTF8String(unicode, errors);
}

/* ---- paths -------------------------------------------------------------- */

PyObject *
PyOS_FSPath(PyObject *path)
{
    if (PyUnicode_Check(path) || PyBytes_Check(path)) {
        return Py_NewRef(path);
    }
    PyObject *method = _PyObject_LookupSpecial(path, &_Py_ID(__fspath__));
    if (method == NULL) {
        PyErr_Format(PyExc_TypeError,
                     "expected str, bytes or os.PathLike object, not %.200s",
                     _PyType_Name(Py_TYPE(path)));
        return NULL;
    }
    PyObject *text = PyObject_CallNoArgs(method);
    Py_DECREF(method);
    if (text != NULL && !PyUnicode_Check(text) && !PyBytes_Check(text)) {
        PyErr_Format(PyExc_TypeError,
                     "expected %.200s.__fspath__() to return str or bytes, "
                     "not %.200s",
                     _PyType_Name(Py_TYPE(path)), _PyType_Name(Py_TYPE(text)));
        Py_CLEAR(text);
    }
    return text;
}

int
PyUnicode_FSConverter(PyObject *path, void *result)
{
    PyObject **slot = result;
    if (path == NULL) {
        Py_CLEAR(*slot);
        return 1;
    }
    PyObject *encoded = PyOS_FSPath(path);
    if (encoded != NULL && PyUnicode_Check(encoded)) {
        Py_SETREF(encoded, PyUnicode_EncodeFSDefault(encoded));
    }
    if (encoded == NULL) {
        return 0;
    }
    if (strlen(PyBytes_AS_STRING(encoded)) !=
        (size_t)PyBytes_GET_SIZE(encoded)) {
        PyErr_SetString(PyExc_ValueError, "embedded null byte");
        Py_DECREF(encoded);
        return 0;
    }
    *slot = encoded;
    return Py_CLEANUP_SUPPORTED;
}

int
PyUnicode_FSDecoder(PyObject *path, void *result)
{
    PyObject **slot = result;
    if (path == NULL) {
        Py_CLEAR(*slot);
        return 1;
    }
    PyObject *decoded = PyOS_FSPath(path);
    if (decoded != NULL && PyBytes_Check(decoded)) {
        Py_SETREF(decoded,
                  PyUnicode_DecodeFSDefaultAndSize(PyBytes_AS_STRING(decoded),
                                                   PyBytes_GET_SIZE(decoded)));
    }
    if (decoded == NULL) {
        return 0;
    }
    if (PyUnicode_FindChar(decoded, 0, 0, PyUnicode_GET_LENGTH(decoded), 1) >=
        0) {
        PyErr_SetString(PyExc_ValueError, "embedded null character");
        Py_DECREF(decoded);
        return 0;
    }
    *slot = decoded;
    return Py_CLEANUP_SUPPORTED;
}

/* ---- as wide characters, with or without a runtime ---------------------- */

/* The bytes of the sequence that begins at s, 0 when it is none. */
static int
sequence_at(const unsigned char *s, wchar_t *ch)
{
    static const unsigned char mask[] = {0, 0x7f, 0x1f, 0x0f, 0x07};
    static const wchar_t least[] = {0, 0, 0x80, 0x800, 0x10000};
    int len = s[0] < 0x80   ? 1
              : s[0] < 0xc0 ? 0
              : s[0] < 0xe0 ? 2
              : s[0] < 0xf0 ? 3
              : s[0] < 0xf8 ? 4
                            : 0;
    *ch = s[0] & mask[len];
    for (int i = 1; i < len; i++) {
        if ((s[i] & 0xc0) != 0x80) {
            return 0;
        }
        *ch = *ch << 6 | (s[i] & 0x3f);
    }
    return *ch < least[len] || *ch > 0x10ffff ||
                   Py_UNICODE_IS_SURROGATE((Py_UCS4)*ch)
               ? 0
               : len;
}

wchar_t *
Py_DecodeLocale(const char *arg, size_t *size)
{
    const unsigned char *s = (const unsigned char *)arg;
    wchar_t *text = PyMem_RawMalloc((strlen(arg) + 1) * sizeof *text);
    size_t n = 0;
    if (text == NULL) {
        if (size != NULL) {
            *size = (size_t)-1;
        }
        return NULL;
    }
    while (*s != '\0') {
        int len = sequence_at(s, &text[n]);
        if (len == 0) {
            text[n] = (wchar_t)(0xdc00 + *s);
        }
        s += Py_MAX(len, 1);
        n++;
    }
    text[n] = L'\0';
    if (size != NULL) {
        *size = n;
    }
    return text;
}

char *
Py_EncodeLocale(const wchar_t *text, size_t *error_pos)
{
    char *bytes = PyMem_Malloc(wcslen(text) * 4 + 1), *out = bytes;
    if (error_pos != NULL) {
        *error_pos = (size_t)-1;
    }
    for (size_t i = 0; bytes != NULL && text[i] != L'\0'; i++) {
        Py_UCS4 ch = (Py_UCS4)text[i];
        if (ch >= 0xdc80 && ch <= 0xdcff) {
            *out++ = (char)(ch - 0xdc00);
        }
        else if (Py_UNICODE_IS_SURROGATE(ch) || ch > 0x10ffff) {
            if (error_pos != NULL) {
                *error_pos = i;
            }
            PyMem_Free(bytes);
            return NULL;
        }
        else {
            out += Hb_EncodeUTF8Char(ch, out);
        }
    }
    if (bytes != NULL) {
        *out = '\0';
    }
    return bytes;
}
