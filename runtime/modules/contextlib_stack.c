/* contextlib_stack.c -- contextlib.ExitStack: exits, called in reverse.
 *
 * An entry of the stack is a tuple: (exit,) for a function that is given the
 * exception and may suppress it, (callback, args, kwargs) for one that is
 * called as it was given.
 *
 * Source: CPython 3.11, Lib/contextlib.py, class ExitStack.
 */
#include "contextlib.h"

/*    stackobject: 24 bytes
 *   +----+---------+
 *   |  0 | ob_base |
 *   | 16 | entries |---> list; the last is called first
 *   +----+---------+
 */
typedef struct {
    PyObject_HEAD
    PyObject *entries;
} stackobject;

static PyObject *
entries_of(PyObject *self)
{
    return ((stackobject *)self)->entries;
}

/* Takes the reference to the entry.  0, or -1 with an exception. */
static int
push_entry(PyObject *self, PyObject *entry)
{
    int status = entry == NULL ? -1 : PyList_Append(entries_of(self), entry);

    Py_XDECREF(entry);
    return status;
}

/* ---- filling --------------------------------------------------------------
 */

/* A method of the type, bound to the object; NULL without an exception when
 * there is none. */
static PyObject *
special_method(PyObject *object, const char *name)
{
    PyObject *type = (PyObject *)Py_TYPE(object);
    PyObject *method = PyObject_GetAttrString(type, name);

    if (method == NULL) {
        if (PyErr_ExceptionMatches(PyExc_AttributeError)) {
            PyErr_Clear();
        }
        return NULL;
    }
    Py_SETREF(method, PyMethod_New(method, object));
    return method;
}

/* Exceptions with a cause, as `raise ... from` makes them. */
static void
not_a_manager(PyObject *object, const char *missing, const char *more)
{
    PyTypeObject *type = Py_TYPE(object);
    PyObject *module = PyObject_GetAttrString((PyObject *)type, "__module__");
    PyObject *name = PyObject_GetAttrString((PyObject *)type, "__qualname__");

    PyErr_Format(PyExc_AttributeError,
                 "type object '%.100s' has no attribute '%s'",
                 _PyType_Name(type), missing);
    if (module != NULL && name != NULL) {
        _PyErr_FormatFromCause(PyExc_TypeError,
                               "'%S.%S' object does not support the context "
                               "manager protocol%s",
                               module, name, more);
    }
    Py_XDECREF(module);
    Py_XDECREF(name);
}

static PyObject *
stack_enter_context(PyObject *self, PyObject *manager)
{
    PyObject *enter = special_method(manager, "__enter__");
    PyObject *leave =
        enter == NULL ? NULL : special_method(manager, "__exit__");
    PyObject *result = NULL;

    if (leave != NULL) {
        result = PyObject_CallNoArgs(enter);
        if (result != NULL && push_entry(self, PyTuple_Pack(1, leave)) < 0) {
            Py_CLEAR(result);
        }
    }
    else if (!PyErr_Occurred()) {
        not_a_manager(manager, enter == NULL ? "__enter__" : "__exit__",
                      enter == NULL ? "" : " (missed __exit__ method)");
    }
    Py_XDECREF(enter);
    Py_XDECREF(leave);
    return result;
}

static PyObject *
stack_push(PyObject *self, PyObject *object)
{
    PyObject *leave = special_method(object, "__exit__");

    if (leave == NULL) {
        if (PyErr_Occurred()) {
            return NULL;
        }
        leave = Py_NewRef(object);
    }
    int status = push_entry(self, PyTuple_Pack(1, leave));
    Py_DECREF(leave);
    return status < 0 ? NULL : Py_NewRef(object);
}

static PyObject *
stack_callback(PyObject *self, PyObject *args, PyObject *kwds)
{
    if (PyTuple_GET_SIZE(args) < 1) {
        PyErr_SetString(PyExc_TypeError,
                        "_BaseExitStack.callback() missing 1 required "
                        "positional argument: 'callback'");
        return NULL;
    }
    PyObject *callback = PyTuple_GET_ITEM(args, 0);
    PyObject *rest = PyTuple_GetSlice(args, 1, PyTuple_GET_SIZE(args));
    PyObject *named = kwds == NULL ? PyDict_New() : PyDict_Copy(kwds);
    int status =
        rest == NULL || named == NULL
            ? -1
            : push_entry(self, PyTuple_Pack(3, callback, rest, named));
    Py_XDECREF(rest);
    Py_XDECREF(named);
    return status < 0 ? NULL : Py_NewRef(callback);
}

static PyObject *
stack_pop_all(PyObject *self, PyObject *Py_UNUSED(unused))
{
    PyObject *other = PyObject_CallNoArgs((PyObject *)Py_TYPE(self));
    PyObject *empty = other == NULL ? NULL : PyList_New(0);

    if (empty == NULL) {
        Py_XDECREF(other);
        return NULL;
    }
    Py_SETREF(((stackobject *)other)->entries, entries_of(self));
    ((stackobject *)self)->entries = empty;
    return other;
}

/* ---- leaving --------------------------------------------------------------
 */

/* Calls an entry.  1 when it suppresses the exception, 0, or -1. */
static int
call_entry(PyObject *entry, PyObject *value)
{
    PyObject *callable = PyTuple_GET_ITEM(entry, 0), *result;

    if (PyTuple_GET_SIZE(entry) == 3) {
        result = PyObject_Call(callable, PyTuple_GET_ITEM(entry, 1),
                               PyTuple_GET_ITEM(entry, 2));
        Py_XDECREF(result);
        return result == NULL ? -1 : 0;
    }
    PyObject *traceback =
        value == Py_None ? NULL : PyException_GetTraceback(value);
    result = PyObject_CallFunctionObjArgs(
        callable, value == Py_None ? Py_None : (PyObject *)Py_TYPE(value),
        value, traceback == NULL ? Py_None : traceback, NULL);
    int suppressed = result == NULL ? -1 : PyObject_IsTrue(result);
    Py_XDECREF(traceback);
    Py_XDECREF(result);
    return suppressed;
}

/* Lets the new exception go back to the old one instead of to the exception
 * that was being handled before the stack was left. */
static void
fix_context(PyObject *raised, PyObject *old, PyObject *handled)
{
    for (;;) {
        PyObject *context = PyException_GetContext(raised);
        Py_XDECREF(context); /* its exception keeps it */
        if (context == NULL || context == old) {
            return;
        }
        if (context == handled) {
            PyException_SetContext(raised,
                                   old == Py_None ? NULL : Py_NewRef(old));
            return;
        }
        raised = context;
    }
}

/* Takes the exception that is set, as one object. */
static PyObject *
take_raised(void)
{
    PyObject *type, *value, *traceback;

    PyErr_Fetch(&type, &value, &traceback);
    PyErr_NormalizeException(&type, &value, &traceback);
    if (traceback != NULL) {
        PyException_SetTraceback(value, traceback);
    }
    Py_DECREF(type);
    Py_XDECREF(traceback);
    return value;
}

/* Calls all entries.  `value` is the exception or None. */
static PyObject *
leave(PyObject *self, PyObject *value)
{
    PyObject *handled = PyErr_GetHandledException();
    int received = value != Py_None, suppressed = 0, pending = 0;
    Py_ssize_t count;

    Py_INCREF(value);
    while ((count = PyList_GET_SIZE(entries_of(self))) > 0) {
        PyObject *entry =
            Py_NewRef(PyList_GET_ITEM(entries_of(self), count - 1));
        int status = PyList_SetSlice(entries_of(self), count - 1, count, NULL);
        if (status == 0) {
            status = call_entry(entry, value);
        }
        Py_DECREF(entry);
        if (status > 0) {
            suppressed = 1;
            pending = 0;
            Py_SETREF(value, Py_NewRef(Py_None));
        }
        else if (status < 0) {
            PyObject *raised = take_raised();
            fix_context(raised, value, handled);
            pending = 1;
            Py_SETREF(value, raised);
        }
    }
    Py_XDECREF(handled);
    if (pending) {
        PyObject *context = PyException_GetContext(value);
        PyErr_SetObject((PyObject *)Py_TYPE(value), value);
        PyException_SetContext(value, context);
        Py_DECREF(value);
        return NULL;
    }
    Py_DECREF(value);
    return PyBool_FromLong(received && suppressed);
}

static PyObject *
stack_exit(PyObject *self, PyObject *args)
{
    PyObject *type, *value, *traceback;

    if (!PyArg_UnpackTuple(args, "__exit__", 3, 3, &type, &value,
                           &traceback)) {
        return NULL;
    }
    return leave(self, type == Py_None ? Py_None : value);
}

static PyObject *
stack_close(PyObject *self, PyObject *Py_UNUSED(unused))
{
    PyObject *result = leave(self, Py_None);

    Py_XDECREF(result);
    return result == NULL ? NULL : Py_NewRef(Py_None);
}

/* ---- the type -------------------------------------------------------------
 */

static PyObject *
stack_new(PyTypeObject *type, PyObject *args, PyObject *kwds)
{
    if (type == &Hb_ExitStackType &&
        (PyTuple_GET_SIZE(args) > 0 ||
         (kwds != NULL && PyDict_GET_SIZE(kwds) > 0))) {
        return PyErr_Format(PyExc_TypeError,
                            "_BaseExitStack.__init__() takes 1 positional "
                            "argument but %zd were given",
                            PyTuple_GET_SIZE(args) + 1);
    }
    PyObject *self = type->tp_alloc(type, 0);
    if (self != NULL) {
        ((stackobject *)self)->entries = PyList_New(0);
        if (entries_of(self) == NULL) {
            Py_CLEAR(self);
        }
    }
    return self;
}

static int
stack_traverse(PyObject *self, visitproc visit, void *arg)
{
    Py_VISIT(entries_of(self));
    return 0;
}

static int
stack_clear(PyObject *self)
{
    Py_CLEAR(((stackobject *)self)->entries);
    return 0;
}

static void
stack_dealloc(PyObject *self)
{
    PyObject_GC_UnTrack(self);
    stack_clear(self);
    Py_TYPE(self)->tp_free(self);
}

static PyMethodDef stack_methods[] = {
    {"__exit__", stack_exit, METH_VARARGS, NULL},
    {"callback", (PyCFunction)(void (*)(void))stack_callback,
     METH_VARARGS | METH_KEYWORDS,
     PyDoc_STR("Adds a function and its arguments.")},
    {"close", stack_close, METH_NOARGS, PyDoc_STR("Leaves at once.")},
    {"enter_context", stack_enter_context, METH_O,
     PyDoc_STR("Enters a context manager and adds its exit.")},
    {"pop_all", stack_pop_all, METH_NOARGS,
     PyDoc_STR("Moves all entries to a new stack.")},
    {"push", stack_push, METH_O,
     PyDoc_STR("Adds an exit, of an object or a function like one.")},
    {NULL, NULL, 0, NULL},
};

PyTypeObject Hb_ExitStackType = {
    PyVarObject_HEAD_INIT(&PyType_Type, 0).tp_name = "contextlib.ExitStack",
    .tp_basicsize = sizeof(stackobject),
    .tp_dealloc = stack_dealloc,
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC | Py_TPFLAGS_BASETYPE,
    .tp_doc = PyDoc_STR("Exits, called in reverse."),
    .tp_traverse = stack_traverse,
    .tp_clear = stack_clear,
    .tp_methods = stack_methods,
    .tp_base = &Hb_ContextManagerType,
    .tp_new = stack_new,
    .tp_free = PyObject_GC_Del,
};
