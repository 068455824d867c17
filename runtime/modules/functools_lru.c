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
    PyTypeObject *type = Py_TYPE(self);

    Py_XDECREF(((lru_link *)self)->key);
    Py_XDECREF(((lru_link *)self)->result);
    PyObject_Free(self);
    Py_DECREF(type);
}

static PyType_Slot link_slots[] = {
    {Py_tp_dealloc, (void *)link_dealloc},
    {0, NULL},
};

PyType_Spec Hb_LruLinkSpec = {
    "functools._lru_list_elem",
    sizeof(lru_link),
    0,
    Py_TPFLAGS_DEFAULT | Py_TPFLAGS_DISALLOW_INSTANTIATION |
        Py_TPFLAGS_IMMUTABLETYPE,
    link_slots,
};

/* ---- the cached function ------------------------------------------------ */

/*    lru_cache: 152 bytes
 *   +-----+-----------------+
 *   |   0 | root            |     only prev and next are used
 *   |  56 | call            |     one of the three ways, by maxsize
 *   |  64 | typed           |
 *   |  72 | cache           |---> dict
 *   |  80 | hits            |
 *   |  88 | func            |---> what is remembered
 *   |  96 | maxsize         |     -1 for no bound
 *   | 104 | misses          |
 *   | 112 | keyword_mark    |---> of the module, as the next two
 *   | 120 | link_type       |
 *   | 128 | cache_info_type |
 *   | 136 | dict            |---> attributes
 *   | 144 | weakreflist     |
 *   +-----+-----------------+
 */
typedef struct lru_cache lru_cache;

struct lru_cache {
    lru_link root;
    PyObject *(*call)(lru_cache *self, PyObject *args, PyObject *kwds);
    int typed;
    PyObject *cache;
    Py_ssize_t hits;
    PyObject *func;
    Py_ssize_t maxsize;
    Py_ssize_t misses;
    PyObject *keyword_mark;
    PyTypeObject *link_type;
    PyTypeObject *cache_info_type;
    PyObject *dict;
    PyObject *weakreflist;
};

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
add_keywords(PyObject *parts, PyObject *kwds, PyObject *keyword_mark)
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
make_key(lru_cache *self, PyObject *args, PyObject *kwds)
{
    int typed = self->typed;
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
    if (parts != NULL && add_keywords(parts, kwds, self->keyword_mark) == 0 &&
        (!typed || add_types(parts, args, kwds) == 0)) {
        key = PyList_AsTuple(parts);
    }
    Py_XDECREF(parts);
    return key;
}

static PyObject *
ask_unbounded(lru_cache *self, PyObject *key, PyObject *args, PyObject *kwds)
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
    lru_link *link = PyObject_New(lru_link, self->link_type);
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
ask_bounded(lru_cache *self, PyObject *key, PyObject *args, PyObject *kwds)
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
call_unbounded(lru_cache *self, PyObject *args, PyObject *kwds)
{
    PyObject *key = make_key(self, args, kwds);
    PyObject *result =
        key == NULL ? NULL : ask_unbounded(self, key, args, kwds);
    Py_XDECREF(key);
    return result;
}

static PyObject *
call_bounded(lru_cache *self, PyObject *args, PyObject *kwds)
{
    PyObject *key = make_key(self, args, kwds);
    PyObject *result = key == NULL ? NULL : ask_bounded(self, key, args, kwds);
    Py_XDECREF(key);
    return result;
}

static PyObject *
call_uncached(lru_cache *self, PyObject *args, PyObject *kwds)
{
    self->misses++;
    return PyObject_Call(self->func, args, kwds);
}

static PyObject *
lru_call(PyObject *op, PyObject *args, PyObject *kwds)
{
    lru_cache *self = (lru_cache *)op;
    return self->call(self, args, kwds);
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

/* The module's own struct sequence. */
static PyObject *
make_info(PyTypeObject *type, PyObject *values)
{
    PyObject *info = PyStructSequence_New(type);
    for (Py_ssize_t i = 0; info != NULL && i < PyTuple_GET_SIZE(values); i++) {
        PyStructSequence_SET_ITEM(info, i,
                                  Py_NewRef(PyTuple_GET_ITEM(values, i)));
    }
    return info;
}

static PyObject *
lru_cache_info(PyObject *op, PyObject *Py_UNUSED(ignored))
{
    lru_cache *self = (lru_cache *)op;
    PyTypeObject *type = self->cache_info_type;
    Hb_FunctoolsState *state = PyType_GetModuleState(Py_TYPE(op));
    PyObject *maxsize = self->maxsize < 0 ? Py_NewRef(Py_None)
                                          : PyLong_FromSsize_t(self->maxsize);
    PyObject *values =
        maxsize == NULL ? NULL
                        : Py_BuildValue("nnNn", self->hits, self->misses,
                                        maxsize, PyDict_GET_SIZE(self->cache));
    PyObject *info = NULL;
    if (values != NULL && state != NULL) {
        info = type == state->cache_info
                   ? make_info(type, values)
                   : PyObject_Call((PyObject *)type, values, NULL);
    }
    Py_XDECREF(values);
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
lru_reduce(PyObject *self, PyObject *Py_UNUSED(ignored))
{
    return PyObject_GetAttr(self, &_Py_ID(__qualname__));
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
    Py_CLEAR(self->keyword_mark);
    Py_CLEAR(self->link_type);
    Py_CLEAR(self->cache_info_type);
    Py_CLEAR(self->dict);
    return 0;
}

static void
lru_dealloc(PyObject *op)
{
    PyTypeObject *type = Py_TYPE(op);

    PyObject_GC_UnTrack(op);
    if (((lru_cache *)op)->weakreflist != NULL) {
        PyObject_ClearWeakRefs(op);
    }
    lru_tp_clear(op);
    type->tp_free(op);
    Py_DECREF(type);
}

static int
lru_traverse(PyObject *op, visitproc visit, void *arg)
{
    lru_cache *self = (lru_cache *)op;
    for (lru_link *link = self->root.next; link != &self->root;
         link = link->next) {
        Py_VISIT(link->key);
        Py_VISIT(link->result);
        Py_VISIT(Py_TYPE(link));
    }
    Py_VISIT(Py_TYPE(op));
    Py_VISIT(self->cache);
    Py_VISIT(self->func);
    Py_VISIT(self->keyword_mark);
    Py_VISIT(self->link_type);
    Py_VISIT(self->cache_info_type);
    Py_VISIT(self->dict);
    return 0;
}

static PyMethodDef lru_methods[] = {
    {"cache_info", lru_cache_info, METH_NOARGS, PyDoc_STR("Statistics.")},
    {"cache_clear", lru_cache_clear, METH_NOARGS, PyDoc_STR("Forgets all.")},
    {"__reduce__", lru_reduce, METH_NOARGS, PyDoc_STR("Its name.")},
    {"__copy__", lru_copy, METH_VARARGS, PyDoc_STR("Itself.")},
    {"__deepcopy__", lru_copy, METH_VARARGS, PyDoc_STR("Itself.")},
    {NULL, NULL, 0, NULL},
};

static PyGetSetDef lru_getset[] = {
    {"__dict__", PyObject_GenericGetDict, PyObject_GenericSetDict, NULL, NULL},
    {NULL, NULL, NULL, NULL, NULL},
};

/* Reads maxsize: 0 and below for no cache, None for no bound. */
static int
set_bound(lru_cache *self, PyObject *maxsize)
{
    if (maxsize == Py_None) {
        self->maxsize = -1;
        self->call = call_unbounded;
        return 0;
    }
    if (!PyIndex_Check(maxsize)) {
        PyErr_SetString(PyExc_TypeError, "maxsize should be integer or None");
        return -1;
    }
    self->maxsize = PyNumber_AsSsize_t(maxsize, PyExc_OverflowError);
    if (self->maxsize == -1 && PyErr_Occurred()) {
        return -1;
    }
    self->maxsize = Py_MAX(self->maxsize, 0);
    self->call = self->maxsize == 0 ? call_uncached : call_bounded;
    return 0;
}

static PyObject *
lru_new(PyTypeObject *type, PyObject *args, PyObject *kwds)
{
    static char *names[] = {"user_function", "maxsize", "typed",
                            "cache_info_type", NULL};
    PyObject *func, *maxsize, *info;
    int typed;

    if (!PyArg_ParseTupleAndKeywords(args, kwds, "OOpO:lru_cache", names,
                                     &func, &maxsize, &typed, &info)) {
        return NULL;
    }
    if (!PyCallable_Check(func)) {
        PyErr_SetString(PyExc_TypeError,
                        "the first argument must be callable");
        return NULL;
    }
    Hb_FunctoolsState *state = PyType_GetModuleState(type);
    lru_cache *self =
        state == NULL ? NULL : (lru_cache *)type->tp_alloc(type, 0);
    if (self == NULL) {
        return NULL;
    }
    forget_links(self);
    self->typed = typed;
    self->func = Py_NewRef(func);
    self->keyword_mark = Py_NewRef(state->keyword_mark);
    self->link_type = (PyTypeObject *)Py_NewRef(state->lru_link);
    self->cache_info_type = (PyTypeObject *)Py_NewRef(info);
    self->cache = PyDict_New();
    if (self->cache == NULL || set_bound(self, maxsize) < 0) {
        Py_CLEAR(self);
    }
    return (PyObject *)self;
}

static PyMemberDef lru_members[] = {
    {"__dictoffset__", T_PYSSIZET, offsetof(lru_cache, dict), READONLY, NULL},
    {"__weaklistoffset__", T_PYSSIZET, offsetof(lru_cache, weakreflist),
     READONLY, NULL},
    {NULL, 0, 0, 0, NULL},
};

static PyType_Slot lru_slots[] = {
    {Py_tp_new, (void *)lru_new},
    {Py_tp_dealloc, (void *)lru_dealloc},
    {Py_tp_call, (void *)lru_call},
    {Py_tp_traverse, (void *)lru_traverse},
    {Py_tp_clear, (void *)lru_tp_clear},
    {Py_tp_methods, lru_methods},
    {Py_tp_members, lru_members},
    {Py_tp_getset, lru_getset},
    {Py_tp_descr_get, (void *)lru_descr_get},
    {0, NULL},
};

PyType_Spec Hb_LruCacheSpec = {
    "functools._lru_cache_wrapper",
    sizeof(lru_cache),
    0,
    Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC | Py_TPFLAGS_METHOD_DESCRIPTOR |
        Py_TPFLAGS_IMMUTABLETYPE,
    lru_slots,
};
