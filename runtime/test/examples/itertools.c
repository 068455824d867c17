/* itertools.c -- copies of iterators have their place: what __reduce__ says
 * of each, before, in the middle and after; what a copy gives; what no state
 * can be. */
#include <heapbook.h>

static PyObject *itertools, *copy;

/* Prints without addresses. */
static void
put(PyObject *op)
{
    PyObject *text = op ? PyObject_Repr(op) : NULL;
    const char *at = text ? PyUnicode_AsUTF8(text) : "";

    if (!op) {
        PyObject *type, *value, *traceback;

        PyErr_Fetch(&type, &value, &traceback);
        PyErr_NormalizeException(&type, &value, &traceback);
        text = PyObject_Str(value);
        printf("%s: %s", ((PyTypeObject *)type)->tp_name,
               PyUnicode_AsUTF8(text));
        Py_XDECREF(type);
        Py_XDECREF(value);
        Py_XDECREF(traceback);
    }
    for (; *at; at++) {
        if (!strncmp(at, " at 0x", 6)) {
            at += 6 + strspn(at + 6, "0123456789abcdef");
        }
        putchar(*at);
    }
    Py_XDECREF(text);
    Py_XDECREF(op);
}

/* The next items of an iterator; of those that do not end, six. */
static void
put_rest(PyObject *it)
{
    PyObject *item;
    int n;

    for (n = 0; it && n < 6 && (item = PyIter_Next(it)) != NULL; n++) {
        printf(" ");
        put(item);
    }
    if (!it || PyErr_Occurred()) {
        printf(" ");
        put(NULL);
    }
}

/* After `steps` items: its reduction, its size, and a copy's items. */
static void
copy_after(PyObject *function, PyObject *args, int steps)
{
    PyObject *it = PyObject_CallObject(function, args), *again;

    if (!it) {
        put(NULL);
        return;
    }
    while (steps-- > 0) {
        Py_XDECREF(PyIter_Next(it));
        PyErr_Clear();
    }
    put(PyObject_CallMethod(it, "__reduce__", NULL));
    printf(" size ");
    put(PyObject_CallMethod(it, "__sizeof__", NULL));
    again = PyObject_CallMethod(copy, "deepcopy", "(O)", it);
    printf(" copy");
    put_rest(again);
    printf(" itself");
    put_rest(it);
    printf("\n");
    Py_XDECREF(again);
    Py_DECREF(it);
}

static void
show(const char *name, const char *arguments)
{
    PyObject *function = PyObject_GetAttrString(itertools, name);
    PyObject *args = hb_lit(arguments);

    for (int steps = 0; steps < 5; steps++) {
        printf("%s%s after %d: ", name, arguments, steps);
        copy_after(function, args, steps);
    }
    Py_DECREF(function);
}

static void
set_state(const char *name, const char *arguments, const char *state)
{
    PyObject *function = PyObject_GetAttrString(itertools, name);
    PyObject *args = hb_lit(arguments), *value = hb_lit(state);
    PyObject *it = PyObject_CallObject(function, args);

    printf("%s%s state %s: ", name, arguments, state);
    put(PyObject_CallMethod(it, "__setstate__", "(O)", value));
    put_rest(it);
    printf("\n");
    Py_XDECREF(it);
    Py_DECREF(function);
}

static void
show_all(void)
{
    static const char *const rows[][2] = {
        {"count", "(3,)"},
        {"count", "(1, 2)"},
        {"count", "(1.5,)"},
        {"cycle", "([1, 2],)"},
        {"repeat", "('x', 3)"},
        {"repeat", "('x',)"},
        {"chain", "([1, 2], (3,))"},
        {"chain", "()"},
        {"islice", "([1, 2, 3, 4, 5], 1, 5, 2)"},
        {"islice", "([1, 2, 3], 2)"},
        {"islice", "([1, 2, 3], 1, None)"},
        {"filterfalse", "(None, [0, 1, 0])"},
        {"compress", "('abc', [1, 0, 1])"},
        {"accumulate", "([1, 2, 3],)"},
        {"pairwise", "([1, 2, 3],)"},
        {"zip_longest", "([1], [2, 3], '')"},
        {"product", "('ab', [1, 2])"},
        {"product", "()"},
        {"product", "('ab', '')"},
        {"permutations", "([1, 2, 3], 2)"},
        {"permutations", "('ab',)"},
        {"combinations", "('abc', 2)"},
        {"combinations", "('a', 2)"},
        {"combinations_with_replacement", "('ab', 2)"},
    };

    for (size_t i = 0; i < Py_ARRAY_LENGTH(rows); i++) {
        show(rows[i][0], rows[i][1]);
    }
}

/* Those that call something. */
static void
show_callers(void)
{
    static const char *const names[] = {"takewhile", "dropwhile", "starmap",
                                        "filterfalse"};
    PyObject *items = hb_lit("[(1,), (1, 1), (), (2,)]");

    for (size_t i = 0; i < Py_ARRAY_LENGTH(names); i++) {
        PyObject *function = PyObject_GetAttrString(itertools, names[i]);
        PyObject *args = PyTuple_Pack(2, &PyBool_Type, items);

        for (int steps = 0; steps < 4; steps++) {
            printf("%s after %d: ", names[i], steps);
            copy_after(function, args, steps);
        }
        Py_DECREF(args);
        Py_DECREF(function);
    }
}

static void
show_states(void)
{
    static const char *const rows[][3] = {
        {"cycle", "([1, 2],)", "([7], 1)"},
        {"cycle", "([1, 2],)", "[7]"},
        {"cycle", "([1, 2],)", "(7, 1)"},
        {"chain", "([1, 2],)", "([3],)"},
        {"chain", "([1, 2],)", "5"},
        {"islice", "([1, 2, 3], 1, 3)", "'x'"},
        {"islice", "([1, 2, 3], 1, 3)", "2"},
        {"accumulate", "([1, 2],)", "10"},
        {"product", "('ab', 'cd')", "(1, -5)"},
        {"product", "('ab', 'cd')", "(1,)"},
        {"combinations", "('abcd', 2)", "(1, 2)"},
        {"combinations", "('abcd', 2)", "(9, 9)"},
        {"combinations", "('abcd', 2)", "9"},
        {"combinations_with_replacement", "('ab', 2)", "(0, 1)"},
        {"permutations", "('abc', 2)", "((0, 2, 1), (3, 1))"},
        {"permutations", "('abc', 2)", "((0, 2), (3, 1))"},
        {"permutations", "('abc', 2)", "([0, 2, 1], (3, 1))"},
        {"permutations", "('abc', 2)", "7"},
        {"zip_longest", "('ab', 'c')", "'-'"},
    };

    for (size_t i = 0; i < Py_ARRAY_LENGTH(rows); i++) {
        set_state(rows[i][0], rows[i][1], rows[i][2]);
    }
}

/* Two that share what was read; groups that others have overtaken. */
static void
show_sharing(void)
{
    PyObject *list = hb_lit("[1, 1, 2, 2, 3]"), *two, *first, *group, *pair;
    PyObject *groups = PyObject_CallMethod(itertools, "groupby", "(O)", list);

    two = PyObject_CallMethod(itertools, "tee", "(O)", list);
    first = PyTuple_GET_ITEM(two, 0);
    Py_XDECREF(PyIter_Next(first));
    put(PyObject_CallMethod(first, "__reduce__", NULL));
    group = PyObject_CallMethod(copy, "deepcopy", "(O)", first);
    put_rest(group);
    Py_XDECREF(group);
    put_rest(PyTuple_GET_ITEM(two, 1));
    printf("\n");
    pair = PyIter_Next(groups);
    group = PyTuple_GET_ITEM(pair, 1);
    put(PyObject_CallMethod(groups, "__reduce__", NULL));
    put(PyObject_CallMethod(group, "__reduce__", NULL));
    Py_XDECREF(PyIter_Next(groups));
    put(PyObject_CallMethod(groups, "__reduce__", NULL));
    put(PyObject_CallMethod(group, "__reduce__", NULL));
    put_rest(PyTuple_GET_ITEM(pair, 1));
    printf("\n");
    Py_DECREF(pair);
    Py_DECREF(groups);
    Py_DECREF(two);
}

HB_EXAMPLE
{
    itertools = PyImport_ImportModule("itertools");
    copy = PyImport_ImportModule("copy");
    show_all();
    show_callers();
    show_states();
    show_sharing();
    Py_DECREF(copy);
    Py_DECREF(itertools);
}
