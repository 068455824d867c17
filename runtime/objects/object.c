/* object.c -- every object: its count, text, hash, truth and end.
 *
 * Comparison is in object_compare.c, attributes in object_attr.c and
 * object_generic.c, None and NotImplemented in object_singletons.c.
 */

#include "Python.h"

#include "internal/pycore_call.h"
#include "internal/pycore_ceval.h"
#include "internal/pycore_object.h"
#include "internal/pycore_pyerrors.h"
#include "internal/pycore_unicodeobject.h"

/* ---- counting ---------------------------------------------------------- */

/* The header hides these functions behind macros of the same name. */
#undef Py_NewRef
#undef Py_XNewRef
#undef Py_Is
#undef Py_IsNone

void
Py_IncRef(PyObject *op)
{
    Py_XINCREF(op);
}

void
Py_DecRef(PyObject *op)
{
    Py_XDECREF(op);
}

void
_Py_IncRef(PyObject *op)
{
    Py_INCREF(op);
}

void
_Py_DecRef(PyObject *op)
{
    Py_DECREF(op);
}

PyObject *
Py_NewRef(PyObject *obj)
{
    return _Py_NewRef(obj);
}

PyObject *
Py_XNewRef(PyObject *obj)
{
    return _Py_XNewRef(obj);
}

int
Py_Is(PyObject *x, PyObject *y)
{
    return x == y;
}

int
Py_IsNone(PyObject *x)
{
    return x == Py_None;
}

void
_Py_NewReference(PyObject *op)
{
    Hb_NewReference(op);
}

void
_Py_Dealloc(PyObject *op)
{
    Py_TYPE(op)->tp_dealloc(op);
}

/* ---- birth ------------------------------------------------------------- */

PyObject *
PyObject_Init(PyObject *op, PyTypeObject *type)
{
    if (op == NULL) {
        return PyErr_NoMemory();
    }
    _PyObject_Init(op, type);
    return op;
}

PyVarObject *
PyObject_InitVar(PyVarObject *op, PyTypeObject *type, Py_ssize_t size)
{
    if (op == NULL) {
        return (PyVarObject *)PyErr_NoMemory();
    }
    _PyObject_InitVar(op, type, size);
    return op;
}

PyObject *
_PyObject_New(PyTypeObject *type)
{
    PyObject *op = PyObject_Malloc(_PyObject_SIZE(type));
    return PyObject_Init(op, type);
}

PyVarObject *
_PyObject_NewVar(PyTypeObject *type, Py_ssize_t nitems)
{
    PyVarObject *op = PyObject_Malloc(_PyObject_VAR_SIZE(type, nitems));
    return PyObject_InitVar(op, type, nitems);
}

/* ---- death ------------------------------------------------------------- */

void
PyObject_CallFinalizer(PyObject *self)
{
    PyTypeObject *type = Py_TYPE(self);
    if (type->tp_finalize == NULL) {
        return;
    }
    if (_PyType_IS_GC(type) && _PyGCHead_FINALIZED(_Py_AS_GC(self))) {
        return;
    }
    type->tp_finalize(self);
    if (_PyType_IS_GC(type)) {
        _PyGC_SET_FINALIZED(self);
    }
}

int
PyObject_CallFinalizerFromDealloc(PyObject *self)
{
    if (Py_REFCNT(self) != 0) {
        _PyObject_ASSERT_FAILED_MSG(self,
                                    "PyObject_CallFinalizerFromDealloc called "
                                    "on object with a non-zero refcount");
    }
    /* The finalizer may use the object, so it gets a life for the time. */
    Py_SET_REFCNT(self, 1);
    PyObject_CallFinalizer(self);
    Py_SET_REFCNT(self, Py_REFCNT(self) - 1);
    return Py_REFCNT(self) == 0 ? 0 : -1;
}

/* ---- text -------------------------------------------------------------- */

/* Takes text; NULL with TypeError if it is no str. */
static PyObject *
check_text(PyObject *text, const char *method)
{
    if (text == NULL) {
        return NULL;
    }
    if (!PyUnicode_Check(text)) {
        PyErr_Format(PyExc_TypeError, "%s returned non-string (type %.200s)",
                     method, Py_TYPE(text)->tp_name);
        Py_DECREF(text);
        return NULL;
    }
    return text;
}

PyObject *
PyObject_Repr(PyObject *op)
{
    if (PyErr_CheckSignals()) {
        return NULL;
    }
    if (op == NULL) {
        return PyUnicode_FromString("<NULL>");
    }
    reprfunc repr = Py_TYPE(op)->tp_repr;
    if (repr == NULL) {
        return PyUnicode_FromFormat("<%s object at %p>", Py_TYPE(op)->tp_name,
                                    op);
    }
    PyThreadState *tstate = _PyThreadState_GET();
    if (_Py_EnterRecursiveCallTstate(tstate,
                                     " while getting the repr of an object")) {
        return NULL;
    }
    PyObject *text = repr(op);
    _Py_LeaveRecursiveCallTstate(tstate);
    return check_text(text, "__repr__");
}

PyObject *
PyObject_Str(PyObject *op)
{
    if (PyErr_CheckSignals()) {
        return NULL;
    }
    if (op == NULL) {
        return PyUnicode_FromString("<NULL>");
    }
    if (PyUnicode_CheckExact(op)) {
        return _Py_NewRef(op);
    }
    reprfunc str = Py_TYPE(op)->tp_str;
    if (str == NULL) {
        return PyObject_Repr(op);
    }
    PyThreadState *tstate = _PyThreadState_GET();
    if (_Py_EnterRecursiveCallTstate(tstate,
                                     " while getting the str of an object")) {
        return NULL;
    }
    PyObject *text = str(op);
    _Py_LeaveRecursiveCallTstate(tstate);
    return check_text(text, "__str__");
}

PyObject *
PyObject_Bytes(PyObject *op)
{
    if (op == NULL) {
        return PyBytes_FromString("<NULL>");
    }
    if (PyBytes_CheckExact(op)) {
        return _Py_NewRef(op);
    }
    PyObject *method = _PyObject_LookupSpecial(op, &_Py_ID(__bytes__));
    if (method == NULL) {
        return PyErr_Occurred() ? NULL : PyBytes_FromObject(op);
    }
    PyObject *bytes = _PyObject_CallNoArgs(method);
    Py_DECREF(method);
    if (bytes != NULL && !PyBytes_Check(bytes)) {
        PyErr_Format(PyExc_TypeError,
                     "__bytes__ returned non-bytes (type %.200s)",
                     Py_TYPE(bytes)->tp_name);
        Py_CLEAR(bytes);
    }
    return bytes;
}

PyObject *
_PyObject_FunctionStr(PyObject *op)
{
    PyObject *qualname, *module, *result = NULL;
    int found = _PyObject_LookupAttr(op, &_Py_ID(__qualname__), &qualname);
    if (found < 0) {
        return NULL;
    }
    if (!found) {
        return PyObject_Str(op);
    }
    if (_PyObject_LookupAttr(op, &_Py_ID(__module__), &module) < 0) {
        goto done;
    }
    int named = 0;
    if (module != NULL && module != Py_None) {
        named = PyObject_RichCompareBool(module, &_Py_ID(builtins), Py_NE);
    }
    if (named > 0) {
        result = PyUnicode_FromFormat("%S.%S()", module, qualname);
    }
    else if (named == 0) {
        result = PyUnicode_FromFormat("%S()", qualname);
    }
    Py_XDECREF(module);
done:
    Py_DECREF(qualname);
    return result;
}

/* ---- hash, truth
 * ------------------------------------------------------------ */

Py_hash_t
PyObject_HashNotImplemented(PyObject *op)
{
    PyErr_Format(PyExc_TypeError, "unhashable type: '%.200s'",
                 Py_TYPE(op)->tp_name);
    return -1;
}

Py_hash_t
PyObject_Hash(PyObject *op)
{
    PyTypeObject *type = Py_TYPE(op);
    if (type->tp_hash == NULL && !_PyType_IsReady(type) &&
        PyType_Ready(type) < 0) {
        return -1;
    }
    if (type->tp_hash != NULL) {
        return type->tp_hash(op);
    }
    return PyObject_HashNotImplemented(op);
}

int
PyObject_IsTrue(PyObject *op)
{
    if (op == Py_True) {
        return 1;
    }
    if (op == Py_False || op == Py_None) {
        return 0;
    }
    PyTypeObject *type = Py_TYPE(op);
    Py_ssize_t res;
    if (type->tp_as_number != NULL && type->tp_as_number->nb_bool != NULL) {
        res = type->tp_as_number->nb_bool(op);
    }
    else if (type->tp_as_mapping != NULL &&
             type->tp_as_mapping->mp_length != NULL) {
        res = type->tp_as_mapping->mp_length(op);
    }
    else if (type->tp_as_sequence != NULL &&
             type->tp_as_sequence->sq_length != NULL) {
        res = type->tp_as_sequence->sq_length(op);
    }
    else {
        return 1;
    }
    return res > 0 ? 1 : (int)res;
}

int
PyObject_Not(PyObject *op)
{
    int res = PyObject_IsTrue(op);
    return res < 0 ? res : res == 0;
}

int
PyCallable_Check(PyObject *op)
{
    return op != NULL && Py_TYPE(op)->tp_call != NULL;
}

PyObject *
PyObject_SelfIter(PyObject *op)
{
    return _Py_NewRef(op);
}

PyObject *
_PyObject_NextNotImplemented(PyObject *op)
{
    PyErr_Format(PyExc_TypeError, "'%.200s' object is not iterable",
                 Py_TYPE(op)->tp_name);
    return NULL;
}
