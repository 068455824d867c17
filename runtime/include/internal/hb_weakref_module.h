/* hb_weakref_module.h -- what the end of a program asks of module weakref. */
#ifndef Py_INTERNAL_HB_WEAKREF_MODULE_H
#define Py_INTERNAL_HB_WEAKREF_MODULE_H

#include <stddef.h>

/* Drops the registry of finalizers. */
void Hb_FinalizeForget(void);

#endif
