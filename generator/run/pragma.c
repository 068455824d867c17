#include "run/pragma.h"

#include <ctype.h>
#include <string.h>

/* Compilers disagree about trigraphs, and about blanks between a backslash
 * and the end of its line.  What is a comment for one is code for another, so
 * the text is read in each of the four ways. */
enum { TRIGRAPHS = 1, LOOSE_SPLICES = 2, WAYS = 4 };

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

/* The next character with comments and literals out of the way: a comment is
 * a blank, a literal its opening quote. */
static int
take_plain(struct reader *reader)
{
    int c = take(reader), quote = c;

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
    if (c == '"' || c == '\'') {
        /* A literal ends with its line at the latest. */
        while ((c = peek(reader)) != 0 && c != '\n') {
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
take_after_blanks(struct reader *reader)
{
    int c;

    do {
        c = take_plain(reader);
    } while (c == ' ' || c == '\t' || c == '\v' || c == '\f' || c == '\r');
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
        c = take_plain(reader);
    }
    word[len] = '\0';
    return c;
}

/* After '#': whether this is the pragma.  Leaves the reader in the line. */
static int
is_pragma_comment(struct reader *reader)
{
    char word[16];
    int c = take_word(reader, take_after_blanks(reader), word);

    if (strcmp(word, "pragma")) {
        return 0;
    }
    if (c == ' ' || c == '\t' || c == '\v' || c == '\f' || c == '\r') {
        c = take_after_blanks(reader);
    }
    take_word(reader, c, word);
    return !strcmp(word, "comment");
}

static int
refused_in_way(const char *text, int way)
{
    struct reader reader = {text, 1, way};
    int at_start = 1, c = 0;

    while ((c = take_plain(&reader)) != 0) {
        int line = reader.line;

        if (at_start && c == '%' && peek(&reader) == ':') {
            take(&reader);
            c = '#';
        }
        if (at_start && c == '#') {
            struct reader ahead = reader;

            if (is_pragma_comment(&ahead)) {
                return line;
            }
        }
        if (isalpha(c) || c == '_') {
            char word[16];

            c = take_word(&reader, c, word);
            if (!strcmp(word, "_Pragma")) {
                return line;
            }
        }
        at_start = c == '\n' || (at_start && isspace(c));
    }
    return 0;
}

int
pragma_refused(const char *text)
{
    for (int way = 0; way < WAYS; way++) {
        int line = refused_in_way(text, way);

        if (line > 0) {
            return line;
        }
    }
    return 0;
}
