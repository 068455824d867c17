/* initconfig.c -- PyStatus, PyConfig and what they hold.
 *
 * Source: CPython 3.11, Python/initconfig.c, Python/preconfig.c; the values
 *         of fresh structs as measured.
 */
#include "Python.h"
#include "internal/pycore_pymem.h"

#include <stdlib.h>

enum { INIT_PYTHON = 2, INIT_ISOLATED = 3 };

/* ---- PyStatus ----------------------------------------------------------- */

PyStatus
PyStatus_Ok(void)
{
    return (PyStatus){._type = _PyStatus_TYPE_OK};
}

PyStatus
PyStatus_Error(const char *err_msg)
{
    return (PyStatus){._type = _PyStatus_TYPE_ERROR, .err_msg = err_msg};
}

PyStatus
PyStatus_NoMemory(void)
{
    return PyStatus_Error("memory allocation failed");
}

PyStatus
PyStatus_Exit(int exitcode)
{
    return (PyStatus){._type = _PyStatus_TYPE_EXIT, .exitcode = exitcode};
}

int
PyStatus_IsError(PyStatus status)
{
    return status._type == _PyStatus_TYPE_ERROR;
}

int
PyStatus_IsExit(PyStatus status)
{
    return status._type == _PyStatus_TYPE_EXIT;
}

int
PyStatus_Exception(PyStatus status)
{
    return status._type != _PyStatus_TYPE_OK;
}

void
Py_ExitStatusException(PyStatus status)
{
    if (PyStatus_IsExit(status)) {
        exit(status.exitcode);
    }
    if (PyStatus_IsError(status)) {
        fprintf(stderr, "Fatal Python error: %s%s%s\n",
                status.func ? status.func : "", status.func ? ": " : "",
                status.err_msg);
        exit(1);
    }
    Py_FatalError("Py_ExitStatusException() must not be called on success");
}

/* ---- lists of strings --------------------------------------------------- */

static void
list_clear(PyWideStringList *list)
{
    Py_ssize_t i;

    for (i = 0; i < list->length; i++) {
        PyMem_RawFree(list->items[i]);
    }
    PyMem_RawFree(list->items);
    list->length = 0;
    list->items = NULL;
}

PyStatus
PyWideStringList_Insert(PyWideStringList *list, Py_ssize_t index,
                        const wchar_t *item)
{
    Py_ssize_t length = list->length;
    wchar_t **items;
    wchar_t *copy;

    if (length == PY_SSIZE_T_MAX) {
        return PyStatus_NoMemory();
    }
    if (index < 0) {
        return PyStatus_Error("PyWideStringList_Insert index must be >= 0");
    }
    copy = _PyMem_RawWcsdup(item);
    items =
        PyMem_RawRealloc(list->items, (size_t)(length + 1) * sizeof(*items));
    if (items) {
        list->items = items;
    }
    if (!copy || !items) {
        PyMem_RawFree(copy);
        return PyStatus_NoMemory();
    }
    index = Py_MIN(index, length);
    memmove(items + index + 1, items + index,
            (size_t)(length - index) * sizeof(*items));
    items[index] = copy;
    list->length++;
    return PyStatus_Ok();
}

PyStatus
PyWideStringList_Append(PyWideStringList *list, const wchar_t *item)
{
    return PyWideStringList_Insert(list, list->length, item);
}

/* ---- PyPreConfig -------------------------------------------------------- */

void
PyPreConfig_InitPythonConfig(PyPreConfig *config)
{
    *config = (PyPreConfig){
        ._config_init = INIT_PYTHON,
        .parse_argv = 1,
        .use_environment = 1,
        .configure_locale = 1,
        .coerce_c_locale = -1,
        .coerce_c_locale_warn = -1,
        .utf8_mode = -1,
        .dev_mode = -1,
    };
}

void
PyPreConfig_InitIsolatedConfig(PyPreConfig *config)
{
    *config = (PyPreConfig){
        ._config_init = INIT_ISOLATED,
        .isolated = 1,
    };
}

PyStatus
Py_PreInitialize(const PyPreConfig *config)
{
    return Hb_AllocatorsChoose(config->allocator,
                               config->use_environment && !config->isolated);
}

/* ---- PyConfig ----------------------------------------------------------- */

static const PyConfig unset = {
    .isolated = -1,
    .use_environment = -1,
    .dev_mode = -1,
    .install_signal_handlers = 1,
    .use_hash_seed = -1,
    .faulthandler = -1,
    .tracemalloc = -1,
    .code_debug_ranges = 1,
    .parse_argv = 0,
    .site_import = -1,
    .bytes_warning = -1,
    .warn_default_encoding = 0,
    .inspect = -1,
    .interactive = -1,
    .optimization_level = -1,
    .parser_debug = -1,
    .write_bytecode = -1,
    .verbose = -1,
    .quiet = -1,
    .user_site_directory = -1,
    .buffered_stdio = -1,
    .use_frozen_modules = 1,
    .pathconfig_warnings = -1,
    ._install_importlib = 1,
    ._init_main = 1,
};

/* What both ways of Init set alike. */
static void
set_defaults(PyConfig *config)
{
    *config = unset;
    config->isolated = 0;
    config->use_environment = 1;
    config->site_import = 1;
    config->bytes_warning = 0;
    config->inspect = 0;
    config->interactive = 0;
    config->optimization_level = 0;
    config->parser_debug = 0;
    config->write_bytecode = 1;
    config->verbose = 0;
    config->quiet = 0;
    config->user_site_directory = 1;
    config->buffered_stdio = 1;
    config->pathconfig_warnings = 1;
}

void
PyConfig_InitPythonConfig(PyConfig *config)
{
    set_defaults(config);
    config->_config_init = INIT_PYTHON;
    config->configure_c_stdio = 1;
    config->parse_argv = 1;
}

void
PyConfig_InitIsolatedConfig(PyConfig *config)
{
    set_defaults(config);
    config->_config_init = INIT_ISOLATED;
    config->isolated = 1;
    config->use_environment = 0;
    config->user_site_directory = 0;
    config->dev_mode = 0;
    config->install_signal_handlers = 0;
    config->use_hash_seed = 0;
    config->faulthandler = 0;
    config->tracemalloc = 0;
    config->safe_path = 1;
    config->pathconfig_warnings = 0;
}

static void
free_string(wchar_t **field)
{
    PyMem_RawFree(*field);
    *field = NULL;
}

void
PyConfig_Clear(PyConfig *config)
{
    wchar_t **fields[] = {
        &config->dump_refs_file,
        &config->filesystem_encoding,
        &config->filesystem_errors,
        &config->pycache_prefix,
        &config->stdio_encoding,
        &config->stdio_errors,
        &config->check_hash_pycs_mode,
        &config->program_name,
        &config->pythonpath_env,
        &config->home,
        &config->platlibdir,
        &config->stdlib_dir,
        &config->executable,
        &config->base_executable,
        &config->prefix,
        &config->base_prefix,
        &config->exec_prefix,
        &config->base_exec_prefix,
        &config->run_command,
        &config->run_module,
        &config->run_filename,
    };
    size_t i;

    for (i = 0; i < Py_ARRAY_LENGTH(fields); i++) {
        free_string(fields[i]);
    }
    list_clear(&config->orig_argv);
    list_clear(&config->argv);
    list_clear(&config->xoptions);
    list_clear(&config->warnoptions);
    list_clear(&config->module_search_paths);
    config->module_search_paths_set = 0;
}

PyStatus
PyConfig_SetString(PyConfig *Py_UNUSED(config), wchar_t **field,
                   const wchar_t *str)
{
    wchar_t *copy = str ? _PyMem_RawWcsdup(str) : NULL;

    if (str && !copy) {
        return PyStatus_NoMemory();
    }
    PyMem_RawFree(*field);
    *field = copy;
    return PyStatus_Ok();
}

/* The text in wide characters; NULL with *status set. */
static wchar_t *
decode(const char *str, PyStatus *status)
{
    size_t length = mbstowcs(NULL, str, 0);
    wchar_t *wide;

    if (length == (size_t)-1) {
        *status = PyStatus_Error("cannot decode string");
        return NULL;
    }
    wide = PyMem_RawMalloc((length + 1) * sizeof(*wide));
    if (!wide) {
        *status = PyStatus_NoMemory();
        return NULL;
    }
    mbstowcs(wide, str, length + 1);
    return wide;
}

PyStatus
PyConfig_SetBytesString(PyConfig *config, wchar_t **field, const char *str)
{
    PyStatus status = PyStatus_Ok();
    wchar_t *wide;

    if (!str) {
        return PyConfig_SetString(config, field, NULL);
    }
    wide = decode(str, &status);
    if (wide) {
        status = PyConfig_SetString(config, field, wide);
        PyMem_RawFree(wide);
    }
    return status;
}

PyStatus
PyConfig_SetWideStringList(PyConfig *Py_UNUSED(config), PyWideStringList *list,
                           Py_ssize_t length, wchar_t **items)
{
    PyWideStringList made = {0, NULL};
    PyStatus status = PyStatus_Ok();
    Py_ssize_t i;

    for (i = 0; i < length && !PyStatus_Exception(status); i++) {
        status = PyWideStringList_Append(&made, items[i]);
    }
    if (PyStatus_Exception(status)) {
        list_clear(&made);
        return status;
    }
    list_clear(list);
    *list = made;
    return status;
}

PyStatus
PyConfig_SetArgv(PyConfig *config, Py_ssize_t argc, wchar_t *const *argv)
{
    return PyConfig_SetWideStringList(config, &config->argv, argc,
                                      (wchar_t **)argv);
}

PyStatus
PyConfig_SetBytesArgv(PyConfig *config, Py_ssize_t argc, char *const *argv)
{
    PyWideStringList made = {0, NULL};
    PyStatus status = PyStatus_Ok();
    Py_ssize_t i;

    for (i = 0; i < argc && !PyStatus_Exception(status); i++) {
        wchar_t *wide = decode(argv[i], &status);

        if (wide) {
            status = PyWideStringList_Append(&made, wide);
            PyMem_RawFree(wide);
        }
    }
    if (PyStatus_Exception(status)) {
        list_clear(&made);
        return status;
    }
    list_clear(&config->argv);
    config->argv = made;
    return status;
}

/* There is nothing to find out: no paths, no environment but the seed. */
PyStatus
PyConfig_Read(PyConfig *config)
{
    if (config->use_hash_seed < 0) {
        config->use_hash_seed = 0;
    }
    return PyStatus_Ok();
}
