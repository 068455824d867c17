#include "cmd/check_picture.h"

#include <stdlib.h>
#include <string.h>

#include "base/diag.h"
#include "base/escape.h"
#include "base/files.h"
#include "base/home.h"
#include "base/stream.h"
#include "draw/draw.h"
#include "grade/difference.h"
#include "grade/report_forms.h"

/* ---- in words ----------------------------------------------------------- */

/* A sentence of the drawing, without the backquotes. */
static void
print_sentence(FILE *out, const char *text)
{
    fputs("               ", out);
    for (; *text; text++) {
        if (*text != '`') {
            fputc(*text, out);
        }
    }
    fputc('\n', out);
}

static void
print_heap(FILE *out, const struct test_report *test)
{
    struct draw_error error;
    struct trace *trace = trace_read(test->heap, strlen(test->heap), &error);
    struct figure_options options = {.id = "heap", .title = test->claim};
    struct figure *figure;
    const char *const *sentences;
    size_t count;

    if (!trace) {
        fprintf(out, "             its heap cannot be drawn: %s\n",
                error.text);
        return;
    }
    figure = figure_new(trace, &options);
    fprintf(out, "\nthe heap after \"%s\"\n", test->claim);
    if (figure_step_count(figure) > 0) {
        sentences =
            figure_contents(figure, figure_step_count(figure) - 1, &count);
        for (size_t i = 0; i < count; i++) {
            print_sentence(out, sentences[i]);
        }
    }
    figure_free(figure);
    trace_free(trace);
}

void
picture_print(FILE *out, const struct report *report)
{
    for (size_t i = 0; i < report->test_count; i++) {
        if (report->tests[i].heap) {
            print_heap(out, &report->tests[i]);
            return;
        }
    }
}

/* ---- as a page ---------------------------------------------------------- */

/* The site's own sheets, but for the faces: those are files of their own. */
static int
put_style(FILE *out)
{
    TALLOC_CTX *ctx = talloc_new(NULL);
    char *folder = home_path(ctx, "site/assets/style");
    int status = 0;

    fputs("<style>\n", out);
    for (char **names = folder_list(ctx, folder, ".css"); *names; names++) {
        size_t len;
        char *text =
            strstr(*names, "faces")
                ? talloc_strdup(ctx, "")
                : file_read(ctx, path_join(ctx, folder, *names), &len);

        status |= text ? 0 : -1;
        fputs(text ? text : "", out);
    }
    fputs("body { max-inline-size: 60rem; margin: 2rem auto; padding: 0 1rem }"
          "\n</style>\n",
          out);
    talloc_free(ctx);
    return status;
}

static void
put_drawing(FILE *out, const struct test_report *test, size_t number)
{
    char id[32];
    struct draw_error error;
    struct trace *trace = trace_read(test->heap, strlen(test->heap), &error);
    struct figure_options options = {.id = id, .title = test->claim};
    struct figure *figure;

    snprintf(id, sizeof id, "heap-%zu", number);
    if (!trace) {
        return;
    }
    figure = figure_new(trace, &options);
    for (size_t step = 0; step < figure_step_count(figure); step++) {
        fputs("<figure class=\"fig\"><div class=\"scroll\">", out);
        figure_draw(figure, step, FORM_WIDE, out);
        fputs("</div><figcaption>What your program left.</figcaption>"
              "</figure>\n",
              out);
    }
    figure_free(figure);
    trace_free(trace);
}

static void
put_finding(FILE *out, const struct finding *finding)
{
    TALLOC_CTX *ctx = talloc_new(NULL);

    fputs("<p>", out);
    escape_text(out, finding->what);
    fputs("</p><dl class=\"diff\"><dt>expected</dt><dd>", out);
    escape_text(out, visible(ctx, finding->expected));
    fputs("</dd><dt>got</dt><dd>", out);
    escape_text(out, visible(ctx, finding->actual));
    fputs("</dd></dl>\n", out);
    talloc_free(ctx);
}

/* A paragraph: words of ours, then those of somebody else. */
static void
put_line(FILE *out, const char *ours, const char *theirs)
{
    TALLOC_CTX *ctx = talloc_new(NULL);

    fprintf(out, "<p>%s", ours);
    escape_text(out, visible(ctx, theirs));
    fputs("</p>\n", out);
    talloc_free(ctx);
}

static void
put_output(FILE *out, const char *caption, const char *text)
{
    TALLOC_CTX *ctx = talloc_new(NULL);

    fprintf(out, "<p>%s</p><pre><samp>", caption);
    escape_text(out, visible_lines(ctx, text));
    fputs("</samp></pre>\n", out);
    talloc_free(ctx);
}

/* Below what was expected and got: why, and what to do. */
static void
put_rest(FILE *out, const struct test_report *test)
{
    char line[32] = "";

    if (test->explanation) {
        if (test->explained_line) {
            snprintf(line, sizeof line, "line %d: ", test->explained_line);
        }
        put_line(out, line, test->explanation);
    }
    if (*test->output) {
        put_output(out, "your program printed", test->output);
    }
    if (*test->errors) {
        put_output(out, "your program printed to stderr", test->errors);
    }
    if (test->hint) {
        put_line(out, "<b>next:</b> ", test->hint);
    }
}

static void
put_test(FILE *out, const struct test_report *test, size_t number)
{
    const struct finding *failure = test_failure(test);

    fprintf(out, "<li class=\"%s\"><span>%s</span> <b>",
            test->status == TEST_ERROR ? "fail"
                                       : test_status_name(test->status),
            test_status_name(test->status));
    escape_text(out, test->claim);
    fprintf(out, "</b><span class=\"pts\">%d/%d</span>", test->points,
            test->max_points);
    if (test->status == TEST_FAIL || test->status == TEST_ERROR) {
        fputs("<div class=\"why\">", out);
        if (failure) {
            put_finding(out, failure);
        }
        else if (test->message) {
            put_line(out, "", test->message);
        }
        put_rest(out, test);
        if (test->heap) {
            put_drawing(out, test, number);
        }
        fputs("</div>", out);
    }
    fputs("</li>\n", out);
}

static int
put_page(FILE *out, const struct report *report)
{
    int status;

    fputs("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n"
          "<meta charset=\"utf-8\">\n<title>",
          out);
    escape_text(out, report->exercise);
    fputs("</title>\n<meta name=\"viewport\" "
          "content=\"width=device-width, initial-scale=1\">\n"
          "<meta http-equiv=\"Content-Security-Policy\" "
          "content=\"default-src 'none'; style-src 'unsafe-inline'\">\n",
          out);
    status = put_style(out);
    fputs("</head>\n<body>\n<main>\n<h1>", out);
    escape_text(out, report->exercise);
    fprintf(out, "</h1>\n<p class=\"lede\">%d of %d points</p>\n",
            report->score, report->max_score);
    if (report->reason) {
        put_line(out, "", report->reason);
    }
    for (size_t i = 0; i < report->message_count; i++) {
        char line[32];

        snprintf(line, sizeof line, "line %d: ", report->messages[i].line);
        put_line(out, line, report->messages[i].text);
    }
    fputs("<ol class=\"results\">\n", out);
    for (size_t i = 0; i < report->test_count; i++) {
        put_test(out, &report->tests[i], i);
    }
    fputs("</ol>\n</main>\n</body>\n</html>\n", out);
    return status;
}

int
picture_write(const char *path, const struct report *report)
{
    char *text = NULL;
    size_t len = 0;
    FILE *out = stream_open(&text, &len);
    int status = put_page(out, report);

    fclose(out);
    status |= file_write(path, text, len) < 0 ? -1 : 0;
    free(text);
    return status;
}
