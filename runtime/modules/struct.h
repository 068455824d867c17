/* struct.h -- compiled formats, which the files of module struct share.
 *
 * A format is a list of items, each so many values of one code at an offset.
 * Pad bytes and repeat counts of 0 leave no item.
 *
 *   F1  items are in order of offset, none overlap; one without a code ends
 *       them
 *   F2  `length` is the number of values, that is the sum of the repeats of
 *       all items, where "5s" and "5p" are one value
 *
 * Who may include it: struct*.c.
 */
#ifndef HB_STRUCT_H
#define HB_STRUCT_H

#include "internal/pycore_object.h"

/* How the values of one code lie in memory. */
typedef struct {
    char code;
    char size;
    char alignment; /* 1 for none */
    char little;    /* the lowest byte comes first */
} Hb_StructCode;

typedef struct {
    const Hb_StructCode *code;
    Py_ssize_t offset;
    Py_ssize_t size;   /* of one value; for s and p the number given */
    Py_ssize_t repeat; /* values in a row */
} Hb_StructItem;

/*    Hb_StructObject: 56 bytes
 *   +----+----------+
 *   |  0 | ob_base  |
 *   | 16 | size     |     bytes; -1 before __init__
 *   | 24 | length   |     values; -1 before __init__
 *   | 32 | items    |---> owned; NULL before __init__
 *   | 40 | format   |---> bytes
 *   | 48 | weakrefs |
 *   +----+----------+
 */
typedef struct {
    PyObject_HEAD
    Py_ssize_t size;
    Py_ssize_t length;
    Hb_StructItem *items;
    PyObject *format;
    PyObject *weakrefs;
} Hb_StructObject;

typedef struct {
    PyObject *cache; /* dict: format -> Struct */
    PyTypeObject *type;
    PyTypeObject *iterator_type;
    PyObject *error;
} Hb_StructState;

extern struct PyModuleDef Hb_StructModule;
extern PyType_Spec Hb_StructSpec;
extern PyType_Spec Hb_StructIteratorSpec;

/* The state of the module that made the type of `self`. */
Hb_StructState *Hb_StructStateOf(PyObject *self);

/* The codes of a format that begins with `prefix` ('@' for none): rows up to
 * one without a code. */
const Hb_StructCode *Hb_StructCodes(char prefix);

/* Writes one value of the code to `to`, which has code->size bytes.  0, or -1
 * with an exception. */
int Hb_StructPackValue(const Hb_StructState *state, char *to, PyObject *value,
                       const Hb_StructCode *code);

/* A new reference to the value at `from`. */
PyObject *Hb_StructUnpackValue(const char *from, const Hb_StructCode *code);

/* Whether the code's number is a length, not a count. */
static inline int
Hb_StructIsString(const Hb_StructCode *code)
{
    return code->code == 's' || code->code == 'p';
}

/* Writes values[0 .. self->length-1] to self->size bytes. */
int Hb_StructPack(Hb_StructObject *self, char *to, PyObject *const *values);

/* A new tuple of the values at `from`. */
PyObject *Hb_StructUnpack(Hb_StructObject *self, const char *from);

/* The methods of Struct, for the functions of the module: the format is
 * compiled already. */
PyObject *Hb_StructPackMethod(PyObject *self, PyObject *const *args,
                              Py_ssize_t nargs);
PyObject *Hb_StructPackIntoMethod(PyObject *self, PyObject *const *args,
                                  Py_ssize_t nargs);
PyObject *Hb_StructUnpackMethod(PyObject *self, PyObject *buffer);
PyObject *Hb_StructIterUnpackMethod(PyObject *self, PyObject *buffer);
/* The values at an offset of a buffer; NULL stands for 0. */
PyObject *Hb_StructUnpackAt(PyObject *self, PyObject *buffer,
                            PyObject *offset);

#endif
