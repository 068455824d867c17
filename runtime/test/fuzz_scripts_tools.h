/* fuzz_scripts_tools.h -- what the scripts of fuzz_scripts.c may call.
 *
 *     $a ... $f         the variables of a script
 *     my.fails(...)     functions that print, raise, or change $a
 *     my.method('one')  a function that binds as one of Python's does
 *     my.node()         an object that tells of its end
 */
#ifndef HB_FUZZ_SCRIPTS_TOOLS_H
#define HB_FUZZ_SCRIPTS_TOOLS_H

#include "fuzz_methods_show.h"

static int nodes; /* made in this script */

/* The last argument, or None. */
static PyObject *
last_of(PyObject *args)
{
    Py_ssize_t n = PyTuple_GET_SIZE(args);

    return Py_NewRef(n > 0 ? PyTuple_GET_ITEM(args, n - 1) : Py_None);
}

/* No script goes on for ever. */
static int
is_enough(void)
{
    if (++calls > MOST_CALLS) {
        PyErr_SetString(PyExc_RuntimeError, "enough");
        return 1;
    }
    return 0;
}

/* ---- functions ---------------------------------------------------------- */

static PyObject *
tool_says(PyObject *Py_UNUSED(self), PyObject *args, PyObject *keywords)
{
    printf("<%zd %zd>", PyTuple_GET_SIZE(args),
           keywords != NULL ? PyDict_GET_SIZE(keywords) : 0);
    return is_enough() ? NULL : last_of(args);
}

static PyObject *
tool_fails(PyObject *Py_UNUSED(self), PyObject *Py_UNUSED(args))
{
    return raise_any();
}

/* Fails now and then. */
static PyObject *
tool_may_fail(PyObject *Py_UNUSED(self), PyObject *args)
{
    return chance(4) ? last_of(args) : raise_any();
}

static PyObject *
tool_stops(PyObject *Py_UNUSED(self), PyObject *args)
{
    if (chance(3) == 0) {
        PyErr_SetNone(PyExc_StopIteration);
        return NULL;
    }
    return is_enough() ? NULL : last_of(args);
}

static PyObject *
tool_changes(PyObject *Py_UNUSED(self), PyObject *args)
{
    receiver = variables[0];
    Py_XINCREF(receiver);
    if (receiver != NULL && chance(3) == 0) {
        Py_DECREF(change_receiver());
    }
    Py_CLEAR(receiver);
    return is_enough() ? NULL : last_of(args);
}

/* Forgets $a, while it is perhaps in use. */
static PyObject *
tool_forgets(PyObject *Py_UNUSED(self), PyObject *args)
{
    if (chance(3) == 0) {
        Py_XSETREF(variables[0], Py_NewRef(Py_None));
    }
    return last_of(args);
}

static PyObject *
tool_compares(PyObject *Py_UNUSED(self), PyObject *args)
{
    PyObject *a, *b;
    int less, more;

    if (!PyArg_ParseTuple(args, "OO", &a, &b)) {
        return NULL;
    }
    less = PyObject_RichCompareBool(a, b, Py_LT);
    more = less < 0 ? -1 : PyObject_RichCompareBool(b, a, Py_LT);
    return more < 0 ? NULL : PyLong_FromLong(more - less);
}

static PyObject *
tool_is_odd(PyObject *Py_UNUSED(self), PyObject *args)
{
    PyObject *value = last_of(args), *two = PyLong_FromLong(2), *rest;

    rest = PyNumber_Remainder(value, two);
    Py_DECREF(value);
    Py_DECREF(two);
    return rest;
}

/* ---- methods ------------------------------------------------------------ */

static PyObject *
give(char how, PyObject *args)
{
    Py_ssize_t n = PyTuple_GET_SIZE(args);

    switch (how) {
    case 'o':
        return PyLong_FromLong(1);
    case 'm':
        return PyLong_FromLong(-1);
    case 't':
        return PyUnicode_FromString("text");
    case 'b':
        return PyBytes_FromString("octets");
    case 'n':
        Py_RETURN_NONE;
    case 'i':
        Py_RETURN_NOTIMPLEMENTED;
    case 'a':
        return Py_NewRef(args);
    case 'l':
        return Py_BuildValue("[ii]", 2, 1);
    case 's':
        return Py_NewRef(n > 0 ? PyTuple_GET_ITEM(args, 0) : Py_None);
    case 'f':
        return raise_any();
    case 'k': /* comes back to life */
        Py_XSETREF(variables[5], n > 0 ? Py_NewRef(PyTuple_GET_ITEM(args, 0))
                                       : Py_NewRef(Py_None));
        Py_RETURN_NONE;
    case 'c':
        return tool_changes(NULL, args);
    default:
        return last_of(args);
    }
}

/* self is the first letter of what it does, and what it is called. */
static PyObject *
method_call(PyObject *self, PyObject *args, PyObject *keywords)
{
    if (over) {
        Py_RETURN_NONE;
    }
    printf("<%s %zd %zd>", PyUnicode_AsUTF8(self), PyTuple_GET_SIZE(args),
           keywords != NULL ? PyDict_GET_SIZE(keywords) : 0);
    return is_enough() ? NULL : give(*PyUnicode_AsUTF8(self), args);
}

static PyMethodDef method_def = {"method",
                                 (PyCFunction)(void (*)(void))method_call,
                                 METH_VARARGS | METH_KEYWORDS, NULL};

static PyObject *
tool_method(PyObject *Py_UNUSED(self), PyObject *name)
{
    PyObject *function, *method;

    if (!PyUnicode_Check(name)) {
        return PyErr_Format(PyExc_TypeError, "no name");
    }
    function = PyCFunction_New(&method_def, name);
    method = PyInstanceMethod_New(function);
    Py_DECREF(function);
    return method;
}

/* ---- nodes -------------------------------------------------------------- */

static PyObject *
node_repr(PyObject *self, PyObject *Py_UNUSED(ignored))
{
    PyObject *number = PyObject_GetAttrString(self, "number"), *text;

    if (number == NULL) {
        PyErr_Clear();
        return PyUnicode_FromString("node");
    }
    text = PyUnicode_FromFormat("node %S", number);
    Py_DECREF(number);
    return text;
}

static PyObject *
node_del(PyObject *self, PyObject *Py_UNUSED(ignored))
{
    PyObject *text = over ? NULL : node_repr(self, NULL);

    if (text != NULL) {
        printf("<%s ends>", PyUnicode_AsUTF8(text));
        Py_DECREF(text);
    }
    Py_RETURN_NONE;
}

static PyObject *
node_hash(PyObject *self, PyObject *Py_UNUSED(ignored))
{
    PyObject *number = PyObject_GetAttrString(self, "number");

    PyErr_Clear();
    return number != NULL ? number : PyLong_FromLong(-5);
}

static PyMethodDef node_methods[] = {
    {"__repr__", node_repr, METH_NOARGS, NULL},
    {"__del__", node_del, METH_NOARGS, NULL},
    {"__hash__", node_hash, METH_NOARGS, NULL},
    {NULL, NULL, 0, NULL}};

static PyObject *
tool_node(PyObject *self, PyObject *Py_UNUSED(ignored))
{
    PyObject *class = PyObject_GetAttrString(self, "Node");
    PyObject *node = PyObject_CallNoArgs(class);
    PyObject *number = PyLong_FromLong(++nodes);

    PyObject_SetAttrString(node, "number", number);
    Py_DECREF(number);
    Py_DECREF(class);
    return node;
}

/* ---- the module --------------------------------------------------------- */

static PyMethodDef tools[] = {{"says", (PyCFunction)(void (*)(void))tool_says,
                               METH_VARARGS | METH_KEYWORDS, NULL},
                              {"fails", tool_fails, METH_VARARGS, NULL},
                              {"may_fail", tool_may_fail, METH_VARARGS, NULL},
                              {"stops", tool_stops, METH_VARARGS, NULL},
                              {"changes", tool_changes, METH_VARARGS, NULL},
                              {"forgets", tool_forgets, METH_VARARGS, NULL},
                              {"compares", tool_compares, METH_VARARGS, NULL},
                              {"is_odd", tool_is_odd, METH_VARARGS, NULL},
                              {"method", tool_method, METH_O, NULL},
                              {"node", tool_node, METH_NOARGS, NULL},
                              {NULL, NULL, 0, NULL}};

static void
make_tools(void)
{
    PyObject *module = PyImport_AddModule("my"), *class, *method;
    PyMethodDef *def;

    PyModule_AddFunctions(module, tools);
    class = PyObject_CallFunction((PyObject *)&PyType_Type, "s(){}", "Node");
    for (def = node_methods; def->ml_name != NULL; def++) {
        method = PyDescr_NewMethod((PyTypeObject *)class, def);
        PyObject_SetAttrString(class, def->ml_name, method);
        Py_DECREF(method);
    }
    PyModule_AddObject(module, "Node", class);
}

#endif
