/* Excerpts of the headers: the same code as with all of them, and a text that
 * could tell the difference gets none. */
#include <libtcc.h>

#include "base/files.h"
#include "base/home.h"
#include "run/excerpt.h"
#include "run/excerpt_tables.h"
#include "run/tools.h"

#include "tap.h"

static int messages;

static void
count_message(void *arg, const char *text)
{
    (void)arg;
    (void)text;
    messages++;
}

/* The code of a text, linked where all others are, so that equal code has
 * equal bytes; 0 when the compiler said anything, or `room` is too small. */
static size_t
code_of(const char *text, unsigned char *room, size_t size)
{
    TCCState *state = tcc_new();
    int len = 0;

    messages = 0;
    tcc_set_error_func(state, NULL, count_message);
    tcc_set_lib_path(state, tools_get()->tcc);
    tcc_set_options(state, "-Wall");
    tcc_set_output_type(state, TCC_OUTPUT_MEMORY);
    tcc_add_include_path(state, tools_get()->include);
    tcc_add_include_path(state, tools_get()->std);
    if (!tcc_compile_string(state, text) && !messages) {
        len = tcc_relocate(state, NULL);
    }
    if (len <= 0 || (size_t)len > size) {
        len = 0;
    }
    memset(room, 0, size);
    if (len && tcc_relocate(state, room)) {
        len = 0;
    }
    tcc_delete(state);
    return (size_t)len;
}

/* Whole pages, since they are made executable. */
enum { ROOM = 1 << 16 };

static _Alignas(4096) unsigned char room[ROOM];

/* ---- the same code -------------------------------------------------------
 */

static struct {
    int files, cut, compiled, equal;
} seen;

/* What only the whole headers make a message of is compiled with them.  An
 * attack that brings the compiler down would bring this down, too, now or with
 * the next text. */
static void
compare(const char *path)
{
    TALLOC_CTX *ctx = talloc_new(NULL);
    size_t len;
    char *text = file_read(ctx, path, &len);
    int hostile = strstr(text, "verdict: the compiler crashed") ||
                  strstr(text, "spoils: the compiler");
    char *cut = hostile ? NULL : excerpt_before(ctx, text);
    size_t code = cut ? code_of(cut, room, ROOM) : 0;

    seen.files++;
    seen.cut += cut != NULL;
    if (code) {
        unsigned char *first = talloc_memdup(ctx, room, ROOM);
        int same =
            code_of(text, room, ROOM) == code && !memcmp(first, room, ROOM);

        seen.compiled++;
        seen.equal += same;
        if (!same) {
            printf("# %s\n", path);
        }
    }
    talloc_free(ctx);
}

static void
compare_tree(const char *folder)
{
    TALLOC_CTX *ctx = talloc_new(NULL);
    char *root = home_path(ctx, folder);

    for (char **names = tree_list(ctx, root); *names; names++) {
        if (path_ends(*names, ".c")) {
            compare(path_join(ctx, root, *names));
        }
    }
    talloc_free(ctx);
}

static void
test_same_code(void)
{
    compare_tree("exercises");
    compare_tree("generator/test/attacks");
    compare_tree("generator/test/explain");
    is_int(seen.equal, seen.compiled, "an excerpt makes the same code");
    ok(seen.cut * 2 > seen.files, "most answers get one (%d of %d)", seen.cut,
       seen.files);
    ok(seen.compiled > 100, "and most of those compile (%d)", seen.compiled);
}

/* ---- nothing is missing --------------------------------------------------
 */

static int
is_compiled(const char *start, const char *words)
{
    TALLOC_CTX *ctx = talloc_new(NULL);
    char *text = talloc_asprintf(ctx, "%s/* %s */\nint none;\n", start, words);
    char *cut = excerpt_before(ctx, text);
    int good = cut && code_of(cut, room, ROOM);

    if (!good) {
        printf("# %.60s: %.300s\n", words, cut ? cut : "no excerpt");
    }
    talloc_free(ctx);
    return good;
}

/* Each item of the headers, alone with what it is made of. */
static void
test_complete(void)
{
    int missing = 0;
    char word[128];

    for (uint32_t i = 0; i < excerpt_slot_count; i++) {
        const struct excerpt_name *name =
            &excerpt_names[excerpt_slots[i] ? excerpt_slots[i] - 1 : 0];

        snprintf(word, sizeof word, "%.*s", (int)name->len,
                 excerpt_names_text + name->text);
        if (excerpt_slots[i] && !strchr(word, '.')) {
            missing += !is_compiled("#include <Python.h>\n", word);
        }
    }
    is_int(missing, 0, "what a declaration is made of comes with it");
    ok(is_compiled("#include \"heapbook.h\"\n", ""),
       "another header finds what it names");
    ok(is_compiled("#define PY_SSIZE_T_CLEAN\n#include <Python.h>\n"
                   "#include <structmember.h>\n#include <math.h>\n"
                   "#include <stdbool.h>\n",
                   "Py_BuildValue"),
       "so do several");
}

/* ---- who gets none -------------------------------------------------------
 */

static void
test_refused(void)
{
    static const char *const texts[] = {
        "",
        "int main(void) { return 0; }\n",
        "int early;\n#include <Python.h>\n",
        "#define PyObject void\n#include <Python.h>\n",
        "#define PY_SSIZE_T_CLEAN 1\n#include <Python.h>\n",
        "#ifdef X\n#include <Python.h>\n#endif\n",
        "#include <Python.h>\n#include \"other.h\"\n",
        "#include <Python.h>\n#define H <math.h>\n#include H\n",
        "#include <Python.h>\n#inc\\\nlude <math.h>\n",
        "#include <Python.h>\n#include_next <math.h>\n",
        "#include <Python.h>\n# /**/ include <math.h>\n",
        "#include <Python.h>\n%:define X\n",
        "#include <Python.h>\n#define J(a, b) a##b\n",
        "#include \"math.h\"\n#include <Python.h>\n",
        "#include <Python.h",
    };

    TALLOC_CTX *ctx = talloc_new(NULL);

    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        ok(!excerpt_before(ctx, texts[i]), "no excerpt for text %zu", i);
    }
    talloc_free(ctx);
}

static int
names(const char *text, const char *declaration)
{
    TALLOC_CTX *ctx = talloc_new(NULL);
    char *cut = excerpt_before(ctx, text);
    int found = cut && strstr(cut, declaration) != NULL;

    talloc_free(ctx);
    return found;
}

static void
test_named(void)
{
    static const char size[] = "Py_ssize_t PyList_Size(PyObject *";

    ok(names("#include <Python.h>\nPyList_Size", size), "a name is found");
    ok(names("/* c */ // d\n# include <stdio.h>\n#include \"Python.h\"\n"
             "PyList_Size",
             size),
       "behind comments and a header of the C library");
    ok(names("#include <Python.h>\nPyList\\\n_Size", size),
       "a name that goes on in the next line");
    ok(!names("#include <Python.h>\nPyList", size), "nothing else is there");
    ok(names("#include <Python.h>\nint x;", "# 1 \"<string>\"\n#include"),
       "lines keep their numbers");
}

int
main(int argc, char **argv)
{
    (void)argc;
    (void)argv;
    if (home_find(".")) {
        return 3;
    }
    test_same_code();
    test_complete();
    test_refused();
    test_named();
    return tap_end();
}
