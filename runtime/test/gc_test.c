/* gc_test.c -- cycles, finalizers, weak callbacks, generations.
 *
 * Public API only: the claims hold of CPython 3.11 as well, where this file
 * was compiled and run to settle the numbers.
 */
#define PY_SSIZE_T_CLEAN
#include <Python.h>

#include "said.h"
#include "tap.h"

static PyObject *gc;
static PyObject *node_type; /* class Node: def __del__(self): log.append */
static PyObject *log_list;

/* ---- helpers ------------------------------------------------------------ */

/* An int from a call of a gc function; -1 and the exception printed. */
static long
ask(const char *name, PyObject *argument)
{
    PyObject *result = argument
                           ? PyObject_CallMethod(gc, name, "(O)", argument)
                           : PyObject_CallMethod(gc, name, NULL);
    long value;

    if (!result) {
        PyErr_Print();
        return -1;
    }
    value = PyObject_IsTrue(result) && !PyLong_Check(result)
                ? 1
                : (PyLong_Check(result) ? PyLong_AsLong(result) : 0);
    Py_DECREF(result);
    return value;
}

static long
collect(void)
{
    return ask("collect", NULL);
}

static PyObject *
self_list(void)
{
    PyObject *list = PyList_New(0);

    PyList_Append(list, list);
    return list;
}

static PyObject *
new_node(void)
{
    return PyObject_CallNoArgs(node_type);
}

static PyObject *
node_del(PyObject *self, PyObject *Py_UNUSED(args))
{
    PyObject *name = PyObject_GetAttrString(self, "name");
    PyObject *keep;

    if (!name) {
        PyErr_Clear();
        name = PyUnicode_FromString("del");
    }
    PyList_Append(log_list, name);
    Py_DECREF(name);
    keep = PyObject_GetAttrString(self, "keep");
    if (keep) {
        PyList_Append(keep, self);
        Py_DECREF(keep);
    }
    PyErr_Clear();
    Py_RETURN_NONE;
}

static PyObject *
note_callback(PyObject *Py_UNUSED(self), PyObject *ref)
{
    PyObject *text = PyUnicode_FromString(
        PyWeakref_GetObject(ref) == Py_None ? "cb dead" : "cb alive");

    PyList_Append(log_list, text);
    Py_DECREF(text);
    Py_RETURN_NONE;
}

static PyMethodDef del_def = {"__del__", node_del, METH_NOARGS, NULL};
static PyMethodDef callback_def = {"callback", note_callback, METH_O, NULL};

static PyObject *
make_class(const char *name)
{
    PyObject *type = PyObject_CallFunction((PyObject *)&PyType_Type, "s(O){}",
                                           name, &PyBaseObject_Type);
    PyObject *method = PyDescr_NewMethod((PyTypeObject *)type, &del_def);

    PyObject_SetAttrString(type, "__del__", method);
    Py_DECREF(method);
    return type;
}

/* What was logged, joined; the log is empty then. */
static const char *
logged(void)
{
    return joined(log_list);
}

/* ---- what a collection finds -------------------------------------------- */

static void
test_counts(void)
{
    PyObject *a, *b, *outside, *dict;

    collect();
    is_int(collect(), 0, "a second collection finds nothing");
    Py_DECREF(self_list());
    is_int(collect(), 1, "a list that holds itself is one object");
    a = PyList_New(0);
    b = PyList_New(0);
    PyList_Append(a, b);
    PyList_Append(b, a);
    Py_DECREF(a);
    Py_DECREF(b);
    is_int(collect(), 2, "two lists that hold each other are two");
    dict = PyDict_New();
    PyDict_SetItemString(dict, "me", dict);
    Py_DECREF(dict);
    is_int(collect(), 1, "a dict that holds itself is one");
    outside = PyList_New(0);
    a = self_list();
    PyList_Append(a, outside);
    Py_DECREF(a);
    is_int(collect(), 1, "what is referenced from outside is not counted");
    is_int(Py_REFCNT(outside), 1, "and loses the cycle's reference");
    a = self_list();
    is_int(collect(), 0, "a cycle that is referenced stays");
    is_int(PyList_GET_SIZE(a), 1, "and keeps its contents");
    Py_DECREF(a);
    is_int(collect(), 1, "until it is dropped");
    Py_DECREF(outside);
}

static void
test_disabled(void)
{
    PyGC_Disable();
    Py_DECREF(self_list());
    is_int(PyGC_Collect(), 0, "PyGC_Collect does nothing while disabled");
    is_int(collect(), 1, "gc.collect() does its work all the same");
    is_int(PyGC_Disable(), 0, "disabling says that it was disabled");
    is_int(PyGC_Enable(), 0, "and so does enabling");
    is_int(PyGC_IsEnabled(), 1, "now it is enabled");
    Py_DECREF(self_list());
    is_int(PyGC_Collect(), 1, "and PyGC_Collect collects");
}

/* ---- tracking ----------------------------------------------------------- */

static void
test_tracking(void)
{
    PyObject *tuple = Py_BuildValue("(iii)", 1000, 2000, 3000);
    PyObject *dict = PyDict_New();
    PyObject *list = PyList_New(0);
    PyObject *key = PyUnicode_FromString("key");

    is_int(ask("is_tracked", tuple), 1, "a new tuple of ints is tracked");
    is_int(ask("is_tracked", dict), 0, "a new dict is not");
    is_int(ask("is_tracked", list), 1, "a new list is");
    collect();
    is_int(ask("is_tracked", tuple), 0, "a collection lets go of the tuple");
    PyDict_SetItem(dict, key, key);
    is_int(ask("is_tracked", dict), 0, "a dict of strings is not tracked");
    PyDict_SetItem(dict, key, list);
    is_int(ask("is_tracked", dict), 1, "a dict with a list is");
    PyDict_DelItem(dict, key);
    is_int(ask("is_tracked", dict), 1, "and stays it without the list");
    collect();
    is_int(ask("is_tracked", dict), 0, "until the next full collection");
    is_int(ask("is_tracked", key), 0, "a str never is");
    Py_DECREF(tuple);
    Py_DECREF(dict);
    Py_DECREF(list);
    Py_DECREF(key);
}

/* ---- finalizers --------------------------------------------------------- */

static void
test_finalizers(void)
{
    PyObject *node = new_node();
    PyObject *kept = PyList_New(0);

    PyObject_SetAttrString(node, "me", node);
    Py_DECREF(node);
    is_int(collect(), 1, "an instance in a cycle is one object");
    is(logged(), "del", "its finalizer runs once");

    node = new_node();
    PyObject_SetAttrString(node, "me", node);
    PyObject_SetAttrString(node, "keep", kept);
    Py_DECREF(node);
    is_int(collect(), 0, "a resurrected object is not counted");
    is_int(PyList_GET_SIZE(kept), 1, "it is where its finalizer put it");
    is_int(PyObject_GC_IsFinalized(node), 1, "and known to be finalized");
    is(logged(), "del", "the finalizer ran");
    PyList_SetSlice(kept, 0, 1, NULL);
    is_int(collect(), 1, "the next collection takes it");
    is(logged(), "", "without a second finalizer");
    Py_DECREF(kept);
}

static void
test_finalizer_without_cycle(void)
{
    PyObject *node = new_node();
    PyObject *kept = PyList_New(0);

    PyObject_SetAttrString(node, "keep", kept);
    Py_DECREF(node);
    is(logged(), "del", "the last reference runs the finalizer");
    is_int(PyList_GET_SIZE(kept), 1, "which can resurrect");
    Py_DECREF(kept);
    is(logged(), "", "and runs only once in a life");
}

/* ---- weak references ---------------------------------------------------- */

static void
test_callbacks(void)
{
    PyObject *callback = PyCFunction_New(&callback_def, NULL);
    PyObject *node = new_node();
    PyObject *ref = PyWeakref_NewRef(node, callback);

    Py_DECREF(node);
    is(logged(), "del,cb dead", "a plain death: finalizer, then callback");
    Py_DECREF(ref);
    node = new_node();
    ref = PyWeakref_NewRef(node, callback);
    PyObject_SetAttrString(node, "me", node);
    Py_DECREF(node);
    collect();
    is(logged(), "cb dead,del", "in a cycle: callback, then finalizer");
    Py_DECREF(ref);
    node = new_node();
    ref = PyWeakref_NewRef(node, callback);
    PyObject_SetAttrString(node, "me", node);
    PyObject_SetAttrString(node, "ref", ref);
    Py_DECREF(ref);
    Py_DECREF(node);
    collect();
    is(logged(), "del", "a reference in the cycle itself calls nobody");
    Py_DECREF(callback);
}

/* ---- generations -------------------------------------------------------- */

static long
count_of(int generation)
{
    PyObject *counts = PyObject_CallMethod(gc, "get_count", NULL);
    long value = PyLong_AsLong(PyTuple_GetItem(counts, generation));

    Py_DECREF(counts);
    return value;
}

static void
test_generations(void)
{
    PyObject *lists = PyList_New(0);
    long last = 0, peak = 0;
    int i, dropped = -1;

    collect();
    for (i = 0; i < 800; i++) {
        PyObject *list = PyList_New(0);
        long now;

        PyList_Append(lists, list);
        Py_DECREF(list);
        now = count_of(0);
        if (now < last && dropped < 0) {
            dropped = i;
        }
        last = now;
        peak = now > peak ? now : peak;
    }
    ok(peak <= 701 && peak >= 699, "generation 0 is collected at 700 (%ld)",
       peak);
    ok(dropped > 680 && dropped <= 701, "after about 700 lists (%d)", dropped);
    is_int(count_of(1), 1, "generation 1 counts that");
    Py_DECREF(lists);
}

static PyObject *
note_phase(PyObject *Py_UNUSED(self), PyObject *args)
{
    PyObject *collected =
        PyDict_GetItemString(PyTuple_GetItem(args, 1), "collected");
    PyObject *text =
        PyUnicode_FromFormat("%S %S", PyTuple_GetItem(args, 0), collected);

    PyList_Append(log_list, text);
    Py_DECREF(text);
    Py_RETURN_NONE;
}

static PyMethodDef phase_def = {"phase", note_phase, METH_VARARGS, NULL};

static void
test_lists_of_gc(void)
{
    PyObject *callbacks = PyObject_GetAttrString(gc, "callbacks");
    PyObject *garbage = PyObject_GetAttrString(gc, "garbage");
    PyObject *phase = PyCFunction_New(&phase_def, NULL);

    is_int(PyList_GET_SIZE(garbage), 0, "gc.garbage is empty");
    PyList_Append(callbacks, phase);
    Py_DECREF(self_list());
    collect();
    is(logged(), "start 0,stop 1", "callbacks learn begin and end");
    PyList_SetSlice(callbacks, 0, 1, NULL);
    Py_DECREF(phase);
    Py_DECREF(garbage);
    Py_DECREF(callbacks);
}

static void
test_referents(void)
{
    PyObject *inner = PyList_New(0);
    PyObject *outer = PyList_New(0);
    PyObject *found;

    PyList_Append(outer, inner);
    found = PyObject_CallMethod(gc, "get_referents", "(O)", outer);
    is_int(PyList_GET_SIZE(found), 1, "a list refers to its item");
    ok(PyList_GET_ITEM(found, 0) == inner, "the item itself");
    Py_DECREF(found);
    found = PyObject_CallMethod(gc, "get_referrers", "(O)", inner);
    ok(PySequence_Contains(found, outer) == 1, "and is found from there");
    Py_DECREF(found);
    found = PyObject_CallMethod(gc, "get_objects", "i", 0);
    ok(PySequence_Contains(found, outer) == 1,
       "a new list is in generation 0");
    Py_DECREF(found);
    collect();
    found = PyObject_CallMethod(gc, "get_objects", "i", 2);
    ok(PySequence_Contains(found, outer) == 1,
       "after a collection in generation 2");
    Py_DECREF(found);
    Py_DECREF(outer);
    Py_DECREF(inner);
}

static void
test_freeze(void)
{
    PyObject *list = self_list();

    ask("freeze", NULL);
    ok(ask("get_freeze_count", NULL) > 0, "freezing keeps what is there");
    Py_DECREF(list);
    is_int(collect(), 0, "a frozen cycle is not collected");
    ask("unfreeze", NULL);
    is_int(ask("get_freeze_count", NULL), 0, "nothing stays frozen");
    is_int(collect(), 1, "then it is");
}

/* A chain of a hundred thousand lists, each the only owner of the next. */
static void
test_deep_chain(void)
{
    PyObject *chain = PyList_New(0);
    int i;

    for (i = 0; i < 100000; i++) {
        PyObject *outer = PyList_New(1);

        PyList_SET_ITEM(outer, 0, chain);
        chain = outer;
    }
    Py_DECREF(chain);
    ok(1, "a deep chain dies without a deep stack");
    chain = PyTuple_New(0);
    for (i = 0; i < 100000; i++) {
        PyObject *outer = PyTuple_New(1);

        PyTuple_SET_ITEM(outer, 0, chain);
        chain = outer;
    }
    Py_DECREF(chain);
    ok(1, "of tuples as well");
}

int
main(void)
{
    Py_Initialize();
    gc = PyImport_ImportModule("gc");
    log_list = PyList_New(0);
    node_type = make_class("Node");
    test_counts();
    test_disabled();
    test_tracking();
    test_finalizers();
    test_finalizer_without_cycle();
    test_callbacks();
    test_generations();
    test_lists_of_gc();
    test_referents();
    test_freeze();
    test_deep_chain();
    Py_DECREF(node_type);
    Py_DECREF(log_list);
    Py_DECREF(gc);
    is_int(Py_FinalizeEx(), 0, "the program ends");
    return tap_end();
}
