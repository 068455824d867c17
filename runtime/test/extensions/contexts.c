/* contexts.c -- contextlib, types, time and unions of types, from C. */
#include "show.h"

static PyObject *
say(PyObject *name, PyObject *args)
{
    printf("  %s: ", PyUnicode_AsUTF8(name));
    for (Py_ssize_t i = 0; i < Py_MIN(PyTuple_GET_SIZE(args), 2); i++) {
        printf(i ? ", " : "");
        PyObject_Print(PyTuple_GET_ITEM(args, i), stdout, 0);
    }
    printf("\n");
    return Py_NewRef(PyTuple_GET_SIZE(args) == 3 ? Py_False : Py_None);
}

static PyObject *
fail(PyObject *name, PyObject *Py_UNUSED(args))
{
    PyErr_SetObject(PyExc_ValueError, name);
    return NULL;
}

static PyObject *
swallow(PyObject *Py_UNUSED(name), PyObject *Py_UNUSED(args))
{
    Py_RETURN_TRUE;
}

static PyMethodDef defs[] = {
    {"say", say, METH_VARARGS, NULL},
    {"fail", fail, METH_VARARGS, NULL},
    {"swallow", swallow, METH_VARARGS, NULL},
};

static PyObject *
function(int which, const char *name)
{
    PyObject *self = PyUnicode_FromString(name);
    PyObject *result = PyCFunction_New(&defs[which], self);
    Py_DECREF(self);
    return result;
}

/* A stack with functions of these kinds: s, f, w. */
static PyObject *
stack_of(PyObject *module, const char *kinds)
{
    PyObject *stack = PyObject_CallMethod(module, "ExitStack", NULL);
    for (int i = 0; kinds[i]; i++) {
        char name[] = {kinds[i], (char)('0' + i), '\0'};
        PyObject *callable = function(kinds[i] == 's'   ? 0
                                      : kinds[i] == 'f' ? 1
                                                        : 2,
                                      name);
        Py_XDECREF(PyObject_CallMethod(stack, "push", "O", callable));
        Py_DECREF(callable);
    }
    return stack;
}

static void
leave(PyObject *stack, int failing)
{
    PyObject *error = PyObject_CallFunction(PyExc_KeyError, "s", "first");
    show("exit", failing ? PyObject_CallMethod(stack, "__exit__", "OOO",
                                               PyExc_KeyError, error, Py_None)
                         : PyObject_CallMethod(stack, "__exit__", "OOO",
                                               Py_None, Py_None, Py_None));
    Py_DECREF(error);
    Py_DECREF(stack);
}

static void
contexts(void)
{
    PyObject *module = PyImport_ImportModule("contextlib");
    const char *kinds[] = {"s", "ss", "sf", "fs", "sws", "swf", "ffs", "wfs"};
    for (size_t i = 0; i < Py_ARRAY_LENGTH(kinds); i++) {
        printf("%s\n", kinds[i]);
        leave(stack_of(module, kinds[i]), 0);
        leave(stack_of(module, kinds[i]), 1);
    }
    PyObject *stack = PyObject_CallMethod(module, "ExitStack", NULL);
    PyObject *callable = function(0, "cb");
    Py_XDECREF(
        PyObject_CallMethod(stack, "callback", "Ois", callable, 1, "x"));
    show("5", PyObject_CallMethod(stack, "enter_context", "i", 5));
    PyObject *null = PyObject_CallMethod(module, "nullcontext", "i", 3);
    show("null", PyObject_CallMethod(stack, "enter_context", "O", null));
    show("result", PyObject_GetAttrString(null, "enter_result"));
    PyObject *other = PyObject_CallMethod(stack, "pop_all", NULL);
    show("close", PyObject_CallMethod(stack, "close", NULL));
    show("close other", PyObject_CallMethod(other, "close", NULL));
    PyObject *suppress =
        PyObject_CallMethod(module, "suppress", "O", PyExc_LookupError);
    show("suppress", PyObject_CallMethod(suppress, "__exit__", "OOO",
                                         PyExc_KeyError, Py_None, Py_None));
    show("not", PyObject_CallMethod(suppress, "__exit__", "OOO",
                                    PyExc_TypeError, Py_None, Py_None));
    show("none", PyObject_CallMethod(suppress, "__exit__", "OOO", Py_None,
                                     Py_None, Py_None));
    PyObject *closing = PyObject_CallMethod(module, "closing", "i", 5);
    show("thing", PyObject_CallMethod(closing, "__enter__", NULL));
    show("exit", PyObject_CallMethod(closing, "__exit__", "OOO", Py_None,
                                     Py_None, Py_None));
    Py_DECREF(closing);
    Py_DECREF(suppress);
    Py_DECREF(other);
    Py_DECREF(null);
    Py_DECREF(callable);
    Py_DECREF(stack);
    Py_DECREF(module);
}

static void
unions(void)
{
    PyObject *number = (PyObject *)&PyLong_Type;
    PyObject *text = (PyObject *)&PyUnicode_Type;
    PyObject *list = Py_GenericAlias((PyObject *)&PyList_Type, number);
    PyObject *both = PyNumber_Or(number, text);
    PyObject *swapped = PyNumber_Or(text, number);
    PyObject *mixed = PyNumber_Or(list, number);
    show("union", Py_NewRef(both));
    show("optional", PyNumber_Or(both, Py_None));
    show("none first", PyNumber_Or(Py_None, list));
    show("same", PyNumber_Or(number, number));
    show("twice", PyNumber_Or(both, swapped));
    show("not a type", PyNumber_Or(number, Py_True));
    show("args", PyObject_GetAttrString(both, "__args__"));
    show("equal", PyObject_RichCompare(both, swapped, Py_EQ));
    show("less", PyObject_RichCompare(both, swapped, Py_LT));
    printf("hash %d\n", PyObject_Hash(both) == PyObject_Hash(swapped));
    printf("instance %d %d\n", PyObject_IsInstance(Py_True, both),
           PyObject_IsInstance(Py_None, both));
    printf("generic %d\n", PyObject_IsInstance(Py_True, mixed));
    show("error", NULL);
    printf("subclass %d\n", PyObject_IsSubclass(text, both));
    show("item", PyObject_GetItem(both, number));
    show("call", PyObject_CallNoArgs(both));
    Py_DECREF(mixed);
    Py_DECREF(swapped);
    Py_DECREF(both);
    Py_DECREF(list);
}

static void
classes(void)
{
    PyObject *module = PyImport_ImportModule("types");
    PyObject *number = (PyObject *)&PyLong_Type;
    PyObject *list = Py_GenericAlias((PyObject *)&PyList_Type, number);
    show("resolved",
         PyObject_CallMethod(module, "resolve_bases", "((OO))", number, list));
    show("class", PyObject_CallMethod(module, "new_class", "s", "X"));
    PyObject *made =
        PyObject_CallMethod(module, "new_class", "s(O)", "X", list);
    show("bases", PyObject_GetAttrString(made, "__orig_bases__"));
    show("mro", PyObject_GetAttrString(made, "__mro__"));
    show("metaclass", PyObject_CallMethod(module, "new_class", "s(){sO}", "X",
                                          "metaclass", number));
    Py_DECREF(made);
    Py_DECREF(list);
    Py_DECREF(module);
}

static void
times(void)
{
    PyObject *module = PyImport_ImportModule("time");
    PyObject *date = PyObject_CallMethod(module, "gmtime", "L", 1234567890LL);
    show("date", Py_NewRef(date));
    show("zone", PyObject_GetAttrString(date, "tm_zone"));
    show("clock", PyObject_CallMethod(module, "get_clock_info", "s", "time"));
    show("no clock", PyObject_CallMethod(module, "get_clock_info", "s", "x"));
    show("sleep", PyObject_CallMethod(module, "sleep", "d", 0.0));
    show("negative", PyObject_CallMethod(module, "sleep", "d", -1.0));
    show("nan", PyObject_CallMethod(module, "sleep", "d", Py_NAN));
    show("huge", PyObject_CallMethod(module, "sleep", "d", 1e30));
    show("text", PyObject_CallMethod(module, "sleep", "s", "x"));
    show("far", PyObject_CallMethod(module, "gmtime", "d", 1e20));
    show("short", PyObject_CallMethod(module, "mktime", "((ii))", 1, 2));
    PyObject *a = PyObject_CallMethod(module, "monotonic_ns", NULL);
    PyObject *b = PyObject_CallMethod(module, "monotonic_ns", NULL);
    printf("goes on %d\n", PyObject_RichCompareBool(a, b, Py_LE));
    Py_DECREF(a);
    Py_DECREF(b);
    Py_DECREF(date);
    Py_DECREF(module);
}

int
main(void)
{
    begin();
    contexts();
    unions();
    classes();
    times();
    return end();
}
