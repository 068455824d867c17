/* odictobject.c -- OrderedDict: nodes, items, the type.
 *
 * Source: CPython 3.11, Objects/odictobject.c.
 */
#include <stddef.h>

#include "internal/pycore_dict.h"
#include "internal/pycore_object.h"
#include "internal/pycore_unicodeobject.h"
#include "structmember.h"
#include "key_hash.h"
#include "odictobject_nodes.h"

/* ---- nodes ---- */

/* Gives every node its place for the dict's present table. */
static int
renumber(PyODictObject *od)
{
    PyDictKeysObject *keys = od->od_dict.ma_keys;
    Py_ssize_t size = (Py_ssize_t)DK_SIZE(keys);
    odict_node **fast = PyMem_New(odict_node *, size), *node;
    PyObject *value;

    if (fast == NULL) {
        PyErr_NoMemory();
        return -1;
    }
    memset(fast, 0, (size_t)size * sizeof(*fast));
    for (node = od->od_first; node != NULL; node = node->next) {
        Py_ssize_t ix =
            _Py_dict_lookup(&od->od_dict, node->key, node->hash, &value);

        if (ix < 0) {
            PyMem_Free(fast);
            return -1;
        }
        fast[ix] = node;
    }
    PyMem_Free(od->od_fast_nodes);
    od->od_fast_nodes = fast;
    od->od_fast_nodes_size = size;
    od->od_resize_sentinel = keys;
    return 0;
}

/* The number of a key's entry: DKIX_EMPTY, or DKIX_ERROR with an exception. */
static Py_ssize_t
entry_number(PyODictObject *od, PyObject *key, Py_hash_t hash)
{
    PyDictKeysObject *keys = od->od_dict.ma_keys;
    PyObject *value;

    if ((od->od_resize_sentinel != keys ||
         od->od_fast_nodes_size != (Py_ssize_t)DK_SIZE(keys)) &&
        renumber(od) < 0) {
        return DKIX_ERROR;
    }
    return _Py_dict_lookup(&od->od_dict, key, hash, &value);
}

odict_node *
Hb_ODictFind(PyODictObject *od, PyObject *key)
{
    Py_hash_t hash;
    Py_ssize_t ix;

    if (od->od_first == NULL) {
        return NULL;
    }
    hash = hash_of(key);
    ix = hash == -1 ? DKIX_ERROR : entry_number(od, key, hash);
    return ix < 0 ? NULL : od->od_fast_nodes[ix];
}

static void
link_last(PyODictObject *od, odict_node *node)
{
    node->next = NULL;
    node->prev = od->od_last;
    if (od->od_last == NULL) {
        od->od_first = node;
    }
    else {
        od->od_last->next = node;
    }
    od->od_last = node;
    od->od_state++;
}

static void
link_first(PyODictObject *od, odict_node *node)
{
    node->prev = NULL;
    node->next = od->od_first;
    if (od->od_first == NULL) {
        od->od_last = node;
    }
    else {
        od->od_first->prev = node;
    }
    od->od_first = node;
    od->od_state++;
}

static void
unlink_node(PyODictObject *od, odict_node *node)
{
    if (node->prev == NULL) {
        od->od_first = node->next;
    }
    else {
        node->prev->next = node->next;
    }
    if (node->next == NULL) {
        od->od_last = node->prev;
    }
    else {
        node->next->prev = node->prev;
    }
    od->od_state++;
}

void
Hb_ODictMove(PyODictObject *od, odict_node *node, int last)
{
    if (node != (last ? od->od_last : od->od_first)) {
        unlink_node(od, node);
        (last ? link_last : link_first)(od, node);
    }
}

/* Makes a node for a key that the dict has; nothing if it has one. */
static int
add_node(PyODictObject *od, PyObject *key, Py_hash_t hash)
{
    Py_ssize_t ix = entry_number(od, key, hash);
    odict_node *node;

    if (ix < 0) {
        if (!PyErr_Occurred()) {
            PyErr_SetObject(PyExc_KeyError, key);
        }
        return -1;
    }
    if (od->od_fast_nodes[ix] != NULL) {
        return 0;
    }
    node = PyMem_Malloc(sizeof(*node));
    if (node == NULL) {
        PyErr_NoMemory();
        return -1;
    }
    node->key = Py_NewRef(key);
    node->hash = hash;
    od->od_fast_nodes[ix] = node;
    link_last(od, node);
    return 0;
}

/* Removes the node of a key, if there is one. */
static int
remove_node(PyODictObject *od, PyObject *key, Py_hash_t hash)
{
    Py_ssize_t ix;
    odict_node *node;

    if (od->od_first == NULL) {
        return 0;
    }
    ix = entry_number(od, key, hash);
    if (ix < 0) {
        return ix == DKIX_ERROR ? -1 : 0;
    }
    node = od->od_fast_nodes[ix];
    if (node != NULL) {
        od->od_fast_nodes[ix] = NULL;
        unlink_node(od, node);
        Py_DECREF(node->key);
        PyMem_Free(node);
    }
    return 0;
}

void
Hb_ODictRemoveAll(PyODictObject *od)
{
    odict_node *node = od->od_first, *next;

    PyMem_Free(od->od_fast_nodes);
    od->od_fast_nodes = NULL;
    od->od_fast_nodes_size = 0;
    od->od_resize_sentinel = NULL;
    od->od_first = od->od_last = NULL;
    for (; node != NULL; node = next) {
        next = node->next;
        Py_DECREF(node->key);
        PyMem_Free(node);
    }
}

/* ---- items ---- */

PyObject *
PyODict_New(void)
{
    return PyDict_Type.tp_new(&PyODict_Type, NULL, NULL);
}

int
PyODict_SetItem(PyObject *op, PyObject *key, PyObject *value)
{
    Py_hash_t hash = hash_of(key);

    if (hash == -1 || _PyDict_SetItem_KnownHash(op, key, value, hash) < 0) {
        return -1;
    }
    if (add_node((PyODictObject *)op, key, hash) < 0) {
        PyObject *type, *error, *traceback;

        PyErr_Fetch(&type, &error, &traceback);
        (void)_PyDict_DelItem_KnownHash(op, key, hash);
        PyErr_Restore(type, error, traceback);
        return -1;
    }
    return 0;
}

int
PyODict_DelItem(PyObject *op, PyObject *key)
{
    Py_hash_t hash = hash_of(key);

    if (hash == -1 || remove_node((PyODictObject *)op, key, hash) < 0) {
        return -1;
    }
    return _PyDict_DelItem_KnownHash(op, key, hash);
}

PyObject *
Hb_ODictPop(PyODictObject *od, PyObject *key, PyObject *fallback)
{
    Py_hash_t hash = hash_of(key);
    PyObject *value;

    /* The node goes first: the dict may run other code. */
    if (hash == -1 || remove_node(od, key, hash) < 0) {
        return NULL;
    }
    value = _PyDict_GetItem_KnownHash((PyObject *)od, key, hash);
    if (value != NULL) {
        return _PyDict_Pop_KnownHash((PyObject *)od, key, hash, NULL);
    }
    if (fallback == NULL && !PyErr_Occurred()) {
        PyErr_SetObject(PyExc_KeyError, key);
    }
    return PyErr_Occurred() ? NULL : Py_NewRef(fallback);
}

static int
odict_assign(PyObject *op, PyObject *key, PyObject *value)
{
    return value == NULL ? PyODict_DelItem(op, key)
                         : PyODict_SetItem(op, key, value);
}

/* ---- repr, comparison, | ---- */

/* The pairs of an OrderedDict itself: each key is hashed once. */
static PyObject *
own_pairs(PyODictObject *od)
{
    PyObject *list = PyList_New(0);
    odict_node *node;

    for (node = od->od_first; list != NULL && node != NULL;
         node = node->next) {
        PyObject *value = PyDict_GetItem((PyObject *)od, node->key), *pair;

        if (value == NULL) {
            PyErr_SetObject(PyExc_KeyError, node->key);
        }
        pair = value ? PyTuple_Pack(2, node->key, value) : NULL;
        if (pair == NULL || PyList_Append(list, pair) < 0) {
            Py_CLEAR(list);
        }
        Py_XDECREF(pair);
    }
    return list;
}

static PyObject *
pairs_for_repr(PyObject *op)
{
    PyObject *items, *list;

    if (PyODict_CheckExact(op)) {
        return own_pairs((PyODictObject *)op);
    }
    items = PyObject_CallMethodNoArgs(op, &_Py_ID(items));
    list = items ? PySequence_List(items) : NULL;
    Py_XDECREF(items);
    return list;
}

static PyObject *
odict_repr(PyObject *op)
{
    const char *name = _PyType_Name(Py_TYPE(op));
    PyObject *list, *result = NULL;
    int nested;

    if (PyODict_SIZE(op) == 0) {
        return PyUnicode_FromFormat("%s()", name);
    }
    nested = Py_ReprEnter(op);
    if (nested != 0) {
        return nested > 0 ? PyUnicode_FromString("...") : NULL;
    }
    list = pairs_for_repr(op);
    if (list != NULL) {
        result = PyUnicode_FromFormat("%s(%R)", name, list);
    }
    Py_XDECREF(list);
    Py_ReprLeave(op);
    return result;
}

static int
same_order(PyODictObject *a, PyODictObject *b)
{
    odict_node *x = a->od_first, *y = b->od_first;
    int equal = 1;

    for (; equal > 0 && x != NULL && y != NULL; x = x->next, y = y->next) {
        equal = PyObject_RichCompareBool(x->key, y->key, Py_EQ);
    }
    return equal;
}

static PyObject *
odict_richcompare(PyObject *v, PyObject *w, int op)
{
    PyObject *result;
    int equal;

    if (!PyODict_Check(v) || !PyDict_Check(w) ||
        (op != Py_EQ && op != Py_NE)) {
        Py_RETURN_NOTIMPLEMENTED;
    }
    result = PyDict_Type.tp_richcompare(v, w, Py_EQ);
    if (result == NULL) {
        return NULL;
    }
    equal = result == Py_True;
    Py_DECREF(result);
    if (equal && PyODict_Check(w)) {
        equal = same_order((PyODictObject *)v, (PyODictObject *)w);
    }
    return equal < 0 ? NULL : PyBool_FromLong(equal == (op == Py_EQ));
}

static PyObject *
odict_or(PyObject *left, PyObject *right)
{
    PyTypeObject *type = PyODict_Check(left) ? Py_TYPE(left) : Py_TYPE(right);
    PyObject *result;

    if (!PyDict_Check(left) || !PyDict_Check(right)) {
        Py_RETURN_NOTIMPLEMENTED;
    }
    result = PyObject_CallOneArg((PyObject *)type, left);
    if (result != NULL && Hb_ODictUpdate(result, right) < 0) {
        Py_CLEAR(result);
    }
    return result;
}

static PyObject *
odict_inplace_or(PyObject *self, PyObject *other)
{
    return Hb_ODictUpdate(self, other) < 0 ? NULL : Py_NewRef(self);
}

/* ---- life and death ---- */

static void
odict_dealloc(PyObject *op)
{
    PyODictObject *od = (PyODictObject *)op;

    PyObject_GC_UnTrack(op);
    Py_TRASHCAN_BEGIN(op, odict_dealloc)
    Py_XDECREF(od->od_inst_dict);
    if (od->od_weakreflist != NULL) {
        PyObject_ClearWeakRefs(op);
    }
    Hb_ODictRemoveAll(od);
    PyDict_Type.tp_dealloc(op);
    Py_TRASHCAN_END
}

static int
odict_traverse(PyObject *op, visitproc visit, void *arg)
{
    PyODictObject *od = (PyODictObject *)op;
    odict_node *node;

    Py_VISIT(od->od_inst_dict);
    for (node = od->od_first; node != NULL; node = node->next) {
        Py_VISIT(node->key);
    }
    return PyDict_Type.tp_traverse(op, visit, arg);
}

static int
odict_tp_clear(PyObject *op)
{
    Py_CLEAR(((PyODictObject *)op)->od_inst_dict);
    PyDict_Clear(op);
    Hb_ODictRemoveAll((PyODictObject *)op);
    return 0;
}

static PyGetSetDef odict_getset[] = {
    {"__dict__", PyObject_GenericGetDict, PyObject_GenericSetDict, NULL, NULL},
    {NULL, NULL, NULL, NULL, NULL},
};

static PyMappingMethods odict_as_mapping = {
    .mp_ass_subscript = odict_assign,
};

static PyNumberMethods odict_as_number = {
    .nb_or = odict_or,
    .nb_inplace_or = odict_inplace_or,
};

PyTypeObject PyODict_Type = {
    PyVarObject_HEAD_INIT(&PyType_Type, 0).tp_name = "collections.OrderedDict",
    .tp_basicsize = sizeof(PyODictObject),
    .tp_dealloc = odict_dealloc,
    .tp_repr = odict_repr,
    .tp_as_number = &odict_as_number,
    .tp_as_mapping = &odict_as_mapping,
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_BASETYPE | Py_TPFLAGS_HAVE_GC,
    .tp_doc = PyDoc_STR("A dict whose order can be changed."),
    .tp_traverse = odict_traverse,
    .tp_clear = odict_tp_clear,
    .tp_richcompare = odict_richcompare,
    .tp_weaklistoffset = offsetof(PyODictObject, od_weakreflist),
    .tp_iter = Hb_ODictIter,
    .tp_methods = Hb_ODictMethods,
    .tp_getset = odict_getset,
    .tp_base = &PyDict_Type,
    .tp_dictoffset = offsetof(PyODictObject, od_inst_dict),
    .tp_init = Hb_ODictInit,
    .tp_alloc = PyType_GenericAlloc,
};
