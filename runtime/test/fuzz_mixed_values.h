/* fuzz_mixed_values.h -- classes and values of fuzz_mixed.c.
 *
 * What can come into a set has a hash that is no address: instances have
 * hashes of their own, and None and iterators stay outside.
 */
#ifndef HB_FUZZ_MIXED_VALUES_H
#define HB_FUZZ_MIXED_VALUES_H

#include "fuzz_mixed_show.h"

#define SLOTS      20
#define ITERATORS  4
#define MOST_ITEMS 1000 /* that an instance gives of another object */

static PyObject *slots[SLOTS];
static PyObject *iterators[ITERATORS]; /* of finite things; NULL at first */
static PyObject *grave;                /* what its finalizer kept alive */
static long last_number;
static int silent; /* finalizers do not speak */

/* ---- classes ------------------------------------------------------------ */

enum {
    PLAIN,   /* attributes in a dict; can be called */
    SLOTTED, /* id, at, by and weak references */
    MORTAL,  /* says when it dies */
    EQUAL,   /* to what has the same id */
    HOLDER,  /* is a sequence as its at is */
    LIST_KID,
    DICT_KID,
    TUPLE_KID,
    DEQUE_KID,
    CLASSES
};

static PyObject *classes[CLASSES];

static long
number_of(PyObject *self)
{
    PyObject *n = PyObject_GetAttrString(self, "id");
    long number = n != NULL && PyLong_Check(n) ? PyLong_AsLong(n) : 7;

    PyErr_Clear();
    Py_XDECREF(n);
    return number;
}

static PyObject *
own_hash(PyObject *self, PyObject *Py_UNUSED(args))
{
    return PyLong_FromLong(number_of(self) * 31);
}

static PyObject *
own_del(PyObject *self, PyObject *Py_UNUSED(args))
{
    long number = number_of(self);

    if (!silent) {
        printf("<del %ld>", number);
    }
    if (number % 5 == 0) {
        PyList_Append(grave, self);
    }
    Py_RETURN_NONE;
}

static PyObject *
own_eq(PyObject *self, PyObject *other)
{
    if (!Py_IS_TYPE(other, Py_TYPE(self))) {
        Py_RETURN_NOTIMPLEMENTED;
    }
    return PyBool_FromLong(number_of(self) == number_of(other));
}

static PyObject *
own_len(PyObject *self, PyObject *Py_UNUSED(args))
{
    PyObject *a = PyObject_GetAttrString(self, "at");
    Py_ssize_t size = a != NULL ? PyObject_Size(a) : -1;

    Py_XDECREF(a);
    return size < 0 ? NULL : PyLong_FromSsize_t(size);
}

/* It ends: a list that is extended by what reads it would grow for ever. */
static PyObject *
own_getitem(PyObject *self, PyObject *key)
{
    PyObject *a, *item;
    int over = 0;

    if (PyLong_Check(key) &&
        (PyLong_AsLongAndOverflow(key, &over) >= MOST_ITEMS || over > 0)) {
        return PyErr_Format(PyExc_IndexError, "no item %R", key);
    }
    a = PyObject_GetAttrString(self, "at");
    item = a != NULL ? PyObject_GetItem(a, key) : NULL;
    Py_XDECREF(a);
    return item;
}

static PyObject *
own_call(PyObject *Py_UNUSED(self), PyObject *args)
{
    return PyLong_FromSsize_t(PyTuple_GET_SIZE(args));
}

static PyMethodDef call_def = {"__call__", own_call, METH_VARARGS, NULL};
static PyMethodDef hash_def = {"__hash__", own_hash, METH_NOARGS, NULL};
static PyMethodDef del_def = {"__del__", own_del, METH_NOARGS, NULL};
static PyMethodDef eq_def = {"__eq__", own_eq, METH_O, NULL};
static PyMethodDef len_def = {"__len__", own_len, METH_NOARGS, NULL};
static PyMethodDef getitem_def = {"__getitem__", own_getitem, METH_O, NULL};

static PyObject *
make_class(const char *name, PyObject *base, const char *dict)
{
    PyObject *made =
        PyObject_CallFunction((PyObject *)&PyType_Type, dict, name, base,
                              "__slots__", "id", "at", "by", "__weakref__");

    if (made == NULL) {
        PyErr_Print();
        exit(1);
    }
    return made;
}

static void
add_method(int kind, PyMethodDef *def)
{
    PyTypeObject *type = (PyTypeObject *)classes[kind];
    PyObject *descr = PyDescr_NewMethod(type, def);

    PyObject_SetAttrString(classes[kind], def->ml_name, descr);
    Py_DECREF(descr);
}

static void
make_classes(void)
{
    PyObject *object = (PyObject *)&PyBaseObject_Type;

    classes[PLAIN] = make_class("Plain", object, "s(O){}");
    classes[SLOTTED] = make_class("Slotted", object, "s(O){s[ssss]}");
    classes[MORTAL] = make_class("Mortal", object, "s(O){}");
    classes[EQUAL] = make_class("Equal", object, "s(O){}");
    classes[HOLDER] = make_class("Holder", object, "s(O){}");
    classes[LIST_KID] =
        make_class("ListKid", (PyObject *)&PyList_Type, "s(O){}");
    classes[DICT_KID] =
        make_class("DictKid", (PyObject *)&PyDict_Type, "s(O){}");
    classes[TUPLE_KID] =
        make_class("TupleKid", (PyObject *)&PyTuple_Type, "s(O){}");
    classes[DEQUE_KID] = make_class("DequeKid", deque_type, "s(O){}");
    add_method(PLAIN, &call_def);
    add_method(EQUAL, &eq_def);
    add_method(MORTAL, &del_def);
    add_method(HOLDER, &len_def);
    add_method(HOLDER, &getitem_def);
    for (int kind = PLAIN; kind <= HOLDER; kind++) {
        add_method(kind, &hash_def);
    }
}

/* ---- values ------------------------------------------------------------- */

static PyObject *
make_text(void)
{
    static const char *const texts[] = {
        "",         "a",         "b",   "key", "%s",     "{}", "{0!r:>5}",
        "a b\tc\n", "\xc3\xa9t", "-12", "3.5", "abcabc", "n",  "x,y,,z"};

    return PyUnicode_FromString(texts[chance(Py_ARRAY_LENGTH(texts))]);
}

static PyObject *
make_octets(void)
{
    return PyBytes_FromStringAndSize("abc\0\xff 12ab,cd\x80", chance(14));
}

static PyObject *
make_atom(void)
{
    switch (chance(10)) {
    case 0:
    case 1:
        return make_text();
    case 2:
        return make_octets();
    case 3:
        return PyFloat_FromDouble((double)small_int() / 4);
    case 4:
        return PyBool_FromLong(chance(2));
    case 5:
        return chance(6) ? PyLong_FromLong(250 + (long)chance(12))
                         : PyLong_FromString("9223372036854775808", NULL, 10);
    default:
        return make_int();
    }
}

static PyObject *
make_any(void)
{
    return chance(3) ? make_atom() : Py_NewRef(slots[chance(SLOTS)]);
}

static PyObject *
make_list(void)
{
    PyObject *list = PyList_New(0);
    unsigned n = chance(7);

    while (n-- > 0) {
        PyObject *item = make_any();

        PyList_Append(list, item);
        Py_DECREF(item);
    }
    return list;
}

static PyObject *
make_from_list(PyObject *type)
{
    PyObject *list = make_list(), *result;

    result = PyObject_CallOneArg(type, list);
    PyErr_Clear(); /* what cannot be hashed is in no set */
    return result != NULL ? (Py_DECREF(list), result) : list;
}

static PyObject *
make_dict(PyObject *type)
{
    PyObject *dict = PyObject_CallNoArgs(type);
    unsigned n = chance(7);

    while (n-- > 0) {
        PyObject *key = make_any(), *value = make_any();

        PyObject_SetItem(dict, key, value);
        PyErr_Clear();
        Py_DECREF(key);
        Py_DECREF(value);
    }
    return dict;
}

static PyObject *
make_instance(void)
{
    int kind = (int)chance(CLASSES);
    PyObject *result, *n = PyLong_FromLong(++last_number), *a = make_any();

    result = kind == DICT_KID ? make_dict(classes[kind])
             : kind > HOLDER  ? make_from_list(classes[kind])
                              : PyObject_CallNoArgs(classes[kind]);
    if (!PyList_CheckExact(result)) {
        PyObject_SetAttrString(result, "id", n);
        PyObject_SetAttrString(result, "at", a);
    }
    Py_DECREF(n);
    Py_DECREF(a);
    return result;
}

static PyObject *
make_array(void)
{
    PyObject *octets = make_octets(), *array;

    array = PyObject_CallFunction(array_type, "C", "bBhHiIlLqQfd"[chance(12)]);
    Py_XDECREF(PyObject_CallMethod(array, "frombytes", "O", octets));
    PyErr_Clear();
    Py_DECREF(octets);
    return array;
}

static PyObject *
make_buffer(void)
{
    PyObject *octets, *result;

    switch (chance(4)) {
    case 0:
        return make_array();
    case 1:
        result = PyMemoryView_FromObject(slots[chance(SLOTS)]);
        if (result != NULL) {
            return result;
        }
        PyErr_Clear();
    }
    octets = make_octets();
    result = PyByteArray_FromObject(octets);
    Py_DECREF(octets);
    return result;
}

static PyObject *
callback(PyObject *self, PyObject *Py_UNUSED(ref))
{
    printf("<gone %ld>", PyLong_AsLong(self));
    Py_RETURN_NONE;
}

static PyMethodDef callback_def = {"callback", callback, METH_O, NULL};

static PyObject *
make_weakref(void)
{
    PyObject *number = PyLong_FromLong(++last_number);
    PyObject *function = PyCFunction_New(&callback_def, number);
    PyObject *result =
        PyWeakref_NewRef(slots[chance(SLOTS)], chance(3) ? function : NULL);

    Py_DECREF(number);
    Py_DECREF(function);
    PyErr_Clear();
    return result != NULL ? result : make_instance();
}

static PyObject *
make_object(void)
{
    PyObject *list, *result;

    switch (chance(16)) {
    case 0:
    case 1:
        return make_list();
    case 2:
        return make_from_list((PyObject *)&PyTuple_Type);
    case 3:
    case 4:
        return make_dict((PyObject *)&PyDict_Type);
    case 5:
        return make_from_list((PyObject *)&PySet_Type);
    case 6:
        return make_from_list((PyObject *)&PyFrozenSet_Type);
    case 7:
        list = make_list();
        result = chance(2) ? PyObject_CallOneArg(deque_type, list)
                           : PyObject_CallFunction(deque_type, "Oi", list,
                                                   (int)chance(6));
        Py_DECREF(list);
        return result;
    case 8:
        return make_dict((PyObject *)&PyODict_Type);
    case 9:
    case 10:
        return make_buffer();
    case 11:
        return make_weakref();
    case 12:
        return make_atom();
    default:
        return make_instance();
    }
}

static int is_calm(PyObject *obj);

static int
has_calm_items(PyObject *obj)
{
    Py_ssize_t i;

    for (i = 0; i < PySequence_Fast_GET_SIZE(obj); i++) {
        PyObject *item = PySequence_Fast_GET_ITEM(obj, i);

        if (!is_atom(item) && !is_calm(item)) {
            return 0;
        }
    }
    return 1;
}

/* May it be kept and given to anything? */
static int
is_calm(PyObject *obj)
{
    int kind;

    if (PyUnicode_CheckExact(obj)) { /* the repr of something? */
        return strstr(PyUnicode_AsUTF8(obj), "0x") == NULL;
    }
    if (PyFloat_CheckExact(obj) || PyBool_Check(obj)) {
        return 1;
    }
    if (PyTuple_CheckExact(obj)) { /* a list may hold itself */
        return has_calm_items(obj);
    }
    if (PyBytes_CheckExact(obj)) {
        return strstr(PyBytes_AS_STRING(obj), "0x") == NULL;
    }
    for (kind = 0; kind < CLASSES; kind++) {
        if (Py_IS_TYPE(obj, (PyTypeObject *)classes[kind])) {
            return 1;
        }
    }
    return PyMemoryView_Check(obj) || has_size(obj);
}

#endif
