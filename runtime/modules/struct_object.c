/* struct_object.c -- struct.Struct: a format, compiled.
 *
 * Source: CPython 3.11, Modules/_struct.c.
 */
#include "struct.h"
#include "structmember.h"

#include <stddef.h>

/* ---- compiling ---------------------------------------------------------- */

struct reader {
    const Hb_StructState *state;
    const Hb_StructCode *codes;
    const char *at;
};

static int
bad(const struct reader *reader, const char *text)
{
    PyErr_SetString(reader->state->error, text);
    return -1;
}

static const char too_long[] = "total struct size too long";

/* Reads an optional number and a code.  1, 0 at the end, -1 with an
 * exception. */
static int
read_item(struct reader *reader, Py_ssize_t *number,
          const Hb_StructCode **code)
{
    while (Py_ISSPACE(*reader->at)) {
        reader->at++;
    }
    if (*reader->at == '\0') {
        return 0;
    }
    *number = 1;
    if (Py_ISDIGIT(*reader->at)) {
        for (*number = 0; Py_ISDIGIT(*reader->at); reader->at++) {
            int value = *reader->at - '0';
            if (*number > (PY_SSIZE_T_MAX - value) / 10) {
                return bad(reader, too_long);
            }
            *number = *number * 10 + value;
        }
        if (*reader->at == '\0') {
            return bad(reader, "repeat count given without format specifier");
        }
    }
    for (*code = reader->codes; (*code)->code != *reader->at; (*code)++) {
        if ((*code)->code == '\0') {
            return bad(reader, "bad char in struct format");
        }
    }
    reader->at++;
    return 1;
}

/* Where the next item begins when `size` bytes lie before it; -1 when that
 * is too far. */
static Py_ssize_t
align(Py_ssize_t size, const Hb_StructCode *code)
{
    Py_ssize_t mask = code->alignment - 1;
    return size > PY_SSIZE_T_MAX - mask ? -1 : (size + mask) & ~mask;
}

/* Goes through the format; fills items unless NULL.  The number of items, or
 * -1 with an exception. */
static Py_ssize_t
compile_items(Hb_StructObject *self, struct reader reader,
              Hb_StructItem *items)
{
    Py_ssize_t number, count = 0;
    const Hb_StructCode *code;
    int more;

    self->size = self->length = 0;
    while ((more = read_item(&reader, &number, &code)) > 0) {
        Py_ssize_t offset = align(self->size, code);
        if (offset < 0 || number > (PY_SSIZE_T_MAX - offset) / code->size) {
            return bad(&reader, too_long);
        }
        self->size = offset + number * code->size;
        if (code->code == 'x' || (number == 0 && !Hb_StructIsString(code))) {
            continue;
        }
        self->length += Hb_StructIsString(code) ? 1 : number;
        if (items != NULL) {
            items[count] = (Hb_StructItem){
                .code = code,
                .offset = offset,
                .size = Hb_StructIsString(code) ? number : code->size,
                .repeat = Hb_StructIsString(code) ? 1 : number,
            };
        }
        count++;
    }
    return more < 0 ? -1 : count;
}

/* A format that is wrong leaves what the last one was compiled to. */
static int
compile(Hb_StructObject *self, const Hb_StructState *state)
{
    const char *text = PyBytes_AS_STRING(self->format);
    Py_ssize_t size = self->size, length = self->length;
    struct reader reader = {state, Hb_StructCodes(*text), text};

    if (strlen(text) != (size_t)PyBytes_GET_SIZE(self->format)) {
        return bad(&reader, "embedded null character");
    }
    if (*text != '\0' && strchr("@<>=!", *text) != NULL) {
        reader.at++;
    }
    Py_ssize_t count = compile_items(self, reader, NULL);
    if (count < 0) {
        self->size = size;
        self->length = length;
        return -1;
    }
    Hb_StructItem *items = PyMem_New(Hb_StructItem, (size_t)count + 1);
    if (items == NULL) {
        PyErr_NoMemory();
        return -1;
    }
    compile_items(self, reader, items);
    items[count] = (Hb_StructItem){NULL, 0, 0, 0};
    PyMem_Free(self->items);
    self->items = items;
    return 0;
}

/* ---- life --------------------------------------------------------------- */

static PyObject *
struct_new(PyTypeObject *type, PyObject *Py_UNUSED(args),
           PyObject *Py_UNUSED(kwds))
{
    allocfunc alloc = PyType_GetSlot(type, Py_tp_alloc);
    Hb_StructObject *self = (Hb_StructObject *)alloc(type, 0);
    if (self != NULL) {
        self->format = Py_NewRef(Py_None);
        self->size = self->length = -1;
    }
    return (PyObject *)self;
}

static int
struct_init(PyObject *op, PyObject *args, PyObject *kwds)
{
    static char *names[] = {"format", NULL};
    Hb_StructObject *self = (Hb_StructObject *)op;
    PyObject *format;

    if (!PyArg_ParseTupleAndKeywords(args, kwds, "O:Struct", names, &format)) {
        return -1;
    }
    if (PyUnicode_Check(format)) {
        format = PyUnicode_AsASCIIString(format);
        if (format == NULL) {
            return -1;
        }
    }
    else if (PyBytes_Check(format)) {
        Py_INCREF(format);
    }
    else {
        PyErr_Format(PyExc_TypeError,
                     "Struct() argument 1 must be a str or bytes object, "
                     "not %.200s",
                     _PyType_Name(Py_TYPE(format)));
        return -1;
    }
    Py_SETREF(self->format, format);
    return compile(self, Hb_StructStateOf(op));
}

static int
struct_traverse(PyObject *op, visitproc visit, void *arg)
{
    Py_VISIT(Py_TYPE(op));
    Py_VISIT(((Hb_StructObject *)op)->format);
    return 0;
}

static int
struct_clear(PyObject *op)
{
    Py_CLEAR(((Hb_StructObject *)op)->format);
    return 0;
}

static void
struct_dealloc(PyObject *op)
{
    Hb_StructObject *self = (Hb_StructObject *)op;
    PyTypeObject *type = Py_TYPE(op);

    PyObject_GC_UnTrack(op);
    if (self->weakrefs != NULL) {
        PyObject_ClearWeakRefs(op);
    }
    PyMem_Free(self->items);
    Py_XDECREF(self->format);
    type->tp_free(op);
    Py_DECREF(type);
}

/* ---- attributes --------------------------------------------------------- */

static PyObject *
struct_get_format(PyObject *op, void *Py_UNUSED(closure))
{
    PyObject *format = ((Hb_StructObject *)op)->format;
    return format == Py_None
               ? Py_NewRef(Py_None)
               : PyUnicode_FromStringAndSize(PyBytes_AS_STRING(format),
                                             PyBytes_GET_SIZE(format));
}

static PyObject *
struct_get_size(PyObject *op, void *Py_UNUSED(closure))
{
    return PyLong_FromSsize_t(((Hb_StructObject *)op)->size);
}

static PyObject *
struct_sizeof(PyObject *op, PyObject *Py_UNUSED(unused))
{
    size_t size = (size_t)_PyObject_SIZE(Py_TYPE(op)) + sizeof(Hb_StructItem);
    const Hb_StructItem *item = ((Hb_StructObject *)op)->items;
    for (; item != NULL && item->code != NULL; item++) {
        size += sizeof(Hb_StructItem);
    }
    return PyLong_FromSize_t(size);
}

static PyObject *
struct_unpack_from(PyObject *op, PyObject *const *args, Py_ssize_t nargs,
                   PyObject *kwnames)
{
    static const char *const names[] = {"buffer", "offset", NULL};
    static _PyArg_Parser parser = {NULL, names, "unpack_from"};
    PyObject *space[2];
    Py_ssize_t count = nargs + (kwnames ? PyTuple_GET_SIZE(kwnames) : 0);

    args = _PyArg_UnpackKeywords(args, nargs, NULL, kwnames, &parser, 1, 2, 0,
                                 space);
    return args == NULL
               ? NULL
               : Hb_StructUnpackAt(op, args[0], count > 1 ? args[1] : NULL);
}

#define FAST(function) ((PyCFunction)(void (*)(void))(function))

static PyMethodDef struct_methods[] = {
    {"iter_unpack", Hb_StructIterUnpackMethod, METH_O,
     PyDoc_STR("An iterator over the tuples that a buffer holds.")},
    {"pack", FAST(Hb_StructPackMethod), METH_FASTCALL,
     PyDoc_STR("S.pack(v1, v2, ...) -> bytes")},
    {"pack_into", FAST(Hb_StructPackIntoMethod), METH_FASTCALL,
     PyDoc_STR("S.pack_into(buffer, offset, v1, v2, ...)")},
    {"unpack", Hb_StructUnpackMethod, METH_O,
     PyDoc_STR("The values in a buffer of exactly this size.")},
    {"unpack_from", FAST(struct_unpack_from), METH_FASTCALL | METH_KEYWORDS,
     PyDoc_STR("The values at an offset of a buffer.")},
    {"__sizeof__", struct_sizeof, METH_NOARGS,
     PyDoc_STR("Size in memory, in bytes.")},
    {NULL, NULL, 0, NULL},
};

static PyMemberDef struct_members[] = {
    {"__weaklistoffset__", T_PYSSIZET, offsetof(Hb_StructObject, weakrefs),
     READONLY, NULL},
    {NULL, 0, 0, 0, NULL},
};

static PyGetSetDef struct_getset[] = {
    {"format", struct_get_format, NULL, PyDoc_STR("The format."), NULL},
    {"size", struct_get_size, NULL, PyDoc_STR("Bytes it takes."), NULL},
    {NULL, NULL, NULL, NULL, NULL},
};

static PyType_Slot struct_slots[] = {
    {Py_tp_dealloc, (void *)struct_dealloc},
    {Py_tp_getattro, (void *)PyObject_GenericGetAttr},
    {Py_tp_setattro, (void *)PyObject_GenericSetAttr},
    {Py_tp_doc,
     (void *)PyDoc_STR("Struct(fmt) --> compiled struct object\n\n")},
    {Py_tp_traverse, (void *)struct_traverse},
    {Py_tp_clear, (void *)struct_clear},
    {Py_tp_methods, struct_methods},
    {Py_tp_members, struct_members},
    {Py_tp_getset, struct_getset},
    {Py_tp_init, (void *)struct_init},
    {Py_tp_alloc, (void *)PyType_GenericAlloc},
    {Py_tp_new, (void *)struct_new},
    {Py_tp_free, (void *)PyObject_GC_Del},
    {0, NULL},
};

PyType_Spec Hb_StructSpec = {
    "_struct.Struct",
    sizeof(Hb_StructObject),
    0,
    Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC | Py_TPFLAGS_BASETYPE |
        Py_TPFLAGS_IMMUTABLETYPE,
    struct_slots,
};
