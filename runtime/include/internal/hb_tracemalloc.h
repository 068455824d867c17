/* hb_tracemalloc.h -- what the files of module tracemalloc share.
 *
 * A traceback is one frame, a line of the example: C has no other.  Where the
 * line is not known the frame is "<unknown>":0, as in CPython for memory that
 * was taken without a Python frame.
 */
#ifndef Py_INTERNAL_HB_TRACEMALLOC_H
#define Py_INTERNAL_HB_TRACEMALLOC_H

#include "Python.h"

extern PyTypeObject Hb_Frame_Type;
extern PyTypeObject Hb_Traceback_Type;
extern PyTypeObject Hb_Statistic_Type;
extern PyTypeObject Hb_StatisticDiff_Type;
extern PyTypeObject Hb_Snapshot_Type;

/* Sum of the blocks of one place. */
struct Hb_Place {
    int line; /* 0: unknown, or not told apart */
    Py_ssize_t size;
    Py_ssize_t count;
};

PyObject *Hb_TracebackNew(int line);
/* A Statistic, or a StatisticDiff when old is given. */
PyObject *Hb_StatisticNew(const struct Hb_Place *now,
                          const struct Hb_Place *old);
PyObject *Hb_SnapshotNew(void);

#endif
