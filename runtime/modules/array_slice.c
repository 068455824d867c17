/* array_slice.c -- array[index], array[slice] and assigning to them.
 *
 * Source: CPython 3.11, Modules/arraymodule.c, array_subscr(),
 *         array_ass_subscr().
 */
#include "array.h"

/* The index of item; -1 with an exception when it is none. */
static int
read_index(PyObject *self, PyObject *item, Py_ssize_t *i)
{
    *i = PyNumber_AsSsize_t(item, PyExc_IndexError);
    if (*i == -1 && PyErr_Occurred()) {
        return -1;
    }
    if (*i < 0) {
        *i += Py_SIZE(self);
    }
    return 0;
}

static PyObject *
stepped(arrayobject *a, Py_ssize_t start, Py_ssize_t step, Py_ssize_t len)
{
    PyObject *np = Hb_ArrayNew(&Hb_ArrayType, len, a->ob_descr);
    if (np == NULL) {
        return NULL;
    }
    for (Py_ssize_t i = 0; i < len; i++) {
        memcpy(ITEM_AT((arrayobject *)np, i), ITEM_AT(a, start + i * step),
               (size_t)a->ob_descr->itemsize);
    }
    return np;
}

PyObject *
Hb_ArraySubscript(PyObject *self, PyObject *item)
{
    Py_ssize_t start, stop, step, i;
    if (PyIndex_Check(item)) {
        if (read_index(self, item, &i) < 0) {
            return NULL;
        }
        return Hb_ArrayItem(self, i);
    }
    if (!PySlice_Check(item)) {
        PyErr_SetString(PyExc_TypeError, "array indices must be integers");
        return NULL;
    }
    if (PySlice_Unpack(item, &start, &stop, &step) < 0) {
        return NULL;
    }
    Py_ssize_t len = PySlice_AdjustIndices(Py_SIZE(self), &start, &stop, step);
    if (step == 1) {
        return Hb_ArraySlice((arrayobject *)self, start, start + len);
    }
    return stepped((arrayobject *)self, start, step, len);
}

/* ---- assignment --------------------------------------------------------- */

/* Replaces items start .. start+len-1 by those of other (NULL: none). */
static int
replace(arrayobject *self, Py_ssize_t start, Py_ssize_t len,
        arrayobject *other)
{
    Py_ssize_t needed = other == NULL ? 0 : Py_SIZE(other);
    Py_ssize_t tail = Py_SIZE(self) - start - len;
    size_t width = (size_t)self->ob_descr->itemsize;
    if (len > needed) {
        memmove(ITEM_AT(self, start + needed), ITEM_AT(self, start + len),
                (size_t)tail * width);
    }
    if (len != needed &&
        Hb_ArrayResize(self, Py_SIZE(self) + needed - len) < 0) {
        return -1;
    }
    if (len < needed) {
        memmove(ITEM_AT(self, start + needed), ITEM_AT(self, start + len),
                (size_t)tail * width);
    }
    if (needed > 0) {
        memcpy(ITEM_AT(self, start), other->ob_item, (size_t)needed * width);
    }
    return 0;
}

/* Deletes every step-th item. */
static int
delete_stepped(arrayobject *self, Py_ssize_t start, Py_ssize_t step,
               Py_ssize_t len)
{
    if (step < 0) {
        start += (len - 1) * step;
        step = -step;
    }
    size_t width = (size_t)self->ob_descr->itemsize;
    for (Py_ssize_t i = 0; i < len; i++) {
        Py_ssize_t at = start + i * step;
        Py_ssize_t end = i + 1 < len ? at + step : Py_SIZE(self);
        memmove(ITEM_AT(self, at - i), ITEM_AT(self, at + 1),
                (size_t)(end - at - 1) * width);
    }
    return Hb_ArrayResize(self, Py_SIZE(self) - len);
}

static int
assign_stepped(arrayobject *self, Py_ssize_t start, Py_ssize_t step,
               Py_ssize_t len, arrayobject *other)
{
    if (Py_SIZE(other) != len) {
        PyErr_Format(PyExc_ValueError,
                     "attempt to assign array of size %zd to extended slice "
                     "of size %zd",
                     Py_SIZE(other), len);
        return -1;
    }
    for (Py_ssize_t i = 0; i < len; i++) {
        memcpy(ITEM_AT(self, start + i * step), ITEM_AT(other, i),
               (size_t)self->ob_descr->itemsize);
    }
    return 0;
}

/* Where a slice lies in an array. */
struct part {
    Py_ssize_t start;
    Py_ssize_t step;
    Py_ssize_t len;
};

/* An empty array deletes, whatever the step.  Nothing may change before the
 * check for exports. */
static int
assign_part(arrayobject *self, struct part part, arrayobject *other)
{
    Py_ssize_t needed = other == NULL ? 0 : Py_SIZE(other);
    if (self->ob_exports > 0 && (needed == 0 || part.len != needed)) {
        PyErr_SetString(PyExc_BufferError, "cannot resize an array that is "
                                           "exporting buffers");
        return -1;
    }
    if (part.step == 1) {
        return replace(self, part.start, part.len, other);
    }
    if (needed > 0) {
        return assign_stepped(self, part.start, part.step, part.len, other);
    }
    return part.len == 0
               ? 0
               : delete_stepped(self, part.start, part.step, part.len);
}

static int
assign_slice(arrayobject *self, struct part part, PyObject *value)
{
    if (value == NULL) {
        return assign_part(self, part, NULL);
    }
    if (!IS_ARRAY(value)) {
        PyErr_Format(PyExc_TypeError,
                     "can only assign array (not \"%.200s\") to array slice",
                     Py_TYPE(value)->tp_name);
        return -1;
    }
    arrayobject *other = (arrayobject *)value;
    if (other->ob_descr != self->ob_descr) {
        PyErr_BadArgument();
        return -1;
    }
    if (other != self) {
        return assign_part(self, part, other);
    }
    PyObject *copy = Hb_ArraySlice(other, 0, Py_SIZE(other));
    if (copy == NULL) {
        return -1;
    }
    int failed = assign_part(self, part, (arrayobject *)copy);
    Py_DECREF(copy);
    return failed;
}

int
Hb_ArrayAssSubscript(PyObject *self, PyObject *item, PyObject *value)
{
    Py_ssize_t i;
    if (PyIndex_Check(item)) {
        if (read_index(self, item, &i) < 0) {
            return -1;
        }
        return Hb_ArrayAssItem(self, i, value);
    }
    if (!PySlice_Check(item)) {
        PyErr_SetString(PyExc_TypeError, "array indices must be integers");
        return -1;
    }
    struct part part;
    Py_ssize_t stop;
    if (PySlice_Unpack(item, &part.start, &stop, &part.step) < 0) {
        return -1;
    }
    part.len =
        PySlice_AdjustIndices(Py_SIZE(self), &part.start, &stop, part.step);
    return assign_slice((arrayobject *)self, part, value);
}
