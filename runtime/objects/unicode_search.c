/* unicode_search.c -- where a string occurs in another, and comparing them.
 *
 * Source: CPython 3.11, Objects/unicodeobject.c.
 */
#include "internal/hb_search.h"
#include "internal/pycore_unicodeobject.h"
#include "unicode_private.h"

/* ---- find --------------------------------------------------------------- */

static int
matches(int kind, const void *text, Py_ssize_t at, int needle_kind,
        const void *needle, Py_ssize_t m)
{
    if (kind == needle_kind) {
        return memcmp((const char *)text + at * kind, needle,
                      (size_t)(m * kind)) == 0;
    }
    for (Py_ssize_t i = 0; i < m; i++) {
        if (PyUnicode_READ(kind, text, at + i) !=
            PyUnicode_READ(needle_kind, needle, i)) {
            return 0;
        }
    }
    return 1;
}

void
Hb_AdjustIndices(Py_ssize_t *start, Py_ssize_t *end, Py_ssize_t n)
{
    if (*end > n) {
        *end = n;
    }
    else if (*end < 0) {
        *end = Py_MAX(*end + n, 0);
    }
    if (*start < 0) {
        *start = Py_MAX(*start + n, 0);
    }
}

Py_ssize_t
PyUnicode_Find(PyObject *str, PyObject *substr, Py_ssize_t start,
               Py_ssize_t end, int direction)
{
    if (Hb_UnicodeCheck(str) < 0 || Hb_UnicodeCheck(substr) < 0) {
        return -2;
    }
    Hb_AdjustIndices(&start, &end, PyUnicode_GET_LENGTH(str));
    Py_ssize_t m = PyUnicode_GET_LENGTH(substr);
    if (end - start < m) {
        return -1;
    }
    int kind = PyUnicode_KIND(str);
    Py_ssize_t at = Hb_FindData(
        kind, (const char *)PyUnicode_DATA(str) + start * kind, end - start,
        PyUnicode_KIND(substr), PyUnicode_DATA(substr), m, direction);
    return at < 0 ? -1 : at + start;
}

Py_ssize_t
PyUnicode_FindChar(PyObject *str, Py_UCS4 ch, Py_ssize_t start, Py_ssize_t end,
                   int direction)
{
    Hb_AdjustIndices(&start, &end, PyUnicode_GET_LENGTH(str));
    if (start >= end) {
        return -1;
    }
    int kind = PyUnicode_KIND(str);
    Py_ssize_t at =
        Hb_FindData(kind, (const char *)PyUnicode_DATA(str) + start * kind,
                    end - start, PyUnicode_4BYTE_KIND, &ch, 1, direction);
    return at < 0 ? -1 : at + start;
}

Py_ssize_t
PyUnicode_Count(PyObject *str, PyObject *substr, Py_ssize_t start,
                Py_ssize_t end)
{
    if (Hb_UnicodeCheck(str) < 0 || Hb_UnicodeCheck(substr) < 0) {
        return -1;
    }
    Hb_AdjustIndices(&start, &end, PyUnicode_GET_LENGTH(str));
    Py_ssize_t m = PyUnicode_GET_LENGTH(substr);
    if (end - start < m) {
        return 0;
    }
    if (m == 0) {
        return end - start + 1;
    }
    int kind = PyUnicode_KIND(str);
    return Hb_CountData(kind, (const char *)PyUnicode_DATA(str) + start * kind,
                        end - start, PyUnicode_KIND(substr),
                        PyUnicode_DATA(substr), m, PY_SSIZE_T_MAX);
}

int
PyUnicode_Contains(PyObject *container, PyObject *element)
{
    if (!PyUnicode_Check(element)) {
        PyErr_Format(
            PyExc_TypeError,
            "'in <string>' requires string as left operand, not %.100s",
            Py_TYPE(element)->tp_name);
        return -1;
    }
    if (Hb_UnicodeCheck(container) < 0) {
        return -1;
    }
    return PyUnicode_Find(container, element, 0, PY_SSIZE_T_MAX, 1) >= 0;
}

Py_ssize_t
PyUnicode_Tailmatch(PyObject *str, PyObject *substr, Py_ssize_t start,
                    Py_ssize_t end, int direction)
{
    if (Hb_UnicodeCheck(str) < 0 || Hb_UnicodeCheck(substr) < 0) {
        return -1;
    }
    Hb_AdjustIndices(&start, &end, PyUnicode_GET_LENGTH(str));
    Py_ssize_t m = PyUnicode_GET_LENGTH(substr);
    end -= m;
    if (end < start) {
        return 0;
    }
    return m == 0 ||
           matches(PyUnicode_KIND(str), PyUnicode_DATA(str),
                   direction > 0 ? end : start, PyUnicode_KIND(substr),
                   PyUnicode_DATA(substr), m);
}

/* ---- comparing ---------------------------------------------------------- */

Py_ALWAYS_INLINE static inline int
compare_kinds(int other, const void *b, int kind, const void *a, Py_ssize_t n)
{
    for (Py_ssize_t i = 0; i < n; i++) {
        Py_UCS4 x = PyUnicode_READ(kind, a, i);
        Py_UCS4 y = PyUnicode_READ(other, b, i);
        if (x != y) {
            return x < y ? -1 : 1;
        }
    }
    return 0;
}

Py_ALWAYS_INLINE static inline int
compare_with(int kind, const void *a, int other, const void *b, Py_ssize_t n)
{
    return HB_BY_KIND(other, compare_kinds, b, kind, a, n);
}

static int
compare(PyObject *left, PyObject *right)
{
    Py_ssize_t n = PyUnicode_GET_LENGTH(left);
    Py_ssize_t m = PyUnicode_GET_LENGTH(right);
    int kind = PyUnicode_KIND(left), other = PyUnicode_KIND(right);
    const void *a = PyUnicode_DATA(left), *b = PyUnicode_DATA(right);
    Py_ssize_t both = Py_MIN(n, m);
    int order = kind == other ? memcmp(a, b, (size_t)(both * kind)) : 1;
    if (order != 0 && kind + other > 2) {
        order = HB_BY_KIND(kind, compare_with, a, other, b, both);
    }
    if (order != 0) {
        return order < 0 ? -1 : 1;
    }
    return n == m ? 0 : n < m ? -1 : 1;
}

/* Equal strings have equal kinds (S1). */
int
_PyUnicode_EQ(PyObject *a, PyObject *b)
{
    Py_ssize_t n = PyUnicode_GET_LENGTH(a);
    int kind = PyUnicode_KIND(a);
    return n == PyUnicode_GET_LENGTH(b) && kind == (int)PyUnicode_KIND(b) &&
           memcmp(PyUnicode_DATA(a), PyUnicode_DATA(b), (size_t)(n * kind)) ==
               0;
}

int
_PyUnicode_Equal(PyObject *a, PyObject *b)
{
    return a == b || _PyUnicode_EQ(a, b);
}

int
PyUnicode_Compare(PyObject *left, PyObject *right)
{
    if (PyUnicode_Check(left) && PyUnicode_Check(right)) {
        return left == right ? 0 : compare(left, right);
    }
    PyErr_Format(PyExc_TypeError, "Can't compare %.100s and %.100s",
                 Py_TYPE(left)->tp_name, Py_TYPE(right)->tp_name);
    return -1;
}

PyObject *
PyUnicode_RichCompare(PyObject *left, PyObject *right, int op)
{
    if (!PyUnicode_Check(left) || !PyUnicode_Check(right)) {
        Py_RETURN_NOTIMPLEMENTED;
    }
    if (op == Py_EQ || op == Py_NE) {
        int equal = _PyUnicode_Equal(left, right);
        return PyBool_FromLong(equal == (op == Py_EQ));
    }
    int order = left == right ? 0 : compare(left, right);
    Py_RETURN_RICHCOMPARE(order, 0, op);
}

int
PyUnicode_CompareWithASCIIString(PyObject *left, const char *right)
{
    Py_ssize_t n = PyUnicode_GET_LENGTH(left);
    for (Py_ssize_t i = 0; i < n; i++) {
        Py_UCS4 ch = PyUnicode_READ_CHAR(left, i);
        unsigned char other = (unsigned char)right[i];
        if (other == '\0') {
            return 1;
        }
        if (ch != other) {
            return ch < other ? -1 : 1;
        }
    }
    return right[n] == '\0' ? 0 : -1;
}

int
_PyUnicode_EqualToASCIIString(PyObject *left, const char *right)
{
    return Hb_EqualsASCII(left, right);
}

int
_PyUnicode_EqualToASCIIId(PyObject *left, _Py_Identifier *right)
{
    return _PyUnicode_EqualToASCIIString(left, right->string);
}
