/* picture.c -- a dead heap as records, for those who draw. */
#include "claims.h"

#include "heapbook/records.h"
#include "walk_write.h"

struct picture {
    struct walk walk;
    struct walk_cell cells[HB_MAX_SLOTS];
};

static int
has_object(const struct Hb_Slot *slot)
{
    return slot->kind == HB_SLOT_OBJECT || slot->kind == HB_SLOT_ERROR;
}

/* A walk says of a variable that is no object what it is. */
static void
walk_slots(struct picture *picture)
{
    for (uint32_t i = 0; i < claim_slots(); i++) {
        const struct Hb_Slot *slot = &claim_evidence()->slots->items[i];

        if (has_object(slot)) {
            picture->cells[i] =
                walk_from(&picture->walk, (uintptr_t)slot->address,
                          slot->borrowed ? SIGN_BORROWED : SIGN_OWNED);
        }
        else if (slot->kind == HB_SLOT_NUMBER) {
            picture->cells[i] =
                walk_raw(&picture->walk, "%lld", (long long)slot->number);
        }
    }
    walk_on(&picture->walk);
}

/* References of the harness are not counted.  What it alone holds has no count
 * in the picture: a 0 would say that it is gone. */
static void
leave_harness_out(struct walk_record *record)
{
    long long harness = claim_harness_references(record->address);

    if (harness > 0 && record->refcount == harness) {
        record->refcount = -1;
    }
    else if (harness > 0) {
        record->refcount -= Py_MIN(harness, record->refcount);
    }
}

/* Numbers in the order of the walk. */
static size_t
number_all(struct picture *picture)
{
    size_t lines = 0;

    for (size_t i = 0; i < picture->walk.count; i++) {
        struct walk_record *record = picture->walk.records[i];

        record->id = (int)i + 1;
        lines += !record->inner;
        if (!record->bare && record->refcount >= 0) {
            leave_harness_out(record);
        }
    }
    return lines;
}

static void
write_variables(FILE *out, struct picture *picture)
{
    for (uint32_t i = 0; i < claim_slots(); i++) {
        char name[HB_SLOT_NAME + 1];

        snprintf(name, sizeof(name), "%.*s", HB_SLOT_NAME - 1,
                 claim_evidence()->slots->items[i].name);
        fputs("{\"var\":", out);
        walk_write_text(out, name);
        fputs(",\"ref\":", out);
        walk_write_cell(out, &picture->cells[i]);
        fputs("}\n", out);
    }
}

void
Hb_JudgePicture(FILE *out)
{
    struct picture picture = {.walk = {.dead = &claim_evidence()->heap}};
    size_t lines;

    walk_slots(&picture);
    lines = number_all(&picture);
    fprintf(out, "{\"heapbook\":\"records\",\"version\":%d}\n",
            HB_RECORDS_VERSION);
    fputs("{\"step\":1,\"label\":\"what your code left\",\"line\":0}\n", out);
    write_variables(out, &picture);
    for (size_t i = 0; i < picture.walk.count; i++) {
        if (!picture.walk.records[i]->inner) {
            walk_write_record(out, picture.walk.records[i]);
        }
    }
    fprintf(out, "{\"end\":1,\"objects\":%zu", lines);
    if (picture.walk.cut) {
        fprintf(out, ",\"cut\":%zu", picture.walk.cut);
    }
    fputs("}\n", out);
    walk_free(&picture.walk);
}
