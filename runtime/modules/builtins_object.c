/* builtins_object.c -- builtins that ask one object: repr, getattr, len ...
 *
 * Source: CPython 3.11, Python/bltinmodule.c.
 */
#include "builtins.h"

/* ---- text --------------------------------------------------------------- */

static PyObject *
builtin_repr(PyObject *Py_UNUSED(module), PyObject *obj)
{
    return PyObject_Repr(obj);
}

static PyObject *
builtin_ascii(PyObject *Py_UNUSED(module), PyObject *obj)
{
    return PyObject_ASCII(obj);
}

static PyObject *
builtin_format(PyObject *Py_UNUSED(module), PyObject *const *args,
               Py_ssize_t nargs)
{
    if (!_PyArg_CheckPositional("format", nargs, 1, 2)) {
        return NULL;
    }
    if (nargs == 2 && !PyUnicode_Check(args[1])) {
        _PyArg_BadArgument("format", "argument 2", "str", args[1]);
        return NULL;
    }
    return PyObject_Format(args[0], nargs == 2 ? args[1] : NULL);
}

static PyObject *
builtin_chr(PyObject *Py_UNUSED(module), PyObject *arg)
{
    int ordinal = _PyLong_AsInt(arg);
    if (ordinal == -1 && PyErr_Occurred()) {
        return NULL;
    }
    return PyUnicode_FromOrdinal(ordinal);
}

static PyObject *
builtin_ord(PyObject *Py_UNUSED(module), PyObject *c)
{
    Py_ssize_t size;
    long value = 0;
    if (PyBytes_Check(c)) {
        size = PyBytes_GET_SIZE(c);
        value = (unsigned char)PyBytes_AS_STRING(c)[0];
    }
    else if (PyUnicode_Check(c)) {
        size = PyUnicode_GET_LENGTH(c);
        value = (long)PyUnicode_READ_CHAR(c, 0);
    }
    else if (PyByteArray_Check(c)) {
        size = PyByteArray_GET_SIZE(c);
        value = (unsigned char)PyByteArray_AS_STRING(c)[0];
    }
    else {
        PyErr_Format(PyExc_TypeError,
                     "ord() expected string of length 1, but %.200s found",
                     Py_TYPE(c)->tp_name);
        return NULL;
    }
    if (size != 1) {
        PyErr_Format(PyExc_TypeError,
                     "ord() expected a character, but string of length %zd "
                     "found",
                     size);
        return NULL;
    }
    return PyLong_FromLong(value);
}

/* ---- attributes --------------------------------------------------------- */

static PyObject *
builtin_getattr(PyObject *Py_UNUSED(module), PyObject *const *args,
                Py_ssize_t nargs)
{
    if (!_PyArg_CheckPositional("getattr", nargs, 2, 3)) {
        return NULL;
    }
    if (nargs == 2) {
        return PyObject_GetAttr(args[0], args[1]);
    }
    PyObject *value;
    if (_PyObject_LookupAttr(args[0], args[1], &value) == 0) {
        return Py_NewRef(args[2]);
    }
    return value;
}

static PyObject *
builtin_hasattr(PyObject *Py_UNUSED(module), PyObject *const *args,
                Py_ssize_t nargs)
{
    if (!_PyArg_CheckPositional("hasattr", nargs, 2, 2)) {
        return NULL;
    }
    PyObject *value;
    int found = _PyObject_LookupAttr(args[0], args[1], &value);
    if (found < 0) {
        return NULL;
    }
    Py_XDECREF(value);
    return PyBool_FromLong(found);
}

static PyObject *
builtin_setattr(PyObject *Py_UNUSED(module), PyObject *const *args,
                Py_ssize_t nargs)
{
    if (!_PyArg_CheckPositional("setattr", nargs, 3, 3) ||
        PyObject_SetAttr(args[0], args[1], args[2]) < 0) {
        return NULL;
    }
    Py_RETURN_NONE;
}

static PyObject *
builtin_delattr(PyObject *Py_UNUSED(module), PyObject *const *args,
                Py_ssize_t nargs)
{
    if (!_PyArg_CheckPositional("delattr", nargs, 2, 2) ||
        PyObject_SetAttr(args[0], args[1], NULL) < 0) {
        return NULL;
    }
    Py_RETURN_NONE;
}

static PyObject *
builtin_dir(PyObject *Py_UNUSED(module), PyObject *args)
{
    PyObject *arg = NULL;
    if (!PyArg_UnpackTuple(args, "dir", 0, 1, &arg)) {
        return NULL;
    }
    return PyObject_Dir(arg);
}

static PyObject *
builtin_vars(PyObject *Py_UNUSED(module), PyObject *args)
{
    PyObject *object = NULL, *dict;
    if (!PyArg_UnpackTuple(args, "vars", 0, 1, &object)) {
        return NULL;
    }
    if (object == NULL) {
        PyErr_SetString(PyExc_SystemError, "frame does not exist");
        return NULL;
    }
    if (_PyObject_LookupAttr(object, &_Py_ID(__dict__), &dict) == 0) {
        PyErr_SetString(PyExc_TypeError,
                        "vars() argument must have __dict__ attribute");
    }
    return dict;
}

/* ---- identity, type, size ----------------------------------------------- */

static PyObject *
builtin_id(PyObject *Py_UNUSED(module), PyObject *obj)
{
    return PyLong_FromVoidPtr(obj);
}

static PyObject *
builtin_hash(PyObject *Py_UNUSED(module), PyObject *obj)
{
    Py_hash_t hash = PyObject_Hash(obj);
    return hash == -1 && PyErr_Occurred() ? NULL : PyLong_FromSsize_t(hash);
}

static PyObject *
builtin_callable(PyObject *Py_UNUSED(module), PyObject *obj)
{
    return PyBool_FromLong(PyCallable_Check(obj));
}

static PyObject *
builtin_len(PyObject *Py_UNUSED(module), PyObject *obj)
{
    Py_ssize_t size = PyObject_Size(obj);
    return size < 0 ? NULL : PyLong_FromSsize_t(size);
}

static PyObject *
builtin_isinstance(PyObject *Py_UNUSED(module), PyObject *const *args,
                   Py_ssize_t nargs)
{
    if (!_PyArg_CheckPositional("isinstance", nargs, 2, 2)) {
        return NULL;
    }
    int is = PyObject_IsInstance(args[0], args[1]);
    return is < 0 ? NULL : PyBool_FromLong(is);
}

static PyObject *
builtin_issubclass(PyObject *Py_UNUSED(module), PyObject *const *args,
                   Py_ssize_t nargs)
{
    if (!_PyArg_CheckPositional("issubclass", nargs, 2, 2)) {
        return NULL;
    }
    int is = PyObject_IsSubclass(args[0], args[1]);
    return is < 0 ? NULL : PyBool_FromLong(is);
}

PyMethodDef Hb_BuiltinsObjectMethods[] = {
    {"ascii", builtin_ascii, METH_O, PyDoc_STR("repr in ASCII.")},
    {"callable", builtin_callable, METH_O, PyDoc_STR("Can be called.")},
    {"chr", builtin_chr, METH_O, PyDoc_STR("The character of a number.")},
    {"delattr", HB_FAST(builtin_delattr), METH_FASTCALL,
     PyDoc_STR("del object.name")},
    {"dir", builtin_dir, METH_VARARGS, PyDoc_STR("Names of attributes.")},
    {"format", HB_FAST(builtin_format), METH_FASTCALL,
     PyDoc_STR("Text by a specification.")},
    {"getattr", HB_FAST(builtin_getattr), METH_FASTCALL,
     PyDoc_STR("object.name, or a default.")},
    {"hasattr", HB_FAST(builtin_hasattr), METH_FASTCALL,
     PyDoc_STR("Whether object.name is there.")},
    {"hash", builtin_hash, METH_O, PyDoc_STR("The hash number.")},
    {"id", builtin_id, METH_O, PyDoc_STR("The address.")},
    {"isinstance", HB_FAST(builtin_isinstance), METH_FASTCALL,
     PyDoc_STR("Whether an object is of a class.")},
    {"issubclass", HB_FAST(builtin_issubclass), METH_FASTCALL,
     PyDoc_STR("Whether a class derives from another.")},
    {"len", builtin_len, METH_O, PyDoc_STR("The number of items.")},
    {"ord", builtin_ord, METH_O, PyDoc_STR("The number of a character.")},
    {"repr", builtin_repr, METH_O, PyDoc_STR("Text for the programmer.")},
    {"setattr", HB_FAST(builtin_setattr), METH_FASTCALL,
     PyDoc_STR("object.name = value")},
    {"vars", builtin_vars, METH_VARARGS, PyDoc_STR("object.__dict__")},
    {NULL, NULL, 0, NULL},
};
