/* exports.h -- which symbols leave a shared object.
 *
 * Source: CPython 3.11, Include/exports.h.
 */

#ifndef Py_EXPORTS_H
#define Py_EXPORTS_H

#if defined(__GNUC__) && __GNUC__ >= 4
#define Py_IMPORTED_SYMBOL __attribute__((visibility("default")))
#define Py_EXPORTED_SYMBOL __attribute__((visibility("default")))
#define Py_LOCAL_SYMBOL    __attribute__((visibility("hidden")))
#else
#define Py_IMPORTED_SYMBOL
#define Py_EXPORTED_SYMBOL
#define Py_LOCAL_SYMBOL
#endif

/* Declare a function, an object, and the init function of a module: with the
 * names of C for C++, too. */
#ifdef __cplusplus
#define PyAPI_FUNC(type) extern "C" Py_EXPORTED_SYMBOL type
#define PyAPI_DATA(type) extern "C" Py_EXPORTED_SYMBOL type
#define PyMODINIT_FUNC   extern "C" Py_EXPORTED_SYMBOL PyObject *
#else
#define PyAPI_FUNC(type) Py_EXPORTED_SYMBOL type
#define PyAPI_DATA(type) extern Py_EXPORTED_SYMBOL type
#define PyMODINIT_FUNC   Py_EXPORTED_SYMBOL PyObject *
#endif

#endif
