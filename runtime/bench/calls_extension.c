/* calls_extension.c -- what an extension module does: arguments taken and
 * values made, exceptions. */
#include "calls.h"
#include "heapbook.h"

/* ---- arguments and values ----------------------------------------------- */

static void
parse_tuple(long count)
{
    PyObject *args = bench_want(hb_lit("(1, 'text', 2.5)"));
    const char *text;
    double real;
    long i, number;

    bench_begin();
    for (i = 0; i < count; i++) {
        bench_done(PyArg_ParseTuple(args, "lsd", &number, &text, &real) - 1);
    }
    bench_end();
    Py_DECREF(args);
}

static void
parse_objects(long count)
{
    PyObject *args = bench_want(hb_lit("(['x'], 'text')"));
    PyObject *list, *text, *more;
    long i;

    bench_begin();
    for (i = 0; i < count; i++) {
        bench_done(PyArg_ParseTuple(args, "O!U|O:name", &PyList_Type, &list,
                                    &text, &more) -
                   1);
    }
    bench_end();
    Py_DECREF(args);
}

static void
parse_keywords(long count)
{
    static char *names[] = {"first", "second", "third", NULL};
    PyObject *args = bench_want(hb_lit("(1,)"));
    PyObject *keywords = bench_want(hb_lit("{'third': 3, 'second': 2}"));
    long i;

    bench_begin();
    for (i = 0; i < count; i++) {
        int first, second, third = 0;

        bench_done(PyArg_ParseTupleAndKeywords(args, keywords, "ii|i", names,
                                               &first, &second, &third) -
                   1);
    }
    bench_end();
    Py_DECREF(keywords);
    Py_DECREF(args);
}

static void
unpack_tuple(long count)
{
    PyObject *args = bench_want(hb_lit("(1, 2)")), *a, *b, *c = NULL;
    long i;

    bench_begin();
    for (i = 0; i < count; i++) {
        bench_done(PyArg_UnpackTuple(args, "name", 1, 3, &a, &b, &c) - 1);
    }
    bench_end();
    Py_DECREF(args);
}

static void
build_tuple(long count)
{
    long i;

    bench_begin();
    for (i = 0; i < count; i++) {
        Py_DECREF(bench_want(Py_BuildValue("(isd)", 1, "text", 2.5)));
    }
    bench_end();
}

static void
build_nested(long count)
{
    long i;

    bench_begin();
    for (i = 0; i < count; i++) {
        Py_DECREF(bench_want(Py_BuildValue("{s:i,s:[ii],s:O}", "a", 1, "b", 2,
                                           3, "c", Py_None)));
    }
    bench_end();
}

static PyObject *
add_keywords(PyObject *Py_UNUSED(self), PyObject *args, PyObject *keywords)
{
    static char *names[] = {"left", "right", NULL};
    PyObject *left, *right;

    if (!PyArg_ParseTupleAndKeywords(args, keywords, "OO", names, &left,
                                     &right)) {
        return NULL;
    }
    return Py_NewRef(right);
}

static PyObject *
take_fast(PyObject *Py_UNUSED(self), PyObject *const *args,
          Py_ssize_t Py_UNUSED(nargs), PyObject *Py_UNUSED(names))
{
    return Py_NewRef(args[0]);
}

static PyObject *
take_tuple(PyObject *Py_UNUSED(self), PyObject *args)
{
    return Py_NewRef(args);
}

static PyMethodDef functions[] = {
    {"add", (PyCFunction)(void (*)(void))add_keywords,
     METH_VARARGS | METH_KEYWORDS, NULL},
    {"fast", (PyCFunction)(void (*)(void))take_fast,
     METH_FASTCALL | METH_KEYWORDS, NULL},
    {"tuple", take_tuple, METH_VARARGS, NULL},
};

static void
call_c_function(PyMethodDef *def, PyObject *names, long count)
{
    PyObject *function = bench_want(PyCFunction_New(def, NULL));
    PyObject *args[] = {Py_None, Py_True};
    size_t nargs = names == NULL ? 2 : 1;
    long i;

    bench_begin();
    for (i = 0; i < count; i++) {
        Py_DECREF(
            bench_want(PyObject_Vectorcall(function, args, nargs, names)));
    }
    bench_end();
    Py_DECREF(function);
}

static void
call_keywords(long count)
{
    PyObject *names = bench_want(hb_lit("('right',)"));

    call_c_function(&functions[0], names, count);
    Py_DECREF(names);
}

static void
call_fast(long count)
{
    call_c_function(&functions[1], NULL, count);
}

static void
call_varargs(long count)
{
    call_c_function(&functions[2], NULL, count);
}

static void
call_with_dict(long count)
{
    PyObject *function = bench_want(PyCFunction_New(&functions[0], NULL));
    PyObject *args = bench_want(hb_lit("(1,)"));
    PyObject *keywords = bench_want(hb_lit("{'right': 2}"));
    long i;

    bench_begin();
    for (i = 0; i < count; i++) {
        Py_DECREF(bench_want(PyObject_Call(function, args, keywords)));
    }
    bench_end();
    Py_DECREF(keywords);
    Py_DECREF(args);
    Py_DECREF(function);
}

static void
call_format(long count)
{
    PyObject *function = bench_want(PyCFunction_New(&functions[2], NULL));
    long i;

    bench_begin();
    for (i = 0; i < count; i++) {
        Py_DECREF(bench_want(PyObject_CallFunction(function, "is", 1, "a")));
    }
    bench_end();
    Py_DECREF(function);
}

/* ---- exceptions --------------------------------------------------------- */

static void
raise_text(long count)
{
    long i;

    bench_begin();
    for (i = 0; i < count; i++) {
        PyErr_SetString(PyExc_ValueError, "what was wrong");
        PyErr_Clear();
    }
    bench_end();
}

static void
raise_formatted(long count)
{
    long i;

    bench_begin();
    for (i = 0; i < count; i++) {
        PyErr_Format(PyExc_TypeError, "not %d but '%.100s'", 3, "text");
        PyErr_Clear();
    }
    bench_end();
}

static void
raise_catch(long count)
{
    PyObject *type, *value, *traceback;
    long i;

    bench_begin();
    for (i = 0; i < count; i++) {
        PyErr_SetString(PyExc_KeyError, "key");
        if (!PyErr_ExceptionMatches(PyExc_LookupError)) {
            exit(1);
        }
        PyErr_Fetch(&type, &value, &traceback);
        PyErr_NormalizeException(&type, &value, &traceback);
        Py_DECREF(type);
        Py_DECREF(value);
        Py_XDECREF(traceback);
    }
    bench_end();
}

/* What a call that fails leaves behind, taken away. */
static void
expect_error(PyObject *result)
{
    if (result != NULL) {
        exit(1);
    }
    PyErr_Clear();
}

static void
fail_item(long count)
{
    PyObject *dict = bench_want(hb_lit("{'a': 1}"));
    PyObject *list = bench_want(hb_lit("[1, 2]"));
    PyObject *key = bench_want(hb_lit("'missing'"));
    long i;

    bench_begin();
    for (i = 0; i < count; i++) {
        expect_error(PyObject_GetItem(dict, key));
        expect_error(PySequence_GetItem(list, 5));
    }
    bench_end();
    Py_DECREF(key);
    Py_DECREF(list);
    Py_DECREF(dict);
}

static void
fail_attribute(long count)
{
    PyObject *name = bench_want(PyUnicode_InternFromString("missing"));
    long i;

    bench_begin();
    for (i = 0; i < count; i++) {
        expect_error(PyObject_GetAttr(Py_None, name));
    }
    bench_end();
    Py_DECREF(name);
}

static void
has_no_attribute(long count)
{
    PyObject *list = bench_want(PyList_New(0));
    PyObject *name = bench_want(PyUnicode_InternFromString("missing"));
    long i;

    bench_begin();
    for (i = 0; i < count; i++) {
        if (PyObject_HasAttr(list, name)) {
            exit(1);
        }
    }
    bench_end();
    Py_DECREF(name);
    Py_DECREF(list);
}

static void
fail_add(long count)
{
    PyObject *text = bench_want(PyUnicode_FromString("a"));
    long i;

    bench_begin();
    for (i = 0; i < count; i++) {
        expect_error(PyNumber_Add(Py_None, text));
    }
    bench_end();
    Py_DECREF(text);
}

const struct row call_extension_rows[] = {
    {"PyArg_ParseTuple", parse_tuple, 500000, 3, 0},
    {"ParseTuple, objects", parse_objects, 500000, 3, 0},
    {"ParseTupleAndKeywords", parse_keywords, 300000, 3, 0},
    {"PyArg_UnpackTuple", unpack_tuple, 1000000, 3, 0},
    {"Py_BuildValue, tuple", build_tuple, 300000, 3, 0},
    {"Py_BuildValue, nested", build_nested, 200000, 3, 0},
    {"call with keywords", call_keywords, 300000, 3, 0},
    {"call, fast", call_fast, 1000000, 3, 0},
    {"call, tuple", call_varargs, 1000000, 3, 0},
    {"call, tuple and dict", call_with_dict, 300000, 3, 0},
    {"PyObject_CallFunction", call_format, 500000, 3, 0},
    {"raise a text", raise_text, 500000, 3, 0},
    {"raise, formatted", raise_formatted, 300000, 3, 0},
    {"raise and catch", raise_catch, 300000, 3, 0},
    {"fail to find items", fail_item, 200000, 3, 0},
    {"fail to find attribute", fail_attribute, 100000, 3, 0},
    {"has no attribute", has_no_attribute, 500000, 3, 0},
    {"fail to add", fail_add, 300000, 3, 0},
    {NULL, NULL, 0, 0, 0},
};
