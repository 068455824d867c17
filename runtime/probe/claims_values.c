/* claims_values.c -- values, identity, types, exceptions, numbers. */
#include "claims.h"

#include <stdlib.h>
#include <string.h>

/* ---- displays ----------------------------------------------------------- */

/* Calls that values without a display of their own are printed as. */
static const char *const calls[] = {"bytearray(", "memoryview(", "frozenset("};

/* Prints the display by the code that prints what was found. */
static void
print_plain(const char *display, FILE *out)
{
    struct Hb_Dead own = Hb_OwnImage();

    /* A container in itself has no display that could be built. */
    if (!strcmp(display, "set()") || !strcmp(display, "frozenset()") ||
        strstr(display, "[...]") || strstr(display, "{...}") ||
        strstr(display, "(...)")) {
        fputs(display, out);
        return;
    }
    Hb_DeadValue(&own, (uintptr_t)hb_lit(display), out);
}

/* The length of "bytearray(" and so on, when the display is such a call. */
static size_t
call_len(const char *display)
{
    size_t len = strlen(display);

    for (size_t i = 0; i < sizeof(calls) / sizeof(*calls); i++) {
        size_t head = strlen(calls[i]);

        if (!strncmp(display, calls[i], head) && display[len - 1] == ')' &&
            len > head + 1) {
            return head;
        }
    }
    return 0;
}

/* What the display is printed as; to be freed. */
static char *
plain_display(const char *display)
{
    size_t head = call_len(display), size = 0;
    char *text = NULL, *inner = NULL;
    FILE *out = open_memstream(&text, &size);

    if (!out) {
        return NULL;
    }
    if (head) {
        inner = strndup(display + head, strlen(display) - head - 1);
        fprintf(out, "%.*s", (int)head, display);
        print_plain(inner ? inner : "", out);
        fputc(')', out);
    }
    else {
        print_plain(display, out);
    }
    fclose(out);
    free(inner);
    return text;
}

/* ---- values ------------------------------------------------------------- */

static void
want_display(int line, const char *what, const char *path, const char *display)
{
    struct claim_text expected = {{0}}, actual;
    char *plain = plain_display(display), *found = NULL;
    uintptr_t object = claim_follow(path, &actual);

    claim_cut(&expected, plain ? plain : display);
    if (object) {
        found = claim_repr(object);
        claim_print_object(object, &actual);
    }
    claim_find(line, plain && found && !strcmp(plain, found), what,
               expected.bytes, actual.bytes);
    free(plain);
    free(found);
}

void
hb_want_value_(int line, const char *path, const char *display)
{
    want_display(line, path, path, display);
}

void
hb_want_unchanged_(int line, const char *path, const char *display)
{
    struct claim_text what;

    snprintf(what.bytes, CLAIM_TEXT, "%s, which must not change", path);
    want_display(line, what.bytes, path, display);
}

void
hb_want_equal_(int line, const char *path, const char *other)
{
    struct claim_text what, expected, actual;
    uintptr_t left = claim_follow(path, &actual);
    uintptr_t right = claim_follow(other, &expected);
    char *found = left ? claim_repr(left) : NULL;
    char *wanted = right ? claim_repr(right) : NULL;

    snprintf(what.bytes, CLAIM_TEXT, "%s, compared with %s", path, other);
    if (left) {
        claim_print_object(left, &actual);
    }
    if (right) {
        claim_print_object(right, &expected);
    }
    claim_find(line, found && wanted && !strcmp(found, wanted), what.bytes,
               expected.bytes, actual.bytes);
    free(found);
    free(wanted);
}

void
hb_want_same_(int line, const char *path, const char *other, int same)
{
    struct claim_text what = {{0}}, why;
    uintptr_t left = claim_follow(path, &why);
    uintptr_t right = left ? claim_follow(other, &why) : 0;

    snprintf(what.bytes, CLAIM_TEXT, "%s and %s", path, other);
    if (left && right) {
        claim_cut(&why, left == right ? "one object" : "two objects");
    }
    claim_find(line, left && right && (left == right) == same, what.bytes,
               same ? "one object" : "two objects", why.bytes);
}

void
hb_want_type_(int line, const char *path, const char *name)
{
    struct claim_text subject, actual;
    uintptr_t object = claim_follow(path, &actual);

    snprintf(subject.bytes, CLAIM_TEXT, "type of %s", path);
    if (object) {
        claim_type(object, &actual);
    }
    claim_find(line, object && !strcmp(actual.bytes, name), subject.bytes,
               name, actual.bytes);
}

/* ---- exceptions --------------------------------------------------------- */

/* A number with an exception is right only as a sign of that: below 0. */
static int
print_number(const struct Hb_Slot *slot, struct claim_text *text)
{
    int odd = slot->kind == HB_SLOT_ERROR && slot->number >= 0;

    snprintf(text->bytes, CLAIM_TEXT, "%lld%s", (long long)slot->number,
             odd ? ", and an exception is set" : "");
    return odd;
}

static void
print_result(const struct Hb_Slot *slot, struct claim_text *actual)
{
    struct claim_text repr = {{0}};

    claim_print_object(slot->address, &repr);
    snprintf(actual->bytes, CLAIM_TEXT, "none: the result is %.400s",
             repr.bytes);
}

/* Text and type each for themselves: a class may have a colon in its name. */
static int
is_raised(const struct Hb_Slot *slot, const char *type, const char *message)
{
    struct claim_text name;
    char *text = NULL;
    size_t len = 0;
    FILE *out = open_memstream(&text, &len);
    int good = out && !claim_type(slot->address, &name) &&
               !strcmp(name.bytes, type) &&
               !Hb_DeadErrorText(&claim_evidence()->heap, slot->address, out);

    if (out) {
        fclose(out);
    }
    good = good && (!message ||
                    (len == strlen(message) && !memcmp(text, message, len)));
    free(text);
    return good;
}

void
hb_want_raised_(int line, const char *name, const char *type,
                const char *message)
{
    const struct Hb_Slot *slot = claim_slot(name);
    struct claim_text subject, expected, actual = {{0}};
    int good = 0;

    snprintf(subject.bytes, CLAIM_TEXT, "exception of %s", name);
    snprintf(expected.bytes, CLAIM_TEXT, "%s%s%s", type, message ? ": " : "",
             message ? message : "");
    if (slot && slot->numbered && print_number(slot, &actual)) {
        good = 0; /* who calls would not look for it */
    }
    else if (slot && slot->kind == HB_SLOT_ERROR) {
        claim_print_error(slot, &actual);
        good = is_raised(slot, type, message);
    }
    else if (slot && slot->kind == HB_SLOT_OBJECT) {
        print_result(slot, &actual);
    }
    else if (slot) {
        claim_print_slot(slot, &actual);
    }
    else {
        claim_cut(&actual, "there is no slot of that name");
    }
    claim_find(line, good, subject.bytes, expected.bytes, actual.bytes);
}

void
hb_want_memory_errors_(int line, const char *name)
{
    const struct Hb_Slot *slot = claim_slot(name);
    struct claim_text unmet, subject, actual = {{0}};
    const struct Hb_Slot *number;
    int is_starved;

    snprintf(unmet.bytes, CLAIM_TEXT, "%.100s.unmet", name);
    number = claim_slot(unmet.bytes);
    is_starved = number && !strcmp(number->name, unmet.bytes);
    snprintf(subject.bytes, CLAIM_TEXT, "exception of %s", name);
    if (!is_starved) {
        claim_cut(&actual, "there is no starved call of that name");
    }
    else if (number->number) {
        snprintf(subject.bytes, CLAIM_TEXT,
                 "exception of %s, when request %lld for memory is refused",
                 name, (long long)number->number);
        if (slot->kind == HB_SLOT_OBJECT) {
            print_result(slot, &actual);
        }
        else {
            claim_print_slot(slot, &actual);
        }
    }
    claim_find(line, is_starved && !number->number, subject.bytes,
               "MemoryError", actual.bytes);
}

/* ---- numbers ------------------------------------------------------------ */

void
hb_want_int_(int line, const char *name, long long low, long long high)
{
    const struct Hb_Slot *slot = claim_slot(name);
    struct claim_text expected, actual = {{0}};
    int good = 0;

    if (low == high) {
        snprintf(expected.bytes, CLAIM_TEXT, "%lld", low);
    }
    else if (low == LLONG_MIN) {
        snprintf(expected.bytes, CLAIM_TEXT, "at most %lld", high);
    }
    else if (high == LLONG_MAX) {
        snprintf(expected.bytes, CLAIM_TEXT, "at least %lld", low);
    }
    else {
        snprintf(expected.bytes, CLAIM_TEXT, "%lld to %lld", low, high);
    }
    if (slot && slot->numbered) {
        good = !print_number(slot, &actual) && slot->number >= low &&
               slot->number <= high;
        if (!good && slot->kind == HB_SLOT_ERROR && slot->number < 0) {
            claim_print_error(slot, &actual);
        }
    }
    else if (slot) {
        claim_print_slot(slot, &actual);
    }
    else {
        claim_cut(&actual, "there is no slot of that name");
    }
    claim_find(line, good, name, expected.bytes, actual.bytes);
}

long long
hb_number_(const char *name)
{
    const struct Hb_Slot *slot = claim_slot(name);

    return slot && slot->numbered ? slot->number : 0;
}

void
hb_want_true_(int line, int condition, const char *what)
{
    claim_find(line, condition, what, "true", condition ? "true" : "false");
}
