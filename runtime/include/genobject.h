/* genobject.h -- the types of generators, of which there are none.
 *
 * A generator runs Python code.  The types exist so that extension modules
 * can ask whether an object is one; C writes iterators as types of its own.
 *
 * Source: CPython 3.11, Include/cpython/genobject.h.
 */
#ifndef Py_GENOBJECT_H
#define Py_GENOBJECT_H

#include "object.h"
#include "pystate.h"
#include "pytypedefs.h"

/* The fields that the three kinds share. */
#define _PyGenObject_HEAD(prefix)                                             \
    PyObject_HEAD                                                             \
    PyCodeObject *prefix##_code;                                              \
    PyObject *prefix##_weakreflist;                                           \
    PyObject *prefix##_name;                                                  \
    PyObject *prefix##_qualname;                                              \
    _PyErr_StackItem prefix##_exc_state;                                      \
    PyObject *prefix##_origin_or_finalizer;                                   \
    char prefix##_hooks_inited;                                               \
    char prefix##_closed;                                                     \
    char prefix##_running_async;                                              \
    signed char prefix##_frame_state;                                         \
    PyObject *prefix##_iframe[1];

typedef struct {
    _PyGenObject_HEAD(gi)
} PyGenObject;

typedef struct {
    _PyGenObject_HEAD(cr)
} PyCoroObject;

typedef struct {
    _PyGenObject_HEAD(ag)
} PyAsyncGenObject;

#undef _PyGenObject_HEAD

PyAPI_DATA(PyTypeObject) PyGen_Type;
PyAPI_DATA(PyTypeObject) PyCoro_Type;
PyAPI_DATA(PyTypeObject) PyAsyncGen_Type;

/* What a generator returned, from the StopIteration that is set: a new
 * reference, None when none is set.  0, or -1 with another exception. */
PyAPI_FUNC(int) _PyGen_FetchStopIterationValue(PyObject **pvalue);
/* Sets a StopIteration with this value, NULL for none. */
PyAPI_FUNC(int) _PyGen_SetStopIterationValue(PyObject *value);

/* Whether op is of that type: never, in the model.  Cannot fail. */
#define PyGen_Check(op)           PyObject_TypeCheck(op, &PyGen_Type)
#define PyGen_CheckExact(op)      Py_IS_TYPE(op, &PyGen_Type)
#define PyCoro_CheckExact(op)     Py_IS_TYPE(op, &PyCoro_Type)
#define PyAsyncGen_CheckExact(op) Py_IS_TYPE(op, &PyAsyncGen_Type)

#endif
