/* snapshot.c -- Hb_Snap: a step of the stream of records.
 *
 * A block keeps its number from step to step; so a table remembers every
 * block that was ever written, by its identity (walk.h).  The table lies
 * outside of the heap that it describes.
 */
#include "heapbook/snapshot.h"

#include "garbage.h"
#include "heapbook/records.h"
#include "internal/hb_host.h"
#include "internal/hb_trace.h"
#include "walk_write.h"

#include <stdlib.h>
#include <string.h>

Py_ssize_t (*Hb_PoolHolds)(PyObject *object);

/* A block that has been written once. */
struct known {
    uint64_t key;
    uintptr_t block, address;
    int id;
    bool bare, inner;
    int step;  /* in which it was seen last, alive */
    int owner; /* number of the block that led to bare memory; or 0 */
    char type[80];
};

static struct {
    struct known *all;
    size_t count, room;
    int *table; /* by identity: 1 + place in all, 0 for none */
    size_t table_size;
    char **names; /* of the variables of the last step */
    size_t name_count;
    int step;
    size_t written; /* bytes */
} history;

struct snap {
    struct walk walk;
    const char *label;
    int line;
    const char **names;
    PyObject **objects;
    struct walk_cell *cells;
    size_t count;
};

/* ---- history ------------------------------------------------------------ */

/* Where the identity stands in the table, or would stand. */
static int *
find_place(uint64_t key, uintptr_t block)
{
    size_t i = (size_t)((key ^ block) * 0x9E3779B97F4A7C15u >> 20);

    for (;; i++) {
        int *place = &history.table[i % history.table_size];

        if (!*place || (history.all[*place - 1].key == key &&
                        history.all[*place - 1].block == block)) {
            return place;
        }
    }
}

/* Room for one more, and the table never more than half full. */
static bool
make_room(void)
{
    size_t room = history.room ? 2 * history.room : 256;
    struct known *all;
    int *table;

    if (history.count < history.room) {
        return true;
    }
    all = realloc(history.all, room * sizeof(*all));
    history.all = all ? all : history.all;
    table = calloc(2 * room, sizeof(*table));
    if (!all || !table) {
        free(table);
        return false;
    }
    free(history.table);
    history.room = room;
    history.table = table;
    history.table_size = 2 * room;
    for (size_t i = 0; i < history.count; i++) {
        *find_place(all[i].key, all[i].block) = (int)i + 1;
    }
    return true;
}

/* Gives the record its number, the next one if it is new. */
static bool
remember(struct walk_record *record)
{
    struct known *known;
    int *place;

    if (!make_room()) {
        return false;
    }
    place = find_place(record->key, record->block);
    if (!*place) {
        *place = (int)++history.count;
        known = &history.all[*place - 1];
        *known = (struct known){.key = record->key,
                                .block = record->block,
                                .address = record->address,
                                .id = *place,
                                .bare = record->bare,
                                .inner = record->inner};
        memcpy(known->type, record->type, sizeof(known->type));
    }
    known = &history.all[*place - 1];
    known->step = history.step;
    known->owner = record->owner ? record->owner->id : 0;
    record->id = known->id;
    return true;
}

/* An object may have died and lie in a free list, which the books call alive;
 * then its count is 0. */
static bool
is_alive_object(const struct known *known)
{
    struct Hb_Dead own = Hb_OwnImage();

    return Hb_DeadIsObject(&own, known->address);
}

/* Asked of a block that this step has not seen.  Bare memory dies with its
 * owner, or when the owner has taken other memory; free lists keep it too. */
static bool
is_alive(const struct known *known)
{
    struct Hb_Block block;

    if (known->key >> 63) {
        return true; /* not in the books: part of the runtime */
    }
    if (!Hb_TraceFind((const void *)known->block, &block) ||
        block.serial != known->key) {
        return false;
    }
    if (known->bare && known->owner) {
        const struct known *owner = &history.all[known->owner - 1];

        return owner->step != history.step && is_alive(owner);
    }
    return known->bare || is_alive_object(known);
}

/* True for what the step before had, and this one has not. */
static bool
was_lost(const struct known *known)
{
    return known->step == history.step - 1;
}

/* ---- variables ---------------------------------------------------------- */

static bool
has_name(const struct snap *snap, const char *name)
{
    for (size_t i = 0; i < snap->count; i++) {
        if (!strcmp(snap->names[i], name)) {
            return true;
        }
    }
    return false;
}

/* True if this step tells of every variable that the last one had; else an
 * object may well be held by one that is not shown. */
static bool
tells_all_variables(const struct snap *snap)
{
    for (size_t i = 0; i < history.name_count; i++) {
        if (!has_name(snap, history.names[i])) {
            return false;
        }
    }
    return true;
}

static void
remember_names(const struct snap *snap)
{
    char **names = calloc(snap->count + 1, sizeof(*names));

    for (size_t i = 0; i < history.name_count; i++) {
        free(history.names[i]);
    }
    free(history.names);
    history.names = names;
    history.name_count = 0;
    for (size_t i = 0; names && i < snap->count; i++) {
        char *name = strdup(snap->names[i]);

        if (name) {
            names[history.name_count++] = name;
        }
    }
}

/* ---- what is there ------------------------------------------------------ */

/* Objects that were in the picture, are alive, and that no variable reaches
 * now. */
static void
walk_lost(struct snap *snap)
{
    if (!tells_all_variables(snap)) {
        return;
    }
    for (size_t i = 0; i < history.count; i++) {
        const struct known *known = &history.all[i];

        if (was_lost(known) && !known->bare && !known->inner &&
            is_alive(known) &&
            !(Hb_PoolHolds && Hb_PoolHolds((PyObject *)known->address))) {
            walk_from(&snap->walk, known->address, SIGN_BORROWED);
        }
    }
}

static void
walk_all(struct snap *snap)
{
    struct walk *walk = &snap->walk;
    size_t reached;

    for (size_t i = 0; i < snap->count; i++) {
        snap->cells[i] =
            walk_from(walk, (uintptr_t)snap->objects[i], SIGN_OWNED);
    }
    walk_on(walk);
    reached = walk->count;
    walk_lost(snap);
    walk_on(walk);
    walk_garbage(walk);
    walk_on(walk);
    for (size_t i = reached; i < walk->count; i++) {
        walk->records[i]->life = LIFE_GARBAGE;
    }
}

static long long
count_variables(const struct snap *snap, const struct walk_record *record)
{
    long long count = 0;

    for (size_t i = 0; i < snap->count; i++) {
        count += snap->cells[i].target == record;
    }
    return count;
}

/* The pool of the helper holds what the variables of the example name: its
 * references are theirs, and what it holds beyond them is not counted. */
static void
count_pool(const struct snap *snap, struct walk_record *record)
{
    long long pool, variables;

    if (record->bare || record->refcount < 0 || !Hb_PoolHolds) {
        return;
    }
    pool = Hb_PoolHolds((PyObject *)record->address);
    variables = count_variables(snap, record);
    record->refcount -= pool - (pool < variables ? pool : variables);
}

/* Gives every record its number and the count that the picture shows; false
 * without memory. */
static bool
number_all(struct snap *snap)
{
    for (size_t i = 0; i < snap->walk.count; i++) {
        if (!remember(snap->walk.records[i])) {
            return false;
        }
        count_pool(snap, snap->walk.records[i]);
    }
    return true;
}

/* A variable counts if the count has room for it beside the cells; one that
 * borrows does not. */
static void
sign_variables(struct snap *snap)
{
    for (size_t i = 0; i < snap->count; i++) {
        struct walk_record *target = snap->cells[i].target;

        if (!target || target->refcount < 0) {
            continue;
        }
        if (target->owned < target->refcount) {
            target->owned++;
        }
        else {
            snap->cells[i].sign = SIGN_BORROWED;
        }
    }
}

/* ---- a step ------------------------------------------------------------- */

/* By number: of a block that is there, or of one that was freed. */
struct entry {
    int id;
    struct walk_record *record;
    const struct known *freed;
};

static int
by_id(const void *a, const void *b)
{
    const struct entry *x = a, *y = b;

    return (x->id > y->id) - (x->id < y->id);
}

/* All that has a line of its own; *count says how many.  Owns: the caller
 * frees it. */
static struct entry *
list_entries(const struct snap *snap, size_t *count)
{
    struct entry *entries =
        calloc(snap->walk.count + history.count + 1, sizeof(*entries));
    size_t n = 0;

    for (size_t i = 0; entries && i < snap->walk.count; i++) {
        struct walk_record *record = snap->walk.records[i];

        if (!record->inner) {
            entries[n++] = (struct entry){record->id, record, NULL};
        }
    }
    for (size_t i = 0; entries && i < history.count; i++) {
        const struct known *known = &history.all[i];

        if (was_lost(known) && !is_alive(known) && n < HB_MAX_BLOCKS) {
            entries[n++] = (struct entry){known->id, NULL, known};
        }
    }
    if (entries) {
        qsort(entries, n, sizeof(*entries), by_id);
    }
    *count = n;
    return entries;
}

static void
write_variables(FILE *out, const struct snap *snap)
{
    for (size_t i = 0; i < snap->count; i++) {
        fputs("{\"var\":", out);
        walk_write_text(out, snap->names[i]);
        fputs(",\"ref\":", out);
        walk_write_cell(out, &snap->cells[i]);
        fputs("}\n", out);
    }
}

static void
write_step(FILE *out, const struct snap *snap)
{
    size_t count;
    struct entry *entries = list_entries(snap, &count);

    fprintf(out, "{\"step\":%d,\"label\":", history.step);
    walk_write_text(out, snap->label);
    fprintf(out, ",\"line\":%d}\n", snap->line);
    write_variables(out, snap);
    for (size_t i = 0; entries && i < count; i++) {
        if (entries[i].record) {
            walk_write_record(out, entries[i].record);
        }
        else {
            walk_write_head(out, entries[i].id, entries[i].freed->bare,
                            entries[i].freed->type);
            fputs(",\"state\":\"freed\",\"parts\":[]}\n", out);
        }
    }
    fprintf(out, "{\"end\":%d,\"objects\":%zu", history.step, count);
    if (snap->walk.cut) {
        fprintf(out, ",\"cut\":%zu", snap->walk.cut);
    }
    fputs("}\n", out);
    free(entries);
}

/* A step that would pass the limit of the stream says only that it was. */
static void
write_whole(FILE *records, const struct snap *snap)
{
    char *text = NULL;
    size_t len = 0;
    FILE *out = open_memstream(&text, &len);

    if (!out) {
        return;
    }
    write_step(out, snap);
    fclose(out);
    if (history.written + len > HB_MAX_RECORDS - 4096) {
        fprintf(records,
                "{\"step\":%d,\"label\":\"too large\",\"line\":%d}\n"
                "{\"end\":%d,\"objects\":0,\"cut\":%zu}\n",
                history.step, snap->line, history.step, snap->walk.count);
    }
    else {
        fwrite(text, 1, len, records);
        history.written += len;
    }
    fflush(records);
    free(text);
}

void
Hb_Snap(int line, const char *label, const char **names, PyObject **objects,
        size_t count)
{
    FILE *records = Hb_Records();
    struct Hb_Dead own = Hb_OwnImage();
    struct snap snap = {.label = label,
                        .line = line,
                        .names = names,
                        .objects = objects,
                        .count = count};

    if (!records || !own.size || !Hb_Tracing || history.step == HB_MAX_STEPS) {
        return;
    }
    snap.cells = calloc(count + 1, sizeof(*snap.cells));
    if (!snap.cells) {
        return;
    }
    history.step++;
    snap.walk = (struct walk){
        .dead = &own, .is_own = true, .first_serial = Hb_ProgramMark()};
    walk_all(&snap);
    if (number_all(&snap)) {
        sign_variables(&snap);
        write_whole(records, &snap);
    }
    remember_names(&snap);
    walk_free(&snap.walk);
    free(snap.cells);
}
