/* memory.c -- facts about allocators, free lists, arenas and limits.
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

#ifdef PLAIN_MEMORY

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
