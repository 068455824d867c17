/* collections_counter.c -- Counter: a dict of how many there are of each.
 *
 * Counter is a class like those that a class statement makes, with methods in
 * C: its instances have a dict and can be referred to weakly.  Counts may be
 * any numbers.
 *
 * Source: CPython 3.11, Lib/collections/__init__.py.
 */
#include "internal/pycore_list.h"
#include "internal/pycore_object.h"
#include "internal/pycore_unicodeobject.h"
#include "collections_parts.h"

PyObject *
Hb_CounterCount(PyObject *counter, PyObject *elem)
{
    PyObject *count = PyDict_GetItemWithError(counter, elem);

    if (count != NULL) {
        return Py_NewRef(count);
    }
    return PyErr_Occurred() ? NULL : PyLong_FromLong(0);
}

/* self[elem] = op(self[elem], change) */
static int
change_count(PyObject *self, PyObject *elem, PyObject *change,
             PyObject *(*op)(PyObject *, PyObject *))
{
    PyObject *old = Hb_CounterCount(self, elem), *count;
    int status;

    if (old == NULL) {
        return -1;
    }
    count = op(old, change);
    Py_DECREF(old);
    if (count == NULL) {
        return -1;
    }
    status = PyObject_SetItem(self, elem, count);
    Py_DECREF(count);
    return status;
}

/* What has keys() is a mapping from elements to counts. */
static int
is_mapping(PyObject *source)
{
    return PyDict_Check(source) || PyObject_HasAttr(source, &_Py_ID(keys));
}

static int
change_by_mapping(PyObject *self, PyObject *source,
                  PyObject *(*op)(PyObject *, PyObject *))
{
    PyObject *items = PyMapping_Items(source);
    Py_ssize_t i;
    int status = 0;

    if (items == NULL) {
        return -1;
    }
    for (i = 0; status == 0 && i < PyList_GET_SIZE(items); i++) {
        PyObject *pair = PyList_GET_ITEM(items, i);

        status = change_count(self, PyTuple_GET_ITEM(pair, 0),
                              PyTuple_GET_ITEM(pair, 1), op);
    }
    Py_DECREF(items);
    return status;
}

/* self[elem] += 1, of a counter that is read and written as a dict is. */
static int
count_one(PyObject *self, PyObject *elem, PyObject *one)
{
    Py_hash_t hash = PyObject_Hash(elem);
    PyObject *old, *count;
    int status;

    if (hash == -1) {
        return -1;
    }
    old = _PyDict_GetItem_KnownHash(self, elem, hash);
    if (old == NULL) {
        return PyErr_Occurred()
                   ? -1
                   : _PyDict_SetItem_KnownHash(self, elem, one, hash);
    }
    count = PyNumber_Add(old, one);
    if (count == NULL) {
        return -1;
    }
    status = _PyDict_SetItem_KnownHash(self, elem, count, hash);
    Py_DECREF(count);
    return status;
}

static int
is_dicts_own(PyObject *self, PyObject *name)
{
    return _PyType_Lookup(Py_TYPE(self), name) ==
           _PyType_Lookup(&PyDict_Type, name);
}

static int
change_by_elements(PyObject *self, PyObject *source,
                   PyObject *(*op)(PyObject *, PyObject *))
{
    PyObject *it = PyObject_GetIter(source), *one, *elem;
    int plain, status = 0;

    if (it == NULL) {
        return -1;
    }
    plain = op == PyNumber_Add && is_dicts_own(self, &_Py_ID(get)) &&
            is_dicts_own(self, &_Py_ID(__setitem__));
    one = PyLong_FromLong(1);
    while (status == 0 && (elem = PyIter_Next(it)) != NULL) {
        status = plain ? count_one(self, elem, one)
                       : change_count(self, elem, one, op);
        Py_DECREF(elem);
    }
    Py_DECREF(one);
    Py_DECREF(it);
    return status < 0 || PyErr_Occurred() ? -1 : 0;
}

/* The counts of a mapping are the left operands. */
static PyObject *
add_to(PyObject *old, PyObject *change)
{
    return PyNumber_Add(change, old);
}

static int
change_by(PyObject *self, PyObject *source,
          PyObject *(*op)(PyObject *, PyObject *))
{
    if (!is_mapping(source)) {
        return change_by_elements(self, source, op);
    }
    if (op == PyNumber_Add) {
        int has_counts = PyObject_IsTrue(self);

        if (has_counts <= 0) {
            return has_counts < 0 ? -1 : PyDict_Update(self, source);
        }
    }
    return change_by_mapping(self, source, op == PyNumber_Add ? add_to : op);
}

/* update() and subtract(): an iterable or mapping, and keywords. */
static PyObject *
change_counts(PyObject *self, PyObject *args, PyObject *kwds, const char *name,
              PyObject *(*op)(PyObject *, PyObject *))
{
    PyObject *source = Py_None;

    if (PyTuple_GET_SIZE(args) > 1) {
        PyErr_Format(PyExc_TypeError,
                     "Counter.%s() takes from 1 to 2 positional arguments "
                     "but %zd were given",
                     name, PyTuple_GET_SIZE(args) + 1);
        return NULL;
    }
    if (PyTuple_GET_SIZE(args) == 1) {
        source = PyTuple_GET_ITEM(args, 0);
    }
    if ((source != Py_None && change_by(self, source, op) < 0) ||
        (kwds != NULL && PyDict_GET_SIZE(kwds) > 0 &&
         change_by(self, kwds, op) < 0)) {
        return NULL;
    }
    Py_RETURN_NONE;
}

static PyObject *
counter_update(PyObject *self, PyObject *args, PyObject *kwds)
{
    return change_counts(self, args, kwds, "update", PyNumber_Add);
}

static PyObject *
counter_subtract(PyObject *self, PyObject *args, PyObject *kwds)
{
    return change_counts(self, args, kwds, "subtract", PyNumber_Subtract);
}

static PyObject *
counter_init(PyObject *self, PyObject *args, PyObject *kwds)
{
    PyObject *update, *none;

    if (PyTuple_GET_SIZE(args) > 1) {
        PyErr_Format(PyExc_TypeError,
                     "Counter.__init__() takes from 1 to 2 positional "
                     "arguments but %zd were given",
                     PyTuple_GET_SIZE(args) + 1);
        return NULL;
    }
    update = PyObject_GetAttr(self, &_Py_ID(update));
    if (update == NULL) {
        return NULL;
    }
    none = PyObject_Call(update, args, kwds);
    Py_DECREF(update);
    return none;
}

/* ---- reading ---- */

static PyObject *
counter_missing(PyObject *Py_UNUSED(self), PyObject *Py_UNUSED(key))
{
    return PyLong_FromLong(0);
}

static PyObject *
counter_total(PyObject *self, PyObject *Py_UNUSED(unused))
{
    PyObject *total = PyLong_FromLong(0), *key, *count;
    Py_ssize_t pos = 0;

    while (total != NULL && PyDict_Next(self, &pos, &key, &count)) {
        Py_SETREF(total, PyNumber_Add(total, count));
    }
    return total;
}

/* What gives the count of a pair. */
static PyObject *
second_of_pair(void)
{
    PyObject *make = _PyImport_GetModuleAttrString("operator", "itemgetter");
    PyObject *key = make ? PyObject_CallFunction(make, "i", 1) : NULL;

    Py_XDECREF(make);
    return key;
}

/* The pairs, the most common first; equal counts in order of insertion. */
static PyObject *
sorted_pairs(PyObject *view, PyObject *key)
{
    PyObject *pairs = PySequence_List(view);

    if (pairs != NULL && Hb_ListSort((PyListObject *)pairs, key, 1) < 0) {
        Py_CLEAR(pairs);
    }
    return pairs;
}

static PyObject *
largest_pairs(PyObject *n, PyObject *view, PyObject *key)
{
    PyObject *nlargest = _PyImport_GetModuleAttrString("heapq", "nlargest");
    PyObject *pairs =
        nlargest ? PyObject_CallFunctionObjArgs(nlargest, n, view, key, NULL)
                 : NULL;

    Py_XDECREF(nlargest);
    return pairs;
}

static PyObject *
counter_most_common(PyObject *self, PyObject *args, PyObject *kwds)
{
    static char *names[] = {"n", NULL};
    PyObject *n = Py_None, *view, *key, *pairs = NULL;

    if (!PyArg_ParseTupleAndKeywords(args, kwds, "|O:most_common", names,
                                     &n)) {
        return NULL;
    }
    view = PyObject_CallMethodNoArgs(self, &_Py_ID(items));
    key = view != NULL ? second_of_pair() : NULL;
    if (key != NULL) {
        pairs = n == Py_None ? sorted_pairs(view, key)
                             : largest_pairs(n, view, key);
    }
    Py_XDECREF(key);
    Py_XDECREF(view);
    return pairs;
}

/* starmap(repeat, self.items()): a run of each element. */
static PyObject *
runs_of_elements(PyObject *self)
{
    PyObject *starmap, *repeat = NULL, *view = NULL, *runs = NULL;

    starmap = _PyImport_GetModuleAttrString("itertools", "starmap");
    if (starmap != NULL) {
        repeat = _PyImport_GetModuleAttrString("itertools", "repeat");
    }
    if (repeat != NULL) {
        view = PyObject_CallMethodNoArgs(self, &_Py_ID(items));
    }
    if (view != NULL) {
        runs = PyObject_CallFunctionObjArgs(starmap, repeat, view, NULL);
    }
    Py_XDECREF(view);
    Py_XDECREF(repeat);
    Py_XDECREF(starmap);
    return runs;
}

static PyObject *
counter_elements(PyObject *self, PyObject *Py_UNUSED(unused))
{
    PyObject *runs = runs_of_elements(self), *chain, *elements = NULL;

    if (runs == NULL) {
        return NULL;
    }
    chain = _PyImport_GetModuleAttrString("itertools", "chain");
    if (chain != NULL) {
        elements = PyObject_CallMethod(chain, "from_iterable", "O", runs);
        Py_DECREF(chain);
    }
    Py_DECREF(runs);
    return elements;
}

static PyObject *
counter_fromkeys(PyObject *Py_UNUSED(type), PyObject *Py_UNUSED(args))
{
    PyErr_SetString(PyExc_NotImplementedError,
                    "Counter.fromkeys() is undefined.  "
                    "Use Counter(iterable) instead.");
    return NULL;
}

static PyObject *
counter_copy(PyObject *self, PyObject *Py_UNUSED(unused))
{
    return PyObject_CallOneArg((PyObject *)Py_TYPE(self), self);
}

static PyObject *
plain_dict(PyObject *self)
{
    return PyObject_CallOneArg((PyObject *)&PyDict_Type, self);
}

static PyObject *
counter_reduce(PyObject *self, PyObject *Py_UNUSED(unused))
{
    return Py_BuildValue("O(N)", Py_TYPE(self), plain_dict(self));
}

static PyObject *
counter_delitem(PyObject *self, PyObject *elem)
{
    int found = PyDict_Contains(self, elem);

    if (found < 0 || (found > 0 && PyDict_DelItem(self, elem) < 0)) {
        return NULL;
    }
    Py_RETURN_NONE;
}

/* A dict with the most common first, if the counts can be compared. */
static PyObject *
dict_for_repr(PyObject *self)
{
    PyObject *pairs = PyObject_CallMethodNoArgs(self, &_Py_ID(most_common));
    PyObject *dict;

    if (pairs == NULL) {
        if (!PyErr_ExceptionMatches(PyExc_TypeError)) {
            return NULL;
        }
        PyErr_Clear();
        return plain_dict(self);
    }
    dict = PyObject_CallOneArg((PyObject *)&PyDict_Type, pairs);
    Py_DECREF(pairs);
    return dict;
}

static PyObject *
counter_repr(PyObject *self, PyObject *Py_UNUSED(unused))
{
    PyObject *name, *dict, *result = NULL;
    int full = PyObject_IsTrue(self); /* a subclass may say otherwise */

    name = full < 0 ? NULL : PyType_GetName(Py_TYPE(self));
    if (name == NULL) {
        return NULL;
    }
    if (!full) {
        result = PyUnicode_FromFormat("%U()", name);
    }
    else {
        dict = dict_for_repr(self);
        if (dict != NULL) {
            result = PyUnicode_FromFormat("%U(%R)", name, dict);
            Py_DECREF(dict);
        }
    }
    Py_DECREF(name);
    return result;
}

/* ---- the class ---- */

#define KEYWORDS(F) _PyCFunction_CAST(F), METH_VARARGS | METH_KEYWORDS

static PyMethodDef counter_methods[] = {
    {"__init__", KEYWORDS(counter_init), "Counts what the iterable gives."},
    {"__missing__", counter_missing, METH_O, "The count of what is not in."},
    {"total", counter_total, METH_NOARGS, "The sum of the counts."},
    {"most_common", KEYWORDS(counter_most_common),
     "The n most common elements and their counts."},
    {"elements", counter_elements, METH_NOARGS,
     "Each element as often as it was counted."},
    {"update", KEYWORDS(counter_update), "Adds counts."},
    {"subtract", KEYWORDS(counter_subtract), "Subtracts counts."},
    {"copy", counter_copy, METH_NOARGS, "A new counter of the same counts."},
    {"__reduce__", counter_reduce, METH_NOARGS, "What to copy it from."},
    {"__delitem__", counter_delitem, METH_O, "Removes an element, if in."},
    {"__repr__", counter_repr, METH_NOARGS, NULL},
    {"fromkeys", counter_fromkeys, METH_VARARGS | METH_CLASS, NULL},
    {NULL, NULL, 0, NULL},
};

int
Hb_AddMethods(PyObject *type, PyMethodDef *methods)
{
    for (; methods->ml_name != NULL; methods++) {
        PyObject *method =
            methods->ml_flags & METH_CLASS
                ? PyDescr_NewClassMethod((PyTypeObject *)type, methods)
                : PyDescr_NewMethod((PyTypeObject *)type, methods);
        int status =
            method ? PyObject_SetAttrString(type, methods->ml_name, method)
                   : -1;

        Py_XDECREF(method);
        if (status < 0) {
            return -1;
        }
    }
    return 0;
}

PyObject *
Hb_CounterMakeType(void)
{
    PyObject *type = PyObject_CallFunction(
        (PyObject *)&PyType_Type, "s(O){ssss}", "Counter", &PyDict_Type,
        "__module__", "collections", "__doc__",
        "How many there are of each element.");

    if (type != NULL && (Hb_AddMethods(type, counter_methods) < 0 ||
                         Hb_AddMethods(type, Hb_CounterAlgebra) < 0)) {
        Py_CLEAR(type);
    }
    return type;
}
