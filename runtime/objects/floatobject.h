/* floatobject.h -- shared by the files of float.
 */
#ifndef HB_FLOATOBJECT_PRIVATE_H
#define HB_FLOATOBJECT_PRIVATE_H

#include "internal/hb_long.h"
#include "internal/pycore_floatobject.h"
#include "internal/pycore_long.h"
#include "internal/pycore_object.h"
#include "internal/pycore_unicodeobject.h"

extern PyMethodDef Hb_FloatMethods[];
extern PyGetSetDef Hb_FloatGetSet[];
extern PyNumberMethods Hb_FloatAsNumber;

PyObject *Hb_FloatRichCompare(PyObject *v, PyObject *w, int op);

/* Declares a and b of a type and reads both operands with a function that
 * answers as Hb_FloatOperand() does; or returns from the caller. */
#define HB_OPERANDS(type, read, v, w, a, b)                                   \
    type a, b;                                                                \
    int other = read((v), &a);                                                \
    if (other == 0) {                                                         \
        other = read((w), &b);                                                \
    }                                                                         \
    if (other > 0) {                                                          \
        Py_RETURN_NOTIMPLEMENTED;                                             \
    }                                                                         \
    if (other < 0) {                                                          \
        return NULL;                                                          \
    }

/* Stores the double of a float or int operand.  0; 1 when the other operand's
 * type must be asked; -1 with an exception. */
int Hb_FloatOperand(PyObject *op, double *value);

#endif
