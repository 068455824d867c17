/* found_methods.c -- what calls of every method of every type have found, by
 * name and with arguments that answer for themselves, each once: every case
 * gave another answer on the model than on CPython.
 */
#include <heapbook.h>
#include <math.h>

#include "answer.h"

/* A class of which C fills in what it needs. */
static PyObject *
make_class(const char *name, unsigned flags, PyTypeObject *base,
           PyType_Slot *slots)
{
    PyType_Spec spec = {name, 0, 0, Py_TPFLAGS_DEFAULT | flags, slots};

    return PyType_FromSpecWithBases(&spec, (PyObject *)base);
}

/* ---- exceptions --------------------------------------------------------- */

/* Which of the methods a class has itself; what it inherits is not there. */
static void
own_methods(void)
{
    static const char *const classes[] = {
        "KeyError",          "StopIteration", "AttributeError",
        "NameError",         "ImportError",   "SyntaxError",
        "TabError",          "OSError",       "BrokenPipeError",
        "UnboundLocalError", "SystemExit",    "ValueError"};
    static const char *const methods[] = {"__new__", "__init__", "__str__",
                                          "__reduce__", "msg"};
    size_t i, k;

    for (i = 0; i < Py_ARRAY_LENGTH(classes); i++) {
        PyObject *class = import_from("builtins", classes[i]);

        printf("%s:", classes[i]);
        for (k = 0; k < Py_ARRAY_LENGTH(methods); k++) {
            if (PyDict_GetItemString(((PyTypeObject *)class)->tp_dict,
                                     methods[k]) != NULL) {
                printf(" %s", methods[k]);
            }
        }
        printf("\n");
        Py_DECREF(class);
    }
}

static void
copies_of_exceptions(void)
{
    PyObject *error =
        PyObject_CallFunction(PyExc_OSError, "isszs", 2, "a", "f", NULL, "g");
    PyObject *noargs = PyTuple_New(0);
    PyObject *names = hb_lit("{'name': 'n', 'path': 'p'}");

    put(PyObject_CallMethod(error, "__reduce__", NULL));
    Py_DECREF(error);
    error = PyObject_CallFunction(PyExc_OSError, "iss", 1, "a", "f");
    PyObject_SetAttrString(error, "x", Py_True);
    put(PyObject_CallMethod(error, "__reduce__", NULL));
    Py_DECREF(error);
    error = PyObject_Call(PyExc_ImportError, noargs, names);
    put(PyObject_CallMethod(error, "__reduce__", NULL));
    Py_DECREF(error);
    error = PyObject_CallFunction(PyExc_ImportError, "s", "m");
    put(PyObject_CallMethod(error, "__reduce__", NULL));
    Py_DECREF(error);
    Py_DECREF(noargs);
}

/* ---- the best of many --------------------------------------------------- */

static void
best(const char *name, int n, const char *items)
{
    PyObject *function = import_from("heapq", name), *list = hb_lit(items);
    PyObject *found = PyObject_CallFunction(function, "iO", n, list);

    if (found != NULL) {
        printf("%zd of %zd: ", PyList_GET_SIZE(found),
               ((PyListObject *)found)->allocated);
    }
    put(found);
    Py_DECREF(function);
}

static void
best_of_many(void)
{
    PyObject *turn = import_from("heapq", "_heapify_max");
    PyObject *list = hb_lit("[1, 5, 2, 8, 3]");

    best("nlargest", 1, "[0, 'a']");
    best("nsmallest", 1, "['a', 0]");
    best("nlargest", 2, "[3, 1, 'a']");
    best("nsmallest", 2, "[3, 1, 'a']");
    best("nsmallest", 2, "[3, 1, 2, 0, 1]");
    best("nlargest", 3, "[(1, 2), (1, 1), (0, 3), (1, 2), (2,)]");
    best("nlargest", 9, "[3, 1, 2]");
    best("nsmallest", 0, "[3, 'a', 2]");
    Py_DECREF(PyObject_CallOneArg(turn, list));
    put(Py_NewRef(list));
    Py_DECREF(turn);
}

static void
counters(void)
{
    PyObject *class = import_from("collections", "Counter");
    PyObject *counter = PyObject_CallFunction(class, "s", "abracadabra");
    PyObject *elements = PyObject_CallMethod(counter, "elements", NULL);

    printf("%s\n", Py_TYPE(elements)->tp_name);
    put(PySequence_List(elements));
    put(PyObject_CallMethod(counter, "most_common", "i", 2));
    put(PyObject_CallMethod(counter, "most_common", "O", class));
    PyObject_SetItem(counter, Py_None, Py_None);
    put(PyNumber_Negative(counter));
    put(PyNumber_Positive(counter));
    put(PyNumber_InPlaceSubtract(counter, hb_lit("{'z': 0, None: 1}")));
    put(PyObject_CallMethod(counter, "__getitem__", "s", "z"));
    put(PyLong_FromSsize_t(PyObject_Size(counter)));
    Py_DECREF(elements);
    Py_DECREF(counter);
    Py_DECREF(class);
}

static PyObject *
say_missing(PyObject *Py_UNUSED(self), PyObject *key)
{
    printf("__missing__\n");
    return Py_NewRef(key);
}

static PyMethodDef missing_methods[] = {
    {"__missing__", say_missing, METH_O, NULL},
    {NULL, NULL, 0, NULL},
};

static PyType_Slot missing_slots[] = {
    {Py_tp_methods, missing_methods},
    {0, NULL},
};

static int
says_empty(PyObject *Py_UNUSED(self))
{
    return 0;
}

static PyType_Slot empty_slots[] = {{Py_nb_bool, says_empty}, {0, NULL}};

/* A Counter is shown as empty when it says that it is. */
static void
counter_that_denies(void)
{
    PyObject *base = import_from("collections", "Counter");
    PyObject *class =
        make_class("Denies", 0, (PyTypeObject *)base, empty_slots);
    PyObject *counter = PyObject_CallFunction(class, "s", "aa");

    put(PyObject_Repr(counter));
    Py_DECREF(counter);
    Py_DECREF(class);
    Py_DECREF(base);
}

/* A class derived from Counter says itself what is missing. */
static void
counter_that_misses(void)
{
    PyObject *base = import_from("collections", "Counter");
    PyObject *class =
        make_class("Missing", 0, (PyTypeObject *)base, missing_slots);
    PyObject *counter = PyObject_CallFunction(base, "[i]", 1);
    PyObject *missing = PyObject_CallNoArgs(class);

    put(PyObject_RichCompare(counter, missing, Py_EQ));
    put(PyObject_RichCompare(missing, counter, Py_LT));
    Py_DECREF(missing);
    Py_DECREF(counter);
    Py_DECREF(class);
    Py_DECREF(base);
}

/* ---- arguments that answer for themselves ------------------------------- */

static PyObject *
say_copy(PyObject *Py_UNUSED(self), PyObject *Py_UNUSED(ignored))
{
    printf("__copy__\n");
    return PyUnicode_FromString("a copy");
}

static PyObject *
say_hint(PyObject *Py_UNUSED(self), PyObject *Py_UNUSED(ignored))
{
    PyErr_SetString(PyExc_BufferError, "__length_hint__");
    return NULL;
}

static PyMethodDef iterator_methods[] = {
    {"__copy__", say_copy, METH_NOARGS, NULL},
    {"__length_hint__", say_hint, METH_NOARGS, NULL},
    {NULL, NULL, 0, NULL},
};

static PyObject *
no_next(PyObject *Py_UNUSED(self))
{
    return NULL;
}

static PyType_Slot iterator_slots[] = {
    {Py_tp_methods, iterator_methods},
    {Py_tp_iter, (void *)PyObject_SelfIter},
    {Py_tp_iternext, (void *)no_next},
    {0, NULL},
};

static void
iterators(void)
{
    PyObject *class =
        make_class("Empty", 0, &PyBaseObject_Type, iterator_slots);
    PyObject *empty = PyObject_CallNoArgs(class), *pairs = PyList_New(0);
    PyObject *tee = import_from("itertools", "tee"), *copies;
    PyObject *ordered = import_from("collections", "OrderedDict");

    copies = PyObject_CallFunction(tee, "Oi", empty, 3);
    printf("itself: %d\n", PyTuple_GET_ITEM(copies, 0) == empty);
    put(PyTuple_GetSlice(copies, 1, 3));
    put(PyObject_CallFunction(tee, "On", tee, PY_SSIZE_T_MAX / 8));
    PyList_Append(pairs, empty);
    put(PyObject_CallOneArg(ordered, pairs));
    Py_DECREF(copies);
    Py_DECREF(ordered);
    Py_DECREF(tee);
    Py_DECREF(pairs);
    Py_DECREF(empty);
    Py_DECREF(class);
}

static PyObject *
three(PyObject *Py_UNUSED(self))
{
    return PyFloat_FromDouble(3.0);
}

static PyType_Slot three_slots[] = {
    {Py_nb_float, (void *)three},
    {0, NULL},
};

static void
numbers(void)
{
    PyObject *class =
        make_class("Three", Py_TPFLAGS_BASETYPE, &PyFloat_Type, three_slots);
    PyObject *number = PyObject_CallFunction(class, "i", 1);
    PyObject *zero = PyLong_FromLong(0), *low = PyFloat_FromDouble(-HUGE_VAL);
    PyObject *bytes = PyByteArray_FromStringAndSize("", 0);
    PyObject *range = PyObject_CallFunction((PyObject *)&PyRange_Type, "i", 4);

    put(PyObject_CallFunction((PyObject *)&PyComplex_Type, "OO", number,
                              number));
    put(PyObject_CallMethod(bytes, "__reduce_ex__", "L", 1LL << 60));
    put(PyNumber_Power(zero, low, Py_None));
    put(PyObject_CallMethod(range, "__reduce__", "ii", 1, 2));
    Py_DECREF(low);
    Py_DECREF(zero);
    Py_DECREF(range);
    Py_DECREF(bytes);
    Py_DECREF(number);
    Py_DECREF(class);
}

static PyObject *
say_asked(PyObject *self, PyObject *name)
{
    if (PyUnicode_CompareWithASCIIString(name, "__setstate__") != 0) {
        return PyObject_GenericGetAttr(self, name);
    }
    printf("asked for __setstate__\n");
    return Py_NewRef(&PyType_Type);
}

static PyType_Slot asked_slots[] = {{Py_tp_getattro, say_asked}, {0, NULL}};

/* deepcopy() asks whether there is a __setstate__, and asks for it. */
static void
state_that_is_asked_for(void)
{
    PyObject *class =
        make_class("Asked", 0, (PyTypeObject *)PyExc_ValueError, asked_slots);
    PyObject *deepcopy = import_from("copy", "deepcopy");
    PyObject *asked = PyObject_CallNoArgs(class);

    PyObject_SetAttrString(asked, "at", Py_None);
    put(PyObject_CallOneArg(deepcopy, asked));
    Py_DECREF(asked);
    Py_DECREF(deepcopy);
    Py_DECREF(class);
}

static void
memo_that_counts(void)
{
    PyObject *deepcopy = import_from("copy", "deepcopy");
    PyObject *counter = import_from("collections", "Counter");
    PyObject *memo = PyObject_CallNoArgs(counter), *list = PyList_New(0);

    put(PyObject_CallFunctionObjArgs(deepcopy, list, memo, NULL));
    Py_DECREF(list);
    Py_DECREF(memo);
    Py_DECREF(counter);
    Py_DECREF(deepcopy);
}

/* What wraps a function takes over what the function says of itself. */
static void
annotations(void)
{
    PyObject *namespace = import_from("types", "SimpleNamespace");
    PyObject *noargs = PyTuple_New(0);
    PyObject *names = hb_lit(
        "{'__name__': 'f', '__doc__': 'd', '__annotations__': {'a': 1}}");
    PyObject *function = PyObject_Call(namespace, noargs, names);
    PyObject *method = PyClassMethod_New(function);
    PyObject *static_method =
        PyObject_CallOneArg((PyObject *)&PyStaticMethod_Type, function);

    put(PyObject_GetAttrString(static_method, "__dict__"));
    put(PyObject_GetAttrString(method, "__dict__"));
    Py_DECREF(static_method);
    Py_DECREF(method);
    Py_DECREF(function);
    Py_DECREF(noargs);
    Py_DECREF(namespace);
}

static void
array_iterator(void)
{
    PyObject *class = import_from("array", "array");
    PyObject *array = PyObject_CallFunction(class, "s", "i");
    PyObject *it = PyObject_GetIter(array);

    put(PyObject_CallMethod(it, "__sizeof__", NULL));
    Py_DECREF(it);
    Py_DECREF(array);
    Py_DECREF(class);
}

static void
hint_beyond_ssize(void)
{
    PyObject *length_hint = import_from("operator", "length_hint");
    PyObject *large = PyLong_FromString("9223372036854775808", NULL, 10);

    put(PyObject_CallFunctionObjArgs(length_hint, Py_None, large, NULL));
    Py_DECREF(large);
    Py_DECREF(length_hint);
}

/* An entry that a dict's own function has made has no node. */
static void
ordered_without_nodes(void)
{
    PyObject *class = import_from("collections", "OrderedDict");
    PyObject *ordered = PyObject_CallNoArgs(class);

    for (int i = 0; i < 2; i++) {
        PyObject *key = PyUnicode_FromFormat("key %d", i);

        hb_ok(PyDict_SetItem(ordered, key, Py_None));
        put(PyObject_CallMethod(ordered, "__sizeof__", NULL));
        hb_ok(PyObject_SetItem(ordered, key, Py_None));
        Py_DECREF(key);
    }
    put(PyObject_CallMethod(ordered, "__sizeof__", NULL));
    Py_DECREF(ordered);
    Py_DECREF(class);
}

HB_EXAMPLE
{
    own_methods();
    copies_of_exceptions();
    best_of_many();
    counters();
    counter_that_misses();
    counter_that_denies();
    iterators();
    numbers();
    memo_that_counts();
    state_that_is_asked_for();
    annotations();
    array_iterator();
    hint_beyond_ssize();
    ordered_without_nodes();
}
