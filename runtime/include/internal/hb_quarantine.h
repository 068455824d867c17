/* hb_quarantine.h -- what the runtime itself knows of the observer. */
#ifndef Py_INTERNAL_HB_QUARANTINE_H
#define Py_INTERNAL_HB_QUARANTINE_H

#include "Python.h"
#include "heapbook/quarantine.h"

/* Whether it has begun: free lists take nothing then. */
extern Py_LOCAL_SYMBOL int Hb_Quarantine;

/* PyMem_SetAllocator(), for the runtime itself, and how often others have
 * called that (pymem.c).  A program that is observed cannot name them. */
Py_LOCAL_SYMBOL void Hb_ServeBy(PyMemAllocatorDomain domain,
                                const PyMemAllocatorEx *allocator);
Py_LOCAL_SYMBOL int Hb_AllocatorsSet(void);

/* Notes the type of an object that has just been made. */
void Hb_QuarantineName(PyObject *op);

#endif
