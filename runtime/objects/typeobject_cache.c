/* typeobject_cache.c -- finding a name along the MRO, and knowing when what
 * was found is out of date.
 *
 * A lookup is remembered under the version tag of the type and the name.  A
 * change of a type takes the tags of the type and of all below it away (Y4);
 * the next lookup gives new ones, so old entries are never met again.
 */

#include "Python.h"

#include "internal/pycore_dict.h"
#include "internal/pycore_typeobject.h"
#include "internal/pycore_unicodeobject.h"

#define CACHE_SIZE   (1 << 10)
#define MAX_NAME_LEN 100

struct entry {
    unsigned int version; /* 0: empty */
    PyObject *name;       /* owned, or NULL */
    PyObject *value;      /* borrowed; NULL: not in the MRO */
};

static struct entry cache[CACHE_SIZE];
static unsigned int next_version_tag = 1;

/* ---- subclasses -------------------------------------------------------- */

int
Hb_AddSubclass(PyTypeObject *base, PyTypeObject *type)
{
    if (base->tp_subclasses == NULL) {
        base->tp_subclasses = PyDict_New();
        if (base->tp_subclasses == NULL) {
            return -1;
        }
    }
    PyObject *ref = PyWeakref_NewRef((PyObject *)type, NULL);
    if (ref == NULL) {
        return -1;
    }
    PyObject *key = PyLong_FromVoidPtr(type);
    int result =
        key == NULL ? -1 : PyDict_SetItem(base->tp_subclasses, key, ref);
    Py_XDECREF(key);
    Py_DECREF(ref);
    return result;
}

int
Hb_AddAllSubclasses(PyTypeObject *type, PyObject *bases)
{
    int result = 0;
    for (Py_ssize_t i = 0; i < PyTuple_GET_SIZE(bases); i++) {
        PyObject *base = PyTuple_GET_ITEM(bases, i);
        if (PyType_Check(base) &&
            Hb_AddSubclass((PyTypeObject *)base, type) < 0) {
            result = -1;
        }
    }
    return result;
}

/* The key of a type, new, though there be no memory to make one: then it is
 * looked for.  NULL if the type is not there.
 */
static PyObject *
subclass_key(PyObject *subclasses, PyTypeObject *type)
{
    PyObject *key = PyLong_FromVoidPtr(type);
    Py_ssize_t pos = 0;
    if (key != NULL) {
        return key;
    }
    PyErr_Clear();
    while (PyDict_Next(subclasses, &pos, &key, NULL)) {
        if (PyLong_AsVoidPtr(key) == (void *)type) {
            return Py_NewRef(key);
        }
    }
    return NULL;
}

void
Hb_RemoveAllSubclasses(PyTypeObject *type, PyObject *bases)
{
    for (Py_ssize_t i = 0; i < PyTuple_GET_SIZE(bases); i++) {
        PyTypeObject *base = (PyTypeObject *)PyTuple_GET_ITEM(bases, i);
        if (!PyType_Check(base) || base->tp_subclasses == NULL) {
            continue;
        }
        PyObject *key = subclass_key(base->tp_subclasses, type);
        if (key != NULL && PyDict_DelItem(base->tp_subclasses, key) < 0) {
            PyErr_Clear();
        }
        Py_XDECREF(key);
        if (PyDict_GET_SIZE(base->tp_subclasses) == 0) {
            Py_CLEAR(base->tp_subclasses);
        }
    }
}

int
Hb_EachSubclass(PyTypeObject *type, int (*func)(PyTypeObject *, void *),
                void *arg)
{
    PyObject *subclasses = type->tp_subclasses, *ref;
    Py_ssize_t pos = 0;
    if (subclasses == NULL) {
        return 0;
    }
    while (PyDict_Next(subclasses, &pos, NULL, &ref)) {
        PyObject *subclass = PyWeakref_GET_OBJECT(ref);
        if (subclass != Py_None && func((PyTypeObject *)subclass, arg) < 0) {
            return -1;
        }
    }
    return 0;
}

static int
append_subclass(PyTypeObject *subclass, void *list)
{
    return PyList_Append(list, (PyObject *)subclass);
}

PyObject *
_PyType_GetSubclasses(PyTypeObject *type)
{
    PyObject *list = PyList_New(0);
    if (list != NULL && Hb_EachSubclass(type, append_subclass, list) < 0) {
        Py_CLEAR(list);
    }
    return list;
}

/* ---- version tags ------------------------------------------------------ */

static void
drop_tag(PyTypeObject *type)
{
    type->tp_flags &= ~Py_TPFLAGS_VALID_VERSION_TAG;
    type->tp_version_tag = 0;
}

static int
modified(PyTypeObject *subclass, void *Py_UNUSED(arg))
{
    PyType_Modified(subclass);
    return 0;
}

void
PyType_Modified(PyTypeObject *type)
{
    /* A type with a tag has only bases with one, so below a type without,
     * none has. */
    if (!_PyType_HasFeature(type, Py_TPFLAGS_VALID_VERSION_TAG)) {
        return;
    }
    Hb_EachSubclass(type, modified, NULL);
    drop_tag(type);
}

/* Whether the metatype overrides mro(), so that the MRO may hold anything. */
static int
has_custom_mro(PyTypeObject *type)
{
    if (Py_IS_TYPE(type, &PyType_Type)) {
        return 0;
    }
    PyObject *name = &_Py_ID(mro);
    return _PyType_Lookup(Py_TYPE(type), name) !=
           _PyType_Lookup(&PyType_Type, name);
}

void
Hb_MroModified(PyTypeObject *type, PyObject *bases)
{
    if (has_custom_mro(type)) {
        drop_tag(type);
        return;
    }
    for (Py_ssize_t i = 0; i < PyTuple_GET_SIZE(bases); i++) {
        PyTypeObject *base = (PyTypeObject *)PyTuple_GET_ITEM(bases, i);
        if (!PyType_IsSubtype(type, base)) {
            drop_tag(type);
            return;
        }
    }
}

/* Gives the type and its bases valid tags; 0 if that is not possible. */
static int
assign_version_tag(PyTypeObject *type)
{
    if (_PyType_HasFeature(type, Py_TPFLAGS_VALID_VERSION_TAG)) {
        return 1;
    }
    if (!_PyType_HasFeature(type, Py_TPFLAGS_READY) || next_version_tag == 0) {
        return 0;
    }
    type->tp_version_tag = next_version_tag++;
    PyObject *bases = type->tp_bases;
    for (Py_ssize_t i = 0; i < PyTuple_GET_SIZE(bases); i++) {
        if (!assign_version_tag((PyTypeObject *)PyTuple_GET_ITEM(bases, i))) {
            return 0;
        }
    }
    type->tp_flags |= Py_TPFLAGS_VALID_VERSION_TAG;
    return 1;
}

/* Leaves alone what is empty: a page that is only read is not copied. */
static void
clear_cache(void)
{
    for (size_t i = 0; i < CACHE_SIZE; i++) {
        if (cache[i].version != 0) {
            cache[i].version = 0;
            cache[i].value = NULL;
            Py_CLEAR(cache[i].name);
        }
    }
}

unsigned int
PyType_ClearCache(void)
{
    clear_cache();
    return next_version_tag - 1;
}

void
_PyTypes_Fini(PyInterpreterState *Py_UNUSED(interp))
{
    clear_cache();
    next_version_tag = 1;
}

/* ---- lookup ------------------------------------------------------------ */

static PyObject *
search_mro(PyObject *mro, PyObject *name, Py_hash_t hash, int *error)
{
    PyObject *result = NULL;
    *error = 0;
    /* A comparison of keys may change the MRO. */
    Py_INCREF(mro);
    for (Py_ssize_t i = 0; i < PyTuple_GET_SIZE(mro); i++) {
        PyTypeObject *base = (PyTypeObject *)PyTuple_GET_ITEM(mro, i);
        result = _PyDict_GetItem_KnownHash(base->tp_dict, name, hash);
        if (result != NULL) {
            break;
        }
        if (PyErr_Occurred()) {
            *error = -1;
            break;
        }
    }
    Py_DECREF(mro);
    return result;
}

PyObject *
Hb_FindInMro(PyTypeObject *type, PyObject *name, int *error)
{
    *error = -1;
    Py_hash_t hash = PyObject_Hash(name);
    if (hash == -1) {
        return NULL;
    }
    if (type->tp_mro == NULL) {
        if (!_PyType_HasFeature(type, Py_TPFLAGS_READYING) &&
            PyType_Ready(type) < 0) {
            return NULL;
        }
        if (type->tp_mro == NULL) {
            *error = 1;
            return NULL;
        }
    }
    return search_mro(type->tp_mro, name, hash, error);
}

/* Tags are small and follow each other, and so do names, 64 bytes apart: one
 * of both is spread, or they would meet in few entries. */
static struct entry *
entry_for(PyTypeObject *type, PyObject *name)
{
    uint64_t spread = ((uintptr_t)name >> 4) * UINT64_C(0x9E3779B97F4A7C15);

    return &cache[(type->tp_version_tag ^ spread >> 32) & (CACHE_SIZE - 1)];
}

static int
is_cacheable(PyObject *name)
{
    return PyUnicode_CheckExact(name) &&
           PyUnicode_GET_LENGTH(name) <= MAX_NAME_LEN;
}

/* What is not in the cache is searched for, and put there. */
static Py_NO_INLINE PyObject *
search_and_keep(PyTypeObject *type, PyObject *name)
{
    int error;
    PyObject *result = Hb_FindInMro(type, name, &error);
    if (error != 0) {
        /* Borrowed results have no way to tell: a failed lookup is none. */
        if (error == -1) {
            PyErr_Clear();
        }
        return NULL;
    }
    if (is_cacheable(name) && assign_version_tag(type)) {
        struct entry *entry = entry_for(type, name);
        entry->version = type->tp_version_tag;
        entry->value = result;
        Py_XSETREF(entry->name, Py_NewRef(name));
    }
    return result;
}

PyObject *
_PyType_Lookup(PyTypeObject *type, PyObject *name)
{
    struct entry *entry = entry_for(type, name);
    if (entry->version != 0 && entry->version == type->tp_version_tag &&
        entry->name == name &&
        _PyType_HasFeature(type, Py_TPFLAGS_VALID_VERSION_TAG)) {
        return entry->value;
    }
    return search_and_keep(type, name);
}

PyObject *
_PyType_LookupId(PyTypeObject *type, _Py_Identifier *id)
{
    PyObject *name = _PyUnicode_FromId(id);
    return name == NULL ? NULL : _PyType_Lookup(type, name);
}

PyObject *
_PyObject_LookupSpecial(PyObject *self, PyObject *name)
{
    PyObject *result = _PyType_Lookup(Py_TYPE(self), name);
    if (result == NULL) {
        return NULL;
    }
    descrgetfunc get = Py_TYPE(result)->tp_descr_get;
    if (get == NULL) {
        return Py_NewRef(result);
    }
    return get(result, self, (PyObject *)Py_TYPE(self));
}

PyObject *
_PyObject_LookupSpecialId(PyObject *self, _Py_Identifier *id)
{
    PyObject *name = _PyUnicode_FromId(id);
    return name == NULL ? NULL : _PyObject_LookupSpecial(self, name);
}
