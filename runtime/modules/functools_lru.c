/* functools_lru.c -- lru_cache: a function that remembers its last results.
 *
 * The cache maps a key to a link; the links form a ring, the most recently
 * used before the root, the oldest behind it.  Without a bound the cache maps
 * keys to results, with bound 0 there is none.
 *
 *   L1  every link in the ring is in the cache, which owns it
 *   L2  links point to each other without counting
 *
 * Source: CPython 3.11, Modules/_functoolsmodule.c; Lib/functools.py.
 */
#include "functools.h"
#include "structmember.h"

/* ---- links -------------------------------------------------------------- */

/*    lru_link: 56 bytes
 *   +----+---------+
 *   |  0 | ob_base |
 *   | 16 | prev    |---> not counted
 *   | 24 | next    |---> not counted
 *   | 32 | hash    |
 *   | 40 | key     |---> of the call, owned
 *   | 48 | result  |---> of the call, owned
 *   +----+---------+
 */
typedef struct link {
    PyObject_HEAD
    struct link *prev, *next;
    Py_hash_t hash;
    PyObject *key, *result;
} lru_link;

static void
link_dealloc(PyObject *self)
{
    Py_XDECREF(((lru_link *)self)->key);
    Py_XDECREF(((lru_link *)self)->result);
    PyObject_Free(self);
}

PyTypeObject Hb_LruLinkType = {
    PyVarObject_HEAD_INIT(&PyType_Type, 0).tp_name =
        "functools._lru_list_elem",
    .tp_basicsize = sizeof(lru_link),
    .tp_dealloc = link_dealloc,
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_DISALLOW_INSTANTIATION,
};

/* ---- the cached function ------------------------------------------------ */

typedef struct {
    lru_link root;      /* only prev and next are used */
    Py_ssize_t maxsize; /* -1 for no bound */
    Py_ssize_t hits;
    Py_ssize_t misses;
    int typed;
    PyObject *func;
    PyObject *cache;
    PyObject *dict;
    PyObject *weakreflist;
} lru_cache;

static PyTypeObject *cache_info_type;
static PyObject *keyword_mark; /* separates positional from keyword parts */

static void
unlink_one(lru_link *link)
{
    link->prev->next = link->next;
    link->next->prev = link->prev;
}

static void
append(lru_cache *self, lru_link *link)
{
    lru_link *root = &self->root, *last = root->prev;
    link->prev = last;
    link->next = root;
    last->next = root->prev = link;
}

/* Empties the ring; the references are the cache's. */
static void
forget_links(lru_cache *self)
{
    self->root.prev = self->root.next = &self->root;
}

/* Parts of the key for keywords: the mark, then names and values. */
static int
add_keywords(PyObject *parts, PyObject *kwds)
{
    PyObject *key, *value;
    Py_ssize_t pos = 0;
    if (kwds == NULL || PyDict_GET_SIZE(kwds) == 0) {
        return 0;
    }
    if (PyList_Append(parts, keyword_mark) < 0) {
        return -1;
    }
    while (PyDict_Next(kwds, &pos, &key, &value)) {
        if (PyList_Append(parts, key) < 0 || PyList_Append(parts, value) < 0) {
            return -1;
        }
    }
    return 0;
}

static int
add_types(PyObject *parts, PyObject *args, PyObject *kwds)
{
    PyObject *key, *value;
    Py_ssize_t pos = 0;
    for (Py_ssize_t i = 0; i < PyTuple_GET_SIZE(args); i++) {
        PyObject *type = (PyObject *)Py_TYPE(PyTuple_GET_ITEM(args, i));
        if (PyList_Append(parts, type) < 0) {
            return -1;
        }
    }
    while (kwds != NULL && PyDict_Next(kwds, &pos, &key, &value)) {
        if (PyList_Append(parts, (PyObject *)Py_TYPE(value)) < 0) {
            return -1;
        }
    }
    return 0;
}

/* A lone int or str is its own key; else a tuple. */
static PyObject *
make_key(PyObject *args, PyObject *kwds, int typed)
{
    if (!typed && (kwds == NULL || PyDict_GET_SIZE(kwds) == 0)) {
        if (PyTuple_GET_SIZE(args) == 1) {
            PyObject *only = PyTuple_GET_ITEM(args, 0);
            if (PyUnicode_CheckExact(only) || PyLong_CheckExact(only)) {
                return Py_NewRef(only);
            }
        }
        return Py_NewRef(args);
    }
    PyObject *key = NULL, *parts = PySequence_List(args);
    if (parts != NULL && add_keywords(parts, kwds) == 0 &&
        (!typed || add_types(parts, args, kwds) == 0)) {
        key = PyList_AsTuple(parts);
    }
    Py_XDECREF(parts);
    return key;
}

static PyObject *
call_unbounded(lru_cache *self, PyObject *key, PyObject *args, PyObject *kwds)
{
    PyObject *result = PyDict_GetItemWithError(self->cache, key);
    if (result != NULL) {
        self->hits++;
        return Py_NewRef(result);
    }
    if (PyErr_Occurred()) {
        return NULL;
    }
    self->misses++;
    result = PyObject_Call(self->func, args, kwds);
    if (result != NULL && PyDict_SetItem(self->cache, key, result) < 0) {
        Py_CLEAR(result);
    }
    return result;
}

/* Drops the oldest result; -1 with an exception. */
static int
drop_oldest(lru_cache *self)
{
    lru_link *oldest = self->root.next;
    PyObject *key = Py_NewRef(oldest->key);
    unlink_one(oldest);
    int failed = PyDict_DelItem(self->cache, key);
    Py_DECREF(key);
    return failed;
}

static int
remember(lru_cache *self, PyObject *key, PyObject *result)
{
    if (PyDict_GET_SIZE(self->cache) >= self->maxsize &&
        self->root.next != &self->root && drop_oldest(self) < 0) {
        return -1;
    }
    lru_link *link = PyObject_New(lru_link, &Hb_LruLinkType);
    if (link == NULL) {
        return -1;
    }
    link->hash = 0;
    link->key = Py_NewRef(key);
    link->result = Py_NewRef(result);
    int failed = PyDict_SetItem(self->cache, key, (PyObject *)link);
    if (!failed) {
        append(self, link);
    }
    Py_DECREF(link);
    return failed;
}

static PyObject *
call_bounded(lru_cache *self, PyObject *key, PyObject *args, PyObject *kwds)
{
    PyObject *found = PyDict_GetItemWithError(self->cache, key);
    if (found != NULL) {
        lru_link *link = (lru_link *)found;
        unlink_one(link);
        append(self, link);
        self->hits++;
        return Py_NewRef(link->result);
    }
    if (PyErr_Occurred()) {
        return NULL;
    }
    self->misses++;
    PyObject *result = PyObject_Call(self->func, args, kwds);
    /* The call may have filled the cache with this key itself. */
    if (result == NULL || PyDict_Contains(self->cache, key) == 1) {
        return result;
    }
    if (remember(self, key, result) < 0) {
        Py_CLEAR(result);
    }
    return result;
}

static PyObject *
lru_call(PyObject *op, PyObject *args, PyObject *kwds)
{
    lru_cache *self = (lru_cache *)op;
    if (self->maxsize == 0) {
        self->misses++;
        return PyObject_Call(self->func, args, kwds);
    }
    PyObject *key = make_key(args, kwds, self->typed);
    if (key == NULL) {
        return NULL;
    }
    PyObject *result = self->maxsize < 0
                           ? call_unbounded(self, key, args, kwds)
                           : call_bounded(self, key, args, kwds);
    Py_DECREF(key);
    return result;
}

/* ---- methods ------------------------------------------------------------ */

static PyObject *
lru_descr_get(PyObject *self, PyObject *obj, PyObject *Py_UNUSED(type))
{
    if (obj == NULL || obj == Py_None) {
        return Py_NewRef(self);
    }
    return PyMethod_New(self, obj);
}

static PyObject *
lru_cache_info(PyObject *op, PyObject *Py_UNUSED(ignored))
{
    lru_cache *self = (lru_cache *)op;
    PyObject *info = PyStructSequence_New(cache_info_type);
    if (info == NULL) {
        return NULL;
    }
    PyObject *maxsize = self->maxsize < 0 ? Py_NewRef(Py_None)
                                          : PyLong_FromSsize_t(self->maxsize);
    Py_ssize_t size = PyDict_GET_SIZE(self->cache);
    PyStructSequence_SET_ITEM(info, 0, PyLong_FromSsize_t(self->hits));
    PyStructSequence_SET_ITEM(info, 1, PyLong_FromSsize_t(self->misses));
    PyStructSequence_SET_ITEM(info, 2, maxsize);
    PyStructSequence_SET_ITEM(info, 3, PyLong_FromSsize_t(size));
    if (PyErr_Occurred()) {
        Py_CLEAR(info);
    }
    return info;
}

static PyObject *
lru_cache_clear(PyObject *op, PyObject *Py_UNUSED(ignored))
{
    lru_cache *self = (lru_cache *)op;
    self->hits = self->misses = 0;
    forget_links(self);
    PyDict_Clear(self->cache);
    Py_RETURN_NONE;
}

static PyObject *
lru_cache_parameters(PyObject *op, PyObject *Py_UNUSED(ignored))
{
    lru_cache *self = (lru_cache *)op;
    PyObject *maxsize = self->maxsize < 0 ? Py_NewRef(Py_None)
                                          : PyLong_FromSsize_t(self->maxsize);
    return Py_BuildValue("{sNsO}", "maxsize", maxsize, "typed",
                         self->typed ? Py_True : Py_False);
}

/* A copy would share the function but not its memory: there is only one. */
static PyObject *
lru_copy(PyObject *self, PyObject *Py_UNUSED(memo))
{
    return Py_NewRef(self);
}

static int
lru_tp_clear(PyObject *op)
{
    lru_cache *self = (lru_cache *)op;
    forget_links(self);
    Py_CLEAR(self->cache);
    Py_CLEAR(self->func);
    Py_CLEAR(self->dict);
    return 0;
}

static void
lru_dealloc(PyObject *op)
{
    PyObject_GC_UnTrack(op);
    if (((lru_cache *)op)->weakreflist != NULL) {
        PyObject_ClearWeakRefs(op);
    }
    lru_tp_clear(op);
    Py_TYPE(op)->tp_free(op);
}

static int
lru_traverse(PyObject *op, visitproc visit, void *arg)
{
    lru_cache *self = (lru_cache *)op;
    for (lru_link *link = self->root.next; link != &self->root;
         link = link->next) {
        Py_VISIT(link->key);
        Py_VISIT(link->result);
    }
    Py_VISIT(self->cache);
    Py_VISIT(self->func);
    Py_VISIT(self->dict);
    return 0;
}

static PyMethodDef lru_methods[] = {
    {"cache_info", lru_cache_info, METH_NOARGS, PyDoc_STR("Statistics.")},
    {"cache_clear", lru_cache_clear, METH_NOARGS, PyDoc_STR("Forgets all.")},
    {"cache_parameters", lru_cache_parameters, METH_NOARGS,
     PyDoc_STR("maxsize and typed.")},
    {"__copy__", lru_copy, METH_VARARGS, PyDoc_STR("Itself.")},
    {"__deepcopy__", lru_copy, METH_VARARGS, PyDoc_STR("Itself.")},
    {NULL, NULL, 0, NULL},
};

static PyGetSetDef lru_getset[] = {
    {"__dict__", PyObject_GenericGetDict, PyObject_GenericSetDict, NULL, NULL},
    {NULL, NULL, NULL, NULL, NULL},
};

PyTypeObject Hb_LruCacheType = {
    PyVarObject_HEAD_INIT(&PyType_Type, 0).tp_name =
        "functools._lru_cache_wrapper",
    .tp_basicsize = sizeof(lru_cache),
    .tp_dealloc = lru_dealloc,
    .tp_call = lru_call,
    .tp_getattro = PyObject_GenericGetAttr,
    .tp_setattro = PyObject_GenericSetAttr,
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC | Py_TPFLAGS_BASETYPE |
                Py_TPFLAGS_METHOD_DESCRIPTOR,
    .tp_traverse = lru_traverse,
    .tp_clear = lru_tp_clear,
    .tp_weaklistoffset = offsetof(lru_cache, weakreflist),
    .tp_methods = lru_methods,
    .tp_getset = lru_getset,
    .tp_descr_get = lru_descr_get,
    .tp_dictoffset = offsetof(lru_cache, dict),
    .tp_free = PyObject_GC_Del,
};

/* ---- lru_cache(...) ----------------------------------------------------- */

static PyObject *
cached(PyObject *func, Py_ssize_t maxsize, int typed)
{
    if (!PyCallable_Check(func)) {
        PyErr_SetString(PyExc_TypeError,
                        "the first argument must be callable");
        return NULL;
    }
    lru_cache *self =
        (lru_cache *)Hb_LruCacheType.tp_alloc(&Hb_LruCacheType, 0);
    if (self == NULL) {
        return NULL;
    }
    forget_links(self);
    self->maxsize = maxsize;
    self->typed = typed;
    self->func = Py_NewRef(func);
    self->cache = PyDict_New();
    if (self->cache == NULL || Hb_UpdateWrapper((PyObject *)self, func) < 0) {
        Py_DECREF(self);
        return NULL;
    }
    return (PyObject *)self;
}

/* The decorator that lru_cache(32) returns; parameters is (maxsize, typed). */
static PyObject *
decorate(PyObject *parameters, PyObject *func)
{
    return cached(func, PyLong_AsSsize_t(PyTuple_GET_ITEM(parameters, 0)),
                  PyTuple_GET_ITEM(parameters, 1) == Py_True);
}

static PyMethodDef decorate_def = {"decorating_function", decorate, METH_O,
                                   NULL};

PyObject *
Hb_LruCache(PyObject *Py_UNUSED(module), PyObject *args, PyObject *kwds)
{
    static char *names[] = {"maxsize", "typed", NULL};
    PyObject *maxsize_arg = NULL, *typed_arg = Py_False;
    Py_ssize_t maxsize = 128;
    if (!PyArg_ParseTupleAndKeywords(args, kwds, "|OO:lru_cache", names,
                                     &maxsize_arg, &typed_arg)) {
        return NULL;
    }
    int typed = PyObject_IsTrue(typed_arg);
    if (typed < 0) {
        return NULL;
    }
    if (maxsize_arg == Py_None) {
        maxsize = -1;
    }
    else if (maxsize_arg != NULL && PyLong_Check(maxsize_arg)) {
        maxsize = PyLong_AsSsize_t(maxsize_arg);
        if (maxsize == -1 && PyErr_Occurred()) {
            return NULL;
        }
        maxsize = Py_MAX(maxsize, 0);
    }
    else if (maxsize_arg != NULL && PyCallable_Check(maxsize_arg)) {
        return cached(maxsize_arg, maxsize, typed);
    }
    else if (maxsize_arg != NULL) {
        PyErr_SetString(PyExc_TypeError, "Expected first argument to be an "
                                         "integer, a callable, or None");
        return NULL;
    }
    PyObject *parameters =
        Py_BuildValue("(nO)", maxsize, typed ? Py_True : Py_False);
    if (parameters == NULL) {
        return NULL;
    }
    PyObject *decorator = PyCFunction_New(&decorate_def, parameters);
    Py_DECREF(parameters);
    return decorator;
}

int
Hb_LruInit(void)
{
    static PyStructSequence_Field fields[] = {
        {"hits", NULL},     {"misses", NULL}, {"maxsize", NULL},
        {"currsize", NULL}, {NULL, NULL},
    };
    static PyStructSequence_Desc description = {"CacheInfo", NULL, fields, 4};
    Py_XSETREF(cache_info_type, PyStructSequence_NewType(&description));
    Py_XSETREF(keyword_mark,
               PyObject_CallNoArgs((PyObject *)&PyBaseObject_Type));
    return cache_info_type == NULL || keyword_mark == NULL ? -1 : 0;
}

void
Hb_LruFini(void)
{
    Py_CLEAR(cache_info_type);
    Py_CLEAR(keyword_mark);
}
