/* fileobject.c -- writing objects to files; the standard streams as objects.
 *
 * Source: CPython 3.11, Objects/fileobject.c.
 */
#include "internal/pycore_unicodeobject.h"

/* ---- any file ----------------------------------------------------------- */

int
PyFile_WriteObject(PyObject *v, PyObject *f, int flags)
{
    if (f == NULL) {
        PyErr_SetString(PyExc_TypeError, "writeobject with NULL file");
        return -1;
    }
    PyObject *writer = PyObject_GetAttr(f, &_Py_ID(write));
    if (writer == NULL) {
        return -1;
    }
    PyObject *text = flags & Py_PRINT_RAW ? PyObject_Str(v) : PyObject_Repr(v);
    PyObject *result = NULL;
    if (text != NULL) {
        result = PyObject_CallOneArg(writer, text);
        Py_DECREF(text);
    }
    Py_DECREF(writer);
    Py_XDECREF(result);
    return result == NULL ? -1 : 0;
}

int
PyFile_WriteString(const char *s, PyObject *f)
{
    if (f == NULL) {
        if (!PyErr_Occurred()) {
            PyErr_SetString(PyExc_SystemError,
                            "null file for PyFile_WriteString");
        }
        return -1;
    }
    if (PyErr_Occurred()) {
        return -1;
    }
    PyObject *text = PyUnicode_FromString(s);
    if (text == NULL) {
        return -1;
    }
    int failed = PyFile_WriteObject(text, f, Py_PRINT_RAW);
    Py_DECREF(text);
    return failed;
}

/* What o.fileno() says; -1 with an exception. */
static int
call_fileno(PyObject *o)
{
    PyObject *method;
    if (_PyObject_LookupAttr(o, &_Py_ID(fileno), &method) < 0) {
        return -1;
    }
    if (method == NULL) {
        PyErr_SetString(PyExc_TypeError,
                        "argument must be an int, or have a fileno() method.");
        return -1;
    }
    PyObject *number = PyObject_CallNoArgs(method);
    Py_DECREF(method);
    if (number == NULL) {
        return -1;
    }
    int fd = -1;
    if (PyLong_Check(number)) {
        fd = _PyLong_AsInt(number);
    }
    else {
        PyErr_SetString(PyExc_TypeError, "fileno() returned a non-integer");
    }
    Py_DECREF(number);
    return fd;
}

int
PyObject_AsFileDescriptor(PyObject *o)
{
    int fd = PyLong_Check(o) ? _PyLong_AsInt(o) : call_fileno(o);
    if (fd == -1 && PyErr_Occurred()) {
        return -1;
    }
    if (fd < 0) {
        PyErr_Format(PyExc_ValueError,
                     "file descriptor cannot be a negative integer (%i)", fd);
        return -1;
    }
    return fd;
}

/* ---- the standard streams ----------------------------------------------- */

/*    PyStdPrinter_Object: 24 bytes
 *   +----+---------+
 *   |  0 | ob_base |
 *   | 16 | fd      |
 *   +----+---------+
 */
typedef struct {
    PyObject_HEAD
    int fd;
} PyStdPrinter_Object;

static FILE *
stream_of(PyObject *self)
{
    return ((PyStdPrinter_Object *)self)->fd == STDERR_FILENO ? stderr
                                                              : stdout;
}

PyObject *
PyFile_NewStdPrinter(int fd)
{
    if (fd != STDOUT_FILENO && fd != STDERR_FILENO) {
        return NULL;
    }
    PyStdPrinter_Object *self =
        PyObject_New(PyStdPrinter_Object, &PyStdPrinter_Type);
    if (self != NULL) {
        self->fd = fd;
    }
    return (PyObject *)self;
}

static PyObject *
stdprinter_write(PyObject *self, PyObject *text)
{
    if (!PyUnicode_Check(text)) {
        PyErr_Format(PyExc_TypeError,
                     "write() argument must be str, not %.50s",
                     Py_TYPE(text)->tp_name);
        return NULL;
    }
    PyObject *bytes = _PyUnicode_AsUTF8String(text, "backslashreplace");
    if (bytes == NULL) {
        return NULL;
    }
    size_t len = (size_t)PyBytes_GET_SIZE(bytes);
    size_t written = fwrite(PyBytes_AS_STRING(bytes), 1, len, stream_of(self));
    Py_DECREF(bytes);
    if (written != len) {
        return PyErr_SetFromErrno(PyExc_OSError);
    }
    return PyLong_FromSsize_t(PyUnicode_GET_LENGTH(text));
}

static PyObject *
stdprinter_flush(PyObject *self, PyObject *Py_UNUSED(ignored))
{
    if (fflush(stream_of(self)) != 0) {
        return PyErr_SetFromErrno(PyExc_OSError);
    }
    Py_RETURN_NONE;
}

static PyObject *
stdprinter_close(PyObject *self, PyObject *ignored)
{
    /* The program may still print: the C stream stays open. */
    return stdprinter_flush(self, ignored);
}

static PyObject *
stdprinter_fileno(PyObject *self, PyObject *Py_UNUSED(ignored))
{
    return PyLong_FromLong(((PyStdPrinter_Object *)self)->fd);
}

static PyObject *
stdprinter_isatty(PyObject *self, PyObject *Py_UNUSED(ignored))
{
    return PyBool_FromLong(isatty(((PyStdPrinter_Object *)self)->fd));
}

static PyObject *
stdprinter_repr(PyObject *self)
{
    PyStdPrinter_Object *printer = (PyStdPrinter_Object *)self;
    return PyUnicode_FromFormat("<stdprinter(fd=%d) object at %p>",
                                printer->fd, (void *)printer);
}

static PyObject *
stdprinter_closed(PyObject *Py_UNUSED(self), void *Py_UNUSED(closure))
{
    Py_RETURN_FALSE;
}

static PyObject *
stdprinter_encoding(PyObject *Py_UNUSED(self), void *Py_UNUSED(closure))
{
    return PyUnicode_FromString("utf-8");
}

static PyObject *
stdprinter_mode(PyObject *Py_UNUSED(self), void *Py_UNUSED(closure))
{
    return PyUnicode_FromString("w");
}

static PyMethodDef stdprinter_methods[] = {
    {"close", stdprinter_close, METH_NOARGS, PyDoc_STR("Flushes.")},
    {"flush", stdprinter_flush, METH_NOARGS, PyDoc_STR("Flushes.")},
    {"fileno", stdprinter_fileno, METH_NOARGS, PyDoc_STR("1 or 2.")},
    {"isatty", stdprinter_isatty, METH_NOARGS, PyDoc_STR("A terminal.")},
    {"write", stdprinter_write, METH_O, PyDoc_STR("Writes text.")},
    {NULL, NULL, 0, NULL},
};

static PyGetSetDef stdprinter_getset[] = {
    {"closed", stdprinter_closed, NULL, PyDoc_STR("Always False."), NULL},
    {"encoding", stdprinter_encoding, NULL, PyDoc_STR("utf-8."), NULL},
    {"mode", stdprinter_mode, NULL, PyDoc_STR("Always 'w'."), NULL},
    {NULL, NULL, NULL, NULL, NULL},
};

PyTypeObject PyStdPrinter_Type = {
    PyVarObject_HEAD_INIT(&PyType_Type, 0).tp_name = "stderrprinter",
    .tp_basicsize = sizeof(PyStdPrinter_Object),
    .tp_repr = stdprinter_repr,
    .tp_getattro = PyObject_GenericGetAttr,
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_DISALLOW_INSTANTIATION,
    .tp_methods = stdprinter_methods,
    .tp_getset = stdprinter_getset,
    .tp_free = PyObject_Del,
};
