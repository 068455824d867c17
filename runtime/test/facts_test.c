/* facts_test.c -- compares every recorded fact with the model: see facts.h.
 *
 * usage: facts_test [NAME]   with a name, only that fact
 */
#include <jansson.h>
#include "facts_all.h"
#include "tap.h"

#define FACTS_FILE "runtime/test/facts/cpython311.json"

void
write_text(FILE *out, const char *utf8)
{
    json_t *text = json_string(utf8);

    json_dumpf(text, out, JSON_ENCODE_ANY);
    json_decref(text);
}

static int unreached_;

static struct fact *
fact_find(const char *section, const char *name)
{
    for (struct fact *fact = facts; fact; fact = fact->next) {
        if (!strcmp(fact->section, section) && !strcmp(fact->name, name)) {
            fact->is_met = 1;
            return fact;
        }
    }
    return NULL;
}

/* Shows the first place where two values of one shape differ. */
static void
show_difference(json_t *got, json_t *expected)
{
    char *left = json_dumps(got, JSON_ENCODE_ANY | JSON_SORT_KEYS);
    char *right = json_dumps(expected, JSON_ENCODE_ANY | JSON_SORT_KEYS);
    size_t same = 0, from;

    while (left && left[same] && left[same] == right[same]) {
        same++;
    }
    from = same > 60 ? same - 60 : 0;
    printf("#      got: %.160s\n", left ? left + from : "not JSON");
    printf("# expected: %.160s\n", right + from);
    free(left);
    free(right);
}

static json_t *
row_of(json_t *rows, const char *name)
{
    json_t *row;
    size_t i;

    json_array_foreach(rows, i, row)
    {
        if (!strcmp(json_string_value(json_array_get(row, 0)), name)) {
            return row;
        }
    }
    return NULL;
}

/* Names what is out of reach, and why. */
static void
note_unreached(const char *section, const char *name)
{
    const struct fact *fact = fact_find(section, name);
    const char *why = fact ? fact->why : NOT_PLAIN;

    unreached_++;
    printf("# not reached: %s: %s: %s\n", section, name, why ? why : "?");
    if (why == NULL) {
        ok(0, "%s: %s is asserted, or has a reason", section, name);
    }
}

/* Compares what was observed row by row; the rest is out of reach. */
static void
check_rows(const struct fact *fact, json_t *got, json_t *expected)
{
    json_t *row;
    size_t i;

    json_array_foreach(got, i, row)
    {
        const char *name = json_string_value(json_array_get(row, 0));
        json_t *wanted = row_of(expected, name);

        if (!ok(json_equal(row, wanted), "%s: %s: %s", fact->section,
                fact->name, name) &&
            wanted) {
            show_difference(row, wanted);
        }
    }
    json_array_foreach(expected, i, row)
    {
        const char *name = json_string_value(json_array_get(row, 0));

        if (!row_of(got, name)) {
            note_unreached(fact->name, name);
        }
    }
}

static void
check(struct fact *fact, json_t *expected)
{
    char *text = NULL;
    size_t size;
    FILE *out = open_memstream(&text, &size);
    json_t *got;

    fact->observe(out);
    if (PyErr_Occurred()) {
        PyErr_Print();
    }
    fclose(out);
    got = json_loads(text, JSON_DECODE_ANY, NULL);
    if (fact->is_rows && got) {
        check_rows(fact, got, expected);
    }
    else if (!ok(json_equal(got, expected), "%s: %s", fact->section,
                 fact->name)) {
        show_difference(got, expected);
    }
    json_decref(got);
    free(text);
}

static void
check_section(json_t *all, const char *section, const char *only)
{
    json_t *expected;
    const char *name;

    json_object_foreach(json_object_get(all, section), name, expected)
    {
        struct fact *fact = fact_find(section, name);

        if (only && strcmp(only, name)) {
            continue;
        }
        if (fact && fact->observe && !fact->why) {
            check(fact, expected);
        }
        else {
            note_unreached(section, name);
        }
    }
}

static void
check_recorded(void)
{
    for (const struct fact *fact = facts; fact; fact = fact->next) {
        if (!fact->is_met) {
            ok(0, "%s: %s was recorded", fact->section, fact->name);
        }
    }
}

static const char *only_;

static void
check_all(void)
{
    json_error_t error;
    json_t *all = json_load_file(FACTS_FILE, 0, &error);

    if (!all) {
        ok(0, "%s: %s", FACTS_FILE, error.text);
        return;
    }
    check_section(all, "c", only_);
    check_section(all, "python", only_);
    printf("# %d facts asserted, %d not reached\n", tap_count_, unreached_);
    if (only_ == NULL) {
        check_recorded();
    }
    json_decref(all);
}

int
main(int argc, char **argv)
{
    int finished;

    only_ = argc > 1 ? argv[1] : NULL;
    finished = hb_main(check_all);
    is_int(finished, 0, "the interpreter finishes");
    return tap_end();
}
