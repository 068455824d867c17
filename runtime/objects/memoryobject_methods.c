/* memoryobject_methods.c -- attributes, methods and the type memoryview.
 *
 * Source: CPython 3.11, Objects/memoryobject.c.
 */
#include "internal/hb_getargs.h"
#include "internal/hb_memory.h"
#include "internal/pycore_strhex.h"

#include <stddef.h>

/* ---- as an exporter ----------------------------------------------------- */

static int
refuse(const char *text)
{
    PyErr_SetString(PyExc_BufferError, text);
    return -1;
}

#define WANTS(what) ((flags & (what)) == (what))

/* What the request does not name is left out; what the view cannot give is
 * refused. */
static int
fit(PyMemoryViewObject *self, Py_buffer *view, int flags)
{
    if (WANTS(PyBUF_WRITABLE) && view->readonly) {
        return refuse("memoryview: underlying buffer is not writable");
    }
    if (!WANTS(PyBUF_FORMAT)) {
        view->format = NULL;
    }
    if (WANTS(PyBUF_C_CONTIGUOUS) && !(self->flags & _Py_MEMORYVIEW_C)) {
        return refuse("memoryview: underlying buffer is not C-contiguous");
    }
    if (WANTS(PyBUF_F_CONTIGUOUS) && !(self->flags & _Py_MEMORYVIEW_FORTRAN)) {
        return refuse(
            "memoryview: underlying buffer is not Fortran contiguous");
    }
    if (WANTS(PyBUF_ANY_CONTIGUOUS) &&
        !(self->flags & (_Py_MEMORYVIEW_C | _Py_MEMORYVIEW_FORTRAN))) {
        return refuse("memoryview: underlying buffer is not contiguous");
    }
    if (!WANTS(PyBUF_INDIRECT) && (self->flags & _Py_MEMORYVIEW_PIL)) {
        return refuse("memoryview: underlying buffer requires suboffsets");
    }
    if (!WANTS(PyBUF_STRIDES)) {
        if (!(self->flags & _Py_MEMORYVIEW_C)) {
            return refuse("memoryview: underlying buffer is not C-contiguous");
        }
        view->strides = NULL;
    }
    if (!WANTS(PyBUF_ND)) {
        if (view->format) {
            return refuse("memoryview: cannot cast to unsigned bytes if the "
                          "format flag is present");
        }
        view->ndim = 1;
        view->shape = NULL;
    }
    return 0;
}

int
Hb_MemoryGetBuffer(PyObject *op, Py_buffer *view, int flags)
{
    PyMemoryViewObject *self = HB_VIEW(op);

    if (Hb_MemoryCheckReleased(op)) {
        return -1;
    }
    *view = self->view;
    view->obj = NULL;
    if (fit(self, view, flags)) {
        return -1;
    }
    view->obj = Py_NewRef(op);
    self->exports++;
    return 0;
}

void
Hb_MemoryReleaseBuffer(PyObject *self, Py_buffer *Py_UNUSED(view))
{
    HB_VIEW(self)->exports--;
}

/* ---- attributes --------------------------------------------------------- */

static PyObject *
tuple_of(int n, const Py_ssize_t *values)
{
    PyObject *tuple = PyTuple_New(values ? n : 0);
    int i;

    for (i = 0; tuple && values && i < n; i++) {
        PyObject *item = PyLong_FromSsize_t(values[i]);

        if (!item) {
            Py_CLEAR(tuple);
            break;
        }
        PyTuple_SET_ITEM(tuple, i, item);
    }
    return tuple;
}

#define GETTER(name, expression)                                              \
    static PyObject *get_##name(PyObject *self, void *Py_UNUSED(closure))     \
    {                                                                         \
        const Py_buffer *view = &HB_VIEW(self)->view;                         \
        int flags = HB_VIEW(self)->flags;                                     \
                                                                              \
        (void)view;                                                           \
        (void)flags;                                                          \
        return Hb_MemoryCheckReleased(self) ? NULL : (expression);            \
    }

GETTER(obj, Py_NewRef(view->obj ? view->obj : Py_None))
GETTER(nbytes, PyLong_FromSsize_t(view->len))
GETTER(format, PyUnicode_FromString(view->format))
GETTER(itemsize, PyLong_FromSsize_t(view->itemsize))
GETTER(shape, tuple_of(view->ndim, view->shape))
GETTER(strides, tuple_of(view->ndim, view->strides))
GETTER(suboffsets, tuple_of(view->ndim, view->suboffsets))
GETTER(readonly, PyBool_FromLong(view->readonly))
GETTER(ndim, PyLong_FromLong(view->ndim))
GETTER(c_contiguous, PyBool_FromLong(flags &_Py_MEMORYVIEW_C))
GETTER(f_contiguous, PyBool_FromLong(flags &_Py_MEMORYVIEW_FORTRAN))
GETTER(contiguous,
       PyBool_FromLong(flags &(_Py_MEMORYVIEW_C | _Py_MEMORYVIEW_FORTRAN)))

#define ATTRIBUTE(name)                                                       \
    {                                                                         \
#name, get_##name, NULL, NULL, NULL                                   \
    }

static PyGetSetDef memory_getset[] = {
    ATTRIBUTE(obj),
    ATTRIBUTE(nbytes),
    ATTRIBUTE(readonly),
    ATTRIBUTE(itemsize),
    ATTRIBUTE(format),
    ATTRIBUTE(ndim),
    ATTRIBUTE(shape),
    ATTRIBUTE(strides),
    ATTRIBUTE(suboffsets),
    ATTRIBUTE(c_contiguous),
    ATTRIBUTE(f_contiguous),
    ATTRIBUTE(contiguous),
    {NULL, NULL, NULL, NULL, NULL},
};

/* ---- methods ------------------------------------------------------------ */

static PyObject *
memory_release(PyObject *self, PyObject *Py_UNUSED(ignored))
{
    if (Hb_MemoryRelease(self)) {
        return NULL;
    }
    Py_RETURN_NONE;
}

static PyObject *
memory_enter(PyObject *self, PyObject *Py_UNUSED(ignored))
{
    return Hb_MemoryCheckReleased(self) ? NULL : Py_NewRef(self);
}

static PyObject *
memory_exit(PyObject *self, PyObject *Py_UNUSED(args))
{
    return memory_release(self, NULL);
}

static PyObject *
memory_toreadonly(PyObject *self, PyObject *Py_UNUSED(ignored))
{
    PyObject *view;

    if (Hb_MemoryCheckReleased(self)) {
        return NULL;
    }
    view = Hb_MemoryAddView((PyObject *)HB_VIEW(self)->mbuf,
                            &HB_VIEW(self)->view);
    if (view) {
        HB_VIEW(view)->view.readonly = 1;
    }
    return view;
}

static PyObject *
to_bytes(const Py_buffer *view, char order)
{
    int is_plain = order != 'F' && PyBuffer_IsContiguous(view, 'C');
    PyObject *bytes =
        PyBytes_FromStringAndSize(is_plain ? view->buf : NULL, view->len);

    if (bytes && !is_plain &&
        PyBuffer_ToContiguous(PyBytes_AS_STRING(bytes), view, view->len,
                              order)) {
        Py_CLEAR(bytes);
    }
    return bytes;
}

static PyObject *
memory_tobytes(PyObject *self, PyObject *const *args, Py_ssize_t nargs,
               PyObject *kwnames)
{
    static const char *const names[] = {"order", NULL};
    static _PyArg_Parser parser = {.keywords = names, .fname = "tobytes"};
    const char *order = NULL, *argument = "argument 'order'";
    PyObject *given;

    if (Hb_TakeArguments(args, nargs, kwnames, &parser, 1, &given)) {
        return NULL;
    }
    if (given && given != Py_None && !PyUnicode_Check(given)) {
        _PyArg_BadArgument("tobytes", argument, "str or None", given);
        return NULL;
    }
    if (Hb_TextArgument("tobytes", argument, given == Py_None ? NULL : given,
                        &order) ||
        Hb_MemoryCheckReleased(self)) {
        return NULL;
    }
    if (order && strcmp(order, "C") && strcmp(order, "F") &&
        strcmp(order, "A")) {
        PyErr_SetString(PyExc_ValueError, "order must be 'C', 'F' or 'A'");
        return NULL;
    }
    return to_bytes(&HB_VIEW(self)->view, order ? order[0] : 'C');
}

static PyObject *
memory_hex(PyObject *self, PyObject *const *args, Py_ssize_t nargs,
           PyObject *kwnames)
{
    static const char *const names[] = {"sep", "bytes_per_sep", NULL};
    static _PyArg_Parser parser = {.keywords = names, .fname = "hex"};
    const Py_buffer *view = &HB_VIEW(self)->view;
    PyObject *out[2], *bytes, *text;
    int group = 1;

    if (Hb_TakeArguments(args, nargs, kwnames, &parser, 2, out) < 0 ||
        (out[1] && !Hb_IntArgument(out[1], &group)) ||
        Hb_MemoryCheckReleased(self)) {
        return NULL;
    }
    if (PyBuffer_IsContiguous(view, 'C')) {
        return _Py_strhex_with_sep(view->buf, view->len, out[0], group);
    }
    bytes = to_bytes(view, 'C');
    if (!bytes) {
        return NULL;
    }
    text = _Py_strhex_with_sep(PyBytes_AS_STRING(bytes),
                               PyBytes_GET_SIZE(bytes), out[0], group);
    Py_DECREF(bytes);
    return text;
}

#define FAST(function)                                                        \
    _PyCFunction_CAST(function), METH_FASTCALL | METH_KEYWORDS

static PyMethodDef memory_methods[] = {
    {"release", memory_release, METH_NOARGS, NULL},
    {"tobytes", FAST(memory_tobytes), NULL},
    {"hex", FAST(memory_hex), NULL},
    {"tolist", Hb_MemoryToList, METH_NOARGS, NULL},
    {"cast", FAST(Hb_MemoryCast), NULL},
    {"toreadonly", memory_toreadonly, METH_NOARGS, NULL},
    {"__enter__", memory_enter, METH_NOARGS, NULL},
    {"__exit__", memory_exit, METH_VARARGS, NULL},
    {NULL, NULL, 0, NULL},
};

/* ---- the type ----------------------------------------------------------- */

static PyObject *
memory_repr(PyObject *self)
{
    return PyUnicode_FromFormat(HB_VIEW(self)->flags & _Py_MEMORYVIEW_RELEASED
                                    ? "<released memory at %p>"
                                    : "<memory at %p>",
                                self);
}

static PyObject *
memory_new(PyTypeObject *Py_UNUSED(type), PyObject *args, PyObject *kwds)
{
    static char *names[] = {"object", NULL};
    PyObject *op;

    if (!PyArg_ParseTupleAndKeywords(args, kwds, "O:memoryview", names, &op)) {
        return NULL;
    }
    return PyMemoryView_FromObject(op);
}

static PySequenceMethods memory_as_sequence = {
    .sq_length = Hb_MemoryLength,
    .sq_item = Hb_MemoryItem,
};

static PyMappingMethods memory_as_mapping = {
    .mp_length = Hb_MemoryLength,
    .mp_subscript = Hb_MemorySubscript,
    .mp_ass_subscript = Hb_MemoryAssSubscript,
};

static PyBufferProcs memory_as_buffer = {
    .bf_getbuffer = Hb_MemoryGetBuffer,
    .bf_releasebuffer = Hb_MemoryReleaseBuffer,
};

PyTypeObject PyMemoryView_Type = {
    PyVarObject_HEAD_INIT(&PyType_Type, 0).tp_name = "memoryview",
    .tp_basicsize = offsetof(PyMemoryViewObject, ob_array),
    .tp_itemsize = sizeof(Py_ssize_t),
    .tp_dealloc = Hb_MemoryDealloc,
    .tp_repr = memory_repr,
    .tp_as_sequence = &memory_as_sequence,
    .tp_as_mapping = &memory_as_mapping,
    .tp_hash = Hb_MemoryHash,
    .tp_getattro = PyObject_GenericGetAttr,
    .tp_as_buffer = &memory_as_buffer,
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC | Py_TPFLAGS_SEQUENCE,
    .tp_traverse = Hb_MemoryTraverse,
    .tp_clear = Hb_MemoryClear,
    .tp_richcompare = Hb_MemoryRichCompare,
    .tp_weaklistoffset = offsetof(PyMemoryViewObject, weakreflist),
    .tp_iter = Hb_MemoryIter,
    .tp_methods = memory_methods,
    .tp_getset = memory_getset,
    .tp_new = memory_new,
};
