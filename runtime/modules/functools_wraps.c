/* functools_wraps.c -- update_wrapper and wraps.
 *
 * Source: CPython 3.11, Lib/functools.py.
 */
#include "functools.h"

/* ---- copying ------------------------------------------------------------ */

/* The names that are copied, and that of what is merged. */
static const char *const assigned[] = {
    "__module__", "__name__", "__qualname__", "__doc__", "__annotations__"};

static int
copy_attribute(PyObject *wrapper, PyObject *wrapped, PyObject *name)
{
    PyObject *value;
    int found = _PyObject_LookupAttr(wrapped, name, &value);
    if (found > 0) {
        found = PyObject_SetAttr(wrapper, name, value);
        Py_DECREF(value);
    }
    return found < 0 ? -1 : 0;
}

/* wrapper.name.update(wrapped.name), or of nothing. */
static int
merge_attribute(PyObject *wrapper, PyObject *wrapped, PyObject *name)
{
    PyObject *from, *to, *none = NULL;
    if (_PyObject_LookupAttr(wrapped, name, &from) == 0) {
        from = PyDict_New();
    }
    to = from == NULL ? NULL : PyObject_GetAttr(wrapper, name);
    if (to != NULL) {
        none = PyObject_CallMethod(to, "update", "O", from);
    }
    Py_XDECREF(to);
    Py_XDECREF(from);
    Py_XDECREF(none);
    return none == NULL ? -1 : 0;
}

/* Does it for each name of an iterable. */
static int
for_each(PyObject *names, PyObject *wrapper, PyObject *wrapped,
         int (*act)(PyObject *, PyObject *, PyObject *))
{
    PyObject *it = PyObject_GetIter(names), *name;
    int status = it == NULL ? -1 : 0;
    while (status == 0 && (name = PyIter_Next(it)) != NULL) {
        status = act(wrapper, wrapped, name);
        Py_DECREF(name);
    }
    Py_XDECREF(it);
    return PyErr_Occurred() ? -1 : status;
}

static int
update(PyObject *wrapper, PyObject *wrapped, PyObject *assign,
       PyObject *updated)
{
    if (for_each(assign, wrapper, wrapped, copy_attribute) < 0 ||
        for_each(updated, wrapper, wrapped, merge_attribute) < 0) {
        return -1;
    }
    return PyObject_SetAttr(wrapper, &_Py_ID(__wrapped__), wrapped);
}

/* ---- the functions ------------------------------------------------------ */

int
Hb_AddWrapperNames(PyObject *module)
{
    PyObject *names = PyTuple_New(Py_ARRAY_LENGTH(assigned));
    for (size_t i = 0; names != NULL && i < Py_ARRAY_LENGTH(assigned); i++) {
        PyObject *name = PyUnicode_InternFromString(assigned[i]);
        if (name == NULL) {
            Py_CLEAR(names);
            break;
        }
        PyTuple_SET_ITEM(names, (Py_ssize_t)i, name);
    }
    PyObject *updates =
        names == NULL ? NULL : PyTuple_Pack(1, &_Py_ID(__dict__));
    int status = -1;
    if (updates != NULL &&
        PyModule_AddObjectRef(module, "WRAPPER_ASSIGNMENTS", names) == 0) {
        status = PyModule_AddObjectRef(module, "WRAPPER_UPDATES", updates);
    }
    Py_XDECREF(names);
    Py_XDECREF(updates);
    return status;
}

/* Puts the tuples of the module in place of the NULLs, and counts all.  0, or
 * -1 with an exception and both NULL. */
static int
settle(PyObject *module, PyObject **assign, PyObject **updated)
{
    *assign = *assign != NULL
                  ? Py_NewRef(*assign)
                  : PyObject_GetAttrString(module, "WRAPPER_ASSIGNMENTS");
    if (*assign == NULL) {
        *updated = NULL;
        return -1;
    }
    *updated = *updated != NULL
                   ? Py_NewRef(*updated)
                   : PyObject_GetAttrString(module, "WRAPPER_UPDATES");
    if (*updated == NULL) {
        Py_CLEAR(*assign);
        return -1;
    }
    return 0;
}

int
Hb_UpdateWrapper(PyObject *module, PyObject *wrapper, PyObject *wrapped,
                 PyObject *assign, PyObject *updated)
{
    if (settle(module, &assign, &updated) < 0) {
        return -1;
    }
    int status = update(wrapper, wrapped, assign, updated);
    Py_DECREF(assign);
    Py_DECREF(updated);
    return status;
}

PyObject *
Hb_FunctoolsUpdateWrapper(PyObject *module, PyObject *args, PyObject *kwds)
{
    static char *names[] = {"wrapper", "wrapped", "assigned", "updated", NULL};
    PyObject *wrapper, *wrapped, *assign = NULL, *updated = NULL;
    if (!PyArg_ParseTupleAndKeywords(args, kwds, "OO|OO:update_wrapper", names,
                                     &wrapper, &wrapped, &assign, &updated) ||
        Hb_UpdateWrapper(module, wrapper, wrapped, assign, updated) < 0) {
        return NULL;
    }
    return Py_NewRef(wrapper);
}

/* wraps(...) is called with the wrapper later: bound to (module, wrapped,
 * assigned, updated). */
static PyObject *
apply_wraps(PyObject *bound, PyObject *wrapper)
{
    if (Hb_UpdateWrapper(
            PyTuple_GET_ITEM(bound, 0), wrapper, PyTuple_GET_ITEM(bound, 1),
            PyTuple_GET_ITEM(bound, 2), PyTuple_GET_ITEM(bound, 3)) < 0) {
        return NULL;
    }
    return Py_NewRef(wrapper);
}

static PyMethodDef apply_wraps_def = {"wraps", apply_wraps, METH_O, NULL};

PyObject *
Hb_FunctoolsWraps(PyObject *module, PyObject *args, PyObject *kwds)
{
    static char *names[] = {"wrapped", "assigned", "updated", NULL};
    PyObject *wrapped, *assign = NULL, *updated = NULL, *function = NULL;
    if (!PyArg_ParseTupleAndKeywords(args, kwds, "O|OO:wraps", names, &wrapped,
                                     &assign, &updated)) {
        return NULL;
    }
    if (settle(module, &assign, &updated) < 0) {
        return NULL;
    }
    PyObject *bound = PyTuple_Pack(4, module, wrapped, assign, updated);
    if (bound != NULL) {
        function = PyCFunction_New(&apply_wraps_def, bound);
        Py_DECREF(bound);
    }
    Py_DECREF(assign);
    Py_DECREF(updated);
    return function;
}
