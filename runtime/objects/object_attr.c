/* object_attr.c -- attribute access by name, through the type's slots. */

#include "Python.h"

#include "internal/pycore_object.h"
#include "internal/pycore_pyerrors.h"
#include "internal/pycore_typeobject.h"
#include "internal/pycore_unicodeobject.h"

static int
check_name(PyObject *name)
{
    if (PyUnicode_Check(name)) {
        return 0;
    }
    PyErr_Format(PyExc_TypeError,
                 "attribute name must be string, not '%.200s'",
                 Py_TYPE(name)->tp_name);
    return -1;
}

int
Hb_AttributeErrorContext(PyObject *op, PyObject *name)
{
    PyObject *type, *value, *traceback;
    if (!PyErr_ExceptionMatches(PyExc_AttributeError)) {
        return 0;
    }
    PyErr_Fetch(&type, &value, &traceback);
    PyErr_NormalizeException(&type, &value, &traceback);
    if (!PyErr_GivenExceptionMatches(value, PyExc_AttributeError)) {
        PyErr_Restore(type, value, traceback);
        return 0;
    }
    PyAttributeErrorObject *error = (PyAttributeErrorObject *)value;
    if (error->name == NULL && error->obj == NULL) {
        error->name = Py_NewRef(name);
        error->obj = Py_NewRef(op);
    }
    PyErr_Restore(type, value, traceback);
    return 0;
}

/* Calls the getter that the type has; NULL without exception if none. */
static PyObject *
call_getattr(PyObject *op, PyObject *name)
{
    PyTypeObject *type = Py_TYPE(op);
    if (type->tp_getattro != NULL) {
        return type->tp_getattro(op, name);
    }
    if (type->tp_getattr != NULL) {
        const char *text = PyUnicode_AsUTF8(name);
        return text == NULL ? NULL : type->tp_getattr(op, (char *)text);
    }
    return NULL;
}

PyObject *
PyObject_GetAttr(PyObject *op, PyObject *name)
{
    if (check_name(name) < 0) {
        return NULL;
    }
    PyObject *result = call_getattr(op, name);
    if (result != NULL) {
        return result;
    }
    if (!PyErr_Occurred()) {
        PyTypeObject *type = Py_TYPE(op);
        if (type->tp_getattro != NULL || type->tp_getattr != NULL) {
            return NULL;
        }
        PyErr_Format(PyExc_AttributeError,
                     "'%.50s' object has no attribute '%U'", type->tp_name,
                     name);
    }
    Hb_AttributeErrorContext(op, name);
    return NULL;
}

PyObject *
PyObject_GetAttrString(PyObject *op, const char *name)
{
    if (Py_TYPE(op)->tp_getattr != NULL) {
        return Py_TYPE(op)->tp_getattr(op, (char *)name);
    }
    PyObject *str = PyUnicode_FromString(name);
    if (str == NULL) {
        return NULL;
    }
    PyObject *result = PyObject_GetAttr(op, str);
    Py_DECREF(str);
    return result;
}

int
_PyObject_LookupAttr(PyObject *op, PyObject *name, PyObject **result)
{
    *result = NULL;
    if (check_name(name) < 0) {
        return -1;
    }
    if (Py_TYPE(op)->tp_getattro == PyObject_GenericGetAttr) {
        /* The generic getter can be told not to make the exception. */
        *result = _PyObject_GenericGetAttrWithDict(op, name, NULL, 1);
        if (*result != NULL) {
            return 1;
        }
        return PyErr_Occurred() ? -1 : 0;
    }
    *result = call_getattr(op, name);
    if (*result != NULL) {
        return 1;
    }
    if (PyErr_Occurred() && !PyErr_ExceptionMatches(PyExc_AttributeError)) {
        return -1;
    }
    PyErr_Clear();
    return 0;
}

int
PyObject_HasAttr(PyObject *op, PyObject *name)
{
    PyObject *value;
    if (_PyObject_LookupAttr(op, name, &value) < 0) {
        PyErr_Clear();
        return 0;
    }
    int found = value != NULL;
    Py_XDECREF(value);
    return found;
}

int
PyObject_HasAttrString(PyObject *op, const char *name)
{
    PyObject *value = PyObject_GetAttrString(op, name);
    if (value == NULL) {
        PyErr_Clear();
        return 0;
    }
    Py_DECREF(value);
    return 1;
}

static int
set_error(PyObject *op, PyObject *name, PyObject *value)
{
    PyTypeObject *type = Py_TYPE(op);
    const char *verb = value == NULL ? "del" : "assign to";
    const char *what =
        type->tp_getattr == NULL && type->tp_getattro == NULL
            ? "'%.100s' object has no attributes (%s .%U)"
            : "'%.100s' object has only read-only attributes (%s .%U)";
    PyErr_Format(PyExc_TypeError, what, type->tp_name, verb, name);
    return -1;
}

int
PyObject_SetAttr(PyObject *op, PyObject *name, PyObject *value)
{
    if (check_name(name) < 0) {
        return -1;
    }
    PyTypeObject *type = Py_TYPE(op);
    int result;
    Py_INCREF(name);
    if (!PyUnicode_CHECK_INTERNED(name)) {
        PyUnicode_InternInPlace(&name);
    }
    if (type->tp_setattro != NULL) {
        result = type->tp_setattro(op, name, value);
    }
    else if (type->tp_setattr != NULL) {
        const char *text = PyUnicode_AsUTF8(name);
        result = text == NULL ? -1 : type->tp_setattr(op, (char *)text, value);
    }
    else {
        result = set_error(op, name, value);
    }
    Py_DECREF(name);
    return result;
}

int
PyObject_SetAttrString(PyObject *op, const char *name, PyObject *value)
{
    if (Py_TYPE(op)->tp_setattr != NULL) {
        return Py_TYPE(op)->tp_setattr(op, (char *)name, value);
    }
    PyObject *str = PyUnicode_FromString(name);
    if (str == NULL) {
        return -1;
    }
    int result = PyObject_SetAttr(op, str, value);
    Py_DECREF(str);
    return result;
}

int
_PyObject_IsAbstract(PyObject *op)
{
    PyObject *flag;
    if (op == NULL) {
        return 0;
    }
    int result =
        _PyObject_LookupAttr(op, &_Py_ID(__isabstractmethod__), &flag);
    if (result > 0) {
        result = PyObject_IsTrue(flag);
        Py_DECREF(flag);
    }
    return result;
}

/* ---- the same with an identifier --------------------------------------- */

PyObject *
_PyObject_GetAttrId(PyObject *op, _Py_Identifier *id)
{
    PyObject *name = _PyUnicode_FromId(id);
    return name == NULL ? NULL : PyObject_GetAttr(op, name);
}

int
_PyObject_SetAttrId(PyObject *op, _Py_Identifier *id, PyObject *value)
{
    PyObject *name = _PyUnicode_FromId(id);
    return name == NULL ? -1 : PyObject_SetAttr(op, name, value);
}

int
_PyObject_LookupAttrId(PyObject *op, _Py_Identifier *id, PyObject **result)
{
    PyObject *name = _PyUnicode_FromId(id);
    if (name == NULL) {
        *result = NULL;
        return -1;
    }
    return _PyObject_LookupAttr(op, name, result);
}
