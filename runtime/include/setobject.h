/* setobject.h -- sets and frozensets: one open-addressed table of keys.
 *
 * Up to four entries fit into the table inside the object; a larger table is
 * a block of its own.  An entry is
 *
 *   unused   key NULL, hash 0
 *   dummy    key _PySet_Dummy, hash -1: left behind by a deletion
 *   active   any other key; its hash is never -1
 *
 *   E1  mask + 1 is a power of 2, at least PySet_MINSIZE, and table is
 *       smalltable just when it is PySet_MINSIZE
 *   E2  0 <= used <= fill <= mask: some entry is unused, so a search ends
 *   E3  used counts the active entries, fill those and the dummies
 *   E4  a dummy has hash -1, an active entry never has
 *   E5  the order of iteration is the order of the table
 *
 * Owns:   results are new references; arguments are borrowed (O3).
 * Source: CPython 3.11, Include/setobject.h, Objects/setobject.c.
 */
#ifndef Py_SETOBJECT_H
#define Py_SETOBJECT_H

#define PySet_MINSIZE 8

typedef struct {
    PyObject *key;
    Py_hash_t hash;
} setentry;

/* The layout of a set of up to 4 keys: the table is in the object.
 *
 *    PySetObject: 200 bytes
 *   +-----+-------------+
 *   |   0 | ob_base     |
 *   |  16 | fill        |
 *   |  24 | used        |
 *   |  32 | mask        | 7
 *   |  40 | table       |--     a larger one: a block of (mask + 1) entries
 *   |  48 | hash        | |
 *   |  56 | finger      | |
 *   |  64 | smalltable  |<-     8 entries of 16 bytes: key, hash
 *   | 192 | weakreflist |
 *   +-----+-------------+
 */
typedef struct {
    PyObject_HEAD
    Py_ssize_t fill;   /* active and dummy entries */
    Py_ssize_t used;   /* active entries */
    Py_ssize_t mask;   /* size of the table - 1; the size is a power of 2 */
    setentry *table;   /* smalltable, or a block of its own; never NULL */
    Py_hash_t hash;    /* of a frozenset, or -1: not known yet */
    Py_ssize_t finger; /* where pop() looks next */
    setentry smalltable[PySet_MINSIZE];
    PyObject *weakreflist;
} PySetObject;

extern PyTypeObject PySet_Type;
extern PyTypeObject PyFrozenSet_Type;
extern PyTypeObject PySetIter_Type;
extern PyObject *_PySet_Dummy;

/* Whether op is a frozenset, either, a set; Exact: no subclass.  Cannot fail.
 */
#define PyFrozenSet_CheckExact(op) Py_IS_TYPE(op, &PyFrozenSet_Type)
#define PyFrozenSet_Check(op)                                                 \
    (Py_IS_TYPE(op, &PyFrozenSet_Type) ||                                     \
     PyType_IsSubtype(Py_TYPE(op), &PyFrozenSet_Type))
#define PyAnySet_CheckExact(op)                                               \
    (Py_IS_TYPE(op, &PySet_Type) || Py_IS_TYPE(op, &PyFrozenSet_Type))
#define PyAnySet_Check(op)                                                    \
    (PyAnySet_CheckExact(op) || PyType_IsSubtype(Py_TYPE(op), &PySet_Type) || \
     PyType_IsSubtype(Py_TYPE(op), &PyFrozenSet_Type))
#define PySet_CheckExact(op) Py_IS_TYPE(op, &PySet_Type)
#define PySet_Check(op)                                                       \
    (Py_IS_TYPE(op, &PySet_Type) || PyType_IsSubtype(Py_TYPE(op), &PySet_Type))

/* A new set of the items of `iterable`, or an empty one for NULL. */
PyAPI_FUNC(PyObject *) PySet_New(PyObject *iterable);
PyAPI_FUNC(PyObject *) PyFrozenSet_New(PyObject *iterable);

/* len(anyset), or -1 with SystemError when it is neither. */
PyAPI_FUNC(Py_ssize_t) PySet_Size(PyObject *anyset);

/* Takes a new reference to `key`.  Also fills a frozenset that has no owner
 * but the caller. */
PyAPI_FUNC(int) PySet_Add(PyObject *set, PyObject *key);

/* 1 found, 0 not found, -1 with an exception (unhashable key). */
PyAPI_FUNC(int) PySet_Contains(PyObject *anyset, PyObject *key);
PyAPI_FUNC(int) PySet_Discard(PyObject *set, PyObject *key);

/* Some item, a new reference; KeyError when the set is empty. */
PyAPI_FUNC(PyObject *) PySet_Pop(PyObject *set);
PyAPI_FUNC(int) PySet_Clear(PyObject *set);

/* The same, unchecked. */
#define PySet_GET_SIZE(so)                                                    \
    (assert(PyAnySet_Check(so)), (((PySetObject *)(so))->used))

/* Like PyDict_Next: start with *pos = 0; the key is borrowed. */
PyAPI_FUNC(int) _PySet_NextEntry(PyObject *set, Py_ssize_t *pos,
                                 PyObject **key, Py_hash_t *hash);
PyAPI_FUNC(int) _PySet_Update(PyObject *set, PyObject *iterable);

#endif
