/* cells_instance.c -- instances, classes, and objects of a few fields. */
#include "walk.h"

#include "internal/pycore_dict.h"
#include "structmember.h"

#include <string.h>

enum { MAX_BASES = 32, ENTRIES_MOST = 1000 };

/* The part "fields", made when its first field comes. */
struct fields {
    struct walk *walk;
    struct walk_record *record;
    struct walk_part *part;
    uintptr_t class; /* of the object, for visit_all */
};

static void
add_field(struct fields *fields, const char *name, struct walk_cell cell)
{
    if (!fields->part) {
        fields->part = walk_part(fields->walk, fields->record, "fields");
    }
    walk_add(fields->walk, fields->part, name, cell);
}

static void
add_object(struct fields *fields, const char *name, PyObject *object)
{
    add_field(fields, name,
              walk_object(fields->walk, (uintptr_t)object, SIGN_OWNED));
}

/* ---- attributes --------------------------------------------------------- */

/* Before such an instance stand an array of values and a dict; one of the two
 * is NULL. */
static bool
add_managed_dict(struct fields *fields, const struct dead_type *type)
{
    struct walk *walk = fields->walk;
    uintptr_t object = fields->record->address;
    uintptr_t values = walk_word(walk, object - 4 * sizeof(void *));
    uintptr_t dict = walk_word(walk, object - 3 * sizeof(void *));
    struct walk_cell cell = {.sign = SIGN_NULL};
    PyHeapTypeObject heap;

    if (!(type->flags & Py_TPFLAGS_MANAGED_DICT)) {
        return false;
    }
    if (values &&
        !dead_fetch(walk->dead, type->address, &heap, sizeof(heap))) {
        cell =
            walk_to(walk_values(walk, values, (uintptr_t)heap.ht_cached_keys),
                    SIGN_OWNED);
    }
    add_field(fields, "values", cell);
    add_field(fields, "__dict__", walk_object(walk, dict, SIGN_OWNED));
    return true;
}

/* A dict in a place of its own, as exceptions and subclasses of built-in
 * types have it. */
static bool
add_own_dict(struct fields *fields, const struct dead_type *type)
{
    Py_ssize_t offset = type->dictoffset;
    uintptr_t dict;

    if (offset <= 0 || type->flags & Py_TPFLAGS_TYPE_SUBCLASS) {
        return false;
    }
    dict = walk_word(fields->walk, fields->record->address + (size_t)offset);
    if (dict || !type->is_own) {
        add_field(fields, "__dict__",
                  walk_object(fields->walk, dict, SIGN_OWNED));
    }
    return true;
}

struct slots {
    struct walk *walk;
    struct walk_record *record;
    struct walk_part *part;
    Py_ssize_t basicsize;
};

/* A slot is a member descriptor of the class: it has a name and an offset. */
static void
add_slot(struct slots *slots, uintptr_t key, uintptr_t descriptor)
{
    struct walk *walk = slots->walk;
    PyMemberDescrObject descr;
    PyMemberDef member;
    uintptr_t at;

    if (dead_object(walk->dead, descriptor, &descr, sizeof(descr)) ||
        Py_TYPE(&descr) != &PyMemberDescr_Type ||
        dead_fetch(walk->dead, (uintptr_t)descr.d_member, &member,
                   sizeof(member)) ||
        (member.type != T_OBJECT_EX && member.type != T_OBJECT) ||
        member.offset <= 0 || member.offset >= slots->basicsize) {
        return;
    }
    if (!slots->part) {
        slots->part = walk_part(walk, slots->record, "slots");
    }
    at = slots->record->address + (size_t)member.offset;
    walk_add(walk, slots->part, walk_label(walk, key),
             walk_object(walk, walk_word(walk, at), SIGN_OWNED));
}

/* The slots of heap types, those of the bases first. */
static bool
add_slots(struct walk *walk, struct walk_record *record,
          const struct dead_type *type)
{
    struct slots slots = {walk, record, NULL, type->basicsize};
    uintptr_t bases[MAX_BASES], key, value;
    struct dead_type at = *type;
    int count = 0;

    while (count < MAX_BASES && !at.is_own) {
        bases[count++] = at.address;
        if (!at.base || dead_type_named(walk->dead, at.base, &at)) {
            break;
        }
    }
    while (count--) {
        PyTypeObject one;
        PyDictObject dict;

        if (dead_fetch(walk->dead, bases[count], &one, sizeof(one)) ||
            dead_object(walk->dead, (uintptr_t)one.tp_dict, &dict,
                        sizeof(dict))) {
            continue;
        }
        for (size_t n = 0; n < ENTRIES_MOST; n++) {
            int found = dead_dict_entry(walk->dead, &dict, n, &key, &value);

            if (found < 0) {
                break;
            }
            if (found) {
                add_slot(&slots, key, value);
            }
        }
    }
    return slots.part != NULL;
}

bool
fill_instance(struct walk *walk, struct walk_record *record,
              const struct dead_type *type)
{
    struct fields fields = {.walk = walk, .record = record};
    bool any = false;

    if (type->flags & Py_TPFLAGS_TYPE_SUBCLASS) {
        return false;
    }
    if (type->flags & Py_TPFLAGS_BASE_EXC_SUBCLASS) {
        PyBaseExceptionObject error;

        if (!dead_object(walk->dead, record->address, &error, sizeof(error))) {
            add_object(&fields, "args", error.args);
            add_object(&fields, "__context__", error.context);
            add_object(&fields, "__cause__", error.cause);
        }
        any = true;
    }
    any |= add_managed_dict(&fields, type) || add_own_dict(&fields, type);
    any |= !type->is_own && add_slots(walk, record, type);
    return any;
}

/* ---- classes ------------------------------------------------------------ */

static bool
is_dunder(const struct walk *walk, uintptr_t key)
{
    struct dead_text text;
    size_t n;

    if (dead_text(walk->dead, key, &text) || text.len < 4) {
        return false;
    }
    n = text.len;
    return dead_character(&text, 0) == '_' &&
           dead_character(&text, 1) == '_' &&
           dead_character(&text, n - 1) == '_' &&
           dead_character(&text, n - 2) == '_';
}

/* Methods and descriptors say how a class works, not what it holds. */
static bool
is_machinery(const struct walk *walk, uintptr_t object)
{
    static PyTypeObject *const types[] = {
        &PyMemberDescr_Type,      &PyGetSetDescr_Type,  &PyMethodDescr_Type,
        &PyClassMethodDescr_Type, &PyWrapperDescr_Type, &PyCFunction_Type,
        &PyClassMethod_Type,      &PyStaticMethod_Type, &PyProperty_Type};
    struct dead_type type;

    if (dead_type_of(walk->dead, object, &type)) {
        return true;
    }
    for (size_t i = 0; i < Py_ARRAY_LENGTH(types); i++) {
        if (type.address == (uintptr_t)types[i]) {
            return true;
        }
    }
    return false;
}

static void
add_class_attributes(struct walk *walk, struct walk_record *record,
                     uintptr_t dict_at)
{
    struct walk_part *part = NULL;
    PyDictObject dict;
    uintptr_t key, value;

    if (dead_object(walk->dead, dict_at, &dict, sizeof(dict))) {
        return;
    }
    for (size_t n = 0; n < ENTRIES_MOST; n++) {
        int found = dead_dict_entry(walk->dead, &dict, n, &key, &value);

        if (found < 0) {
            return;
        }
        if (!found || is_dunder(walk, key) || is_machinery(walk, value)) {
            continue;
        }
        if (!part) {
            part = walk_part(walk, record, "attributes");
        }
        walk_add(walk, part, walk_label(walk, key),
                 walk_object(walk, value, SIGN_OWNED));
    }
}

bool
fill_class(struct walk *walk, struct walk_record *record,
           const struct dead_type *type)
{
    struct fields fields = {.walk = walk, .record = record};
    struct dead_type itself;
    PyHeapTypeObject heap;
    struct walk_record *keys;

    if (!(type->flags & Py_TPFLAGS_TYPE_SUBCLASS) ||
        dead_type_named(walk->dead, record->address, &itself)) {
        return false;
    }
    snprintf(record->type, sizeof(record->type), "class %s", itself.name);
    if (itself.is_own ||
        dead_object(walk->dead, record->address, &heap, sizeof(heap))) {
        return true;
    }
    record->size = (long long)(2 * sizeof(void *) + sizeof(heap));
    keys = walk_keys(walk, (uintptr_t)heap.ht_cached_keys);
    if (keys) {
        add_field(&fields, "cached keys", walk_to(keys, SIGN_OWNED));
    }
    add_class_attributes(walk, record, (uintptr_t)heap.ht_type.tp_dict);
    return true;
}

/* ---- objects of a few fields -------------------------------------------- */

static void
fill_method(struct fields *fields)
{
    PyMethodObject method;

    if (!dead_object(fields->walk->dead, fields->record->address, &method,
                     sizeof(method))) {
        add_object(fields, "__func__", method.im_func);
        add_object(fields, "__self__", method.im_self);
    }
}

static void
fill_function(struct fields *fields)
{
    PyCFunctionObject function;

    if (!dead_object(fields->walk->dead, fields->record->address, &function,
                     sizeof(function))) {
        add_object(fields, "__self__", function.m_self);
    }
}

static void
fill_cell(struct fields *fields)
{
    PyCellObject cell;

    if (!dead_object(fields->walk->dead, fields->record->address, &cell,
                     sizeof(cell))) {
        add_object(fields, "cell_contents", cell.ob_ref);
    }
}

static void
fill_slice(struct fields *fields)
{
    PySliceObject slice;

    if (!dead_object(fields->walk->dead, fields->record->address, &slice,
                     sizeof(slice))) {
        add_object(fields, "start", slice.start);
        add_object(fields, "stop", slice.stop);
        add_object(fields, "step", slice.step);
    }
}

/* The referent is not counted; a dead reference says None. */
static void
fill_weakref(struct fields *fields)
{
    PyWeakReference ref;

    if (!dead_object(fields->walk->dead, fields->record->address, &ref,
                     sizeof(ref))) {
        add_field(
            fields, "referent",
            walk_object(fields->walk, (uintptr_t)ref.wr_object, SIGN_WEAK));
        if (ref.wr_callback) {
            add_object(fields, "callback", ref.wr_callback);
        }
    }
}

/* An iterator of a list: where it is, and in what. */
static void
fill_list_iterator(struct fields *fields)
{
    struct {
        PyObject_HEAD
        Py_ssize_t index;
        PyObject *sequence;
    } iterator;

    if (!dead_object(fields->walk->dead, fields->record->address, &iterator,
                     sizeof(iterator))) {
        add_field(fields, "it_index",
                  walk_raw(fields->walk, "%zd", iterator.index));
        add_object(fields, "it_seq", iterator.sequence);
    }
}

/* ---- all others --------------------------------------------------------- */

static int
add_visited(PyObject *object, void *arg)
{
    struct fields *fields = arg;
    struct walk_part *part = fields->part;

    if ((uintptr_t)object == fields->class) {
        return 0;
    }
    if (!part) {
        part = fields->part =
            walk_part(fields->walk, fields->record, "refers to");
    }
    walk_add(fields->walk, part, NULL,
             walk_object(fields->walk, (uintptr_t)object, SIGN_OWNED));
    return 0;
}

/* What the type itself tells the collector; only a living process can be
 * asked.  The reference to its own class says nothing new. */
static void
visit_all(struct fields *fields, const struct dead_type *type)
{
    PyTypeObject *real = (PyTypeObject *)type->address;
    PyObject *object = (PyObject *)fields->record->address;

    fields->class = type->address;
    if (fields->walk->is_own && real->tp_traverse &&
        type->flags & Py_TPFLAGS_HAVE_GC) {
        real->tp_traverse(object, add_visited, fields);
    }
}

bool
fill_small(struct walk *walk, struct walk_record *record,
           const struct dead_type *type)
{
    static const struct {
        PyTypeObject *type;
        void (*fill)(struct fields *);
    } kinds[] = {
        {&PyMethod_Type, fill_method},
        {&PyCFunction_Type, fill_function},
        {&PyCell_Type, fill_cell},
        {&PySlice_Type, fill_slice},
        {&_PyWeakref_RefType, fill_weakref},
        {&_PyWeakref_ProxyType, fill_weakref},
        {&_PyWeakref_CallableProxyType, fill_weakref},
        {&PyListIter_Type, fill_list_iterator},
        {&PyTupleIter_Type, fill_list_iterator},
    };
    struct fields fields = {.walk = walk, .record = record};

    for (size_t i = 0; i < Py_ARRAY_LENGTH(kinds); i++) {
        if (dead_is_a(walk->dead, type, kinds[i].type)) {
            kinds[i].fill(&fields);
            return true;
        }
    }
    visit_all(&fields, type);
    return true;
}
