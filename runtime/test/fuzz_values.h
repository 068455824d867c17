/* fuzz_values.h -- values of fuzz_containers.c. */
#ifndef HB_FUZZ_VALUES_H
#define HB_FUZZ_VALUES_H

#include "fuzz_common.h"

#define SLOTS     16
#define MAX_ITEMS 70
#define MAX_REPR  1500

static PyObject *slots[SLOTS];
static PyObject *copy_module, *point_type;

/* Which slot holds each of the items: the partition of identities. */
static void
put_identities(PyObject *items)
{
    Py_ssize_t i;
    int slot;

    for (i = 0; i < PyList_GET_SIZE(items); i++) {
        for (slot = 0; slot < SLOTS; slot++) {
            if (PyList_GET_ITEM(items, i) == slots[slot]) {
                printf(" [%zd]=s%d", i, slot);
                break;
            }
        }
    }
}

static void
put_slot(int i)
{
    PyObject *obj = slots[i];

    printf("  s%d %s size %ld refs %zd tracked %d", i, Py_TYPE(obj)->tp_name,
           call_sizeof(obj), Py_REFCNT(obj) > 100000 ? 0 : Py_REFCNT(obj),
           PyObject_GC_IsTracked(obj));
    if (PyList_Check(obj)) {
        printf(" allocated %zd", ((PyListObject *)obj)->allocated);
        put_identities(obj);
    }
    if (PyAnySet_Check(obj)) {
        printf(" mask %zd fill %zd", ((PySetObject *)obj)->mask,
               ((PySetObject *)obj)->fill);
    }
    printf(" ");
    put_repr(obj);
    printf("\n");
}

/* ---- values ---- */

static PyObject *
make_atom(void)
{
    switch (chance(12)) {
    case 0:
    case 1:
        return PyBool_FromLong(chance(2));
    case 2:
        return PyFloat_FromDouble(small_int() / 2.0);
    case 3:
        return PyLong_FromLong(small_int() * 8);
    case 4:
        return PyLong_FromLongLong(small_int() * (1LL << 40));
    case 5:
    case 6:
    case 7:
        return PyUnicode_FromFormat("%c", 'a' + (int)chance(26));
    case 8:
        return PyUnicode_FromFormat("k%d", (int)chance(60));
    default:
        return PyLong_FromLong(small_int());
    }
}

static PyObject *
make_items(PyObject *(*make)(void), unsigned most)
{
    unsigned n = chance(most + 1);
    PyObject *list = PyList_New(0);

    while (n-- > 0) {
        PyObject *item = make();

        PyList_Append(list, item);
        Py_DECREF(item);
    }
    return list;
}

/* An atom or a hashable container of atoms. */
static PyObject *
make_key(void)
{
    PyObject *items, *key;

    if (chance(8)) {
        return make_atom();
    }
    items = make_items(make_atom, 3);
    key = chance(3) ? PyList_AsTuple(items) : PyFrozenSet_New(items);
    Py_DECREF(items);
    return key;
}

/* Any value: now and then one of the slots, if it is a container. */
static PyObject *
make_value(void)
{
    PyObject *obj = slots[chance(SLOTS)];

    if (chance(7) || Py_IS_TYPE(obj, (PyTypeObject *)point_type)) {
        return make_key();
    }
    return Py_NewRef(obj);
}

static PyObject *
make_dict(void)
{
    unsigned n = chance(14), strings = chance(2);
    PyObject *dict = PyDict_New();

    while (n-- > 0) {
        PyObject *key = strings ? PyUnicode_FromFormat("k%d", (int)chance(60))
                                : make_key();
        PyObject *value = make_key();

        PyDict_SetItem(dict, key, value);
        Py_DECREF(key);
        Py_DECREF(value);
    }
    return dict;
}

static PyObject *
make_range(void)
{
    long step = small_int();

    return PyObject_CallFunction((PyObject *)&PyRange_Type, "lll", small_int(),
                                 small_int() * 3, step ? step : 1);
}

/* Something to iterate over. */
static PyObject *
make_iterable(void)
{
    PyObject *items, *result;

    switch (chance(9)) {
    case 0:
        return make_range();
    case 1:
        return make_dict();
    case 2:
        return make_value();
    case 3:
        return make_atom();
    }
    items = make_items(make_key, 12);
    switch (chance(5)) {
    case 0:
        result = PyList_AsTuple(items);
        break;
    case 1:
        result = PySet_New(items);
        break;
    case 2:
        result = PyObject_GetIter(items);
        break;
    case 3:
        result = PyFrozenSet_New(items);
        break;
    default:
        return items;
    }
    Py_DECREF(items);
    return result;
}

static PyObject *
make_instance(void)
{
    return PyObject_CallNoArgs(point_type);
}

static PyObject *
make_container(void)
{
    PyObject *items, *result;

    switch (chance(7)) {
    case 0:
    case 1:
        return make_items(make_value, 12);
    case 2:
    case 3:
        return make_dict();
    case 4:
        return make_instance();
    }
    items = make_items(make_key, 10);
    result = chance(4)   ? PySet_New(items)
             : chance(2) ? PyFrozenSet_New(items)
                         : PyList_AsTuple(items);
    Py_DECREF(items);
    return result;
}

#endif
