/* unicode_percent.h -- what the operators % of str and bytes share: the
 * arguments, and the reading of "%(key)-05.2f".
 *
 * Who may include it: unicode_percent.c, bytes_format.c.
 */
#ifndef HB_UNICODE_PERCENT_H
#define HB_UNICODE_PERCENT_H

#include "Python.h"

enum hb_percent_flag {
    HB_LEFT = 1,
    HB_SIGN = 2,
    HB_BLANK = 4,
    HB_ALTERNATE = 8,
    HB_ZERO = 16,
    HB_NO_NEGATIVE_ZERO = 32
};

/* A run over a format. */
struct hb_percent {
    int kind;
    const void *data;
    Py_ssize_t length;
    Py_ssize_t at;    /* in the format */
    int has_bytes;    /* bytes, not str */
    PyObject *args;   /* a tuple, or the one argument */
    Py_ssize_t next;  /* of a tuple */
    Py_ssize_t count; /* -1: args is one argument; -2: it was taken */
    PyObject *dict;   /* NULL, or the mapping of %(name)s; borrowed */
    PyObject *owned;  /* the value that %(name) found; taken when next > 0 */
};

/* One directive. */
struct hb_item {
    int flags;
    Py_ssize_t width; /* -1 for none */
    int precision;    /* -1 for none */
    Py_UCS4 code;
    int numeric; /* has a sign and takes zeros */
};

/* Begins with the arguments; an object with keys is the mapping. */
void Hb_PercentBegin(struct hb_percent *p, PyObject *args);

/* Reads a directive, past its '%'.
 *
 * Fails:  -1 with an exception. */
int Hb_PercentParse(struct hb_percent *p, struct hb_item *item);

/* The next argument, borrowed; NULL with TypeError. */
PyObject *Hb_PercentArgument(struct hb_percent *p);

/* Whether arguments are left over. */
int Hb_PercentLeft(const struct hb_percent *p);

/* The text of the argument of a numeric code, or of r and a, without padding;
 * a new reference.  NULL without an exception for any other code. */
PyObject *Hb_PercentText(PyObject *value, struct hb_item *item);

/* Raises ValueError for a code that is none. */
void Hb_PercentUnknown(const struct hb_percent *p, Py_UCS4 code);

/* The base of an exact int that goes straight to a writer, for it has no
 * padding; 0 for anything else. */
int Hb_PercentPlainBase(const struct hb_item *item, PyObject *value);

/* Whether the code's digits have a prefix that is shown: 2, or 0. */
static inline Py_ssize_t
Hb_PercentPrefix(const struct hb_item *item)
{
    return (item->flags & HB_ALTERNATE) &&
                   (item->code == 'x' || item->code == 'X' ||
                    item->code == 'o')
               ? 2
               : 0;
}

#endif
