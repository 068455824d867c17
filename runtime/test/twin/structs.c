/* structs.c -- types made of C structs: members of every kind, getsets,
 * PyType_FromSpec, static types, taking objects apart.
 */

#include "twin.h"

#include <structmember.h>

/* ---- members ---- */

typedef struct {
    PyObject_HEAD
    short t_short;
    int t_int;
    long t_long;
    float t_float;
    double t_double;
    char *t_string;
    PyObject *t_object;
    char t_char;
    signed char t_byte;
    unsigned char t_ubyte;
    unsigned short t_ushort;
    unsigned int t_uint;
    unsigned long t_ulong;
    char t_inplace[8];
    char t_bool;
    PyObject *t_object_ex;
    long long t_longlong;
    unsigned long long t_ulonglong;
    Py_ssize_t t_pyssizet;
    int locked;
} record;

#define MEMBER(name, type)                                                    \
    {                                                                         \
#name, type, offsetof(record, t_##name), 0, "doc of " #name           \
    }

static PyMemberDef members[] = {
    MEMBER(short, T_SHORT),
    MEMBER(int, T_INT),
    MEMBER(long, T_LONG),
    MEMBER(float, T_FLOAT),
    MEMBER(double, T_DOUBLE),
    MEMBER(string, T_STRING),
    MEMBER(object, T_OBJECT),
    MEMBER(char, T_CHAR),
    MEMBER(byte, T_BYTE),
    MEMBER(ubyte, T_UBYTE),
    MEMBER(ushort, T_USHORT),
    MEMBER(uint, T_UINT),
    MEMBER(ulong, T_ULONG),
    MEMBER(inplace, T_STRING_INPLACE),
    MEMBER(bool, T_BOOL),
    MEMBER(object_ex, T_OBJECT_EX),
    MEMBER(longlong, T_LONGLONG),
    MEMBER(ulonglong, T_ULONGLONG),
    MEMBER(pyssizet, T_PYSSIZET),
    {"none", T_NONE, 0, 0, NULL},
    {"locked", T_INT, offsetof(record, locked), READONLY, NULL},
    {NULL, 0, 0, 0, NULL},
};

static PyObject *
get_twice(PyObject *self, void *closure)
{
    return num(2 * ((record *)self)->t_int + (closure != NULL));
}

static int
set_twice(PyObject *self, PyObject *value, void *Py_UNUSED(closure))
{
    if (value == NULL) {
        PyErr_SetString(PyExc_TypeError, "twice stays");
        return -1;
    }
    ((record *)self)->t_int = (int)(PyLong_AsLong(value) / 2);
    return 0;
}

static PyGetSetDef getsets[] = {
    {"twice", get_twice, set_twice, "doc of twice", NULL},
    {"odd", get_twice, NULL, NULL, &members},
    {"unreadable", NULL, set_twice, NULL, NULL},
    {NULL, NULL, NULL, NULL, NULL},
};

static int
record_init(PyObject *self, PyObject *args, PyObject *kwargs)
{
    static char *names[] = {"value", NULL};
    record *r = (record *)self;
    r->t_string = "text";
    strcpy(r->t_inplace, "inside");
    r->t_char = 'c';
    return PyArg_ParseTupleAndKeywords(args, kwargs, "|i:record", names,
                                       &r->t_int)
               ? 0
               : -1;
}

static void
record_dealloc(PyObject *self)
{
    PyTypeObject *type = Py_TYPE(self);
    Py_XDECREF(((record *)self)->t_object);
    Py_XDECREF(((record *)self)->t_object_ex);
    type->tp_free(self);
    if (type->tp_flags & Py_TPFLAGS_HEAPTYPE) {
        Py_DECREF(type);
    }
}

static PyObject *
record_item(PyObject *self, Py_ssize_t i)
{
    if (i < 0 || i >= ((record *)self)->t_int) {
        PyErr_SetString(PyExc_IndexError, "record index out of range");
        return NULL;
    }
    return num(i);
}

static Py_ssize_t
record_length(PyObject *self)
{
    return ((record *)self)->t_int;
}

static PyObject *
record_add(PyObject *a, PyObject *b)
{
    return PyUnicode_FromFormat("%s + %s", Py_TYPE(a)->tp_name,
                                Py_TYPE(b)->tp_name);
}

static PyObject *
record_method(PyObject *self, PyObject *Py_UNUSED(ignored))
{
    return num(((record *)self)->t_int);
}

static PyMethodDef methods[] = {
    {"value", record_method, METH_NOARGS, "doc of value"},
    {"make", (PyCFunction)record_method, METH_NOARGS | METH_STATIC, NULL},
    {NULL, NULL, 0, NULL},
};

static PyType_Slot record_slots[] = {
    {Py_tp_doc, "record(value)\n--\n\nA record."},
    {Py_tp_members, members},
    {Py_tp_getset, getsets},
    {Py_tp_methods, methods},
    {Py_tp_init, (void *)record_init},
    {Py_tp_dealloc, (void *)record_dealloc},
    {Py_sq_item, (void *)record_item},
    {Py_sq_length, (void *)record_length},
    {Py_nb_add, (void *)record_add},
    {0, NULL},
};

static PyType_Spec record_spec = {"twin.record", sizeof(record), 0,
                                  Py_TPFLAGS_DEFAULT | Py_TPFLAGS_BASETYPE,
                                  record_slots};

static void
try_member(PyObject *o, const char *name, PyObject *value)
{
    show(name, get(o, name));
    show_int(name, set(o, name, value));
    show(name, get(o, name));
}

static void
all_members(PyObject *cls)
{
    PyObject *o = PyObject_CallFunction(cls, "i", 3);
    const char *huge = "1267650600228229401496703205376";
    for (PyMemberDef *m = members; m->name != NULL; m++) {
        try_member(o, m->name, num(-5));
        try_member(o, m->name, num(300));
        try_member(o, m->name, PyFloat_FromDouble(1.5));
        try_member(o, m->name, str("x"));
        try_member(o, m->name, str("xy"));
        try_member(o, m->name, Py_NewRef(Py_True));
        try_member(o, m->name, Py_NewRef(Py_None));
        try_member(o, m->name, PyLong_FromString(huge, NULL, 10));
        try_member(o, m->name, PyLong_FromString("5000000000", NULL, 10));
        show_int(m->name, PyObject_SetAttrString(o, m->name, NULL));
        show_int(m->name, PyObject_SetAttrString(o, m->name, NULL));
        show(m->name, get(o, m->name));
        PyObject *descr = get(cls, m->name);
        show("descriptor", Py_NewRef(descr));
        show("doc", get(descr, "__doc__"));
        Py_DECREF(descr);
    }
    PyMemberDef wrong = {"wrong", 77, 0, 0, NULL};
    SHOW(PyMember_GetOne((char *)o, &wrong));
    SHOW_INT(PyMember_SetOne((char *)o, &wrong, Py_None));
    Py_DECREF(o);
}

static void
spec(void)
{
    PyObject *cls = PyType_FromSpec(&record_spec);
    show("class", Py_NewRef(cls));
    const char *names[] = {
        "__name__",       "__qualname__",       "__module__",
        "__doc__",        "__base__",           "__basicsize__",
        "__dictoffset__", "__text_signature__", "value"};
    for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
        show(names[i], get(cls, names[i]));
    }
    all_members(cls);
    PyObject *o = PyObject_CallFunction(cls, "i", 4);
    try_member(o, "twice", num(14));
    try_member(o, "odd", num(14));
    try_member(o, "unreadable", num(14));
    SHOW_INT(PyObject_SetAttrString(o, "twice", NULL));
    SHOW(PyObject_CallMethod(o, "value", NULL));
    SHOW(PySequence_List(o));
    SHOW_INT(PyObject_Size(o));
    SHOW(PySequence_GetItem(o, -1));
    SHOW(PySequence_GetItem(o, 99));
    PyObject *five = num(5);
    SHOW(PyNumber_Add(o, five));
    SHOW(PyNumber_Add(five, o));
    SHOW_INT(PySequence_Contains(o, five));
    SHOW(PyObject_CallFunction(cls, "s", "x"));
    SHOW_INT(set(o, "x", num(1)));
    SHOW_INT(set(cls, "x", num(1)));
    SHOW(get(o, "x"));
    PyObject *sub = make_class("Sub", bases1(cls), NULL);
    PyObject *s = PyObject_CallFunction(sub, "i", 2);
    SHOW(PySequence_List(s));
    SHOW_INT(set(s, "y", num(1)));
    SHOW(sizeof_object(o));
    SHOW(sizeof_object(s));
    SHOW(get(sub, "__dictoffset__"));
    SHOW_INT(PyType_GetSlot((PyTypeObject *)cls, Py_sq_item) ==
             (void *)record_item);
    SHOW_INT(PyType_GetSlot((PyTypeObject *)sub, Py_sq_item) ==
             (void *)record_item);
    SHOW_INT(PyType_GetSlot((PyTypeObject *)cls, 0) == NULL);
    PyErr_Clear();
    SHOW_INT(PyType_GetSlot(&PyLong_Type, Py_tp_new) ==
             (void *)PyLong_Type.tp_new);
    SHOW(PyType_GetModule((PyTypeObject *)cls));
    SHOW(PyType_GetModule(&PyLong_Type));
    SHOW(PyType_GetName((PyTypeObject *)cls));
    SHOW(PyType_GetQualName((PyTypeObject *)sub));
    PyObject *copy = PyImport_ImportModule("copy");
    SHOW(PyObject_CallMethod(copy, "copy", "(O)", o));
    SHOW(PyObject_CallMethod(o, "__reduce_ex__", "i", 4));
    Py_DECREF(copy);
    Py_DECREF(five);
    Py_DECREF(s);
    Py_DECREF(sub);
    Py_DECREF(o);
    Py_DECREF(cls);
}

static void
spec_errors(void)
{
    PyType_Slot wrong[] = {{999, NULL}, {0, NULL}};
    PyType_Slot empty[] = {{0, NULL}};
    PyType_Spec bad = {"twin.bad", sizeof(PyObject), 0, Py_TPFLAGS_DEFAULT,
                       wrong};
    SHOW(PyType_FromSpec(&bad));
    bad.slots = empty;
    SHOW(PyType_FromSpecWithBases(&bad, TYPE(Bool)));
    SHOW(PyType_FromSpecWithBases(&bad, Py_None));
    bad.flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC;
    SHOW(PyType_FromSpec(&bad));
    bad.flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_DISALLOW_INSTANTIATION;
    PyObject *cls = PyType_FromSpec(&bad);
    SHOW(PyObject_CallNoArgs(cls));
    SHOW(make_class("Sub", bases1(cls), NULL));
    Py_DECREF(cls);
    bad.flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_IMMUTABLETYPE;
    cls = PyType_FromSpec(&bad);
    SHOW_INT(set(cls, "x", num(1)));
    PyObject *o = PyObject_CallNoArgs(cls);
    show("o", Py_NewRef(o));
    Py_XDECREF(o);
    Py_DECREF(cls);
}

/* ---- a static type ---- */

static PyTypeObject static_type = {
    PyVarObject_HEAD_INIT(NULL, 0).tp_name = "twin.fixed",
    .tp_basicsize = sizeof(record),
    .tp_flags = Py_TPFLAGS_DEFAULT,
    .tp_members = members,
    .tp_init = record_init,
    .tp_dealloc = record_dealloc,
};

static void
static_types(void)
{
    SHOW_INT(PyType_Ready(&static_type));
    PyObject *cls = (PyObject *)&static_type;
    show("class", Py_NewRef(cls));
    SHOW(PyObject_CallNoArgs(cls));
    SHOW(get(cls, "__module__"));
    SHOW(get(cls, "__mro__"));
    SHOW_INT(set(cls, "x", num(1)));
    SHOW_INT((static_type.tp_flags & Py_TPFLAGS_DISALLOW_INSTANTIATION) != 0);
    SHOW(get(cls, "__new__"));
    record *r = PyObject_New(record, &static_type);
    memset((char *)r + sizeof(PyObject), 0, sizeof(*r) - sizeof(PyObject));
    r->t_int = 8;
    SHOW(get((PyObject *)r, "int"));
    Py_DECREF(r);
}

/* ---- taking objects apart ---- */

static PyObject *
newargs(PyObject *Py_UNUSED(self), PyObject *Py_UNUSED(ignored))
{
    return Py_BuildValue("(ii)", 1, 2);
}

static PyObject *
newargs_ex(PyObject *Py_UNUSED(self), PyObject *Py_UNUSED(ignored))
{
    return Py_BuildValue("((i){si})", 1, "k", 2);
}

static PyObject *
wrong(PyObject *Py_UNUSED(self), PyObject *Py_UNUSED(ignored))
{
    return num(1);
}

static PyMethodDef newargs_def = {"__getnewargs__", newargs, METH_NOARGS,
                                  NULL};
static PyMethodDef newargs_ex_def = {"__getnewargs_ex__", newargs_ex,
                                     METH_NOARGS, NULL};
static PyMethodDef wrong_def = {"__getnewargs__", wrong, METH_NOARGS, NULL};
static PyMethodDef wrong_ex_def = {"__getnewargs_ex__", wrong, METH_NOARGS,
                                   NULL};
static PyMethodDef state_def = {"__getstate__", wrong, METH_NOARGS, NULL};
static PyMethodDef reduce_def = {"__reduce__", wrong, METH_NOARGS, NULL};

/* Names the function, which is a Python function in CPython, and shows the
 * rest.  Takes the tuple.
 */
static void
show_reduced(PyObject *tuple)
{
    if (tuple != NULL && PyTuple_Check(tuple)) {
        PyObject *name = get(PyTuple_GET_ITEM(tuple, 0), "__name__");
        show("  reduced by", name);
        Py_SETREF(tuple, PyTuple_GetSlice(tuple, 1, PyTuple_GET_SIZE(tuple)));
    }
    show("  with", tuple);
}

static void
reduce(void)
{
    PyObject *cls = make_class("C", NULL, NULL);
    PyObject *o = PyObject_CallNoArgs(cls);
    show_reduced(PyObject_CallMethod(o, "__reduce_ex__", "i", 4));
    show_reduced(PyObject_CallMethod(o, "__reduce_ex__", "s", "x"));
    SHOW(PyObject_CallMethod(o, "__getstate__", NULL));
    set(o, "a", num(1));
    show_reduced(PyObject_CallMethod(o, "__reduce_ex__", "i", 2));
    SHOW(PyObject_CallMethod(o, "__getstate__", NULL));
    add_method(cls, &newargs_def);
    show_reduced(PyObject_CallMethod(o, "__reduce_ex__", "i", 2));
    add_method(cls, &newargs_ex_def);
    show_reduced(PyObject_CallMethod(o, "__reduce_ex__", "i", 2));
    add_method(cls, &state_def);
    show_reduced(PyObject_CallMethod(o, "__reduce_ex__", "i", 2));
    add_method(cls, &wrong_ex_def);
    show_reduced(PyObject_CallMethod(o, "__reduce_ex__", "i", 2));
    SHOW_INT(PyObject_SetAttrString(cls, "__getnewargs_ex__", NULL));
    add_method(cls, &wrong_def);
    show_reduced(PyObject_CallMethod(o, "__reduce_ex__", "i", 2));
    add_method(cls, &reduce_def);
    show_reduced(PyObject_CallMethod(o, "__reduce_ex__", "i", 2));
    Py_DECREF(o);
    Py_DECREF(cls);
    cls = make_class("S", NULL,
                     slots_dict(PyTuple_Pack(2, str("a"), str("__b"))));
    o = PyObject_CallNoArgs(cls);
    show_reduced(PyObject_CallMethod(o, "__reduce_ex__", "i", 4));
    set(o, "a", num(1));
    set(o, "_S__b", num(1));
    show_reduced(PyObject_CallMethod(o, "__reduce_ex__", "i", 4));
    SHOW(get(cls, "__slotnames__"));
    show_reduced(PyObject_CallMethod(o, "__reduce_ex__", "i", 1));
    show_reduced(PyObject_CallMethod(o, "__reduce__", NULL));
    Py_DECREF(o);
    Py_DECREF(cls);
    PyObject *bases[] = {TYPE(List), TYPE(Dict),    TYPE(Long), TYPE(Tuple),
                         TYPE(Set),  TYPE(Unicode), TYPE(Float)};
    for (size_t i = 0; i < sizeof(bases) / sizeof(bases[0]); i++) {
        cls = make_class("B", bases1(bases[i]), NULL);
        o = PyObject_CallNoArgs(cls);
        set(o, "x", num(1));
        show_reduced(PyObject_CallMethod(o, "__reduce_ex__", "i", 4));
        Py_DECREF(o);
        Py_DECREF(cls);
    }
    o = PyObject_CallNoArgs(TYPE(BaseObject));
    show_reduced(PyObject_CallMethod(o, "__reduce_ex__", "i", 4));
    Py_DECREF(o);
    o = PyMemoryView_FromMemory("abc", 3, PyBUF_READ);
    show_reduced(PyObject_CallMethod(o, "__reduce_ex__", "i", 4));
    Py_DECREF(o);
    o = PyModule_New("m");
    show_reduced(PyObject_CallMethod(o, "__reduce_ex__", "i", 4));
    Py_DECREF(o);
    o = Py_BuildValue("[i]", 1);
    show_reduced(PyObject_CallMethod(o, "__reduce_ex__", "i", 4));
    Py_DECREF(o);
}

/* ---- mappingproxy, alias ---- */

static void
others(void)
{
    PyObject *d = Py_BuildValue("{sisi}", "a", 1, "b", 2);
    PyObject *p = PyDictProxy_New(d), *a = str("a"), *z = str("z");
    show("proxy", Py_NewRef(p));
    SHOW(PyObject_Str(p));
    SHOW(PyObject_GetItem(p, a));
    SHOW(PyObject_GetItem(p, z));
    SHOW_INT(PyObject_SetItem(p, a, a));
    SHOW_INT(PySequence_Contains(p, a));
    SHOW_INT(PyObject_Size(p));
    SHOW(PyObject_CallMethod(p, "get", "s", "a"));
    SHOW(PyObject_CallMethod(p, "get", "si", "z", 5));
    SHOW(PyObject_CallMethod(p, "get", NULL));
    SHOW(PyObject_CallMethod(p, "keys", NULL));
    SHOW(PyObject_CallMethod(p, "items", NULL));
    SHOW(PyObject_CallMethod(p, "values", NULL));
    SHOW(PyObject_CallMethod(p, "copy", NULL));
    SHOW(PySequence_List(p));
    SHOW(PyNumber_Or(p, d));
    SHOW(PyNumber_Or(d, p));
    SHOW(PyNumber_InPlaceOr(p, d));
    SHOW(PyObject_RichCompare(p, d, Py_EQ));
    SHOW_INT(PyObject_Hash(p));
    SHOW(PyDictProxy_New(a));
    PyObject *list = PyList_New(0);
    SHOW(PyDictProxy_New(list));
    SHOW(PyObject_CallFunction(TYPE(DictProxy), "i", 1));
    Py_DECREF(list);
    PyObject *args = PyTuple_Pack(2, TYPE(Long), Py_None);
    PyObject *alias = Py_GenericAlias(TYPE(Dict), args);
    show("alias", Py_NewRef(alias));
    SHOW(get(alias, "__origin__"));
    SHOW(get(alias, "__args__"));
    SHOW(get(alias, "__parameters__"));
    SHOW(get(alias, "fromkeys"));
    SHOW(PyObject_CallNoArgs(alias));
    SHOW(PyObject_GetItem(alias, TYPE(Long)));
    SHOW_INT(PyObject_IsInstance(d, alias));
    SHOW_INT(PyObject_IsSubclass(TYPE(Dict), alias));
    SHOW(make_class("A", bases1(alias), NULL));
    PyObject *alias2 = Py_GenericAlias(TYPE(Dict), args);
    SHOW(PyObject_RichCompare(alias, alias2, Py_EQ));
    SHOW_INT(PyObject_Hash(alias) == PyObject_Hash(alias2));
    Py_DECREF(alias2);
    Py_DECREF(alias);
    Py_DECREF(args);
    Py_DECREF(a);
    Py_DECREF(z);
    Py_DECREF(p);
    Py_DECREF(d);
}

int
scenario(void)
{
    spec();
    spec_errors();
    static_types();
    reduce();
    others();
    return 0;
}
