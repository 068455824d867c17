/* errors_format.c -- exceptions with texts, errno and classes of one's own.
 *
 * Source: CPython 3.11, Python/errors.c.
 */
#include "Python.h"
#include "internal/pycore_pyerrors.h"

static PyObject *
format_error(PyThreadState *tstate, PyObject *type, const char *format,
             va_list vargs)
{
    PyObject *text;

    _PyErr_Clear(tstate);
    text = PyUnicode_FromFormatV(format, vargs);
    /* A repr that fails leaves the error without a text; only a lack of
     * memory stays what it is. */
    if (text || !PyErr_ExceptionMatches(PyExc_MemoryError)) {
        _PyErr_SetObject(tstate, type, text);
    }
    Py_XDECREF(text);
    return NULL;
}

PyObject *
PyErr_FormatV(PyObject *type, const char *format, va_list vargs)
{
    return format_error(_PyThreadState_GET(), type, format, vargs);
}

PyObject *
PyErr_Format(PyObject *type, const char *format, ...)
{
    va_list vargs;

    va_start(vargs, format);
    format_error(_PyThreadState_GET(), type, format, vargs);
    va_end(vargs);
    return NULL;
}

PyObject *
_PyErr_Format(PyThreadState *tstate, PyObject *type, const char *format, ...)
{
    va_list vargs;

    va_start(vargs, format);
    format_error(tstate, type, format, vargs);
    va_end(vargs);
    return NULL;
}

static void
format_from_cause(PyThreadState *tstate, PyObject *type, const char *format,
                  va_list vargs)
{
    PyObject *cause_type, *cause, *cause_traceback;
    PyObject *value, *traceback;

    _PyErr_Fetch(tstate, &cause_type, &cause, &cause_traceback);
    _PyErr_NormalizeException(tstate, &cause_type, &cause, &cause_traceback);
    if (cause_traceback) {
        PyException_SetTraceback(cause, cause_traceback);
        Py_DECREF(cause_traceback);
    }
    Py_DECREF(cause_type);
    format_error(tstate, type, format, vargs);
    _PyErr_Fetch(tstate, &type, &value, &traceback);
    _PyErr_NormalizeException(tstate, &type, &value, &traceback);
    PyException_SetCause(value, Py_NewRef(cause));
    PyException_SetContext(value, cause);
    _PyErr_Restore(tstate, type, value, traceback);
}

PyObject *
_PyErr_FormatFromCause(PyObject *type, const char *format, ...)
{
    va_list vargs;

    va_start(vargs, format);
    format_from_cause(_PyThreadState_GET(), type, format, vargs);
    va_end(vargs);
    return NULL;
}

PyObject *
_PyErr_FormatFromCauseTstate(PyThreadState *tstate, PyObject *type,
                             const char *format, ...)
{
    va_list vargs;

    va_start(vargs, format);
    format_from_cause(tstate, type, format, vargs);
    va_end(vargs);
    return NULL;
}

/* Whether another exception of this one's type can be made of one text: it
 * has no fields, no constructor and no attributes of its own. */
static int
is_plain_exception(PyObject *value)
{
    PyTypeObject *type = Py_TYPE(value);
    PyTypeObject *base = (PyTypeObject *)PyExc_Exception;
    PyBaseExceptionObject *exception = (PyBaseExceptionObject *)value;
    Py_ssize_t n = PyTuple_GET_SIZE(exception->args);

    return type->tp_init == base->tp_init && type->tp_new == base->tp_new &&
           type->tp_basicsize <= base->tp_basicsize &&
           type->tp_itemsize == base->tp_itemsize &&
           (n == 0 || (n == 1 && PyUnicode_CheckExact(
                                     PyTuple_GET_ITEM(exception->args, 0)))) &&
           (exception->dict == NULL || PyDict_GET_SIZE(exception->dict) == 0);
}

PyObject *
_PyErr_TrySetFromCause(const char *prefix_format, ...)
{
    PyObject *type, *value, *traceback;
    va_list vargs;

    PyErr_Fetch(&type, &value, &traceback);
    PyErr_NormalizeException(&type, &value, &traceback);
    if (value == NULL || !is_plain_exception(value)) {
        PyErr_Restore(type, value, traceback);
        return NULL;
    }
    if (traceback != NULL) {
        PyException_SetTraceback(value, traceback);
        Py_DECREF(traceback);
    }
    va_start(vargs, prefix_format);
    PyObject *prefix = PyUnicode_FromFormatV(prefix_format, vargs);
    va_end(vargs);
    if (prefix != NULL) {
        PyErr_Format(type, "%U (%s: %S)", prefix, Py_TYPE(value)->tp_name,
                     value);
        Py_DECREF(prefix);
    }
    Py_DECREF(type);

    PyObject *cause = value;
    PyErr_Fetch(&type, &value, &traceback);
    PyErr_NormalizeException(&type, &value, &traceback);
    PyException_SetCause(value, cause);
    PyErr_Restore(type, value, traceback);
    return NULL;
}

/* ---- the usual ones ----------------------------------------------------- */

int
PyErr_BadArgument(void)
{
    PyErr_SetString(PyExc_TypeError,
                    "bad argument type for built-in operation");
    return 0;
}

PyObject *
_PyErr_NoMemory(PyThreadState *tstate)
{
    if (!PyExc_MemoryError) {
        Py_FatalError("Out of memory and PyExc_MemoryError is not "
                      "initialized yet");
    }
    _PyErr_SetNone(tstate, PyExc_MemoryError);
    return NULL;
}

PyObject *
PyErr_NoMemory(void)
{
    return _PyErr_NoMemory(_PyThreadState_GET());
}

void
_PyErr_BadInternalCall(const char *filename, int lineno)
{
    PyErr_Format(PyExc_SystemError, "%s:%d: bad argument to internal function",
                 filename, lineno);
}

#undef PyErr_BadInternalCall

void
PyErr_BadInternalCall(void)
{
    PyErr_SetString(PyExc_SystemError, "bad argument to internal function");
}

#define PyErr_BadInternalCall() _PyErr_BadInternalCall(__FILE__, __LINE__)

/* The model installs no signal handlers; a program may act as if one had
 * seen SIGINT. */
static int interrupted;

int
PyErr_CheckSignals(void)
{
    if (!interrupted) {
        return 0;
    }
    interrupted = 0;
    PyErr_SetNone(PyExc_KeyboardInterrupt);
    return -1;
}

void
PyErr_SetInterrupt(void)
{
    interrupted = 1;
}

int
PyOS_InterruptOccurred(void)
{
    int occurred = interrupted;
    interrupted = 0;
    return occurred;
}

/* ---- errno -------------------------------------------------------------- */

static PyObject *
errno_args(int number, PyObject *filename, PyObject *filename2)
{
    const char *text = number ? strerror(number) : "Error";

    if (!filename) {
        return Py_BuildValue("(is)", number, text);
    }
    if (!filename2) {
        return Py_BuildValue("(isO)", number, text, filename);
    }
    return Py_BuildValue("(isOiO)", number, text, filename, 0, filename2);
}

PyObject *
PyErr_SetFromErrnoWithFilenameObjects(PyObject *type, PyObject *filename,
                                      PyObject *filename2)
{
    PyObject *args = errno_args(errno, filename, filename2);
    PyObject *exc = args ? PyObject_Call(type, args, NULL) : NULL;

    Py_XDECREF(args);
    if (exc) {
        PyErr_SetObject((PyObject *)Py_TYPE(exc), exc);
        Py_DECREF(exc);
    }
    return NULL;
}

PyObject *
PyErr_SetFromErrnoWithFilenameObject(PyObject *type, PyObject *filename)
{
    return PyErr_SetFromErrnoWithFilenameObjects(type, filename, NULL);
}

PyObject *
PyErr_SetFromErrnoWithFilename(PyObject *type, const char *filename)
{
    int number = errno;
    PyObject *name = filename ? PyUnicode_DecodeFSDefault(filename) : NULL;

    if (filename && !name) {
        return NULL;
    }
    errno = number;
    PyErr_SetFromErrnoWithFilenameObjects(type, name, NULL);
    Py_XDECREF(name);
    return NULL;
}

PyObject *
PyErr_SetFromErrno(PyObject *type)
{
    return PyErr_SetFromErrnoWithFilenameObjects(type, NULL, NULL);
}

/* ---- imports ------------------------------------------------------------ */

static PyObject *
import_error(PyObject *type, PyObject *msg, PyObject *name, PyObject *path)
{
    PyObject *kwargs = Py_BuildValue("{sOsO}", "name", name ? name : Py_None,
                                     "path", path ? path : Py_None);
    PyObject *args = PyTuple_Pack(1, msg);
    PyObject *exc = args && kwargs ? PyObject_Call(type, args, kwargs) : NULL;

    Py_XDECREF(args);
    Py_XDECREF(kwargs);
    if (exc) {
        PyErr_SetObject((PyObject *)Py_TYPE(exc), exc);
        Py_DECREF(exc);
    }
    return NULL;
}

PyObject *
PyErr_SetImportErrorSubclass(PyObject *type, PyObject *msg, PyObject *name,
                             PyObject *path)
{
    int is_subclass = PyObject_IsSubclass(type, PyExc_ImportError);

    if (is_subclass < 0) {
        return NULL;
    }
    if (!is_subclass) {
        PyErr_SetString(PyExc_TypeError, "expected a subclass of ImportError");
        return NULL;
    }
    if (!msg) {
        PyErr_SetString(PyExc_TypeError, "expected a message argument");
        return NULL;
    }
    return import_error(type, msg, name, path);
}

PyObject *
PyErr_SetImportError(PyObject *msg, PyObject *name, PyObject *path)
{
    return PyErr_SetImportErrorSubclass(PyExc_ImportError, msg, name, path);
}

/* ---- places in a source ------------------------------------------------- */

static void
set_or_clear(PyObject *exc, const char *name, PyObject *value)
{
    if (!value || PyObject_SetAttrString(exc, name, value)) {
        PyErr_Clear();
    }
    Py_XDECREF(value);
}

void
PyErr_SyntaxLocationEx(const char *filename, int lineno, int col_offset)
{
    PyObject *type, *value, *traceback;

    PyErr_Fetch(&type, &value, &traceback);
    PyErr_NormalizeException(&type, &value, &traceback);
    if (value) {
        set_or_clear(value, "lineno", PyLong_FromLong(lineno));
        set_or_clear(value, "offset",
                     col_offset >= 0 ? PyLong_FromLong(col_offset + 1)
                                     : Py_NewRef(Py_None));
        set_or_clear(value, "filename",
                     filename ? PyUnicode_DecodeFSDefault(filename)
                              : Py_NewRef(Py_None));
    }
    PyErr_Restore(type, value, traceback);
}

void
PyErr_SyntaxLocation(const char *filename, int lineno)
{
    PyErr_SyntaxLocationEx(filename, lineno, -1);
}

/* ---- new classes -------------------------------------------------------- */

static int
set_module(PyObject *dict, const char *name, const char *dot)
{
    PyObject *module;
    int status;

    if (PyDict_GetItemString(dict, "__module__")) {
        return 0;
    }
    module = PyUnicode_FromStringAndSize(name, dot - name);
    if (!module) {
        return -1;
    }
    status = PyDict_SetItemString(dict, "__module__", module);
    Py_DECREF(module);
    return status;
}

static PyObject *
new_class(const char *name, const char *dot, PyObject *base, PyObject *dict)
{
    PyObject *bases, *type;

    if (set_module(dict, name, dot)) {
        return NULL;
    }
    bases = PyTuple_Check(base) ? Py_NewRef(base) : PyTuple_Pack(1, base);
    if (!bases) {
        return NULL;
    }
    type = PyObject_CallFunction((PyObject *)&PyType_Type, "sOO", dot + 1,
                                 bases, dict);
    Py_DECREF(bases);
    return type;
}

PyObject *
PyErr_NewException(const char *name, PyObject *base, PyObject *dict)
{
    const char *dot = strrchr(name, '.');
    PyObject *type;

    if (!dot) {
        PyErr_SetString(PyExc_SystemError,
                        "PyErr_NewException: name must be module.class");
        return NULL;
    }
    dict = dict ? Py_NewRef(dict) : PyDict_New();
    if (!dict) {
        return NULL;
    }
    type = new_class(name, dot, base ? base : PyExc_Exception, dict);
    Py_DECREF(dict);
    return type;
}

PyObject *
PyErr_NewExceptionWithDoc(const char *name, const char *doc, PyObject *base,
                          PyObject *dict)
{
    PyObject *type, *text;

    dict = dict ? Py_NewRef(dict) : PyDict_New();
    if (!dict) {
        return NULL;
    }
    if (doc) {
        text = PyUnicode_FromString(doc);
        if (!text || PyDict_SetItemString(dict, "__doc__", text)) {
            Py_XDECREF(text);
            Py_DECREF(dict);
            return NULL;
        }
        Py_DECREF(text);
    }
    type = PyErr_NewException(name, base, dict);
    Py_DECREF(dict);
    return type;
}

/* ---- formatted text into a buffer --------------------------------------- */

int
PyOS_vsnprintf(char *str, size_t size, const char *format, va_list va)
{
    int len;

    if (size > INT_MAX - 512) {
        len = -666;
    }
    else {
        len = vsnprintf(str, size, format, va);
    }
    if (size > 0) {
        str[size - 1] = '\0';
    }
    return len;
}

int
PyOS_snprintf(char *str, size_t size, const char *format, ...)
{
    va_list va;
    int len;

    va_start(va, format);
    len = PyOS_vsnprintf(str, size, format, va);
    va_end(va);
    return len;
}
