/* claims.c -- the judge's evidence, its slots and paths; see claims.h.
 *
 * A claim does not stop the judge when it fails: all findings go to the
 * report, where the first that failed is shown first. */
#include "claims.h"

#include "image_parts.h"

#include <stdlib.h>
#include <string.h>

static const struct Hb_Evidence *evidence;
static void (*report)(const struct Hb_Finding *finding, void *arg);
static void *report_arg;
static void (*the_judges)(void *arg);
static void *judges_arg;

void
Hb_JudgeBegin(const struct Hb_Evidence *about,
              void (*find)(const struct Hb_Finding *finding, void *arg),
              void *arg)
{
    evidence = about;
    report = find;
    report_arg = arg;
    dead_asked();
    Hb_DeadLook(&about->heap);
}

static void
run_judges(void)
{
    the_judges(judges_arg);
}

int
Hb_JudgeRun(void (*judges)(void *arg), void *arg)
{
    the_judges = judges;
    judges_arg = arg;
    return hb_main(run_judges);
}

const struct Hb_Evidence *
claim_evidence(void)
{
    return evidence;
}

void
claim_find(int line, int passed, const char *what, const char *expected,
           const char *actual)
{
    struct Hb_Finding finding = {line, passed, what, expected, actual, 0};

    report(&finding, report_arg);
}

void
claim_advise(int line, int passed, const char *what, const char *expected,
             const char *actual)
{
    struct Hb_Finding finding = {line, passed, what, expected, actual, 1};

    report(&finding, report_arg);
}

/* ---- slots -------------------------------------------------------------- */

uint32_t
claim_slots(void)
{
    return evidence->slots->count < HB_MAX_SLOTS ? evidence->slots->count
                                                 : HB_MAX_SLOTS;
}

static size_t
name_len(const char *path)
{
    return strcspn(path, ".[");
}

static const struct Hb_Slot *
find_slot(const char *name, size_t len)
{
    for (uint32_t i = 0; i < claim_slots(); i++) {
        const struct Hb_Slot *one = &evidence->slots->items[i];

        if (len < HB_SLOT_NAME && !strncmp(one->name, name, len) &&
            one->name[len] == '\0') {
            return one;
        }
    }
    return NULL;
}

/* Names of counted numbers have a dot in them: "append.moved". */
const struct Hb_Slot *
claim_slot(const char *path)
{
    const struct Hb_Slot *whole = find_slot(path, strlen(path));

    return whole ? whole : find_slot(path, name_len(path));
}

long long
claim_harness_references(uintptr_t object)
{
    long long count = 0;

    for (uint32_t i = 0; i < claim_slots(); i++) {
        const struct Hb_Slot *one = &evidence->slots->items[i];

        count += one->borrowed && one->address == object;
    }
    return count;
}

long long
claim_owners(uintptr_t object)
{
    long long count = 0;

    for (uint32_t i = 0; i < claim_slots(); i++) {
        const struct Hb_Slot *one = &evidence->slots->items[i];

        count += one->kind != HB_SLOT_NUMBER && one->address == object;
    }
    return count;
}

/* ---- texts -------------------------------------------------------------- */

void
claim_cut(struct claim_text *text, const char *from)
{
    snprintf(text->bytes, CLAIM_TEXT, "%s", from);
}

/* An answer may name a class as it likes; a builtin one it cannot make. */
static int
is_namesake(uintptr_t object, const char *name)
{
    PyObject *builtin = PyDict_GetItemString(PyEval_GetBuiltins(), name);
    uintptr_t type = Hb_DeadTypeAddress(&evidence->heap, object);

    return builtin && PyType_Check(builtin) && type != (uintptr_t)builtin;
}

int
claim_type(uintptr_t object, struct claim_text *text)
{
    char name[64];

    if (!Hb_DeadType(&evidence->heap, object, name)) {
        return -1;
    }
    snprintf(text->bytes, CLAIM_TEXT, "%s%s", name,
             is_namesake(object, name) ? " of its own making" : "");
    return 0;
}

void
claim_print_error(const struct Hb_Slot *slot, struct claim_text *text)
{
    FILE *out = fmemopen(text->bytes, CLAIM_TEXT - 1, "w");
    struct claim_text type;

    if (!out) {
        return;
    }
    if (!claim_type(slot->address, &type)) {
        fprintf(out, "%s: ", type.bytes);
        Hb_DeadErrorText(&evidence->heap, slot->address, out);
    }
    else {
        fputs("something that is no exception", out);
    }
    fclose(out);
}

/* As Hb_DeadValue; the text is to be freed, or NULL. */
static int
print_value(uintptr_t object, char **text)
{
    size_t len = 0;
    FILE *out = open_memstream(text, &len);
    int failed = out ? Hb_DeadValue(&evidence->heap, object, out) : -1;

    if (out) {
        fclose(out);
    }
    return failed;
}

char *
claim_repr(uintptr_t object)
{
    char *text = NULL;

    if (print_value(object, &text)) {
        free(text);
        text = NULL;
    }
    return text;
}

const char *
claim_no_object(uintptr_t object)
{
    return Hb_DeadIsOfFarType(&evidence->heap, object)
               ? "an object of a static type, which no claim can look at; "
                 "PyType_FromSpec makes a type that lies in the heap"
               : "memory that is no object, or no longer";
}

void
claim_print_object(uintptr_t object, struct claim_text *text)
{
    char *value = NULL;
    int failed = print_value(object, &value);

    claim_cut(text, failed < 0 ? claim_no_object(object) : value);
    free(value);
}

void
claim_print_slot(const struct Hb_Slot *slot, struct claim_text *text)
{
    struct claim_text object;

    switch (slot->kind) {
    case HB_SLOT_ERROR:
        claim_print_error(slot, text);
        break;
    case HB_SLOT_OBJECT:
        claim_print_object(slot->address, &object);
        snprintf(text->bytes, CLAIM_TEXT, "the object %.400s", object.bytes);
        break;
    case HB_SLOT_NUMBER:
        snprintf(text->bytes, CLAIM_TEXT, "the number %lld",
                 (long long)slot->number);
        break;
    default:
        claim_cut(text, "NULL, and no exception was set");
    }
}

/* ---- paths -------------------------------------------------------------- */

/* Why a path ended at `stop`: what it led to is not whole, or has no such
 * part. */
static void
explain_stop(const struct Hb_Slot *slot, const char *path, const char *stop,
             struct claim_text *why)
{
    size_t len = (size_t)(stop - path);
    char *before = strndup(path + name_len(path), len - name_len(path));
    uintptr_t object = before ? Hb_DeadFollow(&evidence->heap, slot->address,
                                              before, &(const char *){NULL})
                              : 0;

    free(before);
    if (object && Hb_DeadBroken(&evidence->heap, object)) {
        claim_print_object(object, why);
        return;
    }
    len += 1 + strcspn(stop + 1, ".[");
    snprintf(why->bytes, CLAIM_TEXT, "nothing at %.*s", (int)len, path);
}

uintptr_t
claim_follow(const char *path, struct claim_text *why)
{
    const struct Hb_Slot *slot = claim_slot(path);
    const char *rest = path + name_len(path), *stop = rest;
    uintptr_t object;

    memset(why, 0, sizeof *why);
    if (!slot) {
        claim_cut(why, "there is no slot of that name");
        return 0;
    }
    if (slot->kind != HB_SLOT_OBJECT) {
        claim_print_slot(slot, why);
        return 0;
    }
    if (slot->both) {
        claim_cut(why, "a result, and an exception is set as well");
        return 0;
    }
    object = Hb_DeadFollow(&evidence->heap, slot->address, rest, &stop);
    if (!object) {
        explain_stop(slot, path, stop, why);
        return 0;
    }
    if (!Hb_DeadIsObject(&evidence->heap, object)) {
        claim_cut(why, claim_no_object(object));
        return 0;
    }
    return object;
}
