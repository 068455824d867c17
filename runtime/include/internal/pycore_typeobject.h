/* pycore_typeobject.h -- shared by the files typeobject*.c.
 *
 * `type` and `object` are split by subject:
 *
 *   typeobject.c           type: calling, printing, death
 *   typeobject_alloc.c     birth and death of instances of classes
 *   typeobject_attr.c      attributes of types: __name__, __dict__, ...
 *   typeobject_bases.c     changing __bases__
 *   typeobject_cache.c     lookup along the MRO, subclasses
 *   typeobject_class.c     changing __class__
 *   typeobject_doc.c       documentation and signatures in tp_doc
 *   typeobject_inherit.c   what PyType_Ready takes over from the bases
 *   typeobject_mro.c       the order of lookup; metaclass and best base
 *   typeobject_new.c       type(name, bases, dict)
 *   typeobject_newslots.c  __slots__
 *   typeobject_object.c    object and its methods
 *   typeobject_ready.c     PyType_Ready
 *   typeobject_reduce.c    __reduce_ex__ and __getstate__
 *   typeobject_slotdefs.c  the table: special methods and their slots
 *   typeobject_slots.c     slots that call special methods; also
 *   typeobject_slotsnb.c   those of numbers, sequences and mappings
 *   typeobject_spec.c      PyType_FromSpec
 *   typeobject_super.c     super
 *   typeobject_update.c    keeping slots and special methods in step
 *   typeobject_wrap.c      special methods that call slots
 *
 *   Y1  type->tp_mro[0] is the type; every base is ready before it
 *   Y2  the slot of a special method holds what the MRO's first definition
 *       says: the C function of a static type, or a function of
 *       typeobject_slots*.c that calls what stands in the dict
 *   Y3  a type is in the tp_subclasses of each of its bases, weakly
 *   Y4  with VALID_VERSION_TAG set, the tag names one state of all the dicts
 *       along the MRO
 */

#ifndef Py_INTERNAL_TYPEOBJECT_H
#define Py_INTERNAL_TYPEOBJECT_H

#include "structmember.h"

#include "internal/pycore_object.h"

/* ---- life of the interpreter ------------------------------------------- */

extern PyStatus _PyTypes_InitTypes(PyInterpreterState *interp);
extern PyStatus _PyTypes_InitSlotDefs(void);

/* Takes back what PyType_Ready gave to the static types. */
extern void _PyTypes_FiniTypes(PyInterpreterState *interp);

/* Forgets the lookup cache and the names of the special methods. */
extern void _PyTypes_Fini(PyInterpreterState *interp);
extern void _PyStaticType_Dealloc(PyTypeObject *type);

/* Remembers how the compiler made a type; -1 with MemoryError. */
extern int Hb_NoteStaticType(PyTypeObject *type);

/* ---- lookup ------------------------------------------------------------ */

/* What the MRO has, without the cache; borrowed.  NULL without exception if
 * nothing; with one, -1 in *error, on failure.
 */
extern PyObject *Hb_FindInMro(PyTypeObject *type, PyObject *name, int *error);

/* Reconsiders the version tag after the bases (or the MRO) have changed. */
extern void Hb_MroModified(PyTypeObject *type, PyObject *bases);

extern int Hb_AddSubclass(PyTypeObject *base, PyTypeObject *type);
extern int Hb_AddAllSubclasses(PyTypeObject *type, PyObject *bases);
extern void Hb_RemoveAllSubclasses(PyTypeObject *type, PyObject *bases);

/* Calls func for each living subclass until it returns -1. */
extern int Hb_EachSubclass(PyTypeObject *type,
                           int (*func)(PyTypeObject *, void *), void *arg);

/* ---- MRO and bases ----------------------------------------------------- */

/* Computes tp_mro.  *p_old_mro, if given, becomes the owner of the old one;
 * then 1 says that the MRO has changed, 0 that a nested call has done so.
 */
extern int Hb_MroInternal(PyTypeObject *type, PyObject **p_old_mro);
extern PyObject *Hb_TypeMro(PyObject *self, PyObject *unused);

/* The base whose layout instances of a type with these bases have;
 * borrowed.
 */
extern PyTypeObject *Hb_BestBase(PyObject *bases);
extern PyTypeObject *Hb_SolidBase(PyTypeObject *type);

/* Whether b is a or a base of it that tp_base leads to; object always is. */
extern int Hb_IsInBaseChain(PyTypeObject *a, PyTypeObject *b);

/* ---- ready ------------------------------------------------------------- */

extern void Hb_InheritSpecial(PyTypeObject *type, PyTypeObject *base);
extern int Hb_InheritSlots(PyTypeObject *type, PyTypeObject *base);
extern int Hb_InheritAll(PyTypeObject *type);

/* ---- special methods and slots ----------------------------------------- */

/* All slots with a special method, in the order of their offsets; the last
 * has name NULL.
 */
extern struct wrapperbase Hb_SlotDefs[];

/* The place of a slot in the type, NULL if the type lacks the table. */
extern void **Hb_SlotPtr(PyTypeObject *type, int offset);

/* Enters a slot wrapper into the dict for each slot that is filled. */
extern int Hb_AddOperators(PyTypeObject *type);

/* Fills the slots after the special method name has been set or deleted, in
 * the type and in those that inherit it.
 */
extern int Hb_UpdateSlot(PyTypeObject *type, PyObject *name);

/* Fills all slots: of one type, of a type and all below it. */
extern void Hb_FixupSlots(PyTypeObject *type);
extern void Hb_UpdateAllSlots(PyTypeObject *type);

/* The functions of typeobject_slots.c that others compare with. */
extern PyObject *Hb_SlotTpNew(PyTypeObject *type, PyObject *args,
                              PyObject *kwds);
extern PyObject *Hb_SlotTpGetattrHook(PyObject *self, PyObject *name);

/* A special method of type(self), without binding.  *unbound: self is still
 * to be passed.  New; NULL without exception if there is none.
 */
extern PyObject *Hb_LookupMaybeMethod(PyObject *self, PyObject *name,
                                      int *unbound);

/* The same, with AttributeError if there is none. */
extern PyObject *Hb_LookupMethod(PyObject *self, PyObject *name, int *unbound);

/* Calls the special method name of args[0]; the second gives NotImplemented
 * (new) if there is none.
 */
extern PyObject *Hb_CallSpecial(PyObject *name, PyObject *const *args,
                                Py_ssize_t nargs);
extern PyObject *Hb_CallSpecialMaybe(PyObject *name, PyObject *const *args,
                                     Py_ssize_t nargs);

/* __new__ of a static type. */
extern PyObject *Hb_TpNewWrapper(PyObject *self, PyObject *args,
                                 PyObject *kwds);

/* ---- classes ----------------------------------------------------------- */

/* What typeobject_newslots.c works out for a new class. */
struct class_slots {
    PyTypeObject *base;
    PyObject *bases;
    PyObject *name;
    PyObject *dict;  /* of the class */
    PyObject *slots; /* sorted tuple of mangled names, owned; or NULL */
    Py_ssize_t nslot;
    int may_add_dict;
    int may_add_weak;
    int add_dict;
    int add_weak;
};

extern int Hb_ReadSlots(struct class_slots *ctx);
extern int Hb_PlaceSlots(struct class_slots *ctx, PyTypeObject *type);

extern PyObject *Hb_TypeNew(PyTypeObject *metatype, PyObject *args,
                            PyObject *kwds);

/* Gives a class whose instances have a managed dict the keys they share. */
extern int Hb_SetCachedKeys(PyHeapTypeObject *et);

extern void Hb_SubtypeDealloc(PyObject *self);
extern int Hb_SubtypeTraverse(PyObject *self, visitproc visit, void *arg);
extern int Hb_SubtypeClear(PyObject *self);

/* Whether b can stand for a: as __class__ or as a base; sets TypeError. */
extern int Hb_CompatibleForAssignment(PyTypeObject *oldto, PyTypeObject *newto,
                                      const char *attr);
extern int Hb_ObjectSetClass(PyObject *self, PyObject *value, void *closure);

/* ---- attributes of types ----------------------------------------------- */

extern PyMethodDef Hb_TypeMethods[];
extern PyGetSetDef Hb_TypeGetSets[];
extern PyMemberDef Hb_TypeMembers[];
extern PyObject *Hb_TypeGetattro(PyObject *type, PyObject *name);
extern int Hb_TypeSetattro(PyObject *type, PyObject *name, PyObject *value);
extern int Hb_TypeSetBases(PyObject *self, PyObject *value, void *closure);
extern PyObject *Hb_TypeModule(PyTypeObject *type);
extern PyObject *Hb_TypeQualname(PyTypeObject *type);

/* Text of a type, or of `object`, by a format of PyUnicode_FromFormat():
 * `qualified` takes module, name and object; `builtin`, for a type of
 * builtins or without a module, tp_name and object.
 *
 * Owns: a new reference. */
extern PyObject *Hb_TypeFormat(PyTypeObject *type, const char *qualified,
                               const char *builtin, PyObject *object);

/* TypeError if attributes of the type cannot be changed: 0. */
extern int Hb_CheckSetSpecial(PyTypeObject *type, PyObject *value,
                              const char *name);

/* "dir" of a class: enters the names of the class and its bases. */
extern int Hb_MergeClassDict(PyObject *dict, PyObject *cls);

/* ---- object ------------------------------------------------------------ */

extern PyObject *Hb_ObjectNew(PyTypeObject *type, PyObject *args,
                              PyObject *kwds);
extern int Hb_ObjectInit(PyObject *self, PyObject *args, PyObject *kwds);
extern PyObject *Hb_ObjectGetstate(PyObject *self, PyObject *unused);
extern PyObject *Hb_ObjectReduce(PyObject *self, PyObject *unused);
extern PyObject *Hb_ObjectReduceEx(PyObject *self, PyObject *protocol);

/* What of a doc is behind its signature, or all of it. */
const char *_PyType_DocWithoutSignature(const char *name, const char *doc);

#endif
