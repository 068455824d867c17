/* dictobject_views.c -- keys(), values(), items(): windows on a dict.
 *
 * A view is a reference to the dict and nothing else.  Views of keys and of
 * items are sets as well: they compare, and combine to new sets.
 */
#include "Python.h"
#include "internal/pycore_dict.h"
#include "internal/pycore_object.h"
#include "internal/pycore_unicodeobject.h"

static inline PyObject *
view_dict(PyObject *view)
{
    return (PyObject *)((_PyDictViewObject *)view)->dv_dict;
}

PyObject *
_PyDictView_New(PyObject *dict, PyTypeObject *type)
{
    _PyDictViewObject *view;

    if (dict == NULL) {
        PyErr_BadInternalCall();
        return NULL;
    }
    if (!PyDict_Check(dict)) {
        PyErr_Format(PyExc_TypeError,
                     "%s() requires a dict argument, not '%s'", type->tp_name,
                     Py_TYPE(dict)->tp_name);
        return NULL;
    }
    view = PyObject_GC_New(_PyDictViewObject, type);
    if (view == NULL) {
        return NULL;
    }
    view->dv_dict = (PyDictObject *)Py_NewRef(dict);
    _PyObject_GC_TRACK(view);
    return (PyObject *)view;
}

PyObject *
Hb_DictViewKeys(PyObject *dict, PyObject *Py_UNUSED(unused))
{
    return _PyDictView_New(dict, &PyDictKeys_Type);
}

PyObject *
Hb_DictViewValues(PyObject *dict, PyObject *Py_UNUSED(unused))
{
    return _PyDictView_New(dict, &PyDictValues_Type);
}

PyObject *
Hb_DictViewItems(PyObject *dict, PyObject *Py_UNUSED(unused))
{
    return _PyDictView_New(dict, &PyDictItems_Type);
}

static void
view_dealloc(PyObject *self)
{
    _PyObject_GC_UNTRACK(self);
    Py_XDECREF(view_dict(self));
    PyObject_GC_Del(self);
}

static int
view_traverse(PyObject *self, visitproc visit, void *arg)
{
    Py_VISIT(view_dict(self));
    return 0;
}

static Py_ssize_t
view_len(PyObject *self)
{
    return ((PyDictObject *)view_dict(self))->ma_used;
}

static PyObject *
view_repr(PyObject *self)
{
    PyObject *list, *result = NULL;
    int nested = Py_ReprEnter(self);

    if (nested != 0) {
        return nested > 0 ? PyUnicode_FromString("...") : NULL;
    }
    list = PySequence_List(self);
    if (list != NULL) {
        result = PyUnicode_FromFormat("%s(%R)", Py_TYPE(self)->tp_name, list);
        Py_DECREF(list);
    }
    Py_ReprLeave(self);
    return result;
}

static PyObject *
view_mapping(PyObject *self, void *Py_UNUSED(context))
{
    return PyDictProxy_New(view_dict(self));
}

static PyGetSetDef view_getset[] = {
    {"mapping", view_mapping, NULL, "The dict, for reading.", NULL},
    {NULL, NULL, NULL, NULL, NULL},
};

/* ---- iteration and membership ---- */

static PyObject *
keys_iter(PyObject *self)
{
    return Hb_DictIterOf(view_dict(self), &PyDictIterKey_Type);
}

static PyObject *
values_iter(PyObject *self)
{
    return Hb_DictIterOf(view_dict(self), &PyDictIterValue_Type);
}

static PyObject *
items_iter(PyObject *self)
{
    return Hb_DictIterOf(view_dict(self), &PyDictIterItem_Type);
}

static PyObject *
keys_reversed(PyObject *self, PyObject *Py_UNUSED(unused))
{
    return Hb_DictIterOf(view_dict(self), &PyDictRevIterKey_Type);
}

static PyObject *
values_reversed(PyObject *self, PyObject *Py_UNUSED(unused))
{
    return Hb_DictIterOf(view_dict(self), &PyDictRevIterValue_Type);
}

static PyObject *
items_reversed(PyObject *self, PyObject *Py_UNUSED(unused))
{
    return Hb_DictIterOf(view_dict(self), &PyDictRevIterItem_Type);
}

static int
keys_contains(PyObject *self, PyObject *key)
{
    return PyDict_Contains(view_dict(self), key);
}

static int
items_contains(PyObject *self, PyObject *pair)
{
    PyObject *value;
    int equal;

    if (!PyTuple_Check(pair) || PyTuple_GET_SIZE(pair) != 2) {
        return 0;
    }
    value =
        PyDict_GetItemWithError(view_dict(self), PyTuple_GET_ITEM(pair, 0));
    if (value == NULL) {
        return PyErr_Occurred() ? -1 : 0;
    }
    Py_INCREF(value);
    equal = PyObject_RichCompareBool(value, PyTuple_GET_ITEM(pair, 1), Py_EQ);
    Py_DECREF(value);
    return equal;
}

/* ---- as sets ---- */

/* Whether every item of `self` is in `other`. */
static int
all_contained_in(PyObject *self, PyObject *other)
{
    PyObject *it = PyObject_GetIter(self), *item;
    int found = 1;

    if (it == NULL) {
        return -1;
    }
    while (found > 0 && (item = PyIter_Next(it)) != NULL) {
        found = PySequence_Contains(other, item);
        Py_DECREF(item);
    }
    Py_DECREF(it);
    return found > 0 && PyErr_Occurred() ? -1 : found;
}

static int
compare_sizes(Py_ssize_t a, Py_ssize_t b, int op)
{
    switch (op) {
    case Py_EQ:
    case Py_NE:
        return a == b;
    case Py_LT:
        return a < b;
    case Py_LE:
        return a <= b;
    case Py_GT:
        return a > b;
    default:
        return a >= b;
    }
}

static PyObject *
view_richcompare(PyObject *self, PyObject *other, int op)
{
    Py_ssize_t mine, theirs;
    int holds;

    if (!PyAnySet_Check(other) && !PyDictViewSet_Check(other)) {
        Py_RETURN_NOTIMPLEMENTED;
    }
    mine = PyObject_Size(self);
    theirs = mine < 0 ? -1 : PyObject_Size(other);
    if (theirs < 0) {
        return NULL;
    }
    holds = compare_sizes(mine, theirs, op);
    if (holds) {
        holds = op == Py_GT || op == Py_GE ? all_contained_in(other, self)
                                           : all_contained_in(self, other);
    }
    if (holds < 0) {
        return NULL;
    }
    return PyBool_FromLong(op == Py_NE ? !holds : holds);
}

static PyObject *
view_to_set(PyObject *self)
{
    /* From the dict itself a set takes the hashes too. */
    if (PyDictKeys_Check(self) && PyDict_CheckExact(view_dict(self))) {
        return PySet_New(view_dict(self));
    }
    return PySet_New(self);
}

/* A set of self's items, changed by a method of set. */
static PyObject *
combine(PyObject *self, PyObject *method, PyObject *other)
{
    PyObject *result = view_to_set(self), *none;

    if (result == NULL || method == NULL) {
        Py_XDECREF(result);
        return NULL;
    }
    none = PyObject_CallMethodOneArg(result, method, other);
    if (none == NULL) {
        Py_DECREF(result);
        return NULL;
    }
    Py_DECREF(none);
    return result;
}

static PyObject *
view_sub(PyObject *self, PyObject *other)
{
    return combine(self, &_Py_ID(difference_update), other);
}

static PyObject *
view_or(PyObject *self, PyObject *other)
{
    return combine(self, &_Py_ID(update), other);
}

/* Items that are in `seen` but not in `wanted` as pairs: added to result. */
static int
add_if_absent(PyObject *result, PyObject *pair, PyObject *view)
{
    int found = items_contains(view, pair);

    return found != 0 ? (found < 0 ? -1 : 0) : PySet_Add(result, pair);
}

static int
add_missing(PyObject *result, PyObject *from, PyObject *view)
{
    PyObject *it = PyObject_GetIter(from), *pair;
    int status = 0;

    if (it == NULL) {
        return -1;
    }
    while (status == 0 && (pair = PyIter_Next(it)) != NULL) {
        status = add_if_absent(result, pair, view);
        Py_DECREF(pair);
    }
    Py_DECREF(it);
    return status < 0 || PyErr_Occurred() ? -1 : 0;
}

static PyObject *
view_xor(PyObject *self, PyObject *other)
{
    PyObject *result;

    if (!PyDictItems_Check(self) || !PyDictItems_Check(other)) {
        return combine(self, &_Py_ID(symmetric_difference_update), other);
    }
    /* Values need not be hashable where both sides have the pair. */
    result = PySet_New(NULL);
    if (result != NULL && (add_missing(result, self, other) < 0 ||
                           add_missing(result, other, self) < 0)) {
        Py_CLEAR(result);
    }
    return result;
}

static int
add_common(PyObject *result, PyObject *view, PyObject *others)
{
    int (*contains)(PyObject *, PyObject *) =
        PyDictKeys_Check(view) ? keys_contains : items_contains;
    PyObject *it = PyObject_GetIter(others), *item;
    int found = 0;

    if (it == NULL) {
        return -1;
    }
    while (found >= 0 && (item = PyIter_Next(it)) != NULL) {
        found = contains(view, item);
        if (found > 0) {
            found = PySet_Add(result, item);
        }
        Py_DECREF(item);
    }
    Py_DECREF(it);
    return found < 0 || PyErr_Occurred() ? -1 : 0;
}

PyObject *
_PyDictView_Intersect(PyObject *self, PyObject *other)
{
    PyObject *result, *swap;

    if (!PyDictViewSet_Check(self)) {
        swap = other;
        other = self;
        self = swap;
    }
    if (PySet_CheckExact(other) && view_len(self) <= PyObject_Size(other)) {
        return PyObject_CallMethodOneArg(other, &_Py_ID(intersection), self);
    }
    if (PyDictViewSet_Check(other) && view_len(other) > view_len(self)) {
        swap = other;
        other = self;
        self = swap;
    }
    result = PySet_New(NULL);
    if (result != NULL && add_common(result, self, other) < 0) {
        Py_CLEAR(result);
    }
    return result;
}

static PyObject *
view_isdisjoint(PyObject *self, PyObject *other)
{
    PyObject *it, *item, *swap;
    int found = 0;

    if (self == other) {
        return PyBool_FromLong(view_len(self) == 0);
    }
    /* Ask the larger one about the items of the smaller one. */
    if (PyAnySet_CheckExact(other) || PyDictViewSet_Check(other)) {
        Py_ssize_t theirs = PyObject_Size(other);

        if (theirs < 0) {
            return NULL;
        }
        if (theirs > view_len(self)) {
            swap = other;
            other = self;
            self = swap;
        }
    }
    it = PyObject_GetIter(other);
    if (it == NULL) {
        return NULL;
    }
    while (found == 0 && (item = PyIter_Next(it)) != NULL) {
        found = PySequence_Contains(self, item);
        Py_DECREF(item);
    }
    Py_DECREF(it);
    if (found < 0 || PyErr_Occurred()) {
        return NULL;
    }
    return PyBool_FromLong(!found);
}

/* ---- types ---- */

static PyNumberMethods view_as_number = {
    .nb_subtract = view_sub,
    .nb_and = _PyDictView_Intersect,
    .nb_xor = view_xor,
    .nb_or = view_or,
};

static PySequenceMethods keys_as_sequence = {
    .sq_length = view_len,
    .sq_contains = keys_contains,
};

static PySequenceMethods items_as_sequence = {
    .sq_length = view_len,
    .sq_contains = items_contains,
};

static PySequenceMethods values_as_sequence = {
    .sq_length = view_len,
};

static PyMethodDef keys_methods[] = {
    {"isdisjoint", view_isdisjoint, METH_O, "True if no item is in both."},
    {"__reversed__", keys_reversed, METH_NOARGS, "From the last key on."},
    {NULL, NULL, 0, NULL},
};

static PyMethodDef items_methods[] = {
    {"isdisjoint", view_isdisjoint, METH_O, "True if no item is in both."},
    {"__reversed__", items_reversed, METH_NOARGS, "From the last pair on."},
    {NULL, NULL, 0, NULL},
};

static PyMethodDef values_methods[] = {
    {"__reversed__", values_reversed, METH_NOARGS, "From the last value on."},
    {NULL, NULL, 0, NULL},
};

PyTypeObject PyDictKeys_Type = {
    PyVarObject_HEAD_INIT(&PyType_Type, 0).tp_name = "dict_keys",
    .tp_basicsize = sizeof(_PyDictViewObject),
    .tp_dealloc = view_dealloc,
    .tp_repr = view_repr,
    .tp_as_number = &view_as_number,
    .tp_as_sequence = &keys_as_sequence,
    .tp_getattro = PyObject_GenericGetAttr,
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC,
    .tp_traverse = view_traverse,
    .tp_richcompare = view_richcompare,
    .tp_iter = keys_iter,
    .tp_methods = keys_methods,
    .tp_getset = view_getset,
};

PyTypeObject PyDictItems_Type = {
    PyVarObject_HEAD_INIT(&PyType_Type, 0).tp_name = "dict_items",
    .tp_basicsize = sizeof(_PyDictViewObject),
    .tp_dealloc = view_dealloc,
    .tp_repr = view_repr,
    .tp_as_number = &view_as_number,
    .tp_as_sequence = &items_as_sequence,
    .tp_getattro = PyObject_GenericGetAttr,
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC,
    .tp_traverse = view_traverse,
    .tp_richcompare = view_richcompare,
    .tp_iter = items_iter,
    .tp_methods = items_methods,
    .tp_getset = view_getset,
};

PyTypeObject PyDictValues_Type = {
    PyVarObject_HEAD_INIT(&PyType_Type, 0).tp_name = "dict_values",
    .tp_basicsize = sizeof(_PyDictViewObject),
    .tp_dealloc = view_dealloc,
    .tp_repr = view_repr,
    .tp_as_sequence = &values_as_sequence,
    .tp_getattro = PyObject_GenericGetAttr,
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC,
    .tp_traverse = view_traverse,
    .tp_iter = values_iter,
    .tp_methods = values_methods,
    .tp_getset = view_getset,
};
