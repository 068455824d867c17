/* hb_sys.h -- what the files of the module sys share. */
#ifndef Py_INTERNAL_HB_SYS_H
#define Py_INTERNAL_HB_SYS_H

#include "Python.h"

extern PyModuleDef Hb_SysModule;

PyObject *Hb_SysAddAuditHook(PyObject *self, PyObject *hook);
PyObject *Hb_SysAudit(PyObject *self, PyObject *args);
/* Forgets the hooks that C functions added. */
void Hb_SysForgetHooks(void);

#endif
