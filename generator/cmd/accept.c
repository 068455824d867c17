#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/files.h"
#include "book/compare.h"
#include "cmd/command.h"
#include "cmd/options.h"
#include "cmd/pipeline.h"
#include "run/judge.h"
#include "run/plan.h"

static const char DOC[] =
    "Run the examples, and write what they print into the output fences of "
    "the chapters.\v"
    "A line `...` and `[..]` in a fence stay where they still fit.  An "
    "example that does not end as its fence announces is left alone.  Look "
    "at the difference before you commit it.  Nothing is written where CI is "
    "set.";

/* One change of a chapter: lines first .. last go, text comes. */
struct change {
    int first;
    int last;
    char *text;
};

/* The body as it stands in the file: with the fence's indentation. */
static char *
indent(TALLOC_CTX *ctx, const char *text, int columns)
{
    char *indented = talloc_strdup(ctx, "");
    while (*text) {
        size_t len = strcspn(text, "\n");
        indented = talloc_asprintf_append_buffer(
            indented, "%*s%.*s\n", len ? columns : 0, "", (int)len, text);
        text += len + (text[len] == '\n');
    }
    return indented;
}

/* A fence longer than any run of backticks in the text. */
static char *
fence_for(TALLOC_CTX *ctx, const char *text)
{
    size_t longest = 2;
    for (const char *at = text; (at = strchr(at, '`'));) {
        size_t run = strspn(at, "`");
        longest = run > longest ? run : longest;
        at += run;
    }
    char *fence = talloc_array(ctx, char, longest + 2);
    memset(fence, '`', longest + 1);
    fence[longest + 1] = 0;
    return fence;
}

static struct change
change_new(TALLOC_CTX *ctx, const struct example_run *run)
{
    const struct example *example = run->example;
    const struct expectation *output = &example->output;
    int columns = example->fence.indent;
    if (output->text) {
        char *text = compare_accept(ctx, output->text, run->result.out);
        return (struct change){output->first_line, output->last_line,
                               indent(ctx, text, output->indent)};
    }
    char *text = compare_accept(ctx, "", run->result.out);
    char *fence = fence_for(ctx, text);
    text = talloc_asprintf(ctx, "%soutput\n%s%s\n", fence, text, fence);
    return (struct change){
        example->end_line + 1, example->end_line,
        talloc_asprintf(ctx, "\n%s", indent(ctx, text, columns))};
}

/* Whether the output is all that may be wrong with the run. */
static int
can_accept(const struct example_run *run)
{
    const struct result *result = &run->result;
    const struct fence *fence = &run->example->fence;
    if (!plan_wants(run->example) || fence->no_run || fence->compile_fail) {
        return 0;
    }
    if (fence->signal) {
        return result->outcome == KILLED;
    }
    int expected = fence->raises ? 1 : fence->has_exit ? fence->exit_code : 0;
    return result->outcome == RAN && result->exit_code == expected;
}

static int
differs(const struct example_run *run)
{
    struct mismatch mismatch;
    const char *expected = run->example->output.text;
    TALLOC_CTX *scratch = talloc_new(NULL);
    int same = compare_output(scratch, expected ? expected : "",
                              run->result.out, &mismatch);
    talloc_free(scratch);
    return !same;
}

/* Chapters are written from the last change to the first, so that the lines
 * above stay where they are. */
static char *
apply(TALLOC_CTX *ctx, const struct source *source, char *text,
      const struct change *change)
{
    size_t from = change->first <= source->lines
                      ? source->starts[change->first - 1]
                      : source->len;
    size_t to = change->last < source->lines ? source->starts[change->last]
                                             : source->len;
    const char *gap = from > 0 && text[from - 1] != '\n' ? "\n" : "";
    return talloc_asprintf(ctx, "%.*s%s%s%s", (int)from, text, gap,
                           change->text, text + to);
}

static char *
with_carriage_returns(TALLOC_CTX *ctx, const char *text)
{
    char *out = talloc_array(ctx, char, 2 * strlen(text) + 1);
    size_t n = 0;
    for (; *text; text++) {
        if (*text == '\n') {
            out[n++] = '\r';
        }
        out[n++] = *text;
    }
    out[n] = 0;
    return out;
}

static int
chapter_accept(const struct pipeline *pipeline, const struct chapter *chapter,
               int *written)
{
    TALLOC_CTX *scratch = talloc_new(NULL);
    const struct source *source = chapter->source;
    char *text = talloc_strdup(scratch, source->text);
    int changes = 0;
    for (size_t i = pipeline->run_count; i > 0; i--) {
        const struct example_run *run = pipeline->runs[i - 1];
        if (run->chapter != chapter || !can_accept(run) || !differs(run) ||
            !options_want(pipeline->options, run->example->id)) {
            continue;
        }
        struct change change = change_new(scratch, run);
        text = apply(scratch, source, text, &change);
        changes++;
    }
    if (source->has_crlf) {
        text = with_carriage_returns(scratch, text);
    }
    int status = 0;
    if (changes > 0) {
        status = file_write(chapter->path, text, strlen(text));
        printf("%s: %d output%s rewritten\n", chapter->path, changes,
               changes == 1 ? "" : "s");
    }
    *written += changes;
    talloc_free(scratch);
    return status < 0 ? -1 : 0;
}

/* What accept cannot mend is still wrong, and is said. */
static void
judge_rest(struct pipeline *pipeline)
{
    for (size_t i = 0; i < pipeline->run_count; i++) {
        const struct example_run *run = pipeline->runs[i];
        if (!can_accept(run) && plan_wants(run->example)) {
            judge_example(run->chapter, run->example, &run->unit, &run->result,
                          NULL);
        }
    }
}

static int
accept_all(struct pipeline *pipeline)
{
    int written = 0;
    if (pipeline_read(pipeline) < 0) {
        return EXIT_WRONG;
    }
    if (pipeline_run(pipeline) < 0) {
        return EXIT_TOOL;
    }
    const struct course *course = pipeline->course;
    for (size_t i = 0; i < course->summary->len; i++) {
        const struct chapter *chapter = course->chapters[i];
        if (chapter && !chapter->failed &&
            chapter_accept(pipeline, chapter, &written) < 0) {
            return EXIT_TOOL;
        }
    }
    judge_rest(pipeline);
    if (written == 0 && !pipeline->options->quiet && diag_errors() == 0) {
        puts("all outputs are as the chapters say");
    }
    return diag_errors() > 0 ? EXIT_WRONG : EXIT_GOOD;
}

int
cmd_accept(int argc, char **argv)
{
    struct options options;
    struct argp own = {.doc = DOC};
    if (options_read(&own, NULL,
                     USES_JOBS | USES_FILTER | USES_DRAFTS | USES_CACHE |
                         USES_TRUST,
                     argc, argv, &options) < 0) {
        return EXIT_USAGE;
    }
    if (getenv("CI")) {
        diag_at((struct place){0}, "accept writes chapters, and CI is set");
        return EXIT_USAGE;
    }
    struct pipeline *pipeline = pipeline_new(NULL, &options);
    int code = accept_all(pipeline);
    talloc_free(pipeline);
    return code;
}
