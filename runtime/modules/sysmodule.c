/* sysmodule.c -- the functions of sys.
 *
 * Source: CPython 3.11, Python/sysmodule.c.
 */
#include "Python.h"
#include "internal/hb_errors.h"
#include "internal/hb_sys.h"
#include "internal/pycore_call.h"
#include "internal/pycore_ceval.h"
#include "internal/pycore_interp.h"
#include "internal/pycore_long.h"
#include "internal/pycore_object.h"
#include "internal/pycore_pyerrors.h"
#include "internal/pycore_pymem.h"
#include "internal/pycore_unicodeobject.h"

/* ---- attributes, from C ------------------------------------------------- */

PyObject *
PySys_GetObject(const char *name)
{
    PyObject *dict = _PyInterpreterState_GET()->sysdict;
    PyObject *type, *value, *traceback, *found;

    if (!dict) {
        return NULL;
    }
    PyErr_Fetch(&type, &value, &traceback);
    found = PyDict_GetItemString(dict, name);
    PyErr_Restore(type, value, traceback);
    return found;
}

int
PySys_SetObject(const char *name, PyObject *value)
{
    PyObject *dict = _PyInterpreterState_GET()->sysdict;

    if (value) {
        return PyDict_SetItemString(dict, name, value);
    }
    if (!PyDict_GetItemString(dict, name)) {
        return 0;
    }
    return PyDict_DelItemString(dict, name);
}

/* ---- sizes -------------------------------------------------------------- */

/* What __sizeof__ says; -1 with an exception. */
static Py_ssize_t
own_size(PyObject *op)
{
    PyObject *method = _PyObject_LookupSpecial(op, &_Py_ID(__sizeof__));
    PyObject *result;
    Py_ssize_t size;

    if (!method) {
        if (!PyErr_Occurred()) {
            PyErr_Format(PyExc_TypeError,
                         "Type %.100s doesn't define __sizeof__",
                         Py_TYPE(op)->tp_name);
        }
        return -1;
    }
    result = PyObject_CallNoArgs(method);
    Py_DECREF(method);
    if (!result) {
        return -1;
    }
    size = PyLong_AsSsize_t(result);
    Py_DECREF(result);
    if (size < 0 && !PyErr_Occurred()) {
        PyErr_SetString(PyExc_ValueError, "__sizeof__() should return >= 0");
    }
    return size;
}

size_t
_PySys_GetSizeOf(PyObject *op)
{
    Py_ssize_t size = own_size(op);

    return size < 0 ? (size_t)-1
                    : (size_t)size + _PyType_PreHeaderSize(Py_TYPE(op));
}

static PyObject *
sys_getsizeof(PyObject *Py_UNUSED(self), PyObject *args, PyObject *kwds)
{
    static char *names[] = {"object", "default", NULL};
    PyObject *op, *fallback = NULL;
    size_t size;

    if (!PyArg_ParseTupleAndKeywords(args, kwds, "O|O:getsizeof", names, &op,
                                     &fallback)) {
        return NULL;
    }
    size = _PySys_GetSizeOf(op);
    if (size == (size_t)-1 && PyErr_Occurred()) {
        if (fallback && PyErr_ExceptionMatches(PyExc_TypeError)) {
            PyErr_Clear();
            return Py_NewRef(fallback);
        }
        return NULL;
    }
    return PyLong_FromSize_t(size);
}

static PyObject *
sys_getrefcount(PyObject *Py_UNUSED(self), PyObject *op)
{
    return PyLong_FromSsize_t(Py_REFCNT(op));
}

static PyObject *
sys_getallocatedblocks(PyObject *Py_UNUSED(self), PyObject *Py_UNUSED(args))
{
    return PyLong_FromSsize_t(_Py_GetAllocatedBlocks());
}

static PyObject *
sys_debugmallocstats(PyObject *Py_UNUSED(self), PyObject *Py_UNUSED(args))
{
    _PyObject_DebugMallocStats(stderr);
    fputc('\n', stderr);
    Py_RETURN_NONE;
}

/* ---- strings and recursion ---------------------------------------------- */

static PyObject *
sys_intern(PyObject *Py_UNUSED(self), PyObject *string)
{
    if (!PyUnicode_Check(string)) {
        _PyArg_BadArgument("intern", "argument", "str", string);
        return NULL;
    }
    if (!PyUnicode_CheckExact(string)) {
        PyErr_Format(PyExc_TypeError, "can't intern %.400s",
                     Py_TYPE(string)->tp_name);
        return NULL;
    }
    Py_INCREF(string);
    PyUnicode_InternInPlace(&string);
    return string;
}

static PyObject *
sys_getrecursionlimit(PyObject *Py_UNUSED(self), PyObject *Py_UNUSED(args))
{
    return PyLong_FromLong(Py_GetRecursionLimit());
}

static PyObject *
sys_setrecursionlimit(PyObject *Py_UNUSED(self), PyObject *op)
{
    PyThreadState *tstate = _PyThreadState_GET();
    int depth = tstate->recursion_limit - tstate->recursion_remaining;
    int limit = _PyLong_AsInt(op);

    if (limit == -1 && PyErr_Occurred()) {
        return NULL;
    }
    if (limit < 1) {
        PyErr_SetString(PyExc_ValueError,
                        "recursion limit must be greater or equal than 1");
        return NULL;
    }
    if (depth >= limit) {
        PyErr_Format(PyExc_RecursionError,
                     "cannot set the recursion limit to %i at the recursion "
                     "depth %i: the limit is too low",
                     limit, depth);
        return NULL;
    }
    Py_SetRecursionLimit(limit);
    Py_RETURN_NONE;
}

/* ---- the length of ints in decimal ---- */

static PyObject *
sys_get_int_max_str_digits(PyObject *Py_UNUSED(self), PyObject *Py_UNUSED(a))
{
    return PyLong_FromLong(_PyLong_max_str_digits);
}

static PyObject *
sys_set_int_max_str_digits(PyObject *Py_UNUSED(self), PyObject *args,
                           PyObject *kwds)
{
    static char *names[] = {"maxdigits", NULL};
    int digits;

    if (!PyArg_ParseTupleAndKeywords(args, kwds, "i:set_int_max_str_digits",
                                     names, &digits)) {
        return NULL;
    }
    if (digits != 0 && digits < _PY_LONG_MAX_STR_DIGITS_THRESHOLD) {
        PyErr_Format(PyExc_ValueError, "maxdigits must be 0 or larger than %d",
                     _PY_LONG_MAX_STR_DIGITS_THRESHOLD);
        return NULL;
    }
    _PyLong_max_str_digits = digits;
    Py_RETURN_NONE;
}

/* ---- exceptions --------------------------------------------------------- */

static PyObject *
sys_exc_info(PyObject *Py_UNUSED(self), PyObject *Py_UNUSED(args))
{
    return _PyErr_StackItemToExcInfoTuple(
        _PyErr_GetTopmostException(_PyThreadState_GET()));
}

static PyObject *
sys_exception(PyObject *Py_UNUSED(self), PyObject *Py_UNUSED(args))
{
    PyObject *value = PyErr_GetHandledException();

    return value ? value : Py_NewRef(Py_None);
}

static PyObject *
sys_excepthook(PyObject *Py_UNUSED(self), PyObject *const *args,
               Py_ssize_t nargs)
{
    if (!_PyArg_CheckPositional("excepthook", nargs, 3, 3)) {
        return NULL;
    }
    PyErr_Display(args[0], args[1], args[2]);
    Py_RETURN_NONE;
}

static PyObject *
sys_exit(PyObject *Py_UNUSED(self), PyObject *const *args, Py_ssize_t nargs)
{
    if (!_PyArg_CheckPositional("exit", nargs, 0, 1)) {
        return NULL;
    }
    PyErr_SetObject(PyExc_SystemExit, nargs > 0 ? args[0] : Py_None);
    return NULL;
}

/* ---- printing ----------------------------------------------------------- */

static PyObject *
sys_displayhook(PyObject *Py_UNUSED(self), PyObject *value)
{
    PyObject *builtins = _PyInterpreterState_GET()->builtins;
    PyObject *out;

    if (value == Py_None) {
        Py_RETURN_NONE;
    }
    if (PyDict_SetItemString(builtins, "_", Py_None)) {
        return NULL;
    }
    out = PySys_GetObject("stdout");
    if (!out || out == Py_None) {
        PyErr_SetString(PyExc_RuntimeError, "lost sys.stdout");
        return NULL;
    }
    if (PyFile_WriteObject(value, out, 0) || PyFile_WriteString("\n", out) ||
        PyDict_SetItemString(builtins, "_", value)) {
        return NULL;
    }
    Py_RETURN_NONE;
}

static PyObject *
sys_getdefaultencoding(PyObject *Py_UNUSED(self), PyObject *Py_UNUSED(args))
{
    return PyUnicode_FromString("utf-8");
}

static PyObject *
sys_is_finalizing(PyObject *Py_UNUSED(self), PyObject *Py_UNUSED(args))
{
    return PyBool_FromLong(_Py_IsFinalizing());
}

static PyObject *
sys_clear_type_cache(PyObject *Py_UNUSED(self), PyObject *Py_UNUSED(args))
{
    PyType_ClearCache();
    Py_RETURN_NONE;
}

#define SYS(name, flags)                                                      \
    {                                                                         \
#name, (PyCFunction)(void (*)(void))sys_##name, flags, NULL           \
    }

static PyMethodDef sys_methods[] = {
    {"_clear_type_cache", sys_clear_type_cache, METH_NOARGS, NULL},
    {"_debugmallocstats", sys_debugmallocstats, METH_NOARGS, NULL},
    {"addaudithook", Hb_SysAddAuditHook, METH_O, NULL},
    {"audit", Hb_SysAudit, METH_VARARGS, NULL},
    SYS(displayhook, METH_O),
    SYS(exc_info, METH_NOARGS),
    SYS(excepthook, METH_FASTCALL),
    SYS(exception, METH_NOARGS),
    SYS(exit, METH_FASTCALL),
    SYS(get_int_max_str_digits, METH_NOARGS),
    SYS(getallocatedblocks, METH_NOARGS),
    SYS(getdefaultencoding, METH_NOARGS),
    {"getfilesystemencoding", sys_getdefaultencoding, METH_NOARGS, NULL},
    SYS(getrecursionlimit, METH_NOARGS),
    SYS(getrefcount, METH_O),
    SYS(getsizeof, METH_VARARGS | METH_KEYWORDS),
    SYS(intern, METH_O),
    SYS(is_finalizing, METH_NOARGS),
    SYS(set_int_max_str_digits, METH_VARARGS | METH_KEYWORDS),
    SYS(setrecursionlimit, METH_O),
    {"unraisablehook", Hb_UnraisableHook, METH_O, NULL},
    {NULL, NULL, 0, NULL},
};

PyModuleDef Hb_SysModule = {
    PyModuleDef_HEAD_INIT,
    .m_name = "sys",
    .m_size = -1,
    .m_methods = sys_methods,
};
