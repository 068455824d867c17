/* array_reconstruct.c -- an array from what __reduce_ex__ gave.
 *
 * The bytes of an array are described by a number, so that a machine with
 * other types or another byte order can read them.  Those of the array's own
 * format are taken as they are; others are read one by one, and ints get the
 * type code of their width here.
 *
 * Source: CPython 3.11, Modules/arraymodule.c, _array_reconstructor().
 */
#include "array.h"

#include "internal/pycore_long.h"

enum kind { INTEGER, REAL, TEXT };

/* By number: two rows for each type of more than a byte, the first one
 * little-endian. */
static const struct machine_format {
    int size; /* bytes; of text twice as many, for the check of lengths */
    enum kind kind;
    int is_signed;
    int is_big_endian;
} formats[] = {
    {1, INTEGER, 0, 0}, {1, INTEGER, 1, 0}, {2, INTEGER, 0, 0},
    {2, INTEGER, 0, 1}, {2, INTEGER, 1, 0}, {2, INTEGER, 1, 1},
    {4, INTEGER, 0, 0}, {4, INTEGER, 0, 1}, {4, INTEGER, 1, 0},
    {4, INTEGER, 1, 1}, {8, INTEGER, 0, 0}, {8, INTEGER, 0, 1},
    {8, INTEGER, 1, 0}, {8, INTEGER, 1, 1}, {4, REAL, 1, 0},
    {4, REAL, 1, 1},    {8, REAL, 1, 0},    {8, REAL, 1, 1},
    {4, TEXT, 0, 0},    {4, TEXT, 0, 1},    {8, TEXT, 0, 0},
    {8, TEXT, 0, 1},
};

int
Hb_ArrayMachineFormat(const struct arraydescr *descr)
{
    char code = descr->typecode;
    enum kind kind = code == 'u'                  ? TEXT
                     : code == 'f' || code == 'd' ? REAL
                                                  : INTEGER;
    int size = kind == TEXT ? 2 * descr->itemsize : descr->itemsize;
    int is_signed = kind != TEXT && Py_ISLOWER(code), i = 0;

    while (formats[i].size != size || formats[i].kind != kind ||
           formats[i].is_signed != is_signed) {
        i++;
    }
    return i;
}

static PyObject *
read_one(const struct machine_format *format, const char *from)
{
    if (format->kind == INTEGER) {
        return _PyLong_FromByteArray(
            (const unsigned char *)from, (size_t)format->size,
            !format->is_big_endian, format->is_signed);
    }
    double value = format->size == 4
                       ? PyFloat_Unpack4(from, !format->is_big_endian)
                       : PyFloat_Unpack8(from, !format->is_big_endian);
    return value == -1.0 && PyErr_Occurred() ? NULL
                                             : PyFloat_FromDouble(value);
}

static PyObject *
read_numbers(const struct machine_format *format, PyObject *bytes)
{
    Py_ssize_t count = PyBytes_GET_SIZE(bytes) / format->size;
    PyObject *list = PyList_New(count);
    for (Py_ssize_t i = 0; list != NULL && i < count; i++) {
        PyObject *value =
            read_one(format, PyBytes_AS_STRING(bytes) + i * format->size);
        if (value == NULL) {
            Py_CLEAR(list);
            break;
        }
        PyList_SET_ITEM(list, i, value);
    }
    return list;
}

/* A list of numbers or a str. */
static PyObject *
decode(const struct machine_format *format, PyObject *bytes)
{
    int order = format->is_big_endian ? 1 : -1;
    if (PyBytes_GET_SIZE(bytes) % format->size != 0) {
        PyErr_SetString(PyExc_ValueError,
                        "string length not a multiple of item size");
        return NULL;
    }
    if (format->kind != TEXT) {
        return read_numbers(format, bytes);
    }
    return format->size == 4 ? PyUnicode_DecodeUTF16(PyBytes_AS_STRING(bytes),
                                                     PyBytes_GET_SIZE(bytes),
                                                     "strict", &order)
                             : PyUnicode_DecodeUTF32(PyBytes_AS_STRING(bytes),
                                                     PyBytes_GET_SIZE(bytes),
                                                     "strict", &order);
}

/* type(typecode, items); takes the items. */
static PyObject *
make(PyTypeObject *type, int typecode, PyObject *items)
{
    PyObject *args = items ? Py_BuildValue("(CO)", typecode, items) : NULL;
    PyObject *array = args ? Hb_ArrayTpNew(type, args, NULL) : NULL;
    Py_XDECREF(args);
    Py_XDECREF(items);
    return array;
}

static PyObject *
reconstruct(PyTypeObject *type, int typecode, int number, PyObject *bytes)
{
    const struct arraydescr *descr;
    if (!PyType_Check(type)) {
        return PyErr_Format(PyExc_TypeError,
                            "first argument must be a type object, not %.200s",
                            Py_TYPE(type)->tp_name);
    }
    if (!PyType_IsSubtype(type, &Hb_ArrayType)) {
        return PyErr_Format(PyExc_TypeError,
                            "%.200s is not a subtype of %.200s", type->tp_name,
                            Hb_ArrayType.tp_name);
    }
    descr = Hb_ArrayDescr((Py_UCS4)typecode);
    if (descr == NULL) {
        PyErr_SetString(PyExc_ValueError,
                        "second argument must be a valid type code");
        return NULL;
    }
    if (number < 0 || number >= (int)Py_ARRAY_LENGTH(formats)) {
        PyErr_SetString(PyExc_ValueError,
                        "third argument must be a valid machine format code.");
        return NULL;
    }
    if (!PyBytes_Check(bytes)) {
        return PyErr_Format(PyExc_TypeError,
                            "fourth argument should be bytes, not %.200s",
                            Py_TYPE(bytes)->tp_name);
    }
    if (number == Hb_ArrayMachineFormat(descr)) {
        return make(type, typecode, Py_NewRef(bytes));
    }
    if (formats[number].kind == INTEGER) {
        typecode =
            Hb_ArrayIntCode(formats[number].size, formats[number].is_signed);
    }
    return make(type, typecode, decode(&formats[number], bytes));
}

PyObject *
Hb_ArrayReconstructor(PyObject *Py_UNUSED(module), PyObject *const *args,
                      Py_ssize_t nargs)
{
    int number;
    if (!_PyArg_CheckPositional("_array_reconstructor", nargs, 4, 4)) {
        return NULL;
    }
    if (!PyUnicode_Check(args[1]) || PyUnicode_GET_LENGTH(args[1]) != 1) {
        _PyArg_BadArgument("_array_reconstructor", "argument 2",
                           "a unicode character", args[1]);
        return NULL;
    }
    number = _PyLong_AsInt(args[2]);
    if (number == -1 && PyErr_Occurred()) {
        return NULL;
    }
    return reconstruct((PyTypeObject *)args[0],
                       (int)PyUnicode_READ_CHAR(args[1], 0), number, args[3]);
}
