/* hb_weakcollections.h -- what the collections of module weakref share.
 *
 *   WC1  a collection is a dict or set of weak references, and one callback
 *        that all of them have; the callback knows the collection weakly, so
 *        a reference that outlives the collection does no harm
 *   WC2  when a referent dies, its callback takes the entry out at once
 */
#ifndef Py_INTERNAL_HB_WEAKCOLLECTIONS_H
#define Py_INTERNAL_HB_WEAKCOLLECTIONS_H

#include "Python.h"

/*    struct Hb_WeakCollection: 48 bytes
 *   +----+----------+
 *   |  0 | ob_base  |
 *   | 16 | data     |---> dict, or set of a WeakSet
 *   | 24 | callback |---> called with the reference that died
 *   | 32 | weaklist |
 *   | 40 | dict     |---> attributes; NULL until used
 *   +----+----------+
 */
struct Hb_WeakCollection {
    PyObject_HEAD
    PyObject *data;
    PyObject *callback;
    PyObject *weaklist;
    PyObject *dict;
};

extern PyTypeObject Hb_WeakValueDictionary_Type;
extern PyTypeObject Hb_WeakKeyDictionary_Type;
extern PyTypeObject Hb_WeakSet_Type;
extern PyTypeObject Hb_KeyedRef_Type;
extern PyTypeObject Hb_WeakIterator_Type;
extern PyTypeObject Hb_Finalize_Type;

#define Hb_WeakData(op) (((struct Hb_WeakCollection *)(op))->data)

/* A reference object with the key of its entry. */
struct Hb_KeyedRef {
    PyWeakReference base;
    PyObject *key;
};

/* A weak reference to ob with the collection's callback. */
PyObject *Hb_WeakRefFor(PyObject *collection, PyObject *ob);

/* Makes an empty collection: `data` is taken, `remove` is its callback, a
 * METH_O function whose self is a weak reference to the collection. */
PyObject *Hb_WeakCollectionNew(PyTypeObject *type, PyObject *data,
                               PyMethodDef *remove);
void Hb_WeakCollectionDealloc(PyObject *self);
int Hb_WeakCollectionTraverse(PyObject *self, visitproc visit, void *arg);
int Hb_WeakCollectionClear(PyObject *self);
Py_ssize_t Hb_WeakCollectionLength(PyObject *self);
PyObject *Hb_WeakCollectionRepr(PyObject *self);
extern PyGetSetDef Hb_WeakCollectionGetSet[]; /* __dict__ */

/* The collection's data, new reference, from a callback's self; NULL without
 * an exception when the collection is gone. */
PyObject *Hb_WeakCollectionOf(PyObject *selfref);

/* What an iterator over pairs (weak reference, other) gives. */
enum { HB_WEAK_REFERENT, HB_WEAK_OTHER, HB_WEAK_PAIR, HB_WEAK_PAIR_TURNED };

/* An iterator over a list of such pairs that passes over dead references.
 * Takes the list, which may be NULL with an exception. */
PyObject *Hb_WeakIterator(PyObject *pairs, int what);

/* The referent, new reference; NULL without an exception when it is dead. */
PyObject *Hb_WeakReferent(PyObject *ref);

/* What the two dictionaries do differently; the rest is in weakref_dict.c.
 * `lookup` gives the live value of a key, new reference, or NULL, perhaps
 * with an exception; `store` with NULL takes a key out; `missing` raises
 * KeyError; `update` adds anything that dict() takes; `dies` is the part of
 * an entry that is a weak reference. */
struct Hb_WeakDict {
    PyObject *(*lookup)(PyObject *self, PyObject *key);
    int (*store)(PyObject *self, PyObject *key, PyObject *value);
    PyObject *(*missing)(PyObject *key);
    int (*update)(PyObject *self, PyObject *other);
    int dies;
};

extern const struct Hb_WeakDict Hb_WeakKeys, Hb_WeakValues;

/* The methods of either. */
PyObject *Hb_WeakDictGet(PyObject *self, PyObject *args);
PyObject *Hb_WeakDictSetDefault(PyObject *self, PyObject *args);
PyObject *Hb_WeakDictPop(PyObject *self, PyObject *args);
PyObject *Hb_WeakDictPopItem(PyObject *self, PyObject *ignored);
PyObject *Hb_WeakDictClear(PyObject *self, PyObject *ignored);
PyObject *Hb_WeakDictCopy(PyObject *self, PyObject *ignored);

/* A dictionary like self whose keys and values are copies, but for the
 * referents. */
PyObject *Hb_WeakDictDeepCopy(PyObject *self, PyObject *memo);

/* clang-format off */
#define HB_WEAK_DICT_METHODS                                                  \
    {"get", Hb_WeakDictGet, METH_VARARGS, NULL},                              \
    {"setdefault", Hb_WeakDictSetDefault, METH_VARARGS, NULL},                \
    {"pop", Hb_WeakDictPop, METH_VARARGS, NULL},                              \
    {"popitem", Hb_WeakDictPopItem, METH_NOARGS, NULL},                       \
    {"clear", Hb_WeakDictClear, METH_NOARGS, NULL},                           \
    {"copy", Hb_WeakDictCopy, METH_NOARGS, NULL},                             \
    {"__copy__", Hb_WeakDictCopy, METH_NOARGS, NULL},                         \
    {"__deepcopy__", Hb_WeakDictDeepCopy, METH_O, NULL}
/* clang-format on */

/* Equal to any mapping of the same live items; others NotImplemented. */
PyObject *Hb_WeakDictRichCompare(PyObject *self, PyObject *other, int op);

/* | and |=, where either operand of | may be the weak one. */
extern PyNumberMethods Hb_WeakDictAsNumber;

/* KeyError(key); NULL. */
PyObject *Hb_WeakKeyError(PyObject *key);

#endif
