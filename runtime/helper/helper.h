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

/* As hb_keep, for a call that `what` describes; for NULL, one that may fail:
 * NULL and the exception pass through.  Stands in functions that programs
 * call: the pool notes who has called them. */
#ifdef __wasm__
#define hb_keep_as(owned, what) Hb_PoolKeep((owned), (what), NULL)
#else
#define hb_keep_as(owned, what)                                               \
    Hb_PoolKeep((owned), (what), __builtin_return_address(0))
#endif
PyObject *Hb_PoolKeep(PyObject *owned, const char *what, const void *caller);

/* What hb_lit gives, as a new reference. */
PyObject *Hb_Literal(const char *display);

/* References that the pool holds to an object. */
Py_ssize_t Hb_PoolCount(PyObject *object);

/* Gives back all references of the pool.  A checker of exercises calls it too,
 * between a scenario and the look at its heap: it is told how many of them an
 * answer had left here, in place of giving them back. */
size_t Hb_PoolEmpty(void);

#endif
