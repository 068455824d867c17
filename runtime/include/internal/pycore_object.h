/* pycore_object.h -- what every object file knows of heads and attributes.
 *
 * In front of an instance lie:
 *
 *        +----------+
 *    -32 | values   |---> array of attributes, NULL: in a dict (V2)
 *    -24 | dict     |---> its __dict__, NULL: nobody asked for it yet
 *        +----------+     Py_TPFLAGS_MANAGED_DICT: these two
 *    -16 | _gc_next |
 *     -8 | _gc_prev |     Py_TPFLAGS_HAVE_GC: these two
 *        +----------+
 *      0 | ob_refcnt|     <- what a PyObject * points to
 *      8 | ob_type  |
 *        +----------+
 *
 *   V1  at most one of values and dict is not NULL
 *   V2  values[i] belongs to the i-th key of the type's ht_cached_keys
 *
 * Source: CPython 3.11, Include/internal/pycore_object.h.
 */

#ifndef Py_INTERNAL_OBJECT_H
#define Py_INTERNAL_OBJECT_H

#include "internal/hb_trace.h"
#include "internal/pycore_gc.h"
#include "internal/pycore_interp.h"
#include "internal/pycore_pystate.h"

#define _PyObject_IMMORTAL_INIT(type)                                         \
    {                                                                         \
        .ob_refcnt = 999999999, .ob_type = type                               \
    }
#define _PyVarObject_IMMORTAL_INIT(type, size)                                \
    {                                                                         \
        .ob_base = _PyObject_IMMORTAL_INIT(type), .ob_size = size             \
    }

#define _PyType_HasFeature(type, feature) PyType_HasFeature(type, feature)
#define _PyType_IS_GC(t)                  PyType_HasFeature((t), Py_TPFLAGS_HAVE_GC)
#define _PyType_IsReady(type)             ((type)->tp_dict != NULL)
#define _PyType_SUPPORTS_WEAKREFS(type)   ((type)->tp_weaklistoffset > 0)

/* What _Py_NewReference does. */
static inline void
Hb_NewReference(PyObject *op)
{
    if (Hb_Tracing) {
        Hb_TraceNewReference(op);
    }
    Py_SET_REFCNT(op, 1);
}

/* Begins the life of op, which is fresh memory. */
static inline void
_PyObject_Init(PyObject *op, PyTypeObject *type)
{
    Py_SET_TYPE(op, type);
    if (_PyType_HasFeature(type, Py_TPFLAGS_HEAPTYPE)) {
        Py_INCREF(type);
    }
    Hb_NewReference(op);
}

static inline void
_PyObject_InitVar(PyVarObject *op, PyTypeObject *type, Py_ssize_t size)
{
    Py_SET_SIZE(op, size);
    _PyObject_Init((PyObject *)op, type);
}

/* Gives a reference back to an object whose deallocator is known. */
static inline void
_Py_DECREF_SPECIALIZED(PyObject *op, const destructor destruct)
{
    if (--op->ob_refcnt == 0) {
        destruct(op);
    }
}

static inline void
_Py_DECREF_NO_DEALLOC(PyObject *op)
{
    op->ob_refcnt--;
}

/* Puts op, which is not tracked, at the end of the youngest generation. */
static inline void
_PyObject_GC_TRACK(PyObject *op)
{
    assert(!_PyObject_GC_IS_TRACKED(op));
    PyGC_Head *gc = _Py_AS_GC(op);
    PyGC_Head *generation0 = _PyInterpreterState_GET()->gc.generation0;
    PyGC_Head *last = (PyGC_Head *)generation0->_gc_prev;
    _PyGCHead_SET_NEXT(last, gc);
    _PyGCHead_SET_PREV(gc, last);
    _PyGCHead_SET_NEXT(gc, generation0);
    generation0->_gc_prev = (uintptr_t)gc;
}

#define _PyObject_GC_TRACK(op) _PyObject_GC_TRACK(_PyObject_CAST(op))

/* Takes op, which is tracked, out of its generation.  The mark that it was
 * finalized stays.
 */
static inline void
_PyObject_GC_UNTRACK(PyObject *op)
{
    assert(_PyObject_GC_IS_TRACKED(op));
    PyGC_Head *gc = _Py_AS_GC(op);
    PyGC_Head *prev = _PyGCHead_PREV(gc);
    PyGC_Head *next = _PyGCHead_NEXT(gc);
    _PyGCHead_SET_NEXT(prev, next);
    _PyGCHead_SET_PREV(next, prev);
    gc->_gc_next = 0;
    gc->_gc_prev &= _PyGC_PREV_MASK_FINALIZED;
}

#define _PyObject_GC_UNTRACK(op) _PyObject_GC_UNTRACK(_PyObject_CAST(op))

/* Py_TRASHCAN_BEGIN without a call, for the runtime's own deallocators: 1 and
 * the death counts; 0 and it does not, because a subclass has counted it; -1
 * and op waits in the trashcan, so the caller is done.
 */
static inline int
Hb_TrashBegin(PyObject *op, destructor dealloc)
{
    PyThreadState *tstate = _PyThreadState_GET();
    if (Py_TYPE(op)->tp_dealloc != dealloc) {
        return 0;
    }
    if (tstate->trash_delete_nesting < Hb_TRASH_DEPTH) {
        tstate->trash_delete_nesting++;
        return 1;
    }
    return _PyTrash_begin(tstate, op) ? -1 : 1;
}

/* Py_TRASHCAN_END, with what Hb_TrashBegin gave. */
static inline void
Hb_TrashEnd(int counted)
{
    PyThreadState *tstate = _PyThreadState_GET();
    if (!counted) {
        return;
    }
    tstate->trash_delete_nesting--;
    if (tstate->trash_delete_later && tstate->trash_delete_nesting <= 0) {
        _PyTrash_thread_destroy_chain(tstate);
    }
}

static inline PyObject **
_PyObject_GET_WEAKREFS_LISTPTR(PyObject *op)
{
    return (PyObject **)((char *)op + Py_TYPE(op)->tp_weaklistoffset);
}

static inline int
_PyObject_IS_GC(PyObject *op)
{
    PyTypeObject *type = Py_TYPE(op);
    return _PyType_IS_GC(type) &&
           (type->tp_is_gc == NULL || type->tp_is_gc(op));
}

/* Bytes in front of an instance of the type. */
static inline size_t
_PyType_PreHeaderSize(PyTypeObject *type)
{
    size_t size = _PyType_IS_GC(type) ? sizeof(PyGC_Head) : 0;
    if (_PyType_HasFeature(type, Py_TPFLAGS_MANAGED_DICT)) {
        size += 2 * sizeof(PyObject *);
    }
    return size;
}

/* ---- attributes of instances: dictobject_values.c keeps the keys ------- */

static inline PyDictValues **
_PyObject_ValuesPointer(PyObject *obj)
{
    return (PyDictValues **)obj - 4;
}

static inline PyObject **
_PyObject_ManagedDictPointer(PyObject *obj)
{
    return (PyObject **)obj - 3;
}

#define MANAGED_DICT_OFFSET (((int)sizeof(PyObject *)) * -3)

/* Gives a new instance its values; -1 with MemoryError. */
extern int _PyObject_InitializeDict(PyObject *obj);

/* Stores an attribute in the values (value NULL deletes), or makes the dict
 * when the shared keys have no room for a new name.
 */
extern int _PyObject_StoreInstanceAttribute(PyObject *obj,
                                            PyDictValues *values,
                                            PyObject *name, PyObject *value);

/* A new reference; NULL without exception if there is none. */
extern PyObject *_PyObject_GetInstanceAttribute(PyObject *obj,
                                                PyDictValues *values,
                                                PyObject *name);
extern int _PyObject_VisitInstanceAttributes(PyObject *self, visitproc visit,
                                             void *arg);
extern void _PyObject_ClearInstanceAttributes(PyObject *self);
extern void _PyObject_FreeInstanceAttributes(PyObject *self);
extern int _PyObject_IsInstanceDictEmpty(PyObject *obj);

/* Tells the AttributeError that is set, if it is one, which name of which
 * object was missing; 0.
 */
extern int Hb_AttributeErrorContext(PyObject *op, PyObject *name);

/* The place of the instance's dict (which is not made), or NULL if instances
 * have none.
 */
extern PyObject **_PyObject_DictPointer(PyObject *obj);

/* ---- types ------------------------------------------------------------- */

extern PyObject *_PyType_AllocNoTrack(PyTypeObject *type, Py_ssize_t nitems);
extern PyObject *_PyType_GetSubclasses(PyTypeObject *type);
extern int _PyType_CheckConsistency(PyTypeObject *type);

/* The special method as type(self) has it, bound to self; NULL without
 * exception if there is none.
 */
extern PyObject *_PyObject_LookupSpecial(PyObject *self, PyObject *name);

#define _PyHeapType_GET_MEMBERS(etype)                                        \
    ((PyMemberDef *)((char *)(etype) + Py_TYPE(etype)->tp_basicsize))

extern void _Py_NO_RETURN _Py_FatalRefcountErrorFunc(const char *func,
                                                     const char *message);
#define _Py_FatalRefcountError(message)                                       \
    _Py_FatalRefcountErrorFunc(__func__, message)

#define _PyCFunction_TrampolineCall(meth, self, args) (meth)((self), (args))
#define _PyCFunctionWithKeywords_TrampolineCall(meth, self, args, kw)         \
    (meth)((self), (args), (kw))

#endif
