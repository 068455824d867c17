/* cellobject.h -- a box for one reference: what closures share. */
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

#define PyCell_Check(op) Py_IS_TYPE(op, &PyCell_Type)

/* New and Set take a new reference to their argument, which may be NULL; Get
 * gives a new one, or NULL without an exception when the cell is empty.  The
 * macros borrow and steal. */
PyObject *PyCell_New(PyObject *contents);
PyObject *PyCell_Get(PyObject *cell);
int PyCell_Set(PyObject *cell, PyObject *contents);

#define PyCell_GET(op)    (((PyCellObject *)(op))->ob_ref)
#define PyCell_SET(op, v) ((void)(((PyCellObject *)(op))->ob_ref = (v)))

#endif
