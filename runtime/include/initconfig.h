/* initconfig.h -- how the runtime is told to start (PEP 587).
 *
 * The structs have every field of CPython 3.11, so that programs which embed
 * it compile; the model acts on use_hash_seed and hash_seed, and keeps the
 * rest.  A program sets fields between PyConfig_Init… and
 * Py_InitializeFromConfig, then calls PyConfig_Clear.
 *
 * Source: CPython 3.11, Include/cpython/initconfig.h; PEP 587.
 */
#ifndef Py_PYCORECONFIG_H
#define Py_PYCORECONFIG_H

#include "pyport.h"

#include <wchar.h>

/* ---- PyStatus ----------------------------------------------------------- */

typedef struct {
    enum {
        _PyStatus_TYPE_OK = 0,
        _PyStatus_TYPE_ERROR = 1,
        _PyStatus_TYPE_EXIT = 2
    } _type;

    const char *func;    /* static, may be NULL */
    const char *err_msg; /* static */
    int exitcode;
} PyStatus;

/* A status by value: all is well, an error with a static text, no memory,
 * leave with that code; and what a status is, 1 or 0. */
PyAPI_FUNC(PyStatus) PyStatus_Ok(void);
PyAPI_FUNC(PyStatus) PyStatus_Error(const char *err_msg);
PyAPI_FUNC(PyStatus) PyStatus_NoMemory(void);
PyAPI_FUNC(PyStatus) PyStatus_Exit(int exitcode);
PyAPI_FUNC(int) PyStatus_IsError(PyStatus status);
PyAPI_FUNC(int) PyStatus_IsExit(PyStatus status);
/* 1 for an error or an exit: hand it to Py_ExitStatusException. */
PyAPI_FUNC(int) PyStatus_Exception(PyStatus status);

/* ---- PyWideStringList --------------------------------------------------- */

/* Owns its items and their array, in raw memory. */
typedef struct {
    Py_ssize_t length;
    wchar_t **items;
} PyWideStringList;

/* Add a copy of item, at the end or before an index.  Fails: a status without
 * memory. */
PyAPI_FUNC(PyStatus)
    PyWideStringList_Append(PyWideStringList *list, const wchar_t *item);
PyAPI_FUNC(PyStatus)
    PyWideStringList_Insert(PyWideStringList *list, Py_ssize_t index,
                            const wchar_t *item);

/* ---- PyPreConfig -------------------------------------------------------- */

typedef struct PyPreConfig {
    int _config_init;
    int parse_argv;
    int isolated;
    int use_environment;
    int configure_locale;
    int coerce_c_locale;
    int coerce_c_locale_warn;
    int utf8_mode;
    int dev_mode;
    int allocator;
} PyPreConfig;

/* Fill in the defaults; settle what must be known before the rest. */
PyAPI_FUNC(void) PyPreConfig_InitPythonConfig(PyPreConfig *config);
PyAPI_FUNC(void) PyPreConfig_InitIsolatedConfig(PyPreConfig *config);
PyAPI_FUNC(PyStatus) Py_PreInitialize(const PyPreConfig *config);

/* ---- PyConfig ----------------------------------------------------------- */

typedef struct PyConfig {
    int _config_init; /* 2: python, 3: isolated */
    int isolated;
    int use_environment;
    int dev_mode;
    int install_signal_handlers;
    int use_hash_seed; /* 1: hash_seed counts; 0: random; -1: environment */
    unsigned long hash_seed;
    int faulthandler;
    int tracemalloc;
    int import_time;
    int code_debug_ranges;
    int show_ref_count;
    int dump_refs;
    wchar_t *dump_refs_file;
    int malloc_stats;
    wchar_t *filesystem_encoding;
    wchar_t *filesystem_errors;
    wchar_t *pycache_prefix;
    int parse_argv;
    PyWideStringList orig_argv;
    PyWideStringList argv;
    PyWideStringList xoptions;
    PyWideStringList warnoptions;
    int site_import;
    int bytes_warning;
    int warn_default_encoding;
    int inspect;
    int interactive;
    int optimization_level;
    int parser_debug;
    int write_bytecode;
    int verbose;
    int quiet;
    int user_site_directory;
    int configure_c_stdio;
    int buffered_stdio;
    wchar_t *stdio_encoding;
    wchar_t *stdio_errors;
    wchar_t *check_hash_pycs_mode;
    int use_frozen_modules;
    int safe_path;
    int pathconfig_warnings;
    wchar_t *program_name;
    wchar_t *pythonpath_env;
    wchar_t *home;
    wchar_t *platlibdir;
    int module_search_paths_set;
    PyWideStringList module_search_paths;
    wchar_t *stdlib_dir;
    wchar_t *executable;
    wchar_t *base_executable;
    wchar_t *prefix;
    wchar_t *base_prefix;
    wchar_t *exec_prefix;
    wchar_t *base_exec_prefix;
    int skip_source_first_line;
    wchar_t *run_command;
    wchar_t *run_module;
    wchar_t *run_filename;
    int _install_importlib;
    int _init_main;
    int _isolated_interpreter;
    int _is_python_build;
} PyConfig;

/* Fill in the defaults; the caller clears the config in the end. */
PyAPI_FUNC(void) PyConfig_InitPythonConfig(PyConfig *config);
PyAPI_FUNC(void) PyConfig_InitIsolatedConfig(PyConfig *config);
/* Frees the strings and lists of a config. */
PyAPI_FUNC(void) PyConfig_Clear(PyConfig *config);

/* Replace a string field by a copy of str, which may be NULL. */
PyAPI_FUNC(PyStatus)
    PyConfig_SetString(PyConfig *config, wchar_t **field, const wchar_t *str);
PyAPI_FUNC(PyStatus) PyConfig_SetBytesString(PyConfig *config, wchar_t **field,
                                             const char *str);
PyAPI_FUNC(PyStatus)
    PyConfig_SetWideStringList(PyConfig *config, PyWideStringList *list,
                               Py_ssize_t length, wchar_t **items);
PyAPI_FUNC(PyStatus)
    PyConfig_SetArgv(PyConfig *config, Py_ssize_t argc, wchar_t *const *argv);
PyAPI_FUNC(PyStatus) PyConfig_SetBytesArgv(PyConfig *config, Py_ssize_t argc,
                                           char *const *argv);
PyAPI_FUNC(PyStatus) PyConfig_Read(PyConfig *config);

#endif
