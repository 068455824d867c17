/* claims_state.c -- counts and states of objects, which no display shows. */
#include "claims.h"

#include <string.h>

struct state {
    const char *name;
    const char *no, *yes; /* words for 0 and 1; NULL for numbers */
};

static const struct state states[] = {
    [HB_COUNT_REFERENCES] = {"reference count", NULL, NULL},
    [HB_COUNT_ROOM] = {"room", NULL, NULL},
    [HB_COUNT_EXPORTS] = {"buffers given out", NULL, NULL},
    [HB_COUNT_TABLE] = {"size of the table", NULL, NULL},
    [HB_COUNT_ENTRIES] = {"entries used", NULL, NULL},
    [HB_COUNT_WEAKREFS] = {"weak references", NULL, NULL},
    [HB_COUNT_OFFSET] = {"offset into the buffer", NULL, NULL},
    [HB_COUNT_ITEMSIZE] = {"item size", NULL, NULL},
    [HB_COUNT_SPLIT] = {"keys", "its own", "shared with others"},
    [HB_COUNT_TRACKED] = {"garbage collector", "does not track it",
                          "tracks it"},
    [HB_COUNT_ALIVE] = {"referent", "dead", "alive"},
    [HB_COUNT_DICT] = {"attributes beside slots", "none", "in a dict"},
    [HB_COUNT_READONLY] = {"buffer", "can be written", "is read-only"},
};

static void
print_state(enum hb_count what, long long count, struct claim_text *text)
{
    const struct state *state = &states[what];

    if (count < 0) {
        claim_cut(text, "it has none");
    }
    else if (state->no && (count == 0 || count == 1)) {
        claim_cut(text, count ? state->yes : state->no);
    }
    else {
        snprintf(text->bytes, CLAIM_TEXT, "%lld", count);
    }
}

static long long
find_state(enum hb_count what, uintptr_t object)
{
    const struct Hb_Dead *heap = &claim_evidence()->heap;

    switch (what) {
    case HB_COUNT_REFERENCES:
        return Hb_DeadRefcount(heap, object) -
               claim_harness_references(object);
    case HB_COUNT_ROOM:
        return Hb_DeadAllocated(heap, object);
    case HB_COUNT_EXPORTS:
        return Hb_DeadExports(heap, object);
    case HB_COUNT_TABLE:
        return Hb_DeadState(heap, object, HB_STATE_TABLE);
    case HB_COUNT_ENTRIES:
        return Hb_DeadState(heap, object, HB_STATE_ENTRIES);
    case HB_COUNT_WEAKREFS:
        return Hb_DeadState(heap, object, HB_STATE_WEAKREFS);
    case HB_COUNT_OFFSET:
        return Hb_DeadState(heap, object, HB_STATE_OFFSET);
    case HB_COUNT_ITEMSIZE:
        return Hb_DeadState(heap, object, HB_STATE_ITEMSIZE);
    case HB_COUNT_SPLIT:
        return Hb_DeadState(heap, object, HB_STATE_SPLIT);
    case HB_COUNT_TRACKED:
        return Hb_DeadTracked(heap, object,
                              &claim_evidence()->slots->end.rings);
    case HB_COUNT_ALIVE:
        return Hb_DeadState(heap, object, HB_STATE_ALIVE);
    case HB_COUNT_DICT:
        return Hb_DeadState(heap, object, HB_STATE_DICT);
    case HB_COUNT_READONLY:
        return Hb_DeadState(heap, object, HB_STATE_READONLY);
    }
    return -1;
}

void
hb_want_count_(int line, enum hb_count what, const char *path, long long count)
{
    struct claim_text subject, expected, actual;
    uintptr_t object = claim_follow(path, &actual);
    long long found = -1;

    snprintf(subject.bytes, CLAIM_TEXT, "%s of %s", states[what].name, path);
    print_state(what, count, &expected);
    if (object && Hb_DeadBroken(&claim_evidence()->heap, object)) {
        claim_print_object(object, &actual); /* its numbers are not to be
                                                believed */
        object = 0;
    }
    if (object) {
        found = find_state(what, object);
        print_state(what, found, &actual);
    }
    claim_find(line, object && found == count, subject.bytes, expected.bytes,
               actual.bytes);
}

void
hb_want_shape_(int line, const char *path, const char *shape, int strides)
{
    struct claim_text subject, actual;
    uintptr_t object = claim_follow(path, &actual);
    FILE *out;

    snprintf(subject.bytes, CLAIM_TEXT, "%s of %s",
             strides ? "strides" : "shape", path);
    if (object && (out = fmemopen(actual.bytes, CLAIM_TEXT - 1, "w"))) {
        if (Hb_DeadShape(&claim_evidence()->heap, object, strides, out)) {
            fputs("it is no memoryview, or is released", out);
        }
        fclose(out);
    }
    claim_find(line, object && !strcmp(actual.bytes, shape), subject.bytes,
               shape, actual.bytes);
}
