/* fuzz_test.c -- every reader of outside bytes, fed with broken ones.
 *
 * The golden inputs are changed at random places, always the same ones, and
 * given to each parser.  What is claimed: it comes back, and when it says no
 * it has said why.  Memory errors are the sanitizers' to find:
 *
 *     make FLAVOUR=asan .build/asan/generator/test/fuzz_test
 */
#include "golden.h"

#include "base/json.h"
#include "book/chapter.h"
#include "book/compare.h"
#include "book/summary.h"
#include "run/values.h"
#include "weave/highlight.h"
#include "weave/output.h"
#include "weave/template_source.h"

enum { ROUNDS = 150, CHANGES = 6 };

static unsigned long long state = 20240914;

static unsigned
draw_number(unsigned below)
{
    state = state * 6364136223846793005ULL + 1442695040888963407ULL;
    return (unsigned)(state >> 33) % below;
}

/* Pieces that mean something to one of the parsers. */
static const char *const PIECES[] = {
    "```",        "{{",         "}}",
    "\n",         "\n\n",       "- ",
    "> [!NOTE] ", "|",          "---",
    "\"",         "[x](",       ")",
    "]",          "# ",         "{% ",
    " %}",        "<a ",        "=",
    "/*",         "*/",         "'",
    "\\",         "[^1]",       "\xC3",
    "...\n",      "[..]",       "{\"value\":",
    "```c hl=",   "\t",         "    ",
    "TEST(",      "> [!WHY]\n", "```c predict\n",
};

static void
insert(char **text, size_t at, const char *piece)
{
    *text =
        talloc_asprintf(NULL, "%.*s%s%s", (int)at, *text, piece, *text + at);
}

static char *
changed(TALLOC_CTX *ctx, const char *original)
{
    char *text = talloc_strdup(NULL, original);
    for (unsigned i = draw_number(CHANGES) + 1; i > 0; i--) {
        char *before = text;
        size_t len = strlen(text);
        size_t at = draw_number((unsigned)len + 1);
        size_t cut = draw_number(20);
        switch (draw_number(3)) {
        case 0:
            insert(&text, at,
                   PIECES[draw_number(sizeof PIECES / sizeof *PIECES)]);
            break;
        case 1:
            cut = at + cut > len ? len - at : cut;
            text = talloc_asprintf(NULL, "%.*s%s", (int)at, text,
                                   text + at + cut);
            break;
        default:
            if (at < len) {
                text[at] = (char)(draw_number(255) + 1);
            }
            continue;
        }
        talloc_free(before);
    }
    return talloc_steal(ctx, text);
}

/* Each returns -1 when it refuses. */
typedef int parser(TALLOC_CTX *ctx, const char *text);

static int
read_summary(TALLOC_CTX *ctx, const char *text)
{
    struct source *source = source_new(ctx, "s.md", text, strlen(text));
    return source && summary_parse(ctx, source) ? 0 : -1;
}

static int
read_chapter(TALLOC_CTX *ctx, const char *text)
{
    struct source *source = source_new(ctx, "c.md", text, strlen(text));
    struct chapter *chapter = source ? chapter_parse(ctx, source, "C") : NULL;
    return chapter && !chapter->failed ? 0 : -1;
}

static int
read_template(TALLOC_CTX *ctx, const char *text)
{
    size_t len;
    return template_to_lua(ctx, "t.html", text, &len) ? 0 : -1;
}

static int
read_records(TALLOC_CTX *ctx, const char *text)
{
    struct result result = {.records = text, .records_len = strlen(text)};
    values_read(ctx, &result);
    return 0;
}

static int
compare_halves(TALLOC_CTX *ctx, const char *text)
{
    struct mismatch mismatch;
    char *half = talloc_strndup(ctx, text, strlen(text) / 2);
    char *accepted = compare_accept(ctx, half, text);
    return compare_output(ctx, accepted, text, &mismatch)
               ? 0
               : diag_at((struct place){0}, "accepted and not equal");
}

static int
colour(TALLOC_CTX *ctx, const char *text)
{
    char *bytes = NULL;
    size_t len = 0;
    FILE *out = open_memstream(&bytes, &len);
    (void)ctx;
    highlight(out, LANGUAGE_C, text, NULL, NULL);
    highlight(out, LANGUAGE_PYTHON, text, NULL, NULL);
    fclose(out);
    free(bytes);
    return 0;
}

static int
scan_page(TALLOC_CTX *ctx, const char *text)
{
    struct outputs *outputs = outputs_new(ctx);
    struct place place = {0};
    output_add(outputs, "a.html", text, strlen(text), NULL, place);
    return links_check(outputs);
}

static void
fuzz(const char *path, parser *parse, const char *name)
{
    TALLOC_CTX *ctx = talloc_new(NULL);
    size_t len;
    const char *original = file_try_read(ctx, path, &len);
    int silent = 0;
    FILE *nowhere = fopen("/dev/null", "w");
    diag_set_sink(nowhere);
    for (int i = 0; original && i < ROUNDS; i++) {
        TALLOC_CTX *scratch = talloc_new(ctx);
        char *text = changed(scratch, original);
        size_t before = diag_errors();
        int status = parse(scratch, text);
        silent += status < 0 && diag_errors() == before;
        talloc_free(scratch);
    }
    diag_set_sink(NULL);
    fclose(nowhere);
    ok(original != NULL, "%s is there", path);
    is_int(silent, 0, "%s: a refusal has a reason", name);
    talloc_free(ctx);
}

#define GOLDEN "generator/test/golden/"

int
main(void)
{
    fuzz(GOLDEN "summary/whole.md", read_summary, "summary");
    fuzz(GOLDEN "chapter/whole.md", read_chapter, "chapter");
    fuzz(GOLDEN "page/prose.md", read_chapter, "chapter, prose");
    fuzz(GOLDEN "page/examples.md", read_chapter, "chapter, examples");
    fuzz("templates/layout.html", read_template, "template");
    fuzz("templates/element/figure.html", read_template, "template, figure");
    fuzz(GOLDEN "page/prose.md.out", scan_page, "page");
    fuzz(GOLDEN "page/prose.md.out", colour, "colours");
    fuzz(GOLDEN "chapter/whole.md.out", compare_halves, "compare");
    fuzz("generator/test/page_test.c", read_records, "records");
    return tap_end();
}
