/* weakref_common.c -- what the collections of module weakref have in common.
 *
 * Source: CPython 3.11, Lib/weakref.py, Lib/_weakrefset.py.
 */
#include "internal/hb_weakcollections.h"
#include "internal/pycore_object.h"
#include "internal/pycore_pyerrors.h"

/* ---- life --------------------------------------------------------------- */

static PyObject *
new_callback(PyObject *self, PyMethodDef *remove)
{
    PyObject *selfref = PyWeakref_NewRef(self, NULL);
    PyObject *callback = selfref ? PyCFunction_New(remove, selfref) : NULL;

    Py_XDECREF(selfref);
    return callback;
}

PyObject *
Hb_WeakCollectionNew(PyTypeObject *type, PyObject *data, PyMethodDef *remove)
{
    struct Hb_WeakCollection *self;

    self = data ? (struct Hb_WeakCollection *)type->tp_alloc(type, 0) : NULL;
    if (!self) {
        Py_XDECREF(data);
        return NULL;
    }
    self->data = data;
    self->callback = new_callback((PyObject *)self, remove);
    if (!self->callback) {
        Py_DECREF(self);
        return NULL;
    }
    return (PyObject *)self;
}

int
Hb_WeakCollectionTraverse(PyObject *op, visitproc visit, void *arg)
{
    struct Hb_WeakCollection *self = (struct Hb_WeakCollection *)op;

    Py_VISIT(self->data);
    Py_VISIT(self->callback);
    Py_VISIT(self->dict);
    return 0;
}

int
Hb_WeakCollectionClear(PyObject *op)
{
    struct Hb_WeakCollection *self = (struct Hb_WeakCollection *)op;

    Py_CLEAR(self->data);
    Py_CLEAR(self->callback);
    Py_CLEAR(self->dict);
    return 0;
}

void
Hb_WeakCollectionDealloc(PyObject *op)
{
    struct Hb_WeakCollection *self = (struct Hb_WeakCollection *)op;

    PyObject_GC_UnTrack(op);
    if (self->weaklist) {
        PyObject_ClearWeakRefs(op);
    }
    Hb_WeakCollectionClear(op);
    Py_TYPE(op)->tp_free(op);
}

Py_ssize_t
Hb_WeakCollectionLength(PyObject *self)
{
    return PyObject_Length(Hb_WeakData(self));
}

PyObject *
Hb_WeakCollectionRepr(PyObject *self)
{
    const char *name = strrchr(Py_TYPE(self)->tp_name, '.');

    return PyUnicode_FromFormat(
        "<%s at %p>", name ? name + 1 : Py_TYPE(self)->tp_name, self);
}

PyGetSetDef Hb_WeakCollectionGetSet[] = {
    {"__dict__", PyObject_GenericGetDict, PyObject_GenericSetDict, NULL, NULL},
    {NULL, NULL, NULL, NULL, NULL},
};

/* ---- references --------------------------------------------------------- */

PyObject *
Hb_WeakRefFor(PyObject *collection, PyObject *ob)
{
    return PyWeakref_NewRef(
        ob, ((struct Hb_WeakCollection *)collection)->callback);
}

PyObject *
Hb_WeakReferent(PyObject *ref)
{
    PyObject *ob = PyWeakref_GET_OBJECT(ref);

    return ob == Py_None ? NULL : Py_NewRef(ob);
}

PyObject *
Hb_WeakCollectionOf(PyObject *selfref)
{
    PyObject *self = PyWeakref_GET_OBJECT(selfref);

    return self == Py_None ? NULL : Py_XNewRef(Hb_WeakData(self));
}

PyObject *
Hb_WeakKeyError(PyObject *key)
{
    _PyErr_SetKeyError(key);
    return NULL;
}

/* ---- the iterator ------------------------------------------------------- */

/*    struct weak_iterator: 40 bytes
 *   +----+---------+
 *   |  0 | ob_base |
 *   | 16 | pairs   |---> list of tuples; NULL when it is through
 *   | 24 | index   |
 *   | 32 | what    |
 *   +----+---------+
 */
struct weak_iterator {
    PyObject_HEAD
    PyObject *pairs;
    Py_ssize_t index;
    int what;
};

PyObject *
Hb_WeakIterator(PyObject *pairs, int what)
{
    struct weak_iterator *self;

    if (!pairs) {
        return NULL;
    }
    self = PyObject_GC_New(struct weak_iterator, &Hb_WeakIterator_Type);
    if (!self) {
        Py_DECREF(pairs);
        return NULL;
    }
    self->pairs = pairs;
    self->index = 0;
    self->what = what;
    PyObject_GC_Track(self);
    return (PyObject *)self;
}

/* Takes the referent. */
static PyObject *
give(int what, PyObject *referent, PyObject *other)
{
    PyObject *result;

    if (what == HB_WEAK_REFERENT) {
        return referent;
    }
    if (what == HB_WEAK_OTHER) {
        result = Py_NewRef(other);
    }
    else if (what == HB_WEAK_PAIR) {
        result = PyTuple_Pack(2, referent, other);
    }
    else {
        result = PyTuple_Pack(2, other, referent);
    }
    Py_DECREF(referent);
    return result;
}

static PyObject *
iterator_next(PyObject *op)
{
    struct weak_iterator *self = (struct weak_iterator *)op;

    while (self->pairs && self->index < PyList_GET_SIZE(self->pairs)) {
        PyObject *pair = PyList_GET_ITEM(self->pairs, self->index++);
        PyObject *referent = Hb_WeakReferent(PyTuple_GET_ITEM(pair, 0));

        if (referent) {
            return give(self->what, referent, PyTuple_GET_ITEM(pair, 1));
        }
    }
    Py_CLEAR(self->pairs);
    return NULL;
}

static int
iterator_traverse(PyObject *op, visitproc visit, void *arg)
{
    Py_VISIT(((struct weak_iterator *)op)->pairs);
    return 0;
}

static void
iterator_dealloc(PyObject *op)
{
    PyObject_GC_UnTrack(op);
    Py_XDECREF(((struct weak_iterator *)op)->pairs);
    PyObject_GC_Del(op);
}

PyTypeObject Hb_WeakIterator_Type = {
    PyVarObject_HEAD_INIT(&PyType_Type, 0).tp_name = "weakref.iterator",
    .tp_basicsize = sizeof(struct weak_iterator),
    .tp_dealloc = iterator_dealloc,
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC |
                Py_TPFLAGS_DISALLOW_INSTANTIATION,
    .tp_traverse = iterator_traverse,
    .tp_iter = PyObject_SelfIter,
    .tp_iternext = iterator_next,
};
