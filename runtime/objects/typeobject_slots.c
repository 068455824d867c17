/* typeobject_slots.c -- the slots of a class that defines special methods in
 * its dict: each looks the method up and calls it.
 *
 * Numbers, sequences and mappings are in typeobject_slotsnb.c.
 */

#include "Python.h"

#include "internal/hb_slots.h"
#include "internal/pycore_call.h"
#include "internal/pycore_pyerrors.h"
#include "internal/pycore_typeobject.h"
#include "internal/pycore_unicodeobject.h"

/* ---- looking up and calling -------------------------------------------- */

PyObject *
Hb_LookupMaybeMethod(PyObject *self, PyObject *name, int *unbound)
{
    PyObject *method = _PyType_Lookup(Py_TYPE(self), name);
    *unbound = 0;
    if (method == NULL) {
        return NULL;
    }
    if (_PyType_HasFeature(Py_TYPE(method), Py_TPFLAGS_METHOD_DESCRIPTOR)) {
        *unbound = 1;
        return Py_NewRef(method);
    }
    descrgetfunc get = Py_TYPE(method)->tp_descr_get;
    if (get == NULL) {
        return Py_NewRef(method);
    }
    return get(method, self, (PyObject *)Py_TYPE(self));
}

PyObject *
Hb_LookupMethod(PyObject *self, PyObject *name, int *unbound)
{
    PyObject *method = Hb_LookupMaybeMethod(self, name, unbound);
    if (method == NULL && !PyErr_Occurred()) {
        PyErr_SetObject(PyExc_AttributeError, name);
    }
    return method;
}

/* Takes the method; args[0] is self. */
static PyObject *
call_method(PyObject *method, int unbound, PyObject *const *args,
            Py_ssize_t nargs)
{
    size_t nargsf = (size_t)nargs;
    if (!unbound) {
        /* The place of self may be overwritten: it is before the rest. */
        args++;
        nargsf = (nargsf - 1) | PY_VECTORCALL_ARGUMENTS_OFFSET;
    }
    PyObject *result = PyObject_Vectorcall(method, args, nargsf, NULL);
    Py_DECREF(method);
    return result;
}

PyObject *
Hb_CallSpecial(PyObject *name, PyObject *const *args, Py_ssize_t nargs)
{
    int unbound;
    PyObject *method = Hb_LookupMethod(args[0], name, &unbound);
    return method == NULL ? NULL : call_method(method, unbound, args, nargs);
}

PyObject *
Hb_CallSpecialMaybe(PyObject *name, PyObject *const *args, Py_ssize_t nargs)
{
    int unbound;
    PyObject *method = Hb_LookupMaybeMethod(args[0], name, &unbound);
    if (method == NULL) {
        return PyErr_Occurred() ? NULL : Py_NewRef(Py_NotImplemented);
    }
    return call_method(method, unbound, args, nargs);
}

static PyObject *
call_unary(PyObject *self, PyObject *name)
{
    PyObject *args[] = {self};
    return Hb_CallSpecial(name, args, 1);
}

/* ---- text and hash ----------------------------------------------------- */

PyObject *
Hb_SlotTpRepr(PyObject *self)
{
    int unbound;
    PyObject *method = Hb_LookupMaybeMethod(self, &_Py_ID(__repr__), &unbound);
    if (method != NULL) {
        return call_method(method, unbound, &self, 1);
    }
    PyErr_Clear();
    return PyUnicode_FromFormat("<%s object at %p>", Py_TYPE(self)->tp_name,
                                self);
}

PyObject *
Hb_SlotTpStr(PyObject *self)
{
    return call_unary(self, &_Py_ID(__str__));
}

Py_hash_t
Hb_SlotTpHash(PyObject *self)
{
    int unbound;
    PyObject *method = Hb_LookupMaybeMethod(self, &_Py_ID(__hash__), &unbound);
    if (method == Py_None) {
        Py_CLEAR(method);
    }
    if (method == NULL) {
        PyErr_Clear();
        return PyObject_HashNotImplemented(self);
    }
    PyObject *result = call_method(method, unbound, &self, 1);
    if (result == NULL) {
        return -1;
    }
    if (!PyLong_Check(result)) {
        PyErr_SetString(PyExc_TypeError,
                        "__hash__ method should return an integer");
        Py_DECREF(result);
        return -1;
    }
    /* A number too large for a hash is hashed itself. */
    Py_hash_t hash = PyLong_AsSsize_t(result);
    if (hash == -1 && PyErr_Occurred()) {
        PyErr_Clear();
        hash = PyLong_Type.tp_hash(result);
    }
    Py_DECREF(result);
    return hash == -1 ? -2 : hash;
}

/* ---- calls ------------------------------------------------------------- */

PyObject *
Hb_SlotTpCall(PyObject *self, PyObject *args, PyObject *kwds)
{
    PyThreadState *tstate = _PyThreadState_GET();
    int unbound;
    PyObject *method = Hb_LookupMethod(self, &_Py_ID(__call__), &unbound);
    if (method == NULL) {
        return NULL;
    }
    PyObject *result =
        unbound ? _PyObject_Call_Prepend(tstate, method, self, args, kwds)
                : _PyObject_Call(tstate, method, args, kwds);
    Py_DECREF(method);
    return result;
}

PyObject *
Hb_SlotTpNew(PyTypeObject *type, PyObject *args, PyObject *kwds)
{
    PyObject *func = PyObject_GetAttr((PyObject *)type, &_Py_ID(__new__));
    if (func == NULL) {
        return NULL;
    }
    PyObject *result = _PyObject_Call_Prepend(_PyThreadState_GET(), func,
                                              (PyObject *)type, args, kwds);
    Py_DECREF(func);
    return result;
}

int
Hb_SlotTpInit(PyObject *self, PyObject *args, PyObject *kwds)
{
    PyThreadState *tstate = _PyThreadState_GET();
    int unbound;
    PyObject *method = Hb_LookupMethod(self, &_Py_ID(__init__), &unbound);
    if (method == NULL) {
        return -1;
    }
    PyObject *result =
        unbound ? _PyObject_Call_Prepend(tstate, method, self, args, kwds)
                : _PyObject_Call(tstate, method, args, kwds);
    Py_DECREF(method);
    if (result == NULL) {
        return -1;
    }
    int none = result == Py_None;
    if (!none) {
        PyErr_Format(PyExc_TypeError,
                     "__init__() should return None, not '%.200s'",
                     Py_TYPE(result)->tp_name);
    }
    Py_DECREF(result);
    return none ? 0 : -1;
}

void
Hb_SlotTpFinalize(PyObject *self)
{
    PyObject *error, *value, *traceback;
    int unbound;
    PyErr_Fetch(&error, &value, &traceback);
    PyObject *del = Hb_LookupMaybeMethod(self, &_Py_ID(__del__), &unbound);
    if (del != NULL) {
        Py_INCREF(del);
        PyObject *result = call_method(del, unbound, &self, 1);
        if (result == NULL) {
            PyErr_WriteUnraisable(del);
        }
        Py_XDECREF(result);
        Py_DECREF(del);
    }
    PyErr_Restore(error, value, traceback);
}

/* ---- attributes -------------------------------------------------------- */

PyObject *
Hb_SlotTpGetattro(PyObject *self, PyObject *name)
{
    PyObject *args[] = {self, name};
    return Hb_CallSpecial(&_Py_ID(__getattribute__), args, 2);
}

static PyObject *
call_attribute(PyObject *self, PyObject *method, PyObject *name)
{
    PyObject *bound = NULL;
    descrgetfunc get = Py_TYPE(method)->tp_descr_get;
    if (get != NULL) {
        bound = get(method, self, (PyObject *)Py_TYPE(self));
        if (bound == NULL) {
            return NULL;
        }
        method = bound;
    }
    PyObject *result = PyObject_CallOneArg(method, name);
    Py_XDECREF(bound);
    return result;
}

static int
is_generic_getattribute(PyObject *method)
{
    return Py_IS_TYPE(method, &PyWrapperDescr_Type) &&
           ((PyWrapperDescrObject *)method)->d_wrapped ==
               (void *)PyObject_GenericGetAttr;
}

/* tp_getattro of a class with __getattr__: asked when nothing was found. */
PyObject *
Hb_SlotTpGetattrHook(PyObject *self, PyObject *name)
{
    PyTypeObject *type = Py_TYPE(self);
    PyObject *getattr = _PyType_Lookup(type, &_Py_ID(__getattr__));
    if (getattr == NULL) {
        /* Nobody below can have it either: leave the hook out. */
        type->tp_getattro = Hb_SlotTpGetattro;
        return Hb_SlotTpGetattro(self, name);
    }
    Py_INCREF(getattr);
    PyObject *getattribute = _PyType_Lookup(type, &_Py_ID(__getattribute__));
    PyObject *result;
    if (getattribute == NULL || is_generic_getattribute(getattribute)) {
        result = PyObject_GenericGetAttr(self, name);
    }
    else {
        Py_INCREF(getattribute);
        result = call_attribute(self, getattribute, name);
        Py_DECREF(getattribute);
    }
    if (result == NULL && PyErr_ExceptionMatches(PyExc_AttributeError)) {
        PyErr_Clear();
        result = call_attribute(self, getattr, name);
    }
    Py_DECREF(getattr);
    return result;
}

int
Hb_SlotTpSetattro(PyObject *self, PyObject *name, PyObject *value)
{
    PyObject *args[] = {self, name, value};
    PyObject *result = value == NULL
                           ? Hb_CallSpecial(&_Py_ID(__delattr__), args, 2)
                           : Hb_CallSpecial(&_Py_ID(__setattr__), args, 3);
    if (result == NULL) {
        return -1;
    }
    Py_DECREF(result);
    return 0;
}

PyObject *
Hb_SlotTpDescrGet(PyObject *self, PyObject *obj, PyObject *type)
{
    PyTypeObject *tp = Py_TYPE(self);
    PyObject *get = _PyType_Lookup(tp, &_Py_ID(__get__));
    if (get == NULL) {
        /* It has been deleted: the object binds no more. */
        if (tp->tp_descr_get == Hb_SlotTpDescrGet) {
            tp->tp_descr_get = NULL;
        }
        return Py_NewRef(self);
    }
    obj = obj == NULL ? Py_None : obj;
    type = type == NULL ? Py_None : type;
    return PyObject_CallFunctionObjArgs(get, self, obj, type, NULL);
}

int
Hb_SlotTpDescrSet(PyObject *self, PyObject *obj, PyObject *value)
{
    PyObject *args[] = {self, obj, value};
    PyObject *result = value == NULL
                           ? Hb_CallSpecial(&_Py_ID(__delete__), args, 2)
                           : Hb_CallSpecial(&_Py_ID(__set__), args, 3);
    if (result == NULL) {
        return -1;
    }
    Py_DECREF(result);
    return 0;
}

/* ---- comparison -------------------------------------------------------- */

static PyObject *
comparison_name(int op)
{
    switch (op) {
    case Py_LT:
        return &_Py_ID(__lt__);
    case Py_LE:
        return &_Py_ID(__le__);
    case Py_EQ:
        return &_Py_ID(__eq__);
    case Py_NE:
        return &_Py_ID(__ne__);
    case Py_GT:
        return &_Py_ID(__gt__);
    default:
        return &_Py_ID(__ge__);
    }
}

PyObject *
Hb_SlotTpRichcompare(PyObject *self, PyObject *other, int op)
{
    PyObject *args[] = {self, other};
    int unbound;
    PyObject *method =
        Hb_LookupMaybeMethod(self, comparison_name(op), &unbound);
    if (method == NULL) {
        PyErr_Clear();
        Py_RETURN_NOTIMPLEMENTED;
    }
    return call_method(method, unbound, args, 2);
}

/* ---- iteration --------------------------------------------------------- */

PyObject *
Hb_SlotTpIter(PyObject *self)
{
    int unbound;
    PyObject *method = Hb_LookupMaybeMethod(self, &_Py_ID(__iter__), &unbound);
    if (method == Py_None) {
        Py_DECREF(method);
        PyErr_Format(PyExc_TypeError, "'%.200s' object is not iterable",
                     Py_TYPE(self)->tp_name);
        return NULL;
    }
    if (method != NULL) {
        return call_method(method, unbound, &self, 1);
    }
    PyErr_Clear();
    method = Hb_LookupMaybeMethod(self, &_Py_ID(__getitem__), &unbound);
    if (method == NULL) {
        PyErr_Format(PyExc_TypeError, "'%.200s' object is not iterable",
                     Py_TYPE(self)->tp_name);
        return NULL;
    }
    Py_DECREF(method);
    return PySeqIter_New(self);
}

PyObject *
Hb_SlotTpIternext(PyObject *self)
{
    return call_unary(self, &_Py_ID(__next__));
}

/* ---- await ------------------------------------------------------------- */

static PyObject *
call_async(PyObject *self, PyObject *name, const char *message)
{
    int unbound;
    PyObject *method = Hb_LookupMaybeMethod(self, name, &unbound);
    if (method != NULL) {
        return call_method(method, unbound, &self, 1);
    }
    PyErr_Format(PyExc_AttributeError, message, Py_TYPE(self)->tp_name);
    return NULL;
}

PyObject *
Hb_SlotAmAwait(PyObject *self)
{
    return call_async(self, &_Py_ID(__await__),
                      "object %.50s does not have __await__ method");
}

PyObject *
Hb_SlotAmAiter(PyObject *self)
{
    return call_async(self, &_Py_ID(__aiter__),
                      "object %.50s does not have __aiter__ method");
}

PyObject *
Hb_SlotAmAnext(PyObject *self)
{
    return call_async(self, &_Py_ID(__anext__),
                      "object %.50s does not have __anext__ method");
}
