#include "grade/mutate_tokens.h"

#include <ctype.h>
#include <string.h>

/* ---- reading ------------------------------------------------------------ */

static size_t
blank_len(const char *at)
{
    const char *end;

    if (isspace((unsigned char)*at)) {
        return 1;
    }
    if (!strncmp(at, "//", 2)) {
        return strcspn(at, "\n");
    }
    if (!strncmp(at, "/*", 2)) {
        end = strstr(at + 2, "*/");
        return end ? (size_t)(end - at) + 2 : strlen(at);
    }
    return 0;
}

static size_t
directive_len(const char *at)
{
    size_t len = strcspn(at, "\n");

    while (len > 0 && at[len] && at[len - 1] == '\\') {
        len += 1 + strcspn(at + len + 1, "\n");
    }
    return len;
}

static size_t
literal_len(const char *at)
{
    size_t len = 1;

    while (at[len] && at[len] != at[0] && at[len] != '\n') {
        len += at[len] == '\\' && at[len + 1] ? 2 : 1;
    }
    return at[len] == at[0] ? len + 1 : len;
}

static size_t
mark_len(const char *at)
{
    static const char *const marks[] = {
        "<<=", ">>=", "...", "->", "++", "--", "<<", ">>", "<=", ">=", "==",
        "!=",  "&&",  "||",  "+=", "-=", "*=", "/=", "%=", "&=", "|=", "^="};

    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
        if (!strncmp(at, marks[i], strlen(marks[i]))) {
            return strlen(marks[i]);
        }
    }
    return 1;
}

static size_t
word_len(const char *at)
{
    size_t len = 0;

    while (isalnum((unsigned char)at[len]) || at[len] == '_') {
        len++;
    }
    return len;
}

static struct token
token_at(const char *text, size_t at, int is_first)
{
    char c = text[at];
    struct token token = {TOKEN_MARK, at, at, 0};

    if (c == '#' && is_first) {
        token.kind = TOKEN_DIRECTIVE;
        token.end += directive_len(text + at);
    }
    else if (c == '"' || c == '\'') {
        token.kind = TOKEN_TEXT;
        token.end += literal_len(text + at);
    }
    else if (isalnum((unsigned char)c) || c == '_') {
        token.kind = isdigit((unsigned char)c) ? TOKEN_NUMBER : TOKEN_NAME;
        token.end += word_len(text + at);
    }
    else {
        token.end += mark_len(text + at);
    }
    return token;
}

static int
count_lines(const char *text, size_t from, size_t to)
{
    int lines = 0;

    for (; from < to; from++) {
        lines += text[from] == '\n';
    }
    return lines;
}

struct tokens *
tokens_read(TALLOC_CTX *ctx, const char *text)
{
    struct tokens *tokens = talloc_zero(ctx, struct tokens);
    size_t at = 0, len;
    int line = 1, line_of_last = 0;

    tokens->text = text;
    while (text[at]) {
        struct token token;

        if ((len = blank_len(text + at)) > 0) {
            line += count_lines(text, at, at + len);
            at += len;
            continue;
        }
        token = token_at(text, at, line != line_of_last);
        token.line = line;
        line_of_last = line;
        line += count_lines(text, token.start, token.end);
        at = token.end;
        tokens->list = talloc_realloc(tokens, tokens->list, struct token,
                                      tokens->count + 1);
        tokens->list[tokens->count++] = token;
    }
    return tokens;
}

/* ---- questions ---------------------------------------------------------- */

int
token_is(const struct tokens *tokens, size_t i, const char *word)
{
    const struct token *token = &tokens->list[i];
    size_t len = strlen(word);

    return i < tokens->count && token->end - token->start == len &&
           !memcmp(tokens->text + token->start, word, len);
}

char *
tokens_text(TALLOC_CTX *ctx, const struct tokens *tokens, size_t first,
            size_t last)
{
    size_t start = tokens->list[first].start;

    return talloc_strndup(ctx, tokens->text + start,
                          tokens->list[last].end - start);
}

/* +1 for a bracket that opens, -1 for one that closes. */
static int
bracket(const struct tokens *tokens, size_t i)
{
    const struct token *token = &tokens->list[i];
    char c = tokens->text[token->start];

    if (token->kind != TOKEN_MARK) {
        return 0;
    }
    return c == '(' || c == '[' || c == '{'   ? 1
           : c == ')' || c == ']' || c == '}' ? -1
                                              : 0;
}

size_t
token_closing(const struct tokens *tokens, size_t i)
{
    int depth = 0;

    for (size_t k = i; k < tokens->count; k++) {
        depth += bracket(tokens, k);
        if (depth == 0) {
            return k;
        }
    }
    return i;
}

size_t
token_opening(const struct tokens *tokens, size_t i)
{
    int depth = 0;

    for (size_t k = i + 1; k > 0; k--) {
        depth += bracket(tokens, k - 1);
        if (depth == 0) {
            return k - 1;
        }
    }
    return i;
}

/* ---- statements --------------------------------------------------------- */

/* Behind "if (...)", "while (...)" and the like. */
static size_t
after_head(const struct tokens *tokens, size_t i)
{
    return token_is(tokens, i + 1, "(") ? token_closing(tokens, i + 1) + 1
                                        : i + 1;
}

static size_t
if_last(const struct tokens *tokens, size_t i)
{
    size_t last = statement_last(tokens, after_head(tokens, i));

    return token_is(tokens, last + 1, "else")
               ? statement_last(tokens, last + 2)
               : last;
}

static size_t
simple_last(const struct tokens *tokens, size_t i)
{
    while (i + 1 < tokens->count && !token_is(tokens, i, ";") &&
           bracket(tokens, i) >= 0) {
        i = bracket(tokens, i) > 0 ? token_closing(tokens, i) + 1 : i + 1;
    }
    return i < tokens->count ? i : tokens->count - 1;
}

size_t
statement_last(const struct tokens *tokens, size_t i)
{
    if (i >= tokens->count) {
        return tokens->count - 1;
    }
    if (token_is(tokens, i, "{")) {
        return token_closing(tokens, i);
    }
    if (token_is(tokens, i, "if")) {
        return if_last(tokens, i);
    }
    if (token_is(tokens, i, "for") || token_is(tokens, i, "while") ||
        token_is(tokens, i, "switch")) {
        return statement_last(tokens, after_head(tokens, i));
    }
    return simple_last(tokens, i);
}

size_t
statement_before(const struct tokens *tokens, size_t i)
{
    size_t open = i, at;

    for (int depth = 0; open > 0 && depth < 1;) {
        depth += bracket(tokens, --open);
    }
    if (!token_is(tokens, open, "{")) {
        return i;
    }
    for (at = open + 1; at < i;) {
        size_t next = statement_last(tokens, at) + 1;

        if (next >= i) {
            return next == i ? at : i;
        }
        at = next;
    }
    return i;
}
