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

static PyTypeObject keyobject_type;

static void
keyobject_dealloc(PyObject *self)
{
    PyObject_GC_UnTrack(self);
    Py_XDECREF(((keyobject *)self)->cmp);
    Py_XDECREF(((keyobject *)self)->object);
    PyObject_GC_Del(self);
}

static int
keyobject_traverse(PyObject *self, visitproc visit, void *arg)
{
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
new_key(PyObject *cmp, PyObject *object)
{
    keyobject *self = PyObject_GC_New(keyobject, &keyobject_type);
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
    return new_key(((keyobject *)self)->cmp, object);
}

static PyObject *
keyobject_richcompare(PyObject *self, PyObject *other, int op)
{
    if (!Py_IS_TYPE(other, &keyobject_type)) {
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

static PyTypeObject keyobject_type = {
    PyVarObject_HEAD_INIT(&PyType_Type, 0).tp_name = "functools.KeyWrapper",
    .tp_basicsize = sizeof(keyobject),
    .tp_dealloc = keyobject_dealloc,
    .tp_call = keyobject_call,
    .tp_getattro = PyObject_GenericGetAttr,
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC,
    .tp_traverse = keyobject_traverse,
    .tp_clear = keyobject_clear,
    .tp_richcompare = keyobject_richcompare,
    .tp_hash = PyObject_HashNotImplemented,
    .tp_members = keyobject_members,
};

static PyObject *
functools_cmp_to_key(PyObject *Py_UNUSED(module), PyObject *cmp)
{
    return new_key(cmp, NULL);
}

/* ---- the module --------------------------------------------------------- */

static PyMethodDef core_functions[] = {
    {"reduce", functools_reduce, METH_VARARGS,
     PyDoc_STR("Folds the items from the left.")},
    {"cmp_to_key", functools_cmp_to_key, METH_O,
     PyDoc_STR("A key function from a comparison.")},
    {NULL, NULL, 0, NULL},
};

/* What is Python there. */
static PyMethodDef functools_methods[] = {
    {"update_wrapper", Hb_FunctoolsUpdateWrapper, METH_VARARGS,
     PyDoc_STR("Makes a wrapper look like what it wraps.")},
    {"wraps", Hb_FunctoolsWraps, METH_O,
     PyDoc_STR("update_wrapper as a decorator.")},
    {"lru_cache", (PyCFunction)(void (*)(void))Hb_LruCache,
     METH_VARARGS | METH_KEYWORDS,
     PyDoc_STR("Remembers the last results of a function.")},
    {NULL, NULL, 0, NULL},
};

static int
functools_exec(PyObject *module)
{
    if (Hb_ModuleAddFunctionsOf(module, "_functools", core_functions) < 0 ||
        Hb_LruInit() < 0 || PyType_Ready(&keyobject_type) < 0 ||
        PyType_Ready(&Hb_LruLinkType) < 0 ||
        PyModule_AddType(module, &Hb_PartialType) < 0 ||
        PyModule_AddType(module, &Hb_LruCacheType) < 0) {
        return -1;
    }
    return 0;
}

static PyModuleDef_Slot functools_slots[] = {
    {Py_mod_exec, (void *)functools_exec},
    {0, NULL},
};

static void
functools_free(void *Py_UNUSED(module))
{
    Hb_LruFini();
}

static struct PyModuleDef functools_module = {
    PyModuleDef_HEAD_INIT,
    .m_name = "functools",
    .m_doc = PyDoc_STR("Functions that work on functions."),
    .m_methods = functools_methods,
    .m_slots = functools_slots,
    .m_free = functools_free,
};

PyMODINIT_FUNC PyInit_functools(void);

PyMODINIT_FUNC
PyInit_functools(void)
{
    return PyModuleDef_Init(&functools_module);
}
