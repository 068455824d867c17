/* fuzz_graph_values.h -- classes, values and printing of fuzz_graphs.c. */
#ifndef HB_FUZZ_GRAPH_VALUES_H
#define HB_FUZZ_GRAPH_VALUES_H

#include "fuzz_common.h"

#define SLOTS 16
#define SEEN  400

static PyObject *slots[SLOTS];
static PyObject *copy_module, *deque_type, *array_type;

/* ---- classes ------------------------------------------------------------ */

enum {
    PLAIN,
    SLOTTED,
    BOTH,
    LIST_KID,
    DICT_KID,
    SET_KID,
    TUPLE_KID,
    INT_KID,
    DEQUE_KID,
    STATEFUL,
    REDUCED,
    COPIED,
    ARGUED,
    BROKEN,
    CLASSES
};

static PyObject *classes[CLASSES];

static PyObject *
get_state(PyObject *self, PyObject *Py_UNUSED(args))
{
    PyObject *dict = PyObject_GetAttrString(self, "__dict__");
    PyObject *state_of = Py_BuildValue("(Ns)", dict, "state");

    printf("<getstate>");
    return state_of;
}

static PyObject *
set_state(PyObject *self, PyObject *args)
{
    PyObject *dict, *own;
    const char *text;

    printf("<setstate>");
    if (!PyArg_ParseTuple(args, "(O!s)", &PyDict_Type, &dict, &text)) {
        return NULL;
    }
    own = PyObject_GetAttrString(self, "__dict__");
    PyDict_Update(own, dict);
    Py_DECREF(own);
    Py_RETURN_NONE;
}

static PyObject *
reduce_ex(PyObject *self, PyObject *args)
{
    PyObject *dict = PyObject_GetAttrString(self, "__dict__");
    PyObject *items = PyObject_GetIter(slots[0]), *result;

    printf("<reduce %zd>", PyTuple_GET_SIZE(args));
    PyErr_Clear();
    if (items != NULL && PyList_Check(slots[0])) {
        result =
            Py_BuildValue("(O()NOO)", Py_TYPE(self), dict, Py_None, Py_None);
    }
    else {
        result = Py_BuildValue("(O()N)", Py_TYPE(self), dict);
    }
    Py_XDECREF(items);
    return result;
}

static PyObject *
own_copy(PyObject *Py_UNUSED(self), PyObject *Py_UNUSED(args))
{
    return PyUnicode_FromString("a copy");
}

/* [a copy of .a], known to the memo before that copy is made. */
static PyObject *
own_deepcopy(PyObject *self, PyObject *args)
{
    PyObject *memo, *id, *value, *list = PyList_New(0);

    if (!PyArg_ParseTuple(args, "O!", &PyDict_Type, &memo)) {
        return NULL;
    }
    printf("<memo %zd>", PyDict_Size(memo));
    id = PyLong_FromVoidPtr(self);
    PyDict_SetItem(memo, id, list);
    Py_DECREF(id);
    value = PyObject_GetAttrString(self, "a");
    PyErr_Clear();
    if (value != NULL) {
        Py_SETREF(value, PyObject_CallMethod(copy_module, "deepcopy", "OO",
                                             value, memo));
        if (value == NULL || PyList_Append(list, value) < 0) {
            Py_CLEAR(list);
        }
        Py_XDECREF(value);
    }
    return list;
}

static PyObject *
new_arguments(PyObject *Py_UNUSED(self), PyObject *Py_UNUSED(args))
{
    return Py_BuildValue("(i)", 41);
}

/* What __reduce_ex__ must not return. */
static PyObject *
broken_reduce(PyObject *self, PyObject *Py_UNUSED(args))
{
    switch (chance(8)) {
    case 0:
        return PyLong_FromLong(3);
    case 1:
        return Py_BuildValue("(O)", Py_TYPE(self));
    case 2:
        return PyUnicode_FromString("a name");
    case 3:
        return Py_BuildValue("(O[])", Py_TYPE(self));
    case 4:
        return Py_BuildValue("(i())", 5);
    case 5:
        return Py_BuildValue("(O()OOOOO)", Py_TYPE(self), Py_None, Py_None,
                             Py_None, Py_None, Py_None);
    case 6:
        return Py_BuildValue("(O()i)", Py_TYPE(self), 5);
    default:
        PyErr_SetString(PyExc_ValueError, "not this one");
        return NULL;
    }
}

static PyMethodDef get_state_def = {"__getstate__", get_state, METH_VARARGS,
                                    NULL};
static PyMethodDef set_state_def = {"__setstate__", set_state, METH_VARARGS,
                                    NULL};
static PyMethodDef reduce_def = {"__reduce_ex__", reduce_ex, METH_VARARGS,
                                 NULL};
static PyMethodDef copy_def = {"__copy__", own_copy, METH_VARARGS, NULL};
static PyMethodDef deepcopy_def = {"__deepcopy__", own_deepcopy, METH_VARARGS,
                                   NULL};
static PyMethodDef arguments_def = {"__getnewargs__", new_arguments,
                                    METH_VARARGS, NULL};
static PyMethodDef broken_def = {"__reduce_ex__", broken_reduce, METH_VARARGS,
                                 NULL};

static PyObject *
make_class(const char *name, PyObject *base, const char *slot_names)
{
    PyObject *dict = PyDict_New(), *result;

    if (slot_names != NULL) {
        PyObject *text = PyUnicode_FromString(slot_names);
        PyObject *list = PyObject_CallMethod(text, "split", NULL);

        PyDict_SetItemString(dict, "__slots__", list);
        Py_DECREF(list);
        Py_DECREF(text);
    }
    result = PyObject_CallFunction((PyObject *)&PyType_Type, "s(O)O", name,
                                   base, dict);
    Py_DECREF(dict);
    return result;
}

static void
add_method(PyObject *type, PyMethodDef *def)
{
    PyObject *descr = PyDescr_NewMethod((PyTypeObject *)type, def);

    PyObject_SetAttrString(type, def->ml_name, descr);
    Py_DECREF(descr);
}

static void
make_classes(void)
{
    PyObject *object = (PyObject *)&PyBaseObject_Type;

    classes[PLAIN] = make_class("Plain", object, NULL);
    classes[SLOTTED] = make_class("Slotted", object, "a b");
    classes[BOTH] = make_class("Both", object, "a __dict__");
    classes[LIST_KID] = make_class("ListKid", (PyObject *)&PyList_Type, NULL);
    classes[DICT_KID] = make_class("DictKid", (PyObject *)&PyDict_Type, NULL);
    classes[SET_KID] = make_class("SetKid", (PyObject *)&PySet_Type, NULL);
    classes[TUPLE_KID] =
        make_class("TupleKid", (PyObject *)&PyTuple_Type, NULL);
    classes[INT_KID] = make_class("IntKid", (PyObject *)&PyLong_Type, NULL);
    classes[DEQUE_KID] = make_class("DequeKid", deque_type, NULL);
    classes[STATEFUL] = make_class("Stateful", object, NULL);
    add_method(classes[STATEFUL], &get_state_def);
    add_method(classes[STATEFUL], &set_state_def);
    classes[REDUCED] = make_class("Reduced", object, NULL);
    add_method(classes[REDUCED], &reduce_def);
    classes[COPIED] = make_class("Copied", object, NULL);
    add_method(classes[COPIED], &copy_def);
    add_method(classes[COPIED], &deepcopy_def);
    classes[ARGUED] = make_class("Argued", (PyObject *)&PyLong_Type, NULL);
    add_method(classes[ARGUED], &arguments_def);
    classes[BROKEN] = make_class("Broken", object, NULL);
    add_method(classes[BROKEN], &broken_def);
}

/* ---- values ------------------------------------------------------------- */

static PyObject *
make_atom(void)
{
    switch (chance(6)) {
    case 0:
        return PyUnicode_FromFormat("k%d", (int)chance(9));
    case 1:
        return PyFloat_FromDouble(chance(20) / 4.0);
    case 2:
        return PyLong_FromLongLong(chance(9) * (1LL << 40));
    case 3:
        return Py_BuildValue("(ii)", (int)chance(3), (int)chance(3));
    default:
        return PyLong_FromLong((long)chance(12));
    }
}

static PyObject *
make_atoms(unsigned most)
{
    PyObject *list = PyList_New(0);
    unsigned n = chance(most + 1);

    while (n-- > 0) {
        PyObject *item = make_atom();

        PyList_Append(list, item);
        Py_DECREF(item);
    }
    return list;
}

static PyObject *
make_tuple(void)
{
    return PyTuple_Pack(2, slots[chance(SLOTS)], slots[chance(SLOTS)]);
}

static PyObject *
make_deque(PyObject *type)
{
    PyObject *items = make_atoms(9), *result;

    result = chance(3)
                 ? PyObject_CallOneArg(type, items)
                 : PyObject_CallFunction(type, "Oi", items, (int)chance(8));
    Py_DECREF(items);
    return result;
}

static PyObject *
make_instance(int kind)
{
    PyObject *type = classes[kind], *argument, *result;

    switch (kind) {
    case LIST_KID:
    case SET_KID:
        argument = make_atoms(4);
        break;
    case TUPLE_KID:
        argument = make_tuple();
        break;
    case INT_KID:
    case ARGUED:
        argument = PyLong_FromLong((long)chance(500));
        break;
    case DEQUE_KID:
        return make_deque(type);
    default:
        return PyObject_CallNoArgs(type);
    }
    result = PyObject_CallOneArg(type, argument);
    Py_DECREF(argument);
    return result;
}

static PyObject *
make_object(void)
{
    switch (chance(10)) {
    case 0:
        return make_atoms(3);
    case 1:
        return PyDict_New();
    case 2:
        return make_tuple();
    case 3:
    case 4:
        return make_deque(deque_type);
    case 5:
        return PyByteArray_FromStringAndSize("bytes", chance(6));
    case 6:
        return PyObject_CallFunction(array_type, "s(ii)", "h", (int)chance(9),
                                     7);
    default:
        return make_instance((int)chance(CLASSES));
    }
}

/* ---- printing a graph --------------------------------------------------- */

static PyObject *seen[SEEN];
static int seen_count;

static void show(PyObject *obj);

/* Iterators may be hooked by nobody here: all containers are ours. */
static void
show_items(PyObject *obj)
{
    PyObject *list = PySequence_List(obj);
    Py_ssize_t i;

    for (i = 0; list != NULL && i < PyList_GET_SIZE(list); i++) {
        show(PyList_GET_ITEM(list, i));
    }
    Py_XDECREF(list);
}

static void
show_dict(PyObject *dict)
{
    PyObject *key, *value;
    Py_ssize_t position = 0;

    printf("{");
    while (PyDict_Next(dict, &position, &key, &value)) {
        put_repr(key);
        printf(":");
        show(value);
    }
    printf("}");
}

static void
show_attributes(PyObject *obj)
{
    static const char *const names[] = {"a", "b", "__dict__"};
    int i;

    for (i = 0; i < 3; i++) {
        PyObject *value = PyObject_GetAttrString(obj, names[i]);

        PyErr_Clear();
        if (value != NULL && PyDict_Check(value)) {
            printf(" %s", names[i]);
            show_dict(value);
        }
        else if (value != NULL) {
            printf(" %s=", names[i]);
            show(value);
        }
        Py_XDECREF(value);
    }
}

/* Is it an instance of one of the classes above? */
static int
is_of_ours(PyObject *obj)
{
    int i;

    for (i = 0; i < CLASSES && classes[i] != (PyObject *)Py_TYPE(obj); i++) {
    }
    return i < CLASSES;
}

static int
is_atom(PyObject *obj)
{
    return PyUnicode_CheckExact(obj) || PyFloat_CheckExact(obj) ||
           PyLong_CheckExact(obj) || obj == Py_None || PyType_Check(obj);
}

static void
show(PyObject *obj)
{
    int i;

    if (is_atom(obj)) {
        put_repr(obj);
        printf(" ");
        return;
    }
    for (i = 0; i < seen_count; i++) {
        if (seen[i] == obj) {
            printf("#%d ", i);
            return;
        }
    }
    if (seen_count == SEEN) {
        printf("... ");
        return;
    }
    seen[seen_count++] = obj;
    printf("%d=%s(", seen_count - 1, Py_TYPE(obj)->tp_name);
    if (PyDict_Check(obj)) {
        show_dict(obj);
    }
    else if (PyLong_Check(obj) || PyByteArray_Check(obj)) {
        put_repr(obj);
    }
    else if (PyIter_Check(obj) == 0 && Py_TYPE(obj)->tp_iter != NULL) {
        show_items(obj);
    }
    if (is_of_ours(obj)) {
        show_attributes(obj);
    }
    printf(") ");
}

static void
show_graph(PyObject *obj)
{
    seen_count = 0;
    show(obj);
    printf("\n  refs %zd tracked %d", Py_REFCNT(obj),
           PyObject_GC_IsTracked(obj));
}

#endif
