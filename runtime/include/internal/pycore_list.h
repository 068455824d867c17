/* pycore_list.h -- what the list's own files share, and others may use. */
#ifndef Py_INTERNAL_LIST_H
#define Py_INTERNAL_LIST_H

#include "Python.h"

/* Dead lists (the object, not the vector) kept for the next PyList_New. */
#ifdef HB_HOSTILE
#define PyList_MAXFREELIST 0
#else
#define PyList_MAXFREELIST 80
#endif

#define _PyList_ITEMS(op) (_PyList_CAST(op)->ob_item)

void _PyList_ClearFreeList(PyInterpreterState *interp);
void _PyList_Fini(PyInterpreterState *interp);

/* Appends `item` and takes over the reference, also when it fails. */
int _PyList_AppendTakeRef(PyListObject *self, PyObject *item);

/* Makes room for newsize items and sets the length to it.
 *
 * Grows by about an eighth, rounded to four slots, so that n appends cost
 * O(n) copies: 0, 4, 8, 16, 24, 32, 40, 52, 64, 76, 92, ...  A step far
 * beyond the old length (extend, slice assignment) gets no spare, only the
 * rounding.  Gives memory back once less than half of it is in use.
 *
 * Shape:  the slots from the old length on are not readable yet.
 * Owns:   the items stay the list's; ob_item may move.
 * Fails:  -1 with MemoryError; the list is unchanged.
 * Source: CPython 3.11, Objects/listobject.c, list_resize().
 */
int Hb_ListResize(PyListObject *self, Py_ssize_t newsize);

/* A list whose vector has exactly `size` slots and whose length is 0. */
PyListObject *Hb_ListNewPrealloc(Py_ssize_t size);

/* list[low:high] = items, bounds clipped; items NULL deletes. */
int Hb_ListAssignSlice(PyListObject *self, Py_ssize_t low, Py_ssize_t high,
                       PyObject *items);

/* Empties the list and frees the vector; then, when the list is sane again,
 * drops the items. */
void Hb_ListClear(PyListObject *self);

/* Stable sort, at most n log2 n comparisons.  Fails: -1; the items are then
 * in some order, none lost. */
int Hb_ListSort(PyListObject *self, PyObject *key, int reverse);

/* list.sort() as a method, which sorted() calls as well. */
PyObject *Hb_ListSortMethod(PyObject *self, PyObject *const *args,
                            Py_ssize_t nargs, PyObject *kwnames);

/* Slots of the type and of the iterators, spread over the list's files. */
PyObject *Hb_ListSlice(PyListObject *self, Py_ssize_t low, Py_ssize_t high);
PyObject *Hb_ListIter(PyObject *list);
PyObject *Hb_ListReversed(PyObject *list, PyObject *unused);
PyObject *Hb_ListRepr(PyObject *list);
PyObject *Hb_ListRichCompare(PyObject *v, PyObject *w, int op);
PyObject *Hb_ListSubscript(PyObject *list, PyObject *index);
int Hb_ListAssignSubscript(PyObject *list, PyObject *index, PyObject *value);
extern PySequenceMethods Hb_ListAsSequence;
extern PyMethodDef Hb_ListMethods[];

#endif
