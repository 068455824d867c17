/* typeobject_newslots.c -- what a new class adds to its instances: the names
 * of __slots__, a dict, a list of weak references.
 *
 * The fields are laid out behind those of the base in that order; only where
 * instances have a variable part the dict comes last, counted from the end.
 * Otherwise the dict is managed: it lies before the object (see
 * pycore_object.h).
 */

#include "Python.h"

#include "internal/pycore_object.h"
#include "internal/pycore_typeobject.h"
#include "internal/pycore_unicodeobject.h"

/* ---- names ------------------------------------------------------------- */

static int
check_slot_name(PyObject *name)
{
    if (!PyUnicode_Check(name)) {
        PyErr_Format(PyExc_TypeError,
                     "__slots__ items must be strings, not '%.200s'",
                     Py_TYPE(name)->tp_name);
        return -1;
    }
    if (!PyUnicode_IsIdentifier(name)) {
        PyErr_SetString(PyExc_TypeError, "__slots__ must be identifiers");
        return -1;
    }
    return 0;
}

static int
is_name(PyObject *name, const char *text)
{
    return PyUnicode_CompareWithASCIIString(name, text) == 0;
}

static int
disallowed(const char *message)
{
    PyErr_SetString(PyExc_TypeError, message);
    return -1;
}

/* Checks the names and notes __dict__ and __weakref__ among them. */
static int
visit_names(struct class_slots *ctx)
{
    for (Py_ssize_t i = 0; i < ctx->nslot; i++) {
        PyObject *name = PyTuple_GET_ITEM(ctx->slots, i);
        if (check_slot_name(name) < 0) {
            return -1;
        }
        if (is_name(name, "__dict__")) {
            if (!ctx->may_add_dict || ctx->add_dict) {
                return disallowed(
                    "__dict__ slot disallowed: we already got one");
            }
            ctx->add_dict = 1;
        }
        if (is_name(name, "__weakref__")) {
            if (!ctx->may_add_weak || ctx->add_weak) {
                return disallowed("__weakref__ slot disallowed: either we "
                                  "already got one, or __itemsize__ != 0");
            }
            ctx->add_weak = 1;
        }
    }
    return 0;
}

/* __name of class _C as _C__name: names with two leading underscores, but not
 * two trailing ones, belong to the class.  New.
 */
static PyObject *
mangle(PyObject *cls, PyObject *name)
{
    Py_ssize_t len = PyUnicode_GET_LENGTH(name);
    if (len < 2 || PyUnicode_READ_CHAR(name, 0) != '_' ||
        PyUnicode_READ_CHAR(name, 1) != '_') {
        return Py_NewRef(name);
    }
    if ((PyUnicode_READ_CHAR(name, len - 1) == '_' &&
         PyUnicode_READ_CHAR(name, len - 2) == '_') ||
        PyUnicode_FindChar(name, '.', 0, len, 1) != -1) {
        return Py_NewRef(name);
    }
    Py_ssize_t start = 0, cls_len = PyUnicode_GET_LENGTH(cls);
    while (start < cls_len && PyUnicode_READ_CHAR(cls, start) == '_') {
        start++;
    }
    if (start == cls_len) {
        return Py_NewRef(name);
    }
    PyObject *stem = PyUnicode_Substring(cls, start, cls_len);
    if (stem == NULL) {
        return NULL;
    }
    PyObject *result = PyUnicode_FromFormat("_%U%U", stem, name);
    Py_DECREF(stem);
    return result;
}

/* Whether a class variable has the name; -1 with ValueError if so. */
static int
check_conflict(struct class_slots *ctx, PyObject *name)
{
    int known = PyDict_Contains(ctx->dict, name);
    if (known <= 0) {
        return known;
    }
    /* The compiler puts these into the dict; they do not stay there. */
    if (is_name(name, "__qualname__") || is_name(name, "__classcell__")) {
        return 0;
    }
    PyErr_Format(PyExc_ValueError,
                 "%R in __slots__ conflicts with class variable", name);
    return -1;
}

/* The mangled names that become fields, sorted, as a new list. */
static PyObject *
field_names(struct class_slots *ctx)
{
    PyObject *list = PyList_New(0);
    for (Py_ssize_t i = 0; list != NULL && i < ctx->nslot; i++) {
        PyObject *slot = PyTuple_GET_ITEM(ctx->slots, i);
        if ((ctx->add_dict && is_name(slot, "__dict__")) ||
            (ctx->add_weak && is_name(slot, "__weakref__"))) {
            continue;
        }
        PyObject *name = mangle(ctx->name, slot);
        if (name == NULL || check_conflict(ctx, name) < 0 ||
            PyList_Append(list, name) < 0) {
            Py_CLEAR(list);
        }
        Py_XDECREF(name);
    }
    if (list != NULL && PyList_Sort(list) < 0) {
        Py_CLEAR(list);
    }
    return list;
}

/* ---- deciding ---------------------------------------------------------- */

/* Another base may bring a dict or weak references, which the class then
 * needs as well, as its layout is that of the best base.
 */
static void
look_at_bases(struct class_slots *ctx)
{
    for (Py_ssize_t i = 0; i < PyTuple_GET_SIZE(ctx->bases); i++) {
        PyTypeObject *base = (PyTypeObject *)PyTuple_GET_ITEM(ctx->bases, i);
        if (base == ctx->base || !PyType_Check(base)) {
            continue;
        }
        if (ctx->may_add_dict && base->tp_dictoffset != 0) {
            ctx->add_dict = 1;
        }
        if (ctx->may_add_weak && base->tp_weaklistoffset != 0) {
            ctx->add_weak = 1;
        }
    }
}

/* A str is one name, not a sequence of letters.  New. */
static PyObject *
names_as_tuple(PyObject *slots)
{
    return PyUnicode_Check(slots) ? PyTuple_Pack(1, slots)
                                  : PySequence_Tuple(slots);
}

static int
read_names(struct class_slots *ctx, PyObject *slots)
{
    ctx->slots = names_as_tuple(slots);
    if (ctx->slots == NULL) {
        return -1;
    }
    ctx->nslot = PyTuple_GET_SIZE(ctx->slots);
    if (ctx->nslot > 0 && ctx->base->tp_itemsize != 0) {
        PyErr_Format(PyExc_TypeError,
                     "nonempty __slots__ not supported for subtype of '%s'",
                     ctx->base->tp_name);
        return -1;
    }
    if (visit_names(ctx) < 0) {
        return -1;
    }
    PyObject *list = field_names(ctx);
    if (list == NULL) {
        return -1;
    }
    Py_SETREF(ctx->slots, PyList_AsTuple(list));
    Py_DECREF(list);
    if (ctx->slots == NULL) {
        return -1;
    }
    ctx->nslot = PyTuple_GET_SIZE(ctx->slots);
    look_at_bases(ctx);
    return 0;
}

int
Hb_ReadSlots(struct class_slots *ctx)
{
    PyTypeObject *base = ctx->base;
    ctx->slots = NULL;
    ctx->nslot = 0;
    ctx->add_dict = ctx->add_weak = 0;
    ctx->may_add_dict = base->tp_dictoffset == 0;
    ctx->may_add_weak = base->tp_weaklistoffset == 0 && base->tp_itemsize == 0;
    PyObject *slots = PyDict_GetItemWithError(ctx->dict, &_Py_ID(__slots__));
    if (slots != NULL) {
        return read_names(ctx, slots);
    }
    if (PyErr_Occurred()) {
        return -1;
    }
    ctx->add_dict = ctx->may_add_dict;
    ctx->add_weak = ctx->may_add_weak;
    return 0;
}

/* ---- __dict__ and __weakref__ ------------------------------------------ */

/* The nearest static base whose instances have a dict; it has its own
 * descriptor.  Borrowed, or NULL.
 */
static PyTypeObject *
builtin_base_with_dict(PyTypeObject *type)
{
    for (; type->tp_base != NULL; type = type->tp_base) {
        if (type->tp_dictoffset != 0 &&
            !_PyType_HasFeature(type, Py_TPFLAGS_HEAPTYPE)) {
            return type;
        }
    }
    return NULL;
}

static PyObject *
dict_descriptor(PyTypeObject *base, PyObject *obj)
{
    PyObject *descr = _PyType_Lookup(base, &_Py_ID(__dict__));
    if (descr == NULL || !PyDescr_IsData(descr)) {
        PyErr_Format(PyExc_TypeError,
                     "this __dict__ descriptor does not support '%.200s' "
                     "objects",
                     Py_TYPE(obj)->tp_name);
        return NULL;
    }
    return descr;
}

static PyObject *
subtype_dict(PyObject *obj, void *context)
{
    PyTypeObject *base = builtin_base_with_dict(Py_TYPE(obj));
    if (base == NULL) {
        return PyObject_GenericGetDict(obj, context);
    }
    PyObject *descr = dict_descriptor(base, obj);
    if (descr == NULL) {
        return NULL;
    }
    descrgetfunc get = Py_TYPE(descr)->tp_descr_get;
    return get == NULL ? Py_NewRef(descr)
                       : get(descr, obj, (PyObject *)Py_TYPE(obj));
}

static int
subtype_setdict(PyObject *obj, PyObject *value, void *context)
{
    PyTypeObject *base = builtin_base_with_dict(Py_TYPE(obj));
    if (base != NULL) {
        PyObject *descr = dict_descriptor(base, obj);
        return descr == NULL ? -1
                             : Py_TYPE(descr)->tp_descr_set(descr, obj, value);
    }
    if (value == NULL) {
        /* del obj.__dict__ empties the instance. */
        PyObject **dictptr = _PyObject_GetDictPtr(obj);
        if (dictptr == NULL) {
            PyErr_SetString(PyExc_AttributeError,
                            "This object has no __dict__");
            return -1;
        }
        Py_CLEAR(*dictptr);
        return 0;
    }
    return PyObject_GenericSetDict(obj, value, context);
}

static PyObject *
subtype_getweakref(PyObject *obj, void *Py_UNUSED(context))
{
    if (Py_TYPE(obj)->tp_weaklistoffset == 0) {
        PyErr_SetString(PyExc_AttributeError,
                        "This object has no __weakref__");
        return NULL;
    }
    PyObject *first = *_PyObject_GET_WEAKREFS_LISTPTR(obj);
    return Py_NewRef(first == NULL ? Py_None : first);
}

static PyGetSetDef getsets_full[] = {
    {"__dict__", subtype_dict, subtype_setdict, NULL, NULL},
    {"__weakref__", subtype_getweakref, NULL, NULL, NULL},
    {NULL, NULL, NULL, NULL, NULL},
};

static PyGetSetDef getsets_dict_only[] = {
    {"__dict__", subtype_dict, subtype_setdict, NULL, NULL},
    {NULL, NULL, NULL, NULL, NULL},
};

static PyGetSetDef getsets_weakref_only[] = {
    {"__weakref__", subtype_getweakref, NULL, NULL, NULL},
    {NULL, NULL, NULL, NULL, NULL},
};

/* ---- placing ----------------------------------------------------------- */

static int
place_fields(struct class_slots *ctx, PyTypeObject *type, Py_ssize_t *offset)
{
    PyMemberDef *mp = _PyHeapType_GET_MEMBERS((PyHeapTypeObject *)type);
    for (Py_ssize_t i = 0; i < ctx->nslot; i++, mp++) {
        mp->name = PyUnicode_AsUTF8(PyTuple_GET_ITEM(ctx->slots, i));
        if (mp->name == NULL) {
            return -1;
        }
        mp->type = T_OBJECT_EX;
        mp->offset = *offset;
        *offset += (Py_ssize_t)sizeof(PyObject *);
    }
    return 0;
}

int
Hb_PlaceSlots(struct class_slots *ctx, PyTypeObject *type)
{
    const Py_ssize_t word = sizeof(PyObject *);
    Py_ssize_t offset = ctx->base->tp_basicsize;
    if (place_fields(ctx, type, &offset) < 0) {
        return -1;
    }
    if (ctx->add_dict && ctx->base->tp_itemsize) {
        type->tp_dictoffset = -word;
        offset += word;
    }
    if (ctx->add_weak) {
        type->tp_weaklistoffset = offset;
        offset += word;
    }
    if (ctx->add_dict && ctx->base->tp_itemsize == 0) {
        type->tp_flags |= Py_TPFLAGS_MANAGED_DICT;
        type->tp_dictoffset = -offset - 3 * word;
    }
    type->tp_basicsize = offset;
    type->tp_itemsize = ctx->base->tp_itemsize;
    type->tp_members = _PyHeapType_GET_MEMBERS((PyHeapTypeObject *)type);
    if (type->tp_weaklistoffset && type->tp_dictoffset) {
        type->tp_getset = getsets_full;
    }
    else if (type->tp_weaklistoffset) {
        type->tp_getset = getsets_weakref_only;
    }
    else if (type->tp_dictoffset) {
        type->tp_getset = getsets_dict_only;
    }
    return 0;
}
