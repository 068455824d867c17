/* boolobject.c -- True and False.
 *
 * Source: CPython 3.11, Objects/boolobject.c.
 */
#include "internal/pycore_long.h"
#include "internal/pycore_object.h"
#include "internal/pycore_unicodeobject.h"

#undef Py_IsTrue
#undef Py_IsFalse

int
Py_IsTrue(PyObject *op)
{
    return op == Py_True;
}

int
Py_IsFalse(PyObject *op)
{
    return op == Py_False;
}

PyObject *
PyBool_FromLong(long value)
{
    return Py_NewRef(value ? Py_True : Py_False);
}

static PyObject *
bool_repr(PyObject *self)
{
    return Py_NewRef(self == Py_True ? &_Py_ID(True) : &_Py_ID(False));
}

static PyObject *
truth(PyObject *object)
{
    int is = PyObject_IsTrue(object);
    return is < 0 ? NULL : PyBool_FromLong(is);
}

static PyObject *
bool_new(PyTypeObject *Py_UNUSED(type), PyObject *args, PyObject *kwds)
{
    PyObject *object = Py_False;
    if (!_PyArg_NoKeywords("bool", kwds) ||
        !PyArg_UnpackTuple(args, "bool", 0, 1, &object)) {
        return NULL;
    }
    return truth(object);
}

static PyObject *
bool_vectorcall(PyObject *Py_UNUSED(type), PyObject *const *args,
                size_t nargsf, PyObject *kwnames)
{
    Py_ssize_t nargs = PyVectorcall_NARGS(nargsf);
    if (!_PyArg_NoKwnames("bool", kwnames) ||
        !_PyArg_CheckPositional("bool", nargs, 0, 1)) {
        return NULL;
    }
    return nargs > 0 ? truth(args[0]) : Py_NewRef(Py_False);
}

/* Of two bools a bool, of others what int says. */

static PyObject *
bool_and(PyObject *a, PyObject *b)
{
    if (!PyBool_Check(a) || !PyBool_Check(b)) {
        return PyLong_Type.tp_as_number->nb_and(a, b);
    }
    return PyBool_FromLong((a == Py_True) & (b == Py_True));
}

static PyObject *
bool_or(PyObject *a, PyObject *b)
{
    if (!PyBool_Check(a) || !PyBool_Check(b)) {
        return PyLong_Type.tp_as_number->nb_or(a, b);
    }
    return PyBool_FromLong((a == Py_True) | (b == Py_True));
}

static PyObject *
bool_xor(PyObject *a, PyObject *b)
{
    if (!PyBool_Check(a) || !PyBool_Check(b)) {
        return PyLong_Type.tp_as_number->nb_xor(a, b);
    }
    return PyBool_FromLong((a == Py_True) ^ (b == Py_True));
}

static PyNumberMethods bool_as_number = {
    .nb_and = bool_and,
    .nb_xor = bool_xor,
    .nb_or = bool_or,
};

PyTypeObject PyBool_Type = {
    PyVarObject_HEAD_INIT(&PyType_Type, 0).tp_name = "bool",
    .tp_basicsize = sizeof(struct _longobject),
    .tp_repr = bool_repr,
    .tp_as_number = &bool_as_number,
    .tp_flags = Py_TPFLAGS_DEFAULT,
    .tp_doc = PyDoc_STR("bool(x) -> bool\n\nWhether x is true."),
    .tp_base = &PyLong_Type,
    .tp_new = bool_new,
    .tp_vectorcall = bool_vectorcall,
};

struct _longobject _Py_FalseStruct = {
    PyVarObject_HEAD_INIT(&PyBool_Type, 0){0}};

struct _longobject _Py_TrueStruct = {
    PyVarObject_HEAD_INIT(&PyBool_Type, 1){1}};
