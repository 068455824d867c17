/* copy.h -- between the two files of the module copy. */
#ifndef HB_MODULES_COPY_H
#define HB_MODULES_COPY_H

#include "Python.h"

/* One call of copy() or deepcopy(). */
struct copying {
    PyObject *dispatch_table; /* copyreg's, borrowed */
    PyObject *error;          /* copy.Error, borrowed */
    PyObject *memo;           /* borrowed; NULL in a shallow copy */
};

/* What deepcopy() and its helpers would need of the stack as functions of
 * Python: one level each.  0, or -1 with RecursionError. */
int Hb_CopyEnter(void);
void Hb_CopyLeave(void);

/* memo.get(key) and memo[key] = value; the memo may be any mapping.  Get
 * gives a new reference, or NULL: with an exception, or there is none. */
PyObject *Hb_MemoGet(struct copying *c, PyObject *key);
int Hb_MemoSet(struct copying *c, PyObject *key, PyObject *value);
int Hb_MemoSetFor(struct copying *c, PyObject *x, PyObject *y);

/* Keeps x alive as long as the memo: its id must not be given anew. */
int Hb_MemoKeep(struct copying *c, PyObject *x);

/* A deep copy of x, one more level down. */
PyObject *Hb_DeepCopy(struct copying *c, PyObject *x);

/* The copy that what x's __reduce_ex__ gave describes: (callable, arguments,
 * state, items, pairs), of which the last three may be missing or None. */
PyObject *Hb_Reconstruct(struct copying *c, PyObject *x, PyObject *reduced);

#endif
