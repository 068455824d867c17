/* typeobject_spec.c -- heap types from a table of slots, and reading slots.
 */

#include "Python.h"

#include "internal/pycore_dict.h"
#include "internal/pycore_moduleobject.h"
#include "internal/pycore_typeobject.h"
#include "internal/pycore_unicodeobject.h"

/* ---- where the slots are ----------------------------------------------- */

/* Offsets in PyHeapTypeObject, by the numbers of typeslots.h. */
#define HEAP(table, slot) [Py_##slot] = offsetof(PyHeapTypeObject, table.slot)
#define ASYNC(slot)       HEAP(as_async, slot)
#define NUMBER(slot)      HEAP(as_number, slot)
#define MAPPING(slot)     HEAP(as_mapping, slot)
#define SEQUENCE(slot)    HEAP(as_sequence, slot)
#define BUFFER(slot)      HEAP(as_buffer, slot)
#define TYPE(slot)        [Py_##slot] = offsetof(PyTypeObject, slot)

static const short slot_offsets[] = {
    BUFFER(bf_getbuffer),
    BUFFER(bf_releasebuffer),
    MAPPING(mp_ass_subscript),
    MAPPING(mp_length),
    MAPPING(mp_subscript),
    NUMBER(nb_absolute),
    NUMBER(nb_add),
    NUMBER(nb_and),
    NUMBER(nb_bool),
    NUMBER(nb_divmod),
    NUMBER(nb_float),
    NUMBER(nb_floor_divide),
    NUMBER(nb_index),
    NUMBER(nb_inplace_add),
    NUMBER(nb_inplace_and),
    NUMBER(nb_inplace_floor_divide),
    NUMBER(nb_inplace_lshift),
    NUMBER(nb_inplace_multiply),
    NUMBER(nb_inplace_or),
    NUMBER(nb_inplace_power),
    NUMBER(nb_inplace_remainder),
    NUMBER(nb_inplace_rshift),
    NUMBER(nb_inplace_subtract),
    NUMBER(nb_inplace_true_divide),
    NUMBER(nb_inplace_xor),
    NUMBER(nb_int),
    NUMBER(nb_invert),
    NUMBER(nb_lshift),
    NUMBER(nb_multiply),
    NUMBER(nb_negative),
    NUMBER(nb_or),
    NUMBER(nb_positive),
    NUMBER(nb_power),
    NUMBER(nb_remainder),
    NUMBER(nb_rshift),
    NUMBER(nb_subtract),
    NUMBER(nb_true_divide),
    NUMBER(nb_xor),
    NUMBER(nb_matrix_multiply),
    NUMBER(nb_inplace_matrix_multiply),
    SEQUENCE(sq_ass_item),
    SEQUENCE(sq_concat),
    SEQUENCE(sq_contains),
    SEQUENCE(sq_inplace_concat),
    SEQUENCE(sq_inplace_repeat),
    SEQUENCE(sq_item),
    SEQUENCE(sq_length),
    SEQUENCE(sq_repeat),
    ASYNC(am_await),
    ASYNC(am_aiter),
    ASYNC(am_anext),
    ASYNC(am_send),
    TYPE(tp_alloc),
    TYPE(tp_base),
    TYPE(tp_bases),
    TYPE(tp_call),
    TYPE(tp_clear),
    TYPE(tp_dealloc),
    TYPE(tp_del),
    TYPE(tp_descr_get),
    TYPE(tp_descr_set),
    TYPE(tp_doc),
    TYPE(tp_getattr),
    TYPE(tp_getattro),
    TYPE(tp_hash),
    TYPE(tp_init),
    TYPE(tp_is_gc),
    TYPE(tp_iter),
    TYPE(tp_iternext),
    TYPE(tp_methods),
    TYPE(tp_new),
    TYPE(tp_repr),
    TYPE(tp_richcompare),
    TYPE(tp_setattr),
    TYPE(tp_setattro),
    TYPE(tp_str),
    TYPE(tp_traverse),
    TYPE(tp_members),
    TYPE(tp_getset),
    TYPE(tp_free),
    TYPE(tp_finalize),
};

static int
is_slot(int slot)
{
    return slot > 0 && slot < (int)Py_ARRAY_LENGTH(slot_offsets);
}

void *
PyType_GetSlot(PyTypeObject *type, int slot)
{
    if (!is_slot(slot)) {
        PyErr_BadInternalCall();
        return NULL;
    }
    int offset = slot_offsets[slot];
    if ((size_t)offset >= offsetof(PyHeapTypeObject, as_buffer)) {
        offset -= (int)offsetof(PyHeapTypeObject, as_buffer);
        char *table = (char *)type->tp_as_buffer;
        return table == NULL ? NULL : *(void **)(table + offset);
    }
    void **ptr = Hb_SlotPtr(type, offset);
    return ptr == NULL ? NULL : *ptr;
}

/* ---- reading a spec ---------------------------------------------------- */

/* What the slots say besides functions. */
struct spec {
    PyType_Spec *spec;
    PyObject *module;
    PyObject *bases; /* owned */
    PyTypeObject *base;
    Py_ssize_t nmembers;
    Py_ssize_t weaklistoffset;
    Py_ssize_t dictoffset;
    Py_ssize_t vectorcalloffset;
};

/* Members of these names say where the instances keep something. */
static void
read_members(struct spec *s, PyMemberDef *member)
{
    s->nmembers = 0;
    for (; member->name != NULL; member++, s->nmembers++) {
        if (strcmp(member->name, "__weaklistoffset__") == 0) {
            s->weaklistoffset = member->offset;
        }
        else if (strcmp(member->name, "__dictoffset__") == 0) {
            s->dictoffset = member->offset;
        }
        else if (strcmp(member->name, "__vectorcalloffset__") == 0) {
            s->vectorcalloffset = member->offset;
        }
    }
}

static int
check_slots(struct spec *s)
{
    if (s->spec->name == NULL) {
        PyErr_SetString(PyExc_SystemError,
                        "Type spec does not define the name field.");
        return -1;
    }
    for (PyType_Slot *slot = s->spec->slots; slot->slot; slot++) {
        if (!is_slot(slot->slot)) {
            PyErr_SetString(PyExc_RuntimeError, "invalid slot offset");
            return -1;
        }
        if (slot->slot == Py_tp_members) {
            read_members(s, slot->pfunc);
        }
    }
    return 0;
}

/* The bases: given, or in the slots, or object. */
static int
find_bases(struct spec *s, PyObject *bases)
{
    PyTypeObject *base = &PyBaseObject_Type;
    if (bases != NULL) {
        s->bases =
            PyTuple_Check(bases) ? Py_NewRef(bases) : PyTuple_Pack(1, bases);
        return s->bases == NULL ? -1 : 0;
    }
    for (PyType_Slot *slot = s->spec->slots; slot->slot; slot++) {
        if (slot->slot == Py_tp_base) {
            base = slot->pfunc;
        }
        else if (slot->slot == Py_tp_bases) {
            bases = slot->pfunc;
        }
    }
    if (bases != NULL && !PyTuple_Check(bases)) {
        PyErr_SetString(PyExc_SystemError, "Py_tp_bases is not a tuple");
        return -1;
    }
    s->bases = bases != NULL ? Py_NewRef(bases) : PyTuple_Pack(1, base);
    return s->bases == NULL ? -1 : 0;
}

/* ---- making the type --------------------------------------------------- */

static int
set_names(PyHeapTypeObject *et, const char *name)
{
    const char *dot = strrchr(name, '.');
    et->ht_name = PyUnicode_FromString(dot == NULL ? name : dot + 1);
    if (et->ht_name == NULL) {
        return -1;
    }
    et->ht_qualname = Py_NewRef(et->ht_name);
    /* The spec may be gone before the type. */
    size_t size = strlen(name) + 1;
    et->_ht_tpname = PyMem_Malloc(size);
    if (et->_ht_tpname == NULL) {
        PyErr_NoMemory();
        return -1;
    }
    et->ht_type.tp_name = memcpy(et->_ht_tpname, name, size);
    return 0;
}

static int
set_doc(PyTypeObject *type, const char *doc)
{
    if (doc == NULL) {
        type->tp_doc = NULL;
        return 0;
    }
    size_t size = strlen(doc) + 1;
    char *copy = PyObject_Malloc(size);
    if (copy == NULL) {
        PyErr_NoMemory();
        return -1;
    }
    type->tp_doc = memcpy(copy, doc, size);
    return 0;
}

static int
set_slots(struct spec *s, PyHeapTypeObject *et)
{
    PyTypeObject *type = &et->ht_type;
    for (PyType_Slot *slot = s->spec->slots; slot->slot; slot++) {
        switch (slot->slot) {
        case Py_tp_base:
        case Py_tp_bases:
            break;
        case Py_tp_doc:
            if (set_doc(type, slot->pfunc) < 0) {
                return -1;
            }
            break;
        case Py_tp_members:
            type->tp_members = _PyHeapType_GET_MEMBERS(et);
            memcpy(type->tp_members, slot->pfunc,
                   (size_t)s->nmembers * sizeof(PyMemberDef));
            break;
        default:
            *(void **)((char *)et + slot_offsets[slot->slot]) = slot->pfunc;
        }
    }
    return 0;
}

static int
fill_type(struct spec *s, PyHeapTypeObject *et)
{
    PyTypeObject *type = &et->ht_type;
    if (set_names(et, s->spec->name) < 0) {
        return -1;
    }
    type->tp_flags = s->spec->flags | Py_TPFLAGS_HEAPTYPE;
    et->ht_module = Py_XNewRef(s->module);
    type->tp_as_async = &et->as_async;
    type->tp_as_number = &et->as_number;
    type->tp_as_sequence = &et->as_sequence;
    type->tp_as_mapping = &et->as_mapping;
    type->tp_as_buffer = &et->as_buffer;
    type->tp_bases = Py_NewRef(s->bases);
    type->tp_base = (PyTypeObject *)Py_NewRef(s->base);
    type->tp_basicsize = s->spec->basicsize;
    type->tp_itemsize = s->spec->itemsize;
    if (set_slots(s, et) < 0) {
        return -1;
    }
    if (type->tp_dealloc == NULL) {
        type->tp_dealloc = Hb_SubtypeDealloc;
    }
    if (s->vectorcalloffset) {
        type->tp_vectorcall_offset = s->vectorcalloffset;
    }
    return 0;
}

/* The members that said where things are, are no attributes. */
static int
set_offsets(struct spec *s, PyTypeObject *type)
{
    if (s->weaklistoffset) {
        type->tp_weaklistoffset = s->weaklistoffset;
        if (PyDict_DelItem(type->tp_dict, &_Py_ID(__weaklistoffset__)) < 0) {
            return -1;
        }
    }
    if (s->dictoffset) {
        type->tp_dictoffset = s->dictoffset;
        if (PyDict_DelItem(type->tp_dict, &_Py_ID(__dictoffset__)) < 0) {
            return -1;
        }
    }
    return 0;
}

static int
set_module_name(PyTypeObject *type, const char *name)
{
    int known = PyDict_Contains(type->tp_dict, &_Py_ID(__module__));
    if (known != 0) {
        return known < 0 ? -1 : 0;
    }
    const char *dot = strrchr(name, '.');
    if (dot == NULL) {
        return PyErr_WarnFormat(
            PyExc_DeprecationWarning, 1,
            "builtin type %.200s has no __module__ attribute", name);
    }
    PyObject *module = PyUnicode_FromStringAndSize(name, dot - name);
    if (module == NULL) {
        return -1;
    }
    int result = PyDict_SetItem(type->tp_dict, &_Py_ID(__module__), module);
    Py_DECREF(module);
    return result;
}

static PyObject *
make_type(struct spec *s)
{
    PyHeapTypeObject *et =
        (PyHeapTypeObject *)PyType_GenericAlloc(&PyType_Type, s->nmembers);
    if (et == NULL) {
        return NULL;
    }
    PyTypeObject *type = &et->ht_type;
    if (fill_type(s, et) < 0 || PyType_Ready(type) < 0) {
        Py_DECREF(type);
        return NULL;
    }
    if (_PyType_HasFeature(type, Py_TPFLAGS_MANAGED_DICT)) {
        et->ht_cached_keys = _PyDict_NewKeysForClass();
        if (et->ht_cached_keys == NULL) {
            Py_DECREF(type);
            return PyErr_NoMemory();
        }
    }
    if (set_offsets(s, type) < 0 || set_module_name(type, s->spec->name) < 0) {
        Py_DECREF(type);
        return NULL;
    }
    return (PyObject *)type;
}

PyObject *
PyType_FromModuleAndSpec(PyObject *module, PyType_Spec *spec, PyObject *bases)
{
    struct spec s = {.spec = spec, .module = module};
    PyObject *type = NULL;
    if (check_slots(&s) == 0 && find_bases(&s, bases) == 0) {
        s.base = Hb_BestBase(s.bases);
        if (s.base != NULL) {
            type = make_type(&s);
        }
    }
    Py_XDECREF(s.bases);
    return type;
}

PyObject *
PyType_FromSpecWithBases(PyType_Spec *spec, PyObject *bases)
{
    return PyType_FromModuleAndSpec(NULL, spec, bases);
}

PyObject *
PyType_FromSpec(PyType_Spec *spec)
{
    return PyType_FromModuleAndSpec(NULL, spec, NULL);
}

/* ---- the module of a type ---------------------------------------------- */

PyObject *
PyType_GetModule(PyTypeObject *type)
{
    if (!_PyType_HasFeature(type, Py_TPFLAGS_HEAPTYPE)) {
        PyErr_Format(PyExc_TypeError,
                     "PyType_GetModule: Type '%s' is not a heap type",
                     type->tp_name);
        return NULL;
    }
    PyObject *module = ((PyHeapTypeObject *)type)->ht_module;
    if (module == NULL) {
        PyErr_Format(PyExc_TypeError,
                     "PyType_GetModule: Type '%s' has no associated module",
                     type->tp_name);
    }
    return module;
}

void *
PyType_GetModuleState(PyTypeObject *type)
{
    PyObject *module = PyType_GetModule(type);
    return module == NULL ? NULL : PyModule_GetState(module);
}

PyObject *
PyType_GetModuleByDef(PyTypeObject *type, PyModuleDef *def)
{
    PyObject *mro = type->tp_mro;
    for (Py_ssize_t i = 0; i < PyTuple_GET_SIZE(mro); i++) {
        PyTypeObject *base = (PyTypeObject *)PyTuple_GET_ITEM(mro, i);
        if (!_PyType_HasFeature(base, Py_TPFLAGS_HEAPTYPE)) {
            continue;
        }
        PyObject *module = ((PyHeapTypeObject *)base)->ht_module;
        if (module != NULL && PyModule_Check(module) &&
            PyModule_GetDef(module) == def) {
            return module;
        }
    }
    PyErr_Format(PyExc_TypeError,
                 "PyType_GetModuleByDef: No superclass of '%s' has the given "
                 "module",
                 type->tp_name);
    return NULL;
}
