/* habits.c -- functions with other parameters than they are called with, as
 * extension modules have them: types.mjs and checking.mjs run it. */
#include "Python.h"

#include <stdio.h>

typedef struct {
    PyObject_HEAD
    long number;
} Thing;

static PyObject *
without(PyObject *self)
{
    return PyLong_FromLong(((Thing *)self)->number);
}

static PyObject *
alone(void)
{
    return PyLong_FromLong(2);
}

static PyObject *
with_three(PyObject *self, PyObject *one, PyObject *nothing)
{
    (void)self;
    (void)nothing;
    return Py_NewRef(one);
}

static PyObject *
get_number(Thing *self)
{
    return PyLong_FromLong(self->number);
}

static int
set_number(Thing *self, PyObject *value)
{
    self->number = PyLong_AsLong(value);
    return 0;
}

static int
give_back(PyObject *self)
{
    printf("deallocated\n");
    Py_TYPE(self)->tp_free(self);
    return 1;
}

static long
hash_of(void)
{
    return 7;
}

#define CAST(type, function) ((type)(void (*)(void))(function))

static PyMethodDef methods[] = {
    {"without", CAST(PyCFunction, without), METH_NOARGS, NULL},
    {"alone", CAST(PyCFunction, alone), METH_NOARGS, NULL},
    {"three", CAST(PyCFunction, with_three), METH_O, NULL},
    {NULL, NULL, 0, NULL},
};

static PyGetSetDef getters[] = {
    {"number", CAST(getter, get_number), CAST(setter, set_number), NULL, NULL},
    {NULL, NULL, NULL, NULL, NULL},
};

static PyTypeObject thing = {
    PyVarObject_HEAD_INIT(NULL, 0).tp_name = "habits.Thing",
    .tp_basicsize = sizeof(Thing),
    .tp_flags = Py_TPFLAGS_DEFAULT,
    .tp_new = PyType_GenericNew,
    .tp_dealloc = CAST(destructor, give_back),
    .tp_hash = CAST(hashfunc, hash_of),
    .tp_methods = methods,
    .tp_getset = getters,
};

static void
show(const char *name, PyObject *result)
{
    printf("%s %ld\n", name, result ? PyLong_AsLong(result) : -1);
    Py_XDECREF(result);
}

int
main(void)
{
    PyObject *self;
    PyObject *four = PyLong_FromLong(4);
    int i;

    Py_Initialize();
    PyType_Ready(&thing);
    self = PyObject_CallNoArgs((PyObject *)&thing);
    printf("set %d\n", PyObject_SetAttrString(self, "number", four));
    show("get", PyObject_GetAttrString(self, "number"));
    for (i = 0; i < 2; i++) {
        show("without", PyObject_CallMethod(self, "without", NULL));
    }
    show("alone", PyObject_CallMethod(self, "alone", NULL));
    show("three", PyObject_CallMethod(self, "three", "i", 3));
    printf("hash %ld\n", (long)PyObject_Hash(self));
    Py_DECREF(self);
    Py_DECREF(four);
    return 0;
}
