/* hb_errors.h -- what the files about exceptions share. */
#ifndef Py_INTERNAL_HB_ERRORS_H
#define Py_INTERNAL_HB_ERRORS_H

#include "Python.h"

/* Writes ". Did you mean: 'name'?" when the exception is an AttributeError or
 * a NameError and a known name is close to the one that is missing.  0; -1
 * when the file cannot be written. */
int Hb_WriteSuggestion(PyObject *file, PyObject *exc);

#endif
