/* gcmodule.c -- the module gc.
 *
 * Source: CPython 3.11, Modules/gcmodule.c.
 */
#include "internal/hb_gc.h"
#include "internal/pycore_call.h"
#include "internal/hb_getargs.h"

static struct _gc_runtime_state *
gc_state(void)
{
    return &_PyInterpreterState_GET()->gc;
}

/* ---- switches and numbers ----------------------------------------------- */

static PyObject *
gc_enable(PyObject *Py_UNUSED(self), PyObject *Py_UNUSED(args))
{
    PyGC_Enable();
    Py_RETURN_NONE;
}

static PyObject *
gc_disable(PyObject *Py_UNUSED(self), PyObject *Py_UNUSED(args))
{
    PyGC_Disable();
    Py_RETURN_NONE;
}

static PyObject *
gc_isenabled(PyObject *Py_UNUSED(self), PyObject *Py_UNUSED(args))
{
    return PyBool_FromLong(gc_state()->enabled);
}

/* The arguments of collect() and get_objects(). */
static const char *const names[] = {"generation", NULL};

static PyObject *
gc_collect(PyObject *Py_UNUSED(self), PyObject *const *args, Py_ssize_t nargs,
           PyObject *kwnames)
{
    static _PyArg_Parser parser = {.keywords = names, .fname = "collect"};
    int generation = NUM_GENERATIONS - 1;
    PyObject *given;

    if (Hb_UnpackArguments(args, nargs, kwnames, &parser, 0, 1, &given) < 0 ||
        (given != NULL && !Hb_IntArgument(given, &generation))) {
        return NULL;
    }
    if (generation < 0 || generation >= NUM_GENERATIONS) {
        PyErr_SetString(PyExc_ValueError, "invalid generation");
        return NULL;
    }
    return PyLong_FromSsize_t(Hb_GCCollect(generation));
}

static PyObject *
gc_set_debug(PyObject *Py_UNUSED(self), PyObject *flags)
{
    int value = _PyLong_AsInt(flags);

    if (value == -1 && PyErr_Occurred()) {
        return NULL;
    }
    gc_state()->debug = value;
    Py_RETURN_NONE;
}

static PyObject *
gc_get_debug(PyObject *Py_UNUSED(self), PyObject *Py_UNUSED(args))
{
    return PyLong_FromLong(gc_state()->debug);
}

/* One number sets all that follow it, as the C struct was once filled. */
static PyObject *
gc_set_threshold(PyObject *Py_UNUSED(self), PyObject *args)
{
    struct gc_generation *generations = gc_state()->generations;

    if (!PyArg_ParseTuple(args, "i|ii:set_threshold",
                          &generations[0].threshold, &generations[1].threshold,
                          &generations[2].threshold)) {
        return NULL;
    }
    Py_RETURN_NONE;
}

static PyObject *
gc_get_threshold(PyObject *Py_UNUSED(self), PyObject *Py_UNUSED(args))
{
    struct gc_generation *generations = gc_state()->generations;

    return Py_BuildValue("(iii)", generations[0].threshold,
                         generations[1].threshold, generations[2].threshold);
}

static PyObject *
gc_get_count(PyObject *Py_UNUSED(self), PyObject *Py_UNUSED(args))
{
    struct gc_generation *generations = gc_state()->generations;

    return Py_BuildValue("(iii)", generations[0].count, generations[1].count,
                         generations[2].count);
}

static PyObject *
gc_get_stats(PyObject *Py_UNUSED(self), PyObject *Py_UNUSED(args))
{
    struct gc_generation_stats stats[NUM_GENERATIONS];
    PyObject *result = PyList_New(0);
    int i;

    memcpy(stats, gc_state()->generation_stats, sizeof(stats));
    for (i = 0; result && i < NUM_GENERATIONS; i++) {
        PyObject *row = Py_BuildValue(
            "{snsnsn}", "collections", stats[i].collections, "collected",
            stats[i].collected, "uncollectable", stats[i].uncollectable);

        if (!row || PyList_Append(result, row)) {
            Py_CLEAR(result);
        }
        Py_XDECREF(row);
    }
    return result;
}

/* ---- objects ------------------------------------------------------------ */

static PyObject *
gc_is_tracked(PyObject *Py_UNUSED(self), PyObject *op)
{
    return PyBool_FromLong(PyObject_GC_IsTracked(op));
}

static PyObject *
gc_is_finalized(PyObject *Py_UNUSED(self), PyObject *op)
{
    return PyBool_FromLong(PyObject_GC_IsFinalized(op));
}

static int
append_objects(PyObject *list, PyGC_Head *generation)
{
    PyGC_Head *g = _PyGCHead_NEXT(generation);

    for (; g != generation; g = _PyGCHead_NEXT(g)) {
        PyObject *op = _Py_FROM_GC(g);

        if (op != list && PyList_Append(list, op)) {
            return -1;
        }
    }
    return 0;
}

static PyObject *
gc_get_objects(PyObject *Py_UNUSED(self), PyObject *const *args,
               Py_ssize_t nargs, PyObject *kwnames)
{
    static _PyArg_Parser parser = {.keywords = names, .fname = "get_objects"};
    Py_ssize_t generation = -1; /* all */
    PyObject *given, *list;
    int i;

    if (Hb_UnpackArguments(args, nargs, kwnames, &parser, 0, 1, &given) < 0 ||
        (given != NULL &&
         !_Py_convert_optional_to_ssize_t(given, &generation))) {
        return NULL;
    }
    if (generation >= NUM_GENERATIONS) {
        return PyErr_Format(PyExc_ValueError,
                            "generation parameter must be less than the "
                            "number of available generations (%i)",
                            NUM_GENERATIONS);
    }
    if (generation < -1) {
        PyErr_SetString(PyExc_ValueError,
                        "generation parameter cannot be negative");
        return NULL;
    }
    list = PyList_New(0);
    for (i = 0; list && i < NUM_GENERATIONS; i++) {
        if ((generation < 0 || generation == i) &&
            append_objects(list, &gc_state()->generations[i].head)) {
            Py_CLEAR(list);
        }
    }
    if (list && (generation < 0 || generation == NUM_GENERATIONS - 1) &&
        append_objects(list, &gc_state()->settled)) {
        Py_CLEAR(list);
    }
    return list;
}

static int
visit_is_in(PyObject *op, void *arg)
{
    PyObject *wanted = arg;
    Py_ssize_t i;

    for (i = 0; i < PyTuple_GET_SIZE(wanted); i++) {
        if (PyTuple_GET_ITEM(wanted, i) == op) {
            return 1;
        }
    }
    return 0;
}

static int
append_referrers(PyObject *list, PyObject *wanted, PyGC_Head *generation)
{
    PyGC_Head *g = _PyGCHead_NEXT(generation);

    for (; g != generation; g = _PyGCHead_NEXT(g)) {
        PyObject *op = _Py_FROM_GC(g);

        if (op != wanted && op != list &&
            Py_TYPE(op)->tp_traverse(op, visit_is_in, wanted) &&
            PyList_Append(list, op)) {
            return -1;
        }
    }
    return 0;
}

static PyObject *
gc_get_referrers(PyObject *Py_UNUSED(self), PyObject *args)
{
    PyObject *list = PyList_New(0);
    int i;

    for (i = 0; list && i < NUM_GENERATIONS; i++) {
        if (append_referrers(list, args, &gc_state()->generations[i].head)) {
            Py_CLEAR(list);
        }
    }
    if (list && append_referrers(list, args, &gc_state()->settled)) {
        Py_CLEAR(list);
    }
    return list;
}

static int
visit_append(PyObject *op, void *list)
{
    return PyList_Append(list, op) < 0;
}

static PyObject *
gc_get_referents(PyObject *Py_UNUSED(self), PyObject *args)
{
    PyObject *list = PyList_New(0);
    Py_ssize_t i;

    for (i = 0; list && i < PyTuple_GET_SIZE(args); i++) {
        PyObject *op = PyTuple_GET_ITEM(args, i);

        if (_PyObject_IS_GC(op) && Py_TYPE(op)->tp_traverse &&
            Py_TYPE(op)->tp_traverse(op, visit_append, list)) {
            Py_CLEAR(list);
        }
    }
    return list;
}

/* ---- the permanent generation ------------------------------------------- */

static PyObject *
gc_freeze(PyObject *Py_UNUSED(self), PyObject *Py_UNUSED(args))
{
    struct _gc_runtime_state *gc = gc_state();
    int i;

    for (i = 0; i < NUM_GENERATIONS; i++) {
        Hb_GCListMerge(&gc->generations[i].head,
                       &gc->permanent_generation.head);
        gc->generations[i].count = 0;
    }
    Py_RETURN_NONE;
}

static PyObject *
gc_unfreeze(PyObject *Py_UNUSED(self), PyObject *Py_UNUSED(args))
{
    struct _gc_runtime_state *gc = gc_state();

    Hb_GCListMerge(&gc->permanent_generation.head,
                   &gc->generations[NUM_GENERATIONS - 1].head);
    Py_RETURN_NONE;
}

static PyObject *
gc_get_freeze_count(PyObject *Py_UNUSED(self), PyObject *Py_UNUSED(args))
{
    return PyLong_FromSsize_t(
        Hb_GCListSize(&gc_state()->permanent_generation.head));
}

/* ---- the module --------------------------------------------------------- */

#define GC(name, flags)                                                       \
    {                                                                         \
#name, (PyCFunction)(void (*)(void))gc_##name, flags, NULL            \
    }

static PyMethodDef gc_methods[] = {
    GC(enable, METH_NOARGS),
    GC(disable, METH_NOARGS),
    GC(isenabled, METH_NOARGS),
    GC(set_debug, METH_O),
    GC(get_debug, METH_NOARGS),
    GC(get_count, METH_NOARGS),
    GC(set_threshold, METH_VARARGS),
    GC(get_threshold, METH_NOARGS),
    GC(collect, METH_FASTCALL | METH_KEYWORDS),
    GC(get_objects, METH_FASTCALL | METH_KEYWORDS),
    GC(get_stats, METH_NOARGS),
    GC(is_tracked, METH_O),
    GC(is_finalized, METH_O),
    GC(get_referrers, METH_VARARGS),
    GC(get_referents, METH_VARARGS),
    GC(freeze, METH_NOARGS),
    GC(unfreeze, METH_NOARGS),
    GC(get_freeze_count, METH_NOARGS),
    {NULL, NULL, 0, NULL},
};

static int
gc_exec(PyObject *module)
{
    struct _gc_runtime_state *gc = gc_state();

    if (!gc->garbage && !(gc->garbage = PyList_New(0))) {
        return -1;
    }
    if (!gc->callbacks && !(gc->callbacks = PyList_New(0))) {
        return -1;
    }
    if (PyModule_AddObjectRef(module, "garbage", gc->garbage) ||
        PyModule_AddObjectRef(module, "callbacks", gc->callbacks) ||
        PyModule_AddIntConstant(module, "DEBUG_STATS", HB_GC_STATS) ||
        PyModule_AddIntConstant(module, "DEBUG_COLLECTABLE",
                                HB_GC_COLLECTABLE) ||
        PyModule_AddIntConstant(module, "DEBUG_UNCOLLECTABLE",
                                HB_GC_UNCOLLECTABLE) ||
        PyModule_AddIntConstant(module, "DEBUG_SAVEALL", HB_GC_SAVEALL) ||
        PyModule_AddIntConstant(module, "DEBUG_LEAK", HB_GC_LEAK)) {
        return -1;
    }
    return 0;
}

static PyModuleDef_Slot gc_slots[] = {
    {Py_mod_exec, (void *)gc_exec},
    {0, NULL},
};

static PyModuleDef gc_module = {
    PyModuleDef_HEAD_INIT,
    .m_name = "gc",
    .m_methods = gc_methods,
    .m_slots = gc_slots,
};

PyMODINIT_FUNC PyInit_gc(void);

PyMODINIT_FUNC
PyInit_gc(void)
{
    return PyModuleDef_Init(&gc_module);
}
