/* embedding.c -- what a program that holds the interpreter tells and asks it:
 * its name, its arguments, whether it has the lock.
 */
#include <Python.h>

#include <wchar.h>

/* Deprecated they are, and used by most programs. */
#pragma GCC diagnostic ignored "-Wdeprecated-declarations"

static void
show_text(const char *what, const wchar_t *text)
{
    printf("%s: %ls\n", what, text == NULL ? L"NULL" : text);
}

static void
show_list(const char *name)
{
    PyObject *list = PySys_GetObject(name);

    printf("sys.%s: ", name);
    PyObject_Print(list, stdout, 0);
    printf("\n");
}

static void
show_first_folder(wchar_t *script)
{
    PyObject *folder;

    PySys_SetArgvEx(1, &script, 1);
    folder = PySequence_GetItem(PySys_GetObject("path"), 0);
    printf("%ls lies in ", script);
    PyObject_Print(folder, stdout, 0);
    printf("\n");
    Py_DECREF(folder);
}

static void
names_before(void)
{
    show_text("name", Py_GetProgramName());
    show_text("home", Py_GetPythonHome());
    printf("no path %d, no prefix %d, no full path %d\n", Py_GetPath() == NULL,
           Py_GetPrefix() == NULL, Py_GetProgramFullPath() == NULL);
    Py_SetProgramName(L"");
    show_text("name", Py_GetProgramName());
    Py_SetProgramName(L"prog");
    show_text("name", Py_GetProgramName());
}

static void
arguments(void)
{
    wchar_t *argv[] = {L"/usr/lib/foo.py", L"b"};

    show_list("argv");
    PySys_SetArgvEx(2, argv, 0);
    show_list("argv");
    PySys_SetArgvEx(0, NULL, 0);
    show_list("argv");
    show_first_folder(L"/usr/lib/foo.py");
    show_first_folder(L"no-slash");
    show_first_folder(L"/x");
    PySys_SetPath(L"a:b::c");
    show_list("path");
}

/* The second life gets its arguments by a config. */
static void
begin_by_config(void)
{
    PyConfig config;
    PyStatus status;
    char *argv[] = {"p", "q", "r"};

    PyConfig_InitPythonConfig(&config);
    config.parse_argv = 0;
    config.site_import = 0;
    PyConfig_SetBytesArgv(&config, 3, argv);
    PyConfig_SetString(&config, &config.program_name, L"named");
    status = Py_InitializeFromConfig(&config);
    PyConfig_Clear(&config);
    printf("failed: %d\n", PyStatus_Exception(status));
    show_list("argv");
    show_list("orig_argv");
    show_text("name", Py_GetProgramName());
}

static void
show_lock(const char *when)
{
    printf("%s: lock %d, state %d\n", when, PyGILState_Check(),
           _PyThreadState_UncheckedGet() != NULL);
}

static void
lock(void)
{
    PyGILState_STATE outer, inner;
    PyThreadState *tstate;

    show_lock("at first");
    Py_BEGIN_ALLOW_THREADS;
    show_lock("given away");
    outer = PyGILState_Ensure();
    show_lock("taken back");
    inner = PyGILState_Ensure();
    printf("it was free %d, then %d\n", outer == PyGILState_UNLOCKED,
           inner == PyGILState_UNLOCKED);
    PyGILState_Release(inner);
    show_lock("one in the other");
    PyGILState_Release(outer);
    show_lock("given away again");
    Py_END_ALLOW_THREADS;
    show_lock("at the end");
    tstate = PyThreadState_Swap(NULL);
    show_lock("swapped for none");
    printf("none before: %d\n", PyThreadState_Swap(tstate) == NULL);
    show_lock("swapped back");
}

int
main(void)
{
    names_before();
    Py_Initialize();
    show_text("name", Py_GetProgramName());
    show_text("home", Py_GetPythonHome());
    arguments();
    Py_Finalize();
    show_text("name", Py_GetProgramName());
    printf("prefix stays: %d\n", Py_GetPrefix() != NULL);
    begin_by_config();
    lock();
    return Py_FinalizeEx() < 0;
}
