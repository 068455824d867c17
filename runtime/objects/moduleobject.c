/* moduleobject.c -- the module object.
 *
 * A module is a dict with a name.  One made from a def may have state of its
 * own, m_size bytes; m_traverse, m_clear and m_free are called for it only
 * while the state exists.
 *
 * Source: CPython 3.11, Objects/moduleobject.c.
 */

#include <stddef.h>

#include "Python.h"
#include "internal/pycore_moduleobject.h"
#include "internal/pycore_object.h"
#include "internal/pycore_unicodeobject.h"
#include "structmember.h"

#define MODULE(m) ((PyModuleObject *)(m))

/* ---- making --------------------------------------------------------------
 */

static PyObject *
module_new(PyTypeObject *type, PyObject *args, PyObject *kwargs)
{
    PyObject *m = type->tp_alloc(type, 0);

    (void)args;
    (void)kwargs;
    if (!m) {
        return NULL;
    }
    MODULE(m)->md_dict = PyDict_New();
    if (!MODULE(m)->md_dict) {
        Py_CLEAR(m);
    }
    return m;
}

static int
fill_dict(PyObject *m, PyObject *name, PyObject *doc)
{
    PyObject *dict = MODULE(m)->md_dict;

    if (PyDict_SetItem(dict, &_Py_ID(__name__), name) < 0 ||
        PyDict_SetItem(dict, &_Py_ID(__doc__), doc) < 0 ||
        PyDict_SetItem(dict, &_Py_ID(__package__), Py_None) < 0 ||
        PyDict_SetItem(dict, &_Py_ID(__loader__), Py_None) < 0 ||
        PyDict_SetItem(dict, &_Py_ID(__spec__), Py_None) < 0) {
        return -1;
    }
    if (PyUnicode_CheckExact(name)) {
        Py_XSETREF(MODULE(m)->md_name, Py_NewRef(name));
    }
    return 0;
}

static int
module_init(PyObject *self, PyObject *args, PyObject *kwargs)
{
    static char *names[] = {"name", "doc", NULL};
    PyObject *name, *doc = Py_None;

    if (!PyArg_ParseTupleAndKeywords(args, kwargs, "O|O:module", names, &name,
                                     &doc)) {
        return -1;
    }
    if (!PyUnicode_Check(name)) {
        _PyArg_BadArgument("module", "argument 'name'", "str", name);
        return -1;
    }
    return fill_dict(self, name, doc);
}

PyObject *
PyModule_NewObject(PyObject *name)
{
    PyObject *m = module_new(&PyModule_Type, NULL, NULL);

    if (m && fill_dict(m, name, Py_None) < 0) {
        Py_CLEAR(m);
    }
    return m;
}

PyObject *
PyModule_New(const char *name)
{
    PyObject *text = PyUnicode_FromString(name);
    PyObject *m = text ? PyModule_NewObject(text) : NULL;

    Py_XDECREF(text);
    return m;
}

/* ---- asking ----------------------------------------------------------------
 */

static int
is_module(PyObject *m)
{
    if (!PyModule_Check(m)) {
        PyErr_BadArgument();
        return 0;
    }
    return 1;
}

PyObject *
PyModule_GetDict(PyObject *m)
{
    if (!PyModule_Check(m)) {
        PyErr_BadInternalCall();
        return NULL;
    }
    return MODULE(m)->md_dict;
}

/* A str under `key` in the module's dict, as a new reference. */
static PyObject *
text_attribute(PyObject *m, PyObject *key, const char *missing)
{
    PyObject *value;

    if (!is_module(m)) {
        return NULL;
    }
    value = PyDict_GetItemWithError(MODULE(m)->md_dict, key);
    if (!value || !PyUnicode_Check(value)) {
        if (!PyErr_Occurred()) {
            PyErr_SetString(PyExc_SystemError, missing);
        }
        return NULL;
    }
    return Py_NewRef(value);
}

PyObject *
PyModule_GetNameObject(PyObject *m)
{
    return text_attribute(m, &_Py_ID(__name__), "nameless module");
}

PyObject *
PyModule_GetFilenameObject(PyObject *m)
{
    return text_attribute(m, &_Py_ID(__file__), "module filename missing");
}

/* The text of a str that somebody else keeps alive: takes the reference. */
static const char *
borrowed_utf8(PyObject *text)
{
    if (!text) {
        return NULL;
    }
    Py_DECREF(text); /* the module's dict still holds it */
    return PyUnicode_AsUTF8(text);
}

const char *
PyModule_GetName(PyObject *m)
{
    return borrowed_utf8(PyModule_GetNameObject(m));
}

const char *
PyModule_GetFilename(PyObject *m)
{
    return borrowed_utf8(PyModule_GetFilenameObject(m));
}

PyModuleDef *
PyModule_GetDef(PyObject *m)
{
    return is_module(m) ? _PyModule_GetDef(m) : NULL;
}

void *
PyModule_GetState(PyObject *m)
{
    return is_module(m) ? _PyModule_GetState(m) : NULL;
}

/* ---- clearing
 * ---------------------------------------------------------------- */

/* Sets to None what has a name that begins with one underscore (pass 1), or
 * any other name but __builtins__ (pass 2). */
static void
clear_pass(PyObject *dict, int pass)
{
    PyObject *key, *value;
    Py_ssize_t pos = 0;

    while (PyDict_Next(dict, &pos, &key, &value)) {
        int is_private;

        if (value == Py_None || !PyUnicode_Check(key)) {
            continue;
        }
        is_private = PyUnicode_READ_CHAR(key, 0) == '_' &&
                     PyUnicode_READ_CHAR(key, 1) != '_';
        if (pass == 1 ? !is_private
                      : _PyUnicode_EqualToASCIIString(key, "__builtins__")) {
            continue;
        }
        if (PyDict_SetItem(dict, key, Py_None) < 0) {
            PyErr_WriteUnraisable(NULL);
        }
    }
}

void
_PyModule_ClearDict(PyObject *dict)
{
    clear_pass(dict, 1);
    clear_pass(dict, 2);
}

void
_PyModule_Clear(PyObject *m)
{
    if (MODULE(m)->md_dict) {
        _PyModule_ClearDict(MODULE(m)->md_dict);
    }
}

/* Whether the def's functions for the state may be called. */
static PyModuleDef *
def_with_state(PyObject *m)
{
    PyModuleDef *def = MODULE(m)->md_def;

    return def && (def->m_size <= 0 || MODULE(m)->md_state) ? def : NULL;
}

static int
module_traverse(PyObject *m, visitproc visit, void *arg)
{
    PyModuleDef *def = def_with_state(m);

    if (def && def->m_traverse) {
        int result = def->m_traverse(m, visit, arg);

        if (result) {
            return result;
        }
    }
    Py_VISIT(MODULE(m)->md_dict);
    return 0;
}

static int
module_clear(PyObject *m)
{
    PyModuleDef *def = def_with_state(m);

    if (def && def->m_clear) {
        int result = def->m_clear(m);

        if (result) {
            return result;
        }
    }
    Py_CLEAR(MODULE(m)->md_dict);
    return 0;
}

static void
module_dealloc(PyObject *m)
{
    PyModuleDef *def = def_with_state(m);

    PyObject_GC_UnTrack(m);
    if (MODULE(m)->md_weaklist) {
        PyObject_ClearWeakRefs(m);
    }
    if (def && def->m_free) {
        def->m_free(m);
    }
    Py_CLEAR(MODULE(m)->md_dict);
    Py_CLEAR(MODULE(m)->md_name);
    PyMem_Free(MODULE(m)->md_state);
    Py_TYPE(m)->tp_free(m);
}

/* ---- attributes
 * ---------------------------------------------------------------- */

/* m.__getattr__(name), if the module has such a function; NULL without an
 * exception if it has not. */
static PyObject *
ask_getattr(PyObject *m, PyObject *name)
{
    PyObject *dict = MODULE(m)->md_dict;
    PyObject *function = NULL;

    if (dict) {
        function = PyDict_GetItemWithError(dict, &_Py_ID(__getattr__));
    }
    return function ? PyObject_CallOneArg(function, name) : NULL;
}

static PyObject *
module_getattro(PyObject *m, PyObject *name)
{
    PyObject *value = PyObject_GenericGetAttr(m, name);
    PyObject *own_name = NULL;

    if (value || !PyErr_ExceptionMatches(PyExc_AttributeError)) {
        return value;
    }
    PyErr_Clear();
    value = ask_getattr(m, name);
    if (value || PyErr_Occurred()) {
        return value;
    }
    if (MODULE(m)->md_dict) {
        own_name =
            PyDict_GetItemWithError(MODULE(m)->md_dict, &_Py_ID(__name__));
    }
    if (own_name && PyUnicode_Check(own_name)) {
        return PyErr_Format(PyExc_AttributeError,
                            "module '%U' has no attribute '%U'", own_name,
                            name);
    }
    if (!PyErr_Occurred()) {
        PyErr_Format(PyExc_AttributeError, "module has no attribute '%U'",
                     name);
    }
    return NULL;
}

/* Whether it came by import: what was only made has no place there.  The
 * module of the program itself counts as built-in. */
static int
is_imported(PyObject *m, PyObject *name)
{
    PyObject *modules = PyImport_GetModuleDict();

    return (MODULE(m)->md_def ||
            _PyUnicode_EqualToASCIIString(name, "__main__")) &&
           modules && PyDict_GetItemWithError(modules, name) == m;
}

/* As the import system shows a module that lies in no file. */
static PyObject *
module_repr(PyObject *m)
{
    PyObject *dict = MODULE(m)->md_dict;
    PyObject *name =
        dict ? PyDict_GetItemWithError(dict, &_Py_ID(__name__)) : NULL;

    if (!name) {
        PyErr_Clear();
        return PyUnicode_FromString("<module '?'>");
    }
    return PyUnicode_FromFormat(
        is_imported(m, name) ? "<module %R (built-in)>" : "<module %R>", name);
}

static PyObject *
module_dir(PyObject *self, PyObject *ignored)
{
    PyObject *dict = PyObject_GetAttr(self, &_Py_ID(__dict__));
    PyObject *function, *result = NULL;

    (void)ignored;
    if (dict && PyDict_Check(dict)) {
        function = PyDict_GetItemWithError(dict, &_Py_ID(__dir__));
        if (function) {
            result = PyObject_CallNoArgs(function);
        }
        else if (!PyErr_Occurred()) {
            result = PyDict_Keys(dict);
        }
    }
    else if (dict) {
        PyErr_SetString(PyExc_TypeError,
                        "<module>.__dict__ is not a dictionary");
    }
    Py_XDECREF(dict);
    return result;
}

static PyMethodDef module_methods[] = {
    {"__dir__", module_dir, METH_NOARGS, NULL},
    {NULL, NULL, 0, NULL},
};

static PyMemberDef module_members[] = {
    {"__dict__", T_OBJECT, offsetof(PyModuleObject, md_dict), READONLY, NULL},
    {NULL, 0, 0, 0, NULL},
};

PyTypeObject PyModule_Type = {
    PyVarObject_HEAD_INIT(&PyType_Type, 0).tp_name = "module",
    .tp_basicsize = sizeof(PyModuleObject),
    .tp_dealloc = module_dealloc,
    .tp_repr = module_repr,
    .tp_getattro = module_getattro,
    .tp_setattro = PyObject_GenericSetAttr,
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC | Py_TPFLAGS_BASETYPE,
    .tp_doc = PyDoc_STR("module(name, doc=None)\n--\n\nA new module."),
    .tp_traverse = module_traverse,
    .tp_clear = module_clear,
    .tp_weaklistoffset = offsetof(PyModuleObject, md_weaklist),
    .tp_methods = module_methods,
    .tp_members = module_members,
    .tp_dictoffset = offsetof(PyModuleObject, md_dict),
    .tp_init = module_init,
    .tp_new = module_new,
    .tp_free = PyObject_GC_Del,
};
