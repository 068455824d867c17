/* twin.h -- what the programs of this folder share.
 *
 * Each prints what it observes, a line at a time, and runs on CPython 3.11 as
 * well as on the model; NAME.out is what CPython printed.  Addresses are
 * written as 0x…, so that the two agree.
 */
#ifndef HB_TWIN_H
#define HB_TWIN_H

#include "twin_show.h"

/* ---- short names for what the programs do all the time ---- */

static inline PyObject *
str(const char *text)
{
    return PyUnicode_FromString(text);
}

static inline PyObject *
num(long value)
{
    return PyLong_FromLong(value);
}

static inline PyObject *
get(PyObject *op, const char *name)
{
    return PyObject_GetAttrString(op, name);
}

static inline int
set(PyObject *op, const char *name, PyObject *taken)
{
    int result = PyObject_SetAttrString(op, name, taken);
    Py_XDECREF(taken);
    return result;
}

/* A class; bases is a tuple that is taken, or NULL; dict likewise. */
static inline PyObject *
make_class(const char *name, PyObject *bases, PyObject *dict)
{
    if (bases == NULL) {
        bases = PyTuple_New(0);
    }
    if (dict == NULL) {
        dict = PyDict_New();
    }
    PyObject *cls = PyObject_CallFunction((PyObject *)&PyType_Type, "sOO",
                                          name, bases, dict);
    Py_DECREF(bases);
    Py_DECREF(dict);
    return cls;
}

static inline PyObject *
bases1(PyObject *a)
{
    return PyTuple_Pack(1, a);
}

static inline PyObject *
bases2(PyObject *a, PyObject *b)
{
    return PyTuple_Pack(2, a, b);
}

#define TYPE(type) ((PyObject *)&Py##type##_Type)

/* A dict with __slots__; slots is taken. */
static inline PyObject *
slots_dict(PyObject *slots)
{
    PyObject *dict = PyDict_New();
    PyDict_SetItemString(dict, "__slots__", slots);
    Py_DECREF(slots);
    return dict;
}

/* Adds a method to a class. */
static inline void
add_method(PyObject *cls, PyMethodDef *def)
{
    PyObject *method = PyDescr_NewMethod((PyTypeObject *)cls, def);
    if (PyObject_SetAttrString(cls, def->ml_name, method) < 0) {
        printf("%s: ", def->ml_name);
        put_error();
    }
    Py_XDECREF(method);
}

static inline PyObject *
sizeof_object(PyObject *op)
{
    PyObject *sys = PyImport_ImportModule("sys");
    PyObject *size = PyObject_CallMethod(sys, "getsizeof", "(O)", op);
    Py_DECREF(sys);
    return size;
}

int scenario(void);

int
main(void)
{
    setvbuf(stdout, NULL, _IOLBF, 0);
    Py_Initialize();
    int status = scenario();
    if (PyErr_Occurred()) {
        printf("at the end: ");
        put_error();
    }
    return Py_FinalizeEx() < 0 ? 1 : status;
}

#endif
