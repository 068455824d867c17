/* memory.c -- facts about allocators, free lists and the collector.
 */
#include "internal/hb_obmalloc.h"
#include "internal/hb_region.h"

/* ---- what is asked of the allocators ------------------------------------ */

/* The build for AddressSanitizer has no arenas: there everything is asked of
 * the raw domain as well. */
#ifndef HB_ASAN

static struct hooked {
    PyMemAllocatorEx real;
    const char *name;
} hooked[] = {{.name = "raw"}, {.name = "mem"}, {.name = "obj"}};

static FILE *hook_out; /* NULL: only counts */
static int hook_calls;

static void
hook_note(struct hooked *hook, size_t size)
{
    if (hook_out) {
        fprintf(hook_out, "%s[\"%s\", %zu]", hook_calls ? ", " : "",
                hook->name, size);
    }
    hook_calls++;
}

static void *
hook_malloc(void *ctx, size_t size)
{
    struct hooked *hook = ctx;

    hook_note(hook, size);
    return hook->real.malloc(hook->real.ctx, size);
}

static void *
hook_calloc(void *ctx, size_t nelem, size_t elsize)
{
    struct hooked *hook = ctx;

    hook_note(hook, nelem * elsize);
    return hook->real.calloc(hook->real.ctx, nelem, elsize);
}

static void *
hook_realloc(void *ctx, void *ptr, size_t size)
{
    struct hooked *hook = ctx;

    hook_note(hook, size);
    return hook->real.realloc(hook->real.ctx, ptr, size);
}

static void
hook_free(void *ctx, void *ptr)
{
    struct hooked *hook = ctx;

    hook->real.free(hook->real.ctx, ptr);
}

/* Notes every request from now on, to a file if there is one. */
static void
hook_start(FILE *out)
{
    hook_out = out;
    hook_calls = 0;
    for (int i = 0; i < 3; i++) {
        PyMemAllocatorEx with = {&hooked[i], hook_malloc, hook_calloc,
                                 hook_realloc, hook_free};

        PyMem_GetAllocator((PyMemAllocatorDomain)i, &hooked[i].real);
        PyMem_SetAllocator((PyMemAllocatorDomain)i, &with);
    }
}

/* The number of requests. */
static int
hook_stop(void)
{
    for (int i = 0; i < 3; i++) {
        PyMem_SetAllocator((PyMemAllocatorDomain)i, &hooked[i].real);
    }
    return hook_calls;
}

/* A list of [domain, bytes] for what the statement asks. */
#define LOG_OF(statement)                                                     \
    do {                                                                      \
        putc('[', out);                                                       \
        hook_start(out);                                                      \
        statement;                                                            \
        hook_stop();                                                          \
        putc(']', out);                                                       \
    } while (0)

FACT("c", "alloc.dict_12_int_inserts_log")
{
    PyObject *dict;

    hb_call(hb_import("gc", NULL), "collect");
    LOG_OF({
        dict = PyDict_New();
        for (int i = 0; i < 12; i++) {
            PyObject *key = PyLong_FromLong(i);

            PyDict_SetItem(dict, key, Py_None);
            Py_DECREF(key);
        }
    });
    Py_DECREF(dict);
}

FACT("c", "alloc.int_2_40_log")
{
    PyObject *number;

    LOG_OF(number = PyLong_FromLongLong(1LL << 40));
    Py_DECREF(number);
}

FACT("c", "alloc.str_hello_log")
{
    PyObject *text;

    LOG_OF(text = PyUnicode_FromString("hello"));
    Py_DECREF(text);
}

FACT("c", "alloc.bytes_11_log")
{
    PyObject *bytes;

    LOG_OF(bytes = PyBytes_FromStringAndSize("hello world", 11));
    Py_DECREF(bytes);
}

FACT("c", "alloc.bytearray_11_log")
{
    PyObject *bytes;

    LOG_OF(bytes = PyByteArray_FromStringAndSize("hello world", 11));
    Py_DECREF(bytes);
}

FACT("c", "alloc.memoryview_log")
{
    PyObject *bytes = hb_keep(PyByteArray_FromStringAndSize("hello", 5));
    PyObject *view;

    LOG_OF(view = PyMemoryView_FromObject(bytes));
    Py_DECREF(view);
}

FACT("c", "alloc.memoryview_slice_log")
{
    PyObject *bytes = hb_keep(PyByteArray_FromStringAndSize("hello", 5));
    PyObject *view = hb_keep(PyMemoryView_FromObject(bytes));
    PyObject *slice = hb_keep(PySlice_New(hb_int(1), hb_int(3), NULL));
    PyObject *part;

    LOG_OF(part = PyObject_GetItem(view, slice));
    Py_DECREF(part);
}

FACT("c", "alloc.set_6_adds_log")
{
    PyObject *set;

    LOG_OF({
        set = PySet_New(NULL);
        for (int i = 0; i < 6; i++) {
            PySet_Add(set, PyLong_FromLong(i));
        }
    });
    Py_DECREF(set);
}

#endif

/* ---- free lists --------------------------------------------------------- */

#if !defined(HB_HOSTILE) && !defined(HB_ASAN)

FACT("c", "alloc.list_20_appends_log")
{
    PyObject *list;

    hb_call(hb_import("gc", NULL), "collect"); /* empties the free lists */
    list = PyList_New(0);
    Py_DECREF(list);
    LOG_OF({
        list = PyList_New(0);
        for (int i = 0; i < 20; i++) {
            PyList_Append(list, Py_None);
        }
    });
    Py_DECREF(list);
}

FACT("c", "gc.auto_gen0_trigger")
{
    static PyObject *lists[1500];
    PyObject *get_count = hb_import("gc", "get_count");
    long last = -1, peak = 0;
    int dropped = -1, i;

    PyGC_Collect();
    for (i = 0; i < 1500; i++) {
        PyObject *counts;
        long now;

        lists[i] = PyList_New(0);
        counts = PyObject_CallNoArgs(get_count);
        now = PyLong_AsLong(PyTuple_GetItem(counts, 0));
        Py_DECREF(counts);
        peak = now > peak ? now : peak;
        if (now < last && dropped < 0) {
            dropped = i;
        }
        last = now;
    }
    fprintf(out,
            "{\"peak_gen0_count_seen\": %ld, "
            "\"first_drop_at_allocation_index\": %d}",
            peak, dropped);
    for (i = 0; i < 1500; i++) {
        Py_DECREF(lists[i]);
    }
}

FACT("c", "alloc.float_allocs_when_freelist_may_serve")
{
    PyObject *number;

    hb_call(hb_import("gc", NULL), "collect");
    hook_start(NULL);
    number = PyFloat_FromDouble(9.25);
    fprintf(out, "%d", hook_stop());
    Py_DECREF(number);
}

FACT("c", "alloc.tuple3_allocs_freelist")
{
    PyObject *tuple = PyTuple_New(3);

    Py_DECREF(tuple);
    hook_start(NULL);
    tuple = PyTuple_New(3);
    fprintf(out, "%d", hook_stop());
    Py_DECREF(tuple);
}

#define REUSED(make)                                                          \
    do {                                                                      \
        PyObject *first = make, *second;                                      \
                                                                              \
        Py_DECREF(first);                                                     \
        second = make;                                                        \
        write_bool(out, first == second);                                     \
        Py_DECREF(second);                                                    \
    } while (0)

FACT("c", "freelist.list_address_reused_LIFO")
{
    REUSED(PyList_New(0));
}

FACT("c", "freelist.dict_address_reused_LIFO")
{
    REUSED(PyDict_New());
}

FACT("c", "freelist.float_address_reused_LIFO")
{
    REUSED(PyFloat_FromDouble(3.25));
}

FACT("c", "freelist.tuple2_address_reused_LIFO")
{
    REUSED(PyTuple_New(2));
}

static PyObject *
make_float(int i)
{
    return PyFloat_FromDouble(i + 0.5);
}

static PyObject *
make_list(int i)
{
    (void)i;
    return PyList_New(0);
}

static PyObject *
make_dict(int i)
{
    (void)i;
    return PyDict_New();
}

static PyObject *
make_bytearray(int i)
{
    (void)i;
    return PyByteArray_FromStringAndSize("", 0);
}

static PyObject *
make_int(int i)
{
    return PyLong_FromLongLong((1LL << 40) + i);
}

#define MAKE_TUPLE(n)                                                         \
    static PyObject *make_tuple##n(int i)                                     \
    {                                                                         \
        (void)i;                                                              \
        return PyTuple_New(n);                                                \
    }

MAKE_TUPLE(1)
MAKE_TUPLE(18)
MAKE_TUPLE(19)
MAKE_TUPLE(20)
MAKE_TUPLE(21)

/* How many objects can be made without asking for memory after 2500 died. */
static int
capacity(PyObject *(*make)(int))
{
    static PyObject *objects[2500];
    int n = 0, i;

    for (i = 0; i < 2500; i++) {
        objects[i] = make(i);
    }
    for (i = 0; i < 2500; i++) {
        Py_DECREF(objects[i]);
    }
    for (i = 0; i < 2500; i++) {
        hook_start(NULL);
        objects[i] = make(i);
        if (hook_stop()) {
            break;
        }
        n++;
    }
    for (i = 0; i <= n && i < 2500; i++) {
        Py_DECREF(objects[i]);
    }
    return n;
}

FACT("c", "freelist.capacity")
{
    static const struct {
        const char *name;
        PyObject *(*make)(int);
    } kinds[] = {
        {"float", make_float},
        {"list", make_list},
        {"dict", make_dict},
        {"tuple1", make_tuple1},
        {"tuple18", make_tuple18},
        {"tuple19", make_tuple19},
        {"tuple20", make_tuple20},
        {"tuple21", make_tuple21},
        {"bytearray0", make_bytearray},
        {"int_2_40", make_int},
    };

    PyGC_Disable();
    for (size_t i = 0; i < sizeof(kinds) / sizeof(*kinds); i++) {
        fprintf(out, "%s\"%s\": %d", i ? ", " : "{", kinds[i].name,
                capacity(kinds[i].make));
    }
    putc('}', out);
    PyGC_Enable();
}

#endif

/* ---- arenas ------------------------------------------------------------- */

#ifndef HB_ASAN

static int
in_arena(const void *ptr)
{
    return Hb_ChunkKind(ptr) == HB_CHUNK_ARENA;
}

/* Whether a block of that size comes from an arena. */
static int
small(size_t size)
{
    void *ptr = PyObject_Malloc(size);
    int result = in_arena(ptr);

    PyObject_Free(ptr);
    return result;
}

FACT_BOOL("c", "pymalloc.512_in_arena", small(512))
FACT_BOOL("c", "pymalloc.513_in_arena", small(513))
FACT_BOOL("c", "pymalloc.0_bytes_in_arena", small(0))
FACT_BOOL("c", "pymalloc.none_in_arena", in_arena(Py_None))
FACT_BOOL("c", "pymalloc.list_type_in_arena", in_arena(&PyList_Type))
FACT_BOOL("c", "pymalloc.small_int_5_in_arena", in_arena(hb_int(5)))
FACT_BOOL("c", "pymalloc.int_300_in_arena", in_arena(hb_int(300)))
FACT_BOOL("c", "pymalloc.big_list_header_in_arena",
          in_arena(hb_keep(PyList_New(10000))))
FACT_BOOL("c", "pymalloc.big_list_items_in_arena",
          in_arena(((PyListObject *)hb_keep(PyList_New(10000)))->ob_item))
FACT_BOOL("c", "pymalloc.small_list_items_in_arena",
          in_arena(((PyListObject *)hb_keep(PyList_New(3)))->ob_item))
FACT_INT("c", "pymalloc.list_object_address_mod_16",
         (uintptr_t)hb_keep(PyList_New(3)) % 16)

FACT("c", "pymalloc.0_bytes_returns_nonnull")
{
    void *ptr = PyObject_Malloc(0);

    write_bool(out, ptr != NULL);
    PyObject_Free(ptr);
}

FACT("c", "pymalloc.freed_block_is_reused_at_once_LIFO")
{
    void *first = PyObject_Malloc(40), *second;

    PyObject_Free(first);
    second = PyObject_Malloc(40);
    write_bool(out, first == second);
    PyObject_Free(second);
}

/* The most common distance of two blocks that follow each other. */
static int
stride(size_t size)
{
    static char *blocks[4000];
    static int counts[1100];
    int best = 0, i;

    memset(counts, 0, sizeof(counts));
    for (i = 0; i < 4000; i++) {
        blocks[i] = PyObject_Malloc(size);
        if (i && blocks[i] - blocks[i - 1] > 0 &&
            blocks[i] - blocks[i - 1] < 1100) {
            counts[blocks[i] - blocks[i - 1]]++;
        }
    }
    for (i = 0; i < 1100; i++) {
        best = counts[i] > counts[best] ? i : best;
    }
    for (i = 0; i < 4000; i++) {
        PyObject_Free(blocks[i]);
    }
    return best;
}

FACT("c", "pymalloc.request_to_block_stride")
{
    static const int sizes[] = {1,  8,  16,  17,  24,  32, 33,
                                48, 64, 100, 128, 500, 512};

    for (size_t i = 0; i < sizeof(sizes) / sizeof(*sizes); i++) {
        fprintf(out, "%s\"%d\": %d", i ? ", " : "{", sizes[i],
                stride((size_t)sizes[i]));
    }
    putc('}', out);
}

FACT("c", "pymalloc.consecutive_512_byte_blocks_per_pool")
{
    static char *blocks[400];
    int run = 0, longest = 0, i;

    for (i = 0; i < 400; i++) {
        blocks[i] = PyObject_Malloc(512);
        run = i && blocks[i] - blocks[i - 1] == 512 ? run + 1 : 0;
        longest = run > longest ? run : longest;
    }
    fprintf(out, "%d", longest + 1);
    for (i = 0; i < 400; i++) {
        PyObject_Free(blocks[i]);
    }
}

FACT("python", "pymalloc.debugstats_arena_bytes_pool_bytes")
{
    fprintf(out, "[%zu, %zu]", HB_CHUNK, HB_POOL);
}

#endif

UNREACHED("c", "pymalloc.arena_sizes_bytes",
          "the second one is CPython's stack of Python frames")
UNREACHED("c", "frames.data_stack_chunks_from_arena_allocator",
          "C programs have no Python frames")

/* ---- the collector ------------------------------------------------------ */

static PyObject *
gc_self_list(void)
{
    PyObject *list = PyList_New(0);

    PyList_Append(list, list);
    return list;
}

/* An instance of a class without anything. */
static PyObject *
gc_node(void)
{
    return PyObject_CallNoArgs(hb_class("_N", NULL, NULL, NULL));
}

FACT("c", "gc.collect_returns_for_one_self_list")
{
    PyGC_Collect();
    Py_DECREF(gc_self_list());
    fprintf(out, "%zd", PyGC_Collect());
}

FACT("c", "gc.collect_returns_for_two_list_cycle")
{
    PyObject *a = PyList_New(0), *b = PyList_New(0);

    PyList_Append(a, b);
    PyList_Append(b, a);
    Py_DECREF(a);
    Py_DECREF(b);
    fprintf(out, "%zd", PyGC_Collect());
}

FACT("c", "gc.collect_returns_for_self_dict")
{
    PyObject *dict = PyDict_New();

    PyDict_SetItemString(dict, "self", dict);
    Py_DECREF(dict);
    fprintf(out, "%zd", PyGC_Collect());
}

FACT("c", "gc.collect_returns_for_self_instance")
{
    PyObject *node = gc_node();

    PyGC_Collect();
    PyObject_SetAttrString(node, "me", node);
    Py_DECREF(node);
    fprintf(out, "%zd", PyGC_Collect());
}

FACT("c", "gc.collect_returns_for_self_instance_with_materialized_dict")
{
    PyObject *node = gc_node();

    PyGC_Collect();
    PyObject_SetAttrString(node, "me", node);
    Py_DECREF(PyObject_GetAttrString(node, "__dict__"));
    Py_DECREF(node);
    fprintf(out, "%zd", PyGC_Collect());
}

static Py_ssize_t outside_refcnt;

static Py_ssize_t
collect_with_outside(void)
{
    PyObject *list = gc_self_list(), *outside = PyList_New(0);
    Py_ssize_t n;

    PyList_Append(list, outside);
    Py_DECREF(list);
    n = PyGC_Collect();
    outside_refcnt = Py_REFCNT(outside);
    Py_DECREF(outside);
    return n;
}

FACT_INT("c", "gc.collect_cycle_holding_outside_list", collect_with_outside())
FACT_INT("c", "gc.outside_list_refcnt_after",
         (collect_with_outside(), outside_refcnt))
FACT_INT("c", "gc.garbage_len", PyList_GET_SIZE(hb_import("gc", "garbage")))
FACT_BOOL("c", "gc.enabled_at_start", PyGC_IsEnabled())

FACT("c", "gc.threshold_default")
{
    write_object(out, hb_call(hb_import("gc", NULL), "get_threshold"));
}

FACT("python", "gc.threshold")
{
    write_object(out, hb_call(hb_import("gc", NULL), "get_threshold"));
}

FACT_BOOL("python", "gc.is_tracked_empty_dict",
          PyObject_GC_IsTracked(hb_lit("{}")))

FACT("c", "gc.collect_while_disabled")
{
    PyObject *collect = hb_import("gc", "collect");
    Py_ssize_t ours;
    long theirs;

    PyGC_Collect();
    PyGC_Disable();
    Py_DECREF(gc_self_list());
    ours = PyGC_Collect();
    theirs = PyLong_AsLong(hb_new(collect));
    fprintf(out,
            "{\"PyGC_Collect\": %zd, \"gc.collect()\": %ld, "
            "\"PyGC_IsEnabled\": %d, \"PyGC_Disable_returns\": %d}",
            ours, theirs, PyGC_IsEnabled(), PyGC_Disable());
    PyGC_Enable();
}

FACT("c", "gc.tuple_of_ints_tracked_before_after_collect")
{
    PyObject *tuple = hb_keep(Py_BuildValue("(ii)", 1, 2));

    fprintf(out, "[%d", PyObject_GC_IsTracked(tuple));
    PyGC_Collect();
    fprintf(out, ", %d]", PyObject_GC_IsTracked(tuple));
}

FACT("c", "gc.tuple_with_list_tracked_before_after_collect")
{
    PyObject *tuple = hb_keep(Py_BuildValue("(i[])", 1));

    fprintf(out, "[%d", PyObject_GC_IsTracked(tuple));
    PyGC_Collect();
    fprintf(out, ", %d]", PyObject_GC_IsTracked(tuple));
}

FACT("c", "gc.dict_tracked_empty_int_list_dellist_collect")
{
    PyObject *dict = hb_keep(PyDict_New());

    fprintf(out, "[%d", PyObject_GC_IsTracked(dict));
    PyDict_SetItemString(dict, "a", hb_int(1));
    fprintf(out, ", %d", PyObject_GC_IsTracked(dict));
    PyDict_SetItemString(dict, "b", hb_lit("[]"));
    fprintf(out, ", %d", PyObject_GC_IsTracked(dict));
    PyDict_DelItemString(dict, "b");
    fprintf(out, ", %d", PyObject_GC_IsTracked(dict));
    PyGC_Collect();
    fprintf(out, ", %d]", PyObject_GC_IsTracked(dict));
}

FACT_BOOL("c", "gc.PyTuple_New_tracked_at_once",
          PyObject_GC_IsTracked(hb_keep(PyTuple_New(2))))
FACT_BOOL("c", "gc.PyList_New_tracked_at_once",
          PyObject_GC_IsTracked(hb_keep(PyList_New(2))))

static int gc_del_calls;
static PyObject *gc_resurrected;

static PyObject *
gc_del(PyObject *self, PyObject *args)
{
    (void)self, (void)args;
    gc_del_calls++;
    Py_RETURN_NONE;
}

static PyObject *
gc_resurrect(PyObject *self, PyObject *args)
{
    gc_resurrected = Py_NewRef(self);
    return gc_del(self, args);
}

static PyMethodDef gc_del_methods[] = {
    {"__del__", gc_del, METH_NOARGS, NULL},
    {NULL, NULL, 0, NULL},
};

static PyMethodDef gc_resurrect_methods[] = {
    {"__del__", gc_resurrect, METH_NOARGS, NULL},
    {NULL, NULL, 0, NULL},
};

/* Collects a cycle of one instance of a class with that __del__. */
static Py_ssize_t
collect_del(PyMethodDef *methods)
{
    PyObject *type = hb_class("_F", NULL, NULL, methods);
    PyObject *node = PyObject_CallNoArgs(type);

    PyGC_Collect();
    gc_del_calls = 0;
    PyObject_SetAttrString(node, "me", node);
    Py_DECREF(node);
    return PyGC_Collect();
}

FACT_INT("c", "gc.collect_cycle_with_del", collect_del(gc_del_methods))
FACT_INT("c", "gc.del_calls_after_cycle_collect",
         (collect_del(gc_del_methods), gc_del_calls))

FACT("c", "gc.resurrection_in_cycle")
{
    Py_ssize_t first = collect_del(gc_resurrect_methods);

    Py_CLEAR(gc_resurrected);
    fprintf(out, "{\"first_collect\": %zd, \"second_collect\": %zd", first,
            PyGC_Collect());
    fprintf(out, ", \"del_calls\": %d}", gc_del_calls);
}

FACT("c", "gc.collect_returns_for_seed_parent_child")
{
    PyObject *type = hb_class("_N", NULL, NULL, NULL);
    PyObject *parent = PyObject_CallNoArgs(type);
    PyObject *child = PyObject_CallNoArgs(type);
    PyObject *children = PyList_New(0), *none = PyList_New(0);

    PyGC_Collect();
    PyList_Append(children, child);
    PyObject_SetAttrString(parent, "children", children);
    PyObject_SetAttrString(child, "children", none);
    PyObject_SetAttrString(child, "parent", parent);
    PyObject_SetAttrString(parent, "parent", Py_None);
    Py_DECREF(children);
    Py_DECREF(none);
    Py_DECREF(child);
    Py_DECREF(parent);
    fprintf(out, "%zd", PyGC_Collect());
}

UNREACHED("c", "gc.is_gc_is_tracked",
          "names functions and generators, which need Python's bytecode; "
          "gc_test.c has the others")
UNREACHED("python", "gc.seed_node_cycle_alive_collected_dead",
          "the content's program cycles/node shows it")
UNREACHED("python",
          "gc.seed_selfref_dicts_collected_while_held_then_after_"
          "clear",
          "the collect counts are asserted one by one")

/* ---- weak references ---------------------------------------------------- */

static PyObject *weak_log;

static PyObject *
weak_note(PyObject *name, PyObject *ref)
{
    PyObject *pair = Py_BuildValue(
        "(OO)", name,
        PyWeakref_GetObject(ref) == Py_None ? Py_True : Py_False);

    PyList_Append(weak_log, pair);
    Py_DECREF(pair);
    Py_RETURN_NONE;
}

static PyMethodDef weak_note_def = {"note", weak_note, METH_O, NULL};

static PyObject *
weak_noting(const char *name)
{
    return hb_keep(PyCFunction_New(&weak_note_def, hb_str(name)));
}

FACT("c", "weakref.count_callback_order_dead_hash")
{
    PyObject *type = hb_class("_W", NULL, NULL, NULL);
    PyObject *thing = PyObject_CallNoArgs(type);
    PyObject *one, *two, *three, *count, *all;
    Py_hash_t hash;

    weak_log = hb_lit("[]");
    one = hb_keep(PyWeakref_NewRef(thing, weak_noting("cb1")));
    two = hb_keep(PyWeakref_NewRef(thing, weak_noting("cb2")));
    three = hb_keep(PyWeakref_NewRef(thing, NULL));
    (void)one, (void)two;
    count = hb_call(hb_import("weakref", NULL), "getweakrefcount", thing);
    hash = PyObject_Hash(three);
    Py_DECREF(thing);
    all = hb_keep(Py_BuildValue(
        "[OOOO]", count, weak_log,
        PyWeakref_GetObject(three) == Py_None ? Py_True : Py_False,
        PyObject_Hash(three) == hash ? Py_True : Py_False));
    write_text(out, PyUnicode_AsUTF8(hb_keep(PyObject_Repr(all))));
}

FACT("c", "weakref.dead_c_api")
{
    PyObject *type = hb_class("_W", NULL, NULL, NULL);
    PyObject *thing = PyObject_CallNoArgs(type);
    PyObject *ref = hb_keep(PyWeakref_NewRef(thing, NULL));

    Py_DECREF(thing);
    fprintf(out, "{\"GetObject_dead_is_None\": %d, \"CheckRef\": %d}",
            PyWeakref_GetObject(ref) == Py_None, PyWeakref_CheckRef(ref));
}

FACT("c", "weakref.WeakValueDictionary_len_before_after")
{
    PyObject *type = hb_class("_W", NULL, NULL, NULL);
    PyObject *thing = PyObject_CallNoArgs(type);
    PyObject *dict = hb_new(hb_import("weakref", "WeakValueDictionary"));

    PyMapping_SetItemString(dict, "k", thing);
    fprintf(out, "[%zd", PyObject_Size(dict));
    Py_DECREF(thing);
    fprintf(out, ", %zd]", PyObject_Size(dict));
}

static PyObject *
weak_del(PyObject *self, PyObject *args)
{
    (void)self, (void)args;
    PyList_Append(weak_log, hb_str("del"));
    Py_RETURN_NONE;
}

static PyMethodDef weak_del_methods[] = {
    {"__del__", weak_del, METH_NOARGS, NULL},
    {NULL, NULL, 0, NULL},
};

static PyObject *
weak_say_cb(PyObject *self, PyObject *ref)
{
    (void)self, (void)ref;
    PyList_Append(weak_log, hb_str("cb"));
    Py_RETURN_NONE;
}

static PyMethodDef weak_cb_def = {"cb", weak_say_cb, METH_O, NULL};

/* The order of __del__ and callback when an instance dies. */
static void
write_order(FILE *out, int in_cycle)
{
    PyObject *type = hb_class("_X", NULL, NULL, weak_del_methods);
    PyObject *thing = PyObject_CallNoArgs(type);
    PyObject *callback = hb_keep(PyCFunction_New(&weak_cb_def, NULL));

    weak_log = hb_lit("[]");
    hb_keep(PyWeakref_NewRef(thing, callback));
    if (in_cycle) {
        PyObject_SetAttrString(thing, "me", thing);
    }
    Py_DECREF(thing);
    PyGC_Collect();
    write_text(out, PyUnicode_AsUTF8(hb_keep(PyObject_Repr(weak_log))));
}

FACT("c", "weakref.refcount_order_of_callback_and_del")
{
    write_order(out, 0);
}

FACT("c", "weakref.cycle_order_of_callback_and_del")
{
    write_order(out, 1);
}

/* ---- limits ------------------------------------------------------------- */

FACT_INT("python", "rec.limit", Py_GetRecursionLimit())
UNREACHED("python", "rec.5000", "a function of Python's; errors_test.c")
UNREACHED("python", "rec.pure_python_depth_100000_with_raised_limit",
          "a function of Python's")
UNREACHED("python",
          "heap.memoryerror_under_512MiB_address_space_name_emptytext_oneint",
          "a limit of the process; memory_test.c asks for too much")
UNREACHED("python", "mem.steady_state_bytes_per_instance_by_attrs_plain_slots",
          "a difference of traced totals; sizes of values are in the "
          "instance facts")
UNREACHED("python", "mem.steady_state_plain3_after_reading___dict__",
          "the same")
