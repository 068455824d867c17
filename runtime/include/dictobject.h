/* dictobject.h -- dictionaries, their views and iterators.
 *
 * A dict holds two tables.  ma_keys is a sparse table of small indices and,
 * behind it, the entries in order of insertion.  When ma_values is not NULL,
 * the keys are shared with other instances of a class and the values lie in
 * ma_values ("split"); otherwise the entries carry them ("combined").
 * internal/pycore_dict.h has the layout of both.
 *
 * Functions that store take new references to key and value.  PyDict_GetItem
 * and PyDict_GetItemString give NULL for a missing key and swallow every
 * error; PyDict_GetItemWithError leaves the error set.
 *
 * Owns:   results are new references but for values that a comment calls
 *         borrowed; arguments are borrowed (O3).
 * Source: CPython 3.11, Include/dictobject.h, Objects/dictobject.c.
 */
#ifndef Py_DICTOBJECT_H
#define Py_DICTOBJECT_H

typedef struct _dictkeysobject PyDictKeysObject;
typedef struct _dictvalues PyDictValues;

/* The layout of both kinds; internal/pycore_dict.h draws what they point to.
 *
 *    PyDictObject: 48 bytes
 *   +----+----------------+
 *   |  0 | ob_base        |
 *   | 16 | ma_used        |
 *   | 24 | ma_version_tag |
 *   | 32 | ma_keys        |---> indices and entries; shared when split
 *   | 40 | ma_values      |---> values of a split table, NULL: combined
 *   +----+----------------+
 */
typedef struct {
    PyObject_HEAD
    Py_ssize_t ma_used;      /* entries that have a value */
    uint64_t ma_version_tag; /* unique among all dicts; new at every change */
    PyDictKeysObject *ma_keys;
    PyDictValues *ma_values;
} PyDictObject;

extern PyTypeObject PyDict_Type;
extern PyTypeObject PyDictKeys_Type;
extern PyTypeObject PyDictValues_Type;
extern PyTypeObject PyDictItems_Type;
extern PyTypeObject PyDictIterKey_Type;
extern PyTypeObject PyDictIterValue_Type;
extern PyTypeObject PyDictIterItem_Type;
extern PyTypeObject PyDictRevIterKey_Type;
extern PyTypeObject PyDictRevIterValue_Type;
extern PyTypeObject PyDictRevIterItem_Type;

/* Whether op is of this type or of a subclass; Exact: of this very type.
 * Cannot fail. */
#define PyDict_Check(op)                                                      \
    PyType_FastSubclass(Py_TYPE(op), Py_TPFLAGS_DICT_SUBCLASS)
#define PyDict_CheckExact(op)   Py_IS_TYPE(op, &PyDict_Type)
#define PyDictKeys_Check(op)    PyObject_TypeCheck(op, &PyDictKeys_Type)
#define PyDictValues_Check(op)  PyObject_TypeCheck(op, &PyDictValues_Type)
#define PyDictItems_Check(op)   PyObject_TypeCheck(op, &PyDictItems_Type)
#define PyDictViewSet_Check(op) (PyDictKeys_Check(op) || PyDictItems_Check(op))

/* A new empty dict. */
PyAPI_FUNC(PyObject *) PyDict_New(void);

/* len(dict), or -1 with SystemError when it is no dict. */
PyAPI_FUNC(Py_ssize_t) PyDict_Size(PyObject *dict);

/* The value for `key`, borrowed, or NULL. */
PyAPI_FUNC(PyObject *) PyDict_GetItem(PyObject *dict, PyObject *key);
PyAPI_FUNC(PyObject *) PyDict_GetItemWithError(PyObject *dict, PyObject *key);
PyAPI_FUNC(PyObject *) PyDict_GetItemString(PyObject *dict, const char *key);

/* The string forms intern the key. */
PyAPI_FUNC(int) PyDict_SetItem(PyObject *dict, PyObject *key, PyObject *value);
PyAPI_FUNC(int)
    PyDict_SetItemString(PyObject *dict, const char *key, PyObject *value);

/* KeyError when the key is missing. */
PyAPI_FUNC(int) PyDict_DelItem(PyObject *dict, PyObject *key);
PyAPI_FUNC(int) PyDict_DelItemString(PyObject *dict, const char *key);

/* 1, 0, or -1 with an exception. */
PyAPI_FUNC(int) PyDict_Contains(PyObject *dict, PyObject *key);

/* The value for `key`, borrowed, after storing `value` if there was none. */
PyAPI_FUNC(PyObject *)
    PyDict_SetDefault(PyObject *dict, PyObject *key, PyObject *value);

/* Empties the dict.  Cannot fail; ignores what is no dict. */
PyAPI_FUNC(void) PyDict_Clear(PyObject *dict);

/* Walks the dict in insertion order: start with *pos = 0, go on while the
 * result is 1.  Key and value are borrowed; either pointer may be NULL.  The
 * dict may get new values for old keys meanwhile, but no new keys. */
PyAPI_FUNC(int) PyDict_Next(PyObject *dict, Py_ssize_t *pos, PyObject **key,
                            PyObject **value);

/* New lists. */
PyAPI_FUNC(PyObject *) PyDict_Keys(PyObject *dict);
PyAPI_FUNC(PyObject *) PyDict_Values(PyObject *dict);
PyAPI_FUNC(PyObject *) PyDict_Items(PyObject *dict);

/* A new dict with the same keys and values. */
PyAPI_FUNC(PyObject *) PyDict_Copy(PyObject *dict);

/* Stores every item of a mapping, or of a sequence of pairs; with override 0
 * the values that are already there stay. */
PyAPI_FUNC(int) PyDict_Update(PyObject *dict, PyObject *other);
PyAPI_FUNC(int) PyDict_Merge(PyObject *dict, PyObject *other, int override);
PyAPI_FUNC(int)
    PyDict_MergeFromSeq2(PyObject *dict, PyObject *pairs, int override);

/* The __dict__ of an instance, made if need be; a getter of PyGetSetDef. */
PyAPI_FUNC(PyObject *) PyObject_GenericGetDict(PyObject *obj, void *context);

/* Unchecked: len(dict); whether its keys are shared. */
#define PyDict_GET_SIZE(dict)                                                 \
    (assert(PyDict_Check(dict)), ((PyDictObject *)dict)->ma_used)
#define _PyDict_HasSplitTable(dict) ((dict)->ma_values != NULL)

/* What other files of the interpreter, and some extensions, use. */
PyAPI_FUNC(PyObject *)
    _PyDict_GetItem_KnownHash(PyObject *dict, PyObject *key, Py_hash_t hash);
PyAPI_FUNC(PyObject *) _PyDict_GetItemWithError(PyObject *dict, PyObject *key);
PyAPI_FUNC(PyObject *)
    _PyDict_GetItemIdWithError(PyObject *dict, _Py_Identifier *key);
PyAPI_FUNC(PyObject *)
    _PyDict_GetItemStringWithError(PyObject *dict, const char *key);
PyAPI_FUNC(int) _PyDict_SetItem_KnownHash(PyObject *dict, PyObject *key,
                                          PyObject *value, Py_hash_t hash);
PyAPI_FUNC(int)
    _PyDict_DelItem_KnownHash(PyObject *dict, PyObject *key, Py_hash_t hash);
PyAPI_FUNC(int) _PyDict_DelItemIf(PyObject *dict, PyObject *key,
                                  int (*predicate)(PyObject *value));
PyAPI_FUNC(int) _PyDict_Next(PyObject *dict, Py_ssize_t *pos, PyObject **key,
                             PyObject **value, Py_hash_t *hash);
PyAPI_FUNC(int)
    _PyDict_Contains_KnownHash(PyObject *dict, PyObject *key, Py_hash_t hash);
PyAPI_FUNC(int) _PyDict_ContainsId(PyObject *dict, _Py_Identifier *key);
PyAPI_FUNC(PyObject *) _PyDict_NewPresized(Py_ssize_t minused);
PyAPI_FUNC(void) _PyDict_MaybeUntrack(PyObject *dict);
PyAPI_FUNC(int) _PyDict_HasOnlyStringKeys(PyObject *dict);
PyAPI_FUNC(Py_ssize_t) _PyDict_SizeOf(PyDictObject *dict);
PyAPI_FUNC(PyObject *)
    _PyDict_Pop(PyObject *dict, PyObject *key, PyObject *fallback);
PyAPI_FUNC(int) _PyDict_MergeEx(PyObject *dict, PyObject *other, int override);
PyAPI_FUNC(int)
    _PyDict_SetItemId(PyObject *dict, _Py_Identifier *key, PyObject *value);
PyAPI_FUNC(int) _PyDict_DelItemId(PyObject *dict, _Py_Identifier *key);
PyAPI_FUNC(void) _PyDict_DebugMallocStats(FILE *out);

/*    _PyDictViewObject: 24 bytes
 *   +----+---------+
 *   |  0 | ob_base |
 *   | 16 | dv_dict |---> the dict, owned
 *   +----+---------+
 */
typedef struct {
    PyObject_HEAD
    PyDictObject *dv_dict;
} _PyDictViewObject;

/* A new view of dict of that type; the items of a view that are in other, as a
 * new set. */
PyAPI_FUNC(PyObject *) _PyDictView_New(PyObject *dict, PyTypeObject *type);
PyAPI_FUNC(PyObject *) _PyDictView_Intersect(PyObject *view, PyObject *other);

#endif
