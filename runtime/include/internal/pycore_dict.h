/* pycore_dict.h -- the two tables of a dict.
 *
 * A keys object is one block: this header, then 2**dk_log2_size indices of
 * 1, 2, 4 or 8 bytes (2**dk_log2_index_bytes bytes in all), then room for
 * usable(2**dk_log2_size) entries in order of insertion.
 *
 *   D1  an index is DKIX_EMPTY, DKIX_DUMMY, or the number of an entry
 *   D2  dk_nentries + dk_usable is at most the number of entries there is
 *       room for; less behind popitem(), whose slot stays used (for shared
 *       keys: that the class may have)
 *   D3  in a combined table a deleted entry has me_value NULL; in a split
 *       one the keys stay and the value is NULL
 *   D4  a keys object of kind UNICODE or SPLIT holds only exact str keys,
 *       whose hash is in the str itself
 *   D5  ma_used is the number of values that are not NULL; a dict that has
 *       ma_values has shared keys
 *
 * The values of an instance are an array of pointers with bytes in front of
 * it, read backwards: [-1] how many such bytes there are, [-2] how many
 * values are set, [-3], [-4] ... their numbers in order of insertion.
 */
#ifndef Py_INTERNAL_DICT_H
#define Py_INTERNAL_DICT_H

#include "Python.h"

/* Dead dicts, and dead keys objects of the smallest size for str keys. */
#ifdef HB_HOSTILE
#define PyDict_MAXFREELIST 0
#else
#define PyDict_MAXFREELIST 80
#endif

#define PyDict_LOG_MINSIZE 3
#define PyDict_MINSIZE     8

typedef struct {
    Py_hash_t me_hash;
    PyObject *me_key;
    PyObject *me_value; /* combined tables only */
} PyDictKeyEntry;

typedef struct {
    PyObject *me_key;
    PyObject *me_value; /* combined tables only */
} PyDictUnicodeEntry;

#define DKIX_EMPTY       (-1)
#define DKIX_DUMMY       (-2)
#define DKIX_ERROR       (-3)
#define DKIX_KEY_CHANGED (-4)

typedef enum {
    DICT_KEYS_GENERAL = 0,
    DICT_KEYS_UNICODE = 1,
    DICT_KEYS_SPLIT = 2
} DictKeysKind;

/* One block: head, indices, entries.  {'a': x, 'b': y}, hash seed 0:
 *
 *    struct _dictkeysobject: 32 bytes
 *   +----+---------------------+
 *   |  0 | dk_refcnt           |     dicts, and the class, that use it
 *   |  8 | dk_log2_size        | 3   8 slots
 *   |  9 | dk_log2_index_bytes | 3   the indices take 8 bytes
 *   | 10 | dk_kind             | 1   DICT_KEYS_UNICODE
 *   | 12 | dk_version          |
 *   | 16 | dk_usable           | 3   entries that may still come (D2)
 *   | 24 | dk_nentries         | 2
 *   | 32 | dk_indices          |     +----+----+----+----+----+----+----+----+
 *   +----+---------------------+     | -1 | -1 | -1 |  0 | -1 | -1 |  1 | -1 |
 *                                    +----+----+----+----+----+----+----+----+
 *     40   me_key 'a', me_value x    <- entry 0, found through slot 3
 *     56   me_key 'b', me_value y    <- entry 1, found through slot 6
 *     72   room for entries 2, 3, 4
 *
 * A split table is the same with dk_kind DICT_KEYS_SPLIT and no values in its
 * entries: each instance has them in an array of its own, below.
 */
struct _dictkeysobject {
    Py_ssize_t dk_refcnt;
    uint8_t dk_log2_size;
    uint8_t dk_log2_index_bytes;
    uint8_t dk_kind;
    uint32_t dk_version; /* 0: none given since the last change */
    Py_ssize_t dk_usable;
    Py_ssize_t dk_nentries;
    char dk_indices[];
};

/* The values of one instance, of a class whose shared keys are 'a', 'b', 'c';
 * b was set first, then a:
 *
 *         bytes, read backwards               pointers
 *    ... +----+----+------+---------+ +--------+--------+--------+
 *        | 0  | 1  | used | prefix  | |   a    |   b    |  NULL  |
 *    ... +----+----+------+---------+ +--------+--------+--------+
 *         [-4] [-3]  [-2]    [-1]     ^ values[0]
 *
 * used is 2 here; prefix is how many bytes lie in front, a multiple of 8.
 */
struct _dictvalues {
    PyObject *values[1];
};

/* Most attributes that instances of one class share keys for. */
#define SHARED_KEYS_MAX_SIZE           30
#define NEXT_LOG2_SHARED_KEYS_MAX_SIZE 6

#define DK_LOG_SIZE(dk) ((dk)->dk_log2_size)
#define DK_SIZE(dk)     (((int64_t)1) << DK_LOG_SIZE(dk))
#define DK_ENTRIES(dk)                                                        \
    ((PyDictKeyEntry *)(&(                                                    \
        (int8_t *)((dk)->dk_indices))[(size_t)1                               \
                                      << (dk)->dk_log2_index_bytes]))
#define DK_UNICODE_ENTRIES(dk)                                                \
    ((PyDictUnicodeEntry *)(&(                                                \
        (int8_t *)((dk)->dk_indices))[(size_t)1                               \
                                      << (dk)->dk_log2_index_bytes]))
#define DK_IS_UNICODE(dk) ((dk)->dk_kind != DICT_KEYS_GENERAL)

/* How many entries a table of n slots takes before it grows. */
#define USABLE_FRACTION(n) (((n) << 1) / 3)

extern uint64_t _pydict_global_version;
#define DICT_NEXT_VERSION() (++_pydict_global_version)

/* The keys of every empty dict: one slot, no room, never freed. */
extern PyDictKeysObject Hb_EmptyKeys;
#define Py_EMPTY_KEYS (&Hb_EmptyKeys)

void _PyDict_ClearFreeList(PyInterpreterState *interp);
void _PyDict_Fini(PyInterpreterState *interp);

/* ---- keys objects (dictobject_keys.c) ---- */

/* An empty table of 2**log2_size slots.  NULL with MemoryError. */
PyDictKeysObject *Hb_DictKeysNew(uint8_t log2_size, int unicode);

/* Frees a keys object whose entries have been moved elsewhere. */
void Hb_DictKeysFreeMoved(PyDictKeysObject *keys);

void Hb_DictKeysClearFreeList(void);
void Hb_DictKeysIncref(PyDictKeysObject *keys);
void Hb_DictKeysDecref(PyDictKeysObject *keys);

/* Enters the numbers 0 .. n-1 of a fresh table's entries into its slots. */
void Hb_DictKeysBuildIndices(PyDictKeysObject *keys, Py_ssize_t n);

/* A copy of a combined table, with new references; NULL: MemoryError. */
PyDictKeysObject *Hb_DictKeysClone(PyDictKeysObject *keys);

/* log2 of the size for at least `minsize` slots. */
uint8_t Hb_DictLog2Size(Py_ssize_t minsize);

/* log2 of the size that takes n entries without growing. */
uint8_t Hb_DictLog2SizeFor(Py_ssize_t n);

PyDictKeysObject *_PyDict_NewKeysForClass(void);
Py_ssize_t _PyDict_KeysSize(PyDictKeysObject *keys);
uint32_t _PyDictKeys_GetVersionForCurrentState(PyDictKeysObject *keys);
Py_ssize_t _PyDictKeys_StringLookup(PyDictKeysObject *keys, PyObject *key);

/* ---- dicts (dictobject.c) ---- */

/* The number of the entry for `key` and its value (borrowed, NULL if it has
 * none); DKIX_EMPTY, or DKIX_ERROR when a comparison failed. */
Py_ssize_t _Py_dict_lookup(PyDictObject *mp, PyObject *key, Py_hash_t hash,
                           PyObject **value);

/* The same, where a key's own comparison has to be asked. */
Py_ssize_t Hb_DictLookupByCalls(PyDictObject *mp, PyObject *key,
                                Py_hash_t hash, PyObject **value);

/* Moves everything into a new combined table, leaving holes behind.  Asked
 * for `unicode`, the table is so only if the old one was. */
int Hb_DictResize(PyDictObject *mp, uint8_t log2_size, int unicode);

/* Stores and takes over both references, also when it fails. */
int Hb_DictInsert(PyDictObject *mp, PyObject *key, Py_hash_t hash,
                  PyObject *value);
int _PyDict_SetItem_Take2(PyDictObject *mp, PyObject *key, PyObject *value);

/* A dict over these tables; takes over the reference to `keys`, and to the
 * values if it succeeds. */
PyObject *Hb_DictNewWith(PyDictKeysObject *keys, PyDictValues *values,
                         Py_ssize_t used);

/* Removes entry `ix`, found for this hash, and gives its value's reference
 * to the caller. */
PyObject *Hb_DictTakeEntry(PyDictObject *mp, Py_hash_t hash, Py_ssize_t ix,
                           PyObject *value);

/* Begins to track the dict if the key or the value may be part of a cycle. */
void Hb_DictTrack(PyDictObject *mp, PyObject *key, PyObject *value);

/* A dict of n pairs; the offsets are the distances from one key, one value,
 * to the next. */
PyObject *_PyDict_FromItems(PyObject *const *keys, Py_ssize_t keys_offset,
                            PyObject *const *values, Py_ssize_t values_offset,
                            Py_ssize_t n);
PyObject *_PyDict_FromKeys(PyObject *type, PyObject *iterable,
                           PyObject *value);
PyObject *_PyDict_Pop_KnownHash(PyObject *dict, PyObject *key, Py_hash_t hash,
                                PyObject *fallback);

/* ---- values of instances (dictobject_values.c) ---- */

/* Slots for keys of which `keys` has or may get so many, all NULL. */
PyDictValues *Hb_DictValuesNew(PyDictKeysObject *keys);
void Hb_DictValuesFree(PyDictValues *values);
PyDictValues *Hb_DictValuesCopy(PyDictKeysObject *keys, PyDictValues *values);

/* Takes number `ix` out of the insertion order. */
void Hb_DictValuesForget(PyDictValues *values, Py_ssize_t ix);

/* The n-th value's number in order of insertion. */
static inline Py_ssize_t
Hb_DictValuesOrder(const PyDictValues *values, Py_ssize_t n)
{
    return ((const uint8_t *)values)[-3 - n];
}

static inline Py_ssize_t
Hb_DictKeysShared(const PyDictKeysObject *keys)
{
    return keys->dk_nentries + keys->dk_usable;
}

static inline void
_PyDictValues_AddToInsertionOrder(PyDictValues *values, Py_ssize_t ix)
{
    uint8_t *size = (uint8_t *)values - 2;

    assert(ix < SHARED_KEYS_MAX_SIZE);
    assert(*size + 2 < size[1]);
    *size += 1;
    size[-(int)*size] = (uint8_t)ix;
}

PyObject *_PyObject_MakeDictFromInstanceAttributes(PyObject *obj,
                                                   PyDictValues *values);
int _PyObjectDict_SetItem(PyTypeObject *type, PyObject **dictptr,
                          PyObject *name, PyObject *value);
int _PyObject_InitializeDict(PyObject *obj);
int _PyObject_StoreInstanceAttribute(PyObject *obj, PyDictValues *values,
                                     PyObject *name, PyObject *value);
PyObject *_PyObject_GetInstanceAttribute(PyObject *obj, PyDictValues *values,
                                         PyObject *name);
int _PyObject_IsInstanceDictEmpty(PyObject *obj);
int _PyObject_VisitInstanceAttributes(PyObject *obj, visitproc visit,
                                      void *arg);
void _PyObject_ClearInstanceAttributes(PyObject *obj);
void _PyObject_FreeInstanceAttributes(PyObject *obj);

/* ---- slots, spread over the dict's files ---- */

PyObject *Hb_DictIter(PyObject *dict);
PyObject *Hb_DictIterOf(PyObject *dict, PyTypeObject *type);
PyObject *Hb_DictReversed(PyObject *dict, PyObject *unused);
PyObject *Hb_DictRepr(PyObject *dict);
PyObject *Hb_DictRichCompare(PyObject *v, PyObject *w, int op);
int Hb_DictInit(PyObject *self, PyObject *args, PyObject *kwds);
PyObject *Hb_DictNew(PyTypeObject *type, PyObject *args, PyObject *kwds);
PyObject *Hb_DictVectorcall(PyObject *type, PyObject *const *args,
                            size_t nargsf, PyObject *kwnames);

/* update(arg), and what dict() and update() do with all their arguments. */
int Hb_DictUpdateArg(PyObject *self, PyObject *arg);
int Hb_DictUpdateCommon(PyObject *self, PyObject *args, PyObject *kwds,
                        const char *name);
PyObject *Hb_DictOr(PyObject *self, PyObject *other);
PyObject *Hb_DictInPlaceOr(PyObject *self, PyObject *other);
PyObject *Hb_DictSubscript(PyObject *self, PyObject *key);
int Hb_DictAssignSubscript(PyObject *self, PyObject *key, PyObject *value);
PyObject *Hb_DictViewKeys(PyObject *dict, PyObject *unused);
PyObject *Hb_DictViewValues(PyObject *dict, PyObject *unused);
PyObject *Hb_DictViewItems(PyObject *dict, PyObject *unused);

/* Walks from the end: start with *pos = Hb_DictLastPos(mp). */
int Hb_DictPrevious(PyDictObject *mp, Py_ssize_t *pos, PyObject **key,
                    PyObject **value);
Py_ssize_t Hb_DictLastPos(PyDictObject *mp);

extern PyMethodDef Hb_DictMethods[];

#endif
