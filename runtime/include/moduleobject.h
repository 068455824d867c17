/* moduleobject.h -- modules made from C.
 *
 * A module is described by a PyModuleDef that outlives it.  Single phase: the
 * init function returns PyModule_Create(&def).  Multi phase: it returns
 * PyModuleDef_Init(&def), and the import creates the module and runs the
 * Py_mod_exec slots.
 *
 * Source: CPython 3.11, Include/moduleobject.h, Objects/moduleobject.c.
 */
#ifndef Py_MODULEOBJECT_H
#define Py_MODULEOBJECT_H

#include "object.h"
#include "methodobject.h"

PyAPI_DATA(PyTypeObject) PyModule_Type;
PyAPI_DATA(PyTypeObject) PyModuleDef_Type;

/* Whether op is of this type or of a subclass; Exact: of this very type.
 * Cannot fail. */
#define PyModule_Check(op)      PyObject_TypeCheck(op, &PyModule_Type)
#define PyModule_CheckExact(op) Py_IS_TYPE(op, &PyModule_Type)

/*    PyModuleDef_Base: 40 bytes
 *   +----+---------+
 *   |  0 | ob_base |
 *   | 16 | m_init  |
 *   | 24 | m_index |
 *   | 32 | m_copy  |---> a copy of the module's dict, or NULL
 *   +----+---------+
 */
typedef struct PyModuleDef_Base {
    PyObject_HEAD
    PyObject *(*m_init)(void);
    Py_ssize_t m_index;
    PyObject *m_copy;
} PyModuleDef_Base;

#define PyModuleDef_HEAD_INIT                                                 \
    {                                                                         \
        PyObject_HEAD_INIT(NULL) NULL, 0, NULL                                \
    }

struct PyModuleDef_Slot {
    int slot;
    void *value;
};

#define Py_mod_create     1
#define Py_mod_exec       2
#define _Py_mod_LAST_SLOT 2

struct PyModuleDef {
    PyModuleDef_Base m_base;
    const char *m_name;
    const char *m_doc;
    Py_ssize_t m_size; /* bytes of state; -1: none, and not to be made twice */
    PyMethodDef *m_methods;
    PyModuleDef_Slot *m_slots;
    traverseproc m_traverse;
    inquiry m_clear;
    freefunc m_free;
};

/* New module with a name and nothing else. */
PyAPI_FUNC(PyObject *) PyModule_NewObject(PyObject *name);
PyAPI_FUNC(PyObject *) PyModule_New(const char *name);

/* What a module has; the dict, the def and the state are the module's.
 *
 * Fails:  NULL with SystemError when m is no module or has no such thing;
 *         GetDef and GetState also give NULL without an exception when a
 *         module was not made from a def. */
PyAPI_FUNC(PyObject *) PyModule_GetDict(PyObject *m);
PyAPI_FUNC(PyObject *) PyModule_GetNameObject(PyObject *m);
PyAPI_FUNC(const char *) PyModule_GetName(PyObject *m);
PyAPI_FUNC(const char *) PyModule_GetFilename(PyObject *m);
PyAPI_FUNC(PyObject *) PyModule_GetFilenameObject(PyObject *m);
PyAPI_FUNC(PyModuleDef *) PyModule_GetDef(PyObject *m);
PyAPI_FUNC(void *) PyModule_GetState(PyObject *m);

/* Readies a def for multi-phase import; gives it back, borrowed. */
PyAPI_FUNC(PyObject *) PyModuleDef_Init(PyModuleDef *def);

/* Two passes over a module's dict that set values to None, names that begin
 * with one underscore first; __builtins__ stays. */
PyAPI_FUNC(void) _PyModule_Clear(PyObject *m);
PyAPI_FUNC(void) _PyModule_ClearDict(PyObject *dict);

#endif
