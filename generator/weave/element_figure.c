#include "weave/element.h"

#include <stdlib.h>
#include <string.h>

#include "base/escape.h"
#include "draw/draw.h"

/* ---- words ------------------------------------------------------------ */

/* A sentence of the drawing: code stands between backquotes. */
static void
sentence_write(FILE *out, const char *text)
{
    int in_code = 0;
    while (*text) {
        size_t len = strcspn(text, "`");
        escape_html(out, text, len);
        text += len;
        if (*text == '`') {
            in_code = !in_code;
            fputs(in_code ? "<code>" : "</code>", out);
            text++;
        }
    }
    if (in_code) {
        fputs("</code>", out);
    }
}

static void
sentences_write(FILE *out, const char *const *sentences, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        fputs("<li>", out);
        sentence_write(out, sentences[i]);
        fputs(".</li>\n", out);
    }
}

static void
words_write(FILE *out, const struct figure *figure, size_t step)
{
    size_t count;
    const char *const *sentences = figure_changes(figure, step, &count);
    fputs("<ul>\n", out);
    sentences_write(out, sentences, count);
    sentences = figure_contents(figure, step, &count);
    sentences_write(out, sentences, count);
    fputs("</ul>", out);
}

/* A caption is plain text: the backquotes go. */
static char *
plain(TALLOC_CTX *ctx, const char *text)
{
    char *copy = talloc_strdup(ctx, text ? text : "");
    size_t n = 0;
    for (size_t i = 0; copy[i]; i++) {
        if (copy[i] != '`') {
            copy[n++] = copy[i];
        }
    }
    copy[n] = 0;
    return copy;
}

/* ---- figures ---------------------------------------------------------- */

static void
drawing_set(struct weaver *weaver, struct data *step,
            const struct figure *figure, size_t index, enum form form)
{
    struct capture capture;
    capture_begin(weaver, &capture);
    figure_draw(figure, index, form, weaver->out);
    capture_end(weaver, &capture, step, form == FORM_WIDE ? "wide" : "narrow");
}

static void
step_set(struct weaver *weaver, struct data *steps,
         const struct figure *figure, size_t index)
{
    struct capture capture;
    struct data *step = data_add_table(steps);
    const char *caption = figure_caption(figure, index);
    data_set_text(step, "label", figure_step_label(figure, index));
    data_set_number(step, "number", (long long)index + 1);
    char *text = plain(step, caption);
    int open = *text && !strchr(".!?", text[strlen(text) - 1]);
    data_set_text(step, "caption",
                  open ? talloc_asprintf(step, "%s.", text) : text);
    drawing_set(weaver, step, figure, index, FORM_WIDE);
    drawing_set(weaver, step, figure, index, FORM_NARROW);
    capture_begin(weaver, &capture);
    words_write(weaver->out, figure, index);
    capture_end(weaver, &capture, step, "words");
}

/* Whether a step is among the labels (all, when there are none). */
static int
is_wanted(const char *label, const struct shortcode *shortcode)
{
    if (!shortcode || shortcode->count < 2) {
        return 1;
    }
    for (int i = 1; i < shortcode->count; i++) {
        if (strcmp(shortcode->arguments[i], label) == 0) {
            return 1;
        }
    }
    return 0;
}

static int
label_exists(const struct figure *figure, const char *label)
{
    for (size_t i = 0; i < figure_step_count(figure); i++) {
        if (strcmp(figure_step_label(figure, i), label) == 0) {
            return 1;
        }
    }
    return 0;
}

static int
labels_check(const struct figure *figure, const struct shortcode *shortcode)
{
    for (int i = 1; shortcode && i < shortcode->count; i++) {
        if (!label_exists(figure, shortcode->arguments[i])) {
            diag_at(shortcode->place, "no hb_snap of %s has the label \"%s\"",
                    shortcode->arguments[0], shortcode->arguments[i]);
            for (size_t k = 0; k < figure_step_count(figure); k++) {
                diag_note(shortcode->place, "there is \"%s\"",
                          figure_step_label(figure, k));
            }
            return -1;
        }
    }
    return 0;
}

static void
figure_put(struct weaver *weaver, const struct example *example,
           const struct figure *figure, const char *id,
           const struct shortcode *shortcode)
{
    struct data *variables = data_new(weaver->page);
    struct data *element = data_set_table(variables, "element");
    data_set_text(element, "id", id);
    data_set_text(element, "title", example->title);
    data_set_flag(element, "walk", example->fence.steps);
    struct data *steps = data_set_list(element, "steps");
    for (size_t i = 0; i < figure_step_count(figure); i++) {
        if (is_wanted(figure_step_label(figure, i), shortcode)) {
            step_set(weaver, steps, figure, i);
        }
    }
    element_render(weaver, "figure", variables);
    talloc_free(variables);
}

static void
trace_draw(struct weaver *weaver, const struct example *example,
           const struct trace *trace, const struct shortcode *shortcode)
{
    char *id = talloc_asprintf(weaver->page, "figure-%d", ++weaver->figures);
    struct figure_options options = {
        .id = id,
        .title = example->title,
        .blocks = example->fence.blocks != 0,
        .unfold = example->fence.unfold,
    };
    struct figure *figure = figure_new(trace, &options);
    if (labels_check(figure, shortcode) < 0) {
        weaver->failed = 1;
    }
    else {
        figure_put(weaver, example, figure, id, shortcode);
    }
    figure_free(figure);
}

static void
figures_of(struct weaver *weaver, const struct example *example,
           const struct shortcode *shortcode)
{
    const struct example_run *run = run_of(weaver, example);
    struct place place = shortcode ? shortcode->place : example->fence.place;
    struct draw_error error;
    if (run->values->step_count == 0) {
        if (shortcode && !run->is_wrong) {
            diag_at(place, "%s takes no picture: it calls no hb_snap",
                    example->name);
            weaver->failed = 1;
        }
        return;
    }
    struct trace *trace =
        trace_read(run->result.records, run->result.records_len, &error);
    if (!trace) {
        diag_at(place, "the pictures of %s cannot be drawn: %s (record %d)",
                example->name, error.text, error.line);
        weaver->failed = 1;
        return;
    }
    trace_draw(weaver, example, trace, shortcode);
    trace_free(trace);
}

void
figures_write(struct weaver *weaver, const struct example *example)
{
    figures_of(weaver, example, NULL);
}

void
figures_shortcode_write(struct weaver *weaver,
                        const struct shortcode *shortcode)
{
    figures_of(weaver,
               chapter_example(weaver->chapter, shortcode->arguments[0]),
               shortcode);
}
