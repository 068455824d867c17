/* hb_quarantine.h -- what the runtime itself knows of the observer. */
#ifndef Py_INTERNAL_HB_QUARANTINE_H
#define Py_INTERNAL_HB_QUARANTINE_H

#include "Python.h"
#include "heapbook/quarantine.h"

/* Whether it has begun: free lists take nothing then. */
extern int Hb_Quarantine;

/* Notes the type of an object that has just been made. */
void Hb_QuarantineName(PyObject *op);

#endif
