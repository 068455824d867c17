/* import.h -- finding modules.
 *
 * The model knows modules by their init functions only: the built-in table,
 * what PyImport_AppendInittab adds to it before Py_Initialize, and what a
 * program puts into sys.modules.  There are no files and no packages.
 *
 * Source: CPython 3.11, Include/import.h, Python/import.c.
 */
#ifndef Py_IMPORT_H
#define Py_IMPORT_H

#include "object.h"

/* A row of the table of built-in modules; name NULL ends it. */
struct _inittab {
    const char *name;
    PyObject *(*initfunc)(void);
};

PyAPI_DATA(struct _inittab *) PyImport_Inittab;

/* Adds rows to the table; only before Py_Initialize.  -1 without memory. */
PyAPI_FUNC(int)
    PyImport_AppendInittab(const char *name, PyObject *(*initfunc)(void));
PyAPI_FUNC(int) PyImport_ExtendInittab(struct _inittab *newtab);

/* The module of that name, imported if it is not in sys.modules yet.
 *
 * Owns:   new reference.
 * Fails:  ModuleNotFoundError, or what the module's init function raised. */
PyAPI_FUNC(PyObject *) PyImport_ImportModule(const char *name);
PyAPI_FUNC(PyObject *) PyImport_ImportModuleNoBlock(const char *name);
PyAPI_FUNC(PyObject *) PyImport_Import(PyObject *name);
PyAPI_FUNC(PyObject *)
    PyImport_ImportModuleLevel(const char *name, PyObject *globals,
                               PyObject *locals, PyObject *fromlist,
                               int level);
PyAPI_FUNC(PyObject *)
    PyImport_ImportModuleLevelObject(PyObject *name, PyObject *globals,
                                     PyObject *locals, PyObject *fromlist,
                                     int level);
#define PyImport_ImportModuleEx(n, g, l, f)                                   \
    PyImport_ImportModuleLevel(n, g, l, f, 0)

/* The entry of sys.modules, made empty if missing.  Borrowed. */
PyAPI_FUNC(PyObject *) PyImport_AddModule(const char *name);
PyAPI_FUNC(PyObject *) PyImport_AddModuleObject(PyObject *name);

/* sys.modules, borrowed. */
PyAPI_FUNC(PyObject *) PyImport_GetModuleDict(void);
/* New reference to an entry of sys.modules, NULL without an exception when
 * there is none. */
PyAPI_FUNC(PyObject *) PyImport_GetModule(PyObject *name);

/* module.attr by names, imported when needed.  New reference. */
PyAPI_FUNC(PyObject *)
    _PyImport_GetModuleAttr(PyObject *module, PyObject *attr);
PyAPI_FUNC(PyObject *)
    _PyImport_GetModuleAttrString(const char *module, const char *attr);
/* A new reference to sys.modules[name]; NULL when it is not there. */
PyAPI_FUNC(PyObject *) _PyImport_GetModuleId(_Py_Identifier *name);
PyAPI_FUNC(int) _PyImport_SetModule(PyObject *name, PyObject *module);
PyAPI_FUNC(int) _PyImport_SetModuleString(const char *name, PyObject *module);

#endif
