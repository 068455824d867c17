/* sysmodule.h -- the module sys, from C.
 *
 * Source: CPython 3.11, Include/sysmodule.h, Python/sysmodule.c.
 */
#ifndef Py_SYSMODULE_H
#define Py_SYSMODULE_H

#include "object.h"

/* The attribute of sys, borrowed; NULL without an exception if missing. */
PyAPI_FUNC(PyObject *) PySys_GetObject(const char *name);
/* Sets it, or deletes it when value is NULL.  -1 with an exception. */
PyAPI_FUNC(int) PySys_SetObject(const char *name, PyObject *value);

/* Print to sys.stdout and sys.stderr: the first two in the format of printf,
 * at most 1000 bytes; the others in that of PyUnicode_FromFormat.  An
 * exception that is set stays as it is. */
PyAPI_FUNC(void) PySys_WriteStdout(const char *format, ...)
    Py_GCC_ATTRIBUTE((format(printf, 1, 2)));
PyAPI_FUNC(void) PySys_WriteStderr(const char *format, ...)
    Py_GCC_ATTRIBUTE((format(printf, 1, 2)));
PyAPI_FUNC(void) PySys_FormatStdout(const char *format, ...);
PyAPI_FUNC(void) PySys_FormatStderr(const char *format, ...);

/* Makes argv[0 .. argc-1] the list sys.argv, [''] when argc is 0; the folder
 * of argv[0] comes first in sys.path, unless updatepath is 0.  Ends the
 * program without memory. */
PyAPI_FUNC(void) PySys_SetArgv(int argc, wchar_t **argv);
PyAPI_FUNC(void) PySys_SetArgvEx(int argc, wchar_t **argv, int updatepath);
/* Makes the parts of a path between colons the list sys.path. */
PyAPI_FUNC(void) PySys_SetPath(const wchar_t *text);

/* sys.getsizeof without its default: bytes of the object itself with the
 * collector's head; (size_t)-1 with an exception. */
PyAPI_FUNC(size_t) _PySys_GetSizeOf(PyObject *op);

/* Audit events, as in PEP 578; hooks are called with a tuple. */
typedef int (*Py_AuditHookFunction)(const char *, PyObject *, void *);
PyAPI_FUNC(int) PySys_Audit(const char *event, const char *format, ...);
PyAPI_FUNC(int) PySys_AddAuditHook(Py_AuditHookFunction hook, void *data);

#endif
