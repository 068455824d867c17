#include "weave/element.h"

#include <stdlib.h>
#include <string.h>

#include "base/escape.h"
#include "weave/prose.h"

static int
count_lines(const char *text)
{
    int lines = 0;
    for (; *text; text++) {
        lines += *text == '\n' || text[1] == 0;
    }
    return lines;
}

/* Why and the pictures would give the answer away: they stand behind it. */
static void
after_answer_write(struct weaver *weaver, const struct node *node,
                   struct data *element)
{
    const struct example *example = node->item;
    struct capture capture;
    capture_begin(weaver, &capture);
    if (node->first) {
        prose_blocks(weaver, node->first);
    }
    if (!example->has_figure_shortcode) {
        figures_write(weaver, example);
    }
    capture_end(weaver, &capture, element, "answer");
}

void
predict_write(struct weaver *weaver, const struct node *node)
{
    const struct example *example = node->item;
    struct data *variables = data_new(weaver->page);
    struct data *element = data_set_table(variables, "element");
    const char *output = run_output(run_of(weaver, example));
    int hides;
    data_set_text(element, "id", example->name);
    data_set_text(element, "label",
                  example->fence.title ? example->fence.title
                                       : "Predict the output");
    set_code(element, "code", LANGUAGE_C,
             example_visible(element, example, &hides, NULL));
    if (output) {
        data_set_number(element, "rows", count_lines(output));
        set_code(element, "output", LANGUAGE_PLAIN, output);
    }
    after_answer_write(weaver, node, element);
    element_render(weaver, "question", variables);
    talloc_free(variables);
}

/* The one paragraph that an answer is. */
static const struct node *
line_of(const struct node *document)
{
    const struct node *first = document->first;
    return first && first->kind == NODE_PARAGRAPH ? first : document;
}

static void
right_answer_write(struct weaver *weaver, const struct quiz *quiz)
{
    fputs("<p>", weaver->out);
    if (quiz->answer) {
        fputs("<samp>", weaver->out);
        escape_text(weaver->out, quiz->answer);
        fputs("</samp>", weaver->out);
    }
    for (size_t i = 0; i < quiz->option_count; i++) {
        if (quiz->options[i].is_right) {
            prose_inlines(weaver, line_of(quiz->options[i].text));
        }
    }
    fputs("</p>\n", weaver->out);
    if (quiz->why) {
        prose_blocks(weaver, quiz->why);
    }
}

void
quiz_write(struct weaver *weaver, const struct quiz *quiz)
{
    struct data *variables = data_new(weaver->page);
    struct data *element = data_set_table(variables, "element");
    struct capture capture;
    data_set_text(element, "id", quiz->name);
    data_set_text(element, "label", quiz->title ? quiz->title : "Question");
    capture_begin(weaver, &capture);
    prose_blocks(weaver, quiz->question);
    capture_end(weaver, &capture, element, "text");
    if (quiz->option_count > 0) {
        struct data *options = data_set_list(element, "options");
        for (size_t i = 0; i < quiz->option_count; i++) {
            capture_begin(weaver, &capture);
            prose_inlines(weaver, line_of(quiz->options[i].text));
            capture_end(weaver, &capture, options, NULL);
        }
    }
    data_set_number(element, "rows", 1);
    data_set_text(element, "reveal", "Show the answer");
    capture_begin(weaver, &capture);
    right_answer_write(weaver, quiz);
    capture_end(weaver, &capture, element, "answer");
    element_render(weaver, "question", variables);
    talloc_free(variables);
}
