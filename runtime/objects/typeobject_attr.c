/* typeobject_attr.c -- the attributes and methods of type objects. */

#include "Python.h"

#include "internal/pycore_dict.h"
#include "internal/pycore_typeobject.h"
#include "internal/pycore_unicodeobject.h"

static PyTypeObject *
as_type(PyObject *self)
{
    return (PyTypeObject *)self;
}

static int
is_heap(PyTypeObject *type)
{
    return _PyType_HasFeature(type, Py_TPFLAGS_HEAPTYPE);
}

/* ---- names ------------------------------------------------------------- */

const char *
_PyType_Name(PyTypeObject *type)
{
    const char *dot = strrchr(type->tp_name, '.');
    return dot == NULL ? type->tp_name : dot + 1;
}

PyObject *
PyType_GetName(PyTypeObject *type)
{
    if (is_heap(type)) {
        return Py_NewRef(((PyHeapTypeObject *)type)->ht_name);
    }
    return PyUnicode_FromString(_PyType_Name(type));
}

PyObject *
Hb_TypeQualname(PyTypeObject *type)
{
    if (is_heap(type)) {
        return Py_NewRef(((PyHeapTypeObject *)type)->ht_qualname);
    }
    return PyUnicode_FromString(_PyType_Name(type));
}

PyObject *
PyType_GetQualName(PyTypeObject *type)
{
    return Hb_TypeQualname(type);
}

static PyObject *
type_name(PyObject *self, void *Py_UNUSED(context))
{
    return PyType_GetName(as_type(self));
}

static PyObject *
type_qualname(PyObject *self, void *Py_UNUSED(context))
{
    return Hb_TypeQualname(as_type(self));
}

int
Hb_CheckSetSpecial(PyTypeObject *type, PyObject *value, const char *name)
{
    if (_PyType_HasFeature(type, Py_TPFLAGS_IMMUTABLETYPE)) {
        PyErr_Format(PyExc_TypeError,
                     "cannot set '%s' attribute of immutable type '%s'", name,
                     type->tp_name);
        return 0;
    }
    if (value == NULL) {
        PyErr_Format(PyExc_TypeError,
                     "cannot delete '%s' attribute of immutable type '%s'",
                     name, type->tp_name);
        return 0;
    }
    return 1;
}

static int
type_set_name(PyObject *self, PyObject *value, void *Py_UNUSED(context))
{
    PyTypeObject *type = as_type(self);
    if (!Hb_CheckSetSpecial(type, value, "__name__")) {
        return -1;
    }
    if (!PyUnicode_Check(value)) {
        PyErr_Format(PyExc_TypeError,
                     "can only assign string to %s.__name__, not '%s'",
                     type->tp_name, Py_TYPE(value)->tp_name);
        return -1;
    }
    Py_ssize_t size;
    const char *name = PyUnicode_AsUTF8AndSize(value, &size);
    if (name == NULL) {
        return -1;
    }
    if (strlen(name) != (size_t)size) {
        PyErr_SetString(PyExc_ValueError,
                        "type name must not contain null characters");
        return -1;
    }
    type->tp_name = name;
    Py_SETREF(((PyHeapTypeObject *)type)->ht_name, Py_NewRef(value));
    return 0;
}

static int
type_set_qualname(PyObject *self, PyObject *value, void *Py_UNUSED(context))
{
    PyTypeObject *type = as_type(self);
    if (!Hb_CheckSetSpecial(type, value, "__qualname__")) {
        return -1;
    }
    if (!PyUnicode_Check(value)) {
        PyErr_Format(PyExc_TypeError,
                     "can only assign string to %s.__qualname__, not '%s'",
                     type->tp_name, Py_TYPE(value)->tp_name);
        return -1;
    }
    Py_SETREF(((PyHeapTypeObject *)type)->ht_qualname, Py_NewRef(value));
    return 0;
}

/* ---- items of the dict ------------------------------------------------- */

/* type.__dict__[name], new; NULL with AttributeError if it is not there. */
static PyObject *
dict_item(PyTypeObject *type, PyObject *name)
{
    PyObject *value = PyDict_GetItemWithError(type->tp_dict, name);
    if (value == NULL && !PyErr_Occurred()) {
        PyErr_SetObject(PyExc_AttributeError, name);
    }
    return Py_XNewRef(value);
}

PyObject *
Hb_TypeModule(PyTypeObject *type)
{
    if (is_heap(type)) {
        return dict_item(type, &_Py_ID(__module__));
    }
    const char *dot = strrchr(type->tp_name, '.');
    if (dot == NULL) {
        return Py_NewRef(&_Py_ID(builtins));
    }
    PyObject *module =
        PyUnicode_FromStringAndSize(type->tp_name, dot - type->tp_name);
    if (module != NULL) {
        PyUnicode_InternInPlace(&module);
    }
    return module;
}

PyObject *
Hb_TypeFormat(PyTypeObject *type, const char *qualified, const char *builtin,
              PyObject *object)
{
    PyObject *module = Hb_TypeModule(type), *name, *result = NULL;

    if (module == NULL) {
        PyErr_Clear();
    }
    else if (!PyUnicode_Check(module)) {
        Py_CLEAR(module);
    }
    name = Hb_TypeQualname(type);
    if (name != NULL) {
        int is_builtin = module == NULL || PyUnicode_CompareWithASCIIString(
                                               module, "builtins") == 0;
        result = is_builtin
                     ? PyUnicode_FromFormat(builtin, type->tp_name, object)
                     : PyUnicode_FromFormat(qualified, module, name, object);
    }
    Py_XDECREF(module);
    Py_XDECREF(name);
    return result;
}

static PyObject *
type_module(PyObject *self, void *Py_UNUSED(context))
{
    return Hb_TypeModule(as_type(self));
}

static int
type_set_module(PyObject *self, PyObject *value, void *Py_UNUSED(context))
{
    PyTypeObject *type = as_type(self);
    if (!Hb_CheckSetSpecial(type, value, "__module__")) {
        return -1;
    }
    PyType_Modified(type);
    return PyDict_SetItem(type->tp_dict, &_Py_ID(__module__), value);
}

static PyObject *
type_abstractmethods(PyObject *self, void *Py_UNUSED(context))
{
    /* type itself has a descriptor of that name in its dict. */
    if (as_type(self) == &PyType_Type) {
        PyErr_SetObject(PyExc_AttributeError, &_Py_ID(__abstractmethods__));
        return NULL;
    }
    return dict_item(as_type(self), &_Py_ID(__abstractmethods__));
}

static int
type_set_abstractmethods(PyObject *self, PyObject *value,
                         void *Py_UNUSED(context))
{
    PyTypeObject *type = as_type(self);
    PyObject *name = &_Py_ID(__abstractmethods__);
    int abstract = 0, result;
    if (value != NULL) {
        abstract = PyObject_IsTrue(value);
        if (abstract < 0) {
            return -1;
        }
        result = PyDict_SetItem(type->tp_dict, name, value);
    }
    else {
        result = PyDict_DelItem(type->tp_dict, name);
        if (result < 0 && PyErr_ExceptionMatches(PyExc_KeyError)) {
            PyErr_SetObject(PyExc_AttributeError, name);
        }
    }
    if (result < 0) {
        return -1;
    }
    PyType_Modified(type);
    type->tp_flags &= ~Py_TPFLAGS_IS_ABSTRACT;
    type->tp_flags |= abstract ? Py_TPFLAGS_IS_ABSTRACT : 0;
    return 0;
}

static PyObject *
type_dict(PyObject *self, void *Py_UNUSED(context))
{
    PyObject *dict = as_type(self)->tp_dict;
    return dict == NULL ? Py_NewRef(Py_None) : PyDictProxy_New(dict);
}

static PyObject *
type_get_bases(PyObject *self, void *Py_UNUSED(context))
{
    return Py_NewRef(as_type(self)->tp_bases);
}

static PyObject *
type_get_doc(PyObject *self, void *Py_UNUSED(context))
{
    PyTypeObject *type = as_type(self);
    if (!is_heap(type) && type->tp_doc != NULL) {
        return _PyType_GetDocFromInternalDoc(type->tp_name, type->tp_doc);
    }
    PyObject *doc = PyDict_GetItemWithError(type->tp_dict, &_Py_ID(__doc__));
    if (doc == NULL) {
        return PyErr_Occurred() ? NULL : Py_NewRef(Py_None);
    }
    descrgetfunc get = Py_TYPE(doc)->tp_descr_get;
    return get == NULL ? Py_NewRef(doc) : get(doc, NULL, self);
}

static int
type_set_doc(PyObject *self, PyObject *value, void *Py_UNUSED(context))
{
    PyTypeObject *type = as_type(self);
    if (!Hb_CheckSetSpecial(type, value, "__doc__")) {
        return -1;
    }
    PyType_Modified(type);
    return PyDict_SetItem(type->tp_dict, &_Py_ID(__doc__), value);
}

static PyObject *
type_get_text_signature(PyObject *self, void *Py_UNUSED(context))
{
    PyTypeObject *type = as_type(self);
    return _PyType_GetTextSignatureFromInternalDoc(type->tp_name,
                                                   type->tp_doc);
}

/* A class without annotations gets an empty dict when asked. */
static PyObject *
type_get_annotations(PyObject *self, void *Py_UNUSED(context))
{
    PyTypeObject *type = as_type(self);
    PyObject *name = &_Py_ID(__annotations__);
    if (!is_heap(type)) {
        PyErr_Format(PyExc_AttributeError,
                     "type object '%s' has no attribute '__annotations__'",
                     type->tp_name);
        return NULL;
    }
    PyObject *value = PyDict_GetItemWithError(type->tp_dict, name);
    if (value != NULL) {
        descrgetfunc get = Py_TYPE(value)->tp_descr_get;
        return get == NULL ? Py_NewRef(value) : get(value, NULL, self);
    }
    if (PyErr_Occurred()) {
        return NULL;
    }
    value = PyDict_New();
    if (value != NULL && PyDict_SetItem(type->tp_dict, name, value) < 0) {
        Py_CLEAR(value);
    }
    PyType_Modified(type);
    return value;
}

static int
type_set_annotations(PyObject *self, PyObject *value, void *Py_UNUSED(context))
{
    PyTypeObject *type = as_type(self);
    PyObject *name = &_Py_ID(__annotations__);
    if (_PyType_HasFeature(type, Py_TPFLAGS_IMMUTABLETYPE)) {
        PyErr_Format(
            PyExc_TypeError,
            "cannot set '__annotations__' attribute of immutable type '%s'",
            type->tp_name);
        return -1;
    }
    int result = value == NULL ? PyDict_DelItem(type->tp_dict, name)
                               : PyDict_SetItem(type->tp_dict, name, value);
    if (result < 0 && value == NULL &&
        PyErr_ExceptionMatches(PyExc_KeyError)) {
        PyErr_SetString(PyExc_AttributeError, "__annotations__");
    }
    PyType_Modified(type);
    return result;
}

PyGetSetDef Hb_TypeGetSets[] = {
    {"__name__", type_name, type_set_name, NULL, NULL},
    {"__qualname__", type_qualname, type_set_qualname, NULL, NULL},
    {"__bases__", type_get_bases, Hb_TypeSetBases, NULL, NULL},
    {"__module__", type_module, type_set_module, NULL, NULL},
    {"__abstractmethods__", type_abstractmethods, type_set_abstractmethods,
     NULL, NULL},
    {"__dict__", type_dict, NULL, NULL, NULL},
    {"__doc__", type_get_doc, type_set_doc, NULL, NULL},
    {"__text_signature__", type_get_text_signature, NULL, NULL, NULL},
    {"__annotations__", type_get_annotations, type_set_annotations, NULL,
     NULL},
    {NULL, NULL, NULL, NULL, NULL},
};

PyMemberDef Hb_TypeMembers[] = {
    {"__basicsize__", T_PYSSIZET, offsetof(PyTypeObject, tp_basicsize),
     READONLY, NULL},
    {"__itemsize__", T_PYSSIZET, offsetof(PyTypeObject, tp_itemsize), READONLY,
     NULL},
    {"__flags__", T_ULONG, offsetof(PyTypeObject, tp_flags), READONLY, NULL},
    {"__weakrefoffset__", T_PYSSIZET,
     offsetof(PyTypeObject, tp_weaklistoffset), READONLY, NULL},
    {"__base__", T_OBJECT, offsetof(PyTypeObject, tp_base), READONLY, NULL},
    {"__dictoffset__", T_PYSSIZET, offsetof(PyTypeObject, tp_dictoffset),
     READONLY, NULL},
    {"__mro__", T_OBJECT, offsetof(PyTypeObject, tp_mro), READONLY, NULL},
    {NULL, 0, 0, 0, NULL},
};

/* ---- methods ----------------------------------------------------------- */

static PyObject *
type_subclasses(PyObject *self, PyObject *Py_UNUSED(ignored))
{
    return _PyType_GetSubclasses(as_type(self));
}

static PyObject *
type_prepare(PyObject *Py_UNUSED(self), PyObject *const *Py_UNUSED(args),
             Py_ssize_t Py_UNUSED(nargs), PyObject *Py_UNUSED(kwnames))
{
    return PyDict_New();
}

static PyObject *
type_instancecheck(PyObject *self, PyObject *instance)
{
    int result = _PyObject_RealIsInstance(instance, self);
    return result < 0 ? NULL : PyBool_FromLong(result);
}

static PyObject *
type_subclasscheck(PyObject *self, PyObject *subclass)
{
    int result = _PyObject_RealIsSubclass(subclass, self);
    return result < 0 ? NULL : PyBool_FromLong(result);
}

static PyObject *
type_dir(PyObject *self, PyObject *Py_UNUSED(ignored))
{
    PyObject *names = NULL, *dict = PyDict_New();
    if (dict != NULL && Hb_MergeClassDict(dict, self) == 0) {
        names = PyDict_Keys(dict);
    }
    Py_XDECREF(dict);
    return names;
}

static PyObject *
type_sizeof(PyObject *self, PyObject *Py_UNUSED(ignored))
{
    size_t size = sizeof(PyTypeObject);
    if (is_heap(as_type(self))) {
        PyHeapTypeObject *et = (PyHeapTypeObject *)self;
        size = sizeof(PyHeapTypeObject);
        if (et->ht_cached_keys != NULL) {
            size += (size_t)_PyDict_KeysSize(et->ht_cached_keys);
        }
    }
    return PyLong_FromSize_t(size);
}

PyMethodDef Hb_TypeMethods[] = {
    {"mro", Hb_TypeMro, METH_NOARGS, NULL},
    {"__subclasses__", type_subclasses, METH_NOARGS, NULL},
    {"__prepare__", _PyCFunction_CAST(type_prepare),
     METH_FASTCALL | METH_KEYWORDS | METH_CLASS, NULL},
    {"__instancecheck__", type_instancecheck, METH_O, NULL},
    {"__subclasscheck__", type_subclasscheck, METH_O, NULL},
    {"__dir__", type_dir, METH_NOARGS, NULL},
    {"__sizeof__", type_sizeof, METH_NOARGS, NULL},
    {NULL, NULL, 0, NULL},
};

/* ---- access ------------------------------------------------------------ */

/* A class is an instance of its metaclass, and itself a place where
 * attributes are inherited: data descriptors of the metaclass, then what the
 * MRO of the class has, then other attributes of the metaclass.
 */
PyObject *
Hb_TypeGetattro(PyObject *self, PyObject *name)
{
    PyTypeObject *type = as_type(self), *metatype = Py_TYPE(self);
    if (!PyUnicode_Check(name)) {
        PyErr_Format(PyExc_TypeError,
                     "attribute name must be string, not '%.200s'",
                     Py_TYPE(name)->tp_name);
        return NULL;
    }
    if (!_PyType_IsReady(type) && PyType_Ready(type) < 0) {
        return NULL;
    }
    PyObject *result = NULL;
    PyObject *meta = Py_XNewRef(_PyType_Lookup(metatype, name));
    descrgetfunc meta_get = meta ? Py_TYPE(meta)->tp_descr_get : NULL;
    if (meta_get != NULL && PyDescr_IsData(meta)) {
        result = meta_get(meta, self, (PyObject *)metatype);
        goto done;
    }
    PyObject *attribute = Py_XNewRef(_PyType_Lookup(type, name));
    if (attribute != NULL) {
        descrgetfunc get = Py_TYPE(attribute)->tp_descr_get;
        if (get == NULL) {
            result = attribute;
        }
        else {
            result = get(attribute, NULL, self);
            Py_DECREF(attribute);
        }
    }
    else if (meta_get != NULL) {
        result = meta_get(meta, self, (PyObject *)metatype);
    }
    else if (meta != NULL) {
        result = Py_NewRef(meta);
    }
    else {
        PyErr_Format(PyExc_AttributeError,
                     "type object '%.50s' has no attribute '%U'",
                     type->tp_name, name);
    }
done:
    Py_XDECREF(meta);
    return result;
}

static int
is_special(PyObject *name)
{
    Py_ssize_t len = PyUnicode_GET_LENGTH(name);
    return len > 4 && PyUnicode_READ_CHAR(name, 0) == '_' &&
           PyUnicode_READ_CHAR(name, 1) == '_' &&
           PyUnicode_READ_CHAR(name, len - 1) == '_' &&
           PyUnicode_READ_CHAR(name, len - 2) == '_';
}

int
Hb_TypeSetattro(PyObject *self, PyObject *name, PyObject *value)
{
    PyTypeObject *type = as_type(self);
    if (_PyType_HasFeature(type, Py_TPFLAGS_IMMUTABLETYPE)) {
        PyErr_Format(PyExc_TypeError,
                     "cannot set %R attribute of immutable type '%s'", name,
                     type->tp_name);
        return -1;
    }
    if (PyUnicode_Check(name)) {
        /* Slots are found by the identity of the name. */
        if (PyUnicode_CheckExact(name)) {
            Py_INCREF(name);
        }
        else {
            name = _PyUnicode_Copy(name);
            if (name == NULL) {
                return -1;
            }
        }
        PyUnicode_InternInPlace(&name);
    }
    else {
        Py_INCREF(name);
    }
    int result = _PyObject_GenericSetAttrWithDict(self, name, value, NULL);
    if (result == 0) {
        PyType_Modified(type);
        if (is_special(name)) {
            result = Hb_UpdateSlot(type, name);
        }
    }
    Py_DECREF(name);
    return result;
}
