/* copyreg.c -- the module copyreg: how objects are taken apart and rebuilt.
 *
 * object.__reduce_ex__ names functions of this module in what it returns, and
 * asks it for the slots of a class.  copy() looks into dispatch_table first.
 *
 * Source: CPython 3.11, Lib/copyreg.py.
 */
#include "Python.h"
#include "internal/pycore_unicodeobject.h"
#include "internal/pycore_unionobject.h"

/* ---- dispatch_table ---- */

static PyObject *
copyreg_constructor(PyObject *Py_UNUSED(module), PyObject *object)
{
    if (!PyCallable_Check(object)) {
        PyErr_SetString(PyExc_TypeError, "constructors must be callable");
        return NULL;
    }
    Py_RETURN_NONE;
}

static PyObject *
copyreg_pickle(PyObject *module, PyObject *args, PyObject *kwds)
{
    static char *names[] = {"ob_type", "pickle_function", "constructor_ob",
                            NULL};
    PyObject *type, *function, *constructor = Py_None, *table;
    int status;

    if (!PyArg_ParseTupleAndKeywords(args, kwds, "OO|O:pickle", names, &type,
                                     &function, &constructor)) {
        return NULL;
    }
    if (!PyCallable_Check(function)) {
        PyErr_SetString(PyExc_TypeError,
                        "reduction functions must be callable");
        return NULL;
    }
    table = PyObject_GetAttr(module, &_Py_ID(dispatch_table));
    if (table == NULL) {
        return NULL;
    }
    status = PyObject_SetItem(table, type, function);
    Py_DECREF(table);
    if (status < 0) {
        return NULL;
    }
    if (constructor != Py_None) {
        return copyreg_constructor(module, constructor);
    }
    Py_RETURN_NONE;
}

static PyObject *
copyreg_pickle_complex(PyObject *Py_UNUSED(module), PyObject *number)
{
    PyObject *real = PyObject_GetAttr(number, &_Py_ID(real)), *imag;

    if (real == NULL) {
        return NULL;
    }
    imag = PyObject_GetAttr(number, &_Py_ID(imag));
    if (imag == NULL) {
        Py_DECREF(real);
        return NULL;
    }
    return Py_BuildValue("O(NN)", &PyComplex_Type, real, imag);
}

/* functools.reduce(operator.or_, its types) */
static PyObject *
copyreg_pickle_union(PyObject *Py_UNUSED(module), PyObject *obj)
{
    PyObject *reduce = _PyImport_GetModuleAttrString("functools", "reduce");
    PyObject *or_ = NULL, *args = NULL, *result = NULL;

    if (reduce != NULL) {
        or_ = _PyImport_GetModuleAttrString("operator", "or_");
    }
    if (or_ != NULL) {
        args = PyObject_GetAttrString(obj, "__args__");
    }
    if (args != NULL) {
        result = Py_BuildValue("O(OO)", reduce, or_, args);
    }
    Py_XDECREF(reduce);
    Py_XDECREF(or_);
    Py_XDECREF(args);
    return result;
}

/* ---- rebuilding ---- */

/* cls.__new__(cls, *args, **kwargs) */
static PyObject *
call_new(PyObject *cls, PyObject *args, PyObject *kwargs)
{
    PyObject *new = PyObject_GetAttr(cls, &_Py_ID(__new__)), *head, *all;
    PyObject *result = NULL;

    if (new == NULL) {
        return NULL;
    }
    head = PyTuple_Pack(1, cls);
    all = head ? PySequence_Concat(head, args) : NULL;
    Py_XDECREF(head);
    if (all != NULL) {
        result = PyObject_Call(new, all, kwargs);
        Py_DECREF(all);
    }
    Py_DECREF(new);
    return result;
}

static PyObject *
copyreg_newobj(PyObject *Py_UNUSED(module), PyObject *args)
{
    PyObject *rest, *result;

    if (PyTuple_GET_SIZE(args) < 1) {
        PyErr_SetString(PyExc_TypeError,
                        "__newobj__() missing 1 required positional "
                        "argument: 'cls'");
        return NULL;
    }
    rest = PyTuple_GetSlice(args, 1, PY_SSIZE_T_MAX);
    if (rest == NULL) {
        return NULL;
    }
    result = call_new(PyTuple_GET_ITEM(args, 0), rest, NULL);
    Py_DECREF(rest);
    return result;
}

static PyObject *
copyreg_newobj_ex(PyObject *Py_UNUSED(module), PyObject *args)
{
    PyObject *cls, *positional, *kwargs, *result;

    if (!PyArg_UnpackTuple(args, "__newobj_ex__", 3, 3, &cls, &positional,
                           &kwargs)) {
        return NULL;
    }
    positional = PySequence_Tuple(positional);
    if (positional == NULL) {
        return NULL;
    }
    result = call_new(cls, positional, kwargs);
    Py_DECREF(positional);
    return result;
}

/* base.__new__(cls, state), then base.__init__ if it is not object's. */
static PyObject *
rebuild_from(PyObject *cls, PyObject *base, PyObject *state)
{
    PyObject *obj =
        PyObject_CallMethodObjArgs(base, &_Py_ID(__new__), cls, state, NULL);
    PyObject *none;

    if (obj == NULL ||
        ((PyTypeObject *)base)->tp_init == PyBaseObject_Type.tp_init) {
        return obj;
    }
    none =
        PyObject_CallMethodObjArgs(base, &_Py_ID(__init__), obj, state, NULL);
    if (none == NULL) {
        Py_DECREF(obj);
        return NULL;
    }
    Py_DECREF(none);
    return obj;
}

static PyObject *
copyreg_reconstructor(PyObject *Py_UNUSED(module), PyObject *args)
{
    PyObject *cls, *base, *state;

    if (!PyArg_UnpackTuple(args, "_reconstructor", 3, 3, &cls, &base,
                           &state)) {
        return NULL;
    }
    if (base == (PyObject *)&PyBaseObject_Type) {
        return PyObject_CallMethodOneArg(base, &_Py_ID(__new__), cls);
    }
    if (!PyType_Check(base)) {
        PyErr_SetString(PyExc_TypeError, "base must be a type");
        return NULL;
    }
    return rebuild_from(cls, base, state);
}

/* ---- reduction for protocols 0 and 1 ---- */

/* The first class of the mro that was not made by a class statement. */
static PyTypeObject *
static_base(PyTypeObject *cls)
{
    Py_ssize_t i;

    for (i = 0; i < PyTuple_GET_SIZE(cls->tp_mro); i++) {
        PyTypeObject *base = (PyTypeObject *)PyTuple_GET_ITEM(cls->tp_mro, i);

        if (!(base->tp_flags & Py_TPFLAGS_HEAPTYPE)) {
            return base;
        }
    }
    return &PyBaseObject_Type;
}

static PyObject *
cannot_pickle(PyTypeObject *cls, const char *reason)
{
    PyObject *name = PyType_GetName(cls);

    if (name != NULL) {
        PyErr_Format(PyExc_TypeError, "cannot pickle %R object%s", name,
                     reason);
        Py_DECREF(name);
    }
    return NULL;
}

/* What the base class keeps, as an instance of it; None for object. */
static PyObject *
base_state(PyObject *self, PyTypeObject *base)
{
    if (base == &PyBaseObject_Type) {
        return Py_NewRef(Py_None);
    }
    if (base == Py_TYPE(self)) {
        return cannot_pickle(base, "");
    }
    return PyObject_CallOneArg((PyObject *)base, self);
}

/* Whether the class keeps values in slots that nobody would copy. */
static int
has_bare_slots(PyObject *self)
{
    PyObject *cls = (PyObject *)Py_TYPE(self), *mine, *theirs, *slots;
    int bare;

    mine = PyObject_GetAttr(cls, &_Py_ID(__getstate__));
    theirs = PyObject_GetAttr((PyObject *)&PyBaseObject_Type,
                              &_Py_ID(__getstate__));
    bare = mine != NULL && theirs != NULL ? mine == theirs : -1;
    Py_XDECREF(mine);
    Py_XDECREF(theirs);
    if (bare <= 0 ||
        _PyObject_LookupAttr(self, &_Py_ID(__slots__), &slots) < 0) {
        return bare == 0 ? 0 : -1;
    }
    bare = slots == NULL ? 0 : PyObject_IsTrue(slots);
    Py_XDECREF(slots);
    return bare;
}

static PyObject *
copyreg_reduce_ex(PyObject *module, PyObject *args)
{
    PyObject *self, *protocol, *state, *kept, *function;
    PyTypeObject *base;
    int bare, filled;

    if (!PyArg_UnpackTuple(args, "_reduce_ex", 2, 2, &self, &protocol)) {
        return NULL;
    }
    base = static_base(Py_TYPE(self));
    state = base_state(self, base);
    if (state == NULL) {
        return NULL;
    }
    bare = has_bare_slots(self);
    if (bare > 0) {
        PyErr_SetString(PyExc_TypeError,
                        "a class that defines __slots__ without defining "
                        "__getstate__ cannot be pickled");
    }
    kept = bare == 0 ? PyObject_CallMethodNoArgs(self, &_Py_ID(__getstate__))
                     : NULL;
    filled = kept ? PyObject_IsTrue(kept) : -1;
    function =
        filled >= 0 ? PyObject_GetAttr(module, &_Py_ID(_reconstructor)) : NULL;
    if (function == NULL) {
        Py_XDECREF(kept);
        Py_DECREF(state);
        return NULL;
    }
    if (filled) {
        return Py_BuildValue("N(OON)N", function, Py_TYPE(self), base, state,
                             kept);
    }
    Py_DECREF(kept);
    return Py_BuildValue("N(OON)", function, Py_TYPE(self), base, state);
}

/* ---- the names of slots ---- */

/* "__x" of class C is kept as "_C__x". */
static PyObject *
mangle(PyTypeObject *cls, PyObject *name)
{
    const char *text = PyUnicode_AsUTF8(name), *prefix;
    PyObject *cls_name, *result;
    size_t len;

    if (text == NULL) {
        return NULL;
    }
    len = strlen(text);
    if (strncmp(text, "__", 2) != 0 ||
        (len >= 2 && strcmp(text + len - 2, "__") == 0)) {
        return Py_NewRef(name);
    }
    cls_name = PyType_GetName(cls);
    prefix = cls_name ? PyUnicode_AsUTF8(cls_name) : NULL;
    if (prefix == NULL) {
        Py_XDECREF(cls_name);
        return NULL;
    }
    prefix += strspn(prefix, "_");
    result = *prefix != '\0' ? PyUnicode_FromFormat("_%s%U", prefix, name)
                             : Py_NewRef(name);
    Py_DECREF(cls_name);
    return result;
}

static int
add_name(PyObject *names, PyTypeObject *cls, PyObject *name)
{
    PyObject *mangled;
    int status;

    if (PyUnicode_CompareWithASCIIString(name, "__dict__") == 0 ||
        PyUnicode_CompareWithASCIIString(name, "__weakref__") == 0) {
        return 0;
    }
    mangled = mangle(cls, name);
    if (mangled == NULL) {
        return -1;
    }
    status = PyList_Append(names, mangled);
    Py_DECREF(mangled);
    return status;
}

/* Adds the names in one class's __slots__: a str or an iterable. */
static int
add_slots(PyObject *names, PyTypeObject *cls, PyObject *slots)
{
    PyObject *it, *name;
    int status = 0;

    if (PyUnicode_Check(slots)) {
        return add_name(names, cls, slots);
    }
    it = PyObject_GetIter(slots);
    if (it == NULL) {
        return -1;
    }
    while (status == 0 && (name = PyIter_Next(it)) != NULL) {
        status = add_name(names, cls, name);
        Py_DECREF(name);
    }
    Py_DECREF(it);
    return status < 0 || PyErr_Occurred() ? -1 : 0;
}

static PyObject *
collect_slots(PyTypeObject *cls)
{
    PyObject *names = PyList_New(0);
    Py_ssize_t i;

    for (i = 0; names != NULL && i < PyTuple_GET_SIZE(cls->tp_mro); i++) {
        PyTypeObject *base = (PyTypeObject *)PyTuple_GET_ITEM(cls->tp_mro, i);
        PyObject *slots =
            PyDict_GetItemWithError(base->tp_dict, &_Py_ID(__slots__));

        if ((slots == NULL && PyErr_Occurred()) ||
            (slots != NULL && add_slots(names, base, slots) < 0)) {
            Py_CLEAR(names);
        }
    }
    return names;
}

static PyObject *
copyreg_slotnames(PyObject *Py_UNUSED(module), PyObject *arg)
{
    PyTypeObject *cls = (PyTypeObject *)arg;
    PyObject *names;

    if (!PyType_Check(arg)) {
        PyErr_BadArgument();
        return NULL;
    }
    names = PyDict_GetItemWithError(cls->tp_dict, &_Py_ID(__slotnames__));
    if (names != NULL && names != Py_None) {
        return Py_NewRef(names);
    }
    names = PyErr_Occurred() ? NULL : collect_slots(cls);
    /* Kept in the class if that is possible. */
    if (names != NULL &&
        PyObject_SetAttr(arg, &_Py_ID(__slotnames__), names) < 0) {
        PyErr_Clear();
    }
    return names;
}

/* ---- the module ---- */

static PyMethodDef copyreg_methods[] = {
    {"pickle", _PyCFunction_CAST(copyreg_pickle), METH_VARARGS | METH_KEYWORDS,
     "Enters a reduction function for a type."},
    {"constructor", copyreg_constructor, METH_O,
     "Checks that an object can be called."},
    {"pickle_complex", copyreg_pickle_complex, METH_O,
     "The reduction of a complex number."},
    {"pickle_union", copyreg_pickle_union, METH_O,
     "The reduction of a union of types."},
    {"__newobj__", copyreg_newobj, METH_VARARGS, "cls.__new__(cls, *args)"},
    {"__newobj_ex__", copyreg_newobj_ex, METH_VARARGS,
     "cls.__new__(cls, *args, **kwargs)"},
    {"_reconstructor", copyreg_reconstructor, METH_VARARGS,
     "An object of a class from the state of its base."},
    {"_reduce_ex", copyreg_reduce_ex, METH_VARARGS,
     "The reduction of protocols 0 and 1."},
    {"_slotnames", copyreg_slotnames, METH_O, "The slots of a class."},
    {NULL, NULL, 0, NULL},
};

/* table[type] = module.name */
static int
enter(PyObject *table, PyTypeObject *type, PyObject *module, const char *name)
{
    PyObject *function = PyObject_GetAttrString(module, name);
    int status = function != NULL
                     ? PyDict_SetItem(table, (PyObject *)type, function)
                     : -1;

    Py_XDECREF(function);
    return status;
}

static int
copyreg_exec(PyObject *module)
{
    PyObject *table = PyDict_New();
    int status = -1;

    if (table == NULL) {
        return -1;
    }
    if (enter(table, &PyComplex_Type, module, "pickle_complex") == 0 &&
        enter(table, &_PyUnion_Type, module, "pickle_union") == 0) {
        status = PyModule_AddObjectRef(module, "dispatch_table", table);
    }
    Py_DECREF(table);
    return status;
}

static PyModuleDef_Slot copyreg_slots[] = {
    {Py_mod_exec, (void *)copyreg_exec},
    {0, NULL},
};

static struct PyModuleDef copyreg_module = {
    PyModuleDef_HEAD_INIT,
    .m_name = "copyreg",
    .m_doc = PyDoc_STR("How objects are taken apart and rebuilt."),
    .m_methods = copyreg_methods,
    .m_slots = copyreg_slots,
};

PyMODINIT_FUNC PyInit_copyreg(void);

PyMODINIT_FUNC
PyInit_copyreg(void)
{
    return PyModuleDef_Init(&copyreg_module);
}
