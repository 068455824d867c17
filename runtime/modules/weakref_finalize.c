/* weakref_finalize.c -- weakref.finalize: a call when an object dies.
 *
 * While it waits, a finalizer stands in a registry, which keeps it alive; its
 * own weak reference calls it.  Those that are left when the program ends are
 * called then, the newest first, unless their atexit is false.
 *
 * Source: CPython 3.11, Lib/weakref.py.
 */
#include "internal/hb_weakcollections.h"
#include "internal/hb_weakref_module.h"
#include "internal/pycore_object.h"

/*    struct finalizer: 72 bytes
 *   +----+----------+
 *   |  0 | ob_base  |
 *   | 16 | ref      |---> weak; all four NULL once it is dead
 *   | 24 | function |---> what is called
 *   | 32 | args     |---> tuple
 *   | 40 | kwargs   |---> dict, or NULL for none
 *   | 48 | index    |     order of creation
 *   | 56 | alive    |
 *   | 57 | atexit   |
 *   | 64 | weaklist |
 *   +----+----------+
 */
struct finalizer {
    PyObject_HEAD
    PyObject *ref;
    PyObject *function;
    PyObject *args;
    PyObject *kwargs;
    Py_ssize_t index;
    char alive;
    char atexit;
    PyObject *weaklist;
};

static struct {
    PyObject *waiting; /* dict: finalizer -> None */
    Py_ssize_t last_index;
    int shut_down;
} registry;

#define SELF(op) ((struct finalizer *)(op))

/* ---- the registry ------------------------------------------------------- */

/* Takes a finalizer out; the caller gets what it held.  0 when it was out. */
static int
take(PyObject *op, PyObject **function, PyObject **args, PyObject **kwargs)
{
    struct finalizer *self = SELF(op);

    if (!self->alive) {
        return 0;
    }
    self->alive = 0;
    *function = self->function;
    *args = self->args;
    *kwargs = self->kwargs;
    self->function = self->args = self->kwargs = NULL;
    Py_CLEAR(self->ref);
    if (registry.waiting && PyDict_DelItem(registry.waiting, op)) {
        PyErr_Clear();
    }
    return 1;
}

/* Calls it, unless it was called before. */
static PyObject *
run(PyObject *op)
{
    PyObject *function, *args, *kwargs, *result;

    Py_INCREF(op);
    if (!take(op, &function, &args, &kwargs)) {
        Py_DECREF(op);
        Py_RETURN_NONE;
    }
    result = registry.shut_down ? Py_NewRef(Py_None)
                                : PyObject_Call(function, args, kwargs);
    Py_DECREF(function);
    Py_DECREF(args);
    Py_XDECREF(kwargs);
    Py_DECREF(op);
    return result;
}

/* The newest that is to be called at the end, borrowed. */
static PyObject *
newest(void)
{
    PyObject *op, *none, *found = NULL;
    Py_ssize_t pos = 0;

    while (PyDict_Next(registry.waiting, &pos, &op, &none)) {
        if (SELF(op)->atexit &&
            (!found || SELF(op)->index > SELF(found)->index)) {
            found = op;
        }
    }
    return found;
}

static PyObject *
run_all(PyObject *Py_UNUSED(self), PyObject *Py_UNUSED(args))
{
    int enabled = PyGC_Disable();
    PyObject *op;

    while (registry.waiting && (op = newest()) != NULL) {
        PyObject *result = run(op);

        if (!result) {
            PyErr_PrintEx(0);
        }
        Py_XDECREF(result);
    }
    registry.shut_down = 1;
    if (enabled) {
        PyGC_Enable();
    }
    Py_RETURN_NONE;
}

static PyMethodDef run_all_def = {"_exitfunc", run_all, METH_NOARGS, NULL};

/* At the first finalizer of a program. */
static int
open_registry(void)
{
    PyObject *function, *atexit, *result;

    if (registry.waiting) {
        return 0;
    }
    function = PyCFunction_New(&run_all_def, NULL);
    atexit = function ? PyImport_ImportModule("atexit") : NULL;
    result =
        atexit ? PyObject_CallMethod(atexit, "register", "O", function) : NULL;
    Py_XDECREF(atexit);
    Py_XDECREF(function);
    if (!result) {
        return -1;
    }
    Py_DECREF(result);
    registry.shut_down = 0;
    registry.waiting = PyDict_New();
    return registry.waiting ? 0 : -1;
}

void
Hb_FinalizeForget(void)
{
    Py_CLEAR(registry.waiting);
    registry.last_index = 0;
    registry.shut_down = 0;
}

/* ---- making ------------------------------------------------------------- */

static int
fill(PyObject *op, PyObject *args, PyObject *kwds)
{
    struct finalizer *self = SELF(op);

    self->ref = PyWeakref_NewRef(PyTuple_GET_ITEM(args, 0), op);
    if (!self->ref) {
        return -1;
    }
    self->function = Py_NewRef(PyTuple_GET_ITEM(args, 1));
    self->args = PyTuple_GetSlice(args, 2, PyTuple_GET_SIZE(args));
    self->kwargs = kwds ? PyDict_Copy(kwds) : NULL;
    if (!self->args || (kwds && !self->kwargs) || open_registry() ||
        PyDict_SetItem(registry.waiting, op, Py_None)) {
        return -1;
    }
    self->index = ++registry.last_index;
    self->atexit = 1;
    self->alive = 1;
    return 0;
}

static PyObject *
finalize_new(PyTypeObject *type, PyObject *args, PyObject *kwds)
{
    PyObject *self;

    if (PyTuple_GET_SIZE(args) < 2) {
        PyErr_Format(PyExc_TypeError,
                     "finalize.__init__() missing %d required positional "
                     "argument%s: %s'func'",
                     (int)(2 - PyTuple_GET_SIZE(args)),
                     PyTuple_GET_SIZE(args) ? "" : "s",
                     PyTuple_GET_SIZE(args) ? "" : "'obj' and ");
        return NULL;
    }
    self = type->tp_alloc(type, 0);
    if (self && fill(self, args, kwds)) {
        Py_CLEAR(self);
    }
    return self;
}

static int
finalize_init(PyObject *Py_UNUSED(self), PyObject *Py_UNUSED(args),
              PyObject *Py_UNUSED(kwds))
{
    return 0;
}

static int
finalize_traverse(PyObject *op, visitproc visit, void *arg)
{
    Py_VISIT(SELF(op)->ref);
    Py_VISIT(SELF(op)->function);
    Py_VISIT(SELF(op)->args);
    Py_VISIT(SELF(op)->kwargs);
    return 0;
}

static int
finalize_clear(PyObject *op)
{
    SELF(op)->alive = 0;
    Py_CLEAR(SELF(op)->ref);
    Py_CLEAR(SELF(op)->function);
    Py_CLEAR(SELF(op)->args);
    Py_CLEAR(SELF(op)->kwargs);
    return 0;
}

static void
finalize_dealloc(PyObject *op)
{
    PyObject_GC_UnTrack(op);
    if (SELF(op)->weaklist) {
        PyObject_ClearWeakRefs(op);
    }
    finalize_clear(op);
    Py_TYPE(op)->tp_free(op);
}

/* ---- using -------------------------------------------------------------- */

/* The weak reference passes itself; callers pass nothing. */
static PyObject *
finalize_call(PyObject *op, PyObject *args, PyObject *Py_UNUSED(kwds))
{
    PyObject *ref;

    if (!PyArg_UnpackTuple(args, "finalize", 0, 1, &ref)) {
        return NULL;
    }
    return run(op);
}

/* (object, function, args, kwargs); NULL without an exception when dead. */
static PyObject *
describe(PyObject *op)
{
    struct finalizer *self = SELF(op);
    PyObject *object = self->alive ? Hb_WeakReferent(self->ref) : NULL;
    PyObject *kwargs, *result = NULL;

    if (!object) {
        return NULL;
    }
    kwargs = self->kwargs ? Py_NewRef(self->kwargs) : PyDict_New();
    if (kwargs) {
        result = PyTuple_Pack(4, object, self->function, self->args, kwargs);
        Py_DECREF(kwargs);
    }
    Py_DECREF(object);
    return result;
}

static PyObject *
finalize_peek(PyObject *op, PyObject *Py_UNUSED(ignored))
{
    PyObject *result = describe(op);

    return result || PyErr_Occurred() ? result : Py_NewRef(Py_None);
}

static PyObject *
finalize_detach(PyObject *op, PyObject *Py_UNUSED(ignored))
{
    PyObject *result = describe(op);
    PyObject *function, *args, *kwargs;

    if (!result) {
        return PyErr_Occurred() ? NULL : Py_NewRef(Py_None);
    }
    if (take(op, &function, &args, &kwargs)) {
        Py_DECREF(function);
        Py_DECREF(args);
        Py_XDECREF(kwargs);
    }
    return result;
}

static PyObject *
finalize_repr(PyObject *op)
{
    PyObject *object = SELF(op)->alive ? Hb_WeakReferent(SELF(op)->ref) : NULL;
    const char *name = _PyType_Name(Py_TYPE(op));
    PyObject *result;

    if (!object) {
        return PyUnicode_FromFormat("<%s object at %p; dead>", name, op);
    }
    result = PyUnicode_FromFormat("<%s object at %p; for '%s' at %p>", name,
                                  op, _PyType_Name(Py_TYPE(object)), object);
    Py_DECREF(object);
    return result;
}

static PyObject *
get_alive(PyObject *op, void *Py_UNUSED(closure))
{
    return PyBool_FromLong(SELF(op)->alive);
}

static PyObject *
get_atexit(PyObject *op, void *Py_UNUSED(closure))
{
    return PyBool_FromLong(SELF(op)->alive && SELF(op)->atexit);
}

static int
set_atexit(PyObject *op, PyObject *value, void *Py_UNUSED(closure))
{
    int truth = value ? PyObject_IsTrue(value) : 0;

    if (truth < 0) {
        return -1;
    }
    SELF(op)->atexit = (char)truth;
    return 0;
}

static PyMethodDef finalize_methods[] = {
    {"detach", finalize_detach, METH_NOARGS, NULL},
    {"peek", finalize_peek, METH_NOARGS, NULL},
    {NULL, NULL, 0, NULL},
};

static PyGetSetDef finalize_getset[] = {
    {"alive", get_alive, NULL, NULL, NULL},
    {"atexit", get_atexit, set_atexit, NULL, NULL},
    {NULL, NULL, NULL, NULL, NULL},
};

PyTypeObject Hb_Finalize_Type = {
    PyVarObject_HEAD_INIT(&PyType_Type, 0).tp_name = "weakref.finalize",
    .tp_basicsize = sizeof(struct finalizer),
    .tp_dealloc = finalize_dealloc,
    .tp_repr = finalize_repr,
    .tp_call = finalize_call,
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC | Py_TPFLAGS_BASETYPE,
    .tp_traverse = finalize_traverse,
    .tp_clear = finalize_clear,
    .tp_weaklistoffset = offsetof(struct finalizer, weaklist),
    .tp_methods = finalize_methods,
    .tp_getset = finalize_getset,
    .tp_init = finalize_init,
    .tp_new = finalize_new,
};
