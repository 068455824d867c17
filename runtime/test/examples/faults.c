/* faults.c -- what no other program asked: each case is here because a
 * planted fault (mutants/) went unnoticed without it. */
#include <heapbook.h>

/* ---- lists, arrays, slots ------------------------------------------------
 */

static void
last_item(void)
{
    PyObject *list = hb_lit("[1, 2, 3]");

    hb_show(hb_call(list, "index", hb_int(3)));
    hb_call(list, "remove", hb_int(3));
    hb_show(list);
    hb_call(list, "remove", hb_int(2));
    hb_call(list, "remove", hb_int(1));
    hb_show(list);
}

/* Arrays of every size near the two steps of the growth, one item more. */
static void
array_growth(void)
{
    PyObject *array = hb_import("array", "array");

    for (int n = 0; n < 20; n++) {
        PyObject *zeros = hb_keep(PySequence_Repeat(hb_lit("[0]"), n));
        PyObject *bytes = hb_new(array, hb_str("B"), zeros);

        hb_call(bytes, "append", hb_int(1));
        hb_say("%d and one more: %zd bytes", n, hb_sizeof(bytes));
    }
}

/* Fields lie in the order of the sorted names. */
static void
slot_order(void)
{
    static const char *const names[] = {"b", "c", "a"};
    PyObject *type = hb_class("T", NULL, "('b', 'c', 'a')", NULL);

    for (int i = 0; i < 3; i++) {
        PyMemberDescrObject *member =
            (PyMemberDescrObject *)hb_get(type, names[i]);

        hb_say("%s at %zd", names[i], member->d_member->offset);
    }
}

/* ---- calls and attributes ------------------------------------------------
 */

static void
newest_keyword(void)
{
    PyObject *given = hb_lit("{'a': 1, 'b': 2}");
    PyObject *dict = (PyObject *)&PyDict_Type;
    PyObject *partial =
        hb_keep(PyObject_Call(hb_import("functools", "partial"),
                              hb_keep(PyTuple_Pack(1, dict)), given));

    hb_show(hb_keep(
        PyObject_Call(partial, hb_lit("()"), hb_lit("{'b': 3, 'c': 4}"))));
}

static void
least_recently_used(void)
{
    PyObject *two = hb_new(hb_import("functools", "lru_cache"), hb_int(2));
    PyObject *cached = hb_new(two, hb_import("operator", "neg"));
    const int numbers[] = {1, 2, 3, 3, 2, 1, 3};

    for (size_t i = 0; i < sizeof(numbers) / sizeof(*numbers); i++) {
        hb_new(cached, hb_int(numbers[i]));
        hb_say("%d: %S", numbers[i], hb_call(cached, "cache_info"));
    }
}

/* A property is looked at before the instance, a method after it. */
static void
data_descriptor_first(void)
{
    PyObject *type = hb_class("T", NULL, NULL, NULL);
    PyObject *op = hb_new(type);

    hb_set(op, "x", hb_int(1));
    hb_set(op, "y", hb_int(2));
    hb_set(
        type, "x",
        hb_new((PyObject *)&PyProperty_Type, hb_import("operator", "truth")));
    hb_set(type, "y", hb_import("operator", "truth"));
    hb_say("%R %R", hb_get(op, "x"), hb_get(op, "y"));
    hb_show(hb_get(op, "__dict__"));
}

/* ---- a dict that changes while it is read ---------------------------------
 */

static PyObject *other;

/* Equal to nothing; adds to the dict that is being read. */
static PyObject *
growing_compare(PyObject *Py_UNUSED(self), PyObject *Py_UNUSED(value),
                int Py_UNUSED(op))
{
    PyDict_SetItemString(other, "more", Py_None);
    Py_RETURN_FALSE;
}

static Py_hash_t
growing_hash(PyObject *Py_UNUSED(self))
{
    return 1;
}

static void
dict_mutated(void)
{
    PyType_Slot slots[] = {
        {Py_tp_richcompare, (void *)growing_compare},
        {Py_tp_hash, (void *)growing_hash},
        {0, NULL},
    };
    PyType_Spec spec = {"faults.Growing", sizeof(PyObject), 0,
                        Py_TPFLAGS_DEFAULT, slots};
    PyObject *type = hb_keep(PyType_FromSpec(&spec));
    PyObject *target = hb_keep(PyDict_New());

    other = hb_keep(PyDict_New());
    hb_ok(PyDict_SetItem(target, hb_new(type), Py_None));
    hb_ok(PyDict_SetItem(other, hb_new(type), Py_None));
    hb_raises(hb_try_call(target, "update", other));
    hb_say("%zd and %zd", PyDict_Size(target), PyDict_Size(other));
}

/* ---- memory ----------------------------------------------------------------
 */

static PyMemAllocatorEx inner;
static int requests;

static void *
counting_malloc(void *Py_UNUSED(ctx), size_t size)
{
    requests++;
    return inner.malloc(inner.ctx, size);
}

/* A dead slice waits for the next one. */
static void
kept_slice(void)
{
    PyMemAllocatorEx counting;

    Py_DECREF(PySlice_New(NULL, NULL, NULL));
    PyMem_GetAllocator(PYMEM_DOMAIN_OBJ, &inner);
    counting = inner;
    counting.malloc = counting_malloc;
    PyMem_SetAllocator(PYMEM_DOMAIN_OBJ, &counting);
    Py_DECREF(PySlice_New(NULL, NULL, NULL));
    PyMem_SetAllocator(PYMEM_DOMAIN_OBJ, &inner);
    hb_say("requests for the next slice: %d", requests);
}

static void
peak_of_traced_memory(void)
{
    PyObject *module = hb_import("tracemalloc", NULL), *both;
    char *blocks[2];

    hb_call(module, "start");
    blocks[0] = PyMem_Malloc(1000000);
    PyMem_Free(blocks[0]);
    blocks[1] = PyMem_Malloc(1000);
    both = hb_call(module, "get_traced_memory");
    hb_say("now below 100000: %d, peak above 900000: %d",
           PyLong_AsLong(PyTuple_GetItem(both, 0)) < 100000,
           PyLong_AsLong(PyTuple_GetItem(both, 1)) > 900000);
    PyMem_Free(blocks[1]);
    hb_call(module, "stop");
}

static long
collections_of(int generation)
{
    PyObject *stats =
        hb_keep(PyObject_CallNoArgs(hb_import("gc", "get_stats")));

    return PyLong_AsLong(
        hb_key(PyList_GetItem(stats, generation), "collections"));
}

/* The oldest generation waits until a quarter of it is new. */
static void
waiting_generation(void)
{
    enum { LISTS = 40000 };

    static PyObject *lists[LISTS];
    PyObject *gc = hb_import("gc", NULL);
    long before[3];

    hb_call(gc, "freeze");
    hb_call(gc, "collect");
    for (int i = 0; i < 3; i++) {
        before[i] = collections_of(i);
    }
    hb_call(gc, "set_threshold", hb_int(100), hb_int(3), hb_int(2));
    for (int i = 0; i < LISTS; i++) {
        lists[i] = PyList_New(0);
    }
    hb_call(gc, "set_threshold", hb_int(700), hb_int(10), hb_int(10));
    for (int i = 0; i < 3; i++) {
        hb_say("collections of generation %d: %d", i,
               (int)(collections_of(i) - before[i]));
    }
    for (int i = 0; i < LISTS; i++) {
        Py_DECREF(lists[i]);
    }
    hb_call(gc, "unfreeze");
}

/* ---- the end
 * ---------------------------------------------------------------- */

/* The newest is called first. */
static void
finalizers_at_exit(void)
{
    PyObject *finalize = hb_import("weakref", "finalize");
    PyObject *print = hb_import("builtins", "print");
    PyObject *set = PySet_New(NULL); /* lives on: that is the case */

    for (int i = 1; i <= 3; i++) {
        hb_new(finalize, set, print, hb_str("finalizer"), hb_int(i));
    }
    hb_set(hb_import("sys", NULL), "kept_by_faults", set);
    Py_DECREF(set);
}

HB_EXAMPLE
{
    last_item();
    array_growth();
    slot_order();
    newest_keyword();
    least_recently_used();
    data_descriptor_first();
    dict_mutated();
    kept_slice();
    peak_of_traced_memory();
    waiting_generation();
    finalizers_at_exit();
}
