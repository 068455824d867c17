/* collections_deque.c -- deque: blocks, both ends, life and death.
 *
 * An empty deque begins in the middle of its block, so that it can grow both
 * ways; when it is about to be filled from an iterable it begins at the end
 * that leaves most room.  A block that becomes empty is kept for the next one
 * that is needed, up to sixteen for each deque.
 *
 * Source: CPython 3.11, Modules/_collectionsmodule.c; the sizes are measured.
 */
#include <stddef.h>

#include "internal/pycore_abstract.h"
#include "internal/pycore_object.h"
#include "collections_deque.h"

/* ---- blocks ---- */

static deque_block *
new_block(dequeobject *deque)
{
    deque_block *block;

    if (deque->numfreeblocks > 0) {
        return deque->freeblocks[--deque->numfreeblocks];
    }
    block = PyMem_Malloc(sizeof(deque_block));
    if (block == NULL) {
        PyErr_NoMemory();
    }
    return block;
}

static void
free_block(dequeobject *deque, deque_block *block)
{
    if (deque->numfreeblocks < KEPT_BLOCKS) {
        deque->freeblocks[deque->numfreeblocks++] = block;
        return;
    }
    PyMem_Free(block);
}

/* An empty deque continues from the middle of its block. */
static void
recenter(dequeobject *deque)
{
    deque->leftindex = CENTER + 1;
    deque->rightindex = CENTER;
}

PyObject *
Hb_DequeNew(PyTypeObject *type, PyObject *Py_UNUSED(args),
            PyObject *Py_UNUSED(kwds))
{
    dequeobject *deque = (dequeobject *)type->tp_alloc(type, 0);
    deque_block *block;

    if (deque == NULL) {
        return NULL;
    }
    block = new_block(deque);
    if (block == NULL) {
        Py_DECREF(deque);
        return NULL;
    }
    block->leftlink = block->rightlink = NULL;
    deque->leftblock = deque->rightblock = block;
    recenter(deque);
    deque->maxlen = -1;
    return (PyObject *)deque;
}

/* ---- the ends ---- */

PyObject *
Hb_DequePop(dequeobject *deque)
{
    deque_block *block = deque->rightblock;
    PyObject *item = block->data[deque->rightindex--];

    Py_SET_SIZE(deque, Py_SIZE(deque) - 1);
    deque->state++;
    if (deque->rightindex < 0) {
        if (Py_SIZE(deque) == 0) {
            recenter(deque);
        }
        else {
            deque->rightblock = block->leftlink;
            deque->rightblock->rightlink = NULL;
            deque->rightindex = BLOCKLEN - 1;
            free_block(deque, block);
        }
    }
    return item;
}

PyObject *
Hb_DequePopLeft(dequeobject *deque)
{
    deque_block *block = deque->leftblock;
    PyObject *item = block->data[deque->leftindex++];

    Py_SET_SIZE(deque, Py_SIZE(deque) - 1);
    deque->state++;
    if (deque->leftindex == BLOCKLEN) {
        if (Py_SIZE(deque) == 0) {
            recenter(deque);
        }
        else {
            deque->leftblock = block->rightlink;
            deque->leftblock->leftlink = NULL;
            deque->leftindex = 0;
            free_block(deque, block);
        }
    }
    return item;
}

static inline int
is_too_long(dequeobject *deque)
{
    return deque->maxlen >= 0 && Py_SIZE(deque) > deque->maxlen;
}

/* Appends without looking at maxlen. */
static int
push_right(dequeobject *deque, PyObject *item)
{
    if (deque->rightindex == BLOCKLEN - 1) {
        deque_block *block = new_block(deque);

        if (block == NULL) {
            Py_DECREF(item);
            return -1;
        }
        block->leftlink = deque->rightblock;
        block->rightlink = NULL;
        deque->rightblock->rightlink = block;
        deque->rightblock = block;
        deque->rightindex = -1;
    }
    Py_SET_SIZE(deque, Py_SIZE(deque) + 1);
    deque->rightblock->data[++deque->rightindex] = item;
    return 0;
}

static int
push_left(dequeobject *deque, PyObject *item)
{
    if (deque->leftindex == 0) {
        deque_block *block = new_block(deque);

        if (block == NULL) {
            Py_DECREF(item);
            return -1;
        }
        block->rightlink = deque->leftblock;
        block->leftlink = NULL;
        deque->leftblock->leftlink = block;
        deque->leftblock = block;
        deque->leftindex = BLOCKLEN;
    }
    Py_SET_SIZE(deque, Py_SIZE(deque) + 1);
    deque->leftblock->data[--deque->leftindex] = item;
    return 0;
}

static inline int
append(dequeobject *deque, PyObject *item, int right)
{
    if ((right ? push_right(deque, item) : push_left(deque, item)) < 0) {
        return -1;
    }
    if (is_too_long(deque)) {
        Py_DECREF(right ? Hb_DequePopLeft(deque) : Hb_DequePop(deque));
    }
    else {
        deque->state++;
    }
    return 0;
}

int
Hb_DequeAppend(dequeobject *deque, PyObject *item)
{
    return append(deque, item, 1);
}

int
Hb_DequeAppendLeft(dequeobject *deque, PyObject *item)
{
    return append(deque, item, 0);
}

/* ---- many items ---- */

/* Gives every item of an iterable to one of the two. */
static int
append_all(dequeobject *deque, PyObject *iterable, int right)
{
    PyObject *it = PyObject_GetIter(iterable), *item;
    iternextfunc next;
    int status = 0;

    if (it == NULL) {
        return -1;
    }
    if (deque->maxlen != 0 && Py_SIZE(deque) == 0) {
        deque->leftindex = right ? 1 : BLOCKLEN - 1;
        deque->rightindex = right ? 0 : BLOCKLEN - 2;
    }
    next = Py_TYPE(it)->tp_iternext;
    while (status == 0 && (item = next(it)) != NULL) {
        if (deque->maxlen == 0) {
            Py_DECREF(item);
        }
        else {
            status = append(deque, item, right);
        }
    }
    Py_DECREF(it);
    return status < 0 ? -1 : Hb_IterEnd();
}

static int
extend(dequeobject *deque, PyObject *iterable, int right)
{
    PyObject *items;
    int status;

    if (iterable != (PyObject *)deque) {
        return append_all(deque, iterable, right);
    }
    items = PySequence_List(iterable);
    if (items == NULL) {
        return -1;
    }
    status = append_all(deque, items, right);
    Py_DECREF(items);
    return status;
}

int
Hb_DequeExtend(dequeobject *deque, PyObject *iterable)
{
    return extend(deque, iterable, 1);
}

int
Hb_DequeExtendLeft(dequeobject *deque, PyObject *iterable)
{
    return extend(deque, iterable, 0);
}

int
Hb_DequeRotate(dequeobject *deque, Py_ssize_t n)
{
    Py_ssize_t len = Py_SIZE(deque), half = len >> 1;

    if (len <= 1) {
        return 0;
    }
    if (n > half || n < -half) {
        n %= len;
        if (n > half) {
            n -= len;
        }
        else if (n < -half) {
            n += len;
        }
    }
    deque->state++;
    /* The one that leaves makes room for itself: nobody is pushed out. */
    for (; n > 0; n--) {
        if (push_left(deque, Hb_DequePop(deque)) < 0) {
            return -1;
        }
    }
    for (; n < 0; n++) {
        if (push_right(deque, Hb_DequePopLeft(deque)) < 0) {
            return -1;
        }
    }
    return 0;
}

int
Hb_DequeDelete(dequeobject *deque, Py_ssize_t i)
{
    PyObject *item;

    if (Hb_DequeRotate(deque, -i) < 0) {
        return -1;
    }
    item = Hb_DequePopLeft(deque);
    if (Hb_DequeRotate(deque, i) < 0) {
        Py_DECREF(item);
        return -1;
    }
    Py_DECREF(item);
    return 0;
}

deque_place
Hb_DequeFirst(dequeobject *deque)
{
    return (deque_place){deque->leftblock, deque->leftindex};
}

deque_place
Hb_DequeFind(dequeobject *deque, Py_ssize_t i)
{
    Py_ssize_t slot = deque->leftindex + i, n = slot / BLOCKLEN, last;
    deque_block *block = deque->leftblock;

    last = (deque->leftindex + Py_SIZE(deque) - 1) / BLOCKLEN;
    if (n <= last / 2) {
        while (n-- > 0) {
            block = block->rightlink;
        }
    }
    else {
        block = deque->rightblock;
        while (n++ < last) {
            block = block->leftlink;
        }
    }
    return (deque_place){block, slot % BLOCKLEN};
}

/* ---- life and death ---- */

/* Puts a new block in the place of the whole chain first: a destructor may
 * look at the deque, and change it. */
void
Hb_DequeClear(dequeobject *deque)
{
    deque_block *block, *next;
    Py_ssize_t n = Py_SIZE(deque);
    deque_place place = Hb_DequeFirst(deque);

    if (n == 0) {
        return;
    }
    block = new_block(deque);
    if (block == NULL) {
        PyErr_Clear();
        while (Py_SIZE(deque) > 0) {
            Py_DECREF(Hb_DequePop(deque));
        }
        return;
    }
    block->leftlink = block->rightlink = NULL;
    deque->leftblock = deque->rightblock = block;
    recenter(deque);
    Py_SET_SIZE(deque, 0);
    deque->state++;
    while (n-- > 0) {
        PyObject *item = place.block->data[place.index];

        next = place.index == BLOCKLEN - 1 || n == 0 ? place.block : NULL;
        deque_step(&place);
        Py_DECREF(item);
        if (next != NULL) {
            free_block(deque, next);
        }
    }
}

static int
deque_tp_clear(PyObject *op)
{
    Hb_DequeClear((dequeobject *)op);
    return 0;
}

static void
deque_dealloc(PyObject *op)
{
    dequeobject *deque = (dequeobject *)op;
    PyTypeObject *type = Py_TYPE(op);
    Py_ssize_t i;

    PyObject_GC_UnTrack(op);
    Py_TRASHCAN_BEGIN(op, deque_dealloc)
    if (deque->weakreflist != NULL) {
        PyObject_ClearWeakRefs(op);
    }
    if (deque->leftblock != NULL) {
        Hb_DequeClear(deque);
        PyMem_Free(deque->leftblock);
    }
    for (i = 0; i < deque->numfreeblocks; i++) {
        PyMem_Free(deque->freeblocks[i]);
    }
    type->tp_free(op);
    Py_TRASHCAN_END
}

static int
deque_traverse(PyObject *op, visitproc visit, void *arg)
{
    dequeobject *deque = (dequeobject *)op;
    deque_place place = Hb_DequeFirst(deque);
    Py_ssize_t n = Py_SIZE(deque);

    for (; n > 0; n--, deque_step(&place)) {
        Py_VISIT(*deque_slot(place));
    }
    return 0;
}

/* The limit in an argument: -1 for None; below that, an exception. */
static Py_ssize_t
maxlen_argument(PyObject *arg)
{
    Py_ssize_t maxlen;

    if (arg == NULL || arg == Py_None) {
        return -1;
    }
    maxlen = PyLong_AsSsize_t(arg);
    if (maxlen == -1 && PyErr_Occurred()) {
        if (PyErr_ExceptionMatches(PyExc_TypeError)) {
            PyErr_SetString(PyExc_TypeError, "an integer is required");
        }
        return -2;
    }
    if (maxlen < 0) {
        PyErr_SetString(PyExc_ValueError, "maxlen must be non-negative");
        return -2;
    }
    return maxlen;
}

static int
deque_init(PyObject *op, PyObject *args, PyObject *kwds)
{
    static char *names[] = {"iterable", "maxlen", NULL};
    dequeobject *deque = (dequeobject *)op;
    PyObject *iterable = NULL, *limit = NULL;
    Py_ssize_t maxlen;

    if (kwds == NULL && PyTuple_GET_SIZE(args) == 1) {
        iterable = PyTuple_GET_ITEM(args, 0);
    }
    else if (!PyArg_ParseTupleAndKeywords(args, kwds, "|OO:deque", names,
                                          &iterable, &limit)) {
        return -1;
    }
    maxlen = maxlen_argument(limit);
    if (maxlen < -1) {
        return -1;
    }
    deque->maxlen = maxlen;
    Hb_DequeClear(deque);
    return iterable == NULL ? 0 : Hb_DequeExtend(deque, iterable);
}

static PyObject *
deque_repr(PyObject *op)
{
    dequeobject *deque = (dequeobject *)op;
    const char *name = Py_TYPE(op)->tp_name, *dot = strrchr(name, '.');
    PyObject *list, *result = NULL;
    int nested = Py_ReprEnter(op);

    if (nested != 0) {
        return nested > 0 ? PyUnicode_FromString("[...]") : NULL;
    }
    name = dot != NULL ? dot + 1 : name;
    list = PySequence_List(op);
    if (list != NULL) {
        result = deque->maxlen >= 0
                     ? PyUnicode_FromFormat("%s(%R, maxlen=%zd)", name, list,
                                            deque->maxlen)
                     : PyUnicode_FromFormat("%s(%R)", name, list);
        Py_DECREF(list);
    }
    Py_ReprLeave(op);
    return result;
}

static PyObject *
deque_get_maxlen(PyObject *op, void *Py_UNUSED(context))
{
    Py_ssize_t maxlen = ((dequeobject *)op)->maxlen;

    return maxlen < 0 ? Py_NewRef(Py_None) : PyLong_FromSsize_t(maxlen);
}

static PyGetSetDef deque_getset[] = {
    {"maxlen", deque_get_maxlen, NULL, "The limit of its length, or None.",
     NULL},
    {NULL, NULL, NULL, NULL, NULL},
};

/* The answer when one of two deques has come to its end, or both. */
static int
compare_ends(int more_v, int more_w, int op)
{
    switch (op) {
    case Py_LT:
        return more_w;
    case Py_LE:
        return !more_v;
    case Py_EQ:
        return more_v == more_w;
    case Py_NE:
        return more_v != more_w;
    case Py_GT:
        return more_v;
    default:
        return !more_w;
    }
}

/* Compares item by item up to the first two that differ. */
static int
compare_items(PyObject *v, PyObject *w, int op)
{
    PyObject *x, *y;
    int equal = 1, result = 0;

    while (equal > 0) {
        x = PyIter_Next(v);
        y = x == NULL && PyErr_Occurred() ? NULL : PyIter_Next(w);
        if (x == NULL || y == NULL) {
            equal = PyErr_Occurred() ? -1 : 0;
            result = compare_ends(x != NULL, y != NULL, op);
        }
        else {
            equal = PyObject_RichCompareBool(x, y, Py_EQ);
            result = equal == 0 ? PyObject_RichCompareBool(x, y, op) : 0;
        }
        Py_XDECREF(x);
        Py_XDECREF(y);
    }
    return equal < 0 ? -1 : result;
}

static PyObject *
deque_richcompare(PyObject *v, PyObject *w, int op)
{
    int same = v == w, result = -1;

    if (!Hb_Deque_Check(v) || !Hb_Deque_Check(w)) {
        Py_RETURN_NOTIMPLEMENTED;
    }
    if ((op == Py_EQ || op == Py_NE) && (same || Py_SIZE(v) != Py_SIZE(w))) {
        return PyBool_FromLong((op == Py_EQ) == same);
    }
    PyObject *a = PyObject_GetIter(v);
    PyObject *b = a == NULL ? NULL : PyObject_GetIter(w);
    if (b != NULL) {
        result = compare_items(a, b, op);
    }
    Py_XDECREF(a);
    Py_XDECREF(b);
    return result < 0 ? NULL : PyBool_FromLong(result);
}

PyTypeObject Hb_Deque_Type = {
    PyVarObject_HEAD_INIT(&PyType_Type, 0).tp_name = "collections.deque",
    .tp_basicsize = sizeof(dequeobject),
    .tp_dealloc = deque_dealloc,
    .tp_repr = deque_repr,
    .tp_as_sequence = &Hb_DequeAsSequence,
    .tp_hash = PyObject_HashNotImplemented,
    .tp_getattro = PyObject_GenericGetAttr,
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_BASETYPE | Py_TPFLAGS_HAVE_GC |
                Py_TPFLAGS_SEQUENCE,
    .tp_doc = PyDoc_STR("deque([iterable[, maxlen]])"),
    .tp_traverse = deque_traverse,
    .tp_clear = deque_tp_clear,
    .tp_richcompare = deque_richcompare,
    .tp_weaklistoffset = offsetof(dequeobject, weakreflist),
    .tp_iter = Hb_DequeIter,
    .tp_methods = Hb_DequeMethods,
    .tp_getset = deque_getset,
    .tp_init = deque_init,
    .tp_alloc = PyType_GenericAlloc,
    .tp_new = Hb_DequeNew,
    .tp_free = PyObject_GC_Del,
};
