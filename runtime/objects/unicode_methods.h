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

/* ---- unicode_args.c: with arguments ------------------------------------- */

PyObject *Hb_StrFind(PyObject *self, PyObject *args);
PyObject *Hb_StrRfind(PyObject *self, PyObject *args);
PyObject *Hb_StrIndex(PyObject *self, PyObject *args);
PyObject *Hb_StrRindex(PyObject *self, PyObject *args);
PyObject *Hb_StrCount(PyObject *self, PyObject *args);
PyObject *Hb_StrStartswith(PyObject *self, PyObject *args);
PyObject *Hb_StrEndswith(PyObject *self, PyObject *args);

/* ---- unicode_maketrans.c ------------------------------------------------ */

PyObject *Hb_StrMaketrans(PyObject *null, PyObject *const *args,
                          Py_ssize_t nargs);
PyObject *Hb_StrExpandtabs(PyObject *self, PyObject *const *args,
                           Py_ssize_t nargs, PyObject *kwnames);

/* ---- unicode_format.c --------------------------------------------------- */

PyObject *Hb_StrFormat(PyObject *self, PyObject *args, PyObject *kwds);
PyObject *Hb_StrFormatMap(PyObject *self, PyObject *mapping);

#endif
