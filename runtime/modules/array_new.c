/* array_new.c -- array(typecode[, initializer]), and arrays from bytes.
 *
 * Source: CPython 3.11, Modules/arraymodule.c, array_new().
 */
#include "array.h"

/* ---- from bytes and text ------------------------------------------------ */

static int
append_bytes(arrayobject *self, const Py_buffer *view)
{
    int width = self->ob_descr->itemsize;
    Py_ssize_t n = view->len / width, old = Py_SIZE(self);
    if (view->itemsize != 1) {
        PyErr_SetString(PyExc_TypeError, "a bytes-like object is required");
        return -1;
    }
    if (view->len % width != 0) {
        PyErr_SetString(PyExc_ValueError,
                        "bytes length not a multiple of item size");
        return -1;
    }
    if (n == 0) {
        return 0;
    }
    if (n > PY_SSIZE_T_MAX - old) {
        PyErr_NoMemory();
        return -1;
    }
    if (Hb_ArrayResize(self, old + n) < 0) {
        return -1;
    }
    memcpy(ITEM_AT(self, old), view->buf, (size_t)view->len);
    return 0;
}

PyObject *
Hb_ArrayFromBytes(PyObject *self, PyObject *buffer)
{
    Py_buffer view;
    if (PyObject_GetBuffer(buffer, &view, PyBUF_SIMPLE) < 0) {
        return NULL;
    }
    int failed = append_bytes((arrayobject *)self, &view);
    PyBuffer_Release(&view);
    return failed ? NULL : Py_NewRef(Py_None);
}

int
Hb_ArrayAppendText(arrayobject *self, PyObject *text)
{
    Py_ssize_t n = PyUnicode_GET_LENGTH(text), old = Py_SIZE(self);
    if (n == 0) {
        return 0;
    }
    if (Hb_ArrayResize(self, old + n) < 0) {
        return -1;
    }
    PyUnicode_AsWideChar(text, (wchar_t *)self->ob_item + old, n);
    return 0;
}

/* ---- the constructor ---------------------------------------------------- */

/* Whether an initializer may serve a typecode; -1 with TypeError. */
static int
check_text(PyObject *initial, Py_UCS4 code)
{
    const char *what = NULL;
    if (initial == NULL || code == 'u') {
        return 0;
    }
    if (PyUnicode_Check(initial)) {
        what = "str";
    }
    else if (IS_ARRAY(initial) &&
             ((arrayobject *)initial)->ob_descr->typecode == 'u') {
        what = "unicode array";
    }
    if (what == NULL) {
        return 0;
    }
    PyErr_Format(PyExc_TypeError,
                 "cannot use a %s to initialize an array with typecode '%c'",
                 what, (int)code);
    return -1;
}

static int
fill_from_sequence(arrayobject *a, PyObject *sequence)
{
    for (Py_ssize_t i = 0; i < Py_SIZE(a); i++) {
        PyObject *value = PySequence_GetItem(sequence, i);
        int failed = value == NULL || a->ob_descr->setitem(a, i, value) < 0;
        Py_XDECREF(value);
        if (failed) {
            return -1;
        }
    }
    return 0;
}

/* The text in a block of exactly its size. */
static int
fill_from_text(arrayobject *a, PyObject *text)
{
    Py_ssize_t n = PyUnicode_GET_LENGTH(text);
    if (n == 0) {
        return 0;
    }
    wchar_t *items = PyMem_New(wchar_t, n);
    if (items == NULL) {
        PyErr_NoMemory();
        return -1;
    }
    PyUnicode_AsWideChar(text, items, n);
    a->ob_item = (char *)items;
    a->allocated = n;
    Py_SET_SIZE(a, n);
    return 0;
}

static int
fill(arrayobject *a, PyObject *initial)
{
    if (initial == NULL) {
        return 0;
    }
    if (PyList_Check(initial) || PyTuple_Check(initial)) {
        return fill_from_sequence(a, initial);
    }
    if (PyByteArray_Check(initial) || PyBytes_Check(initial)) {
        PyObject *none = Hb_ArrayFromBytes((PyObject *)a, initial);
        Py_XDECREF(none);
        return none == NULL ? -1 : 0;
    }
    if (PyUnicode_Check(initial)) {
        return fill_from_text(a, initial);
    }
    if (IS_ARRAY(initial) && Py_SIZE(a) > 0) {
        memcpy(a->ob_item, ((arrayobject *)initial)->ob_item,
               (size_t)(Py_SIZE(a) * a->ob_descr->itemsize));
        return 0;
    }
    return IS_ARRAY(initial) ? 0 : Hb_ArrayExtend(a, initial);
}

/* The length with which the array is made. */
static Py_ssize_t
initial_length(PyObject *initial, const struct arraydescr *descr)
{
    if (initial == NULL) {
        return 0;
    }
    if (PyList_Check(initial)) {
        return PyList_GET_SIZE(initial);
    }
    if (PyTuple_Check(initial)) {
        return PyTuple_GET_SIZE(initial);
    }
    if (IS_ARRAY(initial) && ((arrayobject *)initial)->ob_descr == descr) {
        return Py_SIZE(initial);
    }
    return 0;
}

static PyObject *
make(PyTypeObject *type, const struct arraydescr *descr, PyObject *initial)
{
    PyObject *list = NULL;
    if (initial != NULL && IS_ARRAY(initial) &&
        ((arrayobject *)initial)->ob_descr != descr) {
        list = PySequence_List(initial);
        if (list == NULL) {
            return NULL;
        }
        initial = list;
    }
    PyObject *a = Hb_ArrayNew(type, initial_length(initial, descr), descr);
    if (a != NULL && fill((arrayobject *)a, initial) < 0) {
        Py_CLEAR(a);
    }
    Py_XDECREF(list);
    return a;
}

/* Whether an initializer is more than something to iterate over. */
static int
is_taken_whole(PyObject *initial, Py_UCS4 code)
{
    return PyList_Check(initial) || PyTuple_Check(initial) ||
           PyByteArray_Check(initial) || PyBytes_Check(initial) ||
           (code == 'u' && PyUnicode_Check(initial)) ||
           (IS_ARRAY(initial) &&
            (Py_UCS4)((arrayobject *)initial)->ob_descr->typecode == code);
}

PyObject *
Hb_ArrayTpNew(PyTypeObject *type, PyObject *args, PyObject *kwds)
{
    int code;
    PyObject *initial = NULL;
    if ((type == &Hb_ArrayType || type->tp_init == Hb_ArrayType.tp_init) &&
        !_PyArg_NoKeywords("array.array", kwds)) {
        return NULL;
    }
    if (!PyArg_ParseTuple(args, "C|O:array", &code, &initial) ||
        check_text(initial, (Py_UCS4)code) < 0) {
        return NULL;
    }
    PyObject *it = NULL;
    if (initial != NULL && !is_taken_whole(initial, (Py_UCS4)code)) {
        initial = it = PyObject_GetIter(initial);
        if (it == NULL) {
            return NULL;
        }
    }
    PyObject *result = NULL;
    const struct arraydescr *descr = Hb_ArrayDescr((Py_UCS4)code);
    if (descr == NULL) {
        PyErr_SetString(PyExc_ValueError,
                        "bad typecode (must be b, B, u, h, H, i, I, l, L, q, "
                        "Q, f or d)");
    }
    else {
        result = make(type, descr, initial);
    }
    Py_XDECREF(it);
    return result;
}
