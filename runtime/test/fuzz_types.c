/* fuzz_types.c -- random operations on classes and their instances.
 *
 * A pool of classes with random bases and slots; attributes and special
 * methods come and go in random classes, instances change their class,
 * classes their bases.  After each step what instances of random classes
 * answer is printed: the same on the model and on CPython.
 *
 * usage: fuzz_types [SEED [COUNT]]
 */

#include "twin/twin_show.h"

#define CLASSES   12
#define INSTANCES 16

static PyObject *classes[CLASSES];
static PyObject *instances[INSTANCES];
static unsigned long long state;

static unsigned int
pick(unsigned int n)
{
    state = state * 6364136223846793005ULL + 1442695040888963407ULL;
    return (unsigned int)(state >> 33) % n;
}

/* ---- special methods -----------------------------------------------------
 */

static PyObject *
describe(PyObject *self, PyObject *args)
{
    return PyUnicode_FromFormat("<%s %zd>", Py_TYPE(self)->tp_name,
                                PyTuple_GET_SIZE(args));
}

static PyObject *
number(PyObject *Py_UNUSED(self), PyObject *args)
{
    return PyLong_FromSsize_t(PyTuple_GET_SIZE(args) + 7);
}

static PyObject *
refuse(PyObject *Py_UNUSED(self), PyObject *Py_UNUSED(args))
{
    Py_RETURN_NOTIMPLEMENTED;
}

static PyObject *
fail(PyObject *self, PyObject *Py_UNUSED(args))
{
    PyErr_Format(PyExc_ValueError, "from %s", Py_TYPE(self)->tp_name);
    return NULL;
}

static PyObject *
nothing(PyObject *Py_UNUSED(self), PyObject *Py_UNUSED(args))
{
    Py_RETURN_NONE;
}

/* Ends every third time, so that no loop over an instance goes on for ever. */
static PyObject *
item(PyObject *Py_UNUSED(self), PyObject *args)
{
    static int calls;
    if (++calls % 3 != 0) {
        return PyLong_FromLong(calls % 3 + 40);
    }
    PyErr_SetNone(PyTuple_GET_SIZE(args) ? PyExc_IndexError
                                         : PyExc_StopIteration);
    return NULL;
}

#define ENDING_ROW(name)                                                      \
    {                                                                         \
        {name, item, METH_VARARGS, NULL}, {name, item, METH_VARARGS, NULL},   \
            {name, item, METH_VARARGS, NULL},                                 \
            {name, fail, METH_VARARGS, NULL},                                 \
        {                                                                     \
            name, item, METH_VARARGS, NULL                                    \
        }                                                                     \
    }

#define ROW(name)                                                             \
    {                                                                         \
        {name, describe, METH_VARARGS, NULL},                                 \
            {name, number, METH_VARARGS, NULL},                               \
            {name, refuse, METH_VARARGS, NULL},                               \
            {name, fail, METH_VARARGS, NULL},                                 \
        {                                                                     \
            name, nothing, METH_VARARGS, NULL                                 \
        }                                                                     \
    }

static PyMethodDef special[][5] = {
    ROW("__repr__"),
    ROW("__str__"),
    ROW("__len__"),
    ROW("__bool__"),
    ROW("__add__"),
    ROW("__radd__"),
    ROW("__iadd__"),
    ROW("__mul__"),
    ROW("__rmul__"),
    ROW("__neg__"),
    ENDING_ROW("__getitem__"),
    ROW("__setitem__"),
    ROW("__delitem__"),
    ROW("__contains__"),
    ROW("__iter__"),
    ENDING_ROW("__next__"),
    ROW("__call__"),
    ROW("__eq__"),
    ROW("__lt__"),
    ROW("__hash__"),
    ROW("__getattr__"),
    ROW("__setattr__"),
    ROW("__index__"),
    ROW("__int__"),
    ROW("__float__"),
    ROW("__init__"),
    ROW("__get__"),
    ROW("__set__"),
    ROW("__pow__"),
    ROW("__format__"),
    ROW("__bytes__"),
    ROW("__length_hint__"),
};

static const char *const names[] = {"a", "b", "c", "x", "y"};

#define NAME_COUNT    (sizeof(names) / sizeof(names[0]))
#define SPECIAL_COUNT (sizeof(special) / sizeof(special[0]))

/* ---- the pool --------------------------------------------------------------
 */

static PyObject *
random_base(void)
{
    static PyTypeObject *const types[] = {
        &PyBaseObject_Type, &PyList_Type,    &PyDict_Type, &PyLong_Type,
        &PyTuple_Type,      &PyUnicode_Type, &PyFloat_Type};
    PyObject *cls = classes[pick(CLASSES)];
    if (cls == NULL || pick(4) == 0) {
        return Py_NewRef(types[pick(pick(3) ? 1 : 7)]);
    }
    return Py_NewRef(cls);
}

static PyObject *
random_bases(void)
{
    Py_ssize_t n = (Py_ssize_t)pick(4);
    PyObject *bases = PyTuple_New(n);
    for (Py_ssize_t i = 0; i < n; i++) {
        PyTuple_SET_ITEM(bases, i, random_base());
    }
    return bases;
}

static PyObject *
random_slots(void)
{
    static const char *const slots[] = {"a", "b", "__dict__", "__weakref__",
                                        "__c"};
    Py_ssize_t n = (Py_ssize_t)pick(3);
    PyObject *tuple = PyTuple_New(n);
    for (Py_ssize_t i = 0; i < n; i++) {
        PyTuple_SET_ITEM(tuple, i, PyUnicode_FromString(slots[pick(5)]));
    }
    return tuple;
}

static void
new_class(void)
{
    unsigned int i = pick(CLASSES);
    char name[8];
    snprintf(name, sizeof(name), "C%u", i);
    PyObject *bases = random_bases(), *dict = PyDict_New();
    if (pick(3) == 0) {
        PyObject *slots = random_slots();
        PyDict_SetItemString(dict, "__slots__", slots);
        Py_DECREF(slots);
    }
    PyObject *cls = PyObject_CallFunction((PyObject *)&PyType_Type, "sOO",
                                          name, bases, dict);
    printf("%s from ", name);
    show("bases", Py_NewRef(bases));
    show("  class", Py_XNewRef(cls));
    Py_DECREF(bases);
    Py_DECREF(dict);
    if (cls != NULL) {
        show("  mro", PyObject_GetAttrString(cls, "__mro__"));
        Py_XSETREF(classes[i], cls);
    }
}

static int
has_class(void)
{
    int i = 0;
    while (i < CLASSES && classes[i] == NULL) {
        i++;
    }
    return i < CLASSES;
}

static PyObject *
some_class(void)
{
    PyObject *cls = NULL;
    while (cls == NULL) {
        cls = classes[pick(CLASSES)];
    }
    return cls;
}

static void
new_instance(void)
{
    PyObject *op = PyObject_CallNoArgs(some_class());
    show("new", Py_XNewRef(op));
    unsigned int i = pick(INSTANCES);
    if (op != NULL) {
        Py_XSETREF(instances[i], op);
    }
}

/* Borrowed; only new_instance takes it away. */
static PyObject *
some_instance(void)
{
    PyObject *op = instances[pick(INSTANCES)];
    return op == NULL ? Py_None : op;
}

/* ---- operations
 * ------------------------------------------------------------- */

static void
set_special(void)
{
    PyObject *cls = some_class();
    PyMethodDef *def = &special[pick(SPECIAL_COUNT)][pick(5)];
    PyObject *method = PyDescr_NewMethod((PyTypeObject *)cls, def);
    printf("%s.%s: ", ((PyTypeObject *)cls)->tp_name, def->ml_name);
    show_int("set", PyObject_SetAttrString(cls, def->ml_name, method));
    Py_DECREF(method);
}

static void
delete_special(void)
{
    PyObject *cls = some_class();
    const char *name = special[pick(SPECIAL_COUNT)][0].ml_name;
    printf("%s.%s: ", ((PyTypeObject *)cls)->tp_name, name);
    if (pick(4) == 0) {
        show_int("none", PyObject_SetAttrString(cls, name, Py_None));
    }
    else {
        show_int("delete", PyObject_SetAttrString(cls, name, NULL));
    }
}

static void
class_attribute(void)
{
    PyObject *cls = some_class();
    const char *name = names[pick(NAME_COUNT)];
    printf("%s.%s: ", ((PyTypeObject *)cls)->tp_name, name);
    if (pick(3) == 0) {
        show_int("delete", PyObject_SetAttrString(cls, name, NULL));
    }
    else {
        PyObject *value = pick(4) ? PyLong_FromLong((long)pick(100))
                                  : Py_NewRef(some_instance());
        show_int("set", PyObject_SetAttrString(cls, name, value));
        Py_DECREF(value);
    }
}

static void
instance_attribute(void)
{
    PyObject *op = some_instance();
    const char *name = names[pick(NAME_COUNT)];
    printf("%s instance.%s: ", Py_TYPE(op)->tp_name, name);
    switch (pick(4)) {
    case 0:
        show_int("delete", PyObject_SetAttrString(op, name, NULL));
        break;
    case 1:
        show("get", PyObject_GetAttrString(op, name));
        break;
    default: {
        PyObject *value = PyLong_FromLong((long)pick(100));
        show_int("set", PyObject_SetAttrString(op, name, value));
        Py_DECREF(value);
    }
    }
}

static void
read_dict(void)
{
    PyObject *op = some_instance();
    show("__dict__", PyObject_GetAttrString(op, "__dict__"));
}

static void
change_class(void)
{
    PyObject *op = some_instance(), *cls = some_class();
    show_int("__class__", PyObject_SetAttrString(op, "__class__", cls));
    show("type", PyObject_Type(op));
}

static void
change_bases(void)
{
    PyObject *cls = some_class(), *bases = random_bases();
    printf("%s: ", ((PyTypeObject *)cls)->tp_name);
    show_int("__bases__", PyObject_SetAttrString(cls, "__bases__", bases));
    show("mro", PyObject_GetAttrString(cls, "__mro__"));
    Py_DECREF(bases);
}

static void
compare(void)
{
    PyObject *a = some_instance(), *b = some_instance();
    int op = (int)pick(6);
    show("compare", PyObject_RichCompare(a, b, op));
    show_int("isinstance", PyObject_IsInstance(a, some_class()));
}

static void
operate(void)
{
    PyObject *a = some_instance(), *b = some_instance();
    switch (pick(8)) {
    case 0:
        show("add", PyNumber_Add(a, b));
        break;
    case 1:
        show("multiply", PyNumber_Multiply(a, b));
        break;
    case 2:
        show("iadd", PyNumber_InPlaceAdd(a, b));
        break;
    case 3:
        show("power", PyNumber_Power(a, b, Py_None));
        break;
    case 4:
        show("negative", PyNumber_Negative(a));
        break;
    case 5:
        show("index", PyNumber_Index(a));
        break;
    case 6:
        show("int", PyNumber_Long(a));
        break;
    default:
        show("float", PyNumber_Float(a));
    }
}

static void
use(void)
{
    PyObject *a = some_instance(), *b = some_instance();
    switch (pick(12)) {
    case 0:
        show_int("size", PyObject_Size(a));
        break;
    case 1:
        show_int("true", PyObject_IsTrue(a));
        break;
    case 2:
        show("item", PyObject_GetItem(a, b));
        break;
    case 3:
        show_int("set item", PyObject_SetItem(a, b, Py_None));
        break;
    case 4:
        show_int("delete item", PyObject_DelItem(a, b));
        break;
    case 5:
        show("call", PyObject_CallOneArg(a, b));
        break;
    case 6:
        show("str", PyObject_Str(a));
        break;
    case 7:
        show("format", PyObject_Format(a, NULL));
        break;
    case 8:
        show("bytes", PyObject_Bytes(a));
        break;
    case 9:
        show_int("hint", PyObject_LengthHint(a, 3));
        break;
    case 10:
        show_int("sequence", PySequence_Check(a) + 2 * PyMapping_Check(a) +
                                 4 * PyCallable_Check(a) +
                                 8 * PyIndex_Check(a));
        break;
    default:
        show("iter", PyObject_GetIter(a));
    }
}

static void
look_at_class(void)
{
    PyObject *cls = some_class();
    show("subclasses", PyObject_CallMethod(cls, "__subclasses__", NULL));
    show("dictoffset", PyObject_GetAttrString(cls, "__dictoffset__"));
    show("basicsize", PyObject_GetAttrString(cls, "__basicsize__"));
    show(names[0], PyObject_GetAttrString(cls, names[pick(NAME_COUNT)]));
}

int
main(int argc, char **argv)
{
    static void (*const operations[])(void) = {
        new_class,
        new_instance,
        new_instance,
        set_special,
        set_special,
        delete_special,
        class_attribute,
        class_attribute,
        instance_attribute,
        instance_attribute,
        read_dict,
        change_class,
        change_bases,
        compare,
        operate,
        operate,
        use,
        use,
        look_at_class,
    };
    long count = argc > 2 ? atol(argv[2]) : 1000;
    setvbuf(stdout, NULL, _IOLBF, 0);
    state = argc > 1 ? strtoull(argv[1], NULL, 10) : 1;
    Py_Initialize();
    /* When a class goes that only a cycle holds depends on the rest of the
     * program. */
    PyGC_Disable();
    for (int i = 0; i < 4 || !has_class(); i++) {
        new_class();
    }
    for (long i = 0; i < count; i++) {
        operations[pick(sizeof(operations) / sizeof(operations[0]))]();
    }
    for (int i = 0; i < INSTANCES; i++) {
        Py_CLEAR(instances[i]);
    }
    for (int i = 0; i < CLASSES; i++) {
        Py_CLEAR(classes[i]);
    }
    return Py_FinalizeEx() < 0;
}
