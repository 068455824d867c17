/* collectionsmodule.c -- the module collections. */
#include "collections_deque.h"
#include "collections_parts.h"

/* The module's own types, readied before they get their names. */
static PyTypeObject *const types[] = {
    &Hb_Deque_Type,       &Hb_DequeIter_Type,   &Hb_DequeRevIter_Type,
    &Hb_DefaultDict_Type, &Hb_TupleGetter_Type,
};

static PyMethodDef collections_methods[] = {
    {"namedtuple", _PyCFunction_CAST(Hb_NamedTuple),
     METH_VARARGS | METH_KEYWORDS, "Makes a class of tuples with names."},
    {NULL, NULL, 0, NULL},
};

static int
collections_exec(PyObject *module)
{
    PyObject *counter;
    int status;
    size_t i;

    for (i = 0; i < Py_ARRAY_LENGTH(types); i++) {
        if (PyType_Ready(types[i]) < 0) {
            return -1;
        }
    }
    if (PyModule_AddType(module, &Hb_Deque_Type) < 0) {
        return -1;
    }
    if (PyModule_AddType(module, &Hb_DefaultDict_Type) < 0 ||
        PyModule_AddType(module, &PyODict_Type) < 0) {
        return -1;
    }
    counter = Hb_CounterMakeType();
    if (counter == NULL) {
        return -1;
    }
    status = PyModule_AddObjectRef(module, "Counter", counter);
    Py_DECREF(counter);
    return status;
}

static PyModuleDef_Slot collections_slots[] = {
    {Py_mod_exec, (void *)collections_exec},
    {0, NULL},
};

static struct PyModuleDef collections_module = {
    PyModuleDef_HEAD_INIT,
    .m_name = "collections",
    .m_doc = PyDoc_STR("Containers beside the built-in ones."),
    .m_methods = collections_methods,
    .m_slots = collections_slots,
};

PyMODINIT_FUNC PyInit_collections(void);

PyMODINIT_FUNC
PyInit_collections(void)
{
    return PyModuleDef_Init(&collections_module);
}
