/* setobject_ops.c -- the algebra of sets: | & - ^, subset, superset. */
#include "Python.h"
#include "internal/pycore_object.h"
#include "key_hash.h"
#include "setobject_table.h"

int
Hb_SetAddKey(PySetObject *so, PyObject *key)
{
    Py_hash_t hash = hash_of(key);

    return hash == -1 ? -1 : Hb_SetAdd(so, key, hash);
}

int
Hb_SetContainsKey(PySetObject *so, PyObject *key)
{
    Py_hash_t hash = hash_of(key);

    return hash == -1 ? -1 : Hb_SetContains(so, key, hash);
}

int
Hb_SetDiscardKey(PySetObject *so, PyObject *key)
{
    Py_hash_t hash = hash_of(key);

    return hash == -1 ? -1 : Hb_SetDiscard(so, key, hash);
}

PyObject *
Hb_SetMakeBase(PyTypeObject *type, PyObject *iterable)
{
    int plain = PyType_IsSubtype(type, &PySet_Type);

    return Hb_SetMake(plain ? &PySet_Type : &PyFrozenSet_Type, iterable);
}

PyObject *
Hb_SetCopy(PyObject *so, PyObject *Py_UNUSED(unused))
{
    return Hb_SetMakeBase(Py_TYPE(so), so);
}

/* What to do with each key of an iterable; 0, or -1 to stop. */
typedef int (*visit_key)(PySetObject *so, PySetObject *result, PyObject *key,
                         Py_hash_t hash);

/* Visits all keys of a set, which the visits may change. */
static int
visit_set(PySetObject *keys, visit_key visit, PySetObject *so,
          PySetObject *result)
{
    Py_ssize_t pos = 0;
    setentry *entry;

    while ((entry = Hb_SetNext(keys, &pos)) != NULL) {
        PyObject *key = Py_NewRef(entry->key);
        int status = visit(so, result, key, entry->hash);

        Py_DECREF(key);
        if (status < 0) {
            return -1;
        }
    }
    return 0;
}

static int
visit_iterable(PyObject *iterable, visit_key visit, PySetObject *so,
               PySetObject *result)
{
    PyObject *it = PyObject_GetIter(iterable), *key;
    int status = 0;

    if (it == NULL) {
        return -1;
    }
    while (status == 0 && (key = PyIter_Next(it)) != NULL) {
        Py_hash_t hash = hash_of(key);

        status = hash == -1 ? -1 : visit(so, result, key, hash);
        Py_DECREF(key);
    }
    Py_DECREF(it);
    return status < 0 || PyErr_Occurred() ? -1 : 0;
}

static int
visit_dict(PyObject *dict, visit_key visit, PySetObject *so,
           PySetObject *result)
{
    Py_ssize_t pos = 0;
    PyObject *key;
    Py_hash_t hash;
    int status = 0;

    while (status == 0 && _PyDict_Next(dict, &pos, &key, NULL, &hash)) {
        Py_INCREF(key);
        status = visit(so, result, key, hash);
        Py_DECREF(key);
    }
    return status;
}

/* ---- the visits ---- */

static int
add_if_present(PySetObject *so, PySetObject *result, PyObject *key,
               Py_hash_t hash)
{
    int found = Hb_SetContains(so, key, hash);

    return found > 0 ? Hb_SetAdd(result, key, hash) : found;
}

static int
add_if_absent(PySetObject *so, PySetObject *result, PyObject *key,
              Py_hash_t hash)
{
    int found = Hb_SetContains(so, key, hash);

    return found == 0 ? Hb_SetAdd(result, key, hash) : found < 0 ? -1 : 0;
}

static int
discard(PySetObject *so, PySetObject *Py_UNUSED(result), PyObject *key,
        Py_hash_t hash)
{
    return Hb_SetDiscard(so, key, hash) < 0 ? -1 : 0;
}

static int
toggle(PySetObject *so, PySetObject *Py_UNUSED(result), PyObject *key,
       Py_hash_t hash)
{
    int found = Hb_SetDiscard(so, key, hash);

    return found == 0 ? Hb_SetAdd(so, key, hash) : found < 0 ? -1 : 0;
}

/* ---- intersection ---- */

PyObject *
Hb_SetIntersection(PySetObject *so, PyObject *other)
{
    PyObject *result;
    int status;

    if ((PyObject *)so == other) {
        return Hb_SetCopy(other, NULL);
    }
    result = Hb_SetMakeBase(Py_TYPE(so), NULL);
    if (result == NULL) {
        return NULL;
    }
    if (!PyAnySet_Check(other)) {
        status =
            visit_iterable(other, add_if_present, so, (PySetObject *)result);
    }
    else {
        PySetObject *few = (PySetObject *)other, *many = so;

        /* The result has the order of the smaller one. */
        if (few->used > many->used) {
            few = so;
            many = (PySetObject *)other;
        }
        status = visit_set(few, add_if_present, many, (PySetObject *)result);
    }
    if (status < 0) {
        Py_CLEAR(result);
    }
    return result;
}

PyObject *
Hb_SetIntersectionOf(PyObject *so, PyObject *args)
{
    PyObject *result;
    Py_ssize_t i;

    if (PyTuple_GET_SIZE(args) == 0) {
        return Hb_SetCopy(so, NULL);
    }
    result = Py_NewRef(so);
    for (i = 0; result != NULL && i < PyTuple_GET_SIZE(args); i++) {
        Py_SETREF(result, Hb_SetIntersection((PySetObject *)result,
                                             PyTuple_GET_ITEM(args, i)));
    }
    return result;
}

/* Exchanges the contents of two sets.  A table inside one object becomes a
 * table inside the other; the hashes of frozensets are lost. */
static void
set_swap(PySetObject *a, PySetObject *b)
{
    PySetObject old = *a;

    a->fill = b->fill;
    a->used = b->used;
    a->mask = b->mask;
    a->table = b->table == b->smalltable ? a->smalltable : b->table;
    memcpy(a->smalltable, b->smalltable, sizeof(a->smalltable));
    b->fill = old.fill;
    b->used = old.used;
    b->mask = old.mask;
    b->table = old.table == a->smalltable ? b->smalltable : old.table;
    memcpy(b->smalltable, old.smalltable, sizeof(b->smalltable));
    a->hash = b->hash = -1;
}

/* Gives `so` the contents of `result`, a new set, and drops that. */
static PyObject *
become(PyObject *so, PyObject *result)
{
    if (result == NULL) {
        return NULL;
    }
    set_swap((PySetObject *)so, (PySetObject *)result);
    Py_DECREF(result);
    Py_RETURN_NONE;
}

PyObject *
Hb_SetIntersectionUpdate(PyObject *so, PyObject *args)
{
    return become(so, Hb_SetIntersectionOf(so, args));
}

static PyObject *
set_and(PyObject *so, PyObject *other)
{
    if (!PyAnySet_Check(so) || !PyAnySet_Check(other)) {
        Py_RETURN_NOTIMPLEMENTED;
    }
    return Hb_SetIntersection((PySetObject *)so, other);
}

static PyObject *
set_iand(PyObject *so, PyObject *other)
{
    PyObject *none;

    if (!PyAnySet_Check(other)) {
        Py_RETURN_NOTIMPLEMENTED;
    }
    none = become(so, Hb_SetIntersection((PySetObject *)so, other));
    if (none == NULL) {
        return NULL;
    }
    Py_DECREF(none);
    return Py_NewRef(so);
}

/* ---- union ---- */

static int
update_all(PyObject *so, PyObject *args)
{
    Py_ssize_t i;

    for (i = 0; i < PyTuple_GET_SIZE(args); i++) {
        if (Hb_SetUpdate((PySetObject *)so, PyTuple_GET_ITEM(args, i)) < 0) {
            return -1;
        }
    }
    return 0;
}

PyObject *
Hb_SetUpdateAll(PyObject *so, PyObject *args)
{
    if (update_all(so, args) < 0) {
        return NULL;
    }
    Py_RETURN_NONE;
}

PyObject *
Hb_SetUnionOf(PyObject *so, PyObject *args)
{
    PyObject *result = Hb_SetCopy(so, NULL);
    Py_ssize_t i;

    /* The set itself is left out: adding it could make the table grow. */
    for (i = 0; result != NULL && i < PyTuple_GET_SIZE(args); i++) {
        PyObject *other = PyTuple_GET_ITEM(args, i);

        if (other != so && Hb_SetUpdate((PySetObject *)result, other) < 0) {
            Py_CLEAR(result);
        }
    }
    return result;
}

static PyObject *
set_or(PyObject *so, PyObject *other)
{
    PyObject *result;

    if (!PyAnySet_Check(so) || !PyAnySet_Check(other)) {
        Py_RETURN_NOTIMPLEMENTED;
    }
    result = Hb_SetCopy(so, NULL);
    if (result != NULL && so != other &&
        Hb_SetUpdate((PySetObject *)result, other) < 0) {
        Py_CLEAR(result);
    }
    return result;
}

static PyObject *
set_ior(PyObject *so, PyObject *other)
{
    if (!PyAnySet_Check(other)) {
        Py_RETURN_NOTIMPLEMENTED;
    }
    return Hb_SetUpdate((PySetObject *)so, other) < 0 ? NULL : Py_NewRef(so);
}

/* ---- difference ---- */

static int
discard_set(PySetObject *so, PyObject *other)
{
    PyObject *keys;
    int status;

    /* Only what is in both matters; worth finding out first if the other is
     * eight times as large. */
    if ((PySet_GET_SIZE(other) >> 3) > so->used) {
        keys = Hb_SetIntersection(so, other);
    }
    else {
        keys = Py_NewRef(other);
    }
    if (keys == NULL) {
        return -1;
    }
    status = visit_set((PySetObject *)keys, discard, so, NULL);
    Py_DECREF(keys);
    return status;
}

int
Hb_SetDifferenceUpdate(PySetObject *so, PyObject *other)
{
    int status;

    if ((PyObject *)so == other) {
        Hb_SetClear(so);
        return 0;
    }
    status = PyAnySet_Check(other) ? discard_set(so, other)
                                   : visit_iterable(other, discard, so, NULL);
    /* More than a quarter dummies: make a table without. */
    if (status == 0 && so->fill - so->used > so->mask / 4) {
        status = Hb_SetResize(so, set_growth(so->used));
    }
    return status;
}

static PyObject *
copy_and_discard(PySetObject *so, PyObject *other)
{
    PyObject *result = Hb_SetCopy((PyObject *)so, NULL);

    if (result != NULL &&
        Hb_SetDifferenceUpdate((PySetObject *)result, other) < 0) {
        Py_CLEAR(result);
    }
    return result;
}

/* Adds the keys of `so` that a dict does not have. */
static int
add_not_in_dict(PySetObject *so, PySetObject *result, PyObject *dict)
{
    Py_ssize_t pos = 0;
    setentry *entry;
    int status = 0;

    while (status == 0 && (entry = Hb_SetNext(so, &pos)) != NULL) {
        PyObject *key = Py_NewRef(entry->key);
        Py_hash_t hash = entry->hash;

        status = _PyDict_Contains_KnownHash(dict, key, hash);
        status = status == 0  ? Hb_SetAdd(result, key, hash)
                 : status < 0 ? -1
                              : 0;
        Py_DECREF(key);
    }
    return status;
}

static PyObject *
set_difference(PySetObject *so, PyObject *other)
{
    int is_set = PyAnySet_Check(other), status;
    PyObject *result;

    if (!is_set && !PyDict_CheckExact(other)) {
        return copy_and_discard(so, other);
    }
    if ((so->used >> 2) >
        (is_set ? PySet_GET_SIZE(other) : PyDict_GET_SIZE(other))) {
        return copy_and_discard(so, other);
    }
    result = Hb_SetMakeBase(Py_TYPE(so), NULL);
    if (result == NULL) {
        return NULL;
    }
    status = is_set ? visit_set(so, add_if_absent, (PySetObject *)other,
                                (PySetObject *)result)
                    : add_not_in_dict(so, (PySetObject *)result, other);
    if (status < 0) {
        Py_CLEAR(result);
    }
    return result;
}

PyObject *
Hb_SetDifferenceOf(PyObject *so, PyObject *args)
{
    PyObject *result;
    Py_ssize_t i;

    if (PyTuple_GET_SIZE(args) == 0) {
        return Hb_SetCopy(so, NULL);
    }
    result = set_difference((PySetObject *)so, PyTuple_GET_ITEM(args, 0));
    for (i = 1; result != NULL && i < PyTuple_GET_SIZE(args); i++) {
        if (Hb_SetDifferenceUpdate((PySetObject *)result,
                                   PyTuple_GET_ITEM(args, i)) < 0) {
            Py_CLEAR(result);
        }
    }
    return result;
}

PyObject *
Hb_SetDifferenceUpdateAll(PyObject *so, PyObject *args)
{
    Py_ssize_t i;

    for (i = 0; i < PyTuple_GET_SIZE(args); i++) {
        if (Hb_SetDifferenceUpdate((PySetObject *)so,
                                   PyTuple_GET_ITEM(args, i)) < 0) {
            return NULL;
        }
    }
    Py_RETURN_NONE;
}

static PyObject *
set_sub(PyObject *so, PyObject *other)
{
    if (!PyAnySet_Check(so) || !PyAnySet_Check(other)) {
        Py_RETURN_NOTIMPLEMENTED;
    }
    return set_difference((PySetObject *)so, other);
}

static PyObject *
set_isub(PyObject *so, PyObject *other)
{
    if (!PyAnySet_Check(other)) {
        Py_RETURN_NOTIMPLEMENTED;
    }
    return Hb_SetDifferenceUpdate((PySetObject *)so, other) < 0
               ? NULL
               : Py_NewRef(so);
}

/* ---- symmetric difference ---- */

static int
toggle_all(PySetObject *so, PyObject *other)
{
    PyObject *keys;
    int status;

    if ((PyObject *)so == other) {
        Hb_SetClear(so);
        return 0;
    }
    if (PyDict_CheckExact(other)) {
        return visit_dict(other, toggle, so, NULL);
    }
    /* An item that comes twice must be toggled once. */
    keys = PyAnySet_Check(other) ? Py_NewRef(other)
                                 : Hb_SetMakeBase(Py_TYPE(so), other);
    if (keys == NULL) {
        return -1;
    }
    status = visit_set((PySetObject *)keys, toggle, so, NULL);
    Py_DECREF(keys);
    return status;
}

PyObject *
Hb_SetSymmetricDifferenceUpdate(PyObject *so, PyObject *other)
{
    if (toggle_all((PySetObject *)so, other) < 0) {
        return NULL;
    }
    Py_RETURN_NONE;
}

PyObject *
Hb_SetSymmetricDifference(PyObject *so, PyObject *other)
{
    PyObject *result = Hb_SetMakeBase(Py_TYPE(so), other);

    if (result != NULL && toggle_all((PySetObject *)result, so) < 0) {
        Py_CLEAR(result);
    }
    return result;
}

static PyObject *
set_xor(PyObject *so, PyObject *other)
{
    if (!PyAnySet_Check(so) || !PyAnySet_Check(other)) {
        Py_RETURN_NOTIMPLEMENTED;
    }
    return Hb_SetSymmetricDifference(so, other);
}

static PyObject *
set_ixor(PyObject *so, PyObject *other)
{
    if (!PyAnySet_Check(other)) {
        Py_RETURN_NOTIMPLEMENTED;
    }
    return toggle_all((PySetObject *)so, other) < 0 ? NULL : Py_NewRef(so);
}

PyNumberMethods Hb_SetAsNumber = {
    .nb_subtract = set_sub,
    .nb_and = set_and,
    .nb_xor = set_xor,
    .nb_or = set_or,
    .nb_inplace_subtract = set_isub,
    .nb_inplace_and = set_iand,
    .nb_inplace_xor = set_ixor,
    .nb_inplace_or = set_ior,
};

PyNumberMethods Hb_FrozenSetAsNumber = {
    .nb_subtract = set_sub,
    .nb_and = set_and,
    .nb_xor = set_xor,
    .nb_or = set_or,
};
