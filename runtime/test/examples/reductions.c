/* reductions.c -- copies through __reduce_ex__ and everything around it. */
#include "calls.h"

static PyObject *
copied(const char *name, PyObject *object)
{
    return PyObject_CallOneArg(hb_import("copy", name), object);
}

/* Shows a copy: its type and dict, or the error. */
static void
show_copy(const char *label, PyObject *object)
{
    static const char *const names[] = {"copy", "deepcopy"};

    for (int i = 0; i < 2; i++) {
        PyObject *copy = copied(names[i], object), *dict;

        printf("%s %s: ", label, names[i]);
        if (copy == NULL) {
            show_result(NULL);
            continue;
        }
        printf("%s same %d ", Py_TYPE(copy)->tp_name, copy == object);
        dict = PyObject_GetAttrString(copy, "__dict__");
        PyErr_Clear();
        show_result(dict ? dict : PyUnicode_FromString("no dict"));
        Py_DECREF(copy);
    }
}

/* ---- hooks that say what `answer` says ---------------------------------- */

static PyObject *answer; /* NULL: TypeError */

static PyObject *
give_answer(PyObject *Py_UNUSED(self), PyObject *Py_UNUSED(unused))
{
    if (answer == NULL) {
        PyErr_SetString(PyExc_TypeError, "no answer");
    }
    return Py_XNewRef(answer);
}

static PyObject *
take_state(PyObject *self, PyObject *state)
{
    hb_set(self, "given", state);
    Py_RETURN_NONE;
}

static PyMethodDef reduce_methods[] = {
    {"__reduce__", give_answer, METH_NOARGS, NULL},
    {NULL, NULL, 0, NULL},
};

static PyMethodDef reduce_ex_methods[] = {
    {"__reduce_ex__", give_answer, METH_O, NULL},
    {NULL, NULL, 0, NULL},
};

static PyMethodDef state_methods[] = {
    {"__getstate__", give_answer, METH_NOARGS, NULL},
    {"__setstate__", take_state, METH_O, NULL},
    {NULL, NULL, 0, NULL},
};

static PyMethodDef getstate_methods[] = {
    {"__getstate__", give_answer, METH_NOARGS, NULL},
    {NULL, NULL, 0, NULL},
};

static PyMethodDef newargs_methods[] = {
    {"__getnewargs__", give_answer, METH_NOARGS, NULL},
    {NULL, NULL, 0, NULL},
};

static PyMethodDef newargs_ex_methods[] = {
    {"__getnewargs_ex__", give_answer, METH_NOARGS, NULL},
    {NULL, NULL, 0, NULL},
};

static PyMethodDef copy_methods[] = {
    {"__copy__", give_answer, METH_NOARGS, NULL},
    {"__deepcopy__", give_answer, METH_O, NULL},
    {NULL, NULL, 0, NULL},
};

/* Copies a fresh instance while the hook answers one thing after another. */
static void
ask(const char *label, PyMethodDef *methods, PyObject *base,
    const char *const *answers)
{
    PyObject *type = hb_class("Asked", base, NULL, methods);

    for (; *answers; answers++) {
        PyObject *object = hb_new(type);

        hb_set(object, "own", hb_lit("[1]"));
        answer = resolve(hb_lit(*answers));
        printf("%s %s ", label, *answers);
        show_copy("", object);
    }
    answer = NULL;
    show_copy(label, hb_new(type));
}

static const char *const reductions[] = {
    "'name'",
    "('@builtins.list',)",
    "('@builtins.list', ())",
    "('@builtins.list', ('ab',))",
    "('@builtins.list', 5)",
    "('@builtins.len', ())",
    "('@builtins.list', (), None)",
    "('@builtins.list', (), {'a': 1})",
    "('@builtins.list', (), None, [1, [2]])",
    "('@builtins.list', (), None, 5)",
    "('@builtins.dict', (), None, None, [(1, 2)])",
    "('@builtins.dict', (), None, None, [(1,)])",
    "('@builtins.dict', (), None, None, [5])",
    "(1, 2, 3, 4, 5, 6)",
    "()",
    "5",
    "None",
    NULL};

static const char *const states[] = {"{'a': [1]}",
                                     "({'a': 1}, {'b': 2})",
                                     "(None, {'b': 2})",
                                     "None",
                                     "5",
                                     "[('a', 1)]",
                                     "False",
                                     NULL};

static const char *const new_arguments[] = {
    "()", "(5,)", "5", "[1]", "((), {})", "(1, 2)", "((5,), {})", NULL};

/* ---- plain classes, slots, bases ---------------------------------------- */

static void
plain(void)
{
    PyObject *type = hb_class("Plain", NULL, NULL, NULL);
    PyObject *object = hb_new(type), *copy;

    show_copy("empty", object);
    hb_set(object, "a", hb_lit("[1]"));
    hb_set(object, "me", object);
    copy = hb_keep(copied("deepcopy", object));
    hb_show(hb_bool(hb_get(copy, "me") == copy));
    hb_show(hb_bool(hb_get(copy, "a") == hb_get(object, "a")));
    copy = hb_keep(copied("copy", object));
    hb_show(hb_bool(hb_get(copy, "me") == object));
    hb_show(hb_bool(hb_get(copy, "a") == hb_get(object, "a")));
}

static void
slotted(void)
{
    PyObject *base = hb_class("Base", NULL, "('a', '__hidden')", NULL);
    PyObject *type = hb_class("Slotted", base, "('b', '__dict__')", NULL);
    PyObject *object = hb_new(type), *copy;

    hb_set(object, "a", hb_lit("[1]"));
    hb_set(object, "b", hb_lit("[2]"));
    hb_set(object, "c", hb_lit("[3]"));
    copy = hb_keep(copied("deepcopy", object));
    hb_show(hb_get(copy, "a"));
    hb_show(hb_get(copy, "b"));
    hb_show(hb_get(copy, "c"));
    hb_show(hb_bool(hb_get(copy, "a") == hb_get(object, "a")));
    hb_show(hb_new(hb_import("copyreg", "_slotnames"), type));
    hb_show(hb_call(object, "__getstate__"));
    object = hb_new(base);
    hb_show(hb_call(object, "__getstate__"));
    hb_raises(hb_try_call(object, "__reduce_ex__", hb_int(0)));
    hb_raises(hb_try_call(object, "__reduce__"));
}

static void
derived(const char *name, const char *base, const char *args)
{
    PyObject *type = hb_class(name, hb_import("builtins", base), NULL, NULL);
    PyObject *object = hb_keep(PyObject_Call(type, arguments(args), NULL));
    PyObject *copy;

    hb_set(object, "extra", hb_lit("[9]"));
    copy = hb_keep(copied("deepcopy", object));
    hb_show_as(name, copy);
    hb_show(hb_get(copy, "extra"));
    hb_show(hb_bool(Py_TYPE(copy) == Py_TYPE(object)));
    hb_show(hb_slice(hb_call(object, "__reduce_ex__", hb_int(1)), 1, 3));
}

/* ---- what cannot be copied, and other types ----------------------------- */

static void
others(void)
{
    PyObject *list = hb_lit("[1, 2, 3]"), *it;

    show_copy("module", hb_import("copy", NULL));
    show_copy("view", hb_keep(PyMemoryView_FromObject(hb_lit("b'a'"))));
    show_copy("method", hb_get(list, "append"));
    show_copy("object", hb_new((PyObject *)&PyBaseObject_Type));
    it = hb_keep(PyObject_GetIter(list));
    hb_keep(PyIter_Next(it));
    hb_show(hb_keep(PySequence_List(hb_keep(copied("copy", it)))));
    hb_show(hb_keep(PySequence_List(it)));
    it = hb_keep(PyObject_GetIter(hb_lit("{1: 2, 3: 4}")));
    hb_keep(PyIter_Next(it));
    hb_show(hb_keep(PySequence_List(hb_keep(copied("copy", it)))));
    it = hb_new((PyObject *)&PyEnum_Type, list);
    hb_keep(PyIter_Next(it));
    hb_show(hb_keep(PySequence_List(hb_keep(copied("copy", it)))));
    it = hb_new((PyObject *)&PyReversed_Type, list);
    hb_keep(PyIter_Next(it));
    hb_show(hb_keep(PySequence_List(hb_keep(copied("copy", it)))));
    it = hb_keep(PySlice_New(list, NULL, NULL));
    hb_show(hb_keep(copied("deepcopy", it)));
}

/* copyreg.dispatch_table comes before __reduce_ex__. */
static void
dispatched(void)
{
    static PyMethodDef function = {"reduce", give_answer, METH_O, NULL};
    PyObject *type = hb_class("Sent", NULL, NULL, NULL);
    PyObject *table = hb_import("copyreg", "dispatch_table");

    hb_ok(PyObject_SetItem(table, type,
                           hb_keep(PyCFunction_New(&function, NULL))));
    answer = resolve(hb_lit("('@builtins.list', ('ab',))"));
    hb_show(hb_keep(copied("copy", hb_new(type))));
    hb_show(hb_keep(copied("deepcopy", hb_new(type))));
    hb_ok(PyObject_DelItem(table, type));
}

HB_EXAMPLE
{
    PyObject *list_type = (PyObject *)&PyList_Type;

    plain();
    slotted();
    derived("L", "list", "[1, [2]]");
    derived("D", "dict", "{1: [2]}");
    derived("S", "set", "[1, 2]");
    derived("T", "tuple", "[1, [2]]");
    derived("I", "int", "7");
    derived("Str", "str", "'abc'");
    ask("reduce", reduce_methods, NULL, reductions);
    ask("reduce_ex", reduce_ex_methods, NULL, reductions);
    ask("state", state_methods, NULL, states);
    ask("getstate", getstate_methods, NULL, states);
    ask("newargs", newargs_methods, NULL, new_arguments);
    ask("newargs of a list", newargs_methods, list_type, new_arguments);
    ask("newargs_ex", newargs_ex_methods, NULL, new_arguments);
    ask("hooks", copy_methods, NULL, states);
    others();
    dispatched();
}
