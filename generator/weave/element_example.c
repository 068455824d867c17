#include "weave/element.h"

#include <stdlib.h>
#include <string.h>

#include "base/json.h"
#include "base/stream.h"

static void
set_stream(struct data *element, const char *key, char *bytes, size_t len)
{
    data_set_safe(element, key, bytes, len);
    free(bytes);
}

/* How the lines of what is shown look: those that the author wants marked,
 * and with `steps` those that take pictures. */
struct looks {
    const struct fence *fence;
    const int *lines;   /* line of the body for each shown one; NULL: all */
    const char **steps; /* for each line of the body, from 1; or NULL */
    int step_count;     /* of lines that `steps` knows */
};

static struct line_look
look_of(int line, const void *arg)
{
    const struct looks *looks = arg;
    int body_line = looks->lines ? looks->lines[line - 1] : line;
    return (struct line_look){
        .is_marked = fence_marks(looks->fence, body_line),
        .steps = looks->steps && body_line < looks->step_count
                     ? looks->steps[body_line]
                     : NULL,
    };
}

static void
set_looks(struct data *element, const char *key, enum language language,
          const char *text, const struct looks *looks)
{
    char *bytes = NULL;
    size_t len = 0;
    FILE *out = stream_open(&bytes, &len);
    highlight(out, language, text, looks ? look_of : NULL, looks);
    fclose(out);
    set_stream(element, key, bytes, len);
}

void
set_code(struct data *element, const char *key, enum language language,
         const char *text)
{
    set_looks(element, key, language, text, NULL);
}

/* A line in a loop takes several pictures: "1, 2, 3". */
static void
looks_add_steps(TALLOC_CTX *ctx, struct looks *looks,
                const struct example_run *run)
{
    const struct example *example = run->example;
    looks->step_count = example->body_end - example->body_line + 1;
    looks->steps =
        talloc_zero_array(ctx, const char *, (size_t)looks->step_count);
    for (size_t i = 0; i < run->values->step_count; i++) {
        int line = run->values->step_lines[i] + example->source_line -
                   example->body_line;
        if (line < 1 || line >= looks->step_count) {
            continue;
        }
        const char *before = looks->steps[line];
        looks->steps[line] =
            talloc_asprintf(looks->steps, "%s%s%zu", before ? before : "",
                            before ? ", " : "", i + 1);
    }
}

static void
set_program(struct data *element, const struct example_run *run)
{
    const struct example *example = run->example;
    int hides;
    int *lines;
    char *shown = example_visible(element, example, &hides, &lines);
    struct looks looks = {.fence = &example->fence, .lines = lines};
    if (example->fence.steps) {
        looks_add_steps(element, &looks, run);
    }
    set_looks(element, "code", LANGUAGE_C, shown, &looks);
    if (hides) {
        looks.lines = NULL;
        set_looks(element, "hidden", LANGUAGE_C, example->body, &looks);
    }
    if (example->python.text) {
        struct looks pair = {.fence = &example->python.fence};
        set_looks(element, "python", LANGUAGE_PYTHON, example->python.shown,
                  &pair);
    }
}

/* What the page needs to compile and run the program itself:
 *
 *     {"name": "copies/rows", "text": "...", "args": ["a"], "stdin": "...",
 *      "blocks": true, "unfold": "..."}
 */
static void
set_source(struct data *element, const struct example *example)
{
    struct json *program = json_new_object(element);
    const char *at = example->fence.arguments;
    char *bytes = NULL;
    size_t len = 0;
    json_set_text(program, "name", example->id);
    json_set_text(program, "text", example->source);
    struct json *args = json_set_list(program, "args");
    while (at) {
        size_t word = strcspn(at, "\n");
        json_add_text(args, talloc_strndup(element, at, word));
        at = at[word] ? at + word + 1 : NULL;
    }
    if (example->fence.standard_input) {
        json_set_text(program, "stdin", example->fence.standard_input);
    }
    if (example->fence.blocks) {
        json_set_bool(program, "blocks", 1);
    }
    if (example->fence.unfold) {
        json_set_text(program, "unfold", example->fence.unfold);
    }
    FILE *out = stream_open(&bytes, &len);
    json_print_html(out, program);
    fclose(out);
    set_stream(element, "program", bytes, len);
}

/* The chapter's text has been found equal to the run's; where it leaves
 * something out, so does the page. */
const char *
run_output(const struct example_run *run)
{
    const char *text = run->example->output.text;
    text = text ? text : run->result.out;
    return text && text[strspn(text, " \t\r\n")] ? text : NULL;
}

/* What the compiler said, at lines of the program as it is shown. */
static char *
compiler_words(TALLOC_CTX *ctx, const struct example_run *run)
{
    char *text = talloc_strdup(ctx, "");
    for (size_t i = 0; i < run->result.message_count; i++) {
        const struct message *message = &run->result.messages[i];
        int line = message->line - run->example->body_line + 1;
        const char *kind = message->is_error ? "error" : "warning";
        if (line > 0) {
            text = talloc_asprintf_append_buffer(text, "line %d: %s: %s\n",
                                                 line, kind, message->text);
        }
        else {
            text = talloc_asprintf_append_buffer(text, "%s: %s\n", kind,
                                                 message->text);
        }
    }
    return text;
}

/* A message ends without the newline that ended it on a terminal. */
static void
set_words(struct data *element, const char *text, const char *label)
{
    size_t len = strlen(text);
    while (len > 0 && strchr(" \n", text[len - 1])) {
        len--;
    }
    char *words = talloc_strndup(element, text, len);
    data_set_text(element, "message", words);
    data_set_text(element, "message_label", label);
}

static void
set_message(struct data *element, const struct example_run *run)
{
    const struct result *result = &run->result;
    const struct fence *fence = &run->example->fence;
    int speaks = result->err && *result->err;
    if (result->outcome == NOT_COMPILED) {
        set_words(element, compiler_words(element, run),
                  "The compiler refuses");
    }
    else if (result->outcome == KILLED && result->reason) {
        set_words(element, result->reason, "It ends with");
    }
    else if (speaks && (fence->raises || fence->has_exit)) {
        set_words(element, result->err, "It ends with");
    }
}

void
example_write(struct weaver *weaver, const struct example *example)
{
    struct data *variables = data_new(weaver->page);
    struct data *element = data_set_table(variables, "element");
    const struct example_run *run = run_of(weaver, example);
    const char *output = run_output(run);
    const struct fence *fence = &example->fence;
    char *file = talloc_asprintf(element, "%s.c", example->name);
    data_set_text(element, "id", example->name);
    data_set_text(element, "title", example->title);
    data_set_text(element, "file", fence->file ? fence->file : file);
    set_program(element, run);
    data_set_flag(element, "editable", fence->editable);
    if (fence->editable || fence->web) {
        const struct web *web = weaver->site->web;
        set_source(element, example);
        data_set_text(element, "web",
                      web ? page_url(element, weaver->page, web->path) : NULL);
    }
    if (output) {
        set_code(element, "output", LANGUAGE_PLAIN, output);
        data_set_text(element, "output_label",
                      example->python.text ? "Both print" : "Prints");
    }
    set_message(element, run);
    data_set_text(element, "ignored", fence->ignore);
    element_render(weaver, "example", variables);
    talloc_free(variables);
}
