/* hb_exceptions.h -- what the files exceptions*.c share.
 *
 * All exceptions begin with the fields of BaseException; some classes add
 * fields of their own.  A class is one line: EXCEPTION for a class without
 * further fields, EXCEPTION_WITH for the others.
 */
#ifndef HB_EXCEPTIONS_H
#define HB_EXCEPTIONS_H

#include <stddef.h>

#include "Python.h"
#include "structmember.h"

/* The static type behind PyExc_NAME. */
#define EXCEPTION_TYPE(name) _PyExc_##name

#define EXCEPTION_SLOTS_                                                      \
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_BASETYPE | Py_TPFLAGS_HAVE_GC

/* A class that differs from its base by name only. */
#define EXCEPTION(base, name, doc)                                            \
    EXCEPTION_WITH(base, name, doc, PyBaseExceptionObject,                    \
                   .tp_dealloc = Hb_BaseExceptionDealloc,                     \
                   .tp_traverse = Hb_BaseExceptionTraverse,                   \
                   .tp_clear = Hb_BaseExceptionClear,                         \
                   .tp_init = Hb_BaseExceptionInit,                           \
                   .tp_new = Hb_BaseExceptionNew)

/* A class with the layout `object` and the slots that follow. */
#define EXCEPTION_WITH(base, name, doc, object, ...)                          \
    extern PyTypeObject EXCEPTION_TYPE(base);                                 \
    extern PyTypeObject EXCEPTION_TYPE(name);                                 \
    PyTypeObject EXCEPTION_TYPE(name) = {                                     \
        PyVarObject_HEAD_INIT(NULL, 0).tp_name = #name,                       \
        .tp_basicsize = sizeof(object),                                       \
        .tp_doc = PyDoc_STR(doc),                                             \
        .tp_base = &EXCEPTION_TYPE(base),                                     \
        .tp_dictoffset = offsetof(PyBaseExceptionObject, dict),               \
        EXCEPTION_SLOTS_,                                                     \
        __VA_ARGS__};                                                         \
    PyObject *PyExc_##name = (PyObject *)&EXCEPTION_TYPE(name);

/* Defines PREFIX_traverse, _clear and _dealloc for a layout whose object
 * fields, beyond those of BaseException, are at these offsets. */
#define EXCEPTION_FIELDS(prefix, ...)                                         \
    static const size_t prefix##_fields[] = {__VA_ARGS__, 0};                 \
    static int prefix##_traverse(PyObject *self, visitproc visit, void *arg)  \
    {                                                                         \
        return Hb_ExceptionTraverse(self, prefix##_fields, visit, arg);       \
    }                                                                         \
    static int prefix##_clear(PyObject *self)                                 \
    {                                                                         \
        return Hb_ExceptionClear(self, prefix##_fields);                      \
    }                                                                         \
    static void prefix##_dealloc(PyObject *self)                              \
    {                                                                         \
        Hb_ExceptionDealloc(self, prefix##_fields);                           \
    }

#define EXCEPTION_LIFE(prefix)                                                \
    .tp_dealloc = prefix##_dealloc, .tp_traverse = prefix##_traverse,         \
    .tp_clear = prefix##_clear

/* ---- BaseException ---------------------------------------------------- */

PyObject *Hb_BaseExceptionNew(PyTypeObject *type, PyObject *args,
                              PyObject *kwargs);
int Hb_BaseExceptionInit(PyObject *self, PyObject *args, PyObject *kwargs);
PyObject *Hb_BaseExceptionStr(PyObject *self);
int Hb_BaseExceptionTraverse(PyObject *self, visitproc visit, void *arg);
int Hb_BaseExceptionClear(PyObject *self);
void Hb_BaseExceptionDealloc(PyObject *self);

/* The same with further fields; `fields` ends with 0. */
int Hb_ExceptionTraverse(PyObject *self, const size_t *fields, visitproc visit,
                         void *arg);
int Hb_ExceptionClear(PyObject *self, const size_t *fields);
void Hb_ExceptionDealloc(PyObject *self, const size_t *fields);

/* Replaces the args (takes nothing, makes a new reference). */
void Hb_ExceptionSetArgs(PyObject *self, PyObject *args);

/* The reserve of MemoryErrors, for when there is no memory to make one. */
int Hb_MemoryErrorsFill(void);
void Hb_MemoryErrorsFree(void);

/* The class ExceptionGroup, borrowed, made when first asked for; its end.  It
 * holds itself, as every class does, until it is collected or taken apart. */
PyObject *Hb_ExceptionGroup(void);
void Hb_ExceptionGroupApart(void);
void Hb_ExceptionGroupFree(void);

/* The subclass of OSError for an error number, borrowed; NULL if none. */
PyObject *Hb_OSErrorClass(long number);

#endif
