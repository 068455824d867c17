/* itertools_longest.c -- zip_longest. */
#include "itertools.h"

/*    ziplongestobject: 56 bytes
 *   +----+-----------+
 *   |  0 | ob_base   |
 *   | 16 | ittuple   |---> iterators; NULL for those that ended
 *   | 24 | result    |---> the last tuple, used again when nobody has it
 *   | 32 | fillvalue |---> any object, owned
 *   | 40 | numactive |
 *   | 48 | tuplesize |
 *   +----+-----------+
 */
typedef struct {
    PyObject_HEAD
    PyObject *ittuple;
    PyObject *result;
    PyObject *fillvalue;
    Py_ssize_t numactive;
    Py_ssize_t tuplesize;
} ziplongestobject;

static void
zip_longest_release(ziplongestobject *Py_UNUSED(self))
{
}

/* The one keyword, borrowed; NULL with TypeError. */
static PyObject *
read_fillvalue(PyObject *kwds)
{
    if (kwds == NULL || PyDict_GET_SIZE(kwds) == 0) {
        return Py_None;
    }
    PyObject *value = PyDict_GET_SIZE(kwds) > 1
                          ? NULL
                          : PyDict_GetItemWithError(kwds, &_Py_ID(fillvalue));
    if (value == NULL && !PyErr_Occurred()) {
        PyErr_SetString(PyExc_TypeError,
                        "zip_longest() got an unexpected keyword argument");
    }
    return value;
}

static PyObject *
zip_longest_new(PyTypeObject *type, PyObject *args, PyObject *kwds)
{
    PyObject *fillvalue = read_fillvalue(kwds);
    Py_ssize_t n = PyTuple_GET_SIZE(args);
    PyObject *ittuple = fillvalue == NULL ? NULL : PyTuple_New(n);
    for (Py_ssize_t i = 0; ittuple != NULL && i < n; i++) {
        PyObject *it = PyObject_GetIter(PyTuple_GET_ITEM(args, i));
        if (it == NULL) {
            Py_CLEAR(ittuple);
            break;
        }
        PyTuple_SET_ITEM(ittuple, i, it);
    }
    ziplongestobject *self =
        ittuple == NULL ? NULL : (ziplongestobject *)type->tp_alloc(type, 0);
    if (self == NULL) {
        Py_XDECREF(ittuple);
        return NULL;
    }
    self->ittuple = ittuple;
    self->fillvalue = Py_NewRef(fillvalue);
    self->numactive = self->tuplesize = n;
    self->result = PyTuple_New(n);
    if (self->result == NULL) {
        Py_DECREF(self);
        return NULL;
    }
    for (Py_ssize_t i = 0; i < n; i++) {
        PyTuple_SET_ITEM(self->result, i, Py_NewRef(Py_None));
    }
    return (PyObject *)self;
}

/* The next item at i, or the fill value; NULL when all have ended. */
static PyObject *
next_or_fill(ziplongestobject *self, Py_ssize_t i)
{
    PyObject *it = PyTuple_GET_ITEM(self->ittuple, i);
    PyObject *item = it == NULL ? NULL : PyIter_Next(it);
    if (item != NULL) {
        return item;
    }
    if (PyErr_Occurred()) {
        self->numactive = 0;
        return NULL;
    }
    if (it != NULL) {
        if (--self->numactive == 0) {
            return NULL; /* the last one stays */
        }
        PyTuple_SET_ITEM(self->ittuple, i, NULL);
        Py_DECREF(it);
    }
    return Py_NewRef(self->fillvalue);
}

static PyObject *
zip_longest_next(PyObject *op)
{
    ziplongestobject *self = (ziplongestobject *)op;
    if (self->numactive == 0) {
        return NULL;
    }
    int again = Py_REFCNT(self->result) == 1;
    PyObject *result =
        again ? Py_NewRef(self->result) : PyTuple_New(self->tuplesize);
    for (Py_ssize_t i = 0; result != NULL && i < self->tuplesize; i++) {
        PyObject *item = next_or_fill(self, i);
        if (item == NULL) {
            Py_CLEAR(result);
            break;
        }
        Hb_ItertoolReplace(result, i, item);
    }
    if (again && result != NULL) {
        Hb_ItertoolTrack(result);
    }
    return result;
}

/* An empty tuple stands for what has ended. */
static PyObject *
zip_longest_reduce(PyObject *op, PyObject *Py_UNUSED(ignored))
{
    ziplongestobject *self = (ziplongestobject *)op;
    Py_ssize_t n = PyTuple_GET_SIZE(self->ittuple);
    PyObject *args = PyTuple_New(n);
    for (Py_ssize_t i = 0; args != NULL && i < n; i++) {
        PyObject *it = PyTuple_GET_ITEM(self->ittuple, i);
        it = it == NULL ? PyTuple_New(0) : Py_NewRef(it);
        if (it == NULL) {
            Py_CLEAR(args);
            break;
        }
        PyTuple_SET_ITEM(args, i, it);
    }
    return args == NULL
               ? NULL
               : Py_BuildValue("ONO", Py_TYPE(op), args, self->fillvalue);
}

static PyObject *
zip_longest_setstate(PyObject *op, PyObject *state)
{
    Py_XSETREF(((ziplongestobject *)op)->fillvalue, Py_NewRef(state));
    Py_RETURN_NONE;
}

static PyMethodDef zip_longest_methods[] = {REDUCE(zip_longest),
                                            SETSTATE(zip_longest), NO_MORE};

ITERTOOL(zip_longest, ziplongestobject, 3,
         .tp_doc = PyDoc_STR("zip to the end of the longest."),
         .tp_methods = zip_longest_methods);
