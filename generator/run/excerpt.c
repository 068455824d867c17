#include "run/excerpt.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/stream.h"
#include "run/excerpt_tables.h"
#include "run/tools.h"

/* The items that are wanted, and those whose uses are still to be asked
 * for. */
struct wanted {
    unsigned char *marks; /* for each item */
    uint16_t *todo;
    size_t todo_count;
    int variant;
};

static void
want_all(struct wanted *wanted, uint32_t start, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++) {
        uint16_t item = excerpt_uses[start + i];

        if (!wanted->marks[item] &&
            excerpt_items[item].variants & wanted->variant) {
            wanted->marks[item] = 1;
            wanted->todo[wanted->todo_count++] = item;
        }
    }
}

static const struct excerpt_name *
find_name(const char *text, size_t len)
{
    uint32_t at = excerpt_hash(text, (uint32_t)len);

    for (;; at++) {
        uint16_t slot = excerpt_slots[at % excerpt_slot_count];
        const struct excerpt_name *name = &excerpt_names[slot - 1];

        if (!slot) {
            return NULL;
        }
        if (name->len == len &&
            !memcmp(excerpt_names_text + name->text, text, len)) {
            return name;
        }
    }
}

/* ---- what the text begins with ------------------------------------------ */

static const char *
skip_comments(const char *at)
{
    for (;;) {
        at += strspn(at, " \t\r\n");
        if (at[0] == '/' && at[1] == '*') {
            const char *end = strstr(at + 2, "*/");

            at = end ? end + 2 : at + strlen(at);
        }
        else if (at[0] == '/' && at[1] == '/') {
            at += strcspn(at, "\n");
        }
        else {
            return at;
        }
    }
}

static const char *
skip_blanks(const char *at)
{
    return at + strspn(at, " \t");
}

/* Behind the word, or NULL when another stands there. */
static const char *
skip_word(const char *at, const char *word)
{
    size_t len = strlen(word);

    return !strncmp(at, word, len) && !isalnum((unsigned char)at[len]) &&
                   at[len] != '_'
               ? skip_blanks(at + len)
               : NULL;
}

/* The header that is named at `at`; NULL when it is none of ours. */
static const struct excerpt_name *
header_at(const char *at)
{
    size_t len = strcspn(at + (*at != 0), *at == '<' ? ">\n" : "\"\n");

    return (*at == '<' && at[len + 1] == '>') ||
                   (*at == '"' && at[len + 1] == '"')
               ? find_name(at + 1, len)
               : NULL;
}

static int
names(const char *at, const char *header)
{
    return !strncmp(at + 1, header, strlen(header)) &&
           strchr(">\"", at[1 + strlen(header)]) != NULL;
}

/* How the text asks for <Python.h>, before anything else but headers of the C
 * library; 0 when it does not, or not plainly. */
static int
variant_of(const char *text)
{
    int variant = EXCERPT_BARE;

    for (const char *at = skip_comments(text); *at == '#';) {
        const char *directive = skip_blanks(at + 1);
        const char *include = skip_word(directive, "include");
        const char *define = skip_word(directive, "define");

        if (include && names(include, "Python.h")) {
            return variant;
        }
        if (include && names(include, "heapbook.h")) {
            return EXCERPT_CLEAN;
        }
        if (define && (define = skip_word(define, "PY_SSIZE_T_CLEAN")) &&
            strchr("\r\n", *define)) {
            variant = EXCERPT_CLEAN;
        }
        else if (!include || *include != '<' || !header_at(include)) {
            return 0;
        }
        at = skip_comments(at + strcspn(at, "\n"));
    }
    return 0;
}

/* ---- what it names -------------------------------------------------------
 */

static int
is_letter(int c)
{
    return isalnum(c) || c == '_' || c == '$';
}

/* A word at `at`; it may go on behind the end of a line.  Its length in the
 * text; `word` gets it whole, as far as there is room. */
static size_t
take_word(const char *at, char *word, size_t room, size_t *len)
{
    size_t n = 0;

    for (*len = 0;;) {
        if (is_letter((unsigned char)at[n])) {
            word[*len] = at[n++];
            *len += *len + 1 < room;
        }
        else if (at[n] == '\\' && (at[n + 1] == '\n' || at[n + 1] == '\r')) {
            n += at[n + 1] == '\r' && at[n + 2] == '\n' ? 3 : 2;
        }
        else {
            return n;
        }
    }
}

/* An include anywhere must be of a header that is known.  It wants what the
 * header names. */
static int
want_include(struct wanted *wanted, const char *text, const char *at,
             size_t len)
{
    const struct excerpt_name *header;
    const char *before = at;

    while (before > text && (before[-1] == ' ' || before[-1] == '\t')) {
        before--;
    }
    if (before == text || before[-1] != '#' || len != strlen("include")) {
        return -1;
    }
    header = header_at(skip_blanks(at + len));
    if (!header) {
        return -1;
    }
    want_all(wanted, header->items, header->item_count);
    return 0;
}

/* Comments and literals are read like code: what is wanted too much only
 * takes time. */
static int
want_names(struct wanted *wanted, const char *text)
{
    char word[128];
    size_t len, n;

    for (const char *at = text; *at; at += n ? n : 1) {
        const struct excerpt_name *name;

        n = take_word(at, word, sizeof word, &len);
        if (!len) {
            continue;
        }
        if (len >= 7 && !strncmp(word, "include", 7) &&
            want_include(wanted, text, at, n)) {
            return -1;
        }
        name = find_name(word, len);
        if (name) {
            want_all(wanted, name->items, name->item_count);
        }
    }
    return 0;
}

/* What makes words of parts of words, or directives of other marks. */
static int
makes_names(const char *text)
{
    return strstr(text, "##") || strstr(text, "%:") || strstr(text, "?\?");
}

/* An assertion of a header names its file, as it was called when the tables
 * were made. */
static void
print_item(FILE *out, const struct excerpt_item *item)
{
    static const char made[] = "\"runtime/include/";
    const char *at = excerpt_text + item->text, *end = at + item->len;
    const char *file;

    while ((file = memmem(at, (size_t)(end - at), made, sizeof made - 1))) {
        fwrite(at, 1, (size_t)(file - at), out);
        fprintf(out, "\"%s/", tools_get()->include);
        at = file + sizeof made - 1;
    }
    fwrite(at, 1, (size_t)(end - at), out);
}

static char *
print_excerpt(TALLOC_CTX *ctx, const struct wanted *wanted, const char *text)
{
    char *bytes = NULL, *copy;
    size_t len = 0;
    FILE *out = stream_open(&bytes, &len);

    /* The lines of machine code are those of another file. */
    fputs("# 1 \"Python.h\"\n", out);
    for (uint32_t i = 0; i < excerpt_item_count; i++) {
        if (wanted->marks[i]) {
            print_item(out, &excerpt_items[i]);
        }
    }
    fprintf(out, "# 1 \"<string>\"\n%s", text);
    fclose(out);
    copy = talloc_strndup(ctx, bytes, len);
    free(bytes);
    return copy;
}

char *
excerpt_before(TALLOC_CTX *ctx, const char *text)
{
    TALLOC_CTX *own = talloc_new(ctx);
    struct wanted wanted = {talloc_zero_size(own, excerpt_item_count),
                            talloc_array(own, uint16_t, excerpt_item_count), 0,
                            variant_of(text)};
    char *out = NULL;

    if (wanted.variant && !makes_names(text) && !want_names(&wanted, text)) {
        while (wanted.todo_count > 0) {
            const struct excerpt_item *item =
                &excerpt_items[wanted.todo[--wanted.todo_count]];

            want_all(&wanted, item->uses, item->use_count);
        }
        for (uint32_t i = 0; i < excerpt_item_count; i++) {
            wanted.marks[i] |= excerpt_items[i].always &&
                               excerpt_items[i].variants & wanted.variant;
        }
        out = print_excerpt(ctx, &wanted, text);
    }
    talloc_free(own);
    return out;
}
