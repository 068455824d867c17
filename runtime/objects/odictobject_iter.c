/* odictobject_iter.c -- OrderedDict's iterators and views.
 *
 * An iterator keeps the key that comes next, not its node: a node may die
 * while the iterator waits.
 */
#include "internal/pycore_dict.h"
#include "internal/pycore_object.h"
#include "internal/pycore_unicodeobject.h"
#include "odictobject_nodes.h"

enum { BACKWARDS = 1, KEYS = 2, VALUES = 4, ITEMS = KEYS | VALUES };

/*    odictiterobject: 64 bytes
 *   +----+------------+
 *   |  0 | ob_base    |
 *   | 16 | kind       |
 *   | 24 | di_odict   |---> the OrderedDict; NULL when exhausted
 *   | 32 | di_size    |
 *   | 40 | di_state   |
 *   | 48 | di_result  |---> the pair to give, or NULL
 *   | 56 | di_current |---> the key that comes next, or NULL
 *   +----+------------+
 */
typedef struct {
    PyObject_HEAD
    int kind;
    PyODictObject *di_odict;
    Py_ssize_t di_size;
    size_t di_state;
    PyObject *di_result;
    PyObject *di_current;
} odictiterobject;

static PyObject *
odictiter_new(PyObject *op, int kind)
{
    odictiterobject *di = PyObject_GC_New(odictiterobject, &PyODictIter_Type);
    PyODictObject *od = (PyODictObject *)op;
    odict_node *node = kind & BACKWARDS ? od->od_last : od->od_first;

    if (di == NULL) {
        return NULL;
    }
    di->kind = kind;
    di->di_odict = (PyODictObject *)Py_NewRef(op);
    di->di_size = PyODict_SIZE(op);
    di->di_state = od->od_state;
    di->di_result = NULL;
    di->di_current = node ? Py_NewRef(node->key) : NULL;
    _PyObject_GC_TRACK(di);
    return (PyObject *)di;
}

PyObject *
Hb_ODictIter(PyObject *op)
{
    return odictiter_new(op, KEYS);
}

PyObject *
Hb_ODictReversed(PyObject *op, PyObject *Py_UNUSED(unused))
{
    return odictiter_new(op, KEYS | BACKWARDS);
}

static void
odictiter_dealloc(PyObject *self)
{
    odictiterobject *di = (odictiterobject *)self;

    PyObject_GC_UnTrack(self);
    Py_XDECREF(di->di_odict);
    Py_XDECREF(di->di_result);
    Py_XDECREF(di->di_current);
    PyObject_GC_Del(self);
}

static int
odictiter_traverse(PyObject *self, visitproc visit, void *arg)
{
    odictiterobject *di = (odictiterobject *)self;

    Py_VISIT(di->di_odict);
    Py_VISIT(di->di_result);
    Py_VISIT(di->di_current);
    return 0;
}

/* Whether the dict is as it was when the iterator was made; if not, an
 * iterator that met another list of nodes is at its end. */
static int
check_unchanged(odictiterobject *di)
{
    PyODictObject *od = di->di_odict;

    if (od->od_state != di->di_state) {
        PyErr_SetString(PyExc_RuntimeError,
                        "OrderedDict mutated during iteration");
        Py_CLEAR(di->di_odict);
        return -1;
    }
    if (di->di_size != PyODict_SIZE((PyObject *)od)) {
        PyErr_SetString(PyExc_RuntimeError,
                        "OrderedDict changed size during iteration");
        di->di_size = -1;
        return -1;
    }
    return 0;
}

/* The next key, a new reference; NULL at the end or with an exception. */
static PyObject *
next_key(odictiterobject *di)
{
    PyObject *key = di->di_current;
    odict_node *node;

    if (di->di_odict == NULL) {
        return NULL;
    }
    if (key == NULL) {
        Py_CLEAR(di->di_odict);
        return NULL;
    }
    if (check_unchanged(di) < 0) {
        return NULL;
    }
    node = Hb_ODictFind(di->di_odict, key);
    if (node == NULL) {
        if (!PyErr_Occurred()) {
            PyErr_SetObject(PyExc_KeyError, key);
        }
        di->di_current = NULL;
        Py_DECREF(key);
        return NULL;
    }
    node = di->kind & BACKWARDS ? node->prev : node->next;
    di->di_current = node ? Py_NewRef(node->key) : NULL;
    return key;
}

static PyObject *
odictiter_next(PyObject *self)
{
    odictiterobject *di = (odictiterobject *)self;
    PyObject *key = next_key(di), *value, *pair;

    if (key == NULL || !(di->kind & VALUES)) {
        return key;
    }
    value = Py_XNewRef(PyDict_GetItem((PyObject *)di->di_odict, key));
    if (value == NULL) {
        PyErr_SetObject(PyExc_KeyError, key);
    }
    if (value == NULL || !(di->kind & KEYS)) {
        Py_DECREF(key);
        return value;
    }
    pair = PyTuple_Pack(2, key, value);
    Py_DECREF(key);
    Py_DECREF(value);
    return pair;
}

/* iter([what is left]); this iterator stays where it is. */
static PyObject *
odictiter_reduce(PyObject *self, PyObject *Py_UNUSED(unused))
{
    odictiterobject rest = *(odictiterobject *)self;
    PyObject *list;

    Py_XINCREF(rest.di_odict);
    Py_XINCREF(rest.di_current);
    list = PySequence_List((PyObject *)&rest);
    Py_XDECREF(rest.di_odict);
    Py_XDECREF(rest.di_current);
    if (list == NULL) {
        return NULL;
    }
    return Py_BuildValue("N(N)", _PyEval_GetBuiltin(&_Py_ID(iter)), list);
}

static PyMethodDef odictiter_methods[] = {
    {"__reduce__", odictiter_reduce, METH_NOARGS, "What to copy it from."},
    {NULL, NULL, 0, NULL},
};

PyTypeObject PyODictIter_Type = {
    PyVarObject_HEAD_INIT(&PyType_Type, 0).tp_name = "odict_iterator",
    .tp_basicsize = sizeof(odictiterobject),
    .tp_dealloc = odictiter_dealloc,
    .tp_getattro = PyObject_GenericGetAttr,
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC,
    .tp_traverse = odictiter_traverse,
    .tp_iter = PyObject_SelfIter,
    .tp_iternext = odictiter_next,
    .tp_methods = odictiter_methods,
};

/* ---- views: those of dict, with other iterators ---- */

static inline PyObject *
view_odict(PyObject *view)
{
    return (PyObject *)((_PyDictViewObject *)view)->dv_dict;
}

#define ODICT_VIEW(NAME, TYPE, BASE, TEXT, KIND)                              \
    static PyObject *NAME##_iter(PyObject *view)                              \
    {                                                                         \
        return odictiter_new(view_odict(view), KIND);                         \
    }                                                                         \
                                                                              \
    static PyObject *NAME##_reversed(PyObject *view,                          \
                                     PyObject *Py_UNUSED(unused))             \
    {                                                                         \
        return odictiter_new(view_odict(view), (KIND) | BACKWARDS);           \
    }                                                                         \
                                                                              \
    static PyMethodDef NAME##_methods[] = {                                   \
        {"__reversed__", NAME##_reversed, METH_NOARGS, NULL},                 \
        {NULL, NULL, 0, NULL},                                                \
    };                                                                        \
                                                                              \
    PyTypeObject TYPE = {                                                     \
        PyVarObject_HEAD_INIT(&PyType_Type, 0).tp_name = TEXT,                \
        .tp_flags = Py_TPFLAGS_DEFAULT,                                       \
        .tp_iter = NAME##_iter,                                               \
        .tp_methods = NAME##_methods,                                         \
        .tp_base = &BASE,                                                     \
    }

ODICT_VIEW(odictkeys, PyODictKeys_Type, PyDictKeys_Type, "odict_keys", KEYS);
ODICT_VIEW(odictitems, PyODictItems_Type, PyDictItems_Type, "odict_items",
           ITEMS);
ODICT_VIEW(odictvalues, PyODictValues_Type, PyDictValues_Type, "odict_values",
           VALUES);

PyObject *
Hb_ODictKeys(PyObject *op, PyObject *Py_UNUSED(unused))
{
    return _PyDictView_New(op, &PyODictKeys_Type);
}

PyObject *
Hb_ODictValues(PyObject *op, PyObject *Py_UNUSED(unused))
{
    return _PyDictView_New(op, &PyODictValues_Type);
}

PyObject *
Hb_ODictItems(PyObject *op, PyObject *Py_UNUSED(unused))
{
    return _PyDictView_New(op, &PyODictItems_Type);
}
