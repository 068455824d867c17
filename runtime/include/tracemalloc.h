/* tracemalloc.h -- memory of extension modules in the books of tracemalloc.
 *
 * Blocks of PyMem_ and PyObject_ functions are known without asking; these
 * two are for memory that came from elsewhere.
 *
 * Source: CPython 3.11, Include/tracemalloc.h, Modules/_tracemalloc.c.
 */
#ifndef Py_TRACEMALLOC_H
#define Py_TRACEMALLOC_H

#include "object.h"

/* Notes a block, or its new size.  0; -1 without memory; -2 when tracemalloc
 * is not tracing. */
PyAPI_FUNC(int)
    PyTraceMalloc_Track(unsigned int domain, uintptr_t ptr, size_t size);
/* Forgets a block.  0; -2 when tracemalloc is not tracing. */
PyAPI_FUNC(int) PyTraceMalloc_Untrack(unsigned int domain, uintptr_t ptr);

/* New tuple of (filename, line) pairs, one in the model; None when the block
 * is unknown. */
PyAPI_FUNC(PyObject *)
    _PyTraceMalloc_GetTraceback(unsigned int domain, uintptr_t ptr);

#endif
