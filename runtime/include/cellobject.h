/* cellobject.h -- a box for one reference: what closures share.
 *
 * Source: CPython 3.11, Include/cpython/cellobject.h, Objects/cellobject.c.
 */
#ifndef Py_CELLOBJECT_H
#define Py_CELLOBJECT_H

/*    PyCellObject: 24 bytes
 *   +----+---------+
 *   |  0 | ob_base |
 *   | 16 | ob_ref  |---> the object, owned; NULL: the cell is empty
 *   +----+---------+
 */
typedef struct {
    PyObject_HEAD
    PyObject *ob_ref; /* NULL when the cell is empty */
} PyCellObject;

extern PyTypeObject PyCell_Type;

/* Whether op is of this type, which has no subclasses.  Cannot fail. */
#define PyCell_Check(op) Py_IS_TYPE(op, &PyCell_Type)

/* New and Set take a new reference to their argument, which may be NULL; Get
 * gives a new one, or NULL without an exception when the cell is empty.  The
 * macros borrow and steal. */
PyAPI_FUNC(PyObject *) PyCell_New(PyObject *contents);
PyAPI_FUNC(PyObject *) PyCell_Get(PyObject *cell);
PyAPI_FUNC(int) PyCell_Set(PyObject *cell, PyObject *contents);

/* Unchecked.  GET borrows the contents, NULL for an empty cell; SET takes the
 * caller's reference and does not release what was there. */
#define PyCell_GET(op)    (((PyCellObject *)(op))->ob_ref)
#define PyCell_SET(op, v) ((void)(((PyCellObject *)(op))->ob_ref = (v)))

#endif
