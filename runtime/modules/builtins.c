/* builtins.c -- the module builtins: its names, print and __import__.
 *
 * There is no compiler here, so eval, exec, compile, input and open are
 * absent, and globals and locals, which need a frame.
 *
 * Source: CPython 3.11, Python/bltinmodule.c.
 */
#include "builtins.h"
#include "internal/pycore_pylifecycle.h"

/* ---- print -------------------------------------------------------------- */

/* Checks that a text argument is a str or None; NULL for None. */
static int
text_or_none(PyObject **arg, const char *name)
{
    if (*arg == Py_None) {
        *arg = NULL;
    }
    if (*arg != NULL && !PyUnicode_Check(*arg)) {
        PyErr_Format(PyExc_TypeError,
                     "%s must be None or a string, not %.200s", name,
                     Py_TYPE(*arg)->tp_name);
        return -1;
    }
    return 0;
}

/* sys.stdout, borrowed; NULL with an exception when it is lost. */
static PyObject *
standard_output(void)
{
    PyObject *file = PySys_GetObject("stdout");
    if (file == NULL) {
        PyErr_SetString(PyExc_RuntimeError, "lost sys.stdout");
    }
    return file;
}

static int
write_or_default(PyObject *text, const char *other, PyObject *file)
{
    return text != NULL ? PyFile_WriteObject(text, file, Py_PRINT_RAW)
                        : PyFile_WriteString(other, file);
}

static int
print_all(PyObject *const *args, Py_ssize_t nargs, PyObject *sep,
          PyObject *end, PyObject *file)
{
    for (Py_ssize_t i = 0; i < nargs; i++) {
        if (i > 0 && write_or_default(sep, " ", file) < 0) {
            return -1;
        }
        if (PyFile_WriteObject(args[i], file, Py_PRINT_RAW) < 0) {
            return -1;
        }
    }
    return write_or_default(end, "\n", file);
}

static PyObject *
builtin_print(PyObject *Py_UNUSED(module), PyObject *const *args,
              Py_ssize_t nargs, PyObject *kwnames)
{
    static const char *const names[] = {"sep", "end", "file", "flush", NULL};
    static _PyArg_Parser parser = {.keywords = names, .fname = "print"};
    PyObject *rest[5] = {NULL};
    if (kwnames != NULL) {
        if (!_PyArg_UnpackKeywordsWithVararg(args + nargs, 0, NULL, kwnames,
                                             &parser, 0, 0, 0, 0, rest)) {
            return NULL;
        }
        Py_DECREF(rest[0]); /* empty: what is printed stands in args */
    }
    PyObject *sep = rest[1], *end = rest[2], *file = rest[3];
    int flushes = rest[4] ? PyObject_IsTrue(rest[4]) : 0;
    if (flushes < 0) {
        return NULL;
    }
    if (file == NULL || file == Py_None) {
        file = standard_output();
        if (file == NULL) {
            return NULL;
        }
        if (file == Py_None) {
            Py_RETURN_NONE;
        }
    }
    if (text_or_none(&sep, "sep") < 0 || text_or_none(&end, "end") < 0 ||
        print_all(args, nargs, sep, end, file) < 0) {
        return NULL;
    }
    if (flushes) {
        return PyObject_CallMethodNoArgs(file, &_Py_ID(flush));
    }
    Py_RETURN_NONE;
}

/* ---- __import__ --------------------------------------------------------- */

static PyObject *
builtin___import__(PyObject *Py_UNUSED(module), PyObject *args, PyObject *kwds)
{
    static char *names[] = {"name",     "globals", "locals",
                            "fromlist", "level",   NULL};
    PyObject *name, *globals = NULL, *locals = NULL, *fromlist = NULL;
    int level = 0;
    if (!PyArg_ParseTupleAndKeywords(args, kwds, "O|OOOi:__import__", names,
                                     &name, &globals, &locals, &fromlist,
                                     &level)) {
        return NULL;
    }
    return PyImport_ImportModuleLevelObject(name, globals, locals, fromlist,
                                            level);
}

/* ---- the module --------------------------------------------------------- */

static PyMethodDef builtin_methods[] = {
    {"__import__", HB_FAST(builtin___import__), METH_VARARGS | METH_KEYWORDS,
     PyDoc_STR("Imports a module.")},
    {"print", HB_FAST(builtin_print), METH_FASTCALL | METH_KEYWORDS,
     PyDoc_STR("Writes values to a file, sys.stdout by default.")},
    {NULL, NULL, 0, NULL},
};

static struct PyModuleDef builtinsmodule = {
    PyModuleDef_HEAD_INIT,
    .m_name = "builtins",
    .m_doc = PyDoc_STR("Functions and types that need no import."),
    .m_size = -1,
    .m_methods = builtin_methods,
};

static const struct {
    const char *name;
    PyObject *value;
} builtin_values[] = {
    {"None", Py_None},
    {"Ellipsis", Py_Ellipsis},
    {"NotImplemented", Py_NotImplemented},
    {"False", Py_False},
    {"True", Py_True},
    {"bool", (PyObject *)&PyBool_Type},
    {"memoryview", (PyObject *)&PyMemoryView_Type},
    {"bytearray", (PyObject *)&PyByteArray_Type},
    {"bytes", (PyObject *)&PyBytes_Type},
    {"classmethod", (PyObject *)&PyClassMethod_Type},
    {"complex", (PyObject *)&PyComplex_Type},
    {"dict", (PyObject *)&PyDict_Type},
    {"enumerate", (PyObject *)&PyEnum_Type},
    {"filter", (PyObject *)&PyFilter_Type},
    {"float", (PyObject *)&PyFloat_Type},
    {"frozenset", (PyObject *)&PyFrozenSet_Type},
    {"property", (PyObject *)&PyProperty_Type},
    {"int", (PyObject *)&PyLong_Type},
    {"list", (PyObject *)&PyList_Type},
    {"map", (PyObject *)&PyMap_Type},
    {"object", (PyObject *)&PyBaseObject_Type},
    {"range", (PyObject *)&PyRange_Type},
    {"reversed", (PyObject *)&PyReversed_Type},
    {"set", (PyObject *)&PySet_Type},
    {"slice", (PyObject *)&PySlice_Type},
    {"staticmethod", (PyObject *)&PyStaticMethod_Type},
    {"str", (PyObject *)&PyUnicode_Type},
    {"super", (PyObject *)&PySuper_Type},
    {"tuple", (PyObject *)&PyTuple_Type},
    {"type", (PyObject *)&PyType_Type},
    {"zip", (PyObject *)&PyZip_Type},
    {"__debug__", Py_True},
};

PyObject *
_PyBuiltin_Init(PyInterpreterState *interp)
{
    PyObject *module = PyModule_Create(&builtinsmodule);
    if (module == NULL) {
        return NULL;
    }
    PyObject *dict = PyModule_GetDict(module);
    if (PyModule_AddFunctions(module, Hb_BuiltinsObjectMethods) < 0 ||
        PyModule_AddFunctions(module, Hb_BuiltinsNumberMethods) < 0 ||
        PyModule_AddFunctions(module, Hb_BuiltinsIterableMethods) < 0) {
        goto error;
    }
    for (size_t i = 0; i < Py_ARRAY_LENGTH(builtin_values); i++) {
        if (PyDict_SetItemString(dict, builtin_values[i].name,
                                 builtin_values[i].value) < 0) {
            goto error;
        }
    }
    Py_XSETREF(interp->builtins, Py_NewRef(dict));
    return module;
error:
    Py_DECREF(module);
    return NULL;
}
