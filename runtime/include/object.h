/* object.h -- the object, the type, and the count of references.
 *
 * An object is a block of memory that begins with a count and a pointer to
 * its type; it never moves.  Whatever a program does with an object it does
 * through the functions that its type holds.  Types are objects too.
 *
 *   O1  ob_refcnt is the number of places that own a reference.  Who takes it
 *       to zero runs the type's tp_dealloc, at once.
 *   O2  An instance of a heap type owns a reference to its type; an instance
 *       of a static type does not.
 *   O3  A function that returns `PyObject *` gives the caller a reference,
 *       unless its comment says "borrowed".  Arguments are borrowed, unless
 *       the comment says that they are taken.
 *   O4  NULL or -1 means that an exception is set, unless the comment says
 *       otherwise; no other result leaves one behind.
 *
 * Source: CPython 3.11, Include/object.h and Include/cpython/object.h.
 */

#ifndef Py_OBJECT_H
#define Py_OBJECT_H

/* Fields of a debugging build; old modules name them in initializers. */
#define _PyObject_HEAD_EXTRA
#define _PyObject_EXTRA_INIT

/* The first field of an object's struct, and its initial value in a static
 * object: one owner, its type, and for the second kind the size. */
#define PyObject_HEAD                     PyObject ob_base;
#define PyObject_VAR_HEAD                 PyVarObject ob_base;
#define PyObject_HEAD_INIT(type)          {1, type},
#define PyVarObject_HEAD_INIT(type, size) {PyObject_HEAD_INIT(type) size},
#define Py_INVALID_SIZE                   (Py_ssize_t) - 1

/* The head of every object.
 *
 *    PyObject: 16 bytes
 *   +----+-----------+
 *   |  0 | ob_refcnt |     owners (O1)
 *   |  8 | ob_type   |---> the type; an instance of it never moves
 *   +----+-----------+
 *   |    | the type's own fields ...
 */
struct _object {
    Py_ssize_t ob_refcnt;
    PyTypeObject *ob_type; /* owned if a heap type (O2) */
};

/* The head of objects of different sizes: list, tuple, int, bytes, type ...
 *
 *    PyVarObject: 24 bytes
 *   +----+---------+
 *   |  0 | ob_base |     a PyObject
 *   | 16 | ob_size |     items; of an int, digits with the sign
 *   +----+---------+
 */
typedef struct {
    PyObject ob_base;
    Py_ssize_t ob_size; /* items of the variable part */
} PyVarObject;

/* Casts, unchecked. */
#define _PyObject_CAST(op)    ((PyObject *)(op))
#define _PyVarObject_CAST(op) ((PyVarObject *)(op))

/* ---- head ---------------------------------------------------------------
 *
 * The functions are hidden behind macros of the same name, so that any struct
 * that begins with a head can be passed without a cast.
 */

/* Tells whether x and y are the same object. */
PyAPI_FUNC(int) Py_Is(PyObject *x, PyObject *y);
#define Py_Is(x, y) ((x) == (y))

/* The number of owners (O1). */
static inline Py_ssize_t
Py_REFCNT(PyObject *ob)
{
    return ob->ob_refcnt;
}

#define Py_REFCNT(ob) Py_REFCNT(_PyObject_CAST(ob))

/* The type of ob, borrowed. */
static inline PyTypeObject *
Py_TYPE(PyObject *ob)
{
    return ob->ob_type;
}

#define Py_TYPE(ob) Py_TYPE(_PyObject_CAST(ob))

/* ob_size of an object that has a PyVarObject's head. */
static inline Py_ssize_t
Py_SIZE(PyObject *ob)
{
    return _PyVarObject_CAST(ob)->ob_size;
}

#define Py_SIZE(ob) Py_SIZE(_PyObject_CAST(ob))

/* Tells whether ob is of exactly this type, not of a subtype. */
static inline int
Py_IS_TYPE(PyObject *ob, PyTypeObject *type)
{
    return Py_TYPE(ob) == type;
}

#define Py_IS_TYPE(ob, type) Py_IS_TYPE(_PyObject_CAST(ob), type)

/* For allocators and free lists only: nobody's reference changes hands. */
static inline void
Py_SET_REFCNT(PyObject *ob, Py_ssize_t refcnt)
{
    ob->ob_refcnt = refcnt;
}

#define Py_SET_REFCNT(ob, refcnt) Py_SET_REFCNT(_PyObject_CAST(ob), refcnt)

/* Changes no count: the caller moves the reference to the type (O2). */
static inline void
Py_SET_TYPE(PyObject *ob, PyTypeObject *type)
{
    ob->ob_type = type;
}

#define Py_SET_TYPE(ob, type) Py_SET_TYPE(_PyObject_CAST(ob), type)

/* Sets ob_size; the memory behind must fit. */
static inline void
Py_SET_SIZE(PyVarObject *ob, Py_ssize_t size)
{
    ob->ob_size = size;
}

#define Py_SET_SIZE(ob, size) Py_SET_SIZE(_PyVarObject_CAST(ob), size)

#include "cpython/object.h"

typedef struct {
    int slot; /* a number of typeslots.h */
    void *pfunc;
} PyType_Slot;

typedef struct {
    const char *name;
    int basicsize;
    int itemsize;
    unsigned int flags;
    PyType_Slot *slots; /* ends with slot 0 */
} PyType_Spec;

/* ---- flags of a type --------------------------------------------------- */

/* The pointers to values and dict lie before the collector's head. */
#define Py_TPFLAGS_MANAGED_DICT (1 << 4)

#define Py_TPFLAGS_SEQUENCE                 (1 << 5)
#define Py_TPFLAGS_MAPPING                  (1 << 6)
#define Py_TPFLAGS_DISALLOW_INSTANTIATION   (1UL << 7)
#define Py_TPFLAGS_IMMUTABLETYPE            (1UL << 8)
#define Py_TPFLAGS_HEAPTYPE                 (1UL << 9)
#define Py_TPFLAGS_BASETYPE                 (1UL << 10)
#define Py_TPFLAGS_HAVE_VECTORCALL          (1UL << 11)
#define _Py_TPFLAGS_HAVE_VECTORCALL         Py_TPFLAGS_HAVE_VECTORCALL
#define Py_TPFLAGS_READY                    (1UL << 12)
#define Py_TPFLAGS_READYING                 (1UL << 13)
#define Py_TPFLAGS_HAVE_GC                  (1UL << 14)
#define Py_TPFLAGS_HAVE_STACKLESS_EXTENSION 0
/* Instances bind like functions: LOAD_METHOD may leave out the bound one. */
#define Py_TPFLAGS_METHOD_DESCRIPTOR (1UL << 17)
#define Py_TPFLAGS_VALID_VERSION_TAG (1UL << 19)
#define Py_TPFLAGS_IS_ABSTRACT       (1UL << 20)
#define _Py_TPFLAGS_MATCH_SELF       (1UL << 22)
#define Py_TPFLAGS_LONG_SUBCLASS     (1UL << 24)
#define Py_TPFLAGS_LIST_SUBCLASS     (1UL << 25)
#define Py_TPFLAGS_TUPLE_SUBCLASS    (1UL << 26)
#define Py_TPFLAGS_BYTES_SUBCLASS    (1UL << 27)
#define Py_TPFLAGS_UNICODE_SUBCLASS  (1UL << 28)
#define Py_TPFLAGS_DICT_SUBCLASS     (1UL << 29)
#define Py_TPFLAGS_BASE_EXC_SUBCLASS (1UL << 30)
#define Py_TPFLAGS_TYPE_SUBCLASS     (1UL << 31)
#define Py_TPFLAGS_DEFAULT           (Py_TPFLAGS_HAVE_STACKLESS_EXTENSION | 0)
#define Py_TPFLAGS_HAVE_FINALIZE     (1UL << 0)
#define Py_TPFLAGS_HAVE_VERSION_TAG  (1UL << 18)

/* Whether the type has a flag of Py_TPFLAGS_. Cannot fail. */
static inline int
PyType_HasFeature(PyTypeObject *type, unsigned long feature)
{
    return (type->tp_flags & feature) != 0;
}

/* The same, for the flags of PyLong_Check and its like. */
#define PyType_FastSubclass(type, flag) PyType_HasFeature(type, flag)

PyAPI_DATA(PyTypeObject) PyType_Type;
PyAPI_DATA(PyTypeObject) PyBaseObject_Type;
PyAPI_DATA(PyTypeObject) PySuper_Type;
PyAPI_DATA(PyTypeObject) _PyNone_Type;
PyAPI_DATA(PyTypeObject) _PyNotImplemented_Type;

/* Whether op is a type.  Cannot fail. */
static inline int
PyType_Check(PyObject *op)
{
    return PyType_FastSubclass(Py_TYPE(op), Py_TPFLAGS_TYPE_SUBCLASS);
}

#define PyType_Check(op) PyType_Check(_PyObject_CAST(op))

/* Casts after an assert. */
#define _PyType_CAST(op) (assert(PyType_Check(op)), (PyTypeObject *)(op))

/* Whether op is a type whose metatype is type itself.  Cannot fail. */
static inline int
PyType_CheckExact(PyObject *op)
{
    return Py_IS_TYPE(op, &PyType_Type);
}

#define PyType_CheckExact(op) PyType_CheckExact(_PyObject_CAST(op))

/* ---- counting ---------------------------------------------------------- */

/* Runs tp_dealloc of op, whose count is zero. */
PyAPI_FUNC(void) _Py_Dealloc(PyObject *op);

/* Begins a life: sets the count to 1. */
PyAPI_FUNC(void) _Py_NewReference(PyObject *op);

/* Py_XINCREF and Py_XDECREF as real functions. */
PyAPI_FUNC(void) Py_IncRef(PyObject *op);
PyAPI_FUNC(void) Py_DecRef(PyObject *op);
PyAPI_FUNC(void) _Py_IncRef(PyObject *op);
PyAPI_FUNC(void) _Py_DecRef(PyObject *op);

/* Takes a new reference: op has one owner more, who gives it back with
 * Py_DECREF. */
static inline void
Py_INCREF(PyObject *op)
{
    op->ob_refcnt++;
}

#define Py_INCREF(op) Py_INCREF(_PyObject_CAST(op))

/* Gives a reference back.  Any code may run before it returns: finalizers,
 * callbacks, the deallocation of whatever op alone kept alive.
 */
static inline void
Py_DECREF(PyObject *op)
{
    if (--op->ob_refcnt == 0) {
        _Py_Dealloc(op);
    }
}

#define Py_DECREF(op) Py_DECREF(_PyObject_CAST(op))

/* The same, where NULL is nothing. */
static inline void
Py_XINCREF(PyObject *op)
{
    if (op != NULL) {
        Py_INCREF(op);
    }
}

#define Py_XINCREF(op) Py_XINCREF(_PyObject_CAST(op))

/* Py_DECREF, where NULL is nothing. */
static inline void
Py_XDECREF(PyObject *op)
{
    if (op != NULL) {
        Py_DECREF(op);
    }
}

#define Py_XDECREF(op) Py_XDECREF(_PyObject_CAST(op))

/* Empties a variable before the reference in it is given back, so that code
 * which runs meanwhile cannot meet a dying object there.
 */
#define Py_CLEAR(op)                                                          \
    do {                                                                      \
        PyObject *_py_tmp = _PyObject_CAST(op);                               \
        if (_py_tmp != NULL) {                                                \
            (op) = NULL;                                                      \
            Py_DECREF(_py_tmp);                                               \
        }                                                                     \
    } while (0)

/* Likewise, with a new value that the variable takes. */
#define Py_SETREF(op, op2)                                                    \
    do {                                                                      \
        PyObject *_py_tmp = _PyObject_CAST(op);                               \
        (op) = (op2);                                                         \
        Py_DECREF(_py_tmp);                                                   \
    } while (0)

/* Likewise, where the variable may hold NULL. */
#define Py_XSETREF(op, op2)                                                   \
    do {                                                                      \
        PyObject *_py_tmp = _PyObject_CAST(op);                               \
        (op) = (op2);                                                         \
        Py_XDECREF(_py_tmp);                                                  \
    } while (0)

/* Takes one more reference to obj and returns obj; the second accepts NULL. */
PyAPI_FUNC(PyObject *) Py_NewRef(PyObject *obj);
PyAPI_FUNC(PyObject *) Py_XNewRef(PyObject *obj);

/* Py_NewRef and Py_XNewRef without a call. */
static inline PyObject *
_Py_NewRef(PyObject *obj)
{
    Py_INCREF(obj);
    return obj;
}

/* The same, where NULL is nothing. */
static inline PyObject *
_Py_XNewRef(PyObject *obj)
{
    Py_XINCREF(obj);
    return obj;
}

/* Py_NewRef and Py_XNewRef with a cast. */
#define Py_NewRef(obj)  _Py_NewRef(_PyObject_CAST(obj))
#define Py_XNewRef(obj) _Py_XNewRef(_PyObject_CAST(obj))

/* ---- singletons -------------------------------------------------------- */

PyAPI_DATA(PyObject) _Py_NoneStruct;
PyAPI_DATA(PyObject) _Py_NotImplementedStruct;
#define Py_None           (&_Py_NoneStruct)
#define Py_NotImplemented (&_Py_NotImplementedStruct)

/* Whether x is None.  Cannot fail. */
PyAPI_FUNC(int) Py_IsNone(PyObject *x);
#define Py_IsNone(x)             Py_Is((x), Py_None)
#define Py_RETURN_NONE           return Py_NewRef(Py_None)
#define Py_RETURN_NOTIMPLEMENTED return Py_NewRef(Py_NotImplemented)

/* ---- comparison -------------------------------------------------------- */

#define Py_LT 0
#define Py_LE 1
#define Py_EQ 2
#define Py_NE 3
#define Py_GT 4
#define Py_GE 5

/* The operation that gives the same answer with its operands exchanged. */
PyAPI_DATA(int) _Py_SwappedOp[];

/* Returns the answer for two C values that can be compared. */
#define Py_RETURN_RICHCOMPARE(val1, val2, op)                                 \
    do {                                                                      \
        switch (op) {                                                         \
        case Py_EQ:                                                           \
            if ((val1) == (val2)) {                                           \
                Py_RETURN_TRUE;                                               \
            }                                                                 \
            Py_RETURN_FALSE;                                                  \
        case Py_NE:                                                           \
            if ((val1) != (val2)) {                                           \
                Py_RETURN_TRUE;                                               \
            }                                                                 \
            Py_RETURN_FALSE;                                                  \
        case Py_LT:                                                           \
            if ((val1) < (val2)) {                                            \
                Py_RETURN_TRUE;                                               \
            }                                                                 \
            Py_RETURN_FALSE;                                                  \
        case Py_GT:                                                           \
            if ((val1) > (val2)) {                                            \
                Py_RETURN_TRUE;                                               \
            }                                                                 \
            Py_RETURN_FALSE;                                                  \
        case Py_LE:                                                           \
            if ((val1) <= (val2)) {                                           \
                Py_RETURN_TRUE;                                               \
            }                                                                 \
            Py_RETURN_FALSE;                                                  \
        case Py_GE:                                                           \
            if ((val1) >= (val2)) {                                           \
                Py_RETURN_TRUE;                                               \
            }                                                                 \
            Py_RETURN_FALSE;                                                  \
        default:                                                              \
            Py_UNREACHABLE();                                                 \
        }                                                                     \
    } while (0)

/* Answers v op w with any object; NULL on failure. */
PyAPI_FUNC(PyObject *) PyObject_RichCompare(PyObject *v, PyObject *w, int op);

/* 1 or 0, or -1.  An object is equal to itself without being asked. */
PyAPI_FUNC(int) PyObject_RichCompareBool(PyObject *v, PyObject *w, int op);

/* ---- text, hash, truth ------------------------------------------------- */

/* repr(op), str(op), ascii(op): a str; "<NULL>" for NULL. */
PyAPI_FUNC(PyObject *) PyObject_Repr(PyObject *op);
PyAPI_FUNC(PyObject *) PyObject_Str(PyObject *op);
PyAPI_FUNC(PyObject *) PyObject_ASCII(PyObject *op);

/* bytes(op), but not from an int: b"<NULL>" for NULL. */
PyAPI_FUNC(PyObject *) PyObject_Bytes(PyObject *op);

/* Never -1 unless an exception is set. */
PyAPI_FUNC(Py_hash_t) PyObject_Hash(PyObject *op);

/* tp_hash of a type whose instances have none: sets TypeError. */
PyAPI_FUNC(Py_hash_t) PyObject_HashNotImplemented(PyObject *op);

/* 1 or 0, or -1: by nb_bool, else the length, else true. */
PyAPI_FUNC(int) PyObject_IsTrue(PyObject *op);
PyAPI_FUNC(int) PyObject_Not(PyObject *op);

/* 1 if the type of op has tp_call; cannot fail. */
PyAPI_FUNC(int) PyCallable_Check(PyObject *op);

/* A sorted list of the names that dir(op) shows. */
PyAPI_FUNC(PyObject *) PyObject_Dir(PyObject *op);

/* Writes repr(op) to the stream, or str(op) with the flag Py_PRINT_RAW. */
PyAPI_FUNC(int) PyObject_Print(PyObject *op, FILE *stream, int flags);
#define Py_PRINT_RAW 1

/* Marks op as being printed.  Returns 1 if it already was (a cycle), 0 if the
 * caller goes on and calls Py_ReprLeave after, -1 on failure.
 */
PyAPI_FUNC(int) Py_ReprEnter(PyObject *op);
PyAPI_FUNC(void) Py_ReprLeave(PyObject *op);

/* ---- attributes -------------------------------------------------------- */

/* op.name: new reference; NULL with AttributeError. */
PyAPI_FUNC(PyObject *) PyObject_GetAttr(PyObject *op, PyObject *name);
PyAPI_FUNC(PyObject *) PyObject_GetAttrString(PyObject *op, const char *name);

/* value NULL deletes. */
PyAPI_FUNC(int)
    PyObject_SetAttr(PyObject *op, PyObject *name, PyObject *value);
PyAPI_FUNC(int)
    PyObject_SetAttrString(PyObject *op, const char *name, PyObject *value);

/* 1 or 0: every exception counts as "no" and is dropped. */
PyAPI_FUNC(int) PyObject_HasAttr(PyObject *op, PyObject *name);
PyAPI_FUNC(int) PyObject_HasAttrString(PyObject *op, const char *name);

/* The usual tp_getattro: data descriptor of the type, then the instance, then
 * other descriptors of the type.
 */
PyAPI_FUNC(PyObject *) PyObject_GenericGetAttr(PyObject *op, PyObject *name);
PyAPI_FUNC(int)
    PyObject_GenericSetAttr(PyObject *op, PyObject *name, PyObject *value);

/* Getter and setter of __dict__ for a PyGetSetDef.  Reading makes the dict. */
PyAPI_FUNC(PyObject *) PyObject_GenericGetDict(PyObject *op, void *context);
PyAPI_FUNC(int)
    PyObject_GenericSetDict(PyObject *op, PyObject *value, void *context);

/* The place of the instance's dict, made if need be; NULL without exception
 * if instances have none.
 */
PyAPI_FUNC(PyObject **) _PyObject_GetDictPtr(PyObject *op);

/* 1 and *result (owned) if there is such an attribute, 0 and NULL if not, -1
 * on an error other than AttributeError.
 */
PyAPI_FUNC(int)
    _PyObject_LookupAttr(PyObject *op, PyObject *name, PyObject **result);

/* 1 if *method is unbound and wants op as its first argument, else 0 with the
 * ordinary attribute, or NULL with an exception.
 */
PyAPI_FUNC(int)
    _PyObject_GetMethod(PyObject *op, PyObject *name, PyObject **method);

/* The generic functions with a dict given (borrowed) or NULL; suppress hides
 * an AttributeError behind NULL.
 */
PyAPI_FUNC(PyObject *)
    _PyObject_GenericGetAttrWithDict(PyObject *op, PyObject *name,
                                     PyObject *dict, int suppress);
PyAPI_FUNC(int)
    _PyObject_GenericSetAttrWithDict(PyObject *op, PyObject *name,
                                     PyObject *value, PyObject *dict);

/* "name()" or "module.name()" for messages about a callable. */
PyAPI_FUNC(PyObject *) _PyObject_FunctionStr(PyObject *op);

/* Returns op itself: tp_iter of an iterator. */
PyAPI_FUNC(PyObject *) PyObject_SelfIter(PyObject *op);

/* tp_iternext that says: not iterable any more.  Source: object.c. */
PyAPI_FUNC(PyObject *) _PyObject_NextNotImplemented(PyObject *op);

/* What __getstate__ gives for op. */
PyAPI_FUNC(PyObject *) _PyObject_GetState(PyObject *op);

/* 1 if op has a true __isabstractmethod__. */
PyAPI_FUNC(int) _PyObject_IsAbstract(PyObject *op);

/* Clears weak references and runs their callbacks, as op dies. */
PyAPI_FUNC(void) PyObject_ClearWeakRefs(PyObject *op);

/* ---- types ------------------------------------------------------------- */

/* Completes a static type; does nothing the second time. */
PyAPI_FUNC(int) PyType_Ready(PyTypeObject *type);

/* Make a heap type.  bases is a tuple, one type or NULL; module is what
 * PyType_GetModule will find, or NULL.
 */
PyAPI_FUNC(PyObject *) PyType_FromSpec(PyType_Spec *spec);
PyAPI_FUNC(PyObject *)
    PyType_FromSpecWithBases(PyType_Spec *spec, PyObject *bases);
PyAPI_FUNC(PyObject *)
    PyType_FromModuleAndSpec(PyObject *module, PyType_Spec *spec,
                             PyObject *bases);

/* The function or table in a slot, borrowed; NULL without exception if the
 * slot is empty.
 */
PyAPI_FUNC(void *) PyType_GetSlot(PyTypeObject *type, int slot);

/* Borrowed.  Fail with TypeError if the type was not made with a module (the
 * last one: if no type of its MRO was made with a module of this def).
 */
PyAPI_FUNC(PyObject *) PyType_GetModule(PyTypeObject *type);
PyAPI_FUNC(void *) PyType_GetModuleState(PyTypeObject *type);
PyAPI_FUNC(PyObject *)
    PyType_GetModuleByDef(PyTypeObject *type, PyModuleDef *def);

/* __name__ and __qualname__, new references; tp_flags. */
PyAPI_FUNC(PyObject *) PyType_GetName(PyTypeObject *type);
PyAPI_FUNC(PyObject *) PyType_GetQualName(PyTypeObject *type);
PyAPI_FUNC(unsigned long) PyType_GetFlags(PyTypeObject *type);

/* By the MRO; cannot fail. */
PyAPI_FUNC(int) PyType_IsSubtype(PyTypeObject *a, PyTypeObject *b);

/* Whether ob is an instance of type or of a subtype.  Cannot fail. */
static inline int
PyObject_TypeCheck(PyObject *ob, PyTypeObject *type)
{
    return Py_IS_TYPE(ob, type) || PyType_IsSubtype(Py_TYPE(ob), type);
}

#define PyObject_TypeCheck(ob, type)                                          \
    PyObject_TypeCheck(_PyObject_CAST(ob), type)

/* tp_alloc and tp_new of most types: zeroed memory, count 1, tracked. */
PyAPI_FUNC(PyObject *)
    PyType_GenericAlloc(PyTypeObject *type, Py_ssize_t nitems);
PyAPI_FUNC(PyObject *)
    PyType_GenericNew(PyTypeObject *type, PyObject *args, PyObject *kwds);

/* Forgets cached lookups of type and its subtypes, as its dict changes. */
PyAPI_FUNC(void) PyType_Modified(PyTypeObject *type);
PyAPI_FUNC(unsigned int) PyType_ClearCache(void);

/* The name after the last dot of tp_name, borrowed. */
PyAPI_FUNC(const char *) _PyType_Name(PyTypeObject *type);

/* Borrowed; NULL without exception if no type of the MRO has the name. */
PyAPI_FUNC(PyObject *) _PyType_Lookup(PyTypeObject *type, PyObject *name);

/* The most derived of metatype and the types of the bases, borrowed. */
PyAPI_FUNC(PyTypeObject *)
    _PyType_CalculateMetaclass(PyTypeObject *metatype, PyObject *bases);
PyAPI_FUNC(PyObject *)
    _PyType_GetDocFromInternalDoc(const char *name, const char *doc);
PyAPI_FUNC(PyObject *)
    _PyType_GetTextSignatureFromInternalDoc(const char *name, const char *doc);

#endif
