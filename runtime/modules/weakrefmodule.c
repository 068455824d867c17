/* weakrefmodule.c -- the modules _weakref and weakref.
 *
 * Source: CPython 3.11, Modules/_weakref.c, Lib/weakref.py.
 */
#include "internal/hb_getargs.h"
#include "internal/hb_weakcollections.h"
#include "internal/hb_weakref_module.h"
#include "internal/pycore_object.h"
#include "internal/pycore_moduleobject.h"

static PyWeakReference *
first_of(PyObject *op)
{
    if (!_PyType_SUPPORTS_WEAKREFS(Py_TYPE(op))) {
        return NULL;
    }
    return *(PyWeakReference **)_PyObject_GET_WEAKREFS_LISTPTR(op);
}

static PyObject *
weakref_getweakrefcount(PyObject *Py_UNUSED(self), PyObject *op)
{
    return PyLong_FromSsize_t(_PyWeakref_GetWeakrefCount(first_of(op)));
}

static PyObject *
weakref_getweakrefs(PyObject *Py_UNUSED(self), PyObject *op)
{
    PyWeakReference *first = first_of(op);
    Py_ssize_t count = _PyWeakref_GetWeakrefCount(first);
    PyObject *list = PyList_New(count);
    PyWeakReference *ref = first_of(op);
    Py_ssize_t i;

    for (i = 0; list && i < count; i++) {
        PyList_SET_ITEM(list, i, Py_NewRef((PyObject *)ref));
        ref = ref->wr_next;
    }
    return list;
}

static PyObject *
weakref_proxy(PyObject *Py_UNUSED(self), PyObject *const *args,
              Py_ssize_t nargs)
{
    if (!_PyArg_CheckPositional("proxy", nargs, 1, 2)) {
        return NULL;
    }
    return PyWeakref_NewProxy(args[0], nargs > 1 ? args[1] : NULL);
}

static PyMethodDef weakref_methods[] = {
    {"getweakrefcount", weakref_getweakrefcount, METH_O, NULL},
    {"getweakrefs", weakref_getweakrefs, METH_O, NULL},
    {"proxy", _PyCFunction_CAST(weakref_proxy), METH_FASTCALL, NULL},
    {NULL, NULL, 0, NULL},
};

static int
add_references(PyObject *module)
{
    PyObject *ref = (PyObject *)&_PyWeakref_RefType;

    return PyModule_AddObjectRef(module, "ref", ref) ||
           PyModule_AddObjectRef(module, "ReferenceType", ref) ||
           PyModule_AddObjectRef(module, "ProxyType",
                                 (PyObject *)&_PyWeakref_ProxyType) ||
           PyModule_AddObjectRef(module, "CallableProxyType",
                                 (PyObject *)&_PyWeakref_CallableProxyType);
}

static int
core_exec(PyObject *module)
{
    return add_references(module) ? -1 : 0;
}

static int
module_exec(PyObject *module)
{
    PyTypeObject *types[] = {
        &Hb_KeyedRef_Type,          &Hb_WeakValueDictionary_Type,
        &Hb_WeakKeyDictionary_Type, &Hb_WeakSet_Type,
        &Hb_Finalize_Type,
    };
    size_t i;

    if (Hb_ModuleAddFunctionsOf(module, "_weakref", weakref_methods) ||
        add_references(module) || PyType_Ready(&Hb_WeakIterator_Type)) {
        return -1;
    }
    for (i = 0; i < Py_ARRAY_LENGTH(types); i++) {
        if (PyModule_AddType(module, types[i])) {
            return -1;
        }
    }
    return 0;
}

/* The finalizers' registry goes with the module. */
static void
module_free(void *Py_UNUSED(module))
{
    Hb_FinalizeForget();
}

static PyModuleDef_Slot core_slots[] = {
    {Py_mod_exec, (void *)core_exec},
    {0, NULL},
};

static PyModuleDef core_module = {
    PyModuleDef_HEAD_INIT,
    .m_name = "_weakref",
    .m_methods = weakref_methods,
    .m_slots = core_slots,
};

static PyModuleDef_Slot module_slots[] = {
    {Py_mod_exec, (void *)module_exec},
    {0, NULL},
};

static PyModuleDef weakref_module = {
    PyModuleDef_HEAD_INIT,
    .m_name = "weakref",
    .m_slots = module_slots,
    .m_free = module_free,
};

PyMODINIT_FUNC PyInit__weakref(void);
PyMODINIT_FUNC PyInit_weakref(void);

PyMODINIT_FUNC
PyInit__weakref(void)
{
    return PyModuleDef_Init(&core_module);
}

PyMODINIT_FUNC
PyInit_weakref(void)
{
    return PyModuleDef_Init(&weakref_module);
}
