/* pycore_runtime.h -- how far the runtime has come up.
 *
 * CPython keeps here what all its interpreters share.  There is one
 * interpreter, whose state has a header of its own; what is left is what
 * extension modules ask for.
 */
#ifndef Py_INTERNAL_RUNTIME_H
#define Py_INTERNAL_RUNTIME_H

#include "Python.h"
#include "internal/pycore_global_strings.h"

typedef struct pyruntimestate {
    int preinitialized;
    int core_initialized;
    int initialized;
    PyThreadState *_finalizing; /* who ends the program; NULL before */
    unsigned long main_thread;

    struct pyinterpreters {
        PyInterpreterState *head;
        PyInterpreterState *main;
    } interpreters;
} _PyRuntimeState;

PyAPI_DATA(_PyRuntimeState) _PyRuntime;

static inline PyThreadState *
_PyRuntimeState_GetFinalizing(_PyRuntimeState *runtime)
{
    return runtime->_finalizing;
}

#endif
