/* pylifecycle.h -- the beginning and the end of a program.
 *
 * Between Py_Initialize… and Py_FinalizeEx the rest of the C API may be used.
 * Both may be repeated in turn; everything of one life is gone in the next.
 *
 * Source: CPython 3.11, Include/pylifecycle.h, Python/pylifecycle.c.
 */
#ifndef Py_PYLIFECYCLE_H
#define Py_PYLIFECYCLE_H

#include "initconfig.h"
#include "pystate.h"

/* Begins; does nothing when it has begun.  Exits with a text on failure. */
PyAPI_FUNC(void) Py_Initialize(void);
PyAPI_FUNC(void) Py_InitializeEx(int initsigs);
/* Begins as told by a config; the caller clears the config. */
PyAPI_FUNC(PyStatus) Py_InitializeFromConfig(const PyConfig *config);
PyAPI_FUNC(int) Py_IsInitialized(void);
PyAPI_FUNC(int) _Py_IsFinalizing(void);

/* Ends: destroys every object and gives all memory back.  Objects that are
 * still referenced from outside are reported (see heapbook/records.h).
 *
 * Fails:  -1 when stdout could not be flushed; everything ended all the
 *         same. */
PyAPI_FUNC(int) Py_FinalizeEx(void);
PyAPI_FUNC(void) Py_Finalize(void);

/* A function to be called at the end of Py_FinalizeEx, the last added first;
 * it must not use the C API.  -1 when there are 32 already. */
PyAPI_FUNC(int) Py_AtExit(void (*func)(void));

/* Ends and leaves the process. */
PyAPI_FUNC(void) _Py_NO_RETURN Py_Exit(int status);
PyAPI_FUNC(void) _Py_NO_RETURN Py_ExitStatusException(PyStatus status);

/* Names of the program, kept as they are given: may be set before a life
 * begins, and hold in every life after.  Too long a path is not taken. */
PyAPI_FUNC(void) Py_SetProgramName(const wchar_t *name);
PyAPI_FUNC(void) Py_SetPythonHome(const wchar_t *text);
PyAPI_FUNC(void) Py_SetPath(const wchar_t *text);
PyAPI_FUNC(void) _Py_SetProgramFullPath(const wchar_t *text);
/* What was set, else "python3", "", "" or, for the home, NULL; before the
 * first life NULL.  Static, not to be changed. */
PyAPI_FUNC(wchar_t *) Py_GetProgramName(void);
PyAPI_FUNC(wchar_t *) Py_GetProgramFullPath(void);
PyAPI_FUNC(wchar_t *) Py_GetPath(void);
PyAPI_FUNC(wchar_t *) Py_GetPythonHome(void);
/* "": nothing is installed. */
PyAPI_FUNC(wchar_t *) Py_GetPrefix(void);
PyAPI_FUNC(wchar_t *) Py_GetExecPrefix(void);

/* Texts about the build; static. */
PyAPI_FUNC(const char *) Py_GetVersion(void);
PyAPI_FUNC(const char *) Py_GetPlatform(void);
PyAPI_FUNC(const char *) Py_GetCopyright(void);
PyAPI_FUNC(const char *) Py_GetCompiler(void);
PyAPI_FUNC(const char *) Py_GetBuildInfo(void);
PyAPI_DATA(const unsigned long) Py_Version;

#endif
