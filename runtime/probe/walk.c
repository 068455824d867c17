#include "walk.h"

#include "heapbook/records.h"
#include "internal/hb_region.h"
#include "internal/hb_trace.h"
#include "internal/pycore_gc.h"

#include <stdlib.h>
#include <string.h>

enum { REPR_CHARS = 40, NOT_TRACED = 0, FIRST_ROOM = 32 };

uintptr_t
walk_word(const struct walk *walk, uintptr_t address)
{
    uintptr_t word = 0;

    return dead_fetch(walk->dead, address, &word, sizeof(word)) ? 0 : word;
}

/* ---- identity ----------------------------------------------------------- */

/* Bytes of a block before its object. */
static size_t
front_size(const struct dead_type *type)
{
    return (type->flags & Py_TPFLAGS_HAVE_GC ? sizeof(PyGC_Head) : 0) +
           (type->flags & Py_TPFLAGS_MANAGED_DICT ? 2 * sizeof(void *) : 0);
}

/* The serial number of the block that begins there; NOT_TRACED for what the
 * books do not know. */
static uint64_t
serial_of(const struct walk *walk, uintptr_t block)
{
    struct Hb_Block found;

    return walk->is_own && Hb_TraceFind((const void *)block, &found)
               ? found.serial
               : NOT_TRACED;
}

size_t
walk_block_size(const struct walk *walk, uintptr_t block)
{
    struct Hb_Image image = {walk->dead->bytes, walk->dead->size,
                             walk->dead->base};
    struct Hb_Block found;
    size_t room;

    if (walk->is_own && Hb_TraceFind((const void *)block, &found)) {
        return found.size;
    }
    return Hb_ImageBlock(&image, block, &room) ? room : 0;
}

static uint64_t
key_of(const struct walk *walk, uintptr_t block)
{
    uint64_t serial = serial_of(walk, block);

    return serial ? serial : (uint64_t)block | (uint64_t)1 << 63;
}

static size_t
place_of(const struct walk *walk, uint64_t key, uintptr_t block)
{
    size_t i = (size_t)(key * 0x9E3779B97F4A7C15u >> 20) % walk->table_size;

    while (walk->table[i] &&
           (walk->table[i]->key != key || walk->table[i]->block != block)) {
        i = (i + 1) % walk->table_size;
    }
    return i;
}

/* Makes room for more records, up to what the limits allow.  A quarter of the
 * table is in use at most, so place_of ends. */
static bool
grow_tables(struct walk *walk)
{
    size_t room = walk->room ? 2 * walk->room : FIRST_ROOM;
    struct walk_record **records, **table;

    if (walk->room >= 2 * WALK_BLOCKS) {
        return false;
    }
    table = calloc(4 * room, sizeof(*table));
    records = realloc(walk->records, room * sizeof(*records));
    walk->records = records ? records : walk->records;
    if (!table || !records) {
        free(table);
        return false;
    }
    free(walk->table);
    walk->table = table;
    walk->table_size = 4 * room;
    walk->room = room;
    for (size_t i = 0; i < walk->count; i++) {
        struct walk_record *record = records[i];

        table[place_of(walk, record->key, record->block)] = record;
    }
    return true;
}

/* The record of a block, or a new one; NULL when there are too many.  Memory
 * that a part names takes no line. */
static struct walk_record *
take_record(struct walk *walk, uintptr_t block, uintptr_t address,
            bool has_line, bool *is_new)
{
    uint64_t key = key_of(walk, block);
    struct walk_record *record;
    size_t place;

    *is_new = false;
    if (!walk->table && !grow_tables(walk)) {
        return NULL;
    }
    place = place_of(walk, key, block);
    if (walk->table[place]) {
        return walk->table[place];
    }
    if (walk->count == walk->room && grow_tables(walk)) {
        place = place_of(walk, key, block);
    }
    record = walk->count < walk->room && walk->lines < WALK_BLOCKS
                 ? walk_alloc(walk, sizeof(*record))
                 : NULL;
    if (!record) {
        walk->cut++;
        return NULL;
    }
    walk->lines += has_line;
    record->key = key;
    record->block = block;
    record->address = address;
    record->refcount = record->size = -1;
    record->parts_end = &record->parts;
    walk->table[place] = walk->records[walk->count++] = record;
    *is_new = true;
    return record;
}

struct walk_record *
walk_find(const struct walk *walk, uintptr_t object)
{
    struct dead_type type;

    if (!walk->table || dead_type_of(walk->dead, object, &type)) {
        return NULL;
    }
    object -= front_size(&type);
    return walk->table[place_of(walk, key_of(walk, object), object)];
}

/* ---- values ------------------------------------------------------------- */

/* Ends a text behind so many characters, with an ellipsis. */
static void
cut_text(char *text)
{
    int characters = 0;

    for (char *at = text; *at; at++) {
        if (((unsigned char)*at & 0xC0) != 0x80 &&
            ++characters == REPR_CHARS) {
            char *next = at + 1;

            while (((unsigned char)*next & 0xC0) == 0x80) {
                next++;
            }
            if (*next) {
                strcpy(at, "…");
                return;
            }
        }
    }
}

const char *
walk_repr(struct walk *walk, uintptr_t object)
{
    char *text = NULL;
    size_t len = 0;
    FILE *out = open_memstream(&text, &len);
    const char *copy = "?";

    if (out) {
        Hb_DeadRepr(walk->dead, object, out);
        /* Room for an ellipsis, which may be longer than what it hides. */
        fputs("   ", out);
        fclose(out);
        text[len - 3] = '\0';
        cut_text(text);
        copy = walk_text(walk, "%s", text);
    }
    free(text);
    return *copy ? copy : "?";
}

const char *
walk_label(struct walk *walk, uintptr_t str)
{
    const char *repr = walk_repr(walk, str);
    size_t len = strlen(repr);

    return len >= 2 && (*repr == '\'' || *repr == '"')
               ? walk_text(walk, "%.*s", (int)len - 2, repr + 1)
               : repr;
}

static bool
is_single_text(const struct walk *walk, uintptr_t object)
{
    struct dead_text text;
    PyASCIIObject str;

    if (dead_text(walk->dead, object, &text) ||
        dead_object(walk->dead, object, &str, sizeof(str))) {
        return false;
    }
    return str.state.interned || !text.len ||
           (text.len == 1 && dead_character(&text, 0) < 256);
}

static long long
size_of(const struct walk *walk, uintptr_t object)
{
    PyVarObject head;

    return dead_object(walk->dead, object, &head, sizeof(head))
               ? -1
               : (long long)Py_SIZE(&head);
}

static bool
is_small_int(const struct walk *walk, uintptr_t object)
{
    long long size = size_of(walk, object);
    uint32_t only = 0;

    if (size == 0) {
        return true;
    }
    if ((size != 1 && size != -1) ||
        dead_fetch(walk->dead, object + sizeof(PyVarObject), &only,
                   sizeof(only))) {
        return false;
    }
    return size > 0 ? only <= 256 : only <= 5;
}

/* True if equal is identical: what stands once in the program, or was not
 * made by the example. */
static bool
is_value(const struct walk *walk, uintptr_t object,
         const struct dead_type *type)
{
    const PyTypeObject *at = (const PyTypeObject *)type->address;
    size_t front = front_size(type);
    uint64_t serial;

    if (at == &PyBool_Type ||
        (at == &PyLong_Type && is_small_int(walk, object))) {
        return true;
    }
    if (at == &PyUnicode_Type) {
        return is_single_text(walk, object);
    }
    if (at == &PyBytes_Type || at == &PyTuple_Type) {
        return size_of(walk, object) <= (at == &PyBytes_Type);
    }
    serial = serial_of(walk, object - front);
    if (walk->is_own) {
        return serial <= walk->first_serial;
    }
    /* Of a dead heap: what lies outside of it is part of this program. */
    return object < walk->dead->base ||
           object - walk->dead->base >= walk->dead->size;
}

/* ---- cells -------------------------------------------------------------- */

struct walk_cell
walk_to(struct walk_record *target, enum walk_sign sign)
{
    struct walk_cell cell = {.sign = target ? sign : SIGN_RAW,
                             .text = "…",
                             .target = target,
                             .last = -1};

    return cell;
}

static void fill_object(struct walk *walk, struct walk_record *record);

struct walk_cell
walk_object(struct walk *walk, uintptr_t object, enum walk_sign sign)
{
    struct walk_cell cell = {.sign = SIGN_NULL};
    struct walk_record *record;
    struct dead_type type;
    bool is_new;

    if (!object) {
        return cell;
    }
    if (dead_type_of(walk->dead, object, &type)) {
        return walk_raw(walk, "not an object");
    }
    if (is_value(walk, object, &type)) {
        cell.sign = SIGN_VALUE;
        cell.text = walk_repr(walk, object);
        return cell;
    }
    record =
        take_record(walk, object - front_size(&type), object, true, &is_new);
    if (is_new) {
        record->fill = fill_object;
        snprintf(record->type, sizeof(record->type), "%s", type.name);
    }
    return walk_to(record, sign);
}

struct walk_record *
walk_memory(struct walk *walk, uintptr_t address, const char *type,
            void (*fill)(struct walk *, struct walk_record *))
{
    struct Hb_Image image = {walk->dead->bytes, walk->dead->size,
                             walk->dead->base};
    struct walk_record *record;
    size_t room;
    bool is_new;

    if (!Hb_ImageBlock(&image, address, &room)) {
        return NULL;
    }
    record = take_record(walk, address, address, fill != NULL, &is_new);
    if (is_new) {
        record->bare = true;
        record->owner = walk->filling;
        record->fill = fill;
        snprintf(record->type, sizeof(record->type), "%s", type);
    }
    return record;
}

/* ---- filling ------------------------------------------------------------ */

/* What object.__sizeof__ and sys.getsizeof say; fillers of types that know
 * better correct it. */
static void
measure(const struct walk *walk, struct walk_record *record,
        const struct dead_type *type)
{
    const long long most = (long long)1 << 40;
    long long items = type->itemsize ? size_of(walk, record->address) : 0;

    if (items < -most || items > most || (size_t)type->itemsize > 4096 ||
        (size_t)type->basicsize > (size_t)most) {
        return;
    }
    items = items < 0 ? -items : items;
    record->size =
        (long long)front_size(type) + type->basicsize + items * type->itemsize;
}

static void
fill_object(struct walk *walk, struct walk_record *record)
{
    static bool (*const fillers[])(struct walk *, struct walk_record *,
                                   const struct dead_type *) = {
        fill_value, fill_sequence, fill_dict,
        fill_set,   fill_buffer,   fill_class};
    struct dead_type type;
    bool known = false;

    if (dead_type_of(walk->dead, record->address, &type)) {
        return;
    }
    record->refcount = Hb_DeadRefcount(walk->dead, record->address);
    measure(walk, record, &type);
    for (size_t i = 0; i < Py_ARRAY_LENGTH(fillers) && !known; i++) {
        known = fillers[i](walk, record, &type);
    }
    known |= fill_instance(walk, record, &type);
    if (!known) {
        fill_small(walk, record, &type);
    }
}

struct walk_cell
walk_from(struct walk *walk, uintptr_t object, enum walk_sign sign)
{
    return walk_object(walk, object, sign);
}

void
walk_on(struct walk *walk)
{
    for (size_t i = 0; i < walk->count; i++) {
        struct walk_record *record = walk->records[i];
        void (*fill)(struct walk *, struct walk_record *) = record->fill;

        record->fill = NULL;
        walk->filling = record;
        if (fill) {
            fill(walk, record);
        }
    }
}
