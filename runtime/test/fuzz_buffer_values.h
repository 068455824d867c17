/* fuzz_buffer_values.h -- chance, printing and values of fuzz_buffers.c. */
#ifndef HB_FUZZ_BUFFER_VALUES_H
#define HB_FUZZ_BUFFER_VALUES_H

#include "fuzz_common.h"

#define SLOTS 10

static PyObject *slots[SLOTS];
static PyObject *array_type;

/* ---- chance ---- */

/* A number of at most `bits` bits and either sign. */
static long long
signed_bits(unsigned bits)
{
    long long value = (long long)(state >> (64 - bits));

    return chance(2) ? value : -value;
}

/* ---- printing ---- */

/* A view shows its items, since its repr is an address. */
static void
put_value(PyObject *obj)
{
    PyObject *text;

    if (PyMemoryView_Check(obj)) {
        PyObject *items = PyObject_CallMethod(obj, "tolist", NULL);

        printf("view ");
        if (items == NULL) {
            put_exception();
            return;
        }
        put_value(items);
        Py_DECREF(items);
        return;
    }
    text = PyObject_Repr(obj);
    if (text == NULL) {
        put_exception();
        return;
    }
    put(PyUnicode_AsUTF8(text));
    Py_DECREF(text);
}

/* Prints a result with its type and releases it. */
static void
put_typed(PyObject *result)
{
    if (result == NULL) {
        put_exception();
        return;
    }
    printf("%s ", Py_TYPE(result)->tp_name);
    put_value(result);
    Py_DECREF(result);
}

static void
put_view(PyObject *obj)
{
    PyMemoryViewObject *view = (PyMemoryViewObject *)obj;
    int i;

    printf(" flags %d exports %zd", view->flags, view->exports);
    if (view->flags & _Py_MEMORYVIEW_RELEASED) {
        return;
    }
    printf(" format %s len %zd readonly %d registered %zd", view->view.format,
           view->view.len, view->view.readonly, view->mbuf->exports);
    for (i = 0; i < view->view.ndim; i++) {
        printf(" %zd/%zd", view->view.shape[i], view->view.strides[i]);
    }
}

static void
put_slot(int i)
{
    PyObject *obj = slots[i];

    printf("\n  s%d %s ", i, Py_TYPE(obj)->tp_name);
    put_value(obj);
    if (!PyBytes_Check(obj)) { /* the shortest bytes are shared */
        printf(" refs %zd", Py_REFCNT(obj));
    }
    if (PyByteArray_Check(obj)) {
        PyByteArrayObject *array = (PyByteArrayObject *)obj;

        printf(" alloc %zd start %zd exports %zd", array->ob_alloc,
               (Py_ssize_t)(array->ob_start - array->ob_bytes),
               array->ob_exports);
    }
    else if (PyMemoryView_Check(obj)) {
        put_view(obj);
    }
    else {
        PyObject *size = PyObject_CallMethod(obj, "__sizeof__", NULL);

        printf(" sizeof ");
        put_typed(size);
    }
}

/* ---- values ---- */

static PyObject *
make_any_int(void)
{
    PyObject *shift, *base, *value;

    switch (chance(6)) {
    case 0:
    case 1:
        return PyLong_FromLong(small_int());
    case 2:
        return PyLong_FromLong((long)chance(700) - 200);
    case 3:
        return PyLong_FromLongLong(signed_bits(63));
    }
    shift = PyLong_FromLong((long)chance(300));
    base = PyLong_FromLongLong(signed_bits(1 + chance(62)));
    value = PyNumber_Lshift(base, shift);
    Py_DECREF(shift);
    Py_DECREF(base);
    return value;
}

static PyObject *
make_float(void)
{
    static const double values[] = {0.0,  -0.0, 0.5, 1.5,   2.5,
                                    1e16, 1e22, 0.1, -7.25, 1e-5};
    double numerator;

    if (chance(2)) {
        return PyFloat_FromDouble(values[chance(10)]);
    }
    numerator = (double)signed_bits(63);
    return PyFloat_FromDouble(numerator / (double)(1ull << chance(60)));
}

static PyObject *
make_number(void)
{
    return chance(4) ? make_any_int() : make_float();
}

static PyObject *
make_bytes(void)
{
    static const char letters[] = "ab \n\t,AZ09\xff\x80";
    char text[40];
    unsigned size = chance(chance(3) ? 6 : 40), i;

    for (i = 0; i < size; i++) {
        text[i] = letters[chance(sizeof letters)];
    }
    return PyBytes_FromStringAndSize(text, (Py_ssize_t)size);
}

static PyObject *
make_array(void)
{
    PyObject *bytes = make_bytes(), *array;

    array = PyObject_CallFunction(array_type, "C", "bBhHiIlLqQ"[chance(10)]);
    Py_XDECREF(PyObject_CallMethod(array, "frombytes", "O", bytes));
    PyErr_Clear();
    Py_DECREF(bytes);
    return array;
}

static PyObject *
make_object(void)
{
    PyObject *result, *bytes;

    switch (chance(8)) {
    case 0:
    case 1:
        bytes = make_bytes();
        result = PyByteArray_FromObject(bytes);
        Py_DECREF(bytes);
        return result;
    case 2:
        return make_array();
    case 3:
        return make_bytes();
    default:
        result = PyMemoryView_FromObject(slots[chance(SLOTS)]);
        if (result == NULL) {
            PyErr_Clear();
            return make_bytes();
        }
        return result;
    }
}

static PyObject *
make_key(void)
{
    return chance(2) ? PyLong_FromLong(small_int()) : make_slice();
}

/* What a method of bytes may get: bytes, a byte, or something wrong. */
static PyObject *
make_part(void)
{
    switch (chance(8)) {
    case 0:
        return PyLong_FromLong((long)chance(270) - 5);
    case 1:
        return Py_NewRef(slots[chance(SLOTS)]);
    case 2:
        return chance(2) ? Py_NewRef(Py_None) : PyUnicode_FromString("a");
    default:
        return make_bytes();
    }
}

#endif
