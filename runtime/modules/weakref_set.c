/* weakref_set.c -- WeakSet: elements stay as long as something else has them.
 *
 * The data is a set of weak references.  Operations on two sets go through
 * sets of references, which compare as their referents do.
 *
 * Source: CPython 3.11, Lib/_weakrefset.py.
 */
#include "internal/hb_weakcollections.h"
#include "structmember.h"

#define IS_WEAKSET(op) PyObject_TypeCheck(op, &Hb_WeakSet_Type)

static PyObject *
remove_entry(PyObject *selfref, PyObject *ref)
{
    PyObject *data = Hb_WeakCollectionOf(selfref);
    int status;

    if (!data) {
        Py_RETURN_NONE;
    }
    status = PySet_Discard(data, ref);
    Py_DECREF(data);
    if (status < 0) {
        return NULL;
    }
    Py_RETURN_NONE;
}

static PyMethodDef remove_def = {"_remove", remove_entry, METH_O, NULL};

/* ---- elements ----------------------------------------------------------- */

static int
add(PyObject *self, PyObject *item)
{
    PyObject *ref = Hb_WeakRefFor(self, item);
    int status = ref ? PySet_Add(Hb_WeakData(self), ref) : -1;

    Py_XDECREF(ref);
    return status;
}

/* 1 when the item was there. */
static int
discard(PyObject *self, PyObject *item)
{
    PyObject *ref = PyWeakref_NewRef(item, NULL);
    int status = ref ? PySet_Discard(Hb_WeakData(self), ref) : -1;

    Py_XDECREF(ref);
    return status;
}

static int
set_contains(PyObject *self, PyObject *item)
{
    PyObject *ref = PyWeakref_NewRef(item, NULL);
    int status;

    if (!ref) {
        if (!PyErr_ExceptionMatches(PyExc_TypeError)) {
            return -1;
        }
        PyErr_Clear();
        return 0;
    }
    status = PySet_Contains(Hb_WeakData(self), ref);
    Py_DECREF(ref);
    return status;
}

static PyObject *
pairs(PyObject *self)
{
    PyObject *list = PyList_New(0);
    PyObject *iterator = list ? PyObject_GetIter(Hb_WeakData(self)) : NULL;
    PyObject *ref;

    while (iterator && list && (ref = PyIter_Next(iterator)) != NULL) {
        PyObject *pair = PyTuple_Pack(2, ref, Py_None);

        if (!pair || PyList_Append(list, pair)) {
            Py_CLEAR(list);
        }
        Py_XDECREF(pair);
        Py_DECREF(ref);
    }
    Py_XDECREF(iterator);
    if (PyErr_Occurred()) {
        Py_CLEAR(list);
    }
    return list;
}

static PyObject *
set_iter(PyObject *self)
{
    return Hb_WeakIterator(pairs(self), HB_WEAK_REFERENT);
}

static int
update_from(PyObject *self, PyObject *other)
{
    PyObject *iterator = PyObject_GetIter(other);
    PyObject *item;
    int status = iterator ? 0 : -1;

    while (status == 0 && (item = PyIter_Next(iterator)) != NULL) {
        status = add(self, item);
        Py_DECREF(item);
    }
    Py_XDECREF(iterator);
    return status || PyErr_Occurred() ? -1 : 0;
}

/* ---- making ------------------------------------------------------------- */

static PyObject *
set_new(PyTypeObject *type, PyObject *Py_UNUSED(args),
        PyObject *Py_UNUSED(kwds))
{
    return Hb_WeakCollectionNew(type, PySet_New(NULL), &remove_def);
}

static int
set_init(PyObject *self, PyObject *args, PyObject *Py_UNUSED(kwds))
{
    PyObject *data = NULL;

    if (!PyArg_UnpackTuple(args, "__init__", 0, 1, &data)) {
        return -1;
    }
    PySet_Clear(Hb_WeakData(self));
    return data && data != Py_None ? update_from(self, data) : 0;
}

static PyObject *
like(PyObject *self, PyObject *items)
{
    return PyObject_CallOneArg((PyObject *)Py_TYPE(self), items);
}

static PyObject *
set_copy(PyObject *self, PyObject *Py_UNUSED(ignored))
{
    return like(self, self);
}

/* ---- methods ------------------------------------------------------------ */

static PyObject *
set_add(PyObject *self, PyObject *item)
{
    if (add(self, item)) {
        return NULL;
    }
    Py_RETURN_NONE;
}

static PyObject *
set_discard(PyObject *self, PyObject *item)
{
    if (discard(self, item) < 0) {
        return NULL;
    }
    Py_RETURN_NONE;
}

static PyObject *
set_remove(PyObject *self, PyObject *item)
{
    int found = discard(self, item);

    if (found == 0) {
        PyObject *ref = PyWeakref_NewRef(item, NULL);

        if (ref) {
            Hb_WeakKeyError(ref);
            Py_DECREF(ref);
        }
    }
    if (found <= 0) {
        return NULL;
    }
    Py_RETURN_NONE;
}

static PyObject *
set_pop(PyObject *self, PyObject *Py_UNUSED(ignored))
{
    for (;;) {
        PyObject *ref = PySet_Pop(Hb_WeakData(self));
        PyObject *item;

        if (!ref) {
            if (PyErr_ExceptionMatches(PyExc_KeyError)) {
                PyErr_SetString(PyExc_KeyError, "pop from empty WeakSet");
            }
            return NULL;
        }
        item = Hb_WeakReferent(ref);
        Py_DECREF(ref);
        if (item) {
            return item;
        }
    }
}

static PyObject *
set_clear(PyObject *self, PyObject *Py_UNUSED(ignored))
{
    PySet_Clear(Hb_WeakData(self));
    Py_RETURN_NONE;
}

static PyObject *
set_update(PyObject *self, PyObject *other)
{
    if (update_from(self, other)) {
        return NULL;
    }
    Py_RETURN_NONE;
}

/* ---- two sets ----------------------------------------------------------- */

/* A plain set of references to the items of any iterable. */
static PyObject *
refs_of(PyObject *other)
{
    PyObject *refs, *iterator, *item;

    if (IS_WEAKSET(other)) {
        return PySet_New(Hb_WeakData(other));
    }
    refs = PySet_New(NULL);
    iterator = refs ? PyObject_GetIter(other) : NULL;
    while (iterator && refs && (item = PyIter_Next(iterator)) != NULL) {
        PyObject *ref = PyWeakref_NewRef(item, NULL);

        if (!ref || PySet_Add(refs, ref)) {
            Py_CLEAR(refs);
        }
        Py_XDECREF(ref);
        Py_DECREF(item);
    }
    Py_XDECREF(iterator);
    if (PyErr_Occurred()) {
        Py_CLEAR(refs);
    }
    return refs;
}

/* A set like self of the live referents of a plain set; takes the set. */
static PyObject *
from_refs(PyObject *self, PyObject *refs)
{
    PyObject *result =
        refs ? PyObject_CallNoArgs((PyObject *)Py_TYPE(self)) : NULL;
    PyObject *iterator = result ? PyObject_GetIter(refs) : NULL;
    PyObject *ref;
    int status = iterator ? 0 : -1;

    while (status == 0 && (ref = PyIter_Next(iterator)) != NULL) {
        PyObject *item = Hb_WeakReferent(ref);

        if (item) {
            status = add(result, item);
            Py_DECREF(item);
        }
        Py_DECREF(ref);
    }
    Py_XDECREF(iterator);
    Py_XDECREF(refs);
    if (status) {
        Py_CLEAR(result);
    }
    return result;
}

static PyObject *
combine(PyObject *self, PyObject *other,
        PyObject *(*operation)(PyObject *, PyObject *))
{
    PyObject *refs = refs_of(other);
    PyObject *result = refs ? operation(Hb_WeakData(self), refs) : NULL;

    Py_XDECREF(refs);
    return from_refs(self, result);
}

static PyObject *
set_union(PyObject *self, PyObject *other)
{
    return combine(self, other, PyNumber_Or);
}

static PyObject *
set_intersection(PyObject *self, PyObject *other)
{
    return combine(self, other, PyNumber_And);
}

static PyObject *
set_difference(PyObject *self, PyObject *other)
{
    return combine(self, other, PyNumber_Subtract);
}

static PyObject *
set_symmetric_difference(PyObject *self, PyObject *other)
{
    return combine(self, other, PyNumber_Xor);
}

/* ---- in place ----------------------------------------------------------- */

/* References to the items of any iterable, in a list: the set takes those
 * that it keeps as they are. */
static PyObject *
ref_list(PyObject *self, PyObject *other, int with_callback)
{
    PyObject *list = PySequence_List(other);

    for (Py_ssize_t i = 0; list && i < PyList_GET_SIZE(list); i++) {
        PyObject *item = PyList_GET_ITEM(list, i);
        PyObject *ref = with_callback ? Hb_WeakRefFor(self, item)
                                      : PyWeakref_NewRef(item, NULL);

        if (!ref) {
            Py_CLEAR(list);
            break;
        }
        PyList_SET_ITEM(list, i, ref);
        Py_DECREF(item);
    }
    return list;
}

/* Calls data.name(references); self again. */
static PyObject *
change(PyObject *self, const char *name, PyObject *other, int with_callback)
{
    PyObject *refs = ref_list(self, other, with_callback);
    PyObject *none =
        refs ? PyObject_CallMethod(Hb_WeakData(self), name, "(O)", refs)
             : NULL;

    Py_XDECREF(refs);
    Py_XDECREF(none);
    return none ? Py_NewRef(self) : NULL;
}

static PyObject *
set_ior(PyObject *self, PyObject *other)
{
    return update_from(self, other) ? NULL : Py_NewRef(self);
}

static PyObject *
set_iand(PyObject *self, PyObject *other)
{
    return change(self, "intersection_update", other, 0);
}

/* Nothing is left of a set without itself. */
static PyObject *
set_isub(PyObject *self, PyObject *other)
{
    if (self == other) {
        PySet_Clear(Hb_WeakData(self));
        return Py_NewRef(self);
    }
    return change(self, "difference_update", other, 0);
}

static PyObject *
set_ixor(PyObject *self, PyObject *other)
{
    return self == other
               ? set_isub(self, other)
               : change(self, "symmetric_difference_update", other, 1);
}

#define UPDATE(name, operation)                                               \
    static PyObject *name(PyObject *self, PyObject *other)                    \
    {                                                                         \
        PyObject *result = operation(self, other);                            \
        Py_XDECREF(result);                                                   \
        return result ? Py_NewRef(Py_None) : NULL;                            \
    }

UPDATE(set_intersection_update, set_iand)
UPDATE(set_difference_update, set_isub)
UPDATE(set_symmetric_difference_update, set_ixor)

/* (class, (list of the elements,), state) */
static PyObject *
set_reduce(PyObject *self, PyObject *Py_UNUSED(ignored))
{
    PyObject *list = PySequence_List(self);
    PyObject *state =
        list ? PyObject_CallMethod(self, "__getstate__", NULL) : NULL;

    if (!state) {
        Py_XDECREF(list);
        return NULL;
    }
    return Py_BuildValue("O(N)N", Py_TYPE(self), list, state);
}

/* ---- operators and methods ---------------------------------------------- */

/* The operators; the left operand decides, as in Python's class. */
#define OPERATOR(name, method)                                                \
    static PyObject *name(PyObject *a, PyObject *b)                           \
    {                                                                         \
        if (!IS_WEAKSET(a)) {                                                 \
            Py_RETURN_NOTIMPLEMENTED;                                         \
        }                                                                     \
        return method(a, b);                                                  \
    }

OPERATOR(set_or, set_union)
OPERATOR(set_and, set_intersection)
OPERATOR(set_sub, set_difference)
OPERATOR(set_xor, set_symmetric_difference)

static PyObject *
compare(PyObject *self, PyObject *other, int op)
{
    PyObject *refs = refs_of(other);
    PyObject *result =
        refs ? PyObject_RichCompare(Hb_WeakData(self), refs, op) : NULL;

    Py_XDECREF(refs);
    return result;
}

static PyObject *
set_richcompare(PyObject *self, PyObject *other, int op)
{
    if ((op == Py_EQ || op == Py_NE) && Py_TYPE(other) != Py_TYPE(self)) {
        Py_RETURN_NOTIMPLEMENTED;
    }
    return compare(self, other, op);
}

static PyObject *
set_issubset(PyObject *self, PyObject *other)
{
    return compare(self, other, Py_LE);
}

static PyObject *
set_issuperset(PyObject *self, PyObject *other)
{
    return compare(self, other, Py_GE);
}

static PyObject *
set_isdisjoint(PyObject *self, PyObject *other)
{
    PyObject *both = set_intersection(self, other);
    Py_ssize_t size = both ? PyObject_Size(both) : -1;

    Py_XDECREF(both);
    return size < 0 ? NULL : PyBool_FromLong(size == 0);
}

static PyObject *
set_repr(PyObject *self)
{
    return PyObject_Repr(Hb_WeakData(self));
}

static PyMethodDef set_methods[] = {
    {"add", set_add, METH_O, NULL},
    {"discard", set_discard, METH_O, NULL},
    {"remove", set_remove, METH_O, NULL},
    {"pop", set_pop, METH_NOARGS, NULL},
    {"clear", set_clear, METH_NOARGS, NULL},
    {"copy", set_copy, METH_NOARGS, NULL},
    {"update", set_update, METH_O, NULL},
    {"union", set_union, METH_O, NULL},
    {"intersection", set_intersection, METH_O, NULL},
    {"difference", set_difference, METH_O, NULL},
    {"symmetric_difference", set_symmetric_difference, METH_O, NULL},
    {"intersection_update", set_intersection_update, METH_O, NULL},
    {"difference_update", set_difference_update, METH_O, NULL},
    {"symmetric_difference_update", set_symmetric_difference_update, METH_O,
     NULL},
    {"__reduce__", set_reduce, METH_NOARGS, NULL},
    {"issubset", set_issubset, METH_O, NULL},
    {"issuperset", set_issuperset, METH_O, NULL},
    {"isdisjoint", set_isdisjoint, METH_O, NULL},
    {NULL, NULL, 0, NULL},
};

static PyNumberMethods set_as_number = {
    .nb_subtract = set_sub,
    .nb_and = set_and,
    .nb_xor = set_xor,
    .nb_or = set_or,
    .nb_inplace_subtract = set_isub,
    .nb_inplace_and = set_iand,
    .nb_inplace_xor = set_ixor,
    .nb_inplace_or = set_ior,
};

static PySequenceMethods set_as_sequence = {
    .sq_length = Hb_WeakCollectionLength,
    .sq_contains = set_contains,
};

PyTypeObject Hb_WeakSet_Type = {
    PyVarObject_HEAD_INIT(&PyType_Type, 0).tp_name = "_weakrefset.WeakSet",
    .tp_basicsize = sizeof(struct Hb_WeakCollection),
    .tp_dealloc = Hb_WeakCollectionDealloc,
    .tp_repr = set_repr,
    .tp_as_number = &set_as_number,
    .tp_as_sequence = &set_as_sequence,
    .tp_hash = PyObject_HashNotImplemented,
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC | Py_TPFLAGS_BASETYPE,
    .tp_traverse = Hb_WeakCollectionTraverse,
    .tp_clear = Hb_WeakCollectionClear,
    .tp_richcompare = set_richcompare,
    .tp_weaklistoffset = offsetof(struct Hb_WeakCollection, weaklist),
    .tp_iter = set_iter,
    .tp_methods = set_methods,
    .tp_getset = Hb_WeakCollectionGetSet,
    .tp_dictoffset = offsetof(struct Hb_WeakCollection, dict),
    .tp_init = set_init,
    .tp_new = set_new,
};
