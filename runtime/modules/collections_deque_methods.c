/* collections_deque_methods.c -- the deque's methods. */
#include "internal/hb_getargs.h"
#include "internal/pycore_object.h"
#include "collections_deque.h"

/* ---- ends ---- */

/* None, or NULL when the call has failed. */
static PyObject *
none_or_null(int status)
{
    return status < 0 ? NULL : Py_NewRef(Py_None);
}

static PyObject *
deque_append(PyObject *op, PyObject *item)
{
    return none_or_null(Hb_DequeAppend((dequeobject *)op, Py_NewRef(item)));
}

static PyObject *
deque_appendleft(PyObject *op, PyObject *item)
{
    return none_or_null(
        Hb_DequeAppendLeft((dequeobject *)op, Py_NewRef(item)));
}

static PyObject *
deque_extend(PyObject *op, PyObject *iterable)
{
    return none_or_null(Hb_DequeExtend((dequeobject *)op, iterable));
}

static PyObject *
deque_extendleft(PyObject *op, PyObject *iterable)
{
    return none_or_null(Hb_DequeExtendLeft((dequeobject *)op, iterable));
}

static PyObject *
pop_from(PyObject *op, PyObject *(*pop)(dequeobject *))
{
    if (Py_SIZE(op) == 0) {
        PyErr_SetString(PyExc_IndexError, "pop from an empty deque");
        return NULL;
    }
    return pop((dequeobject *)op);
}

static PyObject *
deque_pop(PyObject *op, PyObject *Py_UNUSED(unused))
{
    return pop_from(op, Hb_DequePop);
}

static PyObject *
deque_popleft(PyObject *op, PyObject *Py_UNUSED(unused))
{
    return pop_from(op, Hb_DequePopLeft);
}

static PyObject *
deque_clear(PyObject *op, PyObject *Py_UNUSED(unused))
{
    Hb_DequeClear((dequeobject *)op);
    Py_RETURN_NONE;
}

static PyObject *
deque_rotate(PyObject *op, PyObject *const *args, Py_ssize_t nargs)
{
    Py_ssize_t n = 1;

    if (!_PyArg_CheckPositional("deque.rotate", nargs, 0, 1)) {
        return NULL;
    }
    if (nargs == 1 && Hb_SsizeArgument(args[0], &n) < 0) {
        return NULL;
    }
    return none_or_null(Hb_DequeRotate((dequeobject *)op, n));
}

static PyObject *
deque_reverse(PyObject *op, PyObject *Py_UNUSED(unused))
{
    dequeobject *deque = (dequeobject *)op;
    deque_place left = Hb_DequeFirst(deque);
    deque_place right = {deque->rightblock, deque->rightindex};
    Py_ssize_t n = Py_SIZE(op) / 2;

    while (n-- > 0) {
        PyObject **a = deque_slot(left), **b = deque_slot(right);
        PyObject *item = *a;

        *a = *b;
        *b = item;
        deque_step(&left);
        deque_step_back(&right);
    }
    Py_RETURN_NONE;
}

static PyObject *
deque_insert(PyObject *op, PyObject *const *args, Py_ssize_t nargs)
{
    dequeobject *deque = (dequeobject *)op;
    Py_ssize_t index, n = Py_SIZE(deque);
    PyObject *value;

    if (!_PyArg_ParseStack(args, nargs, "nO:insert", &index, &value)) {
        return NULL;
    }
    if (deque->maxlen == n) {
        PyErr_SetString(PyExc_IndexError, "deque already at its maximum size");
        return NULL;
    }
    if (index >= n) {
        return deque_append(op, value);
    }
    if (index <= -n || index == 0) {
        return deque_appendleft(op, value);
    }
    if (Hb_DequeRotate(deque, -index) < 0 ||
        (index < 0 ? Hb_DequeAppend(deque, Py_NewRef(value))
                   : Hb_DequeAppendLeft(deque, Py_NewRef(value))) < 0) {
        return NULL;
    }
    return none_or_null(Hb_DequeRotate(deque, index));
}

/* ---- searching ---- */

/* Compares items start .. stop-1 with a value: counts the equal ones, or with
 * `first` stops at one and says where it is.  -1 when there is none; -2 with
 * an exception, which is of type `changed` if the deque was changed. */
static Py_ssize_t
deque_search(dequeobject *deque, PyObject *value, Py_ssize_t start,
             Py_ssize_t stop, int first, PyObject *changed)
{
    size_t state = deque->state;
    Py_ssize_t i, count = 0;
    deque_place place;

    if (start >= stop) {
        return first ? -1 : 0;
    }
    place = Hb_DequeFind(deque, start);
    for (i = start; i < stop; i++, deque_step(&place)) {
        PyObject *item = Py_NewRef(*deque_slot(place));
        int equal = PyObject_RichCompareBool(item, value, Py_EQ);

        Py_DECREF(item);
        if (equal < 0) {
            return -2;
        }
        if (equal && first && changed == PyExc_RuntimeError) {
            return i;
        }
        if (state != deque->state) {
            PyErr_SetString(changed, "deque mutated during iteration");
            return -2;
        }
        if (equal && first) {
            return i;
        }
        count += equal;
    }
    return first ? -1 : count;
}

static PyObject *
not_in_deque(PyObject *value)
{
    PyErr_Format(PyExc_ValueError, "%R is not in deque", value);
    return NULL;
}

static PyObject *
deque_count(PyObject *op, PyObject *value)
{
    Py_ssize_t count = deque_search((dequeobject *)op, value, 0, Py_SIZE(op),
                                    0, PyExc_RuntimeError);

    return count < 0 ? NULL : PyLong_FromSsize_t(count);
}

static int
deque_contains(PyObject *op, PyObject *value)
{
    Py_ssize_t i = deque_search((dequeobject *)op, value, 0, Py_SIZE(op), 1,
                                PyExc_RuntimeError);

    return i == -2 ? -1 : i >= 0;
}

static PyObject *
deque_index(PyObject *op, PyObject *const *args, Py_ssize_t nargs)
{
    Py_ssize_t start = 0, stop = Py_SIZE(op), n = Py_SIZE(op), i;
    PyObject *value;

    if (!_PyArg_ParseStack(args, nargs, "O|O&O&:index", &value,
                           _PyEval_SliceIndexNotNone, &start,
                           _PyEval_SliceIndexNotNone, &stop)) {
        return NULL;
    }
    start = start < 0 ? (start + n < 0 ? 0 : start + n) : start;
    stop = stop < 0 ? (stop + n < 0 ? 0 : stop + n) : stop;
    stop = stop > n ? n : stop;
    i = deque_search((dequeobject *)op, value, start > stop ? stop : start,
                     stop, 1, PyExc_RuntimeError);
    if (i == -2) {
        return NULL;
    }
    return i < 0 ? not_in_deque(value) : PyLong_FromSsize_t(i);
}

static PyObject *
deque_remove(PyObject *op, PyObject *value)
{
    Py_ssize_t i = deque_search((dequeobject *)op, value, 0, Py_SIZE(op), 1,
                                PyExc_IndexError);

    if (i == -2) {
        return NULL;
    }
    if (i < 0) {
        return not_in_deque(value);
    }
    return none_or_null(Hb_DequeDelete((dequeobject *)op, i));
}

/* ---- as a sequence ---- */

static Py_ssize_t
deque_len(PyObject *op)
{
    return Py_SIZE(op);
}

static int
check_index(PyObject *op, Py_ssize_t i)
{
    if (i < 0 || i >= Py_SIZE(op)) {
        PyErr_SetString(PyExc_IndexError, "deque index out of range");
        return -1;
    }
    return 0;
}

static PyObject *
deque_item(PyObject *op, Py_ssize_t i)
{
    return check_index(op, i) < 0
               ? NULL
               : Py_NewRef(*deque_slot(Hb_DequeFind((dequeobject *)op, i)));
}

static int
deque_ass_item(PyObject *op, Py_ssize_t i, PyObject *value)
{
    PyObject **slot;

    if (check_index(op, i) < 0) {
        return -1;
    }
    if (value == NULL) {
        return Hb_DequeDelete((dequeobject *)op, i);
    }
    slot = deque_slot(Hb_DequeFind((dequeobject *)op, i));
    Py_SETREF(*slot, Py_NewRef(value));
    return 0;
}

/* What the derived class makes of it, which must be a deque. */
static PyObject *
copy_derived(dequeobject *deque)
{
    PyObject *type = (PyObject *)Py_TYPE(deque);
    PyObject *copy =
        deque->maxlen < 0
            ? PyObject_CallOneArg(type, (PyObject *)deque)
            : PyObject_CallFunction(type, "Oi", deque, (int)deque->maxlen);

    if (copy != NULL && !PyObject_TypeCheck(copy, &Hb_Deque_Type)) {
        PyErr_Format(PyExc_TypeError,
                     "%.200s() must return a deque, not %.200s",
                     Py_TYPE(deque)->tp_name, Py_TYPE(copy)->tp_name);
        Py_CLEAR(copy);
    }
    return copy;
}

PyObject *
Hb_DequeCopy(PyObject *op, PyObject *Py_UNUSED(unused))
{
    dequeobject *deque = (dequeobject *)op, *copy;
    int status;

    if (!Py_IS_TYPE(op, &Hb_Deque_Type)) {
        return copy_derived(deque);
    }
    copy = (dequeobject *)Hb_DequeNew(&Hb_Deque_Type, NULL, NULL);
    if (copy == NULL) {
        return NULL;
    }
    copy->maxlen = deque->maxlen;
    if (Py_SIZE(deque) == 1) {
        /* One item stays in the middle of the block. */
        status = Hb_DequeAppend(copy, deque_item(op, 0));
    }
    else {
        status = Hb_DequeExtend(copy, op);
    }
    if (status < 0) {
        Py_CLEAR(copy);
    }
    return (PyObject *)copy;
}

static PyObject *
deque_concat(PyObject *op, PyObject *other)
{
    PyObject *result;
    int is_deque = PyObject_IsInstance(other, (PyObject *)&Hb_Deque_Type);

    if (is_deque < 0) {
        return NULL;
    }
    if (!is_deque) {
        PyErr_Format(PyExc_TypeError,
                     "can only concatenate deque (not \"%.200s\") to deque",
                     Py_TYPE(other)->tp_name);
        return NULL;
    }
    result = Hb_DequeCopy(op, NULL);
    if (result != NULL && Hb_DequeExtend((dequeobject *)result, other) < 0) {
        Py_CLEAR(result);
    }
    return result;
}

static PyObject *
deque_inplace_concat(PyObject *op, PyObject *other)
{
    return Hb_DequeExtend((dequeobject *)op, other) < 0 ? NULL : Py_NewRef(op);
}

/* More of the same item: there is nothing to look up. */
static int
repeat_one(dequeobject *deque, Py_ssize_t n)
{
    PyObject *item = deque->leftblock->data[deque->leftindex];

    if (deque->maxlen >= 0 && n > deque->maxlen) {
        n = deque->maxlen;
    }
    deque->state++; /* even when there is no room for another */
    while (--n > 0) {
        if (Hb_DequeAppend(deque, Py_NewRef(item)) < 0) {
            return -1;
        }
    }
    return 0;
}

static int
repeat_items(dequeobject *deque, Py_ssize_t n)
{
    Py_ssize_t size = Py_SIZE(deque);
    PyObject *items;
    int status = 0;

    if (size > PY_SSIZE_T_MAX / n) {
        PyErr_NoMemory();
        return -1;
    }
    items = PySequence_List((PyObject *)deque);
    if (items == NULL) {
        return -1;
    }
    /* No more rounds than it takes to fill it up. */
    if (deque->maxlen >= 0 && n * size > deque->maxlen) {
        n = (deque->maxlen + size - 1) / size;
    }
    while (status == 0 && --n > 0) {
        status = Hb_DequeExtend(deque, items);
    }
    Py_DECREF(items);
    return status;
}

static PyObject *
deque_inplace_repeat(PyObject *op, Py_ssize_t n)
{
    dequeobject *deque = (dequeobject *)op;
    int status = 0;

    if (Py_SIZE(op) != 0 && n <= 0) {
        Hb_DequeClear(deque);
    }
    else if (Py_SIZE(op) == 1) {
        status = repeat_one(deque, n);
    }
    else if (Py_SIZE(op) > 1 && n > 1) {
        status = repeat_items(deque, n);
    }
    return status < 0 ? NULL : Py_NewRef(op);
}

static PyObject *
deque_repeat(PyObject *op, Py_ssize_t n)
{
    PyObject *copy = Hb_DequeCopy(op, NULL), *result;

    if (copy == NULL) {
        return NULL;
    }
    result = deque_inplace_repeat(copy, n);
    Py_DECREF(copy);
    return result;
}

PySequenceMethods Hb_DequeAsSequence = {
    .sq_length = deque_len,
    .sq_concat = deque_concat,
    .sq_repeat = deque_repeat,
    .sq_item = deque_item,
    .sq_ass_item = deque_ass_item,
    .sq_contains = deque_contains,
    .sq_inplace_concat = deque_inplace_concat,
    .sq_inplace_repeat = deque_inplace_repeat,
};

/* ---- the rest ---- */

static PyObject *
deque_reduce(PyObject *op, PyObject *Py_UNUSED(unused))
{
    dequeobject *deque = (dequeobject *)op;
    PyObject *state = _PyObject_GetState(op), *it;

    if (state == NULL) {
        return NULL;
    }
    it = PyObject_GetIter(op);
    if (it == NULL) {
        Py_DECREF(state);
        return NULL;
    }
    if (deque->maxlen < 0) {
        return Py_BuildValue("O()NN", Py_TYPE(op), state, it);
    }
    return Py_BuildValue("O(()n)NN", Py_TYPE(op), deque->maxlen, state, it);
}

static PyObject *
deque_sizeof(PyObject *op, PyObject *Py_UNUSED(unused))
{
    dequeobject *deque = (dequeobject *)op;
    Py_ssize_t slots = deque->leftindex + Py_SIZE(deque);
    Py_ssize_t blocks = (slots + BLOCKLEN - 1) / BLOCKLEN;

    return PyLong_FromSsize_t(_PyObject_SIZE(Py_TYPE(op)) +
                              blocks * (Py_ssize_t)sizeof(deque_block));
}

PyMethodDef Hb_DequeMethods[] = {
    {"append", deque_append, METH_O, "Adds an item at the right end."},
    {"appendleft", deque_appendleft, METH_O, "Adds one at the left end."},
    {"clear", deque_clear, METH_NOARGS, "Removes all items."},
    {"__copy__", Hb_DequeCopy, METH_NOARGS, "A new deque of the same items."},
    {"copy", Hb_DequeCopy, METH_NOARGS, "A new deque of the same items."},
    {"count", deque_count, METH_O, "How many items are equal."},
    {"extend", deque_extend, METH_O, "Adds all items at the right end."},
    {"extendleft", deque_extendleft, METH_O, "Adds each at the left end."},
    {"index", _PyCFunction_CAST(deque_index), METH_FASTCALL,
     "The index of the first equal item."},
    {"insert", _PyCFunction_CAST(deque_insert), METH_FASTCALL,
     "Puts an item in front of the one at an index."},
    {"pop", deque_pop, METH_NOARGS, "Removes the rightmost item."},
    {"popleft", deque_popleft, METH_NOARGS, "Removes the leftmost item."},
    {"__reduce__", deque_reduce, METH_NOARGS, "What to copy it from."},
    {"remove", deque_remove, METH_O, "Removes the first equal item."},
    {"__reversed__", Hb_DequeReversed, METH_NOARGS, "From the right end on."},
    {"reverse", deque_reverse, METH_NOARGS, "Reverses in place."},
    {"rotate", _PyCFunction_CAST(deque_rotate), METH_FASTCALL,
     "Moves n items (1) from the right end to the left."},
    {"__sizeof__", deque_sizeof, METH_NOARGS, "Bytes of object and blocks."},
    {"__class_getitem__", Py_GenericAlias, METH_O | METH_CLASS, "See PEP 585"},
    {NULL, NULL, 0, NULL},
};
