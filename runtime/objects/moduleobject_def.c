/* moduleobject_def.c -- modules made from a PyModuleDef, in one or two phases,
 * and what is added to a module from C.
 *
 * Source: CPython 3.11, Objects/moduleobject.c and Python/modsupport.c; PEP
 * 489.
 */

#include "Python.h"
#include "internal/pycore_moduleobject.h"
#include "internal/pycore_object.h"
#include "internal/pycore_unicodeobject.h"

#define MODULE(m) ((PyModuleObject *)(m))

PyTypeObject PyModuleDef_Type = {
    PyVarObject_HEAD_INIT(&PyType_Type, 0).tp_name = "moduledef",
    .tp_basicsize = sizeof(PyModuleDef),
    .tp_flags = Py_TPFLAGS_DEFAULT,
};

PyObject *
PyModuleDef_Init(PyModuleDef *def)
{
    static Py_ssize_t last_index;

    if (def->m_base.m_index == 0) {
        Py_SET_REFCNT(def, 1);
        Py_SET_TYPE(def, &PyModuleDef_Type);
        def->m_base.m_index = ++last_index;
    }
    return (PyObject *)def;
}

/* ---- functions ------------------------------------------------------------
 */

static int
add_functions(PyObject *m, PyObject *name, PyMethodDef *methods)
{
    for (; methods->ml_name; methods++) {
        PyObject *function;
        int result;

        if (methods->ml_flags & (METH_CLASS | METH_STATIC)) {
            PyErr_SetString(PyExc_ValueError, "module functions cannot set "
                                              "METH_CLASS or METH_STATIC");
            return -1;
        }
        function = PyCFunction_NewEx(methods, m, name);
        if (!function) {
            return -1;
        }
        result = PyObject_SetAttrString(m, methods->ml_name, function);
        Py_DECREF(function);
        if (result < 0) {
            return -1;
        }
    }
    return 0;
}

int
PyModule_AddFunctions(PyObject *module, PyMethodDef *methods)
{
    PyObject *name = PyModule_GetNameObject(module);
    int result;

    if (!name) {
        return -1;
    }
    result = add_functions(module, name, methods);
    Py_DECREF(name);
    return result;
}

int
Hb_ModuleAddFunctionsOf(PyObject *module, const char *home,
                        PyMethodDef *functions)
{
    PyObject *name = PyUnicode_InternFromString(home);
    int result = name ? add_functions(module, name, functions) : -1;

    Py_XDECREF(name);
    return result;
}

int
PyModule_SetDocString(PyObject *module, const char *doc)
{
    PyObject *text = PyUnicode_FromString(doc);
    int result;

    if (!text) {
        return -1;
    }
    result = PyObject_SetAttr(module, &_Py_ID(__doc__), text);
    Py_DECREF(text);
    return result;
}

/* Adds functions and doc string of the def; takes m. */
static PyObject *
furnish(PyObject *m, PyObject *name, PyModuleDef *def)
{
    if ((def->m_methods && add_functions(m, name, def->m_methods) < 0) ||
        (def->m_doc && PyModule_SetDocString(m, def->m_doc) < 0)) {
        Py_CLEAR(m);
    }
    return m;
}

static int
make_state(PyObject *m, PyModuleDef *def)
{
    if (def->m_size <= 0 || MODULE(m)->md_state) {
        return 0;
    }
    MODULE(m)->md_state = PyMem_Calloc(1, (size_t)def->m_size);
    if (!MODULE(m)->md_state) {
        PyErr_NoMemory();
        return -1;
    }
    return 0;
}

/* ---- one phase
 * ---------------------------------------------------------------- */

PyObject *
_PyModule_CreateInitialized(PyModuleDef *def, int apiver)
{
    PyObject *m, *name;

    (void)apiver;
    PyModuleDef_Init(def);
    if (def->m_slots) {
        return PyErr_Format(PyExc_SystemError,
                            "module %s: PyModule_Create is incompatible with "
                            "m_slots",
                            def->m_name);
    }
    m = PyModule_New(def->m_name);
    if (!m) {
        return NULL;
    }
    if (make_state(m, def) < 0) {
        Py_DECREF(m);
        return NULL;
    }
    name = PyModule_GetNameObject(m);
    m = furnish(m, name, def);
    Py_DECREF(name);
    if (m) {
        MODULE(m)->md_def = def;
    }
    return m;
}

PyObject *
PyModule_Create2(PyModuleDef *def, int apiver)
{
    return _PyModule_CreateInitialized(def, apiver);
}

/* ---- two phases
 * ------------------------------------------------------------------ */

typedef PyObject *(*create_function)(PyObject *spec, PyModuleDef *def);
typedef int (*exec_function)(PyObject *module);

/* Checks the slots; *create is the function of Py_mod_create, or NULL. */
static int
scan_slots(PyModuleDef *def, const char *name, create_function *create,
           int *has_exec)
{
    *create = NULL;
    *has_exec = 0;
    for (PyModuleDef_Slot *slot = def->m_slots; slot && slot->slot; slot++) {
        if (slot->slot < 0 || slot->slot > _Py_mod_LAST_SLOT) {
            PyErr_Format(PyExc_SystemError,
                         "module %s uses unknown slot ID %i", name,
                         slot->slot);
            return -1;
        }
        if (slot->slot == Py_mod_exec) {
            *has_exec = 1;
            continue;
        }
        if (*create) {
            PyErr_Format(PyExc_SystemError,
                         "module %s has multiple create slots", name);
            return -1;
        }
        *create = (create_function)slot->value;
    }
    return 0;
}

/* Calls the create function, and checks that it keeps the rules. */
static PyObject *
create_module(PyModuleDef *def, PyObject *spec, const char *name,
              create_function create)
{
    PyObject *m = create(spec, def);

    if (!m && !PyErr_Occurred()) {
        PyErr_Format(PyExc_SystemError,
                     "creation of module %s failed without setting an "
                     "exception",
                     name);
    }
    else if (m && PyErr_Occurred()) {
        PyErr_Format(PyExc_SystemError,
                     "creation of module %s raised unreported exception",
                     name);
        Py_CLEAR(m);
    }
    return m;
}

/* A result of create() that is no module can carry no state and no exec. */
static int
adopt(PyObject *m, PyModuleDef *def, const char *name, int has_exec)
{
    if (PyModule_Check(m)) {
        MODULE(m)->md_state = NULL;
        MODULE(m)->md_def = def;
        return 0;
    }
    if (def->m_size > 0 || def->m_traverse || def->m_clear || def->m_free) {
        PyErr_Format(PyExc_SystemError,
                     "module %s is not a module object, but requests module "
                     "state",
                     name);
        return -1;
    }
    if (has_exec) {
        PyErr_Format(PyExc_SystemError,
                     "module %s specifies execution slots, but did not create "
                     "a ModuleType instance",
                     name);
        return -1;
    }
    return 0;
}

PyObject *
PyModule_FromDefAndSpec2(PyModuleDef *def, PyObject *spec, int apiver)
{
    create_function create;
    PyObject *name, *m = NULL;
    const char *text;
    int has_exec;

    (void)apiver;
    PyModuleDef_Init(def);
    name = PyObject_GetAttr(spec, &_Py_ID(name));
    text = name ? PyUnicode_AsUTF8(name) : NULL;
    if (!text) {
        Py_XDECREF(name);
        return NULL;
    }
    if (def->m_size < 0) {
        PyErr_Format(PyExc_SystemError,
                     "module %s: m_size may not be negative for multi-phase "
                     "initialization",
                     text);
    }
    else if (scan_slots(def, text, &create, &has_exec) == 0) {
        m = create ? create_module(def, spec, text, create)
                   : PyModule_NewObject(name);
    }
    if (m && adopt(m, def, text, has_exec) < 0) {
        Py_CLEAR(m);
    }
    m = m ? furnish(m, name, def) : NULL;
    Py_DECREF(name);
    return m;
}

static int
run_exec(PyObject *module, const char *name, exec_function function)
{
    int result = function(module);

    if (result && !PyErr_Occurred()) {
        PyErr_Format(PyExc_SystemError,
                     "execution of module %s failed without setting an "
                     "exception",
                     name);
    }
    else if (!result && PyErr_Occurred()) {
        PyErr_Format(PyExc_SystemError,
                     "execution of module %s raised unreported exception",
                     name);
        result = -1;
    }
    return result ? -1 : 0;
}

int
PyModule_ExecDef(PyObject *module, PyModuleDef *def)
{
    const char *name = PyModule_GetName(module);

    if (!name || (PyModule_Check(module) && make_state(module, def) < 0)) {
        return -1;
    }
    for (PyModuleDef_Slot *slot = def->m_slots; slot && slot->slot; slot++) {
        if (slot->slot == Py_mod_exec &&
            run_exec(module, name, (exec_function)slot->value) < 0) {
            return -1;
        }
        if (slot->slot < 0 || slot->slot > _Py_mod_LAST_SLOT) {
            PyErr_Format(PyExc_SystemError,
                         "module %s initialized with unknown slot %i", name,
                         slot->slot);
            return -1;
        }
    }
    return 0;
}

/* ---- adding
 * ---------------------------------------------------------------------- */

int
PyModule_AddObjectRef(PyObject *module, const char *name, PyObject *value)
{
    PyObject *dict;

    if (!PyModule_Check(module)) {
        PyErr_SetString(PyExc_TypeError,
                        "PyModule_AddObjectRef() first argument must be a "
                        "module");
        return -1;
    }
    if (!value) {
        if (!PyErr_Occurred()) {
            PyErr_SetString(PyExc_SystemError,
                            "PyModule_AddObjectRef() must be called with an "
                            "exception raised if value is NULL");
        }
        return -1;
    }
    dict = PyModule_GetDict(module);
    return PyDict_SetItemString(dict, name, value);
}

int
PyModule_AddObject(PyObject *module, const char *name, PyObject *value)
{
    int result = PyModule_AddObjectRef(module, name, value);

    if (result == 0) {
        Py_DECREF(value);
    }
    return result;
}

/* Adds a new object that the caller has just made; takes it. */
static int
add_new(PyObject *module, const char *name, PyObject *value)
{
    int result;

    if (!value) {
        return -1;
    }
    result = PyModule_AddObjectRef(module, name, value);
    Py_DECREF(value);
    return result;
}

int
PyModule_AddIntConstant(PyObject *module, const char *name, long value)
{
    return add_new(module, name, PyLong_FromLong(value));
}

int
PyModule_AddStringConstant(PyObject *module, const char *name,
                           const char *value)
{
    return add_new(module, name, PyUnicode_FromString(value));
}

int
PyModule_AddType(PyObject *module, PyTypeObject *type)
{
    if (PyType_Ready(type) < 0) {
        return -1;
    }
    return PyModule_AddObjectRef(module, _PyType_Name(type), (PyObject *)type);
}
