/* calls_main.c -- the tables of rows that are one call, and their callers. */
#include "calls.h"
#include "heapbook.h"

const struct row *const bench_tables[] = {
    call_text_rows,
    call_number_rows,
    call_container_rows,
    call_module_rows,
    call_extension_rows,
    call_class_rows,
    NULL,
};

/* The row's arguments; lists of the caller are not shared. */
static PyObject *
arguments(void)
{
    return bench_want(hb_lit(bench_row->arguments));
}

/* The module's attribute that "module.name" says. */
static PyObject *
named(const char *path)
{
    const char *dot = strrchr(path, '.');
    PyObject *name = bench_want(PyUnicode_FromStringAndSize(path, dot - path));
    PyObject *module = bench_want(PyImport_Import(name));
    PyObject *value = bench_want(PyObject_GetAttrString(module, dot + 1));

    Py_DECREF(module);
    Py_DECREF(name);
    return value;
}

void
call_method(long count)
{
    PyObject *name = bench_want(PyUnicode_InternFromString(bench_row->callee));
    PyObject *args = arguments();
    PyObject **items = PySequence_Fast_ITEMS(args);
    size_t nargs = (size_t)PyTuple_GET_SIZE(args);
    long i;

    bench_begin();
    for (i = 0; i < count; i++) {
        Py_DECREF(
            bench_want(PyObject_VectorcallMethod(name, items, nargs, NULL)));
    }
    bench_end();
    Py_DECREF(args);
    Py_DECREF(name);
}

/* Calls the methods of args[0] that `methods` names, one or two. */
static void
there_and_back(const char *methods, PyObject *args, long count)
{
    const char *blank = strchr(methods, ' ');
    PyObject *there = bench_want(PyUnicode_FromStringAndSize(
        methods, blank ? blank - methods : (Py_ssize_t)strlen(methods)));
    PyObject *back =
        blank ? bench_want(PyUnicode_InternFromString(blank + 1)) : NULL;
    PyObject **items = PySequence_Fast_ITEMS(args);
    size_t nargs = (size_t)PyTuple_GET_SIZE(args);
    long i;

    PyUnicode_InternInPlace(&there);
    bench_begin();
    for (i = 0; i < count; i++) {
        Py_DECREF(
            bench_want(PyObject_VectorcallMethod(there, items, nargs, NULL)));
        if (back != NULL) {
            Py_DECREF(bench_want(PyObject_CallMethodNoArgs(items[0], back)));
        }
    }
    bench_end();
    Py_XDECREF(back);
    Py_DECREF(there);
}

void
call_there_and_back(long count)
{
    PyObject *args = arguments();

    there_and_back(bench_row->callee, args, count);
    Py_DECREF(args);
}

/* The row's arguments, the first `made` of them as what the type that the
 * callee begins with makes of them; *rest is what follows its name. */
static PyObject *
made_arguments(Py_ssize_t made, const char **rest)
{
    const char *blank = strchr(bench_row->callee, ' ');
    PyObject *path = bench_want(PyUnicode_FromStringAndSize(
        bench_row->callee, blank - bench_row->callee));
    PyObject *type = named(PyUnicode_AsUTF8(path)), *args = arguments();
    Py_ssize_t i;

    for (i = 0; i < made; i++) {
        PyObject *of = PyTuple_GET_ITEM(args, i);

        /* The tuple is nobody else's yet. */
        PyTuple_SET_ITEM(args, i, bench_want(PyObject_Call(type, of, NULL)));
        Py_DECREF(of);
    }
    Py_DECREF(type);
    Py_DECREF(path);
    *rest = blank + 1;
    return args;
}

void
call_made(long count)
{
    const char *methods;
    PyObject *args = made_arguments(1, &methods);

    there_and_back(methods, args, count);
    Py_DECREF(args);
}

void
call_function(long count)
{
    PyObject *callee = named(bench_row->callee), *args = arguments();
    PyObject **items = PySequence_Fast_ITEMS(args);
    size_t nargs = (size_t)PyTuple_GET_SIZE(args);
    long i;

    bench_begin();
    for (i = 0; i < count; i++) {
        Py_DECREF(bench_want(PyObject_Vectorcall(callee, items, nargs, NULL)));
    }
    bench_end();
    Py_DECREF(args);
    Py_DECREF(callee);
}

void
call_through(long count)
{
    PyObject *callee = named(bench_row->callee), *args = arguments(), *item;
    long i;

    bench_begin();
    for (i = 0; i < count; i++) {
        PyObject *values = bench_want(PyObject_Call(callee, args, NULL));
        PyObject *iterator = bench_want(PyObject_GetIter(values));

        while ((item = PyIter_Next(iterator)) != NULL) {
            Py_DECREF(item);
        }
        Py_DECREF(iterator);
        Py_DECREF(values);
    }
    bench_end();
    Py_DECREF(args);
    Py_DECREF(callee);
}

/* ---- operators ---------------------------------------------------------- */

static PyObject *
power(PyObject *left, PyObject *right)
{
    return PyNumber_Power(left, right, Py_None);
}

static PyObject *
less(PyObject *left, PyObject *right)
{
    return PyObject_RichCompare(left, right, Py_LT);
}

static PyObject *
equal(PyObject *left, PyObject *right)
{
    return PyObject_RichCompare(left, right, Py_EQ);
}

static PyObject *
contains(PyObject *left, PyObject *right)
{
    return PyBool_FromLong(PySequence_Contains(right, left));
}

static PyObject *
hash(PyObject *object, PyObject *Py_UNUSED(right))
{
    bench_done(PyObject_Hash(object) == -1 ? -1 : 0);
    return Py_NewRef(object);
}

static PyObject *
text(PyObject *object, PyObject *Py_UNUSED(right))
{
    return PyObject_Str(object);
}

static PyObject *
repr(PyObject *object, PyObject *Py_UNUSED(right))
{
    return PyObject_Repr(object);
}

static const struct {
    const char *name;
    binaryfunc function;
} operators[] = {
    {"+", PyNumber_Add},
    {"-", PyNumber_Subtract},
    {"*", PyNumber_Multiply},
    {"//", PyNumber_FloorDivide},
    {"%", PyNumber_Remainder},
    {"/", PyNumber_TrueDivide},
    {"divmod", PyNumber_Divmod},
    {"**", power},
    {"<<", PyNumber_Lshift},
    {">>", PyNumber_Rshift},
    {"&", PyNumber_And},
    {"|", PyNumber_Or},
    {"^", PyNumber_Xor},
    {"<", less},
    {"==", equal},
    {"[]", PyObject_GetItem},
    {"in", contains},
    {"hash", hash},
    {"str", text},
    {"repr", repr},
    {"concat", PySequence_Concat},
    {"format", PyObject_Format},
    {NULL, NULL},
};

static void
operate(const char *name, PyObject *args, long count)
{
    PyObject *left = PyTuple_GET_ITEM(args, 0);
    PyObject *right = PyTuple_GET_ITEM(args, PyTuple_GET_SIZE(args) - 1);
    binaryfunc function;
    long i;

    for (i = 0; strcmp(operators[i].name, name) != 0; i++) {
    }
    function = operators[i].function;
    bench_begin();
    for (i = 0; i < count; i++) {
        Py_DECREF(bench_want(function(left, right)));
    }
    bench_end();
}

void
call_operator(long count)
{
    PyObject *args = arguments();

    operate(bench_row->callee, args, count);
    Py_DECREF(args);
}

void
call_operator_of(long count)
{
    const char *name;
    PyObject *args = made_arguments(2, &name);

    operate(name, args, count);
    Py_DECREF(args);
}
