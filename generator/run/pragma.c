#include "run/pragma.h"

#include <ctype.h>
#include <string.h>

/* Compilers disagree about trigraphs, about blanks between a backslash and
 * the end of its line, and about literals that go beyond it (tcc reads on to
 * the next quote).  What is a comment for one is code for another, so the
 * text is read in each of the eight ways. */
enum { TRIGRAPHS = 1, LOOSE_SPLICES = 2, LONG_LITERALS = 4, WAYS = 8 };

enum directive { DIRECTIVE_PRAGMA, DIRECTIVE_INCLUDE };

/* A reader of characters after the first phases of translation: trigraphs are
 * replaced, line splices are gone, comments are one blank each. */
struct reader {
    const char *at;
    int line;
    int way;
};

static int
is_trigraph(const struct reader *reader, const char *name)
{
    return reader->way & TRIGRAPHS && !strncmp(reader->at, name, 3);
}

static int
splice_len(const struct reader *reader)
{
    const char *at = reader->at;
    int head = *at == '\\' ? 1 : is_trigraph(reader, "\?\?/") ? 3 : 0;
    int len = head;

    if (!head) {
        return 0;
    }
    while (at[len] == '\r' || (reader->way & LOOSE_SPLICES &&
                               (at[len] == ' ' || at[len] == '\t'))) {
        len++;
    }
    return at[len] == '\n' ? len + 1 : 0;
}

static void
skip_splices(struct reader *reader)
{
    for (int len; (len = splice_len(reader)) > 0;) {
        reader->at += len;
        reader->line++;
    }
}

/* The next character, as the preprocessor sees it; 0 at the end. */
static int
take(struct reader *reader)
{
    int c;

    skip_splices(reader);
    c = (unsigned char)*reader->at;
    if (is_trigraph(reader, "\?\?=")) {
        reader->at += 3;
        return '#';
    }
    if (c) {
        reader->at++;
    }
    reader->line += c == '\n';
    return c;
}

static int
peek(struct reader *reader)
{
    skip_splices(reader);
    return (unsigned char)*reader->at;
}

/* After "/" and "*". */
static void
skip_comment(struct reader *reader)
{
    for (int before = 0, c; (c = take(reader)) != 0; before = c) {
        if (before == '*' && c == '/') {
            return;
        }
    }
}

/* The next character with comments out of the way: each is a blank. */
static int
take_bare(struct reader *reader)
{
    int c = take(reader);

    if (c == '/' && peek(reader) == '*') {
        take(reader);
        skip_comment(reader);
        return ' ';
    }
    if (c == '/' && peek(reader) == '/') {
        while (peek(reader) && peek(reader) != '\n') {
            take(reader);
        }
        return ' ';
    }
    return c;
}

/* The same with literals out of the way as well: each is its opening quote. */
static int
take_plain(struct reader *reader)
{
    int quote = take_bare(reader), c = quote;

    if (c == '"' || c == '\'') {
        int long_too = reader->way & LONG_LITERALS;

        while ((c = peek(reader)) != 0 && (long_too || c != '\n')) {
            take(reader);
            if (c == quote) {
                break;
            }
            if (c == '\\' && peek(reader) != '\n') {
                take(reader);
            }
        }
    }
    return quote;
}

static int
is_blank(int c)
{
    return c == ' ' || c == '\t' || c == '\v' || c == '\f' || c == '\r';
}

static int
take_after_blanks(struct reader *reader)
{
    int c;

    do {
        c = take_bare(reader);
    } while (is_blank(c));
    return c;
}

/* Reads a word that begins with c; gives the character after it. */
static int
take_word(struct reader *reader, int c, char word[16])
{
    size_t len = 0;

    while (isalnum(c) || c == '_') {
        if (len < 15) {
            word[len++] = (char)c;
        }
        c = take_bare(reader);
    }
    word[len] = '\0';
    return c;
}

/* The same in plain text; gives the last character of the word. */
static int
take_identifier(struct reader *reader, int c, char word[16])
{
    size_t len = 0;

    word[len++] = (char)c;
    while (isalnum(peek(reader)) || peek(reader) == '_') {
        c = take(reader);
        if (len < 15) {
            word[len++] = (char)c;
        }
    }
    word[len] = '\0';
    return c;
}

/* ---- what is refused ---------------------------------------------------- */

static int
is_pragma_comment(struct reader *reader, int c)
{
    char word[16];

    take_word(reader, is_blank(c) ? take_after_blanks(reader) : c, word);
    return !strcmp(word, "comment");
}

/* A header's name is relative, ends with .h and does not lead upwards; no
 * macro makes it. */
static int
is_foreign_include(struct reader *reader, int c)
{
    char name[128];
    size_t len = 0;
    int end;

    c = is_blank(c) ? take_after_blanks(reader) : c;
    end = c == '<' ? '>' : c == '"' ? '"' : 0;
    while (end && (c = take(reader)) != end && c != '\n' && c != 0) {
        if (len == sizeof name - 1) {
            return 1;
        }
        name[len++] = (char)c;
    }
    name[len] = '\0';
    return !end || c != end || name[0] == '/' || strstr(name, "..") ||
           len < 3 || strcmp(name + len - 2, ".h");
}

/* In a directive, after its '#'. */
static int
is_refused(struct reader *reader, enum directive which)
{
    char word[16];
    int c = take_word(reader, take_after_blanks(reader), word);

    if (which == DIRECTIVE_PRAGMA) {
        return !strcmp(word, "pragma") && is_pragma_comment(reader, c);
    }
    return (!strncmp(word, "include", 7) || !strcmp(word, "import") ||
            !strcmp(word, "embed")) &&
           is_foreign_include(reader, c);
}

static int
refused_in_way(const char *text, enum directive which, int way)
{
    static const char mark[] = "\xef\xbb\xbf"; /* which gcc passes over */
    int has_mark = !strncmp(text, mark, sizeof mark - 1);
    struct reader reader = {has_mark ? text + sizeof mark - 1 : text, 1, way};
    int at_start = 1, c = 0;
    char word[16];

    while ((c = take_plain(&reader)) != 0) {
        int line = reader.line;

        if (at_start && c == '%' && peek(&reader) == ':') {
            take(&reader);
            c = '#';
        }
        if (at_start && c == '#') {
            struct reader ahead = reader;

            if (is_refused(&ahead, which)) {
                return line;
            }
        }
        if (isalpha(c) || c == '_') {
            c = take_identifier(&reader, c, word);
            if (which == DIRECTIVE_PRAGMA && !strcmp(word, "_Pragma")) {
                return line;
            }
        }
        at_start = c == '\n' || (at_start && isspace(c));
    }
    return 0;
}

static int
refused(const char *text, enum directive which)
{
    for (int way = 0; way < WAYS; way++) {
        int line = refused_in_way(text, which, way);

        if (line > 0) {
            return line;
        }
    }
    return 0;
}

int
pragma_refused(const char *text)
{
    return refused(text, DIRECTIVE_PRAGMA);
}

int
include_refused(const char *text)
{
    return refused(text, DIRECTIVE_INCLUDE);
}
