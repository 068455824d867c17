/* copy_memo.c -- the memo of deepcopy(): a dict, or any mapping. */
#include "Python.h"
#include "internal/pycore_unicodeobject.h"
#include "copy.h"

PyObject *
Hb_MemoGet(struct copying *c, PyObject *key)
{
    static PyObject nothing = {.ob_refcnt = 1, .ob_type = &PyBaseObject_Type};
    PyObject *value;

    if (PyDict_CheckExact(c->memo)) {
        return Py_XNewRef(PyDict_GetItemWithError(c->memo, key));
    }
    value =
        PyObject_CallMethodObjArgs(c->memo, &_Py_ID(get), key, &nothing, NULL);
    if (value == &nothing) {
        Py_DECREF(value);
        return NULL;
    }
    return value;
}

int
Hb_MemoSet(struct copying *c, PyObject *key, PyObject *value)
{
    return PyDict_CheckExact(c->memo) ? PyDict_SetItem(c->memo, key, value)
                                      : PyObject_SetItem(c->memo, key, value);
}

int
Hb_MemoSetFor(struct copying *c, PyObject *x, PyObject *y)
{
    PyObject *key = PyLong_FromVoidPtr(x);
    int status;

    if (key == NULL) {
        return -1;
    }
    status = Hb_MemoSet(c, key, y);
    Py_DECREF(key);
    return status;
}

/* memo[key], NULL without an exception when it says KeyError. */
static PyObject *
memo_item(struct copying *c, PyObject *key)
{
    PyObject *value;

    if (PyDict_CheckExact(c->memo)) {
        return Hb_MemoGet(c, key);
    }
    value = PyObject_GetItem(c->memo, key);
    if (value == NULL && PyErr_ExceptionMatches(PyExc_KeyError)) {
        PyErr_Clear();
    }
    return value;
}

/* memo[id(memo)].append(x), or = [x] the first time. */
int
Hb_MemoKeep(struct copying *c, PyObject *x)
{
    PyObject *key = PyLong_FromVoidPtr(c->memo), *list;
    int status = -1;

    if (key == NULL) {
        return -1;
    }
    list = memo_item(c, key);
    if (list != NULL) {
        PyObject *none = PyObject_CallMethodOneArg(list, &_Py_ID(append), x);

        status = none == NULL ? -1 : 0;
        Py_XDECREF(none);
    }
    else if (!PyErr_Occurred()) {
        list = PyList_New(1);
        if (list != NULL) {
            PyList_SET_ITEM(list, 0, Py_NewRef(x));
            status = Hb_MemoSet(c, key, list);
        }
    }
    Py_XDECREF(list);
    Py_DECREF(key);
    return status;
}
