#include "weave/highlight.h"

#include <ctype.h>
#include <string.h>

#include "base/escape.h"

struct writer {
    FILE *out;
    int line;
    int is_open;  /* a line's span */
    int is_empty; /* nothing on the line yet */
    struct line_look (*look)(int line, const void *arg);
    const void *arg;
};

/* ---- lines and spans -------------------------------------------------- */

static void
line_open(struct writer *writer)
{
    struct line_look look = {0};
    if (writer->look) {
        look = writer->look(writer->line, writer->arg);
    }
    fprintf(writer->out, "<span class=\"%s\"", look.is_marked ? "l hl" : "l");
    if (look.steps) {
        fprintf(writer->out, " data-step=\"%s\"", look.steps);
    }
    fputc('>', writer->out);
    writer->is_open = 1;
    writer->is_empty = 1;
}

static void
line_close(struct writer *writer)
{
    if (!writer->is_open) {
        line_open(writer);
    }
    fputs(writer->is_empty ? " </span>" : "</span>", writer->out);
    writer->is_open = 0;
    writer->line++;
}

/* A piece without a newline. */
static void
put_piece(struct writer *writer, char class, const char *text, size_t len)
{
    if (len == 0) {
        return;
    }
    if (!writer->is_open) {
        line_open(writer);
    }
    writer->is_empty = 0;
    if (class) {
        fprintf(writer->out, "<span class=\"%c\">", class);
    }
    escape_content(writer->out, text, len);
    if (class) {
        fputs("</span>", writer->out);
    }
}

static void
put_token(struct writer *writer, char class, const char *from, const char *to)
{
    while (from < to) {
        const char *newline = memchr(from, '\n', (size_t)(to - from));
        const char *end = newline ? newline : to;
        put_piece(writer, class, from, (size_t)(end - from));
        if (newline) {
            line_close(writer);
        }
        from = newline ? newline + 1 : to;
    }
}

/* ---- what both languages share ---------------------------------------- */

static int
is_word(char c)
{
    return isalnum((unsigned char)c) || c == '_' || (unsigned char)c >= 0x80;
}

static const char *
skip_word(const char *at)
{
    while (is_word(*at)) {
        at++;
    }
    return at;
}

/* Numbers as both languages write them, 1.5e-3 and 0x1Fp+2 too. */
static const char *
skip_number(const char *at)
{
    while (is_word(*at) || *at == '.') {
        int exponent = strchr("eEpP", *at) != NULL;
        at++;
        if (exponent && (*at == '+' || *at == '-')) {
            at++;
        }
    }
    return at;
}

static const char *
skip_line(const char *at)
{
    return at + strcspn(at, "\n");
}

/* A string on one line; at is its opening quote. */
static const char *
skip_string(const char *at)
{
    char quote = *at++;
    while (*at && *at != quote && *at != '\n') {
        at += at[0] == '\\' && at[1] ? 2 : 1;
    }
    return *at == quote ? at + 1 : at;
}

/* words: sorted, apart by blanks, with a blank at both ends. */
static int
is_among(const char *words, const char *from, const char *to)
{
    char word[24] = " ";
    size_t len = (size_t)(to - from);
    if (len + 3 > sizeof word) {
        return 0;
    }
    memcpy(word + 1, from, len);
    memcpy(word + 1 + len, " ", 2);
    return strstr(words, word) != NULL;
}

struct token {
    const char *end;
    char class; /* 0 for none */
};

/* ---- C ---------------------------------------------------------------- */

static const char C_KEYWORDS[] =
    " auto break case char const continue default do double else enum extern "
    "float for goto if inline int long register restrict return short signed "
    "sizeof static struct switch typedef union unsigned void volatile while "
    "_Bool NULL HB_EXAMPLE ";

static const char *
skip_comment(const char *at)
{
    const char *end = strstr(at + 2, "*/");
    return end ? end + 2 : at + strlen(at);
}

static int
is_line_start(const char *text, const char *at)
{
    while (at > text && (at[-1] == ' ' || at[-1] == '\t')) {
        at--;
    }
    return at == text || at[-1] == '\n';
}

/* `#include` is p; what follows is read as usual, but for <header.h>. */
static struct token
c_directive(const char *at)
{
    const char *word = at + 1 + strspn(at + 1, " \t");
    return (struct token){skip_word(word), 'p'};
}

static int
is_header_name(const char *text, const char *at)
{
    static const char INCLUDE[] = "include";
    size_t len = sizeof INCLUDE - 1;
    const char *close = at + strcspn(at, ">\n");
    if (*close != '>') {
        return 0;
    }
    while (at > text && at[-1] == ' ') {
        at--;
    }
    return (size_t)(at - text) > len && strncmp(at - len, INCLUDE, len) == 0;
}

static struct token
c_token(const char *text, const char *at)
{
    if (at[0] == '/' && at[1] == '*') {
        return (struct token){skip_comment(at), 'c'};
    }
    if (at[0] == '/' && at[1] == '/') {
        return (struct token){skip_line(at), 'c'};
    }
    if (*at == '"' || *at == '\'') {
        return (struct token){skip_string(at), 's'};
    }
    if (*at == '#' && is_line_start(text, at)) {
        return c_directive(at);
    }
    if (*at == '<' && is_header_name(text, at)) {
        return (struct token){at + strcspn(at, ">") + 1, 's'};
    }
    if (isdigit((unsigned char)*at)) {
        return (struct token){skip_number(at), 'n'};
    }
    if (is_word(*at)) {
        const char *end = skip_word(at);
        return (struct token){end, is_among(C_KEYWORDS, at, end) ? 'k' : 0};
    }
    return (struct token){at + 1, 0};
}

/* ---- Python ----------------------------------------------------------- */

static const char PYTHON_KEYWORDS[] =
    " False None True and as assert async await break class continue def del "
    "elif else except finally for from global if import in is lambda "
    "nonlocal not or pass raise return try while with yield ";

static const char *
skip_triple(const char *at)
{
    char quotes[4] = {at[0], at[0], at[0], 0};
    const char *end = strstr(at + 3, quotes);
    return end ? end + 3 : at + strlen(at);
}

static const char *
python_string(const char *at)
{
    int triple = at[0] == at[1] && at[0] == at[2];
    return triple ? skip_triple(at) : skip_string(at);
}

/* b"...", rb'...', f"...": the letters belong to the string. */
static const char *
string_prefix(const char *at)
{
    size_t len = strspn(at, "bBrRfFuU");
    int quoted = at[len] == '"' || at[len] == '\'';
    return len > 0 && len <= 2 && quoted ? at + len : NULL;
}

static struct token
python_token(const char *text, const char *at)
{
    const char *quote = string_prefix(at);
    if (*at == '#') {
        return (struct token){skip_line(at), 'c'};
    }
    if (*at == '"' || *at == '\'' || quote) {
        return (struct token){python_string(quote ? quote : at), 's'};
    }
    if (*at == '@' && is_line_start(text, at)) {
        return (struct token){skip_word(at + 1), 'p'};
    }
    if (isdigit((unsigned char)*at)) {
        return (struct token){skip_number(at), 'n'};
    }
    if (is_word(*at)) {
        const char *end = skip_word(at);
        int key = is_among(PYTHON_KEYWORDS, at, end);
        return (struct token){end, key ? 'k' : 0};
    }
    return (struct token){at + 1, 0};
}

/* ---- all -------------------------------------------------------------- */

enum language
highlight_language(const char *info)
{
    if (!info) {
        return LANGUAGE_PLAIN;
    }
    if (strcmp(info, "c") == 0 || strcmp(info, "h") == 0) {
        return LANGUAGE_C;
    }
    int python = strcmp(info, "python") == 0 || strcmp(info, "py") == 0;
    return python ? LANGUAGE_PYTHON : LANGUAGE_PLAIN;
}

void
highlight(FILE *out, enum language language, const char *text,
          struct line_look (*look)(int line, const void *arg), const void *arg)
{
    struct writer writer = {.out = out, .line = 1};
    writer.look = look;
    writer.arg = arg;
    const char *plain = text; /* text without a class that waits */
    const char *at = text;
    while (*at) {
        struct token token = {skip_line(at) + (*skip_line(at) == '\n'), 0};
        if (language == LANGUAGE_C) {
            token = c_token(text, at);
        }
        else if (language == LANGUAGE_PYTHON) {
            token = python_token(text, at);
        }
        if (token.class) {
            put_token(&writer, 0, plain, at);
            put_token(&writer, token.class, at, token.end);
            plain = token.end;
        }
        at = token.end;
    }
    put_token(&writer, 0, plain, at);
    if (writer.is_open) {
        line_close(&writer);
    }
}
