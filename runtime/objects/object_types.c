/* object_types.c -- the static types, at the beginning and at the end.
 *
 * Every static type of the runtime stands in the table and is readied when
 * the interpreter starts.  PyType_Ready notes each static type, those that a
 * program readies itself as well, with a copy of what the compiler put there;
 * the end puts the copy back, so that the next Py_Initialize finds all types
 * untouched.  The notes lie outside the modelled memory.
 */

#include "Python.h"

#include "internal/pycore_object.h"
#include "internal/pycore_typeobject.h"

/* The types that no public header names. */
#define PRIVATE_TYPES(X)                                                      \
    X(PyAsyncGen_Type)                                                        \
    X(PyCoro_Type)                                                            \
    X(PyGen_Type)                                                             \
    X(_PyMemoryIter_Type)                                                     \
    X(_PyMethodWrapper_Type)                                                  \
    X(_PyNamespace_Type)                                                      \
    X(_PyNone_Type)                                                           \
    X(_PyNotImplemented_Type)                                                 \
    X(_PyUnicodeASCIIIter_Type)                                               \
    X(Hb_GenericAliasIterType)                                                \
    X(Hb_TokenMissing_Type)                                                   \
    X(_PyUnion_Type)

#define DECLARE(type) extern PyTypeObject type;
PRIVATE_TYPES(DECLARE)
#undef DECLARE

static PyTypeObject *const static_types[] = {
    /* What others inherit from comes first. */
    &PyBaseObject_Type,
    &PyType_Type,
    &Py_GenericAliasType,
    &Hb_GenericAliasIterType,
    &PyBool_Type,
    &PyByteArray_Type,
    &PyByteArrayIter_Type,
    &PyBytes_Type,
    &PyBytesIter_Type,
    &PyCallIter_Type,
    &PyCapsule_Type,
    &PyCell_Type,
    &PyCFunction_Type,
    &PyClassMethod_Type,
    &PyClassMethodDescr_Type,
    &PyCMethod_Type,
    &PyCode_Type,
    &PyComplex_Type,
    &PyContext_Type,
    &PyContextToken_Type,
    &PyContextVar_Type,
    &Hb_TokenMissing_Type,
    &PyDict_Type,
    &PyDictItems_Type,
    &PyDictIterItem_Type,
    &PyDictIterKey_Type,
    &PyDictIterValue_Type,
    &PyDictKeys_Type,
    &PyDictProxy_Type,
    &PyDictRevIterItem_Type,
    &PyDictRevIterKey_Type,
    &PyDictRevIterValue_Type,
    &PyDictValues_Type,
    &PyEllipsis_Type,
    &PyEnum_Type,
    &PyFilter_Type,
    &PyFloat_Type,
    &PyFrame_Type,
    &PyFrozenSet_Type,
    &PyFunction_Type,
    &PyGetSetDescr_Type,
    &PyInstanceMethod_Type,
    &PyList_Type,
    &PyListIter_Type,
    &PyListRevIter_Type,
    &PyLong_Type,
    &PyLongRangeIter_Type,
    &PyMap_Type,
    &PyMemberDescr_Type,
    &PyMemoryView_Type,
    &PyMethod_Type,
    &PyMethodDescr_Type,
    &PyModule_Type,
    &PyModuleDef_Type,
    &PyProperty_Type,
    &PyODict_Type,
    &PyODictItems_Type,
    &PyODictIter_Type,
    &PyODictKeys_Type,
    &PyODictValues_Type,
    &PyRange_Type,
    &PyRangeIter_Type,
    &PyReversed_Type,
    &PySeqIter_Type,
    &PySet_Type,
    &PySetIter_Type,
    &PySlice_Type,
    &PyStaticMethod_Type,
    &PyStdPrinter_Type,
    &PySuper_Type,
    &PyTraceBack_Type,
    &PyTuple_Type,
    &PyTupleIter_Type,
    &PyUnicode_Type,
    &PyUnicodeIter_Type,
    &PyWrapperDescr_Type,
    &PyZip_Type,
    &_PyManagedBuffer_Type,
    &_PyWeakref_CallableProxyType,
    &_PyWeakref_ProxyType,
    &_PyWeakref_RefType,
#define ADDRESS(type) &type,
    PRIVATE_TYPES(ADDRESS)
#undef ADDRESS
};

/* ---- the notes --------------------------------------------------------- */

/* A type as it was compiled, then the tables of methods that it has: most
 * have none. */
struct note {
    PyTypeObject *type;
    struct note *before;
    PyTypeObject head;
    char tables[];
};

/* Memory of notes, given back in one piece: to free each would be to write
 * to all. */
struct pad {
    struct pad *before;
    size_t used;
    char bytes[128 * 1024];
};

static struct pad *last_pad;
static struct note *last_note;

static struct note *
add_note(size_t size)
{
    if (last_pad == NULL || sizeof(last_pad->bytes) - last_pad->used < size) {
        struct pad *pad = malloc(sizeof(*pad));
        if (pad == NULL) {
            return NULL;
        }
        pad->before = last_pad;
        pad->used = 0;
        last_pad = pad;
    }
    struct note *note = (struct note *)(last_pad->bytes + last_pad->used);
    last_pad->used += size;
    note->before = last_note;
    last_note = note;
    return note;
}

static void
free_notes(void)
{
    last_note = NULL;
    while (last_pad) {
        struct pad *pad = last_pad;
        last_pad = pad->before;
        free(pad);
    }
}

#define TABLES(X)                                                             \
    X(tp_as_async)                                                            \
    X(tp_as_number)                                                           \
    X(tp_as_mapping)                                                          \
    X(tp_as_sequence)                                                         \
    X(tp_as_buffer)

int
Hb_NoteStaticType(PyTypeObject *type)
{
    size_t size = sizeof(struct note);
#define ADD_SIZE(table) size += type->table ? sizeof(*type->table) : 0;
    TABLES(ADD_SIZE)
#undef ADD_SIZE
    struct note *note = add_note(size);
    if (note == NULL) {
        PyErr_NoMemory();
        return -1;
    }
    note->type = type;
    note->head = *type;

    char *at = note->tables;
#define SAVE(table)                                                           \
    if (type->table != NULL) {                                                \
        memcpy(at, type->table, sizeof(*type->table));                        \
        at += sizeof(*type->table);                                           \
    }
    TABLES(SAVE)
#undef SAVE
    return 0;
}

/* Puts the type back to how it was compiled.  Its references have been given
 * back before.
 */
static void
forget(const struct note *note)
{
    PyTypeObject *type = note->type;
    const char *at = note->tables;
    *type = note->head;
#define RESTORE(table)                                                        \
    if (type->table != NULL) {                                                \
        memcpy(type->table, at, sizeof(*type->table));                        \
        at += sizeof(*type->table);                                           \
    }
    TABLES(RESTORE)
#undef RESTORE
    type->tp_dict = NULL;
    type->tp_bases = NULL;
    type->tp_mro = NULL;
    type->tp_cache = NULL;
    type->tp_subclasses = NULL;
    type->tp_weaklist = NULL;
    Py_SET_REFCNT(type, 1);
}

/* ---- beginning and end ------------------------------------------------- */

PyStatus
_PyTypes_InitTypes(PyInterpreterState *Py_UNUSED(interp))
{
    for (size_t i = 0; i < Py_ARRAY_LENGTH(static_types); i++) {
        if (PyType_Ready(static_types[i]) < 0) {
            return PyStatus_Error("can't initialize a static type");
        }
    }
    return PyStatus_Ok();
}

void
_PyTypes_FiniTypes(PyInterpreterState *Py_UNUSED(interp))
{
    /* A type whose dict has gone may be the base of one that has not: none
     * may die before all have let go. */
    for (struct note *note = last_note; note; note = note->before) {
        Py_SET_REFCNT(note->type, PY_SSIZE_T_MAX / 2);
    }
    for (struct note *note = last_note; note; note = note->before) {
        _PyStaticType_Dealloc(note->type);
    }
    for (struct note *note = last_note; note; note = note->before) {
        forget(note);
    }
    free_notes();
    for (struct wrapperbase *p = Hb_SlotDefs; p->name; p++) {
        Py_CLEAR(p->name_strobj);
    }
}
