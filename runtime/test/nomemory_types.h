/* nomemory_types.h -- what nomemory_types_test.c makes and calls. */
#ifndef HB_NOMEMORY_TYPES_H
#define HB_NOMEMORY_TYPES_H

#include <heapbook.h>

/* A callable, and the display of its arguments. */
static const struct maker {
    const char *module, *name, *args;
} makers[] = {
    {"builtins", "object", "()"},
    {"builtins", "int", "(123456789012345678901234567890,)"},
    {"builtins", "bool", "(1,)"},
    {"builtins", "float", "(2.5,)"},
    {"builtins", "complex", "(1.5, -2.5)"},
    {"builtins", "str", "('a long text, with words and 12',)"},
    {"builtins", "str", "('caf\xc3\xa9 \xe2\x82\xac Strasse',)"},
    {"builtins", "bytes", "(b'bytes with words and 12 more',)"},
    {"builtins", "bytearray", "(b'bytes with words and 12 more',)"},
    {"builtins", "list", "([30, 10, 20, [5]],)"},
    {"builtins", "tuple", "([30, 10, 'x', (5, 2.5)],)"},
    {"builtins", "dict", "({'a': 1, 'b': [2], 3: 'c', 5: {}},)"},
    {"builtins", "set", "([1000, 2000, 'x', 3000, 4000, 'y'],)"},
    {"builtins", "frozenset", "([1000, 2000, 'x', 3000, 4000, 'y'],)"},
    {"builtins", "range", "(3, 1000, 7)"},
    {"builtins", "slice", "(1000, 2000, 3)"},
    {"builtins", "memoryview", "(b'0123456789abcdef',)"},
    {"builtins", "enumerate", "(['a', 'b'], 1000)"},
    {"builtins", "reversed", "([1, 2, 3],)"},
    {"builtins", "zip", "([1, 2], ['a', 'b'])"},
    {"builtins", "property", "(None, None, None, 'text')"},
    {"builtins", "classmethod", "(1,)"},
    {"builtins", "staticmethod", "(1,)"},
    {"builtins", "type", "('T', (), {'a': 1, '__slots__': ('x', 'y')})"},
    {"builtins", "type", "('P', (), {'a': 1})"},
    {"builtins", "Exception", "('text', 5)"},
    {"builtins", "OSError", "(2, 'text', 'name')"},
    {"builtins", "KeyError", "('key',)"},
    {"builtins", "StopIteration", "(1000,)"},
    {"builtins", "ImportError", "('text',)"},
    {"builtins", "SyntaxError", "('text',)"},
    {"builtins", "UnicodeDecodeError", "('utf-8', b'a', 0, 1, 'why')"},
    {"builtins", "UnicodeEncodeError", "('utf-8', 'a', 0, 1, 'why')"},
    {"builtins", "iter", "([1, 2, 3],)"},
    {"builtins", "iter", "((1, 2, 3),)"},
    {"builtins", "iter", "({'a': 1},)"},
    {"builtins", "iter", "({1, 2},)"},
    {"builtins", "iter", "('text',)"},
    {"array", "array", "('i', [1, 2, 3, 4])"},
    {"array", "array", "('d', [1.5, 2.5])"},
    {"collections", "deque", "([30, 10, 20], 40)"},
    {"collections", "OrderedDict", "([('a', 1), ('b', 2), ('c', 3)],)"},
    {"collections", "Counter", "('abracadabra',)"},
    {"collections", "defaultdict", "(None, {'a': 1})"},
    {"collections", "namedtuple", "('N', 'x y z')"},
    {"weakref", "WeakValueDictionary", "()"},
    {"weakref", "WeakKeyDictionary", "()"},
    {"weakref", "WeakSet", "()"},
    {"contextlib", "ExitStack", "()"},
    {"contextlib", "nullcontext", "(5,)"},
    {"struct", "Struct", "('<i4s?d',)"},
    {"types", "SimpleNamespace", "()"},
    {"types", "MappingProxyType", "({'a': 1},)"},
    {"types", "GenericAlias", "(1, (2, 3))"},
    {"operator", "itemgetter", "(1, 0)"},
    {"operator", "attrgetter", "('real', 'imag.real')"},
    {"operator", "methodcaller", "('append', 5)"},
    {"itertools", "accumulate", "([1, 2, 3],)"},
    {"itertools", "chain", "([1, 2], 'ab')"},
    {"itertools", "combinations", "([1, 2, 3], 2)"},
    {"itertools", "compress", "([1, 2, 3], [1, 0, 1])"},
    {"itertools", "count", "(1000, 5)"},
    {"itertools", "cycle", "([1, 2],)"},
    {"itertools", "groupby", "([1, 1, 2],)"},
    {"itertools", "islice", "([1, 2, 3], 2)"},
    {"itertools", "permutations", "([1, 2, 3],)"},
    {"itertools", "product", "([1, 2], 'ab')"},
    {"itertools", "repeat", "(5, 3)"},
    {"itertools", "zip_longest", "([1, 2], 'a')"},
};

static const char *const modules[] = {
    "builtins",  "array",    "bisect",     "collections", "contextlib",
    "copy",      "copyreg",  "functools",  "gc",          "heapq",
    "itertools", "operator", "struct",     "sys",         "time",
    "types",     "weakref",  "tracemalloc"};

/* What would end the test, wait, or change how everything else works. */
static const char *const left_out[] = {"__subclasshook__",
                                       "__init_subclass__",
                                       "breakpoint",
                                       "exit",
                                       "quit",
                                       "input",
                                       "sleep",
                                       "setrecursionlimit",
                                       "set_debug",
                                       "set_threshold",
                                       "disable",
                                       "enable",
                                       "freeze",
                                       "unfreeze",
                                       "start",
                                       "stop",
                                       "exec",
                                       "eval",
                                       "compile",
                                       "__import__",
                                       "excepthook",
                                       "displayhook",
                                       "print",
                                       "help",
                                       "license",
                                       "credits",
                                       "copyright",
                                       "open",
                                       "_exit",
                                       "clear_traces",
                                       "get_objects",
                                       "get_referrers",
                                       "unraisablehook",
                                       "take_snapshot",
                                       "_debugmallocstats",
                                       "__build_class__",
                                       "dir",
                                       "vars",
                                       "globals",
                                       "locals",
                                       "collect",
                                       "get_referents",
                                       "_getframe",
                                       "getrefcount",
                                       "__displayhook__",
                                       "__excepthook__",
                                       "__unraisablehook__",
                                       "getallocatedblocks",
                                       "intern",
                                       "pickle",
                                       "add_extension",
                                       "perf_counter",
                                       "perf_counter_ns"};

/* Tried in turn, on top of what a method gets anyway. */
static const char *const arguments[] = {
    "()",
    "(1,)",
    "('a',)",
    "([5, 4],)",
    "({'k': 5},)",
    "(b'a',)",
    "({1000, 5},)",
    "((1, 2),)",
    "(0, 1)",
    "('a', 'b')",
    "('a', 1)",
    "(b'a', b'b')",
    "([5, 4], 1)",
    "(0, [7, 8])",
    "('i',)",
    "('<i', 5)",
    "('i', [1])",
    "({'k': 5}, 'k', 6)",
    "([5, 4], 0, 6)",
    "('name', (), {})",
    "(1, 2, 3)",
    "(4,)",
    "(4.5,)",
    "(None,)",
};

/* Functions that take the object itself. */
static const struct {
    const char *module, *name;
    int reads_all;
} on_objects[] = {
    {"builtins", "repr", 0}, {"builtins", "str", 0},
    {"builtins", "hash", 0}, {"builtins", "list", 1},
    {"copy", "copy", 0},     {"copy", "deepcopy", 0},
    {"builtins", "dir", 0},  {"builtins", "sorted", 1},
    {"builtins", "dict", 1}, {"builtins", "memoryview", 0},
    {"builtins", "iter", 0}, {"builtins", "ascii", 0},
};

/* ---- objects that no display gives -----------------------------------------
 */

static PyObject *values; /* kept for weak references to them */

static PyObject *
make_bound(void)
{
    PyObject *append = PyObject_GetAttrString((PyObject *)&PyList_Type, "pop");
    PyObject *list = PyList_New(1), *method;

    PyList_SET_ITEM(list, 0, Py_NewRef(Py_None));
    method = PyMethod_New(append, list);
    Py_DECREF(append);
    Py_DECREF(list);
    return method;
}

static PyObject *
make_cell(void)
{
    return PyCell_New(values);
}

static PyObject *
make_module(void)
{
    return PyModule_New("some.module");
}

static PyObject *
make_capsule(void)
{
    return PyCapsule_New(&values, "some.capsule", NULL);
}

static PyObject *
make_weak(void)
{
    return PyWeakref_NewRef(values, Py_None);
}

static PyObject *
make_proxy(void)
{
    return PyWeakref_NewProxy(values, NULL);
}

static PyObject *
make_iterator_of_call(void)
{
    return PyObject_CallFunction(hb_import("builtins", "map"), "OO",
                                 &PyUnicode_Type, values);
}

static PyObject *
make_partial(void)
{
    return PyObject_CallFunction(hb_import("functools", "partial"), "OO",
                                 &PyList_Type, values);
}

static PyObject *
make_cache(void)
{
    PyObject *two =
        PyObject_CallFunction(hb_import("functools", "lru_cache"), "i", 2);
    PyObject *cache = PyObject_CallOneArg(two, (PyObject *)&PyLong_Type);

    Py_DECREF(two);
    return cache;
}

static PyObject *
make_items(void)
{
    PyObject *dict = Py_BuildValue("{sisi}", "a", 1, "b", 2);
    PyObject *items = PyObject_CallMethod(dict, "items", NULL);

    Py_DECREF(dict);
    return items;
}

static PyObject *
make_cast(void)
{
    PyObject *bytes = PyByteArray_FromStringAndSize("0123456789abcdef", 16);
    PyObject *view = PyMemoryView_FromObject(bytes);
    PyObject *cast = PyObject_CallMethod(view, "cast", "s", "h");

    Py_DECREF(bytes);
    Py_DECREF(view);
    return cast;
}

/* An instance, with attributes, of a new class with this base and dict. */
static PyObject *
instance_of(PyTypeObject *base, PyObject *dict)
{
    PyObject *type = PyObject_CallFunction((PyObject *)&PyType_Type, "s(O)N",
                                           "T", base, dict);
    PyObject *object = PyObject_CallNoArgs(type);

    PyObject_SetAttrString(object, "x", values);
    PyObject_SetAttrString(object, "y", type);
    Py_DECREF(type);
    return object;
}

static PyObject *
make_plain(void)
{
    return instance_of(&PyBaseObject_Type, PyDict_New());
}

static PyObject *
make_slots(void)
{
    return instance_of(&PyBaseObject_Type,
                       Py_BuildValue("{s(ss)}", "__slots__", "x", "y"));
}

static PyObject *
make_list_kid(void)
{
    return instance_of(&PyList_Type, PyDict_New());
}

static PyObject *
make_dict_kid(void)
{
    return instance_of(&PyDict_Type, PyDict_New());
}

static PyObject *
make_super(void)
{
    PyObject *kid = make_list_kid();
    PyObject *super = PyObject_CallFunction((PyObject *)&PySuper_Type, "OO",
                                            Py_TYPE(kid), kid);

    Py_DECREF(kid);
    return super;
}

static PyObject *
make_group(void)
{
    return PyObject_CallFunction(hb_import("builtins", "ExceptionGroup"),
                                 "s[NN]", "group",
                                 PyObject_CallNoArgs(PyExc_KeyError),
                                 PyObject_CallNoArgs(PyExc_ValueError));
}

static PyObject *
make_default(void)
{
    return PyObject_CallFunction(hb_import("collections", "defaultdict"),
                                 "O{si}", &PyList_Type, "a", 1);
}

static PyObject *
make_union(void)
{
    return PyNumber_Or((PyObject *)&PyLong_Type, (PyObject *)&PyList_Type);
}

static PyObject *
make_record(void)
{
    return Py_NewRef(PySys_GetObject("hash_info"));
}

static const struct made {
    const char *name;
    PyObject *(*make)(void);
} made[] = {
    {"method", make_bound},
    {"cell", make_cell},
    {"module", make_module},
    {"capsule", make_capsule},
    {"weakref", make_weak},
    {"weakproxy", make_proxy},
    {"map", make_iterator_of_call},
    {"partial", make_partial},
    {"lru_cache", make_cache},
    {"dict_items", make_items},
    {"cast memoryview", make_cast},
    {"plain instance", make_plain},
    {"slots", make_slots},
    {"list subclass", make_list_kid},
    {"dict subclass", make_dict_kid},
    {"super", make_super},
    {"ExceptionGroup", make_group},
    {"defaultdict of lists", make_default},
    {"UnionType", make_union},
    {"struct sequence", make_record},
};

#endif
