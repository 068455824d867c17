/* unicode_maketrans.c -- str.maketrans and str.expandtabs.
 *
 * Source: CPython 3.11, Objects/unicodeobject.c, unicode_maketrans_impl(),
 *         unicode_expandtabs_impl().
 */
#include "internal/pycore_unicodeobject.h"
#include "unicode_methods.h"
#include "internal/hb_getargs.h"

/* ---- maketrans ---------------------------------------------------------- */

/* table[ch] = value; takes the reference to value. */
static int
put(PyObject *table, Py_UCS4 ch, PyObject *value)
{
    PyObject *key = PyLong_FromLong((long)ch);
    int failed =
        key == NULL || value == NULL || PyDict_SetItem(table, key, value) < 0;
    Py_XDECREF(key);
    Py_XDECREF(value);
    return failed ? -1 : 0;
}

static int
from_strings(PyObject *table, PyObject *x, PyObject *y, PyObject *z)
{
    if (!PyUnicode_Check(x)) {
        PyErr_SetString(PyExc_TypeError,
                        "first maketrans argument must be a string if there "
                        "is a second argument");
        return -1;
    }
    Py_ssize_t n = PyUnicode_GET_LENGTH(x);
    if (n != PyUnicode_GET_LENGTH(y)) {
        PyErr_SetString(
            PyExc_ValueError,
            "the first two maketrans arguments must have equal length");
        return -1;
    }
    for (Py_ssize_t i = 0; i < n; i++) {
        PyObject *to = PyLong_FromLong((long)PyUnicode_READ_CHAR(y, i));
        if (put(table, PyUnicode_READ_CHAR(x, i), to) < 0) {
            return -1;
        }
    }
    for (Py_ssize_t i = 0; z != NULL && i < PyUnicode_GET_LENGTH(z); i++) {
        if (put(table, PyUnicode_READ_CHAR(z, i), Py_NewRef(Py_None)) < 0) {
            return -1;
        }
    }
    return 0;
}

static int
from_dict(PyObject *table, PyObject *x)
{
    PyObject *key, *value;
    Py_ssize_t pos = 0;
    if (!PyDict_CheckExact(x)) {
        PyErr_SetString(
            PyExc_TypeError,
            "if you give only one argument to maketrans it must be a dict");
        return -1;
    }
    while (PyDict_Next(x, &pos, &key, &value)) {
        int failed;
        if (PyLong_Check(key)) {
            failed = PyDict_SetItem(table, key, value);
        }
        else if (!PyUnicode_Check(key)) {
            PyErr_SetString(
                PyExc_TypeError,
                "keys in translate table must be strings or integers");
            return -1;
        }
        else if (PyUnicode_GET_LENGTH(key) != 1) {
            PyErr_SetString(
                PyExc_ValueError,
                "string keys in translate table must be of length 1");
            return -1;
        }
        else {
            failed = put(table, PyUnicode_READ_CHAR(key, 0), Py_NewRef(value));
        }
        if (failed) {
            return -1;
        }
    }
    return 0;
}

PyObject *
Hb_StrMaketrans(PyObject *Py_UNUSED(null), PyObject *const *args,
                Py_ssize_t nargs)
{
    if (!_PyArg_CheckPositional("maketrans", nargs, 1, 3)) {
        return NULL;
    }
    for (Py_ssize_t i = 1; i < nargs; i++) {
        if (!PyUnicode_Check(args[i])) {
            _PyArg_BadArgument("maketrans",
                               i == 1 ? "argument 2" : "argument 3", "str",
                               args[i]);
            return NULL;
        }
    }
    PyObject *table = PyDict_New();
    if (table == NULL) {
        return NULL;
    }
    int failed = nargs > 1 ? from_strings(table, args[0], args[1],
                                          nargs > 2 ? args[2] : NULL)
                           : from_dict(table, args[0]);
    if (failed) {
        Py_CLEAR(table);
    }
    return table;
}

/* ---- expandtabs --------------------------------------------------------- */

/* How long the text is with its tabs expanded; -1 for too long. */
Py_ALWAYS_INLINE static inline Py_ssize_t
expanded_length(int kind, const void *data, Py_ssize_t n, int tabsize)
{
    Py_ssize_t length = 0, column = 0;
    for (Py_ssize_t i = 0; i < n; i++) {
        Py_UCS4 ch = PyUnicode_READ(kind, data, i);
        Py_ssize_t wide = 1;
        if (ch == '\t') {
            wide = tabsize > 0 ? tabsize - column % tabsize : 0;
            if (wide > PY_SSIZE_T_MAX - n - length) {
                return -1;
            }
        }
        length += wide;
        column = ch == '\n' || ch == '\r' ? 0 : column + wide;
    }
    return length;
}

Py_ALWAYS_INLINE static inline void
expand(int kind, const void *data, Py_ssize_t n, int tabsize, void *to)
{
    Py_ssize_t at = 0, begin = 0; /* of the line */
    for (Py_ssize_t i = 0; i < n; i++) {
        Py_UCS4 ch = PyUnicode_READ(kind, data, i);
        if (ch != '\t') {
            PyUnicode_WRITE(kind, to, at++, ch);
            begin = ch == '\n' || ch == '\r' ? at : begin;
            continue;
        }
        Py_ssize_t wide = tabsize > 0 ? tabsize - (at - begin) % tabsize : 0;
        while (wide-- > 0) {
            PyUnicode_WRITE(kind, to, at++, ' ');
        }
    }
}

PyObject *
Hb_StrExpandtabs(PyObject *self, PyObject *const *args, Py_ssize_t nargs,
                 PyObject *kwnames)
{
    static const char *const names[] = {"tabsize", NULL};
    static _PyArg_Parser parser = {.keywords = names, .fname = "expandtabs"};
    int tabsize = 8;
    PyObject *out;
    if (Hb_TakeArguments(args, nargs, kwnames, &parser, 1, &out) < 0 ||
        (out != NULL && !Hb_IntArgument(out, &tabsize))) {
        return NULL;
    }
    int kind = PyUnicode_KIND(self);
    const void *data = PyUnicode_DATA(self);
    Py_ssize_t n = PyUnicode_GET_LENGTH(self);
    if (PyUnicode_FindChar(self, '\t', 0, n, 1) < 0) {
        return PyUnicode_FromObject(self);
    }
    Py_ssize_t length = HB_BY_KIND(kind, expanded_length, data, n, tabsize);
    if (length < 0) {
        PyErr_SetString(PyExc_OverflowError, "new string is too long");
        return NULL;
    }
    PyObject *result = PyUnicode_New(length, PyUnicode_MAX_CHAR_VALUE(self));
    if (result != NULL && length > 0) {
        HB_BY_KIND(kind, expand, data, n, tabsize, PyUnicode_DATA(result));
    }
    return result;
}
