/* fuzz_methods_classes.h -- classes of fuzz_methods.c, made by chance.
 *
 * A class derives from a builtin type and overrides some special methods.
 * Each override says that it was called, and does one thing: returns what is
 * right or wrong for it, raises, asks its base, or changes the object that
 * the step is about.
 */
#ifndef HB_FUZZ_METHODS_CLASSES_H
#define HB_FUZZ_METHODS_CLASSES_H

#include "fuzz_methods_values.h"

#define CLASSES    60
#define MOST_CALLS 40 /* of overrides, in a step: then they raise */

static PyObject *classes[CLASSES];
static PyObject *receiver; /* of the step; borrowed, NULL between steps */
static int calls;
static int over; /* nothing is said while the runtime ends */

enum behaviour {
    SELF,
    LAST_ARGUMENT,
    SMALL,
    TEXT,
    OCTETS,
    NONE,
    TRUE,
    NOT_IMPLEMENTED,
    LIST,
    ITERATOR,
    HALF,
    RAISE,
    BASE,
    BASE_TOO,
    CHANGE,
    COLLECT,
    BEHAVIOURS
};

/* Ends, in the way that fits, what would go on for ever. */
static PyObject *
raise_end(const char *name)
{
    PyErr_SetString(strcmp(name, "__getitem__") == 0 ? PyExc_IndexError
                    : strcmp(name, "__next__") == 0  ? PyExc_StopIteration
                                                     : PyExc_ValueError,
                    "enough");
    return NULL;
}

static PyObject *
raise_any(void)
{
    PyObject *const all[] = {
        PyExc_ValueError,        PyExc_TypeError,     PyExc_AttributeError,
        PyExc_IndexError,        PyExc_KeyError,      PyExc_StopIteration,
        PyExc_ZeroDivisionError, PyExc_OverflowError, PyExc_BufferError};

    PyErr_SetString(all[chance(Py_ARRAY_LENGTH(all))], "own");
    return NULL;
}

/* base.name(self, ...): `args` begin with self. */
static PyObject *
ask_base(PyObject *base, const char *name, PyObject *args)
{
    PyObject *method = PyObject_GetAttrString(base, name), *result;

    result = method != NULL ? PyObject_Call(method, args, NULL) : NULL;
    Py_XDECREF(method);
    return result;
}

/* Shortens or lengthens what the step is about, while it is being used. */
static PyObject *
change_receiver(void)
{
    static const char *const names[] = {"clear",  "pop",     "popitem",
                                        "append", "release", "popleft"};
    const char *name = names[chance(Py_ARRAY_LENGTH(names))];
    PyObject *result = NULL;

    if (receiver != NULL) {
        result = strcmp(name, "append") == 0
                     ? PyObject_CallMethod(receiver, name, "i", 1)
                     : PyObject_CallMethod(receiver, name, NULL);
    }
    PyErr_Clear();
    Py_XDECREF(result);
    return make_number();
}

static PyObject *
behave(enum behaviour how, PyObject *base, const char *name, PyObject *args)
{
    Py_ssize_t len = PyTuple_GET_SIZE(args);

    switch (how) {
    case SELF:
    case LAST_ARGUMENT:
        return Py_NewRef(
            len == 0 ? Py_None
                     : PyTuple_GET_ITEM(args, how == SELF ? 0 : len - 1));
    case SMALL:
        return make_number();
    case TEXT:
        return PyUnicode_FromString("text");
    case OCTETS:
        return PyBytes_FromString("octets");
    case NONE:
        Py_RETURN_NONE;
    case TRUE:
        Py_RETURN_TRUE;
    case NOT_IMPLEMENTED:
        Py_RETURN_NOTIMPLEMENTED;
    case LIST:
        return Py_BuildValue("[iis]", 1, 2, "a");
    case ITERATOR:
        return evaluate_at("iter([1, 2, 3])");
    case HALF:
        return PyFloat_FromDouble(0.5);
    case RAISE:
        return raise_any();
    case CHANGE:
        return change_receiver();
    case COLLECT:
        PyGC_Collect();
        /* fallthrough */
    default:
        return ask_base(base, name, args);
    }
}

/* self is (name, behaviour, base). */
static PyObject *
override(PyObject *self, PyObject *args, PyObject *Py_UNUSED(keywords))
{
    const char *name = PyUnicode_AsUTF8(PyTuple_GET_ITEM(self, 0));
    enum behaviour how = PyLong_AsLong(PyTuple_GET_ITEM(self, 1));

    if (over) {
        Py_RETURN_NONE;
    }
    printf("<%s>", name);
    if (++calls > MOST_CALLS) {
        return raise_end(name);
    }
    if (strcmp(name, "__hash__") == 0 && how <= LAST_ARGUMENT) {
        how = SMALL; /* CPython leaks a hash that is no number */
    }
    return behave(how, PyTuple_GET_ITEM(self, 2), name, args);
}

static PyMethodDef override_def = {"override",
                                   (PyCFunction)(void (*)(void)) override,
                                   METH_VARARGS | METH_KEYWORDS, NULL};

/* Every instance has a hash that is no address. */
static PyObject *
own_hash(PyObject *Py_UNUSED(self), PyObject *Py_UNUSED(args))
{
    printf("<__hash__>");
    return PyLong_FromLong(7);
}

static PyMethodDef hash_def = {"__hash__", own_hash, METH_NOARGS, NULL};

static const char *const overrides[] = {
    "__repr__",
    "__str__",
    "__bytes__",
    "__format__",
    "__lt__",
    "__le__",
    "__eq__",
    "__ne__",
    "__gt__",
    "__ge__",
    "__bool__",
    "__len__",
    "__length_hint__",
    "__getitem__",
    "__setitem__",
    "__delitem__",
    "__missing__",
    "__iter__",
    "__next__",
    "__reversed__",
    "__contains__",
    "__add__",
    "__radd__",
    "__iadd__",
    "__sub__",
    "__rsub__",
    "__mul__",
    "__rmul__",
    "__imul__",
    "__matmul__",
    "__truediv__",
    "__floordiv__",
    "__rfloordiv__",
    "__mod__",
    "__rmod__",
    "__divmod__",
    "__rdivmod__",
    "__pow__",
    "__rpow__",
    "__lshift__",
    "__and__",
    "__rand__",
    "__iand__",
    "__or__",
    "__ror__",
    "__ior__",
    "__xor__",
    "__rxor__",
    "__neg__",
    "__pos__",
    "__abs__",
    "__invert__",
    "__int__",
    "__float__",
    "__complex__",
    "__index__",
    "__round__",
    "__trunc__",
    "__floor__",
    "__ceil__",
    "__call__",
    "__getattr__",
    "__setattr__",
    "__delattr__",
    "__get__",
    "__set__",
    "__delete__",
    "__enter__",
    "__exit__",
    "__copy__",
    "__deepcopy__",
    "__reduce__",
    "__reduce_ex__",
    "__getstate__",
    "__setstate__",
    "__sizeof__",
    "__instancecheck__",
    "__subclasscheck__",
    "__dir__",
    "__init__",
    "__getnewargs__",
    "__class_getitem__",
    "__mro_entries__",
    "__fspath__",
    "__del__",
    "__set_name__",
    "__getattribute__",
    "keys",
    "__hash__",
    "__prepare__",
    "fileno",
    "append",
};

static void
add_override(PyObject *class, PyObject *base, const char *name,
             enum behaviour how)
{
    PyObject *self = Py_BuildValue("(siO)", name, (int)how, base);
    PyObject *function = PyCFunction_New(&override_def, self);
    PyObject *method = PyInstanceMethod_New(function);

    PyObject_SetAttrString(class, name, method);
    Py_DECREF(method);
    Py_DECREF(function);
    Py_DECREF(self);
}

static const char *const bases[] = {"object",
                                    "object",
                                    "object",
                                    "object",
                                    "list",
                                    "dict",
                                    "set",
                                    "frozenset",
                                    "tuple",
                                    "str",
                                    "bytes",
                                    "bytearray",
                                    "int",
                                    "float",
                                    "complex",
                                    "collections.deque",
                                    "collections.OrderedDict",
                                    "collections.defaultdict",
                                    "array.array",
                                    "ValueError",
                                    "KeyError",
                                    "OSError",
                                    "property",
                                    "types.SimpleNamespace",
                                    "functools.partial",
                                    "type",
                                    "itertools.chain",
                                    "enumerate",
                                    "struct.Struct",
                                    "weakref.ref"};

static PyObject *
make_class(int number)
{
    const char *base_text = bases[chance(Py_ARRAY_LENGTH(bases))];
    PyObject *base = evaluate_at(base_text), *class, *hash;
    char name[20];
    unsigned n = 1 + chance(chance(2) ? 4 : 20);

    snprintf(name, sizeof(name), "C%d", number);
    class = chance(4)
                ? PyObject_CallFunction((PyObject *)&PyType_Type, "s(O){}",
                                        name, base)
                : PyObject_CallFunction((PyObject *)&PyType_Type, "s(O){s[]}",
                                        name, base, "__slots__");
    if (((PyTypeObject *)base)->tp_hash == PyBaseObject_Type.tp_hash) {
        hash = PyDescr_NewMethod((PyTypeObject *)class, &hash_def);
        PyObject_SetAttrString(class, "__hash__", hash);
        Py_DECREF(hash);
    }
    while (n-- > 0) {
        add_override(class, base,
                     overrides[chance(Py_ARRAY_LENGTH(overrides))],
                     chance(BEHAVIOURS));
    }
    Py_DECREF(base);
    return class;
}

/* An instance, made with what its base may want. */
static PyObject *
make_instance(void)
{
    static const char *const arguments[] = {
        "()",         "()",      "(%,)",
        "([#, #],)",  "('ab',)", "({%: 1, 'a': #},)",
        "('i', [1])", "(?,)",    "(?, ?)"};
    PyObject *class = classes[chance(CLASSES)], *args, *result;

    args = evaluate_at(depth < DEEPEST
                           ? arguments[chance(Py_ARRAY_LENGTH(arguments))]
                           : "()");
    result = args != NULL ? PyObject_Call(class, args, NULL) : NULL;
    Py_XDECREF(args);
    if (result == NULL) {
        PyErr_Clear();
        result = PyObject_CallNoArgs(class);
    }
    return result;
}

static void
make_classes(void)
{
    int i;

    for (i = 0; i < CLASSES; i++) {
        classes[i] = make_class(i);
    }
}

#endif
