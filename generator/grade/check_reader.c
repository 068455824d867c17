#include "grade/check_reader.h"

#include <ctype.h>
#include <string.h>

#include "base/diag.h"

static int
complain(const struct check_reader *reader, size_t at, const char *what)
{
    struct place place = {reader->path, 1, 1};

    for (size_t i = 0; i < at; i++) {
        place.column = reader->text[i] == '\n' ? 1 : place.column + 1;
        place.line += reader->text[i] == '\n';
    }
    return diag_at(place, "%s", what);
}

/* ---- reading over text -------------------------------------------------- */

static void
step(struct check_reader *reader)
{
    reader->line += reader->text[reader->at] == '\n';
    reader->at++;
}

static int
skip_literal(struct check_reader *reader)
{
    char quote = reader->text[reader->at];
    size_t start = reader->at;

    for (step(reader); reader->text[reader->at] != quote; step(reader)) {
        char c = reader->text[reader->at];

        if (!c || c == '\n') {
            return complain(reader, start, "a literal does not end");
        }
        if (c == '\\' && reader->text[reader->at + 1]) {
            step(reader);
        }
    }
    step(reader);
    return 0;
}

static int
skip_comment(struct check_reader *reader)
{
    const char *text = reader->text;
    size_t start = reader->at;

    if (text[reader->at + 1] == '/') {
        while (text[reader->at] && text[reader->at] != '\n') {
            step(reader);
        }
        return 0;
    }
    step(reader);
    for (step(reader); strncmp(text + reader->at, "*/", 2); step(reader)) {
        if (!text[reader->at]) {
            return complain(reader, start, "a comment does not end");
        }
    }
    step(reader);
    step(reader);
    return 0;
}

/* Goes over one character, literal or comment. */
static int
advance(struct check_reader *reader)
{
    char c = reader->text[reader->at];
    char next = c ? reader->text[reader->at + 1] : 0;

    if (c == '"' || c == '\'') {
        return skip_literal(reader);
    }
    if (c == '/' && (next == '/' || next == '*')) {
        return skip_comment(reader);
    }
    step(reader);
    return 0;
}

static int
skip_body(struct check_reader *reader)
{
    size_t start = reader->at;
    int depth = 0;

    do {
        char c = reader->text[reader->at];

        if (!c) {
            return complain(reader, start, "a brace does not close");
        }
        depth += (c == '{') - (c == '}');
        if (advance(reader)) {
            return -1;
        }
    } while (depth > 0);
    return 0;
}

/* ---- items -------------------------------------------------------------- */

static void
skip_directive(struct check_reader *reader)
{
    while (reader->text[reader->at] && reader->text[reader->at] != '\n') {
        if (reader->text[reader->at] == '\\' &&
            reader->text[reader->at + 1] == '\n') {
            step(reader);
        }
        step(reader);
    }
}

static int
is_gap(const struct check_reader *reader)
{
    char c = reader->text[reader->at];
    char next = c ? reader->text[reader->at + 1] : 0;

    return isspace((unsigned char)c) ||
           (c == '/' && (next == '/' || next == '*'));
}

static int
finish(const struct check_reader *reader, struct check_item *item,
       enum check_item_kind kind)
{
    item->kind = kind;
    item->end = reader->at;
    return 1;
}

/* From its first word to its body or its semicolon. */
static int
read_item(struct check_reader *reader, struct check_item *item)
{
    int depth = 0, after_parenthesis = 0;
    char c;

    while ((c = reader->text[reader->at])) {
        if (c == '{' && !depth && after_parenthesis) {
            item->body = reader->at;
            return skip_body(reader) ? -1
                                     : finish(reader, item, ITEM_FUNCTION);
        }
        depth += strchr("({[", c) != NULL;
        depth -= strchr(")}]", c) != NULL;
        if (!is_gap(reader)) {
            after_parenthesis = c == ')';
        }
        if (advance(reader)) {
            return -1;
        }
        if (c == ';' && !depth) {
            return finish(reader, item, ITEM_DECLARATION);
        }
    }
    return 0;
}

int
check_reader_next(struct check_reader *reader, struct check_item *item)
{
    while (is_gap(reader)) {
        if (advance(reader)) {
            return -1;
        }
    }
    *item = (struct check_item){.start = reader->at, .line = reader->line};
    if (reader->text[reader->at] == '#') {
        skip_directive(reader);
        return finish(reader, item, ITEM_DIRECTIVE);
    }
    return read_item(reader, item);
}

char *
check_item_head(TALLOC_CTX *ctx, const char *text,
                const struct check_item *item, const char *head)
{
    const char *at = text + item->start;
    size_t len = strlen(head), name = 0;

    if (item->kind != ITEM_FUNCTION || strncmp(at, head, len)) {
        return NULL;
    }
    at += len;
    at += strspn(at, " \t\n");
    if (*at++ != '(') {
        return NULL;
    }
    at += strspn(at, " \t\n");
    while (isalnum((unsigned char)at[name]) || at[name] == '_') {
        name++;
    }
    return name ? talloc_strndup(ctx, at, name) : NULL;
}
