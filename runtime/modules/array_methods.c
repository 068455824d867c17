/* array_methods.c -- the methods of array.array, its iterator, the module.
 *
 * Source: CPython 3.11, Modules/arraymodule.c.
 */
#include "internal/pycore_sliceobject.h"
#include "array.h"

/* ---- changing ----------------------------------------------------------- */

static PyObject *
array_append(PyObject *self, PyObject *value)
{
    arrayobject *a = (arrayobject *)self;
    return Hb_ArrayInsert(a, Py_SIZE(a), value) < 0 ? NULL
                                                    : Py_NewRef(Py_None);
}

/* The one argument of a method that CPython hands its class, too. */
static PyObject *
only_argument(const char *name, PyObject *const *args, Py_ssize_t nargs,
              PyObject *kwnames)
{
    static const char *const names[] = {"", NULL};
    _PyArg_Parser parser = {.keywords = names, .fname = name};
    PyObject *buf[1];

    args = _PyArg_UnpackKeywords(args, nargs, NULL, kwnames, &parser, 1, 1, 0,
                                 buf);
    return args != NULL ? args[0] : NULL;
}

static PyObject *
array_extend(PyObject *self, PyObject *const *args, Py_ssize_t nargs,
             PyObject *kwnames)
{
    PyObject *items = only_argument("extend", args, nargs, kwnames);
    if (items == NULL) {
        return NULL;
    }
    return Hb_ArrayExtend((arrayobject *)self, items) < 0 ? NULL
                                                          : Py_NewRef(Py_None);
}

static PyObject *
array_insert(PyObject *self, PyObject *const *args, Py_ssize_t nargs)
{
    if (!_PyArg_CheckPositional("insert", nargs, 2, 2)) {
        return NULL;
    }
    PyObject *index = PyNumber_Index(args[0]);
    Py_ssize_t i = index == NULL ? -1 : PyLong_AsSsize_t(index);
    Py_XDECREF(index);
    if (i == -1 && PyErr_Occurred()) {
        return NULL;
    }
    return Hb_ArrayInsert((arrayobject *)self, i, args[1]) < 0
               ? NULL
               : Py_NewRef(Py_None);
}

static PyObject *
array_pop(PyObject *self, PyObject *const *args, Py_ssize_t nargs)
{
    arrayobject *a = (arrayobject *)self;
    Py_ssize_t i = -1;
    if (!_PyArg_CheckPositional("pop", nargs, 0, 1)) {
        return NULL;
    }
    if (nargs > 0) {
        PyObject *index = PyNumber_Index(args[0]);
        i = index == NULL ? -1 : PyLong_AsSsize_t(index);
        Py_XDECREF(index);
        if (i == -1 && PyErr_Occurred()) {
            return NULL;
        }
    }
    if (Py_SIZE(a) == 0) {
        PyErr_SetString(PyExc_IndexError, "pop from empty array");
        return NULL;
    }
    i += i < 0 ? Py_SIZE(a) : 0;
    if (i < 0 || i >= Py_SIZE(a)) {
        PyErr_SetString(PyExc_IndexError, "pop index out of range");
        return NULL;
    }
    PyObject *value = Hb_ArrayGet(a, i);
    if (value != NULL && Hb_ArrayDelete(a, i, i + 1) < 0) {
        Py_CLEAR(value);
    }
    return value;
}

/* The index of a value from start on; -1 when absent, -2 with an exception. */
static Py_ssize_t
find(arrayobject *a, PyObject *value, Py_ssize_t start, Py_ssize_t stop)
{
    for (Py_ssize_t i = start; i < stop && i < Py_SIZE(a); i++) {
        PyObject *item = Hb_ArrayGet(a, i);
        if (item == NULL) {
            return -2;
        }
        int equal = PyObject_RichCompareBool(item, value, Py_EQ);
        Py_DECREF(item);
        if (equal != 0) {
            return equal < 0 ? -2 : i;
        }
    }
    return -1;
}

static PyObject *
array_index(PyObject *self, PyObject *const *args, Py_ssize_t nargs)
{
    Py_ssize_t start, stop;
    if (Hb_IndexArguments(self, args, nargs, &start, &stop) < 0) {
        return NULL;
    }
    Py_ssize_t i = find((arrayobject *)self, args[0], start, stop);
    if (i == -1) {
        PyErr_SetString(PyExc_ValueError, "array.index(x): x not in array");
    }
    return i < 0 ? NULL : PyLong_FromSsize_t(i);
}

static PyObject *
array_remove(PyObject *self, PyObject *value)
{
    arrayobject *a = (arrayobject *)self;
    Py_ssize_t i = find(a, value, 0, Py_SIZE(a));
    if (i == -1) {
        PyErr_SetString(PyExc_ValueError, "array.remove(x): x not in array");
    }
    if (i < 0 || Hb_ArrayDelete(a, i, i + 1) < 0) {
        return NULL;
    }
    Py_RETURN_NONE;
}

static PyObject *
array_count(PyObject *self, PyObject *value)
{
    Py_ssize_t count = 0, i = -1;
    while ((i = find((arrayobject *)self, value, i + 1, Py_SIZE(self))) >= 0) {
        count++;
    }
    return i == -2 ? NULL : PyLong_FromSsize_t(count);
}

static PyObject *
array_reverse(PyObject *self, PyObject *Py_UNUSED(ignored))
{
    arrayobject *a = (arrayobject *)self;
    size_t width = (size_t)a->ob_descr->itemsize;
    char buf[8];
    for (Py_ssize_t i = 0, j = Py_SIZE(a) - 1; i < j; i++, j--) {
        memcpy(buf, ITEM_AT(a, i), width);
        memcpy(ITEM_AT(a, i), ITEM_AT(a, j), width);
        memcpy(ITEM_AT(a, j), buf, width);
    }
    Py_RETURN_NONE;
}

static PyObject *
array_byteswap(PyObject *self, PyObject *Py_UNUSED(ignored))
{
    arrayobject *a = (arrayobject *)self;
    for (Py_ssize_t i = 0; i < Py_SIZE(a); i++) {
        char *low = ITEM_AT(a, i), *high = ITEM_AT(a, i + 1) - 1;
        for (; low < high; low++, high--) {
            char byte = *low;
            *low = *high;
            *high = byte;
        }
    }
    Py_RETURN_NONE;
}

/* ---- conversions -------------------------------------------------------- */

PyObject *
Hb_ArrayToList(PyObject *self, PyObject *Py_UNUSED(ignored))
{
    PyObject *list = PyList_New(Py_SIZE(self));
    for (Py_ssize_t i = 0; list != NULL && i < Py_SIZE(self); i++) {
        PyObject *item = Hb_ArrayGet((arrayobject *)self, i);
        if (item == NULL) {
            Py_CLEAR(list);
            break;
        }
        PyList_SET_ITEM(list, i, item);
    }
    return list;
}

/* All items are added, or none. */
static PyObject *
array_fromlist(PyObject *self, PyObject *list)
{
    arrayobject *a = (arrayobject *)self;
    if (!PyList_Check(list)) {
        PyErr_SetString(PyExc_TypeError, "arg must be list");
        return NULL;
    }
    Py_ssize_t n = PyList_GET_SIZE(list), old = Py_SIZE(a);
    if (n > 0 && Hb_ArrayResize(a, old + n) < 0) {
        return NULL;
    }
    for (Py_ssize_t i = 0; i < n; i++) {
        PyObject *item = PyList_GET_ITEM(list, i);
        int failed = a->ob_descr->setitem(a, old + i, item) < 0;
        if (!failed && n != PyList_GET_SIZE(list)) {
            PyErr_SetString(PyExc_RuntimeError,
                            "list changed size during iteration");
            failed = 1;
        }
        if (failed) {
            Hb_ArrayResize(a, old);
            return NULL;
        }
    }
    Py_RETURN_NONE;
}

static PyObject *
array_tobytes(PyObject *self, PyObject *Py_UNUSED(ignored))
{
    arrayobject *a = (arrayobject *)self;
    return PyBytes_FromStringAndSize(a->ob_item,
                                     Py_SIZE(a) * a->ob_descr->itemsize);
}

static PyObject *
array_fromunicode(PyObject *self, PyObject *text)
{
    arrayobject *a = (arrayobject *)self;
    if (!PyUnicode_Check(text)) {
        _PyArg_BadArgument("fromunicode", "argument", "str", text);
        return NULL;
    }
    if (a->ob_descr->typecode != 'u') {
        PyErr_SetString(PyExc_ValueError, "fromunicode() may only be called "
                                          "on unicode type arrays");
        return NULL;
    }
    return Hb_ArrayAppendText(a, text) < 0 ? NULL : Py_NewRef(Py_None);
}

static PyObject *
array_tounicode(PyObject *self, PyObject *Py_UNUSED(ignored))
{
    arrayobject *a = (arrayobject *)self;
    if (a->ob_descr->typecode != 'u') {
        PyErr_SetString(PyExc_ValueError, "tounicode() may only be called on "
                                          "unicode type arrays");
        return NULL;
    }
    return PyUnicode_FromWideChar((wchar_t *)a->ob_item, Py_SIZE(a));
}

/* ---- files -------------------------------------------------------------- */

static PyObject *
array_tofile(PyObject *self, PyObject *const *args, Py_ssize_t nargs,
             PyObject *kwnames)
{
    enum { BLOCK = 64 * 1024 };

    arrayobject *a = (arrayobject *)self;
    Py_ssize_t size = Py_SIZE(a) * a->ob_descr->itemsize, at;
    PyObject *file = only_argument("tofile", args, nargs, kwnames);
    if (file == NULL) {
        return NULL;
    }
    for (at = 0; at < size; at += BLOCK) {
        PyObject *bytes = PyBytes_FromStringAndSize(a->ob_item + at,
                                                    Py_MIN(BLOCK, size - at));
        PyObject *result =
            bytes == NULL ? NULL
                          : PyObject_CallMethod(file, "write", "(O)", bytes);
        Py_XDECREF(bytes);
        if (result == NULL) {
            return NULL;
        }
        Py_DECREF(result);
    }
    Py_RETURN_NONE;
}

/* Adds what was read; that it was less is said afterwards. */
static PyObject *
add_read(PyObject *self, PyObject *bytes, Py_ssize_t wanted)
{
    PyObject *result;
    if (!PyBytes_Check(bytes)) {
        PyErr_SetString(PyExc_TypeError, "read() didn't return bytes");
        return NULL;
    }
    result = Hb_ArrayFromBytes(self, bytes);
    if (result != NULL && PyBytes_GET_SIZE(bytes) != wanted) {
        PyErr_SetString(PyExc_EOFError, "read() didn't return enough bytes");
        Py_CLEAR(result);
    }
    return result;
}

static PyObject *
array_fromfile(PyObject *self, PyObject *const *args, Py_ssize_t nargs)
{
    Py_ssize_t itemsize = ((arrayobject *)self)->ob_descr->itemsize, n;
    PyObject *bytes, *result;
    if (nargs != 2) {
        return PyErr_Format(PyExc_TypeError,
                            "fromfile() takes exactly 2 positional arguments "
                            "(%zd given)",
                            nargs);
    }
    n = PyNumber_AsSsize_t(args[1], PyExc_OverflowError);
    if (n == -1 && PyErr_Occurred()) {
        return NULL;
    }
    if (n < 0) {
        PyErr_SetString(PyExc_ValueError, "negative count");
        return NULL;
    }
    if (n > PY_SSIZE_T_MAX / itemsize) {
        return PyErr_NoMemory();
    }
    bytes = PyObject_CallMethod(args[0], "read", "n", n * itemsize);
    result = bytes == NULL ? NULL : add_read(self, bytes, n * itemsize);
    Py_XDECREF(bytes);
    return result;
}

static PyObject *
array_copy(PyObject *self, PyObject *Py_UNUSED(memo))
{
    return Hb_ArraySlice((arrayobject *)self, 0, Py_SIZE(self));
}

static PyObject *
array_buffer_info(PyObject *self, PyObject *Py_UNUSED(ignored))
{
    arrayobject *a = (arrayobject *)self;
    PyObject *address = PyLong_FromVoidPtr(a->ob_item);
    return address == NULL ? NULL : Py_BuildValue("(Nn)", address, Py_SIZE(a));
}

static PyObject *
array_reduce_ex(PyObject *self, PyObject *const *args, Py_ssize_t nargs,
                PyObject *kwnames)
{
    arrayobject *a = (arrayobject *)self;
    PyObject *dict, *given;
    long protocol;
    given = only_argument("__reduce_ex__", args, nargs, kwnames);
    if (given == NULL) {
        return NULL;
    }
    if (!PyLong_Check(given)) {
        PyErr_SetString(PyExc_TypeError,
                        "__reduce_ex__ argument should be an integer");
        return NULL;
    }
    protocol = PyLong_AsLong(given);
    if ((protocol == -1 && PyErr_Occurred()) ||
        _PyObject_LookupAttr(self, &_Py_ID(__dict__), &dict) < 0) {
        return NULL;
    }
    if (dict == NULL) {
        dict = Py_NewRef(Py_None);
    }
    if (protocol < 3) {
        PyObject *list = Hb_ArrayToList(self, NULL);
        return Py_BuildValue("O(CN)N", Py_TYPE(self), a->ob_descr->typecode,
                             list, dict);
    }
    PyObject *reconstructor =
        _PyImport_GetModuleAttrString("array", "_array_reconstructor");
    PyObject *bytes = array_tobytes(self, NULL);
    return Py_BuildValue("N(OCiN)N", reconstructor, Py_TYPE(self),
                         a->ob_descr->typecode,
                         Hb_ArrayMachineFormat(a->ob_descr), bytes, dict);
}

static PyObject *
array_sizeof(PyObject *self, PyObject *Py_UNUSED(ignored))
{
    arrayobject *a = (arrayobject *)self;
    return PyLong_FromSsize_t(Py_TYPE(self)->tp_basicsize +
                              a->allocated * a->ob_descr->itemsize);
}

#define FAST(function) (PyCFunction)(void (*)(void))(function)

PyMethodDef Hb_ArrayMethods[] = {
    {"append", array_append, METH_O, PyDoc_STR("Adds a value at the end.")},
    {"buffer_info", array_buffer_info, METH_NOARGS,
     PyDoc_STR("(address, length)")},
    {"byteswap", array_byteswap, METH_NOARGS,
     PyDoc_STR("Turns the bytes of each item round.")},
    {"__copy__", array_copy, METH_NOARGS, PyDoc_STR("A copy.")},
    {"__deepcopy__", array_copy, METH_O, PyDoc_STR("A copy.")},
    {"count", array_count, METH_O, PyDoc_STR("How often a value occurs.")},
    {"extend", FAST(array_extend), METH_FASTCALL | METH_KEYWORDS,
     PyDoc_STR("Adds values at the end.")},
    {"fromfile", FAST(array_fromfile), METH_FASTCALL,
     PyDoc_STR("Adds so many items from a file.")},
    {"fromlist", array_fromlist, METH_O, PyDoc_STR("Adds a list's items.")},
    {"frombytes", Hb_ArrayFromBytes, METH_O,
     PyDoc_STR("Adds items from their bytes.")},
    {"fromunicode", array_fromunicode, METH_O,
     PyDoc_STR("Adds the characters of a str.")},
    {"index", FAST(array_index), METH_FASTCALL,
     PyDoc_STR("The first index of a value.")},
    {"insert", FAST(array_insert), METH_FASTCALL,
     PyDoc_STR("Puts a value before an index.")},
    {"pop", FAST(array_pop), METH_FASTCALL,
     PyDoc_STR("Takes a value out, the last by default.")},
    {"__reduce_ex__", FAST(array_reduce_ex), METH_FASTCALL | METH_KEYWORDS,
     PyDoc_STR("For copying.")},
    {"remove", array_remove, METH_O, PyDoc_STR("Takes a value out.")},
    {"reverse", array_reverse, METH_NOARGS, PyDoc_STR("Reverses in place.")},
    {"tofile", FAST(array_tofile), METH_FASTCALL | METH_KEYWORDS,
     PyDoc_STR("Writes the bytes.")},
    {"tolist", Hb_ArrayToList, METH_NOARGS, PyDoc_STR("A list.")},
    {"tobytes", array_tobytes, METH_NOARGS, PyDoc_STR("The bytes.")},
    {"tounicode", array_tounicode, METH_NOARGS, PyDoc_STR("A str.")},
    {"__sizeof__", array_sizeof, METH_NOARGS, PyDoc_STR("Bytes in memory.")},
    {NULL, NULL, 0, NULL},
};
