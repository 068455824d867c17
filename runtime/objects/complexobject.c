/* complexobject.c -- complex: arithmetic on pairs of doubles, and the type.
 *
 * Source: CPython 3.11, Objects/complexobject.c.
 */
#include "internal/pycore_object.h"
#include "internal/pycore_unicodeobject.h"
#include "complexobject_text.h"
#include "floatobject.h"
#include "structmember.h"

#include <stddef.h>

/* ---- C values ----------------------------------------------------------- */

Py_complex
_Py_c_sum(Py_complex a, Py_complex b)
{
    return (Py_complex){a.real + b.real, a.imag + b.imag};
}

Py_complex
_Py_c_diff(Py_complex a, Py_complex b)
{
    return (Py_complex){a.real - b.real, a.imag - b.imag};
}

Py_complex
_Py_c_neg(Py_complex a)
{
    return (Py_complex){-a.real, -a.imag};
}

Py_complex
_Py_c_prod(Py_complex a, Py_complex b)
{
    return (Py_complex){a.real * b.real - a.imag * b.imag,
                        a.real * b.imag + a.imag * b.real};
}

/* Smith's method: divides by the larger part first, so that no product
 * overflows before its time. */
Py_complex
_Py_c_quot(Py_complex a, Py_complex b)
{
    double re = fabs(b.real), im = fabs(b.imag);
    if (re >= im) {
        if (re == 0.0) {
            errno = EDOM;
            return (Py_complex){0.0, 0.0};
        }
        double ratio = b.imag / b.real;
        double divisor = b.real + b.imag * ratio;
        return (Py_complex){(a.real + a.imag * ratio) / divisor,
                            (a.imag - a.real * ratio) / divisor};
    }
    if (im >= re) {
        double ratio = b.real / b.imag;
        double divisor = b.real * ratio + b.imag;
        return (Py_complex){(a.real * ratio + a.imag) / divisor,
                            (a.imag * ratio - a.real) / divisor};
    }
    return (Py_complex){Py_NAN, Py_NAN};
}

Py_complex
_Py_c_pow(Py_complex a, Py_complex b)
{
    if (b.real == 0.0 && b.imag == 0.0) {
        return (Py_complex){1.0, 0.0};
    }
    if (a.real == 0.0 && a.imag == 0.0) {
        if (b.imag != 0.0 || b.real < 0.0) {
            errno = EDOM;
        }
        return (Py_complex){0.0, 0.0};
    }
    double length = hypot(a.real, a.imag);
    double size = pow(length, b.real);
    double angle = atan2(a.imag, a.real);
    double phase = angle * b.real;
    if (b.imag != 0.0) {
        size /= exp(angle * b.imag);
        phase += b.imag * log(length);
    }
    return (Py_complex){size * cos(phase), size * sin(phase)};
}

double
_Py_c_abs(Py_complex a)
{
    errno = 0;
    if (isinf(a.real) || isinf(a.imag)) {
        return Py_HUGE_VAL;
    }
    if (isnan(a.real) || isnan(a.imag)) {
        return Py_NAN;
    }
    double length = hypot(a.real, a.imag);
    if (!isfinite(length)) {
        errno = ERANGE;
    }
    return length;
}

/* a to an integer power by squaring. */
static Py_complex
power_by_squaring(Py_complex a, long n)
{
    Py_complex result = {1.0, 0.0}, square = a;
    for (long mask = 1; mask > 0 && n >= mask; mask <<= 1) {
        if (n & mask) {
            result = _Py_c_prod(result, square);
        }
        square = _Py_c_prod(square, square);
    }
    return result;
}

/* ---- objects ------------------------------------------------------------ */

#define CVAL(op) (((PyComplexObject *)(op))->cval)

PyObject *
PyComplex_FromCComplex(Py_complex value)
{
    PyComplexObject *op = PyObject_Malloc(sizeof *op);
    if (op == NULL) {
        return PyErr_NoMemory();
    }
    PyObject_Init((PyObject *)op, &PyComplex_Type);
    op->cval = value;
    return (PyObject *)op;
}

PyObject *
PyComplex_FromDoubles(double real, double imag)
{
    return PyComplex_FromCComplex((Py_complex){real, imag});
}

PyObject *
Hb_ComplexSpecial(PyObject *op)
{
    if (PyComplex_CheckExact(op)) {
        return Py_NewRef(op);
    }
    PyObject *method = _PyObject_LookupSpecial(op, &_Py_ID(__complex__));
    if (method == NULL) {
        return NULL;
    }
    PyObject *result = PyObject_CallNoArgs(method);
    Py_DECREF(method);
    if (result != NULL && !PyComplex_Check(result)) {
        PyErr_Format(PyExc_TypeError,
                     "__complex__ returned non-complex (type %.200s)",
                     Py_TYPE(result)->tp_name);
        Py_CLEAR(result);
    }
    return result;
}

Py_complex
PyComplex_AsCComplex(PyObject *op)
{
    Py_complex value = {-1.0, 0.0};
    if (PyComplex_Check(op)) {
        return CVAL(op);
    }
    PyObject *special = Hb_ComplexSpecial(op);
    if (special != NULL) {
        value = CVAL(special);
        Py_DECREF(special);
    }
    else if (!PyErr_Occurred()) {
        value.real = PyFloat_AsDouble(op);
    }
    return value;
}

double
PyComplex_RealAsDouble(PyObject *op)
{
    return PyComplex_Check(op) ? CVAL(op).real : PyFloat_AsDouble(op);
}

double
PyComplex_ImagAsDouble(PyObject *op)
{
    return PyComplex_Check(op) ? CVAL(op).imag : 0.0;
}

static PyObject *
complex_repr(PyObject *v)
{
    Py_complex c = CVAL(v);
    int alone = c.real == 0.0 && copysign(1.0, c.real) == 1.0;
    char *re = alone ? NULL : PyOS_double_to_string(c.real, 'r', 0, 0, NULL);
    char *im =
        PyOS_double_to_string(c.imag, 'r', 0, alone ? 0 : Py_DTSF_SIGN, NULL);
    PyObject *result = NULL;
    if (im != NULL && (alone || re != NULL)) {
        result = PyUnicode_FromFormat("%s%s%sj%s", alone ? "" : "(",
                                      alone ? "" : re, im, alone ? "" : ")");
    }
    PyMem_Free(re);
    PyMem_Free(im);
    return result;
}

static Py_hash_t
complex_hash(PyObject *v)
{
    Py_uhash_t re = (Py_uhash_t)_Py_HashDouble(v, CVAL(v).real);
    Py_uhash_t im = (Py_uhash_t)_Py_HashDouble(v, CVAL(v).imag);
    Py_hash_t hash = (Py_hash_t)(re + _PyHASH_IMAG * im);
    return hash == -1 ? -2 : hash;
}

/* ---- arithmetic --------------------------------------------------------- */

/* Reads a number operand: 0; 1 when its type must be asked; -1. */
static int
operand(PyObject *op, Py_complex *value)
{
    value->imag = 0.0;
    if (PyComplex_Check(op)) {
        *value = CVAL(op);
        return 0;
    }
    if (PyLong_Check(op)) {
        value->real = PyLong_AsDouble(op);
        return value->real == -1.0 && PyErr_Occurred() ? -1 : 0;
    }
    if (PyFloat_Check(op)) {
        value->real = PyFloat_AS_DOUBLE(op);
        return 0;
    }
    return 1;
}

#define OPERANDS(v, w, a, b) HB_OPERANDS(Py_complex, operand, v, w, a, b)

static PyObject *
complex_add(PyObject *v, PyObject *w)
{
    OPERANDS(v, w, a, b)
    return PyComplex_FromCComplex(_Py_c_sum(a, b));
}

static PyObject *
complex_sub(PyObject *v, PyObject *w)
{
    OPERANDS(v, w, a, b)
    return PyComplex_FromCComplex(_Py_c_diff(a, b));
}

static PyObject *
complex_mul(PyObject *v, PyObject *w)
{
    OPERANDS(v, w, a, b)
    return PyComplex_FromCComplex(_Py_c_prod(a, b));
}

static PyObject *
complex_div(PyObject *v, PyObject *w)
{
    OPERANDS(v, w, a, b)
    errno = 0;
    Py_complex quotient = _Py_c_quot(a, b);
    if (errno == EDOM) {
        PyErr_SetString(PyExc_ZeroDivisionError, "complex division by zero");
        return NULL;
    }
    return PyComplex_FromCComplex(quotient);
}

static PyObject *
complex_pow(PyObject *v, PyObject *w, PyObject *z)
{
    OPERANDS(v, w, a, b)
    if (z != Py_None) {
        PyErr_SetString(PyExc_ValueError, "complex modulo");
        return NULL;
    }
    errno = 0;
    Py_complex result;
    if (b.imag == 0.0 && b.real == floor(b.real) && fabs(b.real) <= 100.0) {
        long n = (long)b.real;
        result = n >= 0 ? power_by_squaring(a, n)
                        : _Py_c_quot((Py_complex){1.0, 0.0},
                                     power_by_squaring(a, -n));
    }
    else {
        result = _Py_c_pow(a, b);
    }
    /* The C library also says ERANGE when it rounds to zero. */
    if (isinf(result.real) || isinf(result.imag)) {
        errno = errno == 0 ? ERANGE : errno;
    }
    else if (errno == ERANGE) {
        errno = 0;
    }
    if (errno == EDOM) {
        PyErr_SetString(PyExc_ZeroDivisionError,
                        "0.0 to a negative or complex power");
        return NULL;
    }
    if (errno == ERANGE) {
        PyErr_SetString(PyExc_OverflowError, "complex exponentiation");
        return NULL;
    }
    return PyComplex_FromCComplex(result);
}

static PyObject *
complex_neg(PyObject *v)
{
    return PyComplex_FromCComplex(_Py_c_neg(CVAL(v)));
}

static PyObject *
complex_pos(PyObject *v)
{
    return PyComplex_CheckExact(v) ? Py_NewRef(v)
                                   : PyComplex_FromCComplex(CVAL(v));
}

static PyObject *
complex_abs(PyObject *v)
{
    double length = _Py_c_abs(CVAL(v));
    if (errno == ERANGE) {
        PyErr_SetString(PyExc_OverflowError, "absolute value too large");
        return NULL;
    }
    return PyFloat_FromDouble(length);
}

static int
complex_bool(PyObject *v)
{
    return CVAL(v).real != 0.0 || CVAL(v).imag != 0.0;
}

static PyNumberMethods complex_as_number = {
    .nb_add = complex_add,
    .nb_subtract = complex_sub,
    .nb_multiply = complex_mul,
    .nb_power = complex_pow,
    .nb_negative = complex_neg,
    .nb_positive = complex_pos,
    .nb_absolute = complex_abs,
    .nb_bool = complex_bool,
    .nb_true_divide = complex_div,
};

static PyObject *
complex_richcompare(PyObject *v, PyObject *w, int op)
{
    int equal;
    if (op != Py_EQ && op != Py_NE) {
        Py_RETURN_NOTIMPLEMENTED;
    }
    if (PyComplex_Check(w)) {
        equal = CVAL(v).real == CVAL(w).real && CVAL(v).imag == CVAL(w).imag;
        return PyBool_FromLong(equal == (op == Py_EQ));
    }
    if (PyFloat_Check(w)) { /* whatever its class says of it */
        equal = CVAL(v).real == PyFloat_AS_DOUBLE(w) && CVAL(v).imag == 0.0;
        return PyBool_FromLong(equal == (op == Py_EQ));
    }
    if (!PyLong_Check(w)) {
        Py_RETURN_NOTIMPLEMENTED;
    }
    if (CVAL(v).imag != 0.0) {
        return PyBool_FromLong(op == Py_NE);
    }
    /* float compares with an int exactly. */
    PyObject *real = PyFloat_FromDouble(CVAL(v).real);
    if (real == NULL) {
        return NULL;
    }
    PyObject *result = PyObject_RichCompare(real, w, op);
    Py_DECREF(real);
    return result;
}

/* ---- methods ------------------------------------------------------------ */

static PyObject *
complex_conjugate(PyObject *self, PyObject *Py_UNUSED(ignored))
{
    return PyComplex_FromDoubles(CVAL(self).real, -CVAL(self).imag);
}

static PyObject *
complex_complex(PyObject *self, PyObject *Py_UNUSED(ignored))
{
    return complex_pos(self);
}

static PyObject *
complex_getnewargs(PyObject *self, PyObject *Py_UNUSED(ignored))
{
    return Py_BuildValue("(dd)", CVAL(self).real, CVAL(self).imag);
}

static PyObject *
complex_format(PyObject *self, PyObject *spec)
{
    if (!PyUnicode_Check(spec)) {
        _PyArg_BadArgument("__format__", "argument", "str", spec);
        return NULL;
    }
    _PyUnicodeWriter writer;
    _PyUnicodeWriter_Init(&writer);
    if (_PyComplex_FormatAdvancedWriter(&writer, self, spec, 0,
                                        PyUnicode_GET_LENGTH(spec)) < 0) {
        _PyUnicodeWriter_Dealloc(&writer);
        return NULL;
    }
    return _PyUnicodeWriter_Finish(&writer);
}

static PyMethodDef complex_methods[] = {
    {"conjugate", complex_conjugate, METH_NOARGS,
     PyDoc_STR("With the imaginary part negated.")},
    {"__complex__", complex_complex, METH_NOARGS, PyDoc_STR("Itself.")},
    {"__getnewargs__", complex_getnewargs, METH_NOARGS,
     PyDoc_STR("For copying.")},
    {"__format__", complex_format, METH_O, PyDoc_STR("By a specification.")},
    {NULL, NULL, 0, NULL},
};

static PyMemberDef complex_members[] = {
    {"real", T_DOUBLE, offsetof(PyComplexObject, cval.real), READONLY,
     PyDoc_STR("The real part.")},
    {"imag", T_DOUBLE, offsetof(PyComplexObject, cval.imag), READONLY,
     PyDoc_STR("The imaginary part.")},
    {NULL, 0, 0, 0, NULL},
};

PyTypeObject PyComplex_Type = {
    PyVarObject_HEAD_INIT(&PyType_Type, 0).tp_name = "complex",
    .tp_basicsize = sizeof(PyComplexObject),
    .tp_repr = complex_repr,
    .tp_as_number = &complex_as_number,
    .tp_hash = complex_hash,
    .tp_getattro = PyObject_GenericGetAttr,
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_BASETYPE,
    .tp_doc = PyDoc_STR("complex(real=0, imag=0)\n--\n\nA complex number."),
    .tp_richcompare = complex_richcompare,
    .tp_methods = complex_methods,
    .tp_members = complex_members,
    .tp_new = Hb_ComplexNew,
    .tp_free = PyObject_Del,
};
