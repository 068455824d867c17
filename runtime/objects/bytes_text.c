/* bytes_text.c -- bytes and bytearray as text, and from hexadecimal digits.
 *
 * Source: CPython 3.11, Objects/bytesobject.c, Python/pystrhex.c.
 */

#include "Python.h"
#include "internal/hb_bytes.h"
#include "internal/hb_getargs.h"
#include "internal/pycore_bytesobject.h"
#include "internal/pycore_strhex.h"

HB_BYTES_KEYWORDS(Hb_BytesHex)
{
    static const char *const names[] = {"sep", "bytes_per_sep", NULL};
    static _PyArg_Parser parser = {.keywords = names, .fname = "hex"};
    PyObject *out[2];
    struct run run;
    int group = 1;

    if (Hb_TakeArguments(args, nargs, kwnames, &parser, 2, out) ||
        (out[1] && !Hb_IntArgument(out[1], &group))) {
        return NULL;
    }
    run = Hb_BytesRun(self);
    return _Py_strhex_with_sep(run.data, run.size, out[0], group);
}

HB_BYTES_KEYWORDS(Hb_BytesDecode)
{
    static const char *const names[] = {"encoding", "errors", NULL};
    static _PyArg_Parser parser = {.keywords = names, .fname = "decode"};
    const char *encoding = NULL, *errors = NULL;
    PyObject *out[2];

    if (Hb_TakeArguments(args, nargs, kwnames, &parser, 2, out) ||
        Hb_TextArgument("decode", "argument 'encoding'", out[0], &encoding) ||
        Hb_TextArgument("decode", "argument 'errors'", out[1], &errors)) {
        return NULL;
    }
    return PyUnicode_FromEncodedObject(self, encoding, errors);
}

static int
hex_value(Py_UCS4 c)
{
    return c >= '0' && c <= '9'   ? (int)c - '0'
           : c >= 'a' && c <= 'f' ? (int)c - 'a' + 10
           : c >= 'A' && c <= 'F' ? (int)c - 'A' + 10
                                  : -1;
}

static Py_ssize_t
not_hexadecimal(Py_ssize_t i)
{
    PyErr_Format(PyExc_ValueError,
                 "non-hexadecimal number found in fromhex() arg at "
                 "position %zd",
                 i);
    return -1;
}

/* Reads pairs of hexadecimal digits, with white space between the pairs. */
static Py_ssize_t
read_hex(PyObject *text, char *out)
{
    Py_ssize_t length = PyUnicode_GET_LENGTH(text), size = 0;

    for (Py_ssize_t i = 0; !PyUnicode_IS_ASCII(text) && i < length; i++) {
        if (PyUnicode_READ_CHAR(text, i) >= 128) {
            return not_hexadecimal(i);
        }
    }

    for (Py_ssize_t i = 0; i < length; i++) {
        Py_UCS4 c = PyUnicode_READ_CHAR(text, i);
        int high = hex_value(c), low;

        if (c < 128 && Py_ISSPACE(c)) {
            continue;
        }
        low = high >= 0 && i + 1 < length
                  ? hex_value(PyUnicode_READ_CHAR(text, i + 1))
                  : -1;
        if (low < 0) {
            return not_hexadecimal(high < 0 ? i : i + 1);
        }
        out[size++] = (char)(high << 4 | low);
        i++;
    }
    return size;
}

PyObject *
_PyBytes_FromHex(PyObject *string, int use_bytearray)
{
    char *out = PyMem_Malloc((size_t)PyUnicode_GET_LENGTH(string) / 2 + 1);
    Py_ssize_t size;
    PyObject *result = NULL;

    if (!out) {
        return PyErr_NoMemory();
    }
    size = read_hex(string, out);
    if (size >= 0) {
        result = use_bytearray ? PyByteArray_FromStringAndSize(out, size)
                               : PyBytes_FromStringAndSize(out, size);
    }
    PyMem_Free(out);
    return result;
}

PyObject *
Hb_BytesFromHex(PyObject *type, PyObject *string)
{
    int use_bytearray =
        PyType_IsSubtype((PyTypeObject *)type, &PyByteArray_Type);
    PyObject *result;

    if (!PyUnicode_Check(string)) {
        _PyArg_BadArgument("fromhex", "argument", "str", string);
        return NULL;
    }
    result = _PyBytes_FromHex(string, use_bytearray);
    if (result && type != (PyObject *)Py_TYPE(result)) {
        Py_SETREF(result, PyObject_CallOneArg(type, result));
    }
    return result;
}
