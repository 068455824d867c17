/* pystate.c -- the thread, the interpreter, and locks that nobody else wants.
 *
 * There is one thread.  What would wait for another returns at once, and the
 * interpreter's lock is a note of whether the thread has it; a lock
 * that is taken twice could only wait for ever, and ends the program instead.
 */
#include "Python.h"
#include "internal/pycore_ceval.h"
#include "internal/pycore_gc.h"
#include "internal/pycore_pystate.h"

PyInterpreterState Hb_Interpreter;
PyThreadState Hb_ThreadState;

/* The thread has given the lock away: nobody takes it, but asking shows it. */
static int lock_is_free;

void
_PyThreadState_Init(void)
{
    PyThreadState *tstate = &Hb_ThreadState;

    memset(&Hb_Interpreter, 0, sizeof(Hb_Interpreter));
    _PyGC_InitState(&Hb_Interpreter.gc);
    memset(tstate, 0, sizeof(*tstate));
    lock_is_free = 0;
    tstate->interp = &Hb_Interpreter;
    tstate->_initialized = 1;
    tstate->_static = 1;
    tstate->recursion_limit = Py_DEFAULT_RECURSION_LIMIT;
    tstate->recursion_remaining = Py_DEFAULT_RECURSION_LIMIT;
    tstate->exc_info = &tstate->exc_state;
    tstate->gilstate_counter = 1;
    tstate->thread_id = PyThread_get_thread_ident();
    tstate->id = 1;
}

void
_PyThreadState_Fini(void)
{
    PyThreadState *tstate = &Hb_ThreadState;

    Py_CLEAR(tstate->dict);
    Py_CLEAR(tstate->async_exc);
    Py_CLEAR(tstate->context);
    Py_CLEAR(tstate->curexc_type);
    Py_CLEAR(tstate->curexc_value);
    Py_CLEAR(tstate->curexc_traceback);
    Py_CLEAR(tstate->exc_state.exc_value);
    Py_CLEAR(Hb_Interpreter.dict);
    Py_CLEAR(Hb_Interpreter.audit_hooks);
    Py_CLEAR(Hb_Interpreter.codec_error_registry);
}

PyThreadState *
PyThreadState_Get(void)
{
    if (_PyThreadState_UncheckedGet() == NULL) {
        Py_FatalError("the function must be called with the GIL held, but "
                      "the GIL is released (the current Python thread state "
                      "is NULL)");
    }
    return &Hb_ThreadState;
}

PyThreadState *
_PyThreadState_UncheckedGet(void)
{
    return Hb_ThreadState._initialized && !lock_is_free ? &Hb_ThreadState
                                                        : NULL;
}

static PyObject *
dict_of(PyObject **place)
{
    if (!*place) {
        *place = PyDict_New();
        if (!*place) {
            PyErr_Clear();
        }
    }
    return *place;
}

PyObject *
PyThreadState_GetDict(void)
{
    return dict_of(&Hb_ThreadState.dict);
}

PyInterpreterState *
PyThreadState_GetInterpreter(PyThreadState *tstate)
{
    return tstate->interp;
}

PyFrameObject *
PyThreadState_GetFrame(PyThreadState *Py_UNUSED(tstate))
{
    return NULL;
}

uint64_t
PyThreadState_GetID(PyThreadState *tstate)
{
    return tstate->id;
}

PyInterpreterState *
PyInterpreterState_Get(void)
{
    return &Hb_Interpreter;
}

PyInterpreterState *
PyInterpreterState_Main(void)
{
    return &Hb_Interpreter;
}

PyObject *
PyInterpreterState_GetDict(PyInterpreterState *interp)
{
    return dict_of(&interp->dict);
}

int64_t
PyInterpreterState_GetID(PyInterpreterState *Py_UNUSED(interp))
{
    return 0;
}

/* ---- the lock of the interpreter ---------------------------------------- */

/* What PyEval_SaveThread and its like do. */
static PyThreadState *
give_lock(void)
{
    PyThreadState *tstate = lock_is_free ? NULL : &Hb_ThreadState;

    lock_is_free = 1;
    return tstate;
}

PyThreadState *
PyThreadState_Swap(PyThreadState *tstate)
{
    PyThreadState *before = give_lock();

    lock_is_free = tstate == NULL;
    return before;
}

PyGILState_STATE
PyGILState_Ensure(void)
{
    PyGILState_STATE before =
        lock_is_free ? PyGILState_UNLOCKED : PyGILState_LOCKED;

    lock_is_free = 0;
    Hb_ThreadState.gilstate_counter++;
    return before;
}

void
PyGILState_Release(PyGILState_STATE state)
{
    Hb_ThreadState.gilstate_counter--;
    lock_is_free = state == PyGILState_UNLOCKED;
}

PyThreadState *
PyGILState_GetThisThreadState(void)
{
    return Hb_ThreadState._initialized ? &Hb_ThreadState : NULL;
}

int
PyGILState_Check(void)
{
    return !lock_is_free;
}

PyThreadState *
PyEval_SaveThread(void)
{
    return give_lock();
}

void
PyEval_RestoreThread(PyThreadState *Py_UNUSED(tstate))
{
    lock_is_free = 0;
}

void
PyEval_AcquireThread(PyThreadState *Py_UNUSED(tstate))
{
    lock_is_free = 0;
}

void
PyEval_ReleaseThread(PyThreadState *Py_UNUSED(tstate))
{
    lock_is_free = 1;
}

int
PyEval_ThreadsInitialized(void)
{
    return 1;
}

void
PyEval_InitThreads(void)
{
}

/* ---- locks of programs -------------------------------------------------- */

unsigned long
PyThread_get_thread_ident(void)
{
    return 1;
}

void
PyThread_init_thread(void)
{
}

size_t
PyThread_get_stacksize(void)
{
    return 0;
}

PyThread_type_lock
PyThread_allocate_lock(void)
{
    return PyMem_RawCalloc(1, sizeof(int));
}

void
PyThread_free_lock(PyThread_type_lock lock)
{
    PyMem_RawFree(lock);
}

int
PyThread_acquire_lock(PyThread_type_lock lock, int waitflag)
{
    int *taken = lock;

    if (*taken && waitflag) {
        Py_FatalError("deadlock: the only thread waits for its own lock");
    }
    if (*taken) {
        return 0;
    }
    *taken = 1;
    return 1;
}

/* Nobody else can release it, so that waiting shows nothing. */
PyLockStatus
PyThread_acquire_lock_timed(PyThread_type_lock lock, PY_TIMEOUT_T microseconds,
                            int Py_UNUSED(intr_flag))
{
    return PyThread_acquire_lock(lock, microseconds < 0) ? PY_LOCK_ACQUIRED
                                                         : PY_LOCK_FAILURE;
}

void
PyThread_release_lock(PyThread_type_lock lock)
{
    *(int *)lock = 0;
}

/* ---- the flags of the command line -------------------------------------- */

int Py_DebugFlag;
int Py_VerboseFlag;
int Py_QuietFlag;
int Py_InteractiveFlag;
int Py_InspectFlag;
int Py_OptimizeFlag;
int Py_NoSiteFlag;
int Py_BytesWarningFlag;
int Py_FrozenFlag;
int Py_IgnoreEnvironmentFlag;
int Py_DontWriteBytecodeFlag;
int Py_NoUserSiteDirectory;
int Py_UnbufferedStdioFlag;
int Py_HashRandomizationFlag;
int Py_IsolatedFlag;
