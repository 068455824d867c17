/* warnings.h -- warnings, issued from C.
 *
 * A warning passes the default filters of CPython: DeprecationWarning is
 * shown for __main__ only, PendingDeprecationWarning, ImportWarning and
 * ResourceWarning are not; the same text is shown once a place.
 *
 * Fails: -1 with the warning as an exception when a filter says "error".
 *
 * Owns:   nothing is taken; the category NULL stands for RuntimeWarning.
 * Source: CPython 3.11, Include/warnings.h, Python/_warnings.c.
 */
#ifndef Py_WARNINGS_H
#define Py_WARNINGS_H

#include "object.h"

/* Issue a warning with a text, in the format of PyUnicode_FromFormat, about a
 * resource, or for a given place: 0 or -1. */
PyAPI_FUNC(int) PyErr_WarnEx(PyObject *category, const char *message,
                             Py_ssize_t stack_level);
PyAPI_FUNC(int) PyErr_WarnFormat(PyObject *category, Py_ssize_t stack_level,
                                 const char *format, ...);
PyAPI_FUNC(int) PyErr_ResourceWarning(PyObject *source, Py_ssize_t stack_level,
                                      const char *format, ...);
PyAPI_FUNC(int) PyErr_WarnExplicit(PyObject *category, const char *message,
                                   const char *filename, int lineno,
                                   const char *module, PyObject *registry);
PyAPI_FUNC(int) PyErr_WarnExplicitObject(PyObject *category, PyObject *message,
                                         PyObject *filename, int lineno,
                                         PyObject *module, PyObject *registry);

/* PyErr_WarnEx with the level of the caller. */
#define PyErr_Warn(category, msg) PyErr_WarnEx(category, msg, 1)

/* PyErr_WarnExplicit with a text in the format of PyUnicode_FromFormat. */
PyAPI_FUNC(int)
    PyErr_WarnExplicitFormat(PyObject *category, const char *filename,
                             int lineno, const char *module,
                             PyObject *registry, const char *format, ...);

#endif
