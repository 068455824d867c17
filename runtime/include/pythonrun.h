/* pythonrun.h -- running Python source, which the model cannot.
 *
 * There is no compiler.  Extension modules that run a few lines of Python at
 * some corner of theirs compile and link; the call fails.
 *
 * Source: CPython 3.11, Include/pythonrun.h (signatures).
 */
#ifndef Py_PYTHONRUN_H
#define Py_PYTHONRUN_H

#include "compile.h"
#include "object.h"

typedef struct {
    int cf_flags;
    int cf_feature_version;
} PyCompilerFlags;

/* NULL with NotImplementedError. */
PyAPI_FUNC(PyObject *)
    PyRun_StringFlags(const char *source, int start, PyObject *globals,
                      PyObject *locals, PyCompilerFlags *flags);
PyAPI_FUNC(PyObject *)
    Py_CompileStringExFlags(const char *source, const char *filename,
                            int start, PyCompilerFlags *flags, int optimize);
/* -1; the exception is printed. */
PyAPI_FUNC(int)
    PyRun_SimpleStringFlags(const char *source, PyCompilerFlags *flags);

/* The same with defaults. */
#define PyRun_String(source, start, globals, locals)                          \
    PyRun_StringFlags(source, start, globals, locals, NULL)
#define PyRun_SimpleString(source) PyRun_SimpleStringFlags(source, NULL)
#define Py_CompileString(source, filename, start)                             \
    Py_CompileStringExFlags(source, filename, start, NULL, -1)
#define Py_CompileStringFlags(source, filename, start, flags)                 \
    Py_CompileStringExFlags(source, filename, start, flags, -1)

#endif
