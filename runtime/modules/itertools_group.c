/* itertools_group.c -- groupby and tee: iterators that share a source. */
#include "itertools.h"

#include <stddef.h>

/* ---- groupby ------------------------------------------------------------ */

/*    groupbyobject: 64 bytes
 *   +----+-------------+
 *   |  0 | ob_base     |
 *   | 16 | it          |---> iterator over the items
 *   | 24 | keyfunc     |---> callable; NULL: the item is its key
 *   | 32 | tgtkey      |---> of the group that was given last
 *   | 40 | currkey     |---> of the item read last
 *   | 48 | currvalue   |---> read ahead; NULL when it was given
 *   | 56 | currgrouper |---> the group that may still read, not counted
 *   +----+-------------+
 */
typedef struct {
    PyObject_HEAD
    PyObject *it;
    PyObject *keyfunc;
    PyObject *tgtkey;
    PyObject *currkey;
    PyObject *currvalue;
    const void *currgrouper;
} groupbyobject;

/*    groupobject: 32 bytes
 *   +----+---------+
 *   |  0 | ob_base |
 *   | 16 | parent  |---> the groupby, owned
 *   | 24 | tgtkey  |---> the key of its items, owned
 *   +----+---------+
 */
typedef struct {
    PyObject_HEAD
    PyObject *parent;
    PyObject *tgtkey;
} groupobject;

static void
groupby_release(groupbyobject *Py_UNUSED(self))
{
}

static PyObject *
groupby_new(PyTypeObject *type, PyObject *args, PyObject *kwds)
{
    static const char *const names[] = {"iterable", "key", NULL};
    static _PyArg_Parser parser = {.keywords = names, .fname = "groupby"};
    PyObject *given[2];
    if (Hb_UnpackTupleAndDict(args, kwds, &parser, 1, 2, given) < 0) {
        return NULL;
    }
    PyObject *it = PyObject_GetIter(given[0]);
    groupbyobject *self =
        it == NULL ? NULL : (groupbyobject *)type->tp_alloc(type, 0);
    if (self == NULL) {
        Py_XDECREF(it);
        return NULL;
    }
    self->it = it;
    self->keyfunc = given[1] == Py_None ? NULL : Py_XNewRef(given[1]);
    return (PyObject *)self;
}

/* Reads an item and its key; -1 at the end, or with an exception. */
static int
step(groupbyobject *self)
{
    PyObject *value = PyIter_Next(self->it);
    if (value == NULL) {
        return -1;
    }
    PyObject *key = self->keyfunc == NULL
                        ? Py_NewRef(value)
                        : PyObject_CallOneArg(self->keyfunc, value);
    if (key == NULL) {
        Py_DECREF(value);
        return -1;
    }
    Py_XSETREF(self->currvalue, value);
    Py_XSETREF(self->currkey, key);
    return 0;
}

/* Whether the item that was read ahead belongs to the last group. */
static int
in_last_group(groupbyobject *self)
{
    if (self->currkey == NULL) {
        return 1;
    }
    if (self->tgtkey == NULL) {
        return 0;
    }
    return PyObject_RichCompareBool(self->tgtkey, self->currkey, Py_EQ);
}

/* The group that may read from now on. */
static PyObject *
new_group(groupbyobject *parent, PyObject *key)
{
    groupobject *group = PyObject_GC_New(groupobject, &Hb_Itertool__grouper);
    if (group == NULL) {
        return NULL;
    }
    group->parent = Py_NewRef((PyObject *)parent);
    group->tgtkey = Py_NewRef(key);
    parent->currgrouper = group;
    PyObject_GC_Track(group);
    return (PyObject *)group;
}

static PyObject *
groupby_next(PyObject *op)
{
    groupbyobject *self = (groupbyobject *)op;
    self->currgrouper = NULL;
    int same;
    while ((same = in_last_group(self)) > 0) {
        if (step(self) < 0) {
            return NULL;
        }
    }
    if (same < 0) {
        return NULL;
    }
    Py_XSETREF(self->tgtkey, Py_NewRef(self->currkey));
    PyObject *group = new_group(self, self->tgtkey);
    if (group == NULL) {
        return NULL;
    }
    PyObject *pair = PyTuple_Pack(2, self->currkey, group);
    Py_DECREF(group);
    return pair;
}

static PyObject *
groupby_reduce(PyObject *op, PyObject *Py_UNUSED(ignored))
{
    groupbyobject *self = (groupbyobject *)op;
    PyObject *keyfunc = self->keyfunc == NULL ? Py_None : self->keyfunc;
    if (self->tgtkey == NULL || self->currkey == NULL ||
        self->currvalue == NULL) {
        return Py_BuildValue("O(OO)", Py_TYPE(op), self->it, keyfunc);
    }
    return Py_BuildValue("O(OO)(OOO)", Py_TYPE(op), self->it, keyfunc,
                         self->currvalue, self->tgtkey, self->currkey);
}

static PyObject *
groupby_setstate(PyObject *op, PyObject *state)
{
    groupbyobject *self = (groupbyobject *)op;
    PyObject *currkey, *currvalue, *tgtkey;
    if (!Hb_ItertoolCheckState(state) ||
        !PyArg_ParseTuple(state, "OOO", &currkey, &currvalue, &tgtkey)) {
        return NULL;
    }
    Py_XSETREF(self->currkey, Py_NewRef(currkey));
    Py_XSETREF(self->currvalue, Py_NewRef(currvalue));
    Py_XSETREF(self->tgtkey, Py_NewRef(tgtkey));
    Py_RETURN_NONE;
}

static PyMethodDef groupby_methods[] = {REDUCE(groupby), SETSTATE(groupby),
                                        NO_MORE};

ITERTOOL(groupby, groupbyobject, 5,
         .tp_doc = PyDoc_STR("Runs of items with the same key."),
         .tp_methods = groupby_methods);

static void
_grouper_release(groupobject *self)
{
    groupbyobject *parent = (groupbyobject *)self->parent;
    if (parent->currgrouper == self) {
        parent->currgrouper = NULL;
    }
}

static PyObject *
_grouper_new(PyTypeObject *Py_UNUSED(type), PyObject *args, PyObject *kwds)
{
    PyObject *parent, *key;
    if (Hb_ItertoolPair("_grouper", args, kwds, &parent, &key) < 0) {
        return NULL;
    }
    if (!PyObject_TypeCheck(parent, &Hb_Itertool_groupby)) {
        _PyArg_BadArgument("_grouper", "argument 1", "itertools.groupby",
                           parent);
        return NULL;
    }
    return new_group((groupbyobject *)parent, key);
}

static PyObject *
_grouper_next(PyObject *op)
{
    groupobject *self = (groupobject *)op;
    groupbyobject *parent = (groupbyobject *)self->parent;
    if (parent->currgrouper != self) {
        return NULL;
    }
    if (parent->currvalue == NULL && step(parent) < 0) {
        return NULL;
    }
    if (PyObject_RichCompareBool(self->tgtkey, parent->currkey, Py_EQ) <= 0) {
        return NULL;
    }
    PyObject *value = parent->currvalue;
    parent->currvalue = NULL;
    return value;
}

/* What another group has taken the place of gives nothing any more. */
static PyObject *
_grouper_reduce(PyObject *op, PyObject *Py_UNUSED(ignored))
{
    groupobject *self = (groupobject *)op;
    if (((groupbyobject *)self->parent)->currgrouper != self) {
        PyObject *iter = _PyEval_GetBuiltin(&_Py_ID(iter));
        return iter == NULL ? NULL : Py_BuildValue("N(())", iter);
    }
    return Py_BuildValue("O(OO)", Py_TYPE(op), self->parent, self->tgtkey);
}

static PyMethodDef _grouper_methods[] = {REDUCE(_grouper), NO_MORE};

ITERTOOL(_grouper, groupobject, 2, .tp_doc = PyDoc_STR("One run."),
         .tp_methods = _grouper_methods);

/* ---- tee -------------------------------------------------------------------
 *
 * What was read stands in a chain of blocks of 57 items; each iterator holds
 * the block of its next item, so that blocks that all have passed are freed.
 */

#define LINKCELLS 57

/*    teedataobject: 496 bytes
 *   +----+----------+
 *   |  0 | ob_base  |
 *   | 16 | it       |---> the iterator that is shared
 *   | 24 | numread  |
 *   | 28 | running  |     inside of it: a second reader would lose an item
 *   | 32 | nextlink |---> the next teedata, or NULL
 *   | 40 | values   |---> the items read, numread of them
 *   +----+----------+
 */
typedef struct {
    PyObject_HEAD
    PyObject *it;
    int numread;
    int running;
    PyObject *nextlink;
    PyObject *values[LINKCELLS];
} teedataobject;

/*    teeobject: 40 bytes
 *   +----+-------------+
 *   |  0 | ob_base     |
 *   | 16 | data        |---> the teedata it reads from
 *   | 24 | index       |     of the next item in data
 *   | 32 | weakreflist |
 *   +----+-------------+
 */
typedef struct {
    PyObject_HEAD
    PyObject *data;
    int index;
    PyObject *weakreflist;
} teeobject;

/* A long chain is freed block by block, not by recursion. */
static void
teedata_dealloc(PyObject *op)
{
    teedataobject *self = (teedataobject *)op;
    PyObject *next = self->nextlink;
    PyObject_GC_UnTrack(op);
    for (int i = 0; i < self->numread; i++) {
        Py_DECREF(self->values[i]);
    }
    Py_XDECREF(self->it);
    PyObject_GC_Del(op);
    while (next != NULL && Py_REFCNT(next) == 1) {
        PyObject *after = ((teedataobject *)next)->nextlink;
        ((teedataobject *)next)->nextlink = NULL;
        Py_DECREF(next);
        next = after;
    }
    Py_XDECREF(next);
}

static int
teedata_traverse(PyObject *op, visitproc visit, void *arg)
{
    teedataobject *self = (teedataobject *)op;
    Py_VISIT(self->it);
    for (int i = 0; i < self->numread; i++) {
        Py_VISIT(self->values[i]);
    }
    Py_VISIT(self->nextlink);
    return 0;
}

static PyObject *
teedata_reduce(PyObject *op, PyObject *Py_UNUSED(ignored))
{
    teedataobject *self = (teedataobject *)op;
    PyObject *values = PyList_New(self->numread);
    for (int i = 0; values != NULL && i < self->numread; i++) {
        PyList_SET_ITEM(values, i, Py_NewRef(self->values[i]));
    }
    return values == NULL
               ? NULL
               : Py_BuildValue("O(ONO)", Py_TYPE(op), self->it, values,
                               self->nextlink ? self->nextlink : Py_None);
}

static PyMethodDef teedata_methods[] = {REDUCE(teedata), NO_MORE};

static PyObject *new_data(PyObject *it);

/* _tee_dataobject(iterator, values, next): a full block may have a next one,
 * and only that. */
static PyObject *
teedata_new(PyTypeObject *Py_UNUSED(type), PyObject *args, PyObject *kwds)
{
    PyObject *it, *values, *next, *op;
    teedataobject *self;
    if (!_PyArg_NoKeywords("teedataobject", kwds) ||
        !_PyArg_CheckPositional("teedataobject", PyTuple_GET_SIZE(args), 3,
                                3) ||
        !PyArg_ParseTuple(args, "OO!O:teedataobject", &it, &PyList_Type,
                          &values, &next)) {
        return NULL;
    }
    Py_ssize_t n = PyList_GET_SIZE(values);
    if (n > LINKCELLS ||
        (next != Py_None &&
         (n < LINKCELLS || !Py_IS_TYPE(next, &Hb_Itertool__tee_dataobject)))) {
        PyErr_SetString(PyExc_ValueError, "Invalid arguments");
        return NULL;
    }
    op = new_data(it);
    self = (teedataobject *)op;
    if (self == NULL) {
        return NULL;
    }
    for (; self->numread < n; self->numread++) {
        self->values[self->numread] =
            Py_NewRef(PyList_GET_ITEM(values, self->numread));
    }
    self->nextlink = next == Py_None ? NULL : Py_NewRef(next);
    return op;
}

PyTypeObject Hb_Itertool__tee_dataobject = {
    PyVarObject_HEAD_INIT(&PyType_Type, 0).tp_name =
        "itertools._tee_dataobject",
    .tp_basicsize = sizeof(teedataobject),
    .tp_dealloc = teedata_dealloc,
    .tp_getattro = PyObject_GenericGetAttr,
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC,
    .tp_traverse = teedata_traverse,
    .tp_methods = teedata_methods,
    .tp_new = teedata_new,
};

static PyObject *
new_data(PyObject *it)
{
    teedataobject *data =
        PyObject_GC_New(teedataobject, &Hb_Itertool__tee_dataobject);
    if (data == NULL) {
        return NULL;
    }
    data->it = Py_NewRef(it);
    data->numread = 0;
    data->running = 0;
    data->nextlink = NULL;
    PyObject_GC_Track(data);
    return (PyObject *)data;
}

/* Reads the next item into the block; -1 at the end, or with an exception. */
static int
read_item(teedataobject *data)
{
    if (data->running) {
        PyErr_SetString(PyExc_RuntimeError,
                        "cannot re-enter the tee iterator");
        return -1;
    }
    data->running = 1;
    PyObject *value = PyIter_Next(data->it);
    data->running = 0;
    if (value == NULL) {
        return -1;
    }
    data->values[data->numread++] = value;
    return 0;
}

/* The block behind a full one, borrowed. */
static PyObject *
next_block(teedataobject *data)
{
    if (data->nextlink == NULL) {
        data->nextlink = new_data(data->it);
    }
    return data->nextlink;
}

static PyObject *
tee_over(PyObject *data, int index)
{
    PyTypeObject *type = &Hb_Itertool__tee;
    teeobject *self = (teeobject *)type->tp_alloc(type, 0);
    if (self != NULL) {
        self->data = Py_NewRef(data);
        self->index = index;
    }
    return (PyObject *)self;
}

static void
_tee_release(teeobject *self)
{
    if (self->weakreflist != NULL) {
        PyObject_ClearWeakRefs((PyObject *)self);
    }
}

static PyObject *
_tee_new(PyTypeObject *Py_UNUSED(type), PyObject *args, PyObject *kwds)
{
    if (!_PyArg_NoKeywords("_tee", kwds) ||
        !_PyArg_CheckPositional("_tee", PyTuple_GET_SIZE(args), 1, 1)) {
        return NULL;
    }
    PyObject *it = PyObject_GetIter(PyTuple_GET_ITEM(args, 0));
    PyObject *data = it == NULL ? NULL : new_data(it);
    PyObject *self = data == NULL ? NULL : tee_over(data, 0);
    Py_XDECREF(it);
    Py_XDECREF(data);
    return self;
}

static PyObject *
_tee_next(PyObject *op)
{
    teeobject *self = (teeobject *)op;
    if (self->index == LINKCELLS) {
        PyObject *next = next_block((teedataobject *)self->data);
        if (next == NULL) {
            return NULL;
        }
        Py_SETREF(self->data, Py_NewRef(next));
        self->index = 0;
    }
    teedataobject *data = (teedataobject *)self->data;
    if (self->index == data->numread && read_item(data) < 0) {
        return NULL;
    }
    return Py_NewRef(data->values[self->index++]);
}

static PyObject *
tee_copy(PyObject *op, PyObject *Py_UNUSED(ignored))
{
    return tee_over(((teeobject *)op)->data, ((teeobject *)op)->index);
}

static PyObject *
tee_reduce(PyObject *op, PyObject *Py_UNUSED(ignored))
{
    teeobject *self = (teeobject *)op;
    return Py_BuildValue("O(())(Oi)", Py_TYPE(op), self->data, self->index);
}

static PyObject *
tee_setstate(PyObject *op, PyObject *state)
{
    teeobject *self = (teeobject *)op;
    PyObject *data;
    int index;
    if (!Hb_ItertoolCheckState(state) ||
        !PyArg_ParseTuple(state, "O!i", &Hb_Itertool__tee_dataobject, &data,
                          &index)) {
        return NULL;
    }
    if (index < 0 || index > LINKCELLS) {
        PyErr_SetString(PyExc_ValueError, "Index out of range");
        return NULL;
    }
    Py_XSETREF(self->data, Py_NewRef(data));
    self->index = index;
    Py_RETURN_NONE;
}

static PyMethodDef tee_methods[] = {
    REDUCE(tee),
    SETSTATE(tee),
    {"__copy__", tee_copy, METH_NOARGS, PyDoc_STR("Another at its place.")},
    NO_MORE,
};

ITERTOOL(_tee, teeobject, 1, .tp_methods = tee_methods,
         .tp_weaklistoffset = offsetof(teeobject, weakreflist));

/* The first of the copies: the iterator itself if it can be copied. */
static PyObject *
copyable(PyObject *iterable, PyObject **copy)
{
    PyObject *it = PyObject_GetIter(iterable);
    if (it == NULL || _PyObject_LookupAttr(it, &_Py_ID(__copy__), copy) < 0) {
        Py_XDECREF(it);
        return NULL;
    }
    if (*copy == NULL) {
        PyObject *packed = PyTuple_Pack(1, it);
        Py_SETREF(it, packed == NULL ? NULL : _tee_new(NULL, packed, NULL));
        Py_XDECREF(packed);
        *copy = it == NULL ? NULL : PyObject_GetAttr(it, &_Py_ID(__copy__));
        if (*copy == NULL) {
            Py_CLEAR(it);
        }
    }
    return it;
}

PyObject *
Hb_ItertoolTee(PyObject *Py_UNUSED(module), PyObject *const *args,
               Py_ssize_t nargs)
{
    Py_ssize_t n = 2;
    if (!_PyArg_CheckPositional("tee", nargs, 1, 2)) {
        return NULL;
    }
    if (nargs > 1) {
        PyObject *index = PyNumber_Index(args[1]);
        n = index == NULL ? -1 : PyLong_AsSsize_t(index);
        Py_XDECREF(index);
        if (n == -1 && PyErr_Occurred()) {
            return NULL;
        }
    }
    if (n < 0) {
        PyErr_SetString(PyExc_ValueError, "n must be >= 0");
        return NULL;
    }
    PyObject *result = PyTuple_New(n), *copy = NULL;
    if (result == NULL || n == 0) {
        return result;
    }
    PyObject *first = copyable(args[0], &copy);
    if (first == NULL) {
        Py_DECREF(result);
        return NULL;
    }
    PyTuple_SET_ITEM(result, 0, first);
    for (Py_ssize_t i = 1; result != NULL && i < n; i++) {
        PyObject *another = PyObject_CallNoArgs(copy);
        if (another == NULL) {
            Py_CLEAR(result);
            break;
        }
        PyTuple_SET_ITEM(result, i, another);
    }
    Py_DECREF(copy);
    return result;
}
