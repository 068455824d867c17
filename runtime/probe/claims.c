/* claims.c -- what judges claim, held against a dead heap.
 *
 * A claim does not stop the judge when it fails: all findings go to the
 * report, where the first that failed is shown first. */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "heapbook/check.h"

enum { LONGEST = 512 };

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

static void
find(int line, int passed, const char *what, const char *expected,
     const char *actual)
{
    struct Hb_Finding finding = {line, passed, what, expected, actual};

    report(&finding, report_arg);
}

/* ---- slots and paths ---------------------------------------------------- */

static uint32_t
slot_count(void)
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
find_slot(const char *path)
{
    size_t len = name_len(path);

    for (uint32_t i = 0; i < slot_count(); i++) {
        const struct Hb_Slot *one = &evidence->slots->items[i];

        if (len < HB_SLOT_NAME && !strncmp(one->name, path, len) &&
            one->name[len] == '\0') {
            return one;
        }
    }
    return NULL;
}

/* Prints into a text of this size, cut. */
struct text {
    char bytes[LONGEST];
};

static void
print_error(const struct Hb_Slot *slot, struct text *text)
{
    FILE *out = fmemopen(text->bytes, LONGEST - 1, "w");
    char type[64];

    if (!out) {
        return;
    }
    if (Hb_DeadType(&evidence->heap, slot->address, type)) {
        fprintf(out, "%s: ", type);
        Hb_DeadErrorText(&evidence->heap, slot->address, out);
    }
    else {
        fputs("something that is no exception", out);
    }
    fclose(out);
}

static void
print_object(uintptr_t object, struct text *text)
{
    FILE *out = fmemopen(text->bytes, LONGEST - 1, "w");
    int failed;

    if (!out) {
        return;
    }
    failed = Hb_DeadRepr(&evidence->heap, object, out);
    fclose(out);
    if (failed) {
        snprintf(text->bytes, LONGEST,
                 "memory that is no object, or no "
                 "longer");
    }
}

/* Why a slot is no object. */
static void
print_slot(const struct Hb_Slot *slot, struct text *text)
{
    switch (slot->kind) {
    case HB_SLOT_ERROR:
        print_error(slot, text);
        break;
    case HB_SLOT_NUMBER:
        snprintf(text->bytes, LONGEST, "the number %lld",
                 (long long)slot->number);
        break;
    default:
        snprintf(text->bytes, LONGEST, "NULL, and no exception was set");
    }
}

/* The object at the end of the path; 0, and why there is none. */
static uintptr_t
follow(const char *path, struct text *why)
{
    const struct Hb_Slot *slot = find_slot(path);
    const char *rest = path + name_len(path), *stop = rest;
    uintptr_t object;
    size_t len;

    memset(why, 0, sizeof *why);
    if (!slot) {
        snprintf(why->bytes, LONGEST, "there is no slot of that name");
        return 0;
    }
    if (slot->kind != HB_SLOT_OBJECT) {
        print_slot(slot, why);
        return 0;
    }
    if (slot->both) {
        snprintf(why->bytes, LONGEST,
                 "a result, and an exception is set as well");
        return 0;
    }
    object = Hb_DeadFollow(&evidence->heap, slot->address, rest, &stop);
    if (!object) {
        len = (size_t)(stop - path) + 1 + strcspn(stop + 1, ".[");
        snprintf(why->bytes, LONGEST, "nothing at %.*s", (int)len, path);
        return 0;
    }
    if (!Hb_DeadIsObject(&evidence->heap, object)) {
        snprintf(why->bytes, LONGEST,
                 "memory that is no object, or no longer");
        return 0;
    }
    return object;
}

/* ---- claims ------------------------------------------------------------- */

/* Calls that values without a display of their own are printed as. */
static const char *const calls[] = {"bytearray(", "memoryview(", "frozenset("};

/* Prints the display by the code that prints what was found. */
static void
print_plain(const char *display, FILE *out)
{
    struct Hb_Dead own = Hb_OwnImage();

    if (!strcmp(display, "set()") || !strcmp(display, "frozenset()")) {
        fputs(display, out);
        return;
    }
    Hb_DeadRepr(&own, (uintptr_t)hb_lit(display), out);
}

static void
print_display(const char *display, struct text *text)
{
    FILE *out = fmemopen(text->bytes, LONGEST - 1, "w");
    size_t len = strlen(display), head = 0;
    char inner[LONGEST];

    memset(text, 0, sizeof(*text));
    if (!out) {
        return;
    }
    for (size_t i = 0; i < sizeof(calls) / sizeof(*calls); i++) {
        if (!strncmp(display, calls[i], strlen(calls[i])) &&
            display[len - 1] == ')' && len > strlen(calls[i]) + 1) {
            head = strlen(calls[i]);
        }
    }
    if (head) {
        snprintf(inner, sizeof(inner), "%.*s", (int)(len - head - 1),
                 display + head);
        fprintf(out, "%.*s", (int)head, display);
        print_plain(inner, out);
        fputc(')', out);
    }
    else {
        print_plain(display, out);
    }
    fclose(out);
}

void
hb_want_value_(int line, const char *path, const char *display)
{
    struct text expected, actual;
    uintptr_t object = follow(path, &actual);

    print_display(display, &expected);
    if (object) {
        print_object(object, &actual);
    }
    find(line, object && !strcmp(expected.bytes, actual.bytes), path,
         expected.bytes, actual.bytes);
}

void
hb_want_same_(int line, const char *path, const char *other, int same)
{
    struct text what = {{0}}, why;
    uintptr_t left = follow(path, &why);
    uintptr_t right = left ? follow(other, &why) : 0;

    snprintf(what.bytes, LONGEST, "%s and %s", path, other);
    if (left && right) {
        snprintf(why.bytes, LONGEST, "%s",
                 left == right ? "one object" : "two objects");
    }
    find(line, left && right && (left == right) == same, what.bytes,
         same ? "one object" : "two objects", why.bytes);
}

/* References to arguments that only the harness holds.  That to a result is
 * the caller's, and counts. */
static long long
harness_references(uintptr_t object)
{
    long long count = 0;

    for (uint32_t i = 0; i < slot_count(); i++) {
        const struct Hb_Slot *one = &evidence->slots->items[i];

        count += one->borrowed && one->address == object;
    }
    return count;
}

void
hb_want_count_(int line, enum hb_count what, const char *path, long long count)
{
    static const char *const names[] = {"reference count", "room",
                                        "buffers given out"};
    struct text subject, expected, actual;
    uintptr_t object = follow(path, &actual);
    long long found = -1;

    snprintf(subject.bytes, LONGEST, "%s of %s", names[what], path);
    snprintf(expected.bytes, LONGEST, "%lld", count);
    if (object) {
        found = what == HB_COUNT_REFERENCES
                    ? Hb_DeadRefcount(&evidence->heap, object) -
                          harness_references(object)
                : what == HB_COUNT_ROOM
                    ? Hb_DeadAllocated(&evidence->heap, object)
                    : Hb_DeadExports(&evidence->heap, object);
        snprintf(actual.bytes, LONGEST, "%lld", found);
    }
    find(line, object && found == count, subject.bytes, expected.bytes,
         actual.bytes);
}

void
hb_want_type_(int line, const char *path, const char *name)
{
    struct text subject, actual;
    uintptr_t object = follow(path, &actual);
    char type[64];

    snprintf(subject.bytes, LONGEST, "type of %s", path);
    if (object && Hb_DeadType(&evidence->heap, object, type)) {
        snprintf(actual.bytes, LONGEST, "%s", type);
    }
    find(line, object && !strcmp(actual.bytes, name), subject.bytes, name,
         actual.bytes);
}

void
hb_want_raised_(int line, const char *name, const char *type,
                const char *message)
{
    const struct Hb_Slot *slot = find_slot(name);
    struct text subject, expected, actual = {{0}};
    size_t len = strlen(type);
    int good = 0;

    snprintf(subject.bytes, LONGEST, "exception of %s", name);
    snprintf(expected.bytes, LONGEST, "%s%s%s", type, message ? ": " : "",
             message ? message : "");
    if (slot && slot->kind == HB_SLOT_ERROR) {
        print_error(slot, &actual);
        good = message ? !strcmp(actual.bytes, expected.bytes)
                       : !strncmp(actual.bytes, type, len) &&
                             actual.bytes[len] == ':';
    }
    else if (slot && slot->kind == HB_SLOT_OBJECT) {
        char repr[LONGEST];

        print_object(slot->address, &actual);
        snprintf(repr, sizeof repr, "none: the result is %.400s",
                 actual.bytes);
        memcpy(actual.bytes, repr, sizeof repr);
    }
    else if (slot) {
        print_slot(slot, &actual);
    }
    else {
        snprintf(actual.bytes, LONGEST, "there is no slot of that name");
    }
    find(line, good, subject.bytes, expected.bytes, actual.bytes);
}

/* A number with an exception is right only as a sign of that: below 0. */
static int
print_number(const struct Hb_Slot *slot, struct text *text)
{
    int odd = slot->kind == HB_SLOT_ERROR && slot->number >= 0;

    snprintf(text->bytes, LONGEST, "%lld%s", (long long)slot->number,
             odd ? ", and an exception is set" : "");
    return odd;
}

void
hb_want_int_(int line, const char *name, long long number)
{
    const struct Hb_Slot *slot = find_slot(name);
    struct text expected, actual = {{0}};
    int good = 0;

    snprintf(expected.bytes, LONGEST, "%lld", number);
    if (slot && slot->numbered) {
        good = !print_number(slot, &actual) && slot->number == number;
        if (!good && slot->kind == HB_SLOT_ERROR && slot->number < 0) {
            print_error(slot, &actual);
        }
    }
    else if (slot) {
        print_slot(slot, &actual);
    }
    else {
        snprintf(actual.bytes, LONGEST, "there is no slot of that name");
    }
    find(line, good, name, expected.bytes, actual.bytes);
}

/* ---- leaks -------------------------------------------------------------- */

struct blocks {
    uintptr_t *at;
    size_t *sizes;
    size_t count, room;
};

static int
add_block(uintptr_t address, size_t size, void *arg)
{
    struct blocks *blocks = arg;

    if (blocks->count == blocks->room) {
        blocks->room = blocks->room ? 2 * blocks->room : 4096;
        blocks->at = realloc(blocks->at, blocks->room * sizeof *blocks->at);
        blocks->sizes =
            realloc(blocks->sizes, blocks->room * sizeof *blocks->sizes);
        if (!blocks->at || !blocks->sizes) {
            return 1;
        }
    }
    blocks->at[blocks->count] = address;
    blocks->sizes[blocks->count++] = size;
    return 0;
}

static int
was_there(const struct blocks *blocks, uintptr_t address)
{
    size_t low = 0, high = blocks->count;

    while (low < high) {
        size_t middle = (low + high) / 2;

        if (blocks->at[middle] == address) {
            return 1;
        }
        if (blocks->at[middle] < address) {
            low = middle + 1;
        }
        else {
            high = middle;
        }
    }
    return 0;
}

/* What the interpreter itself leaves, it leaves after a scenario that does
 * nothing as well. */
static int
count_leaks(size_t *bytes)
{
    struct blocks there = {0}, left = {0};
    int failed = Hb_DeadEachBlock(&evidence->nothing, add_block, &there) ||
                 Hb_DeadEachBlock(&evidence->dropped, add_block, &left);
    int count = 0;

    *bytes = 0;
    for (size_t i = 0; !failed && i < left.count; i++) {
        if (!was_there(&there, left.at[i])) {
            count++;
            *bytes += left.sizes[i];
        }
    }
    free(there.at);
    free(there.sizes);
    free(left.at);
    free(left.sizes);
    return failed ? -1 : count;
}

/* "list [3, 4]" out of the first record of a leak; "" when there is none. */
static void
describe_leak(char text[160])
{
    static const char type_key[] = "\"leak\":\"", repr_key[] = "\"repr\":\"";
    const char *type =
        evidence->leaks ? strstr(evidence->leaks, type_key) : NULL;
    const char *repr = type ? strstr(type, repr_key) : NULL;

    text[0] = '\0';
    if (type) {
        type += sizeof type_key - 1;
        repr = repr ? repr + sizeof repr_key - 1 : "";
        snprintf(text, 160, ": %.*s %.*s", (int)strcspn(type, "\""), type,
                 (int)strcspn(repr, "\"\n"), repr);
    }
}

/* Owners of an object among the slots: each will give a reference back. */
static long long
slot_owners(uintptr_t object)
{
    long long count = 0;

    for (uint32_t i = 0; i < slot_count(); i++) {
        const struct Hb_Slot *one = &evidence->slots->items[i];

        count += one->kind != HB_SLOT_NUMBER && one->address == object;
    }
    return count;
}

/* A reference that was given back too early is the other side of a leak, and
 * leaves no block behind.  1 and the sentence when there is one. */
static int
find_underflow(struct text *text)
{
    for (uint32_t i = 0; i < slot_count(); i++) {
        const struct Hb_Slot *one = &evidence->slots->items[i];

        if (one->kind != HB_SLOT_OBJECT && one->kind != HB_SLOT_ERROR) {
            continue;
        }
        if (!Hb_DeadIsObject(&evidence->heap, one->address)) {
            snprintf(text->bytes, LONGEST, "%.*s is freed while in use",
                     HB_SLOT_NAME - 1, one->name);
            return 1;
        }
        if (Hb_DeadRefcount(&evidence->heap, one->address) <
            slot_owners(one->address)) {
            snprintf(text->bytes, LONGEST,
                     "%.*s has fewer references than owners", HB_SLOT_NAME - 1,
                     one->name);
            return 1;
        }
    }
    return 0;
}

void
hb_want_no_leak_(int line)
{
    struct text actual = {{0}};
    char what[160];
    size_t bytes;
    int count;

    if (find_underflow(&actual)) {
        find(line, 0, "blocks left over", "none", actual.bytes);
        return;
    }
    if (!evidence->dropped.bytes || !evidence->nothing.bytes) {
        find(line, 0, "blocks left over", "none",
             "unknown: giving everything back did not work");
        return;
    }
    count = count_leaks(&bytes);
    describe_leak(what);
    if (count == 0) {
        snprintf(actual.bytes, LONGEST, "none");
    }
    else if (count < 0) {
        snprintf(actual.bytes, LONGEST, "a heap that is damaged");
    }
    else {
        snprintf(actual.bytes, LONGEST, "%d block%s, %zu bytes%s", count,
                 count == 1 ? "" : "s", bytes, what);
    }
    find(line, count == 0, "blocks left over", "none", actual.bytes);
}
