/* pycore_moduleobject.h -- the layout of a module.
 *
 * Source: CPython 3.11, Include/internal/pycore_moduleobject.h.
 */
#ifndef Py_INTERNAL_MODULEOBJECT_H
#define Py_INTERNAL_MODULEOBJECT_H

#include "Python.h"

/*    PyModuleObject: 56 bytes
 *   +----+-------------+
 *   |  0 | ob_base     |
 *   | 16 | md_dict     |---> the namespace, owned
 *   | 24 | md_def      |---> not owned; NULL if not made from one
 *   | 32 | md_state    |---> md_def->m_size bytes, or NULL
 *   | 40 | md_weaklist |
 *   | 48 | md_name     |---> str, for messages after the dict is cleared
 *   +----+-------------+
 */
typedef struct {
    PyObject_HEAD
    PyObject *md_dict;
    PyModuleDef *md_def;
    void *md_state;
    PyObject *md_weaklist;
    PyObject *md_name;
} PyModuleObject;

static inline PyModuleDef *
_PyModule_GetDef(PyObject *module)
{
    return ((PyModuleObject *)module)->md_def;
}

static inline void *
_PyModule_GetState(PyObject *module)
{
    return ((PyModuleObject *)module)->md_state;
}

static inline PyObject *
_PyModule_GetDict(PyObject *module)
{
    return ((PyModuleObject *)module)->md_dict;
}

/* Adds functions that say of themselves that they are another module's, as
 * what heapq takes from _heapq.  0; -1 with an exception. */
int Hb_ModuleAddFunctionsOf(PyObject *module, const char *home,
                            PyMethodDef *functions);

#endif
