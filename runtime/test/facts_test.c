/* facts_test.c -- compares every recorded fact with the model: see facts.h.
 *
 * usage: facts_test [NAME]   with a name, only that fact
 */
#include <jansson.h>
#include "facts.h"
#include "tap.h"

#define FACTS_FILE "runtime/test/facts/cpython311.json"

struct fact *facts;

void
write_bool(FILE *out, int truth)
{
    fputs(truth ? "true" : "false", out);
}

void
write_text(FILE *out, const char *utf8)
{
    json_t *text = json_string(utf8);

    json_dumpf(text, out, JSON_ENCODE_ANY);
    json_decref(text);
}

static void
write_items(FILE *out, PyObject *sequence)
{
    PyObject *fast = hb_keep(PySequence_Fast(sequence, "a sequence"));

    putc('[', out);
    for (Py_ssize_t i = 0; i < PySequence_Fast_GET_SIZE(fast); i++) {
        fputs(i ? ", " : "", out);
        write_object(out, PySequence_Fast_GET_ITEM(fast, i));
    }
    putc(']', out);
}

static void
write_mapping(FILE *out, PyObject *dict)
{
    PyObject *key, *value;
    Py_ssize_t pos = 0;
    int first = 1;

    putc('{', out);
    while (PyDict_Next(dict, &pos, &key, &value)) {
        fputs(first ? "" : ", ", out);
        first = 0;
        write_text(out, PyUnicode_AsUTF8(hb_keep(PyObject_Str(key))));
        fputs(": ", out);
        write_object(out, value);
    }
    putc('}', out);
}

void
write_object(FILE *out, PyObject *object)
{
    if (object == Py_None) {
        fputs("null", out);
    }
    else if (PyBool_Check(object)) {
        write_bool(out, object == Py_True);
    }
    else if (PyUnicode_Check(object)) {
        write_text(out, PyUnicode_AsUTF8(object));
    }
    else if (PyLong_Check(object) || PyFloat_Check(object)) {
        fputs(PyUnicode_AsUTF8(hb_keep(PyObject_Repr(object))), out);
    }
    else if (PyDict_Check(object)) {
        write_mapping(out, object);
    }
    else {
        write_items(out, object);
    }
}

void
write_raised(FILE *out, PyObject *result)
{
    PyObject *type, *value, *traceback, *text;

    if (result) {
        fputs("[\"ok\", ", out);
        write_text(out, PyUnicode_AsUTF8(hb_keep(PyObject_Repr(result))));
        putc(']', out);
        return;
    }
    PyErr_Fetch(&type, &value, &traceback);
    PyErr_NormalizeException(&type, &value, &traceback);
    text = hb_keep(PyObject_Str(value));
    putc('[', out);
    write_text(out, ((PyTypeObject *)type)->tp_name);
    fputs(", ", out);
    write_text(out, PyUnicode_AsUTF8(text));
    putc(']', out);
    Py_XDECREF(type);
    Py_XDECREF(value);
    Py_XDECREF(traceback);
}

static struct fact *
fact_find(const char *section, const char *name)
{
    for (struct fact *fact = facts; fact; fact = fact->next) {
        if (!strcmp(fact->section, section) && !strcmp(fact->name, name)) {
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

/* Compares what was observed row by row; the rest was out of reach. */
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
            printf("# not reached: %s: %s\n", fact->name, name);
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
check_section(json_t *all, const char *section, const char *only,
              int *unreached)
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
            printf("# not reached: %s: %s%s%s\n", section, name,
                   fact ? ": " : "", fact ? fact->why : "");
            ++*unreached;
        }
    }
}

static const char *only_;

static void
check_all(void)
{
    json_error_t error;
    json_t *all = json_load_file(FACTS_FILE, 0, &error);
    int unreached = 0;

    if (!all) {
        ok(0, "%s: %s", FACTS_FILE, error.text);
        return;
    }
    check_section(all, "c", only_, &unreached);
    check_section(all, "python", only_, &unreached);
    printf("# %d facts asserted, %d not reached\n", tap_count_, unreached);
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

/* One file for each group of facts; see facts.h. */
#include "facts/sizes.c"
#include "facts/text.c"
#include "facts/list.c"
#include "facts/set.c"
#include "facts/dict.c"
#include "facts/copy.c"
#include "facts/types.c"
#include "facts/counts.c"
#include "facts/memory.c"
#include "facts/collector.c"
#include "facts/weakrefs.c"
#include "facts/buffers.c"
#include "facts/errors.c"
#include "facts/errors_views.c"
