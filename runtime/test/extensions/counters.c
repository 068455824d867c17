/* counters.c -- an extension module as CPython 3.11's manual wants it: two
 * phases, state of its own, types from specs, members of every kind,
 * properties, vectorcall, and a module that is collected with its types.
 */
#include "show.h"
#include "structmember.h"

#include <stddef.h>

typedef struct {
    PyObject *error;
    PyTypeObject *counter;
    long made;
} state;

static struct PyModuleDef module_def;

typedef struct {
    PyObject_HEAD
    vectorcallfunc vectorcall;
    PyObject *tag;
    PyObject *maybe;
    PyObject *dict;
    PyObject *weakrefs;
    long value;
    short a_short;
    unsigned short a_ushort;
    int an_int;
    unsigned int a_uint;
    unsigned long a_ulong;
    long long a_longlong;
    unsigned long long a_ulonglong;
    Py_ssize_t a_size;
    signed char a_byte;
    unsigned char a_ubyte;
    char a_bool;
    char a_char;
    float a_float;
    double a_double;
    const char *text;
    char inplace[8];
} counter;

static counter *
as_counter(PyObject *self)
{
    return (counter *)self;
}

static PyObject *
counter_vectorcall(PyObject *self, PyObject *const *args, size_t nargsf,
                   PyObject *kwnames)
{
    Py_ssize_t nargs = PyVectorcall_NARGS(nargsf);
    if (!_PyArg_NoKwnames("counter", kwnames)) {
        return NULL;
    }
    for (Py_ssize_t i = 0; i < nargs; i++) {
        long step = PyLong_AsLong(args[i]);
        if (step == -1 && PyErr_Occurred()) {
            return NULL;
        }
        as_counter(self)->value += step;
    }
    return PyLong_FromLong(as_counter(self)->value);
}

static PyObject *
counter_new(PyTypeObject *type, PyObject *args, PyObject *kwds)
{
    static char *names[] = {"value", "tag", NULL};
    long value = 0;
    PyObject *tag = Py_None;
    if (!PyArg_ParseTupleAndKeywords(args, kwds, "|l$O:counter", names, &value,
                                     &tag)) {
        return NULL;
    }
    counter *self = (counter *)type->tp_alloc(type, 0);
    if (self != NULL) {
        self->vectorcall = counter_vectorcall;
        self->value = value;
        self->tag = Py_NewRef(tag);
        self->text = "constant";
        memcpy(self->inplace, "inplace", 8);
        PyObject *module = PyType_GetModuleByDef(type, &module_def);
        ((state *)PyModule_GetState(module))->made++;
    }
    return (PyObject *)self;
}

static int
counter_traverse(PyObject *self, visitproc visit, void *arg)
{
    Py_VISIT(Py_TYPE(self));
    Py_VISIT(as_counter(self)->tag);
    Py_VISIT(as_counter(self)->maybe);
    Py_VISIT(as_counter(self)->dict);
    return 0;
}

static int
counter_clear(PyObject *self)
{
    Py_CLEAR(as_counter(self)->tag);
    Py_CLEAR(as_counter(self)->maybe);
    Py_CLEAR(as_counter(self)->dict);
    return 0;
}

static void
counter_dealloc(PyObject *self)
{
    PyTypeObject *type = Py_TYPE(self);
    PyObject_GC_UnTrack(self);
    if (as_counter(self)->weakrefs != NULL) {
        PyObject_ClearWeakRefs(self);
    }
    counter_clear(self);
    type->tp_free(self);
    Py_DECREF(type);
}

static PyObject *
counter_repr(PyObject *self)
{
    return PyUnicode_FromFormat("<%s %ld %R>", _PyType_Name(Py_TYPE(self)),
                                as_counter(self)->value,
                                as_counter(self)->tag);
}

static PyObject *
counter_add(PyObject *a, PyObject *b)
{
    PyObject *module = PyType_GetModuleByDef(Py_TYPE(a), &module_def);
    if (module == NULL) {
        PyErr_Clear();
        Py_RETURN_NOTIMPLEMENTED;
    }
    PyTypeObject *type = ((state *)PyModule_GetState(module))->counter;
    if (!PyObject_TypeCheck(b, type)) {
        Py_RETURN_NOTIMPLEMENTED;
    }
    return PyObject_CallFunction((PyObject *)type, "l",
                                 as_counter(a)->value + as_counter(b)->value);
}

static PyObject *
counter_item(PyObject *self, Py_ssize_t i)
{
    if (i < 0 || i >= as_counter(self)->value) {
        PyErr_SetNone(PyExc_IndexError);
        return NULL;
    }
    return PyLong_FromSsize_t(i * i);
}

static Py_ssize_t
counter_length(PyObject *self)
{
    return as_counter(self)->value;
}

/* METH_METHOD: the class that defines the method. */
static PyObject *
counter_fail(PyObject *self, PyTypeObject *defining, PyObject *const *args,
             Py_ssize_t nargs, PyObject *kwnames)
{
    state *s = PyType_GetModuleState(defining);
    PyErr_Format(s->error, "%s fails with %zd and %zd", _PyType_Name(defining),
                 nargs, kwnames ? PyTuple_GET_SIZE(kwnames) : 0);
    (void)self;
    (void)args;
    return NULL;
}

static PyObject *
counter_made(PyObject *type, PyObject *Py_UNUSED(unused))
{
    PyObject *module =
        PyType_GetModuleByDef((PyTypeObject *)type, &module_def);
    return PyLong_FromLong(((state *)PyModule_GetState(module))->made);
}

static PyObject *
counter_twice(PyObject *Py_UNUSED(unused), PyObject *number)
{
    return PyNumber_Add(number, number);
}

static PyObject *
get_double(PyObject *self, void *factor)
{
    return PyLong_FromLong(as_counter(self)->value * *(long *)factor);
}

static int
set_double(PyObject *self, PyObject *value, void *factor)
{
    if (value == NULL) {
        PyErr_SetString(PyExc_TypeError, "cannot delete");
        return -1;
    }
    long number = PyLong_AsLong(value);
    if (number == -1 && PyErr_Occurred()) {
        return -1;
    }
    as_counter(self)->value = number / *(long *)factor;
    return 0;
}

static long two = 2;

static PyGetSetDef counter_getset[] = {
    {"double", get_double, set_double, "Twice the value.", &two},
    {"fixed", get_double, NULL, NULL, &two},
    {NULL, NULL, NULL, NULL, NULL},
};

#define MEMBER(name, kind, flags)                                             \
    {                                                                         \
#name, kind, offsetof(counter, name), flags, NULL                     \
    }

static PyMemberDef counter_members[] = {
    MEMBER(value, T_LONG, 0),
    MEMBER(tag, T_OBJECT, 0),
    MEMBER(maybe, T_OBJECT_EX, 0),
    MEMBER(a_short, T_SHORT, 0),
    MEMBER(a_ushort, T_USHORT, 0),
    MEMBER(an_int, T_INT, 0),
    MEMBER(a_uint, T_UINT, 0),
    MEMBER(a_ulong, T_ULONG, 0),
    MEMBER(a_longlong, T_LONGLONG, 0),
    MEMBER(a_ulonglong, T_ULONGLONG, 0),
    MEMBER(a_size, T_PYSSIZET, 0),
    MEMBER(a_byte, T_BYTE, 0),
    MEMBER(a_ubyte, T_UBYTE, 0),
    MEMBER(a_bool, T_BOOL, 0),
    MEMBER(a_char, T_CHAR, 0),
    MEMBER(a_float, T_FLOAT, 0),
    MEMBER(a_double, T_DOUBLE, 0),
    MEMBER(text, T_STRING, 0),
    MEMBER(inplace, T_STRING_INPLACE, 0),
    {"nothing", T_NONE, 0, READONLY, NULL},
    {"__vectorcalloffset__", T_PYSSIZET, offsetof(counter, vectorcall),
     READONLY, NULL},
    {"__dictoffset__", T_PYSSIZET, offsetof(counter, dict), READONLY, NULL},
    {"__weaklistoffset__", T_PYSSIZET, offsetof(counter, weakrefs), READONLY,
     NULL},
    {NULL, 0, 0, 0, NULL},
};

static PyMethodDef counter_methods[] = {
    {"fail", (PyCFunction)(void (*)(void))counter_fail,
     METH_METHOD | METH_FASTCALL | METH_KEYWORDS, "fail(*args)\n--\n\nFails."},
    {"made", counter_made, METH_NOARGS | METH_CLASS, NULL},
    {"twice", counter_twice, METH_O | METH_STATIC, NULL},
    {NULL, NULL, 0, NULL},
};

static PyType_Slot counter_slots[] = {
    {Py_tp_doc, "counter(value=0, *, tag=None)\n--\n\nCounts."},
    {Py_tp_new, (void *)counter_new},
    {Py_tp_dealloc, (void *)counter_dealloc},
    {Py_tp_traverse, (void *)counter_traverse},
    {Py_tp_clear, (void *)counter_clear},
    {Py_tp_repr, (void *)counter_repr},
    {Py_tp_call, (void *)PyVectorcall_Call},
    {Py_tp_methods, counter_methods},
    {Py_tp_members, counter_members},
    {Py_tp_getset, counter_getset},
    {Py_nb_add, (void *)counter_add},
    {Py_sq_item, (void *)counter_item},
    {Py_sq_length, (void *)counter_length},
    {0, NULL},
};

static PyType_Spec counter_spec = {
    "counters.counter",
    sizeof(counter),
    0,
    Py_TPFLAGS_DEFAULT | Py_TPFLAGS_BASETYPE | Py_TPFLAGS_HAVE_GC |
        Py_TPFLAGS_HAVE_VECTORCALL,
    counter_slots,
};

/* ---- the module -----------------------------------------------------------
 */

static int
module_exec(PyObject *module)
{
    state *s = PyModule_GetState(module);
    s->error =
        PyErr_NewExceptionWithDoc("counters.error", "Ours.", NULL, NULL);
    s->counter =
        (PyTypeObject *)PyType_FromModuleAndSpec(module, &counter_spec, NULL);
    if (s->error == NULL || s->counter == NULL ||
        PyModule_AddObjectRef(module, "error", s->error) < 0 ||
        PyModule_AddType(module, s->counter) < 0) {
        return -1;
    }
    return PyModule_AddIntConstant(module, "size", 8);
}

static int
module_traverse(PyObject *module, visitproc visit, void *arg)
{
    state *s = PyModule_GetState(module);
    Py_VISIT(s->error);
    Py_VISIT(s->counter);
    return 0;
}

static int
module_clear(PyObject *module)
{
    state *s = PyModule_GetState(module);
    Py_CLEAR(s->error);
    Py_CLEAR(s->counter);
    return 0;
}

static void
module_free(void *module)
{
    module_clear(module);
}

static PyModuleDef_Slot module_slots[] = {
    {Py_mod_exec, (void *)module_exec},
    {0, NULL},
};

static struct PyModuleDef module_def = {
    PyModuleDef_HEAD_INIT,   .m_name = "counters",
    .m_doc = "Counters.",    .m_size = sizeof(state),
    .m_slots = module_slots, .m_traverse = module_traverse,
    .m_clear = module_clear, .m_free = module_free,
};

PyMODINIT_FUNC PyInit_counters(void);

PyMODINIT_FUNC
PyInit_counters(void)
{
    return PyModuleDef_Init(&module_def);
}

/* ---- what it does ---------------------------------------------------------
 */

/* Sets each member to each value and reads it back. */
static void
members(PyObject *one)
{
    PyObject *values = Py_BuildValue("[iiLKdsOOs]", 1, -1, -(1LL << 40), ~0ULL,
                                     2.5, "x", Py_None, Py_True, "text");
    for (PyMemberDef *member = counter_members; member->name; member++) {
        if (member->name[0] == '_') {
            continue;
        }
        printf("%s\n", member->name);
        for (Py_ssize_t i = 0; i < PyList_GET_SIZE(values); i++) {
            /* What does not fit warns, and is cut; the warning may come
             * before or after what is printed here. */
            PyObject *value = PyList_GET_ITEM(values, i);
            int wide = i >= 1 && i <= 3;
            int narrow = member->type != T_LONGLONG &&
                         member->type != T_OBJECT &&
                         member->type != T_OBJECT_EX;
            if (wide && narrow) {
                continue;
            }
            int failed = PyObject_SetAttrString(one, member->name, value);
            show(failed ? " not set" : " set",
                 failed ? NULL : PyObject_GetAttrString(one, member->name));
        }
        int failed = PyObject_DelAttrString(one, member->name);
        show(failed ? " kept" : " deleted",
             failed ? NULL : Py_NewRef(Py_None));
        show(" then", PyObject_GetAttrString(one, member->name));
    }
    Py_DECREF(values);
}

static void
calls(PyObject *module)
{
    PyObject *one = PyObject_CallMethod(module, "counter", "i", 3);
    show("one", Py_NewRef(one));
    show("called", PyObject_CallFunction(one, "ii", 4, 5));
    show("called with a name",
         PyObject_VectorcallMethod(PyUnicode_InternFromString("__call__"),
                                   &one, 1, NULL));
    show("no int", PyObject_CallFunction(one, "s", "x"));
    show("sum", PyNumber_Add(one, one));
    show("no sum", PyNumber_Add(one, Py_None));
    show("list", PySequence_List(one));
    show("double", PyObject_GetAttrString(one, "double"));
    PyObject *ten = PyLong_FromLong(10);
    printf("%d ", PyObject_SetAttrString(one, "double", ten));
    show("value", PyObject_GetAttrString(one, "value"));
    printf("%d ", PyObject_SetAttrString(one, "fixed", ten));
    show("fixed", NULL);
    printf("%d ", PyObject_DelAttrString(one, "double"));
    show("double", NULL);
    printf("%d ", PyObject_SetAttrString(one, "new", ten));
    show("dict", PyObject_GetAttrString(one, "__dict__"));
    show("fail", PyObject_CallMethod(one, "fail", "ii", 1, 2));
    show("made", PyObject_CallMethod(one, "made", NULL));
    show("twice", PyObject_CallMethod(one, "twice", "s", "ab"));
    show("signature", PyObject_GetAttrString((PyObject *)Py_TYPE(one),
                                             "__text_signature__"));
    show("doc", PyObject_GetAttrString((PyObject *)Py_TYPE(one), "__doc__"));
    show("too many", PyObject_CallMethod(module, "counter", "ii", 1, 2));
    members(one);
    PyObject *ref = PyWeakref_NewRef(one, NULL);
    printf("%d\n", PyObject_SetAttrString(one, "maybe", one));
    Py_DECREF(one);
    printf("alive %d\n", PyWeakref_GetObject(ref) != Py_None);
    printf("collected %zd\n", PyGC_Collect());
    printf("alive %d\n", PyWeakref_GetObject(ref) != Py_None);
    Py_DECREF(ref);
    Py_DECREF(ten);
}

static void
subclass(PyObject *module)
{
    PyObject *type = PyObject_GetAttrString(module, "counter");
    PyObject *sub = PyObject_CallFunction((PyObject *)&PyType_Type, "s(O){ss}",
                                          "Sub", type, "kind", "sub");
    PyObject *one = PyObject_CallFunction(sub, "i", 2);
    show("sub", Py_NewRef(one));
    show("called", PyObject_CallFunction(one, "i", 4));
    show("module", PyObject_GetAttrString(sub, "__module__"));
    show("error", PyObject_CallMethod(one, "fail", NULL));
    show("made", PyObject_CallMethod(sub, "made", NULL));
    show("mro", PyObject_GetAttrString(sub, "__mro__"));
    Py_DECREF(one);
    Py_DECREF(sub);
    Py_DECREF(type);
}

int
main(void)
{
    PyImport_AppendInittab("counters", PyInit_counters);
    begin();
    PyObject *module = PyImport_ImportModule("counters");
    show("module", Py_NewRef(module));
    show("package", PyObject_GetAttrString(module, "__package__"));
    calls(module);
    subclass(module);
    PyObject *again = PyImport_ImportModule("counters");
    printf("once %d\n", again == module);
    Py_DECREF(again);
    Py_DECREF(module);
    return end();
}
