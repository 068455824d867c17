#include "book/example.h"

#include <ctype.h>
#include <string.h>

#include "book/part.h"

static const char PRELUDE[] = "#include \"heapbook.h\"\n";
static const char OPENING[] = "HB_EXAMPLE {\n";
static const char CLOSING[] = "}\n";

/* ---- what the body has ------------------------------------------------ */

/* Steps over a comment, a string or a character constant at `at`; else over
 * one character. */
static const char *
skip_token(const char *at)
{
    if (at[0] == '/' && at[1] == '*') {
        const char *end = strstr(at + 2, "*/");
        return end ? end + 2 : at + strlen(at);
    }
    if (at[0] == '/' && at[1] == '/') {
        return at + strcspn(at, "\n");
    }
    if (*at == '"' || *at == '\'') {
        char quote = *at++;
        while (*at && *at != quote && *at != '\n') {
            at += at[0] == '\\' && at[1] ? 2 : 1;
        }
        return *at ? at + 1 : at;
    }
    return at + 1;
}

static int
is_word_char(char c)
{
    return isalnum((unsigned char)c) || c == '_';
}

/* Whether the word stands in the program text, outside comments and strings;
 * followed by an opening parenthesis, if `called`. */
static int
has_word(const char *text, const char *word, int called)
{
    size_t len = strlen(word);
    const char *at = text;
    while (*at) {
        int begins = at == text || !is_word_char(at[-1]);
        if (begins && strncmp(at, word, len) == 0 && !is_word_char(at[len])) {
            const char *after = at + len + strspn(at + len, " \t\n");
            if (!called || *after == '(') {
                return 1;
            }
        }
        at = skip_token(at);
    }
    return 0;
}

static int
has_include(const char *text, const char *header)
{
    while (text) {
        const char *at = text + strspn(text, " \t\n");
        if (*at == '#') {
            at += 1 + strspn(at + 1, " \t");
            size_t len = strcspn(at, "\n");
            if (strncmp(at, "include", 7) == 0 &&
                memmem(at, len, header, strlen(header))) {
                return 1;
            }
        }
        text = strchr(at, '\n');
    }
    return 0;
}

/* ---- hidden parts ----------------------------------------------------- */

static int
is_mark(const char *line, size_t len, const char *word)
{
    while (len > 0 && isspace((unsigned char)line[len - 1])) {
        len--;
    }
    while (len > 0 && isspace((unsigned char)*line)) {
        line++;
        len--;
    }
    size_t word_len = strlen(word);
    if (len < word_len + 4 || strncmp(line, "/*", 2) != 0 ||
        strncmp(line + len - 2, "*/", 2) != 0) {
        return 0;
    }
    line += 2;
    len -= 4;
    while (len > 0 && *line == ' ') {
        line++;
        len--;
    }
    while (len > 0 && line[len - 1] == ' ') {
        len--;
    }
    return len == word_len && strncmp(line, word, len) == 0;
}

/* Every `hide` needs its `show`. */
static int
marks_check(const struct example *example)
{
    struct place place = example->fence.body;
    int line = example->body_line;
    int open = 0;
    for (const char *at = example->body; *at; line++) {
        size_t len = strcspn(at, "\n");
        int hide = is_mark(at, len, "hide");
        if (hide || is_mark(at, len, "show")) {
            place.line = line;
            if (hide == (open != 0)) {
                return diag_at(place, hide ? "a hidden part is open already"
                                           : "no hidden part is open here");
            }
            open = hide ? line : 0;
        }
        at += len + (at[len] == '\n');
    }
    if (open) {
        place.line = open;
        return diag_at(place, "this hidden part has no `/* show */`");
    }
    return 0;
}

/* Takes the blanks away that begin every line. */
static void
dedent(char *text)
{
    size_t shared = strlen(text);
    for (const char *at = text; *at; at += strcspn(at, "\n"), at += *at != 0) {
        size_t blanks = strspn(at, " ");
        if (at[blanks] && at[blanks] != '\n' && blanks < shared) {
            shared = blanks;
        }
    }
    char *to = text;
    for (const char *at = text; *at;) {
        size_t len = strcspn(at, "\n");
        size_t skipped = len < shared ? len : shared;
        memmove(to, at + skipped, len - skipped);
        to += len - skipped;
        at += len;
        if (*at) {
            *to++ = *at++;
        }
    }
    *to = 0;
}

/* Where a walk over the lines is. */
struct view {
    int outside; /* of the part that is shown */
    int hidden;
};

/* Whether the line is not shown: it is left out, or a mark. */
static int
view_skips(struct view *view, const struct fence *fence, const char *line,
           size_t len)
{
    const char *name;
    size_t name_len;
    int hide = is_mark(line, len, "hide");
    int has_parts = fence->file || fence->part;
    enum part_mark mark =
        has_parts ? part_mark(line, len, &name, &name_len) : PART_TEXT;
    if (hide || is_mark(line, len, "show")) {
        view->hidden = hide;
        return 1;
    }
    if (mark != PART_TEXT && fence->part &&
        part_is(fence->part, name, name_len)) {
        view->outside = mark == PART_END;
    }
    return mark != PART_TEXT || view->outside || view->hidden;
}

char *
example_visible(TALLOC_CTX *ctx, const struct example *example, int *hides,
                int **lines)
{
    char *visible = talloc_array(ctx, char, strlen(example->body) + 1);
    int *kept = talloc_array(visible, int, strlen(example->body) + 1);
    size_t size = 0;
    struct view view = {.outside = example->fence.part != NULL};
    int line = 1;
    int n = 0;
    *hides = 0;
    for (const char *at = example->body; *at; line++) {
        size_t len = strcspn(at, "\n");
        size_t whole = len + (at[len] == '\n');
        if (view_skips(&view, &example->fence, at, len)) {
            *hides = 1;
        }
        else {
            memcpy(visible + size, at, whole);
            size += whole;
            kept[n++] = line;
        }
        at += whole;
    }
    visible[size] = 0;
    dedent(visible);
    if (lines) {
        *lines = kept;
    }
    return visible;
}

/* ---- the example ------------------------------------------------------ */

static void
source_make(struct example *example)
{
    const char *body = example->body;
    example->is_wrapped =
        !has_word(body, "main", 1) && !has_word(body, "HB_EXAMPLE", 0);
    int has_header = has_include(body, "heapbook.h") ||
                     (!example->is_wrapped && has_include(body, "Python.h"));
    int is_open = *body && body[strlen(body) - 1] != '\n';
    example->source = talloc_asprintf(
        example, "%s%s%s%s%s", has_header ? "" : PRELUDE,
        example->is_wrapped ? OPENING : "", body, is_open ? "\n" : "",
        example->is_wrapped ? CLOSING : "");
    example->source_line =
        example->body_line - !has_header - example->is_wrapped;
}

static int
count_lines(const char *text)
{
    int lines = 0;
    for (; *text; text++) {
        lines += *text == '\n' || !text[1];
    }
    return lines;
}

/* HB_EXAMPLE has no parameters. */
static int
arguments_check(const struct example *example)
{
    if (!example->fence.arguments || has_word(example->body, "main", 1)) {
        return 0;
    }
    return diag_at(example->fence.place,
                   "args: there is no main() that takes them");
}

struct example *
example_new(TALLOC_CTX *ctx, const struct node *node,
            const struct fence *fence, const char *slug, const char *name)
{
    struct example *example = talloc_zero(ctx, struct example);
    example->fence = *fence;
    example->name = talloc_strdup(example, name);
    example->id = talloc_asprintf(example, "%s/%s", slug, example->name);
    example->title = fence->title ? fence->title : example->name;
    example->body = talloc_strdup(example, node->text);
    example->path = fence->body.path;
    example->body_line = fence->body.line;
    example->body_end = example->body_line + count_lines(node->text);
    example->end_line = node->end_line;
    example->is_broken = marks_check(example) < 0 || fence->is_broken;
    source_make(example);
    example->is_broken |= arguments_check(example) < 0;
    return example;
}

void
example_print(FILE *out, const struct example *example)
{
    fprintf(out, "example %s \"%s\" line %d%s\n", example->id, example->title,
            example->body_line, example->is_wrapped ? " wrapped" : "");
    fence_print(out, &example->fence);
    fprintf(out, "source from line %d:\n%s", example->source_line,
            example->source);
    if (example->output.text) {
        fprintf(out, "output lines %d-%d:\n%s", example->output.first_line,
                example->output.last_line, example->output.text);
    }
    if (example->python.text) {
        fprintf(out, "python line %d:\n%s", example->python.first_line,
                example->python.text);
    }
}
