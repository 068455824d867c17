/* sliceobject.h -- slices, and the one Ellipsis.
 *
 * A slice holds three arbitrary objects, None for what was left out.  To use
 * one: PySlice_Unpack, then PySlice_AdjustIndices with the length as it is
 * after unpacking (an __index__ method may have changed the sequence).
 *
 * Owns:   results are new references; arguments are borrowed (O3).
 * Source: CPython 3.11, Include/sliceobject.h, Objects/sliceobject.c.
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

/* Whether op is of this type, which has no subclasses.  Cannot fail. */
#define PySlice_Check(op) Py_IS_TYPE(op, &PySlice_Type)

/* NULL stands for None; takes new references. */
PyAPI_FUNC(PyObject *)
    PySlice_New(PyObject *start, PyObject *stop, PyObject *step);

/* The three parts as numbers, huge ones clipped; step is never 0 and never
 * below -PY_SSIZE_T_MAX.  Fails: -1 with TypeError or ValueError. */
PyAPI_FUNC(int) PySlice_Unpack(PyObject *slice, Py_ssize_t *start,
                               Py_ssize_t *stop, Py_ssize_t *step);

/* Clips start and stop to a sequence of `length` items; the result is the
 * number of items in the slice.  Cannot fail. */
PyAPI_FUNC(Py_ssize_t)
    PySlice_AdjustIndices(Py_ssize_t length, Py_ssize_t *start,
                          Py_ssize_t *stop, Py_ssize_t step);

/* Unpack and clip in one step.  The first is an old form that refuses indices
 * beyond length: -1, without an exception for those. */
PyAPI_FUNC(int)
    PySlice_GetIndices(PyObject *slice, Py_ssize_t length, Py_ssize_t *start,
                       Py_ssize_t *stop, Py_ssize_t *step);
/* The second stores the number of items as well; -1 with an exception. */
PyAPI_FUNC(int)
    PySlice_GetIndicesEx(PyObject *slice, Py_ssize_t length, Py_ssize_t *start,
                         Py_ssize_t *stop, Py_ssize_t *step,
                         Py_ssize_t *slicelength);

#define PySlice_GetIndicesEx(slice, length, start, stop, step, slicelen)      \
    (PySlice_Unpack((slice), (start), (stop), (step)) < 0                     \
         ? ((*(slicelen) = 0), -1)                                            \
         : ((*(slicelen) =                                                    \
                 PySlice_AdjustIndices((length), (start), (stop), *(step))),  \
            0))

/* slice(start, stop) of two numbers, new; the parts as int objects for a
 * length that is one, three new references. */
PyAPI_FUNC(PyObject *) _PySlice_FromIndices(Py_ssize_t start, Py_ssize_t stop);
PyAPI_FUNC(int) _PySlice_GetLongIndices(PySliceObject *slice, PyObject *length,
                                        PyObject **start, PyObject **stop,
                                        PyObject **step);

#endif
