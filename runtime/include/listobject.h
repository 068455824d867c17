/* listobject.h -- lists: a length, a vector of pointers, and its capacity.
 *
 * The object itself never moves; the vector ob_item does, at growth and at
 * shrinkage, so a pointer into it dies with the next change of the list.
 *
 *   I1  0 <= ob_size <= allocated
 *   I2  ob_item may be NULL only when allocated is 0
 *   I3  allocated is -1 while list.sort() runs: that is how it notices changes
 *
 * Functions that take an index or an object check their arguments and set an
 * exception; the macros in capitals check nothing.  Everything that takes a
 * list refuses another type with SystemError.
 *
 * Owns:   results are new references and arguments are borrowed (O3), unless
 *         a comment says "borrowed" or "takes".
 * Source: CPython 3.11, Include/listobject.h, Objects/listobject.c.
 */
#ifndef Py_LISTOBJECT_H
#define Py_LISTOBJECT_H

/* The layout of a list that has 3 items and room for 4.
 *
 *    PyListObject: 40 bytes
 *   +----+-----------+
 *   |  0 | ob_base   |     count, type, ob_size = 3
 *   | 24 | ob_item   |---> +--------+--------+--------+-----------+
 *   | 32 | allocated | 4   | item 0 | item 1 | item 2 | undefined |
 *   +----+-----------+     +---|----+---|----+---|----+-----------+
 *                              v        v        v       owned references
 */
typedef struct {
    PyObject_VAR_HEAD
    PyObject **ob_item;
    Py_ssize_t allocated;
} PyListObject;

extern PyTypeObject PyList_Type;
extern PyTypeObject PyListIter_Type;
extern PyTypeObject PyListRevIter_Type;

/* Whether op is of this type or of a subclass; Exact: of this very type.
 * Cannot fail. */
#define PyList_Check(op)                                                      \
    PyType_FastSubclass(Py_TYPE(op), Py_TPFLAGS_LIST_SUBCLASS)
#define PyList_CheckExact(op) Py_IS_TYPE(op, &PyList_Type)

/* Makes a list of `size` slots, all NULL: fill them with PyList_SET_ITEM
 * before anyone else sees the list.  allocated == size. */
PyAPI_FUNC(PyObject *) PyList_New(Py_ssize_t size);

/* len(list), or -1 with SystemError when it is no list. */
PyAPI_FUNC(Py_ssize_t) PyList_Size(PyObject *list);

/* The item at `index`, borrowed; IndexError outside 0 .. len-1. */
PyAPI_FUNC(PyObject *) PyList_GetItem(PyObject *list, Py_ssize_t index);

/* Puts `item` at `index` and releases what was there.  Takes over the
 * caller's reference, also when it fails. */
PyAPI_FUNC(int)
    PyList_SetItem(PyObject *list, Py_ssize_t index, PyObject *item);

/* These two take a new reference to `item`. */
PyAPI_FUNC(int)
    PyList_Insert(PyObject *list, Py_ssize_t index, PyObject *item);
PyAPI_FUNC(int) PyList_Append(PyObject *list, PyObject *item);

/* list[low:high] as a new list without spare slots; the bounds are clipped,
 * a negative one to 0. */
PyAPI_FUNC(PyObject *)
    PyList_GetSlice(PyObject *list, Py_ssize_t low, Py_ssize_t high);

/* list[low:high] = items; items == NULL deletes the slice. */
PyAPI_FUNC(int) PyList_SetSlice(PyObject *list, Py_ssize_t low,
                                Py_ssize_t high, PyObject *items);

/* list.sort(), list.reverse(): 0, or -1 with an exception. */
PyAPI_FUNC(int) PyList_Sort(PyObject *list);
PyAPI_FUNC(int) PyList_Reverse(PyObject *list);

/* tuple(list): a new reference. */
PyAPI_FUNC(PyObject *) PyList_AsTuple(PyObject *list);

/* list.extend(): None (a new reference), or NULL with an exception. */
PyAPI_FUNC(PyObject *) _PyList_Extend(PyListObject *list, PyObject *iterable);
PyAPI_FUNC(void) _PyList_DebugMallocStats(FILE *out);

/* Casts after an assert. */
#define _PyList_CAST(op) (assert(PyList_Check(op)), (PyListObject *)(op))

/* PyList_Size for what is known to be a list. */
static inline Py_ssize_t
PyList_GET_SIZE(PyObject *op)
{
    return Py_SIZE(_PyList_CAST(op));
}

#define PyList_GET_SIZE(op) PyList_GET_SIZE((PyObject *)(op))

/* The item at index, borrowed; nothing is checked. */
#define PyList_GET_ITEM(op, index) (_PyList_CAST(op)->ob_item[index])

/* Fills a slot of a new list: takes the caller's reference, and does not
 * release what was there. */
static inline void
PyList_SET_ITEM(PyObject *op, Py_ssize_t index, PyObject *value)
{
    _PyList_CAST(op)->ob_item[index] = value;
}

#define PyList_SET_ITEM(op, index, value)                                     \
    PyList_SET_ITEM((PyObject *)(op), index, (PyObject *)(value))

#endif
