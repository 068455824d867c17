/* builtins_iterable.c -- builtins that walk an iterable: all, max, sorted ...
 *
 * Source: CPython 3.11, Python/bltinmodule.c.
 */
#include "builtins.h"
#include "internal/pycore_list.h"

/* ---- all, any ----------------------------------------------------------- */

/* Stops at the first item whose truth is `truth`: 1 when there is one, 0 when
 * not, -1 for an error. */
static int
find_truth(PyObject *iterable, int truth)
{
    PyObject *iter = PyObject_GetIter(iterable);
    if (iter == NULL) {
        return -1;
    }
    PyObject *item;
    int found = 0;
    while (found == 0 && (item = PyIter_Next(iter)) != NULL) {
        int is = PyObject_IsTrue(item);
        Py_DECREF(item);
        found = is < 0 ? -1 : is == truth;
    }
    Py_DECREF(iter);
    return found == 0 && PyErr_Occurred() ? -1 : found;
}

static PyObject *
builtin_all(PyObject *Py_UNUSED(module), PyObject *iterable)
{
    int found = find_truth(iterable, 0);
    return found < 0 ? NULL : PyBool_FromLong(!found);
}

static PyObject *
builtin_any(PyObject *Py_UNUSED(module), PyObject *iterable)
{
    int found = find_truth(iterable, 1);
    return found < 0 ? NULL : PyBool_FromLong(found);
}

/* ---- iter, next --------------------------------------------------------- */

static PyObject *
builtin_iter(PyObject *Py_UNUSED(module), PyObject *const *args,
             Py_ssize_t nargs)
{
    if (!_PyArg_CheckPositional("iter", nargs, 1, 2)) {
        return NULL;
    }
    if (nargs == 1) {
        return PyObject_GetIter(args[0]);
    }
    if (!PyCallable_Check(args[0])) {
        PyErr_SetString(PyExc_TypeError, "iter(v, w): v must be callable");
        return NULL;
    }
    return PyCallIter_New(args[0], args[1]);
}

static PyObject *
builtin_next(PyObject *Py_UNUSED(module), PyObject *const *args,
             Py_ssize_t nargs)
{
    if (!_PyArg_CheckPositional("next", nargs, 1, 2)) {
        return NULL;
    }
    PyObject *iter = args[0];
    if (!PyIter_Check(iter)) {
        PyErr_Format(PyExc_TypeError, "'%.200s' object is not an iterator",
                     Py_TYPE(iter)->tp_name);
        return NULL;
    }
    PyObject *item = Py_TYPE(iter)->tp_iternext(iter);
    if (item != NULL) {
        return item;
    }
    if (nargs > 1) {
        if (PyErr_Occurred()) {
            if (!PyErr_ExceptionMatches(PyExc_StopIteration)) {
                return NULL;
            }
            PyErr_Clear();
        }
        return Py_NewRef(args[1]);
    }
    if (!PyErr_Occurred()) {
        PyErr_SetNone(PyExc_StopIteration);
    }
    return NULL;
}

/* ---- min, max ----------------------------------------------------------- */

struct best {
    PyObject *item;
    PyObject *value; /* of the key function, or the item */
};

/* Takes the reference to item.  -1 with an exception. */
static int
offer(struct best *best, PyObject *item, PyObject *key, int op)
{
    PyObject *value = key ? PyObject_CallOneArg(key, item) : Py_NewRef(item);
    int better = value == NULL ? -1
                 : best->item == NULL
                     ? 1
                     : PyObject_RichCompareBool(value, best->value, op);
    if (better > 0) {
        Py_XSETREF(best->item, item);
        Py_XSETREF(best->value, value);
        return 0;
    }
    Py_DECREF(item);
    Py_XDECREF(value);
    return better;
}

/* The best of what iter gives; NULL without an exception when it is empty. */
static PyObject *
best_of(PyObject *iter, PyObject *key, int op)
{
    struct best best = {NULL, NULL};
    PyObject *item;
    int failed = 0;
    while (!failed && (item = PyIter_Next(iter)) != NULL) {
        failed = offer(&best, item, key, op) < 0;
    }
    Py_XDECREF(best.value);
    if (PyErr_Occurred()) {
        Py_CLEAR(best.item);
    }
    return best.item;
}

static PyObject *
min_max(PyObject *args, PyObject *kwds, int op)
{
    static char *names[] = {"key", "default", NULL};
    const char *name = op == Py_LT ? "min" : "max";
    PyObject *key = NULL, *fallback = NULL;
    int several = PyTuple_Size(args) > 1;
    if (PyTuple_Size(args) < 1) {
        PyErr_Format(PyExc_TypeError, "%s expected at least 1 argument, got 0",
                     name);
        return NULL;
    }
    PyObject *none = PyTuple_New(0);
    int parsed = PyArg_ParseTupleAndKeywords(
        none, kwds, op == Py_LT ? "|$OO:min" : "|$OO:max", names, &key,
        &fallback);
    Py_DECREF(none);
    if (!parsed) {
        return NULL;
    }
    if (several && fallback != NULL) {
        PyErr_Format(PyExc_TypeError,
                     "Cannot specify a default for %s() with multiple "
                     "positional arguments",
                     name);
        return NULL;
    }
    PyObject *iter =
        PyObject_GetIter(several ? args : PyTuple_GET_ITEM(args, 0));
    if (iter == NULL) {
        return NULL;
    }
    PyObject *item = best_of(iter, key == Py_None ? NULL : key, op);
    Py_DECREF(iter);
    if (item == NULL && !PyErr_Occurred()) {
        if (fallback != NULL) {
            return Py_NewRef(fallback);
        }
        PyErr_Format(PyExc_ValueError, "%s() arg is an empty sequence", name);
    }
    return item;
}

static PyObject *
builtin_min(PyObject *Py_UNUSED(module), PyObject *args, PyObject *kwds)
{
    return min_max(args, kwds, Py_LT);
}

static PyObject *
builtin_max(PyObject *Py_UNUSED(module), PyObject *args, PyObject *kwds)
{
    return min_max(args, kwds, Py_GT);
}

/* ---- sorted ------------------------------------------------------------- */

static PyObject *
builtin_sorted(PyObject *Py_UNUSED(module), PyObject *const *args,
               Py_ssize_t nargs, PyObject *kwnames)
{
    if (!_PyArg_CheckPositional("sorted", nargs, 1, 1)) {
        return NULL;
    }
    PyObject *list = PySequence_List(args[0]);
    if (list == NULL) {
        return NULL;
    }
    /* The keyword values follow the one positional argument. */
    PyObject *none = Hb_ListSortMethod(list, args + 1, 0, kwnames);
    if (none == NULL) {
        Py_CLEAR(list);
    }
    Py_XDECREF(none);
    return list;
}

PyMethodDef Hb_BuiltinsIterableMethods[] = {
    {"all", builtin_all, METH_O, PyDoc_STR("No item is false.")},
    {"any", builtin_any, METH_O, PyDoc_STR("Some item is true.")},
    {"iter", HB_FAST(builtin_iter), METH_FASTCALL,
     PyDoc_STR("An iterator over an object, or over calls.")},
    {"max", HB_FAST(builtin_max), METH_VARARGS | METH_KEYWORDS,
     PyDoc_STR("The greatest item.")},
    {"min", HB_FAST(builtin_min), METH_VARARGS | METH_KEYWORDS,
     PyDoc_STR("The least item.")},
    {"next", HB_FAST(builtin_next), METH_FASTCALL,
     PyDoc_STR("The next item, or a default.")},
    {"sorted", HB_FAST(builtin_sorted), METH_FASTCALL | METH_KEYWORDS,
     PyDoc_STR("A new sorted list.")},
    {NULL, NULL, 0, NULL},
};
