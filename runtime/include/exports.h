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

/* Declare a function, an object, and the init function of a module. */
#define PyAPI_FUNC(type) Py_EXPORTED_SYMBOL type
#define PyAPI_DATA(type) extern Py_EXPORTED_SYMBOL type
#define PyMODINIT_FUNC   Py_EXPORTED_SYMBOL PyObject *

#endif
