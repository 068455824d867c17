/* typeobject_reduce.c -- how an object is taken apart, to be copied.
 *
 * With protocol 2 or higher, object.__reduce_ex__ gives
 *
 *      (copyreg.__newobj__, (cls, *args), state, items, pairs)
 *
 * args is what __getnewargs__ says, state what __getstate__ says; items and
 * pairs are iterators over the contents of a list or a dict, else None.
 */

#include "Python.h"

#include "internal/pycore_call.h"
#include "internal/pycore_typeobject.h"
#include "internal/pycore_unicodeobject.h"

static PyObject *
import_copyreg(void)
{
    PyObject *name = &_Py_ID(copyreg);
    PyObject *module = PyImport_GetModule(name);
    if (module != NULL || PyErr_Occurred()) {
        return module;
    }
    return PyImport_Import(name);
}

static PyObject *
cannot_pickle(PyObject *obj)
{
    PyErr_Format(PyExc_TypeError, "cannot pickle '%.200s' object",
                 Py_TYPE(obj)->tp_name);
    return NULL;
}

/* ---- state ------------------------------------------------------------- */

/* The names of the slots of the class and its bases: a list or None, new. */
static PyObject *
slot_names(PyTypeObject *cls)
{
    PyObject *names =
        PyDict_GetItemWithError(cls->tp_dict, &_Py_ID(__slotnames__));
    if (names != NULL) {
        if (names != Py_None && !PyList_Check(names)) {
            PyErr_Format(PyExc_TypeError,
                         "%.200s.__slotnames__ should be a list or None, not "
                         "%.200s",
                         cls->tp_name, Py_TYPE(names)->tp_name);
            return NULL;
        }
        return Py_NewRef(names);
    }
    PyObject *copyreg = PyErr_Occurred() ? NULL : import_copyreg();
    if (copyreg == NULL) {
        return NULL;
    }
    names = PyObject_CallMethodOneArg(copyreg, &_Py_ID(_slotnames),
                                      (PyObject *)cls);
    Py_DECREF(copyreg);
    if (names != NULL && names != Py_None && !PyList_Check(names)) {
        PyErr_SetString(PyExc_TypeError,
                        "copyreg._slotnames didn't return a list or None");
        Py_CLEAR(names);
    }
    return names;
}

/* Whether the C struct has fields that neither slots nor dict explain. */
static int
has_hidden_fields(PyTypeObject *type, PyObject *names)
{
    const Py_ssize_t word = sizeof(PyObject *);
    Py_ssize_t size = PyBaseObject_Type.tp_basicsize;
    if (type->tp_dictoffset != 0 &&
        !_PyType_HasFeature(type, Py_TPFLAGS_MANAGED_DICT)) {
        size += word;
    }
    if (type->tp_weaklistoffset) {
        size += word;
    }
    if (names != Py_None) {
        size += word * PyList_GET_SIZE(names);
    }
    return type->tp_basicsize > size;
}

/* A new dict of the slots that have a value. */
static PyObject *
slot_values(PyObject *obj, PyObject *names)
{
    PyObject *slots = PyDict_New();
    if (slots == NULL) {
        return NULL;
    }
    Py_ssize_t n = PyList_GET_SIZE(names);
    for (Py_ssize_t i = 0; i < n; i++) {
        PyObject *name = Py_NewRef(PyList_GET_ITEM(names, i)), *value;
        int found = _PyObject_LookupAttr(obj, name, &value);
        if (found > 0) {
            found = PyDict_SetItem(slots, name, value);
            Py_DECREF(value);
        }
        Py_DECREF(name);
        if (found >= 0 && PyList_GET_SIZE(names) != n) {
            /* A getter has changed the list under us. */
            PyErr_Format(PyExc_RuntimeError,
                         "__slotsname__ changed size during iteration");
            found = -1;
        }
        if (found < 0) {
            Py_DECREF(slots);
            return NULL;
        }
    }
    return slots;
}

/* Takes state; (state, slots) if any slot is set. */
static PyObject *
add_slots(PyObject *obj, PyObject *state, PyObject *names)
{
    if (names == Py_None || PyList_GET_SIZE(names) == 0) {
        return state;
    }
    PyObject *slots = slot_values(obj, names);
    if (slots == NULL) {
        Py_DECREF(state);
        return NULL;
    }
    if (PyDict_GET_SIZE(slots) > 0) {
        Py_SETREF(state, PyTuple_Pack(2, state, slots));
    }
    Py_DECREF(slots);
    return state;
}

/* required: there is nothing but the state to make the object from. */
static PyObject *
default_state(PyObject *obj, int required)
{
    PyTypeObject *type = Py_TYPE(obj);
    if (required && type->tp_itemsize) {
        PyErr_Format(PyExc_TypeError, "cannot pickle %.200s objects",
                     type->tp_name);
        return NULL;
    }
    PyObject *state = _PyObject_IsInstanceDictEmpty(obj)
                          ? Py_NewRef(Py_None)
                          : PyObject_GenericGetDict(obj, NULL);
    if (state == NULL) {
        return NULL;
    }
    PyObject *names = slot_names(type);
    if (names == NULL) {
        Py_DECREF(state);
        return NULL;
    }
    if (required && has_hidden_fields(type, names)) {
        Py_DECREF(state);
        state = cannot_pickle(obj);
    }
    else {
        state = add_slots(obj, state, names);
    }
    Py_DECREF(names);
    return state;
}

PyObject *
Hb_ObjectGetstate(PyObject *self, PyObject *Py_UNUSED(unused))
{
    return default_state(self, 0);
}

static PyObject *
get_state(PyObject *obj, int required)
{
    PyObject *getstate = PyObject_GetAttr(obj, &_Py_ID(__getstate__)), *state;
    if (getstate == NULL) {
        return NULL;
    }
    if (PyCFunction_Check(getstate) && PyCFunction_GET_SELF(getstate) == obj &&
        PyCFunction_GET_FUNCTION(getstate) == Hb_ObjectGetstate) {
        state = default_state(obj, required);
    }
    else {
        state = _PyObject_CallNoArgs(getstate);
    }
    Py_DECREF(getstate);
    return state;
}

PyObject *
_PyObject_GetState(PyObject *obj)
{
    return get_state(obj, 0);
}

/* ---- arguments of __new__ ---------------------------------------------- */

/* Takes what __getnewargs_ex__ gave. */
static int
split_newargs_ex(PyObject *newargs, PyObject **args, PyObject **kwargs)
{
    int result = -1;
    if (!PyTuple_Check(newargs)) {
        PyErr_Format(PyExc_TypeError,
                     "__getnewargs_ex__ should return a tuple, not '%.200s'",
                     Py_TYPE(newargs)->tp_name);
        goto done;
    }
    if (PyTuple_GET_SIZE(newargs) != 2) {
        PyErr_Format(PyExc_ValueError,
                     "__getnewargs_ex__ should return a tuple of length 2, "
                     "not %zd",
                     PyTuple_GET_SIZE(newargs));
        goto done;
    }
    PyObject *first = PyTuple_GET_ITEM(newargs, 0);
    PyObject *second = PyTuple_GET_ITEM(newargs, 1);
    if (!PyTuple_Check(first)) {
        PyErr_Format(PyExc_TypeError,
                     "first item of the tuple returned by __getnewargs_ex__ "
                     "must be a tuple, not '%.200s'",
                     Py_TYPE(first)->tp_name);
        goto done;
    }
    if (!PyDict_Check(second)) {
        PyErr_Format(PyExc_TypeError,
                     "second item of the tuple returned by __getnewargs_ex__ "
                     "must be a dict, not '%.200s'",
                     Py_TYPE(second)->tp_name);
        goto done;
    }
    *args = Py_NewRef(first);
    *kwargs = Py_NewRef(second);
    result = 0;
done:
    Py_DECREF(newargs);
    return result;
}

/* *args and *kwargs are owned, or NULL if the class says nothing. */
static int
get_new_arguments(PyObject *obj, PyObject **args, PyObject **kwargs)
{
    *args = *kwargs = NULL;
    PyObject *method =
        _PyObject_LookupSpecial(obj, &_Py_ID(__getnewargs_ex__));
    if (method != NULL) {
        PyObject *newargs = _PyObject_CallNoArgs(method);
        Py_DECREF(method);
        return newargs == NULL ? -1 : split_newargs_ex(newargs, args, kwargs);
    }
    if (PyErr_Occurred()) {
        return -1;
    }
    method = _PyObject_LookupSpecial(obj, &_Py_ID(__getnewargs__));
    if (method == NULL) {
        return PyErr_Occurred() ? -1 : 0;
    }
    *args = _PyObject_CallNoArgs(method);
    Py_DECREF(method);
    if (*args != NULL && !PyTuple_Check(*args)) {
        PyErr_Format(PyExc_TypeError,
                     "__getnewargs__ should return a tuple, not '%.200s'",
                     Py_TYPE(*args)->tp_name);
        Py_CLEAR(*args);
    }
    return *args == NULL ? -1 : 0;
}

/* ---- contents ---------------------------------------------------------- */

static int
get_iterators(PyObject *obj, PyObject **items, PyObject **pairs)
{
    *items = *pairs = NULL;
    *items = PyList_Check(obj) ? PyObject_GetIter(obj) : Py_NewRef(Py_None);
    if (*items == NULL) {
        return -1;
    }
    if (!PyDict_Check(obj)) {
        *pairs = Py_NewRef(Py_None);
        return 0;
    }
    PyObject *view = PyObject_CallMethodNoArgs(obj, &_Py_ID(items));
    if (view != NULL) {
        *pairs = PyObject_GetIter(view);
        Py_DECREF(view);
    }
    if (*pairs == NULL) {
        Py_CLEAR(*items);
        return -1;
    }
    return 0;
}

/* ---- the whole --------------------------------------------------------- */

/* (cls, *args), new. */
static PyObject *
class_and_args(PyObject *cls, PyObject *args)
{
    Py_ssize_t n = args == NULL ? 0 : PyTuple_GET_SIZE(args);
    PyObject *tuple = PyTuple_New(n + 1);
    if (tuple == NULL) {
        return NULL;
    }
    PyTuple_SET_ITEM(tuple, 0, Py_NewRef(cls));
    for (Py_ssize_t i = 0; i < n; i++) {
        PyTuple_SET_ITEM(tuple, i + 1, Py_NewRef(PyTuple_GET_ITEM(args, i)));
    }
    return tuple;
}

/* The function that makes the new object, and its arguments. */
static int
choose_maker(PyObject *obj, PyObject *args, PyObject *kwargs, PyObject **maker,
             PyObject **maker_args)
{
    PyObject *cls = (PyObject *)Py_TYPE(obj);
    PyObject *copyreg = import_copyreg();
    *maker = *maker_args = NULL;
    if (copyreg == NULL) {
        return -1;
    }
    if (kwargs == NULL || PyDict_GET_SIZE(kwargs) == 0) {
        *maker = PyObject_GetAttr(copyreg, &_Py_ID(__newobj__));
        *maker_args = class_and_args(cls, args);
    }
    else {
        *maker = PyObject_GetAttr(copyreg, &_Py_ID(__newobj_ex__));
        *maker_args = PyTuple_Pack(3, cls, args, kwargs);
    }
    Py_DECREF(copyreg);
    if (*maker != NULL && *maker_args != NULL) {
        return 0;
    }
    Py_CLEAR(*maker);
    Py_CLEAR(*maker_args);
    return -1;
}

static PyObject *
reduce_with(PyObject *obj, PyObject *args, PyObject *kwargs)
{
    PyObject *maker, *maker_args, *items, *pairs;
    if (choose_maker(obj, args, kwargs, &maker, &maker_args) < 0) {
        return NULL;
    }
    PyObject *result = NULL;
    int required = args == NULL && !PyList_Check(obj) && !PyDict_Check(obj);
    PyObject *state = get_state(obj, required);
    if (state != NULL && get_iterators(obj, &items, &pairs) == 0) {
        result = PyTuple_Pack(5, maker, maker_args, state, items, pairs);
        Py_DECREF(items);
        Py_DECREF(pairs);
    }
    Py_XDECREF(state);
    Py_DECREF(maker);
    Py_DECREF(maker_args);
    return result;
}

static PyObject *
reduce_newobj(PyObject *obj)
{
    PyObject *args, *kwargs;
    if (Py_TYPE(obj)->tp_new == NULL) {
        return cannot_pickle(obj);
    }
    if (get_new_arguments(obj, &args, &kwargs) < 0) {
        return NULL;
    }
    PyObject *result = reduce_with(obj, args, kwargs);
    Py_XDECREF(args);
    Py_XDECREF(kwargs);
    return result;
}

static PyObject *
common_reduce(PyObject *self, int protocol)
{
    if (protocol >= 2) {
        return reduce_newobj(self);
    }
    PyObject *copyreg = import_copyreg();
    if (copyreg == NULL) {
        return NULL;
    }
    PyObject *result =
        PyObject_CallMethod(copyreg, "_reduce_ex", "Oi", self, protocol);
    Py_DECREF(copyreg);
    return result;
}

PyObject *
Hb_ObjectReduce(PyObject *self, PyObject *Py_UNUSED(unused))
{
    return common_reduce(self, 0);
}

/* Whether the class has a __reduce__ of its own; -1 on failure. */
static int
overrides_reduce(PyObject *self)
{
    PyObject *reduce =
        PyObject_GetAttr((PyObject *)Py_TYPE(self), &_Py_ID(__reduce__));
    if (reduce == NULL) {
        return -1;
    }
    PyObject *inherited = PyDict_GetItemWithError(PyBaseObject_Type.tp_dict,
                                                  &_Py_ID(__reduce__));
    int differs = reduce != inherited;
    Py_DECREF(reduce);
    return differs;
}

PyObject *
Hb_ObjectReduceEx(PyObject *self, PyObject *arg)
{
    PyObject *reduce;
    int protocol = _PyLong_AsInt(arg);
    if (protocol == -1 && PyErr_Occurred()) {
        return NULL;
    }
    if (_PyObject_LookupAttr(self, &_Py_ID(__reduce__), &reduce) < 0) {
        return NULL;
    }
    if (reduce != NULL) {
        int own = overrides_reduce(self);
        PyObject *result = own > 0 ? _PyObject_CallNoArgs(reduce) : NULL;
        Py_DECREF(reduce);
        if (own != 0) {
            return result;
        }
    }
    return common_reduce(self, protocol);
}
