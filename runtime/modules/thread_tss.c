/* thread_tss.c -- values of a thread's own: with one thread, values.
 *
 * Source: CPython 3.11, Python/thread.c, thread_pthread.h.
 */
#include "Python.h"

int
PyThread_tss_is_created(Py_tss_t *key)
{
    return key->_is_initialized;
}

int
PyThread_tss_create(Py_tss_t *key)
{
    if (!key->_is_initialized) {
        key->_is_initialized = 1;
        key->_value = NULL;
    }
    return 0;
}

void
PyThread_tss_delete(Py_tss_t *key)
{
    key->_is_initialized = 0;
    key->_value = NULL;
}

int
PyThread_tss_set(Py_tss_t *key, void *value)
{
    key->_value = value;
    return 0;
}

void *
PyThread_tss_get(Py_tss_t *key)
{
    return key->_value;
}

Py_tss_t *
PyThread_tss_alloc(void)
{
    Py_tss_t *key = PyMem_RawMalloc(sizeof(*key));

    if (key != NULL) {
        *key = (Py_tss_t)Py_tss_NEEDS_INIT;
    }
    return key;
}

void
PyThread_tss_free(Py_tss_t *key)
{
    PyMem_RawFree(key);
}
