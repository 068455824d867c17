/* weakrefobject.h -- references that do not keep their referent alive.
 *
 *   W1  the weak references to an object form a list whose head lies in the
 *       object (tp_weaklistoffset); one without a callback comes first and is
 *       shared: asking twice gives the same object
 *   W2  a dead reference points to None and stands in no list
 *
 * Source: CPython 3.11, Include/weakrefobject.h, Objects/weakrefobject.c.
 */
#ifndef Py_WEAKREFOBJECT_H
#define Py_WEAKREFOBJECT_H

#include "object.h"

typedef struct _PyWeakReference PyWeakReference;

/* An object and its two weak references, the first without a callback (W1).
 * wr_object, which is not counted, leads back to the object from each:
 *
 *    object                 reference             reference
 *   +-------------+        +---------+           +---------+
 *   | weakreflist |------->| wr_next |---------->| wr_next |---> NULL
 *   +-------------+  NULL<-| wr_prev |<----------| wr_prev |
 *                          +---------+           +---------+
 *
 *    PyWeakReference: 64 bytes
 *   +----+-------------+
 *   |  0 | ob_base     |
 *   | 16 | wr_object   |
 *   | 24 | wr_callback |
 *   | 32 | hash        |
 *   | 40 | wr_prev     |
 *   | 48 | wr_next     |
 *   | 56 | vectorcall  |
 *   +----+-------------+
 */
struct _PyWeakReference {
    PyObject_HEAD
    PyObject *wr_object;   /* not counted; None when dead */
    PyObject *wr_callback; /* counted; NULL for none */
    Py_hash_t hash;        /* of the referent; -1 until asked for */
    PyWeakReference *wr_prev;
    PyWeakReference *wr_next;
    vectorcallfunc vectorcall;
};

PyAPI_DATA(PyTypeObject) _PyWeakref_RefType;
PyAPI_DATA(PyTypeObject) _PyWeakref_ProxyType;
PyAPI_DATA(PyTypeObject) _PyWeakref_CallableProxyType;

/* Whether op is a reference, one of exactly that type, a proxy, either of the
 * two.  Cannot fail. */
#define PyWeakref_CheckRef(op)      PyObject_TypeCheck(op, &_PyWeakref_RefType)
#define PyWeakref_CheckRefExact(op) Py_IS_TYPE(op, &_PyWeakref_RefType)
#define PyWeakref_CheckProxy(op)                                              \
    (Py_IS_TYPE(op, &_PyWeakref_ProxyType) ||                                 \
     Py_IS_TYPE(op, &_PyWeakref_CallableProxyType))
#define PyWeakref_Check(op)                                                   \
    (PyWeakref_CheckRef(op) || PyWeakref_CheckProxy(op))

/* Weak reference to, or proxy of, ob; callback may be NULL or None, and is
 * called with the reference when ob dies.
 *
 * Owns:   a new reference, possibly to an object that was there before (W1).
 * Fails:  TypeError when the type does not support weak references. */
PyAPI_FUNC(PyObject *) PyWeakref_NewRef(PyObject *ob, PyObject *callback);
PyAPI_FUNC(PyObject *) PyWeakref_NewProxy(PyObject *ob, PyObject *callback);

/* The referent, borrowed: it may die at any call.  None when it is dead.
 *
 * Fails:  SystemError when ref is not a weak reference. */
PyAPI_FUNC(PyObject *) PyWeakref_GetObject(PyObject *ref);

/* What a deallocator calls, before it destroys anything else, to make the
 * weak references to op dead and to run their callbacks, newest first. */
PyAPI_FUNC(void) PyObject_ClearWeakRefs(PyObject *op);

PyAPI_FUNC(Py_ssize_t) _PyWeakref_GetWeakrefCount(PyWeakReference *head);
/* Makes a weak reference dead without running its callback. */
PyAPI_FUNC(void) _PyWeakref_ClearRef(PyWeakReference *self);

/* A referent whose count is 0 waits in the trashcan: as good as dead. */
static inline PyObject *
PyWeakref_GET_OBJECT(PyObject *ref)
{
    PyObject *ob = ((PyWeakReference *)ref)->wr_object;

    return Py_REFCNT(ob) > 0 ? ob : Py_None;
}

#define PyWeakref_GET_OBJECT(ref) PyWeakref_GET_OBJECT(_PyObject_CAST(ref))

#endif
