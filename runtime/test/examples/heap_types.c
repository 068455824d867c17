/* heap_types.c -- types of modules that belong to their module: their flags,
 * their size, what sees them, and that each instance holds one reference to
 * its type, and gives it back.
 */
#define PY_SSIZE_T_CLEAN
#include <heapbook.h>

#include "answer.h"

static void
put_type(PyTypeObject *type)
{
    static const struct {
        const char *name;
        unsigned long flag;
    } flags[] = {
        {"heap", Py_TPFLAGS_HEAPTYPE},
        {"base", Py_TPFLAGS_BASETYPE},
        {"immutable", Py_TPFLAGS_IMMUTABLETYPE},
        {"no instances", Py_TPFLAGS_DISALLOW_INSTANTIATION},
        {"collected", Py_TPFLAGS_HAVE_GC},
        {"vectorcall", Py_TPFLAGS_HAVE_VECTORCALL},
        {"method", Py_TPFLAGS_METHOD_DESCRIPTOR},
    };

    printf("%s:", type->tp_name);
    for (size_t i = 0; i < Py_ARRAY_LENGTH(flags); i++) {
        if (PyType_HasFeature(type, flags[i].flag)) {
            printf(" %s", flags[i].name);
        }
    }
    printf("; %zd bytes, dict at %zd, weak at %zd, vectorcall at %zd\n",
           type->tp_basicsize, type->tp_dictoffset, type->tp_weaklistoffset,
           type->tp_vectorcall_offset);
    put(PyObject_CallMethod((PyObject *)type, "__sizeof__", NULL));
    put(PyBool_FromLong(PyObject_GC_IsTracked((PyObject *)type)));
    put(PyObject_GetAttrString((PyObject *)type, "__module__"));
    put(PyObject_SetAttrString((PyObject *)type, "mine", Py_None) < 0
            ? NULL
            : Py_NewRef(Py_None));
}

/* The references that a few instances hold to their type, and what a class
 * derived from it looks like. */
static void
put_instances(PyTypeObject *type, PyObject *args)
{
    PyObject *instances[5], *derived;
    Py_ssize_t before = Py_REFCNT(type);

    for (int i = 0; i < 5; i++) {
        instances[i] = PyObject_Call((PyObject *)type, args, NULL);
    }
    printf("%zd references by 5", Py_REFCNT(type) - before);
    for (int i = 0; i < 5; i++) {
        Py_XDECREF(instances[i]);
    }
    printf(", %zd left\n", Py_REFCNT(type) - before);
    Py_DECREF(args);
    derived = PyObject_CallFunction((PyObject *)&PyType_Type, "s(O){}",
                                    "Derived", type);
    if (derived == NULL) {
        put(NULL);
        return;
    }
    put(PyObject_CallMethod(derived, "__sizeof__", NULL));
    put(PyBool_FromLong(PyType_HasFeature((PyTypeObject *)derived,
                                          Py_TPFLAGS_HAVE_VECTORCALL)));
    Py_DECREF(derived);
}

static PyObject *
count(PyObject *Py_UNUSED(self), PyObject *const *args, Py_ssize_t nargs)
{
    return nargs > 0 && !PyLong_Check(args[0])
               ? PyErr_Format(PyExc_TypeError, "not an int: %R", args[0])
               : PyLong_FromSsize_t(nargs);
}

static PyMethodDef count_def = {"count", (PyCFunction)(void (*)(void))count,
                                METH_FASTCALL, NULL};

/* A partial with arguments of its own, more and more, and with a keyword. */
static void
call_partials(PyObject *partial, PyObject *function)
{
    PyObject *ten = PyTuple_New(10);

    for (int i = 0; i < 10; i++) {
        PyTuple_SET_ITEM(ten, i, PyLong_FromLong(i));
    }
    for (int given = 0; given < 10; given += 3) {
        PyObject *args = PyTuple_New(given + 1);

        PyTuple_SET_ITEM(args, 0, Py_NewRef(function));
        for (int i = 0; i < given; i++) {
            PyTuple_SET_ITEM(args, i + 1, PyLong_FromLong(i));
        }
        PyObject *bound = PyObject_Call(partial, args, NULL);
        put(PyBool_FromLong(PyVectorcall_Function(bound) != NULL));
        put(PyObject_CallNoArgs(bound));
        put(PyObject_CallFunction(bound, "is", 1, "x"));
        put(PyObject_Call(bound, ten, NULL));
        PyObject *named = Py_BuildValue("{s:i}", "k", 1);
        put(PyObject_Call(bound, ten, named));
        Py_DECREF(named);
        Py_DECREF(bound);
        Py_DECREF(args);
    }
    Py_DECREF(ten);
}

/* A keyword whose text puts another value in the place of its own. */
static PyObject *mutated;

static PyObject *
mutate(PyObject *self, PyObject *Py_UNUSED(unused))
{
    PyObject *keywords = PyObject_GetAttrString(mutated, "keywords");
    PyObject *zero = PyLong_FromLong(0);

    PyDict_SetItem(keywords, self, zero);
    Py_DECREF(zero);
    Py_DECREF(keywords);
    return PyUnicode_FromString("mutating");
}

static PyMethodDef mutate_def = {"__str__", mutate, METH_NOARGS, NULL};

static PyObject *
class_of(const char *name, PyTypeObject *base)
{
    return PyObject_CallFunction((PyObject *)&PyType_Type, "s(O){}", name,
                                 base);
}

/* States with parts of derived types are taken as plain ones. */
static void
set_states(PyObject *partial, PyObject *function)
{
    PyObject *tuple_type = class_of("Tuple", &PyTuple_Type);
    PyObject *dict_type = class_of("Dict", &PyDict_Type);
    PyObject *key_type = class_of("Key", &PyBaseObject_Type);
    PyObject *method =
        PyDescr_NewMethod((PyTypeObject *)key_type, &mutate_def);

    PyObject_SetAttrString(key_type, "__str__", method);
    Py_DECREF(method);
    mutated = PyObject_CallOneArg(partial, function);
    PyObject *args = PyObject_CallFunction(tuple_type, "((ii))", 1, 2);
    PyObject *kwds = PyObject_CallNoArgs(dict_type);
    PyObject *key = PyObject_CallNoArgs(key_type);
    PyObject *value = PyList_New(1);
    PyList_SET_ITEM(value, 0, PyUnicode_FromString("the only one"));
    PyDict_SetItem(kwds, key, value);
    Py_DECREF(value);
    put(PyObject_CallMethod(mutated, "__setstate__", "((OOOO))", function,
                            args, kwds, Py_None));
    PyObject *taken = PyObject_GetAttrString(mutated, "args");
    put(Py_NewRef(Py_TYPE(taken)));
    Py_SETREF(taken, PyObject_GetAttrString(mutated, "keywords"));
    put(Py_NewRef(Py_TYPE(taken)));
    Py_DECREF(taken);
    PyObject *repr = PyObject_Repr(mutated);
    put(PyUnicode_Substring(repr, PyUnicode_GET_LENGTH(repr) - 30,
                            PyUnicode_GET_LENGTH(repr)));
    Py_DECREF(repr);
    Py_DECREF(key);
    Py_DECREF(kwds);
    Py_DECREF(args);
    Py_CLEAR(mutated);
    Py_DECREF(key_type);
    Py_DECREF(dict_type);
    Py_DECREF(tuple_type);
}

int
main(void)
{
    Py_Initialize();
    PyObject *function = PyCFunction_New(&count_def, NULL);
    PyObject *partial = import_from("functools", "partial");
    PyObject *item = import_from("operator", "itemgetter");
    PyObject *attr = import_from("operator", "attrgetter");
    PyObject *method = import_from("operator", "methodcaller");
    PyObject *cache = import_from("functools", "_lru_cache_wrapper");
    PyObject *to_key = import_from("functools", "cmp_to_key");
    PyObject *key = PyObject_CallOneArg(to_key, function);

    put_type((PyTypeObject *)partial);
    put_instances((PyTypeObject *)partial, Py_BuildValue("(Oi)", function, 1));
    put_type((PyTypeObject *)item);
    put_instances((PyTypeObject *)item, Py_BuildValue("(ii)", 1, 2));
    put_type((PyTypeObject *)attr);
    put_instances((PyTypeObject *)attr, Py_BuildValue("(s)", "a.b"));
    put_type((PyTypeObject *)method);
    put_instances((PyTypeObject *)method, Py_BuildValue("(s)", "a"));
    put_type((PyTypeObject *)cache);
    put_instances(
        (PyTypeObject *)cache,
        Py_BuildValue("(OiOO)", function, 2, Py_True, &PyTuple_Type));
    put_instances(
        (PyTypeObject *)cache,
        Py_BuildValue("(OsOO)", function, "two", Py_True, &PyTuple_Type));
    PyErr_Clear();
    put_type(Py_TYPE(key));
    call_partials(partial, function);
    set_states(partial, function);
    PyObject *names = import_from("functools", "WRAPPER_ASSIGNMENTS");
    put(names);
    Py_DECREF(key);
    Py_DECREF(to_key);
    Py_DECREF(cache);
    Py_DECREF(method);
    Py_DECREF(attr);
    Py_DECREF(item);
    Py_DECREF(partial);
    Py_DECREF(function);
    return Py_FinalizeEx();
}
