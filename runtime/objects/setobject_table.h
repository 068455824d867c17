/* setobject_table.h -- what the files of set and frozenset share.
 *
 * Functions that may compare keys may run any code, which may change the set;
 * they notice and start again.
 */
#ifndef HB_SETOBJECT_TABLE_H
#define HB_SETOBJECT_TABLE_H

#include "Python.h"

#define set_dummy _PySet_Dummy

/* Adds a key whose hash is known; takes a new reference if it is new. */
int Hb_SetAdd(PySetObject *so, PyObject *key, Py_hash_t hash);
int Hb_SetAddKey(PySetObject *so, PyObject *key);

/* 1, 0, or -1 with an exception. */
int Hb_SetContains(PySetObject *so, PyObject *key, Py_hash_t hash);
int Hb_SetContainsKey(PySetObject *so, PyObject *key);

/* Removes a key: 1; 0 if it was not there; -1 with an exception. */
int Hb_SetDiscard(PySetObject *so, PyObject *key, Py_hash_t hash);
int Hb_SetDiscardKey(PySetObject *so, PyObject *key);

/* Rebuilds the table without dummies, with more than minused slots. */
int Hb_SetResize(PySetObject *so, Py_ssize_t minused);

/* The size to ask for when a set of so many keys is to grow. */
static inline Py_ssize_t
set_growth(Py_ssize_t used)
{
    return used > 50000 ? used * 2 : used * 4;
}

/* Adds all keys of another set, without asking for hashes. */
int Hb_SetMerge(PySetObject *so, PySetObject *other);

/* Adds all items of any iterable. */
int Hb_SetUpdate(PySetObject *so, PyObject *other);

void Hb_SetClear(PySetObject *so);

/* The next active entry from *pos on, or NULL. */
static inline setentry *
Hb_SetNext(PySetObject *so, Py_ssize_t *pos)
{
    Py_ssize_t i = *pos;

    while (i <= so->mask &&
           (so->table[i].key == NULL || so->table[i].key == set_dummy)) {
        i++;
    }
    *pos = i + 1;
    return i > so->mask ? NULL : &so->table[i];
}

/* A new set of this type, of the items of `iterable` (or NULL: empty). */
PyObject *Hb_SetMake(PyTypeObject *type, PyObject *iterable);

/* The same, but of set or frozenset, which the type is or is derived from. */
PyObject *Hb_SetMakeBase(PyTypeObject *type, PyObject *iterable);
PyObject *Hb_SetCopy(PyObject *so, PyObject *unused);

/* ---- algebra and comparison ---- */

int Hb_SetDifferenceUpdate(PySetObject *so, PyObject *other);
PyObject *Hb_SetIntersection(PySetObject *so, PyObject *other);

/* Methods; the first six take a tuple of any number of iterables. */
PyObject *Hb_SetUnionOf(PyObject *so, PyObject *others);
PyObject *Hb_SetUpdateAll(PyObject *so, PyObject *others);
PyObject *Hb_SetIntersectionOf(PyObject *so, PyObject *others);
PyObject *Hb_SetIntersectionUpdate(PyObject *so, PyObject *others);
PyObject *Hb_SetDifferenceOf(PyObject *so, PyObject *others);
PyObject *Hb_SetDifferenceUpdateAll(PyObject *so, PyObject *others);
PyObject *Hb_SetSymmetricDifference(PyObject *so, PyObject *other);
PyObject *Hb_SetSymmetricDifferenceUpdate(PyObject *so, PyObject *other);

int Hb_SetIsSubset(PyObject *so, PyObject *other);
PyObject *Hb_SetRichCompare(PyObject *v, PyObject *w, int op);
PyObject *Hb_SetRepr(PyObject *so);
PyObject *Hb_SetIter(PyObject *so);
Py_hash_t Hb_FrozenSetHash(PyObject *so);
extern PyNumberMethods Hb_SetAsNumber, Hb_FrozenSetAsNumber;
extern PySequenceMethods Hb_SetAsSequence;
extern PyMethodDef Hb_SetMethods[], Hb_FrozenSetMethods[];

#endif
