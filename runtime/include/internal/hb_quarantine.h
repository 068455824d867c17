/* hb_quarantine.h -- what the runtime itself knows of the observer. */
#ifndef Py_INTERNAL_HB_QUARANTINE_H
#define Py_INTERNAL_HB_QUARANTINE_H

#include "Python.h"
#include "heapbook/quarantine.h"

/* Whether it has begun: free lists take nothing then. */
extern Py_LOCAL_SYMBOL int Hb_Quarantine;

/* PyMem_SetAllocator(), for the observer itself (pymem.c).  A program that is
 * observed cannot name it. */
Py_LOCAL_SYMBOL void Hb_ServeBy(PyMemAllocatorDomain domain,
                                const PyMemAllocatorEx *allocator);

/* PyMem_GetAllocator(), for the runtime itself: a program is given functions
 * that note what they are asked for. */
Py_LOCAL_SYMBOL void Hb_ServedBy(PyMemAllocatorDomain domain,
                                 PyMemAllocatorEx *allocator);
/* What such functions stand before; else the allocator itself. */
Py_LOCAL_SYMBOL const PyMemAllocatorEx *
Hb_BehindFront(const PyMemAllocatorEx *allocator);

/* While there is a tally, who sets an allocator is served by one that counts
 * what comes from elsewhere, and who asks for it is told his own.  Else these
 * give what they are given.  Owns: stays until the domain is set again. */
Py_LOCAL_SYMBOL const PyMemAllocatorEx *
Hb_TallyOther(PyMemAllocatorDomain domain, const PyMemAllocatorEx *other);
Py_LOCAL_SYMBOL const PyMemAllocatorEx *
Hb_TallyAsked(PyMemAllocatorDomain domain, const PyMemAllocatorEx *asked);

/* Serves later requests as they are without this: the program is over, and
 * what the runtime makes to end itself touches nothing of the program's.  What
 * lies apart stays so. */
Py_LOCAL_SYMBOL void Hb_QuarantineRest(void);

/* Notes the type of an object that has just been made. */
void Hb_QuarantineName(PyObject *op);

#endif
