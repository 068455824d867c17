/* sliceobject.h -- slices, and the one Ellipsis.
 *
 * A slice holds three arbitrary objects, None for what was left out.  To use
 * one: PySlice_Unpack, then PySlice_AdjustIndices with the length as it is
 * after unpacking (an __index__ method may have changed the sequence).
 */
#ifndef Py_SLICEOBJECT_H
#define Py_SLICEOBJECT_H

extern PyObject _Py_EllipsisObject;

#define Py_Ellipsis (&_Py_EllipsisObject)

/*    PySliceObject: 40 bytes
 *   +----+---------+
 *   |  0 | ob_base |
 *   | 16 | start   |---> an object, owned; None when left out
 *   | 24 | stop    |
 *   | 32 | step    |
 *   +----+---------+
 */
typedef struct {
    PyObject_HEAD
    PyObject *start, *stop, *step; /* never NULL */
} PySliceObject;

extern PyTypeObject PySlice_Type;
extern PyTypeObject PyEllipsis_Type;

#define PySlice_Check(op) Py_IS_TYPE(op, &PySlice_Type)

/* NULL stands for None; takes new references. */
PyObject *PySlice_New(PyObject *start, PyObject *stop, PyObject *step);

/* The three parts as numbers, huge ones clipped; step is never 0 and never
 * below -PY_SSIZE_T_MAX.  Fails: -1 with TypeError or ValueError. */
int PySlice_Unpack(PyObject *slice, Py_ssize_t *start, Py_ssize_t *stop,
                   Py_ssize_t *step);

/* Clips start and stop to a sequence of `length` items; the result is the
 * number of items in the slice.  Cannot fail. */
Py_ssize_t PySlice_AdjustIndices(Py_ssize_t length, Py_ssize_t *start,
                                 Py_ssize_t *stop, Py_ssize_t step);

int PySlice_GetIndices(PyObject *slice, Py_ssize_t length, Py_ssize_t *start,
                       Py_ssize_t *stop, Py_ssize_t *step);
int PySlice_GetIndicesEx(PyObject *slice, Py_ssize_t length, Py_ssize_t *start,
                         Py_ssize_t *stop, Py_ssize_t *step,
                         Py_ssize_t *slicelength);

#define PySlice_GetIndicesEx(slice, length, start, stop, step, slicelen)      \
    (PySlice_Unpack((slice), (start), (stop), (step)) < 0                     \
         ? ((*(slicelen) = 0), -1)                                            \
         : ((*(slicelen) =                                                    \
                 PySlice_AdjustIndices((length), (start), (stop), *(step))),  \
            0))

PyObject *_PySlice_FromIndices(Py_ssize_t start, Py_ssize_t stop);
int _PySlice_GetLongIndices(PySliceObject *slice, PyObject *length,
                            PyObject **start, PyObject **stop,
                            PyObject **step);

#endif
