/* array_items.c -- the thirteen item types: reading and writing one.
 *
 * Source: CPython 3.11, Modules/arraymodule.c, the descriptors.
 */
#include "array.h"

/* One function pair for each C type: GET names what makes the object, SET
 * what reads it. */

#define GETTER(name, type, make)                                              \
    static PyObject *name##_getitem(arrayobject *array, Py_ssize_t i)         \
    {                                                                         \
        return make(((type *)array->ob_item)[i]);                             \
    }

#define STORE(type, value)                                                    \
    if (i >= 0) {                                                             \
        ((type *)array->ob_item)[i] = (type)(value);                          \
    }                                                                         \
    return 0

/* A type that PyArg_Parse knows. */
#define PARSER(name, type, format)                                            \
    static int name##_setitem(arrayobject *array, Py_ssize_t i, PyObject *v)  \
    {                                                                         \
        type x;                                                               \
        if (!PyArg_Parse(v, format, &x)) {                                    \
            return -1;                                                        \
        }                                                                     \
        STORE(type, x);                                                       \
    }

static PyObject *
from_schar(signed char x)
{
    return PyLong_FromLong(x);
}

static PyObject *
from_wchar(wchar_t x)
{
    return PyUnicode_FromOrdinal((int)x);
}

GETTER(b, signed char, from_schar)
GETTER(B, unsigned char, PyLong_FromLong)
GETTER(u, wchar_t, from_wchar)
GETTER(h, short, PyLong_FromLong)
GETTER(H, unsigned short, PyLong_FromLong)
GETTER(i, int, PyLong_FromLong)
GETTER(I, unsigned int, PyLong_FromUnsignedLong)
GETTER(l, long, PyLong_FromLong)
GETTER(L, unsigned long, PyLong_FromUnsignedLong)
GETTER(q, long long, PyLong_FromLongLong)
GETTER(Q, unsigned long long, PyLong_FromUnsignedLongLong)
GETTER(f, float, PyFloat_FromDouble)
GETTER(d, double, PyFloat_FromDouble)

PARSER(B, unsigned char, "b;array item must be integer")
PARSER(h, short, "h;array item must be integer")
PARSER(i, int, "i;array item must be integer")
PARSER(l, long, "l;array item must be integer")
PARSER(q, long long, "L;array item must be integer")
PARSER(f, float, "f;array item must be float")
PARSER(d, double, "d;array item must be float")

static int
out_of_range(const char *text)
{
    PyErr_SetString(PyExc_OverflowError, text);
    return -1;
}

static int
b_setitem(arrayobject *array, Py_ssize_t i, PyObject *v)
{
    short x;
    if (!PyArg_Parse(v, "h;array item must be integer", &x)) {
        return -1;
    }
    if (x < -128) {
        return out_of_range("signed char is less than minimum");
    }
    if (x > 127) {
        return out_of_range("signed char is greater than maximum");
    }
    STORE(signed char, x);
}

static int
H_setitem(arrayobject *array, Py_ssize_t i, PyObject *v)
{
    int x;
    if (!PyArg_Parse(v, "i;array item must be integer", &x)) {
        return -1;
    }
    if (x < 0) {
        return out_of_range("unsigned short is less than minimum");
    }
    if (x > USHRT_MAX) {
        return out_of_range("unsigned short is greater than maximum");
    }
    STORE(unsigned short, x);
}

/* The value of an int as an unsigned long; -1 with an exception. */
static int
read_unsigned(PyObject *v, unsigned long *x)
{
    PyObject *index = PyNumber_Index(v);
    if (index == NULL) {
        return -1;
    }
    *x = PyLong_AsUnsignedLong(index);
    Py_DECREF(index);
    return *x == (unsigned long)-1 && PyErr_Occurred() ? -1 : 0;
}

static int
I_setitem(arrayobject *array, Py_ssize_t i, PyObject *v)
{
    unsigned long x;
    if (read_unsigned(v, &x) < 0) {
        return -1;
    }
    if (x > UINT_MAX) {
        return out_of_range("unsigned int is greater than maximum");
    }
    STORE(unsigned int, x);
}

static int
L_setitem(arrayobject *array, Py_ssize_t i, PyObject *v)
{
    unsigned long x;
    if (read_unsigned(v, &x) < 0) {
        return -1;
    }
    STORE(unsigned long, x);
}

static int
Q_setitem(arrayobject *array, Py_ssize_t i, PyObject *v)
{
    PyObject *index = PyNumber_Index(v);
    if (index == NULL) {
        return -1;
    }
    unsigned long long x = PyLong_AsUnsignedLongLong(index);
    Py_DECREF(index);
    if (x == (unsigned long long)-1 && PyErr_Occurred()) {
        return -1;
    }
    STORE(unsigned long long, x);
}

static int
u_setitem(arrayobject *array, Py_ssize_t i, PyObject *v)
{
    if (!PyUnicode_Check(v) || PyUnicode_GET_LENGTH(v) != 1) {
        PyErr_SetString(PyExc_TypeError,
                        "array item must be unicode character");
        return -1;
    }
    STORE(wchar_t, PyUnicode_READ_CHAR(v, 0));
}

#define ROW(name, type, format)                                               \
    {                                                                         \
#name[0], sizeof(type), name##_getitem, name##_setitem, format        \
    }

static const struct arraydescr descriptors[] = {
    ROW(b, char, "b"),      ROW(B, char, "B"),      ROW(u, wchar_t, "w"),
    ROW(h, short, "h"),     ROW(H, short, "H"),     ROW(i, int, "i"),
    ROW(I, int, "I"),       ROW(l, long, "l"),      ROW(L, long, "L"),
    ROW(q, long long, "q"), ROW(Q, long long, "Q"), ROW(f, float, "f"),
    ROW(d, double, "d"),
};

const struct arraydescr *
Hb_ArrayDescr(Py_UCS4 typecode)
{
    for (size_t i = 0; i < Py_ARRAY_LENGTH(descriptors); i++) {
        if ((Py_UCS4)descriptors[i].typecode == typecode) {
            return &descriptors[i];
        }
    }
    return NULL;
}

int
Hb_ArrayIsDescr(uintptr_t descr)
{
    for (size_t i = 0; i < Py_ARRAY_LENGTH(descriptors); i++) {
        if (descr == (uintptr_t)&descriptors[i]) {
            return 1;
        }
    }
    return 0;
}

char
Hb_ArrayIntCode(int itemsize, int is_signed)
{
    char code = 0;
    for (size_t i = 0; i < Py_ARRAY_LENGTH(descriptors); i++) {
        const struct arraydescr *descr = &descriptors[i];
        if (strchr("ufd", descr->typecode) == NULL &&
            descr->itemsize == itemsize &&
            (Py_ISLOWER(descr->typecode) != 0) == is_signed) {
            code = descr->typecode;
        }
    }
    return code;
}

PyObject *
Hb_ArrayGet(arrayobject *array, Py_ssize_t i)
{
    return array->ob_descr->getitem(array, i);
}
