#include "weave/weave.h"

#include <stdlib.h>
#include <string.h>

#include "weave/highlight.h"

const struct example_run *
run_of(const struct weaver *weaver, const struct example *example)
{
    return map_find(weaver->site->runs, example->id);
}

static void
set_stream(struct data *element, const char *key, char *bytes, size_t len)
{
    data_set_safe(element, key, bytes, len);
    free(bytes);
}

void
set_lines(struct data *element, const char *key, const char *text)
{
    char *bytes = NULL;
    size_t len = 0;
    FILE *out = open_memstream(&bytes, &len);
    highlight(out, LANGUAGE_PLAIN, text, NULL, NULL);
    fclose(out);
    set_stream(element, key, bytes, len);
}

/* Lines of the body that the author wants marked, as lines of what is shown.
 */
struct marks {
    const struct fence *fence;
    const int *lines; /* body line of each shown line; NULL for all */
};

static int
is_marked(int line, const void *arg)
{
    const struct marks *marks = arg;
    int body_line = marks->lines ? marks->lines[line - 1] : line;
    for (int i = 0; i < marks->fence->highlight_count; i++) {
        if (body_line >= marks->fence->highlights[i].from &&
            body_line <= marks->fence->highlights[i].to) {
            return 1;
        }
    }
    return 0;
}

static void
set_code(struct data *element, const char *key, enum language language,
         const char *text, const struct marks *marks)
{
    char *bytes = NULL;
    size_t len = 0;
    FILE *out = open_memstream(&bytes, &len);
    highlight(out, language, text, is_marked, marks);
    fclose(out);
    set_stream(element, key, bytes, len);
}

static void
set_program(struct data *element, const struct example *example)
{
    int hides;
    int *lines;
    char *shown = example_visible(element, example, &hides, &lines);
    struct marks marks = {&example->fence, lines};
    set_code(element, "code", LANGUAGE_C, shown, &marks);
    if (hides) {
        marks.lines = NULL;
        set_code(element, "hidden", LANGUAGE_C, example->body, &marks);
    }
    if (example->python.text) {
        struct marks pair = {&example->python.fence, NULL};
        set_code(element, "python", LANGUAGE_PYTHON, example->python.text,
                 &pair);
    }
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
    char *file = talloc_asprintf(element, "%s.c", example->name);
    data_set_text(element, "id", example->name);
    data_set_text(element, "title", example->title);
    data_set_text(element, "file", file);
    set_program(element, example);
    if (output) {
        set_lines(element, "output", output);
        data_set_text(element, "output_label",
                      example->python.text ? "Both print" : "Prints");
    }
    set_message(element, run);
    data_set_text(element, "ignored", example->fence.ignore);
    element_render(weaver, "example", variables);
    talloc_free(variables);
}
