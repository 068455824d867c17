/* calls.h -- calls by name with displays as arguments, for tables of calls.
 *
 * "builtins.max", "[3, 1, 2]", "key=@operator.neg" is max([3, 1, 2],
 * key=operator.neg): a str that begins with @ names an attribute of a module.
 * What is not made yet (map, zip) is made into a list before it is shown.
 */
#ifndef HB_EXAMPLES_CALLS_H
#define HB_EXAMPLES_CALLS_H

#include <heapbook.h>
#include <string.h>

struct row {
    const char *callable; /* "module.name", or ".method" of the first value */
    const char *args;     /* displays, as between parentheses */
    const char *kwargs;   /* NULL, or a dict display */
};

/* "module.name" */
static PyObject *
named(const char *dotted)
{
    char module[64];
    const char *dot = strchr(dotted, '.');
    size_t n = dot ? (size_t)(dot - dotted) : 0;

    if (dot == NULL) {
        return hb_import("builtins", dotted);
    }
    memcpy(module, dotted, n);
    module[n] = '\0';
    return hb_import(module, dot + 1);
}

/* The value itself, or what it names; inside of lists and tuples as well. */
static PyObject *
resolve(PyObject *value)
{
    if (PyUnicode_Check(value)) {
        const char *text = PyUnicode_AsUTF8(value);
        return text && text[0] == '@' ? named(text + 1) : value;
    }
    if (PyTuple_CheckExact(value)) {
        Py_ssize_t n = PyTuple_GET_SIZE(value);
        PyObject *copy = hb_keep(PyTuple_New(n));
        for (Py_ssize_t i = 0; i < n; i++) {
            PyObject *item = resolve(PyTuple_GET_ITEM(value, i));
            PyTuple_SET_ITEM(copy, i, Py_NewRef(item));
        }
        return copy;
    }
    return value;
}

static PyObject *
arguments(const char *args)
{
    char display[512];

    if (*args == '\0') {
        return hb_lit("()");
    }
    snprintf(display, sizeof display, "(%s,)", args);
    return resolve(hb_lit(display));
}

static PyObject *
keywords(const char *kwargs)
{
    PyObject *dict, *key, *value;
    Py_ssize_t position = 0;

    if (kwargs == NULL) {
        return NULL;
    }
    dict = hb_lit(kwargs);
    while (PyDict_Next(dict, &position, &key, &value)) {
        PyDict_SetItem(dict, key, resolve(value));
    }
    return dict;
}

/* Shows the result, a new reference or NULL. */
static void
show_result(PyObject *result)
{
    PyObject *shown, *type, *error, *traceback;

    if (result && PyIter_Check(result)) {
        PyObject *list = PySequence_List(result);
        printf("%s ", Py_TYPE(result)->tp_name);
        Py_SETREF(result, list);
    }
    if (result) {
        shown = PyObject_ASCII(result);
        puts(shown ? PyUnicode_AsUTF8(shown) : "?");
        Py_XDECREF(shown);
        Py_DECREF(result);
        return;
    }
    PyErr_Fetch(&type, &error, &traceback);
    PyErr_NormalizeException(&type, &error, &traceback);
    shown = PyObject_Str(error);
    printf("%s: %s\n", ((PyTypeObject *)type)->tp_name,
           shown ? PyUnicode_AsUTF8(shown) : "?");
    Py_XDECREF(shown);
    Py_XDECREF(type);
    Py_XDECREF(error);
    Py_XDECREF(traceback);
}

static inline void
make_call(const struct row *row)
{
    PyObject *args = arguments(row->args), *kwargs = keywords(row->kwargs);
    PyObject *callable;

    printf("%s(%s%s%s) -> ", row->callable, row->args, row->kwargs ? " " : "",
           row->kwargs ? row->kwargs : "");
    if (row->callable[0] == '.') {
        callable = hb_get(PyTuple_GET_ITEM(args, 0), row->callable + 1);
        args = hb_keep(PyTuple_GetSlice(args, 1, PY_SSIZE_T_MAX));
    }
    else {
        callable = named(row->callable);
    }
    show_result(PyObject_Call(callable, args, kwargs));
}

#endif
