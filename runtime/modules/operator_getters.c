/* operator_getters.c -- itemgetter, attrgetter and methodcaller.
 *
 * All three are a tuple of what to ask for, and a call that asks: as large as
 * CPython's, though it needs other fields.  The getters are called without a
 * tuple of arguments.
 *
 * Source: CPython 3.11, Modules/_operator.c.
 */
#include "operator.h"
#include "structmember.h"
#include "internal/pycore_abstract.h"

/*    asker: 40 bytes
 *   +----+------------+
 *   |  0 | ob_base    |
 *   | 16 | wanted     |---> tuple of keys, of names, or (name, arguments...)
 *   | 24 | more       |---> keywords of methodcaller, paths of attrgetter
 *   | 32 | vectorcall |     of the getters; NULL in methodcaller
 *   +----+------------+
 */
typedef struct {
    PyObject_HEAD
    PyObject *wanted;
    PyObject *more;
    vectorcallfunc vectorcall;
} asker;

/* An asker for keys: begins like an asker.
 *
 *    item_asker: 48 bytes
 *   +----+------------+
 *   |  0 | ob_base    |
 *   | 16 | wanted     |---> tuple of keys
 *   | 24 | more       |     NULL
 *   | 32 | only       |---> the key in wanted; NULL when there are more
 *   | 40 | vectorcall |
 *   +----+------------+
 */
typedef struct {
    PyObject_HEAD
    PyObject *wanted;
    PyObject *more;
    PyObject *only;
    vectorcallfunc vectorcall;
} item_asker;

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
    PyTypeObject *type = Py_TYPE(op);

    PyObject_GC_UnTrack(op);
    Py_XDECREF(((asker *)op)->wanted);
    Py_XDECREF(((asker *)op)->more);
    type->tp_free(op);
    Py_DECREF(type);
}

static int
getter_traverse(PyObject *op, visitproc visit, void *arg)
{
    Py_VISIT(Py_TYPE(op));
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

/* The same of a call with a vector of arguments. */
static PyObject *
only_of_vector(const char *name, PyObject *const *args, size_t nargsf,
               PyObject *kwnames)
{
    if ((kwnames != NULL && !_PyArg_NoKwnames(name, kwnames)) ||
        !_PyArg_CheckPositional(name, PyVectorcall_NARGS(nargsf), 1, 1)) {
        return NULL;
    }
    return args[0];
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

/* The keywords of a methodcaller, or NULL; borrowed. */
static PyObject *
keywords_of(asker *self)
{
    return self->more != NULL && PyDict_Check(self->more) &&
                   PyDict_GET_SIZE(self->more) > 0
               ? self->more
               : NULL;
}

/* Adds ", name=value" for each keyword; takes the text. */
static PyObject *
add_keywords(PyObject *text, PyObject *keywords)
{
    PyObject *key, *value;
    Py_ssize_t at = 0;

    while (text != NULL && keywords != NULL &&
           PyDict_Next(keywords, &at, &key, &value)) {
        Py_SETREF(text, PyUnicode_FromFormat("%U, %U=%R", text, key, value));
    }
    return text;
}

/* "1, 'a'" */
static PyObject *
text_inside(asker *self)
{
    PyObject *text = PyObject_Repr(self->wanted), *inside;

    if (text == NULL) {
        return NULL;
    }
    /* The repr of a tuple of one ends with ",)". */
    inside =
        PyUnicode_Substring(text, 1,
                            PyUnicode_GET_LENGTH(text) -
                                (PyTuple_GET_SIZE(self->wanted) == 1 ? 2 : 1));
    Py_DECREF(text);
    return add_keywords(inside, keywords_of(self));
}

/* "operator.itemgetter(1, 'a')", or dots within that text itself. */
static PyObject *
getter_repr(PyObject *op)
{
    const char *name = Py_TYPE(op)->tp_name;
    PyObject *inside, *result = NULL;
    int nested = Py_ReprEnter(op);

    if (nested != 0) {
        return nested < 0 ? NULL : PyUnicode_FromFormat("%s(...)", name);
    }
    inside = text_inside((asker *)op);
    if (inside != NULL) {
        result = PyUnicode_FromFormat("%s(%U)", name, inside);
        Py_DECREF(inside);
    }
    Py_ReprLeave(op);
    return result;
}

/* partial(type, name, keywords...), which is called with the arguments. */
static PyObject *
reduce_with_keywords(PyObject *op, PyObject *keywords)
{
    PyObject *wanted = ((asker *)op)->wanted;
    PyObject *module = PyImport_ImportModule("functools");
    PyObject *first[2] = {(PyObject *)Py_TYPE(op),
                          PyTuple_GET_ITEM(wanted, 0)};
    PyObject *partial, *made = NULL;

    partial = module ? PyObject_GetAttrString(module, "partial") : NULL;
    if (partial != NULL) {
        made = PyObject_VectorcallDict(partial, first, 2, keywords);
    }
    Py_XDECREF(partial);
    Py_XDECREF(module);
    return made != NULL
               ? Py_BuildValue("NN", made,
                               PyTuple_GetSlice(wanted, 1, Py_SIZE(wanted)))
               : NULL;
}

static PyObject *
getter_reduce(PyObject *op, PyObject *Py_UNUSED(ignored))
{
    PyObject *keywords = keywords_of((asker *)op);

    return keywords != NULL
               ? reduce_with_keywords(op, keywords)
               : PyTuple_Pack(2, Py_TYPE(op), ((asker *)op)->wanted);
}

static PyMethodDef getter_methods[] = {
    {"__reduce__", getter_reduce, METH_NOARGS, PyDoc_STR("For copying.")},
    {NULL, NULL, 0, NULL},
};

/* ---- itemgetter --------------------------------------------------------- */

/* The three types differ in what makes and calls them. */
#define GETTER_SPEC(symbol, name, type, flags, members, doc)                  \
    static PyType_Slot name##_slots[] = {                                     \
        {Py_tp_doc, (void *)PyDoc_STR(doc)},                                  \
        {Py_tp_new, (void *)name##_new},                                      \
        {Py_tp_call, (void *)name##_call},                                    \
        {Py_tp_repr, (void *)getter_repr},                                    \
        {Py_tp_dealloc, (void *)getter_dealloc},                              \
        {Py_tp_traverse, (void *)getter_traverse},                            \
        {Py_tp_clear, (void *)getter_clear},                                  \
        {Py_tp_getattro, (void *)PyObject_GenericGetAttr},                    \
        {Py_tp_methods, getter_methods},                                      \
        {Py_tp_members, members},                                             \
        {0, NULL},                                                            \
    };                                                                        \
    PyType_Spec symbol = {                                                    \
        "operator." #name,                                                    \
        sizeof(type),                                                         \
        0,                                                                    \
        Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC | Py_TPFLAGS_IMMUTABLETYPE |  \
            (flags),                                                          \
        name##_slots,                                                         \
    }

static PyMemberDef item_members[] = {
    {"__vectorcalloffset__", T_PYSSIZET, offsetof(item_asker, vectorcall),
     READONLY, NULL},
    {NULL, 0, 0, 0, NULL},
};

static PyMemberDef attr_members[] = {
    {"__vectorcalloffset__", T_PYSSIZET, offsetof(asker, vectorcall), READONLY,
     NULL},
    {NULL, 0, 0, 0, NULL},
};

static PyMemberDef no_members[] = {
    {NULL, 0, 0, 0, NULL},
};

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
get_items(PyObject *op, PyObject *obj)
{
    item_asker *self = (item_asker *)op;
    if (obj == NULL) {
        return NULL;
    }
    return self->only != NULL ? get_item(obj, self->only)
                              : ask_all(obj, self->wanted, get_item);
}

static PyObject *
itemgetter_call(PyObject *op, PyObject *args, PyObject *kwds)
{
    return get_items(op, only_argument("itemgetter", args, kwds));
}

static PyObject *
itemgetter_vectorcall(PyObject *op, PyObject *const *args, size_t nargsf,
                      PyObject *kwnames)
{
    return get_items(op, only_of_vector("itemgetter", args, nargsf, kwnames));
}

static PyObject *
itemgetter_new(PyTypeObject *type, PyObject *args, PyObject *kwds)
{
    Py_ssize_t n = PyTuple_GET_SIZE(args);
    if (!_PyArg_NoKeywords("itemgetter", kwds) ||
        !_PyArg_CheckPositional("itemgetter", n, 1, Py_MAX(n, 1))) {
        return NULL;
    }
    PyObject *result = new_getter(type, Py_NewRef(args), NULL);
    if (result != NULL) {
        ((item_asker *)result)->vectorcall = itemgetter_vectorcall;
        ((item_asker *)result)->only =
            n == 1 ? PyTuple_GET_ITEM(args, 0) : NULL;
    }
    return result;
}

GETTER_SPEC(Hb_ItemGetterSpec, itemgetter, item_asker,
            Py_TPFLAGS_HAVE_VECTORCALL, item_members,
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
get_attributes(PyObject *op, PyObject *obj)
{
    PyObject *paths = ((asker *)op)->more;
    if (obj == NULL) {
        return NULL;
    }
    return PyTuple_GET_SIZE(paths) == 1
               ? follow(obj, PyTuple_GET_ITEM(paths, 0))
               : ask_all(obj, paths, follow);
}

static PyObject *
attrgetter_call(PyObject *op, PyObject *args, PyObject *kwds)
{
    return get_attributes(op, only_argument("attrgetter", args, kwds));
}

static PyObject *
attrgetter_vectorcall(PyObject *op, PyObject *const *args, size_t nargsf,
                      PyObject *kwnames)
{
    return get_attributes(op,
                          only_of_vector("attrgetter", args, nargsf, kwnames));
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
    if (result != NULL) {
        ((asker *)result)->vectorcall = attrgetter_vectorcall;
    }
    Py_XDECREF(paths);
    return result;
}

GETTER_SPEC(Hb_AttrGetterSpec, attrgetter, asker, Py_TPFLAGS_HAVE_VECTORCALL,
            attr_members, "f(x) is x.name, or a tuple for several names.");

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

GETTER_SPEC(Hb_MethodCallerSpec, methodcaller, asker, 0, no_members,
            "f(x) is x.name(arguments).");
