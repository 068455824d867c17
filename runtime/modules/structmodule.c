/* structmodule.c -- the modules _struct and struct: values and bytes.
 *
 * The functions compile their format and keep up to 100 compiled ones.
 *
 * Source: CPython 3.11, Modules/_struct.c, Lib/struct.py.
 */
#include "struct.h"

#define CACHE_LIMIT 100

static Hb_StructState *
state_of(PyObject *module)
{
    return PyModule_GetState(module);
}

/* A new reference to the Struct of a format, from the cache if it is there. */
static PyObject *
compiled(PyObject *module, PyObject *format)
{
    Hb_StructState *state = state_of(module);

    if (state->cache == NULL) {
        state->cache = PyDict_New();
        if (state->cache == NULL) {
            return NULL;
        }
    }
    PyObject *found = PyDict_GetItemWithError(state->cache, format);
    if (found != NULL || PyErr_Occurred()) {
        return Py_XNewRef(found);
    }
    found = PyObject_CallOneArg((PyObject *)state->type, format);
    if (found != NULL) {
        if (PyDict_GET_SIZE(state->cache) >= CACHE_LIMIT) {
            PyDict_Clear(state->cache);
        }
        if (PyDict_SetItem(state->cache, format, found) < 0) {
            PyErr_Clear();
        }
    }
    return found;
}

static PyObject *
struct_clearcache(PyObject *module, PyObject *Py_UNUSED(unused))
{
    Py_CLEAR(state_of(module)->cache);
    Py_RETURN_NONE;
}

static PyObject *
struct_calcsize(PyObject *module, PyObject *format)
{
    PyObject *self = compiled(module, format);
    if (self == NULL) {
        return NULL;
    }
    PyObject *size = PyLong_FromSsize_t(((Hb_StructObject *)self)->size);
    Py_DECREF(self);
    return size;
}

/* Compiles args[0] and gives the others to the method. */
static PyObject *
with_format(PyObject *module, PyObject *const *args, Py_ssize_t nargs,
            PyObject *(*method)(PyObject *, PyObject *const *, Py_ssize_t))
{
    if (nargs == 0) {
        PyErr_SetString(PyExc_TypeError, "missing format argument");
        return NULL;
    }
    PyObject *self = compiled(module, args[0]);
    if (self == NULL) {
        return NULL;
    }
    PyObject *result = method(self, args + 1, nargs - 1);
    Py_DECREF(self);
    return result;
}

static PyObject *
struct_pack(PyObject *module, PyObject *const *args, Py_ssize_t nargs)
{
    return with_format(module, args, nargs, Hb_StructPackMethod);
}

static PyObject *
struct_pack_into(PyObject *module, PyObject *const *args, Py_ssize_t nargs)
{
    return with_format(module, args, nargs, Hb_StructPackIntoMethod);
}

/* Two arguments, a format and a buffer. */
static PyObject *
with_buffer(PyObject *module, const char *name, PyObject *const *args,
            Py_ssize_t nargs, PyCFunction method)
{
    if (!_PyArg_CheckPositional(name, nargs, 2, 2)) {
        return NULL;
    }
    PyObject *self = compiled(module, args[0]);
    if (self == NULL) {
        return NULL;
    }
    PyObject *result = method(self, args[1]);
    Py_DECREF(self);
    return result;
}

static PyObject *
struct_unpack(PyObject *module, PyObject *const *args, Py_ssize_t nargs)
{
    return with_buffer(module, "unpack", args, nargs, Hb_StructUnpackMethod);
}

static PyObject *
struct_iter_unpack(PyObject *module, PyObject *const *args, Py_ssize_t nargs)
{
    return with_buffer(module, "iter_unpack", args, nargs,
                       Hb_StructIterUnpackMethod);
}

static PyObject *
struct_unpack_from(PyObject *module, PyObject *const *args, Py_ssize_t nargs,
                   PyObject *kwnames)
{
    static const char *const names[] = {"", "buffer", "offset", NULL};
    static _PyArg_Parser parser = {NULL, names, "unpack_from"};
    PyObject *space[3], *result = NULL;
    Py_ssize_t count = nargs + (kwnames ? PyTuple_GET_SIZE(kwnames) : 0);

    args = _PyArg_UnpackKeywords(args, nargs, NULL, kwnames, &parser, 2, 3, 0,
                                 space);
    if (args == NULL) {
        return NULL;
    }
    PyObject *self = compiled(module, args[0]);
    if (self == NULL) {
        return NULL;
    }
    result = Hb_StructUnpackAt(self, args[1], count > 2 ? args[2] : NULL);
    Py_DECREF(self);
    return result;
}

#define FAST(function) ((PyCFunction)(void (*)(void))(function))

static PyMethodDef struct_functions[] = {
    {"_clearcache", struct_clearcache, METH_NOARGS,
     PyDoc_STR("Forgets the compiled formats.")},
    {"calcsize", struct_calcsize, METH_O,
     PyDoc_STR("The bytes that a format takes.")},
    {"iter_unpack", FAST(struct_iter_unpack), METH_FASTCALL,
     PyDoc_STR("An iterator over the tuples that a buffer holds.")},
    {"pack", FAST(struct_pack), METH_FASTCALL,
     PyDoc_STR("pack(format, v1, v2, ...) -> bytes")},
    {"pack_into", FAST(struct_pack_into), METH_FASTCALL,
     PyDoc_STR("pack_into(format, buffer, offset, v1, v2, ...)")},
    {"unpack", FAST(struct_unpack), METH_FASTCALL,
     PyDoc_STR("The values in a buffer of exactly the format's size.")},
    {"unpack_from", FAST(struct_unpack_from), METH_FASTCALL | METH_KEYWORDS,
     PyDoc_STR("The values at an offset of a buffer.")},
    {NULL, NULL, 0, NULL},
};

static int
core_exec(PyObject *module)
{
    Hb_StructState *state = state_of(module);

    state->type =
        (PyTypeObject *)PyType_FromModuleAndSpec(module, &Hb_StructSpec, NULL);
    if (state->type == NULL || PyModule_AddType(module, state->type) < 0) {
        return -1;
    }
    state->iterator_type = (PyTypeObject *)PyType_FromModuleAndSpec(
        module, &Hb_StructIteratorSpec, NULL);
    if (state->iterator_type == NULL) {
        return -1;
    }
    state->error = PyErr_NewException("struct.error", NULL, NULL);
    return state->error == NULL
               ? -1
               : PyModule_AddObjectRef(module, "error", state->error);
}

static int
core_traverse(PyObject *module, visitproc visit, void *arg)
{
    Hb_StructState *state = state_of(module);

    if (state != NULL) {
        Py_VISIT(state->cache);
        Py_VISIT(state->type);
        Py_VISIT(state->iterator_type);
        Py_VISIT(state->error);
    }
    return 0;
}

static int
core_clear(PyObject *module)
{
    Hb_StructState *state = state_of(module);

    if (state != NULL) {
        Py_CLEAR(state->cache);
        Py_CLEAR(state->type);
        Py_CLEAR(state->iterator_type);
        Py_CLEAR(state->error);
    }
    return 0;
}

static void
core_free(void *module)
{
    core_clear(module);
}

static PyModuleDef_Slot core_slots[] = {
    {Py_mod_exec, (void *)core_exec},
    {0, NULL},
};

struct PyModuleDef Hb_StructModule = {
    PyModuleDef_HEAD_INIT,
    .m_name = "_struct",
    .m_doc = PyDoc_STR("Values of C as bytes, and back."),
    .m_size = sizeof(Hb_StructState),
    .m_methods = struct_functions,
    .m_slots = core_slots,
    .m_traverse = core_traverse,
    .m_clear = core_clear,
    .m_free = core_free,
};

PyMODINIT_FUNC PyInit__struct(void);

PyMODINIT_FUNC
PyInit__struct(void)
{
    return PyModuleDef_Init(&Hb_StructModule);
}

/* ---- struct: the public names of _struct ---------------------------------
 */

static int
struct_exec(PyObject *module)
{
    static const char *const names[] = {
        "calcsize",    "pack",   "pack_into", "unpack", "unpack_from",
        "iter_unpack", "Struct", "error",     NULL,
    };
    PyObject *core = PyImport_ImportModule("_struct");
    PyObject *all = core == NULL ? NULL : PyList_New(0);
    int status = all == NULL ? -1 : 0;

    for (int i = 0; status == 0 && names[i] != NULL; i++) {
        PyObject *name = PyUnicode_FromString(names[i]);
        PyObject *value = PyObject_GetAttrString(core, names[i]);
        status = name == NULL || value == NULL ||
                         PyList_Append(all, name) < 0 ||
                         PyModule_AddObjectRef(module, names[i], value) < 0
                     ? -1
                     : 0;
        Py_XDECREF(name);
        Py_XDECREF(value);
    }
    if (status == 0) {
        PyObject *clear = PyObject_GetAttrString(core, "_clearcache");
        status =
            PyModule_AddObjectRef(module, "__all__", all) < 0 ||
                    PyModule_AddObjectRef(module, "_clearcache", clear) < 0
                ? -1
                : 0;
        Py_XDECREF(clear);
    }
    Py_XDECREF(all);
    Py_XDECREF(core);
    return status;
}

static PyModuleDef_Slot struct_slots[] = {
    {Py_mod_exec, (void *)struct_exec},
    {0, NULL},
};

static struct PyModuleDef struct_module = {
    PyModuleDef_HEAD_INIT,
    .m_name = "struct",
    .m_doc = PyDoc_STR("Values of C as bytes, and back."),
    .m_slots = struct_slots,
};

PyMODINIT_FUNC PyInit_struct(void);

PyMODINIT_FUNC
PyInit_struct(void)
{
    return PyModuleDef_Init(&struct_module);
}
