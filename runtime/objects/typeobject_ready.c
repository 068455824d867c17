/* typeobject_ready.c -- PyType_Ready: makes a type usable.
 *
 * In this order: the dict, the bases, the MRO, __new__, the names in the dict
 * (slot wrappers first, so that a method of the same name does not win unless
 * it says METH_COEXIST), the inherited slots, and the entry with the bases.
 */

#include "Python.h"

#include "internal/pycore_typeobject.h"
#include "internal/pycore_unicodeobject.h"

/* ---- dict and bases ---------------------------------------------------- */

static int
set_dict(PyTypeObject *type)
{
    if (type->tp_dict == NULL) {
        type->tp_dict = PyDict_New();
    }
    return type->tp_dict == NULL ? -1 : 0;
}

static int
set_bases(PyTypeObject *type)
{
    PyTypeObject *base = type->tp_base;
    if (base == NULL && type != &PyBaseObject_Type) {
        base = &PyBaseObject_Type;
        if (type->tp_flags & Py_TPFLAGS_HEAPTYPE) {
            Py_INCREF(base);
        }
        type->tp_base = base;
    }
    if (base != NULL && !_PyType_IsReady(base) && PyType_Ready(base) < 0) {
        return -1;
    }
    /* A static type of an extension module may leave its type open. */
    if (Py_TYPE(type) == NULL && base != NULL) {
        Py_SET_TYPE(type, Py_TYPE(base));
    }
    if (type->tp_bases == NULL) {
        type->tp_bases = base == NULL ? PyTuple_New(0) : PyTuple_Pack(1, base);
    }
    return type->tp_bases == NULL ? -1 : 0;
}

static int
set_mro(PyTypeObject *type)
{
    if (Hb_MroInternal(type, NULL) < 0) {
        return -1;
    }
    if (type->tp_flags & Py_TPFLAGS_HEAPTYPE) {
        return 0;
    }
    /* What may live on after a heap type cannot have it as a base. */
    PyObject *mro = type->tp_mro;
    for (Py_ssize_t i = 0; i < PyTuple_GET_SIZE(mro); i++) {
        PyTypeObject *base = (PyTypeObject *)PyTuple_GET_ITEM(mro, i);
        if (PyType_Check(base) && (base->tp_flags & Py_TPFLAGS_HEAPTYPE)) {
            PyErr_Format(PyExc_TypeError,
                         "type '%.100s' is not dynamically allocated but its "
                         "base type '%.100s' is dynamically allocated",
                         type->tp_name, base->tp_name);
            return -1;
        }
    }
    return 0;
}

/* ---- __new__ ----------------------------------------------------------- */

static PyMethodDef new_method = {
    "__new__", _PyCFunction_CAST(Hb_TpNewWrapper),
    METH_VARARGS | METH_KEYWORDS,
    "__new__($type, *args, **kwargs)\n--\n\n"
    "Create and return a new object.  See help(type) for accurate "
    "signature."};

static int
add_new_wrapper(PyTypeObject *type)
{
    int known = PyDict_Contains(type->tp_dict, &_Py_ID(__new__));
    if (known != 0) {
        return known < 0 ? -1 : 0;
    }
    PyObject *func = PyCFunction_NewEx(&new_method, (PyObject *)type, NULL);
    if (func == NULL) {
        return -1;
    }
    int result = PyDict_SetItem(type->tp_dict, &_Py_ID(__new__), func);
    Py_DECREF(func);
    return result;
}

static int
set_new(PyTypeObject *type)
{
    PyTypeObject *base = type->tp_base;
    /* A static type below object has to ask for instantiation. */
    if (type->tp_new == NULL && base == &PyBaseObject_Type &&
        !(type->tp_flags & Py_TPFLAGS_HEAPTYPE)) {
        type->tp_flags |= Py_TPFLAGS_DISALLOW_INSTANTIATION;
    }
    if (type->tp_flags & Py_TPFLAGS_DISALLOW_INSTANTIATION) {
        type->tp_new = NULL;
        return 0;
    }
    if (type->tp_new != NULL) {
        return add_new_wrapper(type);
    }
    type->tp_new = base->tp_new;
    return 0;
}

/* ---- names ------------------------------------------------------------- */

static PyObject *
make_method(PyTypeObject *type, PyMethodDef *def)
{
    if (def->ml_flags & METH_CLASS) {
        if (def->ml_flags & METH_STATIC) {
            PyErr_SetString(PyExc_ValueError,
                            "method cannot be both class and static");
            return NULL;
        }
        return PyDescr_NewClassMethod(type, def);
    }
    if (!(def->ml_flags & METH_STATIC)) {
        return PyDescr_NewMethod(type, def);
    }
    PyObject *func = PyCFunction_NewEx(def, (PyObject *)type, NULL);
    if (func == NULL) {
        return NULL;
    }
    PyObject *method = PyStaticMethod_New(func);
    Py_DECREF(func);
    return method;
}

/* Takes the descriptor.  What is there already stays, unless overwrite. */
static int
add_descriptor(PyTypeObject *type, const char *name, PyObject *descr,
               int overwrite)
{
    if (descr == NULL) {
        return -1;
    }
    int error = -1;
    PyObject *key = PyUnicode_InternFromString(name);
    if (key != NULL && overwrite) {
        error = PyDict_SetItem(type->tp_dict, key, descr);
    }
    else if (key != NULL) {
        error = PyDict_SetDefault(type->tp_dict, key, descr) ? 0 : -1;
    }
    Py_XDECREF(key);
    Py_DECREF(descr);
    return error;
}

static int
add_names(PyTypeObject *type)
{
    PyMethodDef *method = type->tp_methods;
    for (; method != NULL && method->ml_name != NULL; method++) {
        if (add_descriptor(type, method->ml_name, make_method(type, method),
                           method->ml_flags & METH_COEXIST) < 0) {
            return -1;
        }
    }
    PyMemberDef *member = type->tp_members;
    for (; member != NULL && member->name != NULL; member++) {
        if (add_descriptor(type, member->name, PyDescr_NewMember(type, member),
                           0) < 0) {
            return -1;
        }
    }
    PyGetSetDef *getset = type->tp_getset;
    for (; getset != NULL && getset->name != NULL; getset++) {
        if (add_descriptor(type, getset->name, PyDescr_NewGetSet(type, getset),
                           0) < 0) {
            return -1;
        }
    }
    return 0;
}

static int
add_doc(PyTypeObject *type)
{
    int known = PyDict_Contains(type->tp_dict, &_Py_ID(__doc__));
    if (known != 0) {
        return known < 0 ? -1 : 0;
    }
    PyObject *doc = NULL;
    if (type->tp_doc != NULL) {
        doc = PyUnicode_FromString(
            _PyType_DocWithoutSignature(type->tp_name, type->tp_doc));
        if (doc == NULL) {
            return -1;
        }
    }
    int result = PyDict_SetItem(type->tp_dict, &_Py_ID(__doc__),
                                doc == NULL ? Py_None : doc);
    Py_XDECREF(doc);
    return result;
}

/* ---- checks ------------------------------------------------------------ */

static int
check_before(PyTypeObject *type)
{
    if (type->tp_name == NULL) {
        PyErr_Format(PyExc_SystemError,
                     "Type does not define the tp_name field.");
        return -1;
    }
    return 0;
}

/* Instances with a managed dict cannot put one elsewhere. */
static int
check_preheader(PyTypeObject *type)
{
    if (!(type->tp_flags & Py_TPFLAGS_MANAGED_DICT)) {
        return 0;
    }
    if (!_PyType_IS_GC(type)) {
        PyErr_Format(PyExc_SystemError,
                     "type %s has the Py_TPFLAGS_MANAGED_DICT flag but not "
                     "Py_TPFLAGS_HAVE_GC flag",
                     type->tp_name);
        return -1;
    }
    return 0;
}

/* A type that compares but says nothing of a hash is not hashable. */
static int
set_hash(PyTypeObject *type)
{
    if (type->tp_hash != NULL) {
        return 0;
    }
    int known = PyDict_Contains(type->tp_dict, &_Py_ID(__hash__));
    if (known != 0) {
        return known < 0 ? -1 : 0;
    }
    if (PyDict_SetItem(type->tp_dict, &_Py_ID(__hash__), Py_None) < 0) {
        return -1;
    }
    type->tp_hash = PyObject_HashNotImplemented;
    return 0;
}

static int
check_after(PyTypeObject *type)
{
    if (_PyType_IS_GC(type) && type->tp_traverse == NULL) {
        PyErr_Format(PyExc_SystemError,
                     "type %s has the Py_TPFLAGS_HAVE_GC flag but has no "
                     "traverse function",
                     type->tp_name);
        return -1;
    }
    return 0;
}

/* ---- the whole --------------------------------------------------------- */

static int
make_ready(PyTypeObject *type)
{
    if (check_before(type) < 0 || set_dict(type) < 0 || set_bases(type) < 0 ||
        set_mro(type) < 0 || set_new(type) < 0) {
        return -1;
    }
    if (Hb_AddOperators(type) < 0 || add_names(type) < 0 ||
        add_doc(type) < 0) {
        return -1;
    }
    if (Hb_InheritAll(type) < 0 || check_preheader(type) < 0 ||
        set_hash(type) < 0 || Hb_AddAllSubclasses(type, type->tp_bases) < 0) {
        return -1;
    }
    return check_after(type);
}

int
PyType_Ready(PyTypeObject *type)
{
    if (type->tp_flags & Py_TPFLAGS_READY) {
        return 0;
    }
    if (!(type->tp_flags & Py_TPFLAGS_HEAPTYPE)) {
        if (Hb_NoteStaticType(type) < 0) {
            return -1;
        }
        type->tp_flags |= Py_TPFLAGS_IMMUTABLETYPE;
    }
    type->tp_flags |= Py_TPFLAGS_READYING;
    int result = make_ready(type);
    type->tp_flags &= ~Py_TPFLAGS_READYING;
    if (result == 0) {
        type->tp_flags |= Py_TPFLAGS_READY;
    }
    return result;
}

int
_PyType_CheckConsistency(PyTypeObject *type)
{
    if (!(type->tp_flags & Py_TPFLAGS_READY)) {
        return 1;
    }
    _PyObject_ASSERT((PyObject *)type, type->tp_mro != NULL);
    _PyObject_ASSERT((PyObject *)type, PyTuple_Check(type->tp_mro));
    _PyObject_ASSERT((PyObject *)type, type->tp_dict != NULL);
    return 1;
}
