/* genericaliasobject.c -- list[int]: a class with arguments.
 *
 * It acts as its origin where a class is wanted: calls, attributes, bases.
 * Iteration gives it once, starred: *list[int].
 *
 * Source: PEP 585; CPython 3.11, Objects/genericaliasobject.c.
 */

#include "Python.h"

#include "structmember.h"

#include "internal/pycore_unionobject.h"
#include "internal/pycore_object.h"
#include "internal/pycore_unicodeobject.h"

/*    gaobject: 64 bytes
 *   +----+-------------+
 *   |  0 | ob_base     |
 *   | 16 | origin      |---> the class
 *   | 24 | args        |---> tuple
 *   | 32 | parameters  |---> tuple, always empty; NULL until asked for
 *   | 40 | weakreflist |
 *   | 48 | starred     |
 *   | 56 | vectorcall  |     NULL when the origin has none
 *   +----+-------------+
 */
typedef struct {
    PyObject_HEAD
    PyObject *origin;
    PyObject *args;
    PyObject *parameters;
    PyObject *weakreflist;
    char starred;
    vectorcallfunc vectorcall;
} gaobject;

/*    gaiterobject: 24 bytes
 *   +----+---------+
 *   |  0 | ob_base |
 *   | 16 | obj     |---> the alias; NULL when it was given
 *   +----+---------+
 */
typedef struct {
    PyObject_HEAD
    PyObject *obj;
} gaiterobject;

extern PyTypeObject Hb_GenericAliasIterType;

static gaobject *
as_alias(PyObject *self)
{
    return (gaobject *)self;
}

/* ---- text -------------------------------------------------------------- */

/* 1 if it has __origin__ and __args__, as an alias; -1 with an exception. */
static int
looks_like_alias(PyObject *op)
{
    PyObject *part;
    int found = _PyObject_LookupAttr(op, &_Py_ID(__origin__), &part);

    if (found > 0) {
        Py_DECREF(part);
        found = _PyObject_LookupAttr(op, &_Py_ID(__args__), &part);
        Py_XDECREF(part);
    }
    return found;
}

/* "module.name" or "name" of a class; NULL, perhaps without an exception. */
static PyObject *
class_text(PyObject *op)
{
    PyObject *qualname, *module = NULL, *result = NULL;

    if (_PyObject_LookupAttr(op, &_Py_ID(__qualname__), &qualname) <= 0) {
        return NULL;
    }
    if (_PyObject_LookupAttr(op, &_Py_ID(__module__), &module) > 0 &&
        module != Py_None) {
        result = PyUnicode_Check(module) &&
                         _PyUnicode_EqualToASCIIString(module, "builtins")
                     ? PyObject_Str(qualname)
                     : PyUnicode_FromFormat("%S.%S", module, qualname);
    }
    Py_DECREF(qualname);
    Py_XDECREF(module);
    return result;
}

PyObject *
Hb_ClassText(PyObject *op)
{
    int alias = looks_like_alias(op);
    PyObject *text = alias == 0 ? class_text(op) : NULL;

    return text != NULL || PyErr_Occurred() ? text : PyObject_Repr(op);
}

static int
is_alias(PyObject *op)
{
    return PyObject_TypeCheck(op, &Py_GenericAliasType);
}

static PyObject *
item_text(PyObject *op)
{
    return op == Py_Ellipsis ? PyUnicode_FromString("...") : Hb_ClassText(op);
}

/* The texts of the arguments with commas; "()" for none.  New. */
static PyObject *
args_text(PyObject *args)
{
    Py_ssize_t n = PyTuple_GET_SIZE(args);
    if (n == 0) {
        return PyUnicode_FromString("()");
    }
    PyObject *list = PyList_New(n);
    PyObject *comma = PyUnicode_FromString(", "), *result = NULL;
    if (list == NULL || comma == NULL) {
        goto done;
    }
    for (Py_ssize_t i = 0; i < n; i++) {
        PyObject *text = item_text(PyTuple_GET_ITEM(args, i));
        if (text == NULL) {
            goto done;
        }
        PyList_SET_ITEM(list, i, text);
    }
    result = PyUnicode_Join(comma, list);
done:
    Py_XDECREF(list);
    Py_XDECREF(comma);
    return result;
}

static PyObject *
ga_repr(PyObject *self)
{
    PyObject *result = NULL;
    PyObject *origin = item_text(as_alias(self)->origin);
    PyObject *args = origin == NULL ? NULL : args_text(as_alias(self)->args);
    if (args != NULL) {
        result = PyUnicode_FromFormat(
            as_alias(self)->starred ? "*%U[%U]" : "%U[%U]", origin, args);
    }
    Py_XDECREF(origin);
    Py_XDECREF(args);
    return result;
}

/* ---- slots ------------------------------------------------------------- */

static Py_hash_t
ga_hash(PyObject *self)
{
    Py_hash_t origin = PyObject_Hash(as_alias(self)->origin);
    Py_hash_t args = origin == -1 ? -1 : PyObject_Hash(as_alias(self)->args);
    return args == -1 ? -1 : origin ^ args;
}

static PyObject *
ga_richcompare(PyObject *a, PyObject *b, int op)
{
    if (!is_alias(a) || !is_alias(b) || (op != Py_EQ && op != Py_NE)) {
        Py_RETURN_NOTIMPLEMENTED;
    }
    int equal = as_alias(a)->starred == as_alias(b)->starred;
    if (equal > 0) {
        equal = PyObject_RichCompareBool(as_alias(a)->origin,
                                         as_alias(b)->origin, Py_EQ);
    }
    if (equal > 0) {
        equal = PyObject_RichCompareBool(as_alias(a)->args, as_alias(b)->args,
                                         Py_EQ);
    }
    if (equal < 0) {
        return NULL;
    }
    return PyBool_FromLong(op == Py_EQ ? equal : !equal);
}

/* What was made of an alias: takes obj, which may be NULL. */
static PyObject *
set_orig_class(PyObject *obj, PyObject *self)
{
    if (obj == NULL) {
        return NULL;
    }
    /* An instance that takes attributes remembers how it was made. */
    if (PyObject_SetAttr(obj, &_Py_ID(__orig_class__), self) < 0) {
        if (!PyErr_ExceptionMatches(PyExc_AttributeError) &&
            !PyErr_ExceptionMatches(PyExc_TypeError)) {
            Py_DECREF(obj);
            return NULL;
        }
        PyErr_Clear();
    }
    return obj;
}

static PyObject *
ga_call(PyObject *self, PyObject *args, PyObject *kwds)
{
    return set_orig_class(PyObject_Call(as_alias(self)->origin, args, kwds),
                          self);
}

static PyObject *
ga_vectorcall(PyObject *self, PyObject *const *args, size_t nargsf,
              PyObject *kwnames)
{
    vectorcallfunc call = PyVectorcall_Function(as_alias(self)->origin);
    return set_orig_class(call(as_alias(self)->origin, args, nargsf, kwnames),
                          self);
}

/* The attributes that are the alias's and not those of the class. */
static const char *const own[] = {
    "__class__",       "__origin__",     "__args__",
    "__unpacked__",    "__parameters__", "__typing_unpacked_tuple_args__",
    "__mro_entries__", "__reduce_ex__",  "__reduce__",
    "__copy__",        "__deepcopy__",
};

static int
is_own(PyObject *name)
{
    for (size_t i = 0; i < Py_ARRAY_LENGTH(own); i++) {
        if (PyUnicode_CompareWithASCIIString(name, own[i]) == 0) {
            return 1;
        }
    }
    return 0;
}

static PyObject *
ga_getattro(PyObject *self, PyObject *name)
{
    if (PyUnicode_Check(name) && !is_own(name)) {
        return PyObject_GetAttr(as_alias(self)->origin, name);
    }
    return PyObject_GenericGetAttr(self, name);
}

/* ---- methods ----------------------------------------------------------- */

static PyObject *
ga_mro_entries(PyObject *self, PyObject *Py_UNUSED(bases))
{
    return PyTuple_Pack(1, as_alias(self)->origin);
}

static PyObject *
ga_instancecheck(PyObject *Py_UNUSED(self), PyObject *Py_UNUSED(ignored))
{
    PyErr_SetString(PyExc_TypeError,
                    "isinstance() argument 2 cannot be a parameterized "
                    "generic");
    return NULL;
}

static PyObject *
ga_subclasscheck(PyObject *Py_UNUSED(self), PyObject *Py_UNUSED(ignored))
{
    PyErr_SetString(PyExc_TypeError,
                    "issubclass() argument 2 cannot be a parameterized "
                    "generic");
    return NULL;
}

static PyObject *
ga_reduce(PyObject *self, PyObject *Py_UNUSED(ignored))
{
    if (as_alias(self)->starred) {
        PyObject *plain =
            Py_GenericAlias(as_alias(self)->origin, as_alias(self)->args);
        PyObject *iterator = plain == NULL ? NULL : PyObject_GetIter(plain);
        PyObject *next = _PyEval_GetBuiltin(&_Py_ID(next));
        Py_XDECREF(plain);
        return Py_BuildValue("N(N)", next, iterator);
    }
    return Py_BuildValue("O(OO)", Py_TYPE(self), as_alias(self)->origin,
                         as_alias(self)->args);
}

/* The names of the class and the alias's own. */
static PyObject *
ga_dir(PyObject *self, PyObject *Py_UNUSED(ignored))
{
    PyObject *names = PyObject_Dir(as_alias(self)->origin);

    for (size_t i = 0; names != NULL && i < Py_ARRAY_LENGTH(own); i++) {
        PyObject *name = PyUnicode_FromString(own[i]);
        int has = name == NULL ? -1 : PySequence_Contains(names, name);
        if (has == 0) {
            has = PyList_Append(names, name);
        }
        Py_XDECREF(name);
        if (has < 0) {
            Py_CLEAR(names);
        }
    }
    return names;
}

static PyMethodDef ga_methods[] = {
    {"__dir__", ga_dir, METH_NOARGS, NULL},
    {"__mro_entries__", ga_mro_entries, METH_O, NULL},
    {"__instancecheck__", ga_instancecheck, METH_O, NULL},
    {"__subclasscheck__", ga_subclasscheck, METH_O, NULL},
    {"__reduce__", ga_reduce, METH_NOARGS, NULL},
    {NULL, NULL, 0, NULL},
};

static PyMemberDef ga_members[] = {
    {"__origin__", T_OBJECT, offsetof(gaobject, origin), READONLY, NULL},
    {"__args__", T_OBJECT, offsetof(gaobject, args), READONLY, NULL},
    {"__unpacked__", T_BOOL, offsetof(gaobject, starred), READONLY, NULL},
    {NULL, 0, 0, 0, NULL},
};

/* Type variables do not exist here, so there are never any parameters. */
static PyObject *
ga_parameters(PyObject *self, void *Py_UNUSED(closure))
{
    if (as_alias(self)->parameters == NULL) {
        as_alias(self)->parameters = PyTuple_New(0);
    }
    return Py_XNewRef(as_alias(self)->parameters);
}

/* The items that *tuple[int, str] stands for; None for any other alias. */
static PyObject *
ga_unpacked_args(PyObject *self, void *Py_UNUSED(closure))
{
    if (as_alias(self)->starred &&
        as_alias(self)->origin == (PyObject *)&PyTuple_Type) {
        return Py_NewRef(as_alias(self)->args);
    }
    Py_RETURN_NONE;
}

static PyGetSetDef ga_getset[] = {
    {"__typing_unpacked_tuple_args__", ga_unpacked_args, NULL, NULL, NULL},
    {"__parameters__", ga_parameters, NULL, NULL, NULL},
    {NULL, NULL, NULL, NULL, NULL},
};

static PyObject *
ga_getitem(PyObject *self, PyObject *Py_UNUSED(item))
{
    PyErr_Format(PyExc_TypeError, "%R is not a generic class", self);
    return NULL;
}

/* ---- life -------------------------------------------------------------- */

static void
ga_dealloc(PyObject *self)
{
    _PyObject_GC_UNTRACK(self);
    if (as_alias(self)->weakreflist != NULL) {
        PyObject_ClearWeakRefs(self);
    }
    Py_XDECREF(as_alias(self)->origin);
    Py_XDECREF(as_alias(self)->args);
    Py_XDECREF(as_alias(self)->parameters);
    Py_TYPE(self)->tp_free(self);
}

static int
ga_traverse(PyObject *self, visitproc visit, void *arg)
{
    Py_VISIT(as_alias(self)->origin);
    Py_VISIT(as_alias(self)->args);
    Py_VISIT(as_alias(self)->parameters);
    return 0;
}

static PyObject *
new_alias(PyTypeObject *type, PyObject *origin, PyObject *args)
{
    args = PyTuple_Check(args) ? Py_NewRef(args) : PyTuple_Pack(1, args);
    if (args == NULL) {
        return NULL;
    }
    gaobject *alias = (gaobject *)type->tp_alloc(type, 0);
    if (alias == NULL) {
        Py_DECREF(args);
        return NULL;
    }
    alias->origin = Py_NewRef(origin);
    alias->args = args;
    alias->vectorcall =
        PyVectorcall_Function(origin) == NULL ? NULL : ga_vectorcall;
    return (PyObject *)alias;
}

static PyObject *
ga_new(PyTypeObject *type, PyObject *args, PyObject *kwds)
{
    if (!_PyArg_NoKeywords("GenericAlias", kwds) ||
        !_PyArg_CheckPositional("GenericAlias", PyTuple_GET_SIZE(args), 2,
                                2)) {
        return NULL;
    }
    return new_alias(type, PyTuple_GET_ITEM(args, 0),
                     PyTuple_GET_ITEM(args, 1));
}

PyObject *
Py_GenericAlias(PyObject *origin, PyObject *args)
{
    return new_alias(&Py_GenericAliasType, origin, args);
}

/* ---- iteration ---------------------------------------------------------- */

static PyObject *
ga_iter(PyObject *self)
{
    gaiterobject *it = PyObject_GC_New(gaiterobject, &Hb_GenericAliasIterType);
    if (it == NULL) {
        return NULL;
    }
    it->obj = Py_NewRef(self);
    PyObject_GC_Track(it);
    return (PyObject *)it;
}

static PyObject *
gaiter_next(PyObject *self)
{
    gaiterobject *it = (gaiterobject *)self;
    if (it->obj == NULL) {
        return NULL;
    }
    PyObject *starred =
        Py_GenericAlias(as_alias(it->obj)->origin, as_alias(it->obj)->args);
    if (starred != NULL) {
        as_alias(starred)->starred = 1;
        Py_CLEAR(it->obj);
    }
    return starred;
}

static int
gaiter_traverse(PyObject *self, visitproc visit, void *arg)
{
    Py_VISIT(((gaiterobject *)self)->obj);
    return 0;
}

static int
gaiter_clear(PyObject *self)
{
    Py_CLEAR(((gaiterobject *)self)->obj);
    return 0;
}

static void
gaiter_dealloc(PyObject *self)
{
    PyObject_GC_UnTrack(self);
    gaiter_clear(self);
    PyObject_GC_Del(self);
}

/* iter(list[int]), and iter(()) when that was given. */
static PyObject *
gaiter_reduce(PyObject *self, PyObject *Py_UNUSED(ignored))
{
    PyObject *obj = ((gaiterobject *)self)->obj;
    PyObject *iter = _PyEval_GetBuiltin(&_Py_ID(iter));
    return obj == NULL ? Py_BuildValue("N(())", iter)
                       : Py_BuildValue("N(O)", iter, obj);
}

static PyMethodDef gaiter_methods[] = {
    {"__reduce__", gaiter_reduce, METH_NOARGS, NULL},
    {NULL, NULL, 0, NULL},
};

PyTypeObject Hb_GenericAliasIterType = {
    PyVarObject_HEAD_INIT(&PyType_Type, 0).tp_name = "generic_alias_iterator",
    .tp_basicsize = sizeof(gaiterobject),
    .tp_dealloc = gaiter_dealloc,
    .tp_getattro = PyObject_GenericGetAttr,
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC,
    .tp_traverse = gaiter_traverse,
    .tp_clear = gaiter_clear,
    .tp_iter = PyObject_SelfIter,
    .tp_iternext = gaiter_next,
    .tp_methods = gaiter_methods,
};

static PyMappingMethods ga_as_mapping = {
    .mp_subscript = ga_getitem,
};

static PyNumberMethods ga_as_number = {
    .nb_or = _Py_union_type_or,
};

PyTypeObject Py_GenericAliasType = {
    PyVarObject_HEAD_INIT(&PyType_Type, 0).tp_name = "types.GenericAlias",
    .tp_basicsize = sizeof(gaobject),
    .tp_dealloc = ga_dealloc,
    .tp_repr = ga_repr,
    .tp_as_number = &ga_as_number,
    .tp_as_mapping = &ga_as_mapping,
    .tp_hash = ga_hash,
    .tp_call = ga_call,
    .tp_getattro = ga_getattro,
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC | Py_TPFLAGS_BASETYPE |
                Py_TPFLAGS_HAVE_VECTORCALL,
    .tp_traverse = ga_traverse,
    .tp_richcompare = ga_richcompare,
    .tp_weaklistoffset = offsetof(gaobject, weakreflist),
    .tp_vectorcall_offset = offsetof(gaobject, vectorcall),
    .tp_iter = ga_iter,
    .tp_methods = ga_methods,
    .tp_members = ga_members,
    .tp_getset = ga_getset,
    .tp_alloc = PyType_GenericAlloc,
    .tp_new = ga_new,
    .tp_free = PyObject_GC_Del,
};
