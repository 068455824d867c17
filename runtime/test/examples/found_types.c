/* found_types.c -- what the tests of CPython's own types have found, each
 * once: methods that run other code in their middle, classes that return
 * something else, texts that name the wrong thing.
 */
#define PY_SSIZE_T_CLEAN
#include <heapbook.h>

#include "answer.h"

/* type(name, (base,), {methods}) */
static PyObject *
class_with(const char *name, PyObject *base, PyMethodDef *method)
{
    PyObject *type =
        PyObject_CallFunction((PyObject *)&PyType_Type, "s(O){}", name, base);

    for (; method->ml_name != NULL; method++) {
        PyObject *descr = PyDescr_NewMethod((PyTypeObject *)type, method);

        PyObject_SetAttrString(type, method->ml_name, descr);
        Py_DECREF(descr);
    }
    return type;
}

/* ---- views that are released meanwhile ---------------------------------- */

static PyObject *released;

static PyObject *
release_and_four(PyObject *Py_UNUSED(self), PyObject *Py_UNUSED(unused))
{
    PyObject *none = PyObject_CallMethod(released, "release", NULL);

    Py_XDECREF(none);
    return PyLong_FromLong(4);
}

static PyMethodDef releasing_methods[] = {
    {"__index__", release_and_four, METH_NOARGS, NULL},
    {NULL, NULL, 0, NULL},
};

static void
put_status(int status)
{
    put(status < 0 ? NULL : Py_NewRef(Py_None));
}

static PyObject *
fresh_view(int two_dimensions)
{
    PyObject *bytes = PyByteArray_FromStringAndSize("0123456789abcdef", 16);
    PyObject *view = PyMemoryView_FromObject(bytes);

    Py_DECREF(bytes);
    if (two_dimensions) {
        Py_SETREF(view, PyObject_CallMethod(view, "cast", "s(ii)", "B", 8, 2));
    }
    Py_XSETREF(released, view);
    return view;
}

static void
views_released_meanwhile(void)
{
    PyObject *type = class_with("Releasing", (PyObject *)&PyBaseObject_Type,
                                releasing_methods);
    PyObject *index = PyObject_CallNoArgs(type);
    PyObject *slice = PySlice_New(NULL, index, NULL);
    PyObject *pair = Py_BuildValue("(Oi)", index, 0);
    PyObject *spam = PyBytes_FromString("spam"), *part;
    PyObject *number = PyLong_FromLong(42), *zero = PyLong_FromLong(0);

    put(PyObject_GetItem(fresh_view(0), index));
    part = PyObject_GetItem(fresh_view(0), slice);
    put(PyObject_CallMethod(part, "tobytes", NULL));
    Py_DECREF(part);
    put(PyObject_GetItem(fresh_view(1), pair));
    put_status(PyObject_SetItem(fresh_view(0), index, number));
    put_status(PyObject_SetItem(fresh_view(0), slice, spam));
    put_status(PyObject_SetItem(fresh_view(1), pair, number));
    put_status(PyObject_SetItem(fresh_view(0), zero, index));
    Py_CLEAR(released);
    Py_DECREF(zero);
    Py_DECREF(number);
    Py_DECREF(spam);
    Py_DECREF(pair);
    Py_DECREF(slice);
    Py_DECREF(index);
    Py_DECREF(type);
}

/* ---- formats that only module struct reads ------------------------------ */

static PyObject *
exporter(const char *format)
{
    static Py_ssize_t shape[] = {3}, strides[] = {2};
    static short numbers[] = {1, 256, 3};
    Py_buffer view = {
        .buf = numbers,
        .len = sizeof(numbers),
        .itemsize = 2,
        .ndim = 1,
        .format = (char *)format,
        .shape = shape,
        .strides = strides,
    };

    return PyMemoryView_FromBuffer(&view);
}

static void
views_of_other_formats(void)
{
    static const char *const formats[] = {"<h", ">h", "h", "2b", "H", "zz"};

    for (int i = 0; i < 6; i++) {
        PyObject *a = exporter(formats[i]);

        put(PyObject_CallMethod(a, "tolist", NULL));
        for (int j = 0; j < 6; j++) {
            PyObject *b = exporter(formats[j]);

            printf("%s %s: ", formats[i], formats[j]);
            put(PyObject_RichCompare(a, b, Py_EQ));
            Py_DECREF(b);
        }
        for (int j = 0; j < 3; j++) {
            static const char *const to[] = {"B", "h", "<h"};
            PyObject *cast = PyObject_CallMethod(a, "cast", "s", to[j]);

            put(cast == NULL ? NULL : PyObject_GetAttrString(cast, "format"));
            Py_XDECREF(cast);
        }
        Py_DECREF(a);
    }
}

/* ---- classes of their own ----------------------------------------------- */

static PyObject *
new_list(PyObject *Py_UNUSED(self), PyObject *Py_UNUSED(args))
{
    return PyList_New(0);
}

/* A deque whose class makes lists. */
static void
deque_that_copies_to_lists(void)
{
    static PyMethodDef make = {"__new__", new_list, METH_VARARGS, NULL};
    static PyMethodDef none = {NULL, NULL, 0, NULL};
    PyObject *deque = import_from("collections", "deque");
    PyObject *type = class_with("Odd", deque, &none);
    PyObject *odd = PyObject_CallFunction(type, "([i])", 7);
    PyObject *function = PyCFunction_New(&make, NULL);
    PyObject *method = PyStaticMethod_New(function);

    PyObject_SetAttrString(type, "__new__", method);
    put(PySequence_Repeat(odd, 42));
    put(PySequence_Concat(odd, odd));
    put(PyObject_CallMethod(odd, "copy", NULL));
    Py_DECREF(method);
    Py_DECREF(function);
    Py_DECREF(odd);
    Py_DECREF(type);
    Py_DECREF(deque);
}

static PyObject *array_type;

static PyObject *
get_more(PyObject *self, PyObject *index)
{
    PyObject *item =
        PyObject_CallMethod(array_type, "__getitem__", "OO", self, index);
    PyObject *more = item == NULL ? NULL : PyNumber_Multiply(item, index);

    Py_XDECREF(item);
    return more;
}

/* An array whose class has items of its own, made from the array's. */
static void
array_with_items_of_its_own(void)
{
    static PyMethodDef methods[] = {
        {"__getitem__", get_more, METH_O, NULL},
        {NULL, NULL, 0, NULL},
    };

    array_type = import_from("array", "array");
    PyObject *type = class_with("More", array_type, methods);
    PyObject *array = PyObject_CallFunction(type, "s[iii]", "i", 5, 6, 7);

    put(PySequence_GetItem(array, 2));
    put(PySequence_List(array));
    Py_DECREF(array);
    Py_DECREF(type);
    Py_CLEAR(array_type);
}

/* Pairs of an iterator that asks for a pair itself. */
static PyObject *pairs;
static int asked;

static PyObject *
next_or_pair(PyObject *Py_UNUSED(self), PyObject *Py_UNUSED(unused))
{
    asked++;
    return asked == 2 ? PyIter_Next(pairs) : PyLong_FromLong(asked);
}

static PyObject *
itself(PyObject *self, PyObject *Py_UNUSED(unused))
{
    return Py_NewRef(self);
}

static void
pairs_within_pairs(void)
{
    static PyMethodDef methods[] = {
        {"__next__", next_or_pair, METH_NOARGS, NULL},
        {"__iter__", itself, METH_NOARGS, NULL},
        {NULL, NULL, 0, NULL},
    };
    PyObject *pairwise = import_from("itertools", "pairwise");
    PyObject *type =
        class_with("Asks", (PyObject *)&PyBaseObject_Type, methods);
    PyObject *asks = PyObject_CallNoArgs(type);

    pairs = PyObject_CallOneArg(pairwise, asks);
    for (int i = 0; i < 3; i++) {
        put(PyIter_Next(pairs));
    }
    Py_CLEAR(pairs);
    Py_DECREF(asks);
    Py_DECREF(type);
    Py_DECREF(pairwise);
}

/* ---- texts and ends ----------------------------------------------------- */

static void
literals_of_ints(void)
{
    static const char *const texts[] = {"1__0", "_1", "1_",  "12ab", "",
                                        "-",    "0x", "007", " - 5", "0_7"};
    static const int bases[] = {0, 10, 16};

    for (size_t i = 0; i < Py_ARRAY_LENGTH(texts); i++) {
        for (int j = 0; j < 3; j++) {
            PyObject *text = PyUnicode_FromString(texts[i]);
            char *end;
            PyObject *number = PyLong_FromString(texts[i], &end, bases[j]);

            printf("'%s' up to %td: ", texts[i], end - texts[i]);
            put(number);
            put(PyLong_FromUnicodeObject(text, bases[j]));
            Py_DECREF(text);
        }
    }
}

static void
counters_of_words(void)
{
    PyObject *type = import_from("collections", "Counter");
    PyObject *counter = PyObject_CallFunction(type, "({si})", "a", 1);
    PyObject *words = hb_lit("{'a': 'word'}");

    put(PyNumber_InPlaceAdd(counter, words));
    put(PyNumber_InPlaceSubtract(counter, words));
    put(PyNumber_InPlaceOr(counter, words));
    Py_DECREF(words);
    Py_DECREF(counter);
    Py_DECREF(type);
}

/* How long the text of an int may be. */
static void
long_texts(void)
{
    PyObject *sys = PyImport_ImportModule("sys");
    PyObject *number = PyObject_CallMethod((PyObject *)&PyLong_Type, "__pow__",
                                           "ii", 10, 700);

    put(PyObject_CallMethod(sys, "get_int_max_str_digits", NULL));
    put(PyObject_CallMethod(sys, "set_int_max_str_digits", "i", 5));
    put(PyObject_CallMethod(sys, "set_int_max_str_digits", "i", 640));
    put(PyObject_Str(number));
    put(PyObject_CallMethod(sys, "set_int_max_str_digits", "i", 0));
    put(PyLong_FromSsize_t(PyUnicode_GET_LENGTH(PyObject_Str(number))));
    put(PyObject_CallMethod(sys, "set_int_max_str_digits", "i", 4300));
    Py_DECREF(number);
    Py_DECREF(sys);
}

/* ---- arrays from other machines ----------------------------------------- */

static void
reconstructed_arrays(void)
{
    static const struct {
        const char *code;
        int format;
        const char *bytes;
        Py_ssize_t size;
    } cases[] = {
        {"i", 8, "\1\2\3\4", 4},  {"i", 9, "\1\2\3\4", 4},
        {"b", 3, "\1\2\3\4", 4},  {"l", 6, "abcd", 4},
        {"d", 15, "\1\2\3\4", 4}, {"d", 17, "a", 1},
        {"h", 1, "\xff\1", 2},    {"u", 19, "\0a\0b", 4},
        {"b", 18, "a\0", 2},      {"d", 16, "a", 1},
        {"?", 0, "", 0},          {"b", 22, "", 0},
    };

    PyObject *array = import_from("array", "array");
    PyObject *module = PyImport_ImportModule("array");

    for (size_t i = 0; i < Py_ARRAY_LENGTH(cases); i++) {
        put(PyObject_CallMethod(module, "_array_reconstructor", "OCiy#", array,
                                cases[i].code[0], cases[i].format,
                                cases[i].bytes, cases[i].size));
    }
    put(PyObject_CallMethod(module, "_array_reconstructor", "OCiy", Py_None,
                            'b', 0, ""));
    put(PyObject_CallMethod(module, "_array_reconstructor", "OCiy",
                            &PyUnicode_Type, 'b', 0, ""));
    put(PyObject_CallMethod(module, "_array_reconstructor", "i", 1));
    Py_DECREF(module);
    Py_DECREF(array);
}

/* A file that keeps what is written and gives three bytes. */
static PyObject *
write_bytes(PyObject *Py_UNUSED(self), PyObject *bytes)
{
    printf("%zd bytes\n", PyBytes_GET_SIZE(bytes));
    Py_RETURN_NONE;
}

static PyObject *
read_bytes(PyObject *Py_UNUSED(self), PyObject *size)
{
    long n = PyLong_AsLong(size);

    return n == 3   ? PyUnicode_FromString("abc")
           : n == 8 ? PyBytes_FromString("abcd")
                    : PyBytes_FromStringAndSize("abcdefgh", n);
}

static void
arrays_and_files(void)
{
    static PyMethodDef methods[] = {
        {"write", write_bytes, METH_O, NULL},
        {"read", read_bytes, METH_O, NULL},
        {NULL, NULL, 0, NULL},
    };
    PyObject *type =
        class_with("File", (PyObject *)&PyBaseObject_Type, methods);
    PyObject *file = PyObject_CallNoArgs(type);
    PyObject *class = import_from("array", "array");
    PyObject *array = PyObject_CallFunction(class, "s", "i");
    PyObject *bytes = PyObject_CallFunction(
        class, "sO", "b", PyByteArray_FromStringAndSize(NULL, 100000));

    put(PyObject_CallMethod(bytes, "tofile", "O", file));
    put(PyObject_CallMethod(array, "tofile", NULL));
    put(PyObject_CallMethod(array, "fromfile", "Oi", file, 1));
    put(PyObject_CallMethod(array, "fromfile", "Oi", file, 2));
    put(PyObject_CallMethod(array, "fromfile", "Oi", file, -1));
    put(PyObject_CallMethod(array, "fromfile", "O", file));
    put(PyObject_CallMethod(array, "fromfile", "Oi", Py_None, 1));
    put(Py_NewRef(array));
    Py_DECREF(bytes);
    Py_DECREF(array);
    Py_DECREF(class);
    Py_DECREF(file);
    Py_DECREF(type);
}

static void
raw_escapes(void)
{
    static const char *const texts[] = {
        "a\\u0041b", "\\\\u0041", "\\\\\\u0041",  "\\",
        "\\x41",     "\\u12zz",   "\\U00110000x", "\\U0001F600",
        "\xe9\\n",   "\\u",       "\\U0001F6",
    };
    static const char *const handlers[] = {NULL, "replace", "ignore"};

    for (size_t i = 0; i < Py_ARRAY_LENGTH(texts); i++) {
        for (int j = 0; j < 3; j++) {
            PyObject *text = PyUnicode_DecodeRawUnicodeEscape(
                texts[i], (Py_ssize_t)strlen(texts[i]), handlers[j]);

            put(text == NULL ? NULL : Py_NewRef(text));
            if (text != NULL) {
                put(PyUnicode_AsRawUnicodeEscapeString(text));
                put(PyUnicode_AsEncodedString(text, "raw-unicode-escape",
                                              NULL));
                Py_DECREF(text);
            }
        }
    }
}

/* As in Python 2. */
static void
print_to_a_file(void)
{
    PyObject *print = PyDict_GetItemString(PyEval_GetBuiltins(), "print");
    PyObject *len = PyDict_GetItemString(PyEval_GetBuiltins(), "len");

    put(PyNumber_Rshift(print, Py_None));
    put(PyNumber_Rshift(len, Py_None));
    put(PyNumber_InPlaceRshift(print, Py_None));
}

/* ---- what is called, and what is not ------------------------------------ */

static PyObject *
say_called(PyObject *Py_UNUSED(self), PyObject *args)
{
    printf("called with %zd\n", PyTuple_GET_SIZE(args));
    Py_RETURN_NONE;
}

/* A class that counts reads and deletions is not asked by pop. */
static void
ordered_dicts_that_listen(void)
{
    static PyMethodDef methods[] = {
        {"__getitem__", say_called, METH_VARARGS, NULL},
        {"__delitem__", say_called, METH_VARARGS, NULL},
        {"__missing__", say_called, METH_VARARGS, NULL},
        {NULL, NULL, 0, NULL},
    };
    PyObject *type = class_with("Listens", (PyObject *)&PyODict_Type, methods);
    PyObject *dict = PyObject_CallNoArgs(type);

    PyMapping_SetItemString(dict, "a", Py_True);
    PyMapping_SetItemString(dict, "b", Py_False);
    put(PyObject_CallMethod(dict, "pop", "s", "a"));
    put(PyObject_CallMethod(dict, "pop", "s", "a"));
    put(PyObject_CallMethod(dict, "pop", "si", "a", 5));
    put(PyObject_CallMethod(dict, "popitem", NULL));
    put(PyObject_CallMethod(dict, "popitem", NULL));
    Py_DECREF(dict);
    Py_DECREF(type);
}

/* A group of Exceptions holds no other. */
static void
groups_of_exceptions(void)
{
    PyObject *builtins = PyEval_GetBuiltins();
    PyObject *group = PyDict_GetItemString(builtins, "ExceptionGroup");
    PyObject *base = PyDict_GetItemString(builtins, "BaseExceptionGroup");
    PyObject *type = PyObject_CallFunction((PyObject *)&PyType_Type, "s(O){}",
                                           "Mine", group);
    PyObject *types[] = {group, base, type};

    for (int i = 0; i < 3; i++) {
        put(PyObject_CallFunction(types[i], "s[N]", "m",
                                  PyObject_CallNoArgs(PyExc_ValueError)));
        put(PyObject_CallFunction(
            types[i], "s[N]", "m",
            PyObject_CallNoArgs(PyExc_KeyboardInterrupt)));
    }
    Py_DECREF(type);
}

static PyObject *
show_report(PyObject *Py_UNUSED(self), PyObject *report)
{
    put(Py_NewRef(report));
    Py_RETURN_NONE;
}

static PyObject *
fail_too(PyObject *Py_UNUSED(self), PyObject *Py_UNUSED(report))
{
    PyErr_SetString(PyExc_RuntimeError, "the hook fails");
    return NULL;
}

/* Exceptions that nobody can handle go to a hook, where there is one. */
static void
hooks_for_the_unraisable(void)
{
    static PyMethodDef shows = {"shows", show_report, METH_O, NULL};
    static PyMethodDef fails = {"fails", fail_too, METH_O, NULL};
    PyObject *first = Py_NewRef(PySys_GetObject("unraisablehook"));
    PyObject *number = PyLong_FromLong(42), *hook;

    printf("kept: %d\n", PySys_GetObject("__unraisablehook__") == first);
    put(PyObject_CallOneArg(first, number));
    hook = PyCFunction_New(&shows, NULL);
    PySys_SetObject("unraisablehook", hook);
    Py_DECREF(hook);
    PyErr_SetString(PyExc_ValueError, "nobody");
    PyErr_WriteUnraisable(number);
    PyErr_SetNone(PyExc_KeyError);
    PyErr_WriteUnraisable(NULL);
    fflush(stdout);
    hook = PyCFunction_New(&fails, NULL);
    PySys_SetObject("unraisablehook", hook);
    Py_DECREF(hook);
    PyErr_SetString(PyExc_ValueError, "nobody");
    PyErr_WriteUnraisable(number);
    PySys_SetObject("unraisablehook", Py_None);
    PyErr_SetString(PyExc_ValueError, "in the default form");
    PyErr_WriteUnraisable(number);
    PySys_SetObject("unraisablehook", first);
    Py_DECREF(number);
    Py_DECREF(first);
}

HB_EXAMPLE
{
    ordered_dicts_that_listen();
    groups_of_exceptions();
    hooks_for_the_unraisable();
    raw_escapes();
    print_to_a_file();
    views_released_meanwhile();
    views_of_other_formats();
    deque_that_copies_to_lists();
    array_with_items_of_its_own();
    pairs_within_pairs();
    literals_of_ints();
    counters_of_words();
    long_texts();
    reconstructed_arrays();
    arrays_and_files();
}
