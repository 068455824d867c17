/* pathconfig.c -- the program's name, its arguments, and the paths of none.
 *
 * Modules are built in: there is no installation to find.  Names are kept as
 * they are given, before the first life and after the last; prefixes and the
 * search path are empty until they are set.
 *
 * Source: CPython 3.11, Python/pathconfig.c; PySys_SetArgvEx() of
 *         Python/sysmodule.c.
 */
#include "Python.h"
#include "internal/hb_pathconfig.h"

#include <wchar.h>

/* As long as a path of the system may be. */
#define LONGEST 4096

struct name {
    int is_set;
    wchar_t text[LONGEST + 1];
};

/* Not in the heap: they outlive every life. */
static struct name program_name, program_full_path, home, path;
static int has_begun; /* a life, at least once */
static wchar_t default_name[] = L"python3", nothing[] = L"";

/* A name that is too long is not taken, as there is nobody to tell. */
static void
keep(struct name *name, const wchar_t *text)
{
    name->is_set = text != NULL && wcslen(text) <= LONGEST;
    if (name->is_set) {
        wmemcpy(name->text, text, wcslen(text) + 1);
    }
}

/* What was set; or, as soon as there was a life, the default. */
static wchar_t *
get(struct name *name, wchar_t *otherwise)
{
    return name->is_set             ? name->text
           : otherwise && has_begun ? otherwise
                                    : NULL;
}

void
Py_SetProgramName(const wchar_t *name)
{
    if (name != NULL && name[0] != L'\0') {
        keep(&program_name, name);
    }
}

wchar_t *
Py_GetProgramName(void)
{
    return get(&program_name, default_name);
}

void
Py_SetPythonHome(const wchar_t *text)
{
    keep(&home, text != NULL && text[0] != L'\0' ? text : NULL);
}

wchar_t *
Py_GetPythonHome(void)
{
    return get(&home, NULL);
}

void
Py_SetPath(const wchar_t *text)
{
    keep(&path, text);
}

wchar_t *
Py_GetPath(void)
{
    return get(&path, nothing);
}

wchar_t *
Py_GetPrefix(void)
{
    return has_begun ? nothing : NULL;
}

wchar_t *
Py_GetExecPrefix(void)
{
    return Py_GetPrefix();
}

wchar_t *
Py_GetProgramFullPath(void)
{
    return get(&program_full_path, nothing);
}

void
_Py_SetProgramFullPath(const wchar_t *text)
{
    keep(&program_full_path, text != NULL && text[0] != L'\0' ? text : NULL);
}

/* ---- arguments ---------------------------------------------------------- */

static PyObject *
list_of(Py_ssize_t argc, wchar_t *const *argv)
{
    PyObject *list = PyList_New(argc);

    for (Py_ssize_t i = 0; list != NULL && i < argc; i++) {
        PyObject *text = PyUnicode_FromWideChar(argv[i], -1);

        if (text == NULL) {
            Py_CLEAR(list);
            break;
        }
        PyList_SET_ITEM(list, i, text);
    }
    return list;
}

static int
set_argv(Py_ssize_t argc, wchar_t *const *argv)
{
    static wchar_t *const none[] = {nothing};
    PyObject *list = argc < 1 ? list_of(1, none) : list_of(argc, argv);
    int status = list == NULL ? -1 : PySys_SetObject("argv", list);

    Py_XDECREF(list);
    return status;
}

int
Hb_PathConfigRead(const PyConfig *config)
{
    PyObject *list;
    int status;

    has_begun = 1;
    if (config->program_name != NULL) {
        keep(&program_name, config->program_name);
    }
    if (config->home != NULL) {
        keep(&home, config->home);
    }
    if (config->parse_argv || config->argv.length == 0) {
        return 0;
    }
    list = list_of(config->argv.length, config->argv.items);
    status = list == NULL ? -1 : PySys_SetObject("orig_argv", list);
    Py_XDECREF(list);
    return status < 0 ? -1 : set_argv(config->argv.length, config->argv.items);
}

/* The folder that a script lies in, "" for none: first of sys.path. */
static int
put_folder(const wchar_t *script)
{
    const wchar_t *slash = wcsrchr(script, L'/');
    Py_ssize_t size = slash == NULL ? 0 : slash - script + (slash == script);
    PyObject *list = PySys_GetObject("path");
    PyObject *folder = PyUnicode_FromWideChar(script, size);
    int status = folder == NULL ? -1
                 : list == NULL || !PyList_Check(list)
                     ? 0
                     : PyList_Insert(list, 0, folder);

    Py_XDECREF(folder);
    return status;
}

void
PySys_SetArgvEx(int argc, wchar_t **argv, int updatepath)
{
    if (set_argv(argc, argv) < 0) {
        Py_FatalError("can't assign sys.argv");
    }
    if (updatepath && put_folder(argc < 1 ? L"" : argv[0]) < 0) {
        Py_FatalError("can't prepend path0 to sys.path");
    }
}

void
PySys_SetArgv(int argc, wchar_t **argv)
{
    PySys_SetArgvEx(argc, argv, !Py_IsolatedFlag);
}

void
PySys_SetPath(const wchar_t *text)
{
    PyObject *list = PyList_New(0);
    int status = list == NULL ? -1 : 0;

    while (status == 0) {
        const wchar_t *colon = wcschr(text, L':');
        PyObject *part = PyUnicode_FromWideChar(
            text, colon == NULL ? -1 : (Py_ssize_t)(colon - text));

        status = part == NULL ? -1 : PyList_Append(list, part);
        Py_XDECREF(part);
        if (colon == NULL) {
            break;
        }
        text = colon + 1;
    }
    if (status < 0 || PySys_SetObject("path", list) < 0) {
        Py_FatalError("can't assign sys.path");
    }
    Py_DECREF(list);
}
