/* classes.c -- making classes: bases, MRO, metaclasses, names, errors. */

#include "twin.h"

static void
errors_of_type(void)
{
    PyObject *d = PyDict_New(), *t0 = PyTuple_New(0);
    SHOW(PyObject_CallFunction(TYPE(Type), "ii", 1, 2));
    SHOW(PyObject_CallFunction(TYPE(Type), NULL));
    SHOW(PyObject_CallFunction(TYPE(Type), "iOO", 1, t0, d));
    SHOW(PyObject_CallFunction(TYPE(Type), "sOO", "A", d, d));
    SHOW(PyObject_CallFunction(TYPE(Type), "sOO", "A", t0, t0));
    SHOW(make_class("A", bases1(Py_None), NULL));
    SHOW(make_class("A", bases1(TYPE(Bool)), NULL));
    SHOW(make_class("A", bases2(TYPE(Long), TYPE(Unicode)), NULL));
    SHOW(make_class("A", bases2(TYPE(BaseObject), TYPE(Long)), NULL));
    SHOW(make_class("A", bases2(TYPE(Long), TYPE(Long)), NULL));
    PyObject *name = PyUnicode_FromStringAndSize("a\0b", 3);
    SHOW(PyObject_CallFunction(TYPE(Type), "OOO", name, t0, d));
    Py_DECREF(name);
    PyDict_SetItemString(d, "__qualname__", Py_None);
    SHOW(PyObject_CallFunction(TYPE(Type), "sOO", "A", t0, d));
    PyDict_Clear(d);
    PyDict_SetItemString(d, "__classcell__", Py_None);
    SHOW(PyObject_CallFunction(TYPE(Type), "sOO", "A", t0, d));
    Py_DECREF(d);
    Py_DECREF(t0);
}

static void
diamond(void)
{
    PyObject *a = make_class("A", NULL, NULL);
    PyObject *b = make_class("B", bases1(a), NULL);
    PyObject *c = make_class("C", bases1(a), NULL);
    PyObject *d = make_class("D", bases2(b, c), NULL);
    PyObject *e = make_class("E", bases2(c, b), NULL);
    SHOW(get(d, "__mro__"));
    SHOW(get(e, "__mro__"));
    SHOW(PyObject_CallMethod(d, "mro", NULL));
    SHOW(make_class("F", bases2(d, e), NULL));
    SHOW(make_class("G", bases2(a, b), NULL));
    SHOW(PyObject_CallMethod(a, "__subclasses__", NULL));
    SHOW(get(d, "__bases__"));
    SHOW(get(d, "__base__"));
    SHOW(get(d, "__name__"));
    SHOW(get(d, "__qualname__"));
    SHOW(get(d, "__module__"));
    SHOW(get(d, "__doc__"));
    SHOW(get(d, "__dict__"));
    SHOW_INT(PyObject_IsSubclass(d, a));
    SHOW_INT(PyObject_IsSubclass(a, d));
    SHOW_INT(PyObject_IsSubclass(Py_None, d));
    SHOW_INT(PyObject_IsSubclass(d, Py_None));
    SHOW_INT(PyObject_IsInstance(d, Py_None));
    set(a, "x", num(1));
    SHOW(get(d, "x"));
    set(c, "x", num(2));
    SHOW(get(d, "x"));
    SHOW(get(b, "x"));
    SHOW(get(e, "x"));
    SHOW_INT(PyObject_SetAttrString(c, "x", NULL));
    SHOW(get(d, "x"));
    SHOW_INT(PyObject_SetAttrString(c, "x", NULL));
    SHOW(get(d, "y"));
    SHOW_INT(set(d, "__bases__", bases1(a)));
    SHOW(get(d, "__mro__"));
    SHOW_INT(set(a, "__bases__", bases1(d)));
    SHOW_INT(set(a, "__bases__", num(1)));
    SHOW_INT(set(a, "__bases__", PyTuple_New(0)));
    SHOW_INT(set(a, "__bases__", bases1(Py_None)));
    SHOW_INT(set(b, "__bases__", bases1(TYPE(Long))));
    SHOW_INT(set(a, "__name__", str("Z")));
    SHOW_INT(set(a, "__name__", num(1)));
    SHOW_INT(PyObject_SetAttrString(a, "__name__", NULL));
    SHOW_INT(set(a, "__qualname__", str("X.Z")));
    SHOW_INT(set(a, "__module__", str("m")));
    SHOW_INT(set(a, "__doc__", str("text")));
    show("a", Py_NewRef(a));
    SHOW(get(a, "__doc__"));
    SHOW(PyObject_CallNoArgs(a));
    SHOW_INT(set(TYPE(Long), "x", num(1)));
    SHOW_INT(set(TYPE(Long), "__name__", str("x")));
    SHOW(get(TYPE(Long), "__module__"));
    SHOW(get(TYPE(Long), "nothing"));
    Py_DECREF(a);
    Py_DECREF(b);
    Py_DECREF(c);
    Py_DECREF(d);
    Py_DECREF(e);
}

static void
attributes_of_types(void)
{
    PyObject *types[] = {
        TYPE(BaseObject),  TYPE(Type),        TYPE(Long),   TYPE(Bool),
        TYPE(Float),       TYPE(Tuple),       TYPE(List),   TYPE(Dict),
        TYPE(Set),         TYPE(Slice),       TYPE(Range),  TYPE(Property),
        TYPE(Super),       TYPE(ClassMethod), TYPE(Module), TYPE(CFunction),
        TYPE(MethodDescr), TYPE(Unicode),     TYPE(Bytes),  TYPE(ByteArray),
        TYPE(MemoryView),  TYPE(Enum),        TYPE(Cell),   TYPE(Method),
    };
    const char *names[] = {
        "__basicsize__", "__itemsize__", "__dictoffset__", "__weakrefoffset__",
        "__base__",      "__bases__",    "__name__",       "__module__"};
    const unsigned long flags =
        Py_TPFLAGS_BASETYPE | Py_TPFLAGS_HAVE_GC | Py_TPFLAGS_HEAPTYPE |
        Py_TPFLAGS_IMMUTABLETYPE | Py_TPFLAGS_DISALLOW_INSTANTIATION |
        Py_TPFLAGS_MANAGED_DICT | Py_TPFLAGS_SEQUENCE | Py_TPFLAGS_MAPPING |
        Py_TPFLAGS_HAVE_VECTORCALL | Py_TPFLAGS_METHOD_DESCRIPTOR |
        0xff000000UL;
    for (size_t i = 0; i < sizeof(types) / sizeof(types[0]); i++) {
        PyTypeObject *type = (PyTypeObject *)types[i];
        printf("%s: flags %lx\n", type->tp_name, type->tp_flags & flags);
        for (size_t j = 0; j < sizeof(names) / sizeof(names[0]); j++) {
            show(names[j], get(types[i], names[j]));
        }
    }
}

static void
metaclass(void)
{
    PyObject *meta = make_class("Meta", bases1(TYPE(Type)), NULL);
    PyObject *meta2 = make_class("Meta2", bases1(TYPE(Type)), NULL);
    PyObject *t0 = PyTuple_New(0), *d = PyDict_New();
    PyObject *a = PyObject_CallFunction(meta, "sOO", "A", t0, d);
    show("a", Py_NewRef(a));
    show("type", PyObject_Type(a));
    PyObject *b = make_class("B", bases1(a), NULL);
    show("type of derived", PyObject_Type(b));
    PyObject *c = PyObject_CallFunction(meta2, "sOO", "C", t0, d);
    SHOW(make_class("D", bases2(a, c), NULL));
    PyDict_SetItemString(d, "k", Py_True);
    set(meta, "who", str("meta"));
    SHOW(get(a, "who"));
    SHOW(get(b, "who"));
    PyObject *i = PyObject_CallNoArgs(a);
    SHOW(get(i, "who"));
    set(a, "who", str("a"));
    SHOW(get(b, "who"));
    SHOW(get(i, "who"));
    SHOW(PyObject_CallFunction(meta, "O", a));
    SHOW(PyObject_CallMethod(meta, "__prepare__", NULL));
    Py_DECREF(i);
    Py_DECREF(a);
    Py_DECREF(b);
    Py_DECREF(c);
    Py_DECREF(d);
    Py_DECREF(t0);
    Py_DECREF(meta);
    Py_DECREF(meta2);
}

int
scenario(void)
{
    errors_of_type();
    diamond();
    attributes_of_types();
    metaclass();
    return 0;
}
