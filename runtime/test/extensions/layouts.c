/* layouts.c -- classes from specs with a dict or a list of weak references at
 * the end, which others may inherit from together; the parts of code that
 * only names a line.
 */
#include "show.h"
#include "structmember.h"

struct plain {
    PyObject_HEAD
};

struct one {
    PyObject_HEAD
    PyObject *word;
};

struct two {
    PyObject_HEAD
    PyObject *word;
    PyObject *second;
};

#define WORD offsetof(struct two, word)
#define LAST offsetof(struct two, second)

static PyMemberDef with_dict[] = {
    {"__dictoffset__", T_PYSSIZET, WORD, READONLY, NULL}, {NULL}};
static PyMemberDef with_weak[] = {
    {"__weaklistoffset__", T_PYSSIZET, WORD, READONLY, NULL}, {NULL}};
static PyMemberDef dict_first[] = {
    {"__dictoffset__", T_PYSSIZET, WORD, READONLY, NULL},
    {"__weaklistoffset__", T_PYSSIZET, LAST, READONLY, NULL},
    {NULL}};
static PyMemberDef weak_first[] = {
    {"__weaklistoffset__", T_PYSSIZET, WORD, READONLY, NULL},
    {"__dictoffset__", T_PYSSIZET, LAST, READONLY, NULL},
    {NULL}};
static PyMemberDef dict_behind[] = {
    {"field", T_OBJECT, WORD, READONLY, NULL},
    {"__dictoffset__", T_PYSSIZET, LAST, READONLY, NULL},
    {NULL}};
static PyMemberDef dict_before[] = {
    {"__dictoffset__", T_PYSSIZET, WORD, READONLY, NULL},
    {"field", T_OBJECT, LAST, READONLY, NULL},
    {NULL}};
static PyMemberDef nothing[] = {{NULL}};

static const struct {
    const char *name;
    int size;
    PyMemberDef *members;
} kinds[] = {
    {"l.Plain", sizeof(struct plain), nothing},
    {"l.Dict", sizeof(struct one), with_dict},
    {"l.Weak", sizeof(struct one), with_weak},
    {"l.DictWeak", sizeof(struct two), dict_first},
    {"l.WeakDict", sizeof(struct two), weak_first},
    {"l.FieldDict", sizeof(struct two), dict_behind},
    {"l.DictField", sizeof(struct two), dict_before},
};

#define KINDS (sizeof(kinds) / sizeof(*kinds))

static PyObject *types[KINDS];

static void
dealloc(PyObject *self)
{
    PyTypeObject *type = Py_TYPE(self);
    if (type->tp_weaklistoffset > 0) {
        PyObject_ClearWeakRefs(self);
    }
    PyObject **dict = _PyObject_GetDictPtr(self);
    if (dict != NULL) {
        Py_CLEAR(*dict);
    }
    PyObject_Free(self);
    Py_DECREF(type);
}

static void
make_types(void)
{
    for (size_t i = 0; i < KINDS; i++) {
        PyType_Slot slots[] = {{Py_tp_members, kinds[i].members},
                               {Py_tp_dealloc, dealloc},
                               {0, NULL}};
        PyType_Spec spec = {.name = kinds[i].name,
                            .basicsize = kinds[i].size,
                            .flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_BASETYPE,
                            .slots = slots};
        types[i] = PyType_FromSpec(&spec);
    }
}

/* A class with two bases, its layout, and what its instances can. */
static void
together(PyObject *a, PyObject *b)
{
    PyObject *both = PyObject_CallFunction((PyObject *)&PyType_Type, "s(OO){}",
                                           "Both", a, b);
    printf("%s %s ", ((PyTypeObject *)a)->tp_name,
           ((PyTypeObject *)b)->tp_name);
    if (both == NULL) {
        show_exception();
        return;
    }
    PyTypeObject *type = (PyTypeObject *)both;
    printf("base %s, size %zd, dict %zd, weak %zd\n", type->tp_base->tp_name,
           type->tp_basicsize, type->tp_dictoffset, type->tp_weaklistoffset);
    Py_DECREF(both);
}

/* Whether an object of one class may become one of the other. */
static void
exchange(PyObject *a, PyObject *b)
{
    PyObject *object = PyObject_CallNoArgs(a);
    printf("%s becomes %s: ", ((PyTypeObject *)a)->tp_name,
           ((PyTypeObject *)b)->tp_name);
    if (PyObject_SetAttrString(object, "__class__", b) < 0) {
        show_exception();
    }
    else {
        puts("yes");
    }
    Py_DECREF(object);
}

static void
code(void)
{
    const char *names[] = {"co_code",          "co_name",     "co_filename",
                           "co_flags",         "co_consts",   "co_linetable",
                           "co_stacksize",     "co_varnames", "co_firstlineno",
                           "co_exceptiontable"};
    PyObject *empty = (PyObject *)PyCode_NewEmpty("f.c", "name", 12);
    for (size_t i = 0; i < Py_ARRAY_LENGTH(names); i++) {
        show(names[i], PyObject_GetAttrString(empty, names[i]));
    }
    show("size", PyLong_FromSize_t(_PySys_GetSizeOf(empty)));
    Py_DECREF(empty);
    PyObject *(*parts[])(PyObject *) = {
        PyFunction_GetCode,       PyFunction_GetGlobals,
        PyFunction_GetModule,     PyFunction_GetDefaults,
        PyFunction_GetKwDefaults, PyFunction_GetClosure,
        PyFunction_GetAnnotations};
    for (size_t i = 0; i < Py_ARRAY_LENGTH(parts); i++) {
        PyObject *part = parts[i](Py_None);
        printf("%d\n",
               part == NULL && PyErr_ExceptionMatches(PyExc_SystemError));
        PyErr_Clear();
    }
}

int
main(void)
{
    begin();
    make_types();
    for (size_t i = 0; i < KINDS; i++) {
        for (size_t k = 0; k < KINDS; k++) {
            together(types[i], types[k]);
            exchange(types[i], types[k]);
        }
    }
    code();
    for (size_t i = 0; i < KINDS; i++) {
        Py_DECREF(types[i]);
    }
    return end();
}
