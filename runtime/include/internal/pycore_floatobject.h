/* pycore_floatobject.h -- float, for the runtime's own files.
 *
 * Source: CPython 3.11, Include/internal/pycore_floatobject.h.
 */
#ifndef Py_INTERNAL_FLOATOBJECT_H
#define Py_INTERNAL_FLOATOBJECT_H

#include <Python.h>

#ifdef HB_HOSTILE
#define PyFloat_MAXFREELIST 0
#else
#define PyFloat_MAXFREELIST 100
#endif

/* Dead floats, linked through ob_type. */
struct _Py_float_state {
    int numfree;
    PyFloatObject *free_list;
};

extern struct _Py_float_state _PyFloat_state;

/* Prepares sys.float_info.  0, or -1 with an exception. */
int _PyFloat_InitTypes(void);
/* Empties the free list. */
void _PyFloat_ClearFreeList(void);
void _PyFloat_Fini(void);
void _PyFloat_FiniType(void);

void _PyFloat_ExactDealloc(PyObject *op);
void _PyFloat_DebugMallocStats(FILE *out);

/* format(op, spec[start:end]).  Lives with the other formatters. */
int _PyFloat_FormatAdvancedWriter(_PyUnicodeWriter *writer, PyObject *op,
                                  PyObject *spec, Py_ssize_t start,
                                  Py_ssize_t end);
int _PyComplex_FormatAdvancedWriter(_PyUnicodeWriter *writer, PyObject *op,
                                    PyObject *spec, Py_ssize_t start,
                                    Py_ssize_t end);

#endif
