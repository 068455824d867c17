/* cpython/object.h -- what a type is made of, and how objects end.
 *
 * Part of object.h, and included by it alone.
 *
 * Source: CPython 3.11, Include/cpython/object.h.
 */

#ifndef Py_CPYTHON_OBJECT_H
#define Py_CPYTHON_OBJECT_H

/* ---- the functions that a type holds ----------------------------------- */

typedef PyObject *(*unaryfunc)(PyObject *);
typedef PyObject *(*binaryfunc)(PyObject *, PyObject *);
typedef PyObject *(*ternaryfunc)(PyObject *, PyObject *, PyObject *);
typedef int (*inquiry)(PyObject *);
typedef Py_ssize_t (*lenfunc)(PyObject *);
typedef PyObject *(*ssizeargfunc)(PyObject *, Py_ssize_t);
typedef PyObject *(*ssizessizeargfunc)(PyObject *, Py_ssize_t, Py_ssize_t);
typedef int (*ssizeobjargproc)(PyObject *, Py_ssize_t, PyObject *);
typedef int (*ssizessizeobjargproc)(PyObject *, Py_ssize_t, Py_ssize_t,
                                    PyObject *);
typedef int (*objobjargproc)(PyObject *, PyObject *, PyObject *);
typedef int (*objobjproc)(PyObject *, PyObject *);
typedef int (*visitproc)(PyObject *, void *);
typedef int (*traverseproc)(PyObject *, visitproc, void *);
typedef void (*freefunc)(void *);
typedef void (*destructor)(PyObject *);
typedef PyObject *(*getattrfunc)(PyObject *, char *);
typedef PyObject *(*getattrofunc)(PyObject *, PyObject *);
typedef int (*setattrfunc)(PyObject *, char *, PyObject *);
typedef int (*setattrofunc)(PyObject *, PyObject *, PyObject *);
typedef PyObject *(*reprfunc)(PyObject *);
typedef Py_hash_t (*hashfunc)(PyObject *);
typedef PyObject *(*richcmpfunc)(PyObject *, PyObject *, int);
typedef PyObject *(*getiterfunc)(PyObject *);
typedef PyObject *(*iternextfunc)(PyObject *);
typedef PyObject *(*descrgetfunc)(PyObject *, PyObject *, PyObject *);
typedef int (*descrsetfunc)(PyObject *, PyObject *, PyObject *);
typedef int (*initproc)(PyObject *, PyObject *, PyObject *);
typedef PyObject *(*newfunc)(PyTypeObject *, PyObject *, PyObject *);
typedef PyObject *(*allocfunc)(PyTypeObject *, Py_ssize_t);
typedef int (*getbufferproc)(PyObject *, Py_buffer *, int);
typedef void (*releasebufferproc)(PyObject *, Py_buffer *);
typedef PyObject *(*vectorcallfunc)(PyObject *callable, PyObject *const *args,
                                    size_t nargsf, PyObject *kwnames);

/* What PyIter_Send found. */
typedef enum {
    PYGEN_RETURN = 0,
    PYGEN_ERROR = -1,
    PYGEN_NEXT = 1,
} PySendResult;

typedef PySendResult (*sendfunc)(PyObject *iter, PyObject *value,
                                 PyObject **result);

/* Either argument may be of another type: each function looks at both. */
typedef struct {
    binaryfunc nb_add;
    binaryfunc nb_subtract;
    binaryfunc nb_multiply;
    binaryfunc nb_remainder;
    binaryfunc nb_divmod;
    ternaryfunc nb_power;
    unaryfunc nb_negative;
    unaryfunc nb_positive;
    unaryfunc nb_absolute;
    inquiry nb_bool;
    unaryfunc nb_invert;
    binaryfunc nb_lshift;
    binaryfunc nb_rshift;
    binaryfunc nb_and;
    binaryfunc nb_xor;
    binaryfunc nb_or;
    unaryfunc nb_int;
    void *nb_reserved;
    unaryfunc nb_float;

    binaryfunc nb_inplace_add;
    binaryfunc nb_inplace_subtract;
    binaryfunc nb_inplace_multiply;
    binaryfunc nb_inplace_remainder;
    ternaryfunc nb_inplace_power;
    binaryfunc nb_inplace_lshift;
    binaryfunc nb_inplace_rshift;
    binaryfunc nb_inplace_and;
    binaryfunc nb_inplace_xor;
    binaryfunc nb_inplace_or;

    binaryfunc nb_floor_divide;
    binaryfunc nb_true_divide;
    binaryfunc nb_inplace_floor_divide;
    binaryfunc nb_inplace_true_divide;

    unaryfunc nb_index;

    binaryfunc nb_matrix_multiply;
    binaryfunc nb_inplace_matrix_multiply;
} PyNumberMethods;

typedef struct {
    lenfunc sq_length;
    binaryfunc sq_concat;
    ssizeargfunc sq_repeat;
    ssizeargfunc sq_item;
    void *was_sq_slice;
    ssizeobjargproc sq_ass_item;
    void *was_sq_ass_slice;
    objobjproc sq_contains;
    binaryfunc sq_inplace_concat;
    ssizeargfunc sq_inplace_repeat;
} PySequenceMethods;

typedef struct {
    lenfunc mp_length;
    binaryfunc mp_subscript;
    objobjargproc mp_ass_subscript;
} PyMappingMethods;

typedef struct {
    unaryfunc am_await;
    unaryfunc am_aiter;
    unaryfunc am_anext;
    sendfunc am_send;
} PyAsyncMethods;

typedef struct {
    getbufferproc bf_getbuffer;
    releasebufferproc bf_releasebuffer;
} PyBufferProcs;

/* ---- the type ----------------------------------------------------------
 *
 * PyType_Ready fills what a static type leaves out with what its base has.
 */

typedef Py_ssize_t printfunc;

/* The layout of a type; between the rows lie more functions of the group.
 *
 *    PyTypeObject: 408 bytes
 *   +-----+----------------------+
 *   |   0 | ob_base              |     count, metatype, ob_size
 *   |  24 | tp_name              |
 *   |  32 | tp_basicsize         |     bytes of an instance
 *   |  40 | tp_itemsize          |     bytes of each item behind it
 *   |  48 | tp_dealloc           |     ... how it prints
 *   |  96 | tp_as_number         |---> PyNumberMethods, or NULL
 *   | 104 | tp_as_sequence       |---> PySequenceMethods, or NULL
 *   | 112 | tp_as_mapping        |---> PyMappingMethods, or NULL
 *   | 120 | tp_hash              |     ... call, str, attributes
 *   | 160 | tp_as_buffer         |---> PyBufferProcs, or NULL
 *   | 168 | tp_flags             |     Py_TPFLAGS_...
 *   | 184 | tp_traverse          |     ... collector, comparison
 *   | 216 | tp_iter              |     ... iteration
 *   | 232 | tp_methods           |---> arrays of descriptions, or NULL
 *   | 256 | tp_base              |---> the base
 *   | 264 | tp_dict              |---> dict: the attributes of the type
 *   | 296 | tp_init              |     ... birth and death
 *   | 336 | tp_bases             |---> tuple
 *   | 344 | tp_mro               |---> tuple: where attributes are looked up
 *   | 360 | tp_subclasses        |---> dict, weak
 *   | 384 | tp_version_tag       |
 *   | 400 | tp_vectorcall        |
 *   +-----+----------------------+
 */
struct _typeobject {
    PyObject_VAR_HEAD
    const char *tp_name;                  /* "module.name" */
    Py_ssize_t tp_basicsize, tp_itemsize; /* bytes */

    destructor tp_dealloc;
    Py_ssize_t tp_vectorcall_offset; /* of a vectorcallfunc in instances */
    getattrfunc tp_getattr;
    setattrfunc tp_setattr;
    PyAsyncMethods *tp_as_async;
    reprfunc tp_repr;

    PyNumberMethods *tp_as_number;
    PySequenceMethods *tp_as_sequence;
    PyMappingMethods *tp_as_mapping;

    hashfunc tp_hash;
    ternaryfunc tp_call;
    reprfunc tp_str;
    getattrofunc tp_getattro;
    setattrofunc tp_setattro;
    PyBufferProcs *tp_as_buffer;

    unsigned long tp_flags;
    const char *tp_doc;

    traverseproc tp_traverse; /* shows the collector each reference */
    inquiry tp_clear;         /* drops the references that make cycles */
    richcmpfunc tp_richcompare;
    Py_ssize_t tp_weaklistoffset; /* 0: no weak references */

    getiterfunc tp_iter;
    iternextfunc tp_iternext;

    PyMethodDef *tp_methods;
    PyMemberDef *tp_members;
    PyGetSetDef *tp_getset;
    PyTypeObject *tp_base; /* owned by a heap type, else borrowed */
    PyObject *tp_dict;
    descrgetfunc tp_descr_get;
    descrsetfunc tp_descr_set;
    Py_ssize_t tp_dictoffset; /* 0: no __dict__; below 0: see managed dict */
    initproc tp_init;
    allocfunc tp_alloc;
    newfunc tp_new;
    freefunc tp_free;
    inquiry tp_is_gc;
    PyObject *tp_bases; /* tuple */
    PyObject *tp_mro;   /* tuple, the type itself first */
    PyObject *tp_cache;
    PyObject *tp_subclasses; /* dict: address -> weak reference, or NULL */
    PyObject *tp_weaklist;
    destructor tp_del;
    unsigned int tp_version_tag; /* valid with the flag VALID_VERSION_TAG */
    destructor tp_finalize;
    vectorcallfunc tp_vectorcall;
};

struct _specialization_cache {
    PyObject *getitem;
};

/* A type that was made at run time carries its method tables with it.  The
 * mapping stands before the sequence, so that it wins when one name (such as
 * __getitem__) belongs to both.
 *
 *    PyHeapTypeObject: 904 bytes
 *   +-----+----------------+
 *   |   0 | ht_type        |     a PyTypeObject; its tp_as_... point below
 *   | 408 | as_async       |
 *   | 440 | as_number      |
 *   | 728 | as_mapping     |
 *   | 752 | as_sequence    |
 *   | 832 | as_buffer      |
 *   | 848 | ht_name        |---> str
 *   | 856 | ht_slots       |---> tuple, or NULL
 *   | 864 | ht_qualname    |---> str
 *   | 872 | ht_cached_keys |---> keys that instances share, or NULL
 *   | 880 | ht_module      |---> module, or NULL
 *   | 888 | _ht_tpname     |
 *   | 896 | _spec_cache    |
 *   +-----+----------------+
 *   | 904 | a PyMemberDef for each of the __slots__
 */
typedef struct _heaptypeobject {
    PyTypeObject ht_type;
    PyAsyncMethods as_async;
    PyNumberMethods as_number;
    PyMappingMethods as_mapping;
    PySequenceMethods as_sequence;
    PyBufferProcs as_buffer;
    PyObject *ht_name, *ht_slots, *ht_qualname;
    struct _dictkeysobject *ht_cached_keys; /* keys that instances share */
    PyObject *ht_module;
    char *_ht_tpname; /* memory of tp_name, or NULL */
    struct _specialization_cache _spec_cache;
    /* the PyMemberDef of the __slots__ follow */
} PyHeapTypeObject;

/* ---- names ---------------------------------------------------------------
 */

/* Names that are made str objects at first use and kept. */
typedef struct _Py_Identifier {
    const char *string;
    Py_ssize_t index; /* -1: not yet made */
} _Py_Identifier;

/* Define an identifier; the last one names it PyId_ and the text. */
#define _Py_static_string_init(value)                                         \
    {                                                                         \
        .string = value, .index = -1                                          \
    }
#define _Py_static_string(varname, value)                                     \
    static _Py_Identifier varname = _Py_static_string_init(value)
#define _Py_IDENTIFIER(varname) _Py_static_string(PyId_##varname, #varname)

PyAPI_FUNC(PyObject *) _PyType_LookupId(PyTypeObject *, _Py_Identifier *);
PyAPI_FUNC(PyObject *) _PyObject_LookupSpecialId(PyObject *, _Py_Identifier *);
PyAPI_FUNC(PyObject *) _PyObject_GetAttrId(PyObject *, _Py_Identifier *);
PyAPI_FUNC(int) _PyObject_SetAttrId(PyObject *, _Py_Identifier *, PyObject *);
PyAPI_FUNC(int)
    _PyObject_LookupAttrId(PyObject *, _Py_Identifier *, PyObject **);

/* ---- end of life ------------------------------------------------------- */

/* Calls tp_finalize, at most once for a collected object. */
PyAPI_FUNC(void) PyObject_CallFinalizer(PyObject *op);

/* Likewise from tp_dealloc.  -1 if op came back to life: the caller returns.
 */
PyAPI_FUNC(int) PyObject_CallFinalizerFromDealloc(PyObject *op);

/* Deep structures die without deep recursion: from a depth of 50 the trash
 * can keeps the objects and frees them after the outermost deallocation.
 */
PyAPI_FUNC(int) _PyTrash_begin(PyThreadState *tstate, PyObject *op);
PyAPI_FUNC(void) _PyTrash_end(PyThreadState *tstate);
PyAPI_FUNC(int) _PyTrash_cond(PyObject *op, destructor dealloc);

/* clang-format off */
#define Py_TRASHCAN_BEGIN_CONDITION(op, cond)                                 \
    do {                                                                      \
        PyThreadState *_tstate = NULL;                                        \
        if (cond) {                                                           \
            _tstate = PyThreadState_Get();                                    \
            if (_PyTrash_begin(_tstate, _PyObject_CAST(op))) {                \
                break;                                                        \
            }                                                                 \
        }

#define Py_TRASHCAN_END                                                       \
        if (_tstate) {                                                        \
            _PyTrash_end(_tstate);                                            \
        }                                                                     \
    } while (0);
/* clang-format on */

/* The first and the last statement of a tp_dealloc that can go deep; dealloc
 * is that function, so that a subtype's runs its own. */
#define Py_TRASHCAN_BEGIN(op, dealloc)                                        \
    Py_TRASHCAN_BEGIN_CONDITION(                                              \
        op, _PyTrash_cond(_PyObject_CAST(op), (destructor)dealloc))

/* The older pair, for a type whose tp_dealloc is always the caller. */
#define Py_TRASHCAN_SAFE_BEGIN(op) Py_TRASHCAN_BEGIN_CONDITION(op, 1)
#define Py_TRASHCAN_SAFE_END(op)   Py_TRASHCAN_END

/* ---- for the debugger -------------------------------------------------- */

PyAPI_FUNC(void) _Py_BreakPoint(void);

/* Describes op on stderr, with care: op may be broken. */
PyAPI_FUNC(void) _PyObject_Dump(PyObject *op);
PyAPI_FUNC(int) _PyObject_IsFreed(PyObject *op);
PyAPI_FUNC(int) _PyObject_CheckConsistency(PyObject *op, int check_content);
PyAPI_FUNC(void) _Py_NO_RETURN
    _PyObject_AssertFailed(PyObject *obj, const char *expr, const char *msg,
                           const char *file, int line, const char *function);

/* assert(expr) that describes obj before it aborts. */
#ifdef NDEBUG
#define _PyObject_ASSERT_FROM(obj, expr, msg, filename, lineno, func) ((void)0)
#else
#define _PyObject_ASSERT_FROM(obj, expr, msg, filename, lineno, func)         \
    ((expr) ? (void)(0)                                                       \
            : _PyObject_AssertFailed((obj), Py_STRINGIFY(expr), (msg),        \
                                     (filename), (lineno), (func)))
#endif

/* The same with what is known here filled in. */
#define _PyObject_ASSERT_WITH_MSG(obj, expr, msg)                             \
    _PyObject_ASSERT_FROM(obj, expr, msg, __FILE__, __LINE__, __func__)
#define _PyObject_ASSERT(obj, expr) _PyObject_ASSERT_WITH_MSG(obj, expr, NULL)
#define _PyObject_ASSERT_FAILED_MSG(obj, msg)                                 \
    _PyObject_AssertFailed((obj), NULL, (msg), __FILE__, __LINE__, __func__)

#endif
