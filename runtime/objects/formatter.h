/* formatter.h -- the mini-language of format(): what a specification says.
 *
 * [[fill]align][sign][z][#][0][width][grouping][.precision][type]
 *
 * Who may include it: formatter_*.c.
 *
 * Source: CPython 3.11, Python/formatter_unicode.c; PEP 3101, PEP 682.
 */
#ifndef HB_FORMATTER_H
#define HB_FORMATTER_H

#include "internal/pycore_unicodeobject.h"

struct hb_spec {
    Py_UCS4 fill;
    Py_UCS4 align; /* < > = ^ */
    Py_UCS4 sign;  /* 0 + - space */
    int no_negative_zero;
    int alternate;
    Py_ssize_t width;     /* -1 for none */
    Py_UCS4 separator;    /* 0 , _ */
    int group;            /* digits between separators: 3, 4 */
    Py_ssize_t precision; /* -1 for none */
    Py_UCS4 type;         /* 0 for none */
};

/* Parses spec[start:end] for obj; -1 with ValueError. */
int Hb_SpecParse(struct hb_spec *out, PyObject *obj, PyObject *spec,
                 Py_ssize_t start, Py_ssize_t end, Py_UCS4 default_type,
                 Py_UCS4 default_align);

/* -1 with "Unknown format code". */
int Hb_SpecUnknown(const struct hb_spec *spec, PyObject *obj);

/* How much padding stands before and after n characters. */
void Hb_SpecPadding(const struct hb_spec *spec, Py_ssize_t n, Py_ssize_t *left,
                    Py_ssize_t *right);

int Hb_WriteFill(_PyUnicodeWriter *writer, Py_UCS4 fill, Py_ssize_t count);

#endif
