/* struct_items.c -- the values of a whole format, written and read.
 *
 * Source: CPython 3.11, Modules/_struct.c.
 */
#include "struct.h"

Hb_StructState *
Hb_StructStateOf(PyObject *self)
{
    return PyModule_GetState(
        PyType_GetModuleByDef(Py_TYPE(self), &Hb_StructModule));
}

/* "5s" cuts or fills with zeros; "5p" keeps the length in its first byte. */
static int
pack_string(const Hb_StructState *state, const Hb_StructItem *item, char *to,
            PyObject *value)
{
    int pascal = item->code->code == 'p';

    if (!PyBytes_Check(value) && !PyByteArray_Check(value)) {
        PyErr_Format(state->error, "argument for '%c' must be a bytes object",
                     item->code->code);
        return -1;
    }
    const char *text = PyBytes_Check(value) ? PyBytes_AS_STRING(value)
                                            : PyByteArray_AS_STRING(value);
    Py_ssize_t len = Py_MIN(Py_SIZE(value), item->size - pascal);
    if (item->size > 0) {
        memcpy(to + pascal, text, (size_t)len);
        if (pascal) {
            *to = (char)Py_MIN(len, 255);
        }
    }
    return 0;
}

int
Hb_StructPack(Hb_StructObject *self, char *to, PyObject *const *values)
{
    const Hb_StructState *state = Hb_StructStateOf((PyObject *)self);

    memset(to, 0, (size_t)self->size);
    const Hb_StructItem *item = self->items;
    for (; item->code != NULL; item++) {
        char *place = to + item->offset;
        for (Py_ssize_t j = 0; j < item->repeat; j++, place += item->size) {
            PyObject *value = *values++;
            if ((Hb_StructIsString(item->code)
                     ? pack_string(state, item, place, value)
                     : Hb_StructPackValue(state, place, value, item->code)) <
                0) {
                return -1;
            }
        }
    }
    return 0;
}

static PyObject *
unpack_string(const Hb_StructItem *item, const char *from)
{
    if (item->code->code == 's') {
        return PyBytes_FromStringAndSize(from, item->size);
    }
    Py_ssize_t len = item->size == 0 ? 0 : (unsigned char)*from;
    return PyBytes_FromStringAndSize(from + 1, Py_MIN(len, item->size - 1));
}

PyObject *
Hb_StructUnpack(Hb_StructObject *self, const char *from)
{
    PyObject *values = PyTuple_New(self->length);
    Py_ssize_t n = 0;

    const Hb_StructItem *item = self->items;
    for (; values != NULL && item->code != NULL; item++) {
        const char *place = from + item->offset;
        for (Py_ssize_t j = 0; j < item->repeat; j++, place += item->size) {
            PyObject *value = Hb_StructIsString(item->code)
                                  ? unpack_string(item, place)
                                  : Hb_StructUnpackValue(place, item->code);
            if (value == NULL) {
                Py_DECREF(values);
                return NULL;
            }
            PyTuple_SET_ITEM(values, n++, value);
        }
    }
    return values;
}
