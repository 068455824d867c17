/* pystate.h -- the thread state and the interpreter state.
 *
 * There is one of each, in static memory; functions that would switch
 * between several are the identity.
 *
 * Owns:   states are static and live for ever; dicts and modules that are
 *         asked for are borrowed.
 * Source: CPython 3.11, Include/cpython/pystate.h, Python/pystate.c.
 */
#ifndef Py_PYSTATE_H
#define Py_PYSTATE_H

#include "object.h"
#include "moduleobject.h"
#include "pyframe.h"
#include "initconfig.h"

#include <stdint.h>

typedef int (*Py_tracefunc)(PyObject *, PyFrameObject *, int, PyObject *);

#define PyTrace_CALL        0
#define PyTrace_EXCEPTION   1
#define PyTrace_LINE        2
#define PyTrace_RETURN      3
#define PyTrace_C_CALL      4
#define PyTrace_C_EXCEPTION 5
#define PyTrace_C_RETURN    6
#define PyTrace_OPCODE      7

/* An exception that is being handled: what sys.exception() would say. */
typedef struct _err_stackitem {
    PyObject *exc_value; /* counted; NULL or None for none */
    struct _err_stackitem *previous_item;
} _PyErr_StackItem;

struct _PyCFrame;

/* The fields lie as in CPython up to `id`. */
struct _ts {
    PyThreadState *prev;
    PyThreadState *next;
    PyInterpreterState *interp;
    int _initialized;
    int _static;
    int recursion_remaining;
    int recursion_limit;
    int recursion_headroom; /* > 0 while RecursionError itself is made */
    int tracing;
    int tracing_what;
    struct _PyCFrame *cframe;
    Py_tracefunc c_profilefunc;
    Py_tracefunc c_tracefunc;
    PyObject *c_profileobj;
    PyObject *c_traceobj;
    PyObject *curexc_type; /* the exception being raised: three counted */
    PyObject *curexc_value;
    PyObject *curexc_traceback;
    _PyErr_StackItem *exc_info; /* never NULL */
    PyObject *dict;             /* PyThreadState_GetDict, made when asked */
    int gilstate_counter;
    PyObject *async_exc;
    unsigned long thread_id;
    unsigned long native_thread_id;
    int trash_delete_nesting;
    PyObject *trash_delete_later; /* linked through the collector's heads */
    void (*on_delete)(void *);
    void *on_delete_data;
    int coroutine_origin_tracking_depth;
    PyObject *async_gen_firstiter;
    PyObject *async_gen_finalizer;
    PyObject *context;
    uint64_t context_ver;
    uint64_t id;
    _PyErr_StackItem exc_state;
};

/* The one state, borrowed, never NULL; Swap gives it back too. */
PyAPI_FUNC(PyThreadState *) PyThreadState_Get(void);
#define PyThreadState_GET() PyThreadState_Get()
PyAPI_FUNC(PyThreadState *) _PyThreadState_UncheckedGet(void);
PyAPI_FUNC(PyThreadState *) PyThreadState_Swap(PyThreadState *tstate);
/* A dict for extension modules to keep things in; borrowed. */
PyAPI_FUNC(PyObject *) PyThreadState_GetDict(void);
PyAPI_FUNC(PyInterpreterState *)
    PyThreadState_GetInterpreter(PyThreadState *tstate);
/* NULL: no frame is running. */
PyAPI_FUNC(PyFrameObject *) PyThreadState_GetFrame(PyThreadState *tstate);
PyAPI_FUNC(uint64_t) PyThreadState_GetID(PyThreadState *tstate);

/* The one interpreter; its dict is borrowed, its number is 0. */
PyAPI_FUNC(PyInterpreterState *) PyInterpreterState_Get(void);
PyAPI_FUNC(PyInterpreterState *) PyInterpreterState_Main(void);
#define _PyInterpreterState_Get PyInterpreterState_Get
PyAPI_FUNC(PyObject *) PyInterpreterState_GetDict(PyInterpreterState *interp);
PyAPI_FUNC(int64_t) PyInterpreterState_GetID(PyInterpreterState *interp);

/* The module that was added for a def; borrowed, NULL without an exception
 * if there is none. */
PyAPI_FUNC(PyObject *) PyState_FindModule(PyModuleDef *def);
PyAPI_FUNC(int) PyState_AddModule(PyObject *module, PyModuleDef *def);
PyAPI_FUNC(int) PyState_RemoveModule(PyModuleDef *def);

typedef enum { PyGILState_LOCKED, PyGILState_UNLOCKED } PyGILState_STATE;

/* Nobody else wants the lock: Ensure says whether this thread had it, Check
 * whether it has. */
PyAPI_FUNC(PyGILState_STATE) PyGILState_Ensure(void);
PyAPI_FUNC(void) PyGILState_Release(PyGILState_STATE state);
PyAPI_FUNC(PyThreadState *) PyGILState_GetThisThreadState(void);
PyAPI_FUNC(int) PyGILState_Check(void);

#endif
