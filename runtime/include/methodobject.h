/* methodobject.h -- C functions as Python objects.
 *
 * The flags of a PyMethodDef say how the C function takes its arguments:
 *
 *   METH_VARARGS                  (self, tuple)
 *   METH_VARARGS | METH_KEYWORDS  (self, tuple, dict or NULL)
 *   METH_FASTCALL                 (self, array, count)
 *   METH_FASTCALL | METH_KEYWORDS (self, array, count, names or NULL)
 *   METH_METHOD with both         (self, class, array, count, names or NULL)
 *   METH_NOARGS                   (self, NULL)
 *   METH_O                        (self, argument)
 *
 * A METH_NOARGS function has two parameters all the same.
 *
 * Source: CPython 3.11, Include/methodobject.h.
 */

#ifndef Py_METHODOBJECT_H
#define Py_METHODOBJECT_H

typedef PyObject *(*PyCFunction)(PyObject *, PyObject *);
typedef PyObject *(*_PyCFunctionFast)(PyObject *, PyObject *const *,
                                      Py_ssize_t);
typedef PyObject *(*PyCFunctionWithKeywords)(PyObject *, PyObject *,
                                             PyObject *);
typedef PyObject *(*_PyCFunctionFastWithKeywords)(PyObject *,
                                                  PyObject *const *,
                                                  Py_ssize_t, PyObject *);
typedef PyObject *(*PyCMethod)(PyObject *, PyTypeObject *, PyObject *const *,
                               size_t, PyObject *);

/* Makes a PyCFunction of a function with other parameters: the flags tell
 * the caller what it really is.
 */
#define _PyCFunction_CAST(func) ((PyCFunction)(void (*)(void))(func))

struct PyMethodDef {
    const char *ml_name;
    PyCFunction ml_meth;
    int ml_flags;
    const char *ml_doc;
};

#define METH_VARARGS   0x0001
#define METH_KEYWORDS  0x0002
#define METH_NOARGS    0x0004
#define METH_O         0x0008
#define METH_CLASS     0x0010
#define METH_STATIC    0x0020
#define METH_COEXIST   0x0040
#define METH_FASTCALL  0x0080
#define METH_STACKLESS 0x0000
#define METH_METHOD    0x0200

/*    PyCFunctionObject: 56 bytes
 *   +----+---------------+
 *   |  0 | ob_base       |
 *   | 16 | m_ml          |---> not copied: must outlive the function
 *   | 24 | m_self        |---> first argument of the C function, or NULL
 *   | 32 | m_module      |---> __module__, any object or NULL
 *   | 40 | m_weakreflist |
 *   | 48 | vectorcall    |
 *   +----+---------------+
 */
typedef struct {
    PyObject_HEAD
    PyMethodDef *m_ml;
    PyObject *m_self;
    PyObject *m_module;
    PyObject *m_weakreflist;
    vectorcallfunc vectorcall;
} PyCFunctionObject;

typedef struct {
    PyCFunctionObject func;
    PyTypeObject *mm_class; /* class that defines the method */
} PyCMethodObject;

PyAPI_DATA(PyTypeObject) PyCFunction_Type;
PyAPI_DATA(PyTypeObject) PyCMethod_Type;

/* Whether op is of this type or of a subclass; Exact: of this very type.
 * Cannot fail. */
#define PyCFunction_CheckExact(op) Py_IS_TYPE(op, &PyCFunction_Type)
#define PyCFunction_Check(op)      PyObject_TypeCheck(op, &PyCFunction_Type)
#define PyCMethod_CheckExact(op)   Py_IS_TYPE(op, &PyCMethod_Type)
#define PyCMethod_Check(op)        PyObject_TypeCheck(op, &PyCMethod_Type)

/* Cast after an assert. */
#define _PyCFunctionObject_CAST(func)                                         \
    (assert(PyCFunction_Check(func)), (PyCFunctionObject *)(func))
#define _PyCMethodObject_CAST(func)                                           \
    (assert(PyCMethod_Check(func)), (PyCMethodObject *)(func))

/* Make a function object that passes self to its C function.  mod becomes
 * __module__; cls is needed with METH_METHOD and forbidden without.
 */
PyAPI_FUNC(PyObject *) PyCFunction_New(PyMethodDef *ml, PyObject *self);
PyAPI_FUNC(PyObject *)
    PyCFunction_NewEx(PyMethodDef *ml, PyObject *self, PyObject *mod);
PyAPI_FUNC(PyObject *) PyCMethod_New(PyMethodDef *ml, PyObject *self,
                                     PyObject *mod, PyTypeObject *cls);
#define PyCFunction_New(ML, SELF) PyCFunction_NewEx((ML), (SELF), NULL)
#define PyCFunction_NewEx(ML, SELF, MOD)                                      \
    PyCMethod_New((ML), (SELF), (MOD), NULL)

/* Checked access: SystemError if op is no function.  self is borrowed, and
 * NULL without exception for METH_STATIC.
 */
PyAPI_FUNC(PyCFunction) PyCFunction_GetFunction(PyObject *op);
PyAPI_FUNC(PyObject *) PyCFunction_GetSelf(PyObject *op);
PyAPI_FUNC(int) PyCFunction_GetFlags(PyObject *op);

/* PyObject_Call under its old name; new reference. */
PyAPI_FUNC(PyObject *)
    PyCFunction_Call(PyObject *callable, PyObject *args, PyObject *kwargs);

/* Unchecked access. */
static inline PyCFunction
PyCFunction_GET_FUNCTION(PyObject *func)
{
    return _PyCFunctionObject_CAST(func)->m_ml->ml_meth;
}

#define PyCFunction_GET_FUNCTION(func)                                        \
    PyCFunction_GET_FUNCTION(_PyObject_CAST(func))

/* self, borrowed; NULL for METH_STATIC. */
static inline PyObject *
PyCFunction_GET_SELF(PyObject *func)
{
    PyCFunctionObject *f = _PyCFunctionObject_CAST(func);
    return f->m_ml->ml_flags & METH_STATIC ? NULL : f->m_self;
}

#define PyCFunction_GET_SELF(func) PyCFunction_GET_SELF(_PyObject_CAST(func))

/* The METH_ flags. */
static inline int
PyCFunction_GET_FLAGS(PyObject *func)
{
    return _PyCFunctionObject_CAST(func)->m_ml->ml_flags;
}

#define PyCFunction_GET_FLAGS(func) PyCFunction_GET_FLAGS(_PyObject_CAST(func))

/* The class that defines the method, borrowed; NULL without METH_METHOD. */
static inline PyTypeObject *
PyCFunction_GET_CLASS(PyObject *func)
{
    PyCFunctionObject *f = _PyCFunctionObject_CAST(func);
    if (f->m_ml->ml_flags & METH_METHOD) {
        return _PyCMethodObject_CAST(f)->mm_class;
    }
    return NULL;
}

#define PyCFunction_GET_CLASS(func) PyCFunction_GET_CLASS(_PyObject_CAST(func))

#endif
