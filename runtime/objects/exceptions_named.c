/* exceptions_named.c -- errors that say which name, module or line is meant.
 *
 * Source: CPython 3.11, Objects/exceptions.c.
 */

#include "internal/hb_exceptions.h"
#include "internal/pycore_object.h"

/* Parses keyword arguments only. */
static int
parse_keywords(PyObject *kwargs, const char *format, char **names,
               PyObject **first, PyObject **second)
{
    PyObject *empty = PyTuple_New(0);
    int result;

    if (!empty) {
        return -1;
    }
    result = PyArg_ParseTupleAndKeywords(empty, kwargs, format, names, first,
                                         second)
                 ? 0
                 : -1;
    Py_DECREF(empty);
    return result;
}

/* ---- AttributeError: name and obj
 * ------------------------------------------- */

static int
attribute_init(PyObject *self, PyObject *args, PyObject *kwargs)
{
    static char *names[] = {"name", "obj", NULL};
    PyAttributeErrorObject *error = (PyAttributeErrorObject *)self;
    PyObject *name = NULL, *obj = NULL;

    if (Hb_BaseExceptionInit(self, args, NULL) < 0 ||
        parse_keywords(kwargs, "|$OO:AttributeError", names, &name, &obj) <
            0) {
        return -1;
    }
    Py_XSETREF(error->name, Py_XNewRef(name));
    Py_XSETREF(error->obj, Py_XNewRef(obj));
    return 0;
}

EXCEPTION_FIELDS(attribute, offsetof(PyAttributeErrorObject, obj),
                 offsetof(PyAttributeErrorObject, name))

static PyMemberDef attribute_members[] = {
    {"name", T_OBJECT, offsetof(PyAttributeErrorObject, name), 0, NULL},
    {"obj", T_OBJECT, offsetof(PyAttributeErrorObject, obj), 0, NULL},
    {NULL, 0, 0, 0, NULL},
};

EXCEPTION_WITH(Exception, AttributeError, "There is no such attribute.",
               PyAttributeErrorObject, EXCEPTION_LIFE(attribute),
               .tp_str = Hb_BaseExceptionStr, .tp_members = attribute_members,
               .tp_init = attribute_init)

/* ---- NameError: name
 * --------------------------------------------------------- */

static int
name_init(PyObject *self, PyObject *args, PyObject *kwargs)
{
    static char *names[] = {"name", NULL};
    PyObject *name = NULL, *ignored = NULL;

    if (Hb_BaseExceptionInit(self, args, NULL) < 0 ||
        parse_keywords(kwargs, "|$O:NameError", names, &name, &ignored) < 0) {
        return -1;
    }
    Py_XSETREF(((PyNameErrorObject *)self)->name, Py_XNewRef(name));
    return 0;
}

EXCEPTION_FIELDS(name, offsetof(PyNameErrorObject, name))

static PyMemberDef name_members[] = {
    {"name", T_OBJECT, offsetof(PyNameErrorObject, name), 0, NULL},
    {NULL, 0, 0, 0, NULL},
};

EXCEPTION_WITH(Exception, NameError, "There is no such name.",
               PyNameErrorObject, EXCEPTION_LIFE(name),
               .tp_str = Hb_BaseExceptionStr, .tp_members = name_members,
               .tp_init = name_init)
EXCEPTION_WITH(NameError, UnboundLocalError, "A local has no value yet.",
               PyNameErrorObject, EXCEPTION_LIFE(name), .tp_init = name_init)

/* ---- ImportError: msg, name and path
 * ------------------------------------------- */

static int
import_init(PyObject *self, PyObject *args, PyObject *kwargs)
{
    static char *names[] = {"name", "path", NULL};
    PyImportErrorObject *error = (PyImportErrorObject *)self;
    PyObject *name = NULL, *path = NULL, *msg = NULL;

    if (Hb_BaseExceptionInit(self, args, NULL) < 0 ||
        parse_keywords(kwargs, "|$OO:ImportError", names, &name, &path) < 0) {
        return -1;
    }
    if (PyTuple_GET_SIZE(args) == 1) {
        msg = PyTuple_GET_ITEM(args, 0);
    }
    Py_XSETREF(error->name, Py_XNewRef(name));
    Py_XSETREF(error->path, Py_XNewRef(path));
    Py_XSETREF(error->msg, Py_XNewRef(msg));
    return 0;
}

static PyObject *
import_str(PyObject *self)
{
    PyImportErrorObject *error = (PyImportErrorObject *)self;

    if (error->msg && PyUnicode_CheckExact(error->msg)) {
        return Py_NewRef(error->msg);
    }
    return Hb_BaseExceptionStr(self);
}

/* What copying restores with: the instance's dict with name and path. */
static PyObject *
import_state(PyImportErrorObject *error)
{
    PyObject *dict = error->dict, *state;

    if (error->name == NULL && error->path == NULL) {
        return Py_NewRef(dict != NULL ? dict : Py_None);
    }
    state = dict != NULL ? PyDict_Copy(dict) : PyDict_New();
    if (state == NULL) {
        return NULL;
    }
    if ((error->name != NULL &&
         PyDict_SetItemString(state, "name", error->name) < 0) ||
        (error->path != NULL &&
         PyDict_SetItemString(state, "path", error->path) < 0)) {
        Py_CLEAR(state);
    }
    return state;
}

static PyObject *
import_reduce(PyObject *self, PyObject *Py_UNUSED(ignored))
{
    PyImportErrorObject *error = (PyImportErrorObject *)self;
    PyObject *state = import_state(error), *result;

    if (state == NULL) {
        return NULL;
    }
    result = state == Py_None
                 ? PyTuple_Pack(2, Py_TYPE(self), error->args)
                 : PyTuple_Pack(3, Py_TYPE(self), error->args, state);
    Py_DECREF(state);
    return result;
}

static PyMethodDef import_methods[] = {
    {"__reduce__", import_reduce, METH_NOARGS, PyDoc_STR("For copying.")},
    {NULL, NULL, 0, NULL},
};

EXCEPTION_FIELDS(import, offsetof(PyImportErrorObject, msg),
                 offsetof(PyImportErrorObject, name),
                 offsetof(PyImportErrorObject, path))

static PyMemberDef import_members[] = {
    {"msg", T_OBJECT, offsetof(PyImportErrorObject, msg), 0, NULL},
    {"name", T_OBJECT, offsetof(PyImportErrorObject, name), 0, NULL},
    {"path", T_OBJECT, offsetof(PyImportErrorObject, path), 0, NULL},
    {NULL, 0, 0, 0, NULL},
};

EXCEPTION_WITH(Exception, ImportError, "A module cannot be imported.",
               PyImportErrorObject, EXCEPTION_LIFE(import),
               .tp_str = import_str, .tp_members = import_members,
               .tp_methods = import_methods, .tp_init = import_init)
EXCEPTION_WITH(ImportError, ModuleNotFoundError, "There is no such module.",
               PyImportErrorObject, EXCEPTION_LIFE(import),
               .tp_init = import_init)

/* ---- SyntaxError: msg and a place
 * ------------------------------------------------ */

/* SyntaxError(msg, (filename, line, column, text[, end line, end column])).
 * The end is forgotten even if that tuple is wrong. */
static int
syntax_place(PySyntaxErrorObject *error, PyObject *place)
{
    PyObject *info = PySequence_Tuple(place);
    PyObject *filename, *lineno, *offset, *text;
    PyObject *end_lineno = NULL, *end_offset = NULL;
    int parsed;

    if (!info) {
        return -1;
    }
    Py_CLEAR(error->end_lineno);
    Py_CLEAR(error->end_offset);
    parsed = PyArg_ParseTuple(info, "OOOO|OO", &filename, &lineno, &offset,
                              &text, &end_lineno, &end_offset);
    if (parsed) {
        Py_XSETREF(error->filename, Py_NewRef(filename));
        Py_XSETREF(error->lineno, Py_NewRef(lineno));
        Py_XSETREF(error->offset, Py_NewRef(offset));
        Py_XSETREF(error->text, Py_NewRef(text));
        error->end_lineno = Py_XNewRef(end_lineno);
        error->end_offset = Py_XNewRef(end_offset);
    }
    Py_DECREF(info);
    if (parsed && end_lineno && !end_offset) {
        PyErr_SetString(PyExc_TypeError, "end_offset must be provided when "
                                         "end_lineno is provided");
        return -1;
    }
    return parsed ? 0 : -1;
}

static int
syntax_init(PyObject *self, PyObject *args, PyObject *kwargs)
{
    PySyntaxErrorObject *error = (PySyntaxErrorObject *)self;
    Py_ssize_t size = PyTuple_GET_SIZE(args);

    if (Hb_BaseExceptionInit(self, args, kwargs) < 0) {
        return -1;
    }
    if (size >= 1) {
        Py_XSETREF(error->msg, Py_NewRef(PyTuple_GET_ITEM(args, 0)));
    }
    return size == 2 ? syntax_place(error, PyTuple_GET_ITEM(args, 1)) : 0;
}

static PyObject *
syntax_str(PyObject *self)
{
    PySyntaxErrorObject *error = (PySyntaxErrorObject *)self;
    PyObject *msg = error->msg ? error->msg : Py_None;
    int has_file = error->filename && PyUnicode_Check(error->filename);
    int has_line = error->lineno && PyLong_CheckExact(error->lineno);

    if (has_file && has_line) {
        return PyUnicode_FromFormat("%S (%U, line %S)", msg, error->filename,
                                    error->lineno);
    }
    if (has_file) {
        return PyUnicode_FromFormat("%S (%U)", msg, error->filename);
    }
    if (has_line) {
        return PyUnicode_FromFormat("%S (line %S)", msg, error->lineno);
    }
    return PyObject_Str(msg);
}

#define PLACE(name) offsetof(PySyntaxErrorObject, name)

EXCEPTION_FIELDS(syntax, PLACE(msg), PLACE(filename), PLACE(lineno),
                 PLACE(offset), PLACE(end_lineno), PLACE(end_offset),
                 PLACE(text), PLACE(print_file_and_line))

static PyMemberDef syntax_members[] = {
    {"msg", T_OBJECT, PLACE(msg), 0, NULL},
    {"filename", T_OBJECT, PLACE(filename), 0, NULL},
    {"lineno", T_OBJECT, PLACE(lineno), 0, NULL},
    {"offset", T_OBJECT, PLACE(offset), 0, NULL},
    {"text", T_OBJECT, PLACE(text), 0, NULL},
    {"end_lineno", T_OBJECT, PLACE(end_lineno), 0, NULL},
    {"end_offset", T_OBJECT, PLACE(end_offset), 0, NULL},
    {"print_file_and_line", T_OBJECT, PLACE(print_file_and_line), 0, NULL},
    {NULL, 0, 0, 0, NULL},
};

EXCEPTION_WITH(Exception, SyntaxError, "The syntax is wrong.",
               PySyntaxErrorObject, EXCEPTION_LIFE(syntax),
               .tp_str = syntax_str, .tp_members = syntax_members,
               .tp_init = syntax_init)
EXCEPTION_WITH(SyntaxError, IndentationError, "The indentation is wrong.",
               PySyntaxErrorObject, EXCEPTION_LIFE(syntax),
               .tp_init = syntax_init)
EXCEPTION_WITH(IndentationError, TabError, "Tabs and spaces are mixed.",
               PySyntaxErrorObject, EXCEPTION_LIFE(syntax),
               .tp_init = syntax_init)
