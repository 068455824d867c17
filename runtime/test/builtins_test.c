/* builtins_test.c -- what builtins do with objects, besides their results.
 *
 * Their results and exceptions are compared with CPython's in
 * examples/builtins.c.
 */
#include <heapbook.h>
#include <unistd.h>
#include "tap.h"
#include "text.h"

static PyObject *
builtin(const char *name)
{
    return hb_import("builtins", name);
}

/* ---- lazy iterators ----------------------------------------------------- */

static void
zipping(void)
{
    PyObject *numbers = hb_lit("[1, 2, 3]");
    PyObject *zip = hb_new(builtin("zip"), numbers, numbers);
    PyObject *first = PyIter_Next(zip), *second, *address = first;

    is_int(hb_sizeof(zip), 64, "a zip of 48 bytes and the collector's header");
    Py_DECREF(first);
    /* Takes the place of a tuple that was freed: zip's is still there. */
    hb_keep(PyTuple_Pack(2, Py_None, Py_None));
    second = PyIter_Next(zip);
    ok(second == address, "a tuple that nobody kept is used again");
    first = PyIter_Next(zip);
    ok(first != second, "one that is kept is not");
    gives(Py_NewRef(second), "(2, 2)");
    Py_DECREF(second);
    Py_DECREF(first);
    ok(PyIter_Next(zip) == NULL && !PyErr_Occurred(), "it ends");
}

static PyObject *
remember(PyObject *list, PyObject *item)
{
    return PyList_Append(list, item) < 0 ? NULL : Py_NewRef(item);
}

static PyMethodDef remember_def = {"remember", remember, METH_O, NULL};

static void
mapping(void)
{
    PyObject *seen = hb_lit("[]");
    PyObject *function = hb_keep(PyCFunction_New(&remember_def, seen));
    PyObject *map = hb_new(builtin("map"), function, hb_lit("'abc'"));

    is_int(PyList_GET_SIZE(seen), 0, "map calls nothing before it is asked");
    gives(PyIter_Next(map), "'a'");
    is_int(PyList_GET_SIZE(seen), 1, "and then once for each item");
    is_int(hb_sizeof(map), 48, "its size does not depend on its items");
    PyObject *filter =
        hb_new(builtin("filter"), Py_None, hb_lit("[0, 1, None, 'x']"));
    gives(PySequence_List(filter), "[1, 'x']");
}

static void
searching(void)
{
    PyObject *seen = hb_lit("[]");
    PyObject *function = hb_keep(PyCFunction_New(&remember_def, seen));
    PyObject *map = hb_new(builtin("map"), function, hb_lit("[0, 1, 2]"));

    gives(PyObject_CallOneArg(builtin("any"), map), "True");
    gives(Py_NewRef(seen), "[0, 1]");
    gives(PyIter_Next(map), "2");
}

static void
best(void)
{
    PyObject *a = hb_float(1.5), *b = hb_float(1.5);
    PyObject *both = hb_keep(PyTuple_Pack(2, a, b));

    ok(hb_new(builtin("max"), both) == a,
       "of equal items max gives the first");
    ok(hb_new(builtin("min"), both) == a, "and so does min");
}

/* ---- print -------------------------------------------------------------- */

static PyObject *
write_down(PyObject *self, PyObject *text)
{
    PyObject *lines = PyObject_GetAttrString(self, "lines");

    if (lines == NULL) {
        return NULL;
    }
    PyList_Append(lines, text);
    Py_DECREF(lines);
    Py_RETURN_NONE;
}

static PyMethodDef file_methods[] = {
    {"write", write_down, METH_O, NULL},
    {NULL, NULL, 0, NULL},
};

static PyObject *
notebook(void)
{
    PyObject *file = hb_new(hb_class("File", NULL, NULL, file_methods));

    hb_set(file, "lines", hb_lit("[]"));
    return file;
}

static void
printing(void)
{
    PyObject *file = notebook(), *kwargs = hb_lit("{'sep': '-'}");

    hb_set_key(kwargs, "file", file);
    gives(PyObject_Call(builtin("print"), hb_lit("(1, 'a', [2])"), kwargs),
          "None");
    gives(Py_NewRef(hb_get(file, "lines")), "['1', '-', 'a', '-', '[2]', "
                                            "'\\n']");
    hb_set_key(kwargs, "flush", Py_True);
    gives(PyObject_Call(builtin("print"), hb_lit("()"), kwargs),
          "AttributeError: 'File' object has no attribute 'flush'");
}

static void
files(void)
{
    PyObject *file = notebook();

    is_int(PyFile_WriteObject(hb_str("raw"), file, Py_PRINT_RAW), 0, "str");
    is_int(PyFile_WriteObject(hb_str("raw"), file, 0), 0, "repr");
    is_int(PyFile_WriteString("text", file), 0, "text");
    gives(Py_NewRef(hb_get(file, "lines")), "['raw', \"'raw'\", 'text']");
    gives_int(PyFile_WriteObject(Py_None, NULL, 0),
              "TypeError: writeobject with NULL file");
    gives_int(PyFile_WriteObject(Py_None, hb_int(1), 0),
              "AttributeError: 'int' object has no attribute 'write'");
    is_int(PyObject_AsFileDescriptor(hb_int(5)), 5, "a number is one");
    gives_int(PyObject_AsFileDescriptor(hb_int(-5)),
              "ValueError: file descriptor cannot be a negative integer (-5)");
    gives_int(PyObject_AsFileDescriptor(hb_str("x")),
              "TypeError: argument must be an int, or have a fileno() "
              "method.");
}

/* Runs print() and printf with descriptor 1 sent to a file. */
static void
streams(void)
{
    char said[64] = "";
    FILE *file = tmpfile();
    int kept = dup(STDOUT_FILENO);

    fflush(stdout);
    dup2(fileno(file), STDOUT_FILENO);
    PyObject *printer = hb_keep(PyFile_NewStdPrinter(STDOUT_FILENO));
    PyFile_WriteString("first ", printer);
    hb_call(printer, "flush");
    PyFile_WriteString("caf\xc3\xa9\n", printer);
    hb_call(printer, "flush");
    fflush(stdout);
    dup2(kept, STDOUT_FILENO);
    close(kept);
    rewind(file);
    ok(fgets(said, sizeof said, file) != NULL, "something was written");
    is(said, "first caf\xc3\xa9\n", "in order, as UTF-8");
    fclose(file);
    gives(PyObject_CallMethod(printer, "fileno", NULL), "1");
    ok(PyFile_NewStdPrinter(7) == NULL, "only 1 and 2 are streams");
}

/* ---- sum, sorted -------------------------------------------------------- */

static void
summing(void)
{
    PyObject *start = hb_lit("[]"), *sum;

    gives(PyObject_CallFunctionObjArgs(builtin("sum"), hb_lit("[[1], [2, 3]]"),
                                       start, NULL),
          "[1, 2, 3]");
    gives(Py_NewRef(start), "[]");
    sum = PyObject_CallOneArg(
        builtin("sum"), hb_lit("[9223372036854775807, 9223372036854775807]"));
    gives(sum, "18446744073709551614");
}

static void
sorting(void)
{
    PyObject *list = hb_lit("[3, 1, 2]");
    PyObject *sorted = hb_new(builtin("sorted"), list);

    gives(Py_NewRef(list), "[3, 1, 2]");
    gives(Py_NewRef(sorted), "[1, 2, 3]");
    is_int(((PyListObject *)sorted)->allocated, 4,
           "sorted makes its list as list() does");
}

static void
names(void)
{
    static const char *const expected[] = {
        "abs",   "all",   "any",     "ascii",  "bin",       "callable",
        "chr",   "dir",   "divmod",  "format", "getattr",   "hasattr",
        "hash",  "hex",   "id",      "iter",   "len",       "max",
        "min",   "next",  "oct",     "ord",    "pow",       "print",
        "repr",  "round", "setattr", "sorted", "sum",       "vars",
        "bool",  "bytes", "complex", "dict",   "enumerate", "filter",
        "float", "int",   "list",    "map",    "object",    "property",
        "range", "set",   "slice",   "str",    "super",     "tuple",
        "type",  "zip",   "None",    "True",   "ValueError"};
    PyObject *module = hb_import("builtins", NULL);
    int missing = 0;

    for (size_t i = 0; i < sizeof expected / sizeof *expected; i++) {
        missing += !PyObject_HasAttrString(module, expected[i]);
    }
    is_int(missing, 0, "the module has the names that need no compiler");
    ok(PyEval_GetBuiltins() == PyModule_GetDict(module),
       "and its dict is that of the interpreter");
}

static void
all(void)
{
    zipping();
    mapping();
    searching();
    best();
    printing();
    files();
    streams();
    summing();
    sorting();
    names();
}

int
main(void)
{
    is_int(hb_main(all), 0, "the interpreter finishes");
    return tap_end();
}
