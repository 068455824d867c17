/* types.c -- facts about instances, __slots__, methods and reference counts.
 */

#include <structmember.h>

/* ---- classes --------------------------------------------------------- */

/* A class with `slots` as a display, or NULL for an ordinary one. */
static PyObject *
type_class(const char *name, PyObject *base, const char *slots)
{
    PyObject *dict = hb_keep(PyDict_New());
    PyObject *bases =
        hb_keep(base == NULL ? PyTuple_New(0) : PyTuple_Pack(1, base));

    if (slots != NULL) {
        PyDict_SetItemString(dict, "__slots__", hb_lit(slots));
    }
    return PyObject_CallFunction((PyObject *)&PyType_Type, "sOO", name, bases,
                                 dict);
}

static PyObject *
type_instance(PyObject *cls)
{
    return PyObject_CallNoArgs(cls);
}

static PyObject *
attribute_name(int i)
{
    return hb_keep(PyUnicode_InternFromString(
        PyUnicode_AsUTF8(hb_keep(PyUnicode_FromFormat("a%d", i)))));
}

static void
set_attributes(PyObject *op, int n)
{
    for (int i = 0; i < n; i++) {
        PyObject_SetAttr(op, attribute_name(i), Py_None);
    }
}

static void
write_offsets(FILE *out, PyObject *cls)
{
    PyTypeObject *type = (PyTypeObject *)cls;

    fprintf(out,
            "\"basicsize\": %zd, \"dictoffset\": %zd, "
            "\"weaklistoffset\": %zd, ",
            type->tp_basicsize, type->tp_dictoffset, type->tp_weaklistoffset);
}

FACT("c", "instance.inheritance_layouts")
{
    PyObject *plain = hb_keep(type_class("_P", NULL, NULL));
    PyObject *slots = hb_keep(type_class("_Sl", NULL, "('x', 'y')"));

    const struct {
        const char *name;
        PyObject *base;
        const char *slots;
    } rows[] = {
        {"_P", NULL, NULL},
        {"_SubSlot", plain, "('x', 'y')"},
        {"_Sl", NULL, "('x', 'y')"},
        {"_SubPlain", slots, NULL},
        {"_Sub3", slots, "('z',)"},
        {"_Redef", slots, "('x', 'y')"},
        {"_SubEmpty", slots, "()"},
        {"_L", (PyObject *)&PyList_Type, "()"},
        {"_L2", (PyObject *)&PyList_Type, NULL},
        {"_I", (PyObject *)&PyLong_Type, NULL},
        {"_I0", (PyObject *)&PyLong_Type, "()"},
        {"_T", (PyObject *)&PyTuple_Type, "()"},
        {"_T2", (PyObject *)&PyTuple_Type, NULL},
        {"_Str", (PyObject *)&PyUnicode_Type, NULL},
        {"_Dct", (PyObject *)&PyDict_Type, NULL},
        {"_Exc", PyExc_Exception, NULL},
    };

    for (size_t i = 0; i < Py_ARRAY_LENGTH(rows); i++) {
        PyObject *cls =
            hb_keep(type_class(rows[i].name, rows[i].base, rows[i].slots));
        PyObject *op = hb_keep(type_instance(cls));

        fprintf(out, "%s\"%s\": {", i ? ", " : "{", rows[i].name);
        write_offsets(out, cls);
        fprintf(out, "\"getsizeof\": %zd, \"has_dict\": %d}", hb_sizeof(op),
                PyObject_HasAttrString(op, "__dict__"));
    }
    putc('}', out);
}

/* ---- allocations ------------------------------------------------------- */

/* What the three domains are asked for, while a log is open. */
static struct {
    int open;
    int len;
    size_t bytes;

    struct {
        const char *domain;
        size_t size;
    } rows[64];
} request_log;

struct domain_hook {
    const char *name;
    PyMemAllocatorDomain domain;
    PyMemAllocatorEx below;
};

static struct domain_hook domain_hooks[] = {
    {"raw", PYMEM_DOMAIN_RAW, {NULL, NULL, NULL, NULL, NULL}},
    {"mem", PYMEM_DOMAIN_MEM, {NULL, NULL, NULL, NULL, NULL}},
    {"obj", PYMEM_DOMAIN_OBJ, {NULL, NULL, NULL, NULL, NULL}},
};

static void
note_request(const struct domain_hook *hook, size_t size)
{
    if (!request_log.open) {
        return;
    }
    if (request_log.len < (int)Py_ARRAY_LENGTH(request_log.rows)) {
        request_log.rows[request_log.len].domain = hook->name;
        request_log.rows[request_log.len].size = size;
    }
    request_log.len++;
    request_log.bytes += size;
}

static void *
hooked_malloc(void *ctx, size_t size)
{
    struct domain_hook *hook = ctx;

    note_request(hook, size);
    return hook->below.malloc(hook->below.ctx, size);
}

static void *
hooked_calloc(void *ctx, size_t n, size_t size)
{
    struct domain_hook *hook = ctx;

    note_request(hook, n * size);
    return hook->below.calloc(hook->below.ctx, n, size);
}

static void *
hooked_realloc(void *ctx, void *ptr, size_t size)
{
    struct domain_hook *hook = ctx;

    note_request(hook, size);
    return hook->below.realloc(hook->below.ctx, ptr, size);
}

static void
hooked_free(void *ctx, void *ptr)
{
    struct domain_hook *hook = ctx;

    hook->below.free(hook->below.ctx, ptr);
}

static void
hook_domains(void)
{
    for (size_t i = 0; i < Py_ARRAY_LENGTH(domain_hooks); i++) {
        struct domain_hook *hook = &domain_hooks[i];
        PyMemAllocatorEx mine = {hook, hooked_malloc, hooked_calloc,
                                 hooked_realloc, hooked_free};

        PyMem_GetAllocator(hook->domain, &hook->below);
        PyMem_SetAllocator(hook->domain, &mine);
    }
}

static void
unhook_domains(void)
{
    for (size_t i = 0; i < Py_ARRAY_LENGTH(domain_hooks); i++) {
        PyMem_SetAllocator(domain_hooks[i].domain, &domain_hooks[i].below);
    }
}

static void
log_open(void)
{
    request_log.len = 0;
    request_log.bytes = 0;
    request_log.open = 1;
}

static void
log_close(void)
{
    request_log.open = 0;
}

static void
write_log(FILE *out)
{
    putc('[', out);
    for (int i = 0; i < request_log.len; i++) {
        fprintf(out, "%s[\"%s\", %zu]", i ? ", " : "",
                request_log.rows[i].domain, request_log.rows[i].size);
    }
    putc(']', out);
}

/* Reading __dict__, with the free list of dicts empty. */
static void
write_materialized(FILE *out, PyObject *op)
{
    PyObject *name = hb_keep(PyUnicode_InternFromString("__dict__"));
    PyObject *dict, *drain[100];

    for (int i = 0; i < 100; i++) {
        drain[i] = PyDict_New();
    }
    log_open();
    dict = PyObject_GetAttr(op, name);
    log_close();
    for (int i = 0; i < 100; i++) {
        Py_DECREF(drain[i]);
    }
    fprintf(out,
            ", \"materialize_bytes\": %zu, \"materialize_allocs\": %d, "
            "\"dict_getsizeof\": %zd, \"getsizeof_after\": %zd",
            request_log.bytes, request_log.len, hb_sizeof(dict),
            hb_sizeof(op));
    Py_DECREF(dict);
}

/* The third instance of a class: the first two settle the shared keys. */
static void
write_instance(FILE *out, const char *name, const char *slots, int n)
{
    PyObject *cls = type_class(name, NULL, slots), *op, *names[40];

    for (int i = 0; i < n; i++) {
        names[i] = attribute_name(i);
    }
    for (int i = 0; i < 2; i++) {
        op = hb_keep(type_instance(cls));
        set_attributes(op, n);
    }
    log_open();
    op = type_instance(cls);
    for (int i = 0; i < n; i++) {
        PyObject_SetAttr(op, names[i], Py_None);
    }
    log_close();
    fprintf(out, "\"%s\": {", name);
    write_offsets(out, cls);
    fprintf(out,
            "\"is_gc\": %d, \"getsizeof\": %zd, \"alloc_bytes\": %zu, "
            "\"allocs\": ",
            PyObject_IS_GC(op), hb_sizeof(op), request_log.bytes);
    write_log(out);
    if (slots == NULL) {
        write_materialized(out, op);
    }
    putc('}', out);
    Py_DECREF(op);
    Py_DECREF(cls);
}

FACT_PLAIN("c", "instance.layout_and_allocations")
{
    const struct {
        const char *name, *slots;
        int n;
    } rows[] = {
        {"plain0", NULL, 0},
        {"plain1", NULL, 1},
        {"plain2", NULL, 2},
        {"plain3", NULL, 3},
        {"plain5", NULL, 5},
        {"plain6", NULL, 6},
        {"plain10", NULL, 10},
        {"plain29", NULL, 29},
        {"plain30", NULL, 30},
        {"plain31", NULL, 31},
        {"slots0", "()", 0},
        {"slots1", "('a0',)", 1},
        {"slots2", "('a0', 'a1')", 2},
        {"slots3", "('a0', 'a1', 'a2')", 3},
        {"slots4", "('a0', 'a1', 'a2', 'a3')", 4},
        {"slots5", "('a0', 'a1', 'a2', 'a3', 'a4')", 5},
        {"slots2_weakref", "('a0', 'a1', '__weakref__')", 2},
        {"slots2_dict", "('a0', 'a1', '__dict__')", 2},
        {"slots2_dict_weakref", "('a0', 'a1', '__dict__', '__weakref__')", 2},
    };

    hook_domains();
    for (size_t i = 0; i < Py_ARRAY_LENGTH(rows); i++) {
        fputs(i ? ", " : "{", out);
        write_instance(out, rows[i].name, rows[i].slots, rows[i].n);
    }
    putc('}', out);
    unhook_domains();
}

FACT("c", "instance.values_array_bytes_by_instance_number_1_40_for_n_attrs")
{
    const int counts[] = {0, 1, 3, 5};

    hook_domains();
    for (size_t q = 0; q < Py_ARRAY_LENGTH(counts); q++) {
        PyObject *cls = hb_keep(type_class("_VA", NULL, NULL));

        fprintf(out, "%s\"%d\": [", q ? ", " : "{", counts[q]);
        for (int k = 0; k < 40; k++) {
            size_t bytes = 0;
            PyObject *op;

            log_open();
            op = type_instance(cls);
            log_close();
            hb_keep(op);
            for (int i = 0; i < request_log.len; i++) {
                if (!strcmp(request_log.rows[i].domain, "mem")) {
                    bytes += request_log.rows[i].size;
                }
            }
            set_attributes(op, counts[q]);
            fprintf(out, "%s%zu", k ? ", " : "", bytes);
        }
        putc(']', out);
    }
    putc('}', out);
    unhook_domains();
}

FACT("c", "instance.dict_getsizeof_by_instance_number_1_40_for_n_attrs")
{
    const int counts[] = {0, 1, 2, 3, 4, 5, 6, 8, 10};

    for (size_t q = 0; q < Py_ARRAY_LENGTH(counts); q++) {
        PyObject *cls = hb_keep(type_class("_VD", NULL, NULL));

        fprintf(out, "%s\"%d\": [", q ? ", " : "{", counts[q]);
        for (int k = 0; k < 40; k++) {
            PyObject *op = hb_keep(type_instance(cls));

            set_attributes(op, counts[q]);
            fprintf(out, "%s%zd", k ? ", " : "",
                    hb_sizeof(hb_get(op, "__dict__")));
        }
        putc(']', out);
    }
    putc('}', out);
}

/* ---- __slots__ -------------------------------------------------------------
 */

static PyObject *
slotted(const char *slots)
{
    return hb_keep(type_instance(hb_keep(type_class("Q", NULL, slots))));
}

FACT_INT("python", "slots.getsizeof_1", hb_sizeof(slotted("('a',)")))
FACT_INT("python", "slots.getsizeof_2", hb_sizeof(slotted("('a', 'b')")))
FACT_INT("python", "slots.getsizeof_3", hb_sizeof(slotted("('a', 'b', 'c')")))
FACT_INT("python", "slots.getsizeof_4",
         hb_sizeof(slotted("('a', 'b', 'c', 'd')")))
FACT_INT("python", "slots.getsizeof_5",
         hb_sizeof(slotted("('a', 'b', 'c', 'd', 'e')")))
FACT_INT("python", "slots.getsizeof_plain0", hb_sizeof(slotted(NULL)))

FACT("python", "slots.getsizeof_plain2_slots2")
{
    PyObject *plain = slotted(NULL);

    set_attributes(plain, 2);
    fprintf(out, "[%zd, %zd]", hb_sizeof(plain),
            hb_sizeof(slotted("('x', 'y')")));
}

FACT("python", "slots.no_dict")
{
    write_raised(out,
                 PyObject_GetAttrString(slotted("('x', 'y')"), "__dict__"));
}

FACT("python", "slots.set_z")
{
    PyObject_SetAttrString(slotted("('x', 'y')"), "z", Py_None);
    write_raised(out, NULL);
}

FACT("python", "slots.weakref")
{
    write_raised(out, PyWeakref_NewRef(slotted("('x', 'y')"), NULL));
}

FACT("python", "slots.class_var_default_conflict")
{
    PyObject *dict = hb_lit("{'__slots__': ('a',), 'a': 1}");
    PyObject *bases = hb_lit("()");

    write_raised(out, PyObject_CallFunction((PyObject *)&PyType_Type, "sOO",
                                            "C", bases, dict));
}

static PyObject *
derived_from(PyObject *base, const char *slots)
{
    return hb_keep(type_instance(hb_keep(type_class("D", base, slots))));
}

FACT_INT("python", "slots.sub_slots3",
         hb_sizeof(derived_from((PyObject *)Py_TYPE(slotted("('x', 'y')")),
                                "('z',)")))
FACT_BOOL("python", "slots.sub_plain_has_dict",
          PyObject_HasAttrString(
              derived_from((PyObject *)Py_TYPE(slotted("('x', 'y')")), NULL),
              "__dict__"))
FACT_BOOL("python", "slots.plain_base_slots_sub_has_dict",
          PyObject_HasAttrString(
              derived_from((PyObject *)Py_TYPE(slotted(NULL)), "('x', 'y')"),
              "__dict__"))

/* The size of __dict__ of the n-th instance with two attributes. */
static Py_ssize_t
dict_of_instance(int n)
{
    PyObject *cls = hb_keep(type_class("P", NULL, NULL)), *op = NULL;

    for (int i = 0; i < n; i++) {
        op = hb_keep(type_instance(cls));
        set_attributes(op, 2);
    }
    return hb_sizeof(hb_get(op, "__dict__"));
}

FACT_INT("python", "slots.plain2_dict_first_instance", dict_of_instance(1))
FACT_INT("python", "slots.plain2_dict_100th_instance", dict_of_instance(100))

/* ---- methods ---------------------------------------------------------------
 */

static PyObject *
do_nothing(PyObject *self, PyObject *Py_UNUSED(ignored))
{
    return Py_NewRef(self);
}

static PyMethodDef do_nothing_def = {"m", do_nothing, METH_NOARGS, NULL};

/* An object with a method m, as a function in the class would bind. */
static PyObject *
object_with_method(void)
{
    PyObject *cls = hb_keep(type_class("C", NULL, NULL));
    PyObject *func = hb_keep(PyCFunction_New(&do_nothing_def, NULL));

    hb_set(cls, "m", hb_keep(PyInstanceMethod_New(func)));
    return hb_keep(type_instance(cls));
}

FACT("python", "method.bound_same_object")
{
    PyObject *op = object_with_method();

    write_bool(out, hb_get(op, "m") == hb_get(op, "m"));
}

FACT("python", "method.bound_equal")
{
    PyObject *op = object_with_method();

    write_bool(out, PyObject_RichCompareBool(hb_get(op, "m"), hb_get(op, "m"),
                                             Py_EQ) == 1);
}

FACT("python", "method.keeps_self_alive")
{
    PyObject *cls = hb_keep(type_class("C", NULL, NULL));
    PyObject *func = hb_keep(PyCFunction_New(&do_nothing_def, NULL));
    PyObject *op, *method, *ref;

    hb_set(cls, "m", hb_keep(PyInstanceMethod_New(func)));
    op = type_instance(cls);
    method = PyObject_GetAttrString(op, "m");
    ref = hb_keep(PyWeakref_NewRef(op, NULL));
    Py_DECREF(op);
    write_bool(out, PyWeakref_GetObject(ref) == op);
    Py_DECREF(method);
}

/* ---- layouts of structs
 * ------------------------------------------------------- */

#define SIZE(type)                                                            \
    {                                                                         \
        "sizeof(" #type ")", sizeof(type)                                     \
    }
#define OFFSET(type, field)                                                   \
    {                                                                         \
        "offsetof(" #type "," #field ")", offsetof(type, field)               \
    }

FACT("c", "abi")
{
    const struct {
        const char *name;
        size_t value;
    } rows[] = {
        SIZE(PyObject),
        SIZE(PyVarObject),
        SIZE(PyListObject),
        SIZE(PyTupleObject),
        SIZE(PyFloatObject),
        SIZE(PyComplexObject),
        SIZE(PyBytesObject),
        SIZE(PyByteArrayObject),
        SIZE(PyASCIIObject),
        SIZE(PyCompactUnicodeObject),
        SIZE(PyUnicodeObject),
        SIZE(PyDictObject),
        SIZE(PySetObject),
        SIZE(PyMemoryViewObject),
        SIZE(_PyManagedBufferObject),
        SIZE(PyTypeObject),
        SIZE(PyHeapTypeObject),
        SIZE(Py_buffer),
        SIZE(PyCellObject),
        SIZE(PyWeakReference),
        SIZE(PySliceObject),
        SIZE(digit),
        OFFSET(PyObject, ob_refcnt),
        OFFSET(PyObject, ob_type),
        OFFSET(PyVarObject, ob_size),
        OFFSET(PyListObject, ob_item),
        OFFSET(PyListObject, allocated),
        OFFSET(PyTupleObject, ob_item),
        OFFSET(PyLongObject, ob_digit),
        OFFSET(PyFloatObject, ob_fval),
        OFFSET(PyBytesObject, ob_sval),
        OFFSET(PyByteArrayObject, ob_alloc),
        OFFSET(PyByteArrayObject, ob_bytes),
        OFFSET(PyByteArrayObject, ob_start),
        OFFSET(PyByteArrayObject, ob_exports),
        OFFSET(PyDictObject, ma_used),
        OFFSET(PyDictObject, ma_keys),
        OFFSET(PyDictObject, ma_values),
        OFFSET(PySetObject, fill),
        OFFSET(PySetObject, used),
        OFFSET(PySetObject, mask),
        OFFSET(PySetObject, table),
        OFFSET(PySetObject, smalltable),
        OFFSET(PyMemoryViewObject, ob_array),
        OFFSET(PyMemoryViewObject, view),
        {"gc_head",
         (size_t)(hb_sizeof(hb_lit("[]")) - PyList_Type.tp_basicsize)},
        {"PyLong_SHIFT", PyLong_SHIFT},
    };

    for (size_t i = 0; i < Py_ARRAY_LENGTH(rows); i++) {
        fprintf(out, "%s\"%s\": %zu", i ? ", " : "{", rows[i].name,
                rows[i].value);
    }
    putc('}', out);
}
