/* found_mixed.c -- what operations over all types at once have found, each
 * once: every case gave another answer on the model than on CPython when
 * fuzz_mixed.c came across it.
 */
#include <heapbook.h>

#include "answer.h"

static PyObject *
deque_of(const char *items)
{
    PyObject *type = import_from("collections", "deque");
    PyObject *list = hb_lit(items);
    PyObject *deque = PyObject_CallOneArg(type, list);

    Py_DECREF(type);
    return deque;
}

/* What a sort has emptied meanwhile has its old room when it comes back; an
 * append uses room as it is and never makes the vector shorter. */
static void
append_to_much_room(void)
{
    PyObject *list = PyList_New(0);
    Py_ssize_t i;

    for (i = 0; i < 12; i++) {
        PyList_Append(list, Py_None);
    }
    for (i = 2; i < 12; i++) {
        Py_DECREF(PyList_GET_ITEM(list, i));
    }
    Py_SET_SIZE(list, 2); /* as C code may, having taken the items out */
    PyList_Append(list, Py_True);
    printf("append: %zd of %zd\n", PyList_GET_SIZE(list),
           ((PyListObject *)list)->allocated);
    Py_DECREF(list);
}

/* Arguments of the wrong number or kind. */
static void
arguments(void)
{
    PyObject *array = import_from("array", "array");
    PyObject *bytes = PyByteArray_FromStringAndSize("a\nb", 3);
    PyObject *numbers = PyObject_CallFunction(array, "s[i]", "b", 7);
    PyObject *deque = deque_of("[1, 2]"), *slice, *wide;
    PyObject *struct_module = PyImport_ImportModule("struct");

    slice = PySlice_New(NULL, NULL, NULL);
    put(PyObject_CallMethod(bytes, "splitlines", "O", Py_None));
    put(PyObject_CallMethod(bytes, "__reduce_ex__", "ii", 1, 2));
    put(PyObject_CallMethod(deque, "rotate", "ii", 1, 2));
    put(PyObject_CallMethod(deque, "rotate", "K", 1ULL << 63));
    put(PyObject_CallFunction(array, "s(O)", "h", slice));
    put(PyObject_CallMethod(struct_module, "unpack_from", "sOO", "i", deque,
                            slice));
    put(PyObject_CallMethod(numbers, "extend", "ii", 1, 2));
    put(PyObject_CallMethod(numbers, "__reduce_ex__", NULL));
    put(PyObject_CallMethod(numbers, "__reduce_ex__", "s", "x"));
    put(PyObject_CallFunction(array, "sO", "?", slice));
    /* Of another type: item by item, with room to grow. */
    wide = PyObject_CallFunction(array, "sO", "q", numbers);
    put(PyObject_CallMethod(wide, "__sizeof__", NULL));
    Py_DECREF(wide);
    Py_DECREF(struct_module);
    Py_DECREF(slice);
    Py_DECREF(deque);
    Py_DECREF(numbers);
    Py_DECREF(bytes);
    Py_DECREF(array);
}

/* One item that is no int itself, and all are asked one by one. */
static void
bytes_of_items(void)
{
    static const char *const items[] = {"[1, 2, 'a', 3]", "[1, 2, True, 4]",
                                        "[1, 2, 3, 4]"};

    for (int i = 0; i < 3; i++) {
        PyObject *bytes = PyByteArray_FromStringAndSize("xyz", 3);
        PyObject *list = hb_lit(items[i]);

        put(PyObject_CallMethod(bytes, "__init__", "(O)", list));
        put(PyObject_CallMethod(bytes, "__alloc__", NULL));
        put(bytes);
    }
}

/* Functions say whose they are: those of heapq are _heapq's. */
static void
homes(void)
{
    static const char *const names[][2] = {
        {"heapq", "heapify"},   {"bisect", "insort"},
        {"operator", "truth"},  {"functools", "reduce"},
        {"weakref", "proxy"},   {"weakref", "getweakrefcount"},
        {"struct", "calcsize"},
    };

    for (size_t i = 0; i < Py_ARRAY_LENGTH(names); i++) {
        PyObject *function = import_from(names[i][0], names[i][1]);

        put(PyObject_GetAttrString(function, "__module__"));
        Py_DECREF(function);
    }
}

/* Rows that nobody has are used again, others are left to whoever has them,
 * even by a step that finds no more. */
static void
rows_of_a_product(void)
{
    static const char *const names[] = {"permutations", "product"};

    for (int i = 0; i < 2; i++) {
        PyObject *function = import_from("itertools", names[i]);
        PyObject *list = PyList_New(0), *pool, *it, *row;

        pool = PyTuple_Pack(1, list);
        Py_DECREF(list);
        it = PyObject_CallOneArg(function, pool);
        row = PyIter_Next(it);
        printf("%s: %zd", names[i], Py_REFCNT(row));
        printf(" end %d", PyIter_Next(it) == NULL);
        printf(" %zd item %zd\n", Py_REFCNT(row), Py_REFCNT(list));
        Py_DECREF(row);
        Py_DECREF(it);
        Py_DECREF(pool);
        Py_DECREF(function);
    }
}

/* Strings that a method leaves as they are come back themselves. */
static void
same_string(void)
{
    PyObject *text = PyUnicode_FromString("no field, no tab");
    PyObject *format = PyObject_CallMethod(text, "format", "i", 1);
    PyObject *tabs = PyObject_CallMethod(text, "expandtabs", NULL);

    printf("same: %d %d\n", format == text, tabs == text);
    Py_DECREF(tabs);
    Py_DECREF(format);
    Py_DECREF(text);
}

static void
iterators_of_changed(void)
{
    PyObject *dict = PyObject_CallNoArgs((PyObject *)&PyODict_Type), *it;

    PyMapping_SetItemString(dict, "a", Py_None);
    PyMapping_SetItemString(dict, "b", Py_None);
    it = PyObject_GetIter(dict);
    put(PyIter_Next(it));
    put(PyObject_CallMethod(dict, "clear", NULL));
    put(PyIter_Next(it));
    put(PyIter_Next(it)); /* says so again */
    put(PyObject_CallMethod(dict, "pop", "O", Py_None));
    Py_DECREF(it);
    Py_DECREF(dict);
}

/* A full deque of one is the same afterwards, and yet another. */
static void
iterator_of_repeated(void)
{
    PyObject *type = import_from("collections", "deque");
    PyObject *deque = PyObject_CallFunction(type, "[i]i", 7, 1);
    PyObject *it = PyObject_GetIter(deque), *same;

    put(PyIter_Next(it));
    same = PyObject_CallMethod(deque, "__imul__", "i", 6);
    Py_XDECREF(same);
    put(PyIter_Next(it));
    Py_DECREF(it);
    put(deque);
    Py_DECREF(type);
}

/* A view that was released has an iterator, and says so too late. */
/* What is called by vectorcall with a tuple may leave an exception beside its
 * result, what is called by tp_call may not. */
static void
made_of(PyObject *type, PyObject *args)
{
    PyObject *made = PyObject_CallObject(type, args);

    printf("%s with ", made == NULL ? "nothing" : Py_TYPE(made)->tp_name);
    put(NULL);
    Py_XDECREF(made);
    Py_DECREF(args);
}

static void
iterator_of_released(void)
{
    PyObject *bytes = PyBytes_FromString("ab");
    PyObject *view = PyMemoryView_FromObject(bytes), *it;

    put(PyObject_CallMethod(view, "release", NULL));
    it = PyObject_GetIter(view);
    printf("%s with ", it == NULL ? "nothing" : Py_TYPE(it)->tp_name);
    put(NULL);
    Py_XDECREF(it);
    made_of((PyObject *)&PyFilter_Type, PyTuple_Pack(2, Py_None, view));
    made_of((PyObject *)&PyMap_Type, PyTuple_Pack(2, Py_None, view));
    made_of((PyObject *)&PyZip_Type, PyTuple_Pack(1, view));
    Py_DECREF(view);
    Py_DECREF(bytes);
}

static void
dead_proxies(void)
{
    PyObject *type =
        PyObject_CallFunction((PyObject *)&PyType_Type, "s(){}", "Thing");
    PyObject *thing = PyObject_CallNoArgs(type);
    PyObject *proxy = PyWeakref_NewProxy(thing, NULL);
    PyObject *bytes = PyBytes_FromString("ab"), *deque = deque_of("[1]");

    Py_DECREF(thing);
    put(PyObject_CallMethod(bytes, "__contains__", "(O)", proxy));
    put(PySequence_Concat(deque, proxy));
    Py_DECREF(deque);
    Py_DECREF(bytes);
    Py_DECREF(proxy);
    Py_DECREF(type);
}

static void
slices_of_iterators(void)
{
    PyObject *islice = import_from("itertools", "islice");
    PyObject *tee = import_from("itertools", "tee");
    PyObject *choose = import_from("itertools", "combinations");

    put(PyObject_CallFunction(tee, "ii", 5, 0));
    put(PyObject_CallFunction(choose, "ii", 5, -1));
    Py_DECREF(choose);
    Py_DECREF(tee);

    put(PyObject_CallFunction(islice, "sii", "abc", 1, -5));
    put(PyObject_CallFunction(islice, "si", "abc", -1));
    put(PyObject_CallFunction(islice, "ss", "abc", "x"));
    Py_DECREF(islice);
}

HB_EXAMPLE
{
    append_to_much_room();
    arguments();
    bytes_of_items();
    homes();
    rows_of_a_product();
    same_string();
    iterators_of_changed();
    iterator_of_repeated();
    iterator_of_released();
    dead_proxies();
    slices_of_iterators();
}
