/* unicode_methods.h -- the methods of str that stand in files by subject.
 *
 * Who may include it: unicode_*.c.
 */
#ifndef HB_UNICODE_METHODS_H
#define HB_UNICODE_METHODS_H

#include "unicode_private.h"

/* ---- unicode_case.c: METH_NOARGS ---------------------------------------- */

PyObject *Hb_StrUpper(PyObject *self, PyObject *ignored);
PyObject *Hb_StrLower(PyObject *self, PyObject *ignored);
PyObject *Hb_StrCasefold(PyObject *self, PyObject *ignored);
PyObject *Hb_StrSwapcase(PyObject *self, PyObject *ignored);
PyObject *Hb_StrCapitalize(PyObject *self, PyObject *ignored);
PyObject *Hb_StrTitle(PyObject *self, PyObject *ignored);
PyObject *Hb_StrIsAscii(PyObject *self, PyObject *ignored);
PyObject *Hb_StrIsLower(PyObject *self, PyObject *ignored);
PyObject *Hb_StrIsUpper(PyObject *self, PyObject *ignored);
PyObject *Hb_StrIsTitle(PyObject *self, PyObject *ignored);
PyObject *Hb_StrIsSpace(PyObject *self, PyObject *ignored);
PyObject *Hb_StrIsAlpha(PyObject *self, PyObject *ignored);
PyObject *Hb_StrIsAlnum(PyObject *self, PyObject *ignored);
PyObject *Hb_StrIsDecimal(PyObject *self, PyObject *ignored);
PyObject *Hb_StrIsDigit(PyObject *self, PyObject *ignored);
PyObject *Hb_StrIsNumeric(PyObject *self, PyObject *ignored);
PyObject *Hb_StrIsPrintable(PyObject *self, PyObject *ignored);
PyObject *Hb_StrIsIdentifier(PyObject *self, PyObject *ignored);

/* ---- unicode_args.c: METH_FASTCALL -------------------------------------- */

#define HB_STR_ARGS(name)                                                     \
    PyObject *name(PyObject *self, PyObject *const *args, Py_ssize_t nargs)

HB_STR_ARGS(Hb_StrFind);
HB_STR_ARGS(Hb_StrRfind);
HB_STR_ARGS(Hb_StrIndex);
HB_STR_ARGS(Hb_StrRindex);
HB_STR_ARGS(Hb_StrCount);
HB_STR_ARGS(Hb_StrStartswith);
HB_STR_ARGS(Hb_StrEndswith);

/* ---- unicode_maketrans.c ------------------------------------------------ */

PyObject *Hb_StrMaketrans(PyObject *null, PyObject *const *args,
                          Py_ssize_t nargs);
PyObject *Hb_StrExpandtabs(PyObject *self, PyObject *const *args,
                           Py_ssize_t nargs, PyObject *kwnames);

/* ---- unicode_format.c --------------------------------------------------- */

PyObject *Hb_StrFormat(PyObject *self, PyObject *args, PyObject *kwds);
PyObject *Hb_StrFormatMap(PyObject *self, PyObject *mapping);

#endif
