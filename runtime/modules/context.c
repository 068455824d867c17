/* context.c -- contexts: which of them is current, and what it maps.
 *
 * Source: PEP 567; CPython 3.11, Python/context.c.
 */
#include <stddef.h>

#include "Python.h"
#include "internal/pycore_context.h"
#include "internal/pycore_pystate.h"

static PyContext *
as_context(PyObject *op)
{
    return (PyContext *)op;
}

static int
check_context(PyObject *op)
{
    if (PyContext_CheckExact(op)) {
        return 0;
    }
    PyErr_SetString(PyExc_TypeError, "an instance of Context was expected");
    return -1;
}

/* ---- making ------------------------------------------------------------- */

/* Takes the reference to vars, which may be NULL after an error. */
static PyObject *
context_with(PyObject *vars)
{
    PyContext *ctx =
        vars == NULL ? NULL : PyObject_GC_New(PyContext, &PyContext_Type);
    if (ctx == NULL) {
        Py_XDECREF(vars);
        return NULL;
    }
    ctx->ctx_prev = NULL;
    ctx->ctx_vars = vars;
    ctx->ctx_weakreflist = NULL;
    ctx->ctx_entered = 0;
    PyObject_GC_Track(ctx);
    return (PyObject *)ctx;
}

PyObject *
PyContext_New(void)
{
    return context_with(PyDict_New());
}

PyObject *
PyContext_Copy(PyObject *context)
{
    if (check_context(context) < 0) {
        return NULL;
    }
    return context_with(PyDict_Copy(as_context(context)->ctx_vars));
}

PyContext *
Hb_CurrentContext(void)
{
    PyThreadState *tstate = _PyThreadState_GET();
    if (tstate->context == NULL) {
        tstate->context = PyContext_New();
    }
    return (PyContext *)tstate->context;
}

PyObject *
PyContext_CopyCurrent(void)
{
    PyContext *ctx = Hb_CurrentContext();
    return ctx == NULL ? NULL : PyContext_Copy((PyObject *)ctx);
}

static PyObject *
context_new(PyTypeObject *Py_UNUSED(type), PyObject *args, PyObject *kwds)
{
    if (PyTuple_GET_SIZE(args) != 0 ||
        (kwds != NULL && PyDict_GET_SIZE(kwds) != 0)) {
        PyErr_SetString(PyExc_TypeError,
                        "Context() does not accept any arguments");
        return NULL;
    }
    return PyContext_New();
}

/* ---- entering ----------------------------------------------------------- */

int
PyContext_Enter(PyObject *context)
{
    PyThreadState *tstate = _PyThreadState_GET();
    if (check_context(context) < 0) {
        return -1;
    }
    PyContext *ctx = as_context(context);
    if (ctx->ctx_entered) {
        PyErr_Format(PyExc_RuntimeError,
                     "cannot enter context: %R is already entered", ctx);
        return -1;
    }
    ctx->ctx_prev = (PyContext *)tstate->context; /* X1: takes it over */
    ctx->ctx_entered = 1;
    tstate->context = Py_NewRef(ctx);
    tstate->context_ver++;
    return 0;
}

int
PyContext_Exit(PyObject *context)
{
    PyThreadState *tstate = _PyThreadState_GET();
    if (check_context(context) < 0) {
        return -1;
    }
    PyContext *ctx = as_context(context);
    if (!ctx->ctx_entered) {
        PyErr_Format(PyExc_RuntimeError,
                     "cannot exit context: %R has not been entered", ctx);
        return -1;
    }
    if (tstate->context != context) {
        PyErr_SetString(PyExc_RuntimeError,
                        "cannot exit context: thread state references a "
                        "different context object");
        return -1;
    }
    Py_SETREF(tstate->context, (PyObject *)ctx->ctx_prev);
    tstate->context_ver++;
    ctx->ctx_prev = NULL;
    ctx->ctx_entered = 0;
    return 0;
}

static PyObject *
context_run(PyObject *self, PyObject *const *args, Py_ssize_t nargs,
            PyObject *kwnames)
{
    if (nargs < 1) {
        PyErr_SetString(PyExc_TypeError,
                        "run() missing 1 required positional argument");
        return NULL;
    }
    if (PyContext_Enter(self) < 0) {
        return NULL;
    }
    PyObject *result =
        PyObject_Vectorcall(args[0], args + 1, (size_t)nargs - 1, kwnames);
    if (PyContext_Exit(self) < 0) {
        Py_CLEAR(result);
    }
    return result;
}

/* ---- reading ------------------------------------------------------------ */

/* 1 when the variable has a value here, borrowed in *value; -1 with an
 * exception when it is no variable. */
static int
find(PyObject *self, PyObject *key, PyObject **value)
{
    if (!PyContextVar_CheckExact(key)) {
        PyErr_Format(PyExc_TypeError, "a ContextVar key was expected, got %R",
                     key);
        return -1;
    }
    *value = PyDict_GetItemWithError(as_context(self)->ctx_vars, key);
    return *value != NULL ? 1 : PyErr_Occurred() ? -1 : 0;
}

static int
context_contains(PyObject *self, PyObject *key)
{
    PyObject *value;
    return find(self, key, &value);
}

static PyObject *
context_subscript(PyObject *self, PyObject *key)
{
    PyObject *value;
    int found = find(self, key, &value);
    if (found == 0) {
        PyErr_SetObject(PyExc_KeyError, key);
    }
    return found > 0 ? Py_NewRef(value) : NULL;
}

static PyObject *
context_get(PyObject *self, PyObject *const *args, Py_ssize_t nargs)
{
    PyObject *value;
    if (!_PyArg_CheckPositional("get", nargs, 1, 2)) {
        return NULL;
    }
    int found = find(self, args[0], &value);
    if (found == 0) {
        return Py_NewRef(nargs > 1 ? args[1] : Py_None);
    }
    return found > 0 ? Py_NewRef(value) : NULL;
}

static Py_ssize_t
context_length(PyObject *self)
{
    return PyDict_GET_SIZE(as_context(self)->ctx_vars);
}

static PyObject *
context_iter(PyObject *self)
{
    return PyObject_GetIter(as_context(self)->ctx_vars);
}

static PyObject *
iterator_of(PyObject *self, const char *view)
{
    PyObject *items =
        PyObject_CallMethod(as_context(self)->ctx_vars, view, NULL);
    PyObject *iterator = items == NULL ? NULL : PyObject_GetIter(items);
    Py_XDECREF(items);
    return iterator;
}

static PyObject *
context_keys(PyObject *self, PyObject *Py_UNUSED(ignored))
{
    return iterator_of(self, "keys");
}

static PyObject *
context_values(PyObject *self, PyObject *Py_UNUSED(ignored))
{
    return iterator_of(self, "values");
}

static PyObject *
context_items(PyObject *self, PyObject *Py_UNUSED(ignored))
{
    return iterator_of(self, "items");
}

static PyObject *
context_copy(PyObject *self, PyObject *Py_UNUSED(ignored))
{
    return PyContext_Copy(self);
}

static PyObject *
context_richcompare(PyObject *a, PyObject *b, int op)
{
    if (!PyContext_CheckExact(a) || !PyContext_CheckExact(b) ||
        (op != Py_EQ && op != Py_NE)) {
        Py_RETURN_NOTIMPLEMENTED;
    }
    return PyObject_RichCompare(as_context(a)->ctx_vars,
                                as_context(b)->ctx_vars, op);
}

/* ---- life --------------------------------------------------------------- */

static int
context_clear(PyObject *self)
{
    Py_CLEAR(as_context(self)->ctx_prev);
    Py_CLEAR(as_context(self)->ctx_vars);
    return 0;
}

static int
context_traverse(PyObject *self, visitproc visit, void *arg)
{
    Py_VISIT(as_context(self)->ctx_prev);
    Py_VISIT(as_context(self)->ctx_vars);
    return 0;
}

static void
context_dealloc(PyObject *self)
{
    PyObject_GC_UnTrack(self);
    if (as_context(self)->ctx_weakreflist != NULL) {
        PyObject_ClearWeakRefs(self);
    }
    context_clear(self);
    PyObject_GC_Del(self);
}

static PyMethodDef context_methods[] = {
    {"get", _PyCFunction_CAST(context_get), METH_FASTCALL,
     PyDoc_STR("The value of a variable, or a default.")},
    {"items", context_items, METH_NOARGS, PyDoc_STR("Variables and values.")},
    {"keys", context_keys, METH_NOARGS, PyDoc_STR("The variables.")},
    {"values", context_values, METH_NOARGS, PyDoc_STR("The values.")},
    {"copy", context_copy, METH_NOARGS, PyDoc_STR("Another with the same.")},
    {"run", _PyCFunction_CAST(context_run), METH_FASTCALL | METH_KEYWORDS,
     PyDoc_STR("Calls a function in this context.")},
    {NULL, NULL, 0, NULL},
};

static PySequenceMethods context_as_sequence = {
    .sq_contains = context_contains,
};

static PyMappingMethods context_as_mapping = {
    .mp_length = context_length,
    .mp_subscript = context_subscript,
};

PyTypeObject PyContext_Type = {
    PyVarObject_HEAD_INIT(&PyType_Type, 0).tp_name = "_contextvars.Context",
    .tp_basicsize = sizeof(PyContext),
    .tp_dealloc = context_dealloc,
    .tp_as_sequence = &context_as_sequence,
    .tp_as_mapping = &context_as_mapping,
    .tp_hash = PyObject_HashNotImplemented,
    .tp_getattro = PyObject_GenericGetAttr,
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC,
    .tp_traverse = context_traverse,
    .tp_clear = context_clear,
    .tp_richcompare = context_richcompare,
    .tp_weaklistoffset = offsetof(PyContext, ctx_weakreflist),
    .tp_iter = context_iter,
    .tp_methods = context_methods,
    .tp_new = context_new,
};
