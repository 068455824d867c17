/* collectionsmodule.c -- the module collections. */
#include "collections_deque.h"
#include "collections_parts.h"

/* The module's own types, readied before they get their names. */
static PyTypeObject *const types[] = {
    &Hb_Deque_Type,
    &Hb_DequeIter_Type,
    &Hb_DequeRevIter_Type,
    &Hb_DefaultDict_Type,
};

static int
collections_exec(PyObject *module)
{
    size_t i;

    for (i = 0; i < Py_ARRAY_LENGTH(types); i++) {
        if (PyType_Ready(types[i]) < 0) {
            return -1;
        }
    }
    if (PyModule_AddType(module, &Hb_Deque_Type) < 0) {
        return -1;
    }
    return PyModule_AddType(module, &Hb_DefaultDict_Type);
}

static PyModuleDef_Slot collections_slots[] = {
    {Py_mod_exec, (void *)collections_exec},
    {0, NULL},
};

static struct PyModuleDef collections_module = {
    PyModuleDef_HEAD_INIT,
    .m_name = "collections",
    .m_doc = PyDoc_STR("Containers beside the built-in ones."),
    .m_slots = collections_slots,
};

PyMODINIT_FUNC PyInit_collections(void);

PyMODINIT_FUNC
PyInit_collections(void)
{
    return PyModuleDef_Init(&collections_module);
}
