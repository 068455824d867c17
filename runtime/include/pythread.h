/* pythread.h -- locks.
 *
 * With one thread a lock is a flag.  Taking one that is taken fails, or, when
 * told to wait, ends the program: nobody could ever release it.
 *
 * Source: CPython 3.11, Include/pythread.h, Python/thread.c.
 */
#ifndef Py_PYTHREAD_H
#define Py_PYTHREAD_H

#include "pyport.h"

typedef void *PyThread_type_lock;

#define WAIT_LOCK   1
#define NOWAIT_LOCK 0

/* A number for this thread, never 0. */
PyAPI_FUNC(unsigned long) PyThread_get_thread_ident(void);

/* NULL without memory. */
PyAPI_FUNC(PyThread_type_lock) PyThread_allocate_lock(void);
PyAPI_FUNC(void) PyThread_free_lock(PyThread_type_lock lock);
/* 1 when the lock is taken now, 0 when it was taken before. */
PyAPI_FUNC(int) PyThread_acquire_lock(PyThread_type_lock lock, int waitflag);
PyAPI_FUNC(void) PyThread_release_lock(PyThread_type_lock lock);

/* A time in microseconds; negative to wait without end. */
#define PY_TIMEOUT_T   long long
#define PY_TIMEOUT_MAX 0x7fffffffffffffffLL

typedef enum PyLockStatus {
    PY_LOCK_FAILURE = 0,
    PY_LOCK_ACQUIRED = 1,
    PY_LOCK_INTR,
} PyLockStatus;

/* As PyThread_acquire_lock; with one thread the time does not matter, unless
 * it is negative: then a taken lock ends the program. */
PyAPI_FUNC(PyLockStatus)
    PyThread_acquire_lock_timed(PyThread_type_lock lock,
                                PY_TIMEOUT_T microseconds, int intr_flag);

/* The lock is there from the start: does nothing. */
PyAPI_FUNC(void) PyThread_init_thread(void);
/* The size of the stacks of new threads: 0 for the system's. */
PyAPI_FUNC(size_t) PyThread_get_stacksize(void);

/* A value that each thread has for itself. */
typedef struct _Py_tss_t {
    int _is_initialized;
    void *_value;
} Py_tss_t;

#define Py_tss_NEEDS_INIT                                                     \
    {                                                                         \
        0, NULL                                                               \
    }

/* NULL without memory; the caller frees it. */
PyAPI_FUNC(Py_tss_t *) PyThread_tss_alloc(void);
PyAPI_FUNC(void) PyThread_tss_free(Py_tss_t *key);
PyAPI_FUNC(int) PyThread_tss_is_created(Py_tss_t *key);
/* 0; does nothing when the key is made already. */
PyAPI_FUNC(int) PyThread_tss_create(Py_tss_t *key);
PyAPI_FUNC(void) PyThread_tss_delete(Py_tss_t *key);
PyAPI_FUNC(int) PyThread_tss_set(Py_tss_t *key, void *value);
/* NULL before the first set. */
PyAPI_FUNC(void *) PyThread_tss_get(Py_tss_t *key);

#endif
