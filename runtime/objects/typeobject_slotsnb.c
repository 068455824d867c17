/* typeobject_slotsnb.c -- the slots of numbers, sequences and mappings of a
 * class that defines them in its dict.
 *
 * A binary slot stands for two methods: of v + w it is called with v and w
 * whether v or w is the instance of the class.
 */

#include "Python.h"

#include "internal/hb_slots.h"
#include "internal/pycore_abstract.h"
#include "internal/pycore_call.h"
#include "internal/pycore_typeobject.h"
#include "internal/pycore_unicodeobject.h"

/* ---- binary operators -------------------------------------------------- */

/* Whether right's class has a method of this name that left's does not have
 * as well: only then it goes first.
 */
static int
is_overloaded(PyObject *left, PyObject *right, PyObject *name)
{
    PyObject *a, *b;
    if (_PyObject_LookupAttr((PyObject *)Py_TYPE(right), name, &b) < 0) {
        return -1;
    }
    if (b == NULL) {
        return 0;
    }
    if (_PyObject_LookupAttr((PyObject *)Py_TYPE(left), name, &a) < 0) {
        Py_DECREF(b);
        return -1;
    }
    if (a == NULL) {
        Py_DECREF(b);
        return 1;
    }
    int differ = PyObject_RichCompareBool(a, b, Py_NE);
    Py_DECREF(a);
    Py_DECREF(b);
    return differ;
}

static PyObject *
call_reflected(PyObject *self, PyObject *other, PyObject *name)
{
    PyObject *args[] = {other, self};
    return Hb_CallSpecialMaybe(name, args, 2);
}

static PyObject *
binary_slot(PyObject *self, PyObject *other, binaryfunc slot, size_t offset,
            PyObject *name, PyObject *reflected)
{
    PyNumberMethods *left = Py_TYPE(self)->tp_as_number;
    PyNumberMethods *right = Py_TYPE(other)->tp_as_number;
    /* The two operands are told apart by whose slot this function is. */
    int try_other = !Py_IS_TYPE(self, Py_TYPE(other)) && right != NULL &&
                    *(binaryfunc *)((char *)right + offset) == slot;
    if (left != NULL && *(binaryfunc *)((char *)left + offset) == slot) {
        PyObject *args[] = {self, other};
        PyObject *result;
        if (try_other && PyType_IsSubtype(Py_TYPE(other), Py_TYPE(self))) {
            int overloaded = is_overloaded(self, other, reflected);
            if (overloaded < 0) {
                return NULL;
            }
            if (overloaded) {
                result = call_reflected(self, other, reflected);
                if (result != Py_NotImplemented) {
                    return result;
                }
                Py_DECREF(result);
                try_other = 0;
            }
        }
        result = Hb_CallSpecialMaybe(name, args, 2);
        if (result != Py_NotImplemented || Py_IS_TYPE(other, Py_TYPE(self))) {
            return result;
        }
        Py_DECREF(result);
    }
    if (try_other) {
        return call_reflected(self, other, reflected);
    }
    Py_RETURN_NOTIMPLEMENTED;
}

#define BINARY(name, slot, method, reflected)                                 \
    PyObject *Hb_SlotNb##name(PyObject *self, PyObject *other)                \
    {                                                                         \
        return binary_slot(self, other, Hb_SlotNb##name,                      \
                           offsetof(PyNumberMethods, slot), &_Py_ID(method),  \
                           &_Py_ID(reflected));                               \
    }
HB_BINARY_SLOTS(BINARY)
#undef BINARY

#define INPLACE(name, method)                                                 \
    PyObject *Hb_SlotNb##name(PyObject *self, PyObject *other)                \
    {                                                                         \
        PyObject *args[] = {self, other};                                     \
        return Hb_CallSpecial(&_Py_ID(method), args, 2);                      \
    }
HB_INPLACE_SLOTS(INPLACE)
#undef INPLACE

#define UNARY(name, method)                                                   \
    PyObject *Hb_SlotNb##name(PyObject *self)                                 \
    {                                                                         \
        return Hb_CallSpecial(&_Py_ID(method), &self, 1);                     \
    }
HB_UNARY_SLOTS(UNARY)
#undef UNARY

PyObject *
Hb_SlotNbIndex(PyObject *self)
{
    return Hb_CallSpecial(&_Py_ID(__index__), &self, 1);
}

/* ---- power ------------------------------------------------------------- */

static PyObject *
power(PyObject *self, PyObject *other)
{
    binaryfunc slot = (binaryfunc)(void (*)(void))Hb_SlotNbPower;
    return binary_slot(self, other, slot, offsetof(PyNumberMethods, nb_power),
                       &_Py_ID(__pow__), &_Py_ID(__rpow__));
}

PyObject *
Hb_SlotNbPower(PyObject *self, PyObject *other, PyObject *modulus)
{
    if (modulus == Py_None) {
        return power(self, other);
    }
    /* With three operands there is no reflected method. */
    PyNumberMethods *nb = Py_TYPE(self)->tp_as_number;
    if (nb != NULL && nb->nb_power == Hb_SlotNbPower) {
        PyObject *args[] = {self, other, modulus};
        return Hb_CallSpecial(&_Py_ID(__pow__), args, 3);
    }
    Py_RETURN_NOTIMPLEMENTED;
}

PyObject *
Hb_SlotNbInPlacePower(PyObject *self, PyObject *other,
                      PyObject *Py_UNUSED(modulus))
{
    PyObject *args[] = {self, other};
    return Hb_CallSpecial(&_Py_ID(__ipow__), args, 2);
}

/* ---- truth ------------------------------------------------------------- */

int
Hb_SlotNbBool(PyObject *self)
{
    PyObject *name = &_Py_ID(__bool__);
    PyObject *found = _PyType_Lookup(Py_TYPE(self), name);
    int by_len = found == NULL;
    if (by_len) {
        name = &_Py_ID(__len__);
        found = _PyType_Lookup(Py_TYPE(self), name);
        if (found == NULL) {
            return 1;
        }
    }
    PyObject *result = Hb_CallSpecial(name, &self, 1);
    if (result == NULL) {
        return -1;
    }
    int truth = -1;
    if (by_len) {
        truth = PyObject_IsTrue(result);
    }
    else if (PyBool_Check(result)) {
        truth = result == Py_True;
    }
    else {
        PyErr_Format(PyExc_TypeError,
                     "__bool__ should return bool, returned %s",
                     Py_TYPE(result)->tp_name);
    }
    Py_DECREF(result);
    return truth;
}

/* ---- sequences and mappings -------------------------------------------- */

Py_ssize_t
Hb_SlotLength(PyObject *self)
{
    PyObject *result = Hb_CallSpecial(&_Py_ID(__len__), &self, 1);
    if (result == NULL) {
        return -1;
    }
    Py_SETREF(result, _PyNumber_Index(result));
    if (result == NULL) {
        return -1;
    }
    Py_ssize_t len = -1;
    if (_PyLong_Sign(result) < 0) {
        PyErr_SetString(PyExc_ValueError, "__len__() should return >= 0");
    }
    else {
        len = PyNumber_AsSsize_t(result, PyExc_OverflowError);
    }
    Py_DECREF(result);
    return len;
}

PyObject *
Hb_SlotSqItem(PyObject *self, Py_ssize_t i)
{
    PyObject *index = PyLong_FromSsize_t(i);
    if (index == NULL) {
        return NULL;
    }
    PyObject *args[] = {self, index};
    PyObject *result = Hb_CallSpecial(&_Py_ID(__getitem__), args, 2);
    Py_DECREF(index);
    return result;
}

/* self[key] = value, or del self[key] for NULL. */
static int
assign(PyObject *self, PyObject *key, PyObject *value)
{
    PyObject *args[] = {self, key, value};
    PyObject *result = value == NULL
                           ? Hb_CallSpecial(&_Py_ID(__delitem__), args, 2)
                           : Hb_CallSpecial(&_Py_ID(__setitem__), args, 3);
    if (result == NULL) {
        return -1;
    }
    Py_DECREF(result);
    return 0;
}

int
Hb_SlotSqAssItem(PyObject *self, Py_ssize_t i, PyObject *value)
{
    PyObject *index = PyLong_FromSsize_t(i);
    if (index == NULL) {
        return -1;
    }
    int result = assign(self, index, value);
    Py_DECREF(index);
    return result;
}

int
Hb_SlotSqContains(PyObject *self, PyObject *value)
{
    PyObject *method = _PyType_Lookup(Py_TYPE(self), &_Py_ID(__contains__));
    if (method == Py_None) {
        PyErr_Format(PyExc_TypeError, "'%.200s' object is not a container",
                     Py_TYPE(self)->tp_name);
        return -1;
    }
    if (method == NULL) {
        return (int)_PySequence_IterSearch(self, value,
                                           PY_ITERSEARCH_CONTAINS);
    }
    PyObject *args[] = {self, value};
    PyObject *result = Hb_CallSpecial(&_Py_ID(__contains__), args, 2);
    if (result == NULL) {
        return -1;
    }
    int truth = PyObject_IsTrue(result);
    Py_DECREF(result);
    return truth;
}

PyObject *
Hb_SlotMpSubscript(PyObject *self, PyObject *key)
{
    PyObject *args[] = {self, key};
    return Hb_CallSpecial(&_Py_ID(__getitem__), args, 2);
}

int
Hb_SlotMpAssSubscript(PyObject *self, PyObject *key, PyObject *value)
{
    return assign(self, key, value);
}
