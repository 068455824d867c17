/* longobject_type.c -- the type int: its slots and methods.
 *
 * Source: CPython 3.11, Objects/longobject.c.
 */

#include <stddef.h>

#include "internal/hb_long.h"
#include "internal/pycore_object.h"
#include "internal/pycore_structseq.h"
#include "internal/pycore_unicodeobject.h"

#define LONG(op) ((PyLongObject *)(op))

/* ---- hash and comparison ---- */

/* The value modulo 2**61 - 1, digit by digit from the top: multiplying by
 * 2**30 is a rotation of 61 bits. */
static Py_hash_t
long_hash(PyObject *self)
{
    Py_uhash_t x = 0;

    for (Py_ssize_t i = Hb_LongDigits(LONG(self)) - 1; i >= 0; i--) {
        x = ((x << PyLong_SHIFT) & _PyHASH_MODULUS) |
            (x >> (_PyHASH_BITS - PyLong_SHIFT));
        x += LONG(self)->ob_digit[i];
        if (x >= _PyHASH_MODULUS) {
            x -= _PyHASH_MODULUS;
        }
    }
    x = Py_SIZE(self) < 0 ? (Py_uhash_t)0 - x : x;
    return x == (Py_uhash_t)-1 ? -2 : (Py_hash_t)x;
}

static Py_NO_INLINE PyObject *
compare_digits(PyLongObject *a, PyLongObject *b, int op)
{
    Py_RETURN_RICHCOMPARE(Hb_LongCompare(a, b), 0, op);
}

static PyObject *
long_richcompare(PyObject *self, PyObject *other, int op)
{
    if (!PyLong_Check(self) || !PyLong_Check(other)) {
        Py_RETURN_NOTIMPLEMENTED;
    }
    if (Hb_LongIsMedium(LONG(self)) && Hb_LongIsMedium(LONG(other))) {
        Py_RETURN_RICHCOMPARE(Hb_LongMedium(LONG(self)),
                              Hb_LongMedium(LONG(other)), op);
    }
    return compare_digits(LONG(self), LONG(other), op);
}

static int
long_bool(PyObject *self)
{
    return Py_SIZE(self) != 0;
}

static PyObject *
long_plain(PyObject *self)
{
    return Hb_LongPlain(self);
}

static PyObject *
long_float(PyObject *self)
{
    double value = PyLong_AsDouble(self);

    return value == -1.0 && PyErr_Occurred() ? NULL
                                             : PyFloat_FromDouble(value);
}

/* ---- rounding ---- */

/* Compares 2*r with b, for a remainder r with the sign of b: -1, 0 or 1 as
 * |2*r| is less, equal or more; -2 on failure. */
static int
compare_half(PyObject *r, PyObject *b)
{
    PyObject *twice = _PyLong_Lshift(r, 1);
    int sign;

    if (!twice) {
        return -2;
    }
    sign = Hb_LongCompare(LONG(twice), LONG(b));
    Py_DECREF(twice);
    return Py_SIZE(b) < 0 ? -sign : sign;
}

PyObject *
_PyLong_DivmodNear(PyObject *a, PyObject *b)
{
    PyObject *pair = Hb_LongDivmod(a, b);
    PyObject *q, *r;
    int half;

    if (!pair) {
        return NULL;
    }
    q = PyTuple_GET_ITEM(pair, 0);
    r = PyTuple_GET_ITEM(pair, 1);
    half = compare_half(r, b);
    if (half > 0 || (half == 0 && (LONG(q)->ob_digit[0] & 1))) {
        PyObject *up = Hb_LongAdd(q, _PyLong_GetOne());
        PyObject *down = Hb_LongSub(r, b);

        Py_DECREF(pair);
        if (!up || !down) {
            Py_XDECREF(up);
            Py_XDECREF(down);
            return NULL;
        }
        pair = PyTuple_Pack(2, up, down);
        Py_DECREF(up);
        Py_DECREF(down);
    }
    else if (half == -2) {
        Py_CLEAR(pair);
    }
    return pair;
}

/* self less its distance to the nearest multiple of 10**digits. */
static PyObject *
round_to(PyObject *self, PyObject *digits)
{
    PyObject *ten = PyLong_FromLong(10), *unit, *pair, *result;

    unit = ten ? Hb_LongPower(ten, digits, Py_None) : NULL;
    Py_XDECREF(ten);
    pair = unit ? _PyLong_DivmodNear(self, unit) : NULL;
    Py_XDECREF(unit);
    if (!pair) {
        return NULL;
    }
    result = Hb_LongSub(self, PyTuple_GET_ITEM(pair, 1));
    Py_DECREF(pair);
    return result;
}

PyObject *
Hb_LongRound(PyObject *self, PyObject *const *args, Py_ssize_t nargs)
{
    PyObject *digits, *result;

    if (!_PyArg_CheckPositional("__round__", nargs, 0, 1)) {
        return NULL;
    }
    if (nargs == 0) {
        return Hb_LongPlain(self);
    }
    digits = _PyNumber_Index(args[0]);
    if (!digits) {
        return NULL;
    }
    if (Py_SIZE(digits) >= 0) {
        Py_DECREF(digits);
        return Hb_LongPlain(self);
    }
    Py_SETREF(digits, Hb_LongNegative(digits));
    result = digits ? round_to(self, digits) : NULL;
    Py_XDECREF(digits);
    return result;
}

/* ---- methods ---- */

static PyObject *
long_same(PyObject *self, PyObject *ignored)
{
    (void)ignored;
    return Hb_LongPlain(self);
}

static PyObject *
long_bit_length(PyObject *self, PyObject *ignored)
{
    (void)ignored;
    return PyLong_FromSize_t(_PyLong_NumBits(self));
}

static PyObject *
long_bit_count(PyObject *self, PyObject *ignored)
{
    Py_ssize_t count = 0;

    (void)ignored;
    for (Py_ssize_t i = 0; i < Hb_LongDigits(LONG(self)); i++) {
        for (digit d = LONG(self)->ob_digit[i]; d; d &= d - 1) {
            count++;
        }
    }
    return PyLong_FromSsize_t(count);
}

static PyObject *
long_as_integer_ratio(PyObject *self, PyObject *ignored)
{
    PyObject *numerator = Hb_LongPlain(self);
    PyObject *ratio;

    (void)ignored;
    if (!numerator) {
        return NULL;
    }
    ratio = PyTuple_Pack(2, numerator, _PyLong_GetOne());
    Py_DECREF(numerator);
    return ratio;
}

static PyObject *
long_getnewargs(PyObject *self, PyObject *ignored)
{
    (void)ignored;
    return Py_BuildValue("(N)", _PyLong_Copy(LONG(self)));
}

static PyObject *
long_sizeof(PyObject *self, PyObject *ignored)
{
    Py_ssize_t digits = Py_MAX(Hb_LongDigits(LONG(self)), 1);

    (void)ignored;
    return PyLong_FromSsize_t((Py_ssize_t)offsetof(PyLongObject, ob_digit) +
                              digits * (Py_ssize_t)sizeof(digit));
}

static PyObject *
long_format(PyObject *self, PyObject *spec)
{
    _PyUnicodeWriter writer;

    if (!PyUnicode_Check(spec)) {
        _PyArg_BadArgument("__format__", "argument", "str", spec);
        return NULL;
    }
    _PyUnicodeWriter_Init(&writer);
    if (_PyLong_FormatAdvancedWriter(&writer, self, spec, 0,
                                     PyUnicode_GET_LENGTH(spec)) < 0) {
        _PyUnicodeWriter_Dealloc(&writer);
        return NULL;
    }
    return _PyUnicodeWriter_Finish(&writer);
}

static PyObject *
get_self(PyObject *self, void *closure)
{
    (void)closure;
    return Hb_LongPlain(self);
}

static PyObject *
get_number(PyObject *self, void *closure)
{
    (void)self;
    return PyLong_FromLong(closure != NULL);
}

static PyGetSetDef long_getset[] = {
    {"real", get_self, NULL, NULL, NULL},
    {"imag", get_number, NULL, NULL, NULL},
    {"numerator", get_self, NULL, NULL, NULL},
    {"denominator", get_number, NULL, NULL, "1"},
    {NULL, NULL, NULL, NULL, NULL},
};

static PyMethodDef long_methods[] = {
    {"conjugate", long_same, METH_NOARGS, NULL},
    {"bit_length", long_bit_length, METH_NOARGS, NULL},
    {"bit_count", long_bit_count, METH_NOARGS, NULL},
    {"to_bytes", _PyCFunction_CAST(Hb_LongToBytes),
     METH_FASTCALL | METH_KEYWORDS, NULL},
    {"from_bytes", _PyCFunction_CAST(Hb_LongFromBytesMethod),
     METH_FASTCALL | METH_KEYWORDS | METH_CLASS, NULL},
    {"as_integer_ratio", long_as_integer_ratio, METH_NOARGS, NULL},
    {"__trunc__", long_same, METH_NOARGS, NULL},
    {"__floor__", long_same, METH_NOARGS, NULL},
    {"__ceil__", long_same, METH_NOARGS, NULL},
    {"__round__", _PyCFunction_CAST(Hb_LongRound), METH_FASTCALL, NULL},
    {"__getnewargs__", long_getnewargs, METH_NOARGS, NULL},
    {"__format__", long_format, METH_O, NULL},
    {"__sizeof__", long_sizeof, METH_NOARGS, NULL},
    {NULL, NULL, 0, NULL},
};

/* ---- making ---- */

/* int(x, base) */
static PyObject *
from_text(PyObject *x, PyObject *base_object)
{
    Py_ssize_t base;

    if (!x) {
        PyErr_SetString(PyExc_TypeError, "int() missing string argument");
        return NULL;
    }
    base = PyNumber_AsSsize_t(base_object, NULL);
    if (base == -1 && PyErr_Occurred()) {
        return NULL;
    }
    if ((base != 0 && base < 2) || base > 36) {
        PyErr_SetString(PyExc_ValueError,
                        "int() base must be >= 2 and <= 36, or 0");
        return NULL;
    }
    if (PyUnicode_Check(x)) {
        return PyLong_FromUnicodeObject(x, (int)base);
    }
    if (PyBytes_Check(x)) {
        return _PyLong_FromBytes(PyBytes_AS_STRING(x), PyBytes_GET_SIZE(x),
                                 (int)base);
    }
    if (PyByteArray_Check(x)) {
        return _PyLong_FromBytes(PyByteArray_AS_STRING(x),
                                 PyByteArray_GET_SIZE(x), (int)base);
    }
    PyErr_SetString(PyExc_TypeError,
                    "int() can't convert non-string with explicit base");
    return NULL;
}

static PyObject *
new_exact(PyObject *x, PyObject *base)
{
    if (base) {
        return from_text(x, base);
    }
    return x ? PyNumber_Long(x) : PyLong_FromLong(0);
}

/* An instance of a subclass with the value. */
static PyObject *
new_subtype(PyTypeObject *type, PyObject *x, PyObject *base)
{
    PyObject *value = new_exact(x, base);
    Py_ssize_t digits;
    PyObject *self;

    if (!value) {
        return NULL;
    }
    digits = Py_MAX(Hb_LongDigits(LONG(value)), 1);
    self = type->tp_alloc(type, digits);
    if (self) {
        Py_SET_SIZE((PyVarObject *)self, Py_SIZE(value));
        memcpy(LONG(self)->ob_digit, LONG(value)->ob_digit,
               (size_t)digits * sizeof(digit));
    }
    Py_DECREF(value);
    return self;
}

PyObject *
Hb_LongNew(PyTypeObject *type, PyObject *args, PyObject *kwargs)
{
    static char *names[] = {"", "base", NULL};
    PyObject *x = NULL, *base = NULL;

    if (!PyArg_ParseTupleAndKeywords(args, kwargs, "|OO:int", names, &x,
                                     &base)) {
        return NULL;
    }
    return type == &PyLong_Type ? new_exact(x, base)
                                : new_subtype(type, x, base);
}

PyObject *
Hb_LongVectorcall(PyObject *type, PyObject *const *args, size_t nargsf,
                  PyObject *kwnames)
{
    Py_ssize_t nargs = PyVectorcall_NARGS(nargsf);

    if (kwnames) {
        return _PyObject_MakeTpCall(_PyThreadState_GET(), type, args, nargs,
                                    kwnames);
    }
    if (nargs > 2) {
        PyErr_Format(PyExc_TypeError,
                     "int() takes at most 2 arguments (%zd given)", nargs);
        return NULL;
    }
    return new_exact(nargs > 0 ? args[0] : NULL, nargs > 1 ? args[1] : NULL);
}

/* ---- the type ---- */

static PyNumberMethods long_as_number = {
    .nb_add = Hb_LongAdd,
    .nb_subtract = Hb_LongSub,
    .nb_multiply = Hb_LongMul,
    .nb_remainder = Hb_LongMod,
    .nb_divmod = Hb_LongDivmod,
    .nb_power = Hb_LongPower,
    .nb_negative = Hb_LongNegative,
    .nb_positive = long_plain,
    .nb_absolute = Hb_LongAbsolute,
    .nb_bool = long_bool,
    .nb_invert = Hb_LongInvert,
    .nb_lshift = Hb_LongShiftLeft,
    .nb_rshift = Hb_LongShiftRight,
    .nb_and = Hb_LongAnd,
    .nb_xor = Hb_LongXor,
    .nb_or = Hb_LongOr,
    .nb_int = long_plain,
    .nb_float = long_float,
    .nb_floor_divide = Hb_LongFloorDiv,
    .nb_true_divide = Hb_LongTrueDiv,
    .nb_index = long_plain,
};

PyTypeObject PyLong_Type = {
    PyVarObject_HEAD_INIT(&PyType_Type, 0).tp_name = "int",
    .tp_basicsize = offsetof(PyLongObject, ob_digit),
    .tp_itemsize = sizeof(digit),
    .tp_repr = Hb_LongRepr,
    .tp_as_number = &long_as_number,
    .tp_hash = long_hash,
    .tp_getattro = PyObject_GenericGetAttr,
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_BASETYPE |
                Py_TPFLAGS_LONG_SUBCLASS | _Py_TPFLAGS_MATCH_SELF,
    .tp_doc = PyDoc_STR("int([x]) -> integer\n"
                        "int(x, base=10) -> integer"),
    .tp_richcompare = long_richcompare,
    .tp_methods = long_methods,
    .tp_getset = long_getset,
    .tp_new = Hb_LongNew,
    .tp_free = PyObject_Free,
    .tp_vectorcall = Hb_LongVectorcall,
};

/* ---- sys.int_info ---- */

static PyTypeObject info_type;

static PyStructSequence_Field info_fields[] = {
    {"bits_per_digit", NULL},
    {"sizeof_digit", NULL},
    {"default_max_str_digits", NULL},
    {"str_digits_check_threshold", NULL},
    {NULL, NULL},
};

static PyStructSequence_Desc info_desc = {"sys.int_info", NULL, info_fields,
                                          4};

PyObject *
PyLong_GetInfo(void)
{
    static const long values[] = {PyLong_SHIFT, sizeof(digit),
                                  _PY_LONG_DEFAULT_MAX_STR_DIGITS,
                                  _PY_LONG_MAX_STR_DIGITS_THRESHOLD};
    PyObject *info;

    if (!PyType_HasFeature(&info_type, Py_TPFLAGS_READY) &&
        _PyStructSequence_InitType(&info_type, &info_desc,
                                   Py_TPFLAGS_DISALLOW_INSTANTIATION) < 0) {
        return NULL;
    }
    info = PyStructSequence_New(&info_type);
    for (Py_ssize_t i = 0; info && i < 4; i++) {
        PyStructSequence_SET_ITEM(info, i, PyLong_FromLong(values[i]));
    }
    if (PyErr_Occurred()) {
        Py_CLEAR(info);
    }
    return info;
}

void
_PyLong_FiniTypes(void)
{
    if (PyType_HasFeature(&info_type, Py_TPFLAGS_READY)) {
        _PyStructSequence_FiniType(&info_type);
    }
}
