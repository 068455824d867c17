/* pycore_typeobject.h -- private to the files typeobject*.c and the start.
 *
 * The implementation of `type` is split by subject:
 *
 *   typeobject.c            type: call, repr, dealloc, traverse
 *   typeobject_alloc.c      memory and death of instances of classes
 *   typeobject_attr.c       attributes of types: __name__, __bases__, ...
 *   typeobject_bases.c      changing __bases__
 *   typeobject_cache.c      lookup by MRO, version tags, subclasses
 *   typeobject_class.c      changing __class__ of an instance
 *   typeobject_inherit.c    what PyType_Ready copies from the bases
 *   typeobject_mro.c        the order of lookup (C3), metaclass, best base
 *   typeobject_new.c        type(name, bases, dict)
 *   typeobject_newslots.c   __slots__
 *   typeobject_object.c     the methods of object
 *   typeobject_ready.c      PyType_Ready
 *   typeobject_reduce.c     __reduce_ex__, __getstate__
 *   typeobject_slotdefs.c   special methods <-> slots: the table
 *   typeobject_slots*.c     slots that call special methods
 *   typeobject_spec.c       PyType_FromSpec
 *   typeobject_super.c      super
 *   typeobject_wrap.c       special methods that call slots
 */

#ifndef Py_INTERNAL_TYPEOBJECT_H
#define Py_INTERNAL_TYPEOBJECT_H

#include "internal/pycore_object.h"

/* ---- life of the interpreter ------------------------------------------- */

extern PyStatus _PyTypes_InitState(PyInterpreterState *interp);
extern PyStatus _PyTypes_InitSlotDefs(void);
extern PyStatus _PyTypes_InitTypes(PyInterpreterState *interp);
extern void _PyTypes_FiniTypes(PyInterpreterState *interp);
extern void _PyTypes_Fini(PyInterpreterState *interp);

/* Frees what a static type owns, so that it can be readied again. */
extern void _PyStaticType_Dealloc(PyTypeObject *type);
extern void _PyType_InitCache(PyInterpreterState *interp);

/* ---- lookup ------------------------------------------------------------ */

/* Maps (version of a type, name) to what the MRO has, found or not. */
#define MCACHE_SIZE_EXP 12

struct type_cache_entry {
    unsigned int version; /* 0: empty */
    PyObject *name;       /* owned */
    PyObject *value;      /* borrowed, or NULL: not in the MRO */
};

struct type_cache {
    struct type_cache_entry hashtable[1 << MCACHE_SIZE_EXP];
};

/* ---- shared by the files of type --------------------------------------- */

/* Tells whether the MRO of a holds b, or, before a has one, its bases do. */
extern int _PyType_IsSubtypeNoCache(PyTypeObject *a, PyTypeObject *b);

/* The base whose layout the instances of a type with these bases have;
 * borrowed.
 */
extern PyTypeObject *_PyType_BestBase(PyObject *bases);
extern int _PyType_ExtraIvars(PyTypeObject *type, PyTypeObject *base);
extern PyTypeObject *_PyType_SolidBase(PyTypeObject *type);

/* Computes tp_mro; *p_old_mro (owned) if the pointer is given. */
extern int _PyType_MroInternal(PyTypeObject *type, PyObject **p_old_mro);
extern PyObject *_PyType_Mro(PyObject *self, PyObject *Py_UNUSED(ignored));

extern int _PyType_AddSubclass(PyTypeObject *base, PyTypeObject *type);
extern int _PyType_AddAllSubclasses(PyTypeObject *type, PyObject *bases);
extern void _PyType_RemoveAllSubclasses(PyTypeObject *type, PyObject *bases);

/* Flags that depend on what MRO and dict hold; see typeobject_cache.c. */
extern void _PyType_MroModified(PyTypeObject *type, PyObject *bases);

extern void _PyType_InheritSpecial(PyTypeObject *type, PyTypeObject *base);
extern int _PyType_InheritSlots(PyTypeObject *type, PyTypeObject *base);

/* typeobject_slotdefs.c */
extern int _PyType_AddOperators(PyTypeObject *type);
extern int _PyType_UpdateSlot(PyTypeObject *type, PyObject *name);
extern void _PyType_FixupSlots(PyTypeObject *type);
extern void _PyType_UpdateAllSlots(PyTypeObject *type);

/* Checks that a class holds only slots that fit its kind; typeobject_new.c */
extern PyObject *_PyType_New(PyTypeObject *metatype, PyObject *args,
                             PyObject *kwds);
extern int _PyType_SetNames(PyTypeObject *type);
extern int _PyType_InitSubclass(PyTypeObject *type, PyObject *kwds);

/* What typeobject_newslots.c works out of the dict of a new class. */
struct class_slots {
    PyTypeObject *base;
    PyObject *dict; /* of the class: a copy */
    PyObject *name;
    PyObject *bases;
    PyObject *names; /* sorted tuple of mangled names, owned, or NULL */
    Py_ssize_t nslot;
    int may_add_dict;
    int may_add_weak;
    int add_dict;
    int add_weak;
};

extern int _PyType_ReadSlots(struct class_slots *slots);
extern int _PyType_PlaceSlots(struct class_slots *slots, PyTypeObject *type);

/* Getsets of __dict__ and __weakref__ for classes that add them. */
extern PyGetSetDef _PySubtype_GetSetsFull[];
extern PyGetSetDef _PySubtype_GetSetsDictOnly[];
extern PyGetSetDef _PySubtype_GetSetsWeakrefOnly[];

/* Slots of classes; typeobject_alloc.c */
extern void _PySubtype_Dealloc(PyObject *self);
extern int _PySubtype_Traverse(PyObject *self, visitproc visit, void *arg);
extern int _PySubtype_Clear(PyObject *self);

/* Slot functions that other files compare with. */
extern PyObject *_PySlot_TpNew(PyTypeObject *type, PyObject *args,
                               PyObject *kwds);
extern PyObject *_PyObject_New_(PyTypeObject *type, PyObject *args,
                                PyObject *kwds);

extern PyMethodDef _PyType_NewMethodDef[];
extern PyMethodDef _PyObject_Methods[];
extern PyGetSetDef _PyObject_GetSets[];
extern PyMethodDef _PyType_Methods[];
extern PyGetSetDef _PyType_GetSets[];
extern PyMemberDef _PyType_Members[];

#endif
