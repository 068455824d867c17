/* typeobject_update.c -- keeping slots and special methods in step (Y2).
 *
 * From the slots of a static type, slot wrappers are entered into its dict;
 * from what the dicts of a class and its bases hold, its slots are filled.
 */

#include "Python.h"

#include "internal/hb_slots.h"
#include "internal/pycore_method.h"
#include "internal/pycore_typeobject.h"
#include "internal/pycore_unicodeobject.h"

#define MAX_SLOTS 10 /* of one special method */

PyStatus
_PyTypes_InitSlotDefs(void)
{
    for (struct wrapperbase *p = Hb_SlotDefs; p->name; p++) {
        p->name_strobj = PyUnicode_InternFromString(p->name);
        if (p->name_strobj == NULL) {
            return PyStatus_NoMemory();
        }
    }
    return PyStatus_Ok();
}

void **
Hb_SlotPtr(PyTypeObject *type, int ioffset)
{
    size_t offset = (size_t)ioffset;
    char *table;
    if (offset >= offsetof(PyHeapTypeObject, as_sequence)) {
        table = (char *)type->tp_as_sequence;
        offset -= offsetof(PyHeapTypeObject, as_sequence);
    }
    else if (offset >= offsetof(PyHeapTypeObject, as_mapping)) {
        table = (char *)type->tp_as_mapping;
        offset -= offsetof(PyHeapTypeObject, as_mapping);
    }
    else if (offset >= offsetof(PyHeapTypeObject, as_number)) {
        table = (char *)type->tp_as_number;
        offset -= offsetof(PyHeapTypeObject, as_number);
    }
    else if (offset >= offsetof(PyHeapTypeObject, as_async)) {
        table = (char *)type->tp_as_async;
        offset -= offsetof(PyHeapTypeObject, as_async);
    }
    else {
        table = (char *)type;
    }
    return table == NULL ? NULL : (void **)(table + offset);
}

/* ---- from slots to the dict -------------------------------------------- */

int
Hb_AddOperators(PyTypeObject *type)
{
    PyObject *dict = type->tp_dict;
    for (struct wrapperbase *p = Hb_SlotDefs; p->name; p++) {
        void **ptr = p->wrapper == NULL ? NULL : Hb_SlotPtr(type, p->offset);
        if (ptr == NULL || *ptr == NULL) {
            continue;
        }
        int known = PyDict_Contains(dict, p->name_strobj);
        if (known < 0) {
            return -1;
        }
        if (known) {
            continue;
        }
        PyObject *value = *ptr == (void *)PyObject_HashNotImplemented
                              ? Py_NewRef(Py_None)
                              : PyDescr_NewWrapper(type, p, *ptr);
        if (value == NULL) {
            return -1;
        }
        int error = PyDict_SetItem(dict, p->name_strobj, value);
        Py_DECREF(value);
        if (error < 0) {
            return -1;
        }
    }
    return 0;
}

/* ---- from the dict to slots -------------------------------------------- */

/* The only filled slot that the method has, NULL if there are several. */
static void **
only_slot(PyTypeObject *type, PyObject *name)
{
    void **result = NULL;
    for (struct wrapperbase *p = Hb_SlotDefs; p->name; p++) {
        if (p->name_strobj != name) {
            continue;
        }
        void **ptr = Hb_SlotPtr(type, p->offset);
        if (ptr == NULL || *ptr == NULL) {
            continue;
        }
        if (result != NULL) {
            return NULL;
        }
        result = ptr;
    }
    return result;
}

/* What the methods of one slot ask for. */
struct choice {
    void *specific; /* the C function of a static type */
    void *generic;  /* a function of typeobject_slots*.c */
    int use_generic;
};

/* A slot wrapper: its C function can be used when it is of the right kind,
 * of a base, and all methods of the slot agree.
 */
static void
choose_wrapper(struct choice *choice, PyTypeObject *type,
               struct wrapperbase *p, void **ptr, PyWrapperDescrObject *descr)
{
    void **only = only_slot(type, p->name_strobj);
    if (only == NULL || only == ptr) {
        choice->generic = p->function;
    }
    if ((choice->specific == NULL || choice->specific == descr->d_wrapped) &&
        descr->d_base->wrapper == p->wrapper &&
        PyType_IsSubtype(type, PyDescr_TYPE(descr))) {
        choice->specific = descr->d_wrapped;
    }
    else {
        choice->use_generic = 1;
    }
}

static int
is_new_wrapper(PyObject *descr)
{
    return Py_IS_TYPE(descr, &PyCFunction_Type) &&
           PyCFunction_GET_FUNCTION(descr) ==
               _PyCFunction_CAST(Hb_TpNewWrapper);
}

static void
choose(struct choice *choice, PyTypeObject *type, struct wrapperbase *p,
       void **ptr, PyObject *descr)
{
    if (Py_IS_TYPE(descr, &PyWrapperDescr_Type) &&
        ((PyWrapperDescrObject *)descr)->d_base->name_strobj ==
            p->name_strobj) {
        choose_wrapper(choice, type, p, ptr, (PyWrapperDescrObject *)descr);
    }
    else if (is_new_wrapper(descr) && ptr == (void **)&type->tp_new) {
        /* type->tp_new was inherited along with it. */
        choice->specific = (void *)type->tp_new;
    }
    else if (descr == Py_None && ptr == (void **)&type->tp_hash) {
        choice->specific = (void *)PyObject_HashNotImplemented;
    }
    else {
        choice->use_generic = 1;
        choice->generic = p->function;
    }
}

/* Fills the slot of row p; returns the first row of the next slot. */
static struct wrapperbase *
update_one_slot(PyTypeObject *type, struct wrapperbase *p)
{
    struct choice choice = {NULL, NULL, 0};
    int offset = p->offset;
    void **ptr = Hb_SlotPtr(type, offset);
    for (; p->name != NULL && p->offset == offset; p++) {
        if (ptr == NULL) {
            continue;
        }
        int error;
        PyObject *descr = Hb_FindInMro(type, p->name_strobj, &error);
        if (descr != NULL) {
            choose(&choice, type, p, ptr, descr);
            continue;
        }
        if (error == -1) {
            PyErr_Clear();
        }
        if (ptr == (void **)&type->tp_iternext) {
            choice.specific = (void *)_PyObject_NextNotImplemented;
        }
    }
    if (ptr != NULL) {
        *ptr = choice.specific != NULL && !choice.use_generic ? choice.specific
                                                              : choice.generic;
    }
    return p;
}

void
Hb_FixupSlots(PyTypeObject *type)
{
    struct wrapperbase *p = Hb_SlotDefs;
    while (p->name != NULL) {
        p = update_one_slot(type, p);
    }
}

/* ---- after an assignment ----------------------------------------------- */

struct update {
    PyObject *name;
    struct wrapperbase *rows[MAX_SLOTS]; /* first rows of slots, then NULL */
};

static int update_below(PyTypeObject *type, void *arg);

static int
update_type(PyTypeObject *type, struct update *update)
{
    for (int i = 0; update->rows[i] != NULL; i++) {
        update_one_slot(type, update->rows[i]);
    }
    return Hb_EachSubclass(type, update_below, update);
}

/* A subclass with a method of its own is not affected. */
static int
update_below(PyTypeObject *type, void *arg)
{
    struct update *update = arg;
    if (type->tp_dict != NULL && PyDict_Check(type->tp_dict)) {
        int own = PyDict_Contains(type->tp_dict, update->name);
        if (own != 0) {
            return own < 0 ? -1 : 0;
        }
    }
    return update_type(type, update);
}

int
Hb_UpdateSlot(PyTypeObject *type, PyObject *name)
{
    struct update update = {.name = name};
    int n = 0;
    for (struct wrapperbase *p = Hb_SlotDefs; p->name; p++) {
        if (p->name_strobj != name) {
            continue;
        }
        struct wrapperbase *first = p;
        while (first > Hb_SlotDefs && first[-1].offset == p->offset) {
            first--;
        }
        if (n == 0 || update.rows[n - 1] != first) {
            assert(n < MAX_SLOTS - 1);
            update.rows[n++] = first;
        }
    }
    return n == 0 ? 0 : update_type(type, &update);
}

void
Hb_UpdateAllSlots(PyTypeObject *type)
{
    PyType_Modified(type);
    for (struct wrapperbase *p = Hb_SlotDefs; p->name; p++) {
        Hb_UpdateSlot(type, p->name_strobj);
    }
}
