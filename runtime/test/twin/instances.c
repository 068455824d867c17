/* instances.c -- instances of classes: where attributes live, __slots__,
 * sizes, __class__, death.
 */

#include "twin.h"

static void
sizes(void)
{
    PyObject *plain = make_class("P", NULL, NULL);
    PyObject *p = PyObject_CallNoArgs(plain);
    SHOW(sizeof_object(p));
    SHOW(get(plain, "__dictoffset__"));
    SHOW(get(plain, "__basicsize__"));
    SHOW(get(plain, "__weakrefoffset__"));
    set(p, "a", num(1));
    SHOW(sizeof_object(p));
    for (int n = 0; n < 6; n++) {
        PyObject *names = PyTuple_New(n);
        for (int i = 0; i < n; i++) {
            PyTuple_SET_ITEM(names, i, PyUnicode_FromFormat("s%d", i));
        }
        PyObject *cls = make_class("S", NULL, slots_dict(names));
        PyObject *o = PyObject_CallNoArgs(cls);
        SHOW(sizeof_object(o));
        SHOW(get(cls, "__basicsize__"));
        SHOW(get(cls, "__dictoffset__"));
        SHOW(get(cls, "__slots__"));
        SHOW(PyObject_GetAttrString(o, "__dict__"));
        SHOW(PyWeakref_NewRef(o, NULL));
        Py_DECREF(o);
        Py_DECREF(cls);
    }
    PyObject *dict = PyDict_New();
    PyObject *none = PyTuple_New(0);
    PyDict_SetItemString(dict, "__slots__", none);
    PyObject *bases[] = {TYPE(List),      TYPE(Long),    TYPE(Tuple),
                         TYPE(Dict),      TYPE(Set),     TYPE(Unicode),
                         TYPE(Float),     TYPE(Bytes),   TYPE(ByteArray),
                         PyExc_Exception, TYPE(Property)};
    for (size_t i = 0; i < sizeof(bases) / sizeof(bases[0]); i++) {
        PyObject *with = make_class("W", bases1(bases[i]), NULL);
        PyObject *without =
            make_class("N", bases1(bases[i]), PyDict_Copy(dict));
        PyObject *w = PyObject_CallNoArgs(with);
        PyObject *n = PyObject_CallNoArgs(without);
        SHOW(sizeof_object(w));
        SHOW(sizeof_object(n));
        SHOW(get(with, "__dictoffset__"));
        SHOW(get(without, "__dictoffset__"));
        SHOW(get(with, "__basicsize__"));
        SHOW_INT(set(w, "x", num(1)));
        SHOW_INT(set(n, "x", num(1)));
        SHOW(get(w, "__dict__"));
        PyObject *wd = get(w, "__dict__");
        SHOW(sizeof_object(wd));
        Py_XDECREF(wd);
        SHOW(sizeof_object(w));
        Py_XDECREF(w);
        Py_XDECREF(n);
        Py_DECREF(with);
        Py_DECREF(without);
    }
    PyObject *ab = make_class("AB", NULL,
                              slots_dict(PyTuple_Pack(2, str("a"), str("b"))));
    PyObject *derived = make_class("D", bases1(ab), NULL);
    PyObject *on_plain = make_class(
        "E", bases1(plain), slots_dict(PyTuple_Pack(2, str("a"), str("b"))));
    PyObject *again = make_class(
        "F", bases1(ab), slots_dict(PyTuple_Pack(2, str("a"), str("b"))));
    PyObject *weak = make_class(
        "G", NULL,
        slots_dict(PyTuple_Pack(3, str("a"), str("b"), str("__weakref__"))));
    PyObject *withdict = make_class(
        "H", NULL,
        slots_dict(PyTuple_Pack(3, str("a"), str("b"), str("__dict__"))));
    PyObject *both = make_class(
        "I", NULL,
        slots_dict(PyTuple_Pack(4, str("a"), str("b"), str("__dict__"),
                                str("__weakref__"))));
    PyObject *classes[] = {derived, on_plain, again, weak, withdict, both};
    for (int i = 0; i < 6; i++) {
        PyObject *o = PyObject_CallNoArgs(classes[i]);
        SHOW(sizeof_object(o));
        SHOW_INT(set(o, "c", num(1)));
        SHOW_INT(set(o, "a", num(1)));
        SHOW(get(classes[i], "a"));
        SHOW(get(classes[i], "__weakrefoffset__"));
        Py_DECREF(o);
    }
    SHOW(make_class("J", bases2(ab, weak), NULL));
    SHOW(make_class("K", bases2(ab, derived), NULL));
    SHOW(make_class("K", bases2(derived, ab), NULL));
    SHOW(make_class("L", bases2(plain, ab), NULL));
    SHOW(make_class("M", bases2(ab, plain), NULL));
    Py_DECREF(p);
}

static void
slot_errors(void)
{
    PyObject *d = slots_dict(PyTuple_Pack(1, str("a")));
    PyDict_SetItemString(d, "a", Py_None);
    SHOW(make_class("A", NULL, d));
    SHOW(make_class("A", NULL, slots_dict(PyTuple_Pack(1, Py_None))));
    SHOW(make_class("A", NULL, slots_dict(PyTuple_Pack(1, str("1a")))));
    SHOW(make_class("A", NULL, slots_dict(num(1))));
    SHOW(make_class(
        "A", NULL,
        slots_dict(PyTuple_Pack(2, str("__dict__"), str("__dict__")))));
    SHOW(make_class(
        "A", NULL,
        slots_dict(PyTuple_Pack(2, str("__weakref__"), str("__weakref__")))));
    SHOW(make_class("A", bases1(TYPE(Long)),
                    slots_dict(PyTuple_Pack(1, str("a")))));
    SHOW(make_class("A", bases1(TYPE(Tuple)),
                    slots_dict(PyTuple_Pack(1, str("__dict__")))));
    SHOW(make_class("A", bases1(TYPE(Tuple)),
                    slots_dict(PyTuple_Pack(1, str("__weakref__")))));
    PyObject *a = make_class("A", NULL, slots_dict(str("word")));
    SHOW(get(a, "word"));
    PyObject *o = PyObject_CallNoArgs(a);
    SHOW(get(o, "word"));
    SHOW_INT(PyObject_SetAttrString(o, "word", NULL));
    SHOW_INT(set(o, "word", num(5)));
    SHOW(get(o, "word"));
    SHOW_INT(set(o, "other", num(5)));
    SHOW_INT(set(o, "__class__", num(5)));
    SHOW_INT(PyObject_SetAttrString(o, "word", NULL));
    SHOW(get(o, "word"));
    SHOW_INT(PyObject_SetAttrString(o, "__class__", NULL));
    PyObject *private = make_class(
        "_Secret", NULL,
        slots_dict(PyTuple_Pack(3, str("__x"), str("__y__"), str("_z"))));
    SHOW(get(private, "_Secret__x"));
    SHOW(PyObject_Dir(private));
    PyObject *list = PyList_New(0);
    PyList_Append(list, str("q"));
    PyList_Append(list, str("p"));
    PyObject *l = make_class("L", NULL, slots_dict(list));
    SHOW(get(l, "__slots__"));
    Py_DECREF(o);
    Py_DECREF(a);
    Py_DECREF(l);
    Py_DECREF(private);
}

static void
dicts(void)
{
    PyObject *cls = make_class("P", NULL, NULL);
    for (int k = 0; k < 4; k++) {
        PyObject *o = PyObject_CallNoArgs(cls);
        set(o, "a", num(1));
        set(o, "b", num(2));
        SHOW(get(o, "a"));
        SHOW_INT(PyObject_SetAttrString(o, "z", NULL));
        PyObject *dict = get(o, "__dict__");
        SHOW(sizeof_object(dict));
        SHOW(Py_NewRef(dict));
        SHOW_INT(PyObject_SetAttrString(o, "z", NULL));
        set(o, "c", num(3));
        SHOW(Py_NewRef(dict));
        PyDict_SetItemString(dict, "d", Py_None);
        SHOW(get(o, "d"));
        SHOW_INT(set(o, "__dict__", PyDict_New()));
        SHOW(get(o, "a"));
        SHOW(Py_NewRef(dict));
        SHOW_INT(set(o, "__dict__", num(1)));
        SHOW_INT(PyObject_SetAttrString(o, "__dict__", NULL));
        SHOW(get(o, "__dict__"));
        Py_DECREF(dict);
        Py_DECREF(o);
    }
    PyObject *o = PyObject_CallNoArgs(cls);
    for (int i = 0; i < 40; i++) {
        char name[8];
        snprintf(name, sizeof(name), "n%d", i);
        set(o, name, num(i));
    }
    SHOW(get(o, "n39"));
    SHOW(get(o, "__dict__"));
    SHOW_INT(PyObject_HasAttrString(o, "n3"));
    SHOW_INT(PyObject_HasAttrString(o, "m3"));
    SHOW_INT(PyObject_SetAttr(o, Py_None, Py_None));
    SHOW(PyObject_GetAttr(o, Py_None));
    SHOW(PyObject_CallFunction(cls, "i", 1));
    PyObject *object = PyObject_CallNoArgs(TYPE(BaseObject));
    SHOW(PyObject_CallFunction(TYPE(BaseObject), "i", 1));
    SHOW(get(object, "x"));
    SHOW_INT(set(object, "x", num(1)));
    SHOW_INT(set(object, "__hash__", num(1)));
    SHOW(get(object, "__dict__"));
    PyObject *five = num(5);
    SHOW_INT(set(five, "x", num(1)));
    SHOW_INT(set(five, "real", num(1)));
    SHOW(get(five, "x"));
    Py_DECREF(five);
    Py_DECREF(object);
    Py_DECREF(o);
    Py_DECREF(cls);
}

static void
class_assignment(void)
{
    PyObject *a = make_class("A", NULL, NULL),
             *b = make_class("B", NULL, NULL);
    PyObject *s = make_class("S", NULL, slots_dict(PyTuple_Pack(1, str("x"))));
    PyObject *t = make_class("T", NULL, slots_dict(PyTuple_Pack(1, str("x"))));
    PyObject *u = make_class("U", NULL, slots_dict(PyTuple_Pack(1, str("y"))));
    PyObject *o = PyObject_CallNoArgs(a), *p = PyObject_CallNoArgs(s);
    set(o, "v", num(1));
    SHOW_INT(PyObject_SetAttrString(o, "__class__", b));
    SHOW(get(o, "__class__"));
    SHOW(get(o, "v"));
    SHOW_INT(PyObject_SetAttrString(o, "__class__", s));
    SHOW_INT(PyObject_SetAttrString(o, "__class__", TYPE(Long)));
    SHOW_INT(PyObject_SetAttrString(p, "__class__", t));
    SHOW_INT(PyObject_SetAttrString(p, "__class__", u));
    SHOW_INT(PyObject_SetAttrString(p, "__class__", a));
    PyObject *n = num(1000);
    SHOW_INT(PyObject_SetAttrString(n, "__class__", a));
    Py_DECREF(n);
    Py_DECREF(o);
    Py_DECREF(p);
    Py_DECREF(a);
    Py_DECREF(b);
    Py_DECREF(s);
    Py_DECREF(t);
    Py_DECREF(u);
}

static PyObject *saved;

static PyObject *
del(PyObject *self, PyObject *Py_UNUSED(ignored))
{
    PyObject *name = get(self, "name");
    printf("del ");
    put_object(name);
    putchar('\n');
    if (name != NULL && PyUnicode_CompareWithASCIIString(name, "back") == 0) {
        saved = Py_NewRef(self);
    }
    Py_XDECREF(name);
    Py_RETURN_NONE;
}

static PyObject *
failing_del(PyObject *Py_UNUSED(self), PyObject *Py_UNUSED(ignored))
{
    PyErr_SetString(PyExc_ValueError, "in del");
    return NULL;
}

static PyMethodDef del_def = {"__del__", del, METH_NOARGS, NULL};
static PyMethodDef failing_def = {"__del__", failing_del, METH_NOARGS, NULL};

static PyObject *
gone(PyObject *Py_UNUSED(self), PyObject *ref)
{
    PyObject *ob = PyWeakref_GetObject(ref);
    printf("callback, referent is None: %d\n", ob == Py_None);
    Py_RETURN_NONE;
}

static PyMethodDef gone_def = {"gone", gone, METH_O, NULL};

static void
death(void)
{
    PyObject *cls = make_class("D", NULL, NULL);
    add_method(cls, &del_def);
    PyObject *sub = make_class("E", bases1(cls), NULL);
    PyObject *o = PyObject_CallNoArgs(sub);
    set(o, "name", str("first"));
    Py_DECREF(o);
    o = PyObject_CallNoArgs(cls);
    set(o, "name", str("back"));
    PyObject *callback = PyCFunction_New(&gone_def, NULL);
    PyObject *ref = PyWeakref_NewRef(o, callback);
    Py_DECREF(o);
    SHOW_INT(saved != NULL);
    SHOW_INT(Py_REFCNT(saved));
    SHOW_INT(PyWeakref_GetObject(ref) == saved);
    SHOW_INT(PyObject_GC_IsFinalized(saved));
    Py_CLEAR(saved);
    SHOW_INT(saved == NULL);
    SHOW_INT(PyWeakref_GetObject(ref) == Py_None);
    Py_DECREF(ref);
    o = PyObject_CallNoArgs(sub);
    set(o, "name", str("cycle"));
    set(o, "self", Py_NewRef(o));
    Py_DECREF(o);
    SHOW_INT(PyGC_Collect());
    SHOW_INT(PyObject_SetAttrString(cls, "__del__", NULL));
    o = PyObject_CallNoArgs(sub);
    Py_DECREF(o);
    add_method(cls, &failing_def);
    o = PyObject_CallNoArgs(sub);
    Py_DECREF(o);
    SHOW_INT(PyErr_Occurred() == NULL);
    Py_DECREF(callback);
    Py_DECREF(sub);
    Py_DECREF(cls);
    SHOW_INT(PyGC_Collect() > 0);
}

static void
deep(void)
{
    PyObject *cls = make_class("Node", NULL, NULL), *o = Py_NewRef(Py_None);
    for (int i = 0; i < 200000; i++) {
        PyObject *next = PyObject_CallNoArgs(cls);
        set(next, "next", o);
        o = next;
    }
    Py_DECREF(o);
    Py_DECREF(cls);
    puts("deep chain is gone");
}

int
scenario(void)
{
    sizes();
    slot_errors();
    dicts();
    class_assignment();
    death();
    deep();
    return 0;
}
