/* abstract_instance.c -- isinstance and issubclass.
 *
 * Any object with a tuple __bases__ counts as a class; an object's __class__
 * may differ from its type (a proxy's does).
 */

#include "Python.h"

#include "internal/pycore_ceval.h"
#include "internal/pycore_object.h"
#include "internal/pycore_unicodeobject.h"

/* cls.__bases__ if a tuple, new; NULL without exception if not. */
static PyObject *
get_bases(PyObject *cls)
{
    PyObject *bases;
    if (_PyObject_LookupAttr(cls, &_Py_ID(__bases__), &bases) < 0) {
        return NULL;
    }
    if (bases != NULL && !PyTuple_Check(bases)) {
        Py_CLEAR(bases);
    }
    return bases;
}

static int
check_class(PyObject *cls, const char *error)
{
    PyObject *bases = get_bases(cls);
    if (bases == NULL) {
        if (!PyErr_Occurred()) {
            PyErr_SetString(PyExc_TypeError, error);
        }
        return 0;
    }
    Py_DECREF(bases);
    return 1;
}

/* Whether derived reaches cls through __bases__. */
static int
has_base(PyObject *derived, PyObject *cls)
{
    if (derived == cls) {
        return 1;
    }
    PyObject *bases = get_bases(derived);
    if (bases == NULL) {
        return PyErr_Occurred() ? -1 : 0;
    }
    int found = 0;
    if (_Py_EnterRecursiveCall(" in __issubclass__")) {
        Py_DECREF(bases);
        return -1;
    }
    for (Py_ssize_t i = 0; !found && i < PyTuple_GET_SIZE(bases); i++) {
        found = has_base(PyTuple_GET_ITEM(bases, i), cls);
    }
    _Py_LeaveRecursiveCall();
    Py_DECREF(bases);
    return found;
}

/* ---- isinstance -------------------------------------------------------- */

/* Whether inst.__class__, if it is not the type, is derived from cls. */
static int
class_attribute_is(PyObject *inst, PyObject *cls)
{
    PyObject *icls;
    int result = _PyObject_LookupAttr(inst, &_Py_ID(__class__), &icls);
    if (icls == NULL) {
        return result;
    }
    result = 0;
    if (!PyType_Check(cls)) {
        result = has_base(icls, cls);
    }
    else if (icls != (PyObject *)Py_TYPE(inst) && PyType_Check(icls)) {
        result = PyType_IsSubtype((PyTypeObject *)icls, (PyTypeObject *)cls);
    }
    Py_DECREF(icls);
    return result;
}

int
_PyObject_RealIsInstance(PyObject *inst, PyObject *cls)
{
    if (PyType_Check(cls)) {
        if (PyObject_TypeCheck(inst, (PyTypeObject *)cls)) {
            return 1;
        }
    }
    else if (!check_class(cls, "isinstance() arg 2 must be a type, a tuple of "
                               "types, or a union")) {
        return -1;
    }
    return class_attribute_is(inst, cls);
}

/* Asks each class of a tuple until one answers yes. */
static int
any_class(PyObject *op, PyObject *tuple, const char *where,
          int (*ask)(PyObject *, PyObject *))
{
    if (_Py_EnterRecursiveCall(where)) {
        return -1;
    }
    int result = 0;
    for (Py_ssize_t i = 0; result == 0 && i < PyTuple_GET_SIZE(tuple); i++) {
        result = ask(op, PyTuple_GET_ITEM(tuple, i));
    }
    _Py_LeaveRecursiveCall();
    return result;
}

/* Takes the hook, a bound special method of the class. */
static int
call_hook(PyObject *hook, PyObject *op, const char *where)
{
    if (_Py_EnterRecursiveCall(where)) {
        Py_DECREF(hook);
        return -1;
    }
    PyObject *answer = PyObject_CallOneArg(hook, op);
    _Py_LeaveRecursiveCall();
    Py_DECREF(hook);
    if (answer == NULL) {
        return -1;
    }
    int result = PyObject_IsTrue(answer);
    Py_DECREF(answer);
    return result;
}

int
PyObject_IsInstance(PyObject *inst, PyObject *cls)
{
    const char *where = " in __instancecheck__";
    if (Py_IS_TYPE(inst, (PyTypeObject *)cls)) {
        return 1;
    }
    if (PyType_CheckExact(cls)) {
        return _PyObject_RealIsInstance(inst, cls);
    }
    if (PyTuple_Check(cls)) {
        return any_class(inst, cls, where, PyObject_IsInstance);
    }
    PyObject *hook = _PyObject_LookupSpecial(cls, &_Py_ID(__instancecheck__));
    if (hook != NULL) {
        return call_hook(hook, inst, where);
    }
    return PyErr_Occurred() ? -1 : _PyObject_RealIsInstance(inst, cls);
}

/* ---- issubclass -------------------------------------------------------- */

int
_PyObject_RealIsSubclass(PyObject *derived, PyObject *cls)
{
    if (PyType_Check(cls) && PyType_Check(derived)) {
        return PyType_IsSubtype((PyTypeObject *)derived, (PyTypeObject *)cls);
    }
    if (!check_class(derived, "issubclass() arg 1 must be a class") ||
        !check_class(cls, "issubclass() arg 2 must be a class, a tuple of "
                          "classes, or a union")) {
        return -1;
    }
    return has_base(derived, cls);
}

int
PyObject_IsSubclass(PyObject *derived, PyObject *cls)
{
    const char *where = " in __subclasscheck__";
    if (PyType_CheckExact(cls)) {
        return derived == cls ? 1 : _PyObject_RealIsSubclass(derived, cls);
    }
    if (PyTuple_Check(cls)) {
        return any_class(derived, cls, where, PyObject_IsSubclass);
    }
    PyObject *hook = _PyObject_LookupSpecial(cls, &_Py_ID(__subclasscheck__));
    if (hook != NULL) {
        return call_hook(hook, derived, where);
    }
    return PyErr_Occurred() ? -1 : _PyObject_RealIsSubclass(derived, cls);
}
