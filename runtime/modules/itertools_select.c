/* itertools_select.c -- takewhile, dropwhile, filterfalse, compress, starmap,
 * accumulate, pairwise: two objects and a rule.
 */
#include "itertools.h"

/*    pairobject: 32 bytes
 *   +----+---------+
 *   |  0 | ob_base |
 *   | 16 | func    |---> the callable, or a second iterator
 *   | 24 | it      |---> iterator over the items
 *   +----+---------+
 */
typedef struct {
    PyObject_HEAD
    PyObject *func;
    PyObject *it;
} pairobject;

typedef struct {
    pairobject pair;
    long done;
} whileobject;

/* An iterator with a function, or anything else as the first object. */
static PyObject *
make_pair(PyTypeObject *type, const char *name, PyObject *args, PyObject *kwds)
{
    PyObject *func, *iterable;
    if (Hb_ItertoolPair(name, args, kwds, &func, &iterable) < 0) {
        return NULL;
    }
    PyObject *it = PyObject_GetIter(iterable);
    pairobject *self =
        it == NULL ? NULL : (pairobject *)type->tp_alloc(type, 0);
    if (self == NULL) {
        Py_XDECREF(it);
        return NULL;
    }
    self->func = Py_NewRef(func);
    self->it = it;
    return (PyObject *)self;
}

/* Whether func(item) is true; -1 with an exception. */
static int
holds(PyObject *func, PyObject *item)
{
    PyObject *answer = PyObject_CallOneArg(func, item);
    int is = answer == NULL ? -1 : PyObject_IsTrue(answer);
    Py_XDECREF(answer);
    return is;
}

static PyObject *
pair_reduce(PyObject *op, PyObject *Py_UNUSED(ignored))
{
    pairobject *self = (pairobject *)op;
    return Py_BuildValue("O(OO)", Py_TYPE(op), self->func, self->it);
}

static PyMethodDef pair_methods[] = {REDUCE(pair), NO_MORE};

static PyObject *
while_reduce(PyObject *op, PyObject *Py_UNUSED(ignored))
{
    whileobject *self = (whileobject *)op;
    return Py_BuildValue("O(OO)l", Py_TYPE(op), self->pair.func, self->pair.it,
                         self->done);
}

static PyObject *
while_setstate(PyObject *op, PyObject *state)
{
    int done = PyObject_IsTrue(state);
    if (done < 0) {
        return NULL;
    }
    ((whileobject *)op)->done = done;
    Py_RETURN_NONE;
}

static PyMethodDef while_methods[] = {REDUCE(while), SETSTATE(while), NO_MORE};

/* ---- takewhile ---------------------------------------------------------- */

static void
takewhile_release(whileobject *Py_UNUSED(self))
{
}

static PyObject *
takewhile_new(PyTypeObject *type, PyObject *args, PyObject *kwds)
{
    return make_pair(type, "takewhile", args, kwds);
}

static PyObject *
takewhile_next(PyObject *op)
{
    whileobject *self = (whileobject *)op;
    PyObject *item = self->done ? NULL : next_item(self->pair.it);
    if (item == NULL) {
        return NULL;
    }
    int is = holds(self->pair.func, item);
    if (is > 0) {
        return item;
    }
    self->done = is == 0;
    Py_DECREF(item);
    return NULL;
}

ITERTOOL(takewhile, whileobject, 2, .tp_doc = PyDoc_STR("Up to a false."),
         .tp_methods = while_methods);

/* ---- dropwhile ---------------------------------------------------------- */

static void
dropwhile_release(whileobject *Py_UNUSED(self))
{
}

static PyObject *
dropwhile_new(PyTypeObject *type, PyObject *args, PyObject *kwds)
{
    return make_pair(type, "dropwhile", args, kwds);
}

static PyObject *
dropwhile_next(PyObject *op)
{
    whileobject *self = (whileobject *)op;
    PyObject *item;
    while ((item = next_item(self->pair.it)) != NULL) {
        int is = self->done ? 0 : holds(self->pair.func, item);
        if (is == 0) {
            self->done = 1;
            return item;
        }
        Py_DECREF(item);
        if (is < 0) {
            return NULL;
        }
    }
    return NULL;
}

ITERTOOL(dropwhile, whileobject, 2, .tp_doc = PyDoc_STR("From a false."),
         .tp_methods = while_methods);

/* ---- filterfalse -------------------------------------------------------- */

static void
filterfalse_release(pairobject *Py_UNUSED(self))
{
}

static PyObject *
filterfalse_new(PyTypeObject *type, PyObject *args, PyObject *kwds)
{
    return make_pair(type, "filterfalse", args, kwds);
}

static PyObject *
filterfalse_next(PyObject *op)
{
    pairobject *self = (pairobject *)op;
    PyObject *item;
    while ((item = next_item(self->it)) != NULL) {
        int is = self->func == Py_None ? PyObject_IsTrue(item)
                                       : holds(self->func, item);
        if (is == 0) {
            return item;
        }
        Py_DECREF(item);
        if (is < 0) {
            return NULL;
        }
    }
    return NULL;
}

ITERTOOL(filterfalse, pairobject, 2, .tp_doc = PyDoc_STR("The false."),
         .tp_methods = pair_methods);

/* ---- compress: `func` is the iterator over the data --------------------- */

static void
compress_release(pairobject *Py_UNUSED(self))
{
}

static PyObject *
compress_new(PyTypeObject *type, PyObject *args, PyObject *kwds)
{
    static char *names[] = {"data", "selectors", NULL};
    PyObject *data, *selectors;
    if (!PyArg_ParseTupleAndKeywords(args, kwds, "OO:compress", names, &data,
                                     &selectors)) {
        return NULL;
    }
    PyObject *items = PyObject_GetIter(data);
    PyObject *choices = items == NULL ? NULL : PyObject_GetIter(selectors);
    pairobject *self =
        choices == NULL ? NULL : (pairobject *)type->tp_alloc(type, 0);
    if (self == NULL) {
        Py_XDECREF(items);
        Py_XDECREF(choices);
        return NULL;
    }
    self->func = items;
    self->it = choices;
    return (PyObject *)self;
}

static PyObject *
compress_next(PyObject *op)
{
    pairobject *self = (pairobject *)op;
    for (;;) {
        PyObject *item = next_item(self->func);
        PyObject *choice = item == NULL ? NULL : next_item(self->it);
        if (choice == NULL) {
            Py_XDECREF(item);
            return NULL;
        }
        int is = PyObject_IsTrue(choice);
        Py_DECREF(choice);
        if (is > 0) {
            return item;
        }
        Py_DECREF(item);
        if (is < 0) {
            return NULL;
        }
    }
}

ITERTOOL(compress, pairobject, 2, .tp_doc = PyDoc_STR("The chosen."),
         .tp_methods = pair_methods);

/* ---- starmap ------------------------------------------------------------ */

static void
starmap_release(pairobject *Py_UNUSED(self))
{
}

static PyObject *
starmap_new(PyTypeObject *type, PyObject *args, PyObject *kwds)
{
    return make_pair(type, "starmap", args, kwds);
}

static PyObject *
starmap_next(PyObject *op)
{
    pairobject *self = (pairobject *)op;
    PyObject *args = next_item(self->it);
    if (args != NULL && !PyTuple_CheckExact(args)) {
        Py_SETREF(args, PySequence_Tuple(args));
    }
    if (args == NULL) {
        return NULL;
    }
    PyObject *result = PyObject_Call(self->func, args, NULL);
    Py_DECREF(args);
    return result;
}

ITERTOOL(starmap, pairobject, 2, .tp_doc = PyDoc_STR("map over tuples."),
         .tp_methods = pair_methods);

/* ---- pairwise: `func` is the item before, NULL at first ----------------- */

static void
pairwise_release(pairobject *Py_UNUSED(self))
{
}

static PyObject *
pairwise_new(PyTypeObject *type, PyObject *args, PyObject *kwds)
{
    if (!_PyArg_NoKeywords("pairwise", kwds) ||
        !_PyArg_CheckPositional("pairwise", PyTuple_GET_SIZE(args), 1, 1)) {
        return NULL;
    }
    PyObject *it = PyObject_GetIter(PyTuple_GET_ITEM(args, 0));
    pairobject *self =
        it == NULL ? NULL : (pairobject *)type->tp_alloc(type, 0);
    if (self == NULL) {
        Py_XDECREF(it);
        return NULL;
    }
    self->it = it;
    return (PyObject *)self;
}

/* The next item of an iterator that may ask for a pair itself, and so end
 * this one meanwhile. */
static PyObject *
next_held(pairobject *self)
{
    PyObject *it = Py_XNewRef(self->it);
    PyObject *item = it == NULL ? NULL : next_item(it);
    Py_XDECREF(it);
    return item;
}

static PyObject *
pairwise_next(PyObject *op)
{
    pairobject *self = (pairobject *)op;
    PyObject *old = Py_XNewRef(self->func), *item = NULL, *result = NULL;
    if (old == NULL && (old = next_held(self)) != NULL) {
        Py_XSETREF(self->func, Py_NewRef(old));
    }
    item = old == NULL ? NULL : next_held(self);
    if (item == NULL) {
        Py_CLEAR(self->it);
        Py_CLEAR(self->func);
    }
    else {
        result = PyTuple_Pack(2, old, item);
        Py_XSETREF(self->func, item);
    }
    Py_XDECREF(old);
    return result;
}

ITERTOOL(pairwise, pairobject, 2, .tp_doc = PyDoc_STR("Neighbours."));

/* ---- accumulate --------------------------------------------------------- */

/*    accumulateobject: 48 bytes
 *   +----+---------+
 *   |  0 | ob_base |
 *   | 16 | total   |---> so far; NULL before the first item
 *   | 24 | it      |---> iterator over the items
 *   | 32 | binop   |---> callable; NULL for +
 *   | 40 | initial |---> any object; NULL once it was given
 *   +----+---------+
 */
typedef struct {
    PyObject_HEAD
    PyObject *total;
    PyObject *it;
    PyObject *binop;
    PyObject *initial;
} accumulateobject;

static void
accumulate_release(accumulateobject *Py_UNUSED(self))
{
}

static PyObject *
accumulate_new(PyTypeObject *type, PyObject *args, PyObject *kwds)
{
    static char *names[] = {"iterable", "func", "initial", NULL};
    PyObject *iterable, *func = Py_None, *initial = Py_None;
    if (!PyArg_ParseTupleAndKeywords(args, kwds, "O|O$O:accumulate", names,
                                     &iterable, &func, &initial)) {
        return NULL;
    }
    PyObject *it = PyObject_GetIter(iterable);
    accumulateobject *self =
        it == NULL ? NULL : (accumulateobject *)type->tp_alloc(type, 0);
    if (self == NULL) {
        Py_XDECREF(it);
        return NULL;
    }
    self->it = it;
    self->binop = func == Py_None ? NULL : Py_NewRef(func);
    self->initial = initial == Py_None ? NULL : Py_NewRef(initial);
    return (PyObject *)self;
}

static PyObject *
accumulate_next(PyObject *op)
{
    accumulateobject *self = (accumulateobject *)op;
    if (self->initial != NULL) {
        self->total = self->initial;
        self->initial = NULL;
        return Py_NewRef(self->total);
    }
    PyObject *item = next_item(self->it);
    if (item == NULL) {
        return NULL;
    }
    if (self->total == NULL) {
        self->total = item;
        return Py_NewRef(item);
    }
    PyObject *total = self->binop == NULL
                          ? PyNumber_Add(self->total, item)
                          : PyObject_CallFunctionObjArgs(
                                self->binop, self->total, item, NULL);
    Py_DECREF(item);
    if (total == NULL) {
        return NULL;
    }
    Py_SETREF(self->total, total);
    return Py_NewRef(total);
}

#define CHAIN ((PyObject *)&Hb_Itertool_chain)

/* Before its first item it goes on from a chain that begins with that.  None
 * cannot be told from no total, so it is passed by an islice. */
static PyObject *
accumulate_reduce(PyObject *op, PyObject *Py_UNUSED(ignored))
{
    accumulateobject *self = (accumulateobject *)op;
    PyObject *binop = self->binop == NULL ? Py_None : self->binop;
    PyObject *first = self->initial, *it;
    if (first == NULL && self->total != Py_None) {
        return Py_BuildValue("O(OO)O", Py_TYPE(op), self->it, binop,
                             self->total == NULL ? Py_None : self->total);
    }
    it = PyObject_CallFunction(CHAIN, "(O)O",
                               first == NULL ? self->total : first, self->it);
    if (it == NULL) {
        return NULL;
    }
    if (first != NULL) {
        return Py_BuildValue("O(NO)O", Py_TYPE(op), it, binop, Py_None);
    }
    it = PyObject_CallFunction((PyObject *)Py_TYPE(op), "NO", it, binop);
    return it == NULL
               ? NULL
               : Py_BuildValue("O(NiO)", &Hb_Itertool_islice, it, 1, Py_None);
}

static PyObject *
accumulate_setstate(PyObject *op, PyObject *state)
{
    Py_XSETREF(((accumulateobject *)op)->total, Py_NewRef(state));
    Py_RETURN_NONE;
}

static PyMethodDef accumulate_methods[] = {REDUCE(accumulate),
                                           SETSTATE(accumulate), NO_MORE};

ITERTOOL(accumulate, accumulateobject, 4, .tp_doc = PyDoc_STR("Sums so far."),
         .tp_methods = accumulate_methods);
