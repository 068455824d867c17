/* exceptions.c -- BaseException: the object that every exception begins with.
 *
 *      ob_refcnt  ob_type
 *      dict             made with the first attribute
 *      args             tuple, never NULL
 *      notes  traceback
 *      context  cause   exceptions, or NULL for None
 *      suppress_context
 *
 * Source: CPython 3.11, Objects/exceptions.c.
 */

#include "internal/hb_exceptions.h"
#include "internal/pycore_call.h"
#include "internal/pycore_object.h"
#include "internal/pycore_unicodeobject.h"

#define BASE(self) ((PyBaseExceptionObject *)(self))

/* ---- life -----------------------------------------------------------------
 */

PyObject *
Hb_BaseExceptionNew(PyTypeObject *type, PyObject *args, PyObject *kwargs)
{
    PyObject *self = type->tp_alloc(type, 0);

    (void)kwargs;
    if (!self) {
        return NULL;
    }
    BASE(self)->args = args ? Py_NewRef(args) : PyTuple_New(0);
    if (!BASE(self)->args) {
        Py_CLEAR(self);
    }
    return self;
}

int
Hb_BaseExceptionInit(PyObject *self, PyObject *args, PyObject *kwargs)
{
    if (!_PyArg_NoKeywords(Py_TYPE(self)->tp_name, kwargs)) {
        return -1;
    }
    Hb_ExceptionSetArgs(self, args);
    return 0;
}

void
Hb_ExceptionSetArgs(PyObject *self, PyObject *args)
{
    Py_XSETREF(BASE(self)->args, Py_NewRef(args));
}

int
Hb_BaseExceptionClear(PyObject *self)
{
    Py_CLEAR(BASE(self)->dict);
    Py_CLEAR(BASE(self)->args);
    Py_CLEAR(BASE(self)->notes);
    Py_CLEAR(BASE(self)->traceback);
    Py_CLEAR(BASE(self)->cause);
    Py_CLEAR(BASE(self)->context);
    return 0;
}

int
Hb_BaseExceptionTraverse(PyObject *self, visitproc visit, void *arg)
{
    Py_VISIT(BASE(self)->dict);
    Py_VISIT(BASE(self)->args);
    Py_VISIT(BASE(self)->notes);
    Py_VISIT(BASE(self)->traceback);
    Py_VISIT(BASE(self)->cause);
    Py_VISIT(BASE(self)->context);
    return 0;
}

/* A chain of contexts may be long: the trashcan keeps the stack flat. */
void
Hb_BaseExceptionDealloc(PyObject *self)
{
    PyObject_GC_UnTrack(self);
    Py_TRASHCAN_BEGIN(self, Hb_BaseExceptionDealloc)
    Hb_BaseExceptionClear(self);
    Py_TYPE(self)->tp_free(self);
    Py_TRASHCAN_END
}

static PyObject **
field(PyObject *self, size_t offset)
{
    return (PyObject **)((char *)self + offset);
}

int
Hb_ExceptionTraverse(PyObject *self, const size_t *fields, visitproc visit,
                     void *arg)
{
    for (; *fields; fields++) {
        Py_VISIT(*field(self, *fields));
    }
    return Hb_BaseExceptionTraverse(self, visit, arg);
}

int
Hb_ExceptionClear(PyObject *self, const size_t *fields)
{
    for (; *fields; fields++) {
        Py_CLEAR(*field(self, *fields));
    }
    return Hb_BaseExceptionClear(self);
}

void
Hb_ExceptionDealloc(PyObject *self, const size_t *fields)
{
    PyObject_GC_UnTrack(self);
    Hb_ExceptionClear(self, fields);
    Py_TYPE(self)->tp_free(self);
}

/* ---- text ------------------------------------------------------------------
 */

PyObject *
Hb_BaseExceptionStr(PyObject *self)
{
    PyObject *args = BASE(self)->args;

    switch (PyTuple_GET_SIZE(args)) {
    case 0:
        return PyUnicode_FromString("");
    case 1:
        return PyObject_Str(PyTuple_GET_ITEM(args, 0));
    default:
        return PyObject_Str(args);
    }
}

static PyObject *
base_repr(PyObject *self)
{
    const char *name = _PyType_Name(Py_TYPE(self));
    PyObject *args = BASE(self)->args;

    if (PyTuple_GET_SIZE(args) == 1) {
        return PyUnicode_FromFormat("%s(%R)", name, PyTuple_GET_ITEM(args, 0));
    }
    return PyUnicode_FromFormat("%s%R", name, args);
}

/* ---- methods
 * ---------------------------------------------------------------- */

static PyObject *
base_reduce(PyObject *self, PyObject *ignored)
{
    PyBaseExceptionObject *base = BASE(self);

    (void)ignored;
    if (base->args && base->dict) {
        return PyTuple_Pack(3, Py_TYPE(self), base->args, base->dict);
    }
    return PyTuple_Pack(2, Py_TYPE(self), base->args);
}

static PyObject *
base_setstate(PyObject *self, PyObject *state)
{
    PyObject *key, *value;
    Py_ssize_t pos = 0;

    if (state == Py_None) {
        Py_RETURN_NONE;
    }
    if (!PyDict_Check(state)) {
        PyErr_SetString(PyExc_TypeError, "state is not a dictionary");
        return NULL;
    }
    while (PyDict_Next(state, &pos, &key, &value)) {
        int result;

        Py_INCREF(key);
        Py_INCREF(value);
        result = PyObject_SetAttr(self, key, value);
        Py_DECREF(value);
        Py_DECREF(key);
        if (result < 0) {
            return NULL;
        }
    }
    Py_RETURN_NONE;
}

static PyObject *
base_with_traceback(PyObject *self, PyObject *traceback)
{
    if (PyException_SetTraceback(self, traceback) < 0) {
        return NULL;
    }
    return Py_NewRef(self);
}

/* The list __notes__, made if there is none; NULL after a failure. */
static PyObject *
notes_of(PyObject *self)
{
    PyObject *notes;

    if (_PyObject_LookupAttr(self, &_Py_ID(__notes__), &notes) < 0) {
        return NULL;
    }
    if (!notes) {
        notes = PyList_New(0);
        if (notes && PyObject_SetAttr(self, &_Py_ID(__notes__), notes) < 0) {
            Py_CLEAR(notes);
        }
    }
    else if (!PyList_Check(notes)) {
        Py_CLEAR(notes);
        PyErr_SetString(PyExc_TypeError,
                        "Cannot add note: __notes__ is not a list");
    }
    return notes;
}

static PyObject *
base_add_note(PyObject *self, PyObject *note)
{
    PyObject *notes;
    int result;

    if (!PyUnicode_Check(note)) {
        return PyErr_Format(PyExc_TypeError, "note must be a str, not '%s'",
                            Py_TYPE(note)->tp_name);
    }
    notes = notes_of(self);
    if (!notes) {
        return NULL;
    }
    result = PyList_Append(notes, note);
    Py_DECREF(notes);
    return result < 0 ? NULL : Py_NewRef(Py_None);
}

static PyMethodDef base_methods[] = {
    {"__reduce__", base_reduce, METH_NOARGS, NULL},
    {"__setstate__", base_setstate, METH_O, NULL},
    {"with_traceback", base_with_traceback, METH_O,
     PyDoc_STR("Set self.__traceback__ and return self.")},
    {"add_note", base_add_note, METH_O,
     PyDoc_STR("Add a note that is printed after the text.")},
    {NULL, NULL, 0, NULL},
};

/* ---- attributes
 * --------------------------------------------------------------- */

static PyObject *
get_args(PyObject *self, void *closure)
{
    PyObject *args = BASE(self)->args;

    (void)closure;
    return Py_NewRef(args ? args : Py_None);
}

static int
deleted(PyObject *value, const char *message)
{
    if (!value) {
        PyErr_SetString(PyExc_TypeError, message);
    }
    return !value;
}

static int
set_args(PyObject *self, PyObject *value, void *closure)
{
    PyObject *args;

    (void)closure;
    if (deleted(value, "args may not be deleted")) {
        return -1;
    }
    args = PySequence_Tuple(value);
    if (!args) {
        return -1;
    }
    Py_XSETREF(BASE(self)->args, args);
    return 0;
}

static PyObject *
none_or(PyObject *owned)
{
    return owned ? owned : Py_NewRef(Py_None);
}

static PyObject *
get_traceback(PyObject *self, void *closure)
{
    (void)closure;
    return none_or(PyException_GetTraceback(self));
}

static int
set_traceback(PyObject *self, PyObject *value, void *closure)
{
    (void)closure;
    if (deleted(value, "__traceback__ may not be deleted")) {
        return -1;
    }
    return PyException_SetTraceback(self, value);
}

/* A new reference to an exception, NULL in *link for None; -1 if neither. */
static int
link_value(PyObject *value, const char *what, PyObject **link)
{
    *link = NULL;
    if (value == Py_None) {
        return 0;
    }
    if (!PyExceptionInstance_Check(value)) {
        PyErr_Format(PyExc_TypeError,
                     "exception %s must be None or derive from BaseException",
                     what);
        return -1;
    }
    *link = Py_NewRef(value);
    return 0;
}

static PyObject *
get_context(PyObject *self, void *closure)
{
    (void)closure;
    return none_or(PyException_GetContext(self));
}

static int
set_context(PyObject *self, PyObject *value, void *closure)
{
    PyObject *link;

    (void)closure;
    if (deleted(value, "__context__ may not be deleted") ||
        link_value(value, "context", &link) < 0) {
        return -1;
    }
    PyException_SetContext(self, link);
    return 0;
}

static PyObject *
get_cause(PyObject *self, void *closure)
{
    (void)closure;
    return none_or(PyException_GetCause(self));
}

static int
set_cause(PyObject *self, PyObject *value, void *closure)
{
    PyObject *link;

    (void)closure;
    if (deleted(value, "__cause__ may not be deleted") ||
        link_value(value, "cause", &link) < 0) {
        return -1;
    }
    PyException_SetCause(self, link);
    return 0;
}

static PyGetSetDef base_getset[] = {
    {"__dict__", PyObject_GenericGetDict, PyObject_GenericSetDict, NULL, NULL},
    {"args", get_args, set_args, NULL, NULL},
    {"__traceback__", get_traceback, set_traceback, NULL, NULL},
    {"__context__", get_context, set_context, NULL, NULL},
    {"__cause__", get_cause, set_cause, NULL, NULL},
    {NULL, NULL, NULL, NULL, NULL},
};

static PyMemberDef base_members[] = {
    {"__suppress_context__", T_BOOL,
     offsetof(PyBaseExceptionObject, suppress_context), 0, NULL},
    {NULL, 0, 0, 0, NULL},
};

extern PyTypeObject EXCEPTION_TYPE(BaseException);

PyTypeObject EXCEPTION_TYPE(BaseException) = {
    PyVarObject_HEAD_INIT(NULL, 0).tp_name = "BaseException",
    .tp_basicsize = sizeof(PyBaseExceptionObject),
    .tp_dealloc = Hb_BaseExceptionDealloc,
    .tp_repr = base_repr,
    .tp_str = Hb_BaseExceptionStr,
    .tp_getattro = PyObject_GenericGetAttr,
    .tp_setattro = PyObject_GenericSetAttr,
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_BASETYPE | Py_TPFLAGS_HAVE_GC |
                Py_TPFLAGS_BASE_EXC_SUBCLASS,
    .tp_doc = PyDoc_STR("Common base class for all exceptions"),
    .tp_traverse = Hb_BaseExceptionTraverse,
    .tp_clear = Hb_BaseExceptionClear,
    .tp_methods = base_methods,
    .tp_members = base_members,
    .tp_getset = base_getset,
    .tp_dictoffset = offsetof(PyBaseExceptionObject, dict),
    .tp_init = Hb_BaseExceptionInit,
    .tp_new = Hb_BaseExceptionNew,
};

PyObject *PyExc_BaseException = (PyObject *)&EXCEPTION_TYPE(BaseException);

/* ---- for C
 * ---------------------------------------------------------------------- */

PyObject *
PyException_GetTraceback(PyObject *exc)
{
    return Py_XNewRef(BASE(exc)->traceback);
}

int
PyException_SetTraceback(PyObject *exc, PyObject *traceback)
{
    if (traceback != Py_None && !PyTraceBack_Check(traceback)) {
        PyErr_SetString(PyExc_TypeError,
                        "__traceback__ must be a traceback or None");
        return -1;
    }
    Py_XSETREF(BASE(exc)->traceback, Py_NewRef(traceback));
    return 0;
}

PyObject *
PyException_GetCause(PyObject *exc)
{
    return Py_XNewRef(BASE(exc)->cause);
}

void
PyException_SetCause(PyObject *exc, PyObject *cause)
{
    BASE(exc)->suppress_context = 1;
    Py_XSETREF(BASE(exc)->cause, cause);
}

PyObject *
PyException_GetContext(PyObject *exc)
{
    return Py_XNewRef(BASE(exc)->context);
}

void
PyException_SetContext(PyObject *exc, PyObject *context)
{
    Py_XSETREF(BASE(exc)->context, context);
}

#undef PyExceptionClass_Name

const char *
PyExceptionClass_Name(PyObject *type)
{
    return ((PyTypeObject *)type)->tp_name;
}
