/* probe_programs.h -- the programs whose pictures probe_test.c compares.
 *
 * The pictures name lines of this file.
 */
#ifndef HB_PROBE_PROGRAMS_H
#define HB_PROBE_PROGRAMS_H

#include <heapbook.h>

static void
shallow_copy(void)
{
    PyObject *original = hb_lit("[[1, 2], [3, 4]]");
    PyObject *shallow;

    hb_snap("original = [[1, 2], [3, 4]]", original);
    shallow = hb_new(hb_import("copy", "copy"), original);
    hb_snap("shallow = copy.copy(original)", original, shallow);
    hb_call(hb_at(shallow, 0), "append", hb_int(99));
    hb_snap("shallow[0].append(99)", original, shallow);
}

static void
growth(void)
{
    PyObject *numbers = hb_lit("[10, 20, 30, 40]");

    hb_snap("numbers = [10, 20, 30, 40]", numbers);
    hb_call(numbers, "append", hb_int(50));
    hb_snap("numbers.append(50)", numbers);
    hb_call(numbers, "append", hb_int(60));
    hb_snap("numbers.append(60)", numbers);
}

static void
dict(void)
{
    PyObject *ages = hb_lit("{'ada': 36, 'bob': 41, 'eve': [29]}");
    PyObject *empty = hb_lit("{}");

    hb_set_key(ages, "dan", hb_int(1000));
    hb_snap("four entries", ages, empty);
    hb_set_key(ages, "bob", NULL);
    hb_snap("del ages['bob']", ages, empty);
    PyObject_SetItem(ages, hb_lit("(1, 'x')"), hb_lit("'a text'"));
    hb_snap("ages[1, 'x'] = 'a text'", ages, empty);
}

static void
instances(void)
{
    PyObject *point = hb_class("Point", NULL, NULL, NULL);
    PyObject *slotted = hb_class("SlotPoint", NULL, "('x', 'y')", NULL);
    PyObject *p = hb_new(point), *q = hb_new(point), *s = hb_new(slotted);

    hb_set(p, "x", hb_int(1));
    hb_set(p, "y", hb_int(2));
    hb_set(q, "x", hb_int(3));
    hb_set(q, "y", hb_lit("[]"));
    hb_set(s, "y", hb_int(8));
    hb_snap("three instances", point, p, q, s);
    hb_get(q, "__dict__");
    hb_snap("q.__dict__ is looked at", point, p, q, s);
    hb_set(point, "shared", hb_lit("[1]"));
    hb_snap("Point.shared = [1]", point, p, q, s);
}

static void
views(void)
{
    PyObject *data =
        hb_new((PyObject *)&PyByteArray_Type, hb_lit("b'heapbook'"));
    PyObject *view, *middle, *odd, *wide;

    hb_snap("data = bytearray(b'heapbook')", data);
    view = hb_new((PyObject *)&PyMemoryView_Type, data);
    middle = hb_slice(view, 2, 6);
    hb_snap("two views", data, view, middle);
    hb_put(middle, 0, hb_int('A'));
    odd = hb_slice_step(view, hb_int(1), hb_lit("None"), hb_int(3));
    wide = hb_call(view, "cast", hb_str("H"));
    hb_snap("a stride and a cast", data, view, middle, odd, wide);
    hb_call(view, "release");
    hb_snap("view.release()", data, view, middle, odd, wide);
}

static void
text(void)
{
    PyObject *ascii = hb_call(hb_str("a long text "), "__add__",
                              hb_str("that is not interned"));
    PyObject *wide = hb_str("caf\xC3\xA9 \xE2\x82\xAC");
    PyObject *long_one = hb_call(hb_str("ab "), "__mul__", hb_int(30));
    PyObject *letter = hb_str("x"), *quoted = hb_str("it's \"so\"\n");
    PyObject *raw = hb_lit("b'a\\x00\\xff\\''");

    hb_snap("texts", ascii, wide, long_one, letter, quoted, raw);
}

static void
numbers(void)
{
    PyObject *small = hb_int(256), *large = hb_int(257);
    PyObject *huge = hb_lit("123456789012345678901234567890");
    PyObject *negative = hb_int(-5), *below = hb_int(-6);
    PyObject *pi = hb_float(3.5), *yes = hb_bool(1), *none = Py_None;
    PyObject *many = hb_lit("(1, 2.5, None, True, 'a', b'b', ())");

    hb_snap("numbers", small, large, huge, negative, below, pi, yes, none,
            many);
}

static void
sets(void)
{
    PyObject *letters = hb_lit("{'a', 'b', 'c'}");
    PyObject *frozen = hb_new((PyObject *)&PyFrozenSet_Type, letters);

    hb_snap("two sets", letters, frozen);
    hb_call(letters, "discard", hb_str("b"));
    hb_call(letters, "update", hb_lit("[1, 2, 3, 4, 5]"));
    hb_snap("letters grows", letters, frozen);
}

static void
cycle(void)
{
    PyObject *node = hb_class("Node", NULL, "('name', 'other')", NULL);
    PyObject *a = hb_new(node), *b = hb_new(node);

    hb_set(a, "name", hb_str("ada"));
    hb_set(b, "name", hb_str("bob"));
    hb_set(a, "other", b);
    hb_set(b, "other", a);
    hb_snap("a.other = b; b.other = a", a, b);
    hb_del(a);
    hb_del(b);
    hb_snap("del a, b", a, b);
    hb_call(hb_import("gc", NULL), "collect");
    hb_snap("gc.collect()", a, b);
}

static void
lost_cycle(void)
{
    PyObject *kept = hb_lit("[]"), *one = hb_lit("[]");

    hb_call(one, "append", one);
    hb_call(one, "append", hb_lit("[1000]"));
    hb_del(one);
    hb_snap("a cycle that no picture has shown", kept);
}

static void
names(void)
{
    PyObject *a = hb_lit("[1]"), *b = a, *c = NULL;

    hb_snap("b = a", a, b, c);
    c = hb_lit("[a, 2]"[0] == '[' ? "[2]" : "[]");
    hb_call(c, "append", a);
    hb_del(a);
    b = NULL;
    hb_snap("c.append(a); del a, b", a, b, c);
    hb_del(c);
    hb_snap("del c", a, b, c);
}

static void
weak(void)
{
    PyObject *thing = hb_class("Thing", NULL, NULL, NULL);
    PyObject *t = hb_new(thing);
    PyObject *ref = hb_new(hb_import("weakref", "ref"), t);

    hb_snap("ref = weakref.ref(t)", t, ref);
    hb_del(t);
    hb_snap("del t", t, ref);
}

static PyObject *
greet(PyObject *self, PyObject *ignored)
{
    (void)ignored;
    return Py_NewRef(self);
}

static void
small_objects(void)
{
    static PyMethodDef methods[] = {{"greet", greet, METH_NOARGS, NULL}, {0}};
    PyObject *class = hb_class("Greeter", NULL, NULL, methods);
    PyObject *greeter = hb_new(class);
    PyObject *method = hb_get(greeter, "greet");
    PyObject *list = hb_lit("[1, 2, 3]");
    PyObject *iterator = hb_call(list, "__iter__");
    PyObject *cell = hb_keep(PyCell_New(list));
    PyObject *slice = hb_keep(PySlice_New(list, NULL, hb_int(1000)));
    PyObject *partial = hb_new(hb_import("functools", "partial"), method);
    PyObject *error =
        hb_new(PyExc_ValueError, hb_str("bad value"), hb_int(1000));

    hb_call(iterator, "__next__");
    hb_snap("objects of a few fields", method, iterator, cell, slice, partial,
            error);
}

static void
derived(void)
{
    PyObject *stack = hb_class("Stack", (PyObject *)&PyList_Type, NULL, NULL);
    PyObject *s = hb_new(stack, hb_lit("[1, [2]]"));

    hb_set(s, "name", hb_str("plates"));
    hb_snap("a list with a name", s);
}

static void
arrays(void)
{
    PyObject *array = hb_new(hb_import("array", "array"), hb_str("h"),
                             hb_lit("[1, -2, 300]"));
    PyObject *view = hb_new((PyObject *)&PyMemoryView_Type, array);

    hb_snap("an array and a view of it", array, view);
}

static void
deep(void)
{
    PyObject *list = hb_lit("[]");

    for (int i = 0; i < 3000; i++) {
        PyObject *outer = PyList_New(1);

        PyList_SET_ITEM(outer, 0, Py_NewRef(list));
        hb_del(list);
        list = hb_keep(outer);
    }
    hb_snap("3000 lists, one in the other", list);
}

static void
large(void)
{
    PyObject *list = PyList_New(0);

    for (int i = 0; i < 5000; i++) {
        PyObject *item = PyList_New(0);

        PyList_Append(list, item);
        Py_DECREF(item);
    }
    hb_keep(list);
    hb_snap("more blocks than a picture takes", list);
}

#endif
