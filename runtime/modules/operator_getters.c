/* operator_getters.c -- itemgetter, attrgetter and methodcaller.
 *
 * All three are a tuple of what to ask for, and a call that asks.
 *
 * Source: CPython 3.11, Modules/_operator.c.
 */
#include "operator.h"
#include "internal/pycore_abstract.h"

/*    asker: 32 bytes
 *   +----+---------+
 *   |  0 | ob_base |
 *   | 16 | wanted  |---> tuple of keys, of names, or (name, arguments...)
 *   | 24 | more    |---> keywords of methodcaller, paths of attrgetter
 *   +----+---------+
 */
typedef struct {
    PyObject_HEAD
    PyObject *wanted;
    PyObject *more;
} asker;

static PyObject *
new_getter(PyTypeObject *type, PyObject *wanted, PyObject *more)
{
    if (wanted == NULL) {
        return NULL;
    }
    asker *self = (asker *)type->tp_alloc(type, 0);
    if (self == NULL) {
        Py_DECREF(wanted);
        return NULL;
    }
    self->wanted = wanted;
    self->more = Py_XNewRef(more);
    return (PyObject *)self;
}

static void
getter_dealloc(PyObject *op)
{
    PyObject_GC_UnTrack(op);
    Py_XDECREF(((asker *)op)->wanted);
    Py_XDECREF(((asker *)op)->more);
    Py_TYPE(op)->tp_free(op);
}

static int
getter_traverse(PyObject *op, visitproc visit, void *arg)
{
    Py_VISIT(((asker *)op)->wanted);
    Py_VISIT(((asker *)op)->more);
    return 0;
}

static int
getter_clear(PyObject *op)
{
    Py_CLEAR(((asker *)op)->wanted);
    Py_CLEAR(((asker *)op)->more);
    return 0;
}

/* The one argument of a call without keywords; NULL with TypeError. */
static PyObject *
only_argument(const char *name, PyObject *args, PyObject *kwds)
{
    if ((kwds != NULL && !_PyArg_NoKeywords(name, kwds)) ||
        !_PyArg_CheckPositional(name, PyTuple_GET_SIZE(args), 1, 1)) {
        return NULL;
    }
    return PyTuple_GET_ITEM(args, 0);
}

/* A tuple of the answers to all that is asked. */
static PyObject *
ask_all(PyObject *obj, PyObject *wanted,
        PyObject *(*ask)(PyObject *, PyObject *))
{
    Py_ssize_t n = PyTuple_GET_SIZE(wanted);
    PyObject *answers = PyTuple_New(n);
    for (Py_ssize_t i = 0; answers != NULL && i < n; i++) {
        PyObject *answer = ask(obj, PyTuple_GET_ITEM(wanted, i));
        if (answer == NULL) {
            Py_CLEAR(answers);
            break;
        }
        PyTuple_SET_ITEM(answers, i, answer);
    }
    return answers;
}

/* "operator.itemgetter(1, 'a')" */
static PyObject *
getter_repr(PyObject *op)
{
    asker *self = (asker *)op;
    PyObject *text = PyObject_Repr(self->wanted);
    if (text == NULL) {
        return NULL;
    }
    /* The repr of a tuple of one ends with ",)". */
    Py_ssize_t end = PyUnicode_GET_LENGTH(text) -
                     (PyTuple_GET_SIZE(self->wanted) == 1 ? 2 : 1);
    PyObject *inside = PyUnicode_Substring(text, 1, end);
    PyObject *result =
        inside == NULL
            ? NULL
            : PyUnicode_FromFormat("%s(%U)", Py_TYPE(op)->tp_name, inside);
    Py_DECREF(text);
    Py_XDECREF(inside);
    return result;
}

static PyObject *
getter_reduce(PyObject *op, PyObject *Py_UNUSED(ignored))
{
    return PyTuple_Pack(2, Py_TYPE(op), ((asker *)op)->wanted);
}

static PyMethodDef getter_methods[] = {
    {"__reduce__", getter_reduce, METH_NOARGS, PyDoc_STR("For copying.")},
    {NULL, NULL, 0, NULL},
};

/* ---- itemgetter --------------------------------------------------------- */

/* The types of both getters differ in what they are called with. */
#define GETTER_TYPE(symbol, name, doc)                                        \
    PyTypeObject symbol = {                                                   \
        PyVarObject_HEAD_INIT(&PyType_Type, 0).tp_name = "operator." #name,   \
        .tp_basicsize = sizeof(asker),                                        \
        .tp_dealloc = getter_dealloc,                                         \
        .tp_repr = getter_repr,                                               \
        .tp_call = name##_call,                                               \
        .tp_getattro = PyObject_GenericGetAttr,                               \
        .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC,                  \
        .tp_doc = PyDoc_STR(doc),                                             \
        .tp_traverse = getter_traverse,                                       \
        .tp_clear = getter_clear,                                             \
        .tp_methods = getter_methods,                                         \
        .tp_new = name##_new,                                                 \
        .tp_free = PyObject_GC_Del,                                           \
    }

static PyObject *
itemgetter_new(PyTypeObject *type, PyObject *args, PyObject *kwds)
{
    Py_ssize_t n = PyTuple_GET_SIZE(args);
    if (!_PyArg_NoKeywords("itemgetter", kwds) ||
        !_PyArg_CheckPositional("itemgetter", n, 1, Py_MAX(n, 1))) {
        return NULL;
    }
    return new_getter(type, Py_NewRef(args), NULL);
}

/* obj[key], most often a small number's place in a tuple. */
static PyObject *
get_item(PyObject *obj, PyObject *key)
{
    Py_ssize_t i;
    if (PyTuple_CheckExact(obj) && Hb_IsSmallIndex(key, &i) && i >= 0 &&
        i < PyTuple_GET_SIZE(obj)) {
        return Py_NewRef(PyTuple_GET_ITEM(obj, i));
    }
    return PyObject_GetItem(obj, key);
}

static PyObject *
itemgetter_call(PyObject *op, PyObject *args, PyObject *kwds)
{
    PyObject *obj = only_argument("itemgetter", args, kwds);
    PyObject *wanted = ((asker *)op)->wanted;
    if (obj == NULL) {
        return NULL;
    }
    return PyTuple_GET_SIZE(wanted) == 1
               ? get_item(obj, PyTuple_GET_ITEM(wanted, 0))
               : ask_all(obj, wanted, get_item);
}

GETTER_TYPE(Hb_ItemGetterType, itemgetter,
            "f(x) is x[key], or a tuple for several keys.");

/* ---- attrgetter --------------------------------------------------------- */

/* What getattr() is asked for: the name itself, interned, or, when it has
 * dots, a tuple of its parts. */
static PyObject *
path_of(PyObject *name)
{
    Py_ssize_t size = PyUnicode_GET_LENGTH(name);
    Py_ssize_t dot = PyUnicode_FindChar(name, '.', 0, size, 1);
    if (dot == -1) {
        Py_INCREF(name);
        PyUnicode_InternInPlace(&name);
        return name;
    }
    PyObject *text = PyUnicode_FromString(".");
    PyObject *parts = text == NULL ? NULL : PyUnicode_Split(name, text, -1);
    Py_XDECREF(text);
    for (Py_ssize_t i = 0; parts != NULL && i < PyList_GET_SIZE(parts); i++) {
        PyUnicode_InternInPlace(&((PyListObject *)parts)->ob_item[i]);
    }
    PyObject *path = parts == NULL ? NULL : PyList_AsTuple(parts);
    Py_XDECREF(parts);
    return path;
}

static PyObject *
paths_of(PyObject *names)
{
    Py_ssize_t n = PyTuple_GET_SIZE(names);
    PyObject *paths = PyTuple_New(n);
    for (Py_ssize_t i = 0; paths != NULL && i < n; i++) {
        PyObject *path = path_of(PyTuple_GET_ITEM(names, i));
        if (path == NULL) {
            Py_CLEAR(paths);
            break;
        }
        PyTuple_SET_ITEM(paths, i, path);
    }
    return paths;
}

static PyObject *
attrgetter_new(PyTypeObject *type, PyObject *args, PyObject *kwds)
{
    Py_ssize_t n = PyTuple_GET_SIZE(args);
    if (!_PyArg_NoKeywords("attrgetter", kwds) ||
        !_PyArg_CheckPositional("attrgetter", n, 1, Py_MAX(n, 1))) {
        return NULL;
    }
    for (Py_ssize_t i = 0; i < n; i++) {
        if (!PyUnicode_Check(PyTuple_GET_ITEM(args, i))) {
            PyErr_SetString(PyExc_TypeError,
                            "attribute name must be a string");
            return NULL;
        }
    }
    PyObject *paths = paths_of(args);
    PyObject *result =
        paths == NULL ? NULL : new_getter(type, Py_NewRef(args), paths);
    Py_XDECREF(paths);
    return result;
}

/* obj.name, or obj.a.b.c */
static PyObject *
follow(PyObject *obj, PyObject *path)
{
    if (!PyTuple_CheckExact(path)) {
        return PyObject_GetAttr(obj, path);
    }
    PyObject *at = Py_NewRef(obj);
    for (Py_ssize_t i = 0; at != NULL && i < PyTuple_GET_SIZE(path); i++) {
        Py_SETREF(at, PyObject_GetAttr(at, PyTuple_GET_ITEM(path, i)));
    }
    return at;
}

static PyObject *
attrgetter_call(PyObject *op, PyObject *args, PyObject *kwds)
{
    PyObject *obj = only_argument("attrgetter", args, kwds);
    PyObject *paths = ((asker *)op)->more;
    if (obj == NULL) {
        return NULL;
    }
    return PyTuple_GET_SIZE(paths) == 1
               ? follow(obj, PyTuple_GET_ITEM(paths, 0))
               : ask_all(obj, paths, follow);
}

GETTER_TYPE(Hb_AttrGetterType, attrgetter,
            "f(x) is x.name, or a tuple for several names.");

/* ---- methodcaller ------------------------------------------------------- */

static PyObject *
methodcaller_new(PyTypeObject *type, PyObject *args, PyObject *kwds)
{
    if (PyTuple_GET_SIZE(args) < 1) {
        PyErr_SetString(PyExc_TypeError, "methodcaller needs at least one "
                                         "argument, the method name");
        return NULL;
    }
    if (!PyUnicode_Check(PyTuple_GET_ITEM(args, 0))) {
        PyErr_SetString(PyExc_TypeError, "method name must be a string");
        return NULL;
    }
    return new_getter(type, Py_NewRef(args), kwds);
}

static PyObject *
methodcaller_call(PyObject *op, PyObject *args, PyObject *kwds)
{
    asker *self = (asker *)op;
    PyObject *obj = only_argument("methodcaller", args, kwds);
    if (obj == NULL) {
        return NULL;
    }
    PyObject *method =
        PyObject_GetAttr(obj, PyTuple_GET_ITEM(self->wanted, 0));
    if (method == NULL) {
        return NULL;
    }
    PyObject *const *items = ((PyTupleObject *)self->wanted)->ob_item;
    PyObject *result = PyObject_VectorcallDict(
        method, items + 1, (size_t)Py_SIZE(self->wanted) - 1, self->more);
    Py_DECREF(method);
    return result;
}

PyTypeObject Hb_MethodCallerType = {
    PyVarObject_HEAD_INIT(&PyType_Type, 0).tp_name = "operator.methodcaller",
    .tp_basicsize = sizeof(asker),
    .tp_dealloc = getter_dealloc,
    .tp_repr = getter_repr,
    .tp_call = methodcaller_call,
    .tp_getattro = PyObject_GenericGetAttr,
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC,
    .tp_doc = PyDoc_STR("f(x) is x.name(arguments)."),
    .tp_traverse = getter_traverse,
    .tp_clear = getter_clear,
    .tp_methods = getter_methods,
    .tp_new = methodcaller_new,
    .tp_free = PyObject_GC_Del,
};
