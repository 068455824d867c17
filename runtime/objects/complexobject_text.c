/* complexobject_text.c -- complex(...), which also reads text: "1+2j".
 *
 * Source: CPython 3.11, Objects/complexobject.c, complex_new_impl().
 */
#include "complexobject_text.h"
#include "internal/pycore_object.h"
#include "internal/pycore_unicodeobject.h"

/* ---- text --------------------------------------------------------------- */

/* Reads a number at *s: 1 when there is one, 0 when not, -1 with an
 * exception that is not about the form. */
static int
read_part(const char **s, double *value)
{
    char *end;
    *value = PyOS_string_to_double(*s, &end, NULL);
    if (*value == -1.0 && PyErr_Occurred()) {
        if (!PyErr_ExceptionMatches(PyExc_ValueError)) {
            return -1;
        }
        PyErr_Clear();
    }
    int found = end != *s;
    *s = end;
    return found;
}

static int
take_j(const char **s)
{
    if (**s == 'j' || **s == 'J') {
        ++*s;
        return 1;
    }
    return 0;
}

/* A sign alone before j stands for one. */
static double
take_sign(const char **s)
{
    double one = **s == '-' ? -1.0 : 1.0;
    *s += **s == '-' || **s == '+';
    return one;
}

/* Reads  x, xj, x+yj, j, x+j ; *s is left at what follows.  0 or -1. */
static int
read_complex(const char **s, Py_complex *value)
{
    double first;
    int found = read_part(s, &first);
    if (found < 0) {
        return -1;
    }
    if (!found) {
        value->imag = take_sign(s);
        return take_j(s) ? 0 : -1;
    }
    if (**s == '+' || **s == '-') {
        value->real = first;
        found = read_part(s, &value->imag);
        if (found < 0) {
            return -1;
        }
        if (!found) {
            value->imag = take_sign(s);
        }
        return take_j(s) ? 0 : -1;
    }
    if (take_j(s)) {
        value->imag = first;
    }
    else {
        value->real = first;
    }
    return 0;
}

static const char *
skip_space(const char *s)
{
    while (Py_ISSPACE(*s)) {
        s++;
    }
    return s;
}

static PyObject *
make(PyTypeObject *type, Py_complex value)
{
    if (type == &PyComplex_Type) {
        return PyComplex_FromCComplex(value);
    }
    PyObject *self = type->tp_alloc(type, 0);
    if (self != NULL) {
        ((PyComplexObject *)self)->cval = value;
    }
    return self;
}

static PyObject *
parse(const char *s, Py_ssize_t len, void *type)
{
    const char *end = s + len;
    Py_complex value = {0.0, 0.0};
    s = skip_space(s);
    int parenthesis = *s == '(';
    if (parenthesis) {
        s = skip_space(s + 1);
    }
    int failed = read_complex(&s, &value) < 0;
    if (!failed) {
        s = skip_space(s);
        if (parenthesis) {
            failed = *s != ')';
            s = failed ? s : skip_space(s + 1);
        }
    }
    if (failed || s != end) {
        if (!PyErr_Occurred()) {
            PyErr_SetString(PyExc_ValueError,
                            "complex() arg is a malformed string");
        }
        return NULL;
    }
    return make(type, value);
}

static PyObject *
from_text(PyTypeObject *type, PyObject *text)
{
    PyObject *ascii = _PyUnicode_TransformDecimalAndSpaceToASCII(text);
    if (ascii == NULL) {
        return NULL;
    }
    Py_ssize_t len;
    const char *s = PyUnicode_AsUTF8AndSize(ascii, &len);
    PyObject *result = _Py_string_to_number_with_underscores(
        s, len, "complex", text, type, parse);
    Py_DECREF(ascii);
    return result;
}

/* ---- numbers ------------------------------------------------------------ */

static int
is_number(PyObject *op)
{
    PyNumberMethods *methods = Py_TYPE(op)->tp_as_number;
    return methods != NULL &&
           (methods->nb_float != NULL || methods->nb_index != NULL ||
            PyComplex_Check(op));
}

/* Reads an argument that may be complex; *is_complex says whether it was. */
static int
read_argument(PyObject *arg, Py_complex *value, int *is_complex)
{
    *is_complex = PyComplex_Check(arg);
    *value = (Py_complex){0.0, 0.0};
    if (*is_complex) {
        *value = ((PyComplexObject *)arg)->cval;
        return 0;
    }
    /* A subclass of float is asked for its __float__ as well. */
    PyObject *number = PyNumber_Float(arg);
    if (number == NULL) {
        return -1;
    }
    value->real = PyFloat_AS_DOUBLE(number);
    Py_DECREF(number);
    return 0;
}

static PyObject *
from_numbers(PyTypeObject *type, PyObject *r, PyObject *i)
{
    if (!is_number(r)) {
        PyErr_Format(PyExc_TypeError,
                     "complex() first argument must be a string or a number, "
                     "not '%.200s'",
                     Py_TYPE(r)->tp_name);
        return NULL;
    }
    if (i != NULL && !is_number(i)) {
        PyErr_Format(PyExc_TypeError,
                     "complex() second argument must be a number, "
                     "not '%.200s'",
                     Py_TYPE(i)->tp_name);
        return NULL;
    }
    Py_complex re, im = {0.0, 0.0};
    int re_is_complex, im_is_complex = 0;
    if (read_argument(r, &re, &re_is_complex) < 0 ||
        (i != NULL && read_argument(i, &im, &im_is_complex) < 0)) {
        return NULL;
    }
    /* r + i*1j, without adding zeros, which would lose their signs. */
    Py_complex value = {re.real, i == NULL ? re.imag : im.real};
    if (im_is_complex) {
        value.real -= im.imag;
    }
    if (re_is_complex && i != NULL) {
        value.imag += re.imag;
    }
    return make(type, value);
}

PyObject *
Hb_ComplexNew(PyTypeObject *type, PyObject *args, PyObject *kwds)
{
    static char *names[] = {"real", "imag", NULL};
    PyObject *r = NULL, *i = NULL;
    if (!PyArg_ParseTupleAndKeywords(args, kwds, "|OO:complex", names, &r,
                                     &i)) {
        return NULL;
    }
    if (r != NULL && i == NULL && type == &PyComplex_Type &&
        PyComplex_CheckExact(r)) {
        return Py_NewRef(r);
    }
    if (r != NULL && PyUnicode_Check(r)) {
        if (i != NULL) {
            PyErr_SetString(PyExc_TypeError, "complex() can't take second arg "
                                             "if first is a string");
            return NULL;
        }
        return from_text(type, r);
    }
    if (i != NULL && PyUnicode_Check(i)) {
        PyErr_SetString(PyExc_TypeError,
                        "complex() second arg can't be a string");
        return NULL;
    }
    if (r == NULL && i == NULL) {
        return make(type, (Py_complex){0.0, 0.0});
    }
    PyObject *real = r == NULL ? PyLong_FromLong(0) : Hb_ComplexSpecial(r);
    if (real == NULL) {
        if (PyErr_Occurred()) {
            return NULL;
        }
        real = Py_NewRef(r);
    }
    PyObject *result = from_numbers(type, real, i);
    Py_DECREF(real);
    return result;
}
