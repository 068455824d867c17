/* structmember.c -- reading and writing members of C structs. */

#include "Python.h"

#include "structmember.h"

/* ---- reading ----------------------------------------------------------- */

static PyObject *
get_object_ex(const char *obj, PyMemberDef *def)
{
    PyObject *value = *(PyObject *const *)(obj + def->offset);
    if (value == NULL) {
        PyErr_Format(PyExc_AttributeError,
                     "'%.200s' object has no attribute '%s'",
                     Py_TYPE(obj)->tp_name, def->name);
    }
    return Py_XNewRef(value);
}

PyObject *
PyMember_GetOne(const char *obj, PyMemberDef *def)
{
    const char *addr = obj + def->offset;
    PyObject *value;
    switch (def->type) {
    case T_BOOL:
        return PyBool_FromLong(*addr);
    case T_BYTE:
        return PyLong_FromLong(*(const signed char *)addr);
    case T_UBYTE:
        return PyLong_FromUnsignedLong(*(const unsigned char *)addr);
    case T_SHORT:
        return PyLong_FromLong(*(const short *)addr);
    case T_USHORT:
        return PyLong_FromUnsignedLong(*(const unsigned short *)addr);
    case T_INT:
        return PyLong_FromLong(*(const int *)addr);
    case T_UINT:
        return PyLong_FromUnsignedLong(*(const unsigned int *)addr);
    case T_LONG:
        return PyLong_FromLong(*(const long *)addr);
    case T_ULONG:
        return PyLong_FromUnsignedLong(*(const unsigned long *)addr);
    case T_PYSSIZET:
        return PyLong_FromSsize_t(*(const Py_ssize_t *)addr);
    case T_LONGLONG:
        return PyLong_FromLongLong(*(const long long *)addr);
    case T_ULONGLONG:
        return PyLong_FromUnsignedLongLong(*(const unsigned long long *)addr);
    case T_FLOAT:
        return PyFloat_FromDouble((double)*(const float *)addr);
    case T_DOUBLE:
        return PyFloat_FromDouble(*(const double *)addr);
    case T_STRING:
        if (*(char *const *)addr == NULL) {
            Py_RETURN_NONE;
        }
        return PyUnicode_FromString(*(char *const *)addr);
    case T_STRING_INPLACE:
        return PyUnicode_FromString(addr);
    case T_CHAR:
        return PyUnicode_FromStringAndSize(addr, 1);
    case T_OBJECT:
        value = *(PyObject *const *)addr;
        return Py_NewRef(value == NULL ? Py_None : value);
    case T_OBJECT_EX:
        return get_object_ex(obj, def);
    case T_NONE:
        Py_RETURN_NONE;
    default:
        PyErr_SetString(PyExc_SystemError, "bad memberdescr type");
        return NULL;
    }
}

/* ---- writing ----------------------------------------------------------- */

static int
warn(const char *message)
{
    return PyErr_WarnEx(PyExc_RuntimeWarning, message, 1);
}

/* Only members that hold an object can be without a value. */
static int
check_delete(const char *addr, PyMemberDef *def)
{
    if (def->type == T_OBJECT_EX) {
        if (*(PyObject *const *)addr == NULL) {
            PyErr_SetString(PyExc_AttributeError, def->name);
            return -1;
        }
    }
    else if (def->type != T_OBJECT) {
        PyErr_SetString(PyExc_TypeError,
                        "can't delete numeric/char attribute");
        return -1;
    }
    return 0;
}

static int
set_object(char *addr, PyObject *v)
{
    PyObject *old = *(PyObject **)addr;
    *(PyObject **)addr = Py_XNewRef(v);
    Py_XDECREF(old);
    return 0;
}

static int
set_char(char *addr, PyObject *v)
{
    Py_ssize_t len;
    const char *text = PyUnicode_AsUTF8AndSize(v, &len);
    if (text == NULL || len != 1) {
        PyErr_BadArgument();
        return -1;
    }
    *addr = text[0];
    return 0;
}

static int
set_bool(char *addr, PyObject *v)
{
    if (!PyBool_Check(v)) {
        PyErr_SetString(PyExc_TypeError, "attribute value type must be bool");
        return -1;
    }
    *addr = v == Py_True;
    return 0;
}

static int
set_real(char *addr, PyObject *v, int type)
{
    double value = PyFloat_AsDouble(v);
    int failed = value == -1.0 && PyErr_Occurred();
    if (type == T_DOUBLE) {
        /* What could not be converted leaves -1.0 behind. */
        *(double *)addr = value;
    }
    else if (!failed) {
        *(float *)addr = (float)value;
    }
    return failed ? -1 : 0;
}

/* The integers that are no wider than a long.  The value is stored cut, and
 * cut values are warned about.  A long takes the -1 of a failure as well.
 */
static int
set_signed(char *addr, PyObject *v, int type)
{
    long value = PyLong_AsLong(v);
    int failed = value == -1 && PyErr_Occurred();
    if (type == T_LONG) {
        *(long *)addr = value;
    }
    if (failed || type == T_LONG) {
        return failed ? -1 : 0;
    }
    switch (type) {
    case T_BYTE:
        *addr = (char)value;
        return value > CHAR_MAX || value < CHAR_MIN
                   ? warn("Truncation of value to char")
                   : 0;
    case T_UBYTE:
        *(unsigned char *)addr = (unsigned char)value;
        return value > UCHAR_MAX || value < 0
                   ? warn("Truncation of value to unsigned char")
                   : 0;
    case T_SHORT:
        *(short *)addr = (short)value;
        return value > SHRT_MAX || value < SHRT_MIN
                   ? warn("Truncation of value to short")
                   : 0;
    case T_USHORT:
        *(unsigned short *)addr = (unsigned short)value;
        return value > USHRT_MAX || value < 0
                   ? warn("Truncation of value to unsigned short")
                   : 0;
    default:
        *(int *)addr = (int)value;
        return value > INT_MAX || value < INT_MIN
                   ? warn("Truncation of value to int")
                   : 0;
    }
}

/* A negative value is taken modulo the width, with a warning. */
static int
set_unsigned(char *addr, PyObject *v, int type)
{
    unsigned long value = PyLong_AsUnsignedLong(v);
    int negative = 0;
    if (value == (unsigned long)-1 && PyErr_Occurred()) {
        PyErr_Clear();
        value = (unsigned long)PyLong_AsLong(v);
        negative = 1;
        if (value == (unsigned long)-1 && PyErr_Occurred()) {
            if (type == T_ULONG) {
                *(unsigned long *)addr = value;
            }
            return -1;
        }
    }
    if (type == T_UINT) {
        *(unsigned int *)addr = (unsigned int)value;
    }
    else {
        *(unsigned long *)addr = value;
    }
    if (negative && warn("Writing negative value into unsigned field") < 0) {
        return -1;
    }
    if (type == T_UINT && value > UINT_MAX) {
        return warn("Truncation of value to unsigned int");
    }
    return 0;
}

static int
set_long_long(char *addr, PyObject *v, int type)
{
    if (type == T_PYSSIZET) {
        *(Py_ssize_t *)addr = PyLong_AsSsize_t(v);
        return *(Py_ssize_t *)addr == -1 && PyErr_Occurred() ? -1 : 0;
    }
    if (type == T_LONGLONG) {
        *(long long *)addr = PyLong_AsLongLong(v);
        return *(long long *)addr == -1 && PyErr_Occurred() ? -1 : 0;
    }
    unsigned long long value = PyLong_Check(v)
                                   ? PyLong_AsUnsignedLongLong(v)
                                   : (unsigned long long)PyLong_AsLong(v);
    *(unsigned long long *)addr = value;
    return value == (unsigned long long)-1 && PyErr_Occurred() ? -1 : 0;
}

int
PyMember_SetOne(char *addr, PyMemberDef *def, PyObject *v)
{
    addr += def->offset;
    if (def->flags & READONLY) {
        PyErr_SetString(PyExc_AttributeError, "readonly attribute");
        return -1;
    }
    if (v == NULL && check_delete(addr, def) < 0) {
        return -1;
    }
    switch (def->type) {
    case T_BOOL:
        return set_bool(addr, v);
    case T_BYTE:
    case T_UBYTE:
    case T_SHORT:
    case T_USHORT:
    case T_INT:
    case T_LONG:
        return set_signed(addr, v, def->type);
    case T_UINT:
    case T_ULONG:
        return set_unsigned(addr, v, def->type);
    case T_PYSSIZET:
    case T_LONGLONG:
    case T_ULONGLONG:
        return set_long_long(addr, v, def->type);
    case T_FLOAT:
    case T_DOUBLE:
        return set_real(addr, v, def->type);
    case T_OBJECT:
    case T_OBJECT_EX:
        return set_object(addr, v);
    case T_CHAR:
        return set_char(addr, v);
    case T_STRING:
    case T_STRING_INPLACE:
        PyErr_SetString(PyExc_TypeError, "readonly attribute");
        return -1;
    default:
        PyErr_Format(PyExc_SystemError, "bad memberdescr type for %s",
                     def->name);
        return -1;
    }
}
