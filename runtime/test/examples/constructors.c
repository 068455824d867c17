/* constructors.c -- what each type says when it is called with this and that.
 *
 * Every way in is tried: by vector, by a tuple and a dict, by the slot, for
 * the type itself, for a class derived from it, and for one that has an
 * __init__ or a __new__ of its own, which may take keywords.
 */
#include <heapbook.h>

#include "answer.h"

static PyObject *operands[4];

/* What has an address in its repr is shown by its type. */
static void
put_made(PyObject *made)
{
    PyObject *text = made == NULL ? NULL : PyObject_Repr(made);

    if (text == NULL || strstr(PyUnicode_AsUTF8(text), " at 0x") == NULL) {
        put(made);
    }
    else {
        printf("<%s>\n", Py_TYPE(made)->tp_name);
        Py_DECREF(made);
    }
    Py_XDECREF(text);
}

/* Calls with n operands, and one more by the name. */
static void
call(PyObject *type, Py_ssize_t n, const char *name)
{
    PyObject *names = name == NULL ? NULL : Py_BuildValue("(s)", name);
    PyObject *args = PyTuple_New(n), *kwds = NULL;

    for (Py_ssize_t i = 0; i < n; i++) {
        PyTuple_SET_ITEM(args, i, Py_NewRef(operands[i]));
    }
    if (name != NULL) {
        kwds = PyDict_New();
        PyDict_SetItemString(kwds, name, operands[n]);
    }
    printf(" %zd %s: ", n, name == NULL ? "" : name);
    put_made(PyObject_Vectorcall(type, operands, (size_t)n, names));
    printf("  by tuple: ");
    put_made(PyObject_Call(type, args, kwds));
    printf("  by slot: ");
    put_made(Py_TYPE(type)->tp_call(type, args, kwds));
    Py_XDECREF(kwds);
    Py_DECREF(args);
    Py_XDECREF(names);
}

/* A class derived from `base` whose `name`, if any, is the base's again. */
static PyObject *
derived(PyObject *base, const char *name)
{
    PyObject *dict = PyDict_New(), *type;

    if (name != NULL) {
        PyObject *method = PyObject_GetAttrString(base, name);

        PyDict_SetItemString(dict, name, method);
        Py_DECREF(method);
    }
    type = PyObject_CallFunction((PyObject *)&PyType_Type, "s(O)O", "Derived",
                                 base, dict);
    Py_DECREF(dict);
    return type;
}

static void
call_derived(PyObject *base, const char *name)
{
    PyObject *type = derived(base, name);

    if (type == NULL) {
        put(NULL);
        return;
    }
    printf("derived, %s:\n", name == NULL ? "plain" : name);
    call(type, 0, "x");
    call(type, 1, "x");
    if (name == NULL) {
        call(type, 0, NULL);
        call(type, 1, NULL);
        call(type, 3, NULL);
    }
    Py_DECREF(type);
}

static void
show_type(PyObject *type)
{
    printf("%s:\n", ((PyTypeObject *)type)->tp_name);
    for (Py_ssize_t n = 0; n < 4; n++) {
        call(type, n, NULL);
    }
    call(type, 0, "x");
    call(type, 1, "iterable");
    call(type, 1, "start");
    call(type, 0, "object");
    call_derived(type, NULL);
    call_derived(type, "__init__");
    call_derived(type, "__new__");
}

static void
show_from(const char *module, const char *name)
{
    PyObject *found = PyImport_ImportModule(module);
    PyObject *type = PyObject_GetAttrString(found, name);

    show_type(type);
    Py_DECREF(type);
    Py_DECREF(found);
}

HB_EXAMPLE
{
    static const char *const builtin[] = {
        "bool",
        "bytearray",
        "bytes",
        "classmethod",
        "complex",
        "dict",
        "enumerate",
        "filter",
        "float",
        "frozenset",
        "int",
        "list",
        "map",
        "memoryview",
        "object",
        "property",
        "range",
        "reversed",
        "set",
        "slice",
        "str",
        "staticmethod",
        "super",
        "tuple",
        "zip",
        "ValueError",
        "OSError",
        "ImportError",
        "StopIteration",
        "AttributeError",
        "UnicodeDecodeError",
        "BaseExceptionGroup",
    };
    static const char *const others[][2] = {
        {"array", "array"},
        {"collections", "deque"},
        {"collections", "defaultdict"},
        {"collections", "OrderedDict"},
        {"functools", "partial"},
        {"itertools", "accumulate"},
        {"itertools", "chain"},
        {"itertools", "count"},
        {"itertools", "groupby"},
        {"itertools", "islice"},
        {"itertools", "product"},
        {"itertools", "repeat"},
        {"itertools", "zip_longest"},
        {"operator", "attrgetter"},
        {"operator", "itemgetter"},
        {"struct", "Struct"},
        {"types", "SimpleNamespace"},
    };

    operands[0] = hb_lit("[1, 2]");
    for (int i = 1; i < 4; i++) {
        operands[i] = hb_int(5);
    }
    for (size_t i = 0; i < Py_ARRAY_LENGTH(builtin); i++) {
        show_from("builtins", builtin[i]);
    }
    for (size_t i = 0; i < Py_ARRAY_LENGTH(others); i++) {
        show_from(others[i][0], others[i][1]);
    }
}
