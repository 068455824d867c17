/* expression.h -- calls written as in Python, for tests.
 *
 *     primary    3  2.5  'text'  b'abc'  [ ... ]  ( ... )  { ... }  name
 *     behind it  .name  (argument, name=argument, ...)  [key]
 *
 * A name is a builtin or a module; a tuple of one needs its comma.  The
 * includer defines evaluate_chosen() for the letters ? # % ~ $.
 */
#ifndef HB_TEST_EXPRESSION_H
#define HB_TEST_EXPRESSION_H

#include <heapbook.h>

static const char *at; /* what is read next */

static PyObject *evaluate(void);
static PyObject *evaluate_chosen(char letter);

/* The display of a number or a string from `at` to `end`. */
static PyObject *
evaluate_literal(const char *end)
{
    char text[200];
    PyObject *pooled, *value;

    snprintf(text, sizeof(text), "%.*s", (int)(end - at), at);
    at = end;
    pooled = hb_lit(text);
    value = Py_NewRef(pooled);
    hb_del(pooled);
    return value;
}

static PyObject *
evaluate_text(void)
{
    const char *end = strchr(at, '\'') + 1;

    while (*end != '\'') {
        end += *end == '\\' ? 2 : 1;
    }
    return evaluate_literal(end + 1);
}

/* What stands between here and `close`, as a list. */
static PyObject *
evaluate_items(char close)
{
    PyObject *list = PyList_New(0), *item;

    at++;
    while (*at != close) {
        item = evaluate();
        if (item == NULL) {
            Py_DECREF(list);
            return NULL;
        }
        PyList_Append(list, item);
        Py_DECREF(item);
        at += strspn(at, ", :");
    }
    at++;
    return list;
}

/* (a, b); a parenthesis without a comma is what it holds. */
static PyObject *
evaluate_tuple(void)
{
    const char *from = at;
    PyObject *list = evaluate_items(')'), *tuple;

    if (list != NULL && PyList_GET_SIZE(list) == 1 &&
        memchr(from, ',', (size_t)(at - from)) == NULL) {
        tuple = Py_NewRef(PyList_GET_ITEM(list, 0));
    }
    else {
        tuple = list != NULL ? PyList_AsTuple(list) : NULL;
    }
    Py_XDECREF(list);
    return tuple;
}

/* {a: b, c: d} or {}; a set if it has items and no colon. */
static PyObject *
evaluate_braces(void)
{
    const char *colon = strchr(at, ':'), *end = strchr(at, '}');
    int is_dict = end == at + 1 || (colon != NULL && colon < end);
    PyObject *list = evaluate_items('}'), *made;
    Py_ssize_t i;

    if (list == NULL) {
        return NULL;
    }
    made = is_dict ? PyDict_New() : PySet_New(list);
    for (i = 0;
         made != NULL && PyDict_Check(made) && i + 1 < PyList_GET_SIZE(list);
         i += 2) {
        if (PyDict_SetItem(made, PyList_GET_ITEM(list, i),
                           PyList_GET_ITEM(list, i + 1)) < 0) {
            Py_CLEAR(made);
            break;
        }
    }
    Py_DECREF(list);
    return made;
}

static PyObject *
evaluate_name(void)
{
    char name[40];
    size_t len = strcspn(at, ".,()[]{}: ");
    PyObject *builtins = PyImport_ImportModule("builtins"), *value;

    snprintf(name, sizeof(name), "%.*s", (int)len, at);
    at += len;
    value = PyObject_GetAttrString(builtins, name);
    Py_DECREF(builtins);
    if (value == NULL) {
        PyErr_Clear();
        value = PyImport_ImportModule(name);
    }
    return value;
}

static PyObject *
evaluate_primary(void)
{
    switch (*at) {
    case '?':
    case '#':
    case '%':
    case '~':
    case '$':
        return evaluate_chosen(*at++);
    case '[':
        return evaluate_items(']');
    case '(':
        return evaluate_tuple();
    case '{':
        return evaluate_braces();
    case '\'':
        return evaluate_text();
    }
    if (strncmp(at, "b'", 2) == 0) {
        return evaluate_text();
    }
    if (strchr("-0123456789", *at) != NULL) {
        return evaluate_literal(at + strspn(at, "-.0123456789ej"));
    }
    return evaluate_name();
}

/* One argument, into the tuple or, with a name, the dict. */
static int
evaluate_argument(PyObject **args, PyObject *keywords)
{
    size_t len = strspn(at, "abcdefghijklmnopqrstuvwxyz_");
    char name[40] = "";
    PyObject *value;
    int status;

    if (len > 0 && at[len] == '=') {
        snprintf(name, sizeof(name), "%.*s", (int)len, at);
        at += len + 1;
    }
    value = evaluate();
    if (value == NULL) {
        return -1;
    }
    if (name[0] != '\0') {
        status = PyDict_SetItemString(keywords, name, value);
    }
    else {
        status = _PyTuple_Resize(args, PyTuple_GET_SIZE(*args) + 1);
        PyTuple_SET_ITEM(*args, PyTuple_GET_SIZE(*args) - 1, Py_NewRef(value));
    }
    Py_DECREF(value);
    return status;
}

/* callable(arguments) */
static PyObject *
evaluate_call(PyObject *callable)
{
    PyObject *args = PyTuple_New(0), *keywords = PyDict_New(), *result = NULL;
    int status = 0;

    at++;
    while (status == 0 && *at != ')') {
        status = evaluate_argument(&args, keywords);
        at += status == 0 ? strspn(at, ", ") : 0;
    }
    if (status == 0) {
        at++;
        result = PyObject_Call(callable, args, keywords);
    }
    Py_XDECREF(args);
    Py_DECREF(keywords);
    return result;
}

/* primary.name or primary(arguments) or primary[key]; takes the primary. */
static PyObject *
evaluate_behind(PyObject *value)
{
    PyObject *part = NULL, *result = NULL;
    char name[40];

    if (*at == '(') {
        result = evaluate_call(value);
    }
    else if (*at == '[') {
        at++;
        part = evaluate();
        at++;
        result = part != NULL ? PyObject_GetItem(value, part) : NULL;
    }
    else {
        snprintf(name, sizeof(name), "%.*s",
                 (int)strcspn(at + 1, ".,()[]{}: "), at + 1);
        at += 1 + strlen(name);
        result = PyObject_GetAttrString(value, name);
    }
    Py_XDECREF(part);
    Py_DECREF(value);
    return result;
}

/* The value of the expression at `at`; NULL with what it raised. */
static PyObject *
evaluate(void)
{
    PyObject *value = evaluate_primary();

    while (value != NULL && *at != '\0' && strchr(".([", *at) != NULL) {
        value = evaluate_behind(value);
    }
    return value;
}

#endif
