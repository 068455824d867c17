/* fuzz_calls_values.h -- what fuzz_calls.c calls the C API with.
 *
 * Each value is made anew for each call, so that a call may change it.
 */
#ifndef HB_FUZZ_CALLS_VALUES_H
#define HB_FUZZ_CALLS_VALUES_H

#include "heapbook.h"

#include "fuzz_common.h"

/* ---- methods of the classes ---- */

static PyObject *
raises(PyObject *Py_UNUSED(self), PyObject *Py_UNUSED(args))
{
    PyErr_SetString(PyExc_ValueError, "bad");
    return NULL;
}

static PyObject *
gives_two(PyObject *Py_UNUSED(self), PyObject *Py_UNUSED(args))
{
    return PyLong_FromLong(2);
}

static PyObject *
gives_text(PyObject *Py_UNUSED(self), PyObject *Py_UNUSED(args))
{
    return PyUnicode_FromString("text");
}

static PyObject *
gives_args(PyObject *Py_UNUSED(self), PyObject *args)
{
    return Py_NewRef(args);
}

static PyObject *
gives_up(PyObject *Py_UNUSED(self), PyObject *Py_UNUSED(args))
{
    Py_RETURN_NOTIMPLEMENTED;
}

static PyObject *
gives_items(PyObject *Py_UNUSED(self), PyObject *Py_UNUSED(args))
{
    return Py_BuildValue("[si]", "a", 1);
}

/* Ends as a sequence of three does. */
static PyObject *
gives_item(PyObject *Py_UNUSED(self), PyObject *args)
{
    PyObject *key = PyTuple_GetItem(args, 0);
    if (key == NULL) {
        return NULL;
    }
    if (PyLong_Check(key) && !(PyLong_AsSize_t(key) < 3)) {
        PyErr_SetString(PyExc_IndexError, "no more");
        return NULL;
    }
    return Py_NewRef(key);
}

static PyObject *
gives_minus_one(PyObject *Py_UNUSED(self), PyObject *Py_UNUSED(args))
{
    return PyLong_FromLong(-1);
}

#define METHOD(name, function)                                                \
    {                                                                         \
#name, function, METH_VARARGS, NULL                                   \
    }

static PyMethodDef raising[] = {
    METHOD(__index__, raises),
    METHOD(__float__, raises),
    METHOD(__iter__, raises),
    METHOD(__len__, raises),
    METHOD(__getitem__, raises),
    METHOD(__setitem__, raises),
    METHOD(__hash__, raises),
    METHOD(__eq__, raises),
    METHOD(__bool__, raises),
    METHOD(__add__, raises),
    METHOD(__contains__, raises),
    METHOD(__call__, raises),
    METHOD(__str__, raises),
    METHOD(__format__, raises),
    METHOD(__lt__, raises),
    METHOD(__bytes__, raises),
    METHOD(__neg__, raises),
    METHOD(__dir__, raises),
    METHOD(__instancecheck__, raises),
    {NULL, NULL, 0, NULL},
};
static PyMethodDef wrong[] = {
    METHOD(__index__, gives_text),       METHOD(__float__, gives_text),
    METHOD(__iter__, gives_two),         METHOD(__len__, gives_minus_one),
    METHOD(__hash__, gives_text),        METHOD(__bool__, gives_two),
    METHOD(__str__, gives_two),          METHOD(__format__, gives_two),
    METHOD(__bytes__, gives_text),       METHOD(__dir__, gives_two),
    METHOD(__neg__, gives_up),           METHOD(__complex__, gives_text),
    METHOD(__length_hint__, gives_text), {NULL, NULL, 0, NULL},
};
static PyMethodDef numeric[] = {
    METHOD(__add__, gives_text), METHOD(__radd__, gives_two),
    METHOD(__sub__, gives_up),   METHOD(__mul__, gives_args),
    METHOD(__int__, gives_two),  METHOD(__index__, gives_two),
    METHOD(__pow__, gives_args), METHOD(__or__, gives_args),
    METHOD(__lt__, gives_text),  METHOD(__abs__, gives_two),
    {NULL, NULL, 0, NULL},
};
static PyMethodDef sequence[] = {
    METHOD(__len__, gives_two),     METHOD(__getitem__, gives_item),
    METHOD(__setitem__, gives_two), METHOD(__contains__, gives_two),
    METHOD(keys, gives_items),      METHOD(values, gives_items),
    METHOD(items, gives_items),     METHOD(__call__, gives_args),
    {NULL, NULL, 0, NULL},
};

/* ---- values ---- */

/* An instance of a class that is made once. */
static inline PyObject *
instance(PyObject **class, const char *name, PyMethodDef *methods)
{
    if (*class == NULL) {
        *class = Py_NewRef(hb_class(name, NULL, NULL, methods));
    }
    return PyObject_CallNoArgs(*class);
}

static inline PyObject *
display(const char *text)
{
    PyObject *pooled = hb_lit(text), *value = Py_NewRef(pooled);
    hb_del(pooled);
    return value;
}

/* module.name(*args): "collections", "deque", "([1, 2],)" */
static inline PyObject *
made_by(const char *module, const char *name, const char *args)
{
    PyObject *callable = hb_import(module, name), *value = display(args);
    Py_SETREF(value, PyObject_Call(callable, value, NULL));
    hb_del(callable);
    return value;
}

static const char *const displays[] = {
    "None",
    "True",
    "0",
    "-1",
    "3",
    "300",
    "4611686018427387904",
    "-10000000000000000000000000",
    "2.5",
    "-0.0",
    "1e308",
    "''",
    "'a'",
    "'append'",
    "'h\xc3\xa9 \xe2\x82\xac'",
    "'%s \xf0\x9f\x98\x80 x'",
    "' 12 '",
    "b''",
    "b'ab\\x00c'",
    "b'12'",
    "()",
    "(1, 'a')",
    "[]",
    "[3, 1, 2]",
    "['a', 1]",
    "[('k', 1), ('l', 2)]",
    "{}",
    "{'a': 1, 'append': 2, 3: 't'}",
    "{1, 3}",
};

static const struct maker {
    const char *module;
    const char *name;
    const char *args;
} makers[] = {
    {"builtins", "bytearray", "(b'abc',)"},
    {"builtins", "frozenset", "([1, 'a'],)"},
    {"builtins", "range", "(0, 10, 3)"},
    {"builtins", "slice", "(1, 2)"},
    {"builtins", "memoryview", "(b'hello',)"},
    {"builtins", "complex", "(1, -2)"},
    {"builtins", "iter", "([1, 2],)"},
    {"builtins", "enumerate", "([1, 2],)"},
    {"builtins", "ValueError", "('boom', 1)"},
    {"builtins", "OSError", "(2, 'text', 'file')"},
    {"builtins", "StopIteration", "(5,)"},
    {"builtins", "UnicodeDecodeError", "('utf-8', b'ab\\xff', 2, 3, 'why')"},
    {"builtins", "UnicodeEncodeError", "('ascii', 'ab', 1, 2, 'why')"},
    {"builtins", "type", "(1,)"},
    {"builtins", "type", "('C', (), {})"},
    {"builtins", "staticmethod", "(3,)"},
    {"types", "SimpleNamespace", "()"},
    {"types", "ModuleType", "('m',)"},
    {"types", "MappingProxyType", "({'a': 1},)"},
    {"collections", "deque", "([1, 2, 3],)"},
    {"collections", "OrderedDict", "([('k', 1)],)"},
    {"collections", "Counter", "('aab',)"},
    {"array", "array", "('i', [1, 2])"},
    {"itertools", "repeat", "('x', 3)"},
};

/* Objects that live as long as the program. */
static inline PyObject *
permanent(unsigned i)
{
    PyObject *const all[] = {
        (PyObject *)&PyLong_Type,
        (PyObject *)&PyList_Type,
        (PyObject *)&PyType_Type,
        PyExc_ValueError,
        PyExc_UserWarning,
        Py_NotImplemented,
        Py_Ellipsis,
    };
    return Py_NewRef(all[i % Py_ARRAY_LENGTH(all)]);
}

static inline PyObject *
made_here(unsigned i)
{
    static PyObject *classes[4];
    PyObject *part = PyLong_FromLong(9), *value = NULL;
    switch (i) {
    case 0:
        value = instance(&classes[0], "Raising", raising);
        break;
    case 1:
        value = instance(&classes[1], "Wrong", wrong);
        break;
    case 2:
        value = instance(&classes[2], "Numeric", numeric);
        break;
    case 3:
        value = instance(&classes[3], "Sequence", sequence);
        break;
    case 4:
        value = PyCell_New(part);
        break;
    case 5:
        value = PyObject_GetAttrString((PyObject *)&PyList_Type, "append");
        break;
    case 6:
        value = PyObject_GetAttrString(part, "bit_length");
        break;
    case 7:
        value = Py_GenericAlias((PyObject *)&PyList_Type,
                                (PyObject *)&PyLong_Type);
        break;
    default:
        value = PyCapsule_New((void *)displays, "tests.capsule", NULL);
        break;
    }
    Py_DECREF(part);
    return value;
}

static inline PyObject *
make_value(void)
{
    const struct maker *maker = &makers[chance(Py_ARRAY_LENGTH(makers))];
    switch (chance(8)) {
    case 0:
        return permanent(chance(7));
    case 1:
    case 2:
        return made_by(maker->module, maker->name, maker->args);
    case 3:
        return made_here(chance(9));
    default:
        return display(displays[chance(Py_ARRAY_LENGTH(displays))]);
    }
}

#endif
