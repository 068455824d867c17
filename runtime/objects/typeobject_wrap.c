/* typeobject_wrap.c -- special methods of types whose slots are C functions:
 * `wrapped` is the function in the slot.
 */

#include "Python.h"

#include "internal/hb_slots.h"
#include "internal/pycore_abstract.h"
#include "internal/pycore_typeobject.h"

/* ---- arguments --------------------------------------------------------- */

static int
check_count(PyObject *args, Py_ssize_t n)
{
    if (!PyTuple_CheckExact(args)) {
        PyErr_SetString(PyExc_SystemError,
                        "PyArg_UnpackTuple() argument list is not a tuple");
        return 0;
    }
    if (PyTuple_GET_SIZE(args) == n) {
        return 1;
    }
    PyErr_Format(PyExc_TypeError, "expected %zd argument%s, got %zd", n,
                 n == 1 ? "" : "s", PyTuple_GET_SIZE(args));
    return 0;
}

static PyObject *
arg(PyObject *args, Py_ssize_t i)
{
    return PyTuple_GET_ITEM(args, i);
}

/* None for 0, NULL for the failure of a slot that returns int. */
static PyObject *
none_or_error(int result)
{
    if (result < 0 && PyErr_Occurred()) {
        return NULL;
    }
    Py_RETURN_NONE;
}

static PyObject *
bool_or_error(int result)
{
    if (result < 0 && PyErr_Occurred()) {
        return NULL;
    }
    return PyBool_FromLong(result);
}

/* ---- one, two and three operands --------------------------------------- */

PyObject *
Hb_WrapLen(PyObject *self, PyObject *args, void *wrapped)
{
    if (!check_count(args, 0)) {
        return NULL;
    }
    Py_ssize_t len = ((lenfunc)wrapped)(self);
    if (len == -1 && PyErr_Occurred()) {
        return NULL;
    }
    return PyLong_FromSsize_t(len);
}

PyObject *
Hb_WrapInquiry(PyObject *self, PyObject *args, void *wrapped)
{
    if (!check_count(args, 0)) {
        return NULL;
    }
    return bool_or_error(((inquiry)wrapped)(self));
}

PyObject *
Hb_WrapUnary(PyObject *self, PyObject *args, void *wrapped)
{
    return check_count(args, 0) ? ((unaryfunc)wrapped)(self) : NULL;
}

PyObject *
Hb_WrapBinary(PyObject *self, PyObject *args, void *wrapped)
{
    if (!check_count(args, 1)) {
        return NULL;
    }
    return ((binaryfunc)wrapped)(self, arg(args, 0));
}

/* The left method of a pair.  Not the same function as Hb_WrapBinary: by the
 * wrapper, str.__add__ (sq_concat) is told from what nb_add needs.
 */
PyObject *
Hb_WrapBinaryL(PyObject *self, PyObject *args, void *wrapped)
{
    if (!check_count(args, 1)) {
        return NULL;
    }
    return ((binaryfunc)wrapped)(self, arg(args, 0));
}

PyObject *
Hb_WrapBinaryR(PyObject *self, PyObject *args, void *wrapped)
{
    if (!check_count(args, 1)) {
        return NULL;
    }
    return ((binaryfunc)wrapped)(arg(args, 0), self);
}

/* pow(self, other[, third]) */
PyObject *
Hb_WrapTernary(PyObject *self, PyObject *args, void *wrapped)
{
    PyObject *other, *third = Py_None;
    if (!PyArg_UnpackTuple(args, "", 1, 2, &other, &third)) {
        return NULL;
    }
    return ((ternaryfunc)wrapped)(self, other, third);
}

PyObject *
Hb_WrapTernaryR(PyObject *self, PyObject *args, void *wrapped)
{
    PyObject *other, *third = Py_None;
    if (!PyArg_UnpackTuple(args, "", 1, 2, &other, &third)) {
        return NULL;
    }
    return ((ternaryfunc)wrapped)(other, self, third);
}

/* ---- sequences and mappings -------------------------------------------- */

PyObject *
Hb_WrapIndexArg(PyObject *self, PyObject *args, void *wrapped)
{
    PyObject *o;
    if (!PyArg_UnpackTuple(args, "", 1, 1, &o)) {
        return NULL;
    }
    Py_ssize_t i = PyNumber_AsSsize_t(o, PyExc_OverflowError);
    if (i == -1 && PyErr_Occurred()) {
        return NULL;
    }
    return ((ssizeargfunc)wrapped)(self, i);
}

/* The index, counted from the end if negative; -1 with an exception. */
static Py_ssize_t
get_index(PyObject *self, PyObject *o)
{
    Py_ssize_t i = PyNumber_AsSsize_t(o, PyExc_OverflowError);
    if (i == -1 && PyErr_Occurred()) {
        return -1;
    }
    PySequenceMethods *sq = Py_TYPE(self)->tp_as_sequence;
    if (i < 0 && sq != NULL && sq->sq_length != NULL) {
        Py_ssize_t len = sq->sq_length(self);
        if (len < 0) {
            return -1;
        }
        i += len;
    }
    return i;
}

PyObject *
Hb_WrapSqItem(PyObject *self, PyObject *args, void *wrapped)
{
    if (!check_count(args, 1)) {
        return NULL;
    }
    Py_ssize_t i = get_index(self, arg(args, 0));
    if (i == -1 && PyErr_Occurred()) {
        return NULL;
    }
    return ((ssizeargfunc)wrapped)(self, i);
}

PyObject *
Hb_WrapSqSetItem(PyObject *self, PyObject *args, void *wrapped)
{
    PyObject *index, *value;
    if (!PyArg_UnpackTuple(args, "", 2, 2, &index, &value)) {
        return NULL;
    }
    Py_ssize_t i = get_index(self, index);
    if (i == -1 && PyErr_Occurred()) {
        return NULL;
    }
    return none_or_error(((ssizeobjargproc)wrapped)(self, i, value));
}

PyObject *
Hb_WrapSqDelItem(PyObject *self, PyObject *args, void *wrapped)
{
    if (!check_count(args, 1)) {
        return NULL;
    }
    Py_ssize_t i = get_index(self, arg(args, 0));
    if (i == -1 && PyErr_Occurred()) {
        return NULL;
    }
    return none_or_error(((ssizeobjargproc)wrapped)(self, i, NULL));
}

PyObject *
Hb_WrapContains(PyObject *self, PyObject *args, void *wrapped)
{
    if (!check_count(args, 1)) {
        return NULL;
    }
    return bool_or_error(((objobjproc)wrapped)(self, arg(args, 0)));
}

PyObject *
Hb_WrapSetItem(PyObject *self, PyObject *args, void *wrapped)
{
    PyObject *key, *value;
    if (!PyArg_UnpackTuple(args, "", 2, 2, &key, &value)) {
        return NULL;
    }
    return none_or_error(((objobjargproc)wrapped)(self, key, value));
}

PyObject *
Hb_WrapDelItem(PyObject *self, PyObject *args, void *wrapped)
{
    if (!check_count(args, 1)) {
        return NULL;
    }
    return none_or_error(((objobjargproc)wrapped)(self, arg(args, 0), NULL));
}

/* ---- attributes -------------------------------------------------------- */

/* The last class of the MRO that has the slot of `type` and not from a method
 * of a class: where the slot comes from.  Borrowed. */
static PyTypeObject *
type_with_slot(PyTypeObject *type)
{
    for (Py_ssize_t i = PyTuple_GET_SIZE(type->tp_mro); --i >= 0;) {
        PyTypeObject *base = (PyTypeObject *)PyTuple_GET_ITEM(type->tp_mro, i);
        if (base->tp_setattro != Hb_SlotTpSetattro &&
            base->tp_setattro == type->tp_setattro) {
            return base;
        }
    }
    return type;
}

/* object.__setattr__ must not get round the one of a type in between. */
static int
is_allowed(PyObject *self, setattrofunc func, const char *what)
{
    PyTypeObject *type = Py_TYPE(self);
    if (type->tp_mro == NULL) {
        return 1;
    }
    for (PyTypeObject *base = type_with_slot(type); base != NULL;
         base = base->tp_base) {
        if (base->tp_setattro == func) {
            return 1;
        }
        if (base->tp_setattro != Hb_SlotTpSetattro) {
            PyErr_Format(PyExc_TypeError, "can't apply this %s to %s object",
                         what, type->tp_name);
            return 0;
        }
    }
    return 1;
}

PyObject *
Hb_WrapSetAttr(PyObject *self, PyObject *args, void *wrapped)
{
    PyObject *name, *value;
    setattrofunc func = (setattrofunc)wrapped;
    if (!PyArg_UnpackTuple(args, "", 2, 2, &name, &value) ||
        !is_allowed(self, func, "__setattr__")) {
        return NULL;
    }
    return func(self, name, value) < 0 ? NULL : Py_NewRef(Py_None);
}

PyObject *
Hb_WrapDelAttr(PyObject *self, PyObject *args, void *wrapped)
{
    setattrofunc func = (setattrofunc)wrapped;
    if (!check_count(args, 1) || !is_allowed(self, func, "__delattr__")) {
        return NULL;
    }
    return func(self, arg(args, 0), NULL) < 0 ? NULL : Py_NewRef(Py_None);
}

PyObject *
Hb_WrapDescrGet(PyObject *self, PyObject *args, void *wrapped)
{
    PyObject *obj, *type = NULL;
    if (!PyArg_UnpackTuple(args, "", 1, 2, &obj, &type)) {
        return NULL;
    }
    obj = obj == Py_None ? NULL : obj;
    type = type == Py_None ? NULL : type;
    if (obj == NULL && type == NULL) {
        PyErr_SetString(PyExc_TypeError, "__get__(None, None) is invalid");
        return NULL;
    }
    return ((descrgetfunc)wrapped)(self, obj, type);
}

PyObject *
Hb_WrapDescrSet(PyObject *self, PyObject *args, void *wrapped)
{
    PyObject *obj, *value;
    if (!PyArg_UnpackTuple(args, "", 2, 2, &obj, &value)) {
        return NULL;
    }
    int result = ((descrsetfunc)wrapped)(self, obj, value);
    return result < 0 ? NULL : Py_NewRef(Py_None);
}

PyObject *
Hb_WrapDescrDelete(PyObject *self, PyObject *args, void *wrapped)
{
    if (!check_count(args, 1)) {
        return NULL;
    }
    int result = ((descrsetfunc)wrapped)(self, arg(args, 0), NULL);
    return result < 0 ? NULL : Py_NewRef(Py_None);
}

/* ---- comparison, hash, iteration --------------------------------------- */

#define WRAP_COMPARISON(name, op)                                             \
    PyObject *Hb_Wrap##name(PyObject *self, PyObject *args, void *wrapped)    \
    {                                                                         \
        if (!check_count(args, 1)) {                                          \
            return NULL;                                                      \
        }                                                                     \
        return ((richcmpfunc)wrapped)(self, arg(args, 0), op);                \
    }

/* clang-format off */
WRAP_COMPARISON(Lt, Py_LT)
WRAP_COMPARISON(Le, Py_LE)
WRAP_COMPARISON(Eq, Py_EQ)
WRAP_COMPARISON(Ne, Py_NE)
WRAP_COMPARISON(Gt, Py_GT)
WRAP_COMPARISON(Ge, Py_GE)

/* clang-format on */

PyObject *
Hb_WrapHash(PyObject *self, PyObject *args, void *wrapped)
{
    if (!check_count(args, 0)) {
        return NULL;
    }
    Py_hash_t hash = ((hashfunc)wrapped)(self);
    if (hash == -1 && PyErr_Occurred()) {
        return NULL;
    }
    return PyLong_FromSsize_t(hash);
}

PyObject *
Hb_WrapNext(PyObject *self, PyObject *args, void *wrapped)
{
    if (!check_count(args, 0)) {
        return NULL;
    }
    PyObject *item = ((iternextfunc)wrapped)(self);
    if (item == NULL && !PyErr_Occurred()) {
        PyErr_SetNone(PyExc_StopIteration);
    }
    return item;
}

/* ---- life -------------------------------------------------------------- */

PyObject *
Hb_WrapDel(PyObject *self, PyObject *args, void *wrapped)
{
    if (!check_count(args, 0)) {
        return NULL;
    }
    ((destructor)wrapped)(self);
    Py_RETURN_NONE;
}

PyObject *
Hb_WrapCall(PyObject *self, PyObject *args, void *wrapped, PyObject *kwds)
{
    return ((ternaryfunc)wrapped)(self, args, kwds);
}

PyObject *
Hb_WrapInit(PyObject *self, PyObject *args, void *wrapped, PyObject *kwds)
{
    int result = ((initproc)wrapped)(self, args, kwds);
    return result < 0 ? NULL : Py_NewRef(Py_None);
}

/* Whether static_type.__new__(subtype) skips the __new__ of a static type in
 * between, which would leave its fields unset.
 */
static int
check_new(PyTypeObject *type, PyTypeObject *subtype)
{
    if (!PyType_IsSubtype(subtype, type)) {
        PyErr_Format(
            PyExc_TypeError, "%s.__new__(%s): %s is not a subtype of %s",
            type->tp_name, subtype->tp_name, subtype->tp_name, type->tp_name);
        return -1;
    }
    PyTypeObject *base = subtype;
    while (base != NULL && base->tp_new == Hb_SlotTpNew) {
        base = base->tp_base;
    }
    if (base != NULL && base->tp_new != type->tp_new) {
        PyErr_Format(PyExc_TypeError,
                     "%s.__new__(%s) is not safe, use %s.__new__()",
                     type->tp_name, subtype->tp_name, base->tp_name);
        return -1;
    }
    return 0;
}

PyObject *
Hb_TpNewWrapper(PyObject *self, PyObject *args, PyObject *kwds)
{
    PyTypeObject *type = (PyTypeObject *)self;
    if (self == NULL || !PyType_Check(self)) {
        PyErr_SetString(PyExc_SystemError,
                        "__new__() called with non-type 'self'");
        return NULL;
    }
    if (!PyTuple_Check(args) || PyTuple_GET_SIZE(args) < 1) {
        PyErr_Format(PyExc_TypeError, "%s.__new__(): not enough arguments",
                     type->tp_name);
        return NULL;
    }
    PyObject *first = PyTuple_GET_ITEM(args, 0);
    if (!PyType_Check(first)) {
        PyErr_Format(PyExc_TypeError,
                     "%s.__new__(X): X is not a type object (%s)",
                     type->tp_name, Py_TYPE(first)->tp_name);
        return NULL;
    }
    if (check_new(type, (PyTypeObject *)first) < 0) {
        return NULL;
    }
    args = PyTuple_GetSlice(args, 1, PyTuple_GET_SIZE(args));
    if (args == NULL) {
        return NULL;
    }
    PyObject *result = type->tp_new((PyTypeObject *)first, args, kwds);
    Py_DECREF(args);
    return result;
}
