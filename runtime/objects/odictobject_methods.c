/* odictobject_methods.c -- OrderedDict's methods. */
#include "internal/hb_getargs.h"
#include "internal/pycore_dict.h"
#include "internal/pycore_object.h"
#include "internal/pycore_unicodeobject.h"
#include "odictobject_nodes.h"

/* A subclass may have its own __setitem__. */
static int
store(PyObject *self, PyObject *key, PyObject *value)
{
    return PyODict_CheckExact(self) ? PyODict_SetItem(self, key, value)
                                    : PyObject_SetItem(self, key, value);
}

/* The next of the two values of a pair, or NULL with an exception. */
static PyObject *
next_of_pair(PyObject *it, const char *when_missing)
{
    PyObject *value = PyIter_Next(it);

    if (value == NULL && !PyErr_Occurred()) {
        PyErr_SetString(PyExc_ValueError, when_missing);
    }
    return value;
}

/* 0 when nothing follows the pair. */
static int
end_of_pair(PyObject *it)
{
    PyObject *more = PyIter_Next(it);

    if (more != NULL) {
        PyErr_SetString(PyExc_ValueError,
                        "too many values to unpack (expected 2)");
        Py_DECREF(more);
    }
    return PyErr_Occurred() ? -1 : 0;
}

static int
store_pair(PyObject *self, PyObject *pair)
{
    PyObject *it = PyObject_GetIter(pair), *key = NULL, *value = NULL;
    int status = -1;

    if (it != NULL) {
        key = next_of_pair(it, "need more than 0 values to unpack");
    }
    if (key != NULL) {
        value = next_of_pair(it, "need more than 1 value to unpack");
    }
    if (value != NULL && end_of_pair(it) == 0) {
        status = store(self, key, value);
    }
    Py_XDECREF(value);
    Py_XDECREF(key);
    Py_XDECREF(it);
    return status;
}

static int
store_pairs(PyObject *self, PyObject *pairs)
{
    PyObject *it = PyObject_GetIter(pairs), *element;
    int status = 0;

    if (it == NULL) {
        return -1;
    }
    /* As in CPython: that of a released memoryview comes with an exception,
     * and gives nothing. */
    PyErr_Clear();
    while (status == 0 && (element = PyIter_Next(it)) != NULL) {
        status = store_pair(self, element);
        Py_DECREF(element);
    }
    Py_DECREF(it);
    return status < 0 || PyErr_Occurred() ? -1 : 0;
}

static int
store_dict(PyObject *self, PyObject *dict)
{
    PyObject *items = PyDict_Items(dict);
    Py_ssize_t i;
    int status = items ? 0 : -1;

    for (i = 0; status == 0 && i < PyList_GET_SIZE(items); i++) {
        PyObject *item = PyList_GET_ITEM(items, i);

        status =
            store(self, PyTuple_GET_ITEM(item, 0), PyTuple_GET_ITEM(item, 1));
    }
    Py_XDECREF(items);
    return status;
}

/* Stores the values that a mapping has for what the method keys, which it
 * takes over, gives. */
static int
store_mapping(PyObject *self, PyObject *mapping, PyObject *method)
{
    PyObject *keys = PyObject_CallNoArgs(method), *it, *key;
    int status = 0;

    Py_DECREF(method);
    it = keys != NULL ? PyObject_GetIter(keys) : NULL;
    Py_XDECREF(keys);
    if (it == NULL) {
        return -1;
    }
    while (status == 0 && (key = PyIter_Next(it)) != NULL) {
        PyObject *value = PyObject_GetItem(mapping, key);

        status = value ? store(self, key, value) : -1;
        Py_XDECREF(value);
        Py_DECREF(key);
    }
    Py_DECREF(it);
    return status < 0 || PyErr_Occurred() ? -1 : 0;
}

/* Stores what the method items, which it takes over, gives. */
static int
store_items(PyObject *self, PyObject *method)
{
    PyObject *items = PyObject_CallNoArgs(method);
    int status = items != NULL ? store_pairs(self, items) : -1;

    Py_XDECREF(items);
    Py_DECREF(method);
    return status;
}

int
Hb_ODictUpdate(PyObject *self, PyObject *source)
{
    PyObject *method;
    int found;

    if (PyDict_CheckExact(source)) {
        return store_dict(self, source);
    }
    found = _PyObject_LookupAttr(source, &_Py_ID(keys), &method);
    if (found < 0) {
        return -1;
    }
    if (found > 0) {
        return store_mapping(self, source, method);
    }
    found = _PyObject_LookupAttr(source, &_Py_ID(items), &method);
    return found > 0    ? store_items(self, method)
           : found == 0 ? store_pairs(self, source)
                        : -1;
}

static int
odict_update_all(PyObject *self, PyObject *args, PyObject *kwds)
{
    Py_ssize_t n = PyTuple_GET_SIZE(args);

    if (n > 1) {
        PyErr_Format(PyExc_TypeError,
                     "update() takes at most 1 positional argument "
                     "(%zd given)",
                     n);
        return -1;
    }
    if (n == 1 && Hb_ODictUpdate(self, PyTuple_GET_ITEM(args, 0)) < 0) {
        return -1;
    }
    return kwds == NULL ? 0 : store_dict(self, kwds);
}

int
Hb_ODictInit(PyObject *self, PyObject *args, PyObject *kwds)
{
    if (PyTuple_GET_SIZE(args) > 1) {
        PyErr_Format(PyExc_TypeError, "expected at most 1 arguments, got %zd",
                     PyTuple_GET_SIZE(args));
        return -1;
    }
    return odict_update_all(self, args, kwds);
}

static PyObject *
odict_update(PyObject *self, PyObject *args, PyObject *kwds)
{
    return odict_update_all(self, args, kwds) < 0 ? NULL : Py_NewRef(Py_None);
}

static PyObject *
odict_fromkeys(PyObject *type, PyObject *args, PyObject *kwds)
{
    static char *names[] = {"iterable", "value", NULL};
    PyObject *iterable, *value = Py_None;

    if (!PyArg_ParseTupleAndKeywords(args, kwds, "O|O:fromkeys", names,
                                     &iterable, &value)) {
        return NULL;
    }
    return _PyDict_FromKeys(type, iterable, value);
}

static PyObject *
odict_sizeof(PyObject *op, PyObject *Py_UNUSED(unused))
{
    PyODictObject *od = (PyODictObject *)op;
    Py_ssize_t size = _PyDict_SizeOf(&od->od_dict);

    size += (Py_ssize_t)sizeof(odict_node *) * od->od_fast_nodes_size;
    /* All of its entries count, or none: a dict's own functions give it
     * entries without a node. */
    if (od->od_first != NULL) {
        size += (Py_ssize_t)sizeof(odict_node) * PyODict_SIZE(op);
    }
    return PyLong_FromSsize_t(size);
}

static PyObject *
odict_reduce(PyObject *op, PyObject *Py_UNUSED(unused))
{
    PyObject *state = _PyObject_GetState(op), *items, *it;

    if (state == NULL) {
        return NULL;
    }
    items = PyObject_CallMethodNoArgs(op, &_Py_ID(items));
    it = items ? PyObject_GetIter(items) : NULL;
    Py_XDECREF(items);
    if (it == NULL) {
        Py_DECREF(state);
        return NULL;
    }
    return Py_BuildValue("O()NON", Py_TYPE(op), state, Py_None, it);
}

static const char *const key_default[] = {"key", "default", NULL};

/* A derived one is asked as any mapping is. */
static PyObject *
ask_default(PyObject *op, PyObject *key, PyObject *value)
{
    int exists = PySequence_Contains(op, key);

    if (exists != 0) {
        return exists < 0 ? NULL : PyObject_GetItem(op, key);
    }
    return PyObject_SetItem(op, key, value) < 0 ? NULL : Py_NewRef(value);
}

static PyObject *
odict_setdefault(PyObject *op, PyObject *const *args, Py_ssize_t nargs,
                 PyObject *kwnames)
{
    static _PyArg_Parser parser = {.keywords = key_default,
                                   .fname = "setdefault"};
    PyObject *given[2], *value;

    if (Hb_UnpackArguments(args, nargs, kwnames, &parser, 1, 2, given) < 0) {
        return NULL;
    }
    if (given[1] == NULL) {
        given[1] = Py_None;
    }
    if (!PyODict_CheckExact(op)) {
        return ask_default(op, given[0], given[1]);
    }
    value = PyDict_GetItemWithError(op, given[0]);
    if (value == NULL) {
        value = given[1];
        if (PyErr_Occurred() || PyODict_SetItem(op, given[0], value) < 0) {
            return NULL;
        }
    }
    return Py_NewRef(value);
}

static PyObject *
odict_pop(PyObject *op, PyObject *const *args, Py_ssize_t nargs,
          PyObject *kwnames)
{
    static _PyArg_Parser parser = {.keywords = key_default, .fname = "pop"};
    PyObject *given[2];

    if (Hb_UnpackArguments(args, nargs, kwnames, &parser, 1, 2, given) < 0) {
        return NULL;
    }
    return Hb_ODictPop((PyODictObject *)op, given[0], given[1]);
}

static PyObject *
odict_popitem(PyObject *op, PyObject *const *args, Py_ssize_t nargs,
              PyObject *kwnames)
{
    static const char *const names[] = {"last", NULL};
    static _PyArg_Parser parser = {.keywords = names, .fname = "popitem"};
    PyODictObject *od = (PyODictObject *)op;
    PyObject *given, *key, *value, *pair;
    int last = 1;

    if (Hb_UnpackArguments(args, nargs, kwnames, &parser, 0, 1, &given) < 0 ||
        (given != NULL && (last = PyObject_IsTrue(given)) < 0)) {
        return NULL;
    }
    if (od->od_first == NULL) {
        PyErr_SetString(PyExc_KeyError, "dictionary is empty");
        return NULL;
    }
    key = Py_NewRef(last ? od->od_last->key : od->od_first->key);
    value = Hb_ODictPop(od, key, NULL);
    pair = value ? PyTuple_Pack(2, key, value) : NULL;
    Py_DECREF(key);
    Py_XDECREF(value);
    return pair;
}

static PyObject *
odict_move_to_end(PyObject *op, PyObject *const *args, Py_ssize_t nargs,
                  PyObject *kwnames)
{
    static const char *const names[] = {"key", "last", NULL};
    static _PyArg_Parser parser = {.format = "O|p:move_to_end",
                                   .keywords = names};
    PyODictObject *od = (PyODictObject *)op;
    odict_node *node;
    PyObject *key;
    int last = 1;

    if (nargs == 1 && kwnames == NULL) {
        key = args[0];
    }
    else if (!_PyArg_ParseStackAndKeywords(args, nargs, kwnames, &parser, &key,
                                           &last)) {
        return NULL;
    }
    node = last ? od->od_last : od->od_first;
    if (node != NULL && node->key != key) {
        node = Hb_ODictFind(od, key);
    }
    if (node == NULL) {
        if (!PyErr_Occurred()) {
            PyErr_SetObject(PyExc_KeyError, key);
        }
        return NULL;
    }
    Hb_ODictMove(od, node, last);
    Py_RETURN_NONE;
}

static PyObject *
odict_clear_method(PyObject *op, PyObject *Py_UNUSED(unused))
{
    PyDict_Clear(op);
    Hb_ODictRemoveAll((PyODictObject *)op);
    Py_RETURN_NONE;
}

static PyObject *
odict_copy(PyObject *op, PyObject *Py_UNUSED(unused))
{
    PyObject *copy = PyODict_CheckExact(op)
                         ? PyODict_New()
                         : PyObject_CallNoArgs((PyObject *)Py_TYPE(op));
    odict_node *node = ((PyODictObject *)op)->od_first;

    for (; copy != NULL && node != NULL; node = node->next) {
        PyObject *value = PyObject_GetItem(op, node->key);
        int status = value ? store(copy, node->key, value) : -1;

        Py_XDECREF(value);
        if (status < 0) {
            Py_CLEAR(copy);
        }
    }
    return copy;
}

#define KEYWORDS(F) _PyCFunction_CAST(F), METH_VARARGS | METH_KEYWORDS
#define FAST(F)     _PyCFunction_CAST(F), METH_FASTCALL | METH_KEYWORDS

PyMethodDef Hb_ODictMethods[] = {
    {"fromkeys", _PyCFunction_CAST(odict_fromkeys),
     METH_VARARGS | METH_KEYWORDS | METH_CLASS,
     "A new one with these keys and one value."},
    {"__sizeof__", odict_sizeof, METH_NOARGS, "Bytes of all its parts."},
    {"__reduce__", odict_reduce, METH_NOARGS, "What to copy it from."},
    {"setdefault", FAST(odict_setdefault),
     "The value for a key, stored first if there is none."},
    {"pop", FAST(odict_pop), "Removes a key and returns its value."},
    {"popitem", FAST(odict_popitem), "Removes the last (first) pair."},
    {"keys", Hb_ODictKeys, METH_NOARGS, "A view of the keys."},
    {"values", Hb_ODictValues, METH_NOARGS, "A view of the values."},
    {"items", Hb_ODictItems, METH_NOARGS, "A view of the pairs."},
    {"update", KEYWORDS(odict_update), "Stores all pairs."},
    {"clear", odict_clear_method, METH_NOARGS, "Removes all items."},
    {"copy", odict_copy, METH_NOARGS, "A new one of the same items."},
    {"__reversed__", Hb_ODictReversed, METH_NOARGS, "From the last key on."},
    {"move_to_end", _PyCFunction_CAST(odict_move_to_end),
     METH_FASTCALL | METH_KEYWORDS,
     "Moves a key to the end, or to the beginning."},
    {NULL, NULL, 0, NULL},
};
