/* cellobject.c -- the box that closures share. */
#include "Python.h"
#include "internal/pycore_object.h"

PyObject *
PyCell_New(PyObject *contents)
{
    PyCellObject *cell = PyObject_GC_New(PyCellObject, &PyCell_Type);

    if (cell == NULL) {
        return NULL;
    }
    cell->ob_ref = Py_XNewRef(contents);
    _PyObject_GC_TRACK(cell);
    return (PyObject *)cell;
}

PyObject *
PyCell_Get(PyObject *op)
{
    if (!PyCell_Check(op)) {
        PyErr_BadInternalCall();
        return NULL;
    }
    return Py_XNewRef(PyCell_GET(op));
}

int
PyCell_Set(PyObject *op, PyObject *value)
{
    if (!PyCell_Check(op)) {
        PyErr_BadInternalCall();
        return -1;
    }
    Py_XSETREF(PyCell_GET(op), Py_XNewRef(value));
    return 0;
}

static PyObject *
cell_new(PyTypeObject *Py_UNUSED(type), PyObject *args, PyObject *kwds)
{
    PyObject *contents = NULL;

    if (!_PyArg_NoKeywords("cell", kwds) ||
        !PyArg_UnpackTuple(args, "cell", 0, 1, &contents)) {
        return NULL;
    }
    return PyCell_New(contents);
}

static void
cell_dealloc(PyObject *self)
{
    _PyObject_GC_UNTRACK(self);
    Py_XDECREF(PyCell_GET(self));
    PyObject_GC_Del(self);
}

static int
cell_traverse(PyObject *self, visitproc visit, void *arg)
{
    Py_VISIT(PyCell_GET(self));
    return 0;
}

static int
cell_clear(PyObject *self)
{
    Py_CLEAR(PyCell_GET(self));
    return 0;
}

/* An empty cell is less than any other. */
static PyObject *
cell_richcompare(PyObject *v, PyObject *w, int op)
{
    PyObject *a, *b;

    if (!PyCell_Check(v) || !PyCell_Check(w)) {
        Py_RETURN_NOTIMPLEMENTED;
    }
    a = PyCell_GET(v);
    b = PyCell_GET(w);
    if (a != NULL && b != NULL) {
        return PyObject_RichCompare(a, b, op);
    }
    Py_RETURN_RICHCOMPARE(b == NULL, a == NULL, op);
}

static PyObject *
cell_repr(PyObject *self)
{
    PyObject *contents = PyCell_GET(self);

    if (contents == NULL) {
        return PyUnicode_FromFormat("<cell at %p: empty>", (void *)self);
    }
    return PyUnicode_FromFormat("<cell at %p: %.80s object at %p>",
                                (void *)self, Py_TYPE(contents)->tp_name,
                                (void *)contents);
}

static PyObject *
cell_get_contents(PyObject *self, void *Py_UNUSED(context))
{
    if (PyCell_GET(self) == NULL) {
        PyErr_SetString(PyExc_ValueError, "Cell is empty");
    }
    return Py_XNewRef(PyCell_GET(self));
}

static int
cell_set_contents(PyObject *self, PyObject *value, void *Py_UNUSED(context))
{
    Py_XSETREF(PyCell_GET(self), Py_XNewRef(value));
    return 0;
}

static PyGetSetDef cell_getset[] = {
    {"cell_contents", cell_get_contents, cell_set_contents, NULL, NULL},
    {NULL, NULL, NULL, NULL, NULL},
};

PyTypeObject PyCell_Type = {
    PyVarObject_HEAD_INIT(&PyType_Type, 0).tp_name = "cell",
    .tp_basicsize = sizeof(PyCellObject),
    .tp_dealloc = cell_dealloc,
    .tp_repr = cell_repr,
    .tp_getattro = PyObject_GenericGetAttr,
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC,
    .tp_doc = PyDoc_STR("cell([contents])"),
    .tp_traverse = cell_traverse,
    .tp_clear = cell_clear,
    .tp_richcompare = cell_richcompare,
    .tp_getset = cell_getset,
    .tp_new = cell_new,
};
