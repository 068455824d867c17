/* enumobject.c -- enumerate() and reversed(). */
#include "Python.h"
#include "internal/pycore_gc.h"
#include "internal/pycore_object.h"
#include "internal/pycore_tuple.h"
#include "internal/pycore_unicodeobject.h"

/* ---- enumerate ---- */

/*    enumobject: 56 bytes
 *   +----+--------------+
 *   |  0 | ob_base      |
 *   | 16 | en_index     |
 *   | 24 | en_sit       |---> iterator over the items
 *   | 32 | en_result    |---> the pair to give, as long as nobody holds it
 *   | 40 | en_longindex |---> the index once it is beyond Py_ssize_t
 *   | 48 | one          |---> the int 1, borrowed: it is never freed
 *   +----+--------------+
 */
typedef struct {
    PyObject_HEAD
    Py_ssize_t en_index;
    PyObject *en_sit;
    PyObject *en_result;
    PyObject *en_longindex;
    PyObject *one;
} enumobject;

/* The index to begin with: 0, or -1 with an exception. */
static int
enum_set_start(enumobject *en, PyObject *start)
{
    if (start == NULL) {
        return 0;
    }
    start = PyNumber_Index(start);
    if (start == NULL) {
        return -1;
    }
    en->en_index = PyLong_AsSsize_t(start);
    if (en->en_index == -1 && PyErr_Occurred()) {
        PyErr_Clear();
        en->en_index = PY_SSIZE_T_MAX;
        en->en_longindex = start;
        return 0;
    }
    Py_DECREF(start);
    return 0;
}

static PyObject *
enum_make(PyTypeObject *type, PyObject *iterable, PyObject *start)
{
    enumobject *en = (enumobject *)type->tp_alloc(type, 0);

    if (en == NULL) {
        return NULL;
    }
    en->one = PyLong_FromLong(1);
    Py_DECREF(en->one);
    if (enum_set_start(en, start) < 0) {
        Py_DECREF(en);
        return NULL;
    }
    en->en_sit = PyObject_GetIter(iterable);
    if (en->en_sit != NULL) {
        en->en_result = PyTuple_Pack(2, Py_None, Py_None);
    }
    if (en->en_result == NULL) {
        Py_DECREF(en);
        return NULL;
    }
    return (PyObject *)en;
}

static PyObject *
enum_new(PyTypeObject *type, PyObject *args, PyObject *kwds)
{
    static char *names[] = {"iterable", "start", NULL};
    PyObject *iterable, *start = NULL;

    if (!PyArg_ParseTupleAndKeywords(args, kwds, "O|O:enumerate", names,
                                     &iterable, &start)) {
        return NULL;
    }
    return enum_make(type, iterable, start);
}

/* Whether the keyword at `i` is `name`; if not, that is an exception. */
static int
is_keyword(PyObject *kwnames, Py_ssize_t i, const char *name)
{
    PyObject *keyword = PyTuple_GET_ITEM(kwnames, i);

    if (_PyUnicode_EqualToASCIIString(keyword, name)) {
        return 1;
    }
    PyErr_Format(PyExc_TypeError,
                 "'%.200S' is an invalid keyword argument for enumerate()",
                 keyword);
    return 0;
}

/* Both arguments, the last ones by keyword, in either order. */
static PyObject *
enum_of_two(PyTypeObject *type, PyObject *const *args, PyObject *kwnames)
{
    Py_ssize_t nkwargs = kwnames == NULL ? 0 : PyTuple_GET_SIZE(kwnames);

    if (nkwargs == 2 &&
        _PyUnicode_EqualToASCIIString(PyTuple_GET_ITEM(kwnames, 0), "start")) {
        return is_keyword(kwnames, 1, "iterable")
                   ? enum_make(type, args[1], args[0])
                   : NULL;
    }
    if ((nkwargs == 2 && !is_keyword(kwnames, 0, "iterable")) ||
        (nkwargs > 0 && !is_keyword(kwnames, nkwargs - 1, "start"))) {
        return NULL;
    }
    return enum_make(type, args[0], args[1]);
}

static PyObject *
enum_vectorcall(PyObject *type, PyObject *const *args, size_t nargsf,
                PyObject *kwnames)
{
    Py_ssize_t nkwargs = kwnames == NULL ? 0 : PyTuple_GET_SIZE(kwnames);
    Py_ssize_t n = PyVectorcall_NARGS(nargsf) + nkwargs;

    if (n == 2) {
        return enum_of_two((PyTypeObject *)type, args, kwnames);
    }
    if (n == 1) {
        return nkwargs == 1 && !is_keyword(kwnames, 0, "iterable")
                   ? NULL
                   : enum_make((PyTypeObject *)type, args[0], NULL);
    }
    if (PyVectorcall_NARGS(nargsf) == 0) {
        PyErr_SetString(PyExc_TypeError, "enumerate() missing required "
                                         "argument 'iterable'");
        return NULL;
    }
    PyErr_Format(PyExc_TypeError,
                 "enumerate() takes at most 2 arguments (%zd given)", n);
    return NULL;
}

static void
enum_dealloc(PyObject *self)
{
    enumobject *en = (enumobject *)self;

    PyObject_GC_UnTrack(self);
    Py_XDECREF(en->en_sit);
    Py_XDECREF(en->en_result);
    Py_XDECREF(en->en_longindex);
    Py_TYPE(self)->tp_free(self);
}

static int
enum_traverse(PyObject *self, visitproc visit, void *arg)
{
    enumobject *en = (enumobject *)self;

    Py_VISIT(en->en_sit);
    Py_VISIT(en->en_result);
    Py_VISIT(en->en_longindex);
    return 0;
}

/* The index of the next item, counted on. */
static PyObject *
enum_index(enumobject *en)
{
    PyObject *index, *next;

    if (en->en_index != PY_SSIZE_T_MAX) {
        return PyLong_FromSsize_t(en->en_index++);
    }
    if (en->en_longindex == NULL) {
        en->en_longindex = PyLong_FromSsize_t(PY_SSIZE_T_MAX);
        if (en->en_longindex == NULL) {
            return NULL;
        }
    }
    index = en->en_longindex;
    next = PyNumber_Add(index, en->one);
    if (next == NULL) {
        return NULL;
    }
    en->en_longindex = next;
    return index;
}

static PyObject *
enum_next(PyObject *self)
{
    enumobject *en = (enumobject *)self;
    PyObject *item = Py_TYPE(en->en_sit)->tp_iternext(en->en_sit);
    PyObject *pair = en->en_result, *index, *old_index, *old_item;

    if (item == NULL) {
        return NULL;
    }
    index = enum_index(en);
    if (index == NULL) {
        Py_DECREF(item);
        return NULL;
    }
    if (Py_REFCNT(pair) != 1) {
        return _PyTuple_FromArraySteal((PyObject *[]){index, item}, 2);
    }
    old_index = PyTuple_GET_ITEM(pair, 0);
    old_item = PyTuple_GET_ITEM(pair, 1);
    PyTuple_SET_ITEM(pair, 0, index);
    PyTuple_SET_ITEM(pair, 1, item);
    Py_INCREF(pair);
    Py_DECREF(old_index);
    Py_DECREF(old_item);
    /* A collection may have untracked it when it held only atoms. */
    if (!_PyObject_GC_IS_TRACKED(pair)) {
        _PyObject_GC_TRACK(pair);
    }
    return pair;
}

static PyObject *
enum_reduce(PyObject *self, PyObject *Py_UNUSED(unused))
{
    enumobject *en = (enumobject *)self;

    if (en->en_longindex != NULL) {
        return Py_BuildValue("O(OO)", Py_TYPE(self), en->en_sit,
                             en->en_longindex);
    }
    return Py_BuildValue("O(On)", Py_TYPE(self), en->en_sit, en->en_index);
}

static PyMethodDef enum_methods[] = {
    {"__reduce__", enum_reduce, METH_NOARGS, "What to copy it from."},
    {"__class_getitem__", Py_GenericAlias, METH_O | METH_CLASS, "See PEP 585"},
    {NULL, NULL, 0, NULL},
};

PyTypeObject PyEnum_Type = {
    PyVarObject_HEAD_INIT(&PyType_Type, 0).tp_name = "enumerate",
    .tp_basicsize = sizeof(enumobject),
    .tp_dealloc = enum_dealloc,
    .tp_getattro = PyObject_GenericGetAttr,
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC | Py_TPFLAGS_BASETYPE,
    .tp_doc = PyDoc_STR("Pairs of a number and an item."),
    .tp_traverse = enum_traverse,
    .tp_iter = PyObject_SelfIter,
    .tp_iternext = enum_next,
    .tp_methods = enum_methods,
    .tp_alloc = PyType_GenericAlloc,
    .tp_new = enum_new,
    .tp_free = PyObject_GC_Del,
    .tp_vectorcall = enum_vectorcall,
};

/* ---- reversed ---- */

/*    reversedobject: 32 bytes
 *   +----+---------+
 *   |  0 | ob_base |
 *   | 16 | index   |
 *   | 24 | seq     |---> the sequence; NULL when exhausted
 *   +----+---------+
 */
typedef struct {
    PyObject_HEAD
    Py_ssize_t index;
    PyObject *seq;
} reversedobject;

/* What __reversed__ gives, or NULL without an exception: there is none. */
static PyObject *
call_reversed(PyObject *seq)
{
    PyObject *method = _PyObject_LookupSpecial(seq, &_Py_ID(__reversed__));
    PyObject *result;

    if (method == NULL) {
        return NULL;
    }
    if (method == Py_None) {
        PyErr_Format(PyExc_TypeError, "'%.200s' object is not reversible",
                     Py_TYPE(seq)->tp_name);
        Py_DECREF(method);
        return NULL;
    }
    result = PyObject_CallNoArgs(method);
    Py_DECREF(method);
    return result;
}

static PyObject *
reversed_make(PyTypeObject *type, PyObject *seq)
{
    PyObject *result = call_reversed(seq);
    reversedobject *self;
    Py_ssize_t n;

    if (result != NULL || PyErr_Occurred()) {
        return result;
    }
    if (!PySequence_Check(seq)) {
        PyErr_Format(PyExc_TypeError, "'%.200s' object is not reversible",
                     Py_TYPE(seq)->tp_name);
        return NULL;
    }
    n = PySequence_Size(seq);
    if (n == -1) {
        return NULL;
    }
    self = (reversedobject *)type->tp_alloc(type, 0);
    if (self == NULL) {
        return NULL;
    }
    self->index = n - 1;
    self->seq = Py_NewRef(seq);
    return (PyObject *)self;
}

static PyObject *
reversed_new(PyTypeObject *type, PyObject *args, PyObject *kwds)
{
    PyObject *seq;

    if (((type == &PyReversed_Type ||
          type->tp_init == PyReversed_Type.tp_init) &&
         !_PyArg_NoKeywords("reversed", kwds)) ||
        !PyArg_UnpackTuple(args, "reversed", 1, 1, &seq)) {
        return NULL;
    }
    return reversed_make(type, seq);
}

static PyObject *
reversed_vectorcall(PyObject *type, PyObject *const *args, size_t nargsf,
                    PyObject *kwnames)
{
    Py_ssize_t nargs = PyVectorcall_NARGS(nargsf);

    if (!_PyArg_NoKwnames("reversed", kwnames) ||
        !_PyArg_CheckPositional("reversed", nargs, 1, 1)) {
        return NULL;
    }
    return reversed_make((PyTypeObject *)type, args[0]);
}

static void
reversed_dealloc(PyObject *self)
{
    PyObject_GC_UnTrack(self);
    Py_XDECREF(((reversedobject *)self)->seq);
    Py_TYPE(self)->tp_free(self);
}

static int
reversed_traverse(PyObject *self, visitproc visit, void *arg)
{
    Py_VISIT(((reversedobject *)self)->seq);
    return 0;
}

static PyObject *
reversed_next(PyObject *op)
{
    reversedobject *self = (reversedobject *)op;
    PyObject *item;

    if (self->index >= 0) {
        item = PySequence_GetItem(self->seq, self->index);
        if (item != NULL) {
            self->index--;
            return item;
        }
        if (PyErr_ExceptionMatches(PyExc_IndexError) ||
            PyErr_ExceptionMatches(PyExc_StopIteration)) {
            PyErr_Clear();
        }
    }
    self->index = -1;
    Py_CLEAR(self->seq);
    return NULL;
}

static PyObject *
reversed_len(PyObject *op, PyObject *Py_UNUSED(unused))
{
    reversedobject *self = (reversedobject *)op;
    Py_ssize_t n;

    if (self->seq == NULL) {
        return PyLong_FromLong(0);
    }
    n = PySequence_Size(self->seq);
    if (n == -1) {
        return NULL;
    }
    return PyLong_FromSsize_t(n < self->index + 1 ? 0 : self->index + 1);
}

static PyObject *
reversed_reduce(PyObject *op, PyObject *Py_UNUSED(unused))
{
    reversedobject *self = (reversedobject *)op;

    if (self->seq != NULL) {
        return Py_BuildValue("O(O)n", Py_TYPE(op), self->seq, self->index);
    }
    return Py_BuildValue("O(())", Py_TYPE(op));
}

static PyObject *
reversed_setstate(PyObject *op, PyObject *state)
{
    reversedobject *self = (reversedobject *)op;
    Py_ssize_t index = PyLong_AsSsize_t(state), n;

    if (index == -1 && PyErr_Occurred()) {
        return NULL;
    }
    if (self->seq != NULL) {
        n = PySequence_Size(self->seq);
        if (n < 0) {
            return NULL;
        }
        self->index = index < -1 ? -1 : index > n - 1 ? n - 1 : index;
    }
    Py_RETURN_NONE;
}

static PyMethodDef reversed_methods[] = {
    {"__length_hint__", reversed_len, METH_NOARGS, "How many are left."},
    {"__reduce__", reversed_reduce, METH_NOARGS, "What to copy it from."},
    {"__setstate__", reversed_setstate, METH_O, "Sets the index."},
    {NULL, NULL, 0, NULL},
};

PyTypeObject PyReversed_Type = {
    PyVarObject_HEAD_INIT(&PyType_Type, 0).tp_name = "reversed",
    .tp_basicsize = sizeof(reversedobject),
    .tp_dealloc = reversed_dealloc,
    .tp_getattro = PyObject_GenericGetAttr,
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC | Py_TPFLAGS_BASETYPE,
    .tp_doc = PyDoc_STR("An iterator over a sequence from its end."),
    .tp_traverse = reversed_traverse,
    .tp_iter = PyObject_SelfIter,
    .tp_iternext = reversed_next,
    .tp_methods = reversed_methods,
    .tp_alloc = PyType_GenericAlloc,
    .tp_new = reversed_new,
    .tp_free = PyObject_GC_Del,
    .tp_vectorcall = reversed_vectorcall,
};
