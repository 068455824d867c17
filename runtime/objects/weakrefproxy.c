/* weakrefproxy.c -- a weak reference that behaves like its referent.
 *
 * Each slot asks the same operation of the referent, which is held while it
 * runs; a dead one raises ReferenceError.
 *
 * Source: CPython 3.11, Objects/weakrefobject.c.
 */

#include "Python.h"
#include "internal/hb_weakref.h"
#include "internal/pycore_object.h"
#include "internal/pycore_unicodeobject.h"

PyObject *
PyWeakref_NewProxy(PyObject *ob, PyObject *callback)
{
    PyTypeObject *type = PyCallable_Check(ob) ? &_PyWeakref_CallableProxyType
                                              : &_PyWeakref_ProxyType;
    PyWeakReference *ref, *proxy, *self, **list;

    if (!Hb_WeakrefSupported(ob)) {
        return NULL;
    }
    callback = callback == Py_None ? NULL : callback;
    list = Hb_WeakrefList(ob);
    Hb_WeakrefFindBasic(*list, &ref, &proxy);
    if (!callback && proxy) {
        return Py_NewRef(proxy);
    }
    self = Hb_WeakrefNew(type, ob, callback);
    if (!self) {
        return NULL;
    }
    Hb_WeakrefFindBasic(*list, &ref, &proxy);
    if (!callback && proxy) {
        self->wr_object = Py_None;
        Py_DECREF(self);
        return Py_NewRef(proxy);
    }
    Hb_WeakrefInsert(self, callback && proxy ? proxy : ref, list);
    return (PyObject *)self;
}

/* A new reference to what op stands for: the referent of a proxy, else op. */
static PyObject *
unwrap(PyObject *op)
{
    PyObject *ob = op;

    if (PyWeakref_CheckProxy(op)) {
        ob = PyWeakref_GET_OBJECT(op);
        if (ob == Py_None) {
            PyErr_SetString(PyExc_ReferenceError,
                            "weakly-referenced object no longer exists");
            return NULL;
        }
    }
    return Py_NewRef(ob);
}

/* The three shapes of an operation on objects.  Arguments that are no proxy
 * (or NULL, as in a deletion) go through as they are. */
static PyObject *
unary(PyObject *self, PyObject *(*operation)(PyObject *))
{
    PyObject *ob = unwrap(self);
    PyObject *result = ob ? operation(ob) : NULL;

    Py_XDECREF(ob);
    return result;
}

static PyObject *
binary(PyObject *v, PyObject *w,
       PyObject *(*operation)(PyObject *, PyObject *))
{
    PyObject *left = unwrap(v);
    PyObject *right = left ? unwrap(w) : NULL;
    PyObject *result = right ? operation(left, right) : NULL;

    Py_XDECREF(left);
    Py_XDECREF(right);
    return result;
}

static PyObject *
ternary(PyObject *v, PyObject *w, PyObject *x,
        PyObject *(*operation)(PyObject *, PyObject *, PyObject *))
{
    PyObject *first = unwrap(v);
    PyObject *second = first ? unwrap(w) : NULL;
    PyObject *third = second && x ? unwrap(x) : NULL;
    PyObject *result = NULL;

    if (second && (third || !x)) {
        result = operation(first, second, third);
    }
    Py_XDECREF(first);
    Py_XDECREF(second);
    Py_XDECREF(third);
    return result;
}

#define UNARY(name, operation)                                                \
    static PyObject *proxy_##name(PyObject *self)                             \
    {                                                                         \
        return unary(self, operation);                                        \
    }

#define BINARY(name, operation)                                               \
    static PyObject *proxy_##name(PyObject *v, PyObject *w)                   \
    {                                                                         \
        return binary(v, w, operation);                                       \
    }

#define TERNARY(name, operation)                                              \
    static PyObject *proxy_##name(PyObject *v, PyObject *w, PyObject *x)      \
    {                                                                         \
        return ternary(v, w, x, operation);                                   \
    }

UNARY(str, PyObject_Str)
UNARY(negative, PyNumber_Negative)
UNARY(positive, PyNumber_Positive)
UNARY(absolute, PyNumber_Absolute)
UNARY(invert, PyNumber_Invert)
UNARY(int, PyNumber_Long)
UNARY(float, PyNumber_Float)
UNARY(index, PyNumber_Index)
UNARY(iter, PyObject_GetIter)
BINARY(getattr, PyObject_GetAttr)
BINARY(add, PyNumber_Add)
BINARY(subtract, PyNumber_Subtract)
BINARY(multiply, PyNumber_Multiply)
BINARY(floor_divide, PyNumber_FloorDivide)
BINARY(true_divide, PyNumber_TrueDivide)
BINARY(remainder, PyNumber_Remainder)
BINARY(divmod, PyNumber_Divmod)
BINARY(lshift, PyNumber_Lshift)
BINARY(rshift, PyNumber_Rshift)
BINARY(and, PyNumber_And)
BINARY(xor, PyNumber_Xor)
BINARY(or, PyNumber_Or)
BINARY(matrix_multiply, PyNumber_MatrixMultiply)
BINARY(iadd, PyNumber_InPlaceAdd)
BINARY(isubtract, PyNumber_InPlaceSubtract)
BINARY(imultiply, PyNumber_InPlaceMultiply)
BINARY(ifloor_divide, PyNumber_InPlaceFloorDivide)
BINARY(itrue_divide, PyNumber_InPlaceTrueDivide)
BINARY(iremainder, PyNumber_InPlaceRemainder)
BINARY(ilshift, PyNumber_InPlaceLshift)
BINARY(irshift, PyNumber_InPlaceRshift)
BINARY(iand, PyNumber_InPlaceAnd)
BINARY(ixor, PyNumber_InPlaceXor)
BINARY(ior, PyNumber_InPlaceOr)
BINARY(imatrix_multiply, PyNumber_InPlaceMatrixMultiply)
BINARY(getitem, PyObject_GetItem)
TERNARY(power, PyNumber_Power)
TERNARY(ipower, PyNumber_InPlacePower)
TERNARY(call, PyObject_Call)

static PyObject *
proxy_repr(PyObject *self)
{
    PyObject *ob = PyWeakref_GET_OBJECT(self);

    return PyUnicode_FromFormat("<weakproxy at %p to %s at %p>", self,
                                Py_TYPE(ob)->tp_name, ob);
}

static int
proxy_setattr(PyObject *self, PyObject *name, PyObject *value)
{
    PyObject *ob = unwrap(self);
    int result = ob ? PyObject_SetAttr(ob, name, value) : -1;

    Py_XDECREF(ob);
    return result;
}

static PyObject *
proxy_richcompare(PyObject *v, PyObject *w, int op)
{
    PyObject *left = unwrap(v);
    PyObject *right = left ? unwrap(w) : NULL;
    PyObject *result = right ? PyObject_RichCompare(left, right, op) : NULL;

    Py_XDECREF(left);
    Py_XDECREF(right);
    return result;
}

static int
proxy_bool(PyObject *self)
{
    PyObject *ob = unwrap(self);
    int result = ob ? PyObject_IsTrue(ob) : -1;

    Py_XDECREF(ob);
    return result;
}

static Py_ssize_t
proxy_length(PyObject *self)
{
    PyObject *ob = unwrap(self);
    Py_ssize_t result = ob ? PyObject_Length(ob) : -1;

    Py_XDECREF(ob);
    return result;
}

static int
proxy_contains(PyObject *self, PyObject *value)
{
    PyObject *ob = unwrap(self);
    int result = ob ? PySequence_Contains(ob, value) : -1;

    Py_XDECREF(ob);
    return result;
}

static int
proxy_setitem(PyObject *self, PyObject *key, PyObject *value)
{
    PyObject *ob = unwrap(self);
    int result = !ob     ? -1
                 : value ? PyObject_SetItem(ob, key, value)
                         : PyObject_DelItem(ob, key);

    Py_XDECREF(ob);
    return result;
}

static PyObject *
next_of(PyObject *ob)
{
    if (!PyIter_Check(ob)) {
        return PyErr_Format(PyExc_TypeError,
                            "Weakref proxy referenced a non-iterator '%.200s'"
                            " object",
                            Py_TYPE(ob)->tp_name);
    }
    return PyIter_Next(ob);
}

UNARY(iternext, next_of)

static PyObject *
reversed_of(PyObject *ob)
{
    return PyObject_CallMethodNoArgs(ob, &_Py_ID(__reversed__));
}

static PyObject *
proxy_bytes(PyObject *self, PyObject *ignored)
{
    (void)ignored;
    return unary(self, PyObject_Bytes);
}

static PyObject *
proxy_reversed(PyObject *self, PyObject *ignored)
{
    (void)ignored;
    return unary(self, reversed_of);
}

static PyMethodDef proxy_methods[] = {
    {"__bytes__", proxy_bytes, METH_NOARGS, NULL},
    {"__reversed__", proxy_reversed, METH_NOARGS, NULL},
    {NULL, NULL, 0, NULL},
};

static PyNumberMethods proxy_as_number = {
    .nb_add = proxy_add,
    .nb_subtract = proxy_subtract,
    .nb_multiply = proxy_multiply,
    .nb_remainder = proxy_remainder,
    .nb_divmod = proxy_divmod,
    .nb_power = proxy_power,
    .nb_negative = proxy_negative,
    .nb_positive = proxy_positive,
    .nb_absolute = proxy_absolute,
    .nb_bool = proxy_bool,
    .nb_invert = proxy_invert,
    .nb_lshift = proxy_lshift,
    .nb_rshift = proxy_rshift,
    .nb_and = proxy_and,
    .nb_xor = proxy_xor,
    .nb_or = proxy_or,
    .nb_int = proxy_int,
    .nb_float = proxy_float,
    .nb_inplace_add = proxy_iadd,
    .nb_inplace_subtract = proxy_isubtract,
    .nb_inplace_multiply = proxy_imultiply,
    .nb_inplace_remainder = proxy_iremainder,
    .nb_inplace_power = proxy_ipower,
    .nb_inplace_lshift = proxy_ilshift,
    .nb_inplace_rshift = proxy_irshift,
    .nb_inplace_and = proxy_iand,
    .nb_inplace_xor = proxy_ixor,
    .nb_inplace_or = proxy_ior,
    .nb_floor_divide = proxy_floor_divide,
    .nb_true_divide = proxy_true_divide,
    .nb_inplace_floor_divide = proxy_ifloor_divide,
    .nb_inplace_true_divide = proxy_itrue_divide,
    .nb_index = proxy_index,
    .nb_matrix_multiply = proxy_matrix_multiply,
    .nb_inplace_matrix_multiply = proxy_imatrix_multiply,
};

static PySequenceMethods proxy_as_sequence = {
    .sq_length = proxy_length,
    .sq_contains = proxy_contains,
};

static PyMappingMethods proxy_as_mapping = {
    .mp_length = proxy_length,
    .mp_subscript = proxy_getitem,
    .mp_ass_subscript = proxy_setitem,
};

/* ---- the types
 * ------------------------------------------------------------------ */

static void
proxy_dealloc(PyObject *self)
{
    PyObject_GC_UnTrack(self);
    Hb_WeakrefClear((PyWeakReference *)self);
    PyObject_GC_Del(self);
}

static int
proxy_traverse(PyObject *self, visitproc visit, void *arg)
{
    Py_VISIT(((PyWeakReference *)self)->wr_callback);
    return 0;
}

static int
proxy_clear(PyObject *self)
{
    Hb_WeakrefClear((PyWeakReference *)self);
    return 0;
}

#define PROXY_SLOTS                                                           \
    .tp_basicsize = sizeof(PyWeakReference), .tp_dealloc = proxy_dealloc,     \
    .tp_repr = proxy_repr, .tp_as_number = &proxy_as_number,                  \
    .tp_as_sequence = &proxy_as_sequence, .tp_as_mapping = &proxy_as_mapping, \
    .tp_hash = PyObject_HashNotImplemented, .tp_str = proxy_str,              \
    .tp_getattro = proxy_getattr, .tp_setattro = proxy_setattr,               \
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC,                      \
    .tp_traverse = proxy_traverse, .tp_clear = proxy_clear,                   \
    .tp_richcompare = proxy_richcompare, .tp_iter = proxy_iter,               \
    .tp_iternext = proxy_iternext

PyTypeObject _PyWeakref_ProxyType = {
    PyVarObject_HEAD_INIT(&PyType_Type, 0).tp_name = "weakref.ProxyType",
    PROXY_SLOTS,
    .tp_methods = proxy_methods,
};

PyTypeObject _PyWeakref_CallableProxyType = {
    PyVarObject_HEAD_INIT(&PyType_Type, 0).tp_name =
        "weakref.CallableProxyType",
    PROXY_SLOTS,
    .tp_call = proxy_call,
};
