/* setobject.c -- sets: the table, its growth, making and freeing.
 *
 * A search looks at the slot that the hash names and, if they do not run
 * over the end, at the nine slots behind it; then it jumps as a dict does.  A
 * removed key leaves a dummy; a new key takes the last dummy that its search
 * has passed.  The table grows when keys and dummies together fill three
 * fifths of it.
 *
 * Source: CPython 3.11, Objects/setobject.c; the sizes and the order of the
 *         keys are measured.
 */
#include <stddef.h>

#include "Python.h"
#include "internal/pycore_object.h"
#include "internal/pycore_unicodeobject.h"
#include "key_hash.h"
#include "setobject_table.h"

#define LINEAR_PROBES 9
#define PERTURB_SHIFT 5

static PyTypeObject dummy_type = {
    PyVarObject_HEAD_INIT(&PyType_Type, 0).tp_name = "<dummy key> type",
    .tp_flags = Py_TPFLAGS_DEFAULT,
};

static PyObject dummy_struct = {.ob_refcnt = 2, .ob_type = &dummy_type};

PyObject *_PySet_Dummy = &dummy_struct;

/* ---- searching ---- */

/* Where a search is: the slot, and how many behind it may be looked at. */
typedef struct {
    size_t mask, perturb, slot;
    int left;
} probe;

static inline void
probe_here(probe *p)
{
    p->left = p->slot + LINEAR_PROBES <= p->mask ? LINEAR_PROBES : 0;
}

static inline probe
probe_start(size_t mask, Py_hash_t hash)
{
    probe p = {mask, (size_t)hash, (size_t)hash & mask, 0};

    probe_here(&p);
    return p;
}

/* The jump starts from the slot where the stretch began. */
static inline void
probe_next(probe *p, size_t *start)
{
    if (p->left-- > 0) {
        p->slot++;
        return;
    }
    p->perturb >>= PERTURB_SHIFT;
    p->slot = *start = (*start * 5 + 1 + p->perturb) & p->mask;
    probe_here(p);
}

enum { OTHER_KEY, SAME_KEY, TABLE_CHANGED, COMPARE_FAILED = -1 };

/* Compares an entry of the same hash with a key. */
static int
compare_entry(PySetObject *so, setentry *entry, PyObject *key)
{
    PyObject *mine = entry->key;
    setentry *table = so->table;
    int equal;

    if (mine == key ||
        (PyUnicode_CheckExact(mine) && PyUnicode_CheckExact(key) &&
         _PyUnicode_EQ(mine, key))) {
        return SAME_KEY;
    }
    Py_INCREF(mine);
    equal = PyObject_RichCompareBool(mine, key, Py_EQ);
    Py_DECREF(mine);
    if (equal < 0) {
        return COMPARE_FAILED;
    }
    if (table != so->table || entry->key != mine) {
        return TABLE_CHANGED;
    }
    return equal ? SAME_KEY : OTHER_KEY;
}

/* The entry of a key, or the unused one where the search ended; NULL with an
 * exception.  *dummy is the last dummy that was passed, or NULL. */
static setentry *
set_search(PySetObject *so, PyObject *key, Py_hash_t hash, setentry **dummy)
{
    size_t start;
    probe p;

restart:
    *dummy = NULL;
    p = probe_start((size_t)so->mask, hash);
    start = p.slot;
    for (;; probe_next(&p, &start)) {
        setentry *entry = &so->table[p.slot];

        if (entry->key == NULL) {
            return entry;
        }
        if (entry->hash == -1) {
            *dummy = entry;
        }
        else if (entry->hash == hash) {
            switch (compare_entry(so, entry, key)) {
            case SAME_KEY:
                return entry;
            case COMPARE_FAILED:
                return NULL;
            case TABLE_CHANGED:
                goto restart;
            }
        }
    }
}

/* The same; most searches end at the first slot. */
static inline setentry *
set_find(PySetObject *so, PyObject *key, Py_hash_t hash, setentry **dummy)
{
    setentry *entry = &so->table[(size_t)hash & (size_t)so->mask];

    if (entry->key == NULL || (entry->key == key && entry->hash == hash)) {
        *dummy = NULL;
        return entry;
    }
    return set_search(so, key, hash, dummy);
}

static inline setentry *
set_lookup(PySetObject *so, PyObject *key, Py_hash_t hash)
{
    setentry *dummy;

    return set_find(so, key, hash, &dummy);
}

/* Puts a key that is not in it into a table without dummies. */
static void
insert_clean(setentry *table, size_t mask, PyObject *key, Py_hash_t hash)
{
    probe p = probe_start(mask, hash);
    size_t start = p.slot;

    while (table[p.slot].key != NULL) {
        probe_next(&p, &start);
    }
    table[p.slot] = (setentry){key, hash};
}

int
Hb_SetResize(PySetObject *so, Py_ssize_t minused)
{
    setentry small_copy[PySet_MINSIZE], *old = so->table, *table;
    size_t size = PySet_MINSIZE, old_size = (size_t)so->mask + 1, i;
    int was_small = old == so->smalltable;

    while (size <= (size_t)minused) {
        size <<= 1;
    }
    if (size == PySet_MINSIZE) {
        table = so->smalltable;
        if (was_small) {
            if (so->fill == so->used) {
                return 0;
            }
            old = memcpy(small_copy, old, sizeof(small_copy));
        }
    }
    else {
        table = PyMem_New(setentry, size);
        if (table == NULL) {
            PyErr_NoMemory();
            return -1;
        }
    }
    memset(table, 0, size * sizeof(setentry));
    so->mask = (Py_ssize_t)size - 1;
    so->table = table;
    so->fill = so->used;
    for (i = 0; i < old_size; i++) {
        if (old[i].key != NULL && old[i].key != set_dummy) {
            insert_clean(table, size - 1, old[i].key, old[i].hash);
        }
    }
    if (!was_small) {
        PyMem_Free(old);
    }
    return 0;
}

int
Hb_SetAdd(PySetObject *so, PyObject *key, Py_hash_t hash)
{
    setentry *entry, *dummy;

    /* A comparison may drop the last other reference. */
    Py_INCREF(key);
    entry = set_find(so, key, hash, &dummy);
    if (entry == NULL || entry->key != NULL) {
        Py_DECREF(key);
        return entry == NULL ? -1 : 0;
    }
    so->used++;
    if (dummy != NULL) {
        *dummy = (setentry){key, hash};
        return 0;
    }
    *entry = (setentry){key, hash};
    so->fill++;
    if ((size_t)so->fill * 5 < (size_t)so->mask * 3) {
        return 0;
    }
    return Hb_SetResize(so, set_growth(so->used));
}

int
Hb_SetContains(PySetObject *so, PyObject *key, Py_hash_t hash)
{
    setentry *entry = set_lookup(so, key, hash);

    return entry == NULL ? -1 : entry->key != NULL;
}

int
Hb_SetDiscard(PySetObject *so, PyObject *key, Py_hash_t hash)
{
    setentry *entry = set_lookup(so, key, hash);
    PyObject *old;

    if (entry == NULL || entry->key == NULL) {
        return entry == NULL ? -1 : 0;
    }
    old = entry->key;
    *entry = (setentry){set_dummy, -1};
    so->used--;
    Py_DECREF(old);
    return 1;
}

/* ---- many keys at once ---- */

/* Makes room for n keys of which none may be there already. */
static int
reserve(PySetObject *so, Py_ssize_t n)
{
    if ((so->fill + n) * 5 < so->mask * 3) {
        return 0;
    }
    return Hb_SetResize(so, (so->used + n) * 2);
}

/* Fills an empty table; equal tables keep every key in its slot. */
static void
copy_keys(PySetObject *so, PySetObject *other)
{
    int same = so->mask == other->mask && other->fill == other->used;
    Py_ssize_t i;

    for (i = 0; i <= other->mask; i++) {
        setentry *entry = &other->table[i];

        if (entry->key == NULL || entry->key == set_dummy) {
            continue;
        }
        Py_INCREF(entry->key);
        if (same) {
            so->table[i] = *entry;
        }
        else {
            insert_clean(so->table, (size_t)so->mask, entry->key, entry->hash);
        }
    }
    so->fill = so->used = other->used;
}

int
Hb_SetMerge(PySetObject *so, PySetObject *other)
{
    Py_ssize_t i;

    if (so == other || other->used == 0) {
        return 0;
    }
    if (reserve(so, other->used) < 0) {
        return -1;
    }
    if (so->fill == 0) {
        copy_keys(so, other);
        return 0;
    }
    for (i = 0; i <= other->mask; i++) {
        setentry *entry = &other->table[i];

        if (entry->key != NULL && entry->key != set_dummy &&
            Hb_SetAdd(so, entry->key, entry->hash) < 0) {
            return -1;
        }
    }
    return 0;
}

static int
update_from_dict(PySetObject *so, PyObject *dict)
{
    Py_ssize_t pos = 0;
    PyObject *key;
    Py_hash_t hash;

    if (reserve(so, PyDict_GET_SIZE(dict)) < 0) {
        return -1;
    }
    while (_PyDict_Next(dict, &pos, &key, NULL, &hash)) {
        if (Hb_SetAdd(so, key, hash) < 0) {
            return -1;
        }
    }
    return 0;
}

int
Hb_SetUpdate(PySetObject *so, PyObject *other)
{
    PyObject *it, *key;
    int status = 0;

    if (PyAnySet_Check(other)) {
        return Hb_SetMerge(so, (PySetObject *)other);
    }
    if (PyDict_CheckExact(other)) {
        return update_from_dict(so, other);
    }
    it = PyObject_GetIter(other);
    if (it == NULL) {
        return -1;
    }
    while (status == 0 && (key = PyIter_Next(it)) != NULL) {
        status = Hb_SetAddKey(so, key);
        Py_DECREF(key);
    }
    Py_DECREF(it);
    return status < 0 || PyErr_Occurred() ? -1 : 0;
}

/* ---- life and death ---- */

static void
make_empty(PySetObject *so)
{
    memset(so->smalltable, 0, sizeof(so->smalltable));
    so->fill = so->used = 0;
    so->mask = PySet_MINSIZE - 1;
    so->table = so->smalltable;
    so->hash = -1;
}

static void
drop_keys(setentry *table, Py_ssize_t used)
{
    for (; used > 0; table++) {
        if (table->key != NULL && table->key != set_dummy) {
            used--;
            Py_DECREF(table->key);
        }
    }
}

void
Hb_SetClear(PySetObject *so)
{
    setentry small_copy[PySet_MINSIZE], *table = so->table;
    int was_small = table == so->smalltable;
    Py_ssize_t used = so->used;

    if (was_small) {
        table = memcpy(small_copy, table, sizeof(small_copy));
    }
    if (!was_small || so->fill > 0) {
        make_empty(so);
    }
    drop_keys(table, used);
    if (!was_small) {
        PyMem_Free(table);
    }
}

PyObject *
Hb_SetMake(PyTypeObject *type, PyObject *iterable)
{
    PySetObject *so = (PySetObject *)type->tp_alloc(type, 0);

    if (so == NULL) {
        return NULL;
    }
    make_empty(so);
    so->finger = 0;
    so->weakreflist = NULL;
    if (iterable != NULL && Hb_SetUpdate(so, iterable) < 0) {
        Py_DECREF(so);
        return NULL;
    }
    return (PyObject *)so;
}

static void
set_dealloc(PyObject *op)
{
    PySetObject *so = (PySetObject *)op;
    int counted;

    PyObject_GC_UnTrack(op);
    counted = Hb_TrashBegin(op, set_dealloc);
    if (counted < 0) {
        return;
    }
    if (so->weakreflist != NULL) {
        PyObject_ClearWeakRefs(op);
    }
    drop_keys(so->table, so->used);
    if (so->table != so->smalltable) {
        PyMem_Free(so->table);
    }
    Py_TYPE(op)->tp_free(op);
    Hb_TrashEnd(counted);
}

static int
set_traverse(PyObject *op, visitproc visit, void *arg)
{
    PySetObject *so = (PySetObject *)op;
    Py_ssize_t pos = 0;
    setentry *entry;

    while ((entry = Hb_SetNext(so, &pos)) != NULL) {
        Py_VISIT(entry->key);
    }
    return 0;
}

static int
set_tp_clear(PyObject *op)
{
    Hb_SetClear((PySetObject *)op);
    return 0;
}

/* ---- construction from Python ---- */

static PyObject *
set_new(PyTypeObject *type, PyObject *Py_UNUSED(args),
        PyObject *Py_UNUSED(kwds))
{
    return Hb_SetMake(type, NULL);
}

static int
set_init(PyObject *op, PyObject *args, PyObject *kwds)
{
    PySetObject *so = (PySetObject *)op;
    PyObject *iterable = NULL;

    if (((Py_IS_TYPE(op, &PySet_Type) ||
          Py_TYPE(op)->tp_new == PySet_Type.tp_new) &&
         !_PyArg_NoKeywords("set", kwds)) ||
        !PyArg_UnpackTuple(args, Py_TYPE(op)->tp_name, 0, 1, &iterable)) {
        return -1;
    }
    if (so->fill > 0) {
        Hb_SetClear(so);
    }
    so->hash = -1;
    return iterable == NULL ? 0 : Hb_SetUpdate(so, iterable);
}

static PyObject *
set_vectorcall(PyObject *type, PyObject *const *args, size_t nargsf,
               PyObject *kwnames)
{
    Py_ssize_t nargs = PyVectorcall_NARGS(nargsf);

    if (!_PyArg_NoKwnames("set", kwnames) ||
        !_PyArg_CheckPositional("set", nargs, 0, 1)) {
        return NULL;
    }
    return Hb_SetMake((PyTypeObject *)type, nargs ? args[0] : NULL);
}

/* An exact frozenset is its own copy. */
static PyObject *
make_frozenset(PyTypeObject *type, PyObject *iterable)
{
    if (type == &PyFrozenSet_Type && iterable != NULL &&
        PyFrozenSet_CheckExact(iterable)) {
        return Py_NewRef(iterable);
    }
    return Hb_SetMake(type, iterable);
}

static PyObject *
frozenset_new(PyTypeObject *type, PyObject *args, PyObject *kwds)
{
    PyObject *iterable = NULL;

    if (((type == &PyFrozenSet_Type ||
          type->tp_init == PyFrozenSet_Type.tp_init) &&
         !_PyArg_NoKeywords("frozenset", kwds)) ||
        !PyArg_UnpackTuple(args, type->tp_name, 0, 1, &iterable)) {
        return NULL;
    }
    return make_frozenset(type, iterable);
}

static PyObject *
frozenset_vectorcall(PyObject *type, PyObject *const *args, size_t nargsf,
                     PyObject *kwnames)
{
    Py_ssize_t nargs = PyVectorcall_NARGS(nargsf);

    if (!_PyArg_NoKwnames("frozenset", kwnames) ||
        !_PyArg_CheckPositional("frozenset", nargs, 0, 1)) {
        return NULL;
    }
    return make_frozenset((PyTypeObject *)type, nargs ? args[0] : NULL);
}

PyTypeObject PySet_Type = {
    PyVarObject_HEAD_INIT(&PyType_Type, 0).tp_name = "set",
    .tp_basicsize = sizeof(PySetObject),
    .tp_dealloc = set_dealloc,
    .tp_repr = Hb_SetRepr,
    .tp_as_number = &Hb_SetAsNumber,
    .tp_as_sequence = &Hb_SetAsSequence,
    .tp_hash = PyObject_HashNotImplemented,
    .tp_getattro = PyObject_GenericGetAttr,
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC | Py_TPFLAGS_BASETYPE |
                _Py_TPFLAGS_MATCH_SELF,
    .tp_doc = PyDoc_STR("A collection of different keys, in no order."),
    .tp_traverse = set_traverse,
    .tp_clear = set_tp_clear,
    .tp_richcompare = Hb_SetRichCompare,
    .tp_weaklistoffset = offsetof(PySetObject, weakreflist),
    .tp_iter = Hb_SetIter,
    .tp_methods = Hb_SetMethods,
    .tp_init = set_init,
    .tp_alloc = PyType_GenericAlloc,
    .tp_new = set_new,
    .tp_free = PyObject_GC_Del,
    .tp_vectorcall = set_vectorcall,
};

PyTypeObject PyFrozenSet_Type = {
    PyVarObject_HEAD_INIT(&PyType_Type, 0).tp_name = "frozenset",
    .tp_basicsize = sizeof(PySetObject),
    .tp_dealloc = set_dealloc,
    .tp_repr = Hb_SetRepr,
    .tp_as_number = &Hb_FrozenSetAsNumber,
    .tp_as_sequence = &Hb_SetAsSequence,
    .tp_hash = Hb_FrozenSetHash,
    .tp_getattro = PyObject_GenericGetAttr,
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC | Py_TPFLAGS_BASETYPE |
                _Py_TPFLAGS_MATCH_SELF,
    .tp_doc = PyDoc_STR("A set that cannot change."),
    .tp_traverse = set_traverse,
    .tp_clear = set_tp_clear,
    .tp_richcompare = Hb_SetRichCompare,
    .tp_weaklistoffset = offsetof(PySetObject, weakreflist),
    .tp_iter = Hb_SetIter,
    .tp_methods = Hb_FrozenSetMethods,
    .tp_alloc = PyType_GenericAlloc,
    .tp_new = frozenset_new,
    .tp_free = PyObject_GC_Del,
    .tp_vectorcall = frozenset_vectorcall,
};
