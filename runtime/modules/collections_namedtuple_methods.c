/* collections_namedtuple_methods.c -- the classes' attributes and methods. */
#include <stddef.h>

#include "internal/pycore_object.h"
#include "internal/pycore_unicodeobject.h"
#include "structmember.h"
#include "collections_parts.h"

/* ---- _tuplegetter: the attribute that is an item ---- */

/*    tuplegetterobject: 32 bytes
 *   +----+---------+
 *   |  0 | ob_base |
 *   | 16 | index   |
 *   | 24 | doc     |---> any object, owned
 *   +----+---------+
 */
typedef struct {
    PyObject_HEAD
    Py_ssize_t index;
    PyObject *doc;
} tuplegetterobject;

PyObject *
Hb_TupleGetterNew(Py_ssize_t index)
{
    tuplegetterobject *self =
        PyObject_GC_New(tuplegetterobject, &Hb_TupleGetter_Type);

    if (self == NULL) {
        return NULL;
    }
    self->index = index;
    self->doc = PyUnicode_FromFormat("Alias for field number %zd", index);
    PyObject_GC_Track(self);
    if (self->doc == NULL) {
        Py_CLEAR(self);
    }
    return (PyObject *)self;
}

static PyObject *
tuplegetter_get(PyObject *op, PyObject *obj, PyObject *Py_UNUSED(type))
{
    Py_ssize_t index = ((tuplegetterobject *)op)->index;

    if (obj == NULL || obj == Py_None) {
        return Py_NewRef(op);
    }
    if (!PyTuple_Check(obj)) {
        PyErr_Format(PyExc_TypeError,
                     "descriptor for index '%zd' for tuple subclasses "
                     "doesn't apply to '%s' object",
                     index, Py_TYPE(obj)->tp_name);
        return NULL;
    }
    return Py_XNewRef(PyTuple_GetItem(obj, index));
}

static int
tuplegetter_set(PyObject *Py_UNUSED(op), PyObject *Py_UNUSED(obj),
                PyObject *value)
{
    PyErr_SetString(PyExc_AttributeError,
                    value ? "can't set attribute" : "can't delete attribute");
    return -1;
}

static void
tuplegetter_dealloc(PyObject *op)
{
    PyObject_GC_UnTrack(op);
    Py_XDECREF(((tuplegetterobject *)op)->doc);
    PyObject_GC_Del(op);
}

static int
tuplegetter_traverse(PyObject *op, visitproc visit, void *arg)
{
    Py_VISIT(((tuplegetterobject *)op)->doc);
    return 0;
}

static PyObject *
tuplegetter_repr(PyObject *op)
{
    tuplegetterobject *self = (tuplegetterobject *)op;

    return PyUnicode_FromFormat("_tuplegetter(%zd, %R)", self->index,
                                self->doc);
}

static PyMemberDef tuplegetter_members[] = {
    {"__doc__", T_OBJECT, offsetof(tuplegetterobject, doc), 0, NULL},
    {NULL, 0, 0, 0, NULL},
};

PyTypeObject Hb_TupleGetter_Type = {
    PyVarObject_HEAD_INIT(&PyType_Type, 0).tp_name =
        "_collections._tuplegetter",
    .tp_basicsize = sizeof(tuplegetterobject),
    .tp_dealloc = tuplegetter_dealloc,
    .tp_repr = tuplegetter_repr,
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC,
    .tp_traverse = tuplegetter_traverse,
    .tp_members = tuplegetter_members,
    .tp_descr_get = tuplegetter_get,
    .tp_descr_set = tuplegetter_set,
};

/* ---- methods of the classes ---- */

/* cls._fields, a tuple of str; new reference. */
static PyObject *
fields_of(PyObject *cls)
{
    PyObject *fields = PyObject_GetAttr(cls, &_Py_ID(_fields));

    if (fields != NULL && !PyTuple_Check(fields)) {
        PyErr_SetString(PyExc_TypeError, "_fields must be a tuple");
        Py_CLEAR(fields);
    }
    return fields;
}

/* An instance of the items of a tuple, which stays as it is. */
static PyObject *
new_instance(PyObject *cls, PyObject *items)
{
    PyTypeObject *type = (PyTypeObject *)cls;
    Py_ssize_t n = PyTuple_GET_SIZE(items), i;
    PyObject *self;

    if (!PyType_IsSubtype(type, &PyTuple_Type)) {
        PyErr_Format(PyExc_TypeError,
                     "tuple.__new__(%s): %s is not a subtype of tuple",
                     type->tp_name, type->tp_name);
        return NULL;
    }
    self = type->tp_alloc(type, n);
    for (i = 0; self != NULL && i < n; i++) {
        PyTuple_SET_ITEM(self, i, Py_NewRef(PyTuple_GET_ITEM(items, i)));
    }
    return self;
}

/* The value of a field: of a keyword, counted, or the default; borrowed.
 * NULL without an exception when it is missing. */
static PyObject *
field_value(PyObject *name, PyObject *kwds, PyObject *defaults,
            Py_ssize_t *used)
{
    PyObject *value = kwds ? PyDict_GetItemWithError(kwds, name) : NULL;

    if (value != NULL) {
        ++*used;
        return value;
    }
    return PyErr_Occurred() ? NULL : PyDict_GetItemWithError(defaults, name);
}

static void
bad_arguments(PyObject *cls, const char *format, ...)
{
    va_list args;
    PyObject *text, *name = PyType_GetName((PyTypeObject *)cls);

    va_start(args, format);
    text = PyUnicode_FromFormatV(format, args);
    va_end(args);
    if (name != NULL && text != NULL) {
        PyErr_Format(PyExc_TypeError, "%U.__new__() %U", name, text);
    }
    Py_XDECREF(name);
    Py_XDECREF(text);
}

/* "missing 2 required positional arguments: 'x' and 'y'" */
static void
missing_arguments(PyObject *cls, PyObject *names)
{
    Py_ssize_t n = PyList_GET_SIZE(names), i;
    PyObject *text = PyUnicode_FromString("");

    for (i = 0; text != NULL && i < n; i++) {
        const char *glue = i == 0       ? ""
                           : n == 2     ? " and "
                           : i == n - 1 ? ", and "
                                        : ", ";

        Py_SETREF(text, PyUnicode_FromFormat("%U%s%R", text, glue,
                                             PyList_GET_ITEM(names, i)));
    }
    if (text != NULL) {
        bad_arguments(cls, "missing %zd required positional argument%s: %U", n,
                      n == 1 ? "" : "s", text);
        Py_DECREF(text);
    }
}

/* The first keyword that names no field, or a field that has its value. */
static void
bad_keyword(PyObject *cls, PyObject *fields, PyObject *kwds)
{
    PyObject *key;
    Py_ssize_t pos = 0;

    while (PyDict_Next(kwds, &pos, &key, NULL)) {
        int known = PySequence_Contains(fields, key);

        if (known == 0) {
            bad_arguments(cls, "got an unexpected keyword argument %R", key);
            return;
        }
    }
    pos = 0;
    if (PyDict_Next(kwds, &pos, &key, NULL)) {
        bad_arguments(cls, "got multiple values for argument %R", key);
    }
}

/* Fills items[from ..] from keywords and defaults. */
static int
fill_fields(PyObject *cls, PyObject *fields, PyObject *items, Py_ssize_t from,
            PyObject *kwds)
{
    PyObject *defaults = PyObject_GetAttr(cls, &_Py_ID(_field_defaults));
    PyObject *missing = defaults ? PyList_New(0) : NULL;
    Py_ssize_t used = 0, i;
    int status = missing ? 0 : -1;

    for (i = from; status == 0 && i < PyTuple_GET_SIZE(fields); i++) {
        PyObject *name = PyTuple_GET_ITEM(fields, i);
        PyObject *value = field_value(name, kwds, defaults, &used);

        if (value != NULL) {
            PyTuple_SET_ITEM(items, i, Py_NewRef(value));
        }
        else {
            status = PyErr_Occurred() ? -1 : PyList_Append(missing, name);
        }
    }
    if (status == 0 && kwds != NULL && used < PyDict_GET_SIZE(kwds)) {
        bad_keyword(cls, fields, kwds);
        status = -1;
    }
    if (status == 0 && PyList_GET_SIZE(missing) > 0) {
        missing_arguments(cls, missing);
        status = -1;
    }
    Py_XDECREF(defaults);
    Py_XDECREF(missing);
    return status;
}

static PyObject *
nt_new(PyObject *Py_UNUSED(unused), PyObject *args, PyObject *kwds)
{
    PyObject *cls, *fields, *items, *self = NULL;
    Py_ssize_t n = PyTuple_GET_SIZE(args) - 1, i, most;

    if (n < 0 || !PyType_Check(PyTuple_GET_ITEM(args, 0))) {
        PyErr_SetString(PyExc_TypeError,
                        "__new__() missing 1 required positional argument: "
                        "'_cls'");
        return NULL;
    }
    cls = PyTuple_GET_ITEM(args, 0);
    fields = fields_of(cls);
    if (fields == NULL) {
        return NULL;
    }
    most = PyTuple_GET_SIZE(fields);
    if (n > most) {
        bad_arguments(cls, "takes %zd positional arguments but %zd were given",
                      most + 1, n + 1);
        Py_DECREF(fields);
        return NULL;
    }
    items = PyTuple_New(most);
    for (i = 0; items != NULL && i < n; i++) {
        PyTuple_SET_ITEM(items, i, Py_NewRef(PyTuple_GET_ITEM(args, i + 1)));
    }
    if (items != NULL && ((n == most && kwds == NULL) ||
                          fill_fields(cls, fields, items, n, kwds) == 0)) {
        self = new_instance(cls, items);
    }
    Py_XDECREF(items);
    Py_DECREF(fields);
    return self;
}

static PyObject *
nt_make(PyObject *cls, PyObject *iterable)
{
    PyObject *fields = fields_of(cls), *items, *self = NULL;
    Py_ssize_t n;

    if (fields == NULL) {
        return NULL;
    }
    n = PyTuple_GET_SIZE(fields);
    Py_DECREF(fields);
    items = PySequence_Tuple(iterable);
    if (items != NULL) {
        self = new_instance(cls, items);
        Py_DECREF(items);
    }
    if (self != NULL && PyTuple_GET_SIZE(self) != n) {
        PyErr_Format(PyExc_TypeError, "Expected %zd arguments, got %zd", n,
                     PyTuple_GET_SIZE(self));
        Py_CLEAR(self);
    }
    return self;
}

/* The items, those named in `changes` replaced and taken out of it. */
static PyObject *
changed_items(PyObject *self, PyObject *fields, PyObject *changes)
{
    PyObject *items = PyTuple_New(PyTuple_GET_SIZE(fields));
    Py_ssize_t i;

    for (i = 0; items != NULL && i < PyTuple_GET_SIZE(fields); i++) {
        PyObject *value = _PyDict_Pop(changes, PyTuple_GET_ITEM(fields, i),
                                      PyTuple_GET_ITEM(self, i));

        if (value == NULL) {
            Py_CLEAR(items);
            break;
        }
        PyTuple_SET_ITEM(items, i, value);
    }
    return items;
}

static PyObject *
nt_replace(PyObject *self, PyObject *args, PyObject *kwds)
{
    PyObject *fields, *changes, *items = NULL, *result = NULL;

    if (PyTuple_GET_SIZE(args) > 0) {
        PyErr_Format(PyExc_TypeError,
                     "%s._replace() takes 1 positional argument but %zd were "
                     "given",
                     _PyType_Name(Py_TYPE(self)), PyTuple_GET_SIZE(args) + 1);
        return NULL;
    }
    fields = fields_of((PyObject *)Py_TYPE(self));
    changes = kwds ? PyDict_Copy(kwds) : PyDict_New();
    if (fields != NULL && changes != NULL) {
        items = changed_items(self, fields, changes);
    }
    if (items != NULL && PyDict_GET_SIZE(changes) > 0) {
        PyObject *names = PyDict_Keys(changes);

        if (names != NULL) {
            PyErr_Format(PyExc_ValueError, "Got unexpected field names: %R",
                         names);
            Py_DECREF(names);
        }
    }
    else if (items != NULL) {
        result = nt_make((PyObject *)Py_TYPE(self), items);
    }
    Py_XDECREF(items);
    Py_XDECREF(changes);
    Py_XDECREF(fields);
    return result;
}

/* "x=1" */
static int
write_field(_PyUnicodeWriter *writer, PyObject *name, PyObject *value)
{
    PyObject *text = PyObject_Repr(value);
    int status = text == NULL || _PyUnicodeWriter_WriteStr(writer, name) < 0 ||
                 _PyUnicodeWriter_WriteChar(writer, '=') < 0 ||
                 _PyUnicodeWriter_WriteStr(writer, text) < 0;

    Py_XDECREF(text);
    return status ? -1 : 0;
}

/* "Point(x=1, y=2)" */
static int
write_fields(_PyUnicodeWriter *writer, PyObject *self, PyObject *fields)
{
    Py_ssize_t n = Py_MIN(PyTuple_GET_SIZE(fields), PyTuple_GET_SIZE(self)), i;
    PyObject *name = PyType_GetName(Py_TYPE(self));
    int status = name == NULL ? -1 : _PyUnicodeWriter_WriteStr(writer, name);

    Py_XDECREF(name);
    if (status == 0) {
        status = _PyUnicodeWriter_WriteChar(writer, '(');
    }
    for (i = 0; status == 0 && i < n; i++) {
        if (i > 0) {
            status = _PyUnicodeWriter_WriteASCIIString(writer, ", ", 2);
        }
        if (status == 0) {
            status = write_field(writer, PyTuple_GET_ITEM(fields, i),
                                 PyTuple_GET_ITEM(self, i));
        }
    }
    return status == 0 ? _PyUnicodeWriter_WriteChar(writer, ')') : status;
}

static PyObject *
nt_repr(PyObject *self, PyObject *Py_UNUSED(unused))
{
    PyObject *fields = fields_of((PyObject *)Py_TYPE(self));
    _PyUnicodeWriter writer;
    int status;

    if (fields == NULL) {
        return NULL;
    }
    _PyUnicodeWriter_Init(&writer);
    writer.overallocate = 1;
    status = write_fields(&writer, self, fields);
    Py_DECREF(fields);
    if (status < 0) {
        _PyUnicodeWriter_Dealloc(&writer);
        return NULL;
    }
    return _PyUnicodeWriter_Finish(&writer);
}

static PyObject *
nt_asdict(PyObject *self, PyObject *Py_UNUSED(unused))
{
    PyObject *fields = fields_of((PyObject *)Py_TYPE(self)), *dict;
    Py_ssize_t i;

    if (fields == NULL) {
        return NULL;
    }
    dict = PyDict_New();
    for (i = 0; dict != NULL && i < PyTuple_GET_SIZE(fields) &&
                i < PyTuple_GET_SIZE(self);
         i++) {
        if (PyDict_SetItem(dict, PyTuple_GET_ITEM(fields, i),
                           PyTuple_GET_ITEM(self, i)) < 0) {
            Py_CLEAR(dict);
        }
    }
    Py_DECREF(fields);
    return dict;
}

static PyObject *
nt_getnewargs(PyObject *self, PyObject *Py_UNUSED(unused))
{
    return PySequence_Tuple(self);
}

PyMethodDef Hb_NamedTupleNew = {"__new__", _PyCFunction_CAST(nt_new),
                                METH_VARARGS | METH_KEYWORDS,
                                "An instance of these items."};

PyMethodDef Hb_NamedTupleMethods[] = {
    {"_make", nt_make, METH_O | METH_CLASS, "An instance from an iterable."},
    {"_replace", _PyCFunction_CAST(nt_replace), METH_VARARGS | METH_KEYWORDS,
     "A new instance with some items replaced."},
    {"__repr__", nt_repr, METH_NOARGS, "name(field=value, ...)"},
    {"_asdict", nt_asdict, METH_NOARGS, "A dict from names to items."},
    {"__getnewargs__", nt_getnewargs, METH_NOARGS, "A plain tuple."},
    {NULL, NULL, 0, NULL},
};
