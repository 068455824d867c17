/* itertools.h -- what the iterators of module itertools have in common.
 *
 * Each is a struct that begins with its references: `n` of them stand directly
 * behind the header, and a shared pair of functions frees and visits them.
 *
 * What __reduce__ and __setstate__ give and take is CPython's, so iterators
 * are copied with their place.
 *
 * Source: CPython 3.11, Modules/itertoolsmodule.c.
 */
#ifndef HB_ITERTOOLS_H
#define HB_ITERTOOLS_H

#include "internal/hb_getargs.h"
#include "internal/pycore_object.h"
#include "internal/pycore_unicodeobject.h"

/* Untracks op, drops its n references, and frees it. */
void Hb_ItertoolDealloc(PyObject *op, int n);
int Hb_ItertoolTraverse(PyObject *op, int n, visitproc visit, void *arg);

/* Defines type NAME with `n` references; NAME_new and NAME_next, and
 * NAME_release for what else it owns, are written before it. */
#define ITERTOOL(name, struct_type, n, ...)                                   \
    static void name##_dealloc(PyObject *op)                                  \
    {                                                                         \
        name##_release((struct_type *)op);                                    \
        Hb_ItertoolDealloc(op, (n));                                          \
    }                                                                         \
                                                                              \
    static int name##_traverse(PyObject *op, visitproc visit, void *arg)      \
    {                                                                         \
        return Hb_ItertoolTraverse(op, (n), visit, arg);                      \
    }                                                                         \
                                                                              \
    PyTypeObject Hb_Itertool_##name = {                                       \
        PyVarObject_HEAD_INIT(&PyType_Type, 0).tp_name = "itertools." #name,  \
        .tp_basicsize = sizeof(struct_type),                                  \
        .tp_dealloc = name##_dealloc,                                         \
        .tp_getattro = PyObject_GenericGetAttr,                               \
        .tp_flags =                                                           \
            Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC | Py_TPFLAGS_BASETYPE,    \
        .tp_traverse = name##_traverse,                                       \
        .tp_iter = PyObject_SelfIter,                                         \
        .tp_iternext = name##_next,                                           \
        .tp_alloc = PyType_GenericAlloc,                                      \
        .tp_new = name##_new,                                                 \
        .tp_free = PyObject_GC_Del,                                           \
        __VA_ARGS__}

/* Reads exactly two positional arguments without keywords. */
int Hb_ItertoolPair(const char *name, PyObject *args, PyObject *kwds,
                    PyObject **first, PyObject **second);

/* The next item of an iterator; NULL at its end, without an exception, or
 * with one. */
static inline PyObject *
next_item(PyObject *it)
{
    return Py_TYPE(it)->tp_iternext(it);
}

/* Puts an item into a tuple that is used again.  Takes the item. */
static inline void
Hb_ItertoolReplace(PyObject *tuple, Py_ssize_t i, PyObject *item)
{
    PyObject *old = PyTuple_GET_ITEM(tuple, i);
    PyTuple_SET_ITEM(tuple, i, item);
    Py_XDECREF(old);
}

/* The collector may have let go of a tuple that is used again. */
static inline void
Hb_ItertoolTrack(PyObject *tuple)
{
    if (!_PyObject_GC_IS_TRACKED(tuple)) {
        _PyObject_GC_TRACK(tuple);
    }
}

/* Makes *kept a tuple of n that nobody else has: it stays, or a copy takes its
 * place, or, when there is none yet, an empty one.  -1 without memory. */
int Hb_ItertoolCopy(PyObject **kept, Py_ssize_t n);

static inline int
Hb_ItertoolOwn(PyObject **kept, Py_ssize_t n)
{
    if (*kept != NULL && Py_REFCNT(*kept) == 1) {
        Hb_ItertoolTrack(*kept);
        return 0;
    }
    return Hb_ItertoolCopy(kept, n);
}

/* Numbers as a tuple of ints. */
PyObject *Hb_ItertoolNumbers(const Py_ssize_t *numbers, Py_ssize_t n);

/* ValueError for a state that does not fit; NULL. */
PyObject *Hb_ItertoolBadState(void);

/* An int of a state, brought between two bounds; -1 with an exception. */
int Hb_ItertoolPlace(PyObject *state, Py_ssize_t i, Py_ssize_t least,
                     Py_ssize_t most, Py_ssize_t *place);

/* __sizeof__ of an iterator with so many numbers beside it. */
PyObject *Hb_ItertoolSize(PyObject *op, Py_ssize_t numbers);

/* The rows of a table of methods. */
#define REDUCE(name)                                                          \
    {                                                                         \
        "__reduce__", name##_reduce, METH_NOARGS, PyDoc_STR("For copying.")   \
    }
#define SETSTATE(name)                                                        \
    {                                                                         \
        "__setstate__", name##_setstate, METH_O, PyDoc_STR("For copying.")    \
    }
#define SIZEOF(name)                                                          \
    {                                                                         \
        "__sizeof__", name##_sizeof, METH_NOARGS,                             \
            PyDoc_STR("Bytes in memory.")                                     \
    }
#define NO_MORE                                                               \
    {                                                                         \
        NULL, NULL, 0, NULL                                                   \
    }

/* 1 when a state is a tuple; else 0 and TypeError. */
int Hb_ItertoolCheckState(PyObject *state);

#define ITERTOOLS(X)                                                          \
    X(count)                                                                  \
    X(cycle)                                                                  \
    X(repeat)                                                                 \
    X(chain)                                                                  \
    X(islice)                                                                 \
    X(takewhile)                                                              \
    X(dropwhile)                                                              \
    X(filterfalse)                                                            \
    X(compress)                                                               \
    X(starmap)                                                                \
    X(accumulate)                                                             \
    X(pairwise)                                                               \
    X(zip_longest)                                                            \
    X(product)                                                                \
    X(permutations)                                                           \
    X(combinations)                                                           \
    X(combinations_with_replacement)                                          \
    X(groupby)

#define DECLARE_ITERTOOL(name) extern PyTypeObject Hb_Itertool_##name;
ITERTOOLS(DECLARE_ITERTOOL)
DECLARE_ITERTOOL(_grouper)
DECLARE_ITERTOOL(_tee)
DECLARE_ITERTOOL(_tee_dataobject)
#undef DECLARE_ITERTOOL

PyObject *Hb_ItertoolTee(PyObject *module, PyObject *const *args,
                         Py_ssize_t nargs);

#endif
