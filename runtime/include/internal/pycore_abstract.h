/* pycore_abstract.h -- shared by the files abstract_*.c.
 *
 * Source: CPython 3.11, Include/internal/pycore_abstract.h.
 */

#ifndef Py_INTERNAL_ABSTRACT_H
#define Py_INTERNAL_ABSTRACT_H

#include "internal/pycore_pystate.h"

static inline int
_PyIndex_Check(PyObject *obj)
{
    PyNumberMethods *nb = Py_TYPE(obj)->tp_as_number;
    return nb != NULL && nb->nb_index != NULL;
}

/* PyObject_CheckBuffer, in line. */
static inline int
Hb_ExportsBuffer(PyObject *op)
{
    PyBufferProcs *procs = Py_TYPE(op)->tp_as_buffer;
    return procs != NULL && procs->bf_getbuffer != NULL;
}

extern PyObject *_PyNumber_PowerNoMod(PyObject *lhs, PyObject *rhs);
extern PyObject *_PyNumber_InPlacePowerNoMod(PyObject *lhs, PyObject *rhs);

/* Set an exception (if none is set) and return NULL. */
extern PyObject *Hb_TypeError(const char *message, PyObject *obj);
extern PyObject *Hb_NullError(void);

/* v op w by the slots at this offset of PyNumberMethods; NotImplemented (a new
 * reference) if neither type knows.
 */
extern PyObject *Hb_BinaryOp1(PyObject *v, PyObject *w, size_t slot);
extern PyObject *Hb_BinaryOpError(PyObject *v, PyObject *w,
                                  const char *op_name);

/* v += w and v *= w by number slots only; NotImplemented as above. */
extern PyObject *Hb_InPlaceAdd1(PyObject *v, PyObject *w);
extern PyObject *Hb_InPlaceMultiply1(PyObject *v, PyObject *w);

/* The repr of a list, between "[]", or of a tuple, between "()". */
extern PyObject *Hb_ReprOfItems(PyObject *op, const char *brackets);

/* What an iterator's end means: 0 for no exception, or StopIteration, which is
 * cleared; -1 for any other. */
extern int Hb_IterStopped(void);

static inline int
Hb_IterEnd(void)
{
    return _PyThreadState_GET()->curexc_type == NULL ? 0 : Hb_IterStopped();
}

/* The value of an exact int of one digit at most, which most indices are: no
 * call, no exception.  0 when it is something else. */
static inline int
Hb_IsSmallIndex(PyObject *key, Py_ssize_t *index)
{
    if (!PyLong_CheckExact(key) || Py_SIZE(key) < -1 || Py_SIZE(key) > 1) {
        return 0;
    }
    *index = Py_SIZE(key) * (Py_ssize_t)((PyLongObject *)key)->ob_digit[0];
    return 1;
}

#endif
