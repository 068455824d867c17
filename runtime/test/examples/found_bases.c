/* found_bases.c -- what CPython's tests of classes have found: bases that are
 * exchanged while they are being exchanged, __setattr__ of a type above
 * several metaclasses, methods of the class that are bound to a stranger.
 */
#define PY_SSIZE_T_CLEAN
#include <heapbook.h>

#include "answer.h"

static PyObject *
class_of(PyObject *metaclass, const char *name, PyObject *bases)
{
    PyObject *type = PyObject_CallFunction(metaclass, "sN{}", name, bases);

    if (type == NULL) {
        put(NULL);
    }
    return type;
}

static void
add_method(PyObject *type, PyMethodDef *def)
{
    PyObject *method = PyDescr_NewMethod((PyTypeObject *)type, def);

    PyObject_SetAttrString(type, def->ml_name, method);
    Py_DECREF(method);
}

static void
put_status(const char *what, int status)
{
    printf("%s: ", what);
    put(status < 0 ? NULL : Py_NewRef(Py_None));
}

/* ---- bases that change below one ---------------------------------------- */

static PyObject *C, *B1, *B2;

static enum {
    QUIET,
    EXCHANGE,     /* C.__bases__ = (B2,) while they are being set */
    AND_FAIL,     /* and then raise */
    MAKE_A_CYCLE, /* B1.__bases__ = (C,), which is about to be below B1 */
} plan;

static PyObject *
meta_mro(PyObject *self, PyObject *Py_UNUSED(unused))
{
    int step = self == C ? plan : QUIET;

    if (step != QUIET) {
        plan = QUIET;
        PyObject *below = step == MAKE_A_CYCLE ? C : B2;
        PyObject *bases = PyTuple_Pack(1, below);

        put_status("  within",
                   PyObject_SetAttrString(step == MAKE_A_CYCLE ? B1 : C,
                                          "__bases__", bases));
        Py_DECREF(bases);
    }
    if (step == AND_FAIL) {
        PyErr_SetString(PyExc_ValueError, "in mro()");
        return NULL;
    }
    return PyObject_CallMethod((PyObject *)&PyType_Type, "mro", "O", self);
}

static PyMethodDef mro_def = {"mro", meta_mro, METH_NOARGS, NULL};

static void
exchange(const char *what, int how)
{
    PyObject *meta =
        class_of((PyObject *)&PyType_Type, "M", PyTuple_Pack(1, &PyType_Type));
    PyObject *a = class_of(meta, "A", PyTuple_New(0));
    PyObject *bases;

    add_method(meta, &mro_def);
    B1 = class_of(meta, "B1", PyTuple_Pack(1, a));
    B2 = class_of(meta, "B2", PyTuple_Pack(1, a));
    C = class_of(meta, "C", PyTuple_Pack(1, a));
    plan = how;
    bases = PyTuple_Pack(1, B1);
    put_status(what, PyObject_SetAttrString(C, "__bases__", bases));
    put(PyObject_GetAttrString(C, "__bases__"));
    put(PyObject_GetAttrString(C, "__base__"));
    put(PyObject_GetAttrString(C, "__mro__"));
    put(PyObject_CallMethod(a, "__subclasses__", NULL));
    put(PyObject_CallMethod(B1, "__subclasses__", NULL));
    put(PyObject_CallMethod(B2, "__subclasses__", NULL));
    /* Updates what lies below: this would never end in a cycle. */
    put_status("set on A", PyObject_SetAttrString(a, "__len__", Py_None));
    put_status("set on B1", PyObject_SetAttrString(B1, "__hash__", Py_None));
    plan = QUIET;
    Py_DECREF(bases);
    Py_DECREF(C);
    Py_DECREF(B1);
    Py_DECREF(B2);
    Py_DECREF(a);
    Py_DECREF(meta);
    PyGC_Collect();
}

/* ---- __setattr__ ----------------------------------------------------------
 */

static PyObject *setattr_of; /* the type whose __setattr__ is called */

static PyObject *
meta_setattr(PyObject *self, PyObject *args)
{
    PyObject *key, *value;

    if (!PyArg_ParseTuple(args, "OO", &key, &value)) {
        return NULL;
    }
    return PyObject_CallMethod(setattr_of, "__setattr__", "OOO", self, key,
                               value);
}

static PyMethodDef setattr_def = {"__setattr__", meta_setattr, METH_VARARGS,
                                  NULL};

/* class A(type) with __setattr__, B(type), C(A, B), class D(metaclass=C);
 * then D.x = 3 by the __setattr__ of `above`. */
static void
several_metaclasses(PyObject *above)
{
    PyObject *type = (PyObject *)&PyType_Type;
    PyObject *a = class_of(type, "A", PyTuple_Pack(1, type));
    PyObject *b = class_of(type, "B", PyTuple_Pack(1, type));

    add_method(a, &setattr_def);
    for (int swapped = 0; swapped < 2; swapped++) {
        PyObject *c = class_of(
            type, "C", PyTuple_Pack(2, swapped ? b : a, swapped ? a : b));
        PyObject *d = class_of(c, "D", PyTuple_New(0));
        PyObject *three = PyLong_FromLong(3);

        setattr_of = above;
        put_status("D.x = 3", PyObject_SetAttrString(d, "x", three));
        put(PyObject_GetAttrString(d, "x"));
        Py_DECREF(three);
        Py_DECREF(d);
        Py_DECREF(c);
    }
    Py_DECREF(a);
    Py_DECREF(b);
}

/* ---- methods of the class -------------------------------------------------
 */

static void
bind_to(PyObject *object)
{
    PyObject *dict =
        PyObject_GetAttrString((PyObject *)&PyDict_Type, "__dict__");
    PyObject *fromkeys = PyMapping_GetItemString(dict, "fromkeys");
    PyObject *bound = PyObject_CallMethod(fromkeys, "__get__", "O", object);

    put(bound ? PyObject_CallMethod(bound, "__call__", "s", "ab") : NULL);
    Py_XDECREF(bound);
    Py_DECREF(fromkeys);
    Py_DECREF(dict);
}

static void
wrap_annotated(PyObject *wrapper)
{
    PyObject *type = class_of((PyObject *)&PyType_Type, "F", PyTuple_New(0));
    PyObject *annotations = PyDict_New();

    PyObject_SetAttrString(type, "__annotations__", annotations);
    PyObject *wrapped = PyObject_CallOneArg(wrapper, type);
    put(PyObject_GetAttrString(wrapped, "__dict__"));
    Py_DECREF(wrapped);
    Py_DECREF(annotations);
    Py_DECREF(type);
}

int
main(void)
{
    Py_Initialize();
    exchange("exchanged within", EXCHANGE);
    exchange("exchanged within, then failed", AND_FAIL);
    exchange("a cycle within", MAKE_A_CYCLE);
    several_metaclasses((PyObject *)&PyType_Type);
    several_metaclasses((PyObject *)&PyBaseObject_Type);
    PyObject *object = PyLong_FromLong(42);
    bind_to(object);
    Py_SETREF(object, PyDict_New());
    bind_to(object);
    Py_DECREF(object);
    wrap_annotated((PyObject *)&PyClassMethod_Type);
    wrap_annotated((PyObject *)&PyStaticMethod_Type);
    return Py_FinalizeEx();
}
