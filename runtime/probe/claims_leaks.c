/* claims_leaks.c -- what was left over, and references that nobody holds. */
#include "claims.h"

#include "walk.h"

#include <stdlib.h>
#include <string.h>

/* ---- leaks -------------------------------------------------------------- */

struct left {
    int count;
    size_t bytes;
};

static int
add_block(uintptr_t address, size_t size, void *arg)
{
    struct left *left = arg;

    (void)address;
    left->count++;
    left->bytes += size;
    return 0;
}

/* The interpreter itself leaves no block (probe_test.c). */
static int
count_leaks(size_t *bytes)
{
    struct left left = {0};
    int failed =
        Hb_DeadEachBlock(&claim_evidence()->dropped, add_block, &left);

    *bytes = left.bytes;
    return failed ? -1 : left.count;
}

/* "list [3, 4]" out of the first record of a leak; "" when there is none. */
static void
describe_leak(char text[160])
{
    static const char type_key[] = "\"leak\":\"", repr_key[] = "\"repr\":\"";
    const char *type = claim_evidence()->leaks
                           ? strstr(claim_evidence()->leaks, type_key)
                           : NULL;
    const char *repr = type ? strstr(type, repr_key) : NULL;

    text[0] = '\0';
    if (type) {
        type += sizeof type_key - 1;
        repr = repr ? repr + sizeof repr_key - 1 : "";
        snprintf(text, 160, ": %.*s %.*s", (int)strcspn(type, "\""), type,
                 (int)strcspn(repr, "\"\n"), repr);
    }
}

/* A reference that was given back too early is the other side of a leak, and
 * leaves no block behind.  1 and the sentence when there is one. */
static int
find_underflow(struct claim_text *text)
{
    for (uint32_t i = 0; i < claim_slots(); i++) {
        const struct Hb_Slot *one = &claim_evidence()->slots->items[i];

        if (one->kind != HB_SLOT_OBJECT && one->kind != HB_SLOT_ERROR) {
            continue;
        }
        if (!Hb_DeadIsObject(&claim_evidence()->heap, one->address)) {
            int is_far =
                Hb_DeadIsOfFarType(&claim_evidence()->heap, one->address);

            snprintf(text->bytes, CLAIM_TEXT, "%.*s is %s", HB_SLOT_NAME - 1,
                     one->name,
                     is_far ? claim_no_object(one->address)
                            : "freed while in use");
            return 1;
        }
        if (Hb_DeadRefcount(&claim_evidence()->heap, one->address) <
            claim_owners(one->address)) {
            snprintf(text->bytes, CLAIM_TEXT,
                     "%.*s has fewer references than owners", HB_SLOT_NAME - 1,
                     one->name);
            return 1;
        }
    }
    return 0;
}

/* ---- references that nobody holds --------------------------------------- */

/* Objects whose references are counted, by address. */
struct held {
    uintptr_t object;
    long long places;
    struct walk_record *record;
};

struct census {
    const struct Hb_Dead *heap;
    struct held *all;
    size_t count;
};

static int
compare_objects(const void *a, const void *b)
{
    const struct held *x = a, *y = b;

    return (x->object > y->object) - (x->object < y->object);
}

static struct held *
find_held(const struct census *census, uintptr_t object)
{
    struct held key = {.object = object};

    return bsearch(&key, census->all, census->count, sizeof(key),
                   compare_objects);
}

static void
count_place(const struct census *census, uintptr_t word)
{
    struct held *held = find_held(census, word);

    if (held) {
        held->places++;
    }
}

/* Every word of a live block that is the address of an object is a place that
 * may hold it: more than there are, never fewer. */
static int
count_block(uintptr_t address, size_t size, void *arg)
{
    const struct census *census = arg;
    const unsigned char *bytes = dead_bytes(census->heap, address, size);
    uintptr_t lowest = census->all[0].object;
    uintptr_t reach = census->all[census->count - 1].object - lowest;

    for (size_t at = 0; bytes && at + sizeof(lowest) <= size;
         at += sizeof(lowest)) {
        uintptr_t word;

        memcpy(&word, bytes + at, sizeof(word));
        if (word - lowest <= reach) { /* few are */
            count_place(census, word);
        }
    }
    return 0;
}

/* The runtime itself refers to these, out of the heap. */
static int
is_known_elsewhere(const struct Hb_Dead *heap, uintptr_t object)
{
    struct dead_type type;

    return dead_type_of(heap, object, &type) ||
           type.flags & Py_TPFLAGS_TYPE_SUBCLASS ||
           type.flags & Py_TPFLAGS_BASE_EXC_SUBCLASS ||
           dead_is_a(heap, &type, &PyModule_Type) ||
           dead_is_a(heap, &type, &PyCFunction_Type);
}

static void
list_objects(struct census *census, const struct walk *walk)
{
    census->all = calloc(walk->count + 1, sizeof(*census->all));
    for (size_t i = 0; census->all && i < walk->count; i++) {
        struct walk_record *record = walk->records[i];

        if (!record->bare && record->refcount >= 0 &&
            !is_known_elsewhere(census->heap, record->address)) {
            census->all[census->count++] = (struct held){
                record->address, claim_owners(record->address), record};
        }
    }
    if (census->all) {
        qsort(census->all, census->count, sizeof(*census->all),
              compare_objects);
    }
}

static void
walk_slots(struct walk *walk)
{
    for (uint32_t i = 0; i < claim_slots(); i++) {
        const struct Hb_Slot *slot = &claim_evidence()->slots->items[i];

        if (slot->kind == HB_SLOT_OBJECT) {
            walk_from(walk, (uintptr_t)slot->address, SIGN_OWNED);
        }
    }
    walk_on(walk);
}

int
claim_surplus(struct claim_text *text)
{
    struct census census = {.heap = &claim_evidence()->heap};
    struct walk walk = {.dead = census.heap};
    int found = 0;

    walk_slots(&walk);
    list_objects(&census, &walk);
    if (census.count) {
        Hb_DeadEachBlock(census.heap, count_block, &census);
    }
    for (size_t i = 0; i < census.count && !found; i++) {
        const struct held *held = &census.all[i];

        if (held->record->refcount > held->places) {
            snprintf(text->bytes, CLAIM_TEXT,
                     "%s %s has %lld references, and %lld place%s hold%s one",
                     held->record->type, walk_repr(&walk, held->object),
                     held->record->refcount, held->places,
                     held->places == 1 ? "" : "s",
                     held->places == 1 ? "s" : "");
            found = 1;
        }
    }
    free(census.all);
    walk_free(&walk);
    return found;
}

void
hb_want_counts_agree_(int line)
{
    struct claim_text actual = {{0}};
    int bad = find_underflow(&actual) || claim_surplus(&actual);

    claim_find(line, !bad, "references and places that hold them", "as many",
               bad ? actual.bytes : "as many");
}

/* ---- the claim ---------------------------------------------------------- */

static int
print_leaks(struct claim_text *actual)
{
    char what[160];
    size_t bytes;
    int count = count_leaks(&bytes);

    describe_leak(what);
    if (count == 0) {
        claim_cut(actual, "none");
    }
    else if (count < 0) {
        claim_cut(actual, "a heap that is damaged");
    }
    else {
        snprintf(actual->bytes, CLAIM_TEXT, "%d block%s, %zu bytes%s", count,
                 count == 1 ? "" : "s", bytes, what);
    }
    return count;
}

static int
print_outside(struct claim_text *actual)
{
    const struct Hb_Outside *left = &claim_evidence()->outside;

    if (left->blocks) {
        snprintf(actual->bytes, CLAIM_TEXT, "%zu block%s of malloc, %zu bytes",
                 left->blocks, left->blocks == 1 ? "" : "s", left->bytes);
    }
    return left->blocks > 0;
}

/* 1 and the sentence when something is wrong. */
static int
find_leak(struct claim_text *actual)
{
    const struct Hb_Evidence *evidence = claim_evidence();

    if (find_underflow(actual)) {
        return 1;
    }
    if (!evidence->dropped.bytes) {
        claim_cut(actual, "unknown: giving everything back did not work");
        return 1;
    }
    if (evidence->slots->end.lent) {
        snprintf(actual->bytes, CLAIM_TEXT,
                 "%llu that the answer has left to the pool of heapbook.h",
                 (unsigned long long)evidence->slots->end.lent);
        return 1;
    }
    if (print_leaks(actual) || print_outside(actual) ||
        claim_surplus(actual)) {
        return 1;
    }
    if (evidence->observed && *evidence->observed) {
        claim_cut(actual, evidence->observed);
        return 1;
    }
    return 0;
}

void
hb_want_no_leak_(int line)
{
    struct claim_text actual = {{0}};
    int bad = find_leak(&actual);

    claim_find(line, !bad, "blocks left over", "none",
               bad ? actual.bytes : "none");
}
