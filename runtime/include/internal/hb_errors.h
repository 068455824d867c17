/* hb_errors.h -- what the files about exceptions share. */
#ifndef Py_INTERNAL_HB_ERRORS_H
#define Py_INTERNAL_HB_ERRORS_H

#include "Python.h"

/* Writes ". Did you mean: 'name'?" when the exception is an AttributeError or
 * a NameError and a known name is close to the one that is missing.  0; -1
 * when the file cannot be written. */
int Hb_WriteSuggestion(PyObject *file, PyObject *exc);

/* Writes "module.Class", without the modules that go without saying.  0; -1
 * when the file cannot be written. */
int Hb_WriteClass(PyObject *file, PyObject *type);

/* Calls file.flush(); its exceptions are dropped. */
void Hb_FlushFile(PyObject *file);

/* sys.unraisablehook as it is at first; what it is called with. */
PyObject *Hb_UnraisableHook(PyObject *module, PyObject *args);
int Hb_UnraisableInit(void);
void Hb_UnraisableFini(void);

#endif
