/* weakrefobject.c -- references that do not keep their referent alive.
 *
 *      referent                 first              second
 *      tp_weaklistoffset  --->  wr_next  ------->  wr_next  ---> NULL
 *                               wr_object          wr_object ... not counted
 *
 * The reference without callback and of the exact type, if there is one, is
 * the first of the list, and the proxy without callback follows: both are
 * shared by all who ask (W1 of weakrefobject.h).  References with a callback
 * come after them, newest first, which is also the order of the calls.
 *
 * Source: CPython 3.11, Objects/weakrefobject.c.
 */

#include "Python.h"
#include "internal/hb_weakref.h"
#include "internal/pycore_call.h"
#include "internal/pycore_object.h"
#include "internal/pycore_unicodeobject.h"
#include "structmember.h"

/* ---- the list -------------------------------------------------------------
 */

void
Hb_WeakrefFindBasic(PyWeakReference *head, PyWeakReference **ref,
                    PyWeakReference **proxy)
{
    *ref = NULL;
    *proxy = NULL;
    if (head && !head->wr_callback && PyWeakref_CheckRefExact(head)) {
        *ref = head;
        head = head->wr_next;
    }
    if (head && !head->wr_callback && PyWeakref_CheckProxy(head)) {
        *proxy = head;
    }
}

static void
insert_first(PyWeakReference *ref, PyWeakReference **list)
{
    ref->wr_prev = NULL;
    ref->wr_next = *list;
    if (*list) {
        (*list)->wr_prev = ref;
    }
    *list = ref;
}

void
Hb_WeakrefInsert(PyWeakReference *ref, PyWeakReference *before,
                 PyWeakReference **list)
{
    if (!before) {
        insert_first(ref, list);
        return;
    }
    ref->wr_prev = before;
    ref->wr_next = before->wr_next;
    if (before->wr_next) {
        before->wr_next->wr_prev = ref;
    }
    before->wr_next = ref;
}

Py_ssize_t
_PyWeakref_GetWeakrefCount(PyWeakReference *head)
{
    Py_ssize_t count = 0;

    for (; head; head = head->wr_next) {
        count++;
    }
    return count;
}

/* Takes ref out of its list and makes it dead (W2). */
static void
unlink_reference(PyWeakReference *ref)
{
    PyWeakReference **list;

    if (ref->wr_object == Py_None) {
        return;
    }
    list = Hb_WeakrefList(ref->wr_object);
    if (*list == ref) {
        *list = ref->wr_next;
    }
    ref->wr_object = Py_None;
    if (ref->wr_prev) {
        ref->wr_prev->wr_next = ref->wr_next;
    }
    if (ref->wr_next) {
        ref->wr_next->wr_prev = ref->wr_prev;
    }
    ref->wr_prev = NULL;
    ref->wr_next = NULL;
}

void
Hb_WeakrefClear(PyWeakReference *ref)
{
    unlink_reference(ref);
    Py_CLEAR(ref->wr_callback);
}

void
_PyWeakref_ClearRef(PyWeakReference *self)
{
    unlink_reference(self);
}

/* ---- making
 * ------------------------------------------------------------------ */

int
Hb_WeakrefSupported(PyObject *ob)
{
    if (_PyType_SUPPORTS_WEAKREFS(Py_TYPE(ob))) {
        return 1;
    }
    PyErr_Format(PyExc_TypeError,
                 "cannot create weak reference to '%s' object",
                 Py_TYPE(ob)->tp_name);
    return 0;
}

static void
init_reference(PyWeakReference *self, PyObject *ob, PyObject *callback)
{
    self->hash = -1;
    self->wr_object = ob;
    self->wr_prev = NULL;
    self->wr_next = NULL;
    self->wr_callback = Py_XNewRef(callback);
    self->vectorcall = Hb_WeakrefVectorcall;
}

PyWeakReference *
Hb_WeakrefNew(PyTypeObject *type, PyObject *ob, PyObject *callback)
{
    PyWeakReference *self = PyObject_GC_New(PyWeakReference, type);

    if (self) {
        init_reference(self, ob, callback);
        PyObject_GC_Track(self);
    }
    return self;
}

/* Where a reference with this callback goes: after the shared ones. */
static PyWeakReference *
place_after(PyWeakReference *ref, PyWeakReference *proxy)
{
    return proxy ? proxy : ref;
}

static PyObject *
ref_new(PyTypeObject *type, PyObject *args, PyObject *kwargs)
{
    PyObject *ob, *callback = NULL;
    PyWeakReference *ref, *proxy, *self, **list;
    int is_basic;

    (void)kwargs;
    if (!PyArg_UnpackTuple(args, "__new__", 1, 2, &ob, &callback) ||
        !Hb_WeakrefSupported(ob)) {
        return NULL;
    }
    callback = callback == Py_None ? NULL : callback;
    list = Hb_WeakrefList(ob);
    Hb_WeakrefFindBasic(*list, &ref, &proxy);
    is_basic = !callback && type == &_PyWeakref_RefType;
    if (is_basic && ref) {
        return Py_NewRef(ref);
    }
    self = (PyWeakReference *)type->tp_alloc(type, 0);
    if (!self) {
        return NULL;
    }
    init_reference(self, ob, callback);
    /* The allocation may have run a collection, which may have died some. */
    Hb_WeakrefFindBasic(*list, &ref, &proxy);
    Hb_WeakrefInsert(self, is_basic ? NULL : place_after(ref, proxy), list);
    return (PyObject *)self;
}

static int
ref_init(PyObject *self, PyObject *args, PyObject *kwargs)
{
    PyObject *ob, *callback;

    (void)self;
    if (!_PyArg_NoKeywords("ref", kwargs)) {
        return -1;
    }
    return PyArg_UnpackTuple(args, "__init__", 1, 2, &ob, &callback) ? 0 : -1;
}

PyObject *
PyWeakref_NewRef(PyObject *ob, PyObject *callback)
{
    PyWeakReference *ref, *proxy, *self, **list;

    if (!Hb_WeakrefSupported(ob)) {
        return NULL;
    }
    callback = callback == Py_None ? NULL : callback;
    list = Hb_WeakrefList(ob);
    Hb_WeakrefFindBasic(*list, &ref, &proxy);
    if (!callback && ref) {
        return Py_NewRef(ref);
    }
    self = Hb_WeakrefNew(&_PyWeakref_RefType, ob, callback);
    if (!self) {
        return NULL;
    }
    /* The allocation may have run a collection, whose callbacks may have made
     * the shared reference meanwhile. */
    Hb_WeakrefFindBasic(*list, &ref, &proxy);
    if (!callback && ref) {
        self->wr_object = Py_None;
        Py_DECREF(self);
        return Py_NewRef(ref);
    }
    Hb_WeakrefInsert(self, callback ? place_after(ref, proxy) : NULL, list);
    return (PyObject *)self;
}

PyObject *
PyWeakref_GetObject(PyObject *ref)
{
    if (!ref || !PyWeakref_Check(ref)) {
        PyErr_BadInternalCall();
        return NULL;
    }
    return PyWeakref_GET_OBJECT(ref);
}

/* ---- the death of a referent
 * -------------------------------------------------- */

static void
call_back(PyWeakReference *ref, PyObject *callback)
{
    PyObject *result = PyObject_CallOneArg(callback, (PyObject *)ref);

    if (!result) {
        PyErr_WriteUnraisable(callback);
    }
    Py_XDECREF(result);
}

/* Makes ref dead; its callback, owned by the caller now, or NULL. */
static PyObject *
take_callback(PyWeakReference *ref)
{
    PyObject *callback = ref->wr_callback;

    ref->wr_callback = NULL;
    unlink_reference(ref);
    return callback;
}

/* Several: all die before the first callback runs.  A tuple keeps those alive
 * that are to be called: [ref, callback, ref, callback, ...]. */
static void
clear_several(PyWeakReference *current, Py_ssize_t count)
{
    PyObject *calls = PyTuple_New(2 * count);

    if (!calls) {
        PyErr_WriteUnraisable(NULL);
        return;
    }
    for (Py_ssize_t i = 0; i < count; i++) {
        PyWeakReference *next = current->wr_next;
        PyObject *callback = take_callback(current);

        if (Py_REFCNT(current) > 0 && callback) {
            PyTuple_SET_ITEM(calls, 2 * i, Py_NewRef(current));
            PyTuple_SET_ITEM(calls, 2 * i + 1, callback);
        }
        else {
            Py_XDECREF(callback);
        }
        current = next;
    }
    for (Py_ssize_t i = 0; i < count; i++) {
        PyObject *callback = PyTuple_GET_ITEM(calls, 2 * i + 1);

        if (callback) {
            call_back((PyWeakReference *)PyTuple_GET_ITEM(calls, 2 * i),
                      callback);
        }
    }
    Py_DECREF(calls);
}

static void
clear_one(PyWeakReference *current)
{
    PyObject *callback = take_callback(current);

    if (callback && Py_REFCNT(current) > 0) {
        call_back(current, callback);
    }
    Py_XDECREF(callback);
}

void
PyObject_ClearWeakRefs(PyObject *op)
{
    PyObject *type, *value, *traceback;
    PyWeakReference **list;

    if (!op || !_PyType_SUPPORTS_WEAKREFS(Py_TYPE(op)) || Py_REFCNT(op)) {
        PyErr_BadInternalCall();
        return;
    }
    list = Hb_WeakrefList(op);
    /* At most two are without callback, and they come first. */
    while (*list && !(*list)->wr_callback) {
        Hb_WeakrefClear(*list);
    }
    if (!*list) {
        return;
    }
    PyErr_Fetch(&type, &value, &traceback);
    if (!(*list)->wr_next) {
        clear_one(*list);
    }
    else {
        clear_several(*list, _PyWeakref_GetWeakrefCount(*list));
    }
    PyErr_Restore(type, value, traceback);
}

/* ---- the type
 * -------------------------------------------------------------------- */

PyObject *
Hb_WeakrefVectorcall(PyObject *self, PyObject *const *args, size_t nargsf,
                     PyObject *kwnames)
{
    (void)args;
    if (!_PyArg_NoKwnames("weakref", kwnames) ||
        !_PyArg_CheckPositional("weakref", PyVectorcall_NARGS(nargsf), 0, 0)) {
        return NULL;
    }
    return Py_NewRef(PyWeakref_GET_OBJECT(self));
}

static Py_hash_t
ref_hash(PyObject *self)
{
    PyWeakReference *ref = (PyWeakReference *)self;
    PyObject *ob;

    if (ref->hash != -1) {
        return ref->hash;
    }
    ob = PyWeakref_GET_OBJECT(self);
    if (ob == Py_None) {
        PyErr_SetString(PyExc_TypeError, "weak object has gone away");
        return -1;
    }
    Py_INCREF(ob);
    ref->hash = PyObject_Hash(ob);
    Py_DECREF(ob);
    return ref->hash;
}

static PyObject *
ref_repr(PyObject *self)
{
    PyObject *ob = PyWeakref_GET_OBJECT(self);
    PyObject *name, *repr;

    if (ob == Py_None) {
        return PyUnicode_FromFormat("<weakref at %p; dead>", self);
    }
    Py_INCREF(ob);
    if (_PyObject_LookupAttr(ob, &_Py_ID(__name__), &name) < 0) {
        Py_DECREF(ob);
        return NULL;
    }
    if (name && PyUnicode_Check(name)) {
        repr = PyUnicode_FromFormat("<weakref at %p; to '%s' at %p (%U)>",
                                    self, Py_TYPE(ob)->tp_name, ob, name);
    }
    else {
        repr = PyUnicode_FromFormat("<weakref at %p; to '%s' at %p>", self,
                                    Py_TYPE(ob)->tp_name, ob);
    }
    Py_XDECREF(name);
    Py_DECREF(ob);
    return repr;
}

/* Live references are equal when their referents are; a dead one is equal to
 * itself only. */
static PyObject *
ref_richcompare(PyObject *self, PyObject *other, int op)
{
    PyObject *left, *right, *result;

    if ((op != Py_EQ && op != Py_NE) || !PyWeakref_CheckRef(self) ||
        !PyWeakref_CheckRef(other)) {
        Py_RETURN_NOTIMPLEMENTED;
    }
    left = PyWeakref_GET_OBJECT(self);
    right = PyWeakref_GET_OBJECT(other);
    if (left == Py_None || right == Py_None) {
        return PyBool_FromLong((self == other) == (op == Py_EQ));
    }
    Py_INCREF(left);
    Py_INCREF(right);
    result = PyObject_RichCompare(left, right, op);
    Py_DECREF(left);
    Py_DECREF(right);
    return result;
}

static int
ref_traverse(PyObject *self, visitproc visit, void *arg)
{
    Py_VISIT(((PyWeakReference *)self)->wr_callback);
    return 0;
}

static int
ref_clear(PyObject *self)
{
    Hb_WeakrefClear((PyWeakReference *)self);
    return 0;
}

static void
ref_dealloc(PyObject *self)
{
    PyObject_GC_UnTrack(self);
    Hb_WeakrefClear((PyWeakReference *)self);
    Py_TYPE(self)->tp_free(self);
}

static PyMemberDef ref_members[] = {
    {"__callback__", T_OBJECT, offsetof(PyWeakReference, wr_callback),
     READONLY, NULL},
    {NULL, 0, 0, 0, NULL},
};

static PyMethodDef ref_methods[] = {
    {"__class_getitem__", Py_GenericAlias, METH_O | METH_CLASS, NULL},
    {NULL, NULL, 0, NULL},
};

PyTypeObject _PyWeakref_RefType = {
    PyVarObject_HEAD_INIT(&PyType_Type, 0).tp_name = "weakref.ReferenceType",
    .tp_basicsize = sizeof(PyWeakReference),
    .tp_dealloc = ref_dealloc,
    .tp_vectorcall_offset = offsetof(PyWeakReference, vectorcall),
    .tp_repr = ref_repr,
    .tp_hash = ref_hash,
    .tp_call = PyVectorcall_Call,
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC |
                Py_TPFLAGS_HAVE_VECTORCALL | Py_TPFLAGS_BASETYPE,
    .tp_traverse = ref_traverse,
    .tp_clear = ref_clear,
    .tp_richcompare = ref_richcompare,
    .tp_methods = ref_methods,
    .tp_members = ref_members,
    .tp_init = ref_init,
    .tp_alloc = PyType_GenericAlloc,
    .tp_new = ref_new,
    .tp_free = PyObject_GC_Del,
};
