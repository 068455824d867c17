/* exceptions_oserror.c -- OSError, which becomes a subclass by its errno.
 *
 * OSError(2, "No such file or directory", "x") makes a FileNotFoundError: the
 * class is chosen in tp_new, so tp_new already parses the arguments, unless a
 * subclass of the user has an __init__ of its own, which then does.
 *
 * Source: CPython 3.11, Objects/exceptions.c; PEP 3151.
 */

#include "internal/hb_exceptions.h"
#include "internal/pycore_call.h"
#include "internal/pycore_object.h"

#define OSERROR(self) ((PyOSErrorObject *)(self))

static PyObject *os_new(PyTypeObject *type, PyObject *args, PyObject *kwargs);
static int os_init(PyObject *self, PyObject *args, PyObject *kwargs);

extern PyTypeObject EXCEPTION_TYPE(OSError);
extern PyTypeObject EXCEPTION_TYPE(BlockingIOError);

/* Whether parsing is left to tp_init. */
static int
init_parses(PyTypeObject *type)
{
    return type->tp_init != os_init && type->tp_new == os_new;
}

/* What the arguments say; borrowed, NULL where they do not. */
struct parsed {
    PyObject *number;
    PyObject *text;
    PyObject *filename;
    PyObject *filename2;
};

static int
parse(PyObject *args, struct parsed *parsed)
{
    Py_ssize_t count = PyTuple_GET_SIZE(args);
    PyObject *ignored = NULL; /* an error number of Windows */

    memset(parsed, 0, sizeof *parsed);
    if (count < 2 || count > 5) {
        return 0;
    }
    return PyArg_UnpackTuple(args, "OSError", 2, 5, &parsed->number,
                             &parsed->text, &parsed->filename, &ignored,
                             &parsed->filename2)
               ? 0
               : -1;
}

/* The third argument of BlockingIOError is a count, not a file's name. */
static int
take_written(PyObject *self, struct parsed *parsed)
{
    if (!parsed->filename || !PyNumber_Check(parsed->filename) ||
        !Py_IS_TYPE(self, &EXCEPTION_TYPE(BlockingIOError))) {
        return 0;
    }
    OSERROR(self)->written =
        PyNumber_AsSsize_t(parsed->filename, PyExc_ValueError);
    return OSERROR(self)->written == -1 && PyErr_Occurred() ? -1 : 1;
}

/* Fills the fields.  With a file's name only the first two arguments stay in
 * args. */
static int
fill(PyObject *self, PyObject *args, struct parsed *parsed)
{
    PyOSErrorObject *error = OSERROR(self);
    int written = take_written(self, parsed);

    if (written < 0) {
        return -1;
    }
    if (!written && parsed->filename && parsed->filename != Py_None) {
        Py_XSETREF(error->filename, Py_NewRef(parsed->filename));
        if (parsed->filename2 && parsed->filename2 != Py_None) {
            Py_XSETREF(error->filename2, Py_NewRef(parsed->filename2));
        }
        args = PyTuple_GetSlice(args, 0, 2);
        if (!args) {
            return -1;
        }
    }
    else {
        Py_INCREF(args);
    }
    Py_XSETREF(error->myerrno, Py_XNewRef(parsed->number));
    Py_XSETREF(error->strerror, Py_XNewRef(parsed->text));
    Py_XSETREF(error->args, args);
    return 0;
}

/* The class that a dict by numbers has for an int; borrowed.  NULL, perhaps
 * with an exception: a derived int hashes and compares in its own way, and a
 * large one may have the hash of a small one. */
static PyObject *
class_of(PyObject *number)
{
    Py_hash_t hash = PyObject_Hash(number);
    PyObject *found = hash == -1 ? NULL : Hb_OSErrorClass((long)hash), *key;
    int equal = 1;

    if (found != NULL) {
        key = PyLong_FromLong((long)hash);
        equal = key ? PyObject_RichCompareBool(key, number, Py_EQ) : -1;
        Py_XDECREF(key);
    }
    return equal > 0 ? found : NULL;
}

/* The class for these arguments; borrowed. */
static PyTypeObject *
class_for(PyTypeObject *type, struct parsed *parsed)
{
    PyObject *found;

    if (type != &EXCEPTION_TYPE(OSError) || !parsed->number ||
        !PyLong_Check(parsed->number)) {
        return type;
    }
    found = class_of(parsed->number);
    return found ? (PyTypeObject *)found : PyErr_Occurred() ? NULL : type;
}

static PyObject *
os_new(PyTypeObject *type, PyObject *args, PyObject *kwargs)
{
    struct parsed parsed;
    PyObject *self;

    if (init_parses(type)) {
        self = Hb_BaseExceptionNew(type, NULL, NULL);
        if (self) {
            OSERROR(self)->written = -1;
        }
        return self;
    }
    if (!_PyArg_NoKeywords(type->tp_name, kwargs) ||
        parse(args, &parsed) < 0) {
        return NULL;
    }
    type = class_for(type, &parsed);
    self = type ? Hb_BaseExceptionNew(type, args, NULL) : NULL;
    if (!self) {
        return NULL;
    }
    OSERROR(self)->written = -1;
    if (fill(self, args, &parsed) < 0) {
        Py_CLEAR(self);
    }
    return self;
}

static int
os_init(PyObject *self, PyObject *args, PyObject *kwargs)
{
    struct parsed parsed;

    if (!init_parses(Py_TYPE(self))) {
        return 0;
    }
    if (!_PyArg_NoKeywords(Py_TYPE(self)->tp_name, kwargs) ||
        parse(args, &parsed) < 0) {
        return -1;
    }
    return fill(self, args, &parsed);
}

static PyObject *
or_none(PyObject *object)
{
    return object ? object : Py_None;
}

static PyObject *
os_str(PyObject *self)
{
    PyOSErrorObject *error = OSERROR(self);
    PyObject *number = or_none(error->myerrno);
    PyObject *text = or_none(error->strerror);

    if (error->filename && error->filename2) {
        return PyUnicode_FromFormat("[Errno %S] %S: %R -> %R", number, text,
                                    error->filename, error->filename2);
    }
    if (error->filename) {
        return PyUnicode_FromFormat("[Errno %S] %S: %R", number, text,
                                    error->filename);
    }
    if (error->myerrno && error->strerror) {
        return PyUnicode_FromFormat("[Errno %S] %S", number, text);
    }
    return Hb_BaseExceptionStr(self);
}

static PyObject *
get_written(PyObject *self, void *closure)
{
    (void)closure;
    if (OSERROR(self)->written == -1) {
        PyErr_SetString(PyExc_AttributeError, "characters_written");
        return NULL;
    }
    return PyLong_FromSsize_t(OSERROR(self)->written);
}

static int
set_written(PyObject *self, PyObject *value, void *closure)
{
    Py_ssize_t written = -1;

    (void)closure;
    if (!value && OSERROR(self)->written == -1) {
        PyErr_SetString(PyExc_AttributeError, "characters_written");
        return -1;
    }
    if (value) {
        written = PyNumber_AsSsize_t(value, PyExc_ValueError);
        if (written == -1 && PyErr_Occurred()) {
            return -1;
        }
    }
    OSERROR(self)->written = written;
    return 0;
}

EXCEPTION_FIELDS(os, offsetof(PyOSErrorObject, myerrno),
                 offsetof(PyOSErrorObject, strerror),
                 offsetof(PyOSErrorObject, filename),
                 offsetof(PyOSErrorObject, filename2))

static PyMemberDef os_members[] = {
    {"errno", T_OBJECT, offsetof(PyOSErrorObject, myerrno), 0, NULL},
    {"strerror", T_OBJECT, offsetof(PyOSErrorObject, strerror), 0, NULL},
    {"filename", T_OBJECT, offsetof(PyOSErrorObject, filename), 0, NULL},
    {"filename2", T_OBJECT, offsetof(PyOSErrorObject, filename2), 0, NULL},
    {NULL, 0, 0, 0, NULL},
};

/* The arguments that the object was made with: those that became file names
 * are no longer in args. */
static PyObject *
os_arguments(PyOSErrorObject *error)
{
    PyObject *args = error->args, *number, *text;

    if (PyTuple_GET_SIZE(args) != 2 || error->filename == NULL) {
        return Py_NewRef(args);
    }
    number = PyTuple_GET_ITEM(args, 0);
    text = PyTuple_GET_ITEM(args, 1);
    if (error->filename2 == NULL) {
        return PyTuple_Pack(3, number, text, error->filename);
    }
    return PyTuple_Pack(5, number, text, error->filename, Py_None,
                        error->filename2);
}

static PyObject *
os_reduce(PyObject *self, PyObject *Py_UNUSED(ignored))
{
    PyObject *args = os_arguments(OSERROR(self)), *result;

    if (args == NULL) {
        return NULL;
    }
    result = OSERROR(self)->dict != NULL
                 ? PyTuple_Pack(3, Py_TYPE(self), args, OSERROR(self)->dict)
                 : PyTuple_Pack(2, Py_TYPE(self), args);
    Py_DECREF(args);
    return result;
}

static PyMethodDef os_methods[] = {
    {"__reduce__", os_reduce, METH_NOARGS, PyDoc_STR("For copying.")},
    {NULL, NULL, 0, NULL},
};

static PyGetSetDef os_getset[] = {
    {"characters_written", get_written, set_written, NULL, NULL},
    {NULL, NULL, NULL, NULL, NULL},
};

EXCEPTION_WITH(Exception, OSError, "The operating system says no.",
               PyOSErrorObject, EXCEPTION_LIFE(os), .tp_str = os_str,
               .tp_methods = os_methods, .tp_members = os_members,
               .tp_getset = os_getset, .tp_init = os_init, .tp_new = os_new)

PyObject *PyExc_EnvironmentError = (PyObject *)&EXCEPTION_TYPE(OSError);
PyObject *PyExc_IOError = (PyObject *)&EXCEPTION_TYPE(OSError);

#define OS_EXCEPTION(base, name, doc)                                         \
    EXCEPTION_WITH(base, name, doc, PyOSErrorObject, EXCEPTION_LIFE(os),      \
                   .tp_init = os_init)

OS_EXCEPTION(OSError, BlockingIOError, "It would block.")
OS_EXCEPTION(OSError, ConnectionError, "Base of connection errors.")
OS_EXCEPTION(OSError, ChildProcessError, "About a child process.")
OS_EXCEPTION(ConnectionError, BrokenPipeError, "Nobody reads.")
OS_EXCEPTION(ConnectionError, ConnectionAbortedError, "Aborted.")
OS_EXCEPTION(ConnectionError, ConnectionRefusedError, "Refused.")
OS_EXCEPTION(ConnectionError, ConnectionResetError, "Reset.")
OS_EXCEPTION(OSError, FileExistsError, "The file is there already.")
OS_EXCEPTION(OSError, FileNotFoundError, "The file is not there.")
OS_EXCEPTION(OSError, IsADirectoryError, "It is a directory.")
OS_EXCEPTION(OSError, NotADirectoryError, "It is no directory.")
OS_EXCEPTION(OSError, InterruptedError, "A signal came in between.")
OS_EXCEPTION(OSError, PermissionError, "Not allowed.")
OS_EXCEPTION(OSError, ProcessLookupError, "There is no such process.")
OS_EXCEPTION(OSError, TimeoutError, "It took too long.")

static const struct {
    int number;
    PyTypeObject *type;
} classes[] = {
    {EAGAIN, &EXCEPTION_TYPE(BlockingIOError)},
    {EALREADY, &EXCEPTION_TYPE(BlockingIOError)},
    {EINPROGRESS, &EXCEPTION_TYPE(BlockingIOError)},
    {EWOULDBLOCK, &EXCEPTION_TYPE(BlockingIOError)},
    {EPIPE, &EXCEPTION_TYPE(BrokenPipeError)},
    {ESHUTDOWN, &EXCEPTION_TYPE(BrokenPipeError)},
    {ECHILD, &EXCEPTION_TYPE(ChildProcessError)},
    {ECONNABORTED, &EXCEPTION_TYPE(ConnectionAbortedError)},
    {ECONNREFUSED, &EXCEPTION_TYPE(ConnectionRefusedError)},
    {ECONNRESET, &EXCEPTION_TYPE(ConnectionResetError)},
    {EEXIST, &EXCEPTION_TYPE(FileExistsError)},
    {ENOENT, &EXCEPTION_TYPE(FileNotFoundError)},
    {EISDIR, &EXCEPTION_TYPE(IsADirectoryError)},
    {ENOTDIR, &EXCEPTION_TYPE(NotADirectoryError)},
    {EINTR, &EXCEPTION_TYPE(InterruptedError)},
    {EACCES, &EXCEPTION_TYPE(PermissionError)},
    {EPERM, &EXCEPTION_TYPE(PermissionError)},
    {ESRCH, &EXCEPTION_TYPE(ProcessLookupError)},
    {ETIMEDOUT, &EXCEPTION_TYPE(TimeoutError)},
};

PyObject *
Hb_OSErrorClass(long number)
{
    for (size_t i = 0; i < Py_ARRAY_LENGTH(classes); i++) {
        if (classes[i].number == number) {
            return (PyObject *)classes[i].type;
        }
    }
    return NULL;
}
