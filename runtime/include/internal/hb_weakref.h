/* hb_weakref.h -- what weakrefobject.c and weakrefproxy.c share. */
#ifndef HB_WEAKREF_H
#define HB_WEAKREF_H

#include "Python.h"
#include "internal/pycore_object.h"

/* The head of the list of references to ob, whose type supports them. */
static inline PyWeakReference **
Hb_WeakrefList(PyObject *ob)
{
    return (PyWeakReference **)_PyObject_GET_WEAKREFS_LISTPTR(ob);
}

/* 1, or 0 with TypeError. */
int Hb_WeakrefSupported(PyObject *ob);

/* The shared reference and the shared proxy of a list, borrowed, or NULL. */
void Hb_WeakrefFindBasic(PyWeakReference *head, PyWeakReference **ref,
                         PyWeakReference **proxy);

/* New reference object that stands in no list yet; callback may be NULL. */
PyWeakReference *Hb_WeakrefNew(PyTypeObject *type, PyObject *ob,
                               PyObject *callback);

/* Puts ref behind `before`, or first for NULL. */
void Hb_WeakrefInsert(PyWeakReference *ref, PyWeakReference *before,
                      PyWeakReference **list);

/* Makes ref dead and drops its callback. */
void Hb_WeakrefClear(PyWeakReference *ref);

PyObject *Hb_WeakrefVectorcall(PyObject *self, PyObject *const *args,
                               size_t nargsf, PyObject *kwnames);

#endif
