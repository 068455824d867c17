/* dictobject_iter.c -- iterators over a dict, forwards and backwards.
 *
 * An iterator remembers how many items the dict had.  When that differs, it
 * refuses, and goes on refusing.  A change that keeps the number (a deletion
 * and an insertion) is noticed only when more items come than were expected.
 *
 * The iterators over pairs give the same tuple again and again as long as
 * nobody else holds it.
 */
#include "Python.h"
#include "internal/pycore_dict.h"
#include "internal/pycore_gc.h"
#include "internal/pycore_object.h"
#include "internal/pycore_unicodeobject.h"
#include "dictobject_entries.h"

/*    dictiterobject: 56 bytes
 *   +----+-----------+
 *   |  0 | ob_base   |
 *   | 16 | di_dict   |---> the dict; NULL when exhausted
 *   | 24 | di_used   |     items at the start; -1 after a change
 *   | 32 | di_pos    |
 *   | 40 | di_result |---> the pair to give, or NULL
 *   | 48 | len       |     items that are left
 *   +----+-----------+
 */
typedef struct {
    PyObject_HEAD
    PyDictObject *di_dict;
    Py_ssize_t di_used;
    Py_ssize_t di_pos;
    PyObject *di_result;
    Py_ssize_t len;
} dictiterobject;

static PyObject *
dictiter_new(PyObject *dict, PyTypeObject *type)
{
    int pairs =
        type == &PyDictIterItem_Type || type == &PyDictRevIterItem_Type;
    int backwards = type == &PyDictRevIterKey_Type ||
                    type == &PyDictRevIterValue_Type ||
                    type == &PyDictRevIterItem_Type;
    dictiterobject *di = PyObject_GC_New(dictiterobject, type);

    if (di == NULL) {
        return NULL;
    }
    di->di_dict = (PyDictObject *)Py_NewRef(dict);
    di->di_used = di->len = di->di_dict->ma_used;
    di->di_pos = backwards ? Hb_DictLastPos(di->di_dict) : 0;
    di->di_result = pairs ? PyTuple_Pack(2, Py_None, Py_None) : NULL;
    if (pairs && di->di_result == NULL) {
        Py_DECREF(di);
        return NULL;
    }
    _PyObject_GC_TRACK(di);
    return (PyObject *)di;
}

PyObject *
Hb_DictIter(PyObject *dict)
{
    return dictiter_new(dict, &PyDictIterKey_Type);
}

PyObject *
Hb_DictReversed(PyObject *dict, PyObject *Py_UNUSED(unused))
{
    return dictiter_new(dict, &PyDictRevIterKey_Type);
}

PyObject *
Hb_DictIterOf(PyObject *dict, PyTypeObject *type)
{
    return dictiter_new(dict, type);
}

static void
dictiter_dealloc(PyObject *self)
{
    dictiterobject *di = (dictiterobject *)self;

    PyObject_GC_UnTrack(self);
    Py_XDECREF(di->di_dict);
    Py_XDECREF(di->di_result);
    PyObject_GC_Del(self);
}

static int
dictiter_traverse(PyObject *self, visitproc visit, void *arg)
{
    Py_VISIT(((dictiterobject *)self)->di_dict);
    Py_VISIT(((dictiterobject *)self)->di_result);
    return 0;
}

/* The next entry, borrowed: 1; 0 at the end or, with an exception, after a
 * change. */
static inline int
dictiter_advance(dictiterobject *di, int backwards, PyObject **key,
                 PyObject **value)
{
    PyDictObject *mp = di->di_dict;
    int found;

    if (mp == NULL) {
        return 0;
    }
    if (di->di_used != mp->ma_used) {
        PyErr_SetString(PyExc_RuntimeError,
                        "dictionary changed size during iteration");
        di->di_used = -1;
        return 0;
    }
    found = backwards ? Hb_DictPrevious(mp, &di->di_pos, key, value)
                      : next_pair(mp, &di->di_pos, key, value, NULL);
    if (found && di->len == 0 && !backwards) {
        PyErr_SetString(PyExc_RuntimeError,
                        "dictionary keys changed during iteration");
        found = 0;
    }
    if (!found) {
        di->di_dict = NULL;
        Py_DECREF(mp);
        return 0;
    }
    di->len--;
    return 1;
}

/* The iterator's own pair with these two, or a new one. */
static PyObject *
dictiter_pair(dictiterobject *di, PyObject *key, PyObject *value)
{
    PyObject *pair = di->di_result, *old_key, *old_value;

    if (Py_REFCNT(pair) != 1) {
        return PyTuple_Pack(2, key, value);
    }
    old_key = PyTuple_GET_ITEM(pair, 0);
    old_value = PyTuple_GET_ITEM(pair, 1);
    PyTuple_SET_ITEM(pair, 0, Py_NewRef(key));
    PyTuple_SET_ITEM(pair, 1, Py_NewRef(value));
    Py_INCREF(pair);
    Py_DECREF(old_key);
    Py_DECREF(old_value);
    /* A collection may have untracked it when it held only atoms. */
    if (!_PyObject_GC_IS_TRACKED(pair)) {
        _PyObject_GC_TRACK(pair);
    }
    return pair;
}

static PyObject *
next_key(PyObject *self)
{
    PyObject *key, *value;

    return dictiter_advance((dictiterobject *)self, 0, &key, &value)
               ? Py_NewRef(key)
               : NULL;
}

static PyObject *
next_value(PyObject *self)
{
    PyObject *key, *value;

    return dictiter_advance((dictiterobject *)self, 0, &key, &value)
               ? Py_NewRef(value)
               : NULL;
}

static PyObject *
next_item(PyObject *self)
{
    dictiterobject *di = (dictiterobject *)self;
    PyObject *key, *value;

    return dictiter_advance(di, 0, &key, &value)
               ? dictiter_pair(di, key, value)
               : NULL;
}

static PyObject *
previous_key(PyObject *self)
{
    PyObject *key, *value;

    return dictiter_advance((dictiterobject *)self, 1, &key, &value)
               ? Py_NewRef(key)
               : NULL;
}

static PyObject *
previous_value(PyObject *self)
{
    PyObject *key, *value;

    return dictiter_advance((dictiterobject *)self, 1, &key, &value)
               ? Py_NewRef(value)
               : NULL;
}

static PyObject *
previous_item(PyObject *self)
{
    dictiterobject *di = (dictiterobject *)self;
    PyObject *key, *value;

    return dictiter_advance(di, 1, &key, &value)
               ? dictiter_pair(di, key, value)
               : NULL;
}

static PyObject *
dictiter_len(PyObject *self, PyObject *Py_UNUSED(unused))
{
    dictiterobject *di = (dictiterobject *)self;
    int valid = di->di_dict != NULL && di->di_used == di->di_dict->ma_used;

    return PyLong_FromSsize_t(valid ? di->len : 0);
}

/* iter([what is left]); this iterator stays where it is. */
static PyObject *
dictiter_reduce(PyObject *self, PyObject *Py_UNUSED(unused))
{
    dictiterobject rest = *(dictiterobject *)self;
    PyObject *list;

    Py_XINCREF(rest.di_dict);
    list = PySequence_List((PyObject *)&rest);
    Py_XDECREF(rest.di_dict);
    if (list == NULL) {
        return NULL;
    }
    return Py_BuildValue("N(N)", _PyEval_GetBuiltin(&_Py_ID(iter)), list);
}

static PyMethodDef dictiter_methods[] = {
    {"__length_hint__", dictiter_len, METH_NOARGS, "How many are left."},
    {"__reduce__", dictiter_reduce, METH_NOARGS, "What to copy it from."},
    {NULL, NULL, 0, NULL},
};

#define DICTITER_TYPE(NAME, TEXT, NEXT)                                       \
    PyTypeObject NAME = {                                                     \
        PyVarObject_HEAD_INIT(&PyType_Type, 0).tp_name = TEXT,                \
        .tp_basicsize = sizeof(dictiterobject),                               \
        .tp_dealloc = dictiter_dealloc,                                       \
        .tp_getattro = PyObject_GenericGetAttr,                               \
        .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC,                  \
        .tp_traverse = dictiter_traverse,                                     \
        .tp_iter = PyObject_SelfIter,                                         \
        .tp_iternext = NEXT,                                                  \
        .tp_methods = dictiter_methods,                                       \
    }

DICTITER_TYPE(PyDictIterKey_Type, "dict_keyiterator", next_key);
DICTITER_TYPE(PyDictIterValue_Type, "dict_valueiterator", next_value);
DICTITER_TYPE(PyDictIterItem_Type, "dict_itemiterator", next_item);
DICTITER_TYPE(PyDictRevIterKey_Type, "dict_reversekeyiterator", previous_key);
DICTITER_TYPE(PyDictRevIterValue_Type, "dict_reversevalueiterator",
              previous_value);
DICTITER_TYPE(PyDictRevIterItem_Type, "dict_reverseitemiterator",
              previous_item);
