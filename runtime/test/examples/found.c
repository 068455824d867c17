/* found.c -- what random operations have found, each once.
 *
 * Every case gave another answer on the model than on CPython when
 * fuzz_*.c came across it.
 */
#include <Python.h>

#include "answer.h"

static void
show(const char *what, PyObject *result)
{
    printf("%s: ", what);
    put(result);
}

/* -1 is nothing but its sign and takes no byte; -2 does. */
static void
bytes_of_minus_one(void)
{
    long values[] = {-1, -2, 0, 1};
    int i;

    for (i = 0; i < 4; i++) {
        PyObject *number = PyLong_FromLong(values[i]);
        PyObject *method = PyObject_GetAttrString(number, "to_bytes");
        PyObject *args = Py_BuildValue("(is)", 0, "little");
        PyObject *kwds = Py_BuildValue("{s:i}", "signed", 1);

        show("to_bytes", PyObject_Call(method, args, kwds));
        Py_DECREF(number);
        Py_DECREF(method);
        Py_DECREF(args);
        Py_DECREF(kwds);
    }
}

/* An exact tuple hands itself to __newobj__, a subclass a plain copy. */
static void
reduce_of_tuple(void)
{
    PyObject *tuple = Py_BuildValue("([]i)", 5);
    PyObject *args = PyObject_CallMethod(tuple, "__getnewargs__", NULL);
    PyObject *type = PyObject_CallFunction((PyObject *)&PyType_Type, "s(O){}",
                                           "Kid", &PyTuple_Type);
    PyObject *kid = PyObject_CallOneArg(type, tuple);
    PyObject *kid_args = PyObject_CallMethod(kid, "__getnewargs__", NULL);

    printf("itself %d\n", PyTuple_GET_ITEM(args, 0) == tuple);
    printf("itself %d %s\n", PyTuple_GET_ITEM(kid_args, 0) == kid,
           Py_TYPE(PyTuple_GET_ITEM(kid_args, 0))->tp_name);
    Py_DECREF(kid_args);
    Py_DECREF(kid);
    Py_DECREF(type);
    Py_DECREF(args);
    Py_DECREF(tuple);
}

static PyObject *
number(PyObject *Py_UNUSED(self), PyObject *Py_UNUSED(args))
{
    return PyLong_FromLong(7);
}

/* int(text) wants the text's repr for its message, and that fails. */
static void
error_without_text(void)
{
    static PyMethodDef def = {"__repr__", number, METH_VARARGS, NULL};
    PyObject *type = PyObject_CallFunction((PyObject *)&PyType_Type, "s(O){}",
                                           "Text", &PyUnicode_Type);
    PyObject *repr = PyDescr_NewMethod((PyTypeObject *)type, &def);
    PyObject *text;

    PyObject_SetAttrString(type, "__repr__", repr);
    text = PyObject_CallFunction(type, "s", "no number");
    show("int", PyNumber_Long(text));
    Py_DECREF(text);
    Py_DECREF(repr);
    Py_DECREF(type);
}

static PyObject *
no_iterator(PyObject *Py_UNUSED(self), PyObject *Py_UNUSED(args))
{
    return PyLong_FromLong(7);
}

/* A list of a class with an __iter__ of its own, extended by itself. */
static void
list_by_itself(void)
{
    static PyMethodDef def = {"__iter__", no_iterator, METH_VARARGS, NULL};
    PyObject *type = PyObject_CallFunction((PyObject *)&PyType_Type, "s(O){}",
                                           "Kid", &PyList_Type);
    PyObject *iter = PyDescr_NewMethod((PyTypeObject *)type, &def);
    PyObject *list = PyObject_CallNoArgs(type);

    PyObject_SetAttrString(type, "__iter__", iter);
    show("+=", PySequence_InPlaceConcat(list, list));
    Py_DECREF(list);
    Py_DECREF(iter);
    Py_DECREF(type);
}

/* A union with itself copies the keys into a smaller table, once. */
static void
union_with_itself(void)
{
    PyObject *set = PySet_New(NULL), *result;
    long i;

    for (i = 0; i < 60; i++) {
        PyObject *key = PyLong_FromLong(i * 7);

        PySet_Add(set, key);
        if (i % 12 != 0) {
            PySet_Discard(set, key);
        }
        Py_DECREF(key);
    }
    result = PyObject_CallMethod(set, "union", "O", set);
    printf("mask %zd -> %zd\n", ((PySetObject *)set)->mask,
           ((PySetObject *)result)->mask);
    show("union", result);
    Py_DECREF(set);
}

/* A width of -1 that is an argument is 1, to the left. */
static void
width_of_minus_one(void)
{
    PyObject *format = PyUnicode_FromString("[%*.0s] [%0*d] [%*s]");
    PyObject *args = Py_BuildValue("(isiiis)", -1, "", -1, 0, -1, "a");

    show("percent", PyUnicode_Format(format, args));
    Py_DECREF(format);
    Py_DECREF(args);
}

int
main(void)
{
    Py_Initialize();
    width_of_minus_one();
    error_without_text();
    bytes_of_minus_one();
    reduce_of_tuple();
    list_by_itself();
    union_with_itself();
    return Py_FinalizeEx() < 0;
}
