/* functools_wraps.c -- update_wrapper and wraps.
 *
 * Source: CPython 3.11, Lib/functools.py.
 */
#include "functools.h"

static int
copy_attribute(PyObject *wrapper, PyObject *wrapped, const char *name)
{
    PyObject *key = PyUnicode_InternFromString(name), *value;
    if (key == NULL) {
        return -1;
    }
    int found = _PyObject_LookupAttr(wrapped, key, &value);
    if (found > 0) {
        found = PyObject_SetAttr(wrapper, key, value);
        Py_DECREF(value);
    }
    Py_DECREF(key);
    return found < 0 ? -1 : 0;
}

int
Hb_UpdateWrapper(PyObject *wrapper, PyObject *wrapped)
{
    static const char *const names[] = {"__module__", "__name__",
                                        "__qualname__", "__doc__",
                                        "__annotations__"};
    for (size_t i = 0; i < Py_ARRAY_LENGTH(names); i++) {
        if (copy_attribute(wrapper, wrapped, names[i]) < 0) {
            return -1;
        }
    }
    PyObject *to = NULL, *from = NULL;
    int failed = _PyObject_LookupAttr(wrapped, _Py_ID(__dict__), &from) < 0;
    if (from != NULL) {
        to = PyObject_GetAttr(wrapper, _Py_ID(__dict__));
        failed = to == NULL || PyDict_Update(to, from) < 0;
    }
    Py_XDECREF(to);
    Py_XDECREF(from);
    return failed ? -1
                  : PyObject_SetAttr(wrapper, _Py_ID(__wrapped__), wrapped);
}

PyObject *
Hb_FunctoolsUpdateWrapper(PyObject *Py_UNUSED(module), PyObject *args)
{
    PyObject *wrapper, *wrapped;
    if (!PyArg_UnpackTuple(args, "update_wrapper", 2, 2, &wrapper, &wrapped) ||
        Hb_UpdateWrapper(wrapper, wrapped) < 0) {
        return NULL;
    }
    return Py_NewRef(wrapper);
}

/* wraps(wrapped) is called with the wrapper later: a bound function. */
static PyObject *
apply_wraps(PyObject *wrapped, PyObject *wrapper)
{
    if (Hb_UpdateWrapper(wrapper, wrapped) < 0) {
        return NULL;
    }
    return Py_NewRef(wrapper);
}

static PyMethodDef apply_wraps_def = {"wraps", apply_wraps, METH_O, NULL};

PyObject *
Hb_FunctoolsWraps(PyObject *Py_UNUSED(module), PyObject *wrapped)
{
    return PyCFunction_New(&apply_wraps_def, wrapped);
}
