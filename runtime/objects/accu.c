/* accu.c -- a list of pieces of text, joined now and then.
 *
 * Source: CPython 3.11, Objects/accu.c.
 */
#include "internal/pycore_accu.h"

#define SMALL_LIMIT 100000

int
_PyAccu_Init(_PyAccu *acc)
{
    acc->large = NULL;
    acc->small = PyList_New(0);
    return acc->small == NULL ? -1 : 0;
}

static PyObject *
join(PyObject *pieces)
{
    PyObject *empty = PyUnicode_FromStringAndSize(NULL, 0);
    PyObject *text = empty == NULL ? NULL : PyUnicode_Join(empty, pieces);

    Py_XDECREF(empty);
    return text;
}

/* Makes one large piece of the small ones. */
static int
flush(_PyAccu *acc)
{
    Py_ssize_t count = PyList_GET_SIZE(acc->small);

    if (count == 0) {
        return 0;
    }
    if (acc->large == NULL) {
        acc->large = PyList_New(0);
        if (acc->large == NULL) {
            return -1;
        }
    }
    PyObject *joined = join(acc->small);
    int status = joined == NULL || PyList_SetSlice(acc->small, 0, count, NULL)
                     ? -1
                     : PyList_Append(acc->large, joined);
    Py_XDECREF(joined);
    return status;
}

int
_PyAccu_Accumulate(_PyAccu *acc, PyObject *unicode)
{
    if (PyList_Append(acc->small, unicode) < 0) {
        return -1;
    }
    return PyList_GET_SIZE(acc->small) < SMALL_LIMIT ? 0 : flush(acc);
}

PyObject *
_PyAccu_FinishAsList(_PyAccu *acc)
{
    if (flush(acc) < 0) {
        _PyAccu_Destroy(acc);
        return NULL;
    }
    PyObject *pieces = acc->large == NULL ? PyList_New(0) : acc->large;
    acc->large = NULL;
    Py_CLEAR(acc->small);
    return pieces;
}

PyObject *
_PyAccu_Finish(_PyAccu *acc)
{
    PyObject *pieces =
        acc->large == NULL ? Py_NewRef(acc->small) : _PyAccu_FinishAsList(acc);
    PyObject *text = pieces == NULL ? NULL : join(pieces);

    Py_XDECREF(pieces);
    _PyAccu_Destroy(acc);
    return text;
}

void
_PyAccu_Destroy(_PyAccu *acc)
{
    Py_CLEAR(acc->large);
    Py_CLEAR(acc->small);
}
