/* contextlib.c -- the module contextlib: small context managers.
 *
 * What needs generators (contextmanager) or asynchronous code is left out.
 *
 * Source: CPython 3.11, Lib/contextlib.py.
 */
#include "contextlib.h"
#include "structmember.h"

#include <stddef.h>

/* ---- AbstractContextManager -----------------------------------------------
 */

static PyObject *
manager_enter(PyObject *self, PyObject *Py_UNUSED(unused))
{
    return Py_NewRef(self);
}

static PyObject *
manager_exit(PyObject *Py_UNUSED(self), PyObject *args)
{
    PyObject *type, *value, *traceback;

    return PyArg_UnpackTuple(args, "__exit__", 3, 3, &type, &value, &traceback)
               ? Py_NewRef(Py_None)
               : NULL;
}

static PyObject *
manager_new(PyTypeObject *type, PyObject *Py_UNUSED(args),
            PyObject *Py_UNUSED(kwds))
{
    if (type == &Hb_ContextManagerType) {
        PyErr_SetString(PyExc_TypeError,
                        "Can't instantiate abstract class "
                        "AbstractContextManager with abstract method "
                        "__exit__");
        return NULL;
    }
    return type->tp_alloc(type, 0);
}

static PyMethodDef manager_methods[] = {
    {"__class_getitem__", Py_GenericAlias, METH_O | METH_CLASS, NULL},
    {"__enter__", manager_enter, METH_NOARGS, NULL},
    {"__exit__", manager_exit, METH_VARARGS, NULL},
    {NULL, NULL, 0, NULL},
};

PyTypeObject Hb_ContextManagerType = {
    PyVarObject_HEAD_INIT(&PyType_Type, 0).tp_name =
        "contextlib.AbstractContextManager",
    .tp_basicsize = sizeof(PyObject),
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_BASETYPE,
    .tp_doc = PyDoc_STR("What a context manager can do."),
    .tp_methods = manager_methods,
    .tp_new = manager_new,
};

/* ---- managers with one value ----------------------------------------------
 */

/*    holder: 24 bytes
 *   +----+---------+
 *   |  0 | ob_base |
 *   | 16 | value   |---> thing, enter_result or the tuple of exceptions
 *   +----+---------+
 */
typedef struct {
    PyObject_HEAD
    PyObject *value;
} holder;

static PyObject *
value_of(PyObject *self)
{
    return ((holder *)self)->value;
}

static PyObject *
new_holder(PyTypeObject *type, PyObject *value)
{
    PyObject *self = type->tp_alloc(type, 0);

    if (self != NULL) {
        ((holder *)self)->value = Py_NewRef(value);
    }
    return self;
}

static int
holder_traverse(PyObject *self, visitproc visit, void *arg)
{
    Py_VISIT(value_of(self));
    return 0;
}

static int
holder_clear(PyObject *self)
{
    Py_CLEAR(((holder *)self)->value);
    return 0;
}

static void
holder_dealloc(PyObject *self)
{
    PyObject_GC_UnTrack(self);
    holder_clear(self);
    Py_TYPE(self)->tp_free(self);
}

static PyObject *
holder_enter(PyObject *self, PyObject *Py_UNUSED(unused))
{
    return Py_NewRef(value_of(self));
}

static PyObject *
closing_new(PyTypeObject *type, PyObject *args, PyObject *kwds)
{
    static char *names[] = {"thing", NULL};
    PyObject *thing;

    return PyArg_ParseTupleAndKeywords(args, kwds, "O:closing", names, &thing)
               ? new_holder(type, thing)
               : NULL;
}

static PyObject *
closing_exit(PyObject *self, PyObject *Py_UNUSED(args))
{
    PyObject *result = PyObject_CallMethod(value_of(self), "close", NULL);

    Py_XDECREF(result);
    return result == NULL ? NULL : Py_NewRef(Py_None);
}

static PyObject *
nullcontext_new(PyTypeObject *type, PyObject *args, PyObject *kwds)
{
    static char *names[] = {"enter_result", NULL};
    PyObject *value = Py_None;

    return PyArg_ParseTupleAndKeywords(args, kwds, "|O:nullcontext", names,
                                       &value)
               ? new_holder(type, value)
               : NULL;
}

static PyObject *
suppress_new(PyTypeObject *type, PyObject *args, PyObject *kwds)
{
    return _PyArg_NoKeywords("suppress", kwds) ? new_holder(type, args) : NULL;
}

static PyObject *
suppress_enter(PyObject *Py_UNUSED(self), PyObject *Py_UNUSED(unused))
{
    Py_RETURN_NONE;
}

static PyObject *
suppress_exit(PyObject *self, PyObject *args)
{
    PyObject *type, *value, *traceback;

    if (!PyArg_UnpackTuple(args, "__exit__", 3, 3, &type, &value,
                           &traceback)) {
        return NULL;
    }
    int is = type == Py_None ? 0 : PyObject_IsSubclass(type, value_of(self));
    return is < 0 ? NULL : PyBool_FromLong(is);
}

#define MEMBER(type, attribute)                                               \
    static PyMemberDef type##_members[] = {                                   \
        {attribute, T_OBJECT, offsetof(holder, value), 0, NULL},              \
        {NULL, 0, 0, 0, NULL},                                                \
    }

#define METHODS(type, enter, leave)                                           \
    static PyMethodDef type##_methods[] = {                                   \
        {"__enter__", enter, METH_NOARGS, NULL},                              \
        {"__exit__", leave, METH_VARARGS, NULL},                              \
        {NULL, NULL, 0, NULL},                                                \
    }

#define HOLDER(type, doc)                                                     \
    static PyTypeObject type##_type = {                                       \
        PyVarObject_HEAD_INIT(&PyType_Type, 0).tp_name = "contextlib." #type, \
        .tp_basicsize = sizeof(holder),                                       \
        .tp_dealloc = holder_dealloc,                                         \
        .tp_flags =                                                           \
            Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC | Py_TPFLAGS_BASETYPE,    \
        .tp_doc = PyDoc_STR(doc),                                             \
        .tp_traverse = holder_traverse,                                       \
        .tp_clear = holder_clear,                                             \
        .tp_methods = type##_methods,                                         \
        .tp_members = type##_members,                                         \
        .tp_base = &Hb_ContextManagerType,                                    \
        .tp_new = type##_new,                                                 \
        .tp_free = PyObject_GC_Del,                                           \
    }

MEMBER(closing, "thing");
METHODS(closing, holder_enter, closing_exit);
HOLDER(closing, "Calls close() at the end.");
MEMBER(nullcontext, "enter_result");
METHODS(nullcontext, holder_enter, manager_exit);
HOLDER(nullcontext, "Does nothing.");
MEMBER(suppress, "_exceptions");
METHODS(suppress, suppress_enter, suppress_exit);
HOLDER(suppress, "Suppresses exceptions of these types.");

/* ---- the module -----------------------------------------------------------
 */

static int
contextlib_exec(PyObject *module)
{
    PyTypeObject *types[] = {
        &Hb_ContextManagerType, &Hb_ExitStackType, &closing_type,
        &nullcontext_type,      &suppress_type,
    };

    for (size_t i = 0; i < Py_ARRAY_LENGTH(types); i++) {
        if (PyModule_AddType(module, types[i]) < 0) {
            return -1;
        }
    }
    return 0;
}

static PyModuleDef_Slot contextlib_slots[] = {
    {Py_mod_exec, (void *)contextlib_exec},
    {0, NULL},
};

static struct PyModuleDef contextlib_module = {
    PyModuleDef_HEAD_INIT,
    .m_name = "contextlib",
    .m_doc = PyDoc_STR("Small context managers."),
    .m_slots = contextlib_slots,
};

PyMODINIT_FUNC PyInit_contextlib(void);

PyMODINIT_FUNC
PyInit_contextlib(void)
{
    return PyModuleDef_Init(&contextlib_module);
}
