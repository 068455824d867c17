/* types_test.c -- classes, instances, descriptors and calls when memory runs
 * out: whichever allocation fails, nothing crashes, MemoryError is what is
 * raised, and nothing is left behind.
 *
 * What they do otherwise is compared with CPython in twin.t.
 */

#include <Python.h>
#include <structmember.h>

#include "internal/hb_trace.h"
#include "tap.h"

/* ---- an allocator that fails once --------------------------------------- */

static long requests;
static long failing; /* 0: none */

struct below {
    PyMemAllocatorDomain domain;
    PyMemAllocatorEx allocator;
};

static struct below below[] = {
    {PYMEM_DOMAIN_RAW, {NULL, NULL, NULL, NULL, NULL}},
    {PYMEM_DOMAIN_MEM, {NULL, NULL, NULL, NULL, NULL}},
    {PYMEM_DOMAIN_OBJ, {NULL, NULL, NULL, NULL, NULL}},
};

static int
fails(void)
{
    return ++requests == failing;
}

static void *
failing_malloc(void *ctx, size_t size)
{
    PyMemAllocatorEx *a = &((struct below *)ctx)->allocator;
    return fails() ? NULL : a->malloc(a->ctx, size);
}

static void *
failing_calloc(void *ctx, size_t n, size_t size)
{
    PyMemAllocatorEx *a = &((struct below *)ctx)->allocator;
    return fails() ? NULL : a->calloc(a->ctx, n, size);
}

static void *
failing_realloc(void *ctx, void *ptr, size_t size)
{
    PyMemAllocatorEx *a = &((struct below *)ctx)->allocator;
    return fails() ? NULL : a->realloc(a->ctx, ptr, size);
}

static void
failing_free(void *ctx, void *ptr)
{
    PyMemAllocatorEx *a = &((struct below *)ctx)->allocator;
    a->free(a->ctx, ptr);
}

static void
hook(void)
{
    for (size_t i = 0; i < Py_ARRAY_LENGTH(below); i++) {
        PyMemAllocatorEx mine = {&below[i], failing_malloc, failing_calloc,
                                 failing_realloc, failing_free};
        PyMem_GetAllocator(below[i].domain, &below[i].allocator);
        PyMem_SetAllocator(below[i].domain, &mine);
    }
}

static void
unhook(void)
{
    for (size_t i = 0; i < Py_ARRAY_LENGTH(below); i++) {
        PyMem_SetAllocator(below[i].domain, &below[i].allocator);
    }
}

/* ---- scenarios -------------------------------------------------------------
 *
 * Each returns 0, or -1 with an exception.
 */

/* A class of the name with what the format makes of the rest as its bases and
 * dict; new.
 */
static PyObject *
make_class(const char *name, PyObject *base, const char *slot)
{
    PyObject *type = (PyObject *)&PyType_Type;
    if (slot != NULL) {
        return PyObject_CallFunction(type, "s(O){s(s)}", name, base,
                                     "__slots__", slot);
    }
    return PyObject_CallFunction(type, "s(O){}", name, base);
}

static PyObject *
answer(PyObject *self, PyObject *Py_UNUSED(arg))
{
    return PyObject_GetAttrString(self, "x");
}

static PyMethodDef answer_def = {"answer", answer, METH_NOARGS, NULL};
static PyMethodDef len_def = {"__len__", answer, METH_NOARGS, NULL};

static int
add_method(PyObject *cls, PyMethodDef *def)
{
    PyObject *method = PyDescr_NewMethod((PyTypeObject *)cls, def);
    if (method == NULL) {
        return -1;
    }
    int result = PyObject_SetAttrString(cls, def->ml_name, method);
    Py_DECREF(method);
    return result;
}

/* Consumes a result: 0, or -1 if it is NULL. */
static int
done(PyObject *result)
{
    Py_XDECREF(result);
    return result == NULL ? -1 : 0;
}

static int
use_instance(PyObject *op)
{
    PyObject *seven = PyLong_FromLong(7000);
    if (seven == NULL) {
        return -1;
    }
    int result = PyObject_SetAttrString(op, "x", seven);
    Py_DECREF(seven);
    if (result < 0 || done(PyObject_GetAttrString(op, "x")) < 0 ||
        done(PyObject_CallMethod(op, "answer", NULL)) < 0 ||
        PyObject_Size(op) < 0) {
        return -1;
    }
    return done(PyObject_Repr(op));
}

static int
plain_class(void)
{
    PyObject *base = (PyObject *)&PyBaseObject_Type, *op = NULL;
    PyObject *cls = make_class("Plain", base, NULL);
    int result = -1;
    if (cls != NULL && add_method(cls, &answer_def) == 0 &&
        add_method(cls, &len_def) == 0) {
        op = PyObject_CallNoArgs(cls);
        if (op != NULL && use_instance(op) == 0) {
            result = done(PyObject_GetAttrString(op, "__dict__"));
        }
    }
    Py_XDECREF(op);
    Py_XDECREF(cls);
    return result;
}

static int
slotted_class(void)
{
    PyObject *base = (PyObject *)&PyBaseObject_Type, *op = NULL;
    PyObject *cls = make_class("Slotted", base, "x");
    int result = -1;
    if (cls != NULL && add_method(cls, &answer_def) == 0 &&
        add_method(cls, &len_def) == 0) {
        op = PyObject_CallNoArgs(cls);
        if (op != NULL && use_instance(op) == 0) {
            result = done(PyObject_CallMethod(op, "__reduce_ex__", "i", 4));
        }
    }
    Py_XDECREF(op);
    Py_XDECREF(cls);
    return result;
}

static int
diamond(void)
{
    PyObject *b = NULL, *c = NULL, *d = NULL;
    PyObject *a = make_class("A", (PyObject *)&PyBaseObject_Type, NULL);
    int result = -1;
    if (a != NULL) {
        b = make_class("B", a, NULL);
        c = make_class("C", a, NULL);
    }
    if (b != NULL && c != NULL) {
        d = PyObject_CallFunction((PyObject *)&PyType_Type, "s(OO){}", "D", b,
                                  c);
    }
    if (d != NULL && add_method(a, &len_def) == 0 &&
        done(PyObject_Dir(d)) == 0) {
        PyObject *super =
            PyObject_CallFunction((PyObject *)&PySuper_Type, "OO", b, d);
        if (super != NULL) {
            result = done(PyObject_GetAttrString(super, "__len__"));
            Py_DECREF(super);
        }
    }
    Py_XDECREF(d);
    Py_XDECREF(c);
    Py_XDECREF(b);
    Py_XDECREF(a);
    return result;
}

typedef struct {
    PyObject_HEAD
    PyObject *x;
} pair;

static PyMemberDef pair_members[] = {
    {"x", T_OBJECT_EX, offsetof(pair, x), 0, NULL},
    {NULL, 0, 0, 0, NULL},
};

static Py_ssize_t
pair_length(PyObject *Py_UNUSED(self))
{
    return 2;
}

static PyMethodDef pair_methods[] = {
    {"answer", answer, METH_NOARGS, NULL},
    {NULL, NULL, 0, NULL},
};

static void
pair_dealloc(PyObject *self)
{
    PyTypeObject *type = Py_TYPE(self);
    Py_XDECREF(((pair *)self)->x);
    type->tp_free(self);
    Py_DECREF(type);
}

static PyType_Slot pair_slots[] = {
    {Py_tp_doc, "A pair."},
    {Py_tp_members, pair_members},
    {Py_tp_methods, pair_methods},
    {Py_tp_dealloc, (void *)pair_dealloc},
    {Py_sq_length, (void *)pair_length},
    {0, NULL},
};

static PyType_Spec pair_spec = {"test.pair", sizeof(pair), 0,
                                Py_TPFLAGS_DEFAULT, pair_slots};

static int
type_from_spec(void)
{
    PyObject *cls = PyType_FromSpec(&pair_spec), *op = NULL;
    int result = -1;
    if (cls != NULL) {
        op = PyObject_CallNoArgs(cls);
        if (op != NULL) {
            result = use_instance(op);
        }
    }
    Py_XDECREF(op);
    Py_XDECREF(cls);
    return result;
}

static int
calls(void)
{
    PyObject *len = PyObject_GetAttrString((PyObject *)&PyList_Type, "append");
    PyObject *list = PyList_New(0), *args = NULL, *kwargs = NULL;
    int result = -1;
    if (len == NULL || list == NULL) {
        goto finish;
    }
    args = Py_BuildValue("(OO)", list, list);
    kwargs = Py_BuildValue("{ss}", "key", "value");
    if (args == NULL || kwargs == NULL ||
        done(PyObject_Call(len, args, NULL)) < 0 ||
        done(PyObject_CallFunction(len, "Oi", list, 5)) < 0 ||
        done(PyObject_CallMethod(list, "append", "s", "text")) < 0 ||
        done(PyObject_Call((PyObject *)&PyDict_Type, PyTuple_New(0), kwargs)) <
            0) {
        goto finish;
    }
    result = done(PyObject_CallMethod(list, "__len__", NULL));
finish:
    Py_XDECREF(len);
    Py_XDECREF(list);
    Py_XDECREF(args);
    Py_XDECREF(kwargs);
    return result;
}

/* ---- the test
 * ------------------------------------------------------------------ */

struct scenario {
    const char *name;
    int (*run)(void);
};

/* Counts a block that is left; that in which object notes its subclasses may
 * have grown.
 */
static int
leaves_nothing(const struct Hb_Block *block, void *arg)
{
    PyDictObject *dict = (PyDictObject *)PyBaseObject_Type.tp_subclasses;
    if (block->address == (void *)dict->ma_keys) {
        return 0;
    }
    printf("# %zu bytes at %p are left\n", block->size, block->address);
    ++*(int *)arg;
    return 0;
}

/* Runs with the n-th allocation failing; 1 when there were fewer than n. */
static int
run_failing(const struct scenario *scenario, long n, int *wrong)
{
    requests = 0;
    failing = n;
    int result = scenario->run();
    failing = 0;
    int reached = requests >= n;
    if (result < 0 && !PyErr_ExceptionMatches(PyExc_MemoryError)) {
        printf("# %s: allocation %ld: ", scenario->name, n);
        fflush(stdout);
        PyErr_Print();
        ++*wrong;
    }
    if (result == 0 && PyErr_Occurred()) {
        printf("# %s: allocation %ld: left an exception\n", scenario->name, n);
        ++*wrong;
    }
    PyErr_Clear();
    return !reached;
}

static void
check(const struct scenario *scenario)
{
    int wrong = 0, left = 0;
    long n = 1;
    ok(scenario->run() == 0, "%s: runs", scenario->name);
    PyErr_Clear();
    PyGC_Collect();
    PyType_ClearCache();
    uint64_t mark = Hb_TraceMark();
    hook();
    while (n < 100000 && !run_failing(scenario, n, &wrong)) {
        n++;
    }
    unhook();
    PyGC_Collect();
    PyType_ClearCache();
    Hb_TraceEach(mark, leaves_nothing, &left);
    is_int(wrong, 0, "%s: each of %ld allocations may fail", scenario->name,
           n);
    is_int(left, 0, "%s: nothing is left behind", scenario->name);
}

int
main(void)
{
    static const struct scenario scenarios[] = {
        {"a plain class", plain_class},
        {"a class with slots", slotted_class},
        {"a diamond", diamond},
        {"a type of C", type_from_spec},
        {"calls", calls},
    };
    Py_Initialize();
    Hb_TraceStart();
    for (size_t i = 0; i < Py_ARRAY_LENGTH(scenarios); i++) {
        check(&scenarios[i]);
    }
    Hb_TraceStop();
    is_int(Py_FinalizeEx(), 0, "the interpreter ends");
    return tap_end();
}
