/* copy_reconstruct.c -- copies made from what __reduce_ex__ says.
 *
 * The description is (callable, arguments[, state[, items[, pairs]]]).  In a
 * deep copy the arguments, the state, items and pairs are copied first, and
 * the new object is in the memo before its state is: that is how an instance
 * can be in a cycle.
 */
#include "Python.h"
#include "internal/pycore_unicodeobject.h"
#include "copy.h"

static int
is_iterable(PyObject *obj)
{
    return Py_TYPE(obj)->tp_iter != NULL || PySequence_Check(obj);
}

/* x itself, or its deep copy; a new reference. */
static PyObject *
maybe_deep(struct copying *c, PyObject *x)
{
    return c->memo == NULL ? Py_NewRef(x) : Hb_DeepCopy(c, x);
}

/* What function(*args) says when args cannot be iterated over. */
static void
bad_arguments(PyObject *function, PyObject *args)
{
    PyObject *name = _PyObject_FunctionStr(function);

    if (name != NULL) {
        PyErr_Format(PyExc_TypeError,
                     "%U argument after * must be an iterable, not %.200s",
                     name, Py_TYPE(args)->tp_name);
        Py_DECREF(name);
    }
}

/* The arguments as a tuple, copied if need be. */
static PyObject *
make_arguments(struct copying *c, PyObject *function, PyObject *args)
{
    PyObject *items, *copies;
    Py_ssize_t i;

    if (!is_iterable(args) &&
        (c->memo == NULL || PyObject_IsTrue(args) == 0)) {
        bad_arguments(function, args);
        return NULL;
    }
    items = PySequence_Tuple(args);
    if (items == NULL || c->memo == NULL || PyTuple_GET_SIZE(items) == 0) {
        return items;
    }
    copies = PyTuple_New(PyTuple_GET_SIZE(items));
    /* In Python this loop is a generator: a level of its own. */
    if (copies != NULL && Hb_CopyEnter()) {
        Py_CLEAR(copies);
    }
    for (i = 0; copies != NULL && i < PyTuple_GET_SIZE(items); i++) {
        PyObject *copy = Hb_DeepCopy(c, PyTuple_GET_ITEM(items, i));

        if (copy == NULL) {
            Py_CLEAR(copies);
            Hb_CopyLeave();
            break;
        }
        PyTuple_SET_ITEM(copies, i, copy);
    }
    if (copies != NULL) {
        Hb_CopyLeave();
    }
    Py_DECREF(items);
    return copies;
}

/* A pair's two parts, new references. */
static int
unpack_pair(PyObject *pair, PyObject **first, PyObject **second)
{
    PyObject *items;
    Py_ssize_t n;

    if (!is_iterable(pair)) {
        PyErr_Format(PyExc_TypeError,
                     "cannot unpack non-iterable %.200s object",
                     Py_TYPE(pair)->tp_name);
        return -1;
    }
    items = PySequence_Tuple(pair);
    if (items == NULL) {
        return -1;
    }
    n = PyTuple_GET_SIZE(items);
    if (n == 2) {
        *first = Py_NewRef(PyTuple_GET_ITEM(items, 0));
        *second = Py_NewRef(PyTuple_GET_ITEM(items, 1));
    }
    else if (n < 2) {
        PyErr_Format(PyExc_ValueError,
                     "not enough values to unpack (expected 2, got %zd)", n);
    }
    else {
        PyErr_SetString(PyExc_ValueError,
                        "too many values to unpack (expected 2)");
    }
    Py_DECREF(items);
    return n == 2 ? 0 : -1;
}

/* What to do with each item of an iterable. */
typedef int (*visit_item)(struct copying *c, PyObject *y, PyObject *item);

static int
for_each(struct copying *c, PyObject *y, PyObject *iterable, visit_item visit)
{
    PyObject *it, *item;
    int status = 0;

    if (iterable == Py_None) {
        return 0;
    }
    it = PyObject_GetIter(iterable);
    if (it == NULL) {
        return -1;
    }
    while (status == 0 && (item = PyIter_Next(it)) != NULL) {
        status = visit(c, y, item);
        Py_DECREF(item);
    }
    Py_DECREF(it);
    return status < 0 || PyErr_Occurred() ? -1 : 0;
}

static int
append_item(struct copying *c, PyObject *y, PyObject *item)
{
    PyObject *copy = maybe_deep(c, item), *none;

    if (copy == NULL) {
        return -1;
    }
    none = PyObject_CallMethodOneArg(y, &_Py_ID(append), copy);
    Py_DECREF(copy);
    Py_XDECREF(none);
    return none == NULL ? -1 : 0;
}

/* y[key] = value; here the key is copied first. */
static int
store_pair(struct copying *c, PyObject *y, PyObject *pair)
{
    PyObject *key, *value, *copy;
    int status = -1;

    if (unpack_pair(pair, &key, &value) < 0) {
        return -1;
    }
    Py_SETREF(key, maybe_deep(c, key));
    copy = key ? maybe_deep(c, value) : NULL;
    if (copy != NULL) {
        status = PyObject_SetItem(y, key, copy);
        Py_DECREF(copy);
    }
    Py_XDECREF(key);
    Py_DECREF(value);
    return status;
}

/* setattr(y, name, value) for a pair that is copied already. */
static int
store_slot(struct copying *Py_UNUSED(c), PyObject *y, PyObject *pair)
{
    PyObject *name, *value;
    int status;

    if (unpack_pair(pair, &name, &value) < 0) {
        return -1;
    }
    status = PyObject_SetAttr(y, name, value);
    Py_DECREF(name);
    Py_DECREF(value);
    return status;
}

static int
update_dict(PyObject *y, PyObject *state)
{
    PyObject *dict = PyObject_GetAttr(y, &_Py_ID(__dict__)), *none;

    if (dict == NULL) {
        return -1;
    }
    none = PyObject_CallMethodOneArg(dict, &_Py_ID(update), state);
    Py_DECREF(dict);
    Py_XDECREF(none);
    return none == NULL ? -1 : 0;
}

static int
set_slots(struct copying *c, PyObject *y, PyObject *slots)
{
    PyObject *items;
    int status;

    if (slots == Py_None) {
        return 0;
    }
    items = PyObject_CallMethodNoArgs(slots, &_Py_ID(items));
    if (items == NULL) {
        return -1;
    }
    status = for_each(c, y, items, store_slot);
    Py_DECREF(items);
    return status;
}

/* Gives y its state: through __setstate__, or as a dict, or as a pair of a
 * dict and the values of slots. */
static int
apply_state(struct copying *c, PyObject *y, PyObject *state)
{
    PyObject *method, *none, *slots = Py_None;

    if (_PyObject_LookupAttr(y, &_Py_ID(__setstate__), &method) < 0) {
        return -1;
    }
    if (method != NULL) {
        /* Looked for with hasattr(), then asked for once more. */
        Py_DECREF(method);
        none = PyObject_CallMethodOneArg(y, &_Py_ID(__setstate__), state);
        Py_XDECREF(none);
        return none == NULL ? -1 : 0;
    }
    if (PyTuple_Check(state) && PyTuple_GET_SIZE(state) == 2) {
        slots = PyTuple_GET_ITEM(state, 1);
        state = PyTuple_GET_ITEM(state, 0);
    }
    if (state != Py_None && update_dict(y, state) < 0) {
        return -1;
    }
    return set_slots(c, y, slots);
}

static int
set_state(struct copying *c, PyObject *y, PyObject *state)
{
    int status;

    if (state == Py_None) {
        return 0;
    }
    state = maybe_deep(c, state);
    if (state == NULL) {
        return -1;
    }
    status = apply_state(c, y, state);
    Py_DECREF(state);
    return status;
}

/* The description as a tuple of two to five parts. */
static PyObject *
check_reduced(PyObject *reduced)
{
    PyObject *parts;
    Py_ssize_t n;

    if (!is_iterable(reduced)) {
        PyErr_Format(PyExc_TypeError,
                     "Value after * must be an iterable, not %.200s",
                     Py_TYPE(reduced)->tp_name);
        return NULL;
    }
    parts = PySequence_Tuple(reduced);
    if (parts == NULL) {
        return NULL;
    }
    n = PyTuple_GET_SIZE(parts);
    if (n == 0) {
        PyErr_SetString(PyExc_TypeError,
                        "_reconstruct() missing 2 required positional "
                        "arguments: 'func' and 'args'");
    }
    else if (n == 1) {
        PyErr_SetString(PyExc_TypeError,
                        "_reconstruct() missing 1 required positional "
                        "argument: 'args'");
    }
    else if (n > 5) {
        PyErr_Format(PyExc_TypeError,
                     "_reconstruct() takes from 4 to 7 positional arguments "
                     "but %zd were given",
                     n + 2);
    }
    else {
        return parts;
    }
    Py_DECREF(parts);
    return NULL;
}

static inline PyObject *
part(PyObject *parts, Py_ssize_t i)
{
    return i < PyTuple_GET_SIZE(parts) ? PyTuple_GET_ITEM(parts, i) : Py_None;
}

static PyObject *
reconstruct(struct copying *c, PyObject *x, PyObject *parts)
{
    PyObject *args = make_arguments(c, part(parts, 0), part(parts, 1)), *y;

    if (args == NULL) {
        return NULL;
    }
    y = PyObject_Call(part(parts, 0), args, NULL);
    Py_DECREF(args);
    if (y == NULL) {
        return NULL;
    }
    if ((c->memo != NULL && Hb_MemoSetFor(c, x, y) < 0) ||
        set_state(c, y, part(parts, 2)) < 0 ||
        for_each(c, y, part(parts, 3), append_item) < 0 ||
        for_each(c, y, part(parts, 4), store_pair) < 0) {
        Py_DECREF(y);
        return NULL;
    }
    return y;
}

PyObject *
Hb_Reconstruct(struct copying *c, PyObject *x, PyObject *reduced)
{
    PyObject *parts = check_reduced(reduced), *y = NULL;

    if (parts == NULL) {
        return NULL;
    }
    if (!Hb_CopyEnter()) {
        y = reconstruct(c, x, parts);
        Hb_CopyLeave();
    }
    Py_DECREF(parts);
    return y;
}
