/* import.c -- modules by name.
 *
 * The place of a module is sys.modules; a name that is not there is looked up
 * in the table of init functions.  A module of one phase is complete when its
 * init function returns; of two phases, its exec slots run when it stands in
 * sys.modules already, so that a module can import itself.
 *
 * Source: CPython 3.11, Python/import.c, Lib/importlib/_bootstrap.py.
 */
#include "Python.h"
#include "internal/hb_config.h"
#include "internal/pycore_interp.h"
#include "internal/pycore_moduleobject.h"
#include "internal/pycore_namespace.h"
#include "internal/pycore_pylifecycle.h"
#include "internal/pycore_pystate.h"
#include "internal/pycore_unicodeobject.h"

/* ---- the table ---------------------------------------------------------- */

struct _inittab *PyImport_Inittab = Hb_BuiltinModules;

static struct _inittab *own_table; /* malloc'ed copy once it was extended */

static size_t
table_length(const struct _inittab *table)
{
    size_t n = 0;

    while (table[n].name) {
        n++;
    }
    return n;
}

int
PyImport_ExtendInittab(struct _inittab *newtab)
{
    size_t have, more;
    struct _inittab *table;

    if (Py_IsInitialized()) {
        Py_FatalError("PyImport_ExtendInittab() may not be called after "
                      "Py_Initialize()");
    }
    more = table_length(newtab);
    have = table_length(PyImport_Inittab);
    table = realloc(own_table, (have + more + 1) * sizeof(*table));
    if (!table) {
        return -1;
    }
    if (!own_table) {
        memcpy(table, PyImport_Inittab, have * sizeof(*table));
    }
    memcpy(table + have, newtab, (more + 1) * sizeof(*table));
    PyImport_Inittab = own_table = table;
    return 0;
}

int
PyImport_AppendInittab(const char *name, PyObject *(*initfunc)(void))
{
    struct _inittab row[] = {{name, initfunc}, {NULL, NULL}};

    if (Py_IsInitialized()) {
        Py_FatalError("PyImport_AppendInittab() may not be called after "
                      "Py_Initialize()");
    }
    return PyImport_ExtendInittab(row);
}

static const struct _inittab *
find_builtin(PyObject *name)
{
    const struct _inittab *row;

    for (row = PyImport_Inittab; row->name; row++) {
        if (PyUnicode_CompareWithASCIIString(name, row->name) == 0) {
            return row;
        }
    }
    return NULL;
}

/* ---- sys.modules -------------------------------------------------------- */

int
_PyImport_Init(PyInterpreterState *interp)
{
    interp->modules = PyDict_New();
    interp->modules_by_index = PyList_New(0);
    return interp->modules && interp->modules_by_index ? 0 : -1;
}

/* A second life begins with the modules that are built in. */
void
_PyImport_Fini(PyInterpreterState *interp)
{
    Py_CLEAR(interp->modules_by_index);
    Py_CLEAR(interp->modules);
    free(own_table);
    own_table = NULL;
    PyImport_Inittab = Hb_BuiltinModules;
}

PyObject *
PyImport_GetModuleDict(void)
{
    PyObject *modules = _PyInterpreterState_GET()->modules;

    if (!modules) {
        Py_FatalError("interpreter has no modules dictionary");
    }
    return modules;
}

PyObject *
PyImport_GetModule(PyObject *name)
{
    PyObject *modules = _PyInterpreterState_GET()->modules;
    PyObject *module;

    if (!modules) {
        PyErr_SetString(PyExc_RuntimeError, "unable to get sys.modules");
        return NULL;
    }
    module = PyDict_GetItemWithError(modules, name);
    return Py_XNewRef(module);
}

int
_PyImport_SetModule(PyObject *name, PyObject *module)
{
    return PyObject_SetItem(PyImport_GetModuleDict(), name, module);
}

int
_PyImport_SetModuleString(const char *name, PyObject *module)
{
    return PyMapping_SetItemString(PyImport_GetModuleDict(), name, module);
}

int
_PyImport_FixupBuiltin(PyObject *mod, const char *name, PyObject *modules)
{
    PyModuleDef *def = PyModule_GetDef(mod);

    if (PyDict_SetItemString(modules, name, mod)) {
        return -1;
    }
    return def && !def->m_slots ? PyState_AddModule(mod, def) : 0;
}

PyObject *
PyImport_AddModuleObject(PyObject *name)
{
    PyObject *modules = PyImport_GetModuleDict();
    PyObject *module = PyDict_GetItemWithError(modules, name);

    if (PyErr_Occurred()) {
        return NULL;
    }
    if (module && PyModule_Check(module)) {
        return module;
    }
    module = PyModule_NewObject(name);
    if (!module) {
        return NULL;
    }
    if (PyDict_SetItem(modules, name, module)) {
        Py_DECREF(module);
        return NULL;
    }
    Py_DECREF(module); /* the dict keeps it */
    return module;
}

PyObject *
PyImport_AddModule(const char *name)
{
    PyObject *string = PyUnicode_FromString(name);
    PyObject *module = string ? PyImport_AddModuleObject(string) : NULL;

    Py_XDECREF(string);
    return module;
}

/* ---- making a module ---------------------------------------------------- */

static PyObject *
new_spec(PyObject *name)
{
    PyObject *fields = PyDict_New();
    PyObject *spec = NULL;

    if (fields && PyDict_SetItemString(fields, "name", name) == 0) {
        spec = _PyNamespace_New(fields);
    }
    Py_XDECREF(fields);
    return spec;
}

/* Sets an attribute of a module that has none of this name.  Init functions
 * may return anything: what takes no attributes is left as it is. */
static void
set_if_missing(PyObject *module, const char *name, PyObject *value)
{
    if (PyObject_HasAttrString(module, name)) {
        return;
    }
    if (!value || PyObject_SetAttrString(module, name, value)) {
        PyErr_Clear();
    }
}

/* Names the module and the package that it lies in, "" for none. */
static void
set_names(PyObject *module, PyObject *name)
{
    Py_ssize_t dot =
        PyUnicode_FindChar(name, '.', 0, PyUnicode_GET_LENGTH(name), -1);
    PyObject *package = PyUnicode_Substring(name, 0, Py_MAX(dot, 0));

    set_if_missing(module, "__name__", name);
    set_if_missing(module, "__loader__", Py_None);
    if (!package || PyObject_SetAttrString(module, "__package__", package)) {
        PyErr_Clear();
    }
    Py_XDECREF(package);
    set_if_missing(module, "__spec__", Py_None);
}

static PyObject *
load_two_phases(PyModuleDef *def, PyObject *name)
{
    PyObject *spec = new_spec(name);
    PyObject *module = spec ? PyModule_FromDefAndSpec2(def, spec, 1013) : NULL;

    Py_XDECREF(spec);
    if (!module) {
        return NULL;
    }
    set_names(module, name);
    if (_PyImport_SetModule(name, module)) {
        Py_DECREF(module);
        return NULL;
    }
    if (PyModule_Check(module) && PyModule_ExecDef(module, def)) {
        PyObject *type, *value, *traceback;

        PyErr_Fetch(&type, &value, &traceback);
        if (PyDict_DelItem(PyImport_GetModuleDict(), name)) {
            PyErr_Clear();
        }
        PyErr_Restore(type, value, traceback);
        Py_DECREF(module);
        return NULL;
    }
    return module;
}

static PyObject *
load_builtin(const struct _inittab *row, PyObject *name)
{
    PyObject *module;

    if (!row->initfunc) {
        return PyImport_AddModuleObject(name);
    }
    module = row->initfunc();
    if (!module) {
        if (!PyErr_Occurred()) {
            PyErr_SetString(PyExc_SystemError,
                            "error return without exception set");
        }
        return NULL;
    }
    if (PyErr_Occurred()) {
        Py_DECREF(module);
        return NULL;
    }
    if (PyObject_TypeCheck(module, &PyModuleDef_Type)) {
        return load_two_phases((PyModuleDef *)module, name);
    }
    if (_PyImport_FixupBuiltin(module, row->name, PyImport_GetModuleDict()) ||
        _PyState_KeepModule(module)) {
        Py_DECREF(module);
        return NULL;
    }
    set_names(module, name);
    return module;
}

static PyObject *
not_found(PyObject *name, PyObject *text)
{
    if (text) {
        PyErr_SetImportErrorSubclass(PyExc_ModuleNotFoundError, text, name,
                                     NULL);
        Py_DECREF(text);
    }
    return NULL;
}

/* The exception that is set, as an object, and no longer set. */
static PyObject *
taken_exception(void)
{
    PyObject *type, *value, *traceback;

    PyErr_Fetch(&type, &value, &traceback);
    PyErr_NormalizeException(&type, &value, &traceback);
    Py_XDECREF(type);
    Py_XDECREF(traceback);
    return value;
}

/* Raises what is set again, "from None": where the importer, which is written
 * in Python there, asked in vain for __path__. */
static void
raise_from_none(PyObject *asked)
{
    PyObject *value = taken_exception();

    PyException_SetContext(value, asked);
    PyException_SetCause(value, NULL);
    PyErr_Restore(Py_NewRef(Py_TYPE(value)), value, NULL);
}

/* A module that is no package has no submodules. */
static PyObject *
no_submodule(PyObject *name, Py_ssize_t dot)
{
    PyObject *parent = PyUnicode_Substring(name, 0, dot);
    PyObject *module = parent ? PyImport_Import(parent) : NULL;
    PyObject *text = NULL;

    if (module) {
        PyObject *path = PyObject_GetAttrString(module, "__path__");
        PyObject *asked = path ? NULL : taken_exception();

        text = PyUnicode_FromFormat("No module named %R; %R is not a package",
                                    name, parent);
        Py_XDECREF(path);
        Py_DECREF(module);
        not_found(name, text);
        raise_from_none(asked);
    }
    Py_XDECREF(parent);
    return NULL;
}

static PyObject *
load(PyObject *name)
{
    const struct _inittab *row = find_builtin(name);
    Py_ssize_t length = PyUnicode_GET_LENGTH(name);
    Py_ssize_t dot;

    if (row) {
        return load_builtin(row, name);
    }
    dot = PyUnicode_FindChar(name, '.', 0, length, -1);
    if (dot > 0) {
        return no_submodule(name, dot);
    }
    if (PyErr_Occurred()) {
        return NULL;
    }
    return not_found(name, PyUnicode_FromFormat("No module named %R", name));
}

/* ---- the functions to call ---------------------------------------------- */

static PyObject *
find_and_load(PyObject *name)
{
    PyObject *module = PyImport_GetModule(name);

    if (module == Py_None) {
        Py_DECREF(module);
        return not_found(
            name, PyUnicode_FromFormat(
                      "import of %R halted; None in sys.modules", name));
    }
    if (module || PyErr_Occurred()) {
        return module;
    }
    return load(name);
}

PyObject *
PyImport_Import(PyObject *name)
{
    if (name == NULL) {
        PyErr_SetString(PyExc_SystemError,
                        "NULL object passed to Py_BuildValue");
        return NULL;
    }
    if (!PyUnicode_Check(name)) {
        PyErr_SetString(PyExc_TypeError, "module name must be a string");
        return NULL;
    }
    if (PyUnicode_GET_LENGTH(name) == 0) {
        PyErr_SetString(PyExc_ValueError, "Empty module name");
        return NULL;
    }
    return find_and_load(name);
}

PyObject *
PyImport_ImportModule(const char *name)
{
    PyObject *string = PyUnicode_FromString(name);
    PyObject *module = string ? PyImport_Import(string) : NULL;

    Py_XDECREF(string);
    return module;
}

PyObject *
PyImport_ImportModuleNoBlock(const char *name)
{
    return PyImport_ImportModule(name);
}

static int
has_items(PyObject *fromlist)
{
    return fromlist && fromlist != Py_None ? PyObject_IsTrue(fromlist) : 0;
}

/* ---- relative names ------------------------------------------------------
 */

/* globals[name] as a str; borrowed, NULL without exception when it is absent
 * or None. */
static PyObject *
string_in(PyObject *globals, const char *name, const char *fault)
{
    PyObject *value = PyDict_GetItemString(globals, name);
    if (value == NULL || value == Py_None) {
        return NULL;
    }
    if (!PyUnicode_Check(value)) {
        PyErr_SetString(PyExc_TypeError, fault);
        return NULL;
    }
    return value;
}

static PyObject *
no_parent(void)
{
    PyErr_SetString(PyExc_ImportError,
                    "attempted relative import with no known parent package");
    return NULL;
}

/* The package of the module whose globals these are, as __package__ tells,
 * or __spec__, or __name__ and __path__.  New. */
static PyObject *
package_of(PyObject *globals)
{
    PyObject *package =
        string_in(globals, "__package__", "package must be a string");
    if (package != NULL || PyErr_Occurred()) {
        return Py_XNewRef(package);
    }
    PyObject *spec = PyDict_GetItemString(globals, "__spec__");
    if (spec != NULL && spec != Py_None) {
        package = PyObject_GetAttrString(spec, "parent");
        if (package != NULL && !PyUnicode_Check(package)) {
            PyErr_SetString(PyExc_TypeError,
                            "__spec__.parent must be a string");
            Py_CLEAR(package);
        }
        return package;
    }
    if (PyDict_GetItemString(globals, "__name__") == NULL) {
        PyErr_SetString(PyExc_KeyError, "'__name__' not in globals");
        return NULL;
    }
    package = string_in(globals, "__name__", "__name__ must be a string");
    if (package == NULL || PyDict_GetItemString(globals, "__path__") != NULL) {
        return Py_XNewRef(package);
    }
    Py_ssize_t dot =
        PyUnicode_FindChar(package, '.', 0, PyUnicode_GET_LENGTH(package), -1);
    return dot < 0 ? no_parent() : PyUnicode_Substring(package, 0, dot);
}

/* ".name" or "..name" as a whole name.  New. */
static PyObject *
resolve_name(PyObject *globals, PyObject *name, int level)
{
    if (globals == NULL) {
        PyErr_SetString(PyExc_KeyError, "'__name__' not in globals");
        return NULL;
    }
    if (!PyDict_Check(globals)) {
        PyErr_SetString(PyExc_TypeError, "globals must be a dict");
        return NULL;
    }
    PyObject *package = package_of(globals);
    if (package == NULL) {
        return NULL;
    }
    Py_ssize_t end = PyUnicode_GET_LENGTH(package);
    if (end == 0) {
        Py_DECREF(package);
        return no_parent();
    }
    while (--level > 0 && end >= 0) {
        end = PyUnicode_FindChar(package, '.', 0, end, -1);
    }
    PyObject *base = NULL;
    if (end < 0) {
        PyErr_SetString(PyExc_ImportError, "attempted relative import beyond "
                                           "top-level package");
    }
    else {
        base = PyUnicode_Substring(package, 0, end);
    }
    Py_DECREF(package);
    if (base != NULL && PyUnicode_GET_LENGTH(name) > 0) {
        Py_SETREF(base, PyUnicode_FromFormat("%U.%U", base, name));
    }
    return base;
}

/* The part of the module's name that stands before the first dot of `name`,
 * with which it ends: for `import .b.c` in package a that is a.b.  New. */
static PyObject *
front_module(PyObject *module, PyObject *whole, PyObject *name, int level)
{
    Py_ssize_t len = PyUnicode_GET_LENGTH(name);
    Py_ssize_t dot = PyUnicode_FindChar(name, '.', 0, len, 1);
    if (dot < 0 || (level > 0 && len == 0)) {
        return Py_NewRef(module);
    }
    Py_ssize_t cut = PyUnicode_GET_LENGTH(whole) - (len - dot);
    PyObject *front = PyUnicode_Substring(whole, 0, level == 0 ? dot : cut);
    PyObject *found = front == NULL ? NULL : PyImport_Import(front);
    Py_XDECREF(front);
    return found;
}

/* `import a.b` binds a; `from a.b import c` wants a.b. */
PyObject *
PyImport_ImportModuleLevelObject(PyObject *name, PyObject *globals,
                                 PyObject *Py_UNUSED(locals),
                                 PyObject *fromlist, int level)
{
    if (name == NULL) {
        PyErr_SetString(PyExc_ValueError, "Empty module name");
        return NULL;
    }
    if (!PyUnicode_Check(name)) {
        PyErr_SetString(PyExc_TypeError, "module name must be a string");
        return NULL;
    }
    if (level < 0) {
        PyErr_SetString(PyExc_ValueError, "level must be >= 0");
        return NULL;
    }
    PyObject *whole =
        level > 0 ? resolve_name(globals, name, level) : Py_NewRef(name);
    PyObject *module = whole == NULL ? NULL : PyImport_Import(whole);
    int from = module == NULL ? -1 : has_items(fromlist);
    if (from < 0) {
        Py_CLEAR(module);
    }
    else if (!from) {
        Py_SETREF(module, front_module(module, whole, name, level));
    }
    Py_XDECREF(whole);
    return module;
}

PyObject *
PyImport_ImportModuleLevel(const char *name, PyObject *globals,
                           PyObject *locals, PyObject *fromlist, int level)
{
    PyObject *string = PyUnicode_FromString(name);
    PyObject *module = NULL;

    if (string) {
        module = PyImport_ImportModuleLevelObject(string, globals, locals,
                                                  fromlist, level);
        Py_DECREF(string);
    }
    return module;
}
