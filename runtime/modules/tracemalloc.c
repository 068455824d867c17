/* tracemalloc.c -- the module tracemalloc: switches and totals.
 *
 * The books are those of hb_trace.h; this module counts what was made or
 * resized since start().
 *
 * Source: CPython 3.11, Modules/_tracemalloc.c, Lib/tracemalloc.py.
 */
#include "internal/hb_tracemalloc.h"
#include "internal/hb_trace.h"
#include "internal/pycore_object.h"
#include "internal/pycore_pylifecycle.h"

#define FOREIGN 16 /* added to domains of PyTraceMalloc_Track */

/* ---- memory from elsewhere ---------------------------------------------- */

int
PyTraceMalloc_Track(unsigned int domain, uintptr_t ptr, size_t size)
{
    if (!Hb_TraceCounting()) {
        return -2;
    }
    Hb_TraceAdd((int)domain + FOREIGN, (void *)ptr, size);
    return 0;
}

int
PyTraceMalloc_Untrack(unsigned int Py_UNUSED(domain), uintptr_t ptr)
{
    if (!Hb_TraceCounting()) {
        return -2;
    }
    Hb_TraceRemove((void *)ptr);
    return 0;
}

PyObject *
_PyTraceMalloc_GetTraceback(unsigned int Py_UNUSED(domain), uintptr_t ptr)
{
    struct Hb_Block block;

    if (!Hb_TraceCounting() || !Hb_TraceFind((void *)ptr, &block) ||
        !block.traced) {
        Py_RETURN_NONE;
    }
    return Py_BuildValue("((si))", block.resized ? "example.c" : "<unknown>",
                         block.resized);
}

void
_PyTraceMalloc_Fini(void)
{
    Hb_TraceCount(0);
}

/* ---- functions ---------------------------------------------------------- */

static PyObject *
tracemalloc_start(PyObject *Py_UNUSED(self), PyObject *args)
{
    int nframe = 1;

    if (!PyArg_ParseTuple(args, "|i:start", &nframe)) {
        return NULL;
    }
    if (nframe < 1 || nframe > 65535) {
        PyErr_Format(PyExc_ValueError,
                     "the number of frames must be in range [1; %i]", 65535);
        return NULL;
    }
    Hb_TraceCount(1);
    Py_RETURN_NONE;
}

static PyObject *
tracemalloc_stop(PyObject *Py_UNUSED(self), PyObject *Py_UNUSED(args))
{
    Hb_TraceCount(0);
    Py_RETURN_NONE;
}

static PyObject *
tracemalloc_is_tracing(PyObject *Py_UNUSED(self), PyObject *Py_UNUSED(args))
{
    return PyBool_FromLong(Hb_TraceCounting());
}

static PyObject *
tracemalloc_get_traced_memory(PyObject *Py_UNUSED(self),
                              PyObject *Py_UNUSED(args))
{
    size_t now, peak;

    Hb_TraceMemory(&now, &peak);
    return Py_BuildValue("(nn)", (Py_ssize_t)now, (Py_ssize_t)peak);
}

static PyObject *
tracemalloc_reset_peak(PyObject *Py_UNUSED(self), PyObject *Py_UNUSED(args))
{
    if (Hb_TraceCounting()) {
        Hb_TraceResetPeak();
    }
    Py_RETURN_NONE;
}

static PyObject *
tracemalloc_clear_traces(PyObject *Py_UNUSED(self), PyObject *Py_UNUSED(args))
{
    Hb_TraceForget();
    Py_RETURN_NONE;
}

static PyObject *
tracemalloc_get_traceback_limit(PyObject *Py_UNUSED(self),
                                PyObject *Py_UNUSED(args))
{
    return PyLong_FromLong(1);
}

static PyObject *
tracemalloc_take_snapshot(PyObject *Py_UNUSED(self), PyObject *Py_UNUSED(args))
{
    if (!Hb_TraceCounting()) {
        PyErr_SetString(PyExc_RuntimeError,
                        "the tracemalloc module must be tracing memory "
                        "allocations to take a snapshot");
        return NULL;
    }
    return Hb_SnapshotNew();
}

static PyObject *
tracemalloc_get_object_traceback(PyObject *Py_UNUSED(self), PyObject *op)
{
    struct Hb_Block block;
    char *address = (char *)op - _PyType_PreHeaderSize(Py_TYPE(op));

    if (!Hb_TraceFind(address, &block) || !block.traced) {
        Py_RETURN_NONE;
    }
    return Hb_TracebackNew(block.resized);
}

#define ROW(name, flags)                                                      \
    {                                                                         \
#name, tracemalloc_##name, flags, NULL                                \
    }

static PyMethodDef tracemalloc_methods[] = {
    ROW(start, METH_VARARGS),
    ROW(stop, METH_NOARGS),
    ROW(is_tracing, METH_NOARGS),
    ROW(get_traced_memory, METH_NOARGS),
    ROW(reset_peak, METH_NOARGS),
    ROW(clear_traces, METH_NOARGS),
    ROW(get_traceback_limit, METH_NOARGS),
    ROW(take_snapshot, METH_NOARGS),
    ROW(get_object_traceback, METH_O),
    {NULL, NULL, 0, NULL},
};

static int
tracemalloc_exec(PyObject *module)
{
    PyTypeObject *types[] = {&Hb_Frame_Type, &Hb_Traceback_Type,
                             &Hb_Statistic_Type, &Hb_StatisticDiff_Type,
                             &Hb_Snapshot_Type};
    size_t i;

    for (i = 0; i < Py_ARRAY_LENGTH(types); i++) {
        if (PyModule_AddType(module, types[i])) {
            return -1;
        }
    }
    return 0;
}

static PyModuleDef_Slot tracemalloc_slots[] = {
    {Py_mod_exec, (void *)tracemalloc_exec},
    {0, NULL},
};

static PyModuleDef tracemalloc_module = {
    PyModuleDef_HEAD_INIT,
    .m_name = "tracemalloc",
    .m_methods = tracemalloc_methods,
    .m_slots = tracemalloc_slots,
};

PyMODINIT_FUNC PyInit_tracemalloc(void);

PyMODINIT_FUNC
PyInit_tracemalloc(void)
{
    return PyModuleDef_Init(&tracemalloc_module);
}
