/* import_state.c -- modules by definition, what stands in a module, and how
 * all modules end.
 *
 * Source: CPython 3.11, Python/pystate.c; finalize_modules() in
 *         Python/pylifecycle.c.
 */
#include "Python.h"
#include "internal/pycore_gc.h"
#include "internal/pycore_interp.h"
#include "internal/pycore_moduleobject.h"
#include "internal/pycore_pylifecycle.h"
#include "internal/pycore_pystate.h"
#include "internal/pycore_unicodeobject.h"

/* ---- PyState_… ---------------------------------------------------------- */

PyObject *
PyState_FindModule(PyModuleDef *def)
{
    PyObject *list = _PyInterpreterState_GET()->modules_by_index;
    Py_ssize_t index = def->m_base.m_index;
    PyObject *module;

    if (def->m_slots || index == 0 || !list ||
        index >= PyList_GET_SIZE(list)) {
        return NULL;
    }
    module = PyList_GET_ITEM(list, index);
    return module == Py_None ? NULL : module;
}

int
PyState_AddModule(PyObject *module, PyModuleDef *def)
{
    PyObject *list = _PyInterpreterState_GET()->modules_by_index;

    if (!def) {
        Py_FatalError("module definition is NULL");
    }
    if (def->m_slots) {
        PyErr_SetString(PyExc_SystemError,
                        "PyState_AddModule called on module with slots");
        return -1;
    }
    while (PyList_GET_SIZE(list) <= def->m_base.m_index) {
        if (PyList_Append(list, Py_None)) {
            return -1;
        }
    }
    return PyList_SetItem(list, def->m_base.m_index, Py_NewRef(module));
}

int
_PyState_KeepModule(PyObject *module)
{
    PyModuleDef *def = PyModule_GetDef(module);

    if (!def || def->m_size != -1) {
        return 0;
    }
    Py_XSETREF(def->m_base.m_copy, PyDict_Copy(PyModule_GetDict(module)));
    return def->m_base.m_copy ? 0 : -1;
}

static void
forget_copies(PyObject *list)
{
    for (Py_ssize_t i = 0; i < PyList_GET_SIZE(list); i++) {
        PyObject *module = PyList_GET_ITEM(list, i);
        PyModuleDef *def =
            PyModule_Check(module) ? PyModule_GetDef(module) : NULL;
        if (def) {
            Py_CLEAR(def->m_base.m_copy);
        }
    }
}

int
PyState_RemoveModule(PyModuleDef *def)
{
    PyObject *list = _PyInterpreterState_GET()->modules_by_index;

    if (def->m_slots) {
        PyErr_SetString(PyExc_SystemError,
                        "PyState_RemoveModule called on module with slots");
        return -1;
    }
    if (def->m_base.m_index == 0) {
        Py_FatalError("invalid module index");
    }
    if (!list || def->m_base.m_index >= PyList_GET_SIZE(list)) {
        Py_FatalError("module index out of bounds");
    }
    return PyList_SetItem(list, def->m_base.m_index, Py_NewRef(Py_None));
}

/* ---- what stands in a module -------------------------------------------- */

PyObject *
_PyImport_GetModuleAttr(PyObject *modname, PyObject *attr)
{
    PyObject *module = PyImport_Import(modname);
    PyObject *value = module ? PyObject_GetAttr(module, attr) : NULL;

    Py_XDECREF(module);
    return value;
}

PyObject *
_PyImport_GetModuleAttrString(const char *modname, const char *attr)
{
    PyObject *module = PyImport_ImportModule(modname);
    PyObject *value = module ? PyObject_GetAttrString(module, attr) : NULL;

    Py_XDECREF(module);
    return value;
}

PyObject *
_PyImport_GetModuleId(_Py_Identifier *name)
{
    PyObject *string = _PyUnicode_FromId(name); /* borrowed */

    return string == NULL ? NULL : PyImport_GetModule(string);
}

/* ---- the end of all modules --------------------------------------------- */

static void
set_item(PyObject *dict, const char *name, PyObject *value)
{
    if (PyDict_SetItemString(dict, name, value)) {
        PyErr_WriteUnraisable(NULL);
    }
}

/* What may hold objects of the program; the standard streams come back. */
static void
forget_specials(PyInterpreterState *interp)
{
    static const char *const names[] = {"path",
                                        "argv",
                                        "ps1",
                                        "ps2",
                                        "last_type",
                                        "last_value",
                                        "last_traceback",
                                        "path_hooks",
                                        "path_importer_cache",
                                        "meta_path",
                                        "__interactivehook__"};
    static const char *const streams[][2] = {{"stdin", "__stdin__"},
                                             {"stdout", "__stdout__"},
                                             {"stderr", "__stderr__"}};
    size_t i;

    set_item(interp->builtins, "_", Py_None);
    for (i = 0; i < Py_ARRAY_LENGTH(names); i++) {
        set_item(interp->sysdict, names[i], Py_None);
    }
    for (i = 0; i < Py_ARRAY_LENGTH(streams); i++) {
        PyObject *value = PyDict_GetItemString(interp->sysdict, streams[i][1]);

        set_item(interp->sysdict, streams[i][0], value ? value : Py_None);
    }
}

/* Weak references to all modules, in order; sys.modules is empty then. */
static PyObject *
remove_modules(PyObject *modules)
{
    PyObject *list = PyList_New(0);
    PyObject *name, *module, *ref;
    Py_ssize_t pos = 0;

    while (list && PyDict_Next(modules, &pos, &name, &module)) {
        if (!PyModule_Check(module)) {
            continue;
        }
        ref = PyWeakref_NewRef(module, NULL);
        if (!ref || PyList_Append(list, ref)) {
            PyErr_WriteUnraisable(NULL);
        }
        Py_XDECREF(ref);
    }
    PyDict_Clear(modules);
    return list;
}

/* Modules that are still referenced lose their names, the newest first. */
static void
clear_survivors(PyInterpreterState *interp, PyObject *list)
{
    Py_ssize_t i;

    for (i = PyList_GET_SIZE(list) - 1; i >= 0; i--) {
        PyObject *module = PyWeakref_GET_OBJECT(PyList_GET_ITEM(list, i));
        PyObject *dict;

        if (module == Py_None) {
            continue;
        }
        dict = _PyModule_GetDict(module);
        if (dict == interp->builtins || dict == interp->sysdict) {
            continue;
        }
        Py_INCREF(module);
        _PyModule_Clear(module);
        Py_DECREF(module);
    }
}

void
_PyImport_Cleanup(PyThreadState *tstate)
{
    PyInterpreterState *interp = tstate->interp;
    PyObject *survivors;

    if (!interp->modules) {
        return;
    }
    forget_specials(interp);
    survivors = remove_modules(interp->modules);
    _PyGC_CollectNoFail(tstate);
    _PyGC_DumpShutdownStats(interp);
    if (survivors) {
        clear_survivors(interp, survivors);
        Py_DECREF(survivors);
    }
    _PyModule_ClearDict(interp->sysdict);
    _PyModule_ClearDict(interp->builtins);
    forget_copies(interp->modules_by_index);
    Py_CLEAR(interp->modules_by_index);
    Py_CLEAR(interp->modules);
    _PyGC_CollectNoFail(tstate);
}
