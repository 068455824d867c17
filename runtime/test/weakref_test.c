/* weakref_test.c -- references that do not keep alive, and collections of
 * them.
 *
 * Public API only; compiled and run with CPython 3.11 to settle the claims.
 */
#define PY_SSIZE_T_CLEAN
#include <Python.h>

#include "said.h"
#include "tap.h"

static PyObject *weakref;
static PyObject *thing_type;
static PyObject *log_list;

/* ---- helpers ------------------------------------------------------------ */

static PyObject *
new_thing(void)
{
    return PyObject_CallNoArgs(thing_type);
}

static PyObject *
call(PyObject *op, const char *name, PyObject *argument)
{
    PyObject *result = argument
                           ? PyObject_CallMethod(op, name, "(O)", argument)
                           : PyObject_CallMethod(op, name, NULL);

    return result;
}

/* The length of a collection; -1 with the exception printed. */
static long
length(PyObject *op)
{
    Py_ssize_t n = PyObject_Size(op);

    if (n < 0) {
        PyErr_Print();
    }
    return (long)n;
}

static PyObject *
note(PyObject *self, PyObject *Py_UNUSED(ref))
{
    PyList_Append(log_list, self);
    Py_RETURN_NONE;
}

static PyMethodDef note_def = {"note", note, METH_O, NULL};

/* A callback that logs a text. */
static PyObject *
noting(const char *text)
{
    PyObject *string = PyUnicode_FromString(text);
    PyObject *callback = PyCFunction_New(&note_def, string);

    Py_DECREF(string);
    return callback;
}

static const char *
logged(void)
{
    return joined(log_list);
}

/* ---- references --------------------------------------------------------- */

static void
test_references(void)
{
    PyObject *thing = new_thing();
    PyObject *first = PyWeakref_NewRef(thing, NULL);
    PyObject *second = PyWeakref_NewRef(thing, Py_None);
    PyObject *again;
    Py_hash_t hash;

    ok(first == second, "without a callback there is one reference");
    is_int(Py_REFCNT(thing), 1, "it does not count");
    ok(PyWeakref_GetObject(first) == thing, "it leads to the referent");
    ok(PyWeakref_CheckRef(first), "it is a reference");
    again = PyObject_CallNoArgs(first);
    ok(again == thing, "calling it gives the referent");
    Py_DECREF(again);
    hash = PyObject_Hash(first);
    ok(hash == PyObject_Hash(thing), "its hash is the referent's");
    Py_DECREF(thing);
    ok(PyWeakref_GetObject(first) == Py_None, "a dead one leads to None");
    ok(PyObject_Hash(first) == hash, "and keeps its hash");
    Py_DECREF(second);
    Py_DECREF(first);
    thing = new_thing();
    first = PyWeakref_NewRef(thing, NULL);
    Py_DECREF(thing);
    is_int(PyObject_Hash(first), -1, "a hash that was not asked for in time");
    is(raised(), "TypeError: weak object has gone away", "is gone");
    Py_DECREF(first);
    thing = PyList_New(0);
    ok(!PyWeakref_NewRef(thing, NULL), "a list cannot be referred to");
    is(raised(), "TypeError: cannot create weak reference to 'list' object",
       "and says so");
    Py_DECREF(thing);
}

static void
test_equality(void)
{
    PyObject *thing = new_thing();
    PyObject *callback = noting("x");
    PyObject *one = PyWeakref_NewRef(thing, NULL);
    PyObject *two = PyWeakref_NewRef(thing, callback);

    ok(one != two, "with a callback it is another reference");
    is_int(PyObject_RichCompareBool(one, two, Py_EQ), 1,
           "live ones are equal as their referents are");
    Py_DECREF(thing);
    is_int(PyObject_RichCompareBool(one, two, Py_EQ), 0,
           "dead ones only if they are the same");
    is(logged(), "x", "the callback ran");
    Py_DECREF(one);
    Py_DECREF(two);
    Py_DECREF(callback);
}

static void
test_callbacks(void)
{
    PyObject *thing = new_thing();
    PyObject *refs[3], *callback;
    const char *names[] = {"a", "b", "c"};
    int i;

    for (i = 0; i < 3; i++) {
        callback = noting(names[i]);
        refs[i] = PyWeakref_NewRef(thing, callback);
        Py_DECREF(callback);
    }
    Py_CLEAR(refs[1]);
    Py_DECREF(thing);
    is(logged(), "c,a", "the newest first, and not of those that are gone");
    Py_DECREF(refs[0]);
    Py_DECREF(refs[2]);
}

static void
test_counts(void)
{
    PyObject *thing = new_thing();
    PyObject *callback = noting("x");
    PyObject *one = PyWeakref_NewRef(thing, NULL);
    PyObject *two = PyWeakref_NewRef(thing, callback);
    PyObject *count = call(weakref, "getweakrefcount", thing);
    PyObject *list = call(weakref, "getweakrefs", thing);

    is_int(PyLong_AsLong(count), 2, "getweakrefcount");
    is_int(length(list), 2, "getweakrefs");
    ok(PyList_GET_ITEM(list, 0) == one, "the shared one comes first");
    Py_DECREF(list);
    Py_DECREF(count);
    Py_DECREF(two);
    Py_DECREF(one);
    Py_DECREF(callback);
    Py_DECREF(thing);
    logged();
}

/* ---- proxies ------------------------------------------------------------ */

static void
test_proxies(void)
{
    PyObject *set = PySet_New(NULL);
    PyObject *proxy = PyWeakref_NewProxy(set, NULL);
    PyObject *item = PyLong_FromLong(7);
    PyObject *result = call(proxy, "add", item);

    Py_XDECREF(result);
    is_int(PySet_GET_SIZE(set), 1, "a proxy passes calls on");
    is_int(length(proxy), 1, "and its length");
    is_int(PySequence_Contains(proxy, item), 1, "and its contents");
    result = PyObject_Repr(proxy);
    ok(strncmp(PyUnicode_AsUTF8(result), "<weakproxy at 0x", 16) == 0,
       "its repr is its own");
    Py_DECREF(result);
    result = PyObject_Str(proxy);
    is(PyUnicode_AsUTF8(result), "{7}", "its str is not");
    Py_DECREF(result);
    Py_DECREF(set);
    is_int(PyObject_Size(proxy), -1, "a dead one fails");
    is(raised(), "ReferenceError: weakly-referenced object no longer exists",
       "with a class of its own");
    Py_DECREF(item);
    Py_DECREF(proxy);
}

/* ---- collections -------------------------------------------------------- */

static PyObject *
collection(const char *name)
{
    PyObject *type = PyObject_GetAttrString(weakref, name);
    PyObject *result = PyObject_CallNoArgs(type);

    Py_DECREF(type);
    return result;
}

static void
test_value_dictionary(void)
{
    PyObject *dict = collection("WeakValueDictionary");
    PyObject *thing = new_thing(), *other = new_thing();
    PyObject *key = PyUnicode_FromString("key");
    PyObject *found;

    PyObject_SetItem(dict, key, thing);
    PyMapping_SetItemString(dict, "other", other);
    is_int(length(dict), 2, "two values");
    found = PyObject_GetItem(dict, key);
    ok(found == thing, "one is found");
    Py_DECREF(found);
    Py_DECREF(thing);
    is_int(length(dict), 1, "a value that dies takes its entry along");
    ok(!PyObject_GetItem(dict, key), "and is not found");
    is(raised(), "KeyError: 'key'", "as if it had not been there");
    found = PyObject_CallMethod(dict, "keys", NULL);
    Py_SETREF(found, PySequence_List(found));
    is_int(PyList_GET_SIZE(found), 1, "one key is left");
    Py_DECREF(found);
    Py_DECREF(other);
    is_int(length(dict), 0, "none");
    Py_DECREF(dict);
    Py_DECREF(key);
}

static void
test_key_dictionary(void)
{
    PyObject *dict = collection("WeakKeyDictionary");
    PyObject *thing = new_thing();
    PyObject *value = PyLong_FromLong(1000);
    PyObject *found;

    PyObject_SetItem(dict, thing, value);
    is_int(Py_REFCNT(thing), 1, "the key is not counted");
    is_int(Py_REFCNT(value), 2, "the value is");
    found = PyObject_GetItem(dict, thing);
    ok(found == value, "it is found");
    Py_DECREF(found);
    Py_DECREF(thing);
    is_int(length(dict), 0, "a key that dies takes its entry along");
    is_int(Py_REFCNT(value), 1, "and the value's reference");
    Py_DECREF(value);
    Py_DECREF(dict);
}

static void
test_set(void)
{
    PyObject *set = collection("WeakSet");
    PyObject *thing = new_thing(), *other = new_thing();

    Py_XDECREF(call(set, "add", thing));
    Py_XDECREF(call(set, "add", thing));
    Py_XDECREF(call(set, "add", other));
    is_int(length(set), 2, "a set has each once");
    is_int(PySequence_Contains(set, thing), 1, "and knows it");
    Py_DECREF(thing);
    is_int(length(set), 1, "an element that dies is gone");
    Py_XDECREF(call(set, "discard", other));
    is_int(length(set), 0, "as is one that is discarded");
    Py_DECREF(set);
    Py_DECREF(other);
}

/* What outlives its collection does no harm. */
static void
test_outliving(void)
{
    PyObject *dict = collection("WeakValueDictionary");
    PyObject *thing = new_thing();

    PyMapping_SetItemString(dict, "k", thing);
    Py_DECREF(dict);
    Py_DECREF(thing);
    ok(!PyErr_Occurred(), "a value may outlive its dictionary");
}

/* ---- finalizers --------------------------------------------------------- */

static PyObject *
log_method(PyObject *Py_UNUSED(self), PyObject *text)
{
    PyList_Append(log_list, text);
    Py_RETURN_NONE;
}

static PyMethodDef log_def = {"log", log_method, METH_O, NULL};

static void
test_finalize(void)
{
    PyObject *function = PyCFunction_New(&log_def, NULL);
    PyObject *thing = new_thing();
    PyObject *finalizer = PyObject_CallMethod(weakref, "finalize", "OOs",
                                              thing, function, "bye");
    PyObject *alive = PyObject_GetAttrString(finalizer, "alive");

    ok(alive == Py_True, "a finalizer waits");
    Py_DECREF(alive);
    Py_DECREF(thing);
    is(logged(), "bye", "for the object to die");
    alive = PyObject_GetAttrString(finalizer, "alive");
    ok(alive == Py_False, "and is done then");
    Py_DECREF(alive);
    Py_XDECREF(PyObject_CallNoArgs(finalizer));
    is(logged(), "", "for ever");
    Py_DECREF(finalizer);
    thing = new_thing();
    finalizer = PyObject_CallMethod(weakref, "finalize", "OOs", thing,
                                    function, "early");
    Py_XDECREF(PyObject_CallNoArgs(finalizer));
    is(logged(), "early", "it can be called early");
    Py_DECREF(finalizer);
    Py_DECREF(thing);
    is(logged(), "", "and is not called twice");
    Py_DECREF(function);
}

int
main(void)
{
    Py_Initialize();
    weakref = PyImport_ImportModule("weakref");
    log_list = PyList_New(0);
    thing_type =
        PyObject_CallFunction((PyObject *)&PyType_Type, "s(){}", "Thing");
    test_references();
    test_equality();
    test_callbacks();
    test_counts();
    test_proxies();
    test_value_dictionary();
    test_key_dictionary();
    test_set();
    test_outliving();
    test_finalize();
    Py_DECREF(thing_type);
    Py_DECREF(log_list);
    Py_DECREF(weakref);
    is_int(Py_FinalizeEx(), 0, "the program ends");
    return tap_end();
}
