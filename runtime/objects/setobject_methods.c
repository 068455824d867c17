/* setobject_methods.c -- sets from C and from Python: the rest. */
#include "Python.h"
#include "internal/pycore_object.h"
#include "internal/pycore_unicodeobject.h"
#include "setobject_table.h"

/* ---- the C interface ---- */

PyObject *
PySet_New(PyObject *iterable)
{
    return Hb_SetMake(&PySet_Type, iterable);
}

PyObject *
PyFrozenSet_New(PyObject *iterable)
{
    return Hb_SetMake(&PyFrozenSet_Type, iterable);
}

Py_ssize_t
PySet_Size(PyObject *anyset)
{
    if (!PyAnySet_Check(anyset)) {
        PyErr_BadInternalCall();
        return -1;
    }
    return PySet_GET_SIZE(anyset);
}

int
PySet_Clear(PyObject *set)
{
    if (!PySet_Check(set)) {
        PyErr_BadInternalCall();
        return -1;
    }
    Hb_SetClear((PySetObject *)set);
    return 0;
}

int
PySet_Contains(PyObject *anyset, PyObject *key)
{
    if (!PyAnySet_Check(anyset)) {
        PyErr_BadInternalCall();
        return -1;
    }
    return Hb_SetContainsKey((PySetObject *)anyset, key);
}

int
PySet_Discard(PyObject *set, PyObject *key)
{
    if (!PySet_Check(set)) {
        PyErr_BadInternalCall();
        return -1;
    }
    return Hb_SetDiscardKey((PySetObject *)set, key);
}

int
PySet_Add(PyObject *anyset, PyObject *key)
{
    if (!PySet_Check(anyset) &&
        (!PyFrozenSet_Check(anyset) || Py_REFCNT(anyset) != 1)) {
        PyErr_BadInternalCall();
        return -1;
    }
    return Hb_SetAddKey((PySetObject *)anyset, key);
}

static PyObject *
set_pop(PyObject *op, PyObject *Py_UNUSED(unused))
{
    PySetObject *so = (PySetObject *)op;
    Py_ssize_t i = so->finger & so->mask;
    PyObject *key;

    if (so->used == 0) {
        PyErr_SetString(PyExc_KeyError, "pop from an empty set");
        return NULL;
    }
    while (so->table[i].key == NULL || so->table[i].key == set_dummy) {
        i = i == so->mask ? 0 : i + 1;
    }
    key = so->table[i].key;
    so->table[i] = (setentry){set_dummy, -1};
    so->used--;
    so->finger = i + 1;
    return key;
}

PyObject *
PySet_Pop(PyObject *set)
{
    if (!PySet_Check(set)) {
        PyErr_BadInternalCall();
        return NULL;
    }
    return set_pop(set, NULL);
}

int
_PySet_NextEntry(PyObject *set, Py_ssize_t *pos, PyObject **key,
                 Py_hash_t *hash)
{
    setentry *entry;

    if (!PyAnySet_Check(set)) {
        PyErr_BadInternalCall();
        return -1;
    }
    entry = Hb_SetNext((PySetObject *)set, pos);
    if (entry == NULL) {
        return 0;
    }
    *key = entry->key;
    *hash = entry->hash;
    return 1;
}

int
_PySet_Update(PyObject *set, PyObject *iterable)
{
    if (!PySet_Check(set)) {
        PyErr_BadInternalCall();
        return -1;
    }
    return Hb_SetUpdate((PySetObject *)set, iterable);
}

/* ---- comparison, hash, repr ---- */

/* Whether each item of an iterable is in the set. */
static int
contains_all(PySetObject *so, PyObject *iterable)
{
    PyObject *it = PyObject_GetIter(iterable), *key;
    int found = 1;

    if (it == NULL) {
        return -1;
    }
    while (found > 0 && (key = PyIter_Next(it)) != NULL) {
        found = Hb_SetContainsKey(so, key);
        Py_DECREF(key);
    }
    Py_DECREF(it);
    return found > 0 && PyErr_Occurred() ? -1 : found;
}

int
Hb_SetIsSubset(PyObject *op, PyObject *other)
{
    PySetObject *so = (PySetObject *)op;
    Py_ssize_t pos = 0;
    setentry *entry;
    int found = 1;

    if (!PyAnySet_Check(other)) {
        PyObject *common = Hb_SetIntersection(so, other);

        if (common == NULL) {
            return -1;
        }
        found = PySet_GET_SIZE(common) == so->used;
        Py_DECREF(common);
        return found;
    }
    if (so->used > PySet_GET_SIZE(other)) {
        return 0;
    }
    while (found > 0 && (entry = Hb_SetNext(so, &pos)) != NULL) {
        PyObject *key = Py_NewRef(entry->key);

        found = Hb_SetContains((PySetObject *)other, key, entry->hash);
        Py_DECREF(key);
    }
    return found;
}

static int
is_superset(PyObject *so, PyObject *other)
{
    return PyAnySet_Check(other) ? Hb_SetIsSubset(other, so)
                                 : contains_all((PySetObject *)so, other);
}

static int
set_equal(PySetObject *v, PySetObject *w)
{
    if (v->used != w->used ||
        (v->hash != -1 && w->hash != -1 && v->hash != w->hash)) {
        return 0;
    }
    return Hb_SetIsSubset((PyObject *)v, (PyObject *)w);
}

PyObject *
Hb_SetRichCompare(PyObject *v, PyObject *w, int op)
{
    int holds = 0;

    if (!PyAnySet_Check(w)) {
        Py_RETURN_NOTIMPLEMENTED;
    }
    switch (op) {
    case Py_EQ:
    case Py_NE:
        holds = set_equal((PySetObject *)v, (PySetObject *)w);
        break;
    case Py_LE:
        holds = Hb_SetIsSubset(v, w);
        break;
    case Py_GE:
        holds = Hb_SetIsSubset(w, v);
        break;
    case Py_LT:
        holds =
            PySet_GET_SIZE(v) < PySet_GET_SIZE(w) ? Hb_SetIsSubset(v, w) : 0;
        break;
    case Py_GT:
        holds =
            PySet_GET_SIZE(v) > PySet_GET_SIZE(w) ? Hb_SetIsSubset(w, v) : 0;
        break;
    }
    if (holds < 0) {
        return NULL;
    }
    return PyBool_FromLong(op == Py_NE ? !holds : holds);
}

static inline Py_uhash_t
shuffle_bits(Py_uhash_t hash)
{
    return ((hash ^ 89869747UL) ^ (hash << 16)) * 3644798167UL;
}

/* The keys' hashes, mixed and put together by exclusive or: no order.
 * Source: CPython 3.11, Objects/setobject.c, frozenset_hash(). */
Py_hash_t
Hb_FrozenSetHash(PyObject *op)
{
    PySetObject *so = (PySetObject *)op;
    Py_uhash_t hash = 0;
    Py_ssize_t pos = 0;
    setentry *entry;

    if (so->hash != -1) {
        return so->hash;
    }
    while ((entry = Hb_SetNext(so, &pos)) != NULL) {
        hash ^= shuffle_bits((Py_uhash_t)entry->hash);
    }
    hash ^= ((Py_uhash_t)so->used + 1) * 1927868237UL;
    hash ^= (hash >> 11) ^ (hash >> 25);
    hash = hash * 69069U + 907133923UL;
    if (hash == (Py_uhash_t)-1) {
        hash = 590923713UL;
    }
    so->hash = (Py_hash_t)hash;
    return so->hash;
}

/* "{1, 2}" or "frozenset({1, 2})" from the repr of a list. */
static PyObject *
repr_items(PyObject *so)
{
    PyObject *list = PySequence_List(so), *text, *items, *result;

    if (list == NULL) {
        return NULL;
    }
    text = PyObject_Repr(list);
    Py_DECREF(list);
    if (text == NULL) {
        return NULL;
    }
    items = PyUnicode_Substring(text, 1, PyUnicode_GET_LENGTH(text) - 1);
    Py_DECREF(text);
    if (items == NULL) {
        return NULL;
    }
    result =
        PySet_CheckExact(so)
            ? PyUnicode_FromFormat("{%U}", items)
            : PyUnicode_FromFormat("%s({%U})", Py_TYPE(so)->tp_name, items);
    Py_DECREF(items);
    return result;
}

PyObject *
Hb_SetRepr(PyObject *so)
{
    PyObject *result;
    int nested = Py_ReprEnter(so);

    if (nested != 0) {
        return nested > 0
                   ? PyUnicode_FromFormat("%s(...)", Py_TYPE(so)->tp_name)
                   : NULL;
    }
    result = PySet_GET_SIZE(so) == 0
                 ? PyUnicode_FromFormat("%s()", Py_TYPE(so)->tp_name)
                 : repr_items(so);
    Py_ReprLeave(so);
    return result;
}

/* ---- methods ---- */

/* Asking for a set asks for an equal frozenset, since no set is hashable;
 * 1 with a new reference in *key when that is to be tried. */
static int
frozen_key(PyObject **key)
{
    if (!PySet_Check(*key) || !PyErr_ExceptionMatches(PyExc_TypeError)) {
        return 0;
    }
    PyErr_Clear();
    *key = Hb_SetMake(&PyFrozenSet_Type, *key);
    return *key != NULL;
}

static int
set_contains(PyObject *so, PyObject *key)
{
    int found = Hb_SetContainsKey((PySetObject *)so, key);

    if (found < 0 && frozen_key(&key)) {
        found = Hb_SetContainsKey((PySetObject *)so, key);
        Py_DECREF(key);
    }
    return found;
}

static PyObject *
set_direct_contains(PyObject *so, PyObject *key)
{
    int found = set_contains(so, key);

    return found < 0 ? NULL : PyBool_FromLong(found);
}

static int
discard(PyObject *so, PyObject *key)
{
    int found = Hb_SetDiscardKey((PySetObject *)so, key);

    if (found < 0 && frozen_key(&key)) {
        found = Hb_SetDiscardKey((PySetObject *)so, key);
        Py_DECREF(key);
    }
    return found;
}

static PyObject *
set_discard(PyObject *so, PyObject *key)
{
    if (discard(so, key) < 0) {
        return NULL;
    }
    Py_RETURN_NONE;
}

static PyObject *
set_remove(PyObject *so, PyObject *key)
{
    int found = discard(so, key);

    if (found == 0) {
        _PyErr_SetKeyError(key);
    }
    if (found <= 0) {
        return NULL;
    }
    Py_RETURN_NONE;
}

static PyObject *
set_add(PyObject *so, PyObject *key)
{
    if (Hb_SetAddKey((PySetObject *)so, key) < 0) {
        return NULL;
    }
    Py_RETURN_NONE;
}

static PyObject *
set_clear(PyObject *so, PyObject *Py_UNUSED(unused))
{
    Hb_SetClear((PySetObject *)so);
    Py_RETURN_NONE;
}

static PyObject *
frozenset_copy(PyObject *so, PyObject *Py_UNUSED(unused))
{
    return PyFrozenSet_CheckExact(so) ? Py_NewRef(so) : Hb_SetCopy(so, NULL);
}

static PyObject *
set_issubset(PyObject *so, PyObject *other)
{
    int holds = Hb_SetIsSubset(so, other);

    return holds < 0 ? NULL : PyBool_FromLong(holds);
}

static PyObject *
set_issuperset(PyObject *so, PyObject *other)
{
    int holds = is_superset(so, other);

    return holds < 0 ? NULL : PyBool_FromLong(holds);
}

static PyObject *
set_isdisjoint(PyObject *op, PyObject *other)
{
    PySetObject *so = (PySetObject *)op;
    PyObject *it, *key;
    int found = 0;

    if (op == other) {
        return PyBool_FromLong(so->used == 0);
    }
    if (PyAnySet_CheckExact(other) && PySet_GET_SIZE(other) > so->used) {
        so = (PySetObject *)other;
        other = op;
    }
    it = PyObject_GetIter(other);
    if (it == NULL) {
        return NULL;
    }
    while (found == 0 && (key = PyIter_Next(it)) != NULL) {
        found = Hb_SetContainsKey(so, key);
        Py_DECREF(key);
    }
    Py_DECREF(it);
    if (found < 0 || PyErr_Occurred()) {
        return NULL;
    }
    return PyBool_FromLong(!found);
}

static PyObject *
set_sizeof(PyObject *op, PyObject *Py_UNUSED(unused))
{
    PySetObject *so = (PySetObject *)op;
    Py_ssize_t size = _PyObject_SIZE(Py_TYPE(op));

    if (so->table != so->smalltable) {
        size += (so->mask + 1) * (Py_ssize_t)sizeof(setentry);
    }
    return PyLong_FromSsize_t(size);
}

static PyObject *
set_reduce(PyObject *so, PyObject *Py_UNUSED(unused))
{
    PyObject *keys = PySequence_List(so), *state;

    if (keys == NULL) {
        return NULL;
    }
    state = _PyObject_GetState(so);
    if (state == NULL) {
        Py_DECREF(keys);
        return NULL;
    }
    return Py_BuildValue("O(N)N", Py_TYPE(so), keys, state);
}

PySequenceMethods Hb_SetAsSequence = {
    .sq_length = PySet_Size,
    .sq_contains = set_contains,
};

/* What sets and frozensets have in common. */
#define METHODS_OF_BOTH                                                       \
    {"__contains__", set_direct_contains, METH_O | METH_COEXIST,              \
     "x.__contains__(y) <==> y in x"},                                        \
        {"difference", Hb_SetDifferenceOf, METH_VARARGS,                      \
         "A new set without the items of others."},                           \
        {"intersection", Hb_SetIntersectionOf, METH_VARARGS,                  \
         "A new set of what is in all."},                                     \
        {"isdisjoint", set_isdisjoint, METH_O,                                \
         "True if no item is in both."},                                      \
        {"issubset", set_issubset, METH_O,                                    \
         "True if all items are in another."},                                \
        {"issuperset", set_issuperset, METH_O,                                \
         "True if all items of another are here."},                           \
        {"__reduce__", set_reduce, METH_NOARGS, "What to copy it from."},     \
        {"__sizeof__", set_sizeof, METH_NOARGS,                               \
         "Bytes of the object and its table."},                               \
        {"symmetric_difference", Hb_SetSymmetricDifference, METH_O,           \
         "A new set of what is in exactly one."},                             \
        {"union", Hb_SetUnionOf, METH_VARARGS,                                \
         "A new set of what is in any."},                                     \
    {                                                                         \
        "__class_getitem__", Py_GenericAlias, METH_O | METH_CLASS,            \
            "See PEP 585"                                                     \
    }

PyMethodDef Hb_SetMethods[] = {
    METHODS_OF_BOTH,
    {"add", set_add, METH_O, "Adds an item."},
    {"clear", set_clear, METH_NOARGS, "Removes all items."},
    {"copy", Hb_SetCopy, METH_NOARGS, "A new set of the same items."},
    {"discard", set_discard, METH_O, "Removes an item if it is there."},
    {"difference_update", Hb_SetDifferenceUpdateAll, METH_VARARGS,
     "Removes the items of others."},
    {"intersection_update", Hb_SetIntersectionUpdate, METH_VARARGS,
     "Keeps only what is in all others."},
    {"pop", set_pop, METH_NOARGS, "Removes some item and returns it."},
    {"remove", set_remove, METH_O, "Removes an item, which must be there."},
    {"symmetric_difference_update", Hb_SetSymmetricDifferenceUpdate, METH_O,
     "Keeps what is in exactly one."},
    {"update", Hb_SetUpdateAll, METH_VARARGS, "Adds the items of others."},
    {NULL, NULL, 0, NULL},
};

PyMethodDef Hb_FrozenSetMethods[] = {
    METHODS_OF_BOTH,
    {"copy", frozenset_copy, METH_NOARGS, "The same frozenset."},
    {NULL, NULL, 0, NULL},
};
