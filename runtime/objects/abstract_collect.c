/* abstract_collect.c -- what is made of any iterable, and searches in one.
 *
 * Source: CPython 3.11, Objects/abstract.c.
 */

#include "Python.h"
#include "internal/pycore_abstract.h"
#include "internal/pycore_list.h"
#include "internal/pycore_object.h"

/* ---- tuple, list, fast
 * ------------------------------------------------------ */

/* Room for more items: a quarter and ten slots more, so that n items cost
 * O(n) copies.  Takes *tuple: NULL after a failure. */
static int
grow(PyObject **tuple, Py_ssize_t *room)
{
    size_t more = (size_t)*room + 10;

    more += more >> 2;
    if (more > PY_SSIZE_T_MAX) {
        PyErr_NoMemory();
        Py_CLEAR(*tuple);
        return -1;
    }
    *room = (Py_ssize_t)more;
    return _PyTuple_Resize(tuple, *room);
}

/* Fills *tuple from the iterator; the count of items, or -1 and NULL. */
static Py_ssize_t
fill_tuple(PyObject **tuple, Py_ssize_t room, PyObject *iterator)
{
    Py_ssize_t n;
    PyObject *item;

    for (n = 0; (item = PyIter_Next(iterator)) != NULL; n++) {
        if (n >= room && grow(tuple, &room) < 0) {
            Py_DECREF(item);
            return -1;
        }
        PyTuple_SET_ITEM(*tuple, n, item);
    }
    if (PyErr_Occurred()) {
        Py_CLEAR(*tuple);
        return -1;
    }
    return n < room && _PyTuple_Resize(tuple, n) < 0 ? -1 : n;
}

PyObject *
PySequence_Tuple(PyObject *o)
{
    PyObject *iterator, *tuple = NULL;
    Py_ssize_t room;

    if (!o) {
        return Hb_NullError();
    }
    if (PyTuple_CheckExact(o)) {
        return Py_NewRef(o);
    }
    if (PyList_CheckExact(o)) {
        return PyList_AsTuple(o);
    }
    iterator = PyObject_GetIter(o);
    if (!iterator) {
        return NULL;
    }
    room = PyObject_LengthHint(o, 10);
    if (room >= 0) {
        tuple = PyTuple_New(room);
    }
    if (tuple) {
        fill_tuple(&tuple, room, iterator);
    }
    Py_DECREF(iterator);
    return tuple;
}

PyObject *
PySequence_List(PyObject *o)
{
    PyObject *list, *none;

    if (!o) {
        return Hb_NullError();
    }
    list = PyList_New(0);
    if (!list) {
        return NULL;
    }
    none = _PyList_Extend((PyListObject *)list, o);
    if (!none) {
        Py_DECREF(list);
        return NULL;
    }
    Py_DECREF(none);
    return list;
}

PyObject *
PySequence_Fast(PyObject *o, const char *m)
{
    PyObject *iterator, *list;

    if (!o) {
        return Hb_NullError();
    }
    if (PyList_CheckExact(o) || PyTuple_CheckExact(o)) {
        return Py_NewRef(o);
    }
    iterator = PyObject_GetIter(o);
    if (!iterator) {
        if (PyErr_ExceptionMatches(PyExc_TypeError)) {
            PyErr_SetString(PyExc_TypeError, m);
        }
        return NULL;
    }
    list = PySequence_List(iterator);
    Py_DECREF(iterator);
    return list;
}

/* ---- searches
 * ------------------------------------------------------------------ */

static PyObject *
search_iterator(PyObject *seq, PyObject *obj)
{
    PyObject *iterator;

    if (!seq || !obj) {
        return Hb_NullError();
    }
    iterator = PyObject_GetIter(seq);
    if (!iterator && PyErr_ExceptionMatches(PyExc_TypeError)) {
        Hb_TypeError("argument of type '%.200s' is not iterable", seq);
    }
    return iterator;
}

static Py_ssize_t
overflow(const char *message)
{
    PyErr_SetString(PyExc_OverflowError, message);
    return -1;
}

/* The answer of a search that has come to the end. */
static Py_ssize_t
not_found(int operation, Py_ssize_t found)
{
    if (PyErr_Occurred()) {
        return -1;
    }
    if (operation == PY_ITERSEARCH_INDEX) {
        PyErr_SetString(PyExc_ValueError,
                        "sequence.index(x): x not in sequence");
        return -1;
    }
    return found;
}

static Py_ssize_t
search(PyObject *iterator, PyObject *obj, int operation)
{
    Py_ssize_t found = 0;
    PyObject *item;

    for (size_t i = 0; (item = PyIter_Next(iterator)) != NULL; i++) {
        int equal = PyObject_RichCompareBool(item, obj, Py_EQ);

        Py_DECREF(item);
        if (equal < 0) {
            return -1;
        }
        if (!equal) {
            continue;
        }
        if (operation == PY_ITERSEARCH_CONTAINS) {
            return 1;
        }
        if (operation == PY_ITERSEARCH_INDEX) {
            return i > PY_SSIZE_T_MAX
                       ? overflow("index exceeds C integer size")
                       : (Py_ssize_t)i;
        }
        if (found == PY_SSIZE_T_MAX) {
            return overflow("count exceeds C integer size");
        }
        found++;
    }
    return not_found(operation, found);
}

Py_ssize_t
_PySequence_IterSearch(PyObject *seq, PyObject *obj, int operation)
{
    PyObject *iterator = search_iterator(seq, obj);
    Py_ssize_t result;

    if (!iterator) {
        return -1;
    }
    result = search(iterator, obj, operation);
    Py_DECREF(iterator);
    return result;
}

Py_ssize_t
PySequence_Count(PyObject *o, PyObject *value)
{
    return _PySequence_IterSearch(o, value, PY_ITERSEARCH_COUNT);
}

Py_ssize_t
PySequence_Index(PyObject *o, PyObject *value)
{
    return _PySequence_IterSearch(o, value, PY_ITERSEARCH_INDEX);
}

int
PySequence_Contains(PyObject *seq, PyObject *ob)
{
    PySequenceMethods *methods = Py_TYPE(seq)->tp_as_sequence;

    if (methods && methods->sq_contains) {
        return methods->sq_contains(seq, ob);
    }
    return (int)_PySequence_IterSearch(seq, ob, PY_ITERSEARCH_CONTAINS);
}

#undef PySequence_In

int
PySequence_In(PyObject *o, PyObject *value)
{
    return PySequence_Contains(o, value);
}

/* ---- arrays of C strings
 * ------------------------------------------------------- */

void
_Py_FreeCharPArray(char *const array[])
{
    for (Py_ssize_t i = 0; array[i]; i++) {
        PyMem_Free(array[i]);
    }
    PyMem_Free((void *)array);
}

/* A copy of a bytes object's text, ended by NUL; NULL after a failure. */
static char *
copy_bytes(PyObject *bytes)
{
    char *data, *copy;
    Py_ssize_t size;

    if (PyBytes_AsStringAndSize(bytes, &data, NULL) < 0) {
        return NULL;
    }
    size = PyBytes_GET_SIZE(bytes) + 1;
    copy = PyMem_Malloc((size_t)size);
    if (!copy) {
        PyErr_NoMemory();
        return NULL;
    }
    return memcpy(copy, data, (size_t)size);
}

char *const *
_PySequence_BytesToCharpArray(PyObject *self)
{
    Py_ssize_t count = PySequence_Size(self);
    char **array;

    if (count < 0) {
        return NULL;
    }
    array = PyMem_Calloc((size_t)count + 1, sizeof(char *));
    if (!array) {
        PyErr_NoMemory();
        return NULL;
    }
    for (Py_ssize_t i = 0; i < count; i++) {
        PyObject *item = PySequence_GetItem(self, i);

        array[i] = item ? copy_bytes(item) : NULL;
        Py_XDECREF(item);
        if (!array[i]) {
            _Py_FreeCharPArray(array);
            return NULL;
        }
    }
    return array;
}
