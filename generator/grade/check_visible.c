#include "grade/check_visible.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "grade/check_reader.h"

/* One item, and what stands between it and the one before. */
struct piece {
    struct check_item item;
    size_t gap;       /* where the text before it begins */
    const char *test; /* of a test or judge: its name */
    const char *name; /* that others may use; NULL when it has to stay */
    int is_hidden;    /* a TEST whose head says so */
    int is_out;
};

struct pieces {
    const char *text;
    struct piece *piece;
    size_t count;
};

/* ---- names -------------------------------------------------------------- */

static int
is_word(char c)
{
    return isalnum((unsigned char)c) || c == '_';
}

static int
begins_with(const char *text, const struct check_item *item, const char *word)
{
    size_t len = strlen(word);

    return !strncmp(text + item->start, word, len) &&
           !is_word(text[item->start + len]);
}

/* The word that ends right before `end`, blanks left out. */
static char *
word_before(TALLOC_CTX *ctx, const char *text, size_t start, size_t end)
{
    size_t last = end, first;

    while (last > start && !is_word(text[last - 1])) {
        last--;
    }
    for (first = last; first > start && is_word(text[first - 1]); first--) {
        continue;
    }
    return first < last ? talloc_strndup(ctx, text + first, last - first)
                        : NULL;
}

/* What a static definition or a macro is called. */
static char *
name_of(TALLOC_CTX *ctx, const char *text, const struct check_item *item)
{
    size_t at = item->start;

    if (item->kind == ITEM_DIRECTIVE) {
        at += 1 + strspn(text + at + 1, " \t");
        if (strncmp(text + at, "define", 6) || is_word(text[at + 6])) {
            return NULL;
        }
        at += 6 + strspn(text + at + 6, " \t");
        return word_before(ctx, text, at,
                           at + strspn(text + at, "abcdefghijklmnopqrstuvwxyz"
                                                  "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
                                                  "0123456789_"));
    }
    if (!begins_with(text, item, "static")) {
        return NULL;
    }
    at += strcspn(text + at, "([=;{");
    return text[at] == '{' ? NULL : word_before(ctx, text, item->start, at);
}

static int
names(const char *text, const struct check_item *item, const char *name)
{
    size_t len = strlen(name);

    for (size_t at = item->start; at + len <= item->end; at++) {
        if (!strncmp(text + at, name, len) && !is_word(text[at + len]) &&
            (at == item->start || !is_word(text[at - 1]))) {
            return 1;
        }
    }
    return 0;
}

/* ---- what goes ---------------------------------------------------------- */

/* The quote that ends the literal at `at`. */
static size_t
literal_end(const char *text, size_t at)
{
    for (at++; text[at] != '"'; at++) {
        at += text[at] == '\\';
    }
    return at;
}

/* `.hidden` with anything but 0 after it. */
static int
says_hidden(const char *text, const struct check_item *item)
{
    static const char WORD[] = ".hidden";
    size_t len = sizeof WORD - 1;

    for (size_t at = item->start; at + len < item->body; at++) {
        if (text[at] == '"') {
            at = literal_end(text, at);
            continue;
        }
        if (!strncmp(text + at, WORD, len) && !is_word(text[at + len])) {
            at += len;
            at += strspn(text + at, " \t\n=");
            return text[at] != '0' || is_word(text[at + 1]);
        }
    }
    return 0;
}

static void
take_out_tests(struct pieces *pieces)
{
    for (size_t i = 0; i < pieces->count; i++) {
        const struct piece *hidden = &pieces->piece[i];

        for (size_t k = 0; hidden->is_hidden && k < pieces->count; k++) {
            struct piece *piece = &pieces->piece[k];

            piece->is_out |= piece->test && !strcmp(piece->test, hidden->test);
        }
    }
}

/* Whether a piece that stays, or one that goes, uses the name. */
static int
is_used(const struct pieces *pieces, const struct piece *by_whom, int out)
{
    for (size_t i = 0; i < pieces->count; i++) {
        const struct piece *piece = &pieces->piece[i];

        if (piece != by_whom && piece->is_out == out &&
            !(piece->name && !strcmp(piece->name, by_whom->name)) &&
            names(pieces->text, &piece->item, by_whom->name)) {
            return 1;
        }
    }
    return 0;
}

/* One round; 1 when something more has gone. */
static int
take_out_unused(struct pieces *pieces)
{
    int changed = 0;

    for (size_t i = 0; i < pieces->count; i++) {
        struct piece *piece = &pieces->piece[i];

        if (piece->name && !piece->is_out && is_used(pieces, piece, 1) &&
            !is_used(pieces, piece, 0)) {
            piece->is_out = changed = 1;
        }
    }
    return changed;
}

/* ---- the text ----------------------------------------------------------- */

static struct pieces
read_pieces(TALLOC_CTX *ctx, const char *path, const char *text, int *status)
{
    struct check_reader reader = {path, text, 0, 1};
    struct pieces pieces = {.text = text};
    struct check_item item;
    size_t gap = 0;

    while ((*status = check_reader_next(&reader, &item)) > 0) {
        char *test = check_item_head(ctx, text, &item, "TEST");
        struct piece piece = {.item = item, .gap = gap};

        piece.is_hidden = test && says_hidden(text, &item);
        piece.test = test ? test : check_item_head(ctx, text, &item, "JUDGE");
        piece.name = piece.test ? NULL : name_of(ctx, text, &item);
        pieces.piece =
            talloc_realloc(ctx, pieces.piece, struct piece, pieces.count + 1);
        pieces.piece[pieces.count++] = piece;
        gap = item.end;
    }
    return pieces;
}

/* An item goes with what stands before it: its comment. */
static char *
join(TALLOC_CTX *ctx, const struct pieces *pieces)
{
    char *text = talloc_strdup(ctx, "");

    for (size_t i = 0; i < pieces->count; i++) {
        const struct piece *piece = &pieces->piece[i];

        if (!piece->is_out) {
            text = talloc_strndup_append_buffer(
                text, pieces->text + piece->gap, piece->item.end - piece->gap);
        }
    }
    return talloc_strdup_append_buffer(text, "\n");
}

char *
check_visible(TALLOC_CTX *ctx, const char *path, const char *text,
              size_t *hidden)
{
    TALLOC_CTX *scratch = talloc_new(NULL);
    struct pieces pieces;
    char *visible = NULL;
    int status;
    size_t count = 0;

    pieces = read_pieces(scratch, path, text, &status);
    for (size_t i = 0; i < pieces.count; i++) {
        count += (size_t)pieces.piece[i].is_hidden;
    }
    if (status == 0) {
        take_out_tests(&pieces);
        while (take_out_unused(&pieces)) {
            continue;
        }
        visible = count ? join(ctx, &pieces) : talloc_strdup(ctx, text);
    }
    if (hidden) {
        *hidden = count;
    }
    talloc_free(scratch);
    return visible;
}
