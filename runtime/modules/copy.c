/* copy.c -- the module copy: copy(), deepcopy(), Error.
 *
 * deepcopy() is a walk with a memo: a dict from the id of each object it has
 * met to its copy.  A container enters its copy before it goes down, so that
 * a cycle finds it.  Because an id is only good as long as its object lives,
 * the memo keeps the originals too: in a list under its own id.  An object
 * that is its own copy is not entered.
 *
 * The levels of the stack are counted as the module in Python has them.
 *
 * Source: CPython 3.11, Lib/copy.py.
 */
#include "Python.h"
#include "internal/pycore_dict.h"
#include "internal/pycore_list.h"
#include "internal/pycore_unicodeobject.h"
#include "copy.h"

int
Hb_CopyEnter(void)
{
    return Py_EnterRecursiveCall("");
}

void
Hb_CopyLeave(void)
{
    Py_LeaveRecursiveCall();
}

/* The call of a built-in function from Python needs a level for a moment. */
static int
check_call(void)
{
    if (Py_EnterRecursiveCall(" while calling a Python object")) {
        return -1;
    }
    Py_LeaveRecursiveCall();
    return 0;
}

/* ---- what is its own copy ---- */

static int
in_types(PyTypeObject *type, PyTypeObject *const *types)
{
    while (*types != NULL && *types != type) {
        types++;
    }
    return *types != NULL;
}

/* Common to both kinds of copy. */
static int
is_atomic(PyTypeObject *type)
{
    static PyTypeObject *const types[] = {
        &PyLong_Type,        &PyUnicode_Type,
        &PyFloat_Type,       &PyBool_Type,
        &PyBytes_Type,       &PyComplex_Type,
        &PyType_Type,        &PyRange_Type,
        &PyCFunction_Type,   &PyProperty_Type,
        &PyEllipsis_Type,    &PyCode_Type,
        &_PyWeakref_RefType, NULL};

    return type == Py_TYPE(Py_None) || type == Py_TYPE(Py_NotImplemented) ||
           in_types(type, types);
}

static int
is_shallow_atomic(PyTypeObject *type)
{
    static PyTypeObject *const types[] = {&PyTuple_Type, &PyFrozenSet_Type,
                                          &PySlice_Type, NULL};

    return is_atomic(type) || in_types(type, types);
}

/* ---- reduction ---- */

/* What describes x: a tuple or a str. */
static PyObject *
reduce(struct copying *c, PyObject *x, const char *kind)
{
    PyObject *cls = (PyObject *)Py_TYPE(x), *method, *protocol, *result;

    method = PyObject_CallMethodOneArg(c->dispatch_table, &_Py_ID(get), cls);
    if (method == NULL || method != Py_None) {
        result = method ? PyObject_CallOneArg(method, x) : NULL;
        Py_XDECREF(method);
        return result;
    }
    Py_DECREF(method);
    if (_PyObject_LookupAttr(x, &_Py_ID(__reduce_ex__), &method) < 0) {
        return NULL;
    }
    if (method != NULL) {
        protocol = PyLong_FromLong(4);
        result = PyObject_CallOneArg(method, protocol);
        Py_DECREF(protocol);
        Py_DECREF(method);
        return result;
    }
    if (_PyObject_LookupAttr(x, &_Py_ID(__reduce__), &method) < 0) {
        return NULL;
    }
    if (method != NULL) {
        result = PyObject_CallNoArgs(method);
        Py_DECREF(method);
        return result;
    }
    PyErr_Format(c->error, "un(%s)copyable object of type %S", kind, cls);
    return NULL;
}

/* A copy through reduction; x itself if that is only a name. */
static PyObject *
copy_by_reduction(struct copying *c, PyObject *x)
{
    PyObject *reduced = reduce(c, x, c->memo ? "deep" : "shallow"), *y;

    if (reduced == NULL) {
        return NULL;
    }
    y = PyUnicode_Check(reduced) ? Py_NewRef(x)
                                 : Hb_Reconstruct(c, x, reduced);
    Py_DECREF(reduced);
    return y;
}

/* ---- copy() ---- */

/* The types with a method copy() of their own; NULL without an exception:
 * x is of another type. */
static PyObject *
copy_container(PyObject *x)
{
    if (PyList_CheckExact(x)) {
        return PyList_GetSlice(x, 0, PyList_GET_SIZE(x));
    }
    if (PyDict_CheckExact(x)) {
        return PyDict_Copy(x);
    }
    if (PySet_CheckExact(x)) {
        return PySet_New(x);
    }
    if (PyByteArray_CheckExact(x)) {
        return PyByteArray_FromStringAndSize(PyByteArray_AS_STRING(x),
                                             PyByteArray_GET_SIZE(x));
    }
    return NULL;
}

static PyObject *
shallow_copy(struct copying *c, PyObject *x)
{
    PyTypeObject *type = Py_TYPE(x);
    PyObject *y, *method;

    if (is_shallow_atomic(type) || PyType_IsSubtype(type, &PyType_Type)) {
        return Py_NewRef(x);
    }
    y = copy_container(x);
    if (y != NULL || PyErr_Occurred()) {
        return y;
    }
    if (_PyObject_LookupAttr((PyObject *)type, &_Py_ID(__copy__), &method) <
        0) {
        return NULL;
    }
    if (method != NULL && method != Py_None) {
        y = PyObject_CallOneArg(method, x);
        Py_DECREF(method);
        return y;
    }
    Py_XDECREF(method);
    return copy_by_reduction(c, x);
}

/* ---- deepcopy() of the built-in containers ---- */

static PyObject *
deep_list(struct copying *c, PyObject *x)
{
    PyObject *y = PyList_New(0);
    Py_ssize_t i;

    if (y == NULL) {
        return NULL;
    }
    if (check_call() < 0 || Hb_MemoSetFor(c, x, y) < 0) {
        goto error;
    }
    /* A hook may change the list: look at the length each time. */
    for (i = 0; i < PyList_GET_SIZE(x); i++) {
        PyObject *item = Py_NewRef(PyList_GET_ITEM(x, i));
        PyObject *copy = Hb_DeepCopy(c, item);

        Py_DECREF(item);
        if (copy == NULL ||
            _PyList_AppendTakeRef((PyListObject *)y, copy) < 0) {
            goto error;
        }
    }
    return y;

error:
    Py_DECREF(y);
    return NULL;
}

/* Copies of all items; *differ says whether any is not the item itself. */
static PyObject *
deep_items(struct copying *c, PyObject *x, int *differ)
{
    Py_ssize_t n = PyTuple_GET_SIZE(x), i;
    PyObject *y = PyTuple_New(n);

    *differ = 0;
    for (i = 0; y != NULL && i < n; i++) {
        PyObject *item = PyTuple_GET_ITEM(x, i);
        PyObject *copy = Hb_DeepCopy(c, item);

        if (copy == NULL) {
            Py_CLEAR(y);
            break;
        }
        *differ |= copy != item;
        PyTuple_SET_ITEM(y, i, copy);
    }
    return y;
}

static PyObject *
deep_tuple(struct copying *c, PyObject *x)
{
    PyObject *y, *key, *known;
    int differ;

    if (Hb_CopyEnter()) {
        return NULL;
    }
    y = deep_items(c, x, &differ);
    Hb_CopyLeave();
    if (y == NULL) {
        return NULL;
    }
    /* A list in it may have led back here and copied it already. */
    key = PyLong_FromVoidPtr(x);
    known = key ? Hb_MemoGet(c, key) : NULL;
    Py_XDECREF(key);
    if (known == NULL && !PyErr_Occurred()) {
        known = Py_NewRef(differ ? y : x);
    }
    Py_DECREF(y);
    return known;
}

/* y[copy of key] = copy of value; the value is copied first. */
static int
deep_pair(struct copying *c, PyObject *y, PyObject *key, PyObject *value)
{
    int status = -1;

    value = Hb_DeepCopy(c, value);
    if (value == NULL) {
        return -1;
    }
    key = Hb_DeepCopy(c, key);
    if (key != NULL) {
        status = PyDict_SetItem(y, key, value);
        Py_DECREF(key);
    }
    Py_DECREF(value);
    return status;
}

static PyObject *
deep_dict(struct copying *c, PyObject *x)
{
    PyObject *y = PyDict_New(), *it = NULL, *pair;
    int status = -1;

    if (y != NULL && check_call() == 0 && Hb_MemoSetFor(c, x, y) == 0) {
        it = Hb_DictIterOf(x, &PyDictIterItem_Type);
        status = it == NULL ? -1 : 0;
    }
    while (status == 0 && (pair = PyIter_Next(it)) != NULL) {
        status = deep_pair(c, y, PyTuple_GET_ITEM(pair, 0),
                           PyTuple_GET_ITEM(pair, 1));
        Py_DECREF(pair);
    }
    Py_XDECREF(it);
    if (status < 0 || PyErr_Occurred()) {
        Py_CLEAR(y);
    }
    return y;
}

static PyObject *
deep_method(struct copying *c, PyObject *x)
{
    PyObject *self = Hb_DeepCopy(c, PyMethod_GET_SELF(x)), *y;

    if (self == NULL) {
        return NULL;
    }
    y = PyMethod_New(PyMethod_GET_FUNCTION(x), self);
    Py_DECREF(self);
    return y;
}

/* ---- deepcopy() ---- */

/* The functions for built-in types need a level of their own. */
static PyObject *
one_level(PyObject *(*copier)(struct copying *, PyObject *), struct copying *c,
          PyObject *x)
{
    PyObject *y;

    if (Hb_CopyEnter()) {
        return NULL;
    }
    y = copier(c, x);
    Hb_CopyLeave();
    return y;
}

static PyObject *
deep_by_type(struct copying *c, PyObject *x)
{
    PyTypeObject *type = Py_TYPE(x);
    PyObject *hook, *y;

    if (type == &PyList_Type) {
        return one_level(deep_list, c, x);
    }
    if (type == &PyTuple_Type) {
        return one_level(deep_tuple, c, x);
    }
    if (type == &PyDict_Type) {
        return one_level(deep_dict, c, x);
    }
    if (type == &PyMethod_Type) {
        return one_level(deep_method, c, x);
    }
    if (PyType_IsSubtype(type, &PyType_Type)) {
        return Py_NewRef(x);
    }
    if (_PyObject_LookupAttr(x, &_Py_ID(__deepcopy__), &hook) < 0) {
        return NULL;
    }
    if (hook != NULL && hook != Py_None) {
        y = PyObject_CallOneArg(hook, c->memo);
        Py_DECREF(hook);
        return y;
    }
    Py_XDECREF(hook);
    return copy_by_reduction(c, x);
}

/* deepcopy() without its level on the stack. */
static PyObject *
deep_copy(struct copying *c, PyObject *x)
{
    PyObject *key, *y;

    if (check_call() < 0) {
        return NULL;
    }
    key = PyLong_FromVoidPtr(x);
    if (key == NULL) {
        return NULL;
    }
    y = Hb_MemoGet(c, key);
    if (y == NULL && !PyErr_Occurred()) {
        y = is_atomic(Py_TYPE(x)) ? Py_NewRef(x) : deep_by_type(c, x);
        if (y != NULL && y != x &&
            (Hb_MemoSet(c, key, y) < 0 || Hb_MemoKeep(c, x) < 0)) {
            Py_CLEAR(y);
        }
    }
    Py_DECREF(key);
    return y;
}

PyObject *
Hb_DeepCopy(struct copying *c, PyObject *x)
{
    return one_level(deep_copy, c, x);
}

/* ---- the module ---- */

struct copy_state {
    PyObject *dispatch_table;
    PyObject *error;
};

static struct copying
begin(PyObject *module, PyObject *memo)
{
    struct copy_state *state = PyModule_GetState(module);

    return (struct copying){state->dispatch_table, state->error, memo};
}

/* Whether there is an x, and not too much; says what functions of Python
 * say. */
static int
check_arguments(PyObject *args, PyObject *kwds, const char *name, int most)
{
    Py_ssize_t n = PyTuple_GET_SIZE(args);

    if (n > most) {
        PyErr_Format(PyExc_TypeError,
                     "%s() takes %s%d positional argument%s but %zd were "
                     "given",
                     name, most > 1 ? "from 1 to " : "", most,
                     most > 1 ? "s" : "", n);
        return 0;
    }
    if (n > 0 || (kwds && PyDict_GetItemString(kwds, "x") != NULL)) {
        return 1;
    }
    PyErr_Format(PyExc_TypeError,
                 "%s() missing 1 required positional argument: 'x'", name);
    return 0;
}

/* Whether the call has one argument and no keywords, as nearly all have. */
static inline int
is_plain_call(PyObject *args, PyObject *kwds)
{
    return kwds == NULL && PyTuple_GET_SIZE(args) == 1;
}

static PyObject *
copy_copy(PyObject *module, PyObject *args, PyObject *kwds)
{
    static char *names[] = {"x", NULL};
    struct copying c = begin(module, NULL);
    PyObject *x;

    if (is_plain_call(args, kwds)) {
        return shallow_copy(&c, PyTuple_GET_ITEM(args, 0));
    }
    if (!check_arguments(args, kwds, "copy", 1) ||
        !PyArg_ParseTupleAndKeywords(args, kwds, "O:copy", names, &x)) {
        return NULL;
    }
    return shallow_copy(&c, x);
}

static PyObject *
copy_deepcopy(PyObject *module, PyObject *args, PyObject *kwds)
{
    static char *names[] = {"x", "memo", "_nil", NULL};
    PyObject *x, *memo = Py_None, *nil, *y;
    struct copying c;

    if (!check_arguments(args, kwds, "deepcopy", 3) ||
        !PyArg_ParseTupleAndKeywords(args, kwds, "O|OO:deepcopy", names, &x,
                                     &memo, &nil)) {
        return NULL;
    }
    memo = memo == Py_None ? PyDict_New() : Py_NewRef(memo);
    if (memo == NULL) {
        return NULL;
    }
    c = begin(module, memo);
    y = deep_copy(&c, x);
    Py_DECREF(memo);
    return y;
}

static PyMethodDef copy_methods[] = {
    {"copy", _PyCFunction_CAST(copy_copy), METH_VARARGS | METH_KEYWORDS,
     "A new object of the same type that refers to the same objects."},
    {"deepcopy", _PyCFunction_CAST(copy_deepcopy),
     METH_VARARGS | METH_KEYWORDS,
     "A new object that refers to copies, all the way down."},
    {NULL, NULL, 0, NULL},
};

static int
copy_exec(PyObject *module)
{
    struct copy_state *state = PyModule_GetState(module);
    PyObject *names;

    state->dispatch_table =
        _PyImport_GetModuleAttrString("copyreg", "dispatch_table");
    state->error = PyErr_NewException("copy.Error", NULL, NULL);
    if (state->dispatch_table == NULL || state->error == NULL) {
        return -1;
    }
    names = Py_BuildValue("[sss]", "Error", "copy", "deepcopy");
    if (names == NULL || PyModule_AddObjectRef(module, "__all__", names) < 0) {
        Py_XDECREF(names);
        return -1;
    }
    Py_DECREF(names);
    if (PyModule_AddObjectRef(module, "dispatch_table",
                              state->dispatch_table) < 0 ||
        PyModule_AddObjectRef(module, "Error", state->error) < 0) {
        return -1;
    }
    return PyModule_AddObjectRef(module, "error", state->error);
}

static int
copy_traverse(PyObject *module, visitproc visit, void *arg)
{
    struct copy_state *state = PyModule_GetState(module);

    Py_VISIT(state->dispatch_table);
    Py_VISIT(state->error);
    return 0;
}

static int
copy_clear(PyObject *module)
{
    struct copy_state *state = PyModule_GetState(module);

    Py_CLEAR(state->dispatch_table);
    Py_CLEAR(state->error);
    return 0;
}

static void
copy_free(void *module)
{
    (void)copy_clear((PyObject *)module);
}

static PyModuleDef_Slot copy_slots[] = {
    {Py_mod_exec, (void *)copy_exec},
    {0, NULL},
};

static struct PyModuleDef copy_module = {
    PyModuleDef_HEAD_INIT,
    .m_name = "copy",
    .m_doc = PyDoc_STR("Shallow and deep copies."),
    .m_size = sizeof(struct copy_state),
    .m_methods = copy_methods,
    .m_slots = copy_slots,
    .m_traverse = copy_traverse,
    .m_clear = copy_clear,
    .m_free = copy_free,
};

PyMODINIT_FUNC PyInit_copy(void);

PyMODINIT_FUNC
PyInit_copy(void)
{
    return PyModuleDef_Init(&copy_module);
}
