/* pylifecycle.c -- the order in which everything begins and ends.
 *
 * Two lives lie one in the other.  The runtime's: types, strings, modules.
 * The program's: from Py_Initialize… to Py_FinalizeEx.  Alone, both begin and
 * end together; in a host, the runtime has begun before the fork (host.c).
 *
 * The end leaves no block alive, which is how leaks are found: what is alive
 * then belongs to the program, or is a fault of the runtime.
 *
 * Source: CPython 3.11, Python/pylifecycle.c.
 */
#include "Python.h"
#include "internal/hb_exceptions.h"
#include "internal/hb_host.h"
#include "internal/hb_pathconfig.h"
#include "internal/hb_poison.h"
#include "internal/hb_quarantine.h"
#include "internal/hb_region.h"
#include "internal/hb_trace.h"
#include "internal/pycore_bytesobject.h"
#include "internal/pycore_context.h"
#include "internal/pycore_dict.h"
#include "internal/pycore_floatobject.h"
#include "internal/pycore_interp.h"
#include "internal/pycore_list.h"
#include "internal/pycore_long.h"
#include "internal/pycore_object.h"
#include "internal/pycore_pyerrors.h"
#include "internal/pycore_pyhash.h"
#include "internal/pycore_pylifecycle.h"
#include "internal/pycore_pymem.h"
#include "internal/pycore_runtime.h"
#include "internal/pycore_sliceobject.h"
#include "internal/pycore_tuple.h"
#include "internal/pycore_typeobject.h"
#include "internal/pycore_unicodeobject.h"

#include <stdlib.h>
#include <sys/random.h>

#define EXIT_FUNCS 32

static int program_runs;
static unsigned long started_seed;
static int seed_is_random;
static void (*exit_funcs[EXIT_FUNCS])(void);
static int exit_func_count;

/* ---- the hash seed ------------------------------------------------------ */

/* 1 with a seed that PYTHONHASHSEED names; 0 for a random one; -1 when it
 * names none. */
static int
environment_seed(unsigned long *seed)
{
    const char *text = getenv("PYTHONHASHSEED");
    char *end;

    if (!text || !*text || strcmp(text, "random") == 0) {
        return 0;
    }
    errno = 0;
    *seed = strtoul(text, &end, 10);
    return *end || errno || *seed > 4294967295UL ? -1 : 1;
}

static PyStatus
init_hash(const PyConfig *config)
{
    unsigned long seed = config->hash_seed;
    int use = config->use_hash_seed;

    if (use < 0) {
        use = config->use_environment ? environment_seed(&seed) : 0;
        if (use < 0) {
            return PyStatus_Error("PYTHONHASHSEED must be \"random\" or an "
                                  "integer in range [0; 4294967295]");
        }
    }
    seed_is_random = !use;
    started_seed = use ? seed : 0;
    Hb_HashSeed(started_seed);
    if (!use && getrandom(&_Py_HashSecret, sizeof(_Py_HashSecret), 0) < 0) {
        return PyStatus_Error("failed to get random numbers to initialize "
                              "Python");
    }
    return PyStatus_Ok();
}

/* ---- the runtime begins ------------------------------------------------- */

#define TRY(step)                                                             \
    do {                                                                      \
        PyStatus try_ = (step);                                               \
        if (PyStatus_Exception(try_)) {                                       \
            return try_;                                                      \
        }                                                                     \
    } while (0)

/* The status of a step that says -1 on failure. */
static PyStatus
step(int result, const char *message)
{
    return result < 0 ? PyStatus_Error(message) : PyStatus_Ok();
}

static PyStatus
init_types(PyInterpreterState *interp)
{
    TRY(_PyTuple_InitGlobalObjects(interp));
    _PyUnicode_InitGlobalObjects();
    TRY(_PyTypes_InitSlotDefs());
    TRY(_PyTypes_InitTypes(interp));
    TRY(step(_PyLong_InitTypes(), "can't initialize int type"));
    TRY(step(_PyFloat_InitTypes(), "can't initialize float"));
    TRY(step(_PyBytes_InitTypes(), "can't initialize bytes type"));
    TRY(step(_PyExc_InitTypes(interp), "failed to initialize an exception "
                                       "type"));
    TRY(step(_PyContext_Init(), "can't init context"));
    return step(_PyExc_InitState(interp), "failed to initialize MemoryError");
}

static PyStatus
init_main_module(void)
{
    PyObject *module = PyImport_AddModule("__main__");
    PyObject *builtins = PyImport_ImportModule("builtins");
    int status = -1;

    if (module && builtins) {
        status = PyDict_SetItemString(PyModule_GetDict(module), "__builtins__",
                                      builtins);
    }
    Py_XDECREF(builtins);
    return step(status, "can't create __main__ module");
}

static PyStatus
init_modules(PyInterpreterState *interp)
{
    PyObject *builtins, *sys = NULL;
    int status;

    TRY(step(_PyGC_Init(interp), "can't initialize the collector"));
    TRY(step(_PyImport_Init(interp), "can't make modules dictionary"));
    status = _PySys_Create(&Hb_ThreadState, &sys);
    Py_XDECREF(sys);
    TRY(step(status, "can't initialize sys"));
    builtins = _PyBuiltin_Init(interp);
    if (!builtins ||
        _PyImport_FixupBuiltin(builtins, "builtins", interp->modules) ||
        _PyBuiltins_AddExceptions(builtins)) {
        return PyStatus_Error("can't initialize builtins modules");
    }
    Py_DECREF(builtins);
    return init_main_module();
}

_PyRuntimeState _PyRuntime;

PyStatus
Hb_RuntimeStart(const PyConfig *config)
{
    PyInterpreterState *interp = &Hb_Interpreter;

    if (interp->initialized) {
        return PyStatus_Ok();
    }
    if (Hb_RegionInit()) {
        return PyStatus_NoMemory();
    }
    _PyThreadState_Init();
    interp->config = *config;
    interp->gc.enabled = 0;
    TRY(init_hash(config));
    TRY(init_types(interp));
    TRY(init_modules(interp));
    Hb_ClearFreeLists(); /* what lies there has no entry in the books */
    Hb_GCSettle(&interp->gc);
    interp->gc.enabled = 1;
    interp->initialized = 1;
    _PyRuntime = (_PyRuntimeState){
        .preinitialized = 1,
        .core_initialized = 1,
        .initialized = 1,
        .main_thread = Hb_ThreadState.thread_id,
        .interpreters = {interp, interp},
    };
    return PyStatus_Ok();
}

/* ---- the runtime ends --------------------------------------------------- */

/* Memory that waits for the next object of its kind. */
static void
clear_kept(PyInterpreterState *interp)
{
    _PySlice_Fini(interp);
    Hb_ClearFreeLists();
}

/* The last collection looks at everything that the runtime has made.  Where
 * nothing of the program's is alive, it would find one class in a cycle. */
static void
clear_interpreter(PyInterpreterState *interp)
{
    _PyThreadState_Fini();
    Py_CLEAR(interp->sysdict);
    Py_CLEAR(interp->builtins);
    _PyImport_Fini(interp);
    _PyGC_Fini(interp);
    PyType_ClearCache(); /* it holds names */
    clear_kept(interp);
    Hb_GCUnsettle(&interp->gc);
    if (Hb_ProgramLeavesNothing()) {
        Hb_ExceptionGroupApart();
        _PyExc_Fini(interp);
    }
    else {
        _PyExc_Fini(interp);
        _PyGC_CollectNoFail(&Hb_ThreadState);
    }
    clear_kept(interp);
}

static void
clear_types(PyInterpreterState *interp)
{
    _PySys_Fini(interp);
    _PyFloat_FiniType();
    _PyLong_FiniTypes();
    _PyTypes_Fini(interp);
    _PyTypes_FiniTypes(interp);
    _PyUnicode_ClearInterned();
    Hb_ClearFreeLists();
    _PyDict_Fini(interp);
    _PyList_Fini(interp);
    _PyTuple_Fini(interp);
    _PyFloat_Fini();
    _PyUnicode_Fini();
}

/* Ends the runtime; what was made after `mark` and is alive is a leak. */
static void
end_runtime(uint64_t mark)
{
    PyInterpreterState *interp = &Hb_Interpreter;

    clear_interpreter(interp);
    Hb_QuarantineRest();
    if (Hb_Tracing) {
        Hb_LeakDescribe(mark);
        _PyThreadState_Fini(); /* repr notes there what it is in */
    }
    clear_types(interp);
    if (Hb_Tracing) {
        Hb_LeakReport();
    }
    Hb_HeapCheckPoison();
    Hb_ArenasCheckPoison();
    _PyThreadState_Init();
    Hb_ThreadState._initialized = 0;
    _PyRuntime = (_PyRuntimeState){.preinitialized = 1};
}

/* ---- the program -------------------------------------------------------- */

int
Py_IsInitialized(void)
{
    return program_runs;
}

int
_Py_IsFinalizing(void)
{
    return Hb_Interpreter.finalizing;
}

/* Whether the runtime that has begun is one that the config asks for. */
static int
seed_fits(const PyConfig *config)
{
    return config->use_hash_seed != 1 ||
           (!seed_is_random && config->hash_seed == started_seed);
}

PyStatus
Py_InitializeFromConfig(const PyConfig *config)
{
    PyInterpreterState *interp = &Hb_Interpreter;

    if (program_runs) {
        return PyStatus_Ok();
    }
    if (interp->initialized && !seed_fits(config)) {
        _PyImport_Cleanup(&Hb_ThreadState);
        end_runtime(Hb_TraceMark());
    }
    TRY(Hb_AllocatorsChoose(PYMEM_ALLOCATOR_NOT_SET,
                            config->use_environment && !config->isolated));
    TRY(Hb_RuntimeStart(config));
    interp->config = *config;
    Hb_ProgramBegin();
    program_runs = 1;
    TRY(step(Hb_PathConfigRead(config), "can't set sys.argv"));
    if (config->tracemalloc > 0) {
        Hb_TraceCount(1);
    }
    return PyStatus_Ok();
}

void
Py_InitializeEx(int install_sigs)
{
    PyConfig config;
    PyStatus status;

    PyConfig_InitPythonConfig(&config);
    config.install_signal_handlers = install_sigs;
    status = Py_InitializeFromConfig(&config);
    if (PyStatus_Exception(status)) {
        Py_ExitStatusException(status);
    }
}

void
Py_Initialize(void)
{
    Py_InitializeEx(1);
}

/* -1 when what was printed could not be written. */
static int
flush_stream(const char *name)
{
    PyObject *file = PySys_GetObject(name);
    PyObject *result;

    if (!file || file == Py_None) {
        return 0;
    }
    result = PyObject_CallMethod(file, "flush", NULL);
    if (!result) {
        PyErr_Clear();
        return -1;
    }
    Py_DECREF(result);
    return 0;
}

static int
flush_std_files(void)
{
    int status = flush_stream("stdout");

    flush_stream("stderr");
    return fflush(stdout) ? -1 : status;
}

int
Py_FinalizeEx(void)
{
    PyThreadState *tstate = &Hb_ThreadState;
    int status;

    if (!program_runs) {
        return 0;
    }
    if (Py_MakePendingCalls()) {
        PyErr_Clear();
    }
    _PyAtExit_Call(tstate->interp);
    status = flush_std_files();
    tstate->interp->finalizing = 1;
    _PyRuntime._finalizing = tstate;
    program_runs = 0;
    PyGC_Collect();
    _PyImport_Cleanup(tstate);
    fflush(stdout);
    _PyTraceMalloc_Fini();
    end_runtime(Hb_ProgramMark());
    _Py_CallExitFuncs();
    Hb_ProgramEnd();
    return status;
}

void
Py_Finalize(void)
{
    Py_FinalizeEx();
}

/* ---- leaving the process ------------------------------------------------ */

int
Py_AtExit(void (*func)(void))
{
    if (exit_func_count == EXIT_FUNCS) {
        return -1;
    }
    exit_funcs[exit_func_count++] = func;
    return 0;
}

void
_Py_CallExitFuncs(void)
{
    while (exit_func_count > 0) {
        exit_funcs[--exit_func_count]();
    }
    fflush(stdout);
    fflush(stderr);
}

void
Py_Exit(int status)
{
    if (Py_FinalizeEx() < 0) {
        status = 120;
    }
    exit(status);
}

void
_Py_FatalErrorFunc(const char *func, const char *message)
{
    fflush(stdout);
    fprintf(stderr, "Fatal Python error: %s%s%s\n", func ? func : "",
            func ? ": " : "", message);
    fprintf(stderr, "Python runtime state: %s\n",
            Hb_Interpreter.finalizing    ? "finalizing"
            : Hb_Interpreter.initialized ? "initialized"
                                         : "preinitialized");
    fflush(stderr);
    abort();
}

#undef Py_FatalError

void
Py_FatalError(const char *message)
{
    _Py_FatalErrorFunc(NULL, message);
}

/* ---- what this is ------------------------------------------------------- */

const unsigned long Py_Version = PY_VERSION_HEX;

const char *
Py_GetVersion(void)
{
    return PY_VERSION " (heapbook) [C model]";
}

const char *
Py_GetPlatform(void)
{
    return "linux";
}

const char *
Py_GetCopyright(void)
{
    return "The Heapbook authors; a model, not CPython.";
}

const char *
Py_GetCompiler(void)
{
    return "[C]";
}

const char *
Py_GetBuildInfo(void)
{
    return "heapbook";
}
