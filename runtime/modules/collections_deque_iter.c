/* collections_deque_iter.c -- iterators over a deque, both ways. */
#include "internal/pycore_object.h"
#include "collections_deque.h"

/*    dequeiterobject: 56 bytes
 *   +----+---------+
 *   |  0 | ob_base |
 *   | 16 | place   |
 *   | 32 | deque   |---> the deque, owned
 *   | 40 | state   |     the deque's, when the iterator was made
 *   | 48 | counter |     items that are left
 *   +----+---------+
 */
typedef struct {
    PyObject_HEAD
    deque_place place;
    dequeobject *deque;
    size_t state;
    Py_ssize_t counter;
} dequeiterobject;

static PyObject *
dequeiter_make(PyTypeObject *type, PyObject *op)
{
    dequeobject *deque = (dequeobject *)op;
    dequeiterobject *it = PyObject_GC_New(dequeiterobject, type);

    if (it == NULL) {
        return NULL;
    }
    it->place = Hb_DequeFirst(deque);
    if (type == &Hb_DequeRevIter_Type) {
        it->place = (deque_place){deque->rightblock, deque->rightindex};
    }
    it->deque = (dequeobject *)Py_NewRef(op);
    it->state = deque->state;
    it->counter = Py_SIZE(deque);
    PyObject_GC_Track(it);
    return (PyObject *)it;
}

PyObject *
Hb_DequeIter(PyObject *op)
{
    return dequeiter_make(&Hb_DequeIter_Type, op);
}

PyObject *
Hb_DequeReversed(PyObject *op, PyObject *Py_UNUSED(unused))
{
    return dequeiter_make(&Hb_DequeRevIter_Type, op);
}

static void
dequeiter_dealloc(PyObject *self)
{
    PyObject_GC_UnTrack(self);
    Py_XDECREF(((dequeiterobject *)self)->deque);
    PyObject_GC_Del(self);
}

static int
dequeiter_traverse(PyObject *self, visitproc visit, void *arg)
{
    Py_VISIT(((dequeiterobject *)self)->deque);
    return 0;
}

static PyObject *
dequeiter_next(PyObject *self)
{
    dequeiterobject *it = (dequeiterobject *)self;
    PyObject *item;

    if (it->deque->state != it->state) {
        it->counter = 0;
        PyErr_SetString(PyExc_RuntimeError, "deque mutated during iteration");
        return NULL;
    }
    if (it->counter == 0) {
        return NULL;
    }
    item = Py_NewRef(*deque_slot(it->place));
    if (--it->counter > 0) {
        deque_step(&it->place);
    }
    return item;
}

static PyObject *
dequereviter_next(PyObject *self)
{
    dequeiterobject *it = (dequeiterobject *)self;
    PyObject *item;

    if (it->counter == 0) {
        return NULL;
    }
    if (it->deque->state != it->state) {
        it->counter = 0;
        PyErr_SetString(PyExc_RuntimeError, "deque mutated during iteration");
        return NULL;
    }
    item = Py_NewRef(*deque_slot(it->place));
    if (--it->counter > 0) {
        deque_step_back(&it->place);
    }
    return item;
}

static PyObject *
dequeiter_len(PyObject *self, PyObject *Py_UNUSED(unused))
{
    return PyLong_FromSsize_t(((dequeiterobject *)self)->counter);
}

static PyObject *
dequeiter_reduce(PyObject *self, PyObject *Py_UNUSED(unused))
{
    dequeiterobject *it = (dequeiterobject *)self;

    return Py_BuildValue("O(On)", Py_TYPE(self), it->deque,
                         Py_SIZE(it->deque) - it->counter);
}

/* The iterator's type, called with a deque and how many items to skip. */
static PyObject *
dequeiter_new(PyTypeObject *type, PyObject *args, PyObject *Py_UNUSED(kwds))
{
    PyObject *deque, *it;
    Py_ssize_t skip = 0;

    if (!PyArg_ParseTuple(args, "O!|n", &Hb_Deque_Type, &deque, &skip)) {
        return NULL;
    }
    it = dequeiter_make(type, deque);
    while (it != NULL && skip-- > 0) {
        PyObject *item = type->tp_iternext(it);

        if (item == NULL && PyErr_Occurred()) {
            Py_CLEAR(it);
        }
        if (item == NULL) {
            break;
        }
        Py_DECREF(item);
    }
    return it;
}

static PyMethodDef dequeiter_methods[] = {
    {"__length_hint__", dequeiter_len, METH_NOARGS, "How many are left."},
    {"__reduce__", dequeiter_reduce, METH_NOARGS, "What to copy it from."},
    {NULL, NULL, 0, NULL},
};

PyTypeObject Hb_DequeIter_Type = {
    PyVarObject_HEAD_INIT(&PyType_Type, 0).tp_name =
        "_collections._deque_iterator",
    .tp_basicsize = sizeof(dequeiterobject),
    .tp_dealloc = dequeiter_dealloc,
    .tp_getattro = PyObject_GenericGetAttr,
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC,
    .tp_traverse = dequeiter_traverse,
    .tp_iter = PyObject_SelfIter,
    .tp_iternext = dequeiter_next,
    .tp_methods = dequeiter_methods,
    .tp_new = dequeiter_new,
};

PyTypeObject Hb_DequeRevIter_Type = {
    PyVarObject_HEAD_INIT(&PyType_Type, 0).tp_name =
        "_collections._deque_reverse_iterator",
    .tp_basicsize = sizeof(dequeiterobject),
    .tp_dealloc = dequeiter_dealloc,
    .tp_getattro = PyObject_GenericGetAttr,
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC,
    .tp_traverse = dequeiter_traverse,
    .tp_iter = PyObject_SelfIter,
    .tp_iternext = dequereviter_next,
    .tp_methods = dequeiter_methods,
    .tp_new = dequeiter_new,
};
