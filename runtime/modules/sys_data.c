/* sys_data.c -- the module sys itself: its numbers, records and streams.
 *
 * Source: CPython 3.11, Python/sysmodule.c.
 */
#include "Python.h"
#include "internal/hb_config.h"
#include "internal/hb_errors.h"
#include "internal/hb_sys.h"
#include "internal/pycore_interp.h"
#include "internal/pycore_namespace.h"
#include "internal/pycore_pylifecycle.h"
#include "internal/pycore_structseq.h"

/* ---- records ------------------------------------------------------------ */

static PyStructSequence_Field version_fields[] = {
    {"major", NULL},        {"minor", NULL},  {"micro", NULL},
    {"releaselevel", NULL}, {"serial", NULL}, {NULL, NULL},
};
static PyStructSequence_Desc version_desc = {"sys.version_info", NULL,
                                             version_fields, 5};
static PyTypeObject version_type;

static PyStructSequence_Field hash_fields[] = {
    {"width", NULL},     {"modulus", NULL},   {"inf", NULL},
    {"nan", NULL},       {"imag", NULL},      {"algorithm", NULL},
    {"hash_bits", NULL}, {"seed_bits", NULL}, {"cutoff", NULL},
    {NULL, NULL},
};
static PyStructSequence_Desc hash_desc = {"sys.hash_info", NULL, hash_fields,
                                          9};
static PyTypeObject hash_type;

static PyStructSequence_Field flags_fields[] = {
    {"debug", NULL},
    {"inspect", NULL},
    {"interactive", NULL},
    {"optimize", NULL},
    {"dont_write_bytecode", NULL},
    {"no_user_site", NULL},
    {"no_site", NULL},
    {"ignore_environment", NULL},
    {"verbose", NULL},
    {"bytes_warning", NULL},
    {"quiet", NULL},
    {"hash_randomization", NULL},
    {"isolated", NULL},
    {"dev_mode", NULL},
    {"utf8_mode", NULL},
    {"warn_default_encoding", NULL},
    {"safe_path", NULL},
    {"int_max_str_digits", NULL},
    {NULL, NULL},
};
static PyStructSequence_Desc flags_desc = {"sys.flags", NULL, flags_fields,
                                           18};
static PyTypeObject flags_type;

/* A record of the items that a tuple holds; takes the tuple. */
static PyObject *
record(PyTypeObject *type, PyStructSequence_Desc *desc, PyObject *items)
{
    PyObject *result;
    Py_ssize_t i;

    if (!items || _PyStructSequence_InitType(
                      type, desc, Py_TPFLAGS_DISALLOW_INSTANTIATION)) {
        Py_XDECREF(items);
        return NULL;
    }
    result = PyStructSequence_New(type);
    for (i = 0; result && i < PyTuple_GET_SIZE(items); i++) {
        PyStructSequence_SET_ITEM(result, i,
                                  Py_NewRef(PyTuple_GET_ITEM(items, i)));
    }
    Py_DECREF(items);
    return result;
}

static PyObject *
version_info(void)
{
    return record(&version_type, &version_desc,
                  Py_BuildValue("(iiisi)", PY_MAJOR_VERSION, PY_MINOR_VERSION,
                                PY_MICRO_VERSION, "final", 0));
}

static PyObject *
hash_info(void)
{
    return record(&hash_type, &hash_desc,
                  Py_BuildValue("(inkiksiii)", 64, _PyHASH_MODULUS,
                                (unsigned long)_PyHASH_INF, 0, _PyHASH_IMAG,
                                "siphash13", 64, 128, 0));
}

static PyObject *
flags(const PyConfig *config)
{
    PyObject *items = Py_BuildValue(
        "(iiiiiiiiiiiiiOiiOi)", config->parser_debug, config->inspect,
        config->interactive, config->optimization_level,
        !config->write_bytecode, !config->user_site_directory,
        !config->site_import, !config->use_environment, config->verbose,
        config->bytes_warning, config->quiet,
        config->use_hash_seed == 0 || config->hash_seed != 0, config->isolated,
        config->dev_mode > 0 ? Py_True : Py_False, 0,
        config->warn_default_encoding, config->safe_path ? Py_True : Py_False,
        -1);

    return record(&flags_type, &flags_desc, items);
}

static PyObject *
implementation(PyObject *version)
{
    PyObject *fields = Py_BuildValue("{sssssOsi}", "name", "cpython",
                                     "cache_tag", "cpython-311", "version",
                                     version, "hexversion", PY_VERSION_HEX);
    PyObject *result = fields ? _PyNamespace_New(fields) : NULL;

    Py_XDECREF(fields);
    return result;
}

static PyObject *
builtin_names(void)
{
    PyObject *list = PyList_New(0);
    const struct _inittab *row;
    PyObject *tuple;

    for (row = PyImport_Inittab; list && row->name; row++) {
        PyObject *name = PyUnicode_FromString(row->name);

        if (!name || PyList_Append(list, name)) {
            Py_CLEAR(list);
        }
        Py_XDECREF(name);
    }
    if (!list || PyList_Sort(list)) {
        Py_XDECREF(list);
        return NULL;
    }
    tuple = PyList_AsTuple(list);
    Py_DECREF(list);
    return tuple;
}

/* ---- putting it together ------------------------------------------------ */

/* Takes the reference to value. */
static int
put(PyObject *dict, const char *name, PyObject *value)
{
    int status = value ? PyDict_SetItemString(dict, name, value) : -1;

    Py_XDECREF(value);
    return status;
}

static int
put_numbers(PyObject *dict)
{
    return put(dict, "maxsize", PyLong_FromSsize_t(PY_SSIZE_T_MAX)) ||
           put(dict, "maxunicode", PyLong_FromLong(0x10FFFF)) ||
           put(dict, "hexversion", PyLong_FromLong(PY_VERSION_HEX)) ||
           put(dict, "api_version", PyLong_FromLong(1013)) ||
           put(dict, "int_info", PyLong_GetInfo()) ||
           put(dict, "float_info", PyFloat_GetInfo()) ||
           put(dict, "hash_info", hash_info());
}

static int
put_texts(PyObject *dict)
{
    return put(dict, "byteorder", PyUnicode_FromString("little")) ||
           put(dict, "platform", PyUnicode_FromString(Py_GetPlatform())) ||
           put(dict, "version", PyUnicode_FromString(Py_GetVersion())) ||
           put(dict, "copyright", PyUnicode_FromString(Py_GetCopyright())) ||
           put(dict, "float_repr_style", PyUnicode_FromString("short")) ||
           put(dict, "executable", PyUnicode_FromString("")) ||
           put(dict, "builtin_module_names", builtin_names()) ||
           put(dict, "warnoptions", PyList_New(0)) ||
           put(dict, "path", PyList_New(0)) ||
           put(dict, "argv", Py_BuildValue("[s]", "")) ||
           put(dict, "orig_argv", PyList_New(0));
}

static int
put_records(PyObject *dict, const PyConfig *config)
{
    PyObject *version = version_info();
    int status;

    if (!version) {
        return -1;
    }
    status = put(dict, "implementation", implementation(version)) ||
             put(dict, "version_info", version) ||
             put(dict, "flags", flags(config));
    return status ? -1 : 0;
}

/* Each hook also under the name that keeps it safe. */
static int
put_hooks(PyObject *dict)
{
    static const char *const names[][2] = {
        {"displayhook", "__displayhook__"},
        {"excepthook", "__excepthook__"},
        {"unraisablehook", "__unraisablehook__"},
    };
    size_t i;

    for (i = 0; i < Py_ARRAY_LENGTH(names); i++) {
        if (PyDict_SetItemString(dict, names[i][1],
                                 PyDict_GetItemString(dict, names[i][0]))) {
            return -1;
        }
    }
    return 0;
}

/* A stream under its name and the one that keeps it safe. */
static int
put_stream(PyObject *dict, const char *name, const char *kept, int fd)
{
    PyObject *file = PyFile_NewStdPrinter(fd);
    int status;

    if (!file) {
        return -1;
    }
    status = PyDict_SetItemString(dict, kept, file) ||
             PyDict_SetItemString(dict, name, file);
    Py_DECREF(file);
    return status ? -1 : 0;
}

static int
put_streams(PyObject *dict)
{
    return PyDict_SetItemString(dict, "stdin", Py_None) ||
           PyDict_SetItemString(dict, "__stdin__", Py_None) ||
           put_stream(dict, "stdout", "__stdout__", 1) ||
           put_stream(dict, "stderr", "__stderr__", 2);
}

int
_PySys_Create(PyThreadState *tstate, PyObject **sysmod)
{
    PyInterpreterState *interp = tstate->interp;
    PyObject *module = PyModule_Create(&Hb_SysModule);
    PyObject *dict;

    *sysmod = module;
    if (!module) {
        return -1;
    }
    dict = PyModule_GetDict(module);
    interp->sysdict = Py_NewRef(dict);
    if (_PyImport_FixupBuiltin(module, "sys", interp->modules) ||
        PyDict_SetItemString(dict, "modules", interp->modules) ||
        put_numbers(dict) || put_texts(dict) ||
        put_records(dict, &interp->config) || put_streams(dict) ||
        put_hooks(dict) || Hb_UnraisableInit()) {
        return -1;
    }
    return 0;
}

void
_PySys_Fini(PyInterpreterState *Py_UNUSED(interp))
{
    _PyStructSequence_FiniType(&version_type);
    _PyStructSequence_FiniType(&hash_type);
    _PyStructSequence_FiniType(&flags_type);
    Hb_UnraisableFini();
    Hb_SysForgetHooks();
}
