/* collections_namedtuple.c -- namedtuple(): classes of tuples with names.
 *
 * The class keeps its names in _fields and the values of the last ones in
 * _field_defaults; its methods, which are in C, read them from there.
 *
 * Source: CPython 3.11, Lib/collections/__init__.py.
 */
#include "internal/pycore_object.h"
#include "internal/pycore_unicodeobject.h"
#include "collections_parts.h"

/* ---- names ---- */

/* The names as a list of str: split at commas and spaces, or an iterable. */
static PyObject *
split_names(PyObject *names)
{
    PyObject *text, *list;
    Py_ssize_t i;

    if (PyUnicode_Check(names)) {
        text = PyObject_CallMethod(names, "replace", "ss", ",", " ");
        list = text ? PyUnicode_Split(text, NULL, -1) : NULL;
        Py_XDECREF(text);
        return list;
    }
    list = PySequence_List(names);
    for (i = 0; list != NULL && i < PyList_GET_SIZE(list); i++) {
        text = PyObject_Str(PyList_GET_ITEM(list, i));
        if (text == NULL) {
            Py_CLEAR(list);
            break;
        }
        PyUnicode_InternInPlace(&text);
        PyList_SetItem(list, i, text);
    }
    return list;
}

static int
is_keyword(PyObject *name)
{
    static const char *const words[] = {
        "False",  "None",     "True",  "and",    "as",       "assert",
        "async",  "await",    "break", "class",  "continue", "def",
        "del",    "elif",     "else",  "except", "finally",  "for",
        "from",   "global",   "if",    "import", "in",       "is",
        "lambda", "nonlocal", "not",   "or",     "pass",     "raise",
        "return", "try",      "while", "with",   "yield"};
    size_t i;

    for (i = 0; i < Py_ARRAY_LENGTH(words); i++) {
        if (PyUnicode_CompareWithASCIIString(name, words[i]) == 0) {
            return 1;
        }
    }
    return 0;
}

static int
is_private(PyObject *name)
{
    return PyUnicode_GET_LENGTH(name) > 0 &&
           PyUnicode_READ_CHAR(name, 0) == '_';
}

/* With rename=True, a name that cannot be used becomes _0, _1, ... */
static int
rename_bad(PyObject *names)
{
    Py_ssize_t i, j;

    for (i = 0; i < PyList_GET_SIZE(names); i++) {
        PyObject *name = PyList_GET_ITEM(names, i);
        int bad = !PyUnicode_IsIdentifier(name) || is_keyword(name) ||
                  is_private(name);

        for (j = 0; !bad && j < i; j++) {
            bad = PyUnicode_Compare(PyList_GET_ITEM(names, j), name) == 0;
        }
        if (bad) {
            name = PyUnicode_FromFormat("_%zd", i);
            if (name == NULL || PyList_SetItem(names, i, name) < 0) {
                return -1;
            }
        }
    }
    return 0;
}

static int
check_name(PyObject *name)
{
    if (!PyUnicode_CheckExact(name)) {
        PyErr_SetString(PyExc_TypeError,
                        "Type names and field names must be strings");
        return -1;
    }
    if (!PyUnicode_IsIdentifier(name)) {
        PyErr_Format(PyExc_ValueError,
                     "Type names and field names must be valid "
                     "identifiers: %R",
                     name);
        return -1;
    }
    if (is_keyword(name)) {
        PyErr_Format(PyExc_ValueError,
                     "Type names and field names cannot be a keyword: %R",
                     name);
        return -1;
    }
    return 0;
}

static int
check_names(PyObject *names, int renamed)
{
    Py_ssize_t i, j;

    for (i = 0; i < PyList_GET_SIZE(names); i++) {
        PyObject *name = PyList_GET_ITEM(names, i);

        if (check_name(name) < 0) {
            return -1;
        }
        if (is_private(name) && !renamed) {
            PyErr_Format(PyExc_ValueError,
                         "Field names cannot start with an underscore: %R",
                         name);
            return -1;
        }
        for (j = 0; j < i; j++) {
            if (PyUnicode_Compare(PyList_GET_ITEM(names, j), name) == 0) {
                PyErr_Format(PyExc_ValueError,
                             "Encountered duplicate field name: %R", name);
                return -1;
            }
        }
    }
    return 0;
}

/* ---- making the class ---- */

/* The defaults belong to the last fields. */
static PyObject *
make_defaults(PyObject *fields, PyObject *defaults)
{
    PyObject *dict = PyDict_New(), *values;
    Py_ssize_t n, i;

    if (dict == NULL || defaults == Py_None) {
        return dict;
    }
    values = PySequence_Tuple(defaults);
    n = values ? PyTuple_GET_SIZE(fields) - PyTuple_GET_SIZE(values) : 0;
    if (n < 0) {
        PyErr_SetString(PyExc_TypeError,
                        "Got more default values than field names");
    }
    for (i = 0; values != NULL && n >= 0 && i < PyTuple_GET_SIZE(values);
         i++) {
        if (PyDict_SetItem(dict, PyTuple_GET_ITEM(fields, n + i),
                           PyTuple_GET_ITEM(values, i)) < 0) {
            n = -1;
        }
    }
    if (values == NULL || n < 0) {
        Py_CLEAR(dict);
    }
    Py_XDECREF(values);
    return dict;
}

/* "Point(x, y)" */
static PyObject *
make_doc(PyObject *name, PyObject *fields)
{
    PyObject *comma = PyUnicode_FromString(", "), *list, *doc;

    list = comma ? PyUnicode_Join(comma, fields) : NULL;
    doc = list ? PyUnicode_FromFormat("%U(%U)", name, list) : NULL;
    Py_XDECREF(comma);
    Py_XDECREF(list);
    return doc;
}

/* Stores a value that it takes over. */
static int
put(PyObject *dict, const char *name, PyObject *value)
{
    int status = value ? PyDict_SetItemString(dict, name, value) : -1;

    Py_XDECREF(value);
    return status;
}

static PyObject *
make_new(void)
{
    PyObject *function = PyCFunction_New(&Hb_NamedTupleNew, NULL), *method;

    if (function == NULL) {
        return NULL;
    }
    method = PyStaticMethod_New(function);
    Py_DECREF(function);
    return method;
}

static PyObject *
make_namespace(PyObject *name, PyObject *fields, PyObject *defaults,
               PyObject *module)
{
    PyObject *dict = PyDict_New();
    Py_ssize_t i;

    if (dict == NULL) {
        return NULL;
    }
    if (put(dict, "__doc__", make_doc(name, fields)) < 0 ||
        put(dict, "__slots__", PyTuple_New(0)) < 0 ||
        put(dict, "_fields", Py_NewRef(fields)) < 0 ||
        put(dict, "_field_defaults", make_defaults(fields, defaults)) < 0 ||
        put(dict, "__new__", make_new()) < 0 ||
        put(dict, "__match_args__", Py_NewRef(fields)) < 0 ||
        put(dict, "__module__", Py_NewRef(module)) < 0) {
        Py_DECREF(dict);
        return NULL;
    }
    for (i = 0; i < PyTuple_GET_SIZE(fields); i++) {
        PyObject *item_getter = Hb_TupleGetterNew(i);

        if (item_getter == NULL ||
            PyDict_SetItem(dict, PyTuple_GET_ITEM(fields, i), item_getter) <
                0) {
            Py_CLEAR(dict);
        }
        Py_XDECREF(item_getter);
        if (dict == NULL) {
            return NULL;
        }
    }
    return dict;
}

static PyObject *
make_class(PyObject *name, PyObject *fields, PyObject *defaults,
           PyObject *module)
{
    PyObject *dict = make_namespace(name, fields, defaults, module), *cls;

    if (dict == NULL) {
        return NULL;
    }
    cls = PyObject_CallFunction((PyObject *)&PyType_Type, "O(O)O", name,
                                &PyTuple_Type, dict);
    Py_DECREF(dict);
    if (cls != NULL && Hb_AddMethods(cls, Hb_NamedTupleMethods) < 0) {
        Py_CLEAR(cls);
    }
    return cls;
}

PyObject *
Hb_NamedTuple(PyObject *Py_UNUSED(unused), PyObject *args, PyObject *kwds)
{
    static char *words[] = {"typename", "field_names", "rename",
                            "defaults", "module",      NULL};
    PyObject *name, *names, *defaults = Py_None, *module = Py_None;
    PyObject *own_name = NULL, *fields, *cls = NULL;
    int rename = 0;

    if (PyTuple_GET_SIZE(args) > 2) {
        PyErr_Format(PyExc_TypeError,
                     "namedtuple() takes 2 positional arguments but %zd were "
                     "given",
                     PyTuple_GET_SIZE(args));
        return NULL;
    }
    if (!PyArg_ParseTupleAndKeywords(args, kwds, "OO|$pOO:namedtuple", words,
                                     &name, &names, &rename, &defaults,
                                     &module)) {
        return NULL;
    }
    names = split_names(names);
    name = names ? PyObject_Str(name) : NULL;
    if (name != NULL && (!rename || rename_bad(names) == 0) &&
        check_name(name) == 0 && check_names(names, rename) == 0) {
        PyUnicode_InternInPlace(&name);
        fields = PyList_AsTuple(names);
        own_name = PyUnicode_FromString("collections");
        if (fields != NULL && own_name != NULL) {
            cls = make_class(name, fields, defaults,
                             module == Py_None ? own_name : module);
        }
        Py_XDECREF(fields);
        Py_XDECREF(own_name);
    }
    Py_XDECREF(name);
    Py_XDECREF(names);
    return cls;
}
