/* pycore_structseq.h -- record types of the runtime's own modules. */
#ifndef Py_INTERNAL_STRUCTSEQ_H
#define Py_INTERNAL_STRUCTSEQ_H

#include "Python.h"

PyTypeObject *_PyStructSequence_NewType(PyStructSequence_Desc *desc,
                                        unsigned long tp_flags);
int _PyStructSequence_InitType(PyTypeObject *type, PyStructSequence_Desc *desc,
                               unsigned long tp_flags);

/* Frees what a static type of this kind keeps beside its dict. */
void _PyStructSequence_FiniType(PyTypeObject *type);

#endif
