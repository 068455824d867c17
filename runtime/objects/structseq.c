/* structseq.c -- tuples with named items.
 *
 * A type of this kind keeps three numbers in its dict: how many items there
 * are, how many fields in all, and how many of the items have no name.  The
 * object has room for all fields; its length says only how many are items.
 */
#include <stddef.h>

#include "Python.h"
#include "structmember.h"
#include "internal/pycore_object.h"
#include "internal/pycore_structseq.h"
#include "internal/pycore_tuple.h"
#include "internal/pycore_unicodeobject.h"

const char *const PyStructSequence_UnnamedField = "unnamed field";

static const char visible_length_key[] = "n_sequence_fields";
static const char real_length_key[] = "n_fields";
static const char unnamed_fields_key[] = "n_unnamed_fields";

/* One of the three numbers; -1 with an exception. */
static Py_ssize_t
type_number(PyTypeObject *type, const char *name)
{
    PyObject *number = _PyDict_GetItemStringWithError(type->tp_dict, name);

    if (number == NULL) {
        if (!PyErr_Occurred()) {
            PyErr_Format(PyExc_TypeError, "Missed attribute '%s' of type %s",
                         name, type->tp_name);
        }
        return -1;
    }
    return PyLong_AsSsize_t(number);
}

PyObject *
PyStructSequence_New(PyTypeObject *type)
{
    Py_ssize_t size = type_number(type, real_length_key), i;
    Py_ssize_t visible = type_number(type, visible_length_key);
    PyStructSequence *op;

    if (size < 0 || visible < 0) {
        return NULL;
    }
    op = PyObject_GC_NewVar(PyStructSequence, type, size);
    if (op == NULL) {
        return NULL;
    }
    Py_SET_SIZE(op, visible);
    for (i = 0; i < size; i++) {
        op->ob_item[i] = NULL;
    }
    return (PyObject *)op;
}

void
PyStructSequence_SetItem(PyObject *op, Py_ssize_t i, PyObject *value)
{
    PyStructSequence_SET_ITEM(op, i, value);
}

PyObject *
PyStructSequence_GetItem(PyObject *op, Py_ssize_t i)
{
    return PyStructSequence_GET_ITEM(op, i);
}

static int
structseq_traverse(PyObject *op, visitproc visit, void *arg)
{
    Py_ssize_t i, size = type_number(Py_TYPE(op), real_length_key);

    if (Py_TYPE(op)->tp_flags & Py_TPFLAGS_HEAPTYPE) {
        Py_VISIT(Py_TYPE(op));
    }
    for (i = 0; i < size; i++) {
        Py_VISIT(((PyStructSequence *)op)->ob_item[i]);
    }
    return 0;
}

static void
structseq_dealloc(PyObject *op)
{
    PyTypeObject *type = Py_TYPE(op);
    Py_ssize_t i, size = type_number(type, real_length_key);

    PyObject_GC_UnTrack(op);
    for (i = 0; i < size; i++) {
        Py_XDECREF(((PyStructSequence *)op)->ob_item[i]);
    }
    PyObject_GC_Del(op);
    if (type->tp_flags & Py_TPFLAGS_HEAPTYPE) {
        Py_DECREF(type);
    }
}

/* ---- construction from Python ---- */

/* Whether a sequence has as many items as the type wants. */
static int
check_length(PyTypeObject *type, Py_ssize_t n, Py_ssize_t least,
             Py_ssize_t most)
{
    if (n >= least && n <= most) {
        return 0;
    }
    if (least != most) {
        PyErr_Format(PyExc_TypeError,
                     "%.500s() takes an at %s %zd-sequence (%zd-sequence "
                     "given)",
                     type->tp_name, n < least ? "least" : "most",
                     n < least ? least : most, n);
    }
    else {
        PyErr_Format(PyExc_TypeError,
                     "%.500s() takes a %zd-sequence (%zd-sequence given)",
                     type->tp_name, least, n);
    }
    return -1;
}

/* Fields beyond the sequence come from a dict, or are None. */
static void
fill_rest(PyStructSequence *op, Py_ssize_t from, Py_ssize_t size,
          PyObject *dict)
{
    Py_ssize_t unnamed = type_number(Py_TYPE(op), unnamed_fields_key), i;

    for (i = from; i < size; i++) {
        const char *name = Py_TYPE(op)->tp_members[i - unnamed].name;
        PyObject *value = dict ? PyDict_GetItemString(dict, name) : NULL;

        op->ob_item[i] = Py_NewRef(value ? value : Py_None);
    }
}

static PyObject *
structseq_make(PyTypeObject *type, PyObject *sequence, PyObject *dict)
{
    Py_ssize_t least = type_number(type, visible_length_key), i, n;
    Py_ssize_t size = type_number(type, real_length_key);
    PyObject *items, *op = NULL;

    if (dict != NULL && !PyDict_Check(dict)) {
        PyErr_Format(PyExc_TypeError,
                     "%.500s() takes a dict as second arg, if any",
                     type->tp_name);
        return NULL;
    }
    items = PySequence_Fast(sequence, "constructor requires a sequence");
    if (items == NULL) {
        return NULL;
    }
    n = PySequence_Fast_GET_SIZE(items);
    if (check_length(type, n, least, size) == 0) {
        op = PyStructSequence_New(type);
    }
    if (op != NULL) {
        for (i = 0; i < n; i++) {
            ((PyStructSequence *)op)->ob_item[i] =
                Py_NewRef(PySequence_Fast_GET_ITEM(items, i));
        }
        fill_rest((PyStructSequence *)op, n, size, dict);
        _PyObject_GC_TRACK(op);
    }
    Py_DECREF(items);
    return op;
}

static PyObject *
structseq_new(PyTypeObject *type, PyObject *args, PyObject *kwds)
{
    static char *names[] = {"sequence", "dict", NULL};
    PyObject *sequence, *dict = NULL;

    if (!PyArg_ParseTupleAndKeywords(args, kwds, "O|O:structseq", names,
                                     &sequence, &dict)) {
        return NULL;
    }
    return structseq_make(type, sequence, dict);
}

/* ---- repr, copies ---- */

/* "name=value", with ", " in front of all but the first. */
static int
write_field(_PyUnicodeWriter *writer, PyObject *op, Py_ssize_t i)
{
    const char *name = Py_TYPE(op)->tp_members[i].name;

    if ((i > 0 && _PyUnicodeWriter_WriteASCIIString(writer, ", ", 2) < 0) ||
        _PyUnicodeWriter_WriteASCIIString(writer, name,
                                          (Py_ssize_t)strlen(name)) < 0 ||
        _PyUnicodeWriter_WriteChar(writer, '=') < 0) {
        return -1;
    }
    return Hb_WriterTake(writer,
                         PyObject_Repr(PyStructSequence_GET_ITEM(op, i)));
}

static PyObject *
structseq_repr(PyObject *op)
{
    const char *name = Py_TYPE(op)->tp_name;
    _PyUnicodeWriter writer;
    Py_ssize_t i;
    int status;

    _PyUnicodeWriter_Init(&writer);
    writer.overallocate = 1;
    status = _PyUnicodeWriter_WriteASCIIString(&writer, name,
                                               (Py_ssize_t)strlen(name));
    if (status == 0) {
        status = _PyUnicodeWriter_WriteChar(&writer, '(');
    }
    for (i = 0; status == 0 && i < Py_SIZE(op); i++) {
        status = write_field(&writer, op, i);
    }
    if (status < 0 || _PyUnicodeWriter_WriteChar(&writer, ')') < 0) {
        _PyUnicodeWriter_Dealloc(&writer);
        return NULL;
    }
    return _PyUnicodeWriter_Finish(&writer);
}

static PyObject *
structseq_reduce(PyObject *op, PyObject *Py_UNUSED(unused))
{
    PyTypeObject *type = Py_TYPE(op);
    Py_ssize_t size = type_number(type, real_length_key);
    Py_ssize_t unnamed = type_number(type, unnamed_fields_key), i;
    PyObject *items, *dict;

    if (size < 0 || unnamed < 0) {
        return NULL;
    }
    items = _PyTuple_FromArray(((PyStructSequence *)op)->ob_item, Py_SIZE(op));
    if (items == NULL) {
        return NULL;
    }
    dict = PyDict_New();
    for (i = Py_SIZE(op); dict != NULL && i < size; i++) {
        if (PyDict_SetItemString(dict, type->tp_members[i - unnamed].name,
                                 PyStructSequence_GET_ITEM(op, i)) < 0) {
            Py_CLEAR(dict);
        }
    }
    if (dict == NULL) {
        Py_DECREF(items);
        return NULL;
    }
    return Py_BuildValue("(O(NN))", type, items, dict);
}

static PyMethodDef structseq_methods[] = {
    {"__reduce__", structseq_reduce, METH_NOARGS, "What to copy it from."},
    {NULL, NULL, 0, NULL},
};

/* ---- making types ---- */

static Py_ssize_t
count_fields(PyStructSequence_Desc *desc, Py_ssize_t *unnamed)
{
    Py_ssize_t n;

    *unnamed = 0;
    for (n = 0; desc->fields[n].name != NULL; n++) {
        *unnamed += desc->fields[n].name == PyStructSequence_UnnamedField;
    }
    return n;
}

/* A member for each field that has a name; of PyMem_New. */
static PyMemberDef *
make_members(PyStructSequence_Desc *desc, Py_ssize_t n, Py_ssize_t unnamed)
{
    PyMemberDef *members = PyMem_New(PyMemberDef, n - unnamed + 1), *next;
    Py_ssize_t i;

    if (members == NULL) {
        PyErr_NoMemory();
        return NULL;
    }
    next = members;
    for (i = 0; i < n; i++) {
        PyStructSequence_Field *field = &desc->fields[i];

        if (field->name != PyStructSequence_UnnamedField) {
            *next++ = (PyMemberDef){
                .name = field->name,
                .type = T_OBJECT,
                .offset = (Py_ssize_t)offsetof(PyStructSequence, ob_item) +
                          i * (Py_ssize_t)sizeof(PyObject *),
                .flags = READONLY,
                .doc = field->doc,
            };
        }
    }
    *next = (PyMemberDef){NULL, 0, 0, 0, NULL};
    return members;
}

static int
set_number(PyObject *dict, const char *name, Py_ssize_t value)
{
    PyObject *number = PyLong_FromSsize_t(value);
    int status;

    if (number == NULL) {
        return -1;
    }
    status = PyDict_SetItemString(dict, name, number);
    Py_DECREF(number);
    return status;
}

/* The names of the items, for pattern matching. */
static int
set_match_args(PyObject *dict, PyMemberDef *members, Py_ssize_t n)
{
    PyObject *names = PyTuple_New(n);
    Py_ssize_t i;
    int status;

    if (names == NULL) {
        return -1;
    }
    for (i = 0; i < n; i++) {
        PyObject *name = PyUnicode_FromString(members[i].name);

        if (name == NULL) {
            Py_DECREF(names);
            return -1;
        }
        PyTuple_SET_ITEM(names, i, name);
    }
    status = PyDict_SetItemString(dict, "__match_args__", names);
    Py_DECREF(names);
    return status;
}

static int
fill_dict(PyTypeObject *type, PyStructSequence_Desc *desc, Py_ssize_t n,
          Py_ssize_t unnamed)
{
    PyObject *dict = type->tp_dict;

    if (set_number(dict, visible_length_key, desc->n_in_sequence) < 0 ||
        set_number(dict, real_length_key, n) < 0 ||
        set_number(dict, unnamed_fields_key, unnamed) < 0) {
        return -1;
    }
    return set_match_args(dict, type->tp_members,
                          desc->n_in_sequence - unnamed);
}

int
_PyStructSequence_InitType(PyTypeObject *type, PyStructSequence_Desc *desc,
                           unsigned long tp_flags)
{
    Py_ssize_t unnamed, n = count_fields(desc, &unnamed);

    if (PyType_HasFeature(type, Py_TPFLAGS_READY)) {
        PyErr_BadInternalCall();
        return -1;
    }
    type->tp_name = desc->name;
    type->tp_basicsize = sizeof(PyStructSequence) - sizeof(PyObject *);
    type->tp_itemsize = sizeof(PyObject *);
    type->tp_dealloc = structseq_dealloc;
    type->tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC | tp_flags;
    type->tp_doc = desc->doc;
    type->tp_base = &PyTuple_Type;
    type->tp_methods = structseq_methods;
    type->tp_new = structseq_new;
    type->tp_repr = structseq_repr;
    type->tp_traverse = structseq_traverse;
    type->tp_members = make_members(desc, n, unnamed);
    if (type->tp_members == NULL) {
        return -1;
    }
    if (PyType_Ready(type) < 0) {
        PyMem_Free(type->tp_members);
        return -1;
    }
    Py_INCREF(type);
    return fill_dict(type, desc, n, unnamed);
}

int
PyStructSequence_InitType2(PyTypeObject *type, PyStructSequence_Desc *desc)
{
    return _PyStructSequence_InitType(type, desc, 0);
}

void
PyStructSequence_InitType(PyTypeObject *type, PyStructSequence_Desc *desc)
{
    (void)PyStructSequence_InitType2(type, desc);
}

void
_PyStructSequence_FiniType(PyTypeObject *type)
{
    PyMemberDef *members = type->tp_members;

    type->tp_members = NULL;
    PyMem_Free(members);
}

PyTypeObject *
_PyStructSequence_NewType(PyStructSequence_Desc *desc, unsigned long tp_flags)
{
    Py_ssize_t unnamed, n = count_fields(desc, &unnamed);
    PyMemberDef *members = make_members(desc, n, unnamed);
    PyObject *bases, *type = NULL;

    if (members == NULL) {
        return NULL;
    }
    bases = PyTuple_Pack(1, &PyTuple_Type);
    if (bases != NULL) {
        PyType_Slot slots[] = {
            {Py_tp_dealloc, (void *)structseq_dealloc},
            {Py_tp_repr, (void *)structseq_repr},
            {Py_tp_methods, structseq_methods},
            {Py_tp_new, (void *)structseq_new},
            {Py_tp_members, members},
            {Py_tp_traverse, (void *)structseq_traverse},
            {desc->doc != NULL ? Py_tp_doc : 0, (void *)desc->doc},
            {0, NULL},
        };
        PyType_Spec spec = {
            .name = desc->name,
            .basicsize = sizeof(PyStructSequence) - sizeof(PyObject *),
            .itemsize = sizeof(PyObject *),
            .flags = (unsigned int)(Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC |
                                    tp_flags),
            .slots = slots,
        };
        type = PyType_FromSpecWithBases(&spec, bases);
        Py_DECREF(bases);
    }
    PyMem_Free(members);
    if (type != NULL &&
        fill_dict((PyTypeObject *)type, desc, n, unnamed) < 0) {
        Py_CLEAR(type);
    }
    return (PyTypeObject *)type;
}

PyTypeObject *
PyStructSequence_NewType(PyStructSequence_Desc *desc)
{
    return _PyStructSequence_NewType(desc, 0);
}
