/* functools.c -- the module functools: reduce, cmp_to_key.
 *
 * Known limit: no singledispatch, cached_property or total_ordering, which
 * are Python code.
 *
 * Source: CPython 3.11, Modules/_functoolsmodule.c, Lib/functools.py.
 */
#include "functools.h"
#include "structmember.h"
#include "internal/pycore_moduleobject.h"

/* ---- reduce ------------------------------------------------------------- */

static PyObject *
functools_reduce(PyObject *Py_UNUSED(module), PyObject *args)
{
    PyObject *func, *seq, *result = NULL, *item;
    if (!PyArg_UnpackTuple(args, "reduce", 2, 3, &func, &seq, &result)) {
        return NULL;
    }
    PyObject *it = PyObject_GetIter(seq);
    if (it == NULL) {
        if (PyErr_ExceptionMatches(PyExc_TypeError)) {
            PyErr_SetString(PyExc_TypeError,
                            "reduce() arg 2 must support iteration");
        }
        return NULL;
    }
    Py_XINCREF(result);
    while ((item = PyIter_Next(it)) != NULL) {
        if (result == NULL) {
            result = item;
            continue;
        }
        PyObject *next =
            PyObject_CallFunctionObjArgs(func, result, item, NULL);
        Py_DECREF(item);
        Py_SETREF(result, next);
        if (result == NULL) {
            break;
        }
    }
    Py_DECREF(it);
    if (PyErr_Occurred()) {
        Py_CLEAR(result);
    }
    else if (result == NULL) {
        PyErr_SetString(PyExc_TypeError,
                        "reduce() of empty iterable with no initial value");
    }
    return result;
}

/* ---- cmp_to_key --------------------------------------------------------- */

/*    keyobject: 32 bytes
 *   +----+---------+
 *   |  0 | ob_base |
 *   | 16 | cmp     |---> the comparison, owned
 *   | 24 | object  |---> its operand; NULL in what cmp_to_key returns
 *   +----+---------+
 */
typedef struct {
    PyObject_HEAD
    PyObject *cmp;
    PyObject *object;
} keyobject;

static void
keyobject_dealloc(PyObject *self)
{
    PyTypeObject *type = Py_TYPE(self);

    PyObject_GC_UnTrack(self);
    Py_XDECREF(((keyobject *)self)->cmp);
    Py_XDECREF(((keyobject *)self)->object);
    PyObject_GC_Del(self);
    Py_DECREF(type);
}

static int
keyobject_traverse(PyObject *self, visitproc visit, void *arg)
{
    Py_VISIT(Py_TYPE(self));
    Py_VISIT(((keyobject *)self)->cmp);
    Py_VISIT(((keyobject *)self)->object);
    return 0;
}

static int
keyobject_clear(PyObject *self)
{
    Py_CLEAR(((keyobject *)self)->cmp);
    Py_CLEAR(((keyobject *)self)->object);
    return 0;
}

static PyObject *
new_key(PyTypeObject *type, PyObject *cmp, PyObject *object)
{
    keyobject *self = PyObject_GC_New(keyobject, type);
    if (self == NULL) {
        return NULL;
    }
    self->cmp = Py_NewRef(cmp);
    self->object = Py_XNewRef(object);
    PyObject_GC_Track(self);
    return (PyObject *)self;
}

static PyObject *
keyobject_call(PyObject *self, PyObject *args, PyObject *kwds)
{
    static char *names[] = {"obj", NULL};
    PyObject *object;
    if (!PyArg_ParseTupleAndKeywords(args, kwds, "O:K", names, &object)) {
        return NULL;
    }
    return new_key(Py_TYPE(self), ((keyobject *)self)->cmp, object);
}

static PyObject *
keyobject_richcompare(PyObject *self, PyObject *other, int op)
{
    if (!Py_IS_TYPE(other, Py_TYPE(self))) {
        PyErr_SetString(PyExc_TypeError, "other argument must be K instance");
        return NULL;
    }
    keyobject *a = (keyobject *)self, *b = (keyobject *)other;
    if (a->object == NULL || b->object == NULL) {
        PyErr_SetString(PyExc_AttributeError, "object");
        return NULL;
    }
    PyObject *order =
        PyObject_CallFunctionObjArgs(a->cmp, a->object, b->object, NULL);
    PyObject *zero = order == NULL ? NULL : PyLong_FromLong(0);
    PyObject *answer =
        zero == NULL ? NULL : PyObject_RichCompare(order, zero, op);
    Py_XDECREF(order);
    Py_XDECREF(zero);
    return answer;
}

static PyMemberDef keyobject_members[] = {
    {"obj", T_OBJECT, offsetof(keyobject, object), 0,
     PyDoc_STR("Value wrapped by a key function.")},
    {NULL, 0, 0, 0, NULL},
};

static PyType_Slot keyobject_slots[] = {
    {Py_tp_dealloc, (void *)keyobject_dealloc},
    {Py_tp_call, (void *)keyobject_call},
    {Py_tp_getattro, (void *)PyObject_GenericGetAttr},
    {Py_tp_traverse, (void *)keyobject_traverse},
    {Py_tp_clear, (void *)keyobject_clear},
    {Py_tp_richcompare, (void *)keyobject_richcompare},
    {Py_tp_hash, (void *)PyObject_HashNotImplemented},
    {Py_tp_members, keyobject_members},
    {0, NULL},
};

static PyType_Spec keyobject_spec = {
    "functools.KeyWrapper",
    sizeof(keyobject),
    0,
    Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC | Py_TPFLAGS_IMMUTABLETYPE |
        Py_TPFLAGS_DISALLOW_INSTANTIATION,
    keyobject_slots,
};

static PyObject *
functools_cmp_to_key(PyObject *module, PyObject *args, PyObject *kwds)
{
    static char *names[] = {"mycmp", NULL};
    PyObject *cmp;
    if (!PyArg_ParseTupleAndKeywords(args, kwds, "O:cmp_to_key", names,
                                     &cmp)) {
        return NULL;
    }
    return new_key(Hb_FunctoolsStateOf(module)->key, cmp, NULL);
}

/* ---- the module --------------------------------------------------------- */

static PyMethodDef core_functions[] = {
    {"reduce", functools_reduce, METH_VARARGS,
     PyDoc_STR("Folds the items from the left.")},
    {"cmp_to_key", (PyCFunction)(void (*)(void))functools_cmp_to_key,
     METH_VARARGS | METH_KEYWORDS,
     PyDoc_STR("A key function from a comparison.")},
    {NULL, NULL, 0, NULL},
};

/* What is Python there. */
static PyMethodDef functools_methods[] = {
    {"update_wrapper", (PyCFunction)(void (*)(void))Hb_FunctoolsUpdateWrapper,
     METH_VARARGS | METH_KEYWORDS,
     PyDoc_STR("Makes a wrapper look like what it wraps.")},
    {"wraps", (PyCFunction)(void (*)(void))Hb_FunctoolsWraps,
     METH_VARARGS | METH_KEYWORDS,
     PyDoc_STR("update_wrapper as a decorator.")},
    {"lru_cache", (PyCFunction)(void (*)(void))Hb_LruCache,
     METH_VARARGS | METH_KEYWORDS,
     PyDoc_STR("Remembers the last results of a function.")},
    {NULL, NULL, 0, NULL},
};

/* Makes a type of the module's state. */
static int
make_type(PyObject *module, PyTypeObject **type, PyType_Spec *spec)
{
    *type = (PyTypeObject *)PyType_FromModuleAndSpec(module, spec, NULL);
    return *type == NULL ? -1 : 0;
}

static int
make_state(PyObject *module, Hb_FunctoolsState *state)
{
    if (make_type(module, &state->partial, &Hb_PartialSpec) < 0 ||
        make_type(module, &state->key, &keyobject_spec) < 0 ||
        make_type(module, &state->lru_cache, &Hb_LruCacheSpec) < 0 ||
        make_type(module, &state->lru_link, &Hb_LruLinkSpec) < 0) {
        return -1;
    }
    state->cache_info = Hb_LruMakeCacheInfo();
    if (state->cache_info == NULL) {
        return -1;
    }
    state->keyword_mark = PyObject_CallNoArgs((PyObject *)&PyBaseObject_Type);
    return state->keyword_mark == NULL ? -1 : 0;
}

static int
functools_exec(PyObject *module)
{
    Hb_FunctoolsState *state = Hb_FunctoolsStateOf(module);

    if (make_state(module, state) < 0 ||
        Hb_ModuleAddFunctionsOf(module, "_functools", core_functions) < 0 ||
        PyModule_AddType(module, state->partial) < 0 ||
        PyModule_AddType(module, state->lru_cache) < 0) {
        return -1;
    }
    return Hb_AddWrapperNames(module);
}

static int
functools_traverse(PyObject *module, visitproc visit, void *arg)
{
    Hb_FunctoolsState *state = Hb_FunctoolsStateOf(module);

    if (state != NULL) {
        Py_VISIT(state->partial);
        Py_VISIT(state->key);
        Py_VISIT(state->lru_cache);
        Py_VISIT(state->lru_link);
        Py_VISIT(state->cache_info);
        Py_VISIT(state->keyword_mark);
    }
    return 0;
}

static int
functools_clear(PyObject *module)
{
    Hb_FunctoolsState *state = Hb_FunctoolsStateOf(module);

    if (state != NULL) {
        Py_CLEAR(state->partial);
        Py_CLEAR(state->key);
        Py_CLEAR(state->lru_cache);
        Py_CLEAR(state->lru_link);
        Py_CLEAR(state->cache_info);
        Py_CLEAR(state->keyword_mark);
    }
    return 0;
}

static PyModuleDef_Slot functools_slots[] = {
    {Py_mod_exec, (void *)functools_exec},
    {0, NULL},
};

static void
functools_free(void *module)
{
    functools_clear(module);
}

static struct PyModuleDef functools_module = {
    PyModuleDef_HEAD_INIT,
    .m_name = "functools",
    .m_doc = PyDoc_STR("Functions that work on functions."),
    .m_size = sizeof(Hb_FunctoolsState),
    .m_methods = functools_methods,
    .m_slots = functools_slots,
    .m_traverse = functools_traverse,
    .m_clear = functools_clear,
    .m_free = functools_free,
};

PyMODINIT_FUNC PyInit_functools(void);

PyMODINIT_FUNC
PyInit_functools(void)
{
    return PyModuleDef_Init(&functools_module);
}
