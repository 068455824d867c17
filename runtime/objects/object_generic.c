/* object_generic.c -- where the attributes of an instance are found.
 *
 * The order for reading op.name:
 *
 *   1. a data descriptor of that name in the MRO of the type
 *   2. the instance's own values or dict
 *   3. another descriptor, or any object, in the MRO
 *
 * Writing goes to a descriptor with tp_descr_set, else to the instance.  See
 * pycore_object.h for the place of values and dict.
 */

#include "Python.h"

#include "internal/pycore_dict.h"
#include "internal/pycore_object.h"
#include "internal/pycore_typeobject.h"

/* ---- the instance's dict ----------------------------------------------- */

PyObject **
_PyObject_DictPointer(PyObject *op)
{
    PyTypeObject *type = Py_TYPE(op);
    if (_PyType_HasFeature(type, Py_TPFLAGS_MANAGED_DICT)) {
        return _PyObject_ManagedDictPointer(op);
    }
    Py_ssize_t offset = type->tp_dictoffset;
    if (offset == 0) {
        return NULL;
    }
    if (offset < 0) {
        /* Counted from the end of an object with a variable part. */
        Py_ssize_t nitems = Py_ABS(Py_SIZE(op));
        offset += (Py_ssize_t)_PyObject_VAR_SIZE(type, nitems);
    }
    return (PyObject **)((char *)op + offset);
}

/* The instance's values, NULL if it has none (any more). */
static inline PyDictValues **
values_pointer(PyObject *op)
{
    if (!_PyType_HasFeature(Py_TYPE(op), Py_TPFLAGS_MANAGED_DICT)) {
        return NULL;
    }
    PyDictValues **values = _PyObject_ValuesPointer(op);
    return *values == NULL ? NULL : values;
}

/* Turns the values into a dict; borrowed. */
static PyObject *
materialize(PyObject *op, PyDictValues **values)
{
    PyObject *dict = _PyObject_MakeDictFromInstanceAttributes(op, *values);
    if (dict != NULL) {
        *values = NULL;
        *_PyObject_ManagedDictPointer(op) = dict;
    }
    return dict;
}

PyObject **
_PyObject_GetDictPtr(PyObject *op)
{
    PyDictValues **values = values_pointer(op);
    if (values != NULL && materialize(op, values) == NULL) {
        PyErr_Clear();
        return NULL;
    }
    return _PyObject_DictPointer(op);
}

PyObject *
PyObject_GenericGetDict(PyObject *op, void *Py_UNUSED(context))
{
    PyDictValues **values = values_pointer(op);
    if (values != NULL) {
        return Py_XNewRef(materialize(op, values));
    }
    PyObject **dictptr = _PyObject_DictPointer(op);
    if (dictptr == NULL) {
        PyErr_SetString(PyExc_AttributeError, "This object has no __dict__");
        return NULL;
    }
    if (*dictptr == NULL) {
        *dictptr = PyDict_New();
    }
    return Py_XNewRef(*dictptr);
}

int
PyObject_GenericSetDict(PyObject *op, PyObject *value,
                        void *Py_UNUSED(context))
{
    PyObject **dictptr = _PyObject_GetDictPtr(op);
    if (dictptr == NULL) {
        PyErr_SetString(PyExc_AttributeError, "This object has no __dict__");
        return -1;
    }
    if (value == NULL) {
        PyErr_SetString(PyExc_TypeError, "cannot delete __dict__");
        return -1;
    }
    if (!PyDict_Check(value)) {
        PyErr_Format(PyExc_TypeError,
                     "__dict__ must be set to a dictionary, not a '%.200s'",
                     Py_TYPE(value)->tp_name);
        return -1;
    }
    Py_XSETREF(*dictptr, Py_NewRef(value));
    return 0;
}

/* ---- reading
 * ---------------------------------------------------------------- */

/* Drops an AttributeError if suppress, and keeps any other exception. */
static void
suppress_missing(int suppress)
{
    if (suppress && PyErr_ExceptionMatches(PyExc_AttributeError)) {
        PyErr_Clear();
    }
}

static PyObject *
bind(descrgetfunc get, PyObject *descr, PyObject *op, int suppress)
{
    PyObject *result = get(descr, op, (PyObject *)Py_TYPE(op));
    if (result == NULL) {
        suppress_missing(suppress);
    }
    return result;
}

static PyObject *
dict_item(PyObject *dict, PyObject *name)
{
    Py_INCREF(dict);
    PyObject *result = Py_XNewRef(PyDict_GetItemWithError(dict, name));
    Py_DECREF(dict);
    return result;
}

/* The instance's own attribute, new; NULL without exception if none. */
static PyObject *
instance_attribute(PyObject *op, PyObject *name, PyObject *dict)
{
    if (dict != NULL) {
        return dict_item(dict, name);
    }
    PyDictValues **values = values_pointer(op);
    if (values != NULL) {
        if (PyUnicode_CheckExact(name)) {
            return _PyObject_GetInstanceAttribute(op, *values, name);
        }
        dict = materialize(op, values);
        return dict == NULL ? NULL : dict_item(dict, name);
    }
    PyObject **dictptr = _PyObject_DictPointer(op);
    if (dictptr == NULL || *dictptr == NULL) {
        return NULL;
    }
    return dict_item(*dictptr, name);
}

static PyObject *
no_attribute(PyObject *op, PyObject *name, int suppress)
{
    if (!suppress) {
        PyErr_Format(PyExc_AttributeError,
                     "'%.50s' object has no attribute '%U'",
                     Py_TYPE(op)->tp_name, name);
        Hb_AttributeErrorContext(op, name);
    }
    return NULL;
}

static inline int
check_access(PyObject *op, PyObject *name)
{
    PyTypeObject *type = Py_TYPE(op);
    if (!PyUnicode_Check(name)) {
        PyErr_Format(PyExc_TypeError,
                     "attribute name must be string, not '%.200s'",
                     Py_TYPE(name)->tp_name);
        return -1;
    }
    return _PyType_IsReady(type) ? 0 : PyType_Ready(type);
}

/* The three steps; descr is what the MRO has, owned by the caller. */
static PyObject *
find_attribute(PyObject *op, PyObject *name, PyObject *descr, PyObject *dict,
               int suppress)
{
    descrgetfunc get = descr == NULL ? NULL : Py_TYPE(descr)->tp_descr_get;
    if (get != NULL && PyDescr_IsData(descr)) {
        return bind(get, descr, op, suppress);
    }
    PyObject *result = instance_attribute(op, name, dict);
    if (result != NULL) {
        return result;
    }
    if (PyErr_Occurred()) {
        suppress_missing(suppress);
        if (PyErr_Occurred()) {
            return NULL;
        }
    }
    if (get != NULL) {
        return bind(get, descr, op, suppress);
    }
    if (descr != NULL) {
        return Py_NewRef(descr);
    }
    return no_attribute(op, name, suppress);
}

/* The same, holding what must not die meanwhile; descr is borrowed. */
static PyObject *
find_holding(PyObject *op, PyObject *name, PyObject *descr, PyObject *dict,
             int suppress)
{
    Py_INCREF(name);
    Py_XINCREF(descr);
    PyObject *result = find_attribute(op, name, descr, dict, suppress);
    Py_XDECREF(descr);
    Py_DECREF(name);
    return result;
}

PyObject *
_PyObject_GenericGetAttrWithDict(PyObject *op, PyObject *name, PyObject *dict,
                                 int suppress)
{
    if (check_access(op, name) < 0) {
        return NULL;
    }
    return find_holding(op, name, _PyType_Lookup(Py_TYPE(op), name), dict,
                        suppress);
}

/* A name that only the instance's values have is found without running
 * anything, and so without holding anything. */
PyObject *
PyObject_GenericGetAttr(PyObject *op, PyObject *name)
{
    if (check_access(op, name) < 0) {
        return NULL;
    }
    PyObject *descr = _PyType_Lookup(Py_TYPE(op), name);
    if (descr == NULL && PyUnicode_CheckExact(name)) {
        PyDictValues **values = values_pointer(op);
        PyObject *own =
            values == NULL ? NULL
                           : _PyObject_GetInstanceAttribute(op, *values, name);
        if (own != NULL) {
            return own;
        }
    }
    return find_holding(op, name, descr, NULL, 0);
}

/* ---- methods
 * ----------------------------------------------------------------- */

/* Whether its instances have nothing but what the type says. */
static inline int
is_dictless(PyTypeObject *type)
{
    return type->tp_dictoffset == 0 &&
           !_PyType_HasFeature(type, Py_TPFLAGS_MANAGED_DICT);
}

static Py_NO_INLINE int
find_method(PyObject *op, PyObject *name, PyObject **method)
{
    PyTypeObject *type = Py_TYPE(op);
    *method = NULL;
    if (type->tp_getattro != PyObject_GenericGetAttr ||
        !PyUnicode_CheckExact(name)) {
        *method = PyObject_GetAttr(op, name);
        return 0;
    }
    if (!_PyType_IsReady(type) && PyType_Ready(type) < 0) {
        return 0;
    }
    PyObject *descr = Py_XNewRef(_PyType_Lookup(type, name));
    if (descr != NULL &&
        _PyType_HasFeature(Py_TYPE(descr), Py_TPFLAGS_METHOD_DESCRIPTOR)) {
        PyObject *own =
            is_dictless(type) ? NULL : instance_attribute(op, name, NULL);
        if (own == NULL && (is_dictless(type) || !PyErr_Occurred())) {
            *method = descr;
            return 1;
        }
        *method = own;
    }
    else {
        *method = find_attribute(op, name, descr, NULL, 0);
    }
    Py_XDECREF(descr);
    return 0;
}

/* Of what has no dict, a method is the one that the type has. */
int
_PyObject_GetMethod(PyObject *op, PyObject *name, PyObject **method)
{
    PyTypeObject *type = Py_TYPE(op);
    if (is_dictless(type) && type->tp_getattro == PyObject_GenericGetAttr &&
        PyUnicode_CheckExact(name) && _PyType_IsReady(type)) {
        PyObject *descr = _PyType_Lookup(type, name);
        if (descr != NULL &&
            _PyType_HasFeature(Py_TYPE(descr), Py_TPFLAGS_METHOD_DESCRIPTOR)) {
            *method = Py_NewRef(descr);
            return 1;
        }
    }
    return find_method(op, name, method);
}

/* ---- writing
 * ------------------------------------------------------------------ */

static int
not_writable(PyObject *op, PyObject *name, PyObject *descr)
{
    const char *text = descr == NULL
                           ? "'%.100s' object has no attribute '%U'"
                           : "'%.100s' object attribute '%U' is read-only";
    PyErr_Format(PyExc_AttributeError, text, Py_TYPE(op)->tp_name, name);
    return -1;
}

static int
set_instance_attribute(PyObject *op, PyObject *name, PyObject *value,
                       PyObject *descr)
{
    PyDictValues **values = values_pointer(op);
    if (values != NULL) {
        return _PyObject_StoreInstanceAttribute(op, *values, name, value);
    }
    PyObject **dictptr = _PyObject_DictPointer(op);
    if (dictptr == NULL) {
        return not_writable(op, name, descr);
    }
    return _PyObjectDict_SetItem(Py_TYPE(op), dictptr, name, value);
}

static int
set_dict_item(PyObject *dict, PyObject *name, PyObject *value)
{
    Py_INCREF(dict);
    int result = value == NULL ? PyDict_DelItem(dict, name)
                               : PyDict_SetItem(dict, name, value);
    Py_DECREF(dict);
    return result;
}

/* The error of deleting what is not there. */
static void
nothing_to_delete(PyObject *op, PyObject *name)
{
    if (PyType_Check(op)) {
        PyErr_Format(PyExc_AttributeError,
                     "type object '%.50s' has no attribute '%U'",
                     ((PyTypeObject *)op)->tp_name, name);
    }
    else {
        PyErr_Format(PyExc_AttributeError,
                     "'%.100s' object has no attribute '%U'",
                     Py_TYPE(op)->tp_name, name);
    }
}

static int
store_attribute(PyObject *op, PyObject *name, PyObject *value, PyObject *descr,
                PyObject *dict)
{
    if (descr != NULL && Py_TYPE(descr)->tp_descr_set != NULL) {
        return Py_TYPE(descr)->tp_descr_set(descr, op, value);
    }
    int result = dict == NULL ? set_instance_attribute(op, name, value, descr)
                              : set_dict_item(dict, name, value);
    if (result < 0 && PyErr_ExceptionMatches(PyExc_KeyError)) {
        nothing_to_delete(op, name);
    }
    return result;
}

int
_PyObject_GenericSetAttrWithDict(PyObject *op, PyObject *name, PyObject *value,
                                 PyObject *dict)
{
    if (check_access(op, name) < 0) {
        return -1;
    }
    /* Whatever runs while the old value dies must not free these. */
    Py_INCREF(name);
    Py_INCREF(op);
    PyObject *descr = Py_XNewRef(_PyType_Lookup(Py_TYPE(op), name));
    int result = store_attribute(op, name, value, descr, dict);
    Py_XDECREF(descr);
    Py_DECREF(op);
    Py_DECREF(name);
    return result;
}

/* A name that the type has not goes into the instance's values; once the old
 * value dies nothing here is looked at any more, so nothing is held. */
int
PyObject_GenericSetAttr(PyObject *op, PyObject *name, PyObject *value)
{
    if (check_access(op, name) < 0) {
        return -1;
    }
    PyDictValues **values = values_pointer(op);
    if (values != NULL && value != NULL && PyUnicode_CheckExact(name) &&
        _PyType_Lookup(Py_TYPE(op), name) == NULL) {
        return _PyObject_StoreInstanceAttribute(op, *values, name, value);
    }
    return _PyObject_GenericSetAttrWithDict(op, name, value, NULL);
}
