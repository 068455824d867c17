/* typeobject_alloc.c -- birth and death of instances of classes.
 *
 * The tp_dealloc of every class is Hb_SubtypeDealloc.  It takes down what the
 * classes added (slots, dict, list of weak references) and leaves the rest to
 * the nearest base with a tp_dealloc of its own.
 */

#include "Python.h"

#include "internal/hb_gc.h"
#include "internal/hb_small.h"
#include "internal/pycore_typeobject.h"

/* ---- birth ------------------------------------------------------------- */

PyObject *
_PyType_AllocNoTrack(PyTypeObject *type, Py_ssize_t nitems)
{
    /* One item more, so that arrays can end with a zero. */
    size_t size = _PyObject_VAR_SIZE(type, nitems + 1);
    size_t presize = _PyType_PreHeaderSize(type);
    char *block = Hb_ObjectMalloc(size + presize);
    if (block == NULL) {
        return PyErr_NoMemory();
    }
    PyObject *obj = (PyObject *)(block + presize);
    memset(block, 0, presize + size);
    if (presize > 0) {
        Hb_GCLink(obj);
    }
    if (type->tp_itemsize != 0) {
        Py_SET_SIZE(obj, nitems);
    }
    _PyObject_Init(obj, type);
    return obj;
}

PyObject *
PyType_GenericAlloc(PyTypeObject *type, Py_ssize_t nitems)
{
    PyObject *obj = _PyType_AllocNoTrack(type, nitems);
    if (obj != NULL && _PyType_IS_GC(type)) {
        _PyObject_GC_TRACK(obj);
    }
    return obj;
}

PyObject *
PyType_GenericNew(PyTypeObject *type, PyObject *Py_UNUSED(args),
                  PyObject *Py_UNUSED(kwds))
{
    return type->tp_alloc(type, 0);
}

/* ---- slots ------------------------------------------------------------- */

static int
traverse_slots(PyTypeObject *type, PyObject *self, visitproc visit, void *arg)
{
    PyMemberDef *mp = _PyHeapType_GET_MEMBERS((PyHeapTypeObject *)type);
    for (Py_ssize_t i = 0; i < Py_SIZE(type); i++, mp++) {
        if (mp->type == T_OBJECT_EX) {
            Py_VISIT(*(PyObject **)((char *)self + mp->offset));
        }
    }
    return 0;
}

static void
clear_slots(PyTypeObject *type, PyObject *self)
{
    PyMemberDef *mp = _PyHeapType_GET_MEMBERS((PyHeapTypeObject *)type);
    for (Py_ssize_t i = 0; i < Py_SIZE(type); i++, mp++) {
        if (mp->type == T_OBJECT_EX && !(mp->flags & READONLY)) {
            PyObject **addr = (PyObject **)((char *)self + mp->offset);
            Py_CLEAR(*addr);
        }
    }
}

/* ---- the collector ----------------------------------------------------- */

int
Hb_SubtypeTraverse(PyObject *self, visitproc visit, void *arg)
{
    PyTypeObject *type = Py_TYPE(self), *base = type;
    traverseproc basetraverse;
    while ((basetraverse = base->tp_traverse) == Hb_SubtypeTraverse) {
        if (Py_SIZE(base)) {
            int err = traverse_slots(base, self, visit, arg);
            if (err) {
                return err;
            }
        }
        base = base->tp_base;
    }
    if (_PyType_HasFeature(type, Py_TPFLAGS_MANAGED_DICT)) {
        int err = _PyObject_VisitInstanceAttributes(self, visit, arg);
        if (err) {
            return err;
        }
    }
    if (type->tp_dictoffset != base->tp_dictoffset) {
        PyObject **dictptr = _PyObject_DictPointer(self);
        if (dictptr != NULL) {
            Py_VISIT(*dictptr);
        }
    }
    /* A traverse of a heap type visits the type itself. */
    if (_PyType_HasFeature(type, Py_TPFLAGS_HEAPTYPE) &&
        (basetraverse == NULL ||
         !_PyType_HasFeature(base, Py_TPFLAGS_HEAPTYPE))) {
        Py_VISIT(type);
    }
    return basetraverse == NULL ? 0 : basetraverse(self, visit, arg);
}

int
Hb_SubtypeClear(PyObject *self)
{
    PyTypeObject *type = Py_TYPE(self), *base = type;
    inquiry baseclear;
    while ((baseclear = base->tp_clear) == Hb_SubtypeClear) {
        if (Py_SIZE(base)) {
            clear_slots(base, self);
        }
        base = base->tp_base;
    }
    if (_PyType_HasFeature(type, Py_TPFLAGS_MANAGED_DICT) &&
        !_PyType_HasFeature(base, Py_TPFLAGS_MANAGED_DICT)) {
        _PyObject_ClearInstanceAttributes(self);
    }
    if (type->tp_dictoffset != base->tp_dictoffset) {
        PyObject **dictptr = _PyObject_DictPointer(self);
        if (dictptr != NULL) {
            Py_CLEAR(*dictptr);
        }
    }
    return baseclear == NULL ? 0 : baseclear(self);
}

/* ---- death ------------------------------------------------------------- */

/* The nearest base that does not die by Hb_SubtypeDealloc. */
static PyTypeObject *
base_with_dealloc(PyTypeObject *type)
{
    while (type->tp_dealloc == Hb_SubtypeDealloc) {
        type = type->tp_base;
    }
    return type;
}

/* Lets the base finish, and gives the reference to the type back, unless the
 * base is a heap type and does so.  Neither type may be read afterwards.
 */
static void
finish(PyObject *self, PyTypeObject *base)
{
    PyTypeObject *type = Py_TYPE(self);
    int needs_decref = _PyType_HasFeature(type, Py_TPFLAGS_HEAPTYPE) &&
                       !_PyType_HasFeature(base, Py_TPFLAGS_HEAPTYPE);
    base->tp_dealloc(self);
    if (needs_decref) {
        Py_DECREF(type);
    }
}

/* A type without the collector has no slots, dict or weak references. */
static void
dealloc_plain(PyObject *self)
{
    PyTypeObject *type = Py_TYPE(self);
    if (type->tp_finalize != NULL &&
        PyObject_CallFinalizerFromDealloc(self) < 0) {
        return;
    }
    if (type->tp_del != NULL) {
        type->tp_del(self);
        if (Py_REFCNT(self) > 0) {
            return;
        }
    }
    finish(self, base_with_dealloc(Py_TYPE(self)));
}

/* Calls the finalizer; -1 if the object has come back to life. */
static int
run_finalizer(PyObject *self, destructor finalizer)
{
    _PyObject_GC_TRACK(self);
    if (finalizer == NULL) {
        Py_TYPE(self)->tp_del(self);
        if (Py_REFCNT(self) > 0) {
            return -1;
        }
    }
    else if (PyObject_CallFinalizerFromDealloc(self) < 0) {
        return -1;
    }
    _PyObject_GC_UNTRACK(self);
    return 0;
}

static void
clear_weakrefs(PyObject *self, PyTypeObject *base, int quietly)
{
    PyTypeObject *type = Py_TYPE(self);
    if (type->tp_weaklistoffset == 0 || base->tp_weaklistoffset != 0) {
        return;
    }
    PyWeakReference **list =
        (PyWeakReference **)_PyObject_GET_WEAKREFS_LISTPTR(self);
    if (*list != NULL && !quietly) {
        PyObject_ClearWeakRefs(self);
        return;
    }
    /* The finalizer made them; their callbacks would see a dead object. */
    while (*list != NULL) {
        _PyWeakref_ClearRef(*list);
    }
}

static void
clear_dict(PyObject *self, PyTypeObject *base)
{
    PyTypeObject *type = Py_TYPE(self);
    if (_PyType_HasFeature(type, Py_TPFLAGS_MANAGED_DICT)) {
        PyObject **dictptr = _PyObject_ManagedDictPointer(self);
        if (*dictptr != NULL) {
            Py_CLEAR(*dictptr);
        }
        else {
            _PyObject_FreeInstanceAttributes(self);
        }
    }
    else if (type->tp_dictoffset && !base->tp_dictoffset) {
        PyObject **dictptr = _PyObject_DictPointer(self);
        if (dictptr != NULL) {
            Py_CLEAR(*dictptr);
        }
    }
}

/* The body of the deallocation; self is not tracked. */
static void
take_down(PyObject *self)
{
    PyTypeObject *type = Py_TYPE(self);
    PyTypeObject *base = base_with_dealloc(type);
    int finalized = 0;
    if (type->tp_finalize != NULL) {
        if (run_finalizer(self, type->tp_finalize) < 0) {
            return;
        }
        finalized = 1;
    }
    clear_weakrefs(self, base, 0);
    if (type->tp_del != NULL) {
        if (run_finalizer(self, NULL) < 0) {
            return;
        }
        finalized = 1;
    }
    if (finalized) {
        clear_weakrefs(self, base, 1);
    }
    for (PyTypeObject *t = type; t->tp_dealloc == Hb_SubtypeDealloc;
         t = t->tp_base) {
        if (Py_SIZE(t)) {
            clear_slots(t, self);
        }
    }
    clear_dict(self, base);
    if (_PyType_IS_GC(base)) {
        _PyObject_GC_TRACK(self);
    }
    finish(self, base);
}

void
Hb_SubtypeDealloc(PyObject *self)
{
    if (!_PyType_IS_GC(Py_TYPE(self))) {
        dealloc_plain(self);
        return;
    }
    if (_PyObject_GC_IS_TRACKED(self)) {
        _PyObject_GC_UNTRACK(self);
    }
    int counted = Hb_TrashBegin(self, Hb_SubtypeDealloc);
    if (counted < 0) {
        return;
    }
    take_down(self);
    Hb_TrashEnd(counted);
}
