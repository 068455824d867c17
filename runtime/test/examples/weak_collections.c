/* weak_collections.c -- weak dictionaries and sets with other collections. */
#include <heapbook.h>

#include "answer.h"

static PyObject *weakref, *things[3];

/* copy.copy(op), copy.deepcopy(op) */
static PyObject *
copied(const char *how, PyObject *op)
{
    PyObject *module = PyImport_ImportModule("copy");
    PyObject *copy = PyObject_CallMethod(module, how, "(O)", op);

    Py_DECREF(module);
    return copy;
}

static PyObject *
make(const char *type)
{
    return PyObject_CallMethod(weakref, type, NULL);
}

/* {0: things[0], ...} or {things[0]: 0, ...}, in a dict of this type. */
static PyObject *
filled(const char *type, int values, int from, int to)
{
    PyObject *dict = strcmp(type, "dict") == 0 ? PyDict_New() : make(type);

    for (int i = from; i < to; i++) {
        PyObject *number = PyLong_FromLong(i);

        if (values) {
            PyObject_SetItem(dict, number, things[i]);
        }
        else {
            PyObject_SetItem(dict, things[i], number);
        }
        Py_DECREF(number);
    }
    return dict;
}

static void
show(const char *what, PyObject *collection)
{
    printf("%s: ", what);
    if (collection == NULL) {
        put(NULL);
        return;
    }
    printf("%s of %zd:", _PyType_Name(Py_TYPE(collection)),
           PyObject_Size(collection));
    for (int i = 0; i < 3; i++) {
        printf(" %d", PySequence_Contains(collection, things[i]));
    }
    printf("\n");
}

static void
show_equal(const char *what, PyObject *a, PyObject *b)
{
    printf("%s: ", what);
    put(PyObject_RichCompare(a, b, Py_EQ));
    put(PyObject_RichCompare(a, b, Py_NE));
}

static void
dictionaries(const char *type, int values)
{
    PyObject *two = filled(type, values, 0, 2);
    PyObject *plain = filled("dict", values, 0, 2);
    PyObject *last = filled("dict", values, 2, 3), *made;

    show_equal("with a dict", two, plain);
    show_equal("from a dict", plain, two);
    show_equal("with another", two, last);
    show_equal("with None", two, Py_None);
    made = PyNumber_Or(two, last);
    show("or", made);
    Py_XDECREF(made);
    made = PyNumber_Or(last, two);
    show("or, turned", made);
    Py_XDECREF(made);
    made = PyNumber_InPlaceOr(two, last);
    printf("in place: %d\n", made == two);
    Py_XDECREF(made);
    show_equal("now", two, plain);
    made = copied("copy", two);
    show_equal("copy", made, two);
    Py_DECREF(made);
    made = copied("deepcopy", two);
    show_equal("deep copy", made, two);
    Py_DECREF(made);
    put(PyObject_CallMethod(two, "__init__", "(O)", last));
    printf("begun anew: %zd\n", PyObject_Size(two));
    Py_DECREF(last);
    Py_DECREF(plain);
    Py_DECREF(two);
}

static PyObject *
set_of(int from, int to)
{
    PyObject *set = make("WeakSet");

    for (int i = from; i < to; i++) {
        Py_XDECREF(PyObject_CallMethod(set, "add", "(O)", things[i]));
    }
    return set;
}

static void
sets(void)
{
    static const char *const names[] = {
        "update",
        "intersection_update",
        "difference_update",
        "symmetric_difference_update",
        "__ior__",
        "__iand__",
        "__isub__",
        "__ixor__",
    };

    for (size_t i = 0; i < Py_ARRAY_LENGTH(names); i++) {
        PyObject *set = set_of(0, 2), *other = set_of(1, 3);
        PyObject *list = PySequence_List(other);

        Py_XDECREF(PyObject_CallMethod(set, names[i], "(O)", other));
        show(names[i], set);
        Py_SETREF(set, set_of(0, 2));
        Py_XDECREF(PyObject_CallMethod(set, names[i], "(O)", list));
        show(" a list", set);
        Py_XDECREF(PyObject_CallMethod(set, names[i], "(O)", set));
        show(" itself", set);
        put(PyObject_CallMethod(set, names[i], "i", 1));
        Py_DECREF(list);
        Py_DECREF(other);
        Py_DECREF(set);
    }
    PyObject *set = set_of(0, 2), *copy = copied("copy", set);
    show("copy", copy);
    show_equal("equal", copy, set);
    put(PyObject_CallMethod(copy, "__init__", NULL));
    show("begun anew", copy);
    Py_DECREF(copy);
    Py_DECREF(set);
}

HB_EXAMPLE
{
    PyObject *type =
        PyObject_CallFunction((PyObject *)&PyType_Type, "s(){}", "Thing");

    weakref = PyImport_ImportModule("weakref");
    for (int i = 0; i < 3; i++) {
        things[i] = PyObject_CallNoArgs(type);
    }
    dictionaries("WeakValueDictionary", 1);
    dictionaries("WeakKeyDictionary", 0);
    sets();
    /* What is dead is in none of them. */
    PyObject *set = set_of(0, 3);
    Py_CLEAR(things[2]);
    printf("left: %zd\n", PyObject_Size(set));
    Py_DECREF(set);
    Py_DECREF(things[0]);
    Py_DECREF(things[1]);
    Py_DECREF(weakref);
    Py_DECREF(type);
}
