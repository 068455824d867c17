/* pycapsule.h -- a C pointer wrapped as an object.
 *
 * The name says what the pointer is; asking for the pointer under another
 * name fails.  Names are not copied and must outlive the capsule.
 *
 * Fails: NULL or -1 with ValueError naming the function that was called.
 *
 * Owns:   the pointer stays the caller's, or the destructor's to free.
 * Source: CPython 3.11, Include/pycapsule.h, Objects/capsule.c.
 */
#ifndef Py_CAPSULE_H
#define Py_CAPSULE_H

#include "object.h"

PyAPI_DATA(PyTypeObject) PyCapsule_Type;

/* Whether op is a capsule.  Cannot fail. */
#define PyCapsule_CheckExact(op) Py_IS_TYPE(op, &PyCapsule_Type)

typedef void (*PyCapsule_Destructor)(PyObject *);

/* New capsule of a pointer that is not NULL; the destructor, which may be
 * NULL, is called with the capsule when it dies. */
PyAPI_FUNC(PyObject *) PyCapsule_New(void *pointer, const char *name,
                                     PyCapsule_Destructor destructor);

/* What a capsule holds; the name must be the capsule's. Nothing is given away.
 */
PyAPI_FUNC(void *) PyCapsule_GetPointer(PyObject *capsule, const char *name);
PyAPI_FUNC(PyCapsule_Destructor) PyCapsule_GetDestructor(PyObject *capsule);
PyAPI_FUNC(const char *) PyCapsule_GetName(PyObject *capsule);
PyAPI_FUNC(void *) PyCapsule_GetContext(PyObject *capsule);
/* 1 when GetPointer with that name would succeed.  Never raises. */
PyAPI_FUNC(int) PyCapsule_IsValid(PyObject *capsule, const char *name);

/* Replace a part: 0, or -1.  The old one is not freed. */
PyAPI_FUNC(int) PyCapsule_SetPointer(PyObject *capsule, void *pointer);
PyAPI_FUNC(int) PyCapsule_SetDestructor(PyObject *capsule,
                                        PyCapsule_Destructor destructor);
PyAPI_FUNC(int) PyCapsule_SetName(PyObject *capsule, const char *name);
PyAPI_FUNC(int) PyCapsule_SetContext(PyObject *capsule, void *context);

/* The pointer of the capsule named "module.attribute…", imported. */
PyAPI_FUNC(void *) PyCapsule_Import(const char *name, int no_block);

#endif
