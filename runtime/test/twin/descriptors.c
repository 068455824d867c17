/* descriptors.c -- functions and descriptors: every way of calling, binding,
 * and what goes wrong.
 */

#include "twin.h"

#include <structmember.h>

/* ---- the calling conventions ---- */

static PyObject *
varargs(PyObject *self, PyObject *args)
{
    return PyTuple_Pack(2, self ? self : Py_None, args);
}

static PyObject *
keywords(PyObject *self, PyObject *args, PyObject *kwargs)
{
    return PyTuple_Pack(3, self ? self : Py_None, args,
                        kwargs ? kwargs : Py_None);
}

static PyObject *
fast(PyObject *self, PyObject *const *args, Py_ssize_t nargs)
{
    PyObject *tuple = PyTuple_New(nargs);
    for (Py_ssize_t i = 0; i < nargs; i++) {
        PyTuple_SET_ITEM(tuple, i, Py_NewRef(args[i]));
    }
    return Py_BuildValue("(ON)", self ? self : Py_None, tuple);
}

static PyObject *
fastkw(PyObject *self, PyObject *const *args, Py_ssize_t nargs,
       PyObject *names)
{
    Py_ssize_t n = nargs + (names ? PyTuple_GET_SIZE(names) : 0);
    return Py_BuildValue("(NO)", fast(self, args, n), names ? names : Py_None);
}

static PyObject *
method(PyObject *self, PyTypeObject *cls, PyObject *const *args, size_t nargs,
       PyObject *names)
{
    return Py_BuildValue("(ON)", cls,
                         fastkw(self, args, (Py_ssize_t)nargs, names));
}

static PyObject *
noargs(PyObject *self, PyObject *Py_UNUSED(ignored))
{
    return Py_NewRef(self ? self : Py_None);
}

static PyObject *
single(PyObject *self, PyObject *arg)
{
    return PyTuple_Pack(2, self ? self : Py_None, arg);
}

static PyObject *
liar(PyObject *Py_UNUSED(self), PyObject *Py_UNUSED(ignored))
{
    return NULL;
}

static PyObject *
leaver(PyObject *Py_UNUSED(self), PyObject *Py_UNUSED(ignored))
{
    PyErr_SetString(PyExc_ValueError, "left");
    Py_RETURN_NONE;
}

static PyMethodDef defs[] = {
    {"varargs", varargs, METH_VARARGS, "varargs(a)\n--\n\nThe doc."},
    {"keywords", (PyCFunction)(void (*)(void))keywords,
     METH_VARARGS | METH_KEYWORDS, "Only a doc."},
    {"fast", (PyCFunction)(void (*)(void))fast, METH_FASTCALL, NULL},
    {"fastkw", (PyCFunction)(void (*)(void))fastkw,
     METH_FASTCALL | METH_KEYWORDS, NULL},
    {"noargs", noargs, METH_NOARGS, NULL},
    {"single", single, METH_O, NULL},
    {"liar", liar, METH_NOARGS, NULL},
    {"leaver", leaver, METH_NOARGS, NULL},
};

static PyMethodDef method_def = {"method", (PyCFunction)(void (*)(void))method,
                                 METH_METHOD | METH_FASTCALL | METH_KEYWORDS,
                                 NULL};
static PyMethodDef bad_def = {"bad", noargs, METH_NOARGS | METH_O, NULL};

/* Calls it with nothing, one, two, seven, and with keywords. */
static void
call_all_ways(PyObject *f, PyObject *first)
{
    PyObject *pos[8], *two = Py_BuildValue("(ii)", 1, 2);
    PyObject *kw = Py_BuildValue("{si}", "k", 9);
    for (int i = 0; i < 8; i++) {
        pos[i] = num(i);
    }
    if (first != NULL) {
        Py_SETREF(pos[0], Py_NewRef(first));
    }
    SHOW(PyObject_CallNoArgs(f));
    SHOW(PyObject_CallOneArg(f, pos[0]));
    SHOW(PyObject_Vectorcall(f, pos, 2, NULL));
    SHOW(PyObject_Vectorcall(f, pos, 7, NULL));
    SHOW(PyObject_Vectorcall(f, pos + 1, 2 | PY_VECTORCALL_ARGUMENTS_OFFSET,
                             NULL));
    SHOW(PyObject_Call(f, two, kw));
    SHOW(PyObject_VectorcallDict(f, pos, 1, kw));
    SHOW(PyObject_CallObject(f, two));
    SHOW(PyObject_CallObject(f, kw));
    SHOW(PyObject_CallFunction(f, "O", two));
    SHOW(PyObject_CallFunction(f, "(O)", two));
    SHOW(PyObject_CallFunction(f, "is", 1, "x"));
    SHOW(PyObject_CallFunctionObjArgs(f, pos[0], pos[1], pos[2], pos[3],
                                      pos[4], pos[5], pos[6], NULL));
    PyDict_SetItem(kw, pos[1], pos[1]);
    SHOW(PyObject_Call(f, two, kw));
    for (int i = 0; i < 8; i++) {
        Py_DECREF(pos[i]);
    }
    Py_DECREF(two);
    Py_DECREF(kw);
}

static void
functions(void)
{
    PyObject *self = str("self");
    const char *attributes[] = {
        "__name__",   "__qualname__",       "__doc__", "__self__",
        "__module__", "__text_signature__", "nothing"};
    for (size_t i = 0; i < sizeof(defs) / sizeof(defs[0]); i++) {
        PyObject *f = PyCFunction_New(&defs[i], self);
        show("function", Py_NewRef(f));
        call_all_ways(f, NULL);
        for (int j = 0; j < 7; j++) {
            show(attributes[j], get(f, attributes[j]));
        }
        SHOW_INT(set(f, "__module__", str("m")));
        SHOW_INT(set(f, "__name__", str("m")));
        SHOW(PyObject_CallMethod(f, "__reduce__", NULL));
        SHOW_INT(PyCFunction_GetFlags(f));
        SHOW_INT(PyCFunction_GetSelf(f) == self);
        PyObject *g = PyCFunction_New(&defs[i], self);
        SHOW(PyObject_RichCompare(f, g, Py_EQ));
        SHOW_INT(PyObject_Hash(f) == PyObject_Hash(g));
        Py_DECREF(g);
        Py_DECREF(f);
    }
    SHOW(PyCFunction_New(&bad_def, self));
    SHOW(PyCMethod_New(&method_def, self, NULL, NULL));
    SHOW(PyCMethod_New(&defs[0], self, NULL, &PyLong_Type));
    PyObject *f = PyCMethod_New(&method_def, self, NULL, &PyLong_Type);
    call_all_ways(f, NULL);
    Py_DECREF(f);
    f = PyCFunction_New(&defs[0], NULL);
    show("no self", Py_NewRef(f));
    Py_DECREF(f);
    SHOW_INT(PyCFunction_GetFlags(self));
    SHOW_INT(PyCFunction_GetSelf(self) == NULL);
    PyErr_Clear();
    SHOW(PyObject_CallNoArgs(self));
    Py_DECREF(self);
}

static void
method_descriptors(void)
{
    PyObject *cls = make_class("C", NULL, NULL);
    PyObject *sub = make_class("D", bases1(cls), NULL);
    PyDict_New();
    PyObject *o = PyObject_CallNoArgs(sub);
    SHOW_INT(set(cls, "__repr__", NULL));
    for (size_t i = 0; i < sizeof(defs) / sizeof(defs[0]); i++) {
        add_method(cls, &defs[i]);
        PyObject *descr = get(cls, defs[i].ml_name);
        show("descriptor", Py_NewRef(descr));
        call_all_ways(descr, o);
        call_all_ways(descr, NULL);
        PyObject *bound = get(o, defs[i].ml_name);
        show("bound", Py_NewRef(bound));
        call_all_ways(bound, NULL);
        SHOW(get(descr, "__qualname__"));
        SHOW(get(descr, "__objclass__"));
        SHOW(get(descr, "__doc__"));
        SHOW(PyObject_CallMethod(descr, "__reduce__", NULL));
        SHOW(PyObject_CallMethod(o, defs[i].ml_name, NULL));
        SHOW(PyObject_CallMethod(o, defs[i].ml_name, "i", 1));
        SHOW(PyObject_CallMethod(o, defs[i].ml_name, "(i)", 1));
        Py_DECREF(descr);
        Py_DECREF(bound);
    }
    SHOW(PyDescr_NewMethod((PyTypeObject *)cls, &bad_def));
    PyObject *d = PyDescr_NewMethod((PyTypeObject *)cls, &method_def);
    set(cls, "method", d);
    PyObject *m = get(o, "method");
    call_all_ways(m, NULL);
    Py_DECREF(m);
    PyObject *c = PyDescr_NewClassMethod((PyTypeObject *)cls, &defs[0]);
    set(cls, "cm", c);
    SHOW(PyObject_CallMethod(o, "cm", "i", 5));
    SHOW(PyObject_CallMethod(sub, "cm", "i", 5));
    PyObject *raw = PyObject_GetItem(get(cls, "__dict__"), str("cm"));
    show("raw", Py_NewRef(raw));
    SHOW(PyObject_CallNoArgs(raw));
    SHOW(PyObject_CallOneArg(raw, o));
    SHOW(PyObject_CallOneArg(raw, sub));
    SHOW(PyObject_CallOneArg(raw, TYPE(Long)));
    SHOW(PyObject_CallMethod(raw, "__get__", "O", Py_None));
    SHOW(PyObject_CallMethod(o, "nothing", NULL));
    set(o, "noargs", num(1));
    SHOW(PyObject_CallMethod(o, "noargs", NULL));
    SHOW(PyObject_CallMethod(NULL, "noargs", NULL));
    PyObject *name = str("single");
    SHOW(PyObject_CallMethodOneArg(o, name, Py_True));
    SHOW(PyObject_CallMethodNoArgs(o, name));
    SHOW(PyObject_CallMethodObjArgs(o, name, Py_True, NULL));
    SHOW(PyObject_CallMethodObjArgs(o, name, Py_True, Py_False, NULL));
    Py_DECREF(name);
    Py_DECREF(o);
}

static void
bound_things(void)
{
    PyObject *f = PyCFunction_New(&defs[1], NULL), *cls;
    cls = make_class("C", NULL, NULL);
    PyObject *o = PyObject_CallNoArgs(cls);
    PyObject *m = PyMethod_New(f, o);
    SHOW(PyObject_CallFunction(m, "i", 1));
    call_all_ways(m, NULL);
    show("method", Py_NewRef(m));
    SHOW(get(m, "__func__"));
    SHOW(get(m, "__self__"));
    SHOW(get(m, "__doc__"));
    SHOW(get(m, "__name__"));
    SHOW_INT(set(m, "x", num(1)));
    PyObject *m2 = PyMethod_New(f, o);
    SHOW(PyObject_RichCompare(m, m2, Py_EQ));
    SHOW_INT(PyObject_Hash(m) == PyObject_Hash(m2));
    Py_DECREF(m2);
    SHOW(PyMethod_New(f, NULL));
    SHOW(PyObject_CallFunction(TYPE(Method), "OO", f, Py_None));
    SHOW(PyObject_CallFunction(TYPE(Method), "OO", Py_None, f));
    SHOW(PyObject_CallFunction(TYPE(Method), "O", f));
    PyObject *im = PyInstanceMethod_New(f);
    show("instancemethod", Py_NewRef(im));
    set(cls, "im", im);
    SHOW(get(cls, "im"));
    SHOW(PyObject_CallMethod(o, "im", "i", 3));
    PyObject *sm = PyStaticMethod_New(f), *cm = PyClassMethod_New(f);
    show("staticmethod", Py_NewRef(sm));
    show("classmethod", Py_NewRef(cm));
    SHOW(PyObject_CallFunction(sm, "i", 1));
    SHOW(PyObject_CallFunction(cm, "i", 1));
    SHOW(get(cm, "__wrapped__"));
    SHOW(get(sm, "__dict__"));
    set(cls, "sm", sm);
    set(cls, "cm", cm);
    set(cls, "plain", Py_NewRef(f));
    SHOW(PyObject_CallMethod(o, "sm", "i", 3));
    SHOW(PyObject_CallMethod(o, "cm", "i", 3));
    SHOW(PyObject_CallMethod(cls, "cm", "i", 3));
    SHOW(PyObject_CallMethod(o, "plain", "i", 3));
    PyObject *made = PyObject_CallOneArg(TYPE(ClassMethod), f);
    SHOW(get(made, "__name__"));
    SHOW(get(made, "__doc__"));
    SHOW(get(made, "__dict__"));
    Py_DECREF(made);
    SHOW(PyObject_CallNoArgs(TYPE(ClassMethod)));
    SHOW(PyObject_CallNoArgs(TYPE(StaticMethod)));
    Py_DECREF(m);
    Py_DECREF(f);
    Py_DECREF(o);
    Py_DECREF(cls);
}

static PyObject *
getter_function(PyObject *Py_UNUSED(self), PyObject *obj)
{
    return PyUnicode_FromFormat("got from %s", Py_TYPE(obj)->tp_name);
}

static PyObject *
setter_function(PyObject *Py_UNUSED(self), PyObject *args)
{
    printf("  set with %zd arguments\n", PyTuple_GET_SIZE(args));
    Py_RETURN_NONE;
}

static PyMethodDef getter_def = {"fget", getter_function, METH_O, "The doc."};
static PyMethodDef setter_def = {"fset", setter_function, METH_VARARGS, NULL};

static void
properties(void)
{
    PyObject *fget = PyCFunction_New(&getter_def, NULL);
    PyObject *fset = PyCFunction_New(&setter_def, NULL);
    PyObject *cls = make_class("C", NULL, NULL);
    PyObject *o = PyObject_CallNoArgs(cls);
    PyObject *empty = PyObject_CallNoArgs(TYPE(Property));
    set(cls, "empty", Py_NewRef(empty));
    SHOW(get(o, "empty"));
    SHOW_INT(set(o, "empty", num(1)));
    SHOW_INT(PyObject_SetAttrString(o, "empty", NULL));
    PyObject *p = PyObject_CallOneArg(TYPE(Property), fget);
    SHOW(get(p, "__doc__"));
    set(cls, "p", Py_NewRef(p));
    SHOW(get(o, "p"));
    SHOW(get(cls, "p"));
    SHOW_INT(set(o, "p", num(1)));
    PyObject *q = PyObject_CallMethod(p, "setter", "O", fset);
    PyObject *d = PyDict_New();
    PyDict_SetItemString(d, "q", q);
    PyDict_SetItemString(d, "e", empty);
    PyObject *cls2 = make_class("C2", NULL, d);
    PyObject *o2 = PyObject_CallNoArgs(cls2);
    SHOW(get(o2, "q"));
    SHOW_INT(set(o2, "q", num(1)));
    SHOW_INT(PyObject_SetAttrString(o2, "q", NULL));
    SHOW(get(o2, "e"));
    SHOW_INT(set(o2, "e", num(1)));
    PyObject *r = PyObject_CallMethod(q, "deleter", "O", fset);
    SHOW(get(r, "fdel"));
    SHOW(get(r, "fget"));
    SHOW(get(r, "__doc__"));
    SHOW(get(r, "__isabstractmethod__"));
    SHOW_INT(set(r, "fget", num(1)));
    SHOW(PyObject_CallFunction(TYPE(Property), "iiiii", 1, 2, 3, 4, 5));
    Py_DECREF(r);
    Py_DECREF(q);
    Py_DECREF(p);
    Py_DECREF(empty);
    Py_DECREF(o2);
    Py_DECREF(cls2);
    Py_DECREF(o);
    Py_DECREF(cls);
    Py_DECREF(fget);
    Py_DECREF(fset);
}

static void
supers(void)
{
    PyObject *a = make_class("A", NULL, NULL);
    PyObject *b = make_class("B", bases1(a), NULL);
    PyObject *c = make_class("C", bases1(b), NULL);
    PyObject *o = PyObject_CallNoArgs(c);
    add_method(a, &defs[0]);
    set(a, "x", str("a.x"));
    set(b, "x", str("b.x"));
    PyObject *s = PyObject_CallFunction(TYPE(Super), "OO", b, o);
    show("super", Py_NewRef(s));
    SHOW(get(s, "x"));
    SHOW(PyObject_CallMethod(s, "varargs", "i", 1));
    SHOW(get(s, "__class__"));
    SHOW(get(s, "__thisclass__"));
    SHOW(get(s, "__self__"));
    SHOW(get(s, "__self_class__"));
    SHOW(get(s, "nothing"));
    Py_DECREF(s);
    s = PyObject_CallFunction(TYPE(Super), "OO", c, o);
    SHOW(get(s, "x"));
    Py_DECREF(s);
    s = PyObject_CallFunction(TYPE(Super), "OO", b, c);
    show("class super", Py_NewRef(s));
    SHOW(get(s, "varargs"));
    Py_DECREF(s);
    SHOW(PyObject_CallFunction(TYPE(Super), "O", b));
    SHOW(PyObject_CallFunction(TYPE(Super), "OO", b, a));
    SHOW(PyObject_CallFunction(TYPE(Super), "OO", b, Py_None));
    SHOW(PyObject_CallFunction(TYPE(Super), "OO", o, o));
    SHOW(PyObject_CallFunction(TYPE(Super), "Oi", b, 1));
    SHOW(PyObject_CallNoArgs(TYPE(Super)));
    Py_DECREF(o);
    Py_DECREF(c);
    Py_DECREF(b);
    Py_DECREF(a);
}

static void
wrappers(void)
{
    PyObject *add = get(TYPE(Long), "__add__"), *three = num(3);
    show("wrapper", Py_NewRef(add));
    SHOW(PyObject_CallFunction(add, "ii", 1, 2));
    SHOW(PyObject_CallFunction(add, "si", "x", 2));
    SHOW(PyObject_CallFunction(add, "i", 2));
    SHOW(PyObject_CallNoArgs(add));
    SHOW(get(add, "__name__"));
    SHOW(get(add, "__qualname__"));
    SHOW(get(add, "__objclass__"));
    PyObject *bound = get(three, "__add__");
    SHOW(PyObject_CallFunction(bound, "i", 4));
    SHOW(PyObject_CallFunction(bound, "ii", 4, 5));
    SHOW(get(bound, "__self__"));
    SHOW(get(bound, "__name__"));
    SHOW(PyObject_CallMethod(bound, "__reduce__", NULL));
    Py_DECREF(bound);
    SHOW(PyObject_CallMethod(three, "__rsub__", "i", 10));
    SHOW(PyObject_CallMethod(three, "__pow__", "ii", 4, 5));
    SHOW(PyObject_CallMethod(three, "__lt__", "i", 4));
    SHOW(PyObject_CallMethod(three, "__eq__", "s", "x"));
    SHOW(PyObject_CallMethod(three, "__bool__", NULL));
    SHOW(PyObject_CallMethod(three, "__hash__", NULL));
    SHOW(PyObject_CallMethod(three, "__repr__", NULL));
    SHOW(PyObject_CallMethod(three, "__setattr__", "si", "x", 1));
    SHOW(PyObject_CallMethod(three, "__delattr__", "s", "x"));
    SHOW(PyObject_CallMethod(TYPE(BaseObject), "__setattr__", "Osi",
                             TYPE(Long), "x", 1));
    PyObject *list = Py_BuildValue("[iii]", 1, 2, 3);
    SHOW(PyObject_CallMethod(list, "__len__", NULL));
    SHOW(PyObject_CallMethod(list, "__getitem__", "i", -1));
    SHOW(PyObject_CallMethod(list, "__setitem__", "ii", 0, 7));
    SHOW(PyObject_CallMethod(list, "__delitem__", "i", 1));
    SHOW(PyObject_CallMethod(list, "__contains__", "i", 7));
    SHOW(PyObject_CallMethod(list, "__mul__", "i", 2));
    SHOW(PyObject_CallMethod(list, "__rmul__", "i", 2));
    SHOW(PyObject_CallMethod(list, "__iadd__", "((i))", 2));
    SHOW(PyObject_CallMethod(list, "__add__", "i", 2));
    SHOW(PyObject_CallMethod(list, "__init__", "((ii))", 2, 3));
    SHOW(Py_NewRef(list));
    SHOW(PyObject_CallMethod(list, "__hash__", NULL));
    SHOW(PyObject_CallMethod(list, "__iter__", NULL));
    PyObject *it = PyObject_GetIter(list);
    SHOW(PyObject_CallMethod(it, "__next__", NULL));
    SHOW(PyObject_CallMethod(it, "__next__", NULL));
    SHOW(PyObject_CallMethod(it, "__next__", NULL));
    SHOW(PyObject_CallMethod(TYPE(Long), "__call__", "s", "12"));
    SHOW(PyObject_CallMethod(TYPE(Long), "__new__", "Oi", TYPE(Long), 3));
    SHOW(PyObject_CallMethod(TYPE(Long), "__new__", "Oi", TYPE(List), 3));
    SHOW(PyObject_CallMethod(TYPE(Long), "__new__", NULL));
    SHOW(PyObject_CallMethod(TYPE(Long), "__new__", "i", 3));
    SHOW(PyObject_CallMethod(TYPE(BaseObject), "__new__", "O", TYPE(Long)));
    SHOW(PyObject_CallMethod(three, "__format__", "s", "05"));
    SHOW(PyObject_CallMethod(three, "__sizeof__", NULL));
    SHOW(PyObject_CallMethod(three, "__dir__", NULL) ? str("a list") : NULL);
    SHOW(PyObject_CallMethod(three, "__subclasshook__", NULL));
    SHOW(PyObject_CallMethod(three, "__init_subclass__", NULL));
    SHOW(PyObject_CallMethod(three, "__init_subclass__", "i", 1));
    PyObject *get3 = get(TYPE(CFunction), "__repr__");
    SHOW(PyObject_CallMethod(get3, "__get__", "OO", Py_None, Py_None));
    Py_DECREF(get3);
    Py_DECREF(it);
    Py_DECREF(list);
    Py_DECREF(three);
    Py_DECREF(add);
}

int
scenario(void)
{
    functions();
    method_descriptors();
    bound_things();
    properties();
    supers();
    wrappers();
    return 0;
}
