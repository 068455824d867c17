/* functools_decorator.c -- lru_cache(...): what is Python there, and makes the
 * functions of functools_lru.c.
 *
 * Source: CPython 3.11, Lib/functools.py.
 */
#include "functools.h"

/* The dict that cache_parameters() gives a copy of. */
static PyObject *
cache_parameters(PyObject *parameters, PyObject *Py_UNUSED(ignored))
{
    return PyDict_Copy(parameters);
}

static PyMethodDef cache_parameters_def = {
    "cache_parameters", cache_parameters, METH_NOARGS, NULL};

static int
add_parameters(PyObject *self, PyObject *maxsize, PyObject *typed)
{
    PyObject *parameters =
        Py_BuildValue("{sOsO}", "maxsize", maxsize, "typed", typed);
    PyObject *function =
        parameters == NULL
            ? NULL
            : PyCFunction_New(&cache_parameters_def, parameters);
    int status =
        function == NULL
            ? -1
            : PyObject_SetAttrString(self, "cache_parameters", function);
    Py_XDECREF(parameters);
    Py_XDECREF(function);
    return status;
}

/* The cached function, dressed as what it caches. */
static PyObject *
cached(PyObject *module, PyObject *func, PyObject *maxsize, PyObject *typed)
{
    Hb_FunctoolsState *state = Hb_FunctoolsStateOf(module);
    PyObject *self =
        PyObject_CallFunctionObjArgs((PyObject *)state->lru_cache, func,
                                     maxsize, typed, state->cache_info, NULL);
    if (self != NULL &&
        (add_parameters(self, maxsize, typed) < 0 ||
         Hb_UpdateWrapper(module, self, func, NULL, NULL) < 0)) {
        Py_CLEAR(self);
    }
    return self;
}

/* The decorator that lru_cache(32) returns; parameters is (module, maxsize,
 * typed). */
static PyObject *
decorate(PyObject *parameters, PyObject *func)
{
    return cached(PyTuple_GET_ITEM(parameters, 0), func,
                  PyTuple_GET_ITEM(parameters, 1),
                  PyTuple_GET_ITEM(parameters, 2));
}

static PyMethodDef decorate_def = {"decorating_function", decorate, METH_O,
                                   NULL};

/* 0 in place of an int below 0; new. */
static PyObject *
at_least_zero(PyObject *maxsize)
{
    PyObject *zero = PyLong_FromLong(0);
    int below =
        zero == NULL ? -1 : PyObject_RichCompareBool(maxsize, zero, Py_LT);
    if (below == 0) {
        Py_SETREF(zero, Py_NewRef(maxsize));
    }
    else if (below < 0) {
        Py_CLEAR(zero);
    }
    return zero;
}

PyObject *
Hb_LruCache(PyObject *module, PyObject *args, PyObject *kwds)
{
    static char *names[] = {"maxsize", "typed", NULL};
    PyObject *maxsize = NULL, *typed = Py_False, *decorator = NULL;
    if (!PyArg_ParseTupleAndKeywords(args, kwds, "|OO:lru_cache", names,
                                     &maxsize, &typed)) {
        return NULL;
    }
    int is_direct = maxsize != NULL && !PyLong_Check(maxsize) &&
                    PyCallable_Check(maxsize) && PyBool_Check(typed);
    PyObject *func = maxsize;
    if (maxsize == NULL || is_direct) {
        maxsize = PyLong_FromLong(128);
    }
    else if (PyLong_Check(maxsize)) {
        maxsize = at_least_zero(maxsize);
    }
    else if (maxsize == Py_None) {
        Py_INCREF(maxsize);
    }
    else {
        PyErr_SetString(PyExc_TypeError, "Expected first argument to be an "
                                         "integer, a callable, or None");
        return NULL;
    }
    if (maxsize != NULL && is_direct) {
        decorator = cached(module, func, maxsize, typed);
        Py_DECREF(maxsize);
        return decorator;
    }
    PyObject *parameters =
        maxsize == NULL ? NULL : PyTuple_Pack(3, module, maxsize, typed);
    if (parameters != NULL) {
        decorator = PyCFunction_New(&decorate_def, parameters);
    }
    Py_XDECREF(maxsize);
    Py_XDECREF(parameters);
    return decorator;
}

PyTypeObject *
Hb_LruMakeCacheInfo(void)
{
    static PyStructSequence_Field fields[] = {
        {"hits", NULL},     {"misses", NULL}, {"maxsize", NULL},
        {"currsize", NULL}, {NULL, NULL},
    };
    static PyStructSequence_Desc description = {"CacheInfo", NULL, fields, 4};
    return PyStructSequence_NewType(&description);
}
