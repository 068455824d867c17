/* tupleobject.h -- tuples: the items lie in the object itself.
 *
 *   U1  ob_size >= 0; neither it nor an item changes once anyone but the
 *       tuple's maker can see it
 *   U2  the empty tuple is one object; an empty tuple of a subclass is not it
 *   U3  a tuple is born tracked by the collector and is untracked by the first
 *       collection that finds only untracked items in it
 *
 * Owns:   results are new references and arguments are borrowed (O3), unless
 *         a comment says "borrowed" or "takes".
 * Source: CPython 3.11, Include/tupleobject.h, Objects/tupleobject.c.
 */
#ifndef Py_TUPLEOBJECT_H
#define Py_TUPLEOBJECT_H

/* The layout: 24 bytes and 8 for each item, in one block.
 *
 *    PyTupleObject
 *   +----+---------+
 *   |  0 | ob_base |     count, type, ob_size = n
 *   | 24 | ob_item |     item 0, an owned reference
 *   +----+---------+
 *   | 32 | item 1 ... item n-1
 */
typedef struct {
    PyObject_VAR_HEAD
    PyObject *ob_item[1];
} PyTupleObject;

extern PyTypeObject PyTuple_Type;
extern PyTypeObject PyTupleIter_Type;

/* Whether op is of this type or of a subclass; Exact: of this very type.
 * Cannot fail. */
#define PyTuple_Check(op)                                                     \
    PyType_FastSubclass(Py_TYPE(op), Py_TPFLAGS_TUPLE_SUBCLASS)
#define PyTuple_CheckExact(op) Py_IS_TYPE(op, &PyTuple_Type)

/* Makes a tuple of `size` slots, all NULL; size 0 gives the empty tuple. */
PyAPI_FUNC(PyObject *) PyTuple_New(Py_ssize_t size);

/* len(tuple), or -1 with SystemError when it is no tuple. */
PyAPI_FUNC(Py_ssize_t) PyTuple_Size(PyObject *tuple);

/* The item at `index`, borrowed; IndexError outside 0 .. len-1. */
PyAPI_FUNC(PyObject *) PyTuple_GetItem(PyObject *tuple, Py_ssize_t index);

/* Fills a slot of a tuple that has no owner but the caller.  Takes over the
 * caller's reference, also when it fails. */
PyAPI_FUNC(int)
    PyTuple_SetItem(PyObject *tuple, Py_ssize_t index, PyObject *item);

/* tuple[low:high] with clipped bounds; the same object when it is all. */
PyAPI_FUNC(PyObject *)
    PyTuple_GetSlice(PyObject *tuple, Py_ssize_t low, Py_ssize_t high);

/* Makes a tuple of the `n` objects that follow; takes new references. */
PyAPI_FUNC(PyObject *) PyTuple_Pack(Py_ssize_t n, ...);

/* Changes the length of the tuple at *p, which has no owner but the caller;
 * the tuple may move.
 *
 * Fails: -1, *p is NULL and the old tuple is gone. */
PyAPI_FUNC(int) _PyTuple_Resize(PyObject **p, Py_ssize_t newsize);

/* Untracks a tuple all of whose items are untracked; prints what the free
 * lists hold. */
PyAPI_FUNC(void) _PyTuple_MaybeUntrack(PyObject *op);
PyAPI_FUNC(void) _PyTuple_DebugMallocStats(FILE *out);

/* Casts after an assert. */
#define _PyTuple_CAST(op) (assert(PyTuple_Check(op)), (PyTupleObject *)(op))

/* PyTuple_Size for what is known to be a tuple. */
static inline Py_ssize_t
PyTuple_GET_SIZE(PyObject *op)
{
    return Py_SIZE(_PyTuple_CAST(op));
}

#define PyTuple_GET_SIZE(op) PyTuple_GET_SIZE((PyObject *)(op))

/* The item at index, borrowed; nothing is checked. */
#define PyTuple_GET_ITEM(op, index) (_PyTuple_CAST(op)->ob_item[index])

/* Fills a slot of a new tuple: takes the caller's reference, and does not
 * release what was there. */
static inline void
PyTuple_SET_ITEM(PyObject *op, Py_ssize_t index, PyObject *value)
{
    _PyTuple_CAST(op)->ob_item[index] = value;
}

#define PyTuple_SET_ITEM(op, index, value)                                    \
    PyTuple_SET_ITEM((PyObject *)(op), index, (PyObject *)(value))

#endif
