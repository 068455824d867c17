/* modsupport.h -- arguments in, values out, and building modules.
 *
 * Units of a format of arguments:
 *   O object, borrowed      O! (type, &op)      O& (converter, &out)
 *   S bytes   Y bytearray   U str               (...) a sequence
 *   s z str as UTF-8 (z: or None)   s* z* y* Py_buffer   s# z# y# with length
 *   y bytes without zeros   w* writable Py_buffer
 *   es et es# et# encoded copy, freed with PyMem_Free
 *   u Z u# Z#  str as wchar_t, deprecated
 *   b B h H i I l k L K n   integers; capitals B H I k K do not check range
 *   c byte  C character  f d float  D complex  p truth
 *   | optional from here   $ keywords only from here
 *   : name of the function   ; the whole message
 *
 * Units of a format of values: the same letters, with N for a reference that
 * is given away, and () [] {} for tuples, lists and dicts.
 *
 * A source that uses '#' must define PY_SSIZE_T_CLEAN first: the length is a
 * Py_ssize_t.
 *
 * Source: CPython 3.11, Include/modsupport.h, Include/cpython/modsupport.h.
 */
#ifndef Py_MODSUPPORT_H
#define Py_MODSUPPORT_H

#include <stdarg.h>

#ifdef PY_SSIZE_T_CLEAN
#define PyArg_Parse                      _PyArg_Parse_SizeT
#define PyArg_ParseTuple                 _PyArg_ParseTuple_SizeT
#define PyArg_ParseTupleAndKeywords      _PyArg_ParseTupleAndKeywords_SizeT
#define PyArg_VaParse                    _PyArg_VaParse_SizeT
#define PyArg_VaParseTupleAndKeywords    _PyArg_VaParseTupleAndKeywords_SizeT
#define Py_BuildValue                    _Py_BuildValue_SizeT
#define Py_VaBuildValue                  _Py_VaBuildValue_SizeT
#define _Py_VaBuildStack                 _Py_VaBuildStack_SizeT
#define _PyArg_ParseTupleAndKeywordsFast _PyArg_ParseTupleAndKeywordsFast_SizeT
#define _PyArg_ParseStack                _PyArg_ParseStack_SizeT
#define _PyArg_ParseStackAndKeywords     _PyArg_ParseStackAndKeywords_SizeT
#define _PyArg_VaParseTupleAndKeywordsFast                                    \
    _PyArg_VaParseTupleAndKeywordsFast_SizeT
#endif

/* ---- arguments ----------------------------------------------------------
 *
 * 1 when all was stored; 0 with an exception, and what was taken on the way
 * (buffers, encoded copies) is given back. */

/* Take arguments apart as the format says; objects are stored borrowed. */
PyAPI_FUNC(int) PyArg_Parse(PyObject *op, const char *format, ...);
PyAPI_FUNC(int) PyArg_ParseTuple(PyObject *args, const char *format, ...);
PyAPI_FUNC(int)
    PyArg_ParseTupleAndKeywords(PyObject *args, PyObject *kwargs,
                                const char *format, char **names, ...);
PyAPI_FUNC(int) PyArg_VaParse(PyObject *args, const char *format, va_list va);
PyAPI_FUNC(int) PyArg_VaParseTupleAndKeywords(PyObject *args, PyObject *kwargs,
                                              const char *format, char **names,
                                              va_list va);
/* Stores min .. max objects, borrowed, without converting. */
PyAPI_FUNC(int) PyArg_UnpackTuple(PyObject *args, const char *name,
                                  Py_ssize_t min, Py_ssize_t max, ...);
/* Whether every key of a dict is a str. */
PyAPI_FUNC(int) PyArg_ValidateKeywordArguments(PyObject *kwargs);

/* Checks that generated code makes before it reads an array of arguments: 1,
 * or 0 with TypeError.  BadArgument sets the TypeError itself. */
#define ANY_VARARGS(n) ((n) == PY_SSIZE_T_MAX)

PyAPI_FUNC(int)
    _PyArg_UnpackStack(PyObject *const *args, Py_ssize_t nargs,
                       const char *name, Py_ssize_t min, Py_ssize_t max, ...);
PyAPI_FUNC(int) _PyArg_CheckPositional(const char *name, Py_ssize_t nargs,
                                       Py_ssize_t min, Py_ssize_t max);
PyAPI_FUNC(int) _PyArg_NoKeywords(const char *name, PyObject *kwargs);
PyAPI_FUNC(int) _PyArg_NoKwnames(const char *name, PyObject *kwnames);
PyAPI_FUNC(int) _PyArg_NoPositional(const char *name, PyObject *args);
PyAPI_FUNC(void) _PyArg_BadArgument(const char *function, const char *argument,
                                    const char *expected, PyObject *got);

/* The same, without a call when there is nothing to say. */
#define _PyArg_CheckPositional(name, nargs, min, max)                         \
    ((!ANY_VARARGS(max) && (min) <= (nargs) && (nargs) <= (max)) ||           \
     _PyArg_CheckPositional((name), (nargs), (min), (max)))
#define _PyArg_NoKeywords(name, kwargs)                                       \
    ((kwargs) == NULL || _PyArg_NoKeywords((name), (kwargs)))
#define _PyArg_NoKwnames(name, kwnames)                                       \
    ((kwnames) == NULL || _PyArg_NoKwnames((name), (kwnames)))
#define _PyArg_NoPositional(name, args)                                       \
    ((args) == NULL || _PyArg_NoPositional((name), (args)))

/* A format and the names of its arguments, prepared at the first use.  An
 * empty name is a positional-only argument. */
typedef struct _PyArg_Parser {
    const char *format;
    const char *const *keywords; /* ends with NULL */
    const char *fname;
    const char *custom_msg;
    int pos;           /* positional-only arguments */
    int min;           /* arguments that must be there */
    int max;           /* arguments that may be positional */
    PyObject *kwtuple; /* the names as str; owned, lives to the end */
    struct _PyArg_Parser *next;
} _PyArg_Parser;

PyAPI_FUNC(int)
    _PyArg_ParseTupleAndKeywordsFast(PyObject *args, PyObject *kwargs,
                                     struct _PyArg_Parser *parser, ...);
PyAPI_FUNC(int)
    _PyArg_VaParseTupleAndKeywordsFast(PyObject *args, PyObject *kwargs,
                                       struct _PyArg_Parser *parser,
                                       va_list va);
PyAPI_FUNC(int) _PyArg_ParseStack(PyObject *const *args, Py_ssize_t nargs,
                                  const char *format, ...);
PyAPI_FUNC(int)
    _PyArg_ParseStackAndKeywords(PyObject *const *args, Py_ssize_t nargs,
                                 PyObject *kwnames,
                                 struct _PyArg_Parser *parser, ...);
/* Puts the arguments in the order of the parser's names into buf and returns
 * it, or args when they are in order already.  References are borrowed. */
PyAPI_FUNC(PyObject *const *)
    _PyArg_UnpackKeywords(PyObject *const *args, Py_ssize_t nargs,
                          PyObject *kwargs, PyObject *kwnames,
                          struct _PyArg_Parser *parser, int minpos, int maxpos,
                          int minkw, PyObject **buf);
/* The same for a function that takes any number of arguments by position:
 * those from `vararg` on are in a new tuple at buf[vararg], which the caller
 * owns; buf has one slot more than the parser has names. */
PyAPI_FUNC(PyObject *const *)
    _PyArg_UnpackKeywordsWithVararg(PyObject *const *args, Py_ssize_t nargs,
                                    PyObject *kwargs, PyObject *kwnames,
                                    struct _PyArg_Parser *parser, int minpos,
                                    int maxpos, int minkw, int vararg,
                                    PyObject **buf);

#define _PyArg_UnpackKeywords(args, nargs, kwargs, kwnames, parser, minpos,   \
                              maxpos, minkw, buf)                             \
    (((minkw) == 0 && (kwargs) == NULL && (kwnames) == NULL &&                \
      (minpos) <= (nargs) && (nargs) <= (maxpos) && (args) != NULL)           \
         ? (args)                                                             \
         : _PyArg_UnpackKeywords((args), (nargs), (kwargs), (kwnames),        \
                                 (parser), (minpos), (maxpos), (minkw),       \
                                 (buf)))

/* ---- values ------------------------------------------------------------- */

/* A new reference: None for no unit, the value for one, a tuple for more.
 * Owns: takes the references of "N" even when it fails. */
PyAPI_FUNC(PyObject *) Py_BuildValue(const char *format, ...);
PyAPI_FUNC(PyObject *) Py_VaBuildValue(const char *format, va_list va);
/* The same as separate arguments, in small_stack if they fit. */
PyAPI_FUNC(PyObject **)
    _Py_VaBuildStack(PyObject **small_stack, Py_ssize_t small_stack_len,
                     const char *format, va_list va, Py_ssize_t *nargs);
#ifndef PY_SSIZE_T_CLEAN
PyAPI_FUNC(PyObject *) _Py_BuildValue_SizeT(const char *format, ...);
PyAPI_FUNC(PyObject *) _Py_VaBuildValue_SizeT(const char *format, va_list va);
PyAPI_FUNC(PyObject **)
    _Py_VaBuildStack_SizeT(PyObject **small_stack, Py_ssize_t small_stack_len,
                           const char *format, va_list va, Py_ssize_t *nargs);
#endif

/* ---- modules ------------------------------------------------------------
 *
 * 0, or -1 with an exception. */

/* Takes a new reference to value. */
PyAPI_FUNC(int)
    PyModule_AddObjectRef(PyObject *module, const char *name, PyObject *value);
/* Takes over the caller's reference, but only when it succeeds. */
PyAPI_FUNC(int)
    PyModule_AddObject(PyObject *module, const char *name, PyObject *value);

/* Set an int or a str, a type under the last part of its name, __doc__, a
 * function for each row of a table; run the Py_mod_exec slots. */
PyAPI_FUNC(int)
    PyModule_AddIntConstant(PyObject *module, const char *name, long value);
PyAPI_FUNC(int) PyModule_AddStringConstant(PyObject *module, const char *name,
                                           const char *value);
PyAPI_FUNC(int) PyModule_AddType(PyObject *module, PyTypeObject *type);
PyAPI_FUNC(int) PyModule_SetDocString(PyObject *module, const char *doc);
PyAPI_FUNC(int) PyModule_AddFunctions(PyObject *module, PyMethodDef *methods);
PyAPI_FUNC(int) PyModule_ExecDef(PyObject *module, PyModuleDef *def);

/* Set the constant c under its own name. */
#define PyModule_AddIntMacro(m, c)    PyModule_AddIntConstant(m, #c, c)
#define PyModule_AddStringMacro(m, c) PyModule_AddStringConstant(m, #c, c)

#define Py_CLEANUP_SUPPORTED 0x20000
#define PYTHON_API_VERSION   1013
#define PYTHON_API_STRING    "1013"
#define PYTHON_ABI_VERSION   3
#define PYTHON_ABI_STRING    "3"

/* A new module made from def, which must outlive it; apiver is
 * PYTHON_API_VERSION. */
PyAPI_FUNC(PyObject *) PyModule_Create2(PyModuleDef *def, int apiver);
PyAPI_FUNC(PyObject *)
    PyModule_FromDefAndSpec2(PyModuleDef *def, PyObject *spec, int apiver);
PyAPI_FUNC(PyObject *)
    _PyModule_CreateInitialized(PyModuleDef *def, int apiver);

/* The forms to use. */
#define PyModule_Create(def) PyModule_Create2(def, PYTHON_API_VERSION)
#define PyModule_FromDefAndSpec(def, spec)                                    \
    PyModule_FromDefAndSpec2(def, spec, PYTHON_API_VERSION)

PyAPI_DATA(const char *) _Py_PackageContext;

#endif
