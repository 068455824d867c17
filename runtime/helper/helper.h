/* helper.h -- what the files of the helper share.
 *
 * Public C API only: the helper is compiled a second time against the real
 * CPython.  Memory of its own comes from malloc, so that no count of the
 * interpreter's memory sees it.
 */
#ifndef HB_HELPER_H
#define HB_HELPER_H

#include "heapbook.h"

/* Says why the program cannot go on, and ends it with 1. */
void hb_die(const char *format, ...)
    __attribute__((noreturn, format(printf, 1, 2)));

/* As hb_keep, for a call that `what` describes. */
PyObject *hb_keep_as(PyObject *owned, const char *what);

/* References that the pool holds to an object. */
Py_ssize_t hb_pool_holds(PyObject *object);

/* Gives back all references of the pool.  A checker of exercises calls it
 * too, between a scenario and the look at its heap. */
void hb_pool_empty(void);

#endif
