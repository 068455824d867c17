/* builtins_map.c -- the lazy iterators filter and map.
 *
 * Source: CPython 3.11, Python/bltinmodule.c.
 */
#include "builtins.h"
#include "internal/pycore_typeobject.h"

/* What iter(x) gives, to be called again when the iterator is copied. */
static PyObject *
reduce(PyObject *self, PyObject *args)
{
    return args == NULL ? NULL : Py_BuildValue("ON", Py_TYPE(self), args);
}

/* ---- filter ------------------------------------------------------------- */

/*    filterobject: 32 bytes
 *   +----+---------+
 *   |  0 | ob_base |
 *   | 16 | func    |---> the predicate, or None
 *   | 24 | it      |---> iterator over the items
 *   +----+---------+
 */
typedef struct {
    PyObject_HEAD
    PyObject *func;
    PyObject *it;
} filterobject;

static PyObject *
make_filter(PyTypeObject *type, PyObject *func, PyObject *seq)
{
    PyObject *it = PyObject_GetIter(seq);
    if (it == NULL) {
        return NULL;
    }
    filterobject *self = (filterobject *)type->tp_alloc(type, 0);
    if (self == NULL) {
        Py_DECREF(it);
        return NULL;
    }
    self->func = Py_NewRef(func);
    self->it = it;
    return (PyObject *)self;
}

static PyObject *
filter_new(PyTypeObject *type, PyObject *args, PyObject *kwds)
{
    PyObject *func, *seq;
    if ((type == &PyFilter_Type || type->tp_init == PyFilter_Type.tp_init) &&
        !_PyArg_NoKeywords("filter", kwds)) {
        return NULL;
    }
    if (!PyArg_UnpackTuple(args, "filter", 2, 2, &func, &seq)) {
        return NULL;
    }
    return make_filter(type, func, seq);
}

static PyObject *
filter_vectorcall(PyObject *type, PyObject *const *args, size_t nargsf,
                  PyObject *kwnames)
{
    if (!_PyArg_NoKwnames("filter", kwnames) ||
        !_PyArg_CheckPositional("filter", PyVectorcall_NARGS(nargsf), 2, 2)) {
        return NULL;
    }
    return make_filter((PyTypeObject *)type, args[0], args[1]);
}

static void
filter_dealloc(PyObject *self)
{
    filterobject *filter = (filterobject *)self;
    PyObject_GC_UnTrack(self);
    Py_XDECREF(filter->func);
    Py_XDECREF(filter->it);
    Py_TYPE(self)->tp_free(self);
}

static int
filter_traverse(PyObject *self, visitproc visit, void *arg)
{
    filterobject *filter = (filterobject *)self;
    Py_VISIT(filter->it);
    Py_VISIT(filter->func);
    return 0;
}

static int
passes(PyObject *func, PyObject *item)
{
    if (func == Py_None || func == (PyObject *)&PyBool_Type) {
        return PyObject_IsTrue(item);
    }
    PyObject *answer = PyObject_CallOneArg(func, item);
    if (answer == NULL) {
        return -1;
    }
    int is = PyObject_IsTrue(answer);
    Py_DECREF(answer);
    return is;
}

static PyObject *
filter_next(PyObject *self)
{
    filterobject *filter = (filterobject *)self;
    PyObject *item;
    while ((item = Py_TYPE(filter->it)->tp_iternext(filter->it)) != NULL) {
        int pass = passes(filter->func, item);
        if (pass > 0) {
            return item;
        }
        Py_DECREF(item);
        if (pass < 0) {
            return NULL;
        }
    }
    return NULL;
}

static PyObject *
filter_reduce(PyObject *self, PyObject *Py_UNUSED(ignored))
{
    filterobject *filter = (filterobject *)self;
    return reduce(self, PyTuple_Pack(2, filter->func, filter->it));
}

static PyMethodDef filter_methods[] = {
    {"__reduce__", filter_reduce, METH_NOARGS, PyDoc_STR("For copying.")},
    {NULL, NULL, 0, NULL},
};

PyTypeObject PyFilter_Type = {
    PyVarObject_HEAD_INIT(&PyType_Type, 0).tp_name = "filter",
    .tp_basicsize = sizeof(filterobject),
    .tp_dealloc = filter_dealloc,
    .tp_getattro = PyObject_GenericGetAttr,
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC | Py_TPFLAGS_BASETYPE,
    .tp_doc = PyDoc_STR("The items that pass a function, or are true."),
    .tp_traverse = filter_traverse,
    .tp_iter = PyObject_SelfIter,
    .tp_iternext = filter_next,
    .tp_methods = filter_methods,
    .tp_alloc = PyType_GenericAlloc,
    .tp_new = filter_new,
    .tp_vectorcall = filter_vectorcall,
    .tp_free = PyObject_GC_Del,
};

/* ---- map ---------------------------------------------------------------- */

/*    mapobject: 32 bytes
 *   +----+---------+
 *   |  0 | ob_base |
 *   | 16 | iters   |---> tuple of iterators
 *   | 24 | func    |---> the callable
 *   +----+---------+
 */
typedef struct {
    PyObject_HEAD
    PyObject *iters;
    PyObject *func;
} mapobject;

static PyObject *
make_map(PyTypeObject *type, PyObject *const *args, Py_ssize_t n)
{
    if (n < 2) {
        PyErr_SetString(PyExc_TypeError,
                        "map() must have at least two arguments.");
        return NULL;
    }
    PyObject *iters = PyTuple_New(n - 1);
    for (Py_ssize_t i = 1; iters != NULL && i < n; i++) {
        PyObject *it = PyObject_GetIter(args[i]);
        if (it == NULL) {
            Py_CLEAR(iters);
            break;
        }
        PyTuple_SET_ITEM(iters, i - 1, it);
    }
    mapobject *self =
        iters == NULL ? NULL : (mapobject *)type->tp_alloc(type, 0);
    if (self == NULL) {
        Py_XDECREF(iters);
        return NULL;
    }
    self->iters = iters;
    self->func = Py_NewRef(args[0]);
    return (PyObject *)self;
}

static PyObject *
map_new(PyTypeObject *type, PyObject *args, PyObject *kwds)
{
    if ((type == &PyMap_Type || type->tp_init == PyMap_Type.tp_init) &&
        !_PyArg_NoKeywords("map", kwds)) {
        return NULL;
    }
    return make_map(type, PySequence_Fast_ITEMS(args), PyTuple_GET_SIZE(args));
}

static PyObject *
map_vectorcall(PyObject *type, PyObject *const *args, size_t nargsf,
               PyObject *kwnames)
{
    if (!_PyArg_NoKwnames("map", kwnames)) {
        return NULL;
    }
    return make_map((PyTypeObject *)type, args, PyVectorcall_NARGS(nargsf));
}

static void
map_dealloc(PyObject *self)
{
    mapobject *map = (mapobject *)self;
    PyObject_GC_UnTrack(self);
    Py_XDECREF(map->iters);
    Py_XDECREF(map->func);
    Py_TYPE(self)->tp_free(self);
}

static int
map_traverse(PyObject *self, visitproc visit, void *arg)
{
    mapobject *map = (mapobject *)self;
    Py_VISIT(map->iters);
    Py_VISIT(map->func);
    return 0;
}

static PyObject *
map_next(PyObject *self)
{
    mapobject *map = (mapobject *)self;
    PyObject *few[5], **values = few, *result = NULL;
    Py_ssize_t n = PyTuple_GET_SIZE(map->iters), got = 0;
    if (n > (Py_ssize_t)Py_ARRAY_LENGTH(few)) {
        values = PyMem_New(PyObject *, n);
        if (values == NULL) {
            return PyErr_NoMemory();
        }
    }
    for (; got < n; got++) {
        PyObject *it = PyTuple_GET_ITEM(map->iters, got);
        values[got] = Py_TYPE(it)->tp_iternext(it);
        if (values[got] == NULL) {
            break;
        }
    }
    if (got == n) {
        result = PyObject_Vectorcall(map->func, values, (size_t)n, NULL);
    }
    while (got > 0) {
        Py_DECREF(values[--got]);
    }
    if (values != few) {
        PyMem_Free(values);
    }
    return result;
}

static PyObject *
map_reduce(PyObject *self, PyObject *Py_UNUSED(ignored))
{
    mapobject *map = (mapobject *)self;
    Py_ssize_t n = PyTuple_GET_SIZE(map->iters);
    PyObject *args = PyTuple_New(n + 1);
    if (args == NULL) {
        return NULL;
    }
    PyTuple_SET_ITEM(args, 0, Py_NewRef(map->func));
    for (Py_ssize_t i = 0; i < n; i++) {
        PyTuple_SET_ITEM(args, i + 1,
                         Py_NewRef(PyTuple_GET_ITEM(map->iters, i)));
    }
    return reduce(self, args);
}

static PyMethodDef map_methods[] = {
    {"__reduce__", map_reduce, METH_NOARGS, PyDoc_STR("For copying.")},
    {NULL, NULL, 0, NULL},
};

PyTypeObject PyMap_Type = {
    PyVarObject_HEAD_INIT(&PyType_Type, 0).tp_name = "map",
    .tp_basicsize = sizeof(mapobject),
    .tp_dealloc = map_dealloc,
    .tp_getattro = PyObject_GenericGetAttr,
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC | Py_TPFLAGS_BASETYPE,
    .tp_doc = PyDoc_STR("A function called with the items of iterables."),
    .tp_traverse = map_traverse,
    .tp_iter = PyObject_SelfIter,
    .tp_iternext = map_next,
    .tp_methods = map_methods,
    .tp_alloc = PyType_GenericAlloc,
    .tp_new = map_new,
    .tp_vectorcall = map_vectorcall,
    .tp_free = PyObject_GC_Del,
};
