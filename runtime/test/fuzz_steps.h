/* fuzz_steps.h -- what fuzz_containers.c does to an object of each type. */
#ifndef HB_FUZZ_STEPS_H
#define HB_FUZZ_STEPS_H

#include "fuzz_values.h"

/* ---- calling ---- */

static void
take(PyObject **slot, PyObject *value)
{
    PyObject *old = *slot;

    *slot = value;
    Py_DECREF(old);
}

static void
call(PyObject *obj, const char *name, maker first, maker second)
{
    fuzz_call(obj, name, first, second, put_repr, put_result);
}

static PyObject *
make_sort_key(void)
{
    static PyTypeObject *const types[] = {&PyUnicode_Type, &PyList_Type,
                                          &PyFloat_Type};

    return Py_NewRef(types[chance(3)]);
}

static void
sort_list(PyObject *list)
{
    PyObject *method = PyObject_GetAttrString(list, "sort");
    PyObject *args = PyTuple_New(0), *kwds = PyDict_New(), *key;
    PyObject *reverse = PyBool_FromLong(chance(2));

    PyDict_SetItemString(kwds, "reverse", reverse);
    if (chance(2)) {
        key = make_sort_key();
        PyDict_SetItemString(kwds, "key", key);
        Py_DECREF(key);
    }
    printf("sort -> ");
    put_result(PyObject_Call(method, args, kwds));
    Py_DECREF(reverse);
    Py_DECREF(method);
    Py_DECREF(args);
    Py_DECREF(kwds);
}

/* Fills a list with many ints in runs, so that sorting has to merge. */
static void
sort_many(void)
{
    PyObject *list = PyList_New(0);
    long value = 0;
    unsigned n = 100 + chance(1500), shape = chance(5);

    while (n-- > 0) {
        PyObject *item;

        value = shape == 0   ? (long)chance(10000)
                : shape == 1 ? value + (long)chance(3)
                : shape == 2 ? value + (chance(40) ? 1 : -500)
                : shape == 3 ? value - (chance(60) ? 1 : -300)
                             : (long)chance(20);
        item = Py_BuildValue("(ll)", value, (long)n);
        PyList_Append(list, item);
        Py_DECREF(item);
    }
    printf("sort many");
    sort_list(list);
    printf(" %s hash ", chance(2) ? "" : "tuple");
    take(&list, PyList_AsTuple(list));
    printf("%lld", (long long)PyObject_Hash(list));
    Py_DECREF(list);
}

static void
binary(PyObject *v, PyObject *w)
{
    static const struct {
        const char *name;
        PyObject *(*call)(PyObject *, PyObject *);
    } operations[] = {
        {"+", PyNumber_Add},
        {"-", PyNumber_Subtract},
        {"&", PyNumber_And},
        {"|", PyNumber_Or},
        {"^", PyNumber_Xor},
        {"+=", PyNumber_InPlaceAdd},
        {"-=", PyNumber_InPlaceSubtract},
        {"&=", PyNumber_InPlaceAnd},
        {"|=", PyNumber_InPlaceOr},
        {"^=", PyNumber_InPlaceXor},
    };

    unsigned i = chance(10);

    printf("%s ", operations[i].name);
    put_repr(w);
    printf(" -> ");
    put_result(operations[i].call(v, w));
}

static void
compare(PyObject *v, PyObject *w)
{
    int op = (int)chance(6);

    printf("compare %d ", op);
    put_repr(w);
    printf(" -> ");
    put_result(PyObject_RichCompare(v, w, op));
}

/* Iterates a little, changing the container in the middle. */
static void
iterate(PyObject *obj)
{
    PyObject *it = chance(2) ? PyObject_GetIter(obj)
                             : PyObject_CallMethod(obj, "__reversed__", NULL);
    PyObject *item;
    int i, change = (int)chance(6);

    printf("iterate ");
    for (i = 0; it != NULL && i < 8; i++) {
        if (i == change && PyList_Check(obj)) {
            Py_XDECREF(PyObject_CallMethod(obj, "pop", NULL));
        }
        if (i == change && PyDict_Check(obj)) {
            Py_XDECREF(PyObject_CallMethod(obj, "popitem", NULL));
        }
        if (i == change && PySet_Check(obj)) {
            Py_XDECREF(PyObject_CallMethod(obj, "pop", NULL));
        }
        PyErr_Clear();
        item = PyIter_Next(it);
        if (item == NULL) {
            break;
        }
        printf(", ");
        put_result(item);
    }
    if (it != NULL) {
        printf(" hint %zd ", PyObject_LengthHint(it, -7));
    }
    if (PyErr_Occurred()) {
        put_exception();
    }
    Py_XDECREF(it);
}

/* ---- steps by type ---- */

static void
list_step(PyObject *list)
{
    PyObject *a, *b;

    switch (chance(24)) {
    case 0:
    case 1:
    case 2:
        call(list, "append", make_value, NULL);
        break;
    case 3:
        call(list, "insert", make_int, make_value);
        break;
    case 4:
        call(list, "pop", NULL, NULL);
        break;
    case 5:
        call(list, "pop", make_int, NULL);
        break;
    case 6:
    case 7:
        call(list, "extend", make_iterable, NULL);
        break;
    case 8:
        call(list, "remove", make_key, NULL);
        break;
    case 9:
        call(list, "index", make_key, make_int);
        break;
    case 10:
        call(list, "count", make_key, NULL);
        break;
    case 11:
        call(list, chance(3) ? "copy" : "clear", NULL, NULL);
        break;
    case 12:
        call(list, "reverse", NULL, NULL);
        break;
    case 13:
        sort_list(list);
        break;
    case 14:
    case 15:
        a = make_slice();
        b = make_iterable();
        printf("setitem ");
        put_repr(a);
        put_repr(b);
        printf(" -> ");
        put_status(PyObject_SetItem(list, a, b));
        Py_DECREF(a);
        Py_DECREF(b);
        break;
    case 16:
    case 17:
        call(list, "__delitem__", make_slice, NULL);
        break;
    case 18:
        call(list, "__getitem__", make_slice, NULL);
        break;
    case 19:
        call(list, "__setitem__", make_int, make_value);
        break;
    case 20:
        call(list, chance(2) ? "__imul__" : "__mul__", make_int, NULL);
        break;
    case 21:
        printf("slice -> ");
        put_status(PyList_SetSlice(list, small_int(), small_int(), list));
        break;
    case 22:
        call(list, "__contains__", make_key, NULL);
        break;
    case 23:
        printf("as tuple ");
        put_result(PyList_AsTuple(list));
        break;
    }
}

static void
dict_view_step(PyObject *dict)
{
    static const char *const names[] = {"keys", "items", "values"};
    PyObject *view = PyObject_CallMethod(dict, names[chance(3)], NULL);
    PyObject *other = make_iterable();

    put_repr(view);
    switch (chance(4)) {
    case 0:
        call(view, "isdisjoint", make_iterable, NULL);
        break;
    case 1:
        compare(view, other);
        break;
    case 2:
        binary(view, other);
        break;
    case 3:
        iterate(view);
        break;
    }
    Py_DECREF(view);
    Py_DECREF(other);
}

static PyObject *
make_pairs(void)
{
    PyObject *list = PyList_New(0);
    unsigned n = chance(5);

    while (n-- > 0) {
        PyObject *key = make_key(), *value = make_atom();
        PyObject *pair =
            chance(12) ? PyTuple_Pack(2, key, value) : PyTuple_Pack(1, key);

        PyList_Append(list, pair);
        Py_DECREF(key);
        Py_DECREF(value);
        Py_DECREF(pair);
    }
    return list;
}

static void
dict_step(PyObject *dict)
{
    switch (chance(20)) {
    case 0:
    case 1:
    case 2:
    case 3:
    case 4:
        call(dict, "__setitem__", make_key, make_value);
        break;
    case 5:
    case 6:
        call(dict, "__delitem__", make_key, NULL);
        break;
    case 7:
        call(dict, "pop", make_key, chance(2) ? make_atom : NULL);
        break;
    case 8:
        call(dict, "popitem", NULL, NULL);
        break;
    case 9:
        call(dict, "setdefault", make_key, make_atom);
        break;
    case 10:
        call(dict, "get", make_key, NULL);
        break;
    case 11:
    case 12:
        call(dict, "update", chance(3) ? make_dict : make_iterable, NULL);
        break;
    case 13:
        call(dict, "update", make_pairs, NULL);
        break;
    case 14:
        call(dict, chance(4) ? "copy" : "clear", NULL, NULL);
        break;
    case 15:
        call(dict, "fromkeys", make_iterable, make_atom);
        break;
    case 16:
    case 17:
        dict_view_step(dict);
        break;
    case 18:
        call(dict, chance(2) ? "__or__" : "__ior__", make_dict, NULL);
        break;
    case 19:
        call(dict, "__getitem__", make_value, NULL);
        break;
    }
}

static void
set_step(PyObject *set)
{
    static const char *const methods[] = {"update",
                                          "intersection_update",
                                          "difference_update",
                                          "symmetric_difference_update",
                                          "union",
                                          "intersection",
                                          "difference",
                                          "symmetric_difference",
                                          "isdisjoint",
                                          "issubset",
                                          "issuperset"};

    switch (chance(10)) {
    case 0:
    case 1:
    case 2:
        call(set, "add", make_key, NULL);
        break;
    case 3:
        call(set, chance(2) ? "remove" : "discard", make_value, NULL);
        break;
    case 4:
        call(set, "pop", NULL, NULL);
        break;
    case 5:
        call(set, chance(5) ? "copy" : "clear", NULL, NULL);
        break;
    case 6:
        call(set, "__contains__", make_value, NULL);
        break;
    default:
        call(set, methods[chance(11)], make_iterable, NULL);
        break;
    }
}

static void
instance_step(PyObject *obj)
{
    char name[4] = {'a', 'a', '\0'};
    PyObject *value = make_key(), *dict;

    name[1] = (char)('a' + (int)chance(chance(4) ? 6 : 26));
    printf(".%s ", name);
    switch (chance(7)) {
    case 0:
    case 1:
    case 2:
        put_status(PyObject_SetAttrString(obj, name, value));
        break;
    case 3:
        put_status(PyObject_DelAttrString(obj, name));
        break;
    case 4:
        put_result(PyObject_GetAttrString(obj, name));
        break;
    default:
        dict = PyObject_GetAttrString(obj, "__dict__");
        if (chance(3)) {
            dict_step(dict);
        }
        printf(" dict size %ld ", call_sizeof(dict));
        put_result(dict);
        break;
    }
    Py_DECREF(value);
}

static void
range_step(void)
{
    PyObject *range = make_range(), *other = make_range();

    put_repr(range);
    printf(" len %zd ", PyObject_Size(range));
    /* The hash of a shorter one has None in it. */
    if (PyObject_Size(range) > 1) {
        printf("hash %lld ", (long long)PyObject_Hash(range));
    }
    call(range, "__getitem__", make_slice, NULL);
    call(range, "__getitem__", make_int, NULL);
    call(range, "index", make_atom, NULL);
    call(range, "count", make_atom, NULL);
    compare(range, other);
    iterate(range);
    Py_DECREF(range);
    Py_DECREF(other);
}

static void
tuple_step(PyObject *tuple)
{
    switch (chance(7)) {
    case 0:
        call(tuple, "__getitem__", make_slice, NULL);
        break;
    case 1:
        call(tuple, "index", make_key, NULL);
        break;
    case 2:
        call(tuple, "count", make_key, NULL);
        break;
    case 3:
        call(tuple, "__mul__", make_int, NULL);
        break;
    case 4:
        call(tuple, "__contains__", make_key, NULL);
        break;
    case 5:
        printf("hash %lld", (long long)PyObject_Hash(tuple));
        PyErr_Clear();
        break;
    case 6:
        call(tuple, "__getitem__", make_int, NULL);
        break;
    }
}

static void
slice_step(void)
{
    PyObject *slice = make_slice(), *other = make_slice();

    put_repr(slice);
    call(slice, "indices", make_int, NULL);
    compare(slice, other);
    Py_DECREF(slice);
    Py_DECREF(other);
}

#endif
