/* unicode_split.c -- split, rsplit, splitlines, partition, join, strip.
 *
 * A split starts with a list that has room for twelve parts and is filled in
 * place; only what comes after is appended.
 *
 * Source: CPython 3.11, Objects/stringlib/split.h, Objects/unicodeobject.c.
 */
#include "internal/pycore_unicodeobject.h"
#include "unicode_private.h"

/* ---- the list of parts -------------------------------------------------- */

#define MAX_PREALLOC 12

struct parts {
    PyObject *list;
    Py_ssize_t count;
    PyObject *str;
};

static int
parts_begin(struct parts *parts, PyObject *str, Py_ssize_t maxsplit)
{
    Py_ssize_t room = maxsplit >= MAX_PREALLOC ? MAX_PREALLOC : maxsplit + 1;
    parts->list = PyList_New(room);
    parts->count = 0;
    parts->str = str;
    return parts->list == NULL ? -1 : 0;
}

/* Adds a part, whose reference is taken. */
static int
parts_take(struct parts *parts, PyObject *part)
{
    int failed = 0;
    if (part == NULL) {
        return -1;
    }
    if (parts->count < MAX_PREALLOC) {
        PyList_SET_ITEM(parts->list, parts->count, part);
    }
    else {
        failed = PyList_Append(parts->list, part);
        Py_DECREF(part);
    }
    parts->count++;
    return failed;
}

/* Adds str[start:end]; a whole exact str is not copied. */
static int
parts_add(struct parts *parts, Py_ssize_t start, Py_ssize_t end)
{
    return parts_take(parts, PyUnicode_Substring(parts->str, start, end));
}

/* Adds what is left when no more may be cut: always a copy. */
static int
parts_rest(struct parts *parts, Py_ssize_t start, Py_ssize_t end)
{
    int kind = PyUnicode_KIND(parts->str);
    const char *data = PyUnicode_DATA(parts->str);
    return parts_take(parts, PyUnicode_FromKindAndData(
                                 kind, data + start * kind, end - start));
}

static PyObject *
parts_end(struct parts *parts, int failed)
{
    if (failed) {
        Py_CLEAR(parts->list);
        return NULL;
    }
    Py_SET_SIZE(parts->list, parts->count);
    return parts->list;
}

/* ---- by white space ----------------------------------------------------- */

Py_ALWAYS_INLINE static inline int
is_space(int kind, const void *data, Py_ssize_t i)
{
    Py_UCS4 ch = PyUnicode_READ(kind, data, i);
    return ch < 128 ? _Py_ascii_whitespace[ch]
                    : (Hb_Properties(ch) & HB_SPACE) != 0;
}

Py_ALWAYS_INLINE static inline int
split_words(int kind, const void *data, struct parts *parts, Py_ssize_t n,
            Py_ssize_t maxsplit)
{
    Py_ssize_t i = 0;
    while (maxsplit-- > 0) {
        while (i < n && is_space(kind, data, i)) {
            i++;
        }
        if (i == n) {
            return 0;
        }
        Py_ssize_t start = i++;
        while (i < n && !is_space(kind, data, i)) {
            i++;
        }
        if (parts_add(parts, start, i) < 0) {
            return -1;
        }
    }
    while (i < n && is_space(kind, data, i)) {
        i++;
    }
    return i < n ? parts_rest(parts, i, n) : 0;
}

Py_ALWAYS_INLINE static inline int
rsplit_words(int kind, const void *data, struct parts *parts, Py_ssize_t i,
             Py_ssize_t maxsplit)
{
    while (maxsplit-- > 0) {
        while (i > 0 && is_space(kind, data, i - 1)) {
            i--;
        }
        if (i == 0) {
            return 0;
        }
        Py_ssize_t end = i--;
        while (i > 0 && !is_space(kind, data, i - 1)) {
            i--;
        }
        if (parts_add(parts, i, end) < 0) {
            return -1;
        }
    }
    while (i > 0 && is_space(kind, data, i - 1)) {
        i--;
    }
    return i > 0 ? parts_rest(parts, 0, i) : 0;
}

/* ---- by a separator ----------------------------------------------------- */

/* PyUnicode_Find, short where a byte is looked for among bytes. */
static inline Py_ssize_t
find_separator(PyObject *s, PyObject *sep, Py_ssize_t start, Py_ssize_t n,
               int direction)
{
    if (PyUnicode_KIND(s) == PyUnicode_1BYTE_KIND &&
        PyUnicode_GET_LENGTH(sep) == 1 && start < n) {
        const char *data = PyUnicode_DATA(s);
        int ch = *PyUnicode_1BYTE_DATA(sep);
        size_t size = (size_t)(n - start);
        const char *at = direction > 0 ? memchr(data + start, ch, size)
                                       : memrchr(data + start, ch, size);
        return at == NULL ? -1 : at - data;
    }
    return PyUnicode_Find(s, sep, start, n, direction);
}

static int
split_at(struct parts *parts, PyObject *s, PyObject *sep, Py_ssize_t maxsplit)
{
    Py_ssize_t n = PyUnicode_GET_LENGTH(s), m = PyUnicode_GET_LENGTH(sep);
    Py_ssize_t start = 0;
    while (maxsplit-- > 0) {
        Py_ssize_t at = find_separator(s, sep, start, n, 1);
        if (at < 0) {
            break;
        }
        if (parts_add(parts, start, at) < 0) {
            return -1;
        }
        start = at + m;
    }
    return parts_add(parts, start, n);
}

static int
rsplit_at(struct parts *parts, PyObject *s, PyObject *sep, Py_ssize_t maxsplit)
{
    Py_ssize_t end = PyUnicode_GET_LENGTH(s);
    Py_ssize_t m = PyUnicode_GET_LENGTH(sep);
    while (maxsplit-- > 0) {
        Py_ssize_t at = find_separator(s, sep, 0, end, -1);
        if (at < 0) {
            break;
        }
        if (parts_add(parts, at + m, end) < 0) {
            return -1;
        }
        end = at;
    }
    return parts_add(parts, 0, end);
}

/* A separator that cannot occur makes a list of exactly one.  For a longer or
 * wider separator that is the string itself, even one of a subclass. */
static PyObject *
only_part(PyObject *s)
{
    PyObject *list = PyList_New(1);
    if (list != NULL) {
        PyList_SET_ITEM(list, 0, Py_NewRef(s));
    }
    return list;
}

/* Checks a separator: 0 to go on, 1 when it cannot occur, -1 for an error. */
static int
check_separator(PyObject *s, PyObject *sep)
{
    if (Hb_UnicodeCheck(sep) < 0) {
        return -1;
    }
    if (PyUnicode_KIND(s) < PyUnicode_KIND(sep) ||
        PyUnicode_GET_LENGTH(s) < PyUnicode_GET_LENGTH(sep)) {
        return 1;
    }
    if (PyUnicode_GET_LENGTH(sep) == 0) {
        PyErr_SetString(PyExc_ValueError, "empty separator");
        return -1;
    }
    return 0;
}

static PyObject *
split(PyObject *s, PyObject *sep, Py_ssize_t maxsplit, int reverse)
{
    struct parts parts;
    if (Hb_UnicodeCheck(s) < 0) {
        return NULL;
    }
    maxsplit = maxsplit < 0 ? PY_SSIZE_T_MAX : maxsplit;
    int alone = sep == NULL ? 0 : check_separator(s, sep);
    if (alone != 0) {
        return alone < 0 ? NULL : only_part(s);
    }
    if (parts_begin(&parts, s, maxsplit) < 0) {
        return NULL;
    }
    int failed, kind = PyUnicode_KIND(s);
    const void *data = PyUnicode_DATA(s);
    Py_ssize_t n = PyUnicode_GET_LENGTH(s);
    if (sep != NULL) {
        failed = (reverse ? rsplit_at : split_at)(&parts, s, sep, maxsplit);
    }
    else if (reverse) {
        failed = HB_BY_KIND(kind, rsplit_words, data, &parts, n, maxsplit);
    }
    else {
        failed = HB_BY_KIND(kind, split_words, data, &parts, n, maxsplit);
    }
    PyObject *list = parts_end(&parts, failed);
    if (list != NULL && reverse && PyList_Reverse(list) < 0) {
        Py_CLEAR(list);
    }
    return list;
}

PyObject *
PyUnicode_Split(PyObject *s, PyObject *sep, Py_ssize_t maxsplit)
{
    return split(s, sep, maxsplit, 0);
}

PyObject *
PyUnicode_RSplit(PyObject *s, PyObject *sep, Py_ssize_t maxsplit)
{
    return split(s, sep, maxsplit, 1);
}

/* Where the line that begins at i ends: at its break, or at n. */
Py_ALWAYS_INLINE static inline Py_ssize_t
line_end(int kind, const void *data, Py_ssize_t i, Py_ssize_t n)
{
    for (; i < n; i++) {
        Py_UCS4 ch = PyUnicode_READ(kind, data, i);
        if (ch <= 0x1e || (ch >= 0x85 && (ch == 0x85 || ch >> 1 == 0x1014))) {
            if (_PyUnicode_IsLinebreak(ch)) {
                break;
            }
        }
    }
    return i;
}

PyObject *
PyUnicode_Splitlines(PyObject *s, int keepends)
{
    if (Hb_UnicodeCheck(s) < 0) {
        return NULL;
    }
    PyObject *list = PyList_New(0);
    Py_ssize_t n = PyUnicode_GET_LENGTH(s);
    int kind = PyUnicode_KIND(s);
    const void *data = PyUnicode_DATA(s);
    for (Py_ssize_t i = 0, start = 0; list != NULL && i < n; start = i) {
        i = HB_BY_KIND(kind, line_end, data, i, n);
        Py_ssize_t end = i;
        if (i < n) {
            Py_UCS4 ch = PyUnicode_READ(kind, data, i++);
            i += ch == '\r' && i < n && PyUnicode_READ(kind, data, i) == '\n';
            end = keepends ? i : end;
        }
        PyObject *line = PyUnicode_Substring(s, start, end);
        if (line == NULL || PyList_Append(list, line) < 0) {
            Py_CLEAR(list);
        }
        Py_XDECREF(line);
    }
    return list;
}

/* ---- partition ---------------------------------------------------------- */

static PyObject *
partition(PyObject *s, PyObject *sep, int direction)
{
    if (Hb_UnicodeCheck(s) < 0 || Hb_UnicodeCheck(sep) < 0) {
        return NULL;
    }
    Py_ssize_t m = PyUnicode_GET_LENGTH(sep);
    if (m == 0) {
        PyErr_SetString(PyExc_ValueError, "empty separator");
        return NULL;
    }
    Py_ssize_t at = PyUnicode_Find(s, sep, 0, PY_SSIZE_T_MAX, direction);
    if (at < 0) {
        PyObject *empty = _PyUnicode_GetEmpty();
        PyObject *result = direction > 0 ? PyTuple_Pack(3, s, empty, empty)
                                         : PyTuple_Pack(3, empty, empty, s);
        Py_DECREF(empty);
        return result;
    }
    PyObject *left = PyUnicode_Substring(s, 0, at);
    PyObject *right = PyUnicode_Substring(s, at + m, PY_SSIZE_T_MAX);
    PyObject *result = NULL;
    if (left != NULL && right != NULL) {
        result = PyTuple_Pack(3, left, sep, right);
    }
    Py_XDECREF(left);
    Py_XDECREF(right);
    return result;
}

PyObject *
PyUnicode_Partition(PyObject *s, PyObject *sep)
{
    return partition(s, sep, 1);
}

PyObject *
PyUnicode_RPartition(PyObject *s, PyObject *sep)
{
    return partition(s, sep, -1);
}

/* ---- join --------------------------------------------------------------- */

/* Adds up lengths and widths; -1 with TypeError or OverflowError. */
static Py_ssize_t
joined_length(PyObject *const *items, Py_ssize_t seqlen, Py_ssize_t seplen,
              Py_UCS4 *maxchar)
{
    Py_ssize_t length = 0;
    for (Py_ssize_t i = 0; i < seqlen; i++) {
        PyObject *item = items[i];
        if (!PyUnicode_Check(item)) {
            PyErr_Format(PyExc_TypeError,
                         "sequence item %zd: expected str instance, "
                         "%.80s found",
                         i, Py_TYPE(item)->tp_name);
            return -1;
        }
        Py_ssize_t more = PyUnicode_GET_LENGTH(item) + (i > 0 ? seplen : 0);
        if (more > PY_SSIZE_T_MAX - length) {
            PyErr_SetString(PyExc_OverflowError,
                            "join() result is too long for a Python string");
            return -1;
        }
        length += more;
        *maxchar = Py_MAX(*maxchar, PyUnicode_MAX_CHAR_VALUE(item));
    }
    return length;
}

static void
fill_joined_ascii(PyObject *result, PyObject *separator,
                  PyObject *const *items, Py_ssize_t seqlen)
{
    Py_UCS1 *to = PyUnicode_1BYTE_DATA(result);
    const Py_UCS1 *between = PyUnicode_1BYTE_DATA(separator);
    size_t m = (size_t)PyUnicode_GET_LENGTH(separator);
    for (Py_ssize_t i = 0; i < seqlen; i++) {
        size_t n = (size_t)PyUnicode_GET_LENGTH(items[i]);
        if (i > 0) {
            memcpy(to, between, m);
            to += m;
        }
        memcpy(to, PyUnicode_1BYTE_DATA(items[i]), n);
        to += n;
    }
}

static void
fill_joined(PyObject *result, PyObject *separator, PyObject *const *items,
            Py_ssize_t seqlen)
{
    Py_ssize_t at = 0;
    for (Py_ssize_t i = 0; i < seqlen; i++) {
        if (i > 0) {
            Py_ssize_t m = PyUnicode_GET_LENGTH(separator);
            _PyUnicode_FastCopyCharacters(result, at, separator, 0, m);
            at += m;
        }
        Py_ssize_t n = PyUnicode_GET_LENGTH(items[i]);
        _PyUnicode_FastCopyCharacters(result, at, items[i], 0, n);
        at += n;
    }
}

PyObject *
_PyUnicode_JoinArray(PyObject *separator, PyObject *const *items,
                     Py_ssize_t seqlen)
{
    if (seqlen == 0) {
        return _PyUnicode_GetEmpty();
    }
    if (seqlen == 1 && PyUnicode_CheckExact(items[0])) {
        return Py_NewRef(items[0]);
    }
    if (seqlen == 1) {
        separator = NULL; /* it is not even looked at */
    }
    if (separator != NULL && !PyUnicode_Check(separator)) {
        PyErr_Format(PyExc_TypeError,
                     "separator: expected str instance, %.80s found",
                     Py_TYPE(separator)->tp_name);
        return NULL;
    }
    PyObject *sep =
        separator ? Py_NewRef(separator) : Hb_UnicodeLatin1Char(' ');
    Py_UCS4 maxchar = seqlen > 1 ? PyUnicode_MAX_CHAR_VALUE(sep) : 0;
    Py_ssize_t length =
        joined_length(items, seqlen, PyUnicode_GET_LENGTH(sep), &maxchar);
    PyObject *result = length < 0 ? NULL : PyUnicode_New(length, maxchar);
    if (result != NULL && length > 0) {
        (maxchar < 128 && PyUnicode_IS_ASCII(sep)
             ? fill_joined_ascii
             : fill_joined)(result, sep, items, seqlen);
    }
    Py_DECREF(sep);
    return result;
}

PyObject *
PyUnicode_Join(PyObject *separator, PyObject *seq)
{
    PyObject *fast = PySequence_Fast(seq, "can only join an iterable");
    if (fast == NULL) {
        return NULL;
    }
    PyObject *result =
        _PyUnicode_JoinArray(separator, PySequence_Fast_ITEMS(fast),
                             PySequence_Fast_GET_SIZE(fast));
    Py_DECREF(fast);
    return result;
}

/* ---- strip -------------------------------------------------------------- */

/* Whether ch is one of a few characters, or of many. */
static inline int
is_among(Py_UCS4 ch, PyObject *chars)
{
    int kind = PyUnicode_KIND(chars);
    const void *data = PyUnicode_DATA(chars);
    Py_ssize_t n = PyUnicode_GET_LENGTH(chars), i = 0;
    if (n > 16) {
        return PyUnicode_FindChar(chars, ch, 0, n, 1) >= 0;
    }
    while (i < n && PyUnicode_READ(kind, data, i) != ch) {
        i++;
    }
    return i < n;
}

/* White space (chars NULL), or one of chars. */
Py_ALWAYS_INLINE static inline int
is_stripped(int kind, const void *data, Py_ssize_t i, PyObject *chars)
{
    return chars == NULL ? is_space(kind, data, i)
                         : is_among(PyUnicode_READ(kind, data, i), chars);
}

Py_ALWAYS_INLINE static inline Py_ssize_t
strip_left(int kind, const void *data, Py_ssize_t n, PyObject *chars)
{
    Py_ssize_t start = 0;
    while (start < n && is_stripped(kind, data, start, chars)) {
        start++;
    }
    return start;
}

Py_ALWAYS_INLINE static inline Py_ssize_t
strip_right(int kind, const void *data, Py_ssize_t start, Py_ssize_t end,
            PyObject *chars)
{
    while (end > start && is_stripped(kind, data, end - 1, chars)) {
        end--;
    }
    return end;
}

/* striptype: 0 left, 1 right, 2 both; chars NULL for white space. */
PyObject *
_PyUnicode_XStrip(PyObject *self, int striptype, PyObject *chars)
{
    Py_ssize_t start = 0, end = PyUnicode_GET_LENGTH(self);
    int kind = PyUnicode_KIND(self);
    const void *data = PyUnicode_DATA(self);
    if (striptype != 1) {
        start = HB_BY_KIND(kind, strip_left, data, end, chars);
    }
    if (striptype != 0) {
        end = HB_BY_KIND(kind, strip_right, data, start, end, chars);
    }
    return PyUnicode_Substring(self, start, end);
}
