/* lifecycle_test.c -- starting, ending, starting again; nothing stays. */
#define PY_SSIZE_T_CLEAN
#include <Python.h>

#include "heapbook/host.h"
#include "internal/hb_host.h"
#include "internal/hb_region.h"
#include "tap.h"

#include <sys/wait.h>
#include <unistd.h>

/* ---- helpers -------------------------------------------------------------
 */

static int
count(uintptr_t Py_UNUSED(address), size_t Py_UNUSED(size), void *arg)
{
    ++*(int *)arg;
    return 0;
}

static int
live_blocks(void)
{
    int n = 0;

    Hb_LiveEach(count, &n);
    return n;
}

static PyObject *
nothing(PyObject *Py_UNUSED(self), PyObject *Py_UNUSED(args))
{
    Py_RETURN_NONE;
}

static PyMethodDef method_def = {"method", nothing, METH_NOARGS, NULL};

/* Objects of many kinds, all of them dropped, some in cycles. */
static void
make_things(void)
{
    PyObject *list = PyList_New(0);
    PyObject *dict = PyDict_New();
    PyObject *text = PyUnicode_FromFormat("%s %d", "text", 42);
    PyObject *type =
        PyObject_CallFunction((PyObject *)&PyType_Type, "s(){}", "Thing");
    PyObject *method = PyDescr_NewMethod((PyTypeObject *)type, &method_def);
    PyObject *thing, *number = PyFloat_FromDouble(0.5);

    PyObject_SetAttrString(type, "method", method);
    thing = PyObject_CallNoArgs(type);
    PyObject_SetAttrString(thing, "me", thing);
    PyObject_SetAttrString(thing, "list", list);
    PyList_Append(list, text);
    PyList_Append(list, list);
    PyDict_SetItem(dict, text, number);
    PyDict_SetItemString(dict, "dict", dict);
    PyErr_SetObject(PyExc_ValueError, text);
    PyErr_Clear();
    Py_DECREF(list);
    Py_DECREF(dict);
    Py_DECREF(text);
    Py_DECREF(type);
    Py_DECREF(method);
    Py_DECREF(thing);
    Py_DECREF(number);
}

static void
import_all(void)
{
    static const char *const names[] = {
        "gc",   "sys",         "weakref",     "copy",   "array",
        "time", "tracemalloc", "collections", "atexit", "functools"};
    size_t i;

    for (i = 0; i < Py_ARRAY_LENGTH(names); i++) {
        PyObject *module = PyImport_ImportModule(names[i]);

        if (!module) {
            PyErr_Clear();
        }
        Py_XDECREF(module);
    }
}

/* ---- alone -----------------------------------------------------------------
 */

static void
test_empty_life(void)
{
    ok(!Py_IsInitialized(), "nothing runs before the beginning");
    Py_Initialize();
    ok(Py_IsInitialized(), "a program has begun");
    ok(live_blocks() > 100, "the runtime takes memory");
    is_int(Py_FinalizeEx(), 0, "and ends well");
    ok(!Py_IsInitialized(), "nothing runs after the end");
    is_int(live_blocks(), 0, "no block is left");
    is_int(Py_FinalizeEx(), 0, "ending twice does nothing");
}

static void
test_lives(void)
{
    int i;

    for (i = 1; i <= 3; i++) {
        Py_Initialize();
        make_things();
        import_all();
        Py_FinalizeEx();
        is_int(live_blocks(), 0, "life %d: no block is left", i);
    }
}

static void
test_seed(void)
{
    PyObject *text;
    PyConfig config;
    int i;

    for (i = 0; i < 2; i++) {
        PyConfig_InitIsolatedConfig(&config);
        config.use_hash_seed = 1;
        config.hash_seed = (unsigned long)i;
        ok(!PyStatus_Exception(Py_InitializeFromConfig(&config)),
           "seed %d is taken", i);
        PyConfig_Clear(&config);
        text = PyUnicode_FromString("a");
        ok((PyObject_Hash(text) == 4644417185603328019) == (i == 0),
           "the hash of 'a' is that of seed 0 for seed 0 only");
        Py_DECREF(text);
        Py_FinalizeEx();
    }
}

static int exit_calls[4], exit_count;

static void
first_exit(void)
{
    exit_calls[exit_count++] = 1;
}

static void
second_exit(void)
{
    exit_calls[exit_count++] = 2;
}

static void
test_exit_functions(void)
{
    Py_Initialize();
    Py_AtExit(first_exit);
    Py_AtExit(second_exit);
    Py_FinalizeEx();
    is_int(exit_count, 2, "exit functions are called");
    is_int(exit_calls[0], 2, "the last added first");
    Py_Initialize();
    Py_FinalizeEx();
    is_int(exit_count, 2, "and once");
}

/* A static type of the program's. */
static PyTypeObject own_type = {
    PyVarObject_HEAD_INIT(NULL, 0).tp_name = "test.Own",
    .tp_basicsize = sizeof(PyObject), .tp_flags = Py_TPFLAGS_DEFAULT,
    .tp_new = PyType_GenericNew};

static void
test_static_types(void)
{
    int i;

    for (i = 0; i < 2; i++) {
        PyObject *own;

        Py_Initialize();
        is_int(PyType_Ready(&own_type), 0, "a static type is readied");
        own = PyObject_CallNoArgs((PyObject *)&own_type);
        ok(own && Py_TYPE(own) == &own_type, "and has instances");
        Py_XDECREF(own);
        Py_FinalizeEx();
        is_int(live_blocks(), 0, "and leaves nothing");
    }
}

/* ---- in a host
 * -------------------------------------------------------------- */

/* Runs a program in a child; the records it wrote, in a static buffer. */
static const char *
run_hosted(void (*program)(void))
{
    static char text[4000];
    FILE *records = tmpfile();
    pid_t child;
    size_t size;
    int status;

    fflush(stdout);
    child = fork();
    if (child == 0) {
        Hb_HostRecords(records);
        Py_Initialize();
        program();
        Py_FinalizeEx();
        _exit(live_blocks() > 100);
    }
    waitpid(child, &status, 0);
    ok(WIFEXITED(status) && WEXITSTATUS(status) == 0, "the program ends");
    rewind(records);
    size = fread(text, 1, sizeof(text) - 1, records);
    text[size] = '\0';
    fclose(records);
    return text;
}

/* The blocks that a hosted program leaves. */
static int
hosted_blocks(void (*program)(void))
{
    pid_t child;
    int status;

    fflush(stdout);
    child = fork();
    if (child == 0) {
        Py_Initialize();
        program();
        Py_FinalizeEx();
        _exit(Py_MIN(live_blocks(), 255));
    }
    waitpid(child, &status, 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

static void
do_nothing(void)
{
}

static void
look_names_up(void)
{
    PyObject *list = PyList_New(0);

    Py_XDECREF(PyObject_GetAttrString(list, "append"));
    Py_XDECREF(PyObject_GetAttrString(list, "no_such_name"));
    PyErr_Clear();
    Py_DECREF(list);
}

static void
raise_a_group(void)
{
    PyObject *name = PyUnicode_FromString("ExceptionGroup");
    PyObject *type = PyDict_GetItem(PyEval_GetBuiltins(), name);
    PyObject *group =
        PyObject_CallFunction(type, "s[O]", "two", PyExc_ValueError);

    PyErr_Clear();
    Py_XDECREF(group);
    Py_DECREF(name);
}

/* What the runtime has made holds itself. */
static void
tie_builtins(void)
{
    PyObject *builtins = PyEval_GetBuiltins();

    PyDict_SetItemString(builtins, "me", builtins);
    PyList_Append(PySys_GetObject("path"), PySys_GetObject("path"));
}

static void
leak_a_list(void)
{
    PyObject *list = Py_BuildValue("[is]", 1, "two");

    make_things();
    (void)list;
}

static void
leak_memory(void)
{
    (void)PyMem_Malloc(1234);
}

#define HEADER "{\"heapbook\":\"records\",\"version\":1}\n"

static void
test_host(void)
{
    const char *text;

    Hb_HostStart();
    ok(!Py_IsInitialized(), "a host runs no program");
    text = run_hosted(make_things);
    is(text, HEADER, "a program without leaks has no records");
    text = run_hosted(leak_memory);
    is(text,
       HEADER "{\"leak\":1,\"type\":\"memory\",\"repr\":\"\",\"size\":1234,"
              "\"rc\":0,\"line\":0}\n",
       "memory that was not given back is told");
    text = run_hosted(leak_a_list);
    ok(strstr(text, "\"type\":\"list\",\"repr\":\"[1, 'two']\"") != NULL,
       "so is a list, with its contents");
    ok(strstr(text, "\"type\":\"str\",\"repr\":\"'two'\"") != NULL,
       "and what it holds");
    ok(strstr(text, "Thing") == NULL, "but nothing that was dropped");
    is_int(hosted_blocks(do_nothing), 0, "nothing leaves no block");
    is_int(hosted_blocks(look_names_up), 0, "nor do names that are kept");
    is_int(hosted_blocks(raise_a_group), 0, "nor a class of the runtime's");
    is_int(hosted_blocks(tie_builtins), 0, "nor cycles through its objects");
    is_int(hosted_blocks(make_things), 0, "nor those of the program");
}

int
main(void)
{
    test_empty_life();
    test_lives();
    test_seed();
    test_exit_functions();
    test_static_types();
    test_host();
    return tap_end();
}
