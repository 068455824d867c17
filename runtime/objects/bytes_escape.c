/* bytes_escape.c -- bytes from a text with escapes, as in a literal.
 *
 * Source: CPython 3.11, Objects/bytesobject.c, _PyBytes_DecodeEscape().
 */
#include "Python.h"

#include <string.h>

struct escapes {
    const char *begin;
    const char *at;
    const char *end;
    const char *errors; /* NULL for "strict" */
    char *out;
    const char *invalid; /* what follows the first backslash that stands for
                          * itself, NULL for none */
};

static int
value_of(int character)
{
    return character <= '9' ? character - '0' : (character | 0x20) - 'a' + 10;
}

/* Reads up to three octal digits, of which the first is there. */
static char
octal(struct escapes *e)
{
    int value = 0;
    for (int i = 0; i < 3 && e->at < e->end; i++) {
        if (*e->at < '0' || *e->at > '7') {
            break;
        }
        value = value * 8 + *e->at++ - '0';
    }
    return (char)value;
}

/* Reads two hexadecimal digits behind "\x", or does what `errors` says. */
static int
hexadecimal(struct escapes *e)
{
    if (e->end - e->at >= 2 && Py_ISXDIGIT(e->at[0]) &&
        Py_ISXDIGIT(e->at[1])) {
        *e->out++ = (char)(value_of(e->at[0]) * 16 + value_of(e->at[1]));
        e->at += 2;
        return 0;
    }
    if (e->errors == NULL || strcmp(e->errors, "strict") == 0) {
        PyErr_Format(PyExc_ValueError, "invalid \\x escape at position %zd",
                     e->at - 2 - e->begin);
        return -1;
    }
    if (strcmp(e->errors, "replace") == 0) {
        *e->out++ = '?';
    }
    else if (strcmp(e->errors, "ignore") != 0) {
        PyErr_Format(PyExc_ValueError,
                     "decoding error; unknown error handling code: %.400s",
                     e->errors);
        return -1;
    }
    e->at += e->at < e->end && Py_ISXDIGIT(*e->at);
    return 0;
}

/* Decodes what stands behind a backslash.  0, or -1 with an exception. */
static int
escape(struct escapes *e)
{
    static const char names[] = "\\'\"abfnrtv";
    static const char values[] = "\\'\"\a\b\f\n\r\t\v";

    if (e->at == e->end) {
        PyErr_SetString(PyExc_ValueError, "Trailing \\ in string");
        return -1;
    }
    const char *found = *e->at == '\0' ? NULL : strchr(names, *e->at);
    if (found != NULL) {
        *e->out++ = values[found - names];
        e->at++;
        return 0;
    }
    if (*e->at >= '0' && *e->at <= '7') {
        *e->out++ = octal(e);
        return 0;
    }
    if (*e->at == 'x') {
        e->at++;
        return hexadecimal(e);
    }
    if (*e->at == '\n') {
        e->at++;
        return 0;
    }
    if (e->invalid == NULL) {
        e->invalid = e->at;
    }
    *e->out++ = '\\';
    *e->out++ = *e->at++;
    return 0;
}

PyObject *
_PyBytes_DecodeEscape(const char *s, Py_ssize_t len, const char *errors,
                      const char **first_invalid_escape)
{
    /* What is decoded is never longer than the text. */
    PyObject *bytes = PyBytes_FromStringAndSize(NULL, len);
    *first_invalid_escape = NULL;
    if (bytes == NULL) {
        return NULL;
    }
    struct escapes e = {s, s, s + len, errors, PyBytes_AS_STRING(bytes), NULL};
    while (e.at < e.end) {
        char character = *e.at++;
        if (character != '\\') {
            *e.out++ = character;
        }
        else if (escape(&e) < 0) {
            Py_DECREF(bytes);
            return NULL;
        }
    }
    *first_invalid_escape = e.invalid;
    _PyBytes_Resize(&bytes, e.out - PyBytes_AS_STRING(bytes));
    return bytes;
}

PyObject *
PyBytes_DecodeEscape(const char *s, Py_ssize_t len, const char *errors,
                     Py_ssize_t Py_UNUSED(unicode),
                     const char *Py_UNUSED(recode_encoding))
{
    const char *invalid;
    PyObject *bytes = _PyBytes_DecodeEscape(s, len, errors, &invalid);
    if (bytes != NULL && invalid != NULL &&
        PyErr_WarnFormat(PyExc_DeprecationWarning, 1,
                         "invalid escape sequence '\\%c'", *invalid) < 0) {
        Py_CLEAR(bytes);
    }
    return bytes;
}
