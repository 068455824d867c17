/* pythread.h -- locks.
 *
 * With one thread a lock is a flag.  Taking one that is taken fails, or, when
 * told to wait, ends the program: nobody could ever release it.
 */
#ifndef Py_PYTHREAD_H
#define Py_PYTHREAD_H

#include "pyport.h"

typedef void *PyThread_type_lock;

#define WAIT_LOCK   1
#define NOWAIT_LOCK 0

PyAPI_FUNC(unsigned long) PyThread_get_thread_ident(void);

/* NULL without memory. */
PyAPI_FUNC(PyThread_type_lock) PyThread_allocate_lock(void);
PyAPI_FUNC(void) PyThread_free_lock(PyThread_type_lock lock);
/* 1 when the lock is taken now, 0 when it was taken before. */
PyAPI_FUNC(int) PyThread_acquire_lock(PyThread_type_lock lock, int waitflag);
PyAPI_FUNC(void) PyThread_release_lock(PyThread_type_lock lock);

#endif
