#include "golden.h"

#include "book/chapter.h"
#include "book/exercise.h"
#include "book/markdown.h"
#include "book/summary.h"

static void
summary_stage(TALLOC_CTX *ctx, const char *path, FILE *out)
{
    struct source *source = source_read(ctx, path, "SUMMARY.md");
    struct summary *summary = summary_parse(ctx, source);
    if (summary) {
        summary_print(out, summary);
    }
}

static void
chapter_stage(TALLOC_CTX *ctx, const char *path, FILE *out)
{
    struct source *source = source_read(ctx, path, "chapter.md");
    struct chapter *chapter = chapter_parse(ctx, source, "In the summary");
    if (chapter && !chapter->failed) {
        chapter_print(out, chapter);
    }
}

/* Named by its README.md. */
static void
exercise_stage(TALLOC_CTX *ctx, const char *path, FILE *out)
{
    char *folder = path_folder(ctx, path);
    struct exercise *exercise =
        exercise_read(ctx, folder, "exercises/copies/rows");
    if (exercise) {
        exercise_print(out, exercise);
    }
}

/* ---- sources ---------------------------------------------------------- */

static void
test_source(TALLOC_CTX *ctx)
{
    static const char DOS[] = "\xEF\xBB\xBFone\r\ntwo\r\n\r\nfour";
    size_t len;
    struct source *source = source_new(ctx, "a.md", DOS, sizeof DOS - 1);
    is_int(source->lines, 4, "lines of a file from elsewhere");
    ok(strncmp(source_line(source, 2, &len), "two", 3) == 0 && len == 3,
       "without mark and carriage returns");
    ok(source->has_crlf, "which is remembered");
    is_int(source_place_at(source, 5).line, 2, "a place by its offset");
    is_int(source_place_at(source, 5).column, 2, "with its column");
    source = source_new(ctx, "a.md", "a\r\rb\r\n\rc", 8);
    is_int(source->lines, 5, "a carriage return alone ends a line");
    source = source_new(ctx, "a.md", "", 0);
    is_int(source->lines, 1, "an empty file has one line");
}

static void
bad_bytes(TALLOC_CTX *ctx, const char *path, FILE *out)
{
    (void)path;
    (void)out;
    ok(!source_new(ctx, "a.md", "ok\nno\xFFt", 7), "not UTF-8 is refused");
    ok(!source_new(ctx, "b.md", "a\0b", 3), "and so is NUL");
    ok(!source_new(ctx, "c.md", "a\tb\f\x02", 5), "and a control character");
}

static void
test_bad_source(TALLOC_CTX *ctx)
{
    is(golden_result(ctx, bad_bytes, ""),
       "a.md:2:3: error: this is not UTF-8\n"
       "b.md:1:2: error: there is a NUL byte\n"
       "c.md:1:5: error: there is a control character, U+0002\n",
       "each with its place");
}

/* ---- limits ----------------------------------------------------------- */

/* A table of 1,500 columns and ten times as many rows that are cut short:
 * each row is filled up, so 36 KB become 22 million cells. */
static char *
huge_table(TALLOC_CTX *ctx)
{
    enum { COLUMNS = 1500, ROWS = 15000 };

    char *text = talloc_array(ctx, char, 4 * COLUMNS + 2 * ROWS + 8);
    char *at = text;
    for (int i = 0; i < COLUMNS; i++) {
        at = stpcpy(at, "|a");
    }
    at = stpcpy(at, "|\n");
    for (int i = 0; i < COLUMNS; i++) {
        at = stpcpy(at, "|-");
    }
    at = stpcpy(at, "|\n");
    for (int i = 0; i < ROWS; i++) {
        at = stpcpy(at, "a\n");
    }
    return text;
}

static void
table_stage(TALLOC_CTX *ctx, const char *path, FILE *out)
{
    (void)path;
    (void)out;
    char *text = huge_table(ctx);
    struct place place = {"huge.md", 1, 1};
    int failed = 0;
    ok(!markdown_parse_piece(ctx, text, strlen(text), place, &failed),
       "a table that would take gigabytes is refused");
}

static void
test_limits(TALLOC_CTX *ctx)
{
    const char *said = golden_result(ctx, table_stage, "");
    ok(strstr(said, "huge.md:1:1: error: reading this Markdown takes"),
       "with its file and a sentence");
    int failed = 0;
    char *deep = talloc_array(ctx, char, 4001);
    memset(deep, '>', 4000);
    deep[4000] = 0;
    diag_set_sink(fopen("/dev/null", "w"));
    markdown_parse_piece(ctx, deep, 4000, (struct place){"d.md", 1, 1},
                         &failed);
    diag_set_sink(NULL);
    ok(failed, "quotes within quotes within quotes are refused");
}

int
main(void)
{
    TALLOC_CTX *ctx = talloc_new(NULL);
    golden_run("generator/test/golden/summary", ".md", summary_stage);
    golden_run("generator/test/golden/chapter", ".md", chapter_stage);
    golden_run("generator/test/golden/exercise/good", "README.md",
               exercise_stage);
    golden_run("generator/test/golden/exercise/bad", "README.md",
               exercise_stage);
    test_source(ctx);
    test_bad_source(ctx);
    test_limits(ctx);
    talloc_free(ctx);
    return tap_end();
}
