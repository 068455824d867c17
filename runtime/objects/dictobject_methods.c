/* dictobject_methods.c -- dicts from Python: the named methods, repr, ==. */
#include "Python.h"
#include "internal/pycore_object.h"
#include "internal/pycore_unicodeobject.h"
#include "dictobject_lookup.h"

/* ---- construction ---- */

PyObject *
Hb_DictNew(PyTypeObject *type, PyObject *Py_UNUSED(args),
           PyObject *Py_UNUSED(kwds))
{
    PyDictObject *mp = (PyDictObject *)type->tp_alloc(type, 0);

    if (mp == NULL) {
        return NULL;
    }
    mp->ma_used = 0;
    mp->ma_version_tag = DICT_NEXT_VERSION();
    Hb_DictKeysIncref(Py_EMPTY_KEYS);
    mp->ma_keys = Py_EMPTY_KEYS;
    mp->ma_values = NULL;
    /* Tracked when the first container comes in; a subclass may have a dict
     * and slots as well. */
    if (type == &PyDict_Type) {
        _PyObject_GC_UNTRACK(mp);
    }
    return (PyObject *)mp;
}

int
Hb_DictInit(PyObject *self, PyObject *args, PyObject *kwds)
{
    return Hb_DictUpdateCommon(self, args, kwds, "dict");
}

static int
store_keywords(PyObject *dict, PyObject *const *values, PyObject *names)
{
    Py_ssize_t i;

    for (i = 0; names != NULL && i < PyTuple_GET_SIZE(names); i++) {
        if (PyDict_SetItem(dict, PyTuple_GET_ITEM(names, i), values[i]) < 0) {
            return -1;
        }
    }
    return 0;
}

PyObject *
Hb_DictVectorcall(PyObject *type, PyObject *const *args, size_t nargsf,
                  PyObject *kwnames)
{
    Py_ssize_t nargs = PyVectorcall_NARGS(nargsf);
    PyObject *self;

    if (!_PyArg_CheckPositional("dict", nargs, 0, 1)) {
        return NULL;
    }
    self = Hb_DictNew((PyTypeObject *)type, NULL, NULL);
    if (self == NULL) {
        return NULL;
    }
    if ((nargs == 1 && Hb_DictUpdateArg(self, args[0]) < 0) ||
        store_keywords(self, args + nargs, kwnames) < 0) {
        Py_DECREF(self);
        return NULL;
    }
    return self;
}

/* ---- subscripts ---- */

/* d[key] for a subclass that has no such key. */
static PyObject *
call_missing(PyObject *self, PyObject *key)
{
    PyObject *method = _PyObject_LookupSpecial(self, &_Py_ID(__missing__));
    PyObject *result;

    if (method == NULL) {
        return NULL;
    }
    result = PyObject_CallOneArg(method, key);
    Py_DECREF(method);
    return result;
}

/* The rest of d[key]. */
static Py_NO_INLINE PyObject *
subscript(PyObject *self, PyObject *key)
{
    Py_hash_t hash = hash_of(key);
    PyObject *value;
    Py_ssize_t ix;

    if (hash == -1) {
        return NULL;
    }
    ix = _Py_dict_lookup((PyDictObject *)self, key, hash, &value);
    if (ix == DKIX_ERROR) {
        return NULL;
    }
    if (value != NULL) {
        return Py_NewRef(value);
    }
    if (!PyDict_CheckExact(self)) {
        value = call_missing(self, key);
        if (value != NULL || PyErr_Occurred()) {
            return value;
        }
    }
    _PyErr_SetKeyError(key);
    return NULL;
}

PyObject *
Hb_DictSubscript(PyObject *self, PyObject *key)
{
    PyObject *value = first_hit((PyDictObject *)self, key);

    return value ? Py_NewRef(value) : subscript(self, key);
}

int
Hb_DictAssignSubscript(PyObject *self, PyObject *key, PyObject *value)
{
    return value == NULL ? PyDict_DelItem(self, key)
                         : PyDict_SetItem(self, key, value);
}

/* ---- methods ---- */

static PyObject *
dict_contains(PyObject *self, PyObject *key)
{
    int found = PyDict_Contains(self, key);

    return found < 0 ? NULL : PyBool_FromLong(found);
}

static PyObject *
dict_get(PyObject *self, PyObject *const *args, Py_ssize_t nargs)
{
    PyObject *value;
    Py_hash_t hash;

    if (!_PyArg_CheckPositional("get", nargs, 1, 2)) {
        return NULL;
    }
    hash = hash_of(args[0]);
    if (hash == -1 || _Py_dict_lookup((PyDictObject *)self, args[0], hash,
                                      &value) == DKIX_ERROR) {
        return NULL;
    }
    if (value == NULL) {
        value = nargs == 2 ? args[1] : Py_None;
    }
    return Py_NewRef(value);
}

static PyObject *
dict_setdefault(PyObject *self, PyObject *const *args, Py_ssize_t nargs)
{
    if (!_PyArg_CheckPositional("setdefault", nargs, 1, 2)) {
        return NULL;
    }
    return Py_XNewRef(
        PyDict_SetDefault(self, args[0], nargs == 2 ? args[1] : Py_None));
}

static PyObject *
dict_pop(PyObject *self, PyObject *const *args, Py_ssize_t nargs)
{
    if (!_PyArg_CheckPositional("pop", nargs, 1, 2)) {
        return NULL;
    }
    return _PyDict_Pop(self, args[0], nargs == 2 ? args[1] : NULL);
}

static PyObject *
dict_popitem(PyObject *op, PyObject *Py_UNUSED(unused))
{
    PyDictObject *mp = (PyDictObject *)op;
    PyObject *pair = PyTuple_New(2), **value;
    PyDictKeysObject *keys;
    Py_ssize_t ix;

    if (pair == NULL) {
        return NULL;
    }
    if (mp->ma_used == 0) {
        Py_DECREF(pair);
        PyErr_SetString(PyExc_KeyError, "popitem(): dictionary is empty");
        return NULL;
    }
    if (!is_combined(mp) &&
        Hb_DictResize(mp, DK_LOG_SIZE(mp->ma_keys), 1) < 0) {
        Py_DECREF(pair);
        return NULL;
    }
    keys = mp->ma_keys;
    ix = keys->dk_nentries - 1;
    while (*entry_value(keys, ix) == NULL) {
        ix--;
    }
    value = entry_value(keys, ix);
    PyTuple_SET_ITEM(pair, 0, entry_key(keys, ix));
    PyTuple_SET_ITEM(pair, 1, *value);
    /* Its slot stays taken, so the room is not given back. */
    set_index(keys, find_index(keys, entry_hash(keys, ix), ix), DKIX_DUMMY);
    entry_set(keys, ix, NULL, 0, NULL);
    keys->dk_version = 0;
    keys->dk_nentries = ix;
    mp->ma_used--;
    mp->ma_version_tag = DICT_NEXT_VERSION();
    return pair;
}

static PyObject *
dict_update(PyObject *self, PyObject *args, PyObject *kwds)
{
    if (Hb_DictUpdateCommon(self, args, kwds, "update") < 0) {
        return NULL;
    }
    Py_RETURN_NONE;
}

static PyObject *
dict_fromkeys(PyObject *type, PyObject *const *args, Py_ssize_t nargs)
{
    if (!_PyArg_CheckPositional("fromkeys", nargs, 1, 2)) {
        return NULL;
    }
    return _PyDict_FromKeys(type, args[0], nargs == 2 ? args[1] : Py_None);
}

static PyObject *
dict_clear(PyObject *self, PyObject *Py_UNUSED(unused))
{
    PyDict_Clear(self);
    Py_RETURN_NONE;
}

static PyObject *
dict_copy(PyObject *self, PyObject *Py_UNUSED(unused))
{
    return PyDict_Copy(self);
}

static PyObject *
dict_sizeof(PyObject *self, PyObject *Py_UNUSED(unused))
{
    return PyLong_FromSsize_t(_PyDict_SizeOf((PyDictObject *)self));
}

PyMethodDef Hb_DictMethods[] = {
    {"__contains__", dict_contains, METH_O | METH_COEXIST,
     "True if there is such a key."},
    {"__getitem__", Hb_DictSubscript, METH_O | METH_COEXIST,
     "x.__getitem__(y) <==> x[y]"},
    {"__sizeof__", dict_sizeof, METH_NOARGS, "Bytes of object and tables."},
    {"get", _PyCFunction_CAST(dict_get), METH_FASTCALL,
     "The value for a key, or a default (None)."},
    {"setdefault", _PyCFunction_CAST(dict_setdefault), METH_FASTCALL,
     "The value for a key, stored first if there is none."},
    {"pop", _PyCFunction_CAST(dict_pop), METH_FASTCALL,
     "Removes a key and returns its value, or a default."},
    {"popitem", dict_popitem, METH_NOARGS,
     "Removes the last pair and returns it."},
    {"keys", Hb_DictViewKeys, METH_NOARGS, "A view of the keys."},
    {"items", Hb_DictViewItems, METH_NOARGS, "A view of the pairs."},
    {"values", Hb_DictViewValues, METH_NOARGS, "A view of the values."},
    {"update", _PyCFunction_CAST(dict_update), METH_VARARGS | METH_KEYWORDS,
     "Stores all pairs of a mapping or sequence."},
    {"fromkeys", _PyCFunction_CAST(dict_fromkeys), METH_FASTCALL | METH_CLASS,
     "A new dict with these keys and one value."},
    {"clear", dict_clear, METH_NOARGS, "Removes all items."},
    {"copy", dict_copy, METH_NOARGS, "A new dict of the same items."},
    {"__reversed__", Hb_DictReversed, METH_NOARGS,
     "An iterator from the last key to the first."},
    {"__class_getitem__", Py_GenericAlias, METH_O | METH_CLASS, "See PEP 585"},
    {NULL, NULL, 0, NULL},
};

/* ---- lists of what is in it ---- */

enum { KEYS, VALUES, ITEMS };

static PyObject *
make_element(PyObject *key, PyObject *value, int what)
{
    return what == KEYS     ? Py_NewRef(key)
           : what == VALUES ? Py_NewRef(value)
                            : PyTuple_Pack(2, key, value);
}

static PyObject *
list_of(PyObject *op, int what)
{
    Py_ssize_t pos = 0, i, n;
    PyObject *list, *key, *value;

    if (op == NULL || !PyDict_Check(op)) {
        PyErr_BadInternalCall();
        return NULL;
    }
    /* Making the list can run the collector, and that anything. */
    do {
        n = ((PyDictObject *)op)->ma_used;
        list = PyList_New(n);
        if (list == NULL) {
            return NULL;
        }
        if (n != ((PyDictObject *)op)->ma_used) {
            Py_CLEAR(list);
        }
    } while (list == NULL);
    for (i = 0; i < n && PyDict_Next(op, &pos, &key, &value); i++) {
        PyObject *element = make_element(key, value, what);

        if (element == NULL) {
            Py_DECREF(list);
            return NULL;
        }
        PyList_SET_ITEM(list, i, element);
    }
    return list;
}

PyObject *
PyDict_Keys(PyObject *op)
{
    return list_of(op, KEYS);
}

PyObject *
PyDict_Values(PyObject *op)
{
    return list_of(op, VALUES);
}

PyObject *
PyDict_Items(PyObject *op)
{
    return list_of(op, ITEMS);
}

/* ---- repr and comparison ---- */

static int
write_pairs(_PyUnicodeWriter *writer, PyObject *self)
{
    PyObject *key, *value;
    Py_ssize_t pos = 0;
    int first = 1, status = 0;

    while (status == 0 && PyDict_Next(self, &pos, &key, &value)) {
        Py_INCREF(key);
        Py_INCREF(value);
        if ((!first &&
             _PyUnicodeWriter_WriteASCIIString(writer, ", ", 2) < 0) ||
            Hb_WriterTake(writer, PyObject_Repr(key)) < 0 ||
            _PyUnicodeWriter_WriteASCIIString(writer, ": ", 2) < 0 ||
            Hb_WriterTake(writer, PyObject_Repr(value)) < 0) {
            status = -1;
        }
        first = 0;
        Py_DECREF(key);
        Py_DECREF(value);
    }
    return status;
}

PyObject *
Hb_DictRepr(PyObject *self)
{
    _PyUnicodeWriter writer;
    PyObject *result = NULL;
    int nested = Py_ReprEnter(self);

    if (nested != 0) {
        return nested > 0 ? PyUnicode_FromString("{...}") : NULL;
    }
    if (((PyDictObject *)self)->ma_used == 0) {
        Py_ReprLeave(self);
        return PyUnicode_FromString("{}");
    }
    _PyUnicodeWriter_Init(&writer);
    writer.overallocate = 1;
    writer.min_length = 6 * ((PyDictObject *)self)->ma_used;
    if (_PyUnicodeWriter_WriteChar(&writer, '{') == 0 &&
        write_pairs(&writer, self) == 0 &&
        (writer.overallocate = 0,
         _PyUnicodeWriter_WriteChar(&writer, '}') == 0)) {
        result = _PyUnicodeWriter_Finish(&writer);
    }
    else {
        _PyUnicodeWriter_Dealloc(&writer);
    }
    Py_ReprLeave(self);
    return result;
}

/* Whether `other` has this pair. */
static int
has_pair(PyDictObject *other, PyObject *key, Py_hash_t hash, PyObject *value)
{
    PyObject *theirs;
    int equal;

    if (lookup(other, key, hash, &theirs) == DKIX_ERROR) {
        return -1;
    }
    if (theirs == NULL) {
        return 0;
    }
    Py_INCREF(theirs);
    equal = PyObject_RichCompareBool(value, theirs, Py_EQ);
    Py_DECREF(theirs);
    return equal;
}

static int
dict_equal(PyDictObject *a, PyDictObject *b)
{
    PyObject *key, *value;
    Py_ssize_t pos = 0;
    Py_hash_t hash;
    int equal = 1;

    if (a->ma_used != b->ma_used) {
        return 0;
    }
    while (equal > 0 && next_pair(a, &pos, &key, &value, &hash)) {
        Py_INCREF(key);
        Py_INCREF(value);
        equal = has_pair(b, key, hash, value);
        Py_DECREF(key);
        Py_DECREF(value);
    }
    return equal;
}

PyObject *
Hb_DictRichCompare(PyObject *v, PyObject *w, int op)
{
    int equal;

    if (!PyDict_Check(v) || !PyDict_Check(w) || (op != Py_EQ && op != Py_NE)) {
        Py_RETURN_NOTIMPLEMENTED;
    }
    equal = dict_equal((PyDictObject *)v, (PyDictObject *)w);
    return equal < 0 ? NULL : PyBool_FromLong(equal == (op == Py_EQ));
}
