/* itertools.c -- the module itertools, and what its iterators share.
 *
 * Source: CPython 3.11, Modules/itertoolsmodule.c.
 */
#include "itertools.h"
#include "internal/pycore_tuple.h"

static PyObject **
references(PyObject *op)
{
    return (PyObject **)(op + 1);
}

void
Hb_ItertoolDealloc(PyObject *op, int n)
{
    PyObject_GC_UnTrack(op);
    for (int i = 0; i < n; i++) {
        Py_XDECREF(references(op)[i]);
    }
    Py_TYPE(op)->tp_free(op);
}

int
Hb_ItertoolTraverse(PyObject *op, int n, visitproc visit, void *arg)
{
    for (int i = 0; i < n; i++) {
        Py_VISIT(references(op)[i]);
    }
    return 0;
}

int
Hb_ItertoolPair(const char *name, PyObject *args, PyObject *kwds,
                PyObject **first, PyObject **second)
{
    if (!_PyArg_NoKeywords(name, kwds) ||
        !_PyArg_CheckPositional(name, PyTuple_GET_SIZE(args), 2, 2)) {
        return -1;
    }
    *first = PyTuple_GET_ITEM(args, 0);
    *second = PyTuple_GET_ITEM(args, 1);
    return 0;
}

int
Hb_ItertoolCheckState(PyObject *state)
{
    if (!PyTuple_Check(state)) {
        PyErr_SetString(PyExc_TypeError, "state is not a tuple");
        return 0;
    }
    return 1;
}

/* ---- tuples that are kept, and numbers of a state ----------------------- */

int
Hb_ItertoolCopy(PyObject **kept, Py_ssize_t n)
{
    PyObject *last = *kept;
    PyObject *row = last == NULL ? PyTuple_New(n)
                                 : _PyTuple_FromArray(_PyTuple_ITEMS(last), n);
    if (row == NULL) {
        return -1;
    }
    Py_XSETREF(*kept, row);
    return 0;
}

PyObject *
Hb_ItertoolNumbers(const Py_ssize_t *numbers, Py_ssize_t n)
{
    PyObject *tuple = PyTuple_New(n);
    for (Py_ssize_t i = 0; tuple != NULL && i < n; i++) {
        PyObject *number = PyLong_FromSsize_t(numbers[i]);
        if (number == NULL) {
            Py_CLEAR(tuple);
            break;
        }
        PyTuple_SET_ITEM(tuple, i, number);
    }
    return tuple;
}

PyObject *
Hb_ItertoolBadState(void)
{
    PyErr_SetString(PyExc_ValueError, "invalid arguments");
    return NULL;
}

int
Hb_ItertoolPlace(PyObject *state, Py_ssize_t i, Py_ssize_t least,
                 Py_ssize_t most, Py_ssize_t *place)
{
    Py_ssize_t value = PyLong_AsSsize_t(PyTuple_GET_ITEM(state, i));
    if (value == -1 && PyErr_Occurred()) {
        return -1;
    }
    *place = Py_MAX(Py_MIN(value, most), least);
    return 0;
}

PyObject *
Hb_ItertoolSize(PyObject *op, Py_ssize_t numbers)
{
    return PyLong_FromSsize_t((Py_ssize_t)_PyObject_SIZE(Py_TYPE(op)) +
                              numbers * (Py_ssize_t)sizeof(Py_ssize_t));
}

/* ---- the module --------------------------------------------------------- */

static PyMethodDef itertools_methods[] = {
    {"tee", (PyCFunction)(void (*)(void))Hb_ItertoolTee, METH_FASTCALL,
     PyDoc_STR("Several iterators over the items of one.")},
    {NULL, NULL, 0, NULL},
};

#define ADDRESS(name) &Hb_Itertool_##name,

static int
itertools_exec(PyObject *module)
{
    static PyTypeObject *const types[] = {ITERTOOLS(ADDRESS) ADDRESS(
        _grouper) ADDRESS(_tee) ADDRESS(_tee_dataobject)};
    for (size_t i = 0; i < Py_ARRAY_LENGTH(types); i++) {
        if (PyModule_AddType(module, types[i]) < 0) {
            return -1;
        }
    }
    return 0;
}

static PyModuleDef_Slot itertools_slots[] = {
    {Py_mod_exec, (void *)itertools_exec},
    {0, NULL},
};

static struct PyModuleDef itertools_module = {
    PyModuleDef_HEAD_INIT,
    .m_name = "itertools",
    .m_doc = PyDoc_STR("Iterators made of iterators."),
    .m_methods = itertools_methods,
    .m_slots = itertools_slots,
};

PyMODINIT_FUNC PyInit_itertools(void);

PyMODINIT_FUNC
PyInit_itertools(void)
{
    return PyModuleDef_Init(&itertools_module);
}
