/* work.h -- what the workloads share, beside bench.h.
 *
 * A workload is a small program as one would write it against the interface:
 * it goes through methods, iterators and the abstract layer, not through the
 * shortest function for each step, and it checks its own answer.
 *
 *   W1  a run does the work `count` times; time is given per repetition
 *   W2  the answer is computed by the work and compared outside of it
 */
#ifndef HB_WORK_H
#define HB_WORK_H

#include "bench.h"

extern const struct row work_text_rows[];
extern const struct row work_list_rows[];
extern const struct row work_table_rows[];
extern const struct row work_object_rows[];

/* Ends the process unless the answer of a workload is this. */
void work_expect(const char *workload, long answer, long expected);

/* A module's attribute.  Owns: a new reference. */
PyObject *work_import(const char *module, const char *name);

/* The int that an object is, or the end of the process. */
long work_long(PyObject *number);

/* Calls a method that gives nothing back that is wanted. */
void work_method(PyObject *object, const char *name, PyObject *argument);

#endif
