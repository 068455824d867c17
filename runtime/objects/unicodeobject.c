/* unicodeobject.c -- the type str: making, freeing, size, iteration of types.
 *
 * The methods stand in unicode_methods.c and its neighbours, each file a
 * subject: unicode_new.c (allocation), unicode_copy.c (characters), unicode_
 * intern.c, unicode_utf8.c, unicode_codecs.c, unicode_search.c ...
 *
 * Source: CPython 3.11, Objects/unicodeobject.c.
 */
#include "internal/hb_small.h"
#include "internal/pycore_bytesobject.h"
#include "internal/pycore_unicodeobject.h"
#include "unicode_private.h"

/* ---- death -------------------------------------------------------------- */

static void
unicode_dealloc(PyObject *unicode)
{
    if (PyUnicode_CHECK_INTERNED(unicode)) {
        Hb_UnicodeForget(unicode);
    }
    if (HAS_WSTR_MEMORY(unicode)) {
        PyObject_Free(WSTR(unicode));
    }
    if (HAS_UTF8_MEMORY(unicode)) {
        PyObject_Free(UTF8(unicode));
    }
    if (!PyUnicode_IS_COMPACT(unicode)) {
        PyObject_Free(_PyUnicodeObject_CAST(unicode)->data.any);
    }
    Hb_InstanceFree(unicode);
}

/* ---- str(...) ----------------------------------------------------------- */

static PyObject *
unicode_new_impl(PyObject *object, const char *encoding, const char *errors)
{
    if (object == NULL) {
        return _PyUnicode_GetEmpty();
    }
    if (encoding == NULL && errors == NULL) {
        return PyObject_Str(object);
    }
    return PyUnicode_FromEncodedObject(object, encoding, errors);
}

/* An instance of a subclass: header and characters are two blocks. */
static PyObject *
unicode_subtype_new(PyTypeObject *type, PyObject *unicode)
{
    PyObject *self = type->tp_alloc(type, 0);
    if (self == NULL) {
        return NULL;
    }
    PyASCIIObject *ascii = _PyASCIIObject_CAST(self);
    int kind = PyUnicode_KIND(unicode);
    size_t bytes = ((size_t)PyUnicode_GET_LENGTH(unicode) + 1) * (size_t)kind;
    ascii->length = PyUnicode_GET_LENGTH(unicode);
    ascii->hash = _PyASCIIObject_CAST(unicode)->hash;
    ascii->state.interned = 0;
    ascii->state.kind = (unsigned int)kind & 7;
    ascii->state.compact = 0;
    ascii->state.ascii = _PyASCIIObject_CAST(unicode)->state.ascii;
    ascii->state.ready = 1;
    void *data = PyObject_Malloc(bytes);
    if (data == NULL) {
        Py_DECREF(self);
        return PyErr_NoMemory();
    }
    memcpy(data, PyUnicode_DATA(unicode), bytes);
    _PyUnicodeObject_CAST(self)->data.any = data;
    if (ascii->state.ascii) {
        UTF8(self) = data;
        UTF8_LENGTH(self) = ascii->length;
    }
    if (kind == PyUnicode_4BYTE_KIND) {
        ascii->wstr = data;
        _PyCompactUnicodeObject_CAST(self)->wstr_length = ascii->length;
    }
    return self;
}

/* The text of an argument that must be a str without zero characters. */
static int
text_argument(PyObject *arg, const char *name, const char **result)
{
    if (arg == NULL) {
        return 0;
    }
    if (!PyUnicode_Check(arg)) {
        PyErr_Format(PyExc_TypeError,
                     "str() argument '%s' must be str, not %.50s", name,
                     arg == Py_None ? "None" : Py_TYPE(arg)->tp_name);
        return -1;
    }
    Py_ssize_t len;
    *result = PyUnicode_AsUTF8AndSize(arg, &len);
    if (*result == NULL) {
        return -1;
    }
    if (strlen(*result) != (size_t)len) {
        PyErr_SetString(PyExc_ValueError, "embedded null character");
        return -1;
    }
    return 0;
}

static PyObject *
unicode_new(PyTypeObject *type, PyObject *args, PyObject *kwds)
{
    static char *names[] = {"object", "encoding", "errors", NULL};
    PyObject *object = NULL, *encoding_arg = NULL, *errors_arg = NULL;
    const char *encoding = NULL, *errors = NULL;
    if (!PyArg_ParseTupleAndKeywords(args, kwds, "|OOO:str", names, &object,
                                     &encoding_arg, &errors_arg)) {
        return NULL;
    }
    if (text_argument(encoding_arg, "encoding", &encoding) < 0 ||
        text_argument(errors_arg, "errors", &errors) < 0) {
        return NULL;
    }
    PyObject *unicode = unicode_new_impl(object, encoding, errors);
    if (unicode == NULL || type == &PyUnicode_Type) {
        return unicode;
    }
    PyObject *self = unicode_subtype_new(type, unicode);
    Py_DECREF(unicode);
    return self;
}

/* ---- operators ---------------------------------------------------------- */

static Py_ssize_t
unicode_length(PyObject *self)
{
    return PyUnicode_GET_LENGTH(self);
}

static Py_hash_t
unicode_hash(PyObject *self)
{
    PyASCIIObject *ascii = _PyASCIIObject_CAST(self);
    if (ascii->hash == -1) {
        ascii->hash =
            _Py_HashBytes(PyUnicode_DATA(self),
                          PyUnicode_GET_LENGTH(self) * PyUnicode_KIND(self));
    }
    return ascii->hash;
}

static PyObject *
unicode_getitem(PyObject *self, Py_ssize_t index)
{
    if (index < 0 || index >= PyUnicode_GET_LENGTH(self)) {
        PyErr_SetString(PyExc_IndexError, "string index out of range");
        return NULL;
    }
    return Hb_UnicodeChar(PyUnicode_READ_CHAR(self, index));
}

static PyObject *
unicode_repeat(PyObject *self, Py_ssize_t count)
{
    Py_ssize_t n = PyUnicode_GET_LENGTH(self);
    if (count < 1) {
        return _PyUnicode_GetEmpty();
    }
    if (count == 1) {
        return Hb_UnicodeUnchanged(self);
    }
    if (n > PY_SSIZE_T_MAX / count) {
        PyErr_SetString(PyExc_OverflowError, "repeated string is too long");
        return NULL;
    }
    PyObject *result =
        PyUnicode_New(n * count, PyUnicode_MAX_CHAR_VALUE(self));
    if (result == NULL || n == 0) {
        return result;
    }
    Py_ssize_t bytes = n * (Py_ssize_t)PyUnicode_KIND(self);
    _PyBytes_Repeat(PyUnicode_DATA(result), bytes * count,
                    PyUnicode_DATA(self), bytes);
    return result;
}

/* self[start::step], len characters; the slice is inside. */
static PyObject *
stepped_slice(PyObject *self, Py_ssize_t start, Py_ssize_t step,
              Py_ssize_t len)
{
    int kind = PyUnicode_KIND(self);
    const void *data = PyUnicode_DATA(self);
    Py_UCS4 max_char = 0;
    for (Py_ssize_t i = 0; i < len; i++) {
        Py_UCS4 ch = PyUnicode_READ(kind, data, start + i * step);
        max_char = ch > max_char ? ch : max_char;
    }
    PyObject *result = PyUnicode_New(len, max_char);
    if (result == NULL) {
        return NULL;
    }
    int to_kind = PyUnicode_KIND(result);
    void *to = PyUnicode_DATA(result);
    for (Py_ssize_t i = 0; i < len; i++) {
        PyUnicode_WRITE(to_kind, to, i,
                        PyUnicode_READ(kind, data, start + i * step));
    }
    return result;
}

static PyObject *
unicode_slice(PyObject *self, PyObject *slice)
{
    Py_ssize_t start, stop, step;
    if (PySlice_Unpack(slice, &start, &stop, &step) < 0) {
        return NULL;
    }
    Py_ssize_t n = PyUnicode_GET_LENGTH(self);
    Py_ssize_t len = PySlice_AdjustIndices(n, &start, &stop, step);
    if (len <= 0) {
        return _PyUnicode_GetEmpty();
    }
    if (step == 1) {
        return PyUnicode_Substring(self, start, start + len);
    }
    return stepped_slice(self, start, step, len);
}

static PyObject *
unicode_subscript(PyObject *self, PyObject *item)
{
    if (PyIndex_Check(item)) {
        Py_ssize_t i = PyNumber_AsSsize_t(item, PyExc_IndexError);
        if (i == -1 && PyErr_Occurred()) {
            return NULL;
        }
        return unicode_getitem(self,
                               i < 0 ? i + PyUnicode_GET_LENGTH(self) : i);
    }
    if (PySlice_Check(item)) {
        return unicode_slice(self, item);
    }
    PyErr_Format(PyExc_TypeError,
                 "string indices must be integers, not '%.200s'",
                 Py_TYPE(item)->tp_name);
    return NULL;
}

static PyObject *
unicode_mod(PyObject *v, PyObject *w)
{
    if (!PyUnicode_Check(v)) {
        Py_RETURN_NOTIMPLEMENTED;
    }
    return PyUnicode_Format(v, w);
}

static PyNumberMethods unicode_as_number = {
    .nb_remainder = unicode_mod,
};

static PySequenceMethods unicode_as_sequence = {
    .sq_length = unicode_length,
    .sq_concat = PyUnicode_Concat,
    .sq_repeat = unicode_repeat,
    .sq_item = unicode_getitem,
    .sq_contains = PyUnicode_Contains,
};

static PyMappingMethods unicode_as_mapping = {
    .mp_length = unicode_length,
    .mp_subscript = unicode_subscript,
};

PyDoc_STRVAR(unicode_doc,
             "str(object='') -> str\n"
             "str(bytes, encoding='utf-8', errors='strict') -> str\n\n"
             "Text.  Without an encoding: what object.__str__() gives, or\n"
             "else its repr.  With one: the bytes decoded.");

PyTypeObject PyUnicode_Type = {
    PyVarObject_HEAD_INIT(&PyType_Type, 0).tp_name = "str",
    .tp_basicsize = sizeof(PyUnicodeObject),
    .tp_dealloc = unicode_dealloc,
    .tp_repr = Hb_UnicodeRepr,
    .tp_as_number = &unicode_as_number,
    .tp_as_sequence = &unicode_as_sequence,
    .tp_as_mapping = &unicode_as_mapping,
    .tp_hash = unicode_hash,
    .tp_str = Hb_UnicodeUnchanged,
    .tp_getattro = PyObject_GenericGetAttr,
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_BASETYPE |
                Py_TPFLAGS_UNICODE_SUBCLASS | _Py_TPFLAGS_MATCH_SELF,
    .tp_doc = unicode_doc,
    .tp_richcompare = PyUnicode_RichCompare,
    .tp_iter = Hb_UnicodeIter,
    .tp_methods = Hb_UnicodeMethods,
    .tp_base = &PyBaseObject_Type,
    .tp_new = unicode_new,
    .tp_free = PyObject_Del,
};
