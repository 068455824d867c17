/* deep_test.c -- structures 100,000 deep: repr, comparison, hash, copies and
 * isinstance end with RecursionError (or an answer), the collector walks
 * through them, and they die, all without a deep stack.
 *
 * Each shape has a process of its own, so that a crash has a name.
 */
#include <heapbook.h>
#include <sys/wait.h>
#include <unistd.h>

#include "tap.h"

/* Frames are larger in the other flavours (the hash of a tuple has no limit,
 * here as there), and the hostile one looks at everything again and again. */
#if defined(HB_HOSTILE)
#define DEPTH 5000
#elif defined(HB_ASAN)
#define DEPTH 20000
#else
#define DEPTH 100000
#endif

/* ---- shapes: what holds another ----------------------------------------- */

static PyObject *plain_type, *slots_type, *kid_type, *ignore, *partial,
    *ordered, *deque, *namespace, *chain, *map, *proxy;

/* A function that puts `inner` into something. */
#define WRAP(name, expression)                                                \
    static PyObject *name(PyObject *inner)                                    \
    {                                                                         \
        return expression;                                                    \
    }

WRAP(in_list, Py_BuildValue("[O]", inner))
WRAP(in_tuple, PyTuple_Pack(1, inner))
WRAP(in_dict, Py_BuildValue("{sO}", "k", inner))

static PyObject *
in_frozenset(PyObject *inner)
{
    PyObject *list = in_list(inner);
    PyObject *set = PyFrozenSet_New(list);

    Py_DECREF(list);
    return set;
}

/* What cannot be hashed lies in a set as an instance. */
static PyObject *
in_attribute(PyObject *type, PyObject *inner)
{
    PyObject *object = PyObject_CallNoArgs(type);

    PyObject_SetAttrString(object, "x", inner);
    return object;
}

WRAP(in_plain, in_attribute(plain_type, inner))
WRAP(in_slots, in_attribute(slots_type, inner))

static PyObject *
in_list_kid(PyObject *inner)
{
    PyObject *list = PyObject_CallNoArgs(kid_type);

    PyList_Append(list, inner);
    return list;
}

static PyObject *
in_set(PyObject *inner)
{
    PyObject *set = PySet_New(NULL), *holder;

    PySet_Add(set, inner);
    holder = in_plain(set);
    Py_DECREF(set);
    return holder;
}

WRAP(in_partial, PyObject_CallFunctionObjArgs(partial, ignore, inner, NULL))

static PyObject *
in_ordered(PyObject *inner)
{
    PyObject *dict = PyObject_CallNoArgs(ordered);

    PyObject_SetItem(dict, Py_True, inner);
    return dict;
}

WRAP(in_deque, PyObject_CallFunction(deque, "[O]", inner))
WRAP(in_namespace, in_attribute(namespace, inner))
WRAP(in_method, PyMethod_New(ignore, inner))
WRAP(in_property, PyObject_CallOneArg((PyObject *)&PyProperty_Type, inner))
WRAP(in_static, PyStaticMethod_New(inner))
WRAP(in_slice, PySlice_New(inner, NULL, NULL))
WRAP(in_cell, PyCell_New(inner))
WRAP(in_view, PyMemoryView_FromObject(inner))

static PyObject *
in_exception(PyObject *inner)
{
    PyObject *error = PyObject_CallNoArgs(PyExc_ValueError);

    PyException_SetContext(error, Py_NewRef(inner));
    return error;
}

WRAP(in_weakref, PyWeakref_NewRef(plain_type, inner))
WRAP(in_chain, PyObject_CallOneArg(chain, inner))
WRAP(in_map, PyObject_CallFunctionObjArgs(map, ignore, inner, NULL))

static PyObject *
in_proxy(PyObject *inner)
{
    PyObject *dict = in_dict(inner);
    PyObject *view = PyObject_CallOneArg(proxy, dict);

    Py_DECREF(dict);
    return view;
}

static PyObject *
in_sequence_iterator(PyObject *inner)
{
    PyObject *list = in_list(inner);
    PyObject *iterator = PyObject_GetIter(list);

    Py_DECREF(list);
    return iterator;
}

static const struct shape {
    const char *name;
    PyObject *(*wrap)(PyObject *inner);
    const char *core; /* display of the innermost */
} shapes[] = {
    {"list", in_list, "[]"},
    {"tuple", in_tuple, "[]"},
    {"hashable tuple", in_tuple, "()"},
    {"dict", in_dict, "{}"},
    {"frozenset", in_frozenset, "()"},
    {"set", in_set, "()"},
    {"plain instance", in_plain, "[]"},
    {"slots instance", in_slots, "[]"},
    {"list subclass", in_list_kid, "[]"},
    {"partial", in_partial, "[]"},
    {"OrderedDict", in_ordered, "[]"},
    {"deque", in_deque, "[]"},
    {"SimpleNamespace", in_namespace, "[]"},
    {"method", in_method, "[]"},
    {"property", in_property, "[]"},
    {"staticmethod", in_static, "[]"},
    {"slice", in_slice, "[]"},
    {"cell", in_cell, "[]"},
    {"memoryview", in_view, "b'abc'"},
    {"exception with context", in_exception, "None"},
    {"weakref with callback", in_weakref, "[]"},
    {"itertools.chain", in_chain, "[]"},
    {"map", in_map, "[]"},
    {"mappingproxy", in_proxy, "[]"},
    {"iterator", in_sequence_iterator, "[]"},
};

/* ---- what is done to them ----------------------------------------------- */

/* The core is new: equal, but not the same. */
static PyObject *
deep(const struct shape *shape)
{
    PyObject *core = strcmp(shape->core, "None") ? hb_lit(shape->core)
                                                 : hb_new(PyExc_KeyError);
    PyObject *object = Py_NewRef(core), *outer;
    int i;

    for (i = 0; object && i < DEPTH; i++) {
        outer = shape->wrap(object);
        Py_DECREF(object);
        object = outer;
    }
    return object;
}

/* An answer, or an exception that says that there is none. */
static int
is_fine(PyObject *result)
{
    int fine = result || !PyErr_ExceptionMatches(PyExc_SystemError);

    if (!fine) {
        PyErr_Print();
    }
    PyErr_Clear();
    Py_XDECREF(result);
    return fine;
}

/* 0, or the number of what failed. */
static int
use(const struct shape *shape)
{
    PyObject *a = deep(shape), *b = deep(shape);
    PyObject *copy = hb_import("copy", "copy");
    PyObject *deepcopy = hb_import("copy", "deepcopy");
    Py_hash_t hash;

    if (!a || !b) {
        return 1;
    }
    if (!is_fine(PyObject_Repr(a)) || !is_fine(PyObject_Str(a))) {
        return 2;
    }
    if (!is_fine(PyObject_RichCompare(a, b, Py_EQ)) ||
        !is_fine(PyObject_RichCompare(a, b, Py_LT))) {
        return 3;
    }
    hash = PyObject_Hash(a);
    if (!is_fine(hash == -1 ? NULL : PyLong_FromSsize_t(hash))) {
        return 4;
    }
    if (!is_fine(PyObject_CallOneArg(copy, a)) ||
        !is_fine(PyObject_CallOneArg(deepcopy, a))) {
        return 5;
    }
    PyGC_Collect();
    if (PyObject_IsInstance(b, a) < 0 && !is_fine(NULL)) {
        return 6;
    }
    Py_DECREF(a);
    /* The other dies as a part of a cycle. */
    a = hb_lit("[]");
    hb_ok(PyList_Append(a, a));
    hb_ok(PyList_Append(a, b));
    Py_DECREF(b);
    hb_del(a);
    PyGC_Collect();
    return 0;
}

static const struct shape *current;
static int outcome;

static PyMethodDef ignore_def = {"ignore", NULL, METH_VARARGS, NULL};

static PyObject *
ignore_all(PyObject *Py_UNUSED(self), PyObject *Py_UNUSED(args))
{
    Py_RETURN_NONE;
}

static void
run(void)
{
    ignore_def.ml_meth = ignore_all;
    ignore = hb_keep(PyCFunction_New(&ignore_def, NULL));
    plain_type = hb_class("Plain", NULL, NULL, NULL);
    slots_type = hb_class("Slots", NULL, "('x',)", NULL);
    kid_type = hb_class("Kid", (PyObject *)&PyList_Type, NULL, NULL);
    partial = hb_import("functools", "partial");
    ordered = hb_import("collections", "OrderedDict");
    deque = hb_import("collections", "deque");
    namespace = hb_import("types", "SimpleNamespace");
    chain = hb_import("itertools", "chain");
    map = hb_import("builtins", "map");
    proxy = hb_import("types", "MappingProxyType");
    outcome = use(current);
}

int
main(void)
{
    for (size_t i = 0; i < Py_ARRAY_LENGTH(shapes); i++) {
        int status = 0;
        pid_t child;

        fflush(stdout);
        child = fork();
        if (child == 0) {
            current = &shapes[i];
            _exit(hb_main(run) ? 100 : outcome);
        }
        waitpid(child, &status, 0);
        ok(WIFEXITED(status) && WEXITSTATUS(status) == 0, "%s: %d deep",
           shapes[i].name, DEPTH);
        if (WIFSIGNALED(status)) {
            printf("# signal %d\n", WTERMSIG(status));
        }
        else if (status) {
            printf("# step %d\n", WEXITSTATUS(status));
        }
    }
    return tap_end();
}
