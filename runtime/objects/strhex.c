/* strhex.c -- bytes as hexadecimal digits, in groups if wanted.
 *
 * Source: CPython 3.11, Python/pystrhex.c.
 */
#include "internal/pycore_strhex.h"
#include "codecs.h"

/* The separator's character; -1 with an exception. */
static int
separator(PyObject *sep)
{
    Py_ssize_t length = PyObject_Length(sep);
    int c;

    if (length < 0) {
        return -1;
    }
    if (length != 1) {
        PyErr_SetString(PyExc_ValueError, "sep must be length 1.");
        return -1;
    }
    if (PyUnicode_Check(sep)) {
        c = (int)PyUnicode_READ_CHAR(sep, 0);
    }
    else if (PyBytes_Check(sep)) {
        c = (unsigned char)PyBytes_AS_STRING(sep)[0];
    }
    else {
        PyErr_SetString(PyExc_TypeError, "sep must be str or bytes.");
        return -1;
    }
    if (c > 127) {
        PyErr_SetString(PyExc_ValueError, "sep must be ASCII.");
        return -1;
    }
    return c;
}

/* Whether a separator stands before byte i. */
static int
breaks(Py_ssize_t i, Py_ssize_t len, Py_ssize_t group)
{
    if (i == 0) {
        return 0;
    }
    return group > 0 ? (len - i) % group == 0 : i % -group == 0;
}

static void
write_digits(char *out, const unsigned char *data, Py_ssize_t len, int sep,
             Py_ssize_t group)
{
    Py_ssize_t i;

    for (i = 0; group == 0 && i < len; i++) {
        out[2 * i] = Py_hexdigits[data[i] >> 4];
        out[2 * i + 1] = Py_hexdigits[data[i] & 15];
    }
    for (; i < len; i++) {
        if (breaks(i, len, group)) {
            *out++ = (char)sep;
        }
        *out++ = Py_hexdigits[data[i] >> 4];
        *out++ = Py_hexdigits[data[i] & 15];
    }
}

static PyObject *
strhex(const char *data, Py_ssize_t len, PyObject *sep, Py_ssize_t group,
       int as_bytes)
{
    Py_ssize_t size = Py_ABS(group);
    Py_ssize_t breaks_in_all = 0;
    int c = sep ? separator(sep) : 0;
    PyObject *result;
    char *out;

    if (c < 0) {
        return NULL;
    }
    group = sep ? group : 0;
    if (group && len > 0) {
        breaks_in_all = (len - 1) / size;
    }
    if (len > PY_SSIZE_T_MAX / 2 - breaks_in_all) {
        return PyErr_NoMemory();
    }
    result = as_bytes
                 ? PyBytes_FromStringAndSize(NULL, len * 2 + breaks_in_all)
                 : PyUnicode_New(len * 2 + breaks_in_all, 127);
    if (!result || len == 0) {
        return result;
    }
    out = as_bytes ? PyBytes_AS_STRING(result)
                   : (char *)PyUnicode_1BYTE_DATA(result);
    write_digits(out, (const unsigned char *)data, len, c, group);
    return result;
}

PyObject *
_Py_strhex(const char *data, Py_ssize_t len)
{
    return strhex(data, len, NULL, 0, 0);
}

PyObject *
_Py_strhex_bytes(const char *data, Py_ssize_t len)
{
    return strhex(data, len, NULL, 0, 1);
}

PyObject *
_Py_strhex_with_sep(const char *data, Py_ssize_t len, PyObject *sep,
                    int bytes_per_group)
{
    return strhex(data, len, sep, bytes_per_group, 0);
}

PyObject *
_Py_strhex_bytes_with_sep(const char *data, Py_ssize_t len, PyObject *sep,
                          int bytes_per_group)
{
    return strhex(data, len, sep, bytes_per_group, 1);
}
