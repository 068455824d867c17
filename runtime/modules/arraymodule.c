/* arraymodule.c -- the module array, and the iterator of its type.
 *
 * Source: CPython 3.11, Modules/arraymodule.c.
 */
#include "array.h"
#include "internal/pycore_unicodeobject.h"

/* ---- the iterator ------------------------------------------------------- */

/*    arrayiterobject: 40 bytes
 *   +----+---------+
 *   |  0 | ob_base |
 *   | 16 | index   |
 *   | 24 | array   |---> the array; NULL when exhausted
 *   | 32 | getitem |---> what makes an item an object
 *   +----+---------+
 */
typedef struct {
    PyObject_HEAD
    Py_ssize_t index;
    PyObject *array;
    PyObject *(*getitem)(arrayobject *, Py_ssize_t);
} arrayiterobject;

static void
arrayiter_dealloc(PyObject *self)
{
    PyObject_GC_UnTrack(self);
    Py_XDECREF(((arrayiterobject *)self)->array);
    PyObject_GC_Del(self);
}

static int
arrayiter_traverse(PyObject *self, visitproc visit, void *arg)
{
    Py_VISIT(((arrayiterobject *)self)->array);
    return 0;
}

PyObject *
Hb_ArrayIter(PyObject *array)
{
    arrayiterobject *it = PyObject_GC_New(arrayiterobject, &Hb_ArrayIterType);
    if (it != NULL) {
        it->index = 0;
        it->array = Py_NewRef(array);
        it->getitem = ((arrayobject *)array)->ob_descr->getitem;
        PyObject_GC_Track(it);
    }
    return (PyObject *)it;
}

static PyObject *
arrayiter_next(PyObject *self)
{
    arrayiterobject *it = (arrayiterobject *)self;
    if (it->array == NULL) {
        return NULL;
    }
    if (it->index < Py_SIZE(it->array)) {
        return it->getitem((arrayobject *)it->array, it->index++);
    }
    Py_CLEAR(it->array);
    return NULL;
}

static PyObject *
arrayiter_reduce(PyObject *self, PyObject *Py_UNUSED(ignored))
{
    arrayiterobject *it = (arrayiterobject *)self;
    PyObject *iter = _PyEval_GetBuiltin(&_Py_ID(iter));
    if (iter == NULL) {
        return NULL;
    }
    if (it->array == NULL) {
        return Py_BuildValue("N(())", iter);
    }
    return Py_BuildValue("N(O)n", iter, it->array, it->index);
}

static PyObject *
arrayiter_setstate(PyObject *self, PyObject *state)
{
    arrayiterobject *it = (arrayiterobject *)self;
    Py_ssize_t index = PyLong_AsSsize_t(state);
    if (index == -1 && PyErr_Occurred()) {
        return NULL;
    }
    if (it->array != NULL) {
        it->index = Py_MIN(Py_MAX(index, 0), Py_SIZE(it->array));
    }
    Py_RETURN_NONE;
}

static PyMethodDef arrayiter_methods[] = {
    {"__reduce__", arrayiter_reduce, METH_NOARGS, PyDoc_STR("For copying.")},
    {"__setstate__", arrayiter_setstate, METH_O, PyDoc_STR("For copying.")},
    {NULL, NULL, 0, NULL},
};

/* A heap type, as it is there, has all its protocols, if empty ones. */
static PySequenceMethods no_sequence;

PyTypeObject Hb_ArrayIterType = {
    PyVarObject_HEAD_INIT(&PyType_Type, 0).tp_name = "array.arrayiterator",
    .tp_basicsize = sizeof(arrayiterobject),
    .tp_dealloc = arrayiter_dealloc,
    .tp_as_sequence = &no_sequence,
    .tp_getattro = PyObject_GenericGetAttr,
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC |
                Py_TPFLAGS_DISALLOW_INSTANTIATION,
    .tp_traverse = arrayiter_traverse,
    .tp_iter = PyObject_SelfIter,
    .tp_iternext = arrayiter_next,
    .tp_methods = arrayiter_methods,
};

/* ---- the module --------------------------------------------------------- */

static PyMethodDef array_functions[] = {
    {"_array_reconstructor",
     (PyCFunction)(void (*)(void))Hb_ArrayReconstructor, METH_FASTCALL,
     PyDoc_STR("Makes an array from what __reduce_ex__ gave.")},
    {NULL, NULL, 0, NULL},
};

/* An instance knows the module of a heap type, which array is there. */
static int
name_module(void)
{
    PyObject *name = PyUnicode_FromString("array");
    int status = name == NULL ? -1
                              : PyDict_SetItem(Hb_ArrayType.tp_dict,
                                               &_Py_ID(__module__), name);

    Py_XDECREF(name);
    return status;
}

static int
array_exec(PyObject *module)
{
    if (PyType_Ready(&Hb_ArrayIterType) < 0 ||
        PyType_Ready(&Hb_ArrayType) < 0 || name_module() < 0 ||
        PyModule_AddType(module, &Hb_ArrayType) < 0 ||
        PyModule_AddObjectRef(module, "ArrayType", (PyObject *)&Hb_ArrayType) <
            0) {
        return -1;
    }
    return PyModule_AddStringConstant(module, "typecodes", "bBuhHiIlLqQfd");
}

static PyModuleDef_Slot array_slots[] = {
    {Py_mod_exec, (void *)array_exec},
    {0, NULL},
};

static struct PyModuleDef array_module = {
    PyModuleDef_HEAD_INIT,
    .m_name = "array",
    .m_doc = PyDoc_STR("Numbers of one C type, side by side."),
    .m_methods = array_functions,
    .m_slots = array_slots,
};

PyMODINIT_FUNC PyInit_array(void);

PyMODINIT_FUNC
PyInit_array(void)
{
    return PyModuleDef_Init(&array_module);
}
