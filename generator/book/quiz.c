#include "book/quiz.h"

#include <string.h>

#include "book/markdown.h"

struct reader {
    struct quiz *quiz;
    const char *text; /* the fence's body */
    int line;         /* of its first line in the chapter */
    const char *path;
    int failed;
};

static struct node *
piece_parse(struct reader *reader, const char *from, const char *to)
{
    struct place place = {reader->path, reader->line, 1};
    for (const char *at = reader->text; at < from; at++) {
        place.line += *at == '\n';
    }
    return markdown_parse_piece(reader->quiz, from, (size_t)(to - from), place,
                                &reader->failed);
}

static int
is_option(const char *line)
{
    return strncmp(line, "- [ ] ", 6) == 0 || strncmp(line, "- [x] ", 6) == 0;
}

static const char *
next_line(const char *line)
{
    line += strcspn(line, "\n");
    return line + (*line == '\n');
}

static void
option_add(struct reader *reader, const char *line)
{
    struct quiz *quiz = reader->quiz;
    struct quiz_option option = {.is_right = line[3] == 'x'};
    option.text = piece_parse(reader, line + 6, line + strcspn(line, "\n"));
    quiz->options = talloc_realloc(quiz, quiz->options, struct quiz_option,
                                   quiz->option_count + 1);
    quiz->options[quiz->option_count++] = option;
}

/* Reads the answers at line and returns what follows them. */
static const char *
answers_read(struct reader *reader, const char *line)
{
    struct quiz *quiz = reader->quiz;
    if (strncmp(line, "= ", 2) == 0) {
        quiz->answer = talloc_strndup(quiz, line + 2, strcspn(line + 2, "\n"));
        return next_line(line);
    }
    while (is_option(line)) {
        option_add(reader, line);
        line = next_line(line);
    }
    return line;
}

static int
is_blank(const char *text)
{
    return text[strspn(text, " \n")] == 0;
}

static int
answers_check(const struct quiz *quiz)
{
    size_t right = 0;
    for (size_t i = 0; i < quiz->option_count; i++) {
        right += (size_t)quiz->options[i].is_right;
    }
    if (quiz->answer) {
        return 0;
    }
    if (quiz->option_count < 2) {
        return diag_at(quiz->fence.place,
                       "a quiz needs two answers `- [ ] ...` or more, or one "
                       "line `= answer`");
    }
    if (right != 1) {
        return diag_at(quiz->fence.place,
                       "exactly one answer must be right (`- [x]`), not %zu",
                       right);
    }
    return 0;
}

struct quiz *
quiz_parse(TALLOC_CTX *ctx, const struct source *source,
           const struct node *node, const struct fence *fence,
           const char *name)
{
    struct quiz *quiz = talloc_zero(ctx, struct quiz);
    struct reader reader = {quiz, node->text, node->line + 1, source->path, 0};
    quiz->fence = *fence;
    quiz->name = talloc_strdup(quiz, name);
    quiz->title = fence->title;
    const char *line = node->text;
    while (*line && !is_option(line) && strncmp(line, "= ", 2) != 0) {
        line = next_line(line);
    }
    quiz->question = piece_parse(&reader, node->text, line);
    line = answers_read(&reader, line);
    if (!is_blank(line)) {
        quiz->why = piece_parse(&reader, line, line + strlen(line));
    }
    if (reader.failed || answers_check(quiz) < 0) {
        talloc_free(quiz);
        return NULL;
    }
    return quiz;
}

struct node *
quiz_tree(const struct quiz *quiz, size_t index)
{
    if (index == 0) {
        return quiz->question;
    }
    if (index <= quiz->option_count) {
        return quiz->options[index - 1].text;
    }
    return index == quiz->option_count + 1 ? quiz->why : NULL;
}

void
quiz_print(FILE *out, const struct quiz *quiz)
{
    fprintf(out, "quiz %s\n", quiz->name);
    node_print(out, quiz->question);
    for (size_t i = 0; i < quiz->option_count; i++) {
        fprintf(out, "option%s\n", quiz->options[i].is_right ? " right" : "");
        node_print(out, quiz->options[i].text);
    }
    if (quiz->answer) {
        fprintf(out, "answer \"%s\"\n", quiz->answer);
    }
    if (quiz->why) {
        node_print(out, quiz->why);
    }
}
