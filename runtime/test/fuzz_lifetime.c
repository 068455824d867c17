/* fuzz_lifetime.c -- random graphs that live and die, on two runtimes.
 *
 * usage: fuzz_lifetime SEED COUNT
 *
 * Nodes with finalizers (some resurrect), lists and dicts are linked, dropped
 * and collected; weak references with callbacks, proxies and weak collections
 * look on.  Each step prints what was done, what finalizers and callbacks
 * said meanwhile, and what the collector returned.  Public API only; the
 * transcripts of the model and of CPython must be equal (reference.t).
 */
#define PY_SSIZE_T_CLEAN
#include <Python.h>

#define SLOTS 12
#define REFS  8

static PyObject *slots[SLOTS]; /* owned, or NULL */
static PyObject *refs[REFS];   /* weak references or proxies, owned */
static PyObject *node_type, *gc, *values, *keys, *set, *grave;
static long last_id;

/* ---- chance ------------------------------------------------------------- */

static unsigned long long state;

static unsigned
pick(unsigned n)
{
    state = state * 6364136223846793005ULL + 1442695040888963407ULL;
    return (unsigned)(state >> 33) % n;
}

/* ---- words -------------------------------------------------------------- */

/* A number that an object is known by. */
static long
id_of(PyObject *op)
{
    PyObject *id;
    long number = 0;

    if (PyList_Check(op)) {
        return -1000 - (long)PyList_GET_SIZE(op);
    }
    if (PyDict_CheckExact(op)) {
        return -2000 - (long)PyDict_GET_SIZE(op);
    }
    id = PyObject_GetAttrString(op, "id");
    if (id) {
        number = PyLong_AsLong(id);
        Py_DECREF(id);
    }
    PyErr_Clear();
    return number;
}

static void
say_error(void)
{
    PyObject *type, *value, *traceback, *text;

    if (!PyErr_Occurred()) {
        return;
    }
    PyErr_Fetch(&type, &value, &traceback);
    PyErr_NormalizeException(&type, &value, &traceback);
    text = PyObject_Str(value);
    printf(" !%s: %s", ((PyTypeObject *)type)->tp_name,
           text ? PyUnicode_AsUTF8(text) : "?");
    Py_XDECREF(text);
    Py_XDECREF(type);
    Py_XDECREF(value);
    Py_XDECREF(traceback);
    PyErr_Clear();
}

/* ---- the class ---------------------------------------------------------- */

/* Every seventh node puts itself into the grave, a list, when it dies. */
static PyObject *
node_del(PyObject *self, PyObject *args)
{
    long id = id_of(self);

    (void)args;
    printf(" del%ld", id);
    if (id % 7 == 0) {
        PyList_Append(grave, self);
    }
    Py_RETURN_NONE;
}

static PyMethodDef del_def = {"__del__", node_del, METH_NOARGS, NULL};

static void
make_class(void)
{
    PyObject *method;

    node_type =
        PyObject_CallFunction((PyObject *)&PyType_Type, "s(){}", "Node");
    method = PyDescr_NewMethod((PyTypeObject *)node_type, &del_def);
    PyObject_SetAttrString(node_type, "__del__", method);
    Py_DECREF(method);
}

static PyObject *
new_node(void)
{
    PyObject *node = PyObject_CallNoArgs(node_type);
    PyObject *id = PyLong_FromLong(++last_id);

    PyObject_SetAttrString(node, "id", id);
    Py_DECREF(id);
    return node;
}

static PyObject *
callback(PyObject *self, PyObject *ref)
{
    printf(" cb%ld%s", PyLong_AsLong(self),
           PyWeakref_GetObject(ref) == Py_None ? "" : "?");
    Py_RETURN_NONE;
}

static PyMethodDef callback_def = {"callback", callback, METH_O, NULL};

/* ---- steps -------------------------------------------------------------- */

static void
put(unsigned i, PyObject *op)
{
    Py_XSETREF(slots[i], op);
}

static void
step_new(unsigned i)
{
    unsigned kind = pick(6);

    printf("new %u", i);
    put(i, kind < 3 ? new_node() : kind < 5 ? PyList_New(0) : PyDict_New());
}

/* Makes `from` refer to `to`. */
static void
step_link(PyObject *from, PyObject *to)
{
    static const char *const names[] = {"a", "b", "c"};

    printf("link %ld %ld", id_of(from), id_of(to));
    if (PyList_Check(from)) {
        PyList_Append(from, to);
    }
    else if (PyDict_Check(from)) {
        PyObject *key = PyLong_FromLong((long)pick(5));

        PyDict_SetItem(from, key, to);
        Py_DECREF(key);
    }
    else {
        PyObject_SetAttrString(from, names[pick(3)], to);
    }
}

static void
step_unlink(PyObject *op)
{
    printf("unlink %ld", id_of(op));
    if (PyList_Check(op)) {
        PyList_SetSlice(op, 0, (Py_ssize_t)pick(3), NULL);
    }
    else if (PyDict_Check(op)) {
        PyDict_Clear(op);
    }
    else {
        PyObject_DelAttrString(op, pick(2) ? "a" : "b");
    }
}

static void
step_refer(PyObject *op)
{
    unsigned r = pick(REFS);
    PyObject *number = PyLong_FromLong(++last_id);
    PyObject *function =
        pick(3) ? PyCFunction_New(&callback_def, number) : NULL;
    PyObject *ref = pick(4) ? PyWeakref_NewRef(op, function)
                            : PyWeakref_NewProxy(op, function);

    printf("refer %ld %s%ld", id_of(op), function ? "cb" : "-", last_id);
    Py_XDECREF(function);
    Py_DECREF(number);
    if (ref && pick(4) == 0 && !PyList_Check(op) && !PyDict_Check(op)) {
        printf(" inside");
        PyObject_SetAttrString(op, "ref", ref);
    }
    Py_XSETREF(refs[r], ref);
}

static void
step_ask(unsigned r)
{
    PyObject *op = refs[r] ? PyWeakref_GetObject(refs[r]) : NULL;

    printf("ask %u", r);
    if (op) {
        printf(" %ld", op == Py_None ? 0 : id_of(op));
    }
}

static void
step_look(PyObject *op)
{
    printf("look %ld rc %zd tracked %d finalized %d", id_of(op), Py_REFCNT(op),
           PyObject_GC_IsTracked(op), PyObject_GC_IsFinalized(op));
}

static void
step_collect(void)
{
    unsigned generation = pick(6);
    PyObject *n;

    generation = generation > 2 ? 2 : generation;
    printf("collect %u:", generation);
    n = PyObject_CallMethod(gc, "collect", "I", generation);
    if (n) {
        printf(" = %ld", PyLong_AsLong(n));
        Py_DECREF(n);
    }
}

static void
step_weak_collections(PyObject *op)
{
    PyObject *key = PyLong_FromLong((long)pick(4)), *result = NULL;

    printf("weak %ld", id_of(op));
    switch (pick(4)) {
    case 0:
        PyObject_SetItem(values, key, op);
        break;
    case 1:
        PyObject_SetItem(keys, op, key);
        break;
    case 2:
        result = PyObject_CallMethod(set, "add", "(O)", op);
        break;
    default:
        result = PyObject_CallMethod(set, "discard", "(O)", op);
    }
    Py_XDECREF(result);
    Py_DECREF(key);
    say_error();
    printf(" %zd %zd %zd", PyObject_Size(values), PyObject_Size(keys),
           PyObject_Size(set));
}

static void
step(void)
{
    unsigned i = pick(SLOTS), j = pick(SLOTS), what = pick(20);
    PyObject *a = slots[i], *b = slots[j];

    if (!a || what < 2) {
        step_new(i);
    }
    else if (what < 8 && b) {
        step_link(a, b);
    }
    else if (what < 11) {
        printf("drop %u", i);
        put(i, NULL);
    }
    else if (what < 12) {
        step_unlink(a);
    }
    else if (what < 14) {
        step_refer(a);
    }
    else if (what < 15) {
        step_ask(pick(REFS));
    }
    else if (what < 16) {
        step_look(a);
    }
    else if (what < 18) {
        step_collect();
    }
    else if (what < 19) {
        step_weak_collections(a);
    }
    else {
        printf("grave %zd", PyList_GET_SIZE(grave));
        PyList_SetSlice(grave, 0, PyList_GET_SIZE(grave), NULL);
    }
    say_error();
    putchar('\n');
}

static PyObject *
weak_collection(const char *name)
{
    PyObject *module = PyImport_ImportModule("weakref");
    PyObject *result = PyObject_CallMethod(module, name, NULL);

    Py_DECREF(module);
    return result;
}

static void
finish(void)
{
    int i;

    printf("end");
    for (i = 0; i < SLOTS; i++) {
        Py_CLEAR(slots[i]);
    }
    for (i = 0; i < 3; i++) {
        PyList_SetSlice(grave, 0, PyList_GET_SIZE(grave), NULL);
        printf(" = %zd", PyGC_Collect());
    }
    for (i = 0; i < REFS; i++) {
        Py_CLEAR(refs[i]);
    }
    printf(" %zd %zd %zd\n", PyObject_Size(values), PyObject_Size(keys),
           PyObject_Size(set));
    Py_DECREF(values);
    Py_DECREF(keys);
    Py_DECREF(set);
    Py_DECREF(grave);
    Py_DECREF(node_type);
    Py_DECREF(gc);
}

int
main(int argc, char **argv)
{
    long count = argc > 2 ? atol(argv[2]) : 1000;

    state = argc > 1 ? (unsigned long long)atoll(argv[1]) : 1;
    Py_Initialize();
    gc = PyImport_ImportModule("gc");
    values = weak_collection("WeakValueDictionary");
    keys = weak_collection("WeakKeyDictionary");
    set = weak_collection("WeakSet");
    grave = PyList_New(0);
    make_class();
    Py_XDECREF(PyObject_CallMethod(gc, "collect", NULL));
    Py_XDECREF(PyObject_CallMethod(gc, "freeze", NULL));
    Py_XDECREF(PyObject_CallMethod(gc, "disable", NULL));
    while (count-- > 0) {
        step();
    }
    PyGC_Enable();
    finish();
    return Py_FinalizeEx() ? 1 : 0;
}
