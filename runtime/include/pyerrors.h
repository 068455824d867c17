/* pyerrors.h -- exceptions.
 *
 * A function that fails sets an exception and returns NULL or -1.  At most
 * one exception is set at a time; setting another replaces it, and while an
 * exception is being handled becomes its context.
 *
 * Owns: PyExc_ names are borrowed references to classes that live as long as
 *       the program.  Setting takes references of its own; PyErr_Fetch gives
 *       the three references away, PyErr_Restore takes them.
 *
 * Source: CPython 3.11, Include/pyerrors.h, Python/errors.c.
 */
#ifndef Py_ERRORS_H
#define Py_ERRORS_H

#include "object.h"
#include "pystate.h"

#include <stdarg.h>

/* ---- layouts ------------------------------------------------------------ */

/* The first fields of every exception; notes and dict are made when used. */
#define PyException_HEAD                                                      \
    PyObject_HEAD                                                             \
    PyObject *dict;                                                           \
    PyObject *args; /* tuple, never NULL */                                   \
    PyObject *notes;                                                          \
    PyObject *traceback;                                                      \
    PyObject *context;                                                        \
    PyObject *cause;                                                          \
    char suppress_context;

/* clang-format off */
typedef struct {
    PyException_HEAD
} PyBaseExceptionObject;

typedef struct {
    PyException_HEAD
    PyObject *msg;
    PyObject *excs; /* tuple */
} PyBaseExceptionGroupObject;

typedef struct {
    PyException_HEAD
    PyObject *msg;
    PyObject *filename;
    PyObject *lineno;
    PyObject *offset;
    PyObject *end_lineno;
    PyObject *end_offset;
    PyObject *text;
    PyObject *print_file_and_line;
} PySyntaxErrorObject;

typedef struct {
    PyException_HEAD
    PyObject *msg;
    PyObject *name;
    PyObject *path;
} PyImportErrorObject;

typedef struct {
    PyException_HEAD
    PyObject *encoding;
    PyObject *object;
    Py_ssize_t start;
    Py_ssize_t end;
    PyObject *reason;
} PyUnicodeErrorObject;

typedef struct {
    PyException_HEAD
    PyObject *code;
} PySystemExitObject;

typedef struct {
    PyException_HEAD
    PyObject *myerrno;
    PyObject *strerror;
    PyObject *filename;
    PyObject *filename2;
    Py_ssize_t written; /* of BlockingIOError, -1 otherwise */
} PyOSErrorObject;
typedef PyOSErrorObject PyEnvironmentErrorObject;

typedef struct {
    PyException_HEAD
    PyObject *value;
} PyStopIterationObject;

typedef struct {
    PyException_HEAD
    PyObject *name;
} PyNameErrorObject;

typedef struct {
    PyException_HEAD
    PyObject *obj;
    PyObject *name;
} PyAttributeErrorObject;

/* clang-format on */

/* ---- the classes -------------------------------------------------------- */
PyAPI_DATA(PyObject *) PyExc_BaseException;
PyAPI_DATA(PyObject *) PyExc_Exception;
PyAPI_DATA(PyObject *) PyExc_BaseExceptionGroup;
PyAPI_DATA(PyObject *) PyExc_StopAsyncIteration;
PyAPI_DATA(PyObject *) PyExc_StopIteration;
PyAPI_DATA(PyObject *) PyExc_GeneratorExit;
PyAPI_DATA(PyObject *) PyExc_ArithmeticError;
PyAPI_DATA(PyObject *) PyExc_LookupError;
PyAPI_DATA(PyObject *) PyExc_AssertionError;
PyAPI_DATA(PyObject *) PyExc_AttributeError;
PyAPI_DATA(PyObject *) PyExc_BufferError;
PyAPI_DATA(PyObject *) PyExc_EOFError;
PyAPI_DATA(PyObject *) PyExc_FloatingPointError;
PyAPI_DATA(PyObject *) PyExc_OSError;
PyAPI_DATA(PyObject *) PyExc_ImportError;
PyAPI_DATA(PyObject *) PyExc_ModuleNotFoundError;
PyAPI_DATA(PyObject *) PyExc_IndexError;
PyAPI_DATA(PyObject *) PyExc_KeyError;
PyAPI_DATA(PyObject *) PyExc_KeyboardInterrupt;
PyAPI_DATA(PyObject *) PyExc_MemoryError;
PyAPI_DATA(PyObject *) PyExc_NameError;
PyAPI_DATA(PyObject *) PyExc_OverflowError;
PyAPI_DATA(PyObject *) PyExc_RuntimeError;
PyAPI_DATA(PyObject *) PyExc_RecursionError;
PyAPI_DATA(PyObject *) PyExc_NotImplementedError;
PyAPI_DATA(PyObject *) PyExc_SyntaxError;
PyAPI_DATA(PyObject *) PyExc_IndentationError;
PyAPI_DATA(PyObject *) PyExc_TabError;
PyAPI_DATA(PyObject *) PyExc_ReferenceError;
PyAPI_DATA(PyObject *) PyExc_SystemError;
PyAPI_DATA(PyObject *) PyExc_SystemExit;
PyAPI_DATA(PyObject *) PyExc_TypeError;
PyAPI_DATA(PyObject *) PyExc_UnboundLocalError;
PyAPI_DATA(PyObject *) PyExc_UnicodeError;
PyAPI_DATA(PyObject *) PyExc_UnicodeEncodeError;
PyAPI_DATA(PyObject *) PyExc_UnicodeDecodeError;
PyAPI_DATA(PyObject *) PyExc_UnicodeTranslateError;
PyAPI_DATA(PyObject *) PyExc_ValueError;
PyAPI_DATA(PyObject *) PyExc_ZeroDivisionError;

/* OSError makes one of these when it is given the error number of one. */
PyAPI_DATA(PyObject *) PyExc_BlockingIOError;
PyAPI_DATA(PyObject *) PyExc_BrokenPipeError;
PyAPI_DATA(PyObject *) PyExc_ChildProcessError;
PyAPI_DATA(PyObject *) PyExc_ConnectionError;
PyAPI_DATA(PyObject *) PyExc_ConnectionAbortedError;
PyAPI_DATA(PyObject *) PyExc_ConnectionRefusedError;
PyAPI_DATA(PyObject *) PyExc_ConnectionResetError;
PyAPI_DATA(PyObject *) PyExc_FileExistsError;
PyAPI_DATA(PyObject *) PyExc_FileNotFoundError;
PyAPI_DATA(PyObject *) PyExc_InterruptedError;
PyAPI_DATA(PyObject *) PyExc_IsADirectoryError;
PyAPI_DATA(PyObject *) PyExc_NotADirectoryError;
PyAPI_DATA(PyObject *) PyExc_PermissionError;
PyAPI_DATA(PyObject *) PyExc_ProcessLookupError;
PyAPI_DATA(PyObject *) PyExc_TimeoutError;

/* Other names of OSError. */
PyAPI_DATA(PyObject *) PyExc_EnvironmentError;
PyAPI_DATA(PyObject *) PyExc_IOError;

/* Warning categories. */
PyAPI_DATA(PyObject *) PyExc_Warning;
PyAPI_DATA(PyObject *) PyExc_UserWarning;
PyAPI_DATA(PyObject *) PyExc_DeprecationWarning;
PyAPI_DATA(PyObject *) PyExc_PendingDeprecationWarning;
PyAPI_DATA(PyObject *) PyExc_SyntaxWarning;
PyAPI_DATA(PyObject *) PyExc_RuntimeWarning;
PyAPI_DATA(PyObject *) PyExc_FutureWarning;
PyAPI_DATA(PyObject *) PyExc_ImportWarning;
PyAPI_DATA(PyObject *) PyExc_UnicodeWarning;
PyAPI_DATA(PyObject *) PyExc_BytesWarning;
PyAPI_DATA(PyObject *) PyExc_EncodingWarning;
PyAPI_DATA(PyObject *) PyExc_ResourceWarning;

/* ---- setting ------------------------------------------------------------ */

/* Set an exception: of that class without a value, with a value, with a text.
 * They keep references of their own. */
PyAPI_FUNC(void) PyErr_SetNone(PyObject *type);
PyAPI_FUNC(void) PyErr_SetObject(PyObject *type, PyObject *value);
PyAPI_FUNC(void) PyErr_SetString(PyObject *type, const char *utf8);
/* Sets an exception with a text in the format of PyUnicode_FromFormat and
 * returns NULL, so that `return PyErr_Format(…)` works. */
PyAPI_FUNC(PyObject *) PyErr_Format(PyObject *type, const char *format, ...);
PyAPI_FUNC(PyObject *)
    PyErr_FormatV(PyObject *type, const char *format, va_list vargs);
/* As PyErr_Format; the exception that was set becomes cause and context. */
PyAPI_FUNC(PyObject *)
    _PyErr_FormatFromCause(PyObject *type, const char *format, ...);

/* Puts a text before that of the exception that is set: another of its type
 * with the old one as its cause, if one text is all that the type takes; else
 * it stays as it is.  Always NULL. */
PyAPI_FUNC(PyObject *) _PyErr_TrySetFromCause(const char *prefix_format, ...);

/* Sets KeyError with a key, also one that is a tuple. */
PyAPI_FUNC(void) _PyErr_SetKeyError(PyObject *key);

/* TypeError, "bad argument type for built-in operation"; returns 0. */
PyAPI_FUNC(int) PyErr_BadArgument(void);
/* MemoryError, from a reserve when there is no memory to make one; NULL. */
PyAPI_FUNC(PyObject *) PyErr_NoMemory(void);
/* SystemError with file and line of the caller. */
PyAPI_FUNC(void) PyErr_BadInternalCall(void);
PyAPI_FUNC(void) _PyErr_BadInternalCall(const char *filename, int lineno);
#define PyErr_BadInternalCall() _PyErr_BadInternalCall(__FILE__, __LINE__)

/* Set an OSError, or a class made from it, after errno; NULL. */
PyAPI_FUNC(PyObject *) PyErr_SetFromErrno(PyObject *type);
PyAPI_FUNC(PyObject *)
    PyErr_SetFromErrnoWithFilename(PyObject *type, const char *filename);
PyAPI_FUNC(PyObject *)
    PyErr_SetFromErrnoWithFilenameObject(PyObject *type, PyObject *filename);
PyAPI_FUNC(PyObject *)
    PyErr_SetFromErrnoWithFilenameObjects(PyObject *type, PyObject *filename,
                                          PyObject *filename2);
PyAPI_FUNC(PyObject *)
    PyErr_SetImportError(PyObject *msg, PyObject *name, PyObject *path);
PyAPI_FUNC(PyObject *)
    PyErr_SetImportErrorSubclass(PyObject *type, PyObject *msg, PyObject *name,
                                 PyObject *path);
PyAPI_FUNC(void) PyErr_SyntaxLocation(const char *filename, int lineno);
PyAPI_FUNC(void)
    PyErr_SyntaxLocationEx(const char *filename, int lineno, int col_offset);

/* ---- asking ------------------------------------------------------------- */

/* The class of the exception that is set, borrowed; NULL for none. */
PyAPI_FUNC(PyObject *) PyErr_Occurred(void);

/* Drops the exception that is set, if any. */
PyAPI_FUNC(void) PyErr_Clear(void);

/* Fetch moves the exception into three owned variables, NULL for none; Restore
 * takes them back. */
PyAPI_FUNC(void)
    PyErr_Fetch(PyObject **type, PyObject **value, PyObject **traceback);
PyAPI_FUNC(void)
    PyErr_Restore(PyObject *type, PyObject *value, PyObject *traceback);
/* Makes value an instance of type, in place; may replace all three. */
PyAPI_FUNC(void) PyErr_NormalizeException(PyObject **type, PyObject **value,
                                          PyObject **traceback);

/* Whether an exception is an instance or subclass of exc, which may be a
 * tuple of classes. */
PyAPI_FUNC(int) PyErr_GivenExceptionMatches(PyObject *err, PyObject *exc);
PyAPI_FUNC(int) PyErr_ExceptionMatches(PyObject *exc);

/* The exception that is being handled, as sys.exc_info() says. */
PyAPI_FUNC(PyObject *) PyErr_GetHandledException(void);
PyAPI_FUNC(void) PyErr_SetHandledException(PyObject *exc);
PyAPI_FUNC(void)
    PyErr_GetExcInfo(PyObject **type, PyObject **value, PyObject **traceback);
PyAPI_FUNC(void)
    PyErr_SetExcInfo(PyObject *type, PyObject *value, PyObject *traceback);

/* ---- the exception objects ---------------------------------------------- */

/* Whether x is a class of exceptions; an exception; the class of one,
 * borrowed.  Cannot fail. */
#define PyExceptionClass_Check(x)                                             \
    (PyType_Check((x)) &&                                                     \
     PyType_FastSubclass((PyTypeObject *)(x), Py_TPFLAGS_BASE_EXC_SUBCLASS))
#define PyExceptionInstance_Check(x)                                          \
    PyType_FastSubclass(Py_TYPE(x), Py_TPFLAGS_BASE_EXC_SUBCLASS)
#define PyExceptionInstance_Class(x) ((PyObject *)Py_TYPE(x))
#define _PyBaseExceptionGroup_Check(x)                                        \
    PyObject_TypeCheck(x, (PyTypeObject *)PyExc_BaseExceptionGroup)

/* tp_name of a class; the class's own. */
PyAPI_FUNC(const char *) PyExceptionClass_Name(PyObject *type);

/* Get gives a new reference or NULL; SetCause and SetContext take the
 * reference that they are given, which may be NULL. */
PyAPI_FUNC(PyObject *) PyException_GetTraceback(PyObject *exc);
PyAPI_FUNC(int) PyException_SetTraceback(PyObject *exc, PyObject *traceback);
PyAPI_FUNC(PyObject *) PyException_GetCause(PyObject *exc);
PyAPI_FUNC(void) PyException_SetCause(PyObject *exc, PyObject *cause);
PyAPI_FUNC(PyObject *) PyException_GetContext(PyObject *exc);
PyAPI_FUNC(void) PyException_SetContext(PyObject *exc, PyObject *context);
/* Takes three references: what was set before becomes the context of what is
 * set now; restores them when nothing is. */
PyAPI_FUNC(void) _PyErr_ChainExceptions(PyObject *type, PyObject *value,
                                        PyObject *traceback);

/* New class "module.name"; base NULL for Exception, or a tuple. */
PyAPI_FUNC(PyObject *)
    PyErr_NewException(const char *name, PyObject *base, PyObject *dict);
PyAPI_FUNC(PyObject *)
    PyErr_NewExceptionWithDoc(const char *name, const char *doc,
                              PyObject *base, PyObject *dict);

/* New exceptions, and access to their fields: objects are new references,
 * numbers are stored through the pointer. 0, or -1 with TypeError. */
PyAPI_FUNC(PyObject *)
    PyUnicodeDecodeError_Create(const char *encoding, const char *object,
                                Py_ssize_t length, Py_ssize_t start,
                                Py_ssize_t end, const char *reason);
PyAPI_FUNC(PyObject *)
    _PyUnicodeTranslateError_Create(PyObject *object, Py_ssize_t start,
                                    Py_ssize_t end, const char *reason);
PyAPI_FUNC(PyObject *) PyUnicodeEncodeError_GetObject(PyObject *exc);
PyAPI_FUNC(PyObject *) PyUnicodeEncodeError_GetReason(PyObject *exc);
PyAPI_FUNC(int)
    PyUnicodeEncodeError_GetStart(PyObject *exc, Py_ssize_t *start);
PyAPI_FUNC(int) PyUnicodeEncodeError_GetEnd(PyObject *exc, Py_ssize_t *end);
PyAPI_FUNC(int) PyUnicodeEncodeError_SetStart(PyObject *exc, Py_ssize_t start);
PyAPI_FUNC(int) PyUnicodeEncodeError_SetEnd(PyObject *exc, Py_ssize_t end);
PyAPI_FUNC(int)
    PyUnicodeEncodeError_SetReason(PyObject *exc, const char *reason);
PyAPI_FUNC(PyObject *) PyUnicodeEncodeError_GetEncoding(PyObject *exc);
PyAPI_FUNC(PyObject *) PyUnicodeDecodeError_GetObject(PyObject *exc);
PyAPI_FUNC(PyObject *) PyUnicodeDecodeError_GetReason(PyObject *exc);
PyAPI_FUNC(int)
    PyUnicodeDecodeError_GetStart(PyObject *exc, Py_ssize_t *start);
PyAPI_FUNC(int) PyUnicodeDecodeError_GetEnd(PyObject *exc, Py_ssize_t *end);
PyAPI_FUNC(int) PyUnicodeDecodeError_SetStart(PyObject *exc, Py_ssize_t start);
PyAPI_FUNC(int) PyUnicodeDecodeError_SetEnd(PyObject *exc, Py_ssize_t end);
PyAPI_FUNC(int)
    PyUnicodeDecodeError_SetReason(PyObject *exc, const char *reason);
PyAPI_FUNC(PyObject *) PyUnicodeDecodeError_GetEncoding(PyObject *exc);
PyAPI_FUNC(PyObject *) PyUnicodeTranslateError_GetObject(PyObject *exc);
PyAPI_FUNC(PyObject *) PyUnicodeTranslateError_GetReason(PyObject *exc);
PyAPI_FUNC(int)
    PyUnicodeTranslateError_GetStart(PyObject *exc, Py_ssize_t *start);
PyAPI_FUNC(int) PyUnicodeTranslateError_GetEnd(PyObject *exc, Py_ssize_t *end);
PyAPI_FUNC(int)
    PyUnicodeTranslateError_SetStart(PyObject *exc, Py_ssize_t start);
PyAPI_FUNC(int) PyUnicodeTranslateError_SetEnd(PyObject *exc, Py_ssize_t end);
PyAPI_FUNC(int)
    PyUnicodeTranslateError_SetReason(PyObject *exc, const char *reason);

/* ---- printing ----------------------------------------------------------- */

/* Prints the exception that is set to sys.stderr, and clears it.  SystemExit
 * ends the process. */
PyAPI_FUNC(void) PyErr_Print(void);
PyAPI_FUNC(void) PyErr_PrintEx(int set_sys_last_vars);
PyAPI_FUNC(void)
    PyErr_Display(PyObject *type, PyObject *value, PyObject *traceback);
/* Prints an exception that nobody can handle, and clears it: "Exception
 * ignored in: " and the repr of obj. */
PyAPI_FUNC(void) PyErr_WriteUnraisable(PyObject *obj);
PyAPI_FUNC(void) _PyErr_WriteUnraisableMsg(const char *msg, PyObject *obj);

/* Prints the message and what exception is set, and aborts. */
PyAPI_FUNC(void) _Py_NO_RETURN Py_FatalError(const char *message);
PyAPI_FUNC(void) _Py_NO_RETURN
    _Py_FatalErrorFunc(const char *func, const char *message);
#define Py_FatalError(message) _Py_FatalErrorFunc(__func__, message)

/* Signals do not interrupt the model: 0. */
PyAPI_FUNC(int) PyErr_CheckSignals(void);
/* Acts as if SIGINT had come: the next check raises KeyboardInterrupt. */
PyAPI_FUNC(void) PyErr_SetInterrupt(void);
/* Whether it has come since; it is forgotten then. */
PyAPI_FUNC(int) PyOS_InterruptOccurred(void);

/* As snprintf, and the buffer always ends with a zero. */
PyAPI_FUNC(int) PyOS_snprintf(char *str, size_t size, const char *format, ...)
    Py_GCC_ATTRIBUTE((format(printf, 3, 4)));
PyAPI_FUNC(int)
    PyOS_vsnprintf(char *str, size_t size, const char *format, va_list va)
        Py_GCC_ATTRIBUTE((format(printf, 3, 0)));

#endif
